"""Options that several commands share: which initiatives, and the file to write."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from atlas.catalogue import Catalogue, enlarge, load_catalogue
from atlas.catalogue.own import Own
from atlas.catalogue.selection import ORIGINS, TYPOLOGIES, Origin, Selection
from atlas.errors import UnknownChoiceError
from atlas.exports.formats import FORMATS
from atlas.vocabulary import AAV_CATEGORIES, DENSITY_LEVELS, FUNDER_LEVELS, SCALES, SETTINGS
from atlas.workspace import open_workspace

_Command = Callable[..., None]

_CATEGORIES = {
    "setting": tuple(SETTINGS),
    "density": tuple(map(str, DENSITY_LEVELS)),
    "aav": tuple(map(str, AAV_CATEGORIES)),
}
_SELECTING = (
    click.option("--type", "types", multiple=True, help="Only initiatives of this type; may be repeated."),
    click.option(
        "--years", type=(int, int), default=None, help="First and last start year; undated ones stay in."
    ),
    click.option("--dated", is_flag=True, help="With --years, leave out those without a known year."),
    click.option("--scale", "scales", multiple=True, help="Only of this declared scale; may be repeated."),
    click.option(
        "--funder-level", "funder_levels", multiple=True, help="Only with such funders; may be repeated."
    ),
    click.option(
        "--typology",
        default="setting",
        show_default=True,
        type=click.Choice(list(TYPOLOGIES)),
        help="Classification of the seat commune that --category speaks of.",
    ),
    click.option("--category", "categories", multiple=True, help="Only such seat communes; may be repeated."),
    click.option("--text", default="", help="Only with all these words."),
    click.option(
        "--origin",
        default="all",
        show_default=True,
        type=click.Choice(ORIGINS),
        help="With --workspace, only the atlas's rows or only the team's own.",
    ),
)
_WORKSPACE = click.option(
    "--workspace",
    default="",
    envvar="ATLAS_WORKSPACE",
    show_envvar=True,
    metavar="WORKSPACE",
    help="Count what a team keeps as well: a .gpkg file or a postgresql:// address.",
)
_ENDINGS = ", ".join(f".{one}" for one in FORMATS)


def _output(*, required: bool) -> Callable[[_Command], _Command]:
    return click.option(
        "-o",
        "--output",
        required=required,
        type=click.Path(dir_okay=False, path_type=Path),
        help=f"File to write; its ending says what it is: {_ENDINGS}.",
    )


_WORDING = (
    click.option(
        "--lang",
        "--language",
        "language",
        default="fr",
        show_default=True,
        type=click.Choice(["fr", "en"]),
        help="Of the words in the file.",
    ),
    click.option(
        "--date",
        "created",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=lambda _context, _option, moment: _day(moment),
        help="Date of the file; today's by default.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON."),
)


def selecting(command: _Command) -> _Command:
    """Return a command the options that choose initiatives, and from which tables."""

    @wraps(command)
    def chosen(
        *,
        types: tuple[str, ...],
        years: tuple[int, int] | None,
        dated: bool,
        scales: tuple[str, ...],
        funder_levels: tuple[str, ...],
        typology: str,
        categories: tuple[str, ...],
        text: str,
        origin: Origin,
        workspace: str,
        **others: Any,  # noqa: ANN401 - whatever else the command takes
    ) -> None:
        catalogue = _opened(workspace)
        _known("type", types, catalogue.tables.types.index)
        _known("scale", scales, SCALES)
        _known("funder level", funder_levels, FUNDER_LEVELS)
        _known(f"category of {typology}", categories, _CATEGORIES[typology])
        selection = Selection(
            types=types,
            typology=typology,
            categories=categories,
            scales=scales,
            years=years,
            undated=not dated,
            funder_levels=funder_levels,
            text=text,
            origin=origin,
        )
        command(catalogue=catalogue, selection=selection, **others)

    return _with(chosen, (*_SELECTING, _WORKSPACE))


def writing(command: _Command) -> _Command:
    """Return a command the options of a file to write."""
    return _with(command, (_output(required=True), *_WORDING))


def answering(command: _Command) -> _Command:
    """Return a command the options of a file that it may write, and of the answer that it prints."""
    return _with(command, (_output(required=False), *_WORDING))


def wording(command: _Command) -> _Command:
    """Return a command the options of the words of its files, and of the answer that it prints."""
    return _with(command, _WORDING)


def _with(command: _Command, options: Iterable[Callable[[_Command], _Command]]) -> _Command:
    for option in reversed(tuple(options)):
        command = option(command)
    return command


def _opened(workspace: str) -> Catalogue:
    """Join what a team keeps to the curated tables, as its pages do."""
    curated = load_catalogue()
    if not workspace:
        return curated
    kept = open_workspace(workspace)
    found = enlarge(curated, Own(*kept.kept()))
    if found is curated:
        click.echo(f"atlas: {kept.label}: nothing is kept there, so nothing is added", err=True)
    return found


def _day(moment: datetime | None) -> date:
    return (moment or datetime.now(tz=UTC)).date()


def _known(what: str, codes: tuple[str, ...], known: Iterable[str]) -> None:
    closed = list(known)
    for code in codes:
        if code not in closed:
            msg = f"Unknown {what} {code!r}: choose one of {', '.join(closed)}."
            raise UnknownChoiceError(msg)
