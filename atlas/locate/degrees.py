"""Degrees, minutes and seconds as people write them, to decimal degrees: 48°51'24"N, 2 21 03 E, 1° 30′ O."""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Marks that stand for those of the patterns below.
_MARKS = str.maketrans(
    {
        **dict.fromkeys("º˚", "°"),
        **dict.fromkeys("′’‘´`ʹ", "'"),
        **dict.fromkeys("″”“ʺ", '"'),
        "−": "-",
    }
)
_LETTER = r"N(?:ord|orth)?|S(?:ud|outh)?|E(?:st|ast)?|W(?:est)?|O(?:uest)?"
_D, _M, _S = (
    rf"(?P<{part}>[0-9]{{1,{digits}}}(?:[.,][0-9]+)?)"
    for part, digits in (("degrees", 3), ("minutes", 2), ("seconds", 2))
)
_MARKED = rf"""{_D}\s*°(?:\s*{_M}(?:(?:\s*'\s*|\s+){_S}(?:\s*")?|\s*')?)?"""
_SPACED = rf"{_D}(?:\s+{_M}(?:\s+{_S})?)?"
_COLONS = rf"{_D}\s*:\s*{_M}(?:\s*:\s*{_S})?"
_FORMS = tuple(
    re.compile(rf"(?P<before>{_LETTER})?\s*(?P<sign>[+-])?\s*{form}\s*(?P<after>{_LETTER})?", re.IGNORECASE)
    for form in (_MARKED, _SPACED, _COLONS)
)
# Two angles, each with its letter before or after it, or the first with its marks.
_PAIR = re.compile(
    r"([NS].+?)[\s,;/|]+([EWO].+)|([EWO].+?)[\s,;/|]+([NS].+)|(.+?[NS])[\s,;/|]+(.+[EWO])|(.+?[EWO])[\s,;/|]+(.+[NS])"
    r"|(.+?[°'\"])[\s,;/|]+([+-]?[0-9]+\s*°.+)",
    re.IGNORECASE,
)
_LONGEST_PAIR = 80
_PARTS = ("degrees", "minutes", "seconds")
_SIXTY = 60

Numbers = NDArray[np.float64]


class Angle(NamedTuple):
    """Decimal degrees, and the axis that a letter tells: "lon", "lat", or "" without one."""

    degrees: float
    axis: str


def read_angle(text: str) -> Angle | None:
    """Read degrees, or degrees, minutes and seconds, that are told by a letter or by their marks.

    Parameters
    ----------
    text
        Of one coordinate. Without the letter of a hemisphere the degrees have their mark, and so have
        minutes that no seconds follow.

    Returns
    -------
    Angle or None
        None for what may be read in two ways ("48 51 24", a sign and a letter) or not at all (60 minutes).

    Examples
    --------
    >>> read_angle("48°30′N"), read_angle("2 30 O"), read_angle("48 51 24")
    (Angle(degrees=48.5, axis='lat'), Angle(degrees=-2.5, axis='lon'), None)
    """
    text = text.strip().translate(_MARKS).replace("''", '"')
    found = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    if found is None:
        return None
    before, sign, after = found["before"], found["sign"], found["after"]
    if sum(map(bool, (before, sign, after))) > 1:
        return None
    letter = (before or after or "").upper()[:1]
    parts = [found[part] for part in _PARTS if found.groupdict().get(part)]
    marked = "°" in text and (len(parts) != len(_PARTS) - 1 or "'" in text)
    if not letter and not marked:
        return None
    *whole, last = [part.replace(",", ".") for part in parts]
    if not all(map(str.isdigit, whole)) or any(float(part) >= _SIXTY for part in (*whole, last)[1:]):
        return None
    value = sum(float(part) / _SIXTY**power for power, part in enumerate((*whole, last)))
    axis = {"N": "lat", "S": "lat", "": ""}.get(letter, "lon")
    return Angle(-value if sign == "-" or letter in {"S", "W", "O"} else value, axis)


def read_angles(text: str) -> tuple[float, float] | None:
    """Read latitude and longitude from two angles in one cell; the latitude is first unless letters tell.

    Examples
    --------
    >>> read_angles("48°30'N 2°30'O"), read_angles("E5.5, N44.75"), read_angles("Die, Crest")
    ((48.5, -2.5), (44.75, 5.5), None)
    """
    found = _PAIR.fullmatch(text.translate(_MARKS).strip("()[] ")) if len(text) < _LONGEST_PAIR else None
    angles = [read_angle(part) for part in found.groups() if part] if found else []
    first, second = angles or (None, None)
    if first is None or second is None or (first.axis and first.axis == second.axis):
        return None
    turned = first.axis == "lon" or second.axis == "lat"
    return (second.degrees, first.degrees) if turned else (first.degrees, second.degrees)


def fill_angles(
    lon: Numbers, lat: Numbers, lon_cells: pd.Series, lat_cells: pd.Series
) -> tuple[Numbers, Numbers]:
    """Read the cells of two columns that are no numbers as angles.

    Parameters
    ----------
    lon, lat
        The cells that are numbers, NaN elsewhere.

    Returns
    -------
    tuple
        Both columns, where nothing contradicts them: letters that tell one axis twice, or the other axis
        than its column while the second column does not, leave both NaN.
    """
    if all(map(pd.api.types.is_numeric_dtype, (lon_cells, lat_cells))):
        return lon, lat
    x, lon_axis = _angles(lon, lon_cells)
    y, lat_axis = _angles(lat, lat_cells)
    swapped = (lon_axis == "lat") & (lat_axis == "lon")
    sound = swapped | ((lon_axis != "lat") & (lat_axis != "lon"))
    return np.where(sound, x, lon), np.where(sound, y, lat)


def _angles(numbers: Numbers, cells: pd.Series) -> tuple[Numbers, NDArray[np.object_]]:
    """Fill the numbers of a column, and name the axes that its letters tell."""
    axes = np.full(len(numbers), "", dtype=object)
    rows = np.flatnonzero(np.isnan(numbers) & cells.notna().to_numpy())
    if not len(rows):
        return numbers, axes
    ids, distinct = pd.factorize(cells.iloc[rows].astype(str).to_numpy(dtype=object))
    angles = [read_angle(text) or Angle(np.nan, "") for text in distinct.tolist()]
    filled = numbers.copy()
    filled[rows] = np.array([angle.degrees for angle in angles])[ids]
    axes[rows] = np.array([angle.axis for angle in angles], dtype=object)[ids]
    return filled, axes
