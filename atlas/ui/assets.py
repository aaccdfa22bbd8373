"""What the browser loads, served by the app itself from where it lies.

Streamlit serves the folder of a declared component; declaring one is how a folder gets an address without
copying it and without a second server. Nothing is asked from a third party.
"""

import hashlib
import json
import tempfile
from functools import lru_cache
from importlib import resources
from pathlib import Path

import js_lib_leaflet
import streamlit.components.v1 as components

from atlas import settings
from atlas.catalogue import Catalogue
from atlas.maps.layers import Assets
from atlas.territories.files import damaged
from atlas.views.map.points import shared_layer
from atlas.vocabulary import LEVELS

# Removed when the process ends.
_FOLDER = tempfile.TemporaryDirectory(prefix="atlas-")


@lru_cache(maxsize=1)
def serve(catalogue: Catalogue) -> Assets:
    """Return the map's files an address on the app's server."""
    folder = Path(_FOLDER.name)
    text = json.dumps(shared_layer(catalogue), ensure_ascii=False, separators=(",", ":"))
    shared = f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"
    (folder / shared).write_text(text, encoding="utf-8")
    lineage = json.dumps(catalogue.geography.lineage, sort_keys=True)
    code = resources.files("atlas.maps") / "static"
    scripts = b"".join(code.joinpath(name).read_bytes() for name in ("atlas.js", "atlas.css"))
    version = hashlib.sha256(lineage.encode() + scripts).hexdigest()[:12]
    display = settings.GEO_FOLDER / "display"
    for name in (*(f"{level}.json" for level in LEVELS if level != "commune"), "lines.json"):
        if not (display / name).exists():
            raise damaged(display / name)
    leaflet = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
    return Assets(
        leaflet=_address("leaflet", leaflet),
        code=_address("code", Path(str(code))),
        files=_address("geo", display),
        shared=f"{_address('shared', folder)}/{shared}",
        version=version,
    )


def _address(name: str, folder: Path) -> str:
    # The map's frame lies at component/streamlit_folium.st_folium/: its neighbours are one folder up.
    component = components.declare_component(f"atlas_{name}", path=str(folder))
    return f"../{component.name}"
