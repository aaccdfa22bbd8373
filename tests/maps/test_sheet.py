"""The PNG of a map shows the classes, signs and words of the screen, overseas on the same footing."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from PIL import Image, ImageColor

from atlas.catalogue import enlarge, load_catalogue
from atlas.catalogue.own import NOTHING
from atlas.catalogue.selection import Selection
from atlas.exports.formats import FORMATS, to_bytes
from atlas.maps.palettes import PATTERNS, SEQUENTIAL
from atlas.maps.strokes import written
from atlas.portrait import portrait
from atlas.territories.places import Place
from atlas.views.link import View
from atlas.views.map import files as map_files
from atlas.views.portrait import tables as portrait_tables

DAY = dt.date(2026, 3, 2)
SEA = (232, 238, 242)


def export(view, make=map_files.territories):
    france = load_catalogue()
    answer = france.answer(view.selection, view.level, by=view.by, measure=view.measure)
    return make(france, view, answer, created=DAY)


def picture(made):
    return Image.open(BytesIO(to_bytes(made, FORMATS["png"])))


def colours(image, box=None):
    part = image.convert("RGB").crop(box) if box else image.convert("RGB")
    return Counter({colour: count for count, colour in part.getcolors(1 << 24)})


@pytest.fixture(scope="module")
def departements():
    made = export(View(level="departement", measure="count", palette="greens", points=False))
    return made, picture(made)


def test_each_class_is_painted_in_its_colour(departements):
    made, image = departements
    assert image.width == 2000
    seen = colours(image)
    for one in made.style().ranges:
        assert seen[ImageColor.getrgb(one.colour)] > 2_000


def test_overseas_has_frames_of_its_own(departements):
    _, image = departements
    height = image.height
    for number in range(5):
        top = 150 + number * 1164 // 5
        box = (1600, top + 20, 1940, top + 210)
        seen = colours(image, box)
        assert seen[SEA] > 5_000
        land = sum(seen[ImageColor.getrgb(one.colour)] for one in departements[0].style().ranges)
        assert land > 1_500
    assert height > 1_300


def test_the_file_tells_what_it_rests_on(departements):
    made, image = departements
    assert image.text["Title"] == made.about.title
    assert image.text["Description"] == made.about.choice
    assert image.text["Copyright"] == "Licence Ouverte 2.0"
    assert image.text["Creation Time"] == "2026-03-02"
    assert "IGN" in image.text["Source"]
    assert "Software" not in image.text


def test_the_same_day_gives_the_same_bytes():
    made = export(View(level="region", selection=Selection(types=("ptce",))))
    assert to_bytes(made, FORMATS["png"]) == to_bytes(made, FORMATS["png"])


def test_communes_fill_the_sheet_and_overseas_is_no_exception():
    image = picture(
        export(
            View(level="commune", selection=Selection(inside="departement:972"), points=False, language="en")
        )
    )
    seen = colours(image, (500, 160, 1940, 1290))
    ground = ImageColor.getrgb(PATTERNS["n"].ground)
    assert seen[ground] > 100_000


def test_a_portrait_s_map_is_close_and_full_to_its_edges():
    france = load_catalogue()
    found = portrait(france, Place("epci", "242600252"))
    image = picture(portrait_tables.chart(france, found, "fr", created=DAY))
    inside = (495, 155, 1945, 1290)
    seen = colours(image, inside)
    # No sea in the Drôme, and the territory's dark outline.
    assert seen[SEA] < 1_000
    assert seen[(29, 36, 40)] > 3_000


def test_blanks_have_their_pattern():
    image = picture(export(View(level="departement", measure="funding", points=False)))
    unknown = PATTERNS["x"]
    seen = colours(image)
    assert seen[ImageColor.getrgb(unknown.ground)] > 10_000
    assert seen[ImageColor.getrgb(unknown.line)] > 500


def test_points_are_drawn_where_the_screen_has_them():
    view = View(level="region", selection=Selection(types=("tzcld",)))
    seats, territories = (
        colours(picture(export(view, make))) for make in (map_files.initiatives, map_files.territories)
    )
    orange = (213, 94, 0)
    assert seats[orange] > territories[orange] + 1_000
    # One message at a time: no territory is coloured below the signs.
    darkest = ImageColor.getrgb(SEQUENTIAL[view.palette][-1])
    assert territories[darkest] > 1_000
    assert seats[darkest] == 0


def test_a_reader_s_own_rows_are_drawn_and_wear_a_ring():
    table = pd.DataFrame(
        {"batch": "s1", "scale": "unknown", "source": "liste.csv", "name": ["Ferme"], "type": ["ptce"]},
        index=pd.Index(["mine_0"], name="id"),
    )
    table["seat_commune"] = "26113"
    france = enlarge(load_catalogue(), NOTHING._replace(initiatives=table))
    view = View(level="commune", selection=Selection(inside="departement:26", text="ferme", origin="own"))
    answer = france.answer(view.selection, "commune", by="seat", measure="count")
    assert answer.chosen.tolist() == ["mine_0"]
    made = map_files.initiatives(france, view, answer, created=DAY)
    green, ink = (0, 158, 115), (29, 36, 40)
    inside = (495, 155, 1945, 1290)
    drawn = colours(picture(made), inside)
    without = map_files.territories(france, view, answer, created=DAY)
    bare = colours(picture(without), inside)
    # A small hollow sign: its point is one of reference.
    assert bare[green] == 0
    assert drawn[green] > 5
    assert drawn[ink] > bare[ink] + 10


def test_words_that_no_font_has_and_dollars_are_drawn_all_the_same():
    assert written("a🌍\nb") == "a□\nb"
    hostile = "$x^2 \\frac{ 🌍 </svg> %s" * 12
    made = export(View(level="region", selection=Selection(text="zzz")))
    told = replace(made.about, title=hostile, selection={"Texte": hostile})
    assert picture(replace(made, about=told)).width == 2000
