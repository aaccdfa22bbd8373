"""Colours stay apart for readers who see colours otherwise."""

import itertools

import pytest

from atlas.catalogue import load_catalogue
from atlas.maps.palettes import LAND, PALETTES, PATTERNS, SEA, SEQUENTIAL, SHAPES, TYPE_COLOURS, glyph, ramp
from tests.maps.ciede2000 import difference, lab

# Viénot, Brettel and Mollon (1999): linear RGB as protanopes and deuteranopes see it.
SIMULATIONS = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


def linear(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def luminance(rgb):
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def seen(colour, matrix):
    rgb = linear(colour)
    return [max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True))) for row in matrix]


@pytest.mark.parametrize("palette", SEQUENTIAL)
@pytest.mark.parametrize("classes", range(1, 9))
def test_ramps_darken_step_by_step_however_colours_are_seen(palette, classes):
    colours = ramp(palette, classes)
    assert len(set(colours)) == classes
    for matrix in SIMULATIONS.values():
        light = [luminance(seen(colour, matrix)) for colour in colours]
        assert light == sorted(light, reverse=True)


@pytest.mark.parametrize("colour", TYPE_COLOURS)
def test_type_colours_stand_out_from_white(colour):
    # WCAG 1.4.11: signs need a contrast of 3 to 1.
    assert 1.05 / (luminance(linear(colour)) + 0.05) >= 3


def test_type_colours_differ():
    for one, other in itertools.combinations(TYPE_COLOURS, 2):
        assert one != other


def test_every_palette_has_a_name():
    assert PALETTES.keys() == SEQUENTIAL.keys()


# Machado, Oliveira and Fernandes (2009), severity 1.
DEFICIENCIES = {
    "none": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_the_difference_is_that_of_its_authors(one, other, expected):
    assert difference(one, other) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("matrix", DEFICIENCIES.values(), ids=DEFICIENCIES)
def test_two_signs_of_one_shape_are_told_apart_however_colours_are_seen(matrix):
    signs = [glyph(kind) for kind in range(len(SHAPES) * len(TYPE_COLOURS) + 1)]
    assert len(set(signs)) == len(signs)
    for (shape, one), (there, other) in itertools.combinations(signs, 2):
        if shape == there:
            assert difference(lab(seen(one, matrix)), lab(seen(other, matrix))) >= 10


@pytest.mark.parametrize("matrix", DEFICIENCIES.values(), ids=DEFICIENCIES)
@pytest.mark.parametrize("palette", SEQUENTIAL)
def test_the_palest_class_is_taken_for_no_blank_and_no_ground(palette, matrix):
    palest = lab(seen(ramp(palette, 5)[0], matrix))
    for ground in (LAND, SEA, *(pattern.ground for pattern in PATTERNS.values())):
        assert difference(palest, lab(seen(ground, matrix))) >= 10, ground


@pytest.mark.parametrize("matrix", DEFICIENCIES.values(), ids=DEFICIENCIES)
@pytest.mark.parametrize("palette", SEQUENTIAL)
def test_neighbouring_classes_are_told_apart(palette, matrix):
    colours = [lab(seen(colour, matrix)) for colour in ramp(palette, 5)]
    assert min(itertools.starmap(difference, itertools.pairwise(colours))) >= 7


def test_every_blank_is_drawn_in_its_own_way():
    assert len({pattern.hatch for pattern in PATTERNS.values()}) == len(PATTERNS)


def test_every_type_has_a_sign_of_its_own():
    assert len(load_catalogue().tables.types) <= len(SHAPES) * len(TYPE_COLOURS)
