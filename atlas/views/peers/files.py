"""What leaves the page of peers: a list as points, with its map, in any format."""

from dataclasses import replace
from datetime import date

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.listing import seat_points
from atlas.exports.columns import describe
from atlas.exports.content import Categorised, Category, Export, MapSheet
from atlas.maps.palettes import glyph
from atlas.peers import Peers
from atlas.peers.listing import peers_table
from atlas.views.about import Also, about
from atlas.views.link import View
from atlas.views.map.figure import type_names
from atlas.views.map.files import initiatives
from atlas.views.map.points import type_order
from atlas.views.peers import map as peers_map
from atlas.views.peers.choices import pairs_address
from atlas.views.peers.sentences import told
from atlas.views.peers.view import peers_shown
from atlas.vocabulary import VARIABLES, Language
from atlas.words import say, short_label
from atlas.words.numbers import number, percent


def pairs(catalogue: Catalogue, view: View, found: Peers, *, created: date) -> Export:
    """Make the file of a list of peers."""
    language = view.language
    title = _title(found, language)
    words = {say("peers_share", language): percent(found.nearness, language)}
    if found.radius_km is not None:
        words[say("peers_radius", language)] = f"{number(found.radius_km, language)}\xa0km"
    if found.elsewhere:
        words[say("peers_file_here", language)] = say("peers_file_left_out", language)
    weights = (f"{VARIABLES[key].to(language)} {weight:g}" for key, weight in found.weights.items())
    words[say("peers_weights", language)] = ", ".join(weights)
    rows = told(peers_table(catalogue, found), language)
    export = seats(
        catalogue,
        view,
        rows,
        name="atlas_pairs",
        title=title,
        also=Also(words, pairs_address(catalogue, found), page="pairs"),
        created=created,
        table="peers",
    )
    return replace(export, sheet=lambda: _pairs_sheet(catalogue, view, found, rows))


def _pairs_sheet(catalogue: Catalogue, view: View, found: Peers, rows: pd.DataFrame) -> MapSheet:
    language = view.language
    ids, overlay = peers_map.pairs_seats(found), peers_map.pairs_overlay(catalogue, found, language)
    shown = peers_shown(catalogue, rows, language)
    words = [say(key, language) for key in ("name", "type", "commune", "peers_reason")]
    digits = {"peers_km": 1, "peers_alike": 2, "peers_score": 2}
    figures = {say(key, language): places for key, places in digits.items()}
    return peers_map.sheet(
        catalogue,
        view,
        ids,
        title=_title(found, language),
        overlay=overlay,
        table=words_and_figures(shown, words, figures, language),
        caption=say("peers_table", language),
        texts=len(words),
    )


def _title(found: Peers, language: Language) -> str:
    if not found.origin.name:
        return say("peers_of_profile", language)
    return say("peers_of", language, name=found.origin.name)


def everyone(catalogue: Catalogue, view: View, *, created: date) -> Export:
    """Make the file of the chosen initiatives, with the map that shows them before there is a start."""
    language = view.language
    answer = catalogue.answer(view.selection, "departement", by="seat", measure="count")
    export = initiatives(catalogue, view, answer, created=created)

    def sheet() -> MapSheet:
        names = catalogue.geography.communes["name"]
        kinds = type_names(catalogue, language)
        table = pd.DataFrame(
            {
                say("name", language): export.rows["name"],
                say("type", language): export.rows["type"].map(kinds),
                say("commune", language): export.rows["seat_commune"].map(names),
            }
        )
        return peers_map.sheet(
            catalogue,
            view,
            answer.chosen,
            title=say("peers_map_empty", language),
            overlay=peers_map.EMPTY,
            table=words_and_figures(table, list(table.columns), {}, language),
            caption=say("download_initiatives", language),
            texts=len(table.columns),
        )

    return replace(export, sheet=sheet)


def seats(  # noqa: PLR0913 - what a file is
    catalogue: Catalogue,
    view: View,
    rows: pd.DataFrame,
    *,
    name: str,
    title: str,
    also: Also,
    created: date,
    table: str,
) -> Export:
    """Make the file of initiatives compared with each other, as points of their seats."""
    language = view.language
    types = catalogue.tables.types
    order = type_order(types)
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
        meanings=describe(rows.reset_index().columns, language, table),
    )


def words_and_figures(
    shown: pd.DataFrame, words: list[str], figures: dict[str, int], language: Language
) -> pd.DataFrame:
    """Write a table as people read it.

    Text only: words first; unknown is a dash.
    """
    told = shown[words].astype("object").where(shown[words].notna(), "–")
    for name, digits in figures.items():
        told[name] = ["–" if pd.isna(one) else number(one, language, digits=digits) for one in shown[name]]
    return told
