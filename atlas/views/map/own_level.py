"""The polygons of a reader's own perimeters as a map of their level draws them, from the light communes."""

import hashlib
import json
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from atlas import settings
from atlas.catalogue import Catalogue, kept
from atlas.territories.files import read_json
from atlas.vocabulary import OWN_LEVEL

# Signs that a browser is sent at most, a little above the file of all intercommunalités; degrees by which
# borders are simplified, all together so that they still meet, until that holds.
MOST = 1_500_000
_TOLERANCES = (0.002, 0.005, 0.01, 0.02, 0.05)


class OwnShapes(NamedTuple):
    """A display file of one reader's.

    Attributes
    ----------
    name
        Changes with its text.
    text
        GeoJSON as those of `data/geo/display`; the id of a feature is the code of its perimeter.
    bounds
        South-west and north-east corners (latitude, longitude) of all; None where none has a polygon.
    """

    name: str
    text: str
    bounds: tuple[tuple[float, float], tuple[float, float]] | None


@kept(maxsize=1)
def own_shapes(catalogue: Catalogue) -> OwnShapes:
    """Dissolve the perimeters of `OWN_LEVEL` from the light polygons of communes."""
    communes = catalogue.geography.communes
    held = communes[communes[OWN_LEVEL].notna() & communes["departement"].notna()]
    owner = held[OWN_LEVEL].to_dict()
    parts: dict[str, list[shapely.Geometry]] = {}
    for departement in sorted(held["departement"].unique()):
        path = settings.GEO_FOLDER / "display" / "communes" / f"{departement}.json"
        for one in read_json(path, "features")["features"]:
            if one["id"] in owner:
                parts.setdefault(str(owner[one["id"]]), []).append(shape(one["geometry"]))
    codes = sorted(parts)
    shapes = np.array([shapely.coverage_union_all(parts[code]) for code in codes], dtype=object)
    names = catalogue.geography.level(OWN_LEVEL)["name"]
    text = _written(codes, names, shapes)
    for tolerance in _TOLERANCES:
        if len(text) <= MOST:
            break
        text = _written(codes, names, shapely.coverage_simplify(shapes, tolerance))
    bounds = None
    if codes:
        west, south, east, north = shapely.total_bounds(shapes).tolist()
        bounds = ((south, west), (north, east))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return OwnShapes(f"{OWN_LEVEL}-{digest[:12]}.json", text, bounds)


def _written(codes: list[str], names: pd.Series, shapes: NDArray[np.object_]) -> str:
    features = [
        {"type": "Feature", "id": code, "properties": {"name": names[code]}, "geometry": json.loads(drawn)}
        for code, drawn in zip(codes, shapely.to_geojson(shapes), strict=True)
    ]
    told = {"type": "FeatureCollection", "features": features}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
