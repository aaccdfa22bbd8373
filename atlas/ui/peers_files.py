"""What leaves the page of peers: lists and members as points, in any format."""

from datetime import date
from typing import Any

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.exports.content import Categorised
from atlas.exports.content import Category
from atlas.exports.content import Export
from atlas.exports.peers import MEANINGS
from atlas.exports.peers import members_table
from atlas.exports.peers import peers_table
from atlas.exports.tables import seat_points
from atlas.maps.palettes import glyph
from atlas.peers import VARIABLES
from atlas.peers import Network
from atlas.peers import Peers
from atlas.ui.assets import type_order
from atlas.ui.file_words import Also
from atlas.ui.file_words import about
from atlas.ui.formats import number
from atlas.ui.formats import percent
from atlas.ui.link import View
from atlas.ui.map_view import short_label
from atlas.ui.peers_sentences import told
from atlas.ui.texts import say
from atlas.vocabulary import Language


def pairs(
    catalogue: Catalogue, view: View, found: Peers, *, created: date, address: dict[str, str] | None = None
) -> Export:
    """Make the file of a list of peers.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    view
        What the reader chose.
    found
        The peers.
    created
        The day that the file carries.
    address
        The page's own parameters of the link that reproduces the list.

    Returns
    -------
    Export
        Rows of `atlas.exports.peers.peers_table` with the reason of each, as points of their seats.
    """
    language = view.language
    title = _title(found, language)
    words = {say("peers_share", language): percent(found.nearness, language)}
    if found.radius_km is not None:
        words[say("peers_radius", language)] = f"{number(found.radius_km, language)}\xa0km"
    weights = (f"{VARIABLES[key].to(language)} {weight:g}" for key, weight in found.weights.items())
    words[say("peers_weights", language)] = ", ".join(weights)
    rows = told(peers_table(catalogue, found), language)
    return _export(catalogue, view, rows, "atlas_pairs", title, Also(words, address or {}), created)


def members(
    catalogue: Catalogue, view: View, found: Network, *, created: date, address: dict[str, str] | None = None
) -> Export:
    """Make the file of the members of a network.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    view
        What the reader chose.
    found
        The network.
    created
        The day that the file carries.
    address
        The page's own parameters of the link that reproduces it.

    Returns
    -------
    Export
        Rows of `atlas.exports.peers.members_table`, as points of their seats.
    """
    title = say("peers_map_network", view.language, km=number(found.km, view.language))
    rows = members_table(catalogue, found)
    return _export(catalogue, view, rows, "atlas_reseau", title, Also({}, address or {}), created)


def _title(found: Peers, language: Language) -> str:
    if not found.origin.name:
        return say("peers_of_profile", language)
    return say("peers_of", language, name=found.origin.name)


def _export(  # noqa: PLR0913, PLR0917 - what a file is
    catalogue: Catalogue, view: View, rows: pd.DataFrame, name: str, title: str, also: Also, created: date
) -> Export:
    language = view.language
    types = catalogue.tables.types
    order = type_order(types)
    meanings: dict[str, Any] = {key: MEANINGS[key].to(language) for key in rows.columns if key in MEANINGS}
    return Export(
        name=name,
        rows=rows,
        about=about(catalogue, view, title, created=created, also=also),
        geometry=lambda: seat_points(rows),
        style=lambda: Categorised(
            title=say("type", language),
            column="type",
            categories=tuple(
                Category(code, short_label(types.loc[code, f"label_{language}"]), *glyph(order[code]))
                for code in types.index[types.index.isin(rows["type"])]
            ),
        ),
        meanings=meanings,
    )
