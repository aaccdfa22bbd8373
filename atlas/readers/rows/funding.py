"""Rows of a file as funding of the atlas."""

import pandas as pd

from atlas.readers.cells.amounts import Marks, read_amounts
from atlas.readers.cells.currencies import EURO, Unit, own_unit, unit_above, unit_of
from atlas.readers.cells.decisions import is_refusal
from atlas.readers.cells.values import NO_VALUE
from atlas.readers.cells.years import coded, named_year, role_texts
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.rows.source import WHOLE_ROW, Source, blank_rows
from atlas.vocabulary import FUNDER_LEVELS, LEVELS, NATURES, PURPOSES

# Wallis-et-Futuna, Polynésie française, Nouvelle-Calédonie: their franc is another.
_PACIFIC = ("986", "987", "988")
_HALF = 0.5
# What says nothing of its unit or marks.
_PLAIN = r"-?[0-9]+(?:\.[0-9]{1,2})?"
# Words of other people for our codes.
_NATURE_WORDS = {
    "aide en numeraire": "subvention",
    "numeraire": "subvention",
    "aide en nature": "accompagnement",
}


def funding_rows(
    raw: Raw, mapping: Mapping, placed: pd.DataFrame, repeated: "pd.Series[bool]", source: Source
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make rows of a file funding."""
    texts = raw.cells
    cells = _with_currency(texts, mapping)
    titles = [note.values["text"] for note in raw.notes if note.key in {"title", "pair_above"}]  # noqa: PD011 - a note's
    unit = _unit(unit_above(mapping.columns["amount"], titles), placed)
    written = cells.mask(cells.str.strip().isin(NO_VALUE), "")
    amounts = read_amounts(written, unit=unit, marks=source.marks)
    rows = blank_rows(placed)
    read, exchanged = amounts.cents.notna(), cells + " → " + _euros(amounts.cents)
    for repair, texts_of in _repaired(cells, unit, source.marks).items():
        source.told.repair(read & cells.isin(texts_of), repair, exchanged)
    rows["amount_before"] = amounts.cents
    unreadable = amounts.problem.eq("unreadable").fillna(value=False)
    rows["outcome"] = rows["outcome"].mask(unreadable, "rejected")
    source.told.detail(unreadable, "unreadable", cells)
    rows["reason"] = rows["reason"].mask(repeated, WHOLE_ROW).mask(unreadable, "unreadable")
    decided = role_texts(texts, mapping, "decision")
    refused = decided.isin([text for text in decided.dropna().unique() if is_refusal(text)])
    rows["outcome"] = rows["outcome"].mask(refused, "set_aside")
    rows["reason"] = rows["reason"].mask(refused, "not_granted")
    # Shares and other readings of an envelope that the atlas holds apart are never added to it.
    for role, sums in (("counted", "true"), ("direction", "received")):
        said = role_texts(texts, mapping, role).str.lower()
        apart = said.notna() & said.ne(sums) & ~unreadable
        rows["outcome"] = rows["outcome"].mask(apart, "set_aside")
        rows["reason"] = rows["reason"].mask(apart, f"not_{sums}" if role == "direction" else "not_counted")
    if source.known is not None and mapping.layout == "atlas_funding":
        # A line that came out of the atlas.
        known = role_texts(texts, mapping, "identifier").isin(source.known.index) & rows["outcome"].eq(
            "accepted"
        )
        rows["outcome"], rows["reason"] = (
            rows["outcome"].mask(known, "duplicate"),
            rows["reason"].mask(known, "known"),
        )
    accepted = rows["outcome"].eq("accepted")
    rows["amount_after"] = amounts.cents.where(accepted)
    table = pd.DataFrame(index=texts.index)
    for role in ("identifier", "title", "programme", "beneficiary", "funder", "initiative_id"):
        table[role] = role_texts(texts, mapping, role)
    table["title"] = table["title"].fillna(table["beneficiary"])
    table["cents"] = amounts.cents
    for column in (*LEVELS, "located_by", "problem", "candidates"):
        table[column] = placed[column]
    table["placed"] = _placed(placed)
    table["amount_problem"] = amounts.problem
    table["funder_level"] = coded(role_texts(texts, mapping, "funder_level"), FUNDER_LEVELS)
    table["nature"] = coded(role_texts(texts, mapping, "nature"), NATURES, _NATURE_WORDS)
    table["purpose"] = coded(role_texts(texts, mapping, "purpose"), PURPOSES)
    years = role_texts(texts, mapping, "year_start"), role_texts(texts, mapping, "year_end")
    if not {"year_start", "year_end"} & mapping.columns.keys():
        # "Subvention 2021" tells the year where nothing else does.
        years = (pd.Series(mapping.columns["amount"], index=texts.index, dtype="str"), years[1])
    table["year_start"] = named_year(years[0].fillna(years[1]))
    table["year_end"] = named_year(years[1], last=True).fillna(named_year(years[0], last=True))
    # An overseas collectivity is no département: it is in no total of that level.
    table["departement"] = table["departement"].mask(table["placed"].eq("collectivite"))
    return table[accepted].rename_axis("line"), rows


def _with_currency(texts: pd.DataFrame, mapping: Mapping) -> pd.Series:
    """Return the amounts, each with what another column says of its currency; euros need no word."""
    amounts = texts[mapping.columns["amount"]]
    if "currency" not in mapping.columns:
        return amounts
    told = texts[mapping.columns["currency"]].str.strip()
    other = told.isin([text for text in told.unique() if text and unit_of(text) != EURO])
    return amounts.mask(other & ~amounts.str.strip().isin(NO_VALUE) & amounts.ne(""), amounts + " " + told)


def _unit(unit: Unit, placed: pd.DataFrame) -> Unit:
    """Return the francs of the Pacific as CFP francs."""
    if unit.currency == "FRF":
        codes = placed["commune"].fillna(placed["departement"]).dropna().str[:3]
        return unit._replace(currency="XPF") if codes.isin(_PACIFIC).mean() > _HALF else unit
    return unit


def _repaired(cells: pd.Series, unit: Unit, marks: Marks) -> dict[str, list[str]]:
    """List the amounts that header or cell do not give in euros, and whose lone mark parts thousands."""
    found: dict[str, list[str]] = {"amount_currency": [], "amount_unit": [], "amount_marks": []}
    written = cells if unit != EURO else cells[~cells.str.fullmatch(_PLAIN)]
    for text in written.unique():
        own = own_unit(text, unit)[1]
        if own.currency != "EUR":
            found["amount_currency"].append(text)
        elif own.times != 1:
            found["amount_unit"].append(text)
        if marks.separating(text, euros=own.times == 1):
            found["amount_marks"].append(text)
    return found


def _euros(cents: pd.Series) -> pd.Series:
    whole = cents.fillna(0).astype("int64")
    return (whole / 100).map("{:.2f}".format).astype("str") + " €"


def _placed(placed: pd.DataFrame) -> pd.Series:
    """Return which is the finest territory of each row, see `atlas.readers.rows.grants.PLACED`."""
    finest = pd.Series("none", index=placed.index)
    listed = placed["located_by"].isin(["coverage", "polygon", "siren", "beneficiary_name"])
    for level in ("departement", "epci"):
        # Paris is one département in one EPCI: the département alone was given all the same.
        given = placed["located_by"].eq(level) | listed
        finest = finest.mask(placed[level].notna() & given, level)
    finest = finest.mask(placed["commune"].notna(), "commune")
    overseas = placed["departement"].str.match("97[578]|98").fillna(value=False) & placed["commune"].isna()
    return finest.mask(overseas, "collectivite")
