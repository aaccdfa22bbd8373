"""Peers by nearness, by likeness and by both, by hand."""

import io

import numpy as np
import pytest

from atlas.catalogue import enlarge, load_catalogue
from atlas.catalogue.own import combined, imported
from atlas.catalogue.selection import Selection
from atlas.errors import EmptySelectionError, UnknownChoiceError, UnknownTerritoryError
from atlas.peers import Start, commune_named, initiative_named, peers, reasons
from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows, read_raw
from atlas.sphere import great_circle

A = Start(initiative="a")


def test_the_nearest_come_in_order_of_distance(small):
    found = peers(small, A, nearness_share=1)
    assert found.table.index.tolist() == ["e", "b", "c", "f"]
    km = great_circle((2.05, 46.05), [(2.05, 46.05), (2.35, 46.05), (2.05, 48.05), (55.55, -21.05)])
    assert found.table["distance_km"].tolist() == pytest.approx(km.tolist())
    assert found.table["score"].tolist() == pytest.approx((2 ** (-km / 50)).tolist())
    assert (found.candidates, found.unplaced, found.answering) == (5, 1, 4)


def test_the_most_alike_need_no_place(small):
    found = peers(small, A, nearness_share=0)
    assert "d" in found.table.index
    assert np.isnan(found.table.loc["d", "distance_km"])
    assert found.table["score"].equals(found.table["similarity"].rename("score"))
    assert found.table.index[0] == "f"


def test_too_few_facts_are_not_ranked(small):
    # Of a everything is known, of c type, setting, population and density: 5 of the 10 weights.
    assert peers(small, A, nearness_share=0).table.loc["c", "compared"] == 0.5
    strict = peers(small, A, nearness_share=0, least=0.51)
    assert "c" not in strict.table.index
    assert strict.hardly_known >= 1
    assert "c" in peers(small, A, nearness_share=1, least=0.51).table.index


def test_both_are_weighed(small):
    found = peers(small, A, nearness_share=0.3).table
    expected = 0.3 * found["nearness"].fillna(0) + 0.7 * found["similarity"]
    assert found["score"].tolist() == pytest.approx(expected.tolist())
    assert found["score"].is_monotonic_decreasing
    assert found["rank"].tolist() == list(range(1, len(found) + 1))


def test_a_radius_with_nobody_names_the_nearest_beyond(small):
    found = peers(small, Start(initiative="b"), radius_km=5)
    assert found.table.empty
    assert (found.beyond.id, found.beyond.name) == ("a", "Pôle Alpha")
    assert found.beyond.distance_km == pytest.approx(great_circle((2.35, 46.05), [(2.05, 46.05)])[0])
    assert reasons(small, found).empty
    wide = peers(small, Start(initiative="b"), radius_km=30)
    assert wide.table.index.tolist() in (["a", "e"], ["e", "a"])
    assert wide.beyond.id == "c"


def test_a_place_and_a_profile(small):
    found = peers(small, Start(place="commune:02004", type="x", legal_form="scic"), nearness_share=0)
    assert found.table.index[0] == "b"
    assert found.table.loc["b", ["alike_type", "alike_setting", "alike_legal_forms"]].tolist() == [1, 1, 1]
    rural = peers(small, Start(setting="rural", population=4_300, start_year=2012), nearness_share=0.9)
    assert rural.nearness == 0  # a profile is nowhere
    assert rural.table.index[0] == "b"
    assert rural.table.loc["b", "similarity"] == 1.0


def test_a_commune_without_a_point_can_be_alike_but_not_near(small):
    nowhere = Start(place="commune:98818", type="x")
    assert peers(small, nowhere).nearness == 0
    for options in ({"nearness_share": 1}, {"radius_km": 10}):
        with pytest.raises(UnknownChoiceError, match="Nouméa has no point"):
            peers(small, nowhere, **options)


