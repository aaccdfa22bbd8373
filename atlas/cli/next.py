"""`atlas next`: where more initiatives would reach the most people who have none near."""

from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import usual_count
from atlas.catalogue.selection import Selection
from atlas.cli.choices import answering, selecting, tell
from atlas.exports.formats import format_of, to_bytes
from atlas.files import write_file
from atlas.next import MOST_KM, MOST_PLACES, WEIGHTS, Plan, Wish, suggest
from atlas.next.listing import places_table
from atlas.records import records
from atlas.views.gaps.view import LEVEL
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.views.next.files import whole
from atlas.vocabulary import LEVELS, Language

ROWS = ("places", "communes")


@click.command("next")
@click.option(
    "--places", "k", default=5, show_default=True, type=click.IntRange(1, MOST_PLACES), help="So many places."
)
@click.option(
    "--reach",
    default=25.0,
    show_default=True,
    type=click.FloatRange(0, MOST_KM, min_open=True),
    help="Kilometres within which an initiative serves.",
)
@click.option(
    "--weight",
    default="people",
    show_default=True,
    type=click.Choice(list(WEIGHTS)),
    help="Reach all inhabitants, rural ones, or those whose blank is likely to be a true one.",
)
@click.option(
    "--one-for",
    "level",
    default="commune",
    show_default=True,
    type=click.Choice(list(LEVELS)),
    help="Choose each territory of this level once, by its most populous commune.",
)
@click.option(
    "--least-population",
    "least",
    default=0,
    show_default=True,
    type=click.IntRange(min=0),
    help="Inhabitants of a commune that may be chosen.",
)
@click.option(
    "--among", multiple=True, help="level:code of what may be chosen; may be repeated. Everything by default."
)
@click.option("--fair", is_flag=True, help="Each place for the setting whose people have farthest to go.")
@click.option(
    "--exact", is_flag=True, help="Look for the best set, in half a minute at most; else step by step."
)
@click.option(
    "--level",
    "shown",
    default=LEVEL,
    show_default=True,
    type=click.Choice(list(LEVELS)),
    help="Territories that the map colours.",
)
@click.option(
    "--rows",
    default="places",
    show_default=True,
    type=click.Choice(ROWS),
    help="What a row is; .xlsx and .gpkg hold both.",
)
@selecting
@answering
def command(
    *,
    shown: str,
    rows: str,
    catalogue: Catalogue,
    selection: Selection,
    output: Path | None,
    language: Language,
    created: date,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - the choices of a wish
) -> None:
    """Suggest where more initiatives of a selection would reach the most people who have none within reach.

    Distances are along a great circle, from town halls to seats: no travel times. It is a suggestion to
    discuss: it knows nothing of means, of people who are willing, or of what the lists leave out.
    """
    made = format_of(output) if output else None
    wish = Wish(km=asked.pop("reach"), **asked)
    plan = suggest(catalogue, selection, wish)
    view = View(language=language, selection=selection, level=shown, by=usual_count(selection.types))
    if output and made:
        export = whole(catalogue, view, plan, created=created)
        write_file(output, to_bytes(export if rows == "places" else export.parts[0], made))
    summary = _summary(catalogue, selection, plan)
    tell(summary, _lines(summary, output), as_json=as_json)


def _summary(catalogue: Catalogue, selection: Selection, plan: Plan) -> dict[str, Any]:
    known = gauge(catalogue, selection, "commune", "seat", "en")
    finite = plan.settings.replace(np.inf, np.nan)
    return {
        **plan.wish.__dict__,
        "among": list(plan.wish.among),
        "candidates": plan.candidates,
        "population": int(plan.served + plan.without),
        "served": int(plan.served),
        "without": int(plan.without),
        "unmeasured": int(plan.pointless),
        "newly": int(plan.places["newly"].sum()),
        "weighted": plan.total,
        "bound": plan.bound,
        "gap": plan.gap,
        "list_share": known.share,
        "list": known.words,
        "places": records(places_table(catalogue, plan).reset_index()),
        "curve": [int(people) for people in plan.curve["newly"]],
        "settings": records(finite.rename_axis("setting").reset_index()),
    }


def _lines(summary: dict[str, Any], output: Path | None) -> list[str]:
    lines = [f"{output}: {len(summary['places'])} places"] if output else []
    lines.append(
        f"{summary['newly']:,} of {summary['without']:,} inhabitants without a known initiative within "
        f"{summary['km']:g} km would have one; {summary['served']:,} have one; {summary['list']}"
    )
    lines += [
        f"{row['rank']}. {row['name']} ({row['code']}): {row['newly']:,.0f} more inhabitants"
        for row in summary["places"]
    ]
    lines.append(f"another choice of as many places reaches at most {100 * summary['gap']:.2g}% more")
    lines.append("straight distances; a suggestion to discuss, which knows no means, roads or willing people")
    return lines
