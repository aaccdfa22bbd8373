"""The map on paper shows the territory, whatever part of France it lies in."""

from io import BytesIO

import pytest
from PIL import Image

from atlas.catalogue import load_catalogue
from atlas.maps.paper import draw_map, window
from atlas.portrait import portrait
from atlas.territories.places import Place
from atlas.views.portrait.files import _layers

HERE, LAND = (207, 225, 238), (248, 248, 246)


def picture(where):
    catalogue = load_catalogue()
    layers = _layers(catalogue, portrait(catalogue, where))
    return Image.open(BytesIO(draw_map(layers, reach_km=25, width_mm=60, height_mm=50))).convert("RGB")


@pytest.mark.parametrize(
    "where",
    [
        Place("epci", "242600252"),
        Place("commune", "29155"),
        Place("departement", "973"),
        Place("region", "06"),
    ],
    ids=str,
)
def test_the_territory_is_painted(where):
    image = picture(where)
    assert image.size == (519, 433)
    colours = {colour: count for count, colour in image.getcolors(1 << 20)}
    assert colours[HERE] > 0.01 * image.width * image.height


def test_neighbours_are_fainter():
    colours = {colour: count for count, colour in picture(Place("epci", "242600252")).getcolors(1 << 20)}
    assert colours[LAND] > colours[HERE]


def test_the_window_keeps_the_territory_the_subject():
    catalogue = load_catalogue()
    here = catalogue.geography.boundaries("epci").geometry["242600252"]
    west, south, east, north = here.bounds
    near, far = window(here, 0), window(here, 1_000)
    for frame in (near, far):
        assert frame[0] < west < east < frame[2]
        assert frame[1] < south < north < frame[3]
    assert far[2] - far[0] < 3 * (east - west)
