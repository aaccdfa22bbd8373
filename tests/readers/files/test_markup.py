"""Tables that programs write as a web page or as XML, under the name of a workbook."""

import pytest

ROWS = [
    ["Nom", "Commune", "Montant"],
    ["L&#039;&Eacute;cole", "Die", "1&nbsp;000,50&nbsp;&euro;"],
    ["B", "Crest", "2"],
]
READ = [["L'École", "Die", "1 000,50 €"], ["B", "Crest", "2"]]


def test_a_table_of_a_web_page_is_read(read, builders):
    raw = read(
        builders.html_file(
            ROWS, around="<style>td {}</style><h1>Aides</h1><!--[if mso]><td>x</td><![endif]-->"
        )
    )
    assert (raw.format, raw.cells.columns.tolist()) == ("html", ROWS[0])
    assert raw.cells.to_numpy().tolist() == READ


def test_a_page_that_says_more_than_its_table_is_none(refusal, builders):
    assert refusal(builders.html_file(ROWS, around="<p>" + "mot " * 1_000 + "</p>")) == "web_page"
    assert refusal(b"<table><tr><td>a<table><tr><td>1</td></tr></table></td></tr></table>") == "web_page"


def test_cells_over_several_rows_and_columns(read):
    raw = read(
        "<table><tr><th rowspan=2>Nom</th><th colspan=2>Montant</th></tr><tr><th>2021</th><th>2022</th></tr>"
        "<tr><td rowspan='2'>A<br>B</td><td>1<td>2</td></tr><tr><td>3</td><td><b>4</b>5</td></tr></table>"
    )
    assert raw.cells.columns.tolist() == ["Nom", "Montant – 2021", "Montant – 2022"]
    assert raw.cells.to_numpy().tolist() == [["A B", "1", "2"], ["A B", "3", "45"]]


@pytest.mark.parametrize("prefix", ["", "ss:"])
def test_a_workbook_in_xml_whose_cells_and_rows_say_where_they_are(read, prefix):
    def row(*cells, at=""):
        return f"<{prefix}Row{at}>" + "".join(cells) + f"</{prefix}Row>"

    def cell(text, at=""):
        return f'<{prefix}Cell{at}><{prefix}Data ss:Type="String">{text}</{prefix}Data></{prefix}Cell>'

    rows = row(*map(cell, ("Nom", "Objet", "Montant")))
    rows += row(cell("A &amp; B"), cell("7", ' ss:Index="3"')) + row(cell("C"), f"<{prefix}Cell/>", cell("8"))
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    start = (
        f'<?xml version="1.0"?><{prefix}Workbook xmlns:ss="{space}"><{prefix}Styles><Style/></{prefix}Styles>'
    )
    sheets = f'<{prefix}Worksheet ss:Name="vide"><{prefix}Table/></{prefix}Worksheet>'
    sheets += f'<{prefix}Worksheet ss:Name="aides"><{prefix}Table>{rows}</{prefix}Table></{prefix}Worksheet>'
    raw = read(f"{start}{sheets}</{prefix}Workbook>")
    assert raw.format == "xml"
    assert raw.cells[["Nom", "Montant"]].to_numpy().tolist() == [["A & B", "7"], ["C", "8"]]
