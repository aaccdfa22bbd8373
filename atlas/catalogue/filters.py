"""What a filter of initiatives is: declared once, and read by page, link, file and command alike.

A filter is of one of six kinds, each with its own way to stand in an address. What a `Selection` declares,
everybody else loops over.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias, TypeVar
from urllib.parse import unquote

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue.presence import By
from atlas.tables import Tables
from atlas.territories import Geography
from atlas.territories.places import Place, is_place, split_place
from atlas.vocabulary import Label

# What a reader may choose among: code and name.
Choices: TypeAlias = Mapping[Any, Label]
# What a reader has chosen; each kind says of which type.
Value: TypeAlias = Any
Kept: TypeAlias = NDArray[np.bool_]
_Value = TypeVar("_Value")

LONGEST_TEXT = 100
LONGEST_YEAR = 4


class Rows(Protocol):
    """What filters read of a catalogue, see `atlas.catalogue.Catalogue`."""

    @property
    def tables(self) -> Tables:
        """The curated tables, and a reader's own rows."""

    @property
    def places(self) -> pd.DataFrame:
        """Seat of each initiative at every level."""

    @property
    def texts(self) -> pd.Series:
        """What the text search looks through."""

    @property
    def own(self) -> pd.Index:
        """Ids of the reader's own initiatives."""

    @property
    def geography(self) -> Geography:
        """The territories."""

    def present(self, where: Place, by: By) -> Kept:
        """Return which initiatives are in a territory."""


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One filter of initiatives.

    Attributes
    ----------
    parameter
        Its name in an address.
    option
        Its name in a terminal, without the dashes.
    title
        What pages and files call it.
    help
        What a terminal says of it.
    keep
        Which initiatives stay, given the rows and what is chosen; None where it only says how its partner
        is meant. Not asked while nothing is chosen.
    keep_lines
        Which funding lines stay, given the lines and what is chosen; None where all do.
    partner
        Another filter without which this one says nothing: what is chosen there comes last to `keep` and
        `offers`.
    certain
        Whether a choice rests on facts that are hardly ever unknown, so that a blank can be a zero.
    unknown
        How many initiatives the filter cannot judge; None where that is no question.
    rare
        Whether a page may fold it away.
    """

    parameter: str
    option: str
    title: Label
    help: str
    keep: Callable[..., Kept] | None = None
    keep_lines: Callable[[pd.DataFrame, Value], Kept] | None = None
    partner: str = ""
    certain: Callable[[Value], bool] = lambda _chosen: True
    unknown: Callable[[Rows], int] | None = None
    rare: bool = False

    def offers(self, rows: Rows, *partner: Value) -> Choices:  # noqa: ARG002 - kinds with a list answer
        """Return what can be chosen; empty where no list holds it."""
        return {}

    def write(self, chosen: Value) -> str:
        """Write what is chosen as it stands in an address."""
        return str(chosen)

    def read(self, text: str, known: Container[str]) -> Value:
        """Read what an address says; what is not among the known codes is not chosen."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Many(Filter):
    """Any number of codes, as a tuple; none leaves all in. `everything` is what an empty one shows."""

    choices: Callable[..., Choices]
    everything: Label
    alphabetical: bool = False

    def offers(self, rows: Rows, *partner: Value) -> Choices:
        """Return what can be chosen."""
        return self.choices(rows, *partner)

    def write(self, chosen: Value) -> str:
        """Join the codes by commas; a comma of a code is escaped."""
        return ",".join(code.replace("%", "%25").replace(",", "%2C") for code in chosen)

    def read(self, text: str, known: Container[str]) -> Value:
        """Read codes joined by commas."""
        codes = dict.fromkeys(unquote(part) for part in text.split(","))
        return tuple(code for code in codes if code in known)


@dataclass(frozen=True, kw_only=True)
class One(Filter):
    """One code of a closed list, the first by default; `written` says how an address names it."""

    names: Choices
    written: Mapping[str, str] = field(default_factory=dict)
    offered: Callable[[Rows], bool] = lambda _rows: True

    def offers(self, rows: Rows, *_partner: Value) -> Choices:
        """Return what can be chosen."""
        return self.names if self.offered(rows) else {}

    def write(self, chosen: Value) -> str:
        """Name the code."""
        return self.written.get(chosen, chosen)

    def read(self, text: str, known: Container[str]) -> Value:
        """Read a code."""
        codes = (code for code in self.names if self.write(code) == text and code in known)
        return next(codes, next(iter(self.names)))


@dataclass(frozen=True, kw_only=True)
class Years(Filter):
    """First and last year, as a tuple; None for no bound."""

    def write(self, chosen: Value) -> str:
        """Join the two years."""
        return "-".join(map(str, chosen)) if chosen else ""

    def read(self, text: str, known: Container[str]) -> Value:  # noqa: ARG002 - no list
        """Read two years, in whichever order."""
        first, _, last = text.partition("-")
        if not all(year.isdecimal() and len(year) <= LONGEST_YEAR for year in (first, last)):
            return None
        return tuple(sorted((int(first), int(last))))


@dataclass(frozen=True, kw_only=True)
class Switch(Filter):
    """On, as it is by default, or off."""

    def write(self, chosen: Value) -> str:
        """Name the switch that is off."""
        return "" if chosen else "non"

    def read(self, text: str, known: Container[str]) -> Value:  # noqa: ARG002 - no list
        """Read whether it is on."""
        return text != "non"


@dataclass(frozen=True, kw_only=True)
class Text(Filter):
    """Words; `hint` says where they are looked for."""

    hint: Label

    def read(self, text: str, known: Container[str]) -> Value:  # noqa: ARG002 - no list
        """Read words, not without end."""
        return text[:LONGEST_TEXT]


class _Territories(Mapping[str, Label]):
    """Every territory and perimeter by `level:code`: too many to be listed before somebody asks."""

    def __init__(self, geography: Geography) -> None:
        self._geography = geography

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and is_place(self._geography, text)

    def __getitem__(self, text: str) -> Label:
        if text not in self:
            raise KeyError(text)
        name = self._geography.name(*split_place(text))
        return Label(name, name)

    def __iter__(self) -> Iterator[str]:
        return (
            f"{level}:{code}"
            for level in self._geography.levels
            for code in self._geography.level(level).index
        )

    def __len__(self) -> int:
        return sum(len(self._geography.level(level)) for level in self._geography.levels)


@dataclass(frozen=True, kw_only=True)
class Where(Filter):
    """One territory, as `level:code`; none for all of France. `everywhere` is what none shows."""

    everywhere: Label

    def offers(self, rows: Rows, *_partner: Value) -> Choices:
        """Return every territory."""
        return _Territories(rows.geography)

    def read(self, text: str, known: Container[str]) -> Value:
        """Read a territory that exists."""
        return text if text in known else ""


def declared(default: _Value, declaration: Filter) -> _Value:
    """Return a field of a dataclass that carries its filter."""
    made: _Value = field(default=default, metadata={"filter": declaration})
    return made
