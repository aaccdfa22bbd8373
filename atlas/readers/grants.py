"""Files of grants that a reader brings, placed on the territories with a ledger of every row and euro."""

import io
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import BinaryIO
from typing import NamedTuple

import pandas as pd

from atlas.errors import MissingColumnError
from atlas.errors import UnknownChoiceError
from atlas.locate import guess_columns
from atlas.locate import locate
from atlas.readers.amounts import read_amounts
from atlas.readers.faults import FileRefusedError
from atlas.readers.raw import Raw
from atlas.readers.raw import read_content
from atlas.readers.raw import read_raw
from atlas.territories import Geography
from atlas.territories import load_geography
from atlas.territories import normalise_name
from atlas.vocabulary import LEVELS
from atlas.vocabulary import Label

# Where a row of the ledger stands: the finest territory that the file gives it.
PLACED: dict[str, Label] = {
    "commune": Label("Commune", "Commune"),
    "epci": Label("Intercommunalité seule", "Intercommunalité alone"),
    "departement": Label("Département seul", "Département alone"),
    "collectivite": Label("Collectivité d'outre-mer", "Overseas collectivity"),
    "none": Label("Non situé", "Not placed"),
}

# Problems with an amount, beside those of `atlas.vocabulary.PROBLEMS` with a place.
AMOUNT_PROBLEMS: dict[str, Label] = {
    "blank": Label("Aucun montant", "No amount"),
    "unreadable": Label("Montant illisible", "Unreadable amount"),
}

# Words of the header of an amount, the most telling first.
_AMOUNT_WORDS = ("montant", "subvention", "mandate", "verse", "amount", "aide", "grant")
# What a column named so must not be: another sum, or a number that is none.
_NOT_AMOUNT_WORDS = ("cout", "pret", "garantie", "pourcentage", "pct", "taux", "nature", "objet", "date")
_READABLE_SHARE = 0.5
_SAMPLE = 200


class Layout(NamedTuple):
    """A known file of grants.

    Attributes
    ----------
    label
        What it is.
    amount, identifier, title, programme
        Its columns.
    places
        Role of `atlas.locate` -> column.
    """

    label: Label
    amount: str
    identifier: str
    title: str
    programme: str
    places: dict[str, str]


LAYOUTS: dict[str, Layout] = {
    "fonds_vert": Layout(
        label=Label("Fonds vert", "Fonds vert"),
        amount="montant_engage",
        identifier="numero_dossier_ds",
        title="nom_du_projet",
        programme="nom_demarche_ds",
        places={"code": "code_commune", "name": "nom_commune", "departement": "code_departement"},
    ),
    # Its coordinates are left out: those of overseas rows are a map inset's. `id_terr` is by row the code of
    # a commune, the SIREN of an EPCI, or the code of a département.
    "dotations": Layout(
        label=Label("DETR, DSIL et DSID", "DETR, DSIL and DSID"),
        amount="montant_sub",
        identifier="id_projet",
        title="description",
        programme="dotation",
        places={"code": "id_terr", "departement": "id_dep"},
    ),
}


