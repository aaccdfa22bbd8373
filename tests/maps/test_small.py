"""A pixel of a small map has the colour of the territory that a point there lies in."""

import io

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from atlas.maps.palettes import BORDER, LAND, rgb
from atlas.maps.small import WIDTH, Ink, small_map
from atlas.territories import load_geography

DROME = ((44.0, 4.5), (45.5, 6.0))
RED, BLUE, LINE = "#ff0000", "#0000ff", "#00ff00"


@pytest.mark.parametrize("level", ["commune", "epci", "departement"])
def test_pixels_are_what_points_are(level):
    geography, draw = load_geography(), np.random.default_rng(1)
    codes = geography.level(level).index
    kinds = pd.Series(np.arange(len(codes)) % 2, index=codes)
    members = geography.members("departement", "26")
    image = small_map(geography, level, kinds, [Ink(RED), Ink(BLUE)], bounds=DROME, members=members)
    picture = Image.open(io.BytesIO(image)).convert("RGB")
    (south, west), (north, east) = DROME
    x, y = (draw.integers(0, size, 300) for size in picture.size)
    step = (east - west) / WIDTH
    up = step * np.cos(np.radians((south + north) / 2))
    lon, lat = west + step * (x + 0.5), north - up * (y + 0.5)
    there, communes = geography.at_points(lon, lat, level), geography.at_points(lon, lat)
    seen = [picture.getpixel((int(a), int(b))) for a, b in zip(x, y, strict=True)]
    colours = [
        rgb((RED, BLUE)[kinds[one]] if town in members else LAND)
        for one, town in zip(there, communes, strict=True)
    ]
    told = [(one, colour) for one, colour in zip(seen, colours, strict=True) if one != rgb(BORDER)]
    assert len(told) > 250
    assert all(one == colour for one, colour in told)


def test_a_hatching_lies_over_its_own_colour_alone():
    geography = load_geography()
    kinds = pd.Series({"26": 0, "07": 1})
    image = small_map(geography, "departement", kinds, [Ink(RED), Ink(BLUE, LINE)], bounds=DROME)
    counts = dict(map(reversed, Image.open(io.BytesIO(image)).convert("RGB").getcolors()))
    assert counts[rgb(RED)] > 1000
    assert 4 < counts[rgb(BLUE)] / counts[rgb(LINE)] < 6
