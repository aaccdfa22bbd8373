"""`atlas network`: how the members of a network hang together, and where they meet best."""

from datetime import date
from pathlib import Path
from typing import Any

import click
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.selection import Selection
from atlas.cli.choices import answering, selecting, tell
from atlas.errors import UnknownChoiceError
from atlas.exports import format_of, to_bytes
from atlas.exports.content import Export
from atlas.files import write_file
from atlas.peers import LEAST_KM, LEAST_TOWN, MEETINGS, MOST_KM, Gathering, gather, initiative_named
from atlas.records import records
from atlas.views.link import View
from atlas.views.peers import network_files
from atlas.vocabulary import Language

ROWS = ("members", "links", "towns", "clusters")


@click.command("network")
@click.option(
    "--member", "members", multiple=True, help="Id or name of a member; may be repeated. Instead of filters."
)
@click.option(
    "--reach",
    default=50.0,
    show_default=True,
    type=click.FloatRange(LEAST_KM, MOST_KM),
    help="Kilometres within which two members are linked.",
)
@click.option(
    "--meeting",
    "scope",
    default="near",
    show_default=True,
    type=click.Choice(list(MEETINGS)),
    help="Who meets: the largest set of members that no ocean parts, or all.",
)
@click.option(
    "--least-population",
    default=LEAST_TOWN,
    show_default=True,
    type=click.IntRange(min=0),
    help="Inhabitants of a town to meet in.",
)
@click.option(
    "--rows",
    default="members",
    show_default=True,
    type=click.Choice(ROWS),
    help="What a row is; .xlsx and .gpkg hold all four.",
)
@selecting
@answering
def command(
    *,
    members: tuple[str, ...],
    reach: float,
    scope: str,
    least_population: int,
    rows: str,
    catalogue: Catalogue,
    selection: Selection,
    output: Path | None,
    language: Language,
    created: date,
    as_json: bool,
) -> None:
    """Link the members of a network that are near each other, and find the towns where they meet best.

    Distances are along a great circle, between seats: no travel times.
    """
    made = format_of(output) if output else None
    if members and selection != Selection():
        msg = "Name the members, or choose them by filters: not both."
        raise UnknownChoiceError(msg)
    named = list(dict.fromkeys(initiative_named(catalogue, one) for one in members))
    ids = pd.Index(named) if named else catalogue.choose(selection).index
    found = gather(catalogue, ids, km=reach, scope=scope, least_population=least_population)
    view = View(language=language, selection=selection)
    if output and made:
        whole = network_files.whole(catalogue, view, found, created=created, named=named)
        write_file(output, to_bytes(_asked(whole, rows), made))
    tell(_summary(catalogue, found), _lines(catalogue, found, output), as_json=as_json)


def _asked(whole: Export, rows: str) -> Export:
    number = ROWS.index(rows)
    return whole if number == 0 else whole.parts[number - 1]


def _summary(catalogue: Catalogue, found: Gathering) -> dict[str, Any]:
    net = found.network
    alone = net.members.index[net.members["isolated"]]
    names = catalogue.tables.initiatives["name"]
    nearest = net.members[["nearest", "nearest_km"]]
    return {
        "reach_km": net.km,
        "meeting": found.scope,
        "least_population": found.least_population,
        "members": len(net.members),
        "unplaced": net.unplaced.tolist(),
        "pairs": net.pairs,
        "clusters": net.clusters,
        "cluster_sizes": net.members.loc[net.members["cluster"].gt(0), "cluster"].value_counts().tolist(),
        "isolated": [
            {"id": one, "name": names[one], **nearest_one}
            for one, nearest_one in zip(alone, records(nearest.loc[alone]), strict=True)
        ],
        "meeting_members": len(found.meeting),
        "towns": records(found.towns.reset_index()),
        "cluster_towns": records(found.each),
        "millesime": catalogue.geography.millesime,
    }


def _lines(catalogue: Catalogue, found: Gathering, output: Path | None) -> list[str]:
    net = found.network
    alone = net.members[net.members["isolated"]]
    lines = [f"{output}: {len(net.members) + len(net.unplaced)} members"] if output else []
    lines += [
        f"{len(net.members)} members with a place, {len(net.unplaced)} without one",
        f"{net.pairs} pairs within {net.km:g} km, {net.clusters} clusters, {len(alone)} isolated members",
    ]
    for measure, words in (("sum", "least travel in all"), ("max", "farthest member as near as can be")):
        best = found.towns[found.towns[f"rank_{measure}"].eq(1)]
        lines += [
            f"{words}: {name} ({code}), {mean:.0f} km on average, {farthest:.0f} km at most"
            for code, name, mean, farthest in zip(
                best.index, best["name"], best["mean_km"], best["max_km"], strict=True
            )
        ]
    lines += [
        f"cluster {row['cluster']}, {row['members']} members: {row['name']} ({row['code']}),"
        f" {row['mean_km']:.0f} km on average, {row['max_km']:.0f} km at most"
        for row in records(found.each)
    ]
    names = catalogue.tables.initiatives["name"]
    lines += [
        f"isolated: {names[one]} ({one})" + ("" if pd.isna(km) else f", the nearest at {km:.0f} km")
        for one, km in zip(alone.index, alone["nearest_km"], strict=True)
    ]
    return lines
