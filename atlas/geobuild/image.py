"""All communes of France as one image whose pixels are their numbers, which a browser colours.

A pixel is one of the map at zoom `ZOOM`, 611 m wide in web Mercator. It belongs to the commune in which its
middle lies; a commune without such a pixel takes the one in which it lies. The mainland stands above, the
overseas départements side by side below it.
"""

import io
import json
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from PIL import Image

from atlas.errors import GeographyError
from atlas.geobuild.coverage import OVERSEAS_EPSG
from atlas.geobuild.sources import some

ZOOM = 8
FOLDER, PICTURE, FRAMES, NAMES = "image", "communes.webp", "frames.json", "names.json"
BYTES = 1_200_000
# Communes that may be smaller than a pixel shared with another such.
_UNSEEN = 4
_WORLD = 256 * 2**ZOOM

Numbers = npt.NDArray[np.int64]


class Pixels(NamedTuple):
    """Pixels of the whole world at `ZOOM`, and the commune of each by its position."""

    row: Numbers
    column: Numbers
    commune: Numbers


def rastered(shapes: gpd.GeoSeries) -> Pixels:
    """Draw a coverage of polygons (EPSG:4326) in the pixels whose middle each covers.

    No pixel is drawn twice, because neighbours share their borders to the last bit.
    """
    parts, owner = shapely.get_parts(np.asarray(shapes.array), return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    degrees, ring = shapely.get_coordinates(rings, return_index=True)
    # Less half a pixel, a whole number is the middle of one.
    x, y = (axis - 0.5 for axis in world(degrees))
    along = np.flatnonzero(ring[:-1] == ring[1:])
    up = y[along] > y[along + 1]
    start, end = along + up, along + ~up
    row, edge = _counted(np.ceil(y[start]), np.ceil(y[end]))
    slope = (row - y[start][edge]) / (y[end] - y[start])[edge]
    across = x[start][edge] + slope * (x[end] - x[start])[edge]
    commune = owner[part[ring[along]]][edge]
    order = np.lexsort((across, row, commune))
    enter, leave = order[::2], order[1::2]
    column, span = _counted(np.ceil(across[enter]), np.ceil(across[leave]))
    return Pixels(row[enter][span], column, commune[enter][span])


def _counted(first: npt.NDArray[np.float64], end: npt.NDArray[np.float64]) -> tuple[Numbers, Numbers]:
    """Count from each first number up to its end, which is left out; tell which pair each belongs to."""
    length = (end - first).astype(np.int64)
    pair = np.repeat(np.arange(len(length)), length)
    begins = np.cumsum(length) - length
    return first.astype(np.int64)[pair] + np.arange(len(pair)) - begins[pair], pair


def drawn(communes: gpd.GeoDataFrame) -> tuple[npt.NDArray[np.uint16], list[list[int]]]:
    """Draw the communes, numbered from 1 in their order; 0 is no commune.

    Returns
    -------
    image, frames
        Of each part of France: its first column and row in the world at `ZOOM`, its width and height, and its
        first column and row in the image.
    """
    shapes = communes.geometry
    row, column, commune = rastered(shapes)
    # Written last, what is smaller than a pixel stays.
    tiny = np.setdiff1d(np.arange(len(communes)), commune)
    middle = shapely.get_coordinates(shapely.point_on_surface(np.asarray(shapes.array)[tiny]))
    column, row = (
        np.append(axis, np.floor(at).astype(np.int64))
        for axis, at in zip((column, row), world(middle), strict=True)
    )
    commune = np.append(commune, tiny)
    part = pd.Categorical(communes["departement"].where(communes["departement"].isin(OVERSEAS_EPSG), ""))
    frames: list[list[int]] = []
    right, below = 0, 0
    for number in range(len(part.categories)):
        there = np.flatnonzero(part.codes[commune] == number)
        left, top = column[there].min(), row[there].min()
        width, height = column[there].max() - left + 1, row[there].max() - top + 1
        at = (0, 0) if not number else (right, frames[0][3])
        column[there] += at[0] - left
        row[there] += at[1] - top
        frames.append([int(one) for one in (left, top, width, height, *at)])
        right, below = at[0] + width if number else 0, max(below, at[1] + height)
    image = np.zeros((below, max(frame[2] + frame[4] for frame in frames)), dtype=np.uint16)
    image[row, column] = commune + 1
    return image, frames


def world(degrees: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return where points lie in the world at `ZOOM`, in pixels from its north-western corner."""
    lon, lat = degrees.T
    north = np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)
    return (lon / 360 + 0.5) * _WORLD, (0.5 - north) * _WORLD


def encoded(image: npt.NDArray[np.uint16]) -> bytes:
    """Write an image of numbers as WebP without loss: red counts 256, green one."""
    colours = np.dstack([image >> 8, image & 255, np.zeros_like(image)]).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(colours).save(out, "WEBP", lossless=True, quality=100, method=6)
    return out.getvalue()


def decoded(content: bytes) -> npt.NDArray[np.int64]:
    """Read the numbers of an image back, as a browser does."""
    red, green, _ = np.moveaxis(np.asarray(Image.open(io.BytesIO(content)).convert("RGB"), np.int64), 2, 0)
    return np.asarray(256 * red + green)


def write(display: Path, communes: gpd.GeoDataFrame) -> dict[str, Any]:
    """Write the image of all communes below the display files, and what goes with it; measure it.

    Parameters
    ----------
    communes
        Indexed by code, in order: `name`, `departement` and polygon, EPSG:4326.
    """
    image, frames = drawn(communes)
    content, folder = encoded(image), display / FOLDER
    folder.mkdir()
    (folder / PICTURE).write_bytes(content)
    (folder / FRAMES).write_text(json.dumps({"zoom": ZOOM, "frames": frames}) + "\n", encoding="utf-8")
    told = {"codes": " ".join(communes.index), "names": "\n".join(communes["name"])}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    (folder / NAMES).write_text(text + "\n", encoding="utf-8")
    return force_seen(folder, communes.index)


def force_seen(folder: Path, codes: pd.Index) -> dict[str, Any]:
    """Refuse an image that is too heavy or hides communes; measure the one that is served."""
    content = (folder / PICTURE).read_bytes()
    image = decoded(content)
    unseen = codes[np.setdiff1d(np.arange(1, len(codes) + 1), image) - 1]
    if len(content) >= BYTES or len(unseen) > _UNSEEN or image.max() > len(codes):
        msg = f"{PICTURE}: {len(content)} bytes, and no pixel of {some(unseen)}; change image.ZOOM"
        raise GeographyError(msg)
    size = {"bytes": len(content), "width": image.shape[1], "height": image.shape[0]}
    return size | {"pixels": int((image > 0).sum()), "unseen": list(unseen)}
