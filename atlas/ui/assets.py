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
import pandas as pd
import streamlit.components.v1 as components

from atlas import settings
from atlas.catalogue import Catalogue
from atlas.maps.layers import Assets
from atlas.territories.files import damaged
from atlas.vocabulary import LEVELS

# Towns whose names the atlas's own background may write; the map shows fewer the farther away one looks.
_TOWN_MIN_POPULATION = 9_000
# Removed when the process ends.
_FOLDER = tempfile.TemporaryDirectory(prefix="atlas-")


def shared_layer(catalogue: Catalogue) -> dict[str, list[list[object]]]:
    """List the curated points and the towns that every view of every map shares.

    Parameters
    ----------
    catalogue
        Initiatives and places.

    Returns
    -------
    dict
        `points`: `[id, lat, lon, type number, seat stated, name, {fr, en} type label]` for each initiative
        with a seat, in the order of the table. `towns`: `[name, lat, lon, population]`, largest first.
    """
    # What a reader brought is nobody else's: `atlas.ui.own_points` hands it to their map alone.
    catalogue = catalogue.curated
    types = catalogue.tables.types
    number = {code: i for i, code in enumerate(types.index)}
    located = catalogue.places.dropna(subset=["commune"]).index
    initiatives = catalogue.tables.initiatives.loc[located]
    places = catalogue.places.loc[located]
    points: list[list[object]] = [
        [
            str(identifier),
            round(float(lat), 5),
            round(float(lon), 5),
            number[kind],
            int(confidence == "stated"),
            name,
            {"fr": types.loc[kind, "label_fr"], "en": types.loc[kind, "label_en"]},
        ]
        for identifier, lat, lon, kind, confidence, name in zip(
            located,
            places["lat"],
            places["lon"],
            initiatives["type"],
            initiatives["seat_confidence"],
            initiatives["name"],
            strict=True,
        )
    ]
    towns = catalogue.geography.communes
    towns = towns[(towns["population"] >= _TOWN_MIN_POPULATION) & towns["seat_lat"].notna()]
    towns = towns.sort_values(["population", "name"], ascending=[False, True])
    rows = zip(
        towns["name"],
        towns["seat_lat"].round(4),
        towns["seat_lon"].round(4),
        towns["population"],
        strict=True,
    )
    return {"points": points, "towns": [[n, float(lat), float(lon), int(p)] for n, lat, lon, p in rows]}


@lru_cache(maxsize=1)
def serve(catalogue: Catalogue) -> Assets:
    """Give the map's files an address on the app's server.

    Parameters
    ----------
    catalogue
        Initiatives and places.

    Returns
    -------
    atlas.maps.layers.Assets
        Addresses relative to the map's frame.

    Raises
    ------
    atlas.errors.GeographyError
        If a file that the browser will ask for is missing.
    """
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


def type_order(types: pd.DataFrame) -> dict[str, int]:
    """Give each type the number that stands in the points file."""
    return {str(code): i for i, code in enumerate(types.index)}


def _address(name: str, folder: Path) -> str:
    # The map's frame lies at component/streamlit_folium.st_folium/: its neighbours are one folder up.
    component = components.declare_component(f"atlas_{name}", path=str(folder))
    return f"../{component.name}"
