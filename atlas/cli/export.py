"""`atlas export`: a table or a map in any format."""

import json
from datetime import date
from pathlib import Path

import click

from atlas.catalogue import Answer, Catalogue
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.cli.choices import LEVEL_NAMES, counting, selecting, writing
from atlas.exports.content import Export
from atlas.exports.formats import format_of, to_bytes
from atlas.files import write_file
from atlas.maps.classes import METHODS
from atlas.maps.palettes import PALETTES
from atlas.territories.places import place
from atlas.views.brought.level import asked_level
from atlas.views.link import CLASS_COUNTS, View
from atlas.views.map import files as map_files
from atlas.views.perimeter import narrowed, perimeter_told
from atlas.vocabulary import Language, place_level


@click.command("export")
@click.option(
    "--level",
    required=True,
    type=click.Choice(LEVEL_NAMES),
    help="Level of the territories; perimetre for those of --perimeters.",
)
@click.option(
    "--rows",
    default="territories",
    show_default=True,
    type=click.Choice(["territories", "initiatives"]),
    help="What a row is, and what the map shows; initiatives are those of --territory or --inside, if given.",
)
@click.option("--measure", default=View.measure, show_default=True, type=click.Choice(list(MEASURES)))
@counting()
@click.option("--method", default="jenks", show_default=True, type=click.Choice(list(METHODS)))
@click.option(
    "--classes",
    default=5,
    show_default=True,
    type=click.IntRange(CLASS_COUNTS.start, CLASS_COUNTS.stop - 1),
    help="Number of classes.",
)
@click.option("--palette", default="blues", show_default=True, type=click.Choice(list(PALETTES)))
@click.option("--territory", default="", help="level:code of a territory to outline on the map.")
@selecting
@writing
def command(
    *,
    level: str,
    rows: str,
    measure: str,
    by: By,
    method: str,
    classes: int,
    palette: str,
    territory: str,
    catalogue: Catalogue,
    selection: Selection,
    output: Path,
    language: Language,
    created: date,
    as_json: bool,
) -> None:
    """Write the territories, the initiatives or the map that the atlas shows for the same choices."""
    made, level = format_of(output), asked_level(catalogue, level)
    if territory:
        place(catalogue.geography, territory)
    view = View(
        language=language,
        selection=selection,
        level=level,
        measure=measure,
        by=by,
        method=method,
        classes=classes,
        palette=palette,
        points=rows == "initiatives",
        territory=territory,
    )
    answer = catalogue.answer(selection, level, by=by, measure=measure)
    if rows == "initiatives":
        answer = narrowed(catalogue, view, answer, level)
    export = (
        map_files.initiatives(catalogue, view, answer, created=created, also=perimeter_told(catalogue, view))
        if rows == "initiatives"
        else map_files.territories(catalogue, view, answer, created=created, level=level)
    )
    write_file(output, to_bytes(export, made))
    summary = {"file": str(output), "format": made.suffix} | _summary(export, answer, view)
    click.echo(json.dumps(summary, ensure_ascii=False) if as_json else f"{output}: {export.about.title}")


def _summary(export: Export, answer: Answer, view: View) -> dict[str, object]:
    return {
        "title": export.about.title,
        "selection": export.about.choice,
        "level": place_level(view.level),
        "measure": view.measure,
        "by": view.by,
        "rows": len(export.rows),
        "initiatives": len(answer.chosen),
        "unplaced": len(answer.unplaced),
        "with_value": int(answer.table["status"].eq("value").sum()),
        "total_eur": answer.total_cents / 100,
        "unplaced_eur": answer.unplaced_cents / 100,
        "millesime": export.about.millesime,
        "created": export.about.created.isoformat(),
    }
