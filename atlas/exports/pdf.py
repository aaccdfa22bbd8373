"""A portrait as two pages of PDF, territories side by side as one, by fpdf2."""

from collections.abc import Collection, Hashable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from fpdf import FPDF, encryption
from fpdf.enums import MethodReturnValue, XPos, YPos

from atlas.exports.document import Document, Table
from atlas.maps.palettes import INK, MARK_COLOURS, OTHER_COLOUR, RULE, SETTING_COLOURS, SOFT, glyph, rgb
from atlas.maps.picture import LegendRow
from atlas.words import say

# Where an optional package is missing, fpdf keeps the error that says so, and the frames that led there: the
# page of the reader who asked first, and all that this reader had brought.
if encryption.import_error is not None:
    encryption.import_error.__traceback__ = None

MAP_MM = (128.0, 104.0)
_LEFT, _TOP, _WIDTH, _BOTTOM = 15.0, 13.0, 180.0, 282.0
_INK, _SOFT, _RULE, _ACCENT = map(rgb, (INK, SOFT, RULE, MARK_COLOURS["line"]))
_FADED = (107, 117, 124)
_SHADES = ((150, 178, 198), (214, 220, 224), (243, 245, 246))
_ROW, _SMALL = 3.95, 2.75
# Where few rows leave room, they stand as far apart as this.
_WIDE_ROW = 5.4
# Space between columns.
_GAP = 2.5
# What a table takes besides its rows: title, heads, notes.
_FRAME = 19.0
# Rows that the money keeps however many initiatives there are, and without which no peers are listed.
_LEAST_LINES = 6
_LEAST_MODELS = 3


