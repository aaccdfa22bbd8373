"""The page of gaps shows the numbers of Python, in two languages, and everything is in its address."""

import csv
import io
import json
from urllib.parse import parse_qsl

import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.gaps import SORTS, gaps, rank, reach
from atlas.gaps.listing import gaps_table
from atlas.views.gaps.view import LISTED, certainty
from atlas.views.map.figure import BLANK_LETTERS
from atlas.vocabulary import SETTINGS
from atlas.words import say
from atlas.words.numbers import number

MOST_BYTES = 40_000


@pytest.fixture
def manques(visit):
    def open_page(address=""):
        reader = visit().turn_to("manques")
        reader.app.query_params.update(dict(part.split("=") for part in address.split("&") if part))
        return reader.run()

    return open_page


def found(level, *types, **options):
    return gaps(load_catalogue(), Selection(types=types), level, **options)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_opens(manques, language):
    reader = manques(f"lang={language}&types=tzcld&niveau=departement")
    assert reader.says("gaps_without_no_known", n=len(found("departement", "tzcld").table))
    for key in ("page_gaps", "gaps_models", "gaps_chart"):
        assert reader.says(key), key
    assert reader.payload["language"] == language


def unfolded(reader):
    """Open the table of the first rows, which is not computed before."""
    assert not reader.app.dataframe
    reader.app.session_state["gaps_ranked"] = True
    return reader.run()


@pytest.mark.parametrize("level", ["bassin_de_vie", "epci", "departement", "region"])
def test_figures_table_file_and_python_agree(manques, downloads, level):
    reader = manques(f"types=tzcld&niveau={level}&reference=density")
    expected = found(level, "tzcld", reference="density")
    rows = rank(expected.table)
    assert reader.figures[0] == str(expected.table["initiatives"].eq(0).sum())
    assert reader.figures[1] == str(expected.table["left_out"].sum())
    (shown,) = unfolded(reader).app.dataframe
    head = rows.head(LISTED)
    assert shown.value.index.tolist() == head.index.tolist()
    assert shown.value[say("gaps_left_out_column", "fr")].tolist() == head["left_out"].tolist()
    assert shown.value[say("gaps_expected", "fr")].tolist() == head["expected"].round(2).tolist()
    assert shown.value[say("gaps_ratio_shrunk", "fr")].tolist() == head["ratio_shrunk"].round(2).tolist()
    written = list(csv.DictReader(io.StringIO(downloads["csv"]().decode("utf-8-sig"), newline="")))
    assert [row["code"] for row in written] == rows.index.tolist()
    assert [float(row["expected"]) for row in written] == pytest.approx(rows["expected"].tolist())
    table = gaps_table(load_catalogue(), expected, rows)
    assert [row["models"] for row in written] == table["models"].fillna("").tolist()
    assert all(row["reason"] and row["source"] and row["millesime"] == "2026" for row in written)
    features = json.loads(downloads["geojson"]())
    assert [f["properties"]["code"] for f in features["features"]] == rows.index.tolist()
    page, _, parameters = features["metadata"]["address"].partition("?")
    assert (page, dict(parse_qsl(parameters))) == ("manques", reader.address)
    assert len(features["metadata"]["sources"]) > 3


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("level", ["bassin_de_vie", "departement"])
def test_the_map_colours_what_the_table_ranks(manques, level, sort):
    reader = manques(f"niveau={level}&tri={sort}")
    sent = reader.payload
    table = found(level).table
    assert len(sent["classes"]) == len(table)
    letters = dict(zip(table.index, sent["classes"], strict=True))
    for code, row in table.iterrows():
        coloured = letters[code].isdecimal()
        if sort == "population":
            assert coloured == (row["initiatives"] == 0)
        elif sort == "distance":
            assert coloured
        else:
            assert coloured == (row["certainty"] == "below")
            assert (letters[code] == BLANK_LETTERS["enough"]) == (row["shortfall"] <= 0)
    assert len(json.dumps(sent).encode()) < MOST_BYTES


