"""From an answer to what the map shows: a few kilobytes of classes, values, legend and marks.

Nothing here uses Streamlit; everything is a function of the catalogue, the view and the answer.
"""

import hashlib
import html
import json
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from atlas import settings
from atlas.catalogue import Answer, Catalogue, kept
from atlas.catalogue.measures import BLANKS, MEASURES
from atlas.catalogue.selection import among
from atlas.maps.classes import Classes, classify
from atlas.maps.layers import MAINLAND, PLACES
from atlas.maps.palettes import ramp
from atlas.territories.places import is_place, split_place
from atlas.views.link import View
from atlas.views.map.points import mask, own_points, type_order
from atlas.vocabulary import Language
from atlas.words import numbers as formats
from atlas.words import say

# One letter per kind of blank, as `atlas.js` reads them: white for `z`, a pattern for each of the others.
BLANK_LETTERS = {"zero": "z", "no_known": "n", "no_data": "x", "enough": "z", "uncertain": "u", "other": "o"}


class Figure(NamedTuple):
    """What the map colours, and the words of its legend.

    Attributes
    ----------
    table
        Indexed by code: `value`, and `status`, `value` or a key of `BLANK_LETTERS`. A territory whose status
        is not `value` is in no class; its value, where it has one, is told when pointed at.
    blanks
        What each status but `value` means, those that may occur.
    categories
        Colour and name of each category, where the map shows categories rather than classes of the value:
        `table` then has `category`, its number.
    """

    table: pd.DataFrame
    title: str
    unit: str
    digits: int
    notes: tuple[str, ...]
    blanks: dict[str, str]
    money: bool = False
    categories: tuple[tuple[str, str], ...] = ()


class Overlay(NamedTuple):
    """What the map draws above its polygons, and the words of its legend.

    Attributes
    ----------
    lines
        Points of each line (latitude, longitude), and its label, which may be empty.
    circles
        Latitude, longitude and radius in kilometres.
    marks
        Latitude, longitude, kind (`start`, `isolated` or `town`) and label, which may be empty.
    legend
        A group of the legend: `title`, and `rows` with `mark` (`line`, `circle` or a kind) and `text`.
    """

    lines: list[tuple[list[tuple[float, float]], str]]
    circles: list[tuple[float, float, float]]
    marks: list[tuple[float, float, str, str]]
    legend: dict[str, Any]


def measured(view: View, answer: Answer) -> Figure:
    """Return the measure that the reader chose."""
    language = view.language
    measure = MEASURES[view.measure]
    notes = [say(f"legend_{view.by}", language)]
    if measure.denominator:
        notes.append(say("legend_per", language, what=measure.denominator.to(language)))
    return Figure(
        table=answer.table,
        title=measure.label.to(language),
        unit=measure.unit.to(language),
        digits=measure.digits,
        notes=tuple(notes),
        blanks={key: label.to(language) for key, label in BLANKS.items()},
        money=view.measure == "funding",
    )


def short_label(label: str) -> str:
    """Leave out what a label says in brackets.

    Examples
    --------
    >>> short_label("Tiers-lieu (dont Fabriques de territoire)")
    'Tiers-lieu'
    """
    return label.split(" (", 1)[0]


def shown_level(view: View) -> str:
    """Return the level that the map draws: communes need a territory that contains them."""
    return "departement" if view.level == "commune" and not view.inside else view.level


def shown_codes(catalogue: Catalogue, view: View, answer: Answer) -> pd.Index:
    """Return the territories that the map draws."""
    if shown_level(view) == "commune":
        return catalogue.geography.members(*split_place(view.inside))
    return answer.table.index


def display_file(catalogue: Catalogue, level: str, code: str) -> str | None:
    """Name the display file in which a territory is drawn.

    Path below `data/geo/display`; None for a commune without polygon.
    """
    if level != "commune":
        return f"{level}.json"
    departement = catalogue.geography.communes["departement"][code]
    return None if pd.isna(departement) else f"communes/{departement}.json"


