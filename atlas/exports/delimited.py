"""CSV in which no cell runs as a formula and every row says what it rests on."""

import re

import numpy as np
import pandas as pd

from atlas.exports.columns import describe
from atlas.exports.content import Export
from atlas.vocabulary import BOUNDARY_SOURCE, PLACE_LEVELS, SETTINGS, STATUSES
from atlas.words import say

# A spreadsheet takes a cell that starts so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FORMULA = f"[{re.escape(''.join(_FORMULA_STARTS))}]"


# Codes that a reader of a spreadsheet reads as words.
_WORDS = {"level": PLACE_LEVELS, "setting": SETTINGS, "status": STATUSES}


def to_csv(table: pd.DataFrame, *, separator: str = ",", decimal: str = ".") -> bytes:
    """Write a table as CSV.

    UTF-8 with a byte-order mark, so that spreadsheets read accents; unknown is an empty cell. A text that a
    spreadsheet would run as a formula starts with an apostrophe, and so does a heading.
    """
    safe = table.reset_index()
    names = [str(name) for name in safe.columns]
    safe.columns = pd.Index([f"'{name}" if name.startswith(_FORMULA_STARTS) else name for name in names])
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            text = safe[column].astype("string")
            runs = text.str.match(_FORMULA).fillna(value=False)
            safe[column] = text.mask(runs, "'" + text) if runs.any() else text
    written: str = safe.to_csv(index=False, sep=separator, decimal=decimal, lineterminator="\r\n")
    return written.encode("utf-8-sig")


def write(export: Export) -> bytes:
    """Write an export as CSV.

    A file of rows has no other room for it, and rows are cut out and pasted elsewhere: each carries the
    columns `millesime`, `source`, `licence`, `selection` and `created`.
    """
    return to_csv(_told(export))


def write_in_words(export: Export) -> bytes:
    """Write an export with headings and numbers as the reader's language has them, for spreadsheets.

    A heading is how the meaning of its column begins; a column that has none keeps its name.
    """
    language, table = export.about.language, _told(export).reset_index()
    own = {name: meaning for name, meaning in export.columns().items() if meaning}
    meanings = describe(table.columns, language) | own
    for name, labels in _WORDS.items():
        # A column of that name may hold another list.
        if name in table.columns and table[name].dropna().isin(list(labels)).all():
            table[name] = table[name].map({code: label.to(language) for code, label in labels.items()})
    for column in table.select_dtypes("bool"):
        table[column] = np.where(table[column], say("portrait_yes", language), say("portrait_no", language))
    headings = [_heading(name, meanings.get(str(name), "")) for name in table.columns]
    twice = pd.Series(headings).duplicated(keep=False)
    names = zip(headings, table.columns, twice, strict=True)
    table.columns = pd.Index([f"{heading} ({name})" if again else heading for heading, name, again in names])
    table = table.set_index(table.columns[0])
    return to_csv(table, separator=";", decimal=",") if language == "fr" else to_csv(table)


def _heading(name: object, meaning: str) -> str:
    return re.split(r"\s*[(:;,]|\.(?:\s|$)", meaning)[0] or str(name)


def _told(export: Export) -> pd.DataFrame:
    about = export.about
    told = {
        "millesime": about.millesime,
        "source": BOUNDARY_SOURCE,
        "licence": about.licence,
        "selection": about.choice,
        "created": about.created.isoformat(),
    }
    missing = {name: value for name, value in told.items() if name not in export.rows.columns}
    return export.rows.assign(**missing)
