"""A table with one column of amounts for each year or funder as one row for each of them."""

from dataclasses import replace

import numpy as np
import pandas as pd

from atlas.locate.coordinates import NULL_WORDS
from atlas.readers.cells.values import as_text
from atlas.readers.cells.years import years_named
from atlas.readers.columns.recognition import amount_notes, names_role, place_notes
from atlas.readers.columns.yearly import differing, says_total, without_year
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.told.notes import Note

_AMOUNT = "Montant"
_TOLD = {"year_start": "Année", "funder": "Financeur"}


def unfold(raw: Raw, mapping: Mapping) -> tuple[Raw, Mapping]:
    """Make one row of each amount of a year or funder in a table of texts, with it; all other columns stay.

    Notes
    -----
    A year without amount makes no row, and a row without any amount stays one. `Raw.origin` tells the line
    and the column of each row.
    """
    years = mapping.yearly()
    if not years:
        return raw, mapping
    amounts = raw.cells[list(years)]
    filled = ~amounts.apply(lambda cells: cells.str.strip()).isin(NULL_WORDS).to_numpy()
    none = ~filled.any(axis=1)
    filled[none, 0] = True
    row, year = np.nonzero(filled)
    count = len(years)
    rest = raw.cells.drop(columns=list(years))
    amount = _free(without_year(next(iter(years))) or _AMOUNT, [*rest])
    role = "year_start" if all(map(years_named, years.values())) else "funder"
    told = _free(_TOLD[role], [*rest, amount])
    lines = raw.cells.index.to_numpy()
    index = pd.Index(lines[row] * count + year, name="line")
    cells = rest.iloc[row].set_axis(index)
    named = np.where(none[row], "", np.array(list(years.values()), dtype=object)[year])
    cells[amount] = pd.Series(amounts.to_numpy(dtype=object)[row, year], index=index, dtype="str")
    cells[told] = pd.Series(named, index=index, dtype="str")
    headers = np.where(none[row], "", np.array(list(years), dtype=object)[year])
    made = pd.DataFrame({"line": lines[row], "column": headers}, index=index)
    origin = pd.concat([made, _lines(raw.refused.index, count)])
    if raw.origin is not None:
        origin = raw.origin.reindex(origin["line"]).set_axis(origin.index).assign(column=origin["column"])
    roles = {
        other: header
        for other, header in mapping.columns.items()
        if (role, other) != ("year_start", "year_end")
    }
    roles |= {"amount": amount, role: told}
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
    return unfolded, replace(mapping, columns=roles, years={})


def columns_told(raw: Raw, mapping: Mapping) -> list[Note]:
    """Return which columns have amounts of years or funders, which are their sum and not counted.

    And which are others, and which tell of another place than the one that was taken.
    """
    years, places = mapping.yearly(), place_notes(raw, mapping)
    if not years:
        return [*amount_notes(raw, mapping), *places]
    columns = {str(header): raw.cells[header].map(as_text).str.strip().tolist() for header in raw.cells}
    totals = _totals(columns, mapping)
    notes = [Note("yearly", {"columns": ", ".join(years)})]
    for header in totals:
        wrong = differing(columns, header, list(years))
        rows = {"rows": str(len(wrong)), "line": str(raw.cells.index[wrong[0]])} if wrong else {}
        notes.append(Note("yearly_total_differs" if wrong else "yearly_total", {"column": header, **rows}))
    return [*notes, *amount_notes(raw, mapping, apart=(*years, *totals)), *places]


def _totals(columns: dict[str, list[str]], mapping: Mapping) -> list[str]:
    """Return the columns beside those of the years that are called their sum, or are it."""
    years = mapping.yearly()
    return [
        header
        for header in columns
        if header not in {*years, *mapping.columns.values()}
        and any(columns[header])
        and (says_total(header) or names_role("amount", header))
        and (says_total(header) or not differing(columns, header, list(years)))
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
