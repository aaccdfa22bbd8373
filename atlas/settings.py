"""Settings of the atlas, each documented above its value.

APP_FOLDER, DATA_FOLDER : pathlib.Path
    Where pages and Streamlit's settings, and the data lie: inside the package where the atlas is installed,
    else at the top of the repository.
GEO_FOLDER : pathlib.Path
    Folder that `atlas build-geo` wrote: boundaries, hierarchy, former codes, lineage. The environment
    variable ATLAS_GEO_FOLDER moves it.
INITIATIVES_FOLDER : pathlib.Path
    Folder of the curated tables. The environment variable ATLAS_INITIATIVES_FOLDER moves it.
TRIALS_FILE : pathlib.Path
    Trials of the chance of a true blank, which `atlas blanks` writes. The environment variable
    ATLAS_TRIALS_FILE moves it.
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
PAGE_MAX_UPLOADS : int
    Files that may be on their way to one process at a time; more are told to come back.
PAGE_MAX_BROUGHT_BYTES, ALL_MAX_BROUGHT_BYTES : int
    What the files that one visit, and all visits to a process, brought and keep may weigh before no more is
    taken.
WORKSPACE : str
    Where a team keeps its imports: path of a `.gpkg`, or `postgresql://…`; empty for none. The environment
    variable ATLAS_WORKSPACE names it.
LOGIN : str
    Settings file of a login, TOML: `[auth]` as `st.login` of Streamlit takes it, and `[roles]`, which says
    who may read and who may write what the team keeps (`docs/serving.md`); empty for no login. The
    environment variable ATLAS_LOGIN names it.
ADDRESS, PORT, BASE_PATH : str
    Where `atlas app` listens, and under which path of the server it answers, empty for its top; see
    `docs/serving.md`. The environment variables ATLAS_ADDRESS, ATLAS_PORT and ATLAS_BASE_PATH say otherwise.
PUBLIC_URL : str
    Address under which people open the atlas, with which the links in files begin; empty where it has none,
    and files then name the page alone. The environment variable ATLAS_URL names it.
TAB_SECONDS : str
    How long a closed tab may come back and find its visit, brought files included. The environment variable
    ATLAS_TAB_SECONDS says otherwise.
NEAREST_COMMUNE_METRES : float
    A point that lies in no commune but within this distance of one (an estuary, a quay, a simplified
    coast) belongs to the nearest commune, and its `located_by` says so.
URBAN_AREA_MIN_SIZE : int
    Smallest class (TAAV2017) of an attraction area whose *couronne* counts as péri-urbain. Class 2 starts at
    50,000 inhabitants.
REPORT : str
    Where readers tell of an omission or an error: an address with `{subject}` and `{body}` in it, such as
    `mailto:atlas@example.org?subject={subject}&body={body}` or
    `https://example.org/issues/new?title={subject}&body={body}`. Empty offers nothing. The environment
    variable ATLAS_REPORT sets it.
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

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = (_PACKAGE / "_app").is_dir()  # hatch_build.py puts it into a wheel

APP_FOLDER = _PACKAGE / "_app" if _INSTALLED else _PACKAGE.parent
DATA_FOLDER = _PACKAGE / "_data" if _INSTALLED else _PACKAGE.parent / "data"
GEO_FOLDER = Path(os.environ.get("ATLAS_GEO_FOLDER", DATA_FOLDER / "geo"))
INITIATIVES_FOLDER = Path(os.environ.get("ATLAS_INITIATIVES_FOLDER", DATA_FOLDER / "initiatives"))
TRIALS_FILE = Path(os.environ.get("ATLAS_TRIALS_FILE", DATA_FOLDER / "trials" / "blanks.csv"))
PRICES_FILE = Path(os.environ.get("ATLAS_PRICES_FILE", DATA_FOLDER / "prices" / "ipc_annuel.csv"))
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
PAGE_MAX_UPLOADS = 10
PAGE_MAX_BROUGHT_BYTES = 150_000_000
ALL_MAX_BROUGHT_BYTES = 1_000_000_000
WORKSPACE = os.environ.get("ATLAS_WORKSPACE", "")
LOGIN = os.environ.get("ATLAS_LOGIN", "")
ADDRESS = os.environ.get("ATLAS_ADDRESS", "127.0.0.1")
PORT = os.environ.get("ATLAS_PORT", "8501")
BASE_PATH = os.environ.get("ATLAS_BASE_PATH", "")
PUBLIC_URL = os.environ.get("ATLAS_URL", "").rstrip("/")
REPORT = os.environ.get("ATLAS_REPORT", "")
TAB_SECONDS = os.environ.get("ATLAS_TAB_SECONDS", "120")
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
