"""Every page offers its tables and maps in every format, in the reader's language."""

import io
import json

import pandas as pd
import pyogrio
import pytest
from PIL import Image

from atlas.catalogue import load_catalogue
from atlas.catalogue.listing import territories_table
from atlas.catalogue.selection import Selection
from atlas.exports.formats import FORMATS
from atlas.tables import DECLARATIONS, Tables
from atlas.ui.downloads import FILMS, MAPS, PLACES, TABLES

PAGES = {
    "carte": "atlas-region",
    "manques": "atlas-manques-region",
    "financements": "atlas-financements-region",
}


def test_every_format_is_offered_somewhere():
    assert {*TABLES, *PLACES, *MAPS, *FILMS} == set(FORMATS)
    assert set(TABLES) < set(PLACES)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_offers_its_map_and_table_in_every_format(visit, downloads, page, language):
    reader = visit(f"niveau=region&lang={language}")
    if page != "carte":
        downloads.clear()
        reader.turn_to(page)
        # A parameter at its default makes the address news; else AppTest would send what another page left.
        reader.app.query_params.update({"niveau": "region", "lang": language, "points": "oui"})
        reader.run()
    assert {f"{PAGES[page]}.{key}" for key in (*PLACES, *MAPS)} <= set(downloads)
    popovers = [node.proto.popover.label for node in reader.app.get("popover")]
    assert popovers == ["Télécharger" if language == "fr" else "Download"]
    assert ("Carte HTML" if language == "fr" else "HTML map") in reader.words


def test_screen_files_and_python_agree(visit, downloads, tmp_path):
    reader = visit("points=non&types=ptce&niveau=departement&mesure=rate&tableau=territories")
    france = load_catalogue()
    answer = france.answer(Selection(types=("ptce",)), "departement", by="seat", measure="rate")
    python = territories_table(france, answer, "departement")
    (shown,) = reader.app.dataframe
    assert shown.value.index.tolist() == python.index.tolist()
    target = tmp_path / "a.gpkg"
    target.write_bytes(downloads["atlas-departement.gpkg"]())
    back = pyogrio.read_dataframe(target, layer="atlas_departement").set_index("code")
    assert back["value"].equals(python["value"].rename_axis("code"))
    book = io.BytesIO(downloads["atlas-departement.xlsx"]())
    sheet = pd.read_excel(book, dtype={"code": str}, engine="calamine")
    assert sheet["value"].tolist() == pytest.approx(python["value"].tolist(), rel=1e-15, nan_ok=True)
    sent = dict(zip(answer.table.index, reader.payload["values"], strict=True))
    written = python["value"].round(2)
    assert {code: value for code, value in sent.items() if value is not None} == written.dropna().to_dict()
    page = downloads["atlas-departement.html"]().decode()
    data = json.loads(page.split("const data = ", 1)[1].split(";\nconst options", 1)[0])
    for part in ("classes", "values", "colours", "legend", "points"):
        assert data["view"][part] == reader.payload[part]
    assert Image.open(io.BytesIO(downloads["atlas-departement.png"]())).width == 2000


def test_hostile_words_of_a_link_stay_text(visit, downloads):
    visit('niveau=region&q=</script><script>alert("x")</script>')
    page = downloads["atlas-region.html"]().decode()
    assert page.count("<script>") == 1
    assert "&lt;/script&gt;&lt;script&gt;alert" in page


@pytest.mark.parametrize("name", Tables._fields)
def test_the_page_of_sources_gives_whole_tables(visit, downloads, plain, name):
    visit().turn_to("sources")
    book = io.BytesIO(downloads[f"atlas-table-{name}.xlsx"]())
    sheet = pd.read_excel(book, dtype=str, keep_default_na=False, engine="calamine")
    expected = plain(name)
    assert sorted(sheet.columns) == sorted(expected.columns)
    key = DECLARATIONS[name].key or expected.columns[0]
    assert sheet[key].tolist() == expected[key].tolist()
    columns = pd.read_excel(book, sheet_name="Colonnes", engine="calamine")
    assert columns["Sens"].notna().all()
