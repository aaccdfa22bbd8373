"""What leaves the page of peers for a network: members, links and towns, in one file or apart; its map."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from atlas.catalogue import Catalogue
from atlas.catalogue.listing import seat_points
from atlas.catalogue.selection import Selection
from atlas.exports.columns import describe
from atlas.exports.content import Export, MapSheet, Plain
from atlas.maps.palettes import MARK_COLOURS
from atlas.peers import MEETINGS, Gathering
from atlas.peers.meeting import OCEAN_KM
from atlas.peers.network import MOST_LINKS
from atlas.peers.network_listing import each_table, link_lines, links_table, members_table, towns_table
from atlas.views.about import Also, about
from atlas.views.link import View
from atlas.views.peers import map as peers_map
from atlas.views.peers.choices import network_address
from atlas.views.peers.files import seats, words_and_figures
from atlas.views.peers.network import members_shown
from atlas.vocabulary import Language
from atlas.words import say
from atlas.words.numbers import number


def whole(
    catalogue: Catalogue, view: View, found: Gathering, *, created: date, named: Iterable[str] = ()
) -> Export:
    """Make the file of a network."""
    language = view.language
    named = tuple(named)
    address = network_address(catalogue, found, named)
    also = Also(_words(found, named, language), address, page="pairs")
    if named:
        # Filters choose none of them.
        view = replace(view, selection=Selection())
    title = title_of(found, language)
    rows = members_table(catalogue, found.network)
    export = seats(
        catalogue,
        view,
        rows,
        name="atlas_reseau",
        title=title,
        also=also,
        created=created,
        table="network",
    )
    told = about(catalogue, view, title, created=created, also=also)
    links = links_table(catalogue, found.network)
    towns = towns_table(catalogue, found.towns, len(found.meeting))
    each = each_table(catalogue, found.each)
    ties, places = say("peers_file_links", language), say("peers_file_towns", language)
    meetings = say("peers_file_each", language)
    return replace(
        export,
        label=say("peers_file_members", language),
        sheet=lambda: _sheet(catalogue, view, found),
        parts=(
            Export(
                name="atlas_reseau_liens",
                rows=links,
                about=told,
                geometry=lambda: link_lines(found.network, links),
                style=lambda: Plain(ties, "line", MARK_COLOURS["line"]),
                meanings=describe(links.reset_index().columns, language, "network"),
                label=ties,
            ),
            Export(
                name="atlas_reseau_villes",
                rows=towns,
                about=told,
                geometry=lambda: seat_points(towns),
                style=lambda: Plain(places, "square", MARK_COLOURS["town"]),
                meanings=describe(towns.reset_index().columns, language, "network"),
                label=places,
            ),
            Export(
                name="atlas_reseau_groupes",
                rows=each,
                about=told,
                geometry=lambda: seat_points(each),
                style=lambda: Plain(meetings, "square", MARK_COLOURS["town"]),
                meanings=describe(each.reset_index().columns, language, "network"),
                label=meetings,
            ),
        ),
    )


def title_of(found: Gathering, language: Language) -> str:
    """Name a network by its reach."""
    return say("peers_map_network", language, km=number(found.network.km, language))


def _words(found: Gathering, named: tuple[str, ...], language: Language) -> dict[str, str]:
    kind = "forest" if found.network.pairs > MOST_LINKS else "all"
    told = {
        say("peers_reach", language): f"{number(found.network.km, language)}\xa0km",
        say("peers_towns_of", language): say(
            "peers_inhabitants", language, n=number(found.least_population, language)
        ),
        say("peers_meeting", language): MEETINGS[found.scope]
        .to(language)
        .format(km=number(OCEAN_KM, language)),
        say("peers_file_links", language): say(f"peers_legend_{kind}", language),
    }
    return {say("peers_file_members", language): ", ".join(named)} | told if named else told


def _sheet(catalogue: Catalogue, view: View, found: Gathering) -> MapSheet:
    language = view.language
    shown = members_shown(catalogue, found.network, language)
    words = [say(key, language) for key in ("name", "type", "commune", "peers_isolated_nearest")]
    digits = {"peers_nearest_km": 1, "peers_near": 0, "peers_cluster": 0}
    figures = {say(key, language): places for key, places in digits.items()}
    return peers_map.sheet(
        catalogue,
        view,
        found.network.members.index,
        title=title_of(found, language),
        overlay=peers_map.network_overlay(found.network, found.towns, language),
        table=words_and_figures(shown, words, figures, language),
        caption=say("peers_members_table", language),
        texts=len(words),
    )
