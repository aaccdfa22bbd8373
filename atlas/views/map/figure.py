"""From an answer to what the map shows: classes, values, legend and marks."""

import html
import json
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas import settings
from atlas.catalogue import Answer, Catalogue, kept
from atlas.catalogue.measures import BLANKS, MEASURES, per_inhabitant
from atlas.gaps import SURE, blanks
from atlas.maps.classes import Classes, classify
from atlas.maps.palettes import OTHER_COLOUR, ramp
from atlas.maps.picture import (
    MAINLAND,
    PLACES,
    LegendGroup,
    LegendRow,
    MapPicture,
    Outlined,
    Overlay,
    packed,
)
from atlas.territories.places import is_place, split_place
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.views.map.border import border
from atlas.views.map.own_level import own_shapes
from atlas.views.map.points import mask, own_points, type_order
from atlas.views.map.types import kinds, signed, type_groups
from atlas.vocabulary import OWN_LEVEL, PERIMETER, Language, labels_in
from atlas.words import numbers as formats
from atlas.words import say, short_label

# One letter per kind of blank, as `atlas.js` reads them: white for `z`, a pattern for each of the others.
BLANK_LETTERS = {"zero": "z", "no_known": "n", "no_data": "x", "enough": "z", "uncertain": "u", "other": "o"}

# Signs of the values of all communes that go with each change; more wait until one is pointed at.
_INLINE = 20_000
# Of a legend, that stand unfolded.
_MOST_SIGNS = 9


class Figure(NamedTuple):
    """What the map colours, and the words of its legend.

    Attributes
    ----------
    table
        Indexed by code: `value`, and `status`, `value` or a key of `BLANK_LETTERS`. A territory whose status
        is not `value` is in no class; its value, where it has one, is told when pointed at.
    blanks
        What each status but `value` means, those that may occur.
    chance
        By code, the chance that a blank is a true one, see `atlas.gaps.Blanks`; None where none is claimed.
    choosing
        Whether its legend lets choose types.
    plain
        Whether it colours nothing; its figures are then told of a territory that is pointed at.
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
    chance: pd.Series | None = None
    plain: bool = False
    choosing: bool = False


def measured(catalogue: Catalogue, view: View, answer: Answer, level: str = "") -> Figure:
    """Return the measure that the reader chose, at the level of the answer."""
    language, level = view.language, level or view.level
    measure = MEASURES[view.measure]
    words = labels_in(BLANKS, language)
    if answer.table["status"].eq("zero").any():
        known = gauge(catalogue, view.selection, level, view.by, language)
        words["zero"] = say("blank_zero", language, list=known.words)
    notes = [say(f"legend_{view.by}", language)]
    if measure.denominator:
        notes.append(say("legend_per", language, what=measure.denominator.to(language)))
    return Figure(
        table=answer.table,
        title=measure.label.to(language),
        unit=measure.unit.to(language),
        digits=measure.digits,
        notes=tuple(notes),
        blanks=words,
        money=view.measure == "funding",
        chance=blank_chance(catalogue, view, answer, level),
    )


def blank_chance(catalogue: Catalogue, view: View, answer: Answer, level: str) -> pd.Series | None:
    """Return the chance that each blank is a true one; None where it is sure, or where none is claimed."""
    if answer.complete:
        return None
    worth = blanks(catalogue, view.selection, level, by=view.by)
    if not worth.claimed:
        return None
    chance = worth.chance.where(answer.table["status"].eq("no_known"))
    return chance if chance.notna().any() else None


def type_names(catalogue: Catalogue, language: Language) -> pd.Series:
    """Return the short name of each type, indexed by its code."""
    return catalogue.tables.types[f"label_{language}"].map(short_label)


def display_file(catalogue: Catalogue, level: str, code: str) -> str | None:
    """Name the display file in which a territory is drawn.

    Path below `data/geo/display`; None for a commune without polygon, and for a perimeter.
    """
    if level == PERIMETER:
        return None
    if level != "commune":
        return f"{level}.json"
    departement = catalogue.geography.communes["departement"][code]
    return None if pd.isna(departement) else f"communes/{departement}.json"


def map_picture(  # noqa: PLR0913 - what to draw, where, and how it gets there
    catalogue: Catalogue,
    view: View,
    answer: Answer,
    *,
    fit: dict[str, Any] | None = None,
    figure: Figure | None = None,
    overlay: Overlay | None = None,
    deliver: Callable[[str], str] | None = None,
) -> MapPicture:
    """Build the map of a view."""
    language = view.language
    level = view.level
    overlay = overlay or border(catalogue, view.territory or view.inside, language)
    figure = figure or measured(catalogue, view, answer)
    codes = tuple(figure.table.index) if view.inside else None
    files: tuple[str, ...] = (f"{level}.json",)
    mine = own_shapes(catalogue) if level == OWN_LEVEL else None
    if mine:
        files, codes = (mine.name,), tuple(figure.table.index)
        fit = fit or ({"key": mine.name, "bounds": mine.bounds} if mine.bounds else None)
    classes = figure_classes(view, figure)
    drawn = pd.DataFrame(
        {
            "status": figure.table["status"],
            "value": figure.table["value"],
            "number": classes.numbers,
            "chance": np.nan if figure.chance is None else figure.chance,
        },
        index=figure.table.index,
    )
    if level == "commune":
        files = tuple(sorted({f for code in codes or () if (f := display_file(catalogue, "commune", code))}))
    if level == "commune" and codes is None:
        drawn = _imaged(catalogue, drawn)
    values = _values(drawn["value"], figure.digits)
    return MapPicture(
        language=language,
        level=level,
        files=files,
        codes=codes,
        thin=level in ("bassin_de_vie", "epci"),
        plain=figure.plain,
        signs=signed(catalogue, view) if figure.choosing else None,
        classes=_letters(drawn["status"], drawn["number"]),
        values=values,
        chances=[] if figure.chance is None else _percents(drawn["chance"]),
        more=_more(values, deliver) if codes is None and not files else "",
        sure=round(100 * SURE),
        spills=_spills(catalogue, level, answer),
        colours=figure_colours(view, figure, classes),
        unit=figure.unit,
        digits=figure.digits,
        blanks={BLANK_LETTERS[key]: words for key, words in figure.blanks.items()}
        | {str(number): words for number, (_, words) in enumerate(figure.categories)},
        title=figure.title,
        legend=_legend(catalogue, view, answer, figure, classes=classes, overlay=overlay),
        points=mask(_drawn(catalogue), answer) if view.points else "",
        own=own_points(catalogue, answer, deliver=deliver) if view.points else None,
        initiative=view.initiative,
        outline=_outline(catalogue, view),
        tiles=settings.IGN_TILES if view.tiles else None,
        places={name: say(f"place_{name}", language) for name in PLACES},
        source=source_line(catalogue, language),
        words=_words(language),
        fit=fit or {"key": "start", "bounds": MAINLAND},
        overlay=overlay,
        brought=mine.text if mine else "",
        address=deliver(mine.text) if mine and deliver else "",
    )


def _words(language: Language) -> dict[str, str]:
    """Return the words of the browser's own buttons and notes."""
    keys = {
        "inferred": "inferred",
        "own": "own_data",
        "tilesFailed": "tiles_failed",
        "failed": "map_failed",
        "places": "places",
        "zoomIn": "zoom_in",
        "zoomOut": "zoom_out",
        "frame": "map_frame",
        "wheel": "map_wheel",
        "fingers": "map_fingers",
        "gatheredHelp": "map_gathered_help",
        "isolate": "legend_isolate",
    }
    words = {name: say(key, language) for name, key in keys.items()}
    words |= {name: say(f"blank_{name}", language, share="{share}") for name in ("chance", "check")}
    words["gathered"] = say("map_gathered", language, n="{n}")
    words["spills"] = say("place_across_tip", language, share="{share}")
    return words | {"tiles": html.escape(say("tiles_credit", language))}


