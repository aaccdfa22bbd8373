"""The page of peers shows the numbers of Python, in two languages, and everything is in its address."""

import csv
import io
import json
import re
from urllib.parse import parse_qsl

import pandas as pd
import pyogrio
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.peers import Start, gather, meeting_towns, network, peers, travelling
from atlas.peers.listing import peers_table
from atlas.peers.network_listing import members_table
from atlas.views.peers.sentences import told
from atlas.words import say

MOST_BYTES = 40_000
FIGEAC = Start(initiative="figeacteurs")


@pytest.fixture
def pairs(visit):
    def open_page(address=""):
        reader = visit().turn_to("pairs")
        reader.app.query_params.update(dict(part.split("=", 1) for part in address.split("&") if part))
        return reader.run()

    return open_page


def read(content):
    return list(csv.DictReader(io.StringIO(content().decode("utf-8-sig"), newline="")))


def link(content):
    page, _, parameters = json.loads(content())["metadata"]["address"].partition("?")
    return page, dict(parse_qsl(parameters))


def buttons(reader):
    return [button.label for button in reader.app.button]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_opens(pairs, language):
    reader = pairs(f"lang={language}&depart=initiative:figeacteurs")
    assert reader.says("peers_of", name="PTCE Figeacteurs")
    for key in ("peers_weights", "peers_legend_line", "peers_distance_note"):
        assert reader.says(key), key
    found = told(peers_table(load_catalogue(), peers(load_catalogue(), FIGEAC, elsewhere=True)), language)
    assert all(sentence in reader.words for sentence in found["reason"])
    assert reader.payload["language"] == language


def test_list_table_file_map_and_python_agree(pairs, downloads):
    reader = pairs("depart=initiative:figeacteurs&part=30&rayon=130&poids_type=5&poids_funding=0&combien=5")
    found = peers(
        load_catalogue(),
        FIGEAC,
        nearness_share=0.3,
        k=5,
        radius_km=130,
        weights={"type": 5, "funding": 0},
        elsewhere=True,
    )
    expected = told(peers_table(load_catalogue(), found), "fr")
    (shown,) = reader.app.dataframe
    assert shown.value.index.tolist() == expected.index.tolist()
    assert shown.value["Distance (km)"].tolist() == expected["distance_km"].round(1).tolist()
    assert shown.value["Score"].tolist() == expected["score"].round(2).tolist()
    listed = [label for label in reader.buttons if re.match(r"\d+\. ", label)]
    assert listed == [
        f"{row.rank}. {row.name_}" for row in expected.rename(columns={"name": "name_"}).itertuples()
    ]
    for sentence in expected["reason"]:
        assert sentence in reader.words
    written = list(
        csv.DictReader(io.StringIO(downloads["atlas-pairs.csv"]().decode("utf-8-sig"), newline=""))
    )
    assert [row["id"] for row in written] == expected.index.tolist()
    assert [float(row["score"]) for row in written] == pytest.approx(expected["score"].tolist())
    assert downloads["gpkg"]()[:15] == b"SQLite format 3"
    sent = reader.payload
    saved = re.search(r"const data = (.*);\n", downloads["atlas-pairs.html"]().decode()).group(1)
    assert json.loads(saved)["view"]["overlay"] == sent["overlay"]
    assert len(sent["overlay"]["lines"]) == 5
    assert sent["points"].count("1") == 6
    assert len(json.dumps(sent).encode()) < MOST_BYTES


def test_everything_is_in_the_address_and_comes_back(pairs, downloads):
    address = (
        "types=ptce&depart=commune:26108&classer=alike&combien=20&rayon=500&poids_start_year=0"
        "&profil_type=ptce&profil_cadre=rural&profil_annee=2015"
    )
    reader = pairs(address)
    assert reader.address == dict(part.split("=", 1) for part in address.split("&"))
    found = peers(
        load_catalogue(),
        Start(place="commune:26108", type="ptce", setting="rural", start_year=2015),
        selection=Selection(types=("ptce",)),
        nearness_share=0,
        k=20,
        radius_km=500,
        weights={"start_year": 0},
    )
    (shown,) = reader.app.dataframe
    assert shown.value.index.tolist() == found.table.index.tolist()
    assert link(downloads["atlas-pairs.geojson"]) == ("pairs", reader.address)
    reader.choose("peers_mode", "near")
    assert reader.address["classer"] == "near"


@pytest.mark.parametrize("start", ["initiative:zzz", "commune:zzz", "zzz", "<script>"])
def test_a_start_that_does_not_exist_is_told(pairs, start):
    reader = pairs(f"depart={start}")
    (told,) = reader.messages
    assert start in told
    assert reader.says("peers_begin")
    assert reader.payload["overlay"]["marks"] == []


