"""Reference systems of columns x and y: what their headers say, and which would put them in France."""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from atlas.locate.columns import header_words
from atlas.locate.coordinates import WGS84

# Words of headers, without spaces; EPSG code; west, south, east and north of where it is used.
_MAINLAND = (-5.5, 41.2, 9.8, 51.3)
_SYSTEMS = (
    (r"lambert2etendu|lambertiietendu|lambert2e|lambertiie|l2et?|ntf", 27572, _MAINLAND),
    (r"lambert93|l93", 2154, _MAINLAND),
    *((rf"cc{zone}", 3900 + zone, (-5.5, zone - 1, 9.8, zone + 1)) for zone in range(42, 51)),
    (r"webmercator|pseudomercator|googlemercator", 3857, _MAINLAND),
    (r"utm20n?|rgaf09", 5490, (-63.2, 14.3, -60.8, 18.2)),
    (r"utm22n?|rgfg95", 2972, (-54.7, 2.1, -51.5, 5.9)),
    (r"utm38s?|rgm04", 4471, (44.9, -13.1, 45.4, -12.6)),
    (r"utm40s?|rgr92", 2975, (55.2, -21.4, 55.9, -20.8)),
    (r"utm21n?|rgspm06", 4467, (-56.6, 46.7, -56.0, 47.2)),
    (r"rgnc(?:91)?|lambertnc", 3163, (158.0, -23.5, 172.5, -15.0)),
)
_EPSG = re.compile(r"epsg([0-9]{4,5})")
_MOSTLY = 0.8


def stated_system(header: str) -> str:
    """Return the system that a header names, or "".

    Examples
    --------
    >>> stated_system("X (UTM 40S)"), stated_system("x_epsg2154"), stated_system("X Lambert II étendu")
    ('EPSG:2975', 'EPSG:2154', 'EPSG:27572')
    >>> stated_system("coord_x"), stated_system("X_3857")
    ('', 'EPSG:3857')
    """
    words = header_words(header).replace(" ", "")
    if (stated := _EPSG.search(words)) and _exists(int(stated[1])):
        return f"EPSG:{stated[1]}"
    return next((f"EPSG:{code}" for named, code, _ in _SYSTEMS if re.search(f"{named}|{code}", words)), "")


def fitting_systems(x: NDArray[np.float64], y: NDArray[np.float64]) -> list[str]:
    """Return the systems that put nearly all of some points where they are used in France."""
    found = []
    for _, code, (west, south, east, north) in _SYSTEMS:
        lon, lat = _to_degrees(code).transform(x, y)
        inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        if inside.mean() >= _MOSTLY:
            found.append(f"{CRS.from_epsg(code).name} (EPSG:{code})")
    return found


@lru_cache
def _to_degrees(code: int) -> Transformer:
    return Transformer.from_crs(f"EPSG:{code}", WGS84, always_xy=True)


def _exists(code: int) -> bool:
    try:
        CRS.from_epsg(code)
    except CRSError:
        return False
    return True
