"""A worded document: what the page, the PDF, the workbook and the standalone map have in common.

Each table keeps its typed values beside their written form, so that a spreadsheet gets numbers.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from atlas.vocabulary import Language
from atlas.words import say
from atlas.words.html import Gauge


class Column(NamedTuple):
    """A column of a table.

    Attributes
    ----------
    kind
        `text`, `code`, `link`, `year`, `count`, `rate` (two decimals), `euros`, `km` (one decimal) or
        `percent` (0 to 100).
    paper
        Its width on paper, in millimetres; 0 where paper has no room for it.
    """

    name: str
    kind: str
    paper: float = 0.0
    screen: bool = False

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers to add, compare and align to the right."""
        return self.kind not in ("text", "code", "link")


class Table(NamedTuple):
    """A titled table.

    Attributes
    ----------
    written
        The same cells as the reader's language writes them.
    gauged
        Columns of percentages that a page draws as gauges.
    faded
        Which cells stand back, as booleans in the rows of `cells`; None for none.
    sections
        Headings between the rows, by the number of the row that they stand above.
    """

    title: str
    note: str
    columns: dict[str, Column]
    cells: pd.DataFrame
    written: pd.DataFrame
    empty: str
    gauged: tuple[str, ...] = ()
    faded: pd.DataFrame | None = None
    sections: Mapping[int, str] = MappingProxyType({})

    def fades(self, key: str, row: int) -> bool:
        """Check whether a cell stands back."""
        return self.faded is not None and key in self.faded and bool(self.faded[key].iloc[row])

    @property
    def screen(self) -> list[str]:
        """The columns for which a web page has room."""
        return [key for key, column in self.columns.items() if column.screen]


class KeyFigure(NamedTuple):
    """A key figure: written value, what it counts, what to know of it, and of the list that it rests on."""

    value: str
    label: str
    note: str
    known: Gauge | None = None


class Share(NamedTuple):
    """A part of a whole: its code, its name, from 0 to 1, and written."""

    code: str
    label: str
    share: float
    written: str


class Position(NamedTuple):
    """A place among peers: what is ranked, the written sentence, shares with less, as much and more."""

    label: str
    sentence: str
    shares: tuple[float, float, float] | None


class Document(NamedTuple):
    """A portrait in one language.

    Attributes
    ----------
    series, title, subtitle
        Heading, from the largest frame to the territory's names.
    lead
        The territory in one sentence.
    figures, facts, shares
        Key figures; names and values; population by setting (empty where not known), under `shares_title`.
    positions, positions_note
        Places among peers, and what they are compared with.
    tables
        `comparison`, `positions`, `initiatives`, `lines`, `types`, `models`.
    date
        The day of the document, as its language writes it.
    map_text
        What its map shows, for those who do not see it.
    """

    language: Language
    series: str
    title: str
    subtitle: str
    lead: str
    notices: list[str]
    figures: list[KeyFigure]
    facts: list[tuple[str, str]]
    shares_title: str
    shares: list[Share]
    positions_title: str
    positions_note: str
    positions: list[Position]
    tables: dict[str, Table]
    sources: list[str]
    date: str
    map_text: str

    def say(self, key: str, **values: str) -> str:
        """Return a sentence of portraits in the document's language."""
        return say(f"portrait_{key}", self.language, **values)
