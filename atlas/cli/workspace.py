"""`atlas workspace`: the batches that a team keeps, listed and undone; perimeters added to them."""

import json
from pathlib import Path

import click

from atlas.cli.choices import tell_perimeters
from atlas.records import records
from atlas.views.brought.opening import opened
from atlas.workspace import open_workspace
from atlas.workspace.rights import account


@click.group("workspace")
def command() -> None:
    """List and undo what a workspace keeps, a .gpkg file or a postgresql:// address; keep perimeters."""


@command.command("list")
@click.argument("where", metavar="WORKSPACE")
@click.option("--json", "as_json", is_flag=True, help="Print the batches as JSON.")
def list_batches(*, where: str, as_json: bool) -> None:
    """List the batches of WORKSPACE, undone ones too, with who added and who undid them, and when."""
    workspace = open_workspace(where)
    batches = records(workspace.batches())
    if as_json:
        click.echo(json.dumps(batches, ensure_ascii=False))
        return
    if not batches:
        click.echo(f"{workspace.label}: nothing was kept yet")
    for batch in batches:
        total = "" if batch["total_cents"] is None else f", {batch['total_cents'] / 100:,.2f} EUR"
        added = f", by {batch['imported_by']}" if batch["imported_by"] else ""
        undoer = f" by {batch['undone_by']}" if batch["undone_by"] else ""
        undone = f", undone {batch['undone']}{undoer}" if batch["undone"] else ""
        click.echo(
            f"{batch['id']:>4}  {batch['imported']}  {batch['name']}: {batch['rows']:,} rows of "
            f"{batch['kind']} from {batch['source']}{total}{added}{undone}"
        )


@command.command("perimeters")
@click.argument("where", metavar="WORKSPACE")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", default=None, help="What to call the batch there; the file's name by default.")
@click.option("--again", is_flag=True, help="Keep what is kept there already once more.")
def keep_perimeters(*, where: str, file: Path, name: str | None, again: bool) -> None:
    """Keep the perimeters of FILE in WORKSPACE: lists of communes, or a layer of polygons.

    They are places, and a level where no commune is in two of all that are kept.
    """
    workspace = open_workspace(where, by=account())
    found, brought = opened(where, file)
    if brought is not None:
        tell_perimeters(found, brought)
        batch = workspace.add(brought, name=name or file.name, again=again)
        click.echo(f"{workspace.label}: batch {batch.id}, {len(brought.named):,} perimeters of {file.name}")


@command.command("undo")
@click.argument("where", metavar="WORKSPACE")
@click.argument("batch", type=int)
def undo(*, where: str, batch: int) -> None:
    """Take the rows of BATCH back; it stays listed."""
    workspace = open_workspace(where, by=account())
    workspace.undo(batch)
    click.echo(f"{workspace.label}: batch {batch} undone")
