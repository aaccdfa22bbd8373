"""A map as PNG: classes, points and legend of the screen, its sources in the picture and in the file."""

import html
import re
from pathlib import Path

import shapely
from shapely.geometry import shape

from atlas.exports.content import About, Export, MapSheet
from atlas.exports.standalone import display_features
from atlas.maps.sheet import Sheet, draw_sheet
from atlas.territories.files import read_json

_OVERSEAS = "97"


def write(export: Export) -> bytes:
    """Write the map of an export as PNG."""
    about = export.about
    sources = "\n".join(", ".join(part for part in source if part) for source in about.sources)
    return draw_sheet(
        sheet_of(export.drawing(), about),
        {
            "Title": about.title,
            "Description": about.choice,
            "Source": sources,
            "Copyright": about.licence,
            "Creation Time": about.created.isoformat(),
        },
    )


def sheet_of(drawing: MapSheet, about: About) -> Sheet:
    """Put the map of an export on a sheet, with what it rests on."""
    picture = drawing.picture
    files = display_features(drawing)
    shapes = {name: {one["id"]: shape(one["geometry"]) for one in files[name]["features"]} for name in files}
    drawn = {code: one for name in picture.files for code, one in shapes[name].items()}
    if picture.imaged:
        drawn = _communes(drawing.folder)
    order = tuple(drawn) if picture.codes is None else picture.codes
    limits, outlined = shapes["lines.json"], [shapes[file][code] for file, code in picture.outline]
    window = _around(drawn) if picture.codes is not None and drawn else None
    if drawing.close is not None:
        window, detail, larger = drawing.close
        drawn = detail[detail.notna()].to_dict()
        limits = {"departement": shapely.GeometryCollection(list(larger))}
        outlined = [drawn[code] for _, code in picture.outline if code in drawn]
    classed: dict[str, list[shapely.Geometry]] = {}
    merged: dict[str, list[shapely.Geometry]] = {}
    for code, letter in zip(order, picture.classes, strict=True):
        # The borders of all communes would hide the mainland.
        group = merged if picture.imaged and not code.startswith(_OVERSEAS) else classed
        # A commune of an overseas collectivity has no polygon.
        if code in drawn:
            group.setdefault(letter, []).append(drawn[code])
    for letter, shapes_of in merged.items():
        classed.setdefault(letter, []).extend(shapely.get_parts(shapely.coverage_union_all(shapes_of)))
    return Sheet(
        picture=picture,
        shared=drawing.shared,
        shapes=dict(sorted(classed.items())),
        limits=limits,
        outlined=outlined,
        backdrop=[] if picture.codes is None else _land(drawing.folder),
        window=window,
        title=about.title,
        subtitle=about.choice,
        footer=f"{html.unescape(picture.source)} · {about.licence} · {about.day}",
    )


def _around(drawn: dict[str, shapely.Geometry]) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.total_bounds(list(drawn.values()))
    room = 0.04 * max(east - west, north - south)
    return (west - room, south - room, east + room, north + room)


def _communes(folder: Path) -> dict[str, shapely.Geometry]:
    """Read the polygons of all communes, in the order of their codes."""
    files = [path.read_text("utf-8") for path in sorted((folder / "communes").glob("*.json"))]
    codes = [code for text in files for code in re.findall('"Feature","id":"([^"]+)"', text)]
    polygons = shapely.get_parts(shapely.from_geojson(files))
    return dict(sorted(zip(codes, polygons, strict=True)))


def _land(folder: Path) -> list[shapely.Geometry]:
    regions = read_json(folder / "region.json", "features")
    return [shape(one["geometry"]) for one in regions["features"]]