@dataclass(frozen=True, eq=False)
class Grants:
    """Grants of one file, on the territories.

    Attributes
    ----------
    table
        One row per row of the file, indexed by its line: `identifier`, `title`, `programme` (missing where
        the file has no such column), `cents` (Int64), `commune, bassin_de_vie, epci, departement, region`
        (codes; missing where not known at that level), `placed` (key of `PLACED`), `located_by`, `problem`,
        `candidates` (see `atlas.locate`), `amount_problem` (key of `AMOUNT_PROBLEMS`).
    layout
        Key of `LAYOUTS`, or empty for a file that is none of them.
    sheet, sheets
        Name of the sheet read, and of all; empty for a CSV.
    amount
        Header of the column of amounts.
    columns
        Role of `atlas.locate` -> header.
    digest
        SHA-256 of the file.
    """

    table: pd.DataFrame
    layout: str
    sheet: str
    sheets: tuple[str, ...]
    amount: str
    columns: dict[str, str]
    digest: str
    _totals: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    @property
    def total(self) -> int:
        """Sum of all readable amounts, in cents."""
        return int(self.table["cents"].sum())

    def totals(self, level: str) -> pd.DataFrame:
        """Add the grants up by territory.

        Parameters
        ----------
        level
            One of `atlas.vocabulary.LEVELS`.

        Returns
        -------
        pandas.DataFrame
            `cents` and `grants` (how many, both int64) by code, of the territories that have some. A grant of
            a commune counts at every level; one of an EPCI at its EPCI, and at its département or région only
            where all its communes lie in one; one of a département there and in its région.
        """
        if level not in LEVELS:
            msg = f"Unknown level {level!r}: choose one of {', '.join(LEVELS)}."
            raise UnknownChoiceError(msg)
        if level not in self._totals:
            groups = self.table.dropna(subset=["cents", level]).groupby(level)["cents"]
            table = pd.DataFrame({"cents": groups.sum().astype("int64"), "grants": groups.size()})
            self._totals[level] = table.rename_axis("code")
        return self._totals[level]

    def unplaced(self, level: str) -> pd.DataFrame:
        """List the rows that no territory of a level has, with the reason.

        Parameters
        ----------
        level
            One of `atlas.vocabulary.LEVELS`.

        Returns
        -------
        pandas.DataFrame
            Rows of `table`; `problem` says why a row is nowhere, `placed` which larger territory it has.
            Their cents and those of `totals(level)` sum to `total`.
        """
        return self.table[self.table[level].isna()]

    def ledger(self) -> pd.DataFrame:
        """Account for every row and every cent.

        Returns
        -------
        pandas.DataFrame
            Indexed by the keys of `PLACED`: `rows` and `cents`; they sum to the rows and the total of the
            file.
        """
        groups = self.table.groupby("placed")["cents"]
        ledger = pd.DataFrame({"rows": groups.size(), "cents": groups.sum()}).reindex(list(PLACED))
        return ledger.fillna(0).astype("int64")

    def doubts(self) -> pd.DataFrame:
        """Count what is to be checked in the file, though it counts.

        Returns
        -------
        pandas.DataFrame
            Columns `problem` (of `atlas.vocabulary.PROBLEMS`, of `AMOUNT_PROBLEMS`, or
            `repeated_identifier`), `rows`, `cents`, the most rows first.
        """
        placed = self.table[self.table["placed"] != "none"]
        identifier = self.table["identifier"]
        repeated = self.table[identifier.notna() & identifier.duplicated()]
        parts = [
            placed.assign(problem=placed["problem"]),
            self.table.assign(problem=self.table["amount_problem"]),
            repeated.assign(problem="repeated_identifier"),
        ]
        groups = pd.concat(parts).dropna(subset=["problem"]).groupby("problem")["cents"]
        table = pd.DataFrame({"rows": groups.size(), "cents": groups.sum().astype("int64")})
        return table.sort_values("rows", ascending=False, kind="stable").reset_index()


def read_grants(
    source: Path | BinaryIO,
    *,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    amount: str | None = None,
    geography: Geography | None = None,
) -> Grants:
    """Read a file of grants and place each row.

    Parameters
    ----------
    source
        CSV, XLSX or XLS: a path or an open binary file.
    sheet
        Of a workbook; by default the one whose layout is known, else the longest.
    columns
        Role of `atlas.locate` -> header; by default those of the known layout, else recognised.
    amount
        Header of the column of amounts in euros; by default that of the known layout, else recognised.
    geography
        `load_geography()` by default.

    Returns
    -------
    Grants
        Every row of the file, placed or not.

    Raises
    ------
    FileRefusedError
        If the file is too large, cannot be read, or has no column of amounts or of places.
    MissingColumnError
        If it lacks a column that `columns` or `amount` names.
    UnknownChoiceError
        If the workbook has no such sheet.

    Notes
    -----
    Codes decide over names and names over coordinates, see `atlas.locate`. A row that may mean several
    communes counts at the levels that all of them share, and is reported. Overseas rows are placed by code:
    the coordinates of a known layout are never used.
    """
    content = read_content(source)
    read = _read(content, sheet)
    raw = read.cells
    layout = _layout(raw)
    known = LAYOUTS.get(layout)
    amount = amount or _of(known, "amount") or _amount_column(raw)
    roles = _roles(raw, known, columns)
    if amount not in raw.columns:
        msg = f"no column {amount!r} in the file, which has: {', '.join(raw.columns)}"
        raise MissingColumnError(msg)
    amounts = read_amounts(raw[amount])
    geography = geography or load_geography()
    table = pd.DataFrame(index=raw.index)
    for part in ("identifier", "title", "programme"):
        table[part] = _column(raw, _of(known, part))
    table["cents"] = amounts.cents
    table = table.join(_places(raw, roles, geography))
    table["amount_problem"] = amounts.problem
    return Grants(
        table=table.rename_axis("line"),
        layout=layout,
        sheet=read.sheet,
        sheets=read.sheets,
        amount=amount,
        columns=roles,
        digest=read.digest,
    )


