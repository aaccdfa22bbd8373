"""From peers and networks to what the page shows: map, cards, tables. No Streamlit here."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from atlas.catalogue import Answer
from atlas.catalogue import Catalogue
from atlas.exports.peers import members_table
from atlas.gaps.nearest import unit_vectors
from atlas.peers import VARIABLES
from atlas.peers import Network
from atlas.peers import Peers
from atlas.peers.meeting import OCEAN_KM
from atlas.ui import markup
from atlas.ui.formats import number
from atlas.ui.formats import percent
from atlas.ui.gap_sentences import kilometres
from atlas.ui.link import View
from atlas.ui.map_view import Figure
from atlas.ui.map_view import Overlay
from atlas.ui.map_view import short_label
from atlas.ui.texts import say
from atlas.vocabulary import Language

EMPTY = Overlay([], [], [], {"title": "", "rows": []})
CIRCLES = (25.0, 50.0, 100.0)
# A longer way is drawn as the arc that it is.
_STRAIGHT_KM = 300.0
_ARC_POINTS = 24
# Degrees around what the map looks at; and the least that it shows.
_MARGIN, _LEAST = 0.15, 0.5
_LEVEL = "departement"


def name_of(found: Peers, language: Language) -> str:
    """Give the start's name, or say that it is a profile."""
    return found.origin.name or say("peers_this_profile", language)


def ground(catalogue: Catalogue, view: View, ids: pd.Index, title: str) -> tuple[View, Answer, Figure]:
    """Choose a plain ground with the seats of some initiatives.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    view
        What the reader chose.
    ids
        The initiatives whose seats are drawn.
    title
        Of the legend.

    Returns
    -------
    view, answer, figure
        See `atlas.ui.map_view.map_view`.
    """
    plain = replace(view, level=_LEVEL, inside="", points=True)
    answer = catalogue.answer(view.selection, _LEVEL, by=view.by, measure="count")
    white = pd.DataFrame({"value": np.nan, "status": "enough"}, index=answer.table.index)
    figure = Figure(table=white, title=title, unit="", digits=0, notes=(), blanks={})
    return plain, answer._replace(chosen=ids), figure


def pairs_overlay(catalogue: Catalogue, found: Peers, language: Language) -> Overlay:
    """Draw the start, the way to each peer with its length, and circles around the start.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    found
        The peers.
    language
        Of the reader.

    Returns
    -------
    atlas.ui.map_view.Overlay
        Empty of lines and circles where the start has no point.
    """
    legend: dict[str, Any] = {"title": say("peers_legend_marks", language), "rows": []}
    if not found.origin.located:
        return Overlay([], [], [], legend)
    lon, lat = found.origin.row[["lon", "lat"]].to_numpy("float64")[0]
    placed = catalogue.places.loc[found.table.index, ["lon", "lat"]].dropna()
    lines = [
        (
            _arc((lon, lat), (float(there[0]), float(there[1])), km),
            f"{kilometres(km, language)}\xa0km" if km > 0 else "",
        )
        for there, km in zip(
            placed.to_numpy(), found.table.loc[placed.index, "distance_km"].astype(float), strict=True
        )
    ]
    start = (round(float(lat), 5), round(float(lon), 5))
    legend["rows"] = [
        {"mark": mark, "text": say(f"peers_legend_{mark}", language)} for mark in ("start", "line", "circle")
    ]
    return Overlay(lines, [(*start, km) for km in CIRCLES], [(*start, "start", found.origin.name)], legend)


def _arc(one: tuple[float, float], other: tuple[float, float], km: float) -> list[tuple[float, float]]:
    ends = [(round(float(lat), 4), round(float(lon), 4)) for lon, lat in (one, other)]
    if km <= _STRAIGHT_KM:
        return ends
    start, end = unit_vectors([one, other])
    angle = np.arccos(np.clip(start @ end, -1, 1))
    steps = np.linspace(0, 1, _ARC_POINTS)[:, None]
    points = (np.sin((1 - steps) * angle) * start + np.sin(steps * angle) * end) / np.sin(angle)
    lats, lons = np.degrees(np.arcsin(points[:, 2])), np.degrees(np.arctan2(points[:, 1], points[:, 0]))
    return [(round(float(lat), 3), round(float(lon), 3)) for lat, lon in zip(lats, lons, strict=True)]


