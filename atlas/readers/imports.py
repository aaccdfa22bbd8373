"""A table that somebody brings, as initiatives or funding of the atlas, with a ledger of every line."""

import re
from collections.abc import Mapping as Table
from dataclasses import dataclass
from dataclasses import field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.readers.amounts import read_amounts
from atlas.readers.doubts import detail
from atlas.readers.doubts import doubts
from atlas.readers.doubts import joined
from atlas.readers.doubts import repeated_identifiers
from atlas.readers.faults import FileRefusedError
from atlas.readers.grants import Grants
from atlas.readers.kinds import NO_VALUE
from atlas.readers.ledger import make_ledger
from atlas.readers.ledger import rejected_rows
from atlas.readers.mapping import Kind
from atlas.readers.mapping import Mapping
from atlas.readers.matters import Matter
from atlas.readers.matters import count_matters
from atlas.readers.matters import matters
from atlas.readers.placing import Point
from atlas.readers.placing import place_rows
from atlas.readers.placing import shared_points
from atlas.readers.raw import Raw
from atlas.readers.values import as_text
from atlas.tables import INITIATIVES
from atlas.tables.reading import typed
from atlas.territories import Geography
from atlas.territories import load_geography
from atlas.territories import normalise_name
from atlas.vocabulary import DECLARED_SETTINGS
from atlas.vocabulary import FUNDER_LEVELS
from atlas.vocabulary import INITIATORS
from atlas.vocabulary import LEVELS
from atlas.vocabulary import NATURES
from atlas.vocabulary import PURPOSES
from atlas.vocabulary import SCALES
from atlas.vocabulary import Label
from atlas.vocabulary import Language

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_ADDRESS = re.compile(r"https?://[^\s;<>\"']+")
# Words of other people for our codes.
_NATURE_WORDS = {
    "aide en numeraire": "subvention",
    "numeraire": "subvention",
    "aide en nature": "accompagnement",
}
_WHOLE_ROW = "same_row"


@dataclass(frozen=True, eq=False)
class Import:
    """Rows of a file, made into rows of the atlas.

    Attributes
    ----------
    kind
        What they became.
    name, digest
        The file, and its SHA-256.
    mapping
        What its columns were taken for.
    table
        The accepted rows. Kind `initiatives`: columns of `atlas.tables.INITIATIVES`, indexed by `id`. Kind
        `funding`: columns of `atlas.readers.Grants.table` and `beneficiary`, `funder`, `funder_level`,
        `nature`, `purpose` (codes), `year_start`, `year_end` (Int64), `initiative_id` (missing where the row
        names none), indexed by `line`.
    ledger
        See `atlas.readers.ledger.make_ledger`: every line of the file.
    rejected
        See `atlas.readers.ledger.rejected_rows`.
    matters
        What somebody should know of it, counted.
    """

    kind: Kind
    name: str
    digest: str
    mapping: Mapping
    table: pd.DataFrame
    ledger: pd.DataFrame
    rejected: pd.DataFrame
    matters: tuple[Matter, ...]

    def summary(self, language: Language = "fr") -> dict[str, Any]:
        """Count what became of the rows.

        Parameters
        ----------
        language
            Of the sentences of `warnings`.

        Returns
        -------
        dict
            `read` (rows of the file), `accepted`, `located` and `not_located` (of the accepted), `rejected`,
            `duplicates` (rows identical to an earlier one, kept or not), `total_eur` (sum of the accepted
            amounts; None for initiatives), `warnings` (see `atlas.readers.matters.Matter.record`).
        """
        outcome = self.ledger["outcome"].value_counts()
        accepted = self.ledger[self.ledger["outcome"].eq("accepted")]
        located = int(accepted["located_by"].notna().sum())
        cents = int(accepted["amount_after"].sum())
        return {
            "read": len(self.ledger),
            "accepted": len(accepted),
            "located": located,
            "not_located": len(accepted) - located,
            "rejected": int(outcome.get("rejected", 0)),
            "duplicates": int(self.ledger["reason"].eq(_WHOLE_ROW).sum()),
            "total_eur": cents / 100 if self.kind == "funding" else None,
            "warnings": [matter.record(language) for matter in self.matters],
        }

    def grants(self) -> Grants:
        """Give accepted funding as the grants that the page of money lays over the territories.

        Returns
        -------
        Grants
            Of the accepted rows.
        """
        return Grants(
            table=self.table,
            layout=self.mapping.layout,
            sheet=self.mapping.sheet,
            sheets=(),
            amount=self.mapping.columns.get("amount", ""),
            columns=dict(self.mapping.columns),
            digest=self.digest,
        )