def map_view(  # noqa: PLR0913 - what to draw, where, and how it gets there
    catalogue: Catalogue,
    view: View,
    answer: Answer,
    *,
    fit: dict[str, Any] | None = None,
    figure: Figure | None = None,
    overlay: Overlay | None = None,
    deliver: Callable[[str], str] | None = None,
) -> dict[str, Any]:
    """Write what `show` in `atlas.js` reads."""
    language = view.language
    level = shown_level(view)
    members = shown_codes(catalogue, view, answer)
    figure = figure or measured(view, answer)
    if level == "commune":
        figure = figure._replace(table=figure.table.loc[members])
    table, codes, files = figure.table, None, [f"{level}.json"]
    if level == "commune":
        files = sorted({f for code in members if (f := display_file(catalogue, "commune", code))})
        codes = list(members)
    classes = figure_classes(view, figure)
    payload: dict[str, Any] = {
        "language": language,
        "level": level,
        "files": files,
        "codes": codes,
        "thin": level in ("bassin_de_vie", "epci"),
        "classes": _letters(table["status"], classes),
        "values": _values(table["value"], figure.digits),
        "colours": figure_colours(view, figure, classes),
        "unit": {"label": figure.unit, "digits": figure.digits},
        "blanks": {BLANK_LETTERS[key]: words for key, words in figure.blanks.items()}
        | {str(number): words for number, (_, words) in enumerate(figure.categories)},
        "legend": _legend(catalogue, view, answer, figure, classes),
        "points": mask(_drawn(catalogue), answer.chosen) if view.points else "",
        "own": own_points(catalogue, answer, deliver=deliver) if view.points else None,
        "initiative": view.initiative,
        "outline": _outline(catalogue, view),
        "tiles": settings.IGN_TILES if view.tiles else None,
        "places": [
            {"name": say(f"place_{name}", language), "bounds": bounds} for name, bounds in PLACES.items()
        ],
        "source": _source(catalogue, language),
        "words": {
            "inferred": say("inferred", language),
            "own": say("own_data", language),
            "tiles": html.escape(say("tiles_credit", language)),
            "tilesFailed": say("tiles_failed", language),
            "failed": say("map_failed", language),
            "places": say("places", language),
            "zoomIn": say("zoom_in", language),
            "zoomOut": say("zoom_out", language),
            "frame": say("map_frame", language),
        },
        "notice": say("inside_none", language) if level != view.level else "",
        "fit": fit or {"key": "start", "bounds": MAINLAND},
    }
    if overlay:
        payload["overlay"] = {key: getattr(overlay, key) for key in ("lines", "circles", "marks")}
        groups = [overlay.legend, *payload["legend"]["groups"]]
        payload["legend"]["groups"] = [group for group in groups if group["rows"]]
    digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
    payload["number"] = digest[:12]
    return payload


def _letters(status: pd.Series, classes: Classes) -> str:
    """Write one letter per territory: its class, or why it has none."""
    numbers = classes.numbers.to_numpy(dtype="int64", na_value=-1)
    kinds, names = pd.factorize(status)  # as text, a column is slow to walk
    letters = [BLANK_LETTERS.get(name, "") for name in names]
    return "".join(
        letters[kind] or str(number) for kind, number in zip(kinds.tolist(), numbers.tolist(), strict=True)
    )


def _values(values: pd.Series, digits: int) -> list[float | int | None]:
    """Write values as JSON does best: whole numbers without a point, None where there is none."""
    rounded = np.round(values.to_numpy(dtype="float64", na_value=np.nan), digits).tolist()
    return [None if v != v else int(v) if v.is_integer() else v for v in rounded]  # noqa: PLR0124 - NaN alone differs


@kept(maxsize=1)
def _drawn(catalogue: Catalogue) -> pd.Index:
    """List the curated points, in the order of `atlas.views.map.points.shared_layer`."""
    places = catalogue.curated.places
    return places.index[places["commune"].notna()]


