"""Where a map of a place looks, and the border of a perimeter above it: no display file holds that."""

from typing import Any

import shapely

from atlas.catalogue import Catalogue, kept
from atlas.maps.picture import LegendGroup, LegendRow, Overlay
from atlas.territories.perimeters import shape
from atlas.territories.places import is_place, split_place
from atlas.vocabulary import PERIMETER, Language
from atlas.words import say

# Vertices closer to the border than this share of its width or height are left out.
_FINE = 1 / 800


@kept(maxsize=8)
def border(catalogue: Catalogue, text: str, language: Language) -> Overlay | None:
    """Draw the border of a place, as `level:code`; None where it is no perimeter, or has no polygon."""
    if not text.startswith(f"{PERIMETER}:") or not is_place(catalogue.geography, text):
        return None
    here = shape(catalogue.geography, split_place(text))
    if here is None:
        return None
    west, south, east, north = here.bounds
    light = here.simplify(_FINE * max(east - west, north - south))
    rings = [ring for part in shapely.get_parts(light) for ring in (part.exterior, *part.interiors)]
    lines = [([(round(lat, 4), round(lon, 4)) for lon, lat in ring.coords], "") for ring in rings]
    legend = LegendRow(say("perimeter_border", language), mark="line")
    return Overlay(lines, [], [], LegendGroup("", (legend,)))


def place_fit(catalogue: Catalogue, text: str) -> dict[str, Any] | None:
    """Return where a map of a place, as `level:code`, looks; None where it is none, or has no polygon."""
    if not is_place(catalogue.geography, text):
        return None
    here = shape(catalogue.geography, split_place(text))
    if here is None:
        return None
    west, south, east, north = here.bounds
    return {"key": text, "bounds": ((south, west), (north, east))}
