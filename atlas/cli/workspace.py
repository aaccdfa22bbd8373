"""`atlas workspace`: the batches that a team keeps, listed and undone."""

import json

import click

from atlas.records import records
from atlas.workspace import open_workspace
from atlas.workspace.rights import account


@click.group("workspace")
def command() -> None:
    """List and undo what was kept in a workspace: a .gpkg file or a postgresql:// address."""


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


@command.command("undo")
@click.argument("where", metavar="WORKSPACE")
@click.argument("batch", type=int)
def undo(*, where: str, batch: int) -> None:
    """Take the rows of BATCH back; it stays listed."""
    workspace = open_workspace(where, by=account())
    workspace.undo(batch)
    click.echo(f"{workspace.label}: batch {batch} undone")
