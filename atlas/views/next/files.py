"""What leaves « Où agir ensuite »: the places and the communes that they newly reach, with their map."""

from dataclasses import replace
from datetime import date

from atlas.catalogue import Catalogue
from atlas.catalogue.listing import seat_points
from atlas.exports.columns import describe
from atlas.exports.content import Export, MapSheet, Plain
from atlas.maps.palettes import MARK_COLOURS
from atlas.next import WEIGHTS, Plan
from atlas.next.listing import places_table, reached_table
from atlas.views.about import Also, about, named
from atlas.views.gaps.view import LEVEL
from atlas.views.link import View
from atlas.views.map.files import map_sheet, territory_shapes
from atlas.views.next import map as next_map
from atlas.views.next.choices import next_address, way
from atlas.views.next.view import FIGURES, best_gap, least, shown
from atlas.views.peers.files import words_and_figures
from atlas.vocabulary import LEVELS
from atlas.words import say
from atlas.words.numbers import number, percent


def whole(catalogue: Catalogue, view: View, plan: Plan, *, created: date) -> Export:
    """Make the file of a plan."""
    language = view.language
    what = say("next_file_title", language, km=next_map.kilometres(plan, language))
    title = named(catalogue, view, what)
    address = next_address(plan.wish)
    also = Also(_words(view, plan), address, counted=False, page="manques", level=LEVEL)
    told = about(catalogue, view, title, created=created, also=also, level=view.level)
    places, reached = places_table(catalogue, plan), reached_table(catalogue, plan)
    label, communes = say("next_file_places", language), say("next_file_reached", language)
    return Export(
        name="atlas_ou_agir",
        rows=places,
        about=told,
        geometry=lambda: seat_points(places),
        style=lambda: Plain(label, "square", MARK_COLOURS["town"]),
        sheet=lambda: _sheet(catalogue, view, plan),
        meanings=describe(places.reset_index().columns, language, "next"),
        label=label,
        parts=(
            Export(
                name="atlas_ou_agir_communes",
                rows=reached,
                about=told,
                geometry=lambda: territory_shapes(catalogue, "commune", reached.index),
                style=lambda: Plain(communes, "area", MARK_COLOURS["line"]),
                meanings=describe(reached.reset_index().columns, language, "next"),
                label=communes,
            ),
        ),
    )


def _words(view: View, plan: Plan) -> dict[str, str]:
    language, wish = view.language, plan.wish
    told = {
        say("next_k", language): number(wish.k, language),
        say("next_km", language): next_map.kilometres(plan, language),
        say("next_weight", language): WEIGHTS[wish.weight].to(language),
        say("next_how", language): say(f"next_how_{way(wish)}", language),
        say("next_level", language): LEVELS[wish.level].to(language),
        say("next_least", language): least(wish.least, language),
        say("next_file_gap", language): percent(best_gap(plan), language),
        say("next_left", language): say("next_left_roads", language),
    }
    return told | ({say("next_among", language): ", ".join(wish.among)} if wish.among else {})


def _sheet(catalogue: Catalogue, view: View, plan: Plan) -> MapSheet:
    language = view.language
    answer = catalogue.answer(view.selection, view.level, by=view.by, measure="count")
    figure = next_map.figure(catalogue, view, plan, answer)
    sheet = map_sheet(catalogue, view, answer, figure, overlay=next_map.overlay(catalogue, plan, language))
    table = shown(catalogue, plan, language)
    words = list(table.columns[:-FIGURES])
    figures = dict.fromkeys(table.columns[-FIGURES:], 0)
    told = words_and_figures(table, words, figures, language)
    return replace(sheet, table=told, caption=say("next_places", language), texts=len(words))
