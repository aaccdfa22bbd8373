"""Five small maps of one indicator, one for each level, in the same classes. No Streamlit here."""

import base64
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.maps.palettes import PATTERNS
from atlas.maps.small import Bounds, Ink, small_map
from atlas.scales import values
from atlas.territories.perimeters import shape
from atlas.territories.places import split_place
from atlas.views.brought.level import levels_of
from atlas.views.link import View
from atlas.views.map.figure import BLANK_LETTERS, Figure, figure_classes, figure_colours, written
from atlas.views.scales.map import values_figure
from atlas.views.scales.numbers import level_name
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number

# Degrees around a place.
_MARGIN = 0.05


def small_maps(catalogue: Catalogue, view: View, shown: Figure, indicator: str) -> str:
    """Draw an indicator at every level, side by side; empty where the level shown has no value.

    Parameters
    ----------
    view
        Its place is what is coloured; values are those of whole territories.
    shown
        The page's own map of values: its classes are those of all, open at both ends.
    """
    classes = figure_classes(view, shown)
    if not classes.bounds:
        return ""
    uppers = [high for _, high in classes.bounds[:-1]]
    colours = figure_colours(view, shown, classes)
    blanks = list(shown.blanks)
    inks = [*map(Ink, colours), *(_blank(kind) for kind in blanks)]
    seen: set[str] = set()
    france, parts = replace(view, selection=view.selection.everywhere), []
    members, bounds = _place(catalogue, view)
    for level in levels_of(catalogue):
        found = values(catalogue, france.selection, level, indicator=indicator, by=view.by)
        here = found.table.index
        if members is not None:
            towns = catalogue.geography.communes.loc[members]
            here = here[here.isin(towns.index if level == "commune" else towns[level])]
        figure = values_figure(found, here, replace(france, level=level), indicator)
        status = figure.table["status"]
        kinds = status.map({kind: len(colours) + place for place, kind in enumerate(blanks)})
        known = figure.table["value"][status.eq("value")].astype("float64")
        kinds.loc[known.index] = np.searchsorted(uppers, known, side="left")
        seen.update(status)
        image = small_map(catalogue.geography, level, kinds, inks, bounds=bounds, members=members)
        parts.append(_figure(level, figure, known, image, view.language))
    blanks_seen = {kind: words for kind, words in shown.blanks.items() if kind in seen}
    legend = _legend(shown._replace(blanks=blanks_seen), uppers, colours, view.language)
    note = markup.text(
        say("scales_small_note" if members is None else "scales_small_note_place", view.language)
    )
    return f'<div class="atlas-small">{"".join(parts)}</div>{legend}<p class="atlas-kind">{note}</p>'


def _place(catalogue: Catalogue, view: View) -> tuple[pd.Index | None, Bounds | None]:
    if not view.selection.inside:
        return None, None
    where = split_place(view.selection.inside)
    members, outline = catalogue.geography.members(*where), shape(catalogue.geography, where)
    if outline is None:
        return members, None
    west, south, east, north = outline.bounds
    return members, ((south - _MARGIN, west - _MARGIN), (north + _MARGIN, east + _MARGIN))


def _blank(kind: str) -> Ink:
    pattern = PATTERNS[BLANK_LETTERS[kind]]
    return Ink(pattern.ground, pattern.line if pattern.hatch else "")


def _figure(level: str, figure: Figure, known: pd.Series, image: bytes, language: Language) -> str:
    name = level_name(level, language)
    counts = {"n": number(len(known), language), "of": number(len(figure.table), language)}
    told = say("scales_small_none", language, **counts)
    if len(known):
        low, middle, high = (written(figure, one, language) for one in known.quantile([0, 0.5, 1]))
        told = say("scales_small_told", language, low=low, middle=middle, high=high, **counts)
    source = base64.b64encode(image).decode()
    alt = f"{figure.title}, {name}\u202f: {told}" if language == "fr" else f"{figure.title}, {name}: {told}"
    return (
        f'<figure><img src="data:image/png;base64,{source}" alt="{markup.text(alt)}">'
        f"<figcaption><b>{markup.text(name)}</b><small>{markup.text(told)}</small></figcaption></figure>"
    )


def _legend(figure: Figure, uppers: Sequence[float], colours: Sequence[str], language: Language) -> str:
    bounds = [None, *(written(figure, one, language) for one in uppers), None]
    rows = [
        (f"background:{colour}", _between(low, high, language))
        for colour, low, high in zip(colours, bounds[:-1], bounds[1:], strict=True)
    ]
    for kind, words in figure.blanks.items():
        ground, line = _blank(kind)
        hatched = f"repeating-linear-gradient(135deg,{line} 0 1px,{ground} 1px 5px)"
        rows.append((f"background:{hatched if line else ground}", words))
    items = "".join(f'<li><i style="{look}"></i>{markup.text(words)}</li>' for look, words in rows)
    title = f"{figure.title} ({figure.unit})" if figure.unit else figure.title
    return f'<p class="atlas-kind">{markup.text(title)}</p><ul class="atlas-swatches row">{items}</ul>'


def _between(low: str | None, high: str | None, language: Language) -> str:
    if low is None or high is None:
        key = "all" if low is high else "first" if low is None else "last"
        return say(f"scales_small_{key}", language, bound=low or high or "")
    return say("legend_range", language, low=low, high=high)