def test_a_setting_greys_the_others_and_keeps_its_own(manques):
    reader = manques("niveau=epci&types=ptce").choose("gaps_setting", "rural")
    assert reader.address == {"niveau": "epci", "types": "ptce", "cadre": "rural"}
    rural = found("epci", "ptce").table["setting"].eq("rural")
    greyed = [letter == BLANK_LETTERS["other"] for letter in reader.payload["classes"]]
    assert greyed == (~rural).tolist()
    (shown,) = unfolded(reader).app.dataframe
    assert shown.value[say("setting", "fr")].unique().tolist() == [SETTINGS["rural"].fr]
    assert shown.value[say("gaps_rank", "fr")].iloc[0] == 1


def test_everything_is_in_the_address_and_comes_back(manques):
    address = "lang=en&niveau=epci&compte=coverage&types=ptce&tri=distance&cadre=periurbain&reference=region"
    reader = manques(address)
    assert "&".join(f"{key}={value}" for key, value in reader.address.items()) == address
    reader.choose("gaps_sort", "shortfall").choose("gaps_reference", "setting")
    assert reader.address["tri"] == "shortfall"
    assert "reference" not in reader.address


def test_nonsense_in_the_address_is_the_default(manques):
    reader = manques("tri=zzz&cadre=mixte&reference=monde")
    assert reader.app.get_by_key("gaps_sort").value == "population"
    assert reader.address == {}


def test_the_choices_come_along_from_the_map(visit):
    reader = visit("types=tzcld&niveau=epci").turn_to("manques")
    assert reader.address == {"types": "tzcld", "niveau": "epci"}
    assert reader.figures[0] == str(found("epci", "tzcld").table["initiatives"].eq(0).sum())


def test_partial_lists_are_named(manques):
    reader = manques("types=ptce,tzcld")
    assert reader.says("gaps_read_partial")
    assert reader.says("gaps_without_no_known")


def test_no_initiative_no_page(manques):
    reader = manques("q=zzz")
    assert reader.says("gaps_empty")
    assert not reader.app.dataframe
    assert reader.app.get_by_key("text").value == "zzz"


@pytest.mark.parametrize(
    ("place", "key", "words"),
    [
        ("departement:974", "gaps_why_value", "La Réunion"),
        ("epci:242600252", "gaps_why_no_known", "Biovallée"),
        ("commune:29155", "gaps_why_no_known", "Ouessant"),
        ("commune:98818", "gaps_why_no_data", "Nouméa"),
        ("region:06", "gaps_why_overseas", "Mayotte"),
    ],
)
def test_a_territory_is_told_at_any_level(manques, place, key, words):
    reader = manques(f"types=tzcld&territoire={place}")
    assert reader.says(key)
    assert words in reader.words


def test_communes_of_a_territory(manques):
    reader = manques("types=ptce&niveau=commune&dans=departement:26")
    members = load_catalogue().geography.members("departement", "26")
    assert reader.payload["codes"] == members.tolist()
    table = found("commune", "ptce").table.loc[members]
    (shown,) = unfolded(reader).app.dataframe
    assert shown.value.index.tolist() == rank(table).index.tolist()[:LISTED]


def test_where_all_have_one_nothing_is_ranked(manques):
    reader = manques("niveau=region")
    assert reader.says("gaps_ranking_none")
    assert reader.says("gaps_nowhere")
    assert not reader.app.dataframe
    for query in ("niveau=region&types=tzcld", "niveau=region&tri=distance"):
        assert not manques(query).says("gaps_nowhere")


@pytest.mark.parametrize("kind", ["tzcld", "pole_de_competitivite"])
@pytest.mark.parametrize("sort", ["shortfall", "population"])
def test_uncertain_differences_are_not_called_the_first_gaps(manques, kind, sort):
    reader = manques(f"niveau=bassin_de_vie&compte=coverage&types={kind}&tri={sort}")
    table = found("bassin_de_vie", kind, by="coverage").table
    unsure = sort == "shortfall" and not table["certainty"].eq("below").any()
    for key in ("gaps_ranking_chance", "gaps_ranking_chance_note"):
        assert reader.says(key) == unsure
    named = f"gaps_ranking_{certainty(found('bassin_de_vie', kind, by='coverage'))}"
    for key in (named, "gaps_ranking_caption"):
        assert reader.says(key) != unsure


