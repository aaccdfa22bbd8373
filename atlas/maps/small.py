"""Small maps of all of France, or of a place: what lies under each pixel is looked up once.

No polygon is drawn: a pixel has the colour of the territory of its commune, and maps of communes cost no more
than those of régions.
"""

import io
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from PIL import Image

from atlas.maps.palettes import BORDER, LAND, SEA, rgb
from atlas.maps.picture import PLACES
from atlas.territories import Geography
from atlas.territories.kept import kept_of

WIDTH = 400
_GAP = 6
_PAPER, _SEA = -2, -1
# Degrees around the mainland.
_MARGIN = 0.15
# Pixels between the lines of a hatching.
_HATCH = 6

Bounds = tuple[tuple[float, float], tuple[float, float]]
Grid = NDArray[np.intp]


class Ink(NamedTuple):
    """A colour, and that of the lines over it; empty for none."""

    ground: str
    line: str = ""


def small_map(  # noqa: PLR0913 - what a map is
    geography: Geography,
    level: str,
    kinds: pd.Series,
    inks: Sequence[Ink],
    *,
    bounds: Bounds | None = None,
    members: pd.Index | None = None,
) -> bytes:
    """Draw the territories of a level.

    Parameters
    ----------
    kinds
        By code of the level, the position of its colour in `inks`; what has none is bare land.
    bounds
        South-west and north-east (latitude, longitude in degrees, WGS 84) of what is shown; by default the
        mainland, and overseas below it, each part at its own scale.
    members
        Communes that are coloured; by default all.

    Returns
    -------
    bytes
        PNG, `WIDTH` pixels wide, with the limits of régions, or of départements within `bounds`.
    """
    grid = _france(geography) if bounds is None else _grid(geography, bounds, WIDTH)
    communes = geography.communes
    codes = pd.Index(communes.index if level == "commune" else communes[level])
    land = len(inks)
    of_commune = kinds.reindex(codes).fillna(land).to_numpy(dtype="uint8")
    if members is not None:
        mine = communes.index.get_indexer(members)
        of_commune = np.full_like(of_commune, land)
        of_commune[mine] = kinds.reindex(codes[mine]).fillna(land)
    # What lies under no commune stands at the end, where -1 and -2 find it.
    image = np.append(of_commune, [land + 1, land + 2])[grid].astype("uint8")
    palette = [*(ink.ground for ink in inks), LAND, "#ffffff", SEA, BORDER]
    lines = np.add.outer(*map(np.arange, grid.shape)) % _HATCH == 0
    for number, ink in enumerate(inks):
        if ink.line:
            image[(image == number) & lines] = len(palette)
            palette.append(ink.line)
    image[_limits(geography, grid, "region" if bounds is None else "departement")] = land + 3
    picture = Image.fromarray(image, mode="P")
    picture.putpalette([part for colour in palette for part in rgb(colour)])
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _limits(geography: Geography, grid: Grid, level: str) -> NDArray[np.bool_]:
    """Find the pixels beside which another territory begins."""
    numbers, _ = pd.factorize(geography.communes[level])
    there = np.append(numbers, [-1, -1])[grid]
    differs = np.zeros(grid.shape, dtype=bool)
    for other, here in ((np.s_[:, 1:], np.s_[:, :-1]), (np.s_[1:], np.s_[:-1])):
        differs[here] |= (there[here] != there[other]) & (there[here] >= 0) & (there[other] >= 0)
    return differs


@kept_of(maxsize=1)
def _france(geography: Geography) -> Grid:
    mainland, *others = PLACES.values()
    side = (WIDTH - _GAP * (len(others) - 1)) // len(others)
    row = np.full((side, WIDTH), _PAPER, dtype=np.intp)
    for number, bounds in enumerate(others):
        part = _grid(geography, _square(bounds), side)[:side]
        row[: len(part), number * (side + _GAP) : number * (side + _GAP) + side] = part
    gap = np.full((_GAP, WIDTH), _PAPER, dtype=np.intp)
    (south, west), (north, east) = mainland
    wide = (south - _MARGIN, west - _MARGIN), (north + _MARGIN, east + _MARGIN)
    return np.concatenate([_grid(geography, wide, WIDTH), gap, row])


@kept_of(maxsize=8)
def _grid(geography: Geography, bounds: Bounds, width: int) -> Grid:
    """Return the commune under each pixel's middle, by position; a pixel is as many kilometres both ways."""
    (south, west), (north, east) = bounds
    step = (east - west) / width
    up = step * np.cos(np.radians((south + north) / 2))
    lon = west + step * (np.arange(width) + 0.5)
    lat = np.arange(north - up / 2, south, -up)
    positions, _ = geography.place(np.tile(lon, len(lat)), np.repeat(lat, width))
    return positions.reshape(len(lat), width)


def _square(bounds: Bounds) -> Bounds:
    """Widen bounds to as many kilometres both ways."""
    (south, west), (north, east) = bounds
    lat, lon = (south + north) / 2, (west + east) / 2
    narrow = np.cos(np.radians(lat))
    half = max(north - south, (east - west) * narrow) / 2
    return (lat - half, lon - half / narrow), (lat + half, lon + half / narrow)
