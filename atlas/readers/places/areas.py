"""Codes and names of territories larger than a commune."""

import pandas as pd

from atlas.readers.cells.values import as_text
from atlas.readers.files.raw import Raw
from atlas.territories import Geography, normalise_name

_LEVEL_WORDS = (
    ("commune", "communaute"),
    ("epci", "epci"),
    ("epci", "communaute"),
    ("epci", "intercommun"),
    ("epci", "metropole"),
    ("bassin_de_vie", "bassin"),
    ("departement", "departement"),
    ("region", "region"),
    ("commune", "commune"),
)


def code_levels(raw: Raw, columns: dict[str, str]) -> pd.Series | None:
    """Read of which level each row's code is, where another column says so."""
    if "code_level" not in columns or "code" not in columns:
        return None
    words = raw.cells[columns["code_level"]].map(as_text)
    known = {text: _level(normalise_name(text)) for text in words.unique()}
    return words.map(known)


def _level(words: str) -> str | None:
    if "communaute" in words:
        return "epci"
    return next((level for level, word in _LEVEL_WORDS if word in words), None)


def move_areas(frame: pd.DataFrame, levels: pd.Series | None) -> pd.DataFrame | None:
    """Move the codes of larger territories out of the column of communes."""
    if levels is None:
        return None
    codes = frame["code"].map(as_text)
    areas = pd.DataFrame({"level": levels, "code": codes})
    for level in ("epci", "departement"):
        rows = levels.eq(level)
        old = frame[level] if level in frame else pd.Series("", index=frame.index)
        frame[level] = codes.where(rows, old)
    frame["code"] = codes.where(levels.isna() | levels.eq("commune"), "")
    return areas


def place_in_regions(
    table: pd.DataFrame, raw: Raw, columns: dict[str, str], areas: pd.DataFrame | None, geography: Geography
) -> None:
    """Place what nothing else places in the région that it names."""
    given = pd.Series("", index=table.index)
    if "region" in columns:
        given = raw.cells[columns["region"]].map(as_text)
    if areas is not None:
        given = areas["code"].where(areas["level"].eq("region"), given)
    names = geography.level("region")["name"]
    known = {str(code): str(code) for code in names.index}
    known |= {normalise_name(str(name)): str(code) for code, name in names.items()}
    found = {text: _region(text, known) for text in given.unique()}
    regions = given.map(found)
    rows = table["located_by"].isna() & regions.notna()
    table["region"] = table["region"].mask(rows, regions)
    table["located_by"] = table["located_by"].mask(rows, "region")


def _region(text: str, known: dict[str, str]) -> str | None:
    words = normalise_name(text)
    if text in known or words in known:
        return known.get(text) or known[words]
    # "Auvergne-Rhône-Alpes (FR)".
    inside = [code for name, code in known.items() if len(name) > len("00") and name in words]
    return inside[0] if len(inside) == 1 else None
