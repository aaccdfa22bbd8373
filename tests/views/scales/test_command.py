"""The command that a page shows asks of the terminal what the reader asked of the page."""

import shlex

import click
import pytest
from click.testing import CliRunner

from atlas.catalogue.selection import FILTERS, Selection
from atlas.cli.choices import counting, selecting
from atlas.views.link import View
from atlas.views.scales.choices import OWN
from atlas.views.scales.command import command

USUAL = {key: choice.held(choice.choices[0]) for key, choice in OWN.items()}


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"types": ("pat", "tzcld"), "inside": "region:53", "text": "l'eau; rm -rf ~", "years": (1999, 2020)},
        {"typology": "density", "categories": ("1", "7"), "scales": ("intercommunalite",), "undated": False},
    ],
)
@pytest.mark.parametrize("by", ["seat", "coverage"])
def test_it_asks_what_the_page_asks(chosen, by):
    assert set(chosen) <= set(FILTERS)
    asked = []

    @click.command()
    @counting()
    @selecting
    def told(*, by, catalogue, selection):
        del catalogue
        asked.append((selection, by))

    line = command(View(selection=Selection(**chosen), by=by), "echelles", USUAL)
    *words, option, _ = shlex.split(line)[2:]
    assert option == "-o"
    answer = CliRunner().invoke(told, words)
    assert answer.exit_code == 0, answer.output
    assert asked == [(Selection(**chosen), by)]


def test_it_is_left_out_where_none_gives_the_same_figures():
    there = View(selection=Selection(inside="region:53"))
    assert not command(View(), "indicateur", USUAL)
    assert not command(there, "associations", USUAL)
    assert command(View(), "associations", USUAL)


def test_draws_and_years_go_along():
    drawn = command(View(), "zonages", USUAL | {"scales_null": "uniform", "scales_zonings": "49"})
    assert "--null uniform --zonings 49" in drawn
    grown = command(View(), "diffusion", USUAL | {"spread_kind": "label", "spread_year": 2015.0})
    assert grown.startswith("atlas spread ")
    assert "--until=2015" in grown