@dataclass(frozen=True, eq=False)
class Seen:
    """What a file's earlier parts held, for whoever reads it part by part.

    Attributes
    ----------
    rows
        64-bit hashes of the rows met so far, an array per part.
    shared
        Points of the whole file that are no addresses, see `atlas.readers.placing.shared_points`.
    identifiers
        Identifiers met so far.
    """

    rows: list[NDArray[np.uint64]]
    shared: Table[Point, int]
    identifiers: set[str] = field(default_factory=set)


def import_rows(
    raw: Raw,
    mapping: Mapping,
    *,
    name: str = "",
    geography: Geography | None = None,
    seen: Seen | None = None,
) -> Import:
    """Make the rows of a table into rows of the atlas.

    Parameters
    ----------
    raw
        The table.
    mapping
        What its columns are.
    name
        Of the file, named as the source of rows that name none.
    geography
        `load_geography()` by default.
    seen
        Where the table is one part of a file: what the parts before it held. It is added to.

    Returns
    -------
    Import
        Rows read = accepted + duplicate + rejected + set aside.

    Raises
    ------
    MissingColumnError
        If the mapping names a column that the table does not have.
    FileRefusedError
        If the mapping has no column for what the kind cannot do without: amounts, or names.

    Notes
    -----
    An identical row of funding may be another payment: it is kept and reported. An identical initiative is
    one initiative: it is left out. A SIREN or SIRET never places a row.
    """
    mapping.check(raw.cells.columns)
    geography = geography or load_geography()
    needed, fault = ("amount", "no_amount") if mapping.kind == "funding" else ("name", "no_name")
    if needed not in mapping.columns:
        raise FileRefusedError(fault)
    seen = seen or Seen(rows=[], shared=shared_points(raw, mapping))
    texts = raw.cells.map(as_text)
    repeated = _repeated(texts, seen.rows)
    placed = place_rows(raw, mapping, geography, shared=seen.shared)
    make = _funding if mapping.kind == "funding" else _initiatives
    table, rows = make(texts, mapping, placed, repeated, _Source(name, raw.digest))
    again = _again(texts, mapping, seen.identifiers)
    unreadable = rows["reason"].eq("unreadable").fillna(value=False)
    cents = rows["amount_before"].mask(unreadable, 0) if mapping.kind == "funding" else None
    flags, details = doubts(texts, mapping, placed["organisations"], again, cents)
    rows["flags"], rows["details"] = flags, joined(rows["details"], details)
    ledger = make_ledger(raw, rows)
    return Import(
        kind=mapping.kind,
        name=name,
        digest=raw.digest,
        mapping=mapping,
        table=table,
        ledger=ledger,
        rejected=rejected_rows(raw, ledger),
        matters=matters(count_matters(ledger), raw.notes, points=len(seen.shared)),
    )


@dataclass(frozen=True)
class _Source:
    name: str
    digest: str


def _repeated(texts: pd.DataFrame, seen: list[NDArray[np.uint64]]) -> "pd.Series[bool]":
    """Tell the rows that stand in the file already, and remember all of them."""
    hashes = pd.util.hash_pandas_object(texts, index=False)
    again = hashes.duplicated()
    if seen:
        again |= np.isin(hashes.to_numpy(), np.concatenate(seen))
    own: NDArray[np.uint64] = np.asarray(hashes, dtype=np.uint64)
    seen.append(own)
    return again.set_axis(texts.index)


def _again(texts: pd.DataFrame, mapping: Mapping, seen: set[str]) -> "pd.Series[bool]":
    """Tell the rows whose identifier an earlier row has, and remember all of them."""
    if "identifier" not in mapping.columns:
        return pd.Series(data=False, index=texts.index)
    identifiers = texts[mapping.columns["identifier"]]
    again = repeated_identifiers(identifiers) | identifiers.isin(seen)
    seen.update(identifiers[identifiers.ne("")].unique())
    return again


