"""What a filter declares, every page, link, command and file goes by."""

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.catalogue import load_catalogue
from atlas.catalogue.filters import Many, One, Switch, Where, Years
from atlas.catalogue.selection import FILTERS, NOTHING, Selection, chosen_filters
from atlas.cli import COMMANDS
from atlas.cli.choices import selecting
from atlas.views.about import chosen
from atlas.views.choices import allowed, filter_title, unknown
from atlas.views.link import View, compose, parse
from atlas.words.numbers import number

CATALOGUE = load_catalogue()


def values(name, **others):
    """Draw what can be chosen of a filter."""
    match FILTERS[name]:
        case Many() as one:
            partner = [others[one.partner]] if one.partner else []
            codes = list(one.offers(CATALOGUE, *partner))
            return st.lists(st.sampled_from(codes), unique=True).map(tuple)
        case One() as one:
            return st.sampled_from(list(one.offers(CATALOGUE)) or [getattr(NOTHING, name)])
        case Years():
            return st.none() | st.tuples(st.integers(1900, 1990), st.integers(1990, 2030))
        case Switch():
            return st.booleans()
        case Where():
            return st.sampled_from(["", "region:53", "commune:26113"])
        case _:
            return st.text(max_size=100)


@st.composite
def selections(draw):
    made = {}
    for name in FILTERS:
        made[name] = draw(values(name, **made))
    return Selection(**made)


def first(name):
    """Choose the first of a filter's choices."""
    match FILTERS[name]:
        case Many() as one:
            return (next(iter(one.offers(CATALOGUE, *NOTHING.partner(name)))),)
        case One() as one:
            return list(one.names)[-1]
        case Years():
            return (2015, 2016)
        case Switch():
            return False
        case Where():
            return "departement:26"
        case _:
            return "drome"


@given(selections())
def test_a_link_gives_every_filter_back(selection):
    view = View(selection=selection)
    assert parse(compose(view), allowed(CATALOGUE)) == view


@pytest.mark.parametrize("name", FILTERS)
def test_each_stands_alone_in_a_link(name):
    address = compose(View(selection=Selection(**{name: first(name)})))
    assert list(address) == [FILTERS[name].parameter]


@given(st.text(max_size=30))
def test_no_text_breaks_a_filter(text):
    for one in FILTERS.values():
        Selection(**{n: o.read(text, ()) for n, o in FILTERS.items() if o is one})


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", [name for name, one in FILTERS.items() if one.keep is not None])
def test_files_say_what_is_chosen(name, language):
    told = chosen(CATALOGUE, Selection(**{name: first(name)}), language)
    ((title, words),) = told.items()
    # Categories are named by the classification that they belong to.
    assert FILTERS[FILTERS[name].partner if name == "categories" else name].title.to(language) in title
    assert words


def test_files_say_nothing_of_what_leaves_all_in():
    assert chosen(CATALOGUE, NOTHING, "fr") == {}
    assert chosen_filters(NOTHING) == {}


@pytest.mark.parametrize("name", FILTERS)
def test_a_terminal_takes_each(name):
    seen = []

    @click.command()
    @selecting
    def command(*, selection, **_others):
        seen.append(selection)

    wanted = Selection(**{name: first(name)})
    value = getattr(wanted, name)
    texts = [] if isinstance(value, bool) else [value] if isinstance(value, str) else [str(v) for v in value]
    command.main([f"--{FILTERS[name].option}", *texts], standalone_mode=False)
    assert seen == [wanted]


@pytest.mark.parametrize(
    "name", ["gaps", "scales", "funding", "portrait", "export", "peers", "network", "next"]
)
def test_every_command_has_each(name):
    assert name in COMMANDS
    options = {option for one in command_of(name).params for option in one.opts}
    assert {f"--{one.option}" for one in FILTERS.values()} <= options


@pytest.mark.parametrize("name", ["gaps", "scales", "funding", "portrait", "export"])
def test_every_command_counts_by_one_word(name):
    (count,) = [one for one in command_of(name).params if {"seat", "coverage"} == set(choices_of(one))]
    assert count.opts == ["--count"]


def command_of(name):
    module = __import__(f"atlas.cli.{name}", fromlist=["command"])
    return module.command


def choices_of(option):
    return option.type.choices if isinstance(option.type, click.Choice) else ()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["initiators", "legal_forms", "ess_links", "stages"])
def test_a_page_says_beside_a_filter_for_how_many_it_is_unknown(name, language):
    title = filter_title(CATALOGUE, name, language)
    assert title.startswith(FILTERS[name].title.to(language))
    assert number(unknown(CATALOGUE)[name], language) in title


def test_unknown_is_counted_in_the_table_at_hand():
    initiatives = CATALOGUE.tables.initiatives
    for name, column in {"initiators": "initiator", "ess_links": "ess_link", "stages": "stage"}.items():
        assert unknown(CATALOGUE)[name] == initiatives[column].isna().sum()
        everybody = tuple(FILTERS[name].offers(CATALOGUE))
        known = CATALOGUE.choose(Selection(**{name: everybody}))
        assert len(known) + unknown(CATALOGUE)[name] == len(initiatives)


def test_a_blank_is_no_zero_under_a_filter_that_rests_on_what_is_often_unknown():
    uncertain = {name for name in FILTERS if not Selection(**{name: first(name)}).certain}
    assert {"initiators", "legal_forms", "ess_links", "stages", "scales", "years", "text"} < uncertain
    assert not {"types", "categories", "typology", "undated"} & uncertain
    assert Selection(origin="atlas").certain
