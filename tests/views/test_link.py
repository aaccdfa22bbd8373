"""A link reproduces the view, and no link breaks the page."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.catalogue.measures import MEASURES
from atlas.catalogue.selection import TYPOLOGIES, Selection
from atlas.maps.classes import METHODS
from atlas.maps.palettes import PALETTES
from atlas.views.link import LONGEST_NAME, View, compose, parse, written
from atlas.vocabulary import LEVELS

ALLOWED = {
    "dans": ["", "departement:26", "epci:242600252"],
    "types": ["ptce", "pat", "tzcld"],
    "typologie": list(TYPOLOGIES),
    "echelles": ["commune", "epci"],
    "financeurs": ["etat", "region"],
    "lanceur": ["ess", "mixte"],
    "forme": ["scic", "sas"],
    "lien_ess": ["ESS", "porteur public"],
    "stade": ["labels A, B (2019)", "100 %2C, 50 %"],
    "origine": ["all", "atlas", "own"],
    "setting": ["urbain", "periurbain", "rural"],
    "density": list("1234567"),
    "aav": ["11", "12", "13", "20", "30"],
}


def some(choices):
    return st.lists(st.sampled_from(list(choices)), unique=True).map(tuple)


@st.composite
def views(draw):
    typology = draw(st.sampled_from(list(TYPOLOGIES)))
    selection = Selection(
        types=draw(some(ALLOWED["types"])),
        typology=typology,
        categories=draw(some(ALLOWED[typology])),
        scales=draw(some(ALLOWED["echelles"])),
        years=draw(st.none() | st.tuples(st.integers(1950, 1990), st.integers(1990, 2026))),
        undated=draw(st.booleans()),
        funder_levels=draw(some(ALLOWED["financeurs"])),
        initiators=draw(some(ALLOWED["lanceur"])),
        legal_forms=draw(some(ALLOWED["forme"])),
        ess_links=draw(some(ALLOWED["lien_ess"])),
        stages=draw(some(ALLOWED["stade"])),
        inside=draw(st.sampled_from(ALLOWED["dans"])),
        origin=draw(st.sampled_from(ALLOWED["origine"])),
        text=draw(st.text(max_size=40)),
    )
    return View(
        language=draw(st.sampled_from(["fr", "en"])),
        selection=selection,
        level=draw(st.sampled_from(list(LEVELS))),
        measure=draw(st.sampled_from(list(MEASURES))),
        by=draw(st.sampled_from(["seat", "coverage"])),
        method=draw(st.sampled_from(list(METHODS))),
        classes=draw(st.integers(3, 7)),
        palette=draw(st.sampled_from(list(PALETTES))),
        tiles=draw(st.booleans()),
        points=draw(st.booleans()),
        territory=draw(st.sampled_from(["", "bassin_de_vie:26108"])),
        initiative=draw(st.sampled_from(["", "biovallee"])),
        table=draw(st.sampled_from(["", "territories", "initiatives"])),
        centre=draw(st.sampled_from([None, (44.7, 5.0), (-21.1, 55.5)])),
        zoom=draw(st.sampled_from([None, 6.0, 8.25])),
    )


@given(views())
def test_a_link_reproduces_its_view(view):
    assert parse(compose(view), ALLOWED) == view


def test_the_default_view_has_an_empty_link():
    assert compose(View()) == {}


@given(
    st.dictionaries(
        st.sampled_from(
            [*compose(View(language="en", centre=(1, 1), zoom=3.0)), "types", "annees", "classes", "q"]
        ),
        st.text(max_size=30),
    )
)
def test_no_link_breaks_the_page(parameters):
    assert isinstance(parse(parameters, ALLOWED), View)


@pytest.mark.parametrize("wrong", ["9" * 4301, "-" + "9" * 4301, "1e400", "nan", "-inf", "²", "1" * 21])
@pytest.mark.parametrize("write", ["{}", "{0}-{0}", "{0},{0}", "2000-{}", "{}-2000", "45,{}"])
def test_no_number_breaks_the_page(wrong, write):
    for key in ("classes", "annees", "c", "z"):
        assert parse({key: write.format(wrong)}, ALLOWED) == View()


def test_a_name_longer_than_any_names_nothing():
    for key in ("dans", "territoire", "initiative"):
        assert parse({key: "x" * (LONGEST_NAME + 1)}, ALLOWED) == View()


def test_what_a_link_gets_wrong_stays_at_its_default():
    view = parse({"niveau": "canton", "types": "ptce,zzz", "classes": "99", "z": "nan", "c": "91,0"}, ALLOWED)
    assert view == View(selection=Selection(types=("ptce",)))


def test_a_page_that_opens_at_another_level_names_the_usual_one():
    assert compose(View(), level="bassin_de_vie") == {"niveau": "departement"}
    assert compose(View(level="bassin_de_vie"), level="bassin_de_vie") == {}


@pytest.mark.parametrize("home", ["https://example.org", "https://example.org/outils/atlas"])
def test_a_link_that_leaves_the_atlas_begins_with_its_public_address(monkeypatch, home):
    parameters = {"types": "ptce,pat", "dans": "region:53", "q": "lin & chanvre"}
    for page in ("", "manques"):
        short = written(page, parameters)
        monkeypatch.setattr("atlas.settings.PUBLIC_URL", home)
        whole = urlsplit(written(page, parameters))
        assert f"{whole.scheme}://{whole.netloc}{whole.path}" == f"{home}/{page}"
        assert dict(parse_qsl(whole.query)) == parameters
        assert written(page, parameters) == f"{home}/{short}"
        assert written(page, {}) == f"{home}/{page}"
        monkeypatch.setattr("atlas.settings.PUBLIC_URL", "")