def test_nonsense_in_the_address_is_the_default(pairs):
    reader = pairs("classer=zzz&poids_type=99&portee=0&rayon=2.5")
    assert reader.address == {}
    assert reader.says("peers_begin")


def test_filters_that_nobody_answers_to_are_told(pairs):
    reader = pairs("q=zzzzqq")
    assert reader.says("empty")
    assert not reader.says("peers_begin")


def test_a_search_starts_from_what_is_found(pairs):
    reader = pairs().choose("peers_find", "figeacteurs")
    reader.press("PTCE Figeacteurs · Pôle territorial de coopération économique")
    assert reader.address == {"depart": "initiative:figeacteurs"}
    reader.choose("peers_find", "26108").press("Crest · Commune, Drôme · 26108")
    assert reader.address == {"depart": "commune:26108"}
    reader.choose("peers_find", "zzzzzz")
    assert reader.says("peers_search_none", text="zzzzzz")
    reader.choose("peers_find", "").press(say("peers_forget", "fr"))
    assert reader.address == {}


def test_a_peer_opens_its_sheet_and_may_be_the_next_start(pairs):
    reader = pairs("depart=initiative:figeacteurs")
    first = peers(load_catalogue(), FIGEAC, elsewhere=True).table.index[0]
    name = load_catalogue().tables.initiatives["name"][first]
    reader.press(f"1. {name}")
    assert reader.address["initiative"] == first
    assert reader.says("funding_lines")
    reader.press(say("peers_start_here", "fr"))
    assert reader.address == {"depart": f"initiative:{first}"}
    assert reader.says("peers_of", name=name)


def test_the_map_may_be_taken_before_there_is_a_start(pairs, downloads):
    reader = pairs("types=ptce")
    saved = re.search(r"const data = (.*);\n", downloads["atlas-pairs.html"]().decode()).group(1)
    assert json.loads(saved)["view"]["points"] == reader.payload["points"]
    chosen = load_catalogue().choose(Selection(types=("ptce",))).index.tolist()
    assert [row["id"] for row in read(downloads["atlas-initiatives.csv"])] == chosen
    assert downloads["atlas-pairs.png"]()[1:4] == b"PNG"


def test_before_there_is_a_start_the_map_looks_at_the_place(pairs):
    (south, west), (north, east) = pairs("dans=region:53").payload["fit"]["bounds"]
    lon, lat = load_catalogue().geography.boundaries("region").geometry["53"].representative_point().coords[0]
    assert (west < lon < east, south < lat < north) == (True, True)
    assert max(north - south, east - west) < 6  # Bretagne, not France


def test_a_radius_with_nobody_names_the_nearest_beyond(pairs, downloads):
    reader = pairs("depart=commune:2A041&rayon=25&types=tzcld")
    found = peers(
        load_catalogue(), Start(place="commune:2A041"), selection=Selection(types=("tzcld",)), radius_km=25
    )
    assert found.table.empty
    assert reader.says("peers_none", km=25)
    assert found.beyond.name in reader.words
    assert not reader.app.dataframe
    assert [row["mark"] for row in reader.payload["legend"]["groups"][0]["rows"]] == ["start", "circle"]
    # The map shows the circles; there is no list to take.
    assert "atlas-pairs.csv" not in downloads
    saved = re.search(r"const data = (.*);\n", downloads["atlas-pairs.html"]().decode()).group(1)
    assert len(json.loads(saved)["view"]["overlay"]["circles"]) == 3


def test_a_commune_without_a_point_is_ranked_by_likeness(pairs):
    reader = pairs("depart=commune:98818&profil_type=tiers_lieu&rayon=50")
    assert reader.says("peers_no_point", name="Nouméa")
    assert reader.payload["overlay"]["lines"] == []
    assert len(reader.app.dataframe) == 1


def test_no_initiative_no_peer(pairs):
    reader = pairs("depart=initiative:figeacteurs&q=zzz")
    assert reader.says("peers_nobody")


