"""`atlas peers`: who is near an initiative or a place, and who resembles it."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.selection import Selection
from atlas.cli.choices import answering, selecting
from atlas.errors import UnknownChoiceError
from atlas.exports import format_of, to_bytes
from atlas.files import write_file
from atlas.peers import HALF_KM, LEAST_KM, MOST_KM, Peers, Start, commune_named, initiative_named, peers
from atlas.peers.starts import PROFILE
from atlas.records import records
from atlas.views.link import View
from atlas.views.peers.files import pairs
from atlas.vocabulary import VARIABLES, Language

_Number = TypeVar("_Number", int, float)


@click.command("peers")
@click.argument("initiative", required=False, default="")
@click.option("--commune", default="", help="Start from this commune: code or name.")
@click.option("--place", default="", help="Start from this territory: level:code, such as epci:242600252.")
@click.option(
    "--profile",
    "profile",
    multiple=True,
    metavar="KEY=VALUE",
    help=f"Describe what to start from, alone or in a place; may be repeated. Keys: {', '.join(PROFILE)}.",
)
@click.option("-n", "count", default=10, show_default=True, type=click.IntRange(min=1), help="How many.")
@click.option(
    "--radius",
    type=click.FloatRange(LEAST_KM, MOST_KM),
    default=None,
    help="Only peers within so many kilometres.",
)
@click.option(
    "--same-place/--elsewhere",
    "same_place",
    default=False,
    show_default=True,
    help="Keep or leave out those of the start's own commune, or of the territory that it is.",
)
@click.option(
    "--nearness",
    default=0.5,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Share of nearness in the score: 0 gives the most alike, 1 the nearest.",
)
@click.option(
    "--weights",
    default="",
    metavar="NAME=NUMBER,…",
    help=f"Weights in the similarity, such as type=3,start_year=0. Names: {', '.join(VARIABLES)}.",
)
@selecting
@answering
def command(
    *,
    initiative: str,
    commune: str,
    place: str,
    profile: tuple[str, ...],
    count: int,
    radius: float | None,
    same_place: bool,
    nearness: float,
    weights: str,
    catalogue: Catalogue,
    selection: Selection,
    language: Language,
    output: Path | None,
    created: date,
    as_json: bool,
) -> None:
    """List the peers of INITIATIVE (its id or name), of a place, or of a profile, each with the reason why.

    Distances are along a great circle, between seats: no travel times.
    """
    made = format_of(output) if output else None
    if sum(map(bool, (initiative, commune, place))) > 1 or (initiative and profile):
        msg = "Name one start: an initiative, or a commune, or a place; a profile may go with a place only."
        raise UnknownChoiceError(msg)
    found = peers(
        catalogue,
        _start(catalogue, initiative, commune, place, profile),
        selection=selection,
        nearness_share=nearness,
        k=count,
        radius_km=radius,
        elsewhere=not same_place,
        weights={
            name: _number(name, text, float, "a number")
            for name, text in _pairs(weights.split(","), "weight")
        },
    )
    view = View(language=language, selection=selection)
    export = pairs(catalogue, view, found, created=created)
    table = export.rows
    if output and made:
        write_file(output, to_bytes(export, made))
    if as_json:
        click.echo(json.dumps(_summary(found, table), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(found, table, output)))


def _start(
    catalogue: Catalogue, initiative: str, commune: str, place: str, profile: tuple[str, ...]
) -> Start:
    if initiative:
        return Start(initiative=initiative_named(catalogue, initiative))
    given: dict[str, Any] = dict(_pairs(profile, "part of a profile"))
    for key in given:
        if key not in PROFILE:
            msg = f"Unknown part of a profile {key!r}: choose among {', '.join(PROFILE)}."
            raise UnknownChoiceError(msg)
    for key in ("population", "start_year"):
        if key in given:
            given[key] = _number(key, given[key], int, "a whole number")
    where = f"commune:{commune_named(catalogue, commune)}" if commune else place
    return Start(place=where, **given)


def _pairs(texts: Iterable[str], what: str) -> list[tuple[str, str]]:
    pairs = []
    for text in filter(None, (one.strip() for one in texts)):
        name, equals, value = text.partition("=")
        if not equals:
            msg = f"{text!r} is no {what}: write name=value."
            raise UnknownChoiceError(msg)
        pairs.append((name.strip(), value.strip()))
    return pairs


def _number(name: str, text: str, kind: type[_Number], what: str) -> _Number:
    try:
        return kind(text)
    except ValueError as error:
        msg = f"{name} is {text!r}: give {what}."
        raise UnknownChoiceError(msg) from error


def _summary(found: Peers, table: pd.DataFrame) -> dict[str, Any]:
    return {
        "start": found.start.initiative or found.start.place or "profile",
        "name": found.origin.name,
        "located": found.origin.located,
        "nearness": found.nearness,
        "half_km": HALF_KM,
        "radius_km": found.radius_km,
        "weights": found.weights,
        "elsewhere": found.elsewhere,
        "here": found.here,
        "candidates": found.candidates,
        "answering": found.answering,
        "unplaced": found.unplaced,
        "hardly_known": found.hardly_known,
        "beyond": found.beyond._asdict() if found.beyond else None,
        "peers": records(table.reset_index()),
    }


def _lines(found: Peers, table: pd.DataFrame, output: Path | None) -> list[str]:
    lines = [f"{output}: {len(table)} peers"] if output else []
    lines += [
        f"{row['rank']:>3}  {row['score']:.2f}  {row['name']} ({row['id']}) · {row['reason']}"
        for row in records(table.reset_index())
    ]
    if table.empty:
        where = "" if found.radius_km is None else f" within {found.radius_km:g} km"
        lines.append(f"No peer{where}.")
        if found.start_unknown:
            lines.append("Nothing is known of the start to compare by: add --profile type=… or setting=….")
            return lines
        if found.beyond:
            one = found.beyond
            lines.append(f"The nearest beyond: {one.name} ({one.id}), {one.distance_km:.1f} km.")
    if not found.origin.located:
        lines.append("The start has no point: ranked by likeness alone.")
    return lines
