"""The parts of a portrait that are plain HTML: figures, strips of positions, small tables, sources."""

import math

from atlas.exports.document import Document, Position, Table
from atlas.words import html as markup


def title(text: str) -> str:
    """Return the heading of a section."""
    return f"<h2 class='atlas-section'>{markup.text(text)}</h2>"


def head(document: Document) -> str:
    """Return the territory in a sentence, its names, what a reader must know first, and the key figures."""
    lead = f"<p class='atlas-lead'>{markup.text(document.lead)}</p>"
    notices = "".join(f"<p class='atlas-doubt'>{markup.text(notice)}</p>" for notice in document.notices)
    cards = markup.cards(document.figures, beside=True)
    return f"{lead}<p class='atlas-kind'>{markup.text(document.subtitle)}</p>{notices}{cards}"


def people(document: Document) -> str:
    """Return who lives there: facts, and the bar of settings."""
    facts = [(name, markup.text(value)) for name, value in document.facts]
    if document.shares:
        facts.insert(0, (document.shares_title, markup.shares(document.shares)))
    return markup.definitions(facts)


def comparison(table: Table) -> str:
    """Return the territory beside what contains it."""
    inside = _cells(table)
    return f"<div class='atlas-scroll'>{inside}</div><p class='atlas-kind'>{markup.text(table.note)}</p>"


def _cells(table: Table) -> str:
    written = table.written.to_dict("records")
    shares = table.cells[list(table.gauged)].to_dict("records")
    rows = [
        [_cell(row[key], share.get(key, _NO_GAUGE)) for key in table.screen]
        for row, share in zip(written, shares, strict=True)
    ]
    names = [table.columns[key].name for key in table.screen]
    return markup.table(names, rows, caption=table.title, stacked=True)


_NO_GAUGE = object()


def _cell(words: str, percent: object) -> str:
    if percent is _NO_GAUGE:
        return markup.text(words)
    share = float(str(percent)) / 100
    return markup.gauge(markup.Gauge(words, None if math.isnan(share) else share))


def positions(document: Document) -> str:
    """Return the places among peers as strips, each with its sentence."""
    strips = "".join(_strip(position) for position in document.positions)
    legend = "".join(
        f"<span><i class='{css}'></i>{markup.text(document.say(key))}</span>"
        for css, key in (("less", "less"), ("same", "as_much"), ("more", "more"))
    )
    return (
        f"{title(document.positions_title)}<div class='atlas-positions'>{strips}</div>"
        f"<p class='atlas-strip-legend'>{legend}</p>"
        f"<p class='atlas-kind'>{markup.text(document.positions_note)}</p>"
    )


def _strip(position: Position) -> str:
    words = f"<b>{markup.text(position.label)}</b> <span>{markup.text(position.sentence)}</span>"
    if position.shares is None:
        return f"<div>{words}</div>"
    below, same, above = (100 * share for share in position.shares)
    parts = "".join(
        f'<i class="{css}" style="width:{share:.2f}%"></i>'
        for css, share in (("less", below), ("same", same), ("more", above))
    )
    mark = f'<em style="left:{below + same / 2:.2f}%"></em>'
    return f'<div>{words}<span class="atlas-strip" aria-hidden="true">{parts}{mark}</span></div>'


def types(table: Table, status: str, *, empty: str = "") -> str:
    """Return types of one status under their heading, or what to say where there is none."""
    if table.cells.empty:
        return f"{title(table.title)}<p class='atlas-kind'>{markup.text(empty)}</p>"
    return f"<div class='atlas-scroll atlas-types {status}'>{_cells(table)}</div>"


def note(table: Table) -> str:
    """Return how a table is read."""
    return f"<p class='atlas-kind'>{markup.text(table.note)}</p>"


def sources(document: Document) -> str:
    """Return the sources."""
    items = "".join(f"<li>{markup.text(source)}</li>" for source in document.sources)
    name = markup.text(document.say("sources"))
    inside = f"<summary>{name}</summary><ul class='atlas-list'>{items}</ul>"
    return f"<details class='atlas-sources'>{inside}</details>"
