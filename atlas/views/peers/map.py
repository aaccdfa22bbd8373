"""What the map of peers draws: a plain ground, seats, ways and circles. No Streamlit here."""

from dataclasses import replace

import numpy as np
import pandas as pd

from atlas import settings
from atlas.catalogue import Answer, Catalogue
from atlas.exports.content import CloseUp, MapSheet
from atlas.maps.picture import PLACES, LegendGroup, LegendRow, Overlay
from atlas.peers import Network, Peers
from atlas.sphere import unit_vectors
from atlas.views.gaps.sentences import kilometres
from atlas.views.link import View
from atlas.views.map.figure import Figure, map_picture
from atlas.views.map.points import shared_layer
from atlas.vocabulary import Language
from atlas.words import say

EMPTY = Overlay([], [], [], LegendGroup("", ()))
CIRCLES = (25.0, 50.0, 100.0)
# A longer way is drawn as the arc that it is.
_STRAIGHT_KM = 300.0
_ARC_POINTS = 24
# Degrees around what the map looks at; and the least that it shows.
_MARGIN, _LEAST = 0.15, 0.5
_LEVEL = "departement"
# A map that would show more than this share of the mainland, or more degrees elsewhere, shows all parts.
_PART, _DEGREES = 0.75, 3.0


def ground(
    catalogue: Catalogue, view: View, ids: pd.Index, title: str, *, gathered: bool = False
) -> tuple[View, Answer, Figure]:
    """Choose a plain ground with the seats of some initiatives, from afar gathered if asked."""
    plain = replace(view, level=_LEVEL, selection=view.selection.everywhere, points=True)
    answer = catalogue.answer(plain.selection, _LEVEL, by=view.by, measure="count")
    white = pd.DataFrame({"value": np.nan, "status": "enough"}, index=answer.table.index)
    figure = Figure(table=white, title=title, unit="", digits=0, notes=(), blanks={}, plain=gathered)
    rows = catalogue.tables.initiatives.index.get_indexer(ids)
    return plain, answer._replace(chosen=ids, rows=rows), figure


def pairs_overlay(catalogue: Catalogue, found: Peers, language: Language) -> Overlay:
    """Draw the start, the way to each peer with its length, and circles around the start."""
    if not found.origin.located:
        return EMPTY
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
    told = ("start", "line", "circle") if lines else ("start", "circle")
    legend = tuple(LegendRow(say(f"peers_legend_{mark}", language), mark=mark) for mark in told)
    return Overlay(
        lines,
        [(*start, km) for km in CIRCLES],
        [(*start, "start", found.origin.name)],
        LegendGroup(say("peers_legend_marks", language), legend),
    )


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

    To a hundred metres: ties within one place are points, and of those between two places one is drawn.
    """
    places = found.members[["lat", "lon"]].round(3)
    one, other = (places.loc[found.edges[end]].to_numpy() for end in ("one", "other"))
    ties = {
        ((float(a[0]), float(a[1])), (float(b[0]), float(b[1]))): None
        for a, b in zip(one, other, strict=True)
    }
    lines = [([a, b], "") for a, b in ties if a != b]
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
    rows = [LegendRow(say(f"peers_legend_{found.drawn}", language), mark="line")]
    if len(alone):
        rows.append(LegendRow(say("peers_legend_isolated", language), mark="isolated"))
    rows.append(LegendRow(say("peers_legend_town", language), mark="town"))
    return Overlay(lines, [], marks, LegendGroup(say("peers_legend_marks", language), tuple(rows)))


def pairs_seats(found: Peers) -> pd.Index:
    """Return the initiatives whose seats the map of a list of peers shows: the start's, then the peers'."""
    ids = found.table.index
    return ids.insert(0, found.start.initiative) if found.start.initiative else ids


def looked_at(catalogue: Catalogue, ids: pd.Index, overlay: Overlay) -> pd.DataFrame:
    """Return the points that the map looks at.

    `lat`, `lon` in degrees, by id or number; none missing.
    """
    seats = catalogue.places.loc[ids, ["lat", "lon"]].dropna()
    marks = pd.DataFrame([mark[:2] for mark in overlay.marks], columns=["lat", "lon"], dtype="float64")
    return pd.concat([seats, marks])


def bounds(points: pd.DataFrame) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the south-west and north-east corners (latitude, longitude) around points, with a margin."""
    low, high = points[["lat", "lon"]].min().to_numpy(), points[["lat", "lon"]].max().to_numpy()
    margin = np.maximum((high - low) * _MARGIN, _LEAST)
    (south, west), (north, east) = low - margin, high + margin
    return (round(float(south), 3), round(float(west), 3)), (round(float(north), 3), round(float(east), 3))


def sheet(  # noqa: PLR0913 - what a map is
    catalogue: Catalogue,
    view: View,
    ids: pd.Index,
    *,
    title: str,
    overlay: Overlay,
    table: pd.DataFrame,
    caption: str,
    texts: int,
) -> MapSheet:
    """Return the map as a file shows it."""
    plain, answer, figure = ground(
        catalogue, replace(view, tiles=False, initiative="", territory=""), ids, title
    )
    points = looked_at(catalogue, ids, overlay)
    fit, close = None, None
    if not points.empty:
        (south, west), (north, east) = corners = bounds(points)
        fit = {"key": "file", "bounds": corners}
        window = (west, south, east, north)
        if _is_part(window):
            shapes = catalogue.geography.boundaries(_LEVEL).geometry
            close = CloseUp(window, shapes, shapes)
    return MapSheet(
        picture=map_picture(catalogue, plain, answer, figure=figure, fit=fit, overlay=overlay),
        shared=shared_layer(catalogue),
        folder=settings.GEO_FOLDER / "display",
        table=table,
        caption=caption,
        close=close,
        texts=texts,
    )


def _is_part(window: tuple[float, float, float, float]) -> bool:
    """Check whether a window shows so little that the other parts of France are not missed."""
    west, south, east, north = window
    lon, lat = (west + east) / 2, (south + north) / 2
    return any(
        left < lon < right
        and bottom < lat < top
        and east - west < max(_PART * (right - left), _DEGREES)
        and north - south < max(_PART * (top - bottom), _DEGREES)
        for (bottom, left), (top, right) in PLACES.values()
    )