def network_overlay(found: Network, towns: pd.DataFrame, language: Language) -> Overlay:
    """Draw the ties of a network, its isolated members and the best towns to meet in.

    Parameters
    ----------
    found
        The network.
    towns
        See `atlas.peers.meeting_towns`; the best by each measure is drawn.
    language
        Of the reader.

    Returns
    -------
    atlas.ui.map_view.Overlay
        Lines without labels: there may be hundreds.
    """
    places = found.members[["lat", "lon"]].round(4)
    one, other = (places.loc[found.edges[end]].to_numpy() for end in ("one", "other"))
    lines = [
        ([(float(a[0]), float(a[1])), (float(b[0]), float(b[1]))], "")
        for a, b in zip(one, other, strict=True)
    ]
    alone = found.members[found.members["isolated"]]
    marks: list[tuple[float, float, str, str]] = [
        (round(float(lat), 4), round(float(lon), 4), "isolated", "")
        for lat, lon in zip(alone["lat"], alone["lon"], strict=True)
    ]
    best = towns[towns["rank_sum"].eq(1) | towns["rank_max"].eq(1)]
    marks += [
        (round(float(lat), 4), round(float(lon), 4), "town", str(name))
        for lat, lon, name in zip(best["lat"], best["lon"], best["name"], strict=True)
    ]
    rows = [{"mark": "line", "text": say(f"peers_legend_{found.drawn}", language)}]
    if len(alone):
        rows.append({"mark": "isolated", "text": say("peers_legend_isolated", language)})
    rows.append({"mark": "town", "text": say("peers_legend_town", language)})
    return Overlay(lines, [], marks, {"title": say("peers_legend_marks", language), "rows": rows})


def bounds(points: pd.DataFrame) -> tuple[tuple[float, float], tuple[float, float]]:
    """Give the south-west and north-east corners (latitude, longitude) around points, with a margin."""
    low, high = points[["lat", "lon"]].min().to_numpy(), points[["lat", "lon"]].max().to_numpy()
    margin = np.maximum((high - low) * _MARGIN, _LEAST)
    (south, west), (north, east) = low - margin, high + margin
    return (round(float(south), 3), round(float(west), 3)), (round(float(north), 3), round(float(east), 3))


def card(row: dict[str, Any], found: Peers, kind: str, language: Language) -> str:
    """Tell one peer: why, how far, how like, and in which respects.

    Parameters
    ----------
    row
        A row of `atlas.exports.peers_table` with its reason, unknown as None.
    found
        The peers.
    kind
        Label of its type.
    language
        Of the reader.

    Returns
    -------
    str
        HTML.
    """
    facts = [kind]
    if row["commune_name"] is not None:
        facts.append(str(row["commune_name"]))
    if row["similarity"] is not None:
        like = say("peers_likeness", language, value=number(row["similarity"], language, digits=2))
        facts.append(f"{like} {say('peers_compared', language, share=percent(row['compared'], language))}")
    lines = [
        [
            markup.text(label.to(language)),
            number(found.weights[variable], language, digits=0 if found.weights[variable] % 1 == 0 else 2),
            markup.text(_part(row[f"alike_{variable}"], language)),
        ]
        for variable, label in VARIABLES.items()
    ]
    head = [say(key, language) for key in ("peers_variable", "peers_weight", "peers_alike")]
    title = say("peers_parts", language)
    table = markup.table(head, lines, caption=say("peers_parts", language))
    return (
        f"<p class='atlas-kind'>{markup.text(' · '.join(facts))}</p>"
        f"<p class='atlas-why'>{markup.text(row['reason'])}</p>"
        f"<details class='atlas-parts'><summary>{markup.text(title)}</summary>{table}</details>"
    )


def _part(value: float | None, language: Language) -> str:
    return say("peers_not_compared", language) if value is None else number(value, language, digits=2)


def remarks(found: Peers, language: Language) -> list[str]:
    """Say how many were looked at and which were left out, and why.

    Parameters
    ----------
    found
        The peers.
    language
        Of the reader.

    Returns
    -------
    list of str
        Plain sentences.
    """
    counts = {"shown": len(found.table), "answering": found.answering, "candidates": found.candidates}
    said = [say("peers_counts", language, **{key: number(n, language) for key, n in counts.items()})]
    if not found.origin.located and found.start.place:
        said.insert(0, say("peers_no_point", language, name=name_of(found, language)))
    if found.unplaced:
        said.append(say("peers_unplaced", language, n=number(found.unplaced, language)))
    if found.hardly_known:
        said.append(say("peers_hardly", language, n=number(found.hardly_known, language)))
    return said


