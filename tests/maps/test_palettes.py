"""Colours stay apart for readers who see colours otherwise."""

import itertools

import pytest

from atlas.maps.palettes import PALETTES, SEQUENTIAL, TYPE_COLOURS, ramp

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
