"""Settings of the atlas, each documented above its value.

GEO_FOLDER : pathlib.Path
    Folder that `atlas build-geo` wrote: boundaries, hierarchy, former codes, lineage. The environment
    variable ATLAS_GEO_FOLDER moves it.
INITIATIVES_FOLDER : pathlib.Path
    Folder of the curated tables. The environment variable ATLAS_INITIATIVES_FOLDER moves it.
PRICES_FILE : pathlib.Path
    INSEE's annual consumer price index, for constant euros. The environment variable ATLAS_PRICES_FILE
    moves it.
MAX_UPLOAD_BYTES, MAX_UNZIPPED_BYTES, MAX_ZIP_GROWTH, MAX_ZIP_MEMBERS : int
    Largest file that a reader may bring; what a zip may unpack to in all, in how many times its packed size,
    and in how many files.
MAX_ROWS, MAX_COLUMNS, MAX_CELLS, MAX_CELL_CHARACTERS : int
    Largest table that is read from a reader's file, and the longest text in one cell.
PAGE_MAX_ROWS, PAGE_MAX_CELLS, PAGE_MAX_UNZIPPED_BYTES, PAGE_MAX_KEPT_ROWS : int
    The same of a file that is brought to a page, where all visits share one memory (a row of four columns
    takes about 1.5 kB); and the rows that one visit may keep. `atlas import` has the larger bounds above.
WORKSPACE : str
    Where a team keeps its imports: path of a `.gpkg`, or `postgresql://…`; empty for none. The environment
    variable ATLAS_WORKSPACE names it.
NEAREST_COMMUNE_METRES : float
    A point that lies in no commune but within this distance of one (an estuary, a quay, a simplified
    coast) belongs to the nearest commune, and its `located_by` says so.
URBAN_AREA_MIN_SIZE : int
    Smallest class (TAAV2017) of an attraction area whose *couronne* counts as péri-urbain. Class 2 starts at
    50,000 inhabitants.
IGN_TILES : str
    Address of the Plan IGN tiles, with `{z}`, `{x}` and `{y}`. Nothing is fetched from it unless a reader
    switches the background on. The environment variable ATLAS_IGN_TILES moves it.
DATAGOUV : str
    Where data.gouv.fr answers, for `atlas refresh`. The environment variable ATLAS_DATAGOUV moves it.
FETCH_CONNECT_SECONDS, FETCH_READ_SECONDS, FETCH_WHOLE_SECONDS, FETCH_PAUSE_SECONDS : float
    How long a server may take to answer the call, to send the next piece, and to send a whole file; and the
    pause before it is asked again, doubled each time.
FETCH_MAX_BYTES : int
    Largest file of boundaries that is fetched; a list has the bound of a reader's file.
"""

import os
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent

GEO_FOLDER = Path(os.environ.get("ATLAS_GEO_FOLDER", _ROOT / "data" / "geo"))
INITIATIVES_FOLDER = Path(os.environ.get("ATLAS_INITIATIVES_FOLDER", _ROOT / "data" / "initiatives"))
PRICES_FILE = Path(os.environ.get("ATLAS_PRICES_FILE", _ROOT / "data" / "prices" / "ipc_annuel.csv"))
MAX_UPLOAD_BYTES = 30_000_000
MAX_UNZIPPED_BYTES = 300_000_000
MAX_ZIP_GROWTH = 200
MAX_ZIP_MEMBERS = 2_000
MAX_ROWS = 1_500_000
MAX_COLUMNS = 1_000
MAX_CELLS = 20_000_000
MAX_CELL_CHARACTERS = 1_000_000
PAGE_MAX_ROWS = 200_000
PAGE_MAX_CELLS = 3_000_000
PAGE_MAX_UNZIPPED_BYTES = 100_000_000
PAGE_MAX_KEPT_ROWS = 300_000
WORKSPACE = os.environ.get("ATLAS_WORKSPACE", "")
NEAREST_COMMUNE_METRES = 2_000.0
URBAN_AREA_MIN_SIZE = 2
IGN_TILES = os.environ.get(
    "ATLAS_IGN_TILES",
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2"
    "&STYLE=normal&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
)
DATAGOUV = os.environ.get("ATLAS_DATAGOUV", "https://www.data.gouv.fr")
FETCH_CONNECT_SECONDS = 10.0
FETCH_READ_SECONDS = 60.0
FETCH_WHOLE_SECONDS = 600.0
FETCH_PAUSE_SECONDS = 1.0
FETCH_MAX_BYTES = 300_000_000