def _spills(catalogue: Catalogue, level: str, answer: Answer) -> list[int | None]:
    if not answer.across.any():
        return []
    everyone = catalogue.geography.level(level)["population"].reindex(answer.people.index)
    share = per_inhabitant(answer.people, everyone).where(answer.across)
    return [None if pd.isna(one) else round(100 * one) for one in share]


def _imaged(catalogue: Catalogue, table: pd.DataFrame) -> pd.DataFrame:
    """Keep the communes that have a polygon, in the order of their numbers in the image of all of them."""
    communes = catalogue.geography.communes
    return table.reindex(communes.index)[communes["departement"].notna().to_numpy()]


def _more(values: list[float | int | None], deliver: Callable[[str], str] | None) -> str:
    """Hand many values to `deliver`, which answers their address; empty where they go with the map."""
    if deliver is None:
        return ""
    text = packed({"values": values})
    return deliver(json.dumps(text)) if len(text) > _INLINE else ""


def _letters(status: pd.Series, classes: pd.Series) -> str:
    """Write one letter per territory: its class, or why it has none."""
    numbers = classes.to_numpy(dtype="int64", na_value=-1)
    kinds, names = pd.factorize(status)  # as text, a column is slow to walk
    blanks = np.array([ord(BLANK_LETTERS.get(name, "\0")) for name in names], dtype="uint8")[kinds]
    return np.where(blanks, blanks, ord("0") + numbers).astype("uint8").tobytes().decode("ascii")


def _values(values: pd.Series, digits: int) -> list[float | int | None]:
    """Write values as JSON does best: whole numbers without a point, None where there is none."""
    rounded = np.round(values.to_numpy(dtype="float64", na_value=np.nan), digits).tolist()
    return [None if v != v else int(v) if v.is_integer() else v for v in rounded]  # noqa: PLR0124 - NaN alone differs


def _percents(chance: pd.Series) -> list[int | None]:
    """Write chances as whole percentages, rounded down: what is not whole never reads 100."""
    floors = np.floor(np.round(100 * chance.to_numpy(dtype="float64"), 9)).tolist()
    return [None if one != one else int(one) for one in floors]  # noqa: PLR0124 - NaN alone differs


