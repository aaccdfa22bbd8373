"""Settings of the atlas, each documented above its value.

GEO_FOLDER : pathlib.Path
    Folder that `atlas build-geo` wrote: boundaries, hierarchy, former codes, lineage. The environment
    variable ATLAS_GEO_FOLDER moves it.
INITIATIVES_FOLDER : pathlib.Path
    Folder of the curated tables. The environment variable ATLAS_INITIATIVES_FOLDER moves it.
NEAREST_COMMUNE_METRES : float
    A point that lies in no commune but within this distance of one (an estuary, a quay, a simplified
    coast) belongs to the nearest commune, and its `located_by` says so.
URBAN_AREA_MIN_SIZE : int
    Smallest class (TAAV2017) of an attraction area whose *couronne* counts as péri-urbain. Class 2 starts at
    50,000 inhabitants.
IGN_TILES : str
    Address of the Plan IGN tiles, with `{z}`, `{x}` and `{y}`. Nothing is fetched from it unless a reader
    switches the background on. The environment variable ATLAS_IGN_TILES moves it.
"""

import os
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent

GEO_FOLDER = Path(os.environ.get("ATLAS_GEO_FOLDER", _ROOT / "data" / "geo"))
INITIATIVES_FOLDER = Path(os.environ.get("ATLAS_INITIATIVES_FOLDER", _ROOT / "data" / "initiatives"))
NEAREST_COMMUNE_METRES = 2_000.0
URBAN_AREA_MIN_SIZE = 2
IGN_TILES = os.environ.get(
    "ATLAS_IGN_TILES",
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2"
    "&STYLE=normal&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
)