def _read(content: bytes, sheet: str | None) -> Raw:
    """Read the wanted sheet, else one whose layout is known, else the fullest."""
    raw = read_raw(io.BytesIO(content), sheet=sheet)
    if sheet is None and not _layout(raw.cells):
        for name in raw.sheets:
            with suppress(FileRefusedError):
                other = read_raw(io.BytesIO(content), sheet=name)
                if _layout(other.cells):
                    return other
    return raw


def _layout(table: pd.DataFrame) -> str:
    headers = set(table.columns)
    for key, layout in LAYOUTS.items():
        if {layout.amount, layout.identifier, *layout.places.values()} <= headers:
            return key
    return ""


def _of(layout: Layout | None, part: str) -> str:
    return "" if layout is None else str(getattr(layout, part))


def _roles(table: pd.DataFrame, known: Layout | None, columns: Mapping[str, str] | None) -> dict[str, str]:
    if columns is not None:
        return dict(columns)
    if known is not None:
        return known.places
    found = guess_columns(table.columns)
    if not found:
        fault = "no_place"
        raise FileRefusedError(fault)
    return {role: str(header) for role, header in found.items()}


def _amount_column(table: pd.DataFrame) -> str:
    """Recognise the amounts: a telling header, and cells that are mostly amounts."""
    plain = {header: normalise_name(header) for header in table.columns}
    for word in _AMOUNT_WORDS:
        for header, words in plain.items():
            if word in words and not any(other in words.split() for other in _NOT_AMOUNT_WORDS):
                sample = read_amounts(table[header].head(_SAMPLE))
                if sample.cents.notna().mean() >= _READABLE_SHARE:
                    return header
    fault = "no_amount"
    raise FileRefusedError(fault)


def _column(table: pd.DataFrame, header: str) -> pd.Series:
    if header not in table.columns:
        return pd.Series(None, index=table.index, dtype="str")
    values = table[header].astype("str").str.strip()
    return values.where(values != "")


def _places(raw: pd.DataFrame, roles: dict[str, str], geography: Geography) -> pd.DataFrame:
    cells = pd.DataFrame({role: raw[header] for role, header in roles.items()})
    if {"code", "departement"} <= set(cells):
        # The code of the département in the place of a commune's says that the whole département is meant.
        cells["code"] = cells["code"].where(cells["code"] != cells["departement"])
    located = locate(cells, columns={role: role for role in roles}, geography=geography)
    located = located.drop(columns="setting")
    located = _with_shared(located, geography)
    placed = pd.Series("none", index=located.index)
    for area in ("departement", "epci"):
        placed = placed.mask(located["located_by"].eq(area), area)
    overseas = placed.eq("departement") & ~located["departement"].isin(geography.level("departement").index)
    placed = placed.mask(overseas, "collectivite").mask(located["commune"].notna(), "commune")
    # An overseas collectivity is no département: it is in no total of that level.
    located["departement"] = located["departement"].mask(overseas)
    return located.assign(placed=placed)


def _with_shared(located: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Give rows that may be in one of several communes what all of these share."""
    nowhere = located["located_by"].isna()
    candidates = located["candidates"].where(nowhere)
    communes = candidates.dropna().drop_duplicates()
    communes = pd.Series(communes.to_numpy(), index=communes.to_numpy()).str.split("|").explode()
    located = located.copy()
    for level in ("departement", "epci", "bassin_de_vie", "region"):
        areas = communes.map(geography.communes[level]).groupby(level=0)
        shared = areas.first().where(areas.nunique(dropna=False).eq(1))
        located[level] = located[level].fillna(candidates.map(shared).astype(located[level].dtype))
        if level in PLACED:
            located["located_by"] = located["located_by"].mask(nowhere & located[level].notna(), level)
    return located
