"""One HTML file with a map that works from a disk, without network: a portrait, or a map by itself."""

import base64
import json
from importlib import resources
from pathlib import Path
from typing import Any

import js_lib_leaflet
import numpy as np
import shapely
from jinja2 import Environment, PackageLoader
from shapely.geometry import shape

from atlas.exports.content import Export, MapSheet
from atlas.exports.document import Document
from atlas.maps.palettes import FOR_BROWSER
from atlas.maps.picture import IMAGE, SCRIPTS
from atlas.territories.files import read_json
from atlas.words import say

# The name under which the map finds points and towns among its files.
_SHARED = "shared"
# One looks at so many communes from so far that a kilometre does not show; a file stays under 2.5 MB.
_MANY, _TOLERANCE, _DECIMALS = 2_000, 0.009, 3
# Tables of a portrait that a web page has room for.
_SHOWN = ("initiatives", "types", "models")


def display_features(sheet: MapSheet) -> dict[str, dict[str, Any]]:
    """Read the polygons and lines of a map."""
    picture = sheet.picture
    mine = picture.files[0] if picture.brought else ""
    read = {
        name: json.loads(picture.brought) if name == mine else read_json(sheet.folder / name, "features")
        for name in sheet.files
    }
    outlined = {one.code for one in picture.outline}
    for name in sheet.files:
        whole = name == "lines.json" or (name in picture.files and picture.codes is None)
        if not whole:
            shown = outlined | {*(picture.codes or ())}
            read[name]["features"] = [one for one in read[name]["features"] if one["id"] in shown]
    return read


def _lightened(files: dict[str, dict[str, Any]], sheet: MapSheet) -> dict[str, dict[str, Any]]:
    """Simplify the communes of a large territory together, so that their borders still meet."""
    names = sheet.picture.files
    features = [one for name in names for one in files[name]["features"]]
    if sheet.picture.codes is None or len(features) < _MANY:
        return files
    shapes = np.array([shape(one["geometry"]) for one in features], dtype=object)
    light = shapely.coverage_simplify(shapes, _TOLERANCE)
    light = shapely.transform(light, lambda xy: np.round(xy, _DECIMALS))
    geometries = map(json.loads, shapely.to_geojson(light))
    drawn = [one | {"geometry": geometry} for one, geometry in zip(features, geometries, strict=True)]
    return (
        files
        | {name: {"type": "FeatureCollection", "features": []} for name in names}
        | {names[0]: {"type": "FeatureCollection", "features": drawn}}
    )


def _image(sheet: MapSheet) -> dict[str, Any]:
    """Return the image of all communes and what goes with it, where the map is drawn from it."""
    if not sheet.picture.imaged:
        return {}
    picture, *told = IMAGE
    content = base64.b64encode((sheet.folder / picture).read_bytes()).decode("ascii")
    return {picture: f"data:image/webp;base64,{content}"} | {
        name: read_json(sheet.folder / name) for name in told
    }


def write(export: Export) -> bytes:
    """Write the map of an export as one HTML file."""
    sheet, about = export.drawing(), export.about
    return _render("map.html", sheet, language=about.language, about=about)


def to_html(document: Document, sheet: MapSheet | None) -> bytes:
    """Write a portrait as one HTML file."""
    return _render("portrait.html", sheet, language=document.language, document=document, shown=_SHOWN)


def _render(template: str, sheet: MapSheet | None, **content: object) -> bytes:
    data = None
    if sheet is not None:
        inline = {**_lightened(display_features(sheet), sheet), **_image(sheet), _SHARED: sheet.shared}
        config = {"inline": inline, "shared": _SHARED, **FOR_BROWSER}
        data = {"view": sheet.picture.payload(), "config": config}
    leaflet = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
    code = resources.files("atlas.maps") / "static"
    scripts = [leaflet.joinpath("leaflet.js").read_text("utf-8")]
    scripts += [code.joinpath(name).read_text("utf-8") for name in SCRIPTS]
    styles = [
        leaflet.joinpath("leaflet.css").read_text("utf-8"),
        code.joinpath("atlas.css").read_text("utf-8"),
    ]
    environment = Environment(loader=PackageLoader("atlas.exports", "."), autoescape=True)
    # The map's words are read by people, not by a parser: keep them as they are written.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    text = environment.get_template(template).render(
        sheet=sheet,
        data=data,
        scripts="\n".join(script.split("//# sourceMappingURL")[0] for script in scripts),
        styles="\n".join(styles),
        say=say,
        **content,
    )
    return text.encode()
