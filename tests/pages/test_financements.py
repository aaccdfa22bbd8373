"""The page of money shows the numbers of Python, in two languages, and everything is in its address."""

import csv
import html
import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pandas as pd
import pyarrow as pa
import pytest
import streamlit as st

from atlas import exports
from atlas.account.account import account, account_table, ledger, territory_money
from atlas.account.listing import grants_table, unplaced_table
from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.funding import BASE_YEAR, DIMENSIONS, SHARING
from atlas.readers import read_grants
from atlas.ui.money_panel import SECTIONS
from atlas.vocabulary import LICENCE
from atlas.words import say
from atlas.words.numbers import compact_euros, number
from atlas.words.texts.reading import FAULTS

MOST_BYTES = 40_000
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "samples"
GRANTS = "numero;code_insee;montant\n1;26108;1 000,50 €\n2;26108;10\n3;75056;5\n4;99999;7\n5;;3\n"


def told(made, rows):
    """Check that a CSV is a table, each row followed by what it rests on."""
    written = pd.read_csv(io.BytesIO(made), dtype=str, keep_default_na=False)
    expected = pd.read_csv(io.BytesIO(exports.to_csv(rows)), dtype=str, keep_default_na=False)
    assert written[list(expected.columns)].equals(expected)
    for column in ("millesime", "source", "licence", "selection", "created"):
        assert written[column].ne("").all()


@pytest.fixture
def financements(visit):
    def open_page(address=""):
        return arrive(visit(), address)

    return open_page


def arrive(reader, address):
    reader.turn_to("financements")
    # A parameter at its default makes the address news; else AppTest would send what another page left.
    reader.app.query_params.update(dict(parse_qsl(f"points=oui&{address}")))
    return reader.run()


@pytest.fixture
def bring(monkeypatch):
    """Put a file into the uploader, which AppTest cannot click."""

    def put(content, name="aides.csv"):
        file = io.BytesIO(content)
        file.name = name
        monkeypatch.setattr(st, "file_uploader", lambda *_args, **_options: file)

    return put


def money(level="departement", **options):
    return account(load_catalogue(), Selection(), level, **options)


def table(reader):
    return reader.app.dataframe[0].value


@pytest.mark.parametrize("language", ["fr", "en"])
def test_opens(financements, language):
    reader = financements(f"lang={language}")
    for key in ("funding_lines", "card_equity", "card_nature_open"):
        assert reader.says(key), key
    assert reader.payload["language"] == language
    assert len(json.dumps(reader.payload, ensure_ascii=False).encode()) < MOST_BYTES


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_dominates_is_said_first_and_a_card_has_one_figure(financements, language):
    reader = financements(f"lang={language}")
    lead = reader.markup.split("atlas-lead'>")[1].split("</p>")[0]
    programmes = money().breakdown("programme").dropna()
    largest = programmes.loc[programmes["cents"].idxmax()]
    assert largest["cents"] * 2 >= money().total
    assert str(largest["programme"]) in html.unescape(lead)
    for cents in (largest["cents"], money().total):
        assert compact_euros(cents / 100, language) in lead
    assert number(money().lines["initiative_id"].nunique(), language) in lead
    assert all(
        card.count("<strong>") == 1 for card in reader.markup.split("atlas-cards")[1].split("<div>")[1:]
    )


def test_a_choice_that_nothing_dominates_says_so(financements):
    chosen = financements("types=ptce,tzcld,tiers_lieu")
    selection = Selection(types=("ptce", "tzcld", "tiers_lieu"))
    found = account(load_catalogue(), selection, "departement")
    for dimension in ("programme", "funder_level"):
        parts = found.breakdown(dimension).dropna()
        parts = parts[parts[dimension].ne("unknown")]
        if parts["cents"].max() * 2 >= found.total:
            assert chosen.says(f"money_lead_{dimension}")
            return
    assert chosen.says("money_lead_none")


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_section_opens_from_its_address(financements, section, language):
    reader = financements(f"section={section}&lang={language}")
    expected = {"lang": language} if language == "en" else {}
    assert reader.address == expected | ({} if section == SECTIONS[0] else {"section": section})


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("rule", SHARING)
def test_table_map_file_and_python_agree(financements, downloads, rule):
    reader = financements(f"niveau=epci&partage={rule}&euros=constants&montant=total")
    expected = money("epci", rule=rule, base=BASE_YEAR)
    euros = (expected.by_territory() / 100).to_dict()
    assert table(reader)["Reçu (€)"].dropna().to_dict() == euros
    answer = territory_money(load_catalogue(), expected, Selection())
    sent = dict(zip(answer.table.index, reader.payload["values"], strict=True))
    assert {code: value for code, value in sent.items() if value is not None} == {
        code: round(value) for code, value in euros.items()
    }
    told(downloads["atlas-financements-epci.csv"](), account_table(load_catalogue(), expected))


