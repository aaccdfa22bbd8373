"""The link that a file holds leads to its page, and from there to the same file."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from atlas.account.account import account
from atlas.catalogue import load_catalogue
from atlas.catalogue.presence import usual_count
from atlas.catalogue.selection import Selection
from atlas.errors import EmptySelectionError, UnknownChoiceError
from atlas.funding import BASE_YEAR
from atlas.gaps import gaps, rank
from atlas.next import suggest
from atlas.peers import Start, peers
from atlas.portrait import portrait, references
from atlas.scales import scale_effect
from atlas.territories.places import Place, place
from atlas.views.choices import Amount, Choice, address, allowed
from atlas.views.gaps import choices as gaps_choices
from atlas.views.gaps import files as gap_files
from atlas.views.gaps import view as gap_view
from atlas.views.link import View, parse
from atlas.views.map import files as map_files
from atlas.views.money import choices as money_choices
from atlas.views.money import files as money_files
from atlas.views.next import choices as next_choices
from atlas.views.next import files as next_files
from atlas.views.peers import choices as peers_choices
from atlas.views.peers import files as peers_files
from atlas.views.portrait import choices as portrait_choices
from atlas.views.portrait import document as portrait_document
from atlas.views.portrait import tables as portrait_tables
from atlas.views.scales import choices as scale_choices
from atlas.views.scales import files as scale_files
from atlas.vocabulary import VARIABLES

TODAY = date(2026, 1, 1)
CATALOGUE = load_catalogue()
LEVELS = ("departement", "region", "epci")
PLACES = ("epci:242600252", "departement:93", "region:27", "bassin_de_vie:26113", "commune:26113")

few = settings(max_examples=6, suppress_health_check=list(HealthCheck))
views = st.builds(
    View,
    language=st.sampled_from(["fr", "en"]),
    selection=st.builds(
        Selection,
        inside=st.sampled_from(["", "region:53", "epci:243500741"]),
        types=st.sampled_from([(), ("ptce",), ("tzcld", "pat")]),
        years=st.none() | st.just((2012, 2019)),
        undated=st.booleans(),
    ),
    level=st.sampled_from(LEVELS),
    by=st.sampled_from(["seat", "coverage"]),
)


def choices(own: dict[str, Choice]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({key: values(choice) for key, choice in own.items()})


def values(choice: Choice) -> st.SearchStrategy[str]:
    usual = st.sampled_from(choice.choices)
    return usual | st.integers(choice.least, choice.most).map(str) if isinstance(choice, Amount) else usual


def follow(link: str, own: dict[str, Choice], *, level: str = View.level) -> tuple[str, View, dict[str, str]]:
    """Give the page, the view and the page's own choices that a reader of a link arrives at."""
    page, _, query = link.partition("?")
    parameters = dict(parse_qsl(query, keep_blank_values=True))
    view = parse(parameters, allowed(CATALOGUE))
    if "niveau" not in parameters:
        view = replace(view, level=level)
    chosen = {}
    for key, choice in own.items():
        text = parameters.get(choice.parameter, choice.choices[0])
        assert choice.admits(text)
        chosen[key] = text
    return page, view, chosen


