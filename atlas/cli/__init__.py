"""The atlas from a terminal: one module per command, imported when it is called."""

from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from atlas.errors import AtlasError

# Name on the command line; the module is the same with underscores, its command is called `command`. A word
# of Python's own has one underscore more.
COMMANDS = (
    "add-carreaux",
    "app",
    "blanks",
    "build-geo",
    "draw-zonings",
    "export",
    "funding",
    "gaps",
    "import",
    "indicator",
    "locate",
    "network",
    "next",
    "peers",
    "portrait",
    "refresh",
    "scales",
    "schema",
    "spread",
    "validate",
    "workspace",
)


class _Commands(click.Group):
    """Commands whose known faults end in one sentence and exit status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = cmd_name.replace("-", "_") + ("_" if iskeyword(cmd_name) else "")
        command: click.Command = import_module(f"atlas.cli.{module}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            return super().invoke(ctx)
        except AtlasError as error:
            click.echo(f"atlas: {error}", err=True)
            ctx.exit(2)


@click.group(cls=_Commands)
@click.version_option(package_name="atlas-dynamiques-territoriales")
def main() -> None:
    """Atlas des dynamiques territoriales."""
