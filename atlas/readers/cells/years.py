"""Cells of a role as the atlas keeps them: texts, codes of closed lists, years."""

import re
from collections.abc import Mapping as Table

import pandas as pd

from atlas.locate.coordinates import NULL_WORDS
from atlas.readers.cells.dates import season, short_years
from atlas.readers.cells.values import WHITE
from atlas.readers.model.mapping import Mapping
from atlas.tables import load_tables
from atlas.territories import normalise_name
from atlas.vocabulary import Label

# "tiers-lieux" is "tiers-lieu" in the plural, "pôles territoriaux" are each a "pôle territorial".
_ENDINGS = (re.compile(r"aux?\b"), re.compile(r"[sx]\b"))
# Four digits that are no part of a longer number, or of a date without marks (20220315, 15032022).
_YEAR = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])?)?(?![0-9])"
    r"|(?<![0-9])(?:[0-2][0-9]|3[01])(?:0[1-9]|1[0-2])((?:19|20)[0-9]{2})(?![0-9])"
)


# White space that is more than one space between two words.
_LOOSE = f"^ | $|  |[{WHITE[1:]}]"


def role_texts(texts: pd.DataFrame, mapping: Mapping, role: str) -> pd.Series:
    """Return the texts of a role; missing where blank, the file's constant where there is one."""
    if role in mapping.columns:
        cells = texts[mapping.columns[role]]
        loose = cells.str.contains(_LOOSE)
        if loose.any():
            cells = cells.mask(loose, cells[loose].str.split().str.join(" ").astype("str"))
        cells = cells.where(cells != "")
    else:
        cells = pd.Series(None, index=texts.index, dtype="str")
    constant = mapping.constants.get(role)
    return cells.fillna(constant) if constant else cells


def coded(texts: pd.Series, labels: Table[str, Label], more: Table[str, str] | None = None) -> pd.Series:
    """Turn texts into the codes of a closed list, by code or by label in either language."""
    known = {normalise_name(code.replace("_", " ")): code for code in labels}
    known |= {normalise_name(word): code for code, label in labels.items() for word in (label.fr, label.en)}
    known |= dict(more or {})
    codes = {text: known.get(normalise_name(text.replace("_", " "))) for text in texts.dropna().unique()}
    return texts.map(codes).astype("str").where(texts.map(codes).notna())


def known_types(texts: pd.Series) -> pd.Series:
    """Turn texts into codes of `types.csv`, by code or by label, in the singular or the plural.

    On the same index; missing where the atlas has no such type. Labels count in both languages, whole or
    without what they say in brackets.
    """
    labels = load_tables().types[["label_fr", "label_en"]]
    known = {_singular(code): code for code in labels.index}
    for column in labels:
        for code, label in labels[column].items():
            known |= {_singular(label): code, _singular(label.split(" (")[0]): code}
    codes = {text: known.get(_singular(text)) for text in texts.dropna().unique()}
    return texts.map(codes).astype("str")


def _singular(text: str) -> str:
    name = normalise_name(text.replace("_", " "))
    return _ENDINGS[1].sub("", _ENDINGS[0].sub("al", name))


def named_year(texts: pd.Series, *, last: bool = False) -> pd.Series:
    """Read the first or the last year that a text names."""
    years = {text: years_named(text) for text in texts.dropna().unique()}
    place = -1 if last else 0
    found = texts.map({text: named[place] for text, named in years.items() if named})
    return pd.to_numeric(found, errors="coerce").astype("Int64")


def years_named(text: str) -> list[str]:
    """List the years that a text names, in dates of any form.

    Examples
    --------
    >>> years_named("2023_2026"), years_named("15032022"), years_named("26113"), years_named("12/03/21")
    (['2023', '2026'], ['2022'], [], ['2021'])
    """
    long = [first or second for first, second in _YEAR.findall(text)]
    if not long:
        return short_years(text)
    return [*long, end] if (end := season(text)) else long


def yearless(texts: pd.DataFrame, mapping: Mapping) -> pd.Series:
    """Return, of rows with something in a column of years, the first text that names none; else ""."""
    found = pd.Series("", index=texts.index, dtype="str")
    for role in ("year_start", "year_end", "start_year", "end_year"):
        if role in mapping.columns:
            cells = texts[mapping.columns[role]].str.strip()
            silent = {text for text in cells.unique() if text not in NULL_WORDS and not years_named(text)}
            found = found.mask(cells.isin(silent) & found.eq(""), cells)
    return found
