"""Small pieces of HTML and Markdown; everything that came from outside is escaped on its way in."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import zip_longest
from typing import NamedTuple

from atlas.vocabulary import Language

# An address, without the mark of the sentence or the parenthesis that ends behind it.
_URL = re.compile(r"https?://(?:\([^\s;<>\"'()]*\)|[^\s;<>\"'()])+(?<![.,:!?])")
_SITE = re.compile(r"https?://(?:[^/?#]*@)?(?:www\.)?([^/?#]+)")
# Spaces in a row, controls, halves of characters, and what turns the direction of writing.
_UNSEEN = re.compile(r"[ \x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
# What makes a line a list, a rule or a heading.
_START = re.compile(r"^(\d*)([-+=.)])(?=[-+=\s]|$)")
# Signs that an escape does not stop, because Streamlit looks for them in the text that Markdown leaves: of
# addresses, of emoji and icons by their name, of arrows and dashes.
_MADE = r":(?=//|[\w+/-]+:)|(?<=www)\.(?=[-.\w])|(?<=[-.+\w])@(?=[-\w])|(?<!\S)(?:<->|->|<-|--|[<>~]=)(?!\S)"
_MARKDOWN = re.compile(rf"(?P<made>(?:{_MADE})+)|[\\`*_\[\]<>#$:~|!&]", re.IGNORECASE)


def text(value: object) -> str:
    """Escape a value for HTML.

    Examples
    --------
    >>> text("<script>")
    '&lt;script&gt;'
    """
    return escape(str(value), quote=True)


def plain(value: object) -> str:
    r"""Write a text so that Markdown, as Streamlit reads it, shows its very signs and draws nothing of them.

    Whatever Streamlit takes as Markdown (messages, captions, labels, help) says a text from outside this way.

    Examples
    --------
    >>> print(plain("# a\n![x](http://a.fr)"))
    \# a \!\[x\](http`:`//a.fr)
    """
    line = _UNSEEN.sub(" ", str(value)).strip(" ")
    # A sign in code stays apart for good: what follows an escape is joined again before links are looked for.
    line = _MARKDOWN.sub(lambda found: f"`{found['made']}`" if found["made"] else f"\\{found[0]}", line)
    return _START.sub(r"\1\\\2", line)


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
        out.append(_link(url, short))
        end = match.end()
    return "".join([*out, escape(raw[end:])])


_LONGEST = 48


def site(url: str) -> str:
    """Link to an address, shown as the site it is of.

    Examples
    --------
    >>> site("https://www.a.fr/x/y?z=1")
    '<a href="https://www.a.fr/x/y?z=1" target="_blank" rel="noopener noreferrer">a.fr</a>'
    """
    found = _SITE.match(url)
    return _link(url, found[1]) if found and _URL.fullmatch(url) else escape(url)


def _link(url: str, shown: str) -> str:
    href = escape(url, quote=True)
    return f'<a href="{href}" target="_blank" rel="noopener noreferrer">{escape(shown)}</a>'


def french(html: str, language: Language) -> str:
    """Say of the words of a source, on a page in another language, that they are French."""
    return html if language == "fr" or not html else f"<span lang='fr'>{html}</span>"


def definitions(rows: Iterable[tuple[str, str]]) -> str:
    """Lay out names and their values."""
    inside = "".join(f"<dt>{text(name)}</dt><dd>{value}</dd>" for name, value in rows)
    return f'<dl class="atlas-facts">{inside}</dl>'


def table(head: Iterable[str], rows: Iterable[Iterable[str]], *, caption: str, stacked: bool = False) -> str:
    """Lay out a small table, its first column as row headers.

    Words begin on the left of their column, numbers end on its right. A stacked table has the cells of a row
    below each other on a telephone, each behind the name of its column.
    """
    lines = [list(row) for row in rows]
    kinds = [' class="words"' if _is_words(column) else "" for column in zip(*lines, strict=True)]
    columns = list(zip_longest(map(text, head), kinds, fillvalue=""))
    top = "".join(f'<th scope="col"{kind}>{name}</th>' for name, kind in columns)
    ways = [f'{kind} data-head="{name}"' if stacked else kind for name, kind in columns]
    body = []
    for first, *others in lines:
        cells = "".join(f"<td{way}>{cell}</td>" for way, cell in zip(ways[1:], others, strict=True))
        body.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    return (
        f'<table class="atlas-table{" atlas-stacked" if stacked else ""}"><caption>{text(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def _is_words(cells: Sequence[str]) -> bool:
    """Check whether most cells of a column that have something to say begin with a letter."""
    told = [re.sub(r"<[^>]*>", "", cell).lstrip() for cell in cells]
    letters = [cell[0].isalpha() for cell in told if cell.strip("–")]
    return 2 * sum(letters) > len(letters)


class Gauge(NamedTuple):
    """How much of something is known: in words, as a share from 0 to 1 (None where unknown), in numbers."""

    words: str
    share: float | None
    detail: str = ""


def gauge(known: Gauge) -> str:
    """Draw how much is known, beside its words; words alone where nobody knows.

    Examples
    --------
    >>> gauge(Gauge("half", 0.5))
    '<span class="atlas-gauge"><i aria-hidden="true"><b style="width:50%"></b></i>half</span>'
    """
    bar = f'<i aria-hidden="true"><b style="width:{100 * (known.share or 0):.0f}%"></b></i>'
    picture = "" if known.share is None else bar
    title = f' title="{text(known.detail)}"' if known.detail else ""
    return f'<span class="atlas-gauge"{title}>{picture}{text(known.words)}</span>'


Card = tuple[str, str, str | Sequence[str]] | tuple[str, str, str | Sequence[str], Gauge | None]


def cards(rows: Iterable[Card], *, beside: bool = False) -> str:
    """Lay out key figures; one that rests on a list has its gauge."""
    inside = []
    for figure, what, more, *known in rows:
        notes = [more] if isinstance(more, str) else more
        small = "".join(f"<small>{text(note)}</small>" for note in notes)
        small += "".join(f"<small>{gauge(one)}</small>" for one in known if one)
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
