"""Codes and names of territories larger than a commune."""

from typing import NamedTuple

import pandas as pd

from atlas.readers.cells.region_words import read_region
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.territories import Geography, normalise_name
from atlas.vocabulary import LEVELS

_LEVEL_WORDS = (
    ("postal_code", "postal"),
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


def code_levels(raw: Raw, mapping: Mapping) -> pd.Series | None:
    """Read of which level each row's code is, where another column says so."""
    columns = mapping.columns
    if "code_level" not in columns or "code" not in columns:
        return None
    words = raw.cells[columns["code_level"]]
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
    codes = frame["code"]
    areas = pd.DataFrame({"level": levels, "code": codes})
    for level in ("epci", "departement", "postal_code"):
        rows = levels.eq(level)
        old = frame[level] if level in frame else pd.Series("", index=frame.index)
        frame[level] = codes.where(rows, old)
    frame["code"] = codes.where(levels.isna() | levels.eq("commune"), "")
    return areas


class Regional(NamedTuple):
    """What régions told: rows of an unknown one, rows of one of before 2016, from what to what."""

    unknown: pd.Series
    former: pd.Series
    given: pd.Series
    today: pd.Series


def _within_regions(table: pd.DataFrame, regions: pd.Series, geography: Geography) -> None:
    """Choose among communes of one name that of the row's région; in no other one does a name alone place."""
    own = geography.communes["region"]
    told = regions.notna()
    elsewhere = told & table["located_by"].eq("name").fillna(value=False) & table["region"].ne(regions)
    elsewhere &= table["region"].notna()
    among = told & table["located_by"].isna() & table["problem"].eq("ambiguous") & table["candidates"].notna()
    if among.any():
        pairs = zip(table.loc[among, "candidates"], regions[among], strict=True)
        inside = [[code for code in codes.split("|") if own.get(code) == region] for codes, region in pairs]
        codes = pd.Series([one[0] if len(one) == 1 else None for one in inside], index=table.index[among])
        codes = codes.dropna().astype("str")
        for level in LEVELS:
            values = codes if level == "commune" else codes.map(geography.communes[level])
            table.loc[codes.index, level] = values.astype(table[level].dtype)
        table.loc[codes.index, "setting"] = codes.map(geography.communes["setting"])
        table.loc[codes.index, "located_by"] = "name"
        table.loc[codes.index, ["problem", "candidates"]] = None
    table["candidates"] = table["candidates"].mask(elsewhere, table["commune"])
    table["problem"] = table["problem"].mask(elsewhere, "unknown_name")
    table.loc[elsewhere, [*LEVELS, "setting", "located_by"]] = None


def place_in_regions(
    table: pd.DataFrame, regions: pd.Series, areas: pd.DataFrame | None, geography: Geography
) -> Regional:
    """Place what nothing else places in the région that it names; tell the régions of before 2016."""
    given = regions if areas is None else areas["code"].where(areas["level"].eq("region"), regions)
    found = {text: read_region(text, geography) for text in given.unique() if text.strip()}
    if not found:
        nowhere = pd.Series(data=False, index=table.index)
        return Regional(nowhere, nowhere, given, given)
    today = given.map({text: region.code for text, region in found.items() if region}).astype("str")
    _within_regions(table, today, geography)
    open_rows = table["located_by"].isna()
    rows = open_rows & today.notna()
    table["region"] = table["region"].mask(rows, today)
    table["located_by"] = table["located_by"].mask(rows, "region")
    table["problem"] = table["problem"].mask(rows & table["problem"].isin(["missing", "no_place"]), None)
    strange = open_rows & today.isna() & given.str.strip().ne("") & table["problem"].eq("missing")
    table["problem"] = table["problem"].mask(strange, "unknown_region")
    held = {
        text: "|".join(f"departement:{code}" for code in region.departements)
        for text, region in found.items()
        if region and region.departements
    }
    former = rows & given.isin(list(held))
    if former.any():
        table["coverage"] = table["coverage"].fillna(given.where(former).map(held).astype("str"))
    return Regional(strange.fillna(value=False), former, given, today)
