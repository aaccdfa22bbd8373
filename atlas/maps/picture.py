"""What a map shows, whoever draws it: the browser (`atlas.js`) from `payload`, paper from the attributes."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from atlas.vocabulary import Language

# Mainland France: the view of someone who comes without a link.
MAINLAND = ((41.2, -5.2), (51.2, 9.7))

# South-west and north-east corners (latitude, longitude) of what the overseas buttons show.
PLACES: dict[str, tuple[tuple[float, float], tuple[float, float]]] = {
    "metropole": MAINLAND,
    "guadeloupe": ((15.80, -61.85), (16.55, -60.98)),
    "martinique": ((14.36, -61.26), (14.91, -60.78)),
    "guyane": ((2.05, -54.65), (5.85, -51.55)),
    "reunion": ((-21.42, 55.18), (-20.84, 55.87)),
    "mayotte": ((-13.03, 44.98), (-12.60, 45.33)),
}


class LegendRow(NamedTuple):
    """An entry of the legend.

    Attributes
    ----------
    colour
        Of a class, or of a sign that is not drawn in the colour of its type.
    blank
        Letter of a pattern, see `atlas.maps.palettes.PATTERNS`.
    kind
        Number of a type, drawn by its sign, see `atlas.maps.palettes.glyph`.
    hollow, ring
        How a sign is drawn: not filled, or within a ring.
    mark
        Something of an overlay: `line`, `circle`, or the kind of a mark.
    """

    text: str
    colour: str = ""
    blank: str = ""
    kind: int | None = None
    hollow: bool = False
    ring: bool = False
    mark: str = ""

    def payload(self) -> dict[str, Any]:
        """Return what is set."""
        # The first type is number 0.
        return {
            key: value for key, value in self._asdict().items() if value or (key == "kind" and value == 0)
        }


class LegendGroup(NamedTuple):
    """A part of the legend under its title."""

    title: str
    rows: tuple[LegendRow, ...]

    def payload(self) -> dict[str, Any]:
        """Return its title and its rows."""
        return {"title": self.title, "rows": [row.payload() for row in self.rows]}


class Overlay(NamedTuple):
    """What a map draws above its polygons, and the words of its legend.

    Attributes
    ----------
    lines
        Points of each line (latitude, longitude), and its label, which may be empty.
    circles
        Latitude, longitude and radius in kilometres.
    marks
        Latitude, longitude, kind (`start`, `isolated` or `town`) and label, which may be empty.
    """

    lines: list[tuple[list[tuple[float, float]], str]]
    circles: list[tuple[float, float, float]]
    marks: list[tuple[float, float, str, str]]
    legend: LegendGroup

    def payload(self) -> dict[str, Any]:
        """Return what is drawn; its legend is part of the map's."""
        return {"lines": self.lines, "circles": self.circles, "marks": self.marks}


class Outlined(NamedTuple):
    """A territory set off by a dark line: the display file that holds its polygon, and its code."""

    file: str
    code: str


class OwnPoints(NamedTuple):
    """The points of a reader's own rows.

    Attributes
    ----------
    key
        Changes when the points do.
    mask
        Which of them are shown, as ones and zeros.
    kinds
        Names of their types by number, in both languages.
    rows
        As the points of `atlas.views.map.points.shared_layer`, without the names of types.
    file
        Address where the browser fetches them; empty where they go with the map.
    """

    key: str
    mask: str
    kinds: dict[str, dict[str, str]]
    rows: list[list[Any]]
    file: str = ""

    def payload(self) -> dict[str, Any]:
        """Return the points, or where they are."""
        points = {"file": self.file} if self.file else {"points": {"kinds": self.kinds, "rows": self.rows}}
        return {"key": self.key, "mask": self.mask} | points


@dataclass(frozen=True, eq=False, kw_only=True)
class MapPicture:
    """A map as the screen and the files show it.

    Attributes
    ----------
    files
        Display files below `data/geo/display` whose polygons are coloured.
    codes
        Territories that are drawn, in the order of `classes` and `values`; None for all of the files.
    classes
        One letter for each territory: the number of its class, or a key of `atlas.maps.palettes.PATTERNS`.
    values
        In `unit`, rounded to `digits`; None where there is none.
    chances
        The chance that each blank is a true one, in whole percent; empty where none is claimed.
    sure
        The percent under which a blank is to be checked.
    thin
        Whether borders are thin.
    colours
        Of the classes.
    blanks
        Words by letter, for a territory that is pointed at.
    points
        Which of the curated points are shown, as ones and zeros; empty for none.
    own
        The reader's own points; None where there are none.
    initiative
        Identifier of the open one, or empty.
    tiles
        Address of a background; None without.
    places
        Names of the parts of France, by key of `PLACES`.
    source
        HTML.
    words, notice, fit
        For the browser alone: its buttons, what it says above the map, and where it looks.
    """

    language: Language
    level: str
    files: tuple[str, ...]
    codes: tuple[str, ...] | None
    thin: bool
    classes: str
    values: list[float | int | None]
    chances: list[int | None]
    sure: int
    colours: tuple[str, ...]
    unit: str
    digits: int
    blanks: dict[str, str]
    title: str
    legend: tuple[LegendGroup, ...]
    points: str
    own: OwnPoints | None
    initiative: str
    outline: tuple[Outlined, ...]
    tiles: str | None
    places: dict[str, str]
    source: str
    words: dict[str, str]
    notice: str
    fit: dict[str, Any]
    overlay: Overlay | None

    def payload(self) -> dict[str, Any]:
        """Return what `show` in `atlas.js` reads, as JSON types; `number` tells one map from another."""
        payload: dict[str, Any] = {
            "language": self.language,
            "level": self.level,
            "files": list(self.files),
            "codes": None if self.codes is None else list(self.codes),
            "thin": self.thin,
            "classes": self.classes,
            "values": self.values,
            "colours": list(self.colours),
            "unit": {"label": self.unit, "digits": self.digits},
            "blanks": self.blanks,
            "legend": {"title": self.title, "groups": [group.payload() for group in self.legend]},
            "points": self.points,
            "own": self.own and self.own.payload(),
            "initiative": self.initiative,
            "outline": [one._asdict() for one in self.outline],
            "tiles": self.tiles,
            "places": [{"name": name, "bounds": PLACES[key]} for key, name in self.places.items()],
            "source": self.source,
            "words": self.words,
            "notice": self.notice,
            "fit": self.fit,
        }
        if self.chances:
            payload |= {"chances": self.chances, "sure": self.sure}
        if self.overlay:
            payload["overlay"] = self.overlay.payload()
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        return payload | {"number": digest[:12]}
