"""`atlas scales`: statistics at every scale, random zonings, associations, as a folder of tables."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import click
import pandas as pd

from atlas import exports, scales
from atlas.catalogue import Catalogue
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.cli.choices import LEVEL_NAMES, counting, seeding, selecting, wording
from atlas.errors import UnknownChoiceError
from atlas.exports import format_of, to_bytes
from atlas.exports.content import Export
from atlas.exports.formats import FORMATS
from atlas.files import check_folder, write_file, write_folder
from atlas.scales import ZoningEffect, ZoningQuestion
from atlas.scales import listing as tables
from atlas.views.brought.level import asked_level, levels_of
from atlas.views.choices import address
from atlas.views.link import View
from atlas.views.scales import files as scale_files
from atlas.views.scales.choices import LEVEL, OWN
from atlas.vocabulary import LEVELS, Language, place_level

ALL = "all"
SUMMARY = "summary.json"
WORKBOOK = ".xlsx"
FILES = (
    *("scale_effect.csv", "lorenz.csv", "zoning_effect.csv", "zoning_draws.csv", "associations.csv"),
    *("fits.csv", "perimeters.csv"),
    *("counts.csv", "dictionary.csv", SUMMARY, *(f"clusters-{level}.csv" for level in LEVEL_NAMES)),
)


@click.command("scales")
@click.option(
    "--indicator",
    default="rate",
    show_default=True,
    type=click.Choice(list(scales.INDICATORS)),
    help="What is compared.",
)
@counting()
@click.option(
    "--levels",
    default=ALL,
    show_default=True,
    help="Levels separated by commas, perimetre for those of --perimeters, or all.",
)
@click.option(
    "--zonings",
    default=scales.ZONINGS,
    show_default=True,
    type=click.IntRange(0, 9_999),
    help="Random zonings for each level above the commune, all that are stored if matched; 0 for none.",
)
@click.option(
    "--null",
    default="matched",
    show_default=True,
    type=click.Choice(list(scales.NULLS)),
    help="What random zonings hold: populations and compactness (stored), or the number of zones alone.",
)
@seeding
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help=f"Folder of CSV files to write, as a whole; or a workbook, if its name ends in {WORKBOOK}.",
)
@selecting
@wording
def command(
    *,
    indicator: str,
    by: By,
    levels: str,
    zonings: int,
    null: str,
    seed: int,
    output: Path,
    catalogue: Catalogue,
    selection: Selection,
    language: Language,
    created: date,
    as_json: bool,
) -> None:
    """Write what changes with the scale and with the zoning: tables, their dictionary, a summary.

    The same options give the same bytes, in a workbook those of the same --date.
    """
    _check(output)
    if selection.inside:
        click.echo(
            "  --inside keeps the clusters of communes to the place; all else compares all of France",
            err=True,
        )
    question = ZoningQuestion(
        selection=selection.everywhere,
        level="",
        indicator=indicator,
        by=by,
        null=null,
        zonings=zonings,
        seed=seed,
    )
    found, zoned = _tables(catalogue, question, _levels(catalogue, levels), _members(catalogue, selection))
    drawn = {"scales_zonings": zonings} if zonings else {}
    own = {"scales_indicator": indicator, "scales_seed": seed, "scales_null": null} | drawn
    asked = scale_files.Asked(indicator, seed, address(OWN, own), created)
    view = View(language=language, selection=selection, level=LEVEL, by=by)
    whole = scale_files.whole(catalogue, view, asked, found)
    rows = {
        name.replace("clusters_", "clusters-"): export.rows
        for name, export in zip(found, (whole, *whole.parts), strict=True)
    }
    summary = _asked(whole, question) | _summary(rows, zoned)
    if output.suffix.lower() == WORKBOOK:
        write_file(output, to_bytes(whole, format_of(output)))
        told = f"{len(rows)} tables"
    else:
        rows["dictionary"] = tables.dictionary_table()
        contents = {f"{name}.csv": exports.to_csv(table) for name, table in rows.items()}
        summary["files"] = sorted([*contents, SUMMARY])
        text = json.dumps(summary, ensure_ascii=False, indent=1, allow_nan=False)
        write_folder(output, contents | {SUMMARY: (text + "\n").encode()})
        told = f"{len(summary['files'])} files"
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(f"{output}: {told} on {summary['initiatives']} initiatives, seed {seed}")


def _check(output: Path) -> None:
    """Refuse early what cannot be written, or must not be replaced."""
    ending = output.suffix.lower()
    if ending.removeprefix(".") in FORMATS and ending != WORKBOOK:
        msg = f"{output} would hold one table: name a folder, or a file that ends in {WORKBOOK}."
        raise UnknownChoiceError(msg)
    if ending != WORKBOOK:
        check_folder(output, FILES)


def _tables(
    catalogue: Catalogue, question: ZoningQuestion, chosen: tuple[str, ...], members: pd.Index | None
) -> tuple[dict[str, pd.DataFrame], dict[str, ZoningEffect]]:
    """Compute the tables of `atlas.exports.columns.DICTIONARY`, and the zonings of each level."""
    selection, by, seed = question.selection, question.by, question.seed
    what = question.indicator
    found = {
        "scale_effect": scales.scale_effect(
            catalogue, selection, indicator=what, by=by, levels=chosen, seed=seed
        ),
        "lorenz": tables.lorenz_table(catalogue, selection, indicator=what, by=by, levels=chosen),
    }
    for level in chosen:
        codes = members if level == "commune" else None
        if level == "commune" and codes is None:
            continue  # of all France they would take seconds, and nobody sees them on one map: see --inside
        near = scales.clusters(catalogue, selection, level, indicator=what, by=by, seed=seed, codes=codes)
        found[f"clusters_{place_level(level)}"] = near.reset_index().assign(level=level)
    zoned = {
        level: scales.zoning_effect(catalogue, replace(question, level=level), progress=_progress(level))
        for level in chosen
        if question.zonings and level in _zoned(question.null)
    }
    if zoned:
        found["zoning_effect"] = tables.zoning_table(zoned)
        found["zoning_draws"] = tables.draws_table(zoned)
    kept = {
        level: scales.perimeter_fit(catalogue, selection, level) for level in chosen if level in scales.DRAWN
    }
    fits = {level: one for level, one in kept.items() if one is not None}
    if fits:
        found["fits"] = tables.fits_table(fits, scales.union_fit(catalogue, selection, seed=seed))
        found["perimeters"] = tables.perimeters_table(fits)
    ties = scales.associations(catalogue, selection, seed=seed)
    return found | {"associations": ties.table, "counts": ties.counts}, zoned


def _zoned(null: str) -> tuple[str, ...]:
    """Name the levels that have such random zonings: of the régions none are stored."""
    return scales.DRAWN if null == "matched" else tuple(level for level in LEVELS if level != "commune")


def _levels(catalogue: Catalogue, text: str) -> tuple[str, ...]:
    offered = levels_of(catalogue)
    if text == ALL:
        return offered
    asked = tuple(part.strip() for part in text.split(","))
    for level in asked:
        if level not in LEVEL_NAMES:
            listed = ", ".join(LEVEL_NAMES)
            msg = f"Unknown level {level!r}: choose among {listed}, separated by commas, or all."
            raise UnknownChoiceError(msg)
    chosen = {asked_level(catalogue, level) for level in asked}
    return tuple(level for level in offered if level in chosen)


def _members(catalogue: Catalogue, selection: Selection) -> pd.Index | None:
    return catalogue.geography.members(*selection.where) if selection.where else None


def _progress(level: str) -> Callable[[int, int], None]:
    def told(done: int, every: int) -> None:
        if done == every or done % 20 == 0:
            click.echo(f"  {level}: {done}/{every} random zonings", err=True)

    return told


def _asked(whole: Export, question: ZoningQuestion) -> dict[str, Any]:
    """Return what was asked, and what the answer rests on."""
    said = whole.metadata()
    return {
        "indicator": question.indicator,
        "filters": asdict(question.selection),
        "by": question.by,
        "null": question.null,
        "zonings": question.zonings,
        "seed": question.seed,
        **{key: said[key] for key in ("selection", "address", "millesime", "sources", "licence")},
    }


def _summary(rows: dict[str, pd.DataFrame], zoned: dict[str, ZoningEffect]) -> dict[str, Any]:
    effect = rows["scale_effect"]
    told = (
        "territories",
        "known",
        "zeros",
        "missing",
        "unplaced",
        "mean",
        "median",
        "gini",
        "theil",
        "moran",
        "moran_p",
    )
    levels = {str(level): {name: _plain(row[name]) for name in told} for level, row in effect.iterrows()}
    if zoned:
        zonings = rows["zoning_effect"].reset_index()
        for level, part in zonings.groupby("level"):
            levels[str(level)]["zoning"] = {
                row["statistic"]: {
                    "official": _plain(row["official"]),
                    "rank": _plain(row["rank"]),
                    "p": _plain(row["p"]),
                }
                for _, row in part.iterrows()
            }
    fits = rows["fits"].reset_index() if "fits" in rows else pd.DataFrame()
    ties = rows["associations"].reset_index()
    return {
        "initiatives": int(effect["initiatives"].iloc[0]),
        "levels": levels,
        "fits": [
            {
                name: _plain(row[name])
                for name in ("level", "among", "fit", "official", "random", "low", "high", "p", "perimeters")
            }
            for _, row in fits.iterrows()
        ],
        "associations": [
            {
                name: _plain(row[name])
                for name in ("first", "second", "initiatives", "cramer_v", "p", "p_exact", "small")
            }
            for _, row in ties.iterrows()
        ],
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell
    """Turn a cell into what JSON can say, null where it is missing."""
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
