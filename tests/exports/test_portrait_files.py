"""The PDF, the workbook, the standalone map and the JSON of a portrait hold the same figures."""

import datetime as dt
import html
import io
import json
import re

import openpyxl
import pypdf
import pytest

from atlas.catalogue import load_catalogue
from atlas.exports.document import Column, Table
from atlas.exports.pdf import to_pdf
from atlas.exports.workbook import to_xlsx
from atlas.portrait import portrait
from atlas.territories.places import Place
from atlas.views.portrait import files as portrait_files
from atlas.views.portrait.document import document

DAY = dt.date(2026, 3, 2)
BIOVALLEE = Place("epci", "242600252")
NOUMEA = Place("commune", "98818")
CROWDED = Place("region", "11")
PLACES = [BIOVALLEE, Place("epci", "243500741"), Place("commune", "29155"), NOUMEA, CROWDED]
HOSTILE = "=HYPERLINK(\"http://x\")</script><script>alert('&')</script>"


@pytest.fixture(scope="module")
def france():
    return load_catalogue()


@pytest.fixture(scope="module")
def made(france):
    files = {}

    def make(where, ending, language="fr"):
        key = (where, ending, language)
        if key not in files:
            files[key] = portrait_files.FILES[ending][0](
                france, portrait(france, where), language, created=DAY
            )
        return files[key]

    return make


def words(france, where, language="fr"):
    return document(france, portrait(france, where), language, created=DAY)


def close(text):
    """Leave out every space: a PDF breaks lines where it likes."""
    return re.sub(r"\s", "", text)


