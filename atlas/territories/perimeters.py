"""Perimeters: named sets of communes that are no territory of an official level, and places like any other.

A commune may be in several, so that their figures add up to nothing: each is the sum over its own communes.
A geography with perimeters has the level `PERIMETER` beside the official ones, its table made of the communes
as the build makes those of the official levels. Where no commune is in two of those that a reader brought,
these make a level of their own besides, `OWN_LEVEL`, with a column of the communes as the official ones have.
"""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from atlas.errors import UnknownTerritoryError
from atlas.territories.contiguity import level_pairs, pieces, restrict
from atlas.territories.files import TEXT, damaged
from atlas.territories.geography import Geography
from atlas.territories.members import pairs_of
from atlas.territories.places import Place
from atlas.territories.points import Positions
from atlas.vocabulary import DENSITY_LEVELS, OWN_LEVEL, PERIMETER, SETTINGS

# Of the communes of an EPCI, a perimeter that holds more than this share is taken to mean all of it.
_MOST = 0.5

# The kind of a perimeter that a reader brought; those of initiatives have the code of their type.
OWN = "own"

# Where in a commune its people live, if `atlas add-carreaux` put that into the folder.
CARREAUX = "carreaux.parquet"


def with_perimeters(geography: Geography, named: pd.DataFrame, members: pd.DataFrame) -> Geography:
    """Add perimeters to those that a geography has.

    Parameters
    ----------
    named
        Indexed by code: `name` and `kind`, a type of initiative or `OWN`.
    members
        Columns `code` (of `named`) and `commune`, each pair once or more.

    Returns
    -------
    Geography
        A new one. Table of its perimeters: the columns of the official levels, and `kind`. `population` and
        `area_km2` are missing where they are not known of one of the communes. `label_lon` and `label_lat`
        are the seat of the most populous commune.

    Raises
    ------
    UnknownTerritoryError
        If a commune is none of this vintage, or two perimeters have one code.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> named = pd.DataFrame({"name": ["Die et Chamaloc"], "kind": [OWN]}, index=["die"])
    >>> members = pd.DataFrame({"code": "die", "commune": ["26113", "26067"]})
    >>> drawn = with_perimeters(load_geography(), named, members).level("perimetre").loc["die"]
    >>> int(drawn["communes"]), drawn["departements"]
    (2, ['26'])
    """
    official, communes = geography.official, geography.communes
    at = communes.index.get_indexer(pd.Index(members["commune"]))
    if (at < 0).any():
        msg = f"no commune has the code {members['commune'][at < 0].iloc[0]!r}"
        raise UnknownTerritoryError(msg)
    there = geography.level(PERIMETER) if PERIMETER in geography.levels else None
    owners, held = geography.perimeters
    more = named.index.get_indexer(pd.Index(members["code"]))
    pairs = np.unique(np.column_stack([more, at]), axis=0).reshape(-1, 2)
    table = _table(communes, named, pairs[:, 0], pairs[:, 1])
    if there is not None:
        pairs[:, 0] += len(there)
        pairs = np.vstack([np.column_stack([owners, held]), pairs])
        table = pd.concat([there, table])
    if table.index.has_duplicates:
        msg = f"two perimeters have the code {table.index[table.index.duplicated()][0]!r}"
        raise UnknownTerritoryError(msg)
    levels = {**{level: official.level(level) for level in official.levels}, PERIMETER: table}
    own = table["kind"].eq(OWN).to_numpy(dtype=bool)
    mine = pairs[own[pairs[:, 0]]]
    if own.any() and len(np.unique(mine[:, 1])) == len(mine):
        levels[OWN_LEVEL] = table[own]
        held = np.full(len(communes), None, dtype=object)
        held[mine[:, 1]] = table.index.to_numpy(dtype=object)[mine[:, 0]]
        communes = official.communes.assign(**{OWN_LEVEL: pd.array(held, dtype=TEXT)})
    return replace(
        official,
        communes=communes if OWN_LEVEL in levels else official.communes,
        _levels=levels,
        _perimeters=(pairs[:, 0], pairs[:, 1]),
        _official=official,
    )