@pytest.mark.parametrize("level", ["region", "epci"])
def test_names_and_amounts_come_first_and_amounts_are_whole_euros(financements, level):
    reader = financements(f"niveau={level}")
    (shown,) = reader.app.dataframe
    assert list(shown.value) == ["Nom", "Reçu (€)", "€ / habitant", "Initiatives"]
    assert shown.value["Nom"].is_unique  # namesakes carry their code
    assert '"hidden": true' in shown.proto.columns  # the index, which is the code
    written = pa.ipc.open_stream(shown.proto.arrow_data.styler.display_values).read_pandas()
    amounts = written.iloc[:, -len(shown.value.columns) + 1]
    expected = [number(value, "fr") for value in shown.value["Reçu (€)"].dropna()]
    assert [amount for amount in amounts if amount != "–"] == expected
    assert shown.value["Reçu (€)"].mod(1).gt(0).any()


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_breakdown_file_and_python_agree(financements, downloads, dimension):
    reader = financements(f"section=repartition&ventilation={dimension}&niveau=region")
    expected = money("region")
    parts = expected.breakdown(dimension)
    assert table(reader)["Reçu (€)"].tolist() == (parts["cents"] / 100).tolist()
    assert sum(table(reader)["Part"]) == pytest.approx(1)
    made = downloads[f"atlas-financements-region-{dimension}.csv"]()
    told(made, account_table(load_catalogue(), expected, dimension))
    (chart,) = reader.app.get("vega_lite_chart")
    assert chart.proto.alt.startswith("Barres")


def test_per_inhabitant(financements):
    reader = financements("montant=habitant&niveau=region")
    expected = territory_money(load_catalogue(), money("region"), Selection(), per_inhabitant=True)
    sent = [value for value in reader.payload["values"] if value is not None]
    assert sent == expected.table["value"].dropna().round(2).tolist()
    legend = reader.payload["legend"]
    assert "par habitant" in legend["title"]
    assert "population municipale" in legend["groups"][0]["title"]


@pytest.mark.usefixtures("whole")
def test_ledger_shows_every_level_and_every_line_left_out(financements, downloads):
    reader = financements("section=comptes")
    expected = ledger(load_catalogue(), Selection())
    for level in expected.index:
        for column in ("located", "unlocated", "total"):
            assert number(expected.loc[level, column] / 100, "fr", digits=2) in reader.words
    others = money().others
    assert len(table(reader)) == len(others) > 0
    reasons = table(reader)["Raison notée"].dropna()
    # That an amount is unknown is why, in the reader's language, and no reason beside it.
    noted = others["not_counted_reason"].dropna()
    assert reasons.tolist() == noted[noted.ne("montant inconnu")].tolist()
    assert (
        table(reader)["Pourquoi"].eq(say("kind_unknown_amount", "fr")).sum()
        == noted.eq("montant inconnu").sum()
    )
    assert downloads["csv"]().decode("utf-8-sig").count("\r\n") > len(others)


def test_flows_have_a_table_and_ask_nobody(financements):
    reader = financements("section=flux")
    (chart,) = reader.app.get("plotly_chart")
    figure = json.loads(chart.proto.spec)
    assert figure["data"][0]["type"] == "sankey"
    assert "http" not in chart.proto.spec
    shown = table(reader)
    assert shown.groupby("Étape")["Reçu (€)"].sum().round(2).unique().tolist() == [money().total / 100]
    assert say("setting_unlocated", "fr") in shown["Vers"].tolist()


def test_timeline_tells_the_money_of_biovallee_first(financements):
    reader = financements("section=chronologie")
    assert reader.app.selectbox(key="told").value == "biovallee"
    assert "chronologie" not in reader.address
    shown = table(reader)
    assert shown.loc[shown["Compté"], "Montant (€)"].tolist() == [10_000_000, 18_500_000]
    (chart,) = reader.app.get("vega_lite_chart")
    assert "Biovallée" in chart.proto.alt
    assert "2009 (Grand Projet Rhône-Alpes)" in reader.words
    reader.choose("told", "eusko")
    assert reader.address["chronologie"] == "eusko"
    assert "31 janvier 2013" in reader.words


def test_every_initiative_with_a_line_has_a_timeline(financements):
    reader = financements("section=chronologie")
    options = reader.app.selectbox(key="told").options
    assert len(options) == load_catalogue().tables.funding["initiative_id"].nunique()
    # One without any year, one without any amount.
    for name in ("place_des_possibles", "in_seine_saint_denis"):
        told = next(one for one in load_catalogue().tables.funding["initiative_id"] if name in one)
        reader.choose("told", told)


def test_choices_go_into_the_address_and_come_back(financements):
    reader = financements()
    reader.choose("share_rule", "area")
    reader.choose("euros", "constants")
    reader.choose("level", "region")
    reader.choose("section", "repartition")
    reader.choose("breakdown", "purpose")
    expected = {
        "niveau": "region",
        "section": "repartition",
        "partage": "area",
        "euros": "constants",
        "ventilation": "purpose",
    }
    assert reader.address == expected
    again = financements("&".join(f"{key}={value}" for key, value in expected.items()))
    assert again.address == expected
    assert table(again).equals(table(reader))


