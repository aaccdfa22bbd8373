"""`atlas scales`: statistics at every scale, random zonings, associations, as a folder of tables."""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pandas as pd

from atlas import exports
from atlas import scales
from atlas.catalogue import Catalogue
from atlas.catalogue import load_catalogue
from atlas.errors import FileFaultError
from atlas.errors import UnknownChoiceError
from atlas.exports import scales as tables
from atlas.presence import COUNTING
from atlas.presence import By
from atlas.scales import ZoningEffect
from atlas.scales import ZoningQuestion
from atlas.selection import Selection
from atlas.summary import place
from atlas.vocabulary import LEVELS

ALL = "all"
SUMMARY = "summary.json"
FILES = (
    *("scale_effect.csv", "lorenz.csv", "zoning_effect.csv", "zoning_draws.csv", "associations.csv"),
    *("counts.csv", "dictionary.csv", SUMMARY, *(f"clusters-{level}.csv" for level in LEVELS)),
)


@click.command("scales")
@click.option(
    "--indicator",
    default="rate",
    show_default=True,
    type=click.Choice(list(scales.INDICATORS)),
    help="What is compared.",
)
@click.option("--type", "types", multiple=True, help="Only initiatives of this type; may be repeated.")
@click.option(
    "--years", type=(int, int), default=None, help="First and last start year; undated ones stay in."
)
@click.option(
    "--by",
    default="seat",
    show_default=True,
    type=click.Choice(COUNTING),
    help="Count at the seat or over the area covered.",
)
@click.option("--levels", default=ALL, show_default=True, help="Levels separated by commas, or all.")
@click.option(
    "--inside", default="", help="level:code of a territory whose communes are searched for clusters."
)
@click.option(
    "--zonings",
    default=scales.ZONINGS,
    show_default=True,
    type=click.IntRange(0, 9_999),
    help="Random zonings for each level above the commune; 0 for none.",
)
@click.option(
    "--null",
    default="uniform",
    show_default=True,
    type=click.Choice(list(scales.NULLS)),
    help="How the centres of random zones are drawn.",
)
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0, 2**32 - 1), help="Of everything drawn."
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write, as a whole.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    *,
    indicator: str,
    types: tuple[str, ...],
    years: tuple[int, int] | None,
    by: By,
    levels: str,
    inside: str,
    zonings: int,
    null: str,
    seed: int,
    output: Path,
    as_json: bool,
) -> None:
    """Write what changes with the scale and with the zoning: tables, their dictionary, a summary.

    The same options give the same bytes.
    """
    catalogue = load_catalogue()
    for code in types:
        if code not in catalogue.tables.types.index:
            msg = f"Unknown type {code!r}: choose one of {', '.join(catalogue.tables.types.index)}."
            raise UnknownChoiceError(msg)
    chosen = _levels(levels)
    selection = Selection(types=types, years=years)
    members = _members(catalogue, inside)
    _force_writable(output)

    def finish(table: pd.DataFrame, name: str) -> pd.DataFrame:
        return tables.finish(catalogue, table, name, indicator=indicator, seed=seed)

    effect = scales.scale_effect(catalogue, selection, indicator=indicator, by=by, levels=chosen, seed=seed)
    curves = tables.lorenz_table(catalogue, selection, indicator=indicator, by=by, levels=chosen)
    files = {
        "scale_effect.csv": finish(effect, "scale_effect"),
        "lorenz.csv": finish(curves, "lorenz"),
    }
    for level in chosen:
        codes = members if level == "commune" else None
        if level == "commune" and codes is None:
            continue  # of all France they would take seconds, and nobody sees them on one map: see --inside
        found = scales.clusters(
            catalogue, selection, level, indicator=indicator, by=by, seed=seed, codes=codes
        )
        files[f"clusters-{level}.csv"] = finish(found.reset_index().assign(level=level), "clusters")
    zoned = {
        level: scales.zoning_effect(
            catalogue,
            ZoningQuestion(
                selection=selection,
                level=level,
                indicator=indicator,
                by=by,
                null=null,
                zonings=zonings,
                seed=seed,
            ),
            progress=_progress(level),
        )
        for level in chosen
        if zonings and level != "commune"
    }
    if zoned:
        files["zoning_effect.csv"] = finish(tables.zoning_table(zoned), "zoning_effect")
        files["zoning_draws.csv"] = finish(tables.draws_table(zoned), "zoning_draws")
    ties = scales.associations(catalogue, selection, seed=seed)
    files["associations.csv"] = finish(ties.table, "associations")
    files["counts.csv"] = finish(ties.counts, "counts")
    files["dictionary.csv"] = tables.dictionary_table()
    asked = {
        "indicator": indicator,
        "types": list(types),
        "years": list(years) if years else None,
        "by": by,
        "null": null,
        "zonings": zonings,
        "seed": seed,
        "millesime": catalogue.geography.millesime,
    }
    summary = asked | _summary(files, zoned)
    contents = {name: exports.to_csv(table) for name, table in files.items()}
    text = json.dumps(summary, ensure_ascii=False, indent=1, allow_nan=False)
    contents[SUMMARY] = (text + "\n").encode()
    _write_folder(output, contents)
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(f"{output}: {len(contents)} files on {summary['initiatives']} initiatives, seed {seed}")


