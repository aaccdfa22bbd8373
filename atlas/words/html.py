"""Small pieces of HTML; everything that came from a file is escaped on its way in."""

import re
from collections.abc import Iterable, Sequence
from html import escape

_URL = re.compile(r"https?://[^\s;<>\"']+(?<![,)])")
_MARKDOWN = re.compile(r"([\\`*_\[\]<~$])")


def text(value: object) -> str:
    """Escape a value for HTML.

    Examples
    --------
    >>> text("<script>")
    '&lt;script&gt;'
    """
    return escape(str(value), quote=True)


def label(value: object) -> str:
    r"""Escape a value for a Streamlit label, which reads Markdown.

    Examples
    --------
    >>> print(label("![x](http://a.fr)"))
    !\[x\](http://a.fr)
    """
    return _MARKDOWN.sub(r"\\\1", str(value))


def code(value: object) -> str:
    """Write a value as Markdown code, in which not even an address becomes a link.

    Examples
    --------
    >>> code("http://a.fr")
    '`http://a.fr`'
    """
    return "`" + str(value).replace("`", "'") + "`"


def linked(value: object) -> str:
    """Escape a text and turn the http(s) addresses in it into links.

    Examples
    --------
    >>> linked("Avise ; https://a.fr/x")
    'Avise ; <a href="https://a.fr/x" target="_blank" rel="noopener noreferrer">a.fr/x</a>'
    """
    raw, out, end = str(value), [], 0
    for match in _URL.finditer(raw):
        url = match.group()
        shown = url.split("//", 1)[1]
        short = shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
        out.append(escape(raw[end : match.start()]))
        href = escape(url, quote=True)
        out.append(f'<a href="{href}" target="_blank" rel="noopener noreferrer">{escape(short)}</a>')
        end = match.end()
    return "".join([*out, escape(raw[end:])])


_LONGEST = 48


def definitions(rows: Iterable[tuple[str, str]]) -> str:
    """Lay out names and their values."""
    inside = "".join(f"<dt>{text(name)}</dt><dd>{value}</dd>" for name, value in rows)
    return f'<dl class="atlas-facts">{inside}</dl>'


def table(head: Iterable[str], rows: Iterable[Iterable[str]], *, caption: str) -> str:
    """Lay out a small table, its first column as row headers."""
    top = "".join(f'<th scope="col">{text(name)}</th>' for name in head)
    body = []
    for row in rows:
        first, *others = row
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        body.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    return (
        f'<table class="atlas-table"><caption>{text(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def cards(rows: Iterable[tuple[str, str, str | Sequence[str]]], *, beside: bool = False) -> str:
    """Lay out key figures."""
    inside = []
    for figure, what, more in rows:
        notes = [more] if isinstance(more, str) else more
        small = "".join(f"<small>{text(note)}</small>" for note in notes)
        inside.append(f"<div><strong>{text(figure)}</strong><span>{text(what)}</span>{small}</div>")
    row = " atlas-row" if beside else ""
    return f'<div class="atlas-cards{row}">{"".join(inside)}</div>'


def shares(parts: Iterable[tuple[str, str, float, str]]) -> str:
    """Lay out the parts of a whole as a bar and in words."""
    listed = list(parts)
    bar = "".join(
        f'<i class="{text(kind)}" style="width:{100 * share:.2f}%"></i>' for kind, _, share, _ in listed
    )
    words = " · ".join(f"{name} {written}" for _, name, _, written in listed)
    return f'<span class="atlas-bar" aria-hidden="true">{bar}</span><span>{text(words)}</span>'