def _column(texts: pd.DataFrame, mapping: Mapping, role: str) -> pd.Series:
    """Give the texts of a role; missing where blank, the file's constant where there is one."""
    if role in mapping.columns:
        cells = texts[mapping.columns[role]].str.split().str.join(" ").astype("str")
        cells = cells.where(cells != "")
    else:
        cells = pd.Series(None, index=texts.index, dtype="str")
    constant = mapping.constants.get(role)
    return cells.fillna(constant) if constant else cells


def _coded(texts: pd.Series, labels: Table[str, Label], more: Table[str, str] | None = None) -> pd.Series:
    """Turn texts into the codes of a closed list, by code or by label in either language."""
    known = {normalise_name(code.replace("_", " ")): code for code in labels}
    known |= {normalise_name(word): code for code, label in labels.items() for word in (label.fr, label.en)}
    known |= dict(more or {})
    codes = {text: known.get(normalise_name(text.replace("_", " "))) for text in texts.dropna().unique()}
    return texts.map(codes).astype("str").where(texts.map(codes).notna())


def _year(texts: pd.Series, *, last: bool = False) -> pd.Series:
    """Read the first or the last year that a text names."""
    found = texts.map(
        lambda text: _YEAR.findall(text)[-1 if last else 0] if _YEAR.search(text) else None,
        na_action="ignore",
    )
    return pd.to_numeric(found, errors="coerce").astype("Int64")


def _rows(placed: pd.DataFrame) -> pd.DataFrame:
    rows = placed[["repairs", "details", "located_by", "problem", "candidates"]].copy()
    rows["outcome"] = "accepted"
    rows["reason"] = pd.Series(None, index=rows.index, dtype="str")
    rows["amount_before"] = rows["amount_after"] = pd.Series(pd.NA, index=rows.index, dtype="Int64")
    return rows


def _funding(
    texts: pd.DataFrame, mapping: Mapping, placed: pd.DataFrame, repeated: "pd.Series[bool]", _: _Source
) -> tuple[pd.DataFrame, pd.DataFrame]:
    cells = texts[mapping.columns["amount"]]
    amounts = read_amounts(cells.mask(cells.str.strip().isin(NO_VALUE), ""))
    rows = _rows(placed)
    rows["amount_before"] = amounts.cents
    unreadable = amounts.problem.eq("unreadable").fillna(value=False)
    rows["outcome"] = rows["outcome"].mask(unreadable, "rejected")
    spoiled = unreadable.map({True: "unreadable", False: ""}).astype("str")
    rows["details"] = joined(rows["details"], detail(spoiled, cells))
    rows["reason"] = rows["reason"].mask(repeated, _WHOLE_ROW).mask(unreadable, "unreadable")
    # Shares and other readings of an envelope that the atlas holds apart are never added to it.
    for role, sums in (("counted", "true"), ("direction", "received")):
        said = _column(texts, mapping, role).str.lower()
        apart = said.notna() & said.ne(sums) & ~unreadable
        rows["outcome"] = rows["outcome"].mask(apart, "set_aside")
        rows["reason"] = rows["reason"].mask(apart, f"not_{sums}" if role == "direction" else "not_counted")
    accepted = rows["outcome"].eq("accepted")
    rows["amount_after"] = amounts.cents.where(accepted)
    table = pd.DataFrame(index=texts.index)
    for role in ("identifier", "title", "programme", "beneficiary", "funder", "initiative_id"):
        table[role] = _column(texts, mapping, role)
    table["title"] = table["title"].fillna(table["beneficiary"])
    table["cents"] = amounts.cents
    for column in (*LEVELS, "located_by", "problem", "candidates"):
        table[column] = placed[column]
    table["placed"] = _placed(placed)
    table["amount_problem"] = amounts.problem
    table["funder_level"] = _coded(_column(texts, mapping, "funder_level"), FUNDER_LEVELS)
    table["nature"] = _coded(_column(texts, mapping, "nature"), NATURES, _NATURE_WORDS)
    table["purpose"] = _coded(_column(texts, mapping, "purpose"), PURPOSES)
    years = _column(texts, mapping, "year_start"), _column(texts, mapping, "year_end")
    table["year_start"] = _year(years[0].fillna(years[1]))
    table["year_end"] = _year(years[1], last=True).fillna(_year(years[0], last=True))
    # An overseas collectivity is no département: it is in no total of that level.
    table["departement"] = table["departement"].mask(table["placed"].eq("collectivite"))
    return table[accepted].rename_axis("line"), rows


