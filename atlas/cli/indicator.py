"""`atlas indicator`: a table of one's own by territory, joined, described and crossed with presence."""

from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.cli.choices import answering, counting, seeding, selecting, tell
from atlas.exports.formats import format_of, to_bytes
from atlas.files import write_file
from atlas.indicator import (
    KINDS,
    TWICE,
    crossing,
    crossings,
    describe,
    join,
    listing,
    raise_to,
    unzoned,
)
from atlas.readers import read_raw
from atlas.records import records
from atlas.views.indicator import files, sentences
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.vocabulary import LEVELS, Language


@click.command("indicator")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--level",
    default="",
    metavar="LEVEL",
    help=f"What its codes are of: {', '.join(LEVELS)}; seen by default.",
)
@click.option("--column", default="", help="Header of the indicator; the one column of numbers by default.")
@click.option("--code", default="", help="Header of the codes; recognised by default.")
@click.option("--sheet", default=None, help="Sheet of a workbook; the fullest by default.")
@click.option(
    "--kind",
    default="",
    show_default="count for whole numbers, else rate",
    type=click.Choice(["", *KINDS]),
    metavar="KIND",
    help="rate as it is, or count, which is set against 100,000 inhabitants.",
)
@click.option(
    "--twice",
    default="leave",
    show_default=True,
    type=click.Choice(list(TWICE)),
    help="What becomes of a territory that several lines give different values.",
)
@click.option(
    "--at", default="", metavar="LEVEL", help="Bring a file of communes to this level before comparing."
)
@seeding
@click.option(
    "--rows",
    default="territories",
    show_default=True,
    type=click.Choice(files.ROWS),
    help="What a row is; .xlsx holds all, maps those of territories.",
)
@counting()
@selecting
@answering
def command(
    *,
    file: Path,
    sheet: str | None,
    at: str,
    seed: int,
    rows: str,
    by: By,
    catalogue: Catalogue,
    selection: Selection,
    output: Path | None,
    language: Language,
    created: date,
    as_json: bool,
    **columns: str,
) -> None:
    """Join FILE, a table by code of territories, and cross a column of it with the presence of initiatives.

    Its codes are of communes (of any vintage), bassins de vie, EPCI, départements or régions. Presence is
    known presence; the test allows for neighbours that are alike, and finds an association, never what acts
    on what.
    """
    made = format_of(output) if output else None
    indicator = join(read_raw(file, name=file.name, sheet=sheet), catalogue.geography, **columns)
    if at and at != indicator.level:
        indicator = raise_to(indicator, catalogue.geography, at)
    found = crossing(catalogue, indicator, selection, by=by, seed=seed)
    types = crossings(catalogue, indicator, selection, by=by, seed=seed)
    view = View(language=language, selection=selection, level=indicator.level, by=by)
    asked = files.Asked(indicator, found, lambda: types, seed, file.name, created)
    if output and made:
        if made.needs_map or made.needs_geometry:
            rows = "territories"
        whole = made.suffix == "xlsx"
        export = files.whole(catalogue, view, asked) if whole else files.table(catalogue, view, asked, rows)
        write_file(output, to_bytes(export, made))
    told = describe(indicator, catalogue.geography, codes=found.table.index, seed=seed)
    summary: dict[str, Any] = {
        "column": indicator.name,
        "code": indicator.code_column,
        "level": indicator.level,
        "raised": indicator.raised,
        "kind": indicator.kind,
        "ledger": indicator.counts(),
        "figures": {name: _plain(value) for name, value in told.items()},
        "fifths": records(found.fifths.reset_index()),
        "association": {name: _plain(value) for name, value in found.association._asdict().items()},
        "verdict": found.verdict,
        "unknown": found.unknown,
        "unplaced": found.unplaced,
        "list": gauge(catalogue, selection, indicator.level, by, "en").words,
        "types": records(types.reset_index()),
        "zonings": records(listing.zonings_table(catalogue, indicator).reset_index()),
        "unzoned": unzoned(indicator),
        "said": [
            sentences.ledger_line(indicator, language),
            sentences.verdict_sentence(indicator, found, language),
            *sentences.doubts(found, language),
        ],
        "seed": seed,
        "millesime": catalogue.geography.millesime,
    }
    tell(summary, _lines(summary, output), as_json=as_json)


def _plain(value: float | str) -> float | str | None:
    return None if isinstance(value, float) and np.isnan(value) else value


def _lines(summary: dict[str, Any], output: Path | None) -> list[str]:
    lines = [f"{output}: written"] if output else []
    ledger, one = summary["ledger"], summary["association"]
    lines.append(
        f"{summary['column']} by {summary['level']}: "
        f"{ledger['line_matched'] + ledger['line_repeated']} of {ledger['lines']} lines matched, "
        f"{ledger['territory_value']} of {ledger['territories']} territories with a value"
    )
    lines += [
        f"{row['low']:g} to {row['high']:g}: known in {row['present']} of {row['territories']} "
        f"({100 * row['share']:.1f}%, {100 * row['share_low']:.1f} to {100 * row['share_high']:.1f}%)"
        for row in summary["fifths"]
    ]
    if one["untested"]:
        return [*lines, f"not tested: {one['untested']}", summary["list"]]
    lines.append(
        f"{summary['verdict']}: rho {one['rho']:.3f}, p {one['p']:.3f}; population being equal "
        f"{_written(one['rho_given'])}, p {_written(one['p_given'])}; "
        f"Lee's L {one['lee']:.3f}, p {one['p_lee']:.3f}"
    )
    return [*lines, summary["list"]]


def _written(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
