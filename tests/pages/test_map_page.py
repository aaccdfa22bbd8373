"""The map page answers to its filters, to its link and to nonsense."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.measures import MEASURES
from atlas.maps.classes import METHODS
from atlas.maps.palettes import PALETTES
from atlas.views.sheets.initiative import initiative_sheet
from atlas.vocabulary import DENSITY_LEVELS
from atlas.words import say

GEO = Path(__file__).resolve().parents[2] / "data" / "geo"

# Widget, value, the same in the address, and what a plain reading of the files keeps.
FILTERS = {
    "types": (["ptce", "pat"], "types=ptce,pat", lambda t, _: t["type"].isin(["ptce", "pat"])),
    "text": ("bretagne pole", "q=bretagne pole", None),
    "categories": (["rural"], "categories=rural", lambda t, _: t["setting"].eq("rural")),
    "scales": (["bassin_de_vie"], "echelles=bassin_de_vie", lambda t, _: t["scale"].eq("bassin_de_vie")),
    "years": (
        (2015, 2018),
        "annees=2015-2018",
        lambda t, _: pd.to_numeric(t["start_year"]).between(2015, 2018) | t["start_year"].eq(""),
    ),
    "funder_levels": (
        ["region"],
        "financeurs=region",
        lambda t, f: t.index.isin(
            f[f["direction"].eq("received") & f["funder_level"].eq("region")]["initiative_id"]
        ),
    ),
}
EVERYTHING = {
    "lang": "en",
    "niveau": "epci",
    "mesure": "funding_rate",
    "compte": "coverage",
    "types": "ptce,tzcld",
    "typologie": "density",
    "categories": "5,6",
    "echelles": "commune,pays",
    "annees": "2010-2020",
    "sans_annee": "non",
    "financeurs": "etat",
    "q": "pole",
    "methode": "quantiles",
    "classes": "4",
    "palette": "cividis",
    "points": "non",
    "territoire": "departement:26",
    "tableau": "initiatives",
    "c": "44.700,5.000",
    "z": "8.25",
}


# Sent by a change of a page, its tables included.
MOST_BYTES = 60_000


def address(parts):
    return "&".join(f"{key}={value}" for key, value in parts.items())


def listed(reader):
    """Ids in the table of initiatives."""
    (table,) = reader.app.dataframe
    return table.value.index.tolist()


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Atlas des dynamiques territoriales"), ("en", "Atlas of")]
)
def test_opens(visit, plain, language, title):
    reader = visit(f"lang={language}")
    assert f"<h1>{title}" in reader.markup
    assert reader.payload["language"] == language
    assert reader.figures[0] == str(len(plain("initiatives")))
    assert not reader.app.warning
    assert not reader.app.error


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("key", FILTERS)
def test_a_filter_changes_the_answer_as_the_files_say(visit, seated, plain, key):
    value, link, keep = FILTERS[key]
    by_link = visit(f"tableau=initiatives&{link}")
    by_widget = visit("tableau=initiatives")
    everything = listed(by_widget)
    by_widget.choose(key, value)
    assert by_widget.address == by_link.address
    ids = listed(by_link)
    assert listed(by_widget) == ids
    if keep:
        assert ids == seated.index[keep(seated, plain("funding"))].tolist()
    assert 0 < len(ids) < len(everything)
    assert by_link.figures[0] == by_widget.figures[0] == str(len(ids))
    # A commune of an overseas collectivity has no setting, and no point.
    located = seated.loc[ids, "setting"].notna().sum()
    assert by_link.payload["points"].count("1") == by_widget.payload["points"].count("1") == located


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    ("typology", "category", "column"), [("density", "7", "density_level"), ("aav", "30", "aav_category")]
)
def test_other_typologies(visit, seated, typology, category, column):
    reader = visit("tableau=initiatives&categories=rural").choose("typology", typology)
    assert reader.app.get_by_key("categories").value == []
    assert len(listed(reader)) == len(seated)
    reader.choose("categories", [category])
    assert reader.address["categories"] == category
    assert listed(reader) == seated.index[seated[column].eq(int(category))].tolist()


@pytest.mark.usefixtures("whole")
def test_undated_ones_leave_when_asked(visit, seated):
    reader = visit("tableau=initiatives&annees=2015-2018").choose("undated", False)  # noqa: FBT003
    assert reader.address["sans_annee"] == "non"
    assert listed(reader) == seated.index[pd.to_numeric(seated["start_year"]).between(2015, 2018)].tolist()


def test_clear_all(visit, plain):
    reader = visit("types=ptce&q=bio&annees=2015-2018&categories=rural&financeurs=etat&niveau=epci")
    reader.press(say("reset", "fr"))
    assert reader.address == {"niveau": "epci"}
    assert reader.figures[0] == str(len(plain("initiatives")))


def test_nothing_found(visit):
    reader = visit("q=zzzz")
    assert reader.says("empty")
    assert "1" not in reader.payload["points"]


@pytest.mark.parametrize("level", ["region", "departement", "epci", "bassin_de_vie"])
def test_levels_count_the_seats_that_the_files_say(visit, seated, level):
    reader = visit().choose("level", level)
    territories = load_catalogue().geography.level(level).index
    counts = seated.loc[seated[level].isin(territories), level].value_counts()
    values = [value for value in reader.payload["values"] if value]
    assert sorted(values) == sorted(counts)
    assert reader.figures[1] == str(len(counts))
    assert reader.address.get("niveau", "departement") == level


@pytest.mark.parametrize("measure", MEASURES)
def test_measures(visit, measure):
    reader = visit("niveau=region&points=non").choose("measure", measure)
    assert reader.address.get("mesure", "rate") == measure
    assert reader.payload["legend"]["title"] == MEASURES[measure].label.fr
    # A raw figure says that it is one.
    assert reader.says("legend_raw") is (MEASURES[measure].denominator is None)
    if MEASURES[measure].denominator:
        assert MEASURES[measure].denominator.fr in reader.payload["legend"]["groups"][-1]["title"]


def test_counting_by_coverage_reaches_more_territories(visit):
    reader = visit("niveau=epci&points=non")
    at_seat = reader.payload
    covered = reader.choose("by", "coverage").payload
    assert reader.address["compte"] == "coverage"
    assert sum(v is not None for v in covered["values"]) > sum(v is not None for v in at_seat["values"])
    assert say("legend_seat", "fr") in at_seat["legend"]["groups"][-1]["title"]
    assert say("legend_coverage", "fr") in covered["legend"]["groups"][-1]["title"]


@pytest.mark.parametrize(("key", "values"), [("method", METHODS), ("palette", PALETTES), ("classes", [3, 7])])
def test_drawing(visit, key, values):
    reader = visit("niveau=epci&points=non").unfold("drawing")
    for value in values:
        reader.choose(key, value)
        again = visit(address(reader.address)).unfold("drawing")
        assert str(again.app.get_by_key(key).value) == str(value)


def test_the_map_says_one_thing_at_a_time(visit, seated):
    reader = visit()
    sent = reader.payload
    assert "1" in sent["points"]
    assert sent["plain"]
    assert not sent["colours"]
    # Who points at a territory is told how many are there.
    seated = seated[seated["departement"].isin(load_catalogue().geography.level("departement").index)]
    assert sum(value or 0 for value in sent["values"]) == len(seated)
    assert reader.says("map_says_nowhere")
    assert "measure" not in {widget.key for widget in reader.app.selectbox}
    sent = reader.choose("points", False).payload  # noqa: FBT003
    assert reader.address == {"points": "non"}
    assert not sent["points"]
    assert not sent["plain"]
    assert sent["colours"]
    assert reader.says("legend_per")


def test_a_link_reproduces_the_view_and_is_written_back(visit):
    reader = visit(address(EVERYTHING))
    state = reader.app.session_state
    assert reader.address == EVERYTHING
    assert [state[key] for key in ("language", "level", "measure", "by")] == [
        "en",
        "epci",
        "funding_rate",
        "coverage",
    ]
    assert [
        reader.app.get_by_key(key).value for key in ("types", "categories", "scales", "funder_levels")
    ] == [
        ["ptce", "tzcld"],
        ["5", "6"],
        ["commune", "pays"],
        ["etat"],
    ]
    assert reader.app.get_by_key("years").value == (2010, 2020)
    assert reader.payload["fit"]["centre"] == [44.7, 5.0]
    assert reader.payload["fit"]["zoom"] == 8.25
    assert reader.run().address == EVERYTHING


def test_going_back_in_the_browser_takes_the_widgets_along(visit):
    reader = visit("types=ptce").choose("types", ["pat"])
    reader.app.query_params["types"] = "ptce"
    reader.run()
    assert reader.app.get_by_key("types").value == ["ptce"]


@pytest.mark.parametrize(
    "link",
    [
        "territoire=departement:99",
        "territoire=foo",
        "territoire=canton:12",
        "territoire=commune:99999",
        "territoire=:",
        "initiative=nobody",
        "initiative=<script>",
    ],
)
def test_an_unknown_territory_or_initiative_is_one_clear_sentence(visit, plain, link):
    reader = visit(link)
    assert reader.messages == [say("error_unknown", "fr", what=link.split("=", 1)[1])]
    assert reader.payload["outline"] == []
    assert reader.press("Fermer").address == {}
    assert reader.figures[0] == str(len(plain("initiatives")))


@pytest.mark.parametrize("inside", ["departement:99", "canton:1", "foo", ""])
def test_communes_of_nowhere_are_those_of_all_france(visit, inside):
    sent = visit(f"niveau=commune&dans={inside}").payload
    assert (sent["level"], sent["codes"], sent["files"]) == ("commune", None, [])
    assert sent["image"]


@pytest.mark.parametrize("code", ["26", "974", "2A"])
def test_communes_inside_a_departement(visit, seated, code):
    communes = pd.read_parquet(GEO / "commune.parquet", columns=["departement"])
    communes = int(communes["departement"].eq(code).sum())
    reader = visit(f"niveau=commune&dans=departement:{code}")
    sent = reader.payload
    assert sent["files"] == [f"communes/{code}.json"]
    assert len(sent["codes"]) == len(sent["classes"]) == communes
    here = seated[seated["departement"].eq(code) & seated["seat_commune"].ne("")]
    assert sum(value or 0 for value in sent["values"]) == len(here)


def test_a_place_is_kept_to_at_the_level_that_is_chosen(visit):
    reader = visit("niveau=epci&territoire=region:53").press(say("keep_to", "fr"))
    assert reader.address == {"niveau": "epci", "dans": "region:53"}
    epcis = load_catalogue().geography.level("epci")
    assert set(reader.payload["codes"]) == set(epcis.index[epcis["regions"].map(lambda codes: "53" in codes)])
    shares = dict(zip(reader.payload["codes"], reader.payload["spills"], strict=True))
    assert 0 < shares["243500741"] < 100
    assert reader.says("place_across", n=str(sum(share is not None for share in shares.values())))
    # It goes along to another page, and is let go of by its own choice alone.
    reader.turn_to("financements")
    assert reader.address == {"niveau": "epci", "dans": "region:53"}
    assert reader.choose("inside", "").address == {"niveau": "epci"}


def test_show_its_communes(visit):
    reader = visit("territoire=departement:976").press(say("show_communes", "fr"))
    assert reader.address == {"niveau": "commune", "dans": "departement:976"}
    assert len(reader.payload["codes"]) == 17


@pytest.mark.parametrize(
    ("territory", "words"),
    [
        ("departement:26", ["Drôme", "Auvergne-Rhône-Alpes", "France"]),
        ("departement:974", ["La Réunion", "Département · 974"]),
        ("region:84", ["Auvergne-Rhône-Alpes", "Région · 84"]),
        ("bassin_de_vie:26108", ["Bassin de vie · 26108"]),
        ("commune:26125", ["Eurre", "Cadre", "Drôme"]),
        ("commune:29155", ["Ouessant", say("no_epci", "fr"), "Finistère"]),
        ("commune:98818", ["Nouméa", say("no_polygon", "fr")]),
        ("commune:97501", ["Miquelon-Langlade", say("no_polygon", "fr")]),
        ("commune:75056", ["Paris", DENSITY_LEVELS[1].fr]),
    ],
)
def test_summaries(visit, territory, words):
    reader = visit(f"territoire={territory}")
    for word in words:
        assert word in reader.words
    assert "nan" not in reader.words.lower().split()
    assert "None" not in reader.words
    assert reader.address == {"territoire": territory}


def test_an_epci_over_two_departements_stands_beside_both(visit):
    communes = pd.read_parquet(GEO / "commune.parquet", columns=["epci", "departement"])
    spread = communes.groupby("epci")["departement"].unique()
    code, around = next((code, sorted(found)) for code, found in spread.items() if len(found) == 2)
    names = pd.read_parquet(GEO / "departement.parquet", columns=["code", "name"]).set_index("code")["name"]
    reader = visit(f"territoire=epci:{code}")
    for departement in around:
        assert f'<th scope="row">{names[departement]}</th>' in reader.markup.replace("&#x27;", "'")


def test_a_summary_lists_the_initiatives_and_opens_their_sheets(visit, seated):
    reader = visit("territoire=epci:242600252")
    here = seated[seated["epci"].eq("242600252")]
    labels = [button.label for button in reader.app.button if str(button.key).startswith("present ")]
    assert sorted(label.rsplit(" · ", 1)[0] for label in labels) == sorted(here["name"])
    reader.app.get_by_key("present biovallee").click()
    reader.run()
    assert reader.address["initiative"] == "biovallee"
    assert "<h2>Biovallée</h2>" in reader.markup
    assert {mark["code"] for mark in reader.payload["outline"]} == {"242600252", "200040509", "242600534"}


def test_a_sheet_shows_every_line_with_its_status_and_source(visit, plain):
    reader = visit("initiative=biovallee")
    lines = plain("funding")
    lines = lines[lines["initiative_id"].eq("biovallee")]
    assert len(lines) > 5
    for link in lines["source_url"].loc[lambda urls: urls.ne("")]:
        assert f'href="{link}"'.replace("&", "&amp;") in reader.markup
    shown = reader.markup.split("<ul class='atlas-list'>")[1].split("</ul>")[0]
    assert shown.count("<li>") == len(lines)
    assert (
        shown.count("non compté") == (lines["counted"].eq("false") | lines["direction"].ne("received")).sum()
    )
    total = lines[lines["direction"].eq("received") & lines["counted"].eq("true")]["amount_eur"]
    expected = int(pd.to_numeric(total).sum())
    assert str(expected) in "".join(char for char in reader.words if char.isdigit() or char == "\n")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sheet_writes_the_unknown_in_words(seated, language):
    catalogue = load_catalogue()
    kinds = seated[["study_status", "seat_confidence", "region", "coverage", "type"]].ne("")
    kinds["type"] = seated["type"]
    for identifier in kinds.drop_duplicates().index:
        sheet = initiative_sheet(catalogue, identifier, language)
        assert not re.search(r"\b(nan|None|NaT)\b|<NA>", sheet), identifier


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("biovallee", "CC du Val de Drôme en Biovallée · Intercommunalité (EPCI), Drôme · 242600252"),
        ("26125", "Eurre · Commune, Drôme · 26125"),
        ("97400", "Saint-Denis · Commune, La Réunion · 97411"),
    ],
)
def test_search_finds_by_name_code_and_postal_code(visit, text, label):
    reader = visit().choose("find", text)
    assert label in [button.label for button in reader.app.button]


def test_a_search_without_answer_says_so(visit):
    assert visit().choose("find", "zzz<b>").says("find_none", text="zzz<b>")


def test_a_found_territory_opens_and_is_looked_at(visit):
    reader = visit().choose("find", "242600252")
    reader.press("CC du Val de Drôme en Biovallée · Intercommunalité (EPCI), Drôme · 242600252")
    # Looking something up never changes what the page counts by.
    assert reader.address == {"territoire": "epci:242600252"}
    assert reader.payload["fit"]["key"] == "epci:242600252"
    assert reader.app.get_by_key("find").value == ""


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("level", ["region", "epci"])
def test_key_figures_table_and_downloads_agree(visit, downloads, level):
    reader = visit(
        f"points=non&types=ptce,pole_de_competitivite&niveau={level}&mesure=funding&tableau=territories"
    )
    (shown,) = reader.app.dataframe
    made = downloads[f"atlas-{level}.csv"]()
    rows = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    features = json.loads(downloads[f"atlas-{level}.geojson"]())["features"]
    assert shown.value.index.tolist() == [row["code"] for row in rows]
    assert shown.value.index.tolist() == [feature["properties"]["code"] for feature in features]
    counts = shown.value["Initiatives"].tolist()
    assert counts == [int(row["initiatives"]) for row in rows]
    assert counts == [feature["properties"]["initiatives"] for feature in features]
    assert reader.figures[1] == str(sum(count > 0 for count in counts))
    money = [float(row["funding"]) for row in rows if row["funding"]]
    assert shown.value["Financements reçus (€)"].dropna().tolist() == money
    assert sum(value or 0 for value in reader.payload["values"]) == pytest.approx(sum(money), abs=len(money))


@pytest.mark.parametrize("address", ["niveau=commune&dans=departement:26", "territoire=departement:26"])
def test_one_territory_s_initiatives_are_listed_and_summed_up(visit, downloads, address):
    france = load_catalogue()
    there = france.presence("departement", "seat")
    expected = set(there.loc[there["code"].eq("26"), "id"])
    shares = france.shares("departement", "seat")
    received = shares.loc[shares["code"].eq("26"), "cents"].sum() / 100
    reader = visit(f"{address}&tableau=initiatives")
    assert set(listed(reader)) == expected
    assert reader.says("table_perimeter", name="Drôme")
    written = json.loads(downloads["atlas-initiatives.geojson"]())["metadata"]
    assert dict(parse_qsl(written["address"].partition("?")[2])) == dict(parse_qsl(address))
    assert any("Drôme" in told for told in written["selection"].values())
    if "dans" in address:
        assert reader.figures[0] == str(len(expected))
        assert reader.figures[2] == f"{received / 1e6:.1f}".replace(".", ",")


def test_downloads_of_initiatives_are_the_rows_of_the_table(visit, downloads):
    reader = visit("types=ptce&tableau=initiatives&categories=rural")
    made = downloads["atlas-initiatives.csv"]()
    rows = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    written = json.loads(downloads["atlas-initiatives.geojson"]())
    assert [row["id"] for row in rows] == listed(reader)
    assert [feature["properties"]["id"] for feature in written["features"]] == listed(reader)
    assert reader.figures[0] == str(len(rows))
    page, _, parameters = written["metadata"]["address"].partition("?")
    assert not page
    address = dict(parse_qsl(parameters)) | {"tableau": "initiatives"}
    assert address == reader.address
    assert written["metadata"]["millesime"] == "2026"
    assert len(written["metadata"]["sources"]) > 3
    assert all(row["source"] for row in rows)


def test_the_types_decide_how_they_count_until_the_reader_does(visit):
    reader = visit("types=pat")
    assert reader.app.radio(key="by").value == "coverage"
    assert reader.says("by_usual_coverage")
    assert "compte" not in reader.address
    reader.choose("types", ["pat", "ptce"])
    assert reader.app.radio(key="by").value == "seat"
    assert reader.says("by_usual_mixed")
    reader.choose("by", "coverage")
    assert reader.address["compte"] == "coverage"
    assert not reader.says("by_usual_mixed")
    reader.choose("types", ["ptce"])
    assert reader.app.radio(key="by").value == "coverage"


@pytest.mark.parametrize("page", ["manques", "financements", "echelles"])
def test_other_pages_show_all_communes_too(visit, page):
    reader = visit("niveau=commune&types=pat").turn_to(page)
    sent = reader.payload
    assert (sent["level"], sent["codes"], sent["image"]) == ("commune", None, True)
    assert reader.says("scales_clusters_place") == (page == "echelles")
    for table in reader.app.dataframe:
        assert len(table.proto.SerializeToString()) < MOST_BYTES