def test_a_link_that_means_nothing_opens_the_default(financements):
    reader = financements("section=zzz&partage=luck&euros=dollars&ventilation=x&montant=y&chronologie=z")
    assert reader.address == {}


def test_filters_that_leave_no_line_say_so(financements):
    for section in SECTIONS[:-1]:
        reader = financements(f"types=ptce&financeurs=banque&section={section}")
        assert reader.says("money_none")
        assert reader.figures == []


def test_pages_share_the_filters(financements, visit):
    reader = financements("types=ptce,pat&niveau=region&partage=equal").turn_to("carte")
    assert reader.address == {"types": "ptce,pat", "niveau": "region"}
    reader = visit("types=ptce,pat&niveau=region&lang=en").turn_to("financements")
    assert reader.address == {"types": "ptce,pat", "niveau": "region", "lang": "en"}
    assert len(table(reader)) > 1


def test_a_territory_chosen_on_the_map_is_told(financements):
    reader = financements("territoire=departement:26")
    amount = money().by_territory()["26"] / 100
    told = "".join(node.value for node in reader.app.markdown)
    assert "Drôme" in told
    assert number(amount, "fr") in re.sub(r"\*", "", told)
    told = "".join(node.value for node in financements("territoire=departement:95").app.markdown)
    assert say("money_here_none", "fr", name="") in told


def test_a_brought_file_is_laid_over_the_territories(financements, downloads, bring):
    bring(GRANTS.encode())
    reader = financements("section=fichier&niveau=departement&montant=total")
    grants = read_grants(io.BytesIO(GRANTS.encode()))
    assert number(1025.5, "fr", digits=2) in reader.words
    answer = territory_money(load_catalogue(), money(), Selection())
    expected = grants_table(load_catalogue(), grants, answer, "departement")
    shown = table(reader)
    assert shown[say("grants_column", "fr")].dropna().to_dict() == {"26": 1010.5, "75": 5.0}
    assert shown["Reçu (€)"].dropna().to_dict() == expected["funding_eur"].dropna().to_dict()
    values = dict(zip(answer.table.index, reader.payload["values"], strict=True))
    assert values["26"] == round(1010.5)
    assert reader.payload["points"] == ""
    legend = reader.payload["legend"]["groups"][0]["rows"]
    assert legend[-1]["text"] == say("grants_blank", "fr")
    made = downloads["atlas-aides-departement.csv"]()
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    assert rows[1][0] == "26"
    assert unplaced_table(grants, "departement").index.tolist() == [5, 6]
    told(downloads["atlas-aides-non-placees-departement.csv"](), unplaced_table(grants, "departement"))
    # The atlas gives no licence to what is not its own.
    assert say("file_licence_brought", "fr", licence=LICENCE) in made.decode("utf-8-sig")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_bad_file_is_one_sentence_in_the_reader_s_language(financements, bring, language):
    bring(b"nom,montant\nMont,5\n")
    reader = financements(f"section=fichier&lang={language}")
    assert reader.messages == [FAULTS["no_place"].to(language)]
    assert len(reader.app.dataframe) == 0


def test_the_file_stays_in_the_session_only(financements, bring, monkeypatch):
    bring(GRANTS.encode())
    reader = financements("section=fichier")
    assert len(reader.app.dataframe) == 1
    monkeypatch.setattr(st, "file_uploader", lambda *_args, **_options: None)
    reader.run()
    assert len(reader.app.dataframe) == 1
    reader.press(say("grants_forget", "fr"))
    assert len(reader.app.dataframe) == 0
    assert len(financements("section=fichier").app.dataframe) == 0


def test_a_file_is_read_once(financements, bring, monkeypatch):
    bring(GRANTS.encode())
    reader = financements("section=fichier")

    def again(*_args, **_options):
        pytest.fail("the file was read a second time")

    monkeypatch.setattr("atlas.readers.grant_files.read_content", again)
    reader.choose("level", "region")
    assert len(reader.app.dataframe) == 1


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not beside the repository")
@pytest.mark.parametrize(
    ("name", "total"),
    [("fonds_vert_2023.csv", "1 956 354 884 €"), ("detr_dsil_2019_projets.xlsx", "1 707 978 945,66 €")],
)
def test_the_real_files(financements, bring, name, total):
    bring((SAMPLES / name).read_bytes(), name)
    reader = financements("section=fichier&niveau=epci")
    assert total in re.sub("[\u202f\u00a0]", " ", reader.words)
    assert len(json.dumps(reader.payload, ensure_ascii=False).encode()) < MOST_BYTES
    if name.endswith("xlsx"):
        reader.choose("grants_sheet", "infos")
        assert reader.messages == [FAULTS["no_amount"].fr]