def _placed(placed: pd.DataFrame) -> pd.Series:
    """Say which is the finest territory of each row, see `atlas.readers.grants.PLACED`."""
    finest = pd.Series("none", index=placed.index)
    listed = placed["located_by"].isin(["coverage", "polygon"])
    for level in ("departement", "epci"):
        # Paris is one département in one EPCI: the département alone was given all the same.
        given = placed["located_by"].eq(level) | listed
        finest = finest.mask(placed[level].notna() & given, level)
    finest = finest.mask(placed["commune"].notna(), "commune")
    overseas = placed["departement"].str.match("97[578]|98").fillna(value=False) & placed["commune"].isna()
    return finest.mask(overseas, "collectivite")


def _initiatives(
    texts: pd.DataFrame,
    mapping: Mapping,
    placed: pd.DataFrame,
    repeated: "pd.Series[bool]",
    source: _Source,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = _rows(placed)
    lines = texts[mapping.columns["name"]].str.strip().str.split(r"[\r\n]+", regex=True)
    names = lines.str[0].str.split().str.join(" ")
    below = lines.str[1:].str.join(" ").str.split().str.join(" ")
    broken = below.ne("") | texts[mapping.columns["name"]].str.contains("\n", regex=False)
    rows["repairs"] = joined(rows["repairs"], broken.map({True: "line_breaks", False: ""}).astype("str"))
    nameless = names.eq("")
    rows["outcome"] = rows["outcome"].mask(repeated, "duplicate").mask(nameless, "rejected")
    rows["reason"] = rows["reason"].mask(repeated, _WHOLE_ROW).mask(nameless, "no_name")
    frame = pd.DataFrame({"id": _ids(texts.index, source), "name": names}, index=texts.index)
    frame["type"] = _column(texts, mapping, "type")
    frame["seat_commune"] = placed["commune"]
    by_point = placed["located_by"].isin(["coordinates", "coordinates_border", "nearest_commune"])
    frame["seat_confidence"] = by_point.map({True: "inferred", False: "stated"}).where(
        placed["commune"].notna()
    )
    frame["departement"], frame["region"] = placed["departement"], placed["region"]
    frame["lon"], frame["lat"] = placed["lon"].where(by_point), placed["lat"].where(by_point)
    frame["coverage"] = placed["coverage"]
    frame["scale_text"] = _column(texts, mapping, "scale")
    frame["scale"] = _coded(frame["scale_text"], SCALES).fillna("unknown")
    frame["setting_declared"] = _coded(_column(texts, mapping, "setting_declared"), DECLARED_SETTINGS)
    frame["initiator_text"] = _column(texts, mapping, "initiator")
    frame["initiator"] = _coded(frame["initiator_text"], INITIATORS)
    for role in ("territory", "status", "legal_forms"):
        frame[role] = _column(texts, mapping, role)
    frame["start_year"] = _year(_column(texts, mapping, "start_year")).astype("object")
    ends = _year(_column(texts, mapping, "end_year"), last=True)
    frame["end_year"] = ends.where(ends.ne(frame["start_year"].astype("Int64"))).astype("object")
    for role in ("url", "source_url"):
        frame[role] = _column(texts, mapping, role).str.extract(f"({_ADDRESS.pattern})")[0]
    where = f"{source.name or 'fichier importé'}, ligne " + texts.index.astype("str").to_series(
        index=texts.index
    )
    frame["source"] = _column(texts, mapping, "source").fillna(where)
    frame["confidence"] = "stated"
    notes = _column(texts, mapping, "note").fillna("")
    together = below + np.where(below.ne("") & notes.ne(""), " · ", "") + notes
    frame["note"] = together.where(together.ne(""))
    accepted = frame[rows["outcome"].eq("accepted")]
    return typed(accepted, INITIATIVES).set_index("id"), rows


def _ids(lines: pd.Index, source: _Source) -> list[str]:
    """Name rows by their file's content and their line: the same file gives the same ids."""
    return [f"i{source.digest[:10]}_{line}" for line in lines]