def nobody(found: Peers, language: Language) -> str:
    """Say that the list is empty, and how far one would have to look.

    Parameters
    ----------
    found
        Peers with an empty table.
    language
        Of the reader.

    Returns
    -------
    str
        Plain sentences.
    """
    if found.radius_km is None:
        return say("peers_none_known", language)
    km = number(found.radius_km, language, digits=0 if found.radius_km % 1 == 0 else 1)
    none = say("peers_none", language, km=km)
    if found.beyond is None:
        return f"{none} {say('peers_beyond_none', language)}"
    away = kilometres(found.beyond.distance_km, language)
    return f"{none} {say('peers_beyond', language, name=found.beyond.name, km=away)}"


def peers_shown(catalogue: Catalogue, table: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Lay out a list of peers for the screen.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    table
        See `atlas.exports.peers_table`, with reasons.
    language
        Of the reader.

    Returns
    -------
    pandas.DataFrame
        Indexed by id, with columns named in the reader's language.
    """
    kinds = catalogue.tables.types[f"label_{language}"].map(short_label)
    shown = pd.DataFrame(
        {
            say("peers_rank", language): table["rank"],
            say("name", language): table["name"],
            say("type", language): table["type"].map(kinds),
            say("commune", language): table["commune_name"],
            say("peers_km", language): table["distance_km"].round(1),
            say("peers_alike", language): table["similarity"].round(2),
            say("peers_compared_column", language): table["compared"].round(2),
            say("peers_score", language): table["score"].round(2),
            say("peers_reason", language): table["reason"],
        }
    )
    for variable, label in VARIABLES.items():
        shown[f"{say('peers_alike', language)} · {label.to(language)}"] = table[f"alike_{variable}"].round(2)
    shown.index.name = say("id", language)
    return shown


def network_cards(found: Network, language: Language) -> str:
    """Sum up a network in four figures.

    Parameters
    ----------
    found
        The network.
    language
        Of the reader.

    Returns
    -------
    str
        HTML.
    """
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


def towns_markup(towns: pd.DataFrame, members: int, counted: int, language: Language) -> str:
    """Tell where to meet, by each of the two measures.

    Parameters
    ----------
    towns
        See `atlas.peers.meeting_towns`.
    members, counted
        Members with a place, and those among them whose journeys count.
    language
        Of the reader.

    Returns
    -------
    str
        HTML.
    """
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
    notes = [say("peers_meet_note", language)]
    if counted < members:
        left_out = {"n": number(members - counted, language), "km": number(OCEAN_KM, language)}
        notes.append(say("peers_meet_left_out", language, **left_out))
    return "".join(parts) + f"<p class='atlas-kind'>{markup.text(' '.join(notes))}</p>"


def isolated_markup(catalogue: Catalogue, found: Network, language: Language) -> str:
    """List the members that have no peer within reach, with the nearest beyond.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    found
        The network.
    language
        Of the reader.

    Returns
    -------
    str
        HTML.
    """
    names = catalogue.tables.initiatives["name"]
    alone = found.members[found.members["isolated"]].sort_values("nearest_km", ascending=False)
    if alone.empty:
        return f"<p>{markup.text(say('peers_isolated_none', language))}</p>"
    rows = [
        [
            markup.text(names[key]),
            "–" if other is None else markup.text(names[other]),
            "–" if other is None else kilometres(km, language),
        ]
        for key, other, km in zip(alone.index, alone["nearest"], alone["nearest_km"], strict=True)
    ]
    head = [say(key, language) for key in ("name", "peers_isolated_nearest", "peers_nearest_km")]
    table = markup.table(head, rows, caption=say("peers_isolated", language))
    return f"<div class='atlas-long'>{table}</div>"


def members_shown(catalogue: Catalogue, found: Network, language: Language) -> pd.DataFrame:
    """Lay out the members of a network for the screen.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    found
        The network.
    language
        Of the reader.

    Returns
    -------
    pandas.DataFrame
        Indexed by id, with columns named in the reader's language.
    """
    table = members_table(catalogue, found)
    kinds = catalogue.tables.types[f"label_{language}"].map(short_label)
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
