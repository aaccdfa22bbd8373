"""What became of each line of a file: accepted, duplicate, rejected or set aside, and why."""

import pandas as pd

from atlas.readers.model.raw import Raw
from atlas.readers.told.details import Told
from atlas.readers.told.outcomes import REASONS, SET_ASIDE

COLUMNS = (
    *("line", "outcome", "reason", "repairs", "flags", "located_by", "problem", "candidates"),
    *("amount_before", "amount_after", "details"),
)


def begin_told(raw: Raw) -> Told:
    """Begin what is told of the rows of a table by what was put right in it."""
    told = Told(raw.cells.index)
    for line, repair, detail in raw.repaired.drop_duplicates(["line", "repair"]).itertuples(index=False):
        # Of quotation marks the whole line is the detail, which the file has.
        told.repair_line(line, repair, "" if repair == "quotes" else detail)
    return told


def make_ledger(raw: Raw, rows: pd.DataFrame, told: Told) -> pd.DataFrame:
    """Account for every line of a table; `repairs`, `flags` and `details` are tuples, see `Told.columns`."""
    table = rows.assign(line=rows.index, **told.columns())
    others = pd.DataFrame({"line": raw.refused.index, "reason": raw.refused["reason"].to_numpy()})
    others["outcome"] = others["reason"].isin(SET_ASIDE).map({True: "set_aside", False: "rejected"})
    others = others.assign(**Told(others.index).columns())
    parts = [table.reset_index(drop=True), others] if len(others) else [table.reset_index(drop=True)]
    ledger = pd.concat(parts, ignore_index=True).reindex(columns=list(COLUMNS))
    for column in ("amount_before", "amount_after"):
        ledger[column] = ledger[column].astype("Int64")
    return ledger.sort_values("line", kind="stable").reset_index(drop=True)


def in_file(table: pd.DataFrame, origin: pd.DataFrame) -> pd.DataFrame:
    """Return a ledger, or rows on its index, with the lines of the file in the place of row numbers.

    A ledger, indexed by these numbers then, also gets what `Raw.origin` tells beside the line.
    """
    if table.index.name is not None:
        # Initiatives have ids.
        lines = origin["line"].reindex(table.index) if table.index.name == "line" else table.index
        return table.set_axis(pd.Index(lines.to_numpy(), name=table.index.name))
    told: pd.DataFrame = table.set_axis(pd.Index(table["line"].to_numpy()))
    for name, cells in origin.items():
        told[str(name)] = cells.reindex(told.index)
    return told


def row_numbers(ledger: pd.DataFrame, years: int = 1) -> pd.Index:
    """Return which row of its table each line of a ledger is of, where each has so many columns of years."""
    told = not {"sheet", "column"}.isdisjoint(ledger.columns)
    return ledger.index // (years or 1) if told else pd.Index(ledger["line"])


def rejected_rows(raw: Raw, ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the rejected rows in the file's own columns, to be corrected and given again."""
    rejected = ledger[ledger["outcome"].eq("rejected")].set_index("line")
    cells = raw.cells.reindex(rejected.index, fill_value="")
    whole = rejected.index.intersection(raw.refused.index)
    if len(whole) and len(cells.columns):
        cells.loc[whole] = ""
        cells.loc[whole, cells.columns[0]] = raw.refused.loc[whole, "text"].astype("str")
    return cells.assign(motif=rejected["reason"].map({key: label.fr for key, label in REASONS.items()}))
