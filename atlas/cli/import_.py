"""`atlas import`: a file of other people as rows of the atlas, with a ledger of every line."""

import json
from pathlib import Path
from typing import cast

import click

from atlas import exports
from atlas.cli.outputs import write_outputs
from atlas.errors import FileFaultError
from atlas.readers.imports import Import
from atlas.readers.imports import import_rows
from atlas.readers.mapping import ROLES
from atlas.readers.mapping import Kind
from atlas.readers.mapping import Mapping
from atlas.readers.raw import read_raw
from atlas.readers.recognition import recognise
from atlas.tables import load_tables
from atlas.workspace import open_workspace

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=_FILE)
@click.option("--as", "kind", required=True, type=click.Choice(list(ROLES)), help="What its rows become.")
@click.option("--sheet", default=None, help="Sheet, layer or file in a zip; the fullest by default.")
@click.option("--mapping", "mapping_file", type=_FILE, default=None, help="What the columns are, as saved.")
@click.option(
    "--save-mapping", type=_FILE, default=None, help="JSON to write what the columns were taken for."
)
@click.option("--type", "type_", default=None, help="Type of every initiative whose row names none.")
@click.option("--crs", default=None, help="Reference system of the columns of coordinates.")
@click.option("-o", "--output", type=_FILE, default=None, help="CSV to write: the accepted rows.")
@click.option("--ledger", type=_FILE, default=None, help="CSV to write: what became of each line.")
@click.option("--rejected", type=_FILE, default=None, help="CSV to write: rejected rows, to be corrected.")
@click.option("--into", default=None, help="Workspace that keeps the accepted rows: .gpkg or postgresql://.")
@click.option("--name", default=None, help="What to call the batch there; the file's name by default.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    *,
    file: Path,
    kind: str,
    sheet: str | None,
    mapping_file: Path | None,
    save_mapping: Path | None,
    type_: str | None,
    crs: str | None,
    output: Path | None,
    ledger: Path | None,
    rejected: Path | None,
    into: str | None,
    name: str | None,
    as_json: bool,
) -> None:
    """Read FILE, whatever its format, and say what became of every row of it."""
    if output is None and into is None:
        msg = "say where the rows go: -o OUT.csv, --into WORKSPACE, or both"
        raise click.UsageError(msg)
    saved = _saved(mapping_file, cast("Kind", kind))
    raw = read_raw(file, name=file.name, sheet=sheet or (saved.sheet or None if saved else None))
    mapping = saved or recognise(raw, cast("Kind", kind))
    mapping = _told(mapping, type_, crs)
    made = import_rows(raw, mapping, name=file.name)
    summary = made.summary()
    if not summary["accepted"]:
        msg = f"{file}: no row was accepted of {summary['read']} read; see what the columns were taken for."
        raise FileFaultError(msg)
    files = {output: exports.to_csv(made.table)} if output else {}
    if ledger:
        files[ledger] = exports.to_csv(made.ledger.set_index("line"))
    if rejected:
        files[rejected] = exports.to_csv(made.rejected)
    if save_mapping:
        files[save_mapping] = mapping.to_json().encode()
    if into:
        open_workspace(into).add(made, name=name or file.name)
    write_outputs(files)
    click.echo(json.dumps(summary, ensure_ascii=False) if as_json else _words(made, output or into))


def _saved(path: Path | None, kind: Kind) -> Mapping | None:
    if path is None:
        return None
    try:
        mapping = Mapping.from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} cannot be read: {error}"
        raise FileFaultError(msg) from error
    if mapping.kind != kind:
        msg = f"{path} is a mapping for {mapping.kind}, not for {kind}"
        raise click.UsageError(msg)
    return mapping


def _told(mapping: Mapping, type_: str | None, crs: str | None) -> Mapping:
    """Add what the command line says of every row."""
    constants = dict(mapping.constants)
    if type_ is not None:
        types = load_tables().types.index
        if type_ not in types or mapping.kind != "initiatives":
            msg = f"unknown type {type_!r} of initiatives: choose one of {', '.join(types)}"
            raise click.UsageError(msg)
        constants["type"] = type_
    return Mapping(
        kind=mapping.kind,
        layout=mapping.layout,
        sheet=mapping.sheet,
        columns=mapping.columns,
        confidence=mapping.confidence,
        constants=constants,
        crs=crs or mapping.crs,
    )


_COUNTS = ("not_located", "rejected", "duplicates")


def _words(made: Import, output: Path | str | None) -> str:
    summary = made.summary()
    read, accepted, located = (f"{summary[key]:,}" for key in ("read", "accepted", "located"))
    lines = [f"{output}: {accepted} of {read} rows accepted, {located} located"]
    lines += [f"  {key.replace('_', ' ')}: {summary[key]:,}" for key in _COUNTS if summary[key]]
    if summary["total_eur"] is not None:
        lines.append(f"  {summary['total_eur']:,.2f} EUR")
    columns = ", ".join(f"{role}: {header!r}" for role, header in made.mapping.columns.items())
    return "\n".join([*lines, f"  columns: {columns}", *(f"  ! {text}" for text in summary["warnings"])])
