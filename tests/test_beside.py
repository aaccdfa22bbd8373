"""Side by side: the figures are those of each portrait, the test is the binomial one, by brute force."""

import io
import json
from datetime import date
from math import comb
from urllib.parse import parse_qsl

import numpy as np
import openpyxl
import pypdf
import pytest

from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.gaps.spread import adjusted
from atlas.portrait import Outline, portrait, references
from atlas.portrait.beside import ALPHA, MOST, beside
from atlas.territories.places import Place
from atlas.views.portrait import beside as views

DROME = Place("departement", "26")
PLACES = (DROME, Place("epci", "242600252"), Place("region", "53"), Place("commune", "98818"))
# One programme of which an authority has one, two types that are counted per inhabitant.
CHOSEN = Selection(types=("pat", "tiers_lieu", "energie_citoyenne"))
DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def france() -> Catalogue:
    return load_catalogue()


def gather(france, places, by="seat") -> list[Outline]:
    return [
        views.gathered(france, one, selection=CHOSEN, by=by, distance_km=25, reference="setting")
        for one in places
    ]


def chance(here: int, there: int, share: float) -> float:
    """Twice the smaller tail of a binomial law, term by term."""
    n = here + there
    terms = [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
    return min(1.0, 2 * min(sum(terms[: here + 1]), sum(terms[here:])))


def cell(table, figure, where):
    return table[table["figure"].eq(figure) & table["place"].eq(str(where))].iloc[0]


def test_figures_are_those_of_each_portrait(france):
    table = beside(france, gather(france, PLACES))
    for place in PLACES:
        reference = "setting" if "setting" in references(france, place) else None
        one = portrait(france, place, selection=CHOSEN, reference=reference)
        for figure, value in (
            ("population", one.people.population),
            ("initiatives", one.money.present),
            ("funding", one.money.received),
            ("funding_rate", one.money.per_inhabitant),
            ("percentile_rate", one.positions["percentile"]["rate"]),
            *one.types["here"].items(),
        ):
            row = cell(table, figure, one.place)
            if value is None or np.isnan(value):
                assert np.isnan(row["value"])
                assert row["status"] == "unknown"
            else:
                assert row["value"] == value
        assert [cell(table, kind, one.place)["status"] for kind in one.types.index] == list(
            one.types["status"]
        )


def test_chance_is_the_binomial_one_and_what_two_share_counts_once(france):
    side = gather(france, PLACES[:3])
    table = beside(france, side)
    drome, inside, brittany = (cell(table, "tiers_lieu", one)["value"] for one in PLACES[:3])
    people = [cell(table, "population", one)["value"] for one in PLACES[:3]]
    members = france.geography.members(*PLACES[1])
    assert members.isin(france.geography.members(*DROME)).all()
    for where, here, there, living, living_there in (
        (PLACES[1], drome - inside, inside, people[0] - people[1], people[1]),
        (PLACES[2], drome, brittany, people[0], people[2]),
    ):
        p = chance(int(here), int(there), living / (living + living_there))
        assert cell(table, "tiers_lieu", where)["p"] == pytest.approx(p)
    tested = table.dropna(subset=["p"])
    assert set(tested["figure"]) <= {"rated", "tiers_lieu", "energie_citoyenne"}
    np.testing.assert_allclose(tested["p_adjusted"], adjusted(tested["p"].to_numpy()))
    assert (tested["explained"] == (tested["p_adjusted"] > ALPHA)).all()
    assert not tested["place"].eq(str(DROME)).any()


def test_nothing_is_tested_by_coverage_nor_of_the_same_communes(france):
    assert beside(france, gather(france, PLACES[:2], by="coverage"))["p"].isna().all()
    paris = gather(france, (Place("commune", "75056"), Place("departement", "75")))
    assert beside(france, paris)["p"].isna().all()


@pytest.mark.parametrize("places", [PLACES[:1], (DROME, DROME)])
def test_two_to_six_different_ones(france, places):
    with pytest.raises(UnknownChoiceError):
        beside(france, gather(france, places))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_files_hold_the_same_figures(france, language):
    side = gather(france, PLACES)
    table = beside(france, side)
    files = {key: write(france, side, language, created=DAY) for key, (write, _) in views.FILES.items()}
    told = json.loads(files["json"])["figures"]
    assert [row["value"] for row in told] == [None if np.isnan(one) else one for one in table["value"]]
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    rows = {row[0]: row[2:] for row in book.worksheets[0].iter_rows(values_only=True)}
    for figure in ("population", "funding_rate", "tiers_lieu"):
        told = [cell(table, figure, one)["value"] for one in PLACES]
        assert [np.nan if one is None else one for one in rows[figure]] == pytest.approx(told, nan_ok=True)
    pages = pypdf.PdfReader(io.BytesIO(files["pdf"])).pages
    assert len(pages) == 1
    lowest = []
    pages[0].extract_text(visitor_text=lambda text, _, place, *__: text.strip() and lowest.append(place[5]))
    assert min(lowest) > 0
    assert all(one.name[:12] in pages[0].extract_text() for one in side)


def test_a_link_names_the_others_and_says_what_it_names_in_vain(france):
    text = "epci:242600252,departement:26,nowhere:1,region:53,epci:242600252"
    assert views.others(france, text, DROME) == [PLACES[1], PLACES[2]]
    assert len(views.passed_over(france, text, DROME, "en")) == 1
    many = ",".join(f"departement:0{n}" for n in range(1, 8))
    assert len(views.others(france, many, DROME)) == MOST - 1
    assert len(views.passed_over(france, many, DROME, "en")) == 1
    page, _, query = views.export(france, gather(france, PLACES), "fr", created=DAY).about.address.partition(
        "?"
    )
    own = dict(parse_qsl(query))
    assert (page, own["territoire"], own["types"]) == ("territoire", str(DROME), ",".join(CHOSEN.types))
    assert views.others(france, own["avec"], DROME) == list(PLACES[1:])
