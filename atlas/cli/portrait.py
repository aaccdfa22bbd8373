"""`atlas portrait`: one territory as PDF, workbook, standalone map or JSON."""

import json
from datetime import date
from pathlib import Path

import click

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.cli.choices import counting, selecting, wording
from atlas.errors import UnknownChoiceError
from atlas.files import write_file
from atlas.portrait import DISTANCES, REFERENCES, Portrait, portrait
from atlas.territories.places import place
from atlas.views.portrait.files import FILES
from atlas.vocabulary import Language


@click.command("portrait")
@click.argument("territory")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; its ending says what it is: .pdf, .xlsx, .html or .json.",
)
@counting()
@click.option(
    "--distance",
    "distance_km",
    default=DISTANCES[0],
    show_default=True,
    type=click.IntRange(min=1),
    help="How many kilometres around the territory are near.",
)
@click.option("--reference", help=f"Peers to compare with: {', '.join(REFERENCES)}.")
@selecting
@wording
def command(
    *,
    territory: str,
    output: Path,
    by: By,
    distance_km: int,
    reference: str | None,
    catalogue: Catalogue,
    selection: Selection,
    language: Language,
    created: date,
    as_json: bool,
) -> None:
    """Write the portrait of TERRITORY, level:code such as epci:242600252.

    Levels: commune, bassin_de_vie, epci, departement, region.
    """
    ending = output.suffix.lower().removeprefix(".")
    if ending not in FILES:
        msg = f"{output} cannot be written: its name must end in {', '.join(f'.{one}' for one in FILES)}."
        raise UnknownChoiceError(msg)
    found = portrait(
        catalogue,
        place(catalogue.geography, territory),
        selection=selection,
        by=by,
        distance_km=distance_km,
        reference=reference,
    )
    write_file(output, FILES[ending][0](catalogue, found, language, created=created))
    click.echo(
        json.dumps(_summary(found, output), ensure_ascii=False) if as_json else _sentence(found, output)
    )


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
