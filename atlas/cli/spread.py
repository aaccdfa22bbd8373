"""`atlas spread`: how a type of initiatives spread, and whether a new one comes sooner near an old one."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from atlas import spread
from atlas.catalogue import Catalogue
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.cli.choices import answering, counting, seeding, selecting, tell
from atlas.exports.formats import format_of, to_bytes
from atlas.files import write_file
from atlas.records import records
from atlas.spread import KINDS, STARTS
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.views.scales.choices import LEVEL
from atlas.views.spread import files, sentences
from atlas.vocabulary import Language


@click.command("spread")
@click.option(
    "--kind",
    default="",
    type=click.Choice(["", *STARTS]),
    metavar="KIND",
    help=f"What start years begin: {', '.join(STARTS)}. By default what most of them do.",
)
@click.option("--until", "year", type=int, help="Map of those there by the end of this year; else the last.")
@seeding
@click.option(
    "--rows",
    default="growth",
    show_default=True,
    type=click.Choice(files.ROWS),
    help="What a row is; .xlsx holds all, maps and .gif (the film) those of initiatives.",
)
@counting()
@selecting
@answering
def command(
    *,
    kind: str,
    year: int | None,
    seed: int,
    rows: str,
    by: By,
    catalogue: Catalogue,
    selection: Selection,
    output: Path | None,
    language: Language,
    created: date,
    as_json: bool,
) -> None:
    """Say how a type spread by its start years, where these mean the same, and test whether near ones follow.

    Of several types, only what can be asked of each: their years never mean the same.
    """
    made = format_of(output) if output else None
    told = spread.overview(catalogue, selection, by)
    view = View(language=language, selection=selection, level=LEVEL, by=by)
    asked = files.Asked(kind, year, seed, created)
    summary: dict[str, Any] = {"types": records(told.reset_index())}
    alone = len(told) == 1
    if alone:
        summary |= _one(catalogue, view, asked)
    if output and made:
        if not alone:
            rows = "types"
        elif made.needs_film or made.needs_map or made.needs_geometry:
            rows = "initiatives"
        whole = alone and made.suffix == "xlsx"
        export = files.whole(catalogue, view, asked) if whole else files.table(catalogue, view, asked, rows)
        write_file(output, to_bytes(export, made))
    tell(summary, _lines(summary, output), as_json=as_json)


def _one(catalogue: Catalogue, view: View, asked: files.Asked) -> dict[str, Any]:
    selection, kind, by = view.selection, asked.kind, view.by
    dates = spread.start_dates(catalogue, selection, kind=kind, by=by)
    found = spread.nearness(catalogue, selection, kind=kind, by=by, seed=asked.seed)
    summary: dict[str, Any] = {
        "kind": dates.kind,
        "dated": len(dates.years),
        "known": dates.known,
        "kinds": {str(one): int(many) for one, many in dates.kinds.items()},
        "waves": list(dates.waves),
        "list": gauge(catalogue, selection, view.level, by, "en").words,
        "why": dates.why,
        "untested": dates.untested,
        "said": [sentences.dated(dates, view.language), *sentences.left_out(catalogue, view, dates)],
        "verdict": sentences.verdict(found, view.language) if found else "",
        "seed": asked.seed,
        "millesime": catalogue.geography.millesime,
    }
    if not dates.why:
        reach = spread.reach(catalogue, selection, kind=kind, by=by)
        summary["growth"] = records(spread.growth(catalogue, dates).reset_index())
        summary["reach"] = records(reach[reach["year"].eq(reach["year"].max())])
    if found:
        summary["nearness"] = {"points": found.points, "p": found.p, "tries": records(found.table)}
    return summary


def _lines(summary: dict[str, Any], output: Path | None) -> list[str]:
    lines = [f"{output}: written"] if output else []
    if "kind" not in summary:
        return lines + [
            f"{one['type']}: {one['dated']} of {one['known']} dated ({one['kind'] or 'no start'}); "
            f"growth {one['why'] or 'yes'}, nearness {one['untested'] or 'yes'}"
            for one in summary["types"]
        ]
    kind = KINDS[summary["kind"]].en if summary["kind"] else "no start"
    lines.append(f"{summary['dated']} of {summary['known']} known dated: {kind}; {summary['list']}")
    if summary["waves"]:
        lines.append(f"waves: {', '.join(map(str, summary['waves']))}")
    if summary["why"]:
        return [*lines, f"no figure: {summary['why']} dates"]
    lines += [
        f"{one['level']}: {one['territories']} territories, {100 * one['people_share']:.1f}% of inhabitants"
        f" by {one['year']}"
        for one in summary["reach"]
    ]
    if summary["untested"]:
        return [*lines, f"nearness not tested: {summary['untested']}"]
    near = summary["nearness"]
    best = min(near["tries"], key=lambda one: (one["p_corrected"], one["p"]))
    lines.append(
        f"nearness of {near['points']} places: corrected p {near['p']:.3f}, clearest in {best['km']:g} km "
        f"and {best['years']} year(s), {best['pairs']} pairs for {best['expected']:.1f} expected"
    )
    return lines
