"""Cells of a role as the atlas keeps them: texts, codes of closed lists, years."""

import re
from collections.abc import Mapping as Table

import pandas as pd

from atlas.readers.mapping import Mapping
from atlas.territories import normalise_name
from atlas.vocabulary import Label

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def role_texts(texts: pd.DataFrame, mapping: Mapping, role: str) -> pd.Series:
    """Give the texts of a role; missing where blank, the file's constant where there is one."""
    if role in mapping.columns:
        cells = texts[mapping.columns[role]].str.split().str.join(" ").astype("str")
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


def named_year(texts: pd.Series, *, last: bool = False) -> pd.Series:
    """Read the first or the last year that a text names."""
    found = texts.map(
        lambda text: _YEAR.findall(text)[-1 if last else 0] if _YEAR.search(text) else None,
        na_action="ignore",
    )
    return pd.to_numeric(found, errors="coerce").astype("Int64")
