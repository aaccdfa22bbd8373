"""`atlas portrait`: a territory, or every one of a place, as PDF, workbook, standalone map or JSON."""

import json
import os
import sys
from datetime import date
from pathlib import Path

import click

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.cli.choices import counting, selecting, wording
from atlas.errors import UnknownChoiceError
from atlas.files import write_file
from atlas.portrait import NEAR_KM, REFERENCES, Asked, Portrait, outline, portrait
from atlas.territories.places import Place, place
from atlas.views.portrait.beside import FILES as BESIDE
from atlas.views.portrait.beside import gathered
from atlas.views.portrait.choices import MOST_KM
from atlas.views.portrait.every import Work, territories, write
from atlas.views.portrait.files import FILES
from atlas.vocabulary import PLACE_LEVELS, Language


@click.command("portrait")
@click.argument("territory", required=False)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write; its ending says what it is: .pdf, .xlsx, .html or .json. With --all, a folder.",
)
@click.option(
    "--all", "every", is_flag=True, help="Write the portrait of every territory, or of those --inside."
)
@click.option(
    "--level", "levels", multiple=True, type=click.Choice(list(PLACE_LEVELS)), help="With --all: only these."
)
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(list(FILES)), help="With --all: pdf by default."
)
@click.option(
    "--jobs", default=os.cpu_count() or 1, type=click.IntRange(min=1), help="With --all: processes at once."
)
@click.option(
    "--beside",
    multiple=True,
    help="Set another territory beside TERRITORY, of any level, up to five times: .pdf, .xlsx or .json.",
)
@counting()
@click.option(
    "--distance",
    "distance_km",
    default=NEAR_KM,
    show_default=True,
    type=click.IntRange(1, MOST_KM),
    help="How many kilometres around the territory are near.",
)
@click.option("--reference", help=f"Peers to compare with: {', '.join(REFERENCES)}.")
@selecting
@wording
def command(
    *,
    territory: str | None,
    output: Path,
    every: bool,
    levels: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int,
    beside: tuple[str, ...],
    by: By,
    distance_km: int,
    reference: str | None,
    catalogue: Catalogue,
    selection: Selection,
    language: Language,
    created: date,
    as_json: bool,
) -> None:
    """Write the portrait of TERRITORY, level:code such as epci:242600252, or with --all of every one.

    Levels: commune, bassin_de_vie, epci, departement, region, and perimetre: the id of an initiative whose
    coverage is known, such as perimetre:pat_luberon, or one of --perimeters. Those are written by --all
    where --level asks for them. With --all a file stands under
    LEVEL/CODE.FORMAT in the folder; one that stands there already is left, so that a night goes on
    where the last one ended: take a new folder for new data.
    """
    if every == (territory is not None) or (every and beside):
        msg = "Name one territory, such as epci:242600252, or ask for --all, without --beside."
        raise UnknownChoiceError(msg)
    if every:
        given = click.get_current_context().params
        work = Work(
            output,
            formats or ("pdf",),
            selection.everywhere,
            by,
            distance_km,
            reference,
            language,
            created,
            given["workspace"],
            given["perimeters"],
        )
        _write_all(work, territories(catalogue.geography, selection.where, levels), jobs, as_json=as_json)
        return
    ending, files = output.suffix.lower().removeprefix("."), BESIDE if beside else FILES
    if ending not in files:
        msg = f"{output} cannot be written: its name must end in {', '.join(f'.{one}' for one in files)}."
        raise UnknownChoiceError(msg)
    where = place(catalogue.geography, str(territory))
    asked: Asked = {"selection": selection, "by": by, "distance_km": distance_km, "reference": reference}
    if beside:
        first = outline(catalogue, where, **asked)
        asked["reference"] = first.reference
        others = [gathered(catalogue, place(catalogue.geography, one), **asked) for one in beside]
        side = [first, *others]
        write_file(output, BESIDE[ending][0](catalogue, side, language, created=created))
        told = [{"territory": str(one.place), "name": one.name} for one in side]
        words = f"{output}: {', '.join(one.name for one in side)}"
        click.echo(
            json.dumps({"file": str(output), "beside": told}, ensure_ascii=False) if as_json else words
        )
        return
    found = portrait(catalogue, where, **asked)
    write_file(output, FILES[ending][0](catalogue, found, language, created=created))
    click.echo(
        json.dumps(_summary(found, output), ensure_ascii=False) if as_json else _sentence(found, output)
    )


def _write_all(work: Work, places: list[Place], jobs: int, *, as_json: bool) -> None:
    """Write the portraits of many territories, with a bar on a terminal, and say what came of it."""
    written = write(work, places, jobs=jobs)
    with click.progressbar(written, length=len(places), file=sys.stderr) as bar:
        all_of_them = list(bar)
    faults = [one for one in all_of_them if one.fault]
    new = sum(one.new for one in all_of_them)
    there = len(places) - new - len(faults)
    for one in faults:
        click.echo(f"atlas: {one.place}: {one.fault}", err=True)
    summary = {"folder": str(work.folder), "written": new, "already_there": there, "faults": len(faults)}
    words = f"{work.folder}: {new:,} portraits written, {there:,} were there, {len(faults):,} not written"
    click.echo(json.dumps(summary, ensure_ascii=False) if as_json else words)
    if faults:
        raise SystemExit(1)


def _summary(found: Portrait, output: Path) -> dict[str, object]:
    links = found.initiatives["link"].value_counts()
    statuses = found.types["status"].value_counts()
    return {
        "territory": str(found.place),
        "name": found.name,
        "file": str(output),
        "by": found.by,
        "distance_km": found.distance_km,
        "reference": found.reference,
        "population": found.people.population,
        "initiatives": found.money.present,
        "by_seat": int(links.get("seat", 0)),
        "by_coverage_only": int(links.get("coverage", 0)),
        "near": int(links.get("near", 0)) if found.located else None,
        "received_eur": found.money.received,
        "received_per_inhabitant_eur": found.money.per_inhabitant,
        "grants": found.money.grants,
        "grants_eur": found.money.granted,
        "types_present": int(statuses.get("value", 0)),
        "types_absent": int(statuses.get("zero", 0)),
        "types_without_known_initiative": int(statuses.get("no_known", 0)),
    }


def _sentence(found: Portrait, output: Path) -> str:
    money = found.money
    received = "no known amount" if money.received is None else f"{money.received:,.2f} € received"
    kept = f", {money.granted:,.2f} € in {money.grants} kept grants" if money.granted is not None else ""
    return f"{output}: {found.name}, {money.present} initiatives counted by {found.by}, {received}{kept}"
