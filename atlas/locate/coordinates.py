"""Coordinates as people write them, in any reference system, to degrees."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from atlas.errors import UnknownChoiceError
from atlas.locate.degrees import Numbers, fill_angles

WGS84 = "EPSG:4326"
# What exports write into a cell that has no value.
NULL_WORDS = ("", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "None", "-")

_MAX_LONGITUDE, _MAX_LATITUDE = 180.0, 90.0


def read_crs(crs: Any) -> CRS:  # noqa: ANN401 - whatever pyproj takes
    """Understand a coordinate reference system, or say how to write one."""
    try:
        return CRS.from_user_input(crs)
    except CRSError as error:
        msg = f"unknown coordinate reference system {crs!r}: write it like 'EPSG:2154'"
        raise UnknownChoiceError(msg) from error


@dataclass(frozen=True)
class Points:
    """Two columns of coordinates, read.

    Attributes
    ----------
    problem
        What keeps a row from being a point, None where it is one or both cells are blank.
    usable
        Where there is a point.
    lon, lat
        Degrees, EPSG:4326; NaN where there is no point.
    """

    first: Numbers
    second: Numbers
    to_degrees: Transformer
    problem: NDArray[np.object_]
    usable: NDArray[np.bool_]
    lon: Numbers
    lat: Numbers

    def swapped(self, rows: NDArray[np.intp]) -> tuple[Numbers, Numbers]:
        """Return the degrees that rows would have with their two coordinates exchanged."""
        lon, lat = self.to_degrees.transform(self.second[rows], self.first[rows])
        return lon, lat


def read_points(first: pd.Series, second: pd.Series, crs: CRS) -> Points:
    """Read two columns: numbers, texts with a decimal point or comma, or angles like 48°51'24"N."""
    x, y = _numbers(first), _numbers(second)
    if crs.is_geographic:
        x, y = fill_angles(x, y, first, second)
    problem = np.full(len(x), None, dtype=object)
    readable = np.isfinite(x) & np.isfinite(y)
    problem[~readable & ~(_blank(first) & _blank(second))] = "not_a_number"
    problem[(x == 0) & (y == 0)] = "zero_coordinates"
    if crs.is_geographic:
        with np.errstate(invalid="ignore"):
            problem[readable & ((np.abs(x) > _MAX_LONGITUDE) | (np.abs(y) > _MAX_LATITUDE))] = "not_degrees"
    usable = readable & pd.isna(problem)
    to_degrees = Transformer.from_crs(crs, WGS84, always_xy=True)
    lon, lat = to_degrees.transform(np.where(usable, x, np.nan), np.where(usable, y, np.nan))
    return Points(x, y, to_degrees, problem, usable, lon, lat)


def _blank(values: pd.Series) -> NDArray[np.bool_]:
    blank = values.isna().to_numpy()
    if pd.api.types.is_numeric_dtype(values):
        return blank
    return blank | values.astype(str).str.strip().isin(NULL_WORDS).to_numpy()


def _numbers(values: pd.Series) -> Numbers:
    if not pd.api.types.is_numeric_dtype(values):
        texts = values.astype(object).where(values.notna(), "").astype(str)
        values = pd.to_numeric(texts.str.strip().str.replace(",", ".", regex=False), errors="coerce")
    return values.to_numpy(dtype=float, na_value=np.nan)
