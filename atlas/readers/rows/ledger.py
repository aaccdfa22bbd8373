"""What became of each line of a file: accepted, duplicate, rejected or set aside, and why."""

import pandas as pd

from atlas.readers.cells.values import as_text
from atlas.readers.model.raw import Raw
from atlas.readers.told.details import detail, joined
from atlas.readers.told.outcomes import REASONS, SET_ASIDE

COLUMNS = (
    *("line", "outcome", "reason", "repairs", "flags", "located_by", "problem", "candidates"),
    *("amount_before", "amount_after", "details"),
)


def make_ledger(raw: Raw, rows: pd.DataFrame) -> pd.DataFrame:
    """Account for every line of a table."""
    table = rows.assign(line=rows.index)
    if len(raw.repaired):
        first = raw.repaired.drop_duplicates(["line", "repair"])
        told = first.assign(
            detail=detail(first["repair"], first["detail"].astype("str")).where(_short(first), "")
        )
        for column, before in (("repairs", "repair"), ("details", "detail")):
            mended = told[told[before].ne("")].groupby("line")[before].agg("|".join)
            table[column] = joined(table["line"].map(mended).fillna("").astype("str"), table[column])
    others = pd.DataFrame({"line": raw.refused.index, "reason": raw.refused["reason"].to_numpy()})
    others["outcome"] = others["reason"].isin(SET_ASIDE).map({True: "set_aside", False: "rejected"})
    others["repairs"] = others["flags"] = others["details"] = ""
    parts = [table.reset_index(drop=True), others] if len(others) else [table.reset_index(drop=True)]
    ledger = pd.concat(parts, ignore_index=True).reindex(columns=list(COLUMNS))
    for column in ("amount_before", "amount_after"):
        ledger[column] = ledger[column].astype("Int64")
    return ledger.sort_values("line", kind="stable").reset_index(drop=True)


def _short(repaired: pd.DataFrame) -> "pd.Series[bool]":
    # Of quotation marks the whole line is the detail, which the file has.
    return repaired["repair"].ne("quotes") & repaired["detail"].ne("")


def rejected_rows(raw: Raw, ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the rejected rows in the file's own columns, to be corrected and given again."""
    rejected = ledger[ledger["outcome"].eq("rejected")].set_index("line")
    cells = raw.cells.reindex(rejected.index).map(as_text)
    whole = rejected.index.intersection(raw.refused.index)
    if len(whole) and len(cells.columns):
        cells.loc[whole] = ""
        cells.loc[whole, cells.columns[0]] = raw.refused.loc[whole, "text"].astype("str")
    return cells.assign(motif=rejected["reason"].map({key: label.fr for key, label in REASONS.items()}))
