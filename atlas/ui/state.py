"""The reader's choices, held in step with the address bar.

The address is the truth when someone arrives by a link or goes back; the widgets are the truth after that.
The map's centre and zoom are written into the address by the browser, so that panning reruns nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from typing import cast

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.selection import TYPOLOGIES
from atlas.selection import Selection
from atlas.ui.link import View
from atlas.ui.link import compose
from atlas.ui.link import parse
from atlas.vocabulary import AAV_CATEGORIES
from atlas.vocabulary import DENSITY_LEVELS
from atlas.vocabulary import FUNDER_LEVELS
from atlas.vocabulary import LEVELS
from atlas.vocabulary import SCALES
from atlas.vocabulary import SETTINGS
from atlas.vocabulary import Label
from atlas.vocabulary import Language

CATEGORIES: dict[str, Mapping[str, Label]] = {
    "setting": SETTINGS,
    "density": {str(code): label for code, label in DENSITY_LEVELS.items()},
    "aav": {str(code): label for code, label in AAV_CATEGORIES.items()},
}
_MAP_KEYS = ("c", "z")


def allowed(catalogue: Catalogue) -> dict[str, list[str]]:
    """List the codes that a link may name.

    Parameters
    ----------
    catalogue
        Initiatives and places.

    Returns
    -------
    dict
        See `atlas.ui.link.parse`.
    """
    lists = {
        "types": list(catalogue.tables.types.index),
        "echelles": list(SCALES),
        "financeurs": list(FUNDER_LEVELS),
    }
    return lists | {typology: list(CATEGORIES[typology]) for typology in TYPOLOGIES}


def year_bounds(catalogue: Catalogue) -> tuple[int, int]:
    """Give the first and last known start year of all initiatives."""
    years = catalogue.tables.initiatives["start_year"].dropna()
    return int(years.min()), int(years.max())


def arrive(catalogue: Catalogue) -> None:
    """Set the widgets from the address, if the address is news.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    """
    address = st.query_params.to_dict()
    known = {key: value for key, value in address.items() if key not in _MAP_KEYS}
    if "view" in st.session_state and known == st.session_state["address"]:
        if "types" not in st.session_state:  # back from another page: its widgets are gone, the view is not
            _fill(st.session_state["view"], catalogue)
        return
    returning = "view" in st.session_state and not known.keys() - {"lang"}
    view = parse(address, allowed(catalogue))
    if returning and "types" not in st.session_state:
        view = replace(st.session_state["view"], language=view.language)
    _fill(view, catalogue)


def _fill(view: View, catalogue: Catalogue) -> None:
    state = st.session_state
    chosen = view.selection
    low, high = year_bounds(catalogue)
    years = chosen.years or (low, high)
    values: dict[str, Any] = {
        "language": view.language,
        "types": list(chosen.types),
        "typology": chosen.typology,
        "categories": list(chosen.categories),
        "scales": list(chosen.scales),
        "years": (max(low, min(years[0], high)), min(high, max(years[1], low))),
        "undated": chosen.undated,
        "funder_levels": list(chosen.funder_levels),
        "text": chosen.text,
        "level": view.level,
        "measure": view.measure,
        "by": view.by,
        "method": view.method,
        "classes": view.classes,
        "palette": view.palette,
        "tiles": view.tiles,
        "points": view.points,
        "table": view.table,
        "inside": view.inside,
        "territory": view.territory,
        "initiative": view.initiative,
    }
    for key, value in values.items():
        state[key] = value
    if view.centre and view.zoom is not None:
        key = f"link {view.centre} {view.zoom}"
        state["fit"] = {"key": key, "centre": view.centre, "zoom": view.zoom}
    elif view.inside or view.territory:
        fit(catalogue, view.inside or view.territory)


def fit(catalogue: Catalogue, text: str) -> None:
    """Make the map look at a territory.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    text
        `level:code`; one that does not exist or has no polygon moves nothing.
    """
    level, _, code = text.partition(":")
    if level not in LEVELS:
        return
    geometry = catalogue.geography.boundaries(level).geometry.get(code)
    if geometry is None:
        return
    west, south, east, north = geometry.bounds
    st.session_state["fit"] = {"key": text, "bounds": ((south, west), (north, east))}


def current(catalogue: Catalogue) -> View:
    """Read the view from the widgets and write it into the address.

    Parameters
    ----------
    catalogue
        Initiatives and places.

    Returns
    -------
    atlas.ui.link.View
        What the screen shows; territories and initiatives that do not exist are left out.
    """
    state = st.session_state
    years = tuple(state["years"])
    view = View(
        language=state["language"],
        selection=Selection(
            types=tuple(state["types"]),
            typology=state["typology"],
            categories=tuple(c for c in state["categories"] if c in CATEGORIES[state["typology"]]),
            scales=tuple(state["scales"]),
            years=None if years == year_bounds(catalogue) else cast("tuple[int, int]", years),
            undated=state["undated"],
            funder_levels=tuple(state["funder_levels"]),
            text=state["text"],
        ),
        level=state["level"],
        inside=state["inside"],
        measure=state["measure"],
        by=state["by"],
        method=state["method"],
        classes=state["classes"],
        palette=state["palette"],
        tiles=state["tiles"],
        points=state["points"],
        territory=state["territory"],
        initiative=state["initiative"],
        table=state["table"] or "",
    )
    state["view"] = view
    write_address(compose(view))
    return view


def write_address(parameters: dict[str, str]) -> None:
    """Put parameters into the address, keeping the map's centre and zoom.

    Parameters
    ----------
    parameters
        See `atlas.ui.link.compose`.
    """
    address = st.query_params.to_dict()
    st.session_state["address"] = parameters
    place = {key: address[key] for key in _MAP_KEYS if key in address}
    if address != parameters | place:
        st.query_params.from_dict(parameters | place)


def language() -> Language:
    """Give the reader's language, from the address on the first run."""
    chosen = st.session_state.get("language") or st.query_params.get("lang", "fr")
    return "en" if chosen == "en" else "fr"


def arrive_with_language() -> Language:
    """Set the language from the address and write it back, on a page without a view.

    Returns
    -------
    atlas.vocabulary.Language
        Of the reader.
    """
    if "language" not in st.session_state:
        st.session_state["language"] = language()
    spoken = language()
    wanted = {} if spoken == "fr" else {"lang": spoken}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    if "view" in st.session_state:
        st.session_state["address"] = None
    return spoken
