"""The tables of communes and of the levels above them."""

import geopandas as gpd
import numpy as np
import pandas as pd

from atlas import settings
from atlas.vocabulary import DENSITY_LEVELS, SETTINGS

NO_EPCI = "ZZZZZZZZZ"
# A mairie may stand across the limit (a shared town hall, a generalised border), not further.
SEAT_METRES = 2_000.0

_URBAN_DENSITY = 3
_BELT_DENSITY = 4
_COURONNE = 20

COMMUNE_COLUMNS = (
    "code", "name", "bassin_de_vie", "epci", "departement", "region", "collectivite", "collectivite_name",
    "population", "area_km2", "density_level", "aav", "aav_category", "aav_size", "setting", "ruralite",
    "centralite", "seat_lon", "seat_lat", "seat_basis", "postal_codes", "geometry",
)  # fmt: skip


def setting(density_level: pd.Series, aav_category: pd.Series, aav_size: pd.Series) -> pd.Series:
    """Classify communes as urbain, periurbain or rural.

    Urban is density level 1 to 3. Péri-urbain is level 4, or level 5 to 7 in the *couronne* of an attraction
    area of at least `settings.URBAN_AREA_MIN_SIZE`. Rural is the rest. It follows INSEE's own division of the
    rural communes in périurbain and non périurbain.

    Examples
    --------
    >>> setting(pd.Series([1, 4, 6, 6]), pd.Series([11, 30, 20, 20]), pd.Series([5, 0, 2, 1])).tolist()
    ['urbain', 'periurbain', 'periurbain', 'rural']
    """
    commuting = (aav_category == _COURONNE) & (aav_size >= settings.URBAN_AREA_MIN_SIZE)
    labels = np.select(
        [density_level <= _URBAN_DENSITY, (density_level == _BELT_DENSITY) | commuting],
        ["urbain", "periurbain"],
        "rural",
    )
    return pd.Series(labels, index=density_level.index, dtype="str", name="setting")


def communes(records: pd.DataFrame, zonages: pd.DataFrame, collectivites: pd.Series) -> pd.DataFrame:
    """Table the communes without their shapes, sorted by code."""
    table = records.sort_index()
    here = table.index.isin(zonages.index)
    zoned = zonages.reindex(table.index)
    numbers = zoned[["DENS7", "CATEAAV2020", "TAAV2017"]].apply(pd.to_numeric).astype("Int8")
    kind = setting(*(numbers.loc[here, column] for column in ("DENS7", "CATEAAV2020", "TAAV2017")))
    text = {
        "name": table["nom"],
        "bassin_de_vie": zoned["BV2022"],
        "epci": zoned["EPCI"].where(zoned["EPCI"] != NO_EPCI),
        "departement": table["departement"].where(here),
        "region": table["region"].where(here),
        "collectivite": table["departement"].where(~here),
        "collectivite_name": table["departement"].where(~here).map(collectivites),
        "aav": zoned["AAV2020"],
        "setting": kind.reindex(table.index),
        "ruralite": zoned["RURALITE_ANCT"],
        "centralite": zoned["CENTRALITE_ANCT"].where(zoned["CENTRALITE_ANCT"] != "- undefined"),
    }
    return (
        pd.DataFrame(text, index=table.index)
        .astype("str")
        .assign(
            population=table["population"].astype("Int64"),
            density_level=numbers["DENS7"],
            aav_category=numbers["CATEAAV2020"],
            aav_size=numbers["TAAV2017"],
            postal_codes=table["codesPostaux"].map(lambda codes: codes if isinstance(codes, list) else []),
        )
    )


def seats(part: gpd.GeoDataFrame, mairies: gpd.GeoSeries) -> pd.DataFrame:
    """Return each commune of a projected part its seat.

    The mairie where it is known and stands in the commune or within `SEAT_METRES` of it, else a point inside.
    """
    shapes = gpd.GeoSeries(part.geometry.array, index=part.index, crs=part.crs)
    inside = shapes.representative_point().to_crs(4326)
    known = mairies.reindex(shapes.index)
    near = shapes.distance(known.to_crs(part.crs)) <= SEAT_METRES
    points = known.where(near, inside)
    basis = np.where(near, "mairie", "label_point")
    return pd.DataFrame(
        {"seat_lon": points.x.round(6), "seat_lat": points.y.round(6), "seat_basis": basis},
        index=shapes.index,
    )


def territories(communes: gpd.GeoDataFrame, level: str, facts: pd.DataFrame) -> gpd.GeoDataFrame:
    """Dissolve the communes into one level and sum what they hold, sorted by code."""
    members = communes[communes[level].notna()]
    shapes = members[[level, "geometry"]].dissolve(level, method="coverage").sort_index()
    grouped = members.groupby(level)
    people = population_by(members, level, "setting", list(SETTINGS)).add_prefix("pop_")
    dense = population_by(members, level, "density_level", list(DENSITY_LEVELS)).add_prefix("pop_density_")
    table = facts.reindex(shapes.index).assign(
        communes=grouped.size(),
        population=grouped["population"].sum().astype("int64"),
        area_km2=grouped["area_km2"].sum().round(4),
        setting=people.rename(columns=lambda name: name.removeprefix("pop_")).idxmax(axis="columns"),
        departements=grouped["departement"].agg(lambda codes: sorted(set(codes))),
        regions=grouped["region"].agg(lambda codes: sorted(set(codes))),
    )
    whole = gpd.GeoDataFrame(table.join(people).join(dense), geometry=shapes.geometry, crs=communes.crs)
    label = label_points(whole, communes)
    whole["label_lon"], whole["label_lat"] = label.x.round(6), label.y.round(6)
    return whole.rename_axis("code").reset_index()[list(level_columns())]


def level_columns() -> tuple[str, ...]:
    """Name the columns of a level's table, in order."""
    people = (
        *(f"pop_{code}" for code in SETTINGS),
        "setting",
        *(f"pop_density_{code}" for code in DENSITY_LEVELS),
    )
    head = ("code", "name", "communes", "population", "area_km2")
    tail = ("departements", "regions", "nature", "chef_lieu", "label_lon", "label_lat", "geometry")
    return (*head, *people, *tail)


def population_by(
    members: pd.DataFrame, level: str, column: str, values: list[str] | list[int]
) -> pd.DataFrame:
    """Sum the population of each territory over the classes of `column`; every class has its column."""
    wide = members.pivot_table("population", level, column, "sum", fill_value=0, observed=False)
    return wide.reindex(columns=values, fill_value=0).astype("int64").rename_axis(columns=None)


def label_points(whole: gpd.GeoDataFrame, communes: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return each territory a point inside it: its chef-lieu's seat where there is one."""
    chef_lieu = communes.reindex(whole["chef_lieu"])
    seat = gpd.GeoSeries(
        gpd.points_from_xy(chef_lieu["seat_lon"], chef_lieu["seat_lat"]), index=whole.index, crs=4326
    )
    inside = whole.geometry.representative_point()
    return seat.where(whole.geometry.contains(seat), inside)