def _table(communes: pd.DataFrame, named: pd.DataFrame, owner: Positions, at: Positions) -> pd.DataFrame:
    """Sum what the communes of each perimeter hold, as `atlas.geobuild.levels` does of the levels."""
    size, rows = len(named), communes.iloc[at]
    people = rows["population"].to_numpy(dtype="float64", na_value=np.nan)
    settings = rows["setting"].to_numpy(dtype=object)
    density = rows["density_level"].to_numpy(dtype="float64", na_value=np.nan)

    def added(weights: NDArray[np.float64], these: NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
        chosen = np.ones(len(owner), dtype=bool) if these is None else these
        return np.bincount(owner[chosen], weights[chosen], minlength=size).astype("float64")

    def lists(column: str) -> list[list[str]]:
        pairs = pd.DataFrame({"owner": owner, "code": rows[column].to_numpy(dtype=object)}).dropna()
        found = pairs.drop_duplicates().groupby("owner")["code"].agg(sorted)
        return [found.get(number, []) for number in range(size)]

    by_setting = {f"pop_{key}": added(people, settings == key) for key in SETTINGS}
    by_density = {f"pop_density_{key}": added(people, density == key) for key in DENSITY_LEVELS}
    shares = np.column_stack(list(by_setting.values()))
    settled = shares.sum(axis=1) > 0
    largest = pd.Series(np.nan_to_num(people, nan=-1.0)).groupby(owner).idxmax()
    point = rows[["seat_lon", "seat_lat"]].iloc[largest].set_axis(largest.index).reindex(range(size))
    table = pd.DataFrame(
        {
            "name": named["name"].to_numpy(dtype=object),
            "communes": np.bincount(owner, minlength=size),
            "population": pd.array(added(people)).astype("Int64"),
            "area_km2": added(rows["area_km2"].to_numpy(dtype="float64", na_value=np.nan)).round(4),
            **{key: np.nan_to_num(sums).astype("int64") for key, sums in by_setting.items()},
            "setting": np.where(settled, np.array(list(SETTINGS), dtype=object)[shares.argmax(axis=1)], None),
            **{key: np.nan_to_num(sums).astype("int64") for key, sums in by_density.items()},
            "departements": lists("departement"),
            "regions": lists("region"),
            "nature": None,
            "chef_lieu": None,
            "label_lon": point["seat_lon"].to_numpy(),
            "label_lat": point["seat_lat"].to_numpy(),
            "kind": named["kind"].to_numpy(dtype=object),
        },
        index=named.index.rename("code"),
    )
    return table.astype({"name": TEXT, "setting": TEXT, "nature": TEXT, "chef_lieu": TEXT, "kind": TEXT})


def in_perimeters(
    rows: pd.DataFrame, geography: Geography, sums: str, by: list[str], level: str = PERIMETER
) -> pd.DataFrame:
    """Add up over perimeters what is known by commune.

    Parameters
    ----------
    rows
        By commune: `code` and the columns of `by` and `sums`; of people or of money.
    sums
        Column that is added up: whole numbers.
    by
        Columns by which it is, besides the perimeter.
    level
        All perimeters, or those of `OWN_LEVEL`.

    Returns
    -------
    pandas.DataFrame
        Columns of `by`, `code` of the perimeter and `sums`, sorted by the former. What lies in several
        perimeters is in each of them whole.

    Examples
    --------
    Two perimeters share a commune, and with it its cents:

    >>> from atlas.territories import load_geography
    >>> named = pd.DataFrame({"name": ["a", "b"], "kind": "own"}, index=["a", "b"])
    >>> members = pd.DataFrame({"code": ["a", "a", "b"], "commune": ["26113", "26067", "26067"]})
    >>> drawn = with_perimeters(load_geography(), named, members)
    >>> rows = pd.DataFrame({"line": ["l", "l"], "code": ["26113", "26067"], "cents": [2, 1]})
    >>> in_perimeters(rows, drawn, "cents", ["line"])["cents"].tolist()
    [3, 1]
    """
    owner, commune = pairs_of(geography, level)
    codes = geography.level(level).index.to_numpy()[owner]
    pairs = pd.DataFrame({"perimeter": codes, "code": geography.communes.index.to_numpy()[commune]})
    there = rows.merge(pairs, on="code").drop(columns="code").rename(columns={"perimeter": "code"})
    found: pd.DataFrame = there.groupby([*by, "code"])[sums].sum().reset_index()
    return found.astype({sums: "int64"})


def shapes(geography: Geography, level: str, codes: pd.Index) -> gpd.GeoSeries:
    """Return the polygons of some territories, at full precision.

    Returns
    -------
    geopandas.GeoSeries
        Indexed by `codes`, EPSG:4326; None where there is none. Those of perimeters are dissolved here from
        their communes.
    """
    if level not in (PERIMETER, OWN_LEVEL):
        return geography.boundaries(level).geometry.reindex(codes)
    members = {code: geography.members(level, code) for code in codes}
    needed = pd.Index(sorted({commune for held in members.values() for commune in held}))
    communes = commune_shapes(geography, needed)
    whole = [shapely.coverage_union_all(communes.reindex(held).dropna().array) for held in members.values()]
    found = [None if one.is_empty else one for one in whole]
    return gpd.GeoSeries(found, index=codes, crs="EPSG:4326")


def shape(geography: Geography, where: Place) -> shapely.Geometry | None:
    """Return the polygon of a place, EPSG:4326; None where it has none."""
    found = shapes(geography, where.level, pd.Index([where.code])).iloc[0]
    return None if found is None else found


def commune_shapes(geography: Geography, codes: pd.Index) -> gpd.GeoSeries:
    """Read the polygons of some communes: those of all France fill memory."""
    path = geography.folder / "commune.parquet"
    try:
        table = gpd.read_parquet(path, columns=["code", "geometry"], filters=[("code", "in", list(codes))])
    except (OSError, ValueError) as error:
        raise damaged(path, error) from error
    return table.set_index("code").geometry


def shares_of_people(geography: Geography, outline: shapely.Geometry, communes: pd.Index) -> pd.Series:
    """Measure which share of each commune's people lives inside an outline, by the squares of `CARREAUX`.

    Parameters
    ----------
    outline
        EPSG:4326.
    communes
        Codes.

    Returns
    -------
    pandas.Series
        By code, 0 to 1, of the communes with a square where people live; empty where the folder holds no
        squares. A square is inside where its middle is.

    Raises
    ------
    atlas.errors.GeographyError
        If the file of squares is damaged.
    """
    path = geography.folder / CARREAUX
    if communes.empty or not path.exists():
        return pd.Series(dtype="float64")
    columns = ["commune", "lon", "lat", "people"]
    try:
        squares = pd.read_parquet(path, columns=columns, filters=[("commune", "in", list(communes))])
    except (OSError, ValueError) as error:
        raise damaged(path, error) from error
    shapely.prepare(outline)
    there = shapely.contains_xy(outline, squares["lon"], squares["lat"])
    people = squares.assign(inside=squares["people"].where(there, 0)).groupby("commune")
    sums = people[["inside", "people"]].sum().astype("float64")
    return (sums["inside"] / sums["people"]).dropna()


def alone(geography: Geography, code: str) -> NDArray[np.bool_]:
    """Return which perimeters share no commune with this one, in the order of their level."""
    owner, commune = pairs_of(geography, PERIMETER)
    at = geography.level(PERIMETER).index.get_loc(code)
    here = np.zeros(len(geography.communes), dtype=bool)
    here[commune[owner == at]] = True
    found = np.bincount(owner[here[commune]], minlength=len(geography.level(PERIMETER)))
    return np.asarray(found == 0)


def own_perimeters(geography: Geography) -> pd.Index:
    """List the perimeters that a reader brought."""
    if PERIMETER not in geography.levels:
        return pd.Index([], dtype="str")
    kinds = geography.level(PERIMETER)["kind"]
    mine: pd.Index = kinds.index[kinds.eq(OWN)]
    return mine


def shared(geography: Geography, codes: pd.Index) -> pd.Index:
    """List the communes that are in several of some perimeters."""
    owner, commune = pairs_of(geography, PERIMETER)
    chosen = np.isin(owner, geography.level(PERIMETER).index.get_indexer(codes))
    times = np.bincount(commune[chosen], minlength=len(geography.communes))
    several: pd.Index = geography.communes.index[times > 1]
    return several


def missing(geography: Geography, code: str) -> pd.Series:
    """List the communes that a perimeter may have forgotten.

    Returns
    -------
    pandas.Series
        By code of commune, the EPCI of which more than half of the communes, not this one, are in the
        perimeter.
    """
    epci = geography.communes["epci"].dropna()
    here = epci.index.isin(geography.members(PERIMETER, code))
    share = pd.Series(here, epci.index).groupby(epci).transform("mean")
    found: pd.Series = epci[share.gt(_MOST) & ~here]
    return found


def parts_of(geography: Geography, code: str) -> list[list[str]]:
    """List the communes of a perimeter piece by piece, the largest piece first; water parts pieces.

    Of communes without a boundary nobody knows whom they touch: they are in no piece.
    """
    held = geography.communes["departement"].reindex(geography.members(PERIMETER, code)).dropna()
    at = np.sort(geography.communes.index.get_indexer(held.index))
    piece = pieces(restrict(level_pairs(geography, "commune"), at, len(geography.communes)), len(at))
    names = geography.communes.index[at]
    found = [names[piece == number].tolist() for number in np.unique(piece)]
    return sorted(found, key=len, reverse=True)
