"""What a page draws above its map is drawn on paper at the same places; words keep clear of each other."""

import datetime as dt
import itertools
from collections import Counter
from io import BytesIO

import pandas as pd
import pytest
from matplotlib.figure import Figure
from PIL import Image, ImageColor

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.exports.formats import FORMATS, to_bytes
from atlas.maps import overlay, strokes
from atlas.maps.palettes import MARK_COLOURS
from atlas.maps.picture import LegendGroup, Overlay
from atlas.peers import Start, gather, peers
from atlas.sphere import great_circle
from atlas.views.link import View
from atlas.views.peers import network_files
from atlas.views.peers.files import pairs

DAY = dt.date(2026, 3, 2)
MAP = (492, 176, 1952, 1326)


def colours(content, box=None):
    image = Image.open(BytesIO(content)).convert("RGB")
    image = image.crop(box) if box else image
    return Counter({colour: count for count, colour in image.getcolors(1 << 24)})


@pytest.fixture
def axes():
    made = Figure(figsize=(5, 5), dpi=100).add_axes((0, 0, 1, 1))
    window = (4.0, 44.0, 6.0, 46.0)
    crs, _ = strokes.frame(made, window, width_mm=127, height_mm=127)
    return made, crs


@pytest.mark.parametrize(("lon", "lat", "km"), [(5, 45, 25), (-61.5, 16.2, 100), (55.5, -21.1, 50)])
def test_a_circle_is_as_far_everywhere(lon, lat, km):
    points = overlay.circle(lon, lat, km).coords
    assert great_circle((lon, lat), points) == pytest.approx([km] * len(points), rel=0.006)


def test_a_label_keeps_clear_of_the_others_and_of_the_edge(axes):
    made, crs = axes
    words = Overlay(
        lines=[([(45.0, 5.0), (45.0, 5.001)], "1 km"), ([(45.0, 5.0), (45.0, 5.9)], "71 km")],
        circles=[(45.0, 5.0, 25.0), (45.0, 5.0, 400.0)],
        marks=[(45.0, 5.0, "start", "Crest $x^2$"), (45.001, 5.0, "town", "Crest $x^2$")],
        legend=LegendGroup("", ()),
    )
    taken = overlay.draw(made, words, crs)
    written = [text.get_text() for text in made.texts]
    assert written == ["Crest $x^2$", "25 km", "1 km", "71 km"]
    for (a, b, c, d), (left, bottom, right, top) in itertools.combinations(taken, 2):
        assert right <= a or c <= left or top <= b or d <= bottom
    frame = made.get_window_extent()
    assert all(frame.x0 < a and c < frame.x1 and frame.y0 < b and d < frame.y1 for a, b, c, d in taken)


def test_the_name_of_a_town_gives_way_to_a_label(axes):
    made, crs = axes
    towns = pd.DataFrame({"name": ["Nord", "Sud"], "lon": [5.0, 5.0], "lat": [45.6, 44.4]})
    strokes.towns(made, towns, crs, taken=[(0, 0, 500, 260)])
    assert [text.get_text() for text in made.texts] == ["Nord"]


def test_peers_on_paper():
    france = load_catalogue()
    found = peers(france, Start(initiative="figeacteurs"))
    export = pairs(france, View(), found, created=DAY)
    assert export.drawing().close is not None
    content = to_bytes(export, FORMATS["png"])
    seen = colours(content, MAP)
    # The lines are blended with the white land: 0.75 of their colour.
    assert seen[blended(MARK_COLOURS["line"], 0.75)] > 200
    assert seen[ImageColor.getrgb(MARK_COLOURS["start"])] > 500
    legend = colours(content, (40, 176, 480, 320))
    assert legend[ImageColor.getrgb(MARK_COLOURS["line"])] > 50
    assert Image.open(BytesIO(content)).text["Title"] == "Pairs de PTCE Figeacteurs"
    assert to_bytes(export, FORMATS["png"]) == content


def blended(colour, share):
    return tuple(round(share * one + (1 - share) * 255) for one in ImageColor.getrgb(colour))


def test_a_network_over_all_of_france_has_overseas_beside_it():
    france = load_catalogue()
    ids = france.choose(Selection(types=("ptce",))).index
    found = gather(france, ids, km=100, least_population=20_000)
    export = network_files.whole(france, View(), found, created=DAY)
    assert export.drawing().close is None
    content = to_bytes(export, FORMATS["png"])
    line, alone = blended(MARK_COLOURS["line"], 0.75), ImageColor.getrgb(MARK_COLOURS["isolated"])
    mainland, reunion = colours(content, (492, 176, 1588, 1326)), colours(content, (1602, 872, 1952, 1094))
    assert mainland[line] > 2_000
    assert mainland[alone] > 1_000
    # The two members on La Réunion are linked.
    assert reunion[line] > 50
    assert reunion[alone] == 0


def test_without_a_start_s_point_the_peers_show_all_the_same():
    france = load_catalogue()
    found = peers(france, Start(type="villages_du_futur"))
    sheet = pairs(france, View(language="en"), found, created=DAY).drawing()
    west, south, east, north = sheet.close.window
    seats = france.places.loc[found.table.index].dropna(subset="lon")
    assert seats["lon"].between(west, east).all()
    assert seats["lat"].between(south, north).all()
    assert sheet.picture.overlay.lines == []
    assert len(sheet.table) == len(found.table)
    assert sheet.table.columns[: sheet.texts].tolist() == ["Name", "Type", "Commune", "Why"]
