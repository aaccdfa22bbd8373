"""Which communes share a border, so that nobody has to ask polygons again.

Two communes are neighbours where they share at least one segment of border (rook contiguity); touching at a
point is not enough, and water separates. The coverage is exact, so a shared segment has the same two ends on
both sides and comparing segments finds all of them. Territories of other levels are unions of communes: they
are neighbours where communes of theirs are.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.errors import GeographyError
from atlas.geobuild.coverage import DECIMALS
from atlas.geobuild.sources import some

FILE = "contiguity.parquet"


class Neighbours(TypedDict):
    """How many pairs of neighbours a level has, and which territories have none."""

    pairs: int
    islands: list[str]


def contiguity(shapes: gpd.GeoSeries) -> pd.DataFrame:
    """List the pairs of neighbours.

    Examples
    --------
    >>> squares = shapely.box([0, 1, 1], [0, 0, 1], [1, 2, 2], [1, 1, 2])
    >>> contiguity(gpd.GeoSeries(squares, index=["a", "b", "c"])).to_numpy().tolist()
    [['a', 'b'], ['b', 'c']]
    """
    polygons, owner = shapely.get_parts(np.asarray(shapes.array), return_index=True)
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    whole = np.rint(points * 10**DECIMALS).astype(np.int64)
    inside = ring[:-1] == ring[1:]
    start, end = whole[:-1][inside], whole[1:][inside]
    who = owner[polygon[ring[:-1][inside]]]
    turned = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    ends = np.hstack([np.where(turned[:, None], end, start), np.where(turned[:, None], start, end)])
    order = np.lexsort(ends.T)
    ends, who = ends[order], who[order]
    # A segment of an exact coverage has one side or two, so equal segments stand beside each other.
    shared = (ends[1:] == ends[:-1]).all(axis=1)
    pairs = np.sort(np.column_stack([who[:-1][shared], who[1:][shared]]), axis=1)
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    codes = shapes.index.to_numpy()
    return pd.DataFrame({"left": codes[pairs[:, 0]], "right": codes[pairs[:, 1]]})


def write(shapes: gpd.GeoSeries, path: Path) -> pd.DataFrame:
    """Write the pairs of neighbouring communes, the same bytes for the same shapes, and give them."""
    pairs = contiguity(shapes)
    pairs.to_parquet(path, index=False, compression="zstd", compression_level=15)
    return pairs


def measure(
    pairs: pd.DataFrame, communes: pd.DataFrame, levels: Mapping[str, pd.DataFrame]
) -> dict[str, Neighbours]:
    """Count the neighbours of every level and list its islands."""
    strange = set(pairs["left"]).union(pairs["right"]) - set(communes.index)
    if strange:
        msg = f"{FILE}: {some(strange)} have no commune"
        raise GeographyError(msg)
    found = {"commune": neighbours(pairs, communes.index.to_series())}
    for level, table in levels.items():
        found[level] = neighbours(pairs, communes[level], pd.Index(table["code"]))
    return found


def neighbours(pairs: pd.DataFrame, territory: pd.Series, codes: pd.Index | None = None) -> Neighbours:
    """Count the pairs of one level and list its islands."""
    both = np.column_stack([territory.loc[pairs[side]].to_numpy(dtype=object) for side in ("left", "right")])
    known = ~pd.isna(both).any(axis=1) & (both[:, 0] != both[:, 1])
    distinct = {tuple(sorted(pair)) for pair in both[known]}
    touched = {code for pair in distinct for code in pair}
    return Neighbours(
        pairs=len(distinct), islands=sorted(set(territory.index if codes is None else codes) - touched)
    )
