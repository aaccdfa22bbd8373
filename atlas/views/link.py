"""The address of a view: everything that the reader chose, in official codes, and back again.

`parse` never fails: a link is text that anybody can write, so what it does not understand it leaves at the
default. `compose` writes only what differs from the default, so that links stay short.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, cast
from urllib.parse import urlencode

from atlas import settings
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.presence import COUNTING, By, usual_count
from atlas.catalogue.selection import FILTERS, Selection
from atlas.maps.classes import METHODS
from atlas.maps.palettes import PALETTES
from atlas.vocabulary import LEVELS, OWN_LEVEL, PERIMETER, Language, place_level

CLASS_COUNTS = range(3, 8)
MAX_ZOOM = 17
# Characters of what a link may name: an id, or `level:code`.
LONGEST_NAME = 200
# Python refuses to read a number of some thousand digits; none of an address needs twenty.
_LONGEST_NUMBER = 20


@dataclass(frozen=True, kw_only=True)
class View:
    """What one screen shows.

    Attributes
    ----------
    territory
        `level:code` of the territory whose summary is open; empty for none.
    initiative
        Id of the initiative whose sheet is open; empty for none.
    points
        What a map says: on the page of the map, the initiatives alone, or else the territories alone; on the
        other pages, whether their seats stand above what is coloured.
    table
        Which table is open: `territories`, `initiatives`, or empty for none.
    centre
        Latitude and longitude of the map's centre, or None.
    """

    language: Language = "fr"
    selection: Selection = field(default_factory=Selection)
    level: str = "departement"
    measure: str = "rate"
    by: By = "seat"
    method: str = "jenks"
    classes: int = 5
    palette: str = "blues"
    tiles: bool = False
    points: bool = True
    territory: str = ""
    initiative: str = ""
    table: str = ""
    centre: tuple[float, float] | None = None
    zoom: float | None = None

    @property
    def inside(self) -> str:
        """The place that the view speaks of, as `level:code`; empty for all of France."""
        return self.selection.inside


def compose(view: View, *, level: str = View.level) -> dict[str, str]:
    """Write a view as the parameters of an address.

    Examples
    --------
    >>> compose(View(level="epci", selection=Selection(types=("ptce", "pat"))))
    {'niveau': 'epci', 'types': 'ptce,pat'}
    """
    default = _parts(View(level=level))
    return {key: value for key, value in _parts(view).items() if value != default[key]}


def written(page: str, parameters: Mapping[str, str]) -> str:
    """Write a link of the atlas as files carry it: the whole address, or the page alone where none is known.

    Examples
    --------
    >>> written("manques", {"types": "ptce,pat"})
    'manques?types=ptce,pat'
    """
    text = urlencode(parameters, safe=":,")
    link = f"{page}?{text}" if text else page
    return f"{settings.PUBLIC_URL}/{link}" if settings.PUBLIC_URL else link


def _parts(view: View) -> dict[str, str]:
    return {
        "lang": view.language,
        "niveau": place_level(view.level),
        "mesure": view.measure,
        "compte": "" if view.by == usual_count(view.selection.types) else view.by,
        **{one.parameter: one.write(getattr(view.selection, name)) for name, one in FILTERS.items()},
        "methode": view.method,
        "classes": str(view.classes),
        "palette": view.palette,
        "fond": "ign" if view.tiles else "",
        "points": "" if view.points else "non",
        "territoire": view.territory,
        "initiative": view.initiative,
        "tableau": view.table,
        "c": f"{view.centre[0]:.3f},{view.centre[1]:.3f}" if view.centre else "",
        "z": f"{view.zoom:g}" if view.zoom is not None else "",
    }


def parse(parameters: Mapping[str, str], allowed: Mapping[str, Collection[str]]) -> View:
    """Read a view from the parameters of an address.

    Whatever is unknown or malformed is left at its default.
    """
    default = View()

    def one(key: str, choices: Iterable[str], fallback: str) -> str:
        value = parameters.get(key, "")
        return value if value in choices else fallback

    def named(key: str) -> str:
        value = parameters.get(key, "")
        return value if len(value) <= LONGEST_NAME else ""

    classes = read_whole(parameters.get("classes", "")) or 0
    selection = _selection(parameters, allowed)
    return View(
        language="en" if parameters.get("lang") == "en" else "fr",
        selection=selection,
        level=_level(parameters.get("niveau", ""), allowed) or default.level,
        measure=one("mesure", MEASURES, default.measure),
        by=cast("By", one("compte", COUNTING, usual_count(selection.types))),
        method=one("methode", METHODS, default.method),
        classes=classes if classes in CLASS_COUNTS else default.classes,
        palette=one("palette", PALETTES, default.palette),
        tiles=parameters.get("fond") == "ign",
        points=parameters.get("points") != "non",
        territory=named("territoire"),
        initiative=named("initiative"),
        table=one("tableau", ("territories", "initiatives"), ""),
        centre=_centre(parameters.get("c", "")),
        zoom=_zoom(parameters.get("z", "")),
    )


def _level(named: str, allowed: Mapping[str, Collection[str]]) -> str:
    """Read a level; a reader's own perimeters are one only where they have brought some."""
    level = OWN_LEVEL if named == PERIMETER else named
    return level if level in allowed.get("niveau", LEVELS) else ""


def _selection(parameters: Mapping[str, str], allowed: Mapping[str, Collection[str]]) -> Selection:
    chosen: dict[str, Any] = {}
    for name, one in FILTERS.items():
        # A list that hangs on another filter goes by what is chosen there: categories by their typology.
        known = allowed.get(chosen.get(one.partner, one.parameter), ())
        chosen[name] = one.read(parameters.get(one.parameter, ""), known)
    return Selection(**chosen)


def read_number(text: str) -> float | None:
    """Read a number of an address; None for what is none, or is longer than any that the atlas writes."""
    if len(text) > _LONGEST_NUMBER:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def read_whole(text: str) -> int | None:
    """Read a whole number of an address; None for what is none."""
    value = read_number(text)
    return int(value) if value is not None and value.is_integer() else None


def _zoom(text: str) -> float | None:
    zoom = read_number(text)
    return zoom if zoom is not None and 0 <= zoom <= MAX_ZOOM else None


def _centre(text: str) -> tuple[float, float] | None:
    first, _, second = text.partition(",")
    lat, lon = read_number(first), read_number(second)
    if lat is None or lon is None:
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None  # noqa: PLR2004
