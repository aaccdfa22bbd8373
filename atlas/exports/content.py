"""What an export holds, whatever its format: rows, places, style, map, and what they rest on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import pandas as pd
from babel.dates import format_date

from atlas.errors import UnknownChoiceError
from atlas.exports.columns import describe
from atlas.maps.picture import MapPicture
from atlas.vocabulary import LICENCE, Language
from atlas.words import say


class Source(NamedTuple):
    """A source that a file rests on."""

    title: str
    producer: str
    vintage: str
    licence: str


@dataclass(frozen=True, kw_only=True)
class About:
    """What a file says of itself.

    Attributes
    ----------
    language
        Of its words; the names of columns and codes are the same in both.
    selection
        What the reader chose, as name and value; empty where all is in.
    address
        The same as a link: page and parameters, after the address of an atlas where that is known; may be
        empty.
    """

    title: str
    language: Language
    millesime: str
    sources: tuple[Source, ...]
    created: date
    selection: dict[str, str] = field(default_factory=dict)
    address: str = ""
    licence: str = LICENCE

    @property
    def choice(self) -> str:
        """The selection as one sentence."""
        colon = "\u00a0: " if self.language == "fr" else ": "
        parts = [f"{name}{colon}{value}" for name, value in self.selection.items()]
        return " · ".join(parts) or say("file_whole", self.language)

    @property
    def day(self) -> str:
        """The date as its language writes it."""
        return str(format_date(self.created, "d MMMM y", locale=self.language))

    @property
    def moment(self) -> datetime:
        """Midnight of the day that the file carries, UTC."""
        return datetime.combine(self.created, time(), tzinfo=UTC)


class Range(NamedTuple):
    """A class of values, both bounds observed."""

    low: float
    high: float
    colour: str
    label: str


class Blank(NamedTuple):
    """A reason why a territory is in no class: its status, the letter of its pattern, and its words."""

    status: str
    letter: str
    label: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Graduated:
    """Territories coloured by classes, as the map colours them.

    Attributes
    ----------
    column, status
        Columns of the value (missing where there is none) and of the status (`value`, or that of a blank).
    drawn
        Both of them, on the index of the rows, for a table that has them not.
    """

    title: str
    column: str
    status: str
    ranges: tuple[Range, ...]
    blanks: tuple[Blank, ...]
    drawn: pd.DataFrame


class Category(NamedTuple):
    """A kind: its code, its name, its sign (see `atlas.maps.palettes.glyph`; `area` fills) and its colour."""

    code: str
    label: str
    shape: str
    colour: str


@dataclass(frozen=True, kw_only=True)
class Categorised:
    """Points or territories by kind, the column that holds it, and its legend.

    Attributes
    ----------
    blanks
        Reasons why a territory is of no kind, in the same column.
    """

    title: str
    column: str
    categories: tuple[Category, ...]
    blanks: tuple[Blank, ...] = ()
    points: bool = True


class Plain(NamedTuple):
    """One look for all: `line`, or a sign of points (see `atlas.maps.palettes.SHAPES`), and its colour."""

    title: str
    shape: str
    colour: str


class CloseUp(NamedTuple):
    """A part of France in full detail.

    Attributes
    ----------
    shapes
        Polygons of the map's level by code, EPSG:4326.
    """

    window: tuple[float, float, float, float]
    shapes: gpd.GeoSeries
    limits: gpd.GeoSeries


Style = Graduated | Categorised | Plain


@dataclass(frozen=True, eq=False, kw_only=True)
class MapSheet:
    """A map as the screen shows it.

    Attributes
    ----------
    shared
        Points and towns, see `atlas.views.map.points.shared_layer`.
    table
        What it shows in words, for those who read rather than look: columns as written, the name first.
    close
        Where a picture looks closer than the screen's simplified polygons bear; None elsewhere.
    texts
        How many of the first columns of `table` are words; the others are figures.
    """

    picture: MapPicture
    shared: dict[str, Any]
    folder: Path
    table: pd.DataFrame
    caption: str
    close: CloseUp | None = None
    texts: int = 1

    @property
    def files(self) -> list[str]:
        """Display files that the map needs, below `folder`."""
        outlined = (one.file for one in self.picture.outline)
        return sorted({*self.picture.files, *outlined, "lines.json"})


class Film(NamedTuple):
    """A map that changes with time.

    Attributes
    ----------
    frames
        Words of each moment, such as a year, and the map then; all differ in their points alone.
    """

    sheet: MapSheet
    frames: tuple[tuple[str, MapPicture], ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Export:
    """One table or map that leaves the atlas.

    Attributes
    ----------
    name
        Of the layer and of the file: lower-case ASCII.
    rows
        The table; its index is the first column of a file.
    geometry
        Gives one geometry per row, in their order, EPSG:4326, missing where not known; None where rows have
        no place. Asked for by the formats that hold geometries only.
    style
        How a layer of it is drawn, asked for with `geometry`.
    meanings
        What columns mean that `atlas.exports.columns` does not tell.
    parts
        Further tables of the same file, where the format holds several: a workbook or a GeoPackage. The
        other formats hold the first one.
    """

    name: str
    rows: pd.DataFrame
    about: About
    geometry: Callable[[], gpd.GeoSeries] | None = None
    style: Callable[[], Style] | None = None
    sheet: Callable[[], MapSheet] | None = None
    film: Callable[[], Film] | None = None
    meanings: dict[str, str] = field(default_factory=dict)
    label: str = ""
    parts: tuple["Export", ...] = ()

    def columns(self) -> dict[str, str]:
        """Return what each column means, in the order of the file; see `atlas.exports.columns.describe`."""
        return describe(self.rows.reset_index().columns, self.about.language) | self.meanings

    def metadata(self) -> dict[str, Any]:
        """Return all that the file says of itself, as JSON types."""
        about = self.about
        return {
            "title": about.title,
            "language": about.language,
            "selection": about.selection,
            "address": about.address,
            "millesime": about.millesime,
            "sources": [source._asdict() for source in about.sources],
            "licence": about.licence,
            "created": about.created.isoformat(),
            "columns": self.columns(),
        }

    def places(self) -> gpd.GeoSeries:
        """Return one geometry per row."""
        if self.geometry is None:
            msg = f"The table {self.name!r} has no places: choose a format of tables, such as csv or xlsx."
            raise UnknownChoiceError(msg)
        return self.geometry()

    def drawing(self) -> MapSheet:
        """Return the map."""
        if self.sheet is None:
            msg = f"The table {self.name!r} has no map: choose a format of tables, such as csv or xlsx."
            raise UnknownChoiceError(msg)
        return self.sheet()

    def moving(self) -> Film:
        """Return the map that changes with time."""
        if self.film is None:
            msg = f"The table {self.name!r} has no film: choose a format of tables, such as csv or xlsx."
            raise UnknownChoiceError(msg)
        return self.film()
