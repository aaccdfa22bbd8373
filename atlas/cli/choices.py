"""Options that several commands share: which initiatives, and the file to write."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from atlas import settings
from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.filters import Filter, Many, One, Switch, Years
from atlas.catalogue.presence import COUNTING, By, usual_count
from atlas.catalogue.selection import FILTERS, NOTHING, Selection
from atlas.cli.language import language_option
from atlas.errors import UnknownChoiceError
from atlas.exports.formats import FORMATS
from atlas.readers.perimeters import Brought
from atlas.territories.places import place
from atlas.views.brought.opening import opened
from atlas.views.brought.told import held, sentences
from atlas.vocabulary import LEVELS, PERIMETER
from atlas.workspace import open_workspace

_Command = Callable[..., None]

# Levels that a command asks for; `perimetre` is that of --perimeters, see `atlas.views.brought.level`.
LEVEL_NAMES = (*LEVELS, PERIMETER)


def _option(name: str, one: Filter) -> Callable[[_Command], _Command]:
    option, default = f"--{one.option}", getattr(NOTHING, name)
    match one:
        case Many():
            return click.option(option, name, multiple=True, help=one.help)
        case One():
            names = click.Choice(list(one.names))
            return click.option(option, name, default=default, show_default=True, type=names, help=one.help)
        case Years():
            return click.option(option, name, type=(int, int), default=None, help=one.help)
        case Switch():
            return click.option(
                option,
                name,
                is_flag=True,
                callback=lambda _context, _option, given: not given,
                help=one.help,
            )
        case _:
            return click.option(option, name, default=default, help=one.help)


_WORKSPACE = click.option(
    "--workspace",
    default="",
    envvar="ATLAS_WORKSPACE",
    show_envvar=True,
    metavar="WORKSPACE",
    help="Count what a team keeps as well: a .gpkg file or a postgresql:// address.",
)
# A film is asked of the one command that has years.
_ENDINGS = ", ".join(f".{one}" for one, way in FORMATS.items() if not way.needs_film)


_PERIMETERS = click.option(
    "--perimeters",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Perimeters of your own as places, perimetre:CODE: lists of communes, or a layer of polygons. "
    "Those that a team keeps come with --workspace.",
)


def _output(*, required: bool) -> Callable[[_Command], _Command]:
    return click.option(
        "-o",
        "--output",
        required=required,
        type=click.Path(dir_okay=False, path_type=Path),
        help=f"File to write; its ending says what it is: {_ENDINGS}.",
    )


_WORDING = (
    language_option("Of the words in the file.", "--language"),
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
    """Add the options that choose initiatives, and from which tables, to a command."""

    @wraps(command)
    def chosen(*, workspace: str, perimeters: Path | None, **others: Any) -> None:  # noqa: ANN401 - the rest
        catalogue = _opened(workspace, perimeters)
        selection = Selection(**{name: others.pop(name) for name in FILTERS})
        for name, one in FILTERS.items():
            if isinstance(one, Many):
                partner = selection.partner(name)
                what = " of ".join((one.option.replace("-", " "), *partner))
                _known(what, getattr(selection, name), one.offers(catalogue, *partner))
        if selection.inside:
            place(catalogue.geography, selection.inside)
        if "by" in others:
            others["by"] = others["by"] or usual_count(selection.types)
        command(catalogue=catalogue, selection=selection, **others)

    return _with(chosen, (*(_option(name, one) for name, one in FILTERS.items()), _WORKSPACE, _PERIMETERS))


def counting(default: By | None = None, more: str = "") -> Callable[[_Command], _Command]:
    """Return the option of how initiatives are counted; by default as is usual for the chosen types."""
    return click.option(
        "--count",
        "by",
        default=default,
        show_default=default or "coverage for programmes that have a perimeter alone, else seat",
        type=click.Choice(COUNTING),
        help=f"Count at the seat or over the area covered{more}.",
    )


seeding = click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0, 2**32 - 1), help="Of the draws."
)


into_geo = click.option(
    "--geo",
    default=settings.GEO_FOLDER,
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that atlas build-geo wrote, which takes them.",
)


def writing(command: _Command) -> _Command:
    """Add the options of a file to write to a command."""
    return _with(command, (_output(required=True), *_WORDING))


def answering(command: _Command) -> _Command:
    """Add the options of a file that it may write, and of the answer that it prints, to a command."""
    return _with(command, (_output(required=False), *_WORDING))


def wording(command: _Command) -> _Command:
    """Add the options of the words of its files, and of the answer that it prints, to a command."""
    return _with(command, _WORDING)


def tell(summary: Mapping[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the answer of a command: its summary as JSON, or its lines."""
    click.echo(json.dumps(summary, ensure_ascii=False, allow_nan=False) if as_json else "\n".join(lines))


def _with(command: _Command, options: Iterable[Callable[[_Command], _Command]]) -> _Command:
    for option in reversed(tuple(options)):
        command = option(command)
    return command


def _opened(workspace: str, perimeters: Path | None) -> Catalogue:
    """Open what a command works on, and say which perimeters it was given, and where a team keeps nothing."""
    found, brought = opened(workspace, perimeters)
    if brought is not None:
        tell_perimeters(found, brought)
    elif workspace and found is load_catalogue():
        label = open_workspace(workspace).label
        click.echo(f"atlas: {label}: nothing is kept there, so nothing is added", err=True)
    return found


def tell_perimeters(drawn: Catalogue, brought: Brought) -> None:
    """Say which places the perimeters of a file are, and what its checks found."""
    for one in held(drawn.geography, brought.named.index, "en"):
        click.echo(f"atlas: {PERIMETER}:{one.code}: {one.name}: {one.words}", err=True)
    for sentence in sentences(drawn.geography, brought, "en"):
        click.echo(f"atlas: {brought.name}: {sentence}", err=True)


def _day(moment: datetime | None) -> date:
    return (moment or datetime.now(tz=UTC)).date()


def _known(what: str, codes: tuple[str, ...], known: Iterable[str]) -> None:
    closed = list(known)
    for code in codes:
        if code not in closed:
            msg = f"Unknown {what} {code!r}: choose one of {', '.join(closed)}."
            raise UnknownChoiceError(msg)