@pytest.mark.parametrize(
    "language",
    ["fr", "en"],
)
def test_a_network(pairs, downloads, tmp_path, language):
    reader = pairs(f"lang={language}&vue=network&types=ptce&portee=100&villes=50000").choose(
        "peers_reach", 137
    )
    assert reader.address["portee"] == "137"
    reader.unfold("members_table")
    france = load_catalogue()
    points = france.places.loc[france.choose(Selection(types=("ptce",))).index, ["lon", "lat"]]
    found = network(points, 137)
    isolated = int(found.members["isolated"].sum())
    assert reader.says("peers_meet")
    assert reader.says("peers_isolated", n=isolated)
    assert reader.figures == [str(n) for n in (len(found.members), isolated, found.clusters, found.pairs)]
    towns = meeting_towns(france, points.loc[travelling(points)], least_population=50_000, k=3)
    for name in towns["name"]:
        assert name in reader.words
    sent = reader.payload["overlay"]
    # One line for all ties between two places, none within one.
    at = points.round(3).apply(tuple, axis=1)
    ends = {(at[a], at[b]) for a, b in zip(found.edges["one"], found.edges["other"], strict=True)}
    assert len(sent["lines"]) == sum(one != other for one, other in ends) > 0
    assert [mark[2] for mark in sent["marks"]].count("isolated") == isolated
    (shown,) = reader.app.dataframe
    expected = members_table(france, found)
    assert shown.value.index.tolist() == expected.index.tolist()
    written = list(
        csv.DictReader(io.StringIO(downloads["atlas-reseau-membres.csv"]().decode("utf-8-sig"), newline=""))
    )
    assert [row["id"] for row in written] == expected.index.tolist()
    assert link(downloads["atlas-reseau-membres.geojson"]) == ("pairs", reader.address)
    linked = read(downloads["atlas-reseau-liens.csv"])
    assert len(linked) == found.pairs
    assert [row["name"] for row in read(downloads["atlas-reseau-villes.csv"])] == towns["name"].tolist()
    book = pd.read_excel(io.BytesIO(downloads["atlas-reseau.xlsx"]()), sheet_name=None, engine="calamine")
    assert [len(sheet) for sheet in book.values()][:3] == [len(expected), found.pairs, len(towns)]
    target = tmp_path / "reseau.gpkg"
    target.write_bytes(downloads["atlas-reseau.gpkg"]())
    assert pyogrio.list_layers(target)[:3, 0].tolist() == [
        "atlas_reseau",
        "atlas_reseau_liens",
        "atlas_reseau_villes",
    ]
    # The map of the file is that of the screen.
    saved = re.search(r"const data = (.*);\n", downloads["atlas-reseau.html"]().decode()).group(1)
    ours = json.loads(saved)["view"]
    assert ours["overlay"] == sent
    assert ours["legend"] == reader.payload["legend"]
    assert ours["points"] == reader.payload["points"]


def test_the_own_place_is_left_out_until_it_is_asked_for(pairs):
    reader = pairs("depart=initiative:figeacteurs&combien=50")
    places = load_catalogue().places["commune"]
    (shown,) = reader.app.dataframe
    assert not places[shown.value.index].eq(places["figeacteurs"]).any()
    n = places.eq(places["figeacteurs"]).sum() - 1
    assert reader.says("peers_left_here", n=n)
    reader.app.get_by_key("peers_here").check()
    reader.run()
    assert reader.address["meme_lieu"] == "oui"
    (shown,) = reader.app.dataframe
    assert places[shown.value.index].eq(places["figeacteurs"]).sum() == n


def test_the_score_is_shown_in_two_bars(pairs):
    reader = pairs("depart=initiative:figeacteurs")
    found = peers(load_catalogue(), FIGEAC, elsewhere=True).table
    bars = [float(one) / 100 for one in re.findall(r"<b style='width:(\d+)%'>", reader.markup)]
    assert bars == pytest.approx(found[["nearness", "similarity"]].to_numpy().ravel().tolist(), abs=0.0051)
    # One alone where one alone counts.
    assert reader.choose("peers_mode", "alike").markup.count("<b style='width:") == len(found)


def test_members_are_pasted_by_name_or_added(pairs):
    reader = pairs("vue=network").choose("peers_members", "ptce figeacteurs\nBiovallée\nnobody at all")
    assert reader.figures[0] == "2"
    assert any("nobody at all" in message for message in reader.messages)
    reader.choose("peers_member_find", "Domb'Innov")
    added = next(label for label in reader.buttons if label.startswith("+ ") and "Domb" in label)
    reader.press(added)
    assert reader.figures[0] == "3"


def test_each_cluster_has_a_town_of_its_own(pairs):
    france = load_catalogue()
    found = gather(france, france.choose(Selection(types=("ptce",))).index, km=50)
    reader = pairs("vue=network&types=ptce")
    assert found.each["members"].tolist() == sorted(found.each["members"], reverse=True)
    points = found.network.members
    for row in found.each.itertuples():
        mine = points.loc[points["cluster"].eq(row.cluster), ["lon", "lat"]]
        towns = meeting_towns(france, mine, least_population=20_000, k=1)
        assert row.code in towns.index[towns["rank_sum"].eq(1)]
        assert row.name in reader.words
    assert reader.says("peers_meet_by_size")


def test_a_network_of_named_members(pairs):
    reader = pairs("vue=network&membres=biovallee,figeacteurs,qqq")
    assert "qqq" in reader.words
    assert reader.figures[0] == "2"
    assert reader.address["membres"] == "biovallee,figeacteurs,qqq"


def test_a_network_without_a_place(pairs):
    france = load_catalogue()
    nowhere = france.places.index[france.places["lon"].isna()][0]
    reader = pairs(f"vue=network&membres={nowhere}")
    assert reader.says("peers_no_member")
