"""A map as PNG: classes, points and legend of the screen, its sources in the picture and in the file."""

import html
from pathlib import Path

import shapely
from shapely.geometry import shape

from atlas.exports.content import Export
from atlas.exports.standalone import display_features
from atlas.maps.sheet import Sheet, draw_sheet
from atlas.territories.files import read_json


def write(export: Export) -> bytes:
    """Write the map of an export as PNG.

    Returns
    -------
    bytes
        2,000 pixels wide; the text fields of the file say what it rests on. The same for the same day.
    """
    drawing, about = export.drawing(), export.about
    view = drawing.view
    files = display_features(drawing)
    shapes = {name: {one["id"]: shape(one["geometry"]) for one in files[name]["features"]} for name in files}
    drawn = {code: one for name in view["files"] for code, one in shapes[name].items()}
    order = list(drawn) if view["codes"] is None else view["codes"]
    limits, outlined = shapes["lines.json"], [shapes[mark["file"]][mark["code"]] for mark in view["outline"]]
    window = _around(drawn) if view["codes"] is not None and drawn else None
    if drawing.close is not None:
        window, detail, larger = drawing.close
        drawn = detail[detail.notna()].to_dict()
        limits = {"departement": shapely.GeometryCollection(list(larger))}
        outlined = [drawn[mark["code"]] for mark in view["outline"] if mark["code"] in drawn]
    classed: dict[str, list[shapely.Geometry]] = {}
    for code, letter in zip(order, view["classes"], strict=True):
        # A commune of an overseas collectivity has no polygon.
        if code in drawn:
            classed.setdefault(letter, []).append(drawn[code])
    sheet = Sheet(
        view=view,
        shared=drawing.shared,
        shapes=dict(sorted(classed.items())),
        limits=limits,
        outlined=outlined,
        backdrop=[] if view["codes"] is None else _land(drawing.folder),
        window=window,
        title=about.title,
        subtitle=about.choice,
        footer=f"{html.unescape(view['source'])} · {about.licence} · {about.day}",
    )
    sources = "\n".join(", ".join(part for part in source if part) for source in about.sources)
    return draw_sheet(
        sheet,
        {
            "Title": about.title,
            "Description": about.choice,
            "Source": sources,
            "Copyright": about.licence,
            "Creation Time": about.created.isoformat(),
        },
    )


def _around(drawn: dict[str, shapely.Geometry]) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.total_bounds(list(drawn.values()))
    room = 0.04 * max(east - west, north - south)
    return (west - room, south - room, east + room, north + room)


def _land(folder: Path) -> list[shapely.Geometry]:
    regions = read_json(folder / "region.json", "features")
    return [shape(one["geometry"]) for one in regions["features"]]
