"""What the browser loads, served by the app itself from where it lies.

Streamlit serves the folder of a declared component; declaring one is how a folder gets an address without
copying it and without a second server. Nothing is asked from a third party.
"""

import hashlib
import json
import tempfile
import threading
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import js_lib_leaflet
import streamlit.components.v1 as components

from atlas import settings
from atlas.catalogue import Catalogue
from atlas.maps.layers import Assets
from atlas.maps.picture import IMAGE, SCRIPTS
from atlas.territories.files import damaged
from atlas.views.map.points import shared_layer
from atlas.vocabulary import LEVELS

# Of the file of points; removed when the process ends.
_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []
_LOCK = threading.Lock()


class _Made(NamedTuple):
    assets: Assets
    name: str
    text: str


def serve(catalogue: Catalogue) -> Assets:
    """Return the map's files an address on the app's server."""
    made = _make(catalogue)
    _keep(made.name, made.text)
    return made.assets


@lru_cache(maxsize=1)
def _make(catalogue: Catalogue) -> _Made:
    text = json.dumps(shared_layer(catalogue), ensure_ascii=False, separators=(",", ":"))
    shared = f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"
    lineage = json.dumps(catalogue.geography.lineage, sort_keys=True)
    code = resources.files("atlas.maps") / "static"
    scripts = b"".join(code.joinpath(name).read_bytes() for name in (*SCRIPTS, "atlas.css"))
    version = hashlib.sha256(lineage.encode() + scripts).hexdigest()[:12]
    display = settings.GEO_FOLDER / "display"
    for name in (*(f"{level}.json" for level in LEVELS if level != "commune"), "lines.json", *IMAGE):
        if not (display / name).exists():
            raise damaged(display / name)
    leaflet = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
    assets = Assets(
        leaflet=_address("leaflet", leaflet),
        code=_address("code", Path(str(code))),
        files=_address("geo", display),
        shared=f"{_address('shared', _keep(shared, text))}/{shared}",
        version=version,
    )
    return _Made(assets, shared, text)


def _keep(name: str, text: str) -> Path:
    """Write the file of points and serve its folder, unless it is there; return the folder.

    Systems clear away temporary files that nobody has touched for days, with their folders. A folder of the
    same name might then be somebody else's, so that another one takes its place.
    """
    with _LOCK:
        if not (_FOLDERS and Path(_FOLDERS[-1].name, name).exists()):
            folder = tempfile.TemporaryDirectory(prefix="atlas-")
            Path(folder.name, name).write_text(text, encoding="utf-8")
            _address("shared", Path(folder.name))
            while _FOLDERS:
                _FOLDERS.pop().cleanup()
            _FOLDERS.append(folder)
        return Path(_FOLDERS[-1].name)


def _address(name: str, folder: Path) -> str:
    # The map's frame lies at component/streamlit_folium.st_folium/: its neighbours are one folder up.
    component = components.declare_component(f"atlas_{name}", path=str(folder))
    return f"../{component.name}"