@pytest.mark.parametrize(
    ("start", "options"),
    [
        (Start(initiative="zzz"), {}),
        (Start(), {}),
        (Start(type="zzz"), {}),
        (Start(type="x", population=0), {}),
        (A, {"k": 0}),
        (A, {"radius_km": -1}),
        (A, {"radius_km": np.nan}),
        (A, {"nearness_share": 1.1}),
    ],
)
def test_wrong_questions_are_refused(small, start, options):
    with pytest.raises(UnknownChoiceError):
        peers(small, start, **options)


def test_nobody_else(small):
    with pytest.raises(EmptySelectionError):
        peers(small, A, selection=Selection(text="alpha"))
    with pytest.raises(UnknownTerritoryError):
        peers(small, Start(place="commune:00000"))


def test_reasons_hold_known_facts_only(small):
    found = peers(small, A, nearness_share=0)
    facts = reasons(small, found)
    assert facts.loc["b", "same_type"]
    assert facts.loc["b", "years"] == 2
    assert facts.loc["b", "shared_forms"] == "scic"
    assert facts.loc["b", "shared_funders"] == "region"
    assert facts.loc["e", "shared_funders"] == "region"  # its amount is unknown, its funder is not
    assert facts.loc["e", "setting"] == "urbain"
    assert facts.loc["b", "setting"] is None
    assert facts.loc["c", ["same_initiator", "same_scale"]].tolist() == [False, False]
    assert facts.loc[["c"], ["years", "shared_funders", "shared_forms"]].isna().all(axis=None)


def test_names(small):
    assert initiative_named(small, "a") == "a"
    assert initiative_named(small, "gamma") == "c"
    assert initiative_named(small, "beta") == "b"
    with pytest.raises(UnknownChoiceError, match=r"a \(Pôle Alpha\), b \(Pôle Bêta\), f"):
        initiative_named(small, "pole")
    with pytest.raises(UnknownChoiceError, match=r"Did you mean c \(Gamma\)"):
        initiative_named(small, "gama")
    with pytest.raises(UnknownChoiceError, match="No initiative is called 'qqqqqq'"):
        initiative_named(small, "qqqqqq")
    assert commune_named(small, "02003") == "02002"
    assert commune_named(small, "Montagne") == "02005"
    for text in ("02009", "Saint-Alban"):
        with pytest.raises(UnknownTerritoryError, match="give the code"):
            commune_named(small, text)
    with pytest.raises(UnknownTerritoryError, match="No commune"):
        commune_named(small, "Atlantide")


def test_no_filter_changes_a_similarity():
    france = load_catalogue()
    start = Start(initiative="biovallee")
    everyone = len(france.places)
    whole = peers(france, start, nearness_share=0, k=everyone).table
    part = peers(france, start, nearness_share=0, k=everyone, selection=Selection(types=("ptce",))).table
    assert len(part) > 20
    assert part["similarity"].equals(whole.loc[part.index, "similarity"])


def test_a_readers_own_initiative_has_peers_and_is_one():
    france = load_catalogue()
    text = b"nom;type;code_insee;annee\nFerme de Crest;tiers_lieu;26108;2015\nIci;ptce;26108;\n"
    raw = read_raw(io.BytesIO(text), name="f.csv")
    own = imported(import_rows(raw, recognise(raw, "initiatives")), "s1")
    whole = enlarge(france, combined([own]))
    first, second = whole.own
    found = peers(whole, Start(initiative=first), nearness_share=1, k=50)
    assert second in found.table.index
    assert first in peers(whole, Start(initiative="biovallee"), nearness_share=1, k=50).table.index
    # The curated catalogue knows nothing of it.
    assert first not in peers(france, Start(place="commune:26108"), nearness_share=1).table.index


def test_from_a_perimeter_the_search_leaves_out_those_of_its_communes():
    france = load_catalogue()
    start = Start(place="perimetre:biovallee")
    inside = france.places["commune"].isin(france.geography.members("perimetre", "biovallee"))
    found = peers(france, start, nearness_share=1, k=20, elsewhere=True)
    assert found.here == inside.sum() > 0
    assert not found.table.index.isin(inside.index[inside]).any()
    assert peers(france, start, nearness_share=1, k=20).table.index.isin(inside.index[inside]).any()