def test_nothing_is_called_a_gap_of_a_list_that_is_not_whole(manques):
    for kind, whole in (("tiers_lieu", False), ("pat", True)):
        reader = manques(f"dans=region:53&types={kind}&compte=coverage")
        for key in ("gaps_ranking", "gaps_left_out", "gaps_why_told"):
            assert reader.says(f"{key}_zero") == whole
            assert reader.says(f"{key}_no_known") != whole


def test_the_setting_of_seats_is_told_from_that_of_territories(manques):
    assert manques("categories=rural").says("gaps_two_settings")
    assert not manques("cadre=rural").says("gaps_two_settings")


def test_a_place_without_such_territories_is_not_said_to_have_no_gap(manques):
    reader = manques("dans=region:04&cadre=rural&types=tzcld")
    assert reader.says("gaps_answer_empty")
    assert not reader.says("gaps_ranking_none")


def test_programmes_of_authorities_are_measured_by_people_covered(manques, downloads):
    reader = manques("niveau=departement&types=pat&compte=coverage&tri=shortfall")
    assert reader.app.get_by_key("gaps_sort").options == [SORTS[key].fr for key in ("population", "distance")]
    assert reader.app.get_by_key("gaps_sort").value == "population"
    expected = found("departement", "pat", by="coverage")
    far = reach(load_catalogue(), expected.answer.chosen, "departement", expected.table.index)
    assert reader.figures[3] == str(far.authorities_with)
    assert reader.says("gaps_authorities", n=number(far.authorities, "fr"))
    assert not reader.says("gaps_sure")
    written = list(csv.DictReader(io.StringIO(downloads["csv"]().decode("utf-8-sig"), newline="")))
    rows = rank(expected.table)
    for column in ("covered", "authorities", "authorities_with"):
        assert [int(row[column]) for row in written] == rows[column].tolist()


def test_the_first_visit_asks_where_there_is_an_answer(visit):
    """Every département has some initiative, so that a reader who chose no level would see nothing."""
    reader = visit().turn_to("manques")
    assert reader.app.get_by_key("level").value == "bassin_de_vie"
    assert reader.address == {}
    assert reader.figures[0] == str(found("bassin_de_vie").table["initiatives"].eq(0).sum()) != "0"
    # The other pages stay where they were, and so does this one on the way back.
    assert reader.turn_to("carte").app.get_by_key("level").value == "departement"
    assert reader.turn_to("manques").app.get_by_key("level").value == "bassin_de_vie"


def test_a_chosen_level_is_kept_and_linked(visit):
    reader = visit().turn_to("manques").choose("level", "departement")
    assert reader.address == {"niveau": "departement"}
    reader.turn_to("carte")
    assert reader.address == {}
    assert reader.turn_to("manques").address == {"niveau": "departement"}
    reader.choose("level", "bassin_de_vie")
    assert reader.address == {}
    # Chosen by now: it goes along.
    assert reader.turn_to("carte").address == {"niveau": "bassin_de_vie"}


def test_a_level_that_a_link_gives_is_respected(manques, visit):
    assert manques("niveau=departement").app.get_by_key("level").value == "departement"
    assert manques("niveau=zzz").app.get_by_key("level").value == "bassin_de_vie"
    assert visit("niveau=departement").turn_to("manques").address == {"niveau": "departement"}


def test_seats_lie_over_the_colours_for_one_type_alone(manques):
    assert manques("niveau=epci").payload["points"] == ""
    assert manques("niveau=epci&types=tzcld,ptce").payload["points"] == ""
    assert "1" in manques("niveau=epci&types=tzcld").payload["points"]
    # Hundreds would hide the colours of all France, not those of one région.
    assert manques("niveau=epci&types=pat").payload["points"] == ""
    assert "1" in manques("niveau=epci&types=pat&dans=region:53").payload["points"]
