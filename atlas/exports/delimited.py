"""CSV in which no cell runs as a formula and every row says what it rests on."""

import pandas as pd

from atlas.exports.content import Export
from atlas.vocabulary import BOUNDARY_SOURCE

# A spreadsheet takes a cell that starts so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(table: pd.DataFrame) -> bytes:
    """Write a table as CSV.

    UTF-8 with a byte-order mark, so that spreadsheets read accents; comma separated, decimal point,
    unknown as an empty cell. A text that a spreadsheet would run as a formula starts with an apostrophe.
    """
    safe = table.reset_index()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            text = safe[column].astype("string")
            safe[column] = text.where(~text.str.startswith(_FORMULA_STARTS).fillna(value=False), "'" + text)
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def write(export: Export) -> bytes:
    """Write an export as CSV.

    A file of rows has no other room for it, and rows are cut out and pasted elsewhere: each carries the
    columns `millesime`, `source`, `licence`, `selection` and `created`.
    """
    about = export.about
    told = {
        "millesime": about.millesime,
        "source": BOUNDARY_SOURCE,
        "licence": about.licence,
        "selection": about.choice,
        "created": about.created.isoformat(),
    }
    missing = {name: value for name, value in told.items() if name not in export.rows.columns}
    return to_csv(export.rows.assign(**missing))
