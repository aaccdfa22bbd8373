"""Which territories a row covers: its own list of codes, else its outline; what all of them share."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.territories import Geography
from atlas.territories.epcis import TERRITORIES_OF_PARIS
from atlas.territories.places import is_place, split_coverage
from atlas.territories.sirens import siren_places
from atlas.vocabulary import LEVELS


def covered(
    raw: Raw, mapping: Mapping, listed: pd.DataFrame | None, levels: pd.Series | None, geography: Geography
) -> pd.Series:
    """Return which territories each row covers: its own list of codes, else its outline."""
    coverage = pd.Series(None, index=raw.cells.index, dtype="str")
    if "coverage" in mapping.columns:
        given = raw.cells[mapping.columns["coverage"]]
        coverage = given.where(given != "")
    if listed is not None:
        several = listed["parts"].map(lambda parts: len(parts) > 1 or any("epci:" in one for one in parts))
        coverage = coverage.where(~several, listed["parts"].map("|".join))
    if levels is not None:
        codes = raw.cells[mapping.columns["code"]]
        known = [
            level in LEVELS and level != "commune" and code in geography.level(level).index
            for level, code in zip(levels, codes, strict=True)
        ]
        coverage = coverage.mask(pd.Series(known, index=codes.index), levels.astype("str") + ":" + codes)
    if raw.geometry is not None:
        outlined = raw.geometry.geom_type.isin(["Polygon", "MultiPolygon"]) & coverage.isna()
        coverage[outlined] = _outlined(raw.geometry[outlined], geography)
    return coverage


def _outlined(shapes: gpd.GeoSeries, geography: Geography) -> list[str | None]:
    """List the communes whose seat lies inside each outline, whole intercommunalités as such."""
    communes = geography.communes.dropna(subset=["seat_lon", "seat_lat"])
    tree = shapely.STRtree(shapely.points(communes["seat_lon"], communes["seat_lat"]))
    sizes = communes["epci"].value_counts()
    found = []
    for shape in shapes:
        inside = communes.iloc[np.sort(tree.query(shape, predicate="intersects"))]
        counts = inside["epci"].value_counts()
        whole = counts.index[counts.eq(sizes.reindex(counts.index))]
        rest = inside.index[~inside["epci"].isin(whole)]
        parts = [*(f"epci:{code}" for code in sorted(whole)), *(f"commune:{code}" for code in rest)]
        found.append("|".join(parts) or None)
    return found


def share_coverage(table: pd.DataFrame, geography: Geography) -> None:
    """Return rows without a commune what all that they cover shares."""
    rows = table.index[table["commune"].isna() & table["coverage"].notna()]
    if rows.empty:
        return
    shared = {text: _shared_by(text, geography) for text in table.loc[rows, "coverage"].unique()}
    for level in ("bassin_de_vie", "epci", "departement", "region"):
        given = table.loc[rows, "coverage"].map({text: areas.get(level) for text, areas in shared.items()})
        table[level] = table[level].fillna(given.astype("str").where(given.notna()))
    covering = table.loc[rows, "coverage"].map({text: bool(areas) for text, areas in shared.items()})
    alone = rows[covering.astype(bool) & table.loc[rows, "located_by"].isna()]
    table.loc[alone, "located_by"] = "coverage"
    table.loc[alone, "problem"] = None


def cover_epcis(table: pd.DataFrame, frame: pd.DataFrame, geography: Geography) -> None:
    """Let rows that name an EPCI and no more cover it; a territory of Grand Paris is its own communes."""
    rows = table["located_by"].eq("epci").fillna(value=False) & table["problem"].isna()
    rows &= table["coverage"].isna()
    if not rows.any():
        return
    parts = "epci:" + table.loc[rows, "epci"]
    paris = {siren: siren_places(geography).get(siren) for siren in TERRITORIES_OF_PARIS}
    for column in {"epci", "code"} & {*frame}:
        own = frame.loc[rows, column].str.replace(" ", "").map(paris).astype("str")
        parts = own.fillna(parts)
    table.loc[rows, "coverage"] = parts


def _shared_by(coverage: str, geography: Geography) -> dict[str, str | None]:
    members = [
        geography.members(level, code)
        for level, code in split_coverage(coverage)
        if is_place(geography, f"{level}:{code}")
    ]
    if not members:
        return {}
    inside = geography.communes.loc[np.unique(np.concatenate(members))]
    areas = {level: inside[level].unique() for level in LEVELS if level != "commune"}
    return {
        level: str(found[0]) if len(found) == 1 and pd.notna(found[0]) else None
        for level, found in areas.items()
    }
