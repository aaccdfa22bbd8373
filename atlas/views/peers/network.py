"""From a network to what the page shows: figures, towns to meet in, members. No Streamlit here."""

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.peers import Gathering, Network
from atlas.peers.meeting import OCEAN_KM
from atlas.peers.network_listing import members_table
from atlas.views.gaps.sentences import kilometres
from atlas.views.map.figure import type_names
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent

# Rows that a list shows; files and tables hold all.
_MOST_LISTED = 15


def network_cards(found: Network, language: Language) -> str:
    """Sum up a network in four figures."""
    members, km = found.members, number(found.km, language)
    isolated = int(members["isolated"].sum())
    largest = int(members["cluster"].eq(1).sum())
    rows = [
        (
            number(len(members), language),
            say("peers_n_members", language),
            say("peers_n_members_note", language, n=number(len(found.unplaced), language)),
        ),
        (
            number(isolated, language),
            say("peers_n_isolated", language, km=km),
            say("peers_n_isolated_note", language, share=percent(isolated / len(members), language)),
        ),
        (
            number(found.clusters, language),
            say("peers_n_clusters", language),
            say("peers_n_clusters_note", language, n=number(largest, language)) if largest else "",
        ),
        (number(found.pairs, language), say("peers_n_pairs", language), ""),
    ]
    return markup.cards(rows, beside=True)


def towns_markup(found: Gathering, language: Language) -> str:
    """Return where to meet, by each of the two measures, and by what towns are chosen."""
    towns, members, counted = found.towns, len(found.network.members), len(found.meeting)
    parts = []
    columns = ("sum_km", "mean_km", "max_km")
    head = [
        say(key, language) for key in ("commune", "peers_meet_all", "peers_meet_mean", "peers_meet_farthest")
    ]
    for measure in ("sum", "max"):
        best = towns[towns[f"rank_{measure}"].notna()].sort_values(f"rank_{measure}")
        rows = [
            [markup.text(name), *(number(value, language) for value in values)]
            for name, values in zip(best["name"], best[list(columns)].to_numpy("float64"), strict=True)
        ]
        parts.append(markup.table(head, rows, caption=say(f"peers_meet_{measure}", language)))
    size = number(found.least_population, language)
    chosen = say("peers_meet_by_size" if found.least_population else "peers_meet_any_size", language, n=size)
    notes = [chosen, say("peers_meet_note", language)]
    if counted < members:
        left_out = {"n": number(members - counted, language), "km": number(OCEAN_KM, language)}
        notes.append(say("peers_meet_left_out", language, **left_out))
    return "".join(parts) + f"<p class='atlas-kind'>{markup.text(' '.join(notes))}</p>"


def each_markup(found: Gathering, language: Language) -> str:
    """Return a town to meet in for each cluster, the largest first; empty where there is one at most."""
    if len(found.each) < 2:  # noqa: PLR2004 - one is the whole network's
        return ""
    rows = [
        [
            markup.text(row.name),
            number(row.members, language),
            number(row.mean_km, language),
            number(row.max_km, language),
        ]
        for row in found.each.head(_MOST_LISTED).rename(columns=str).itertuples(index=False)
    ]
    head = [
        say(key, language)
        for key in ("commune", "peers_each_members", "peers_meet_mean", "peers_meet_farthest")
    ]
    table = markup.table(head, rows, caption=say("peers_meet_each", language))
    return table + _more(len(found.each), "peers_each_more", language)


def _more(n: int, key: str, language: Language) -> str:
    """Say how many rows a list leaves to the files and tables."""
    left = n - _MOST_LISTED
    return (
        f"<p class='atlas-kind'>{markup.text(say(key, language, n=number(left, language)))}</p>"
        if left > 0
        else ""
    )


def isolated_markup(catalogue: Catalogue, found: Network, language: Language) -> str:
    """List the members that have no peer within reach, with the nearest beyond."""
    names = catalogue.tables.initiatives["name"]
    alone = found.members[found.members["isolated"]].sort_values("nearest_km", ascending=False)
    if alone.empty:
        return f"<p>{markup.text(say('peers_isolated_none', language))}</p>"
    shown = alone.head(_MOST_LISTED)
    rows = [
        [
            markup.text(names[key]),
            "–" if other is None else markup.text(names[other]),
            "–" if other is None else kilometres(km, language),
        ]
        for key, other, km in zip(shown.index, shown["nearest"], shown["nearest_km"], strict=True)
    ]
    head = [say(key, language) for key in ("name", "peers_isolated_nearest", "peers_nearest_km")]
    table = markup.table(head, rows, caption=say("peers_isolated", language, n=number(len(alone), language)))
    return table + _more(len(alone), "peers_isolated_more", language)


def members_shown(catalogue: Catalogue, found: Network, language: Language) -> pd.DataFrame:
    """Lay out the members of a network for the screen."""
    table = members_table(catalogue, found)
    kinds = type_names(catalogue, language)
    shown = pd.DataFrame(
        {
            say("name", language): table["name"],
            say("type", language): table["type"].map(kinds),
            say("commune", language): table["commune_name"],
            say("peers_cluster", language): table["cluster"],
            say("peers_near", language): table["near"],
            say("peers_isolated_nearest", language): table["nearest_name"],
            say("peers_nearest_km", language): table["nearest_km"].round(1),
        }
    )
    shown.index.name = say("id", language)
    return shown