def _outline(catalogue: Catalogue, view: View) -> list[dict[str, str]]:
    if view.initiative:
        coverage = catalogue.tables.initiatives["coverage"].get(view.initiative)
        parts = [] if pd.isna(coverage) else str(coverage).split("|")
    else:
        parts = [view.territory] if view.territory else []
    marks = []
    for part in parts:
        if not is_place(catalogue.geography, part):  # a link may name anything
            continue
        level, code = split_place(part)
        file = display_file(catalogue, level, code)
        if file:
            marks.append({"file": file, "code": code})
    return marks


@kept(maxsize=1)
def public_sources(catalogue: Catalogue) -> int:
    """Count the public sources of the curated initiatives."""
    return int(catalogue.curated.tables.initiatives["source"].str.split(" ; ").explode().nunique())


@kept(maxsize=2)
def _source(catalogue: Catalogue, language: Language) -> str:
    text = say(
        "source_line",
        language,
        n=formats.number(public_sources(catalogue), language),
        millesime=catalogue.geography.millesime,
        year=catalogue.geography.population_year(),
    )
    return html.escape(text)


def written(figure: Figure, value: float, language: Language) -> str:
    """Write a value as the legend does."""
    if figure.money:
        return formats.compact_euros(value, language)
    return formats.number(value, language, digits=figure.digits)


def legend_rows(view: View, figure: Figure, classes: Classes) -> list[dict[str, Any]]:
    """List the classes and the blanks of a map."""
    language = view.language
    rows: list[dict[str, Any]] = [{"colour": colour, "text": text} for colour, text in figure.categories]
    # Categories have no bounds, and classes no names.
    for colour, bounds in zip(figure_colours(view, figure, classes), classes.bounds, strict=False):
        low, high = (written(figure, bound, language) for bound in bounds)
        text = low if low == high else say("legend_range", language, low=low, high=high)
        rows.append({"colour": colour, "text": text})
    occurring = set(figure.table["status"].unique())
    for kind, words in figure.blanks.items():
        if kind in occurring:
            rows.append({"blank": BLANK_LETTERS[kind], "colour": "#ffffff", "text": words})
    return rows


def figure_classes(view: View, figure: Figure) -> Classes:
    """Sort the values of a map into classes."""
    known = figure.table["status"].eq("value")
    if figure.categories:
        return Classes(figure.table["category"].where(known), [])
    return classify(figure.table["value"].where(known), method=view.method, classes=view.classes)


def figure_colours(view: View, figure: Figure, classes: Classes) -> list[str]:
    """Return the colour of each class, or of each category, of a map."""
    if figure.categories:
        return [colour for colour, _ in figure.categories]
    return ramp(view.palette, len(classes.bounds)) if classes.bounds else []


def _legend(
    catalogue: Catalogue, view: View, answer: Answer, figure: Figure, classes: Classes
) -> dict[str, Any]:
    language = view.language

    rows = legend_rows(view, figure, classes)
    groups = [{"title": " · ".join(figure.notes), "rows": rows}]
    if view.points:
        types = catalogue.tables.types
        order = type_order(types)
        kinds = catalogue.tables.initiatives["type"]
        present = set(kinds[among(kinds.index, answer.chosen)].unique())
        signs: list[dict[str, Any]] = [
            {"kind": order[code], "text": short_label(label)}
            for code, label in zip(types.index, types[f"label_{language}"], strict=True)
            if code in present
        ]
        if signs:
            signs += [
                {"kind": 0, "colour": "#59656c", "text": say("legend_stated", language)},
                {"kind": 0, "colour": "#59656c", "hollow": True, "text": say("legend_inferred", language)},
            ]
            groups.append({"title": say("legend_types", language), "rows": signs})
        mine = answer.chosen[among(answer.chosen, catalogue.own)]
        shown = 0 if mine.empty else int(catalogue.places.loc[mine, "lon"].notna().sum())
        if shown:
            sign = {"kind": 0, "colour": "#59656c", "ring": True}
            sign["text"] = say("legend_own", language, n=formats.number(shown, language))
            groups.append({"title": say("own_data", language), "rows": [sign]})
    return {"title": figure.title, "groups": groups}
