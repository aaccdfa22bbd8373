"""A portrait as one HTML file whose map works from a disk, without network."""

import json
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

import js_lib_leaflet
from jinja2 import Environment
from jinja2 import PackageLoader

from atlas.exports.document import Document
from atlas.maps.palettes import TYPE_COLOURS

# The name under which the map finds points and towns among its files.
_SHARED = "shared"
_SHOWN = {
    "initiatives": ("name", "type", "link", "commune_name", "distance_km", "received_eur"),
    "types": ("type", "here", "status", "nearest", "nearest_km", "people_km"),
}


def to_html(
    document: Document,
    view: dict[str, Any] | None,
    shared: dict[str, Any],
    *,
    folder: Path,
    files: Iterable[str],
) -> bytes:
    """Write a portrait as one HTML file.

    Parameters
    ----------
    document
        The portrait in words.
    view
        What the map shows, see `atlas.ui.map_view.map_view`; None where there is no map.
    shared
        Points and towns, see `atlas.ui.assets.shared_layer`.
    folder
        Display files of `data/geo`.
    files
        Those that the view needs.

    Returns
    -------
    bytes
        UTF-8. Scripts, styles and polygons are inside; the file's own policy forbids any request.
    """
    leaflet = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
    code = resources.files("atlas.maps") / "static"
    scripts = [
        leaflet.joinpath("leaflet.js").read_text("utf-8"),
        code.joinpath("atlas.js").read_text("utf-8"),
    ]
    styles = [
        leaflet.joinpath("leaflet.css").read_text("utf-8"),
        code.joinpath("atlas.css").read_text("utf-8"),
    ]
    inline = {name: json.loads((folder / name).read_text(encoding="utf-8")) for name in files}
    config = {"inline": inline | {_SHARED: shared}, "shared": _SHARED, "palette": list(TYPE_COLOURS)}
    environment = Environment(loader=PackageLoader("atlas.exports", "."), autoescape=True)
    # The map's words are read by people, not by a parser: keep them as they are written.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    text = environment.get_template("portrait.html").render(
        document=document,
        data={"view": view, "config": config} if view else None,
        shown=_SHOWN,
        scripts="\n".join(script.split("//# sourceMappingURL")[0] for script in scripts),
        styles="\n".join(styles),
    )
    return text.encode()