def same(first: pd.DataFrame, second: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(first, second)


@given(views, st.sampled_from(["count", "rate", "funding"]))
@few
def test_map(view, measure):
    def make(view):
        answer = CATALOGUE.answer(view.selection, view.level, by=view.by, measure=view.measure)
        return map_files.territories(CATALOGUE, view, answer, created=TODAY)

    file = make(replace(view, measure=measure))
    page, seen, _ = follow(file.about.address, {})
    assert (page, seen) == ("", replace(view, measure=measure, points=False))
    again = make(seen)
    assert again.about == file.about
    same(again.rows, file.rows)


@given(views, choices(gaps_choices.OWN))
@few
def test_gaps(view, chosen):
    def make(view, chosen):
        sort, setting, reference = (chosen[f"gaps_{key}"] for key in ("sort", "setting", "reference"))
        found = gaps(CATALOGUE, view.selection, view.level, by=view.by, reference=reference)
        rows = rank(found.table, sort=sort, setting=setting)
        return gap_files.ranking(CATALOGUE, view, found, rows, sort=sort, setting=setting, created=TODAY)

    file = make(view, chosen)
    page, *seen = follow(file.about.address, gaps_choices.OWN, level=gap_view.LEVEL)
    assert (page, seen) == ("manques", [view, chosen])
    again = make(*seen)
    assert again.about == file.about
    same(again.rows, file.rows)


@given(views, choices({key: one for key, one in next_choices.OWN.items() if key != "gaps_view"}))
@few
def test_where_next(view, chosen):
    view = replace(view, by=usual_count(view.selection.types))
    chosen |= {"gaps_view": "suite", "next_km": "10", "next_among": "region:53"}

    def make(view, chosen):
        plan = suggest(CATALOGUE, view.selection, next_choices.wish(chosen))
        return next_files.whole(CATALOGUE, view, plan, created=TODAY)

    try:
        file = make(view, chosen)
    except (EmptySelectionError, UnknownChoiceError):
        reject()
    page, *seen = follow(file.about.address, next_choices.OWN, level=gap_view.LEVEL)
    assert (page, seen) == ("manques", [view, chosen])
    again = make(*seen)
    assert again.about == file.about
    same(again.rows, file.rows)


MONEY = {
    "territoires": lambda view, money, chosen: money_files.territories(
        CATALOGUE, view, money, per_inhabitant=chosen["amount"] == "habitant", created=TODAY
    ),
    "repartition": lambda view, money, chosen: money_files.breakdown(
        CATALOGUE, view, money, chosen["breakdown"], created=TODAY
    ),
    "flux": lambda view, money, _: money_files.flow(CATALOGUE, view, money, created=TODAY),
    "comptes": lambda view, money, _: money_files.ledger(CATALOGUE, view, money, created=TODAY),
    "chronologie": lambda view, money, chosen: money_files.told(
        CATALOGUE, view, money, chosen["told"], created=TODAY
    ),
}
# What has a bearing on the file of a section.
BEARS = {"territoires": ("amount",), "repartition": ("breakdown",), "chronologie": ("told",)}


@given(views, choices(money_choices.own_choices(CATALOGUE)))
@few
@pytest.mark.parametrize("section", MONEY)
def test_money(section, view, chosen):
    def make(view, chosen):
        base = BASE_YEAR if chosen["euros"] == "constants" else None
        money = account(CATALOGUE, view.selection, view.level, rule=chosen["share_rule"], base=base)
        return MONEY[chosen["section"]](view, money, chosen)

    file = make(view, chosen | {"section": section})
    page, seen, given_again = follow(file.about.address, money_choices.own_choices(CATALOGUE))
    assert (page, seen, given_again["section"]) == ("financements", view, section)
    for key in ("share_rule", "euros", *BEARS.get(section, ())):
        assert given_again[key] == chosen[key]
    again = make(seen, given_again)
    assert again.about == file.about
    same(again.rows, file.rows)


@given(views, choices(scale_choices.OWN))
@few
def test_scales(view, chosen):
    def make(view, chosen):
        indicator, seed = chosen["scales_indicator"], int(chosen["scales_seed"])
        asked = scale_files.Asked(indicator, seed, address(scale_choices.OWN, chosen), TODAY)
        rows = scale_effect(
            CATALOGUE,
            view.selection.everywhere,
            indicator=indicator,
            by=view.by,
            levels=["region"],
            seed=seed,
        )
        return scale_files.table(CATALOGUE, view, asked, "scale_effect", rows)

    file = make(view, chosen)
    page, *seen = follow(file.about.address, scale_choices.OWN)
    assert (page, seen) == ("echelles", [view, chosen])
    again = make(*seen)
    assert again.about == file.about
    same(again.rows, file.rows)


PAIRS = {
    key: choice
    for key, choice in peers_choices.own_choices(CATALOGUE).items()
    if key in {"peers_mode", "peers_share", "peers_count", "peers_radius", "peers_here"} or "weight" in key
}


@given(views, choices(PAIRS), st.sampled_from(["biovallee", *PLACES[:2]]))
@few
def test_peers(view, chosen, start):
    view = replace(view, level=View.level)
    assume(len(CATALOGUE.choose(view.selection)) > 1)

    def make(view, chosen):
        share = {"near": 1.0, "alike": 0.0}.get(chosen["peers_mode"], int(chosen["peers_share"]) / 100)
        kind, _, code = chosen["peers_start"].partition(":")
        weights = {variable: float(chosen[f"peers_weight_{variable}"]) for variable in VARIABLES}
        found = peers(
            CATALOGUE,
            Start(initiative=code) if kind == "initiative" else Start(place=chosen["peers_start"]),
            selection=view.selection,
            nearness_share=share,
            k=int(chosen["peers_count"]),
            radius_km=float(chosen["peers_radius"]) if chosen["peers_radius"] else None,
            weights=weights if any(weights.values()) else None,
            elsewhere=not chosen["peers_here"],
        )
        return peers_files.pairs(CATALOGUE, view, found, created=TODAY)

    chosen["peers_start"] = start if ":" in start else f"initiative:{start}"
    try:
        file = make(view, chosen)
    except EmptySelectionError:  # all of them are at the start's own place
        reject()
    page, seen, given_again = follow(file.about.address, peers_choices.own_choices(CATALOGUE))
    assert (page, seen, given_again["peers_view"]) == ("pairs", view, "pairs")
    again = make(seen, given_again)
    assert again.about == file.about
    same(again.rows, file.rows)


@given(views, st.sampled_from(PLACES), choices(portrait_choices.OWN), st.sampled_from(portrait_tables.PARTS))
@few
def test_portrait(view, where, chosen, key):
    known = references(CATALOGUE, place(CATALOGUE.geography, where))
    if chosen["portrait_reference"] not in known:
        chosen["portrait_reference"] = known[-1]

    def make(view, where, chosen):
        return portrait(
            CATALOGUE,
            place(CATALOGUE.geography, where),
            selection=view.selection,
            by=view.by,
            distance_km=int(chosen["portrait_distance"]),
            reference=chosen["portrait_reference"],
        )

    found = make(view, where, chosen)
    words = portrait_document.document(CATALOGUE, found, view.language, created=TODAY)
    part = portrait_tables.part(CATALOGUE, found, words, view.language, key=key, created=TODAY)
    chart = portrait_tables.chart(CATALOGUE, found, view.language, created=TODAY)
    whole = words.sources[-1][words.sources[-1].index("territoire?") :]
    for link in (part.about.address, chart.about.address, whole):
        page, seen, given_again = follow(link, portrait_choices.OWN)
        assert (page, seen.territory, given_again) == ("territoire", where, chosen)
        # A portrait is of its own place.
        assert (seen.selection, seen.by, seen.language) == (view.selection.everywhere, view.by, view.language)
        again = make(seen, seen.territory, given_again)
        assert again.to_dict() == found.to_dict()


def test_a_portrait_that_the_page_cannot_show_names_no_link():
    found = portrait(CATALOGUE, Place("departement", "26"), distance_km=201)
    words = portrait_document.document(CATALOGUE, found, "fr", created=TODAY)
    part = portrait_tables.part(CATALOGUE, found, words, "fr", key="lines", created=TODAY)
    assert part.about.address == ""
    assert not any("territoire?" in line for line in words.sources)
