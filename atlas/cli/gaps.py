"""`atlas gaps`: the territories without an initiative, ranked."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.cli.choices import LEVEL_NAMES, counting, selecting, writing
from atlas.exports.formats import format_of, to_bytes
from atlas.files import write_file
from atlas.gaps import ALL, REFERENCES, SORTS, Gaps, gaps, rank, reach
from atlas.views.brought.level import asked_level
from atlas.views.gaps.files import ranking
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.vocabulary import SETTINGS, Language, place_level


@click.command("gaps")
@click.option(
    "--level",
    required=True,
    type=click.Choice(LEVEL_NAMES),
    help="Level of the territories; perimetre for those of --perimeters.",
)
@click.option(
    "--setting",
    default=ALL,
    show_default=True,
    type=click.Choice([ALL, *SETTINGS]),
    help="Only territories whose majority lives in this setting.",
)
@counting()
@click.option(
    "--reference",
    default="setting",
    show_default=True,
    type=click.Choice(list(REFERENCES)),
    help="Whose rates give the expected number.",
)
@click.option(
    "--sort",
    default="population",
    show_default=True,
    type=click.Choice(list(SORTS)),
    help="Order of the rows.",
)
@selecting
@writing
def command(
    *,
    level: str,
    setting: str,
    by: By,
    reference: str,
    sort: str,
    catalogue: Catalogue,
    selection: Selection,
    output: Path,
    language: Language,
    created: date,
    as_json: bool,
) -> None:
    """Write the gaps at one level: who is left out, how far, against what one would expect, whom to call."""
    made, level = format_of(output), asked_level(catalogue, level)
    found = gaps(catalogue, selection, level, by=by, reference=reference)
    rows = rank(found.table, sort=sort, setting=setting)
    view = View(language=language, selection=selection, level=level, by=by)
    export = ranking(catalogue, view, found, rows, sort=sort, setting=setting, created=created)
    write_file(output, to_bytes(export, made))
    summary = _summary(catalogue, found, rows, setting) | _listed(catalogue, found, selection)
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False))
    else:
        click.echo(
            f"{output}: {summary['without']} of {summary['territories']} territories without "
            f"{'an' if found.answer.complete else 'a known'} initiative, {summary['left_out']:,} inhabitants "
            f"({100 * summary['left_out_share']:.1f}%); {_compared(summary)}; "
            f"{gauge(catalogue, selection, level, by, 'en').words}"
        )


def _listed(catalogue: Catalogue, found: Gaps, selection: Selection) -> dict[str, Any]:
    """Say how much of the lists is known, and whether blanks have a chance of being true."""
    known = gauge(catalogue, selection, found.level, found.by, "en")
    return {"list_share": known.share, "blank_chances": found.blanks.claimed, "no_chance": found.blanks.why}


def _summary(catalogue: Catalogue, found: Gaps, rows: pd.DataFrame, setting: str) -> dict[str, Any]:
    table = found.table if setting == ALL else found.table[found.table["setting"].eq(setting)]
    programmes = {}
    if not found.rated:
        programmes = reach(catalogue, found.everywhere, found.level, table.index, found.where)._asdict()
    people, left_out = int(table["people"].sum()), int(table["left_out"].sum())
    return {
        "level": place_level(found.level),
        "by": found.by,
        "reference": found.reference,
        "setting": setting,
        "rows": len(rows),
        "initiatives": len(found.answer.chosen),
        "unplaced": len(found.answer.unplaced),
        "blank": "zero" if found.answer.complete else "no_known",
        "territories": len(table),
        "without": int(table["initiatives"].eq(0).sum()),
        "population": people,
        "left_out": left_out,
        "left_out_share": left_out / people if people else 0.0,
        "sure": int(table["certainty"].eq("below").sum()) if found.rated else None,
        **programmes,
    }


def _compared(summary: dict[str, Any]) -> str:
    if summary["sure"] is None:
        return (
            f"{summary['covered']:,} of {summary['people']:,} inhabitants in a perimeter, "
            f"{summary['authorities_with']} of {summary['authorities']} intercommunalités with one"
        )
    return f"{summary['sure']} below a rate per inhabitant"