def pages(data):
    return [close(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("where", PLACES, ids=lambda where: f"{where.level}:{where.code}")
def test_pdf_has_two_pages_with_every_figure(made, france, where, language):
    sheet = words(france, where, language)
    first, second = pages(made(where, "pdf", language))
    for figure in sheet.figures:
        assert close(figure.value) in first
        assert close(figure.note) in first
    for row in sheet.tables["comparison"].written.to_dict("records"):
        assert all(close(text) in first for text in (row["population"], row["rate"], row["funding"]))
    for position in sheet.positions:
        assert close(position.sentence) in first
    # Where there is no map, the types take its room.
    listed = first if where == NOUMEA else second
    for row in sheet.tables["types"].written.to_dict("records"):
        assert close(row["people_km"]) in listed
    assert close(sheet.tables["types"].title) in listed
    for text in (*sheet.notices, sheet.title, sheet.date):
        assert close(text) in first
    for source in sheet.sources:
        assert close(source.rstrip(".")) in second


def test_pdf_tells_what_a_line_gives_here_and_why_others_do_not_count(made, france):
    """Biovallée received 18.5 and 10 million; part and whole of an envelope are told, and not added."""
    _, second = pages(made(BIOVALLEE, "pdf"))
    assert "Partd’ici(€)" in second
    assert "Totaldelacolonne«partd’ici»:28500000€" in second
    # From the amounts of a row to its end.
    assert re.search(r"18500000€18500000€[^€]*Compté", second)
    assert re.search(r"12800000€–[^€]*Noncompté:partdelaligne05", second)
    listed = words(france, BIOVALLEE).tables["lines"].written
    assert "Généré, non compté" in set(listed["entry"].str.replace("\u202f", " "))
    assert "Lien,àlasuitedel’adressedel’atlas:territoire?territoire=epci:242600252" in second
    english = pages(made(BIOVALLEE, "pdf", "en"))[1]
    assert re.search(r"€12,800,000–[^€]*Notcounted:partdelaligne05", english)


def test_pdf_ends_above_its_footer(made):
    for where in PLACES:
        heights = []
        page = pypdf.PdfReader(io.BytesIO(made(where, "pdf"))).pages[1]
        page.extract_text(
            visitor_text=lambda text, _c, tm, _f, _s, into=heights: (
                into.append(tm[5]) if text.strip() else None
            )
        )
        footer = min(heights)
        assert min(height for height in heights if height > footer + 1) > footer + 8


def test_pdf_is_the_same_for_the_same_day(made, france):
    again = portrait_files.pdf(france, portrait(france, BIOVALLEE), "fr", created=DAY)
    assert again == made(BIOVALLEE, "pdf")
    other = portrait_files.pdf(france, portrait(france, BIOVALLEE), "fr", created=dt.date(2026, 3, 3))
    assert "3mars2026" in pages(other)[0]


def test_pdf_says_how_many_rows_it_leaves_to_the_workbook(made, france):
    _, second = pages(made(CROWDED, "pdf"))
    (left, *_) = [int(n) for n in re.findall(r"…et(\d+)autreslignes", second)]
    shown = len(portrait(france, CROWDED).initiatives) - left
    names = words(france, CROWDED).tables["initiatives"].written["name"]
    assert close(names.iloc[shown - 1])[:20] in second
    assert close(names.iloc[shown])[:30] not in second


@pytest.mark.parametrize("where", [NOUMEA, Place("commune", "01004"), Place("commune", "97701")])
def test_pdf_is_full_where_a_territory_has_nothing(made, france, where):
    """Both pages are used down to their last third, with the peers that one may call."""
    names = words(france, where).tables["models"].written["name"]
    assert len(names) > 0
    for page in pypdf.PdfReader(io.BytesIO(made(where, "pdf"))).pages:
        heights = []
        page.extract_text(
            visitor_text=lambda text, _c, tm, _f, _s, into=heights: (
                into.append(tm[5]) if text.strip() else None
            )
        )
        lowest = min(height for height in heights if height > min(heights) + 1)
        assert lowest < float(page.mediabox.height) / 3
    assert close(names.iloc[0]) in pages(made(where, "pdf"))[1]


def test_pdf_has_one_map_where_there_is_one(made):
    counts = [
        len(pypdf.PdfReader(io.BytesIO(made(where, "pdf"))).pages[0].images) for where in (BIOVALLEE, NOUMEA)
    ]
    assert counts == [1, 0]


def test_workbook_has_typed_numbers_and_frozen_headings(made, france):
    found = portrait(france, BIOVALLEE)
    book = openpyxl.load_workbook(io.BytesIO(made(BIOVALLEE, "xlsx")))
    assert book.sheetnames == [
        *("Portrait", "Initiatives", "Financements", "Types", "Pairs comparables", "Sources")
    ]
    for name, table, column in (
        ("Initiatives", found.initiatives, "Part d’ici (€)"),
        ("Financements", found.lines, "Part d’ici (€)"),
    ):
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        rows = list(sheet.iter_rows(values_only=True))
        place = rows[0].index(column)
        assert [row[place] for row in rows[1:]] == [
            None if value != value else value  # noqa: PLR0124 - NaN
            for value in table["share_eur"]
        ]
    texts = [row[0] for row in book["Sources"].iter_rows(values_only=True)]
    assert texts[: len(words(france, BIOVALLEE).sources)] == words(france, BIOVALLEE).sources
    assert book.properties.created == dt.datetime(2026, 3, 2)  # noqa: DTZ001 - a workbook has no zone
    shown = [cell for row in book["Portrait"].iter_rows(values_only=True) for cell in row if cell is not None]
    assert {31268, found.money.per_inhabitant} <= set(shown)
    figures = book["Portrait"].column_dimensions["B"]
    assert figures.max >= max(len(found.comparison.columns), len(found.positions.columns)) - 1
    assert figures.width >= len("28 500 000,00 €")


def test_workbook_holds_no_formula(france):
    sheet = words(france, BIOVALLEE)
    table = sheet.tables["initiatives"]
    cells = table.cells.assign(name=HOSTILE, source_url="http://example.org")
    tables = sheet.tables | {"initiatives": table._replace(cells=cells)}
    data = to_xlsx(sheet._replace(title="=1+1", tables=tables), created=DAY)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert book[sheet.say("sheet_initiatives")]["A2"].value == HOSTILE
    assert book[sheet.say("sheet_main")]["A1"].value == "=1+1"


def test_an_empty_table_says_so_in_the_workbook(made, france):
    book = openpyxl.load_workbook(io.BytesIO(made(NOUMEA, "xlsx", "en")))
    assert book["Funding"]["A2"].value == words(france, NOUMEA, "en").tables["lines"].empty


@pytest.mark.parametrize("where", PLACES, ids=lambda where: f"{where.level}:{where.code}")
def test_html_needs_nothing_from_elsewhere(made, france, where):
    data = made(where, "html")
    text = data.decode()
    assert len(data) < 3_000_000
    assert "default-src 'none'" in text
    assert re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", text) == []
    shown = close(text)
    for figure in words(france, where).figures:
        assert close(figure.value.replace("'", "&#39;")) in shown
    assert ("window.atlasMap(" in text) == (where != NOUMEA)


def test_html_escapes_what_came_from_files(france, monkeypatch):
    sheet = words(france, NOUMEA)._replace(title=HOSTILE)
    monkeypatch.setattr(portrait_files, "document", lambda *_args, **_options: sheet)
    text = portrait_files.html(france, portrait(france, NOUMEA), "fr", created=DAY).decode()
    assert "<script>alert" not in text
    assert "&lt;/script&gt;" in text


def test_json_is_the_portrait(made, france):
    content = json.loads(made(BIOVALLEE, "json"))
    expected = json.loads(json.dumps(portrait(france, BIOVALLEE).to_dict()))
    assert {key: content[key] for key in expected} == expected
    assert content["created"] == "2026-03-02"
    assert content["sources"] == words(france, BIOVALLEE).sources


def test_a_long_name_fits(france):
    sheet = words(france, NOUMEA)._replace(title="Communauté d'agglomération " * 9)
    assert len(pages(to_pdf(sheet, None, [], created=DAY))) == 2


def test_kinds_of_columns_know_what_is_a_number():
    assert [Column("x", kind).numeric for kind in ("text", "link", "code", "year", "euros")] == [
        False,
        False,
        False,
        True,
        True,
    ]
    assert Table._fields[3:5] == ("cells", "written")


def test_the_offline_page_names_the_peers_to_call(made, france):
    page = html.unescape(made(NOUMEA, "html", "en").decode())
    told = words(france, NOUMEA, "en").tables["models"]
    assert told.title in page
    assert all(f"<td>{name}</td>" in page for name in told.written["name"])


@pytest.mark.parametrize(("language", "said"), [("fr", "distances inconnues"), ("en", "distances not known")])
def test_what_is_near_a_commune_without_place_is_unknown_not_none(france, language, said):
    assert words(france, NOUMEA, language).figures[1].note.endswith(said)
    assert said not in words(france, BIOVALLEE, language).figures[1].note
