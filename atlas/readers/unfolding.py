"""A table with one column of amounts for each year, or for each funder, as one row for each of them."""

from dataclasses import replace

import numpy as np
import pandas as pd

from atlas.locate.columns import header_words
from atlas.locate.coordinates import NULL_WORDS
from atlas.readers.cells.values import as_text
from atlas.readers.columns.funders import funder_level
from atlas.readers.columns.scores import names_role
from atlas.readers.columns.sums import amount_notes
from atlas.readers.columns.whose import place_notes
from atlas.readers.columns.yearly import differing, says_total, without_year
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.told.notes import Note

_AMOUNT = "Montant"
_NAMES = {"year_start": "Année", "funder": "Financeur", "funder_level": "Niveau du financeur"}
_NOTES = {"year_start": "yearly", "funder": "by_funder"}
# What all costs is no sum of what was granted.
_COSTS = frozenset({"cout", "couts", "depense", "depenses", "budget"})
# What a funder gave nothing with.
_ZERO = r"[-+]?0+(?:[.,]0+)?\s*(?:€|euros?)?"


def unfold(raw: Raw, mapping: Mapping) -> tuple[Raw, Mapping]:
    """Make one row of each amount of a year or funder in a table of texts, with it; all other columns stay.

    Notes
    -----
    A year without amount, and a funder without amount or of 0, make no row, and a row without any amount
    stays one. `Raw.origin` tells the line and the column of each row.
    """
    abreast = mapping.abreast()
    if not abreast:
        return raw, mapping
    of_years, of_funders = (role in next(iter(abreast.values())) for role in ("year_start", "funder"))
    amounts = raw.cells[list(abreast)]
    texts = amounts.apply(lambda cells: cells.str.strip())
    filled = ~texts.isin(NULL_WORDS).to_numpy()
    if of_funders:
        filled &= ~texts.apply(lambda cells: cells.str.fullmatch(_ZERO)).to_numpy()
    none = ~filled.any(axis=1)
    filled[none, 0] = True
    row, column = np.nonzero(filled)
    count = len(abreast)
    rest = raw.cells.drop(columns=list(abreast))
    lines = raw.cells.index.to_numpy()
    index = pd.Index(lines[row] * count + column, name="line")
    cells = rest.iloc[row].set_axis(index)
    first, said = next(iter(abreast.items()))
    # The header of the first, whose unit counts for all.
    amount = _free(without_year(first).replace(said.get("funder", ""), "") or _AMOUNT, [*rest])
    cells[amount] = pd.Series(amounts.to_numpy(dtype=object)[row, column], index=index, dtype="str")
    if of_funders:
        abreast = {header: {**said, "funder_level": funder_level(header)} for header, said in abreast.items()}
    told = {}
    for role in next(iter(abreast.values())):
        told[role] = _free(_NAMES[role], [*cells])
        values = np.array([said[role] for said in abreast.values()], dtype=object)
        cells[told[role]] = pd.Series(np.where(none[row], "", values[column]), index=index, dtype="str")
    headers = np.where(none[row], "", np.array(list(abreast), dtype=object)[column])
    made = pd.DataFrame({"line": lines[row], "column": headers}, index=index)
    origin = pd.concat([made, _lines(raw.refused.index, count)])
    if raw.origin is not None:
        origin = raw.origin.reindex(origin["line"]).set_axis(origin.index).assign(column=origin["column"])
    roles = {
        role: header
        for role, header in mapping.columns.items()
        if header in rest and not (of_years and role == "year_end")
    }
    unfolded = replace(
        raw,
        cells=cells,
        geometry=None if raw.geometry is None else raw.geometry.iloc[row].set_axis(index),
        repaired=_repeated(raw.repaired, made, count),
        refused=raw.refused.set_axis(raw.refused.index * count),
        problems={int(new): raw.problems[int(old)] for new, old in zip(index, lines[row], strict=True)
                  if int(old) in raw.problems},
        origin=origin,
    )  # fmt: skip
    return unfolded, replace(mapping, columns=roles | {"amount": amount} | told, years={}, funders={})


def columns_told(raw: Raw, mapping: Mapping) -> list[Note]:
    """Return which columns have amounts of years or funders, which are their sum, which are others.

    And which tell of another place than the one that was taken.
    """
    abreast, places = mapping.abreast(), place_notes(raw, mapping)
    if not abreast:
        return [*amount_notes(raw, mapping), *places]
    columns = {str(header): raw.cells[header].map(as_text).str.strip().tolist() for header in raw.cells}
    totals = _totals(columns, mapping)
    notes = [Note(_NOTES[role], {"columns": ", ".join(abreast)}) for role in next(iter(abreast.values()))]
    for header in totals:
        wrong = differing(columns, header, list(abreast))
        rows = {"rows": str(len(wrong)), "line": str(raw.cells.index[wrong[0]])} if wrong else {}
        notes.append(Note("abreast_total_differs" if wrong else "abreast_total", {"column": header, **rows}))
    return [*notes, *amount_notes(raw, mapping, apart=(*abreast, *totals)), *places]


def _totals(columns: dict[str, list[str]], mapping: Mapping) -> list[str]:
    """Return the columns beside those that are called their sum, or are it."""
    abreast = mapping.abreast()
    return [
        header
        for header in columns
        if header not in {*abreast, *mapping.columns.values()}
        and any(columns[header])
        and _COSTS.isdisjoint(header_words(header).split())
        and (says_total(header) or names_role("amount", header))
        and (says_total(header) or not differing(columns, header, list(abreast)))
    ]


def _free(name: str, taken: list[str]) -> str:
    while name in taken:
        name += " (2)"
    return name


def _lines(index: pd.Index, count: int) -> pd.DataFrame:
    return pd.DataFrame({"line": index.to_numpy(), "column": ""}, index=index * count)


def _repeated(repaired: pd.DataFrame, origin: pd.DataFrame, count: int) -> pd.DataFrame:
    """Tell what was repaired in a line of each row that it makes."""
    rows = pd.Series(origin.index, index=origin["line"]).groupby(level=0).agg(list).to_dict()
    lines = [rows.get(line, [line * count]) for line in repaired["line"]]
    told = repaired.assign(line=pd.Series(lines, index=repaired.index, dtype=object))
    return told.explode("line").astype({"line": "int64"}).reset_index(drop=True)
