"""Each lever leads to settings that its page has, and each claim's bar lies within its frame."""

import re
from pathlib import Path

import pytest

from atlas.catalogue import load_catalogue
from atlas.lessons import CLAIMS, lessons, load_levers
from atlas.views.choices import allowed
from atlas.views.lessons import LEADS, board_row, shown_at
from atlas.views.link import compose, parse
from atlas.views.money.choices import own_choices

PAGES = Path(__file__).resolve().parents[2] / "pages"


@pytest.fixture(scope="module")
def found():
    return lessons(load_catalogue())


def test_each_lever_leads_to_settings_that_its_page_has(found):
    france = load_catalogue()
    own = {choice.parameter: choice for choice in own_choices(france).values()}
    for lever in load_levers():
        look = shown_at(lever, found)
        if not lever.shown_at:
            assert (look is None) == (not lever.claim)
            continue
        page, settings = look
        assert (PAGES / f"{page}.py").is_file()
        if page == "carte":
            assert compose(parse(settings, allowed(france))) == settings
        else:
            assert all(own[key].admits(value) for key, value in settings.items())


def test_each_claim_has_a_figure_whose_bar_lies_within_its_frame(found):
    assert LEADS.keys() == CLAIMS.keys()
    for order, (key, lesson) in enumerate(found.items(), start=1):
        row = board_row(order, key, lesson, "fr")
        parts = [float(one) for one in re.findall(r"width:([\d.]+)%'></i>", row.split("<details>")[0])]
        marks = [float(one) for one in re.findall(r"left:([\d.]+)%", row)]
        assert 0 < sum(parts) <= 100.1, key
        assert all(0 <= mark <= 100 for mark in marks), key
        assert len(marks) == len(LEADS[key].marks)
