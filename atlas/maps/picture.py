"""What a map shows, whoever draws it: the browser (`atlas.js`) from `payload`, paper from the attributes."""

import base64
import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import Any, NamedTuple

from atlas.vocabulary import Language, place_level

# What draws a map in a browser, in the order in which it is run.
SCRIPTS = ("communes.js", "atlas.js")

# Of the image of all communes, below `data/geo/display`: itself, where its parts lie, and their names.
IMAGE = ("image/communes.webp", "image/frames.json", "image/names.json")

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
    code, many, chosen, name
        Of a type that a click chooses: how many initiatives are of it, whether it is chosen, its whole name.
    """

    text: str
    colour: str = ""
    blank: str = ""
    kind: int | None = None
    hollow: bool = False
    ring: bool = False
    mark: str = ""
    code: str = ""
    many: str = ""
    chosen: bool = False
    name: str = ""

    def payload(self) -> dict[str, Any]:
        """Return what is set."""
        # The first type is number 0.
        return {
            key: value for key, value in self._asdict().items() if value or (key == "kind" and value == 0)
        }


class LegendGroup(NamedTuple):
    """A part of the legend under its title; folded, its title stands for its rows until someone asks."""

    title: str
    rows: tuple[LegendRow, ...]
    folded: bool = False

    def payload(self) -> dict[str, Any]:
        """Return its title and its rows."""
        told = {"title": self.title, "rows": [row.payload() for row in self.rows]}
        return told | {"folded": True} if self.folded else told


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


def packed(told: dict[str, Any]) -> str:
    """Write JSON types as few signs: deflated, in base 64."""
    text = json.dumps(told, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode())).decode("ascii")


@dataclass(frozen=True, eq=False, kw_only=True)
class MapPicture:
    """A map as the screen and the files show it.

    Attributes
    ----------
    files
        Display files below `data/geo/display` whose polygons are coloured; none where `imaged`.
    codes
        Territories that are drawn, in the order of `classes` and `values`; None for all of the files.
    classes
        One letter for each territory: the number of its class, or a key of `atlas.maps.palettes.PATTERNS`.
    values
        In `unit`, rounded to `digits`; None where there is none.
    more
        Address at which the browser asks for the values of all communes, once one is pointed at; empty where
        they go along.
    chances
        The chance that each blank is a true one, in whole percent; empty where none is claimed.
    sure
        The percent under which a blank is to be checked.
    spills
        Of each territory that spills over the limits of the place, the percent of its inhabitants who live
        inside; None of the others, empty where there is none.
    thin
        Whether borders are thin.
    plain
        Whether territories are outlines alone, and points are gathered where one looks from afar.
    signs
        Numbers of the types that have a sign of their own; None where all have.
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
    words, fit
        For the browser alone: its buttons, and where it looks.
    brought
        Text of the one file of `files` that is not below `data/geo/display`: a reader's own perimeters; empty
        where there is none.
    address
        Where the browser fetches that file; empty where the file stands beside the map.
    """

    language: Language
    level: str
    files: tuple[str, ...]
    codes: tuple[str, ...] | None
    thin: bool
    plain: bool
    signs: tuple[int, ...] | None
    classes: str
    values: list[float | int | None]
    more: str
    chances: list[int | None]
    sure: int
    spills: list[int | None]
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
    fit: dict[str, Any]
    overlay: Overlay | None
    brought: str = ""
    address: str = ""

    @property
    def imaged(self) -> bool:
        """Whether all communes are drawn, from the image of their numbers."""
        return self.level == "commune" and self.codes is None

    def _packed(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Write what is told of all communes as few signs; values that wait at an address are left out."""
        each: dict[str, Any] = {
            key: payload.pop(key) for key in ("classes", "values", "chances") if key in payload
        }
        if self.more:
            each.pop("values")
        return payload | {"image": True, "packed": packed(each), "more": self.more}

    def payload(self) -> dict[str, Any]:
        """Return what `show` in `atlas.js` reads, as JSON types; `number` tells one map from another."""
        payload: dict[str, Any] = {
            "language": self.language,
            "level": place_level(self.level),
            "files": list(self.files),
            "codes": None if self.codes is None else list(self.codes),
            "thin": self.thin,
            "plain": self.plain,
            "signs": None if self.signs is None else list(self.signs),
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
            "fit": self.fit,
        }
        if self.chances:
            payload |= {"chances": self.chances, "sure": self.sure}
        if self.imaged:
            payload = self._packed(payload)
        if self.address:
            payload["brought"] = {"file": self.files[0], "address": self.address}
        if self.spills:
            payload["spills"] = self.spills
        if self.overlay:
            payload["overlay"] = self.overlay.payload()
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        return payload | {"number": digest[:12]}