@kept(maxsize=1)
def _drawn(catalogue: Catalogue) -> NDArray[np.intp]:
    """List the rows of the curated points, in the order of `atlas.views.map.points.shared_layer`."""
    ids = catalogue.curated.places.dropna(subset=["lon", "lat"]).index
    return catalogue.tables.initiatives.index.get_indexer(ids)


def _outline(catalogue: Catalogue, view: View) -> tuple[Outlined, ...]:
    if view.initiative:
        coverage = catalogue.tables.initiatives["coverage"].get(view.initiative)
        parts = [] if pd.isna(coverage) else str(coverage).split("|")
    else:
        parts = [view.territory or view.inside]
    marks = []
    for part in parts:
        if not is_place(catalogue.geography, part):  # a link may name anything
            continue
        level, code = split_place(part)
        file = display_file(catalogue, level, code)
        if file:
            marks.append(Outlined(file, code))
    return tuple(marks)


@kept(maxsize=1)
def public_sources(catalogue: Catalogue) -> int:
    """Count the public sources of the curated initiatives."""
    return int(catalogue.curated.tables.initiatives["source"].str.split(" ; ").explode().nunique())


@kept(maxsize=2)
def source_line(catalogue: Catalogue, language: Language) -> str:
    """Return what a map rests on, as HTML."""
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


def legend_rows(view: View, figure: Figure, classes: Classes) -> list[LegendRow]:
    """List the classes and the blanks of a map."""
    language = view.language
    if figure.plain:
        return []
    rows = [LegendRow(text, colour=colour) for colour, text in figure.categories]
    # Categories have no bounds, and classes no names.
    for colour, bounds in zip(figure_colours(view, figure, classes), classes.bounds, strict=False):
        low, high = (written(figure, bound, language) for bound in bounds)
        text = low if low == high else say("legend_range", language, low=low, high=high)
        rows.append(LegendRow(text, colour=colour))
    occurring = set(figure.table["status"].unique())
    for kind, words in figure.blanks.items():
        if kind in occurring:
            rows.append(LegendRow(words, blank=BLANK_LETTERS[kind], colour="#ffffff"))
    return rows


def figure_classes(view: View, figure: Figure) -> Classes:
    """Sort the values of a map into classes."""
    known = figure.table["status"].eq("value")
    if figure.plain:
        return Classes(known.astype("Int64").where(known) - 1, [])
    if figure.categories:
        return Classes(figure.table["category"].where(known), [])
    return classify(figure.table["value"].where(known), method=view.method, classes=view.classes)


def figure_colours(view: View, figure: Figure, classes: Classes) -> tuple[str, ...]:
    """Return the colour of each class, or of each category, of a map."""
    if figure.categories:
        return tuple(colour for colour, _ in figure.categories)
    return tuple(ramp(view.palette, len(classes.bounds))) if classes.bounds else ()


def _legend(  # noqa: PLR0913 - what a legend tells
    catalogue: Catalogue,
    view: View,
    answer: Answer,
    figure: Figure,
    *,
    classes: Classes,
    overlay: Overlay | None,
) -> tuple[LegendGroup, ...]:
    groups = [LegendGroup(" · ".join(figure.notes), tuple(legend_rows(view, figure, classes)))]
    if figure.choosing:
        choices = type_groups(catalogue, view, signs=figure.plain)
        seats = (_certainty(view.language)[1], *_own_sign(catalogue, answer, view.language).rows)
        groups = [*choices, LegendGroup("", seats) if figure.plain else groups[0]]
    elif view.points:
        signs = _type_signs(catalogue, answer, view.language), _own_sign(catalogue, answer, view.language)
        groups += [group for group in signs if group.rows]
    if overlay:
        groups = [group for group in (overlay.legend, *groups) if group.rows]
    return tuple(groups)


def _type_signs(catalogue: Catalogue, answer: Answer, language: Language) -> LegendGroup:
    types, order = catalogue.tables.types, type_order(catalogue.tables.types)
    numbers, codes = kinds(catalogue)
    present = set(codes[np.unique(numbers[answer.rows])])
    signs = [
        LegendRow(short_label(label), kind=order[code])
        for code, label in zip(types.index, types[f"label_{language}"], strict=True)
        if code in present
    ]
    if signs:
        signs += _certainty(language)
    # Above a map a long list would take its room.
    return LegendGroup(say("legend_types", language), tuple(signs), folded=len(signs) > _MOST_SIGNS)


def _certainty(language: Language) -> list[LegendRow]:
    return [
        LegendRow(say("legend_stated", language), kind=0, colour=OTHER_COLOUR),
        LegendRow(say("legend_inferred", language), kind=0, colour=OTHER_COLOUR, hollow=True),
    ]


def _own_sign(catalogue: Catalogue, answer: Answer, language: Language) -> LegendGroup:
    mine = answer.rows[answer.rows >= len(catalogue.curated.tables.initiatives)]
    shown = int(catalogue.places["lon"].iloc[mine].notna().sum()) if len(mine) else 0
    text = say("legend_own", language, n=formats.number(shown, language))
    rows = (LegendRow(text, kind=0, colour=OTHER_COLOUR, ring=True),) if shown else ()
    return LegendGroup(say("own_data", language), rows)