class _Paper(FPDF):
    def __init__(self, document: Document, *, count: int, created: date) -> None:
        super().__init__(format="A4")
        self.document, self.count = document, count
        self.set_creation_date(datetime.combine(created, time(), tzinfo=UTC))
        self.set_title(f"{document.series} : {document.title}")
        self.set_author(say("atlas", document.language))
        self.set_lang(document.language)
        self.set_auto_page_break(auto=False)
        self.set_margins(_LEFT, _TOP, _LEFT)
        self.c_margin = 0
        self.row = _ROW
        fonts = Path(mpl.get_data_path()) / "fonts" / "ttf"
        self.add_font("dejavu", "", fonts / "DejaVuSans.ttf")
        self.add_font("dejavu", "B", fonts / "DejaVuSans-Bold.ttf")

    def footer(self) -> None:
        document = self.document
        self.set_y(-11)
        self.style(6.5, _SOFT)
        self.cell(_WIDTH / 2, 4, f"{say('atlas', document.language)} · {document.title}")
        page = document.say("page", n=str(self.page_no()), total=str(self.count))
        self.cell(_WIDTH / 2, 4, f"{document.date} · {page}", align="R")

    def style(self, size: float, colour: tuple[int, int, int] = _INK, weight: str = "") -> None:
        self.set_font("dejavu", weight, size)
        self.set_text_color(*colour)

    def fitted(self, text: str, width: float) -> str:
        """Cut a text to a width, with an ellipsis."""
        if self.get_string_width(text) <= width:
            return text
        while text and self.get_string_width(text + "…") > width:
            text = text[:-1]
        return text.rstrip() + "…"

    def heading(self, text: str) -> None:
        self.set_x(_LEFT)
        self.style(9.5, _ACCENT, "B")
        self.cell(_WIDTH, 5, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def note(self, text: str) -> None:
        self.style(6.2, _SOFT)
        self.multi_cell(_WIDTH, 2.8, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def rule(self, y: float) -> None:
        self.set_draw_color(*_RULE)
        self.set_line_width(0.15)
        self.line(_LEFT, y, _LEFT + _WIDTH, y)


def to_pdf(document: Document, picture: bytes | None, signs: list[LegendRow], *, created: date) -> bytes:
    """Lay out a portrait on two pages."""
    paper = _Paper(document, count=2, created=created)
    paper.add_page()
    _head(paper)
    _figures(paper)
    _shares(paper)
    _map(paper, picture, signs)
    _table(paper, document.tables["comparison"], strong={0})
    _positions(paper)
    if picture is None:
        # The types take the room of the map.
        _types(paper, room=_BOTTOM - paper.get_y())
    paper.add_page()
    _second(paper, with_types=picture is not None)
    return bytes(paper.output())


def to_one_page(document: Document, *, created: date) -> bytes:
    """Lay out territories side by side on one page: the only table of the document, then its sources."""
    paper = _Paper(document, count=1, created=created)
    paper.add_page()
    _head(paper)
    (table,) = document.tables.values()
    top = paper.get_y()
    paper.style(6.2, _INK, "B")
    x, bottom = _LEFT, top
    for column in table.columns.values():
        paper.set_xy(x, top)
        paper.multi_cell(column.paper - _GAP, 2.9, column.name, align="R" if column.numeric else "L")
        bottom = max(bottom, paper.get_y() + 2.9)
        x += column.paper
    paper.set_xy(_LEFT, bottom)
    paper.style(6.2)
    notes = paper.multi_cell(_WIDTH, 2.8, table.note, dry_run=True, output=MethodReturnValue.HEIGHT)
    room = _BOTTOM - bottom - float(str(notes)) - _sources_height(paper) - 6
    paper.row = min(_WIDE_ROW, room / (len(table.written) + len(table.sections)))
    for position, row in enumerate(table.written.to_dict("records")):
        if position in table.sections:
            paper.style(6.8, _ACCENT, "B")
            paper.cell(_WIDTH, paper.row, table.sections[position], new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        paper.rule(paper.get_y())
        _aside(paper, table, position, row)
    paper.ln(1)
    paper.note(table.note)
    paper.ln(2)
    _sources(paper)
    return bytes(paper.output())


def _aside(paper: _Paper, table: Table, position: int, texts: Mapping[Hashable, Any]) -> None:
    """Lay out a row whose faded cells stand back."""
    x = _LEFT
    for key, column in table.columns.items():
        paper.style(6.6, _FADED if table.fades(key, position) else _INK)
        paper.set_x(x)
        text = paper.fitted(str(texts[key]), column.paper - _GAP)
        paper.cell(column.paper - _GAP, paper.row, text, align="R" if column.numeric else "L")
        x += column.paper
    paper.ln(paper.row)


def _types(paper: _Paper, *, room: float) -> None:
    types = paper.document.tables["types"]
    # The note below tells the two readings of a blank apart: what stands in parentheses would only be cut.
    short = [status.partition(" (")[0] for status in types.written["status"]]
    types = types._replace(written=types.written.assign(status=short))
    paper.row = _stretched(room - _FRAME, len(types.written))
    _table(paper, types, strong=set(types.cells["here"].to_numpy().nonzero()[0].tolist()))


def _with_reasons(paper: _Paper, lines: Table) -> Table:
    """Write the reason beside what does not count: paper has no room for a column more."""
    entry, reason = lines.written["entry"], lines.written["reason"]
    # Of an unknown amount both say the same.
    more = lines.cells["reason"].notna() & reason.str.casefold().ne(entry.str.casefold())
    told = [paper.document.say("named", name=one, value=why) for one, why in zip(entry, reason, strict=True)]
    entry = entry.mask(more, pd.Series(told, entry.index, dtype=object))
    return lines._replace(written=lines.written.assign(entry=entry))


def _stretched(room: float, rows: int) -> float:
    """Return the height of rows that share some room."""
    return min(_WIDE_ROW, max(_ROW, room / max(rows, 1)))


def _second(paper: _Paper, *, with_types: bool) -> None:
    """Lay out the second page: initiatives first, then their money, then peers where room is left."""
    names = ("initiatives", "lines", "models")
    types, *tables = (paper.document.tables[key] for key in ("types", *names))
    tables[1] = _with_reasons(paper, tables[1])
    first = len(types.written) if with_types else 0
    room = _BOTTOM - paper.get_y() - _sources_height(paper) - _FRAME * (2 + with_types)
    rows = int(room // _ROW) - first
    initiatives, lines, models = (len(table.written) for table in tables)
    shown_lines = min(lines, max(_LEAST_LINES, rows - initiatives))
    shown = [min(initiatives, rows - shown_lines), shown_lines]
    left = rows - sum(shown) - int(_FRAME // _ROW) - 1
    if left >= min(models, _LEAST_MODELS):
        room -= _FRAME
        shown.append(min(models, left))
    if with_types:
        _types(paper, room=_FRAME + first * _stretched(room, first + sum(shown)))
    paper.row = _stretched(room, first + sum(shown))
    for table, most in zip(tables, shown, strict=False):
        _table(paper, table, rows=most)
    _sources(paper)


def _head(paper: _Paper) -> None:
    document = paper.document
    paper.style(7.5, _ACCENT, "B")
    paper.cell(_WIDTH / 2, 4, document.series.upper())
    paper.style(7.5, _SOFT)
    paper.cell(_WIDTH / 2, 4, document.date, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(1.5)
    size = 20.0
    paper.style(size, weight="B")
    while paper.get_string_width(document.title) > _WIDTH and size > 9:  # noqa: PLR2004 - still readable
        size -= 0.5
        paper.style(size, weight="B")
    paper.cell(_WIDTH, 9, paper.fitted(document.title, _WIDTH), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.style(8, _SOFT)
    paper.multi_cell(_WIDTH, 4.5, document.subtitle, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(1)
    paper.style(9, weight="B")
    paper.multi_cell(_WIDTH, 4.4, document.lead, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    for notice in document.notices:
        paper.style(7, (150, 75, 0))
        paper.multi_cell(_WIDTH, 3.4, notice, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(3.5)


def _figures(paper: _Paper) -> None:
    top, width = paper.get_y(), _WIDTH / len(paper.document.figures)
    for number, figure in enumerate(paper.document.figures):
        x = _LEFT + number * width
        paper.set_fill_color(*_ACCENT)
        paper.rect(x, top, 0.8, 19.5, style="F")
        inner = width - 5
        paper.set_xy(x + 2.4, top - 0.4)
        paper.style(15, weight="B")
        paper.cell(inner, 7, figure.value)
        paper.set_xy(x + 2.4, top + 6.6)
        paper.style(7)
        paper.multi_cell(inner, 3.1, figure.label, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        paper.style(6.2, _SOFT)
        note = f"{figure.note} · {figure.known.words}" if figure.known else figure.note
        paper.multi_cell(inner, 2.7, note, align="L")
    paper.set_xy(_LEFT, top + 23)


def _shares(paper: _Paper) -> None:
    document = paper.document
    facts = " · ".join(f"{name} : {value}" for name, value in document.facts)
    if document.shares:
        y, x = paper.get_y(), _LEFT
        paper.set_draw_color(141, 151, 158)
        paper.set_line_width(0.15)
        for part in document.shares:
            paper.set_fill_color(*rgb(SETTING_COLOURS[part.code]))
            paper.rect(x, y, _WIDTH * part.share, 2.6, style="F")
            x += _WIDTH * part.share
        paper.rect(_LEFT, y, _WIDTH, 2.6, style="D")
        paper.set_xy(_LEFT, y + 3.4)
        paper.style(7)
        paper.cell(paper.get_string_width(document.shares_title) + 4, 3.4, document.shares_title)
        for part in document.shares:
            paper.set_fill_color(*rgb(SETTING_COLOURS[part.code]))
            paper.rect(paper.get_x() + 1, paper.get_y() + 0.6, 2.2, 2.2, style="DF")
            paper.set_x(paper.get_x() + 4)
            text = f"{part.label} {part.written}"
            paper.cell(paper.get_string_width(text) + 5, 3.4, text)
        paper.ln(4)
    paper.style(6.6, _SOFT)
    paper.multi_cell(_WIDTH, 3.2, facts, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(2.5)


def _map(paper: _Paper, picture: bytes | None, signs: list[LegendRow]) -> None:
    if picture is None:
        return  # a notice says so
    document = paper.document
    y, (width, height) = paper.get_y(), MAP_MM
    paper.image(picture, _LEFT, y, width, height, alt_text=document.map_text)
    paper.set_draw_color(*_RULE)
    paper.set_line_width(0.2)
    paper.rect(_LEFT, y, width, height)
    x = _LEFT + width + 5
    inner = _WIDTH - width - 5
    paper.set_xy(x, y)
    for sign in signs:
        _glyph(paper, sign.kind)
        paper.style(6.8)
        paper.set_x(x + 5)
        paper.multi_cell(inner - 5, 3.1, sign.text, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        paper.set_xy(x, paper.get_y() + 0.7)
    paper.set_y(paper.get_y() + 1.5)
    for key, hollow in (("stated", False), ("inferred", True)):
        paper.set_x(x)
        _glyph(paper, None, hollow=hollow)
        _legend_text(paper, x, inner, document.say(key))
    for key, colour in (("same_level", (248, 248, 246)), ("limits", None)):
        paper.set_draw_color(141, 151, 158)
        paper.set_line_width(0.25)
        if colour:
            paper.set_fill_color(*colour)
            paper.rect(x + 0.2, paper.get_y() + 0.6, 3, 2.2, style="DF")
        else:
            paper.line(x + 0.2, paper.get_y() + 1.7, x + 3.2, paper.get_y() + 1.7)
        _legend_text(paper, x, inner, document.say(key))
    paper.set_xy(_LEFT, y + height + 4)


def _legend_text(paper: _Paper, x: float, width: float, text: str) -> None:
    paper.style(6.4, _SOFT)
    paper.set_x(x + 5)
    paper.multi_cell(width - 5, 3.0, text, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
    paper.set_xy(x, paper.get_y() + 0.7)


def _glyph(paper: _Paper, kind: int | None, *, hollow: bool = False) -> None:
    """Draw a sign where the legend stands; grey for no type in particular."""
    x, y = paper.get_x() + 1.6, paper.get_y() + 1.7
    shape, colour = glyph(kind or 0)
    ink = rgb(OTHER_COLOUR if kind is None else colour)
    paper.set_draw_color(*ink)
    paper.set_fill_color(*((255, 255, 255) if hollow else ink))
    paper.set_line_width(0.35)
    match shape:
        case "circle":
            paper.circle(x, y, 1.05, style="DF")
        case "square":
            paper.rect(x - 1, y - 1, 2, 2, style="DF")
        case "diamond":
            paper.polygon([(x, y - 1.3), (x + 1.3, y), (x, y + 1.3), (x - 1.3, y)], style="DF")
        case _:
            paper.polygon([(x, y - 1.2), (x + 1.15, y + 0.9), (x - 1.15, y + 0.9)], style="DF")


def _positions(paper: _Paper) -> None:
    document = paper.document
    paper.heading(document.positions_title)
    paper.note(document.positions_note)
    paper.ln(1.2)
    for position in document.positions:
        y = paper.get_y()
        paper.style(7, weight="B")
        paper.cell(62, _ROW, position.label)
        paper.style(7)
        paper.cell(_WIDTH - 62, _ROW, paper.fitted(position.sentence, _WIDTH - 62))
        if position.shares is None:
            paper.set_xy(_LEFT, y + _ROW + 1)
            continue
        x = _LEFT
        for share, colour in zip(position.shares, _SHADES, strict=True):
            paper.set_fill_color(*colour)
            paper.rect(x, y + 4.4, _WIDTH * share, 2.4, style="F")
            x += _WIDTH * share
        paper.set_draw_color(141, 151, 158)
        paper.set_line_width(0.15)
        paper.rect(_LEFT, y + 4.4, _WIDTH, 2.4, style="D")
        place = _LEFT + _WIDTH * (position.shares[0] + position.shares[1] / 2)
        paper.set_fill_color(*_ACCENT)
        paper.polygon([(place, y + 4.0), (place + 1.2, y + 7.6), (place - 1.2, y + 7.6)], style="F")
        paper.set_xy(_LEFT, y + 8.6)
    for key, colour in zip(("less", "as_much", "more"), _SHADES, strict=True):
        paper.set_fill_color(*colour)
        paper.rect(paper.get_x() + 0.2, paper.get_y() + 0.5, 2.2, 2.2, style="DF")
        paper.set_x(paper.get_x() + 3.8)
        paper.style(6.2, _SOFT)
        text = document.say(key)
        paper.cell(paper.get_string_width(text) + 5, 3.2, text)
    paper.ln(5.5)


def _table(paper: _Paper, table: Table, *, rows: int = 99, strong: Collection[int] = ()) -> None:
    paper.heading(table.title)
    if table.written.empty:
        paper.note(table.empty)
        paper.ln(2.5)
        return
    paper.style(6.2, _SOFT)
    _cells(paper, table, {key: column.name for key, column in table.columns.items()}, 3.6)
    for position, row in enumerate(table.written.head(rows).to_dict("records")):
        paper.rule(paper.get_y())
        paper.style(6.8, weight="B" if position in strong else "")
        _cells(paper, table, row, paper.row)
    left = len(table.written) - rows
    if left > 0:
        paper.note(paper.document.say("more_rows", n=str(left)))
    paper.ln(0.6)
    paper.note(table.note)
    paper.ln(2.4)


def _cells(paper: _Paper, table: Table, texts: Mapping[Hashable, Any], height: float) -> None:
    x = _LEFT
    shown = {key: column for key, column in table.columns.items() if column.paper}
    for number, (key, column) in enumerate(shown.items()):
        inner = column.paper - _GAP * (number < len(shown) - 1)
        paper.set_x(x)
        text = paper.fitted(str(texts[key]), inner)
        paper.cell(inner, height, text, align="R" if column.numeric else "L")
        x += column.paper
    paper.ln(height)


def _sources(paper: _Paper) -> None:
    paper.heading(paper.document.say("sources"))
    paper.style(5.8, _SOFT)
    paper.multi_cell(_WIDTH, _SMALL, _sources_text(paper.document), align="L")


def _sources_text(document: Document) -> str:
    return " — ".join(source.rstrip(".") for source in document.sources) + "."


def _sources_height(paper: _Paper) -> float:
    paper.style(5.8, _SOFT)
    text = _sources_text(paper.document)
    lines = paper.multi_cell(_WIDTH, _SMALL, text, align="L", dry_run=True, output=MethodReturnValue.LINES)
    return _SMALL * (len(lines) if isinstance(lines, list) else 1) + 6