def _levels(text: str) -> tuple[str, ...]:
    asked = tuple(LEVELS) if text == ALL else tuple(part.strip() for part in text.split(","))
    for level in asked:
        if level not in LEVELS:
            msg = f"Unknown level {level!r}: choose among {', '.join(LEVELS)}, separated by commas, or all."
            raise UnknownChoiceError(msg)
    return tuple(level for level in LEVELS if level in asked)


def _members(catalogue: Catalogue, inside: str) -> pd.Index | None:
    return catalogue.geography.members(*place(catalogue, inside)) if inside else None


def _progress(level: str) -> Callable[[int, int], None]:
    def told(done: int, every: int) -> None:
        if done == every or done % 20 == 0:
            click.echo(f"  {level}: {done}/{every} random zonings", err=True)

    return told


def _summary(files: dict[str, pd.DataFrame], zoned: dict[str, ZoningEffect]) -> dict[str, Any]:
    effect = files["scale_effect.csv"]
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
        rows = files["zoning_effect.csv"].reset_index()
        for level, part in rows.groupby("level"):
            levels[str(level)]["zoning"] = {
                row["statistic"]: {
                    "official": _plain(row["official"]),
                    "rank": _plain(row["rank"]),
                    "p": _plain(row["p"]),
                }
                for _, row in part.iterrows()
            }
    ties = files["associations.csv"].reset_index()
    return {
        "initiatives": int(effect["initiatives"].iloc[0]),
        "levels": levels,
        "associations": [
            {
                name: _plain(row[name])
                for name in ("first", "second", "initiatives", "cramer_v", "p", "p_exact", "small")
            }
            for _, row in ties.iterrows()
        ],
        "files": sorted([*files, SUMMARY]),
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell
    """Turn a cell into what JSON can say, null where it is missing."""
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _force_writable(output: Path) -> None:
    """Refuse to replace a folder that holds anything but such tables."""
    if output.exists():
        strange = sorted(path.name for path in output.iterdir() if path.name not in FILES)
        if strange:
            msg = f"{output} holds {strange[0]!r}, which this command did not write: name a new folder."
            raise FileFaultError(msg)


def _write_folder(output: Path, contents: dict[str, bytes]) -> None:
    """Write all files, then put the folder in its place; a failure leaves what was there."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    except OSError as error:
        msg = f"{output} cannot be written: {error.strerror}"
        raise FileFaultError(msg) from error
    try:
        built = scratch / "built"
        built.mkdir()
        for name, content in contents.items():
            (built / name).write_bytes(content)
        if output.exists():
            output.rename(scratch / "before")
        built.rename(output)
    except OSError as error:
        msg = f"{output} cannot be written: {error.strerror}"
        raise FileFaultError(msg) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
