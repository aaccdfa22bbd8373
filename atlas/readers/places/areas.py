"""Codes and names of territories larger than a commune."""

import pandas as pd

from atlas.readers.cells.region_words import read_region
from atlas.readers.cells.values import as_text
from atlas.readers.model.raw import Raw
from atlas.readers.told.details import detail, joined
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
    table: pd.DataFrame, regions: pd.Series | None, areas: pd.DataFrame | None, geography: Geography
) -> pd.DataFrame:
    """Place what nothing else places in the région that it names; tell the régions of before 2016."""
    told = pd.DataFrame({"repairs": "", "details": ""}, index=table.index, dtype="str")
    given = pd.Series("", index=table.index) if regions is None else regions.map(as_text)
    if areas is not None:
        given = areas["code"].where(areas["level"].eq("region"), given)
    found = {text: read_region(text, geography) for text in given.unique() if text.strip()}
    today = given.map({text: region.code for text, region in found.items() if region}).astype("str")
    open_rows = table["located_by"].isna()
    rows = open_rows & today.notna()
    table["region"] = table["region"].mask(rows, today)
    table["located_by"] = table["located_by"].mask(rows, "region")
    table["problem"] = table["problem"].mask(rows & table["problem"].isin(["missing", "no_place"]), None)
    strange = open_rows & today.isna() & given.str.strip().ne("") & table["problem"].eq("missing")
    table["problem"] = table["problem"].mask(strange, "unknown_region")
    told["details"] = detail(strange.map({True: "unknown_region", False: ""}).astype("str"), given)
    before = {text: region for text, region in found.items() if region and region.departements}
    former = rows & given.isin(list(before))
    if former.any():
        held = {
            text: "|".join(f"departement:{code}" for code in one.departements) for text, one in before.items()
        }
        table["coverage"] = table["coverage"].fillna(given.where(former).map(held).astype("str"))
        told["repairs"] = former.map({True: "former_region", False: ""}).astype("str")
        told["details"] = joined(told["details"], detail(told["repairs"], given + " → " + today.fillna("")))
    return told
