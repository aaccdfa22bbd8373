"""`atlas import`: a file of other people as rows of the atlas, with a ledger of every line."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, cast

import click
import pandas as pd

from atlas import exports, settings
from atlas.cli.language import language_option
from atlas.cli.streaming import Clock, choose_engine, engine_options, progress_bar, stopped_cleanly
from atlas.errors import FileFaultError, UnknownChoiceError
from atlas.files import staged, write_file, write_files
from atlas.readers.columns.recognition import recognise
from atlas.readers.extra import kept_columns, unused
from atlas.readers.imports import import_rows
from atlas.readers.large import Targets, all_known, import_large
from atlas.readers.model.mapping import ROLES, Kind, Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.parts import LargeParquet, LargeText, is_large_kind, open_large
from atlas.readers.rows.imported import Import
from atlas.readers.sheets import read_file
from atlas.readers.told.refusals import FileRefusedError
from atlas.readers.told.sentences import told_ledger
from atlas.tables import load_tables
from atlas.vocabulary import Label, Language
from atlas.words.numbers import euros, number
from atlas.workspace import Keep, Workspace, open_workspace
from atlas.workspace.rights import account

_FILE = click.Path(dir_okay=False, path_type=Path)


def _refusing_in_words(command: Callable[..., None]) -> Callable[..., None]:
    """Write why a file is refused in the language that was asked for."""

    @wraps(command)
    def refusing(*, language: Language, **options: Any) -> None:  # noqa: ANN401 - whatever else the command takes
        try:
            command(language=language, **options)
        except FileRefusedError as error:
            raise FileFaultError(error.to(language)) from error

    return refusing


@click.command("import")
@click.argument("file", type=_FILE)
@click.option("--as", "kind", required=True, type=click.Choice(list(ROLES)), help="What its rows become.")
@click.option(
    "--sheet",
    default=None,
    help="Sheet, layer or file in a zip; `all` for those of the same columns, the default where they "
    "are called by years; else the fullest.",
)
@click.option("--mapping", "mapping_file", type=_FILE, default=None, help="What the columns are, as saved.")
@click.option(
    "--save-mapping", type=_FILE, default=None, help="JSON to write what the columns were taken for."
)
@click.option("--type", "type_", default=None, help="Type of every initiative whose row names none.")
@click.option("--crs", default=None, help="Reference system of the columns of coordinates.")
@click.option(
    "--keep",
    multiple=True,
    help="Column that the atlas does not use, to be written to -o after its own; `all` for all but persons'. "
    "Repeatable. A workspace has no room for them.",
)
@click.option("-o", "--output", type=_FILE, default=None, help="CSV to write: the accepted rows.")
@click.option("--ledger", type=_FILE, default=None, help="CSV to write: what became of each line.")
@click.option("--rejected", type=_FILE, default=None, help="CSV to write: rejected rows, to be corrected.")
@click.option("--into", default=None, help="Workspace that keeps the accepted rows: .gpkg or postgresql://.")
@click.option("--name", default=None, help="What to call the batch there; the file's name by default.")
@click.option("--again", is_flag=True, help="Keep what is kept there or in the atlas already once more.")
@language_option("Of the summary, the warnings and the messages of the ledger.")
@engine_options
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@_refusing_in_words
def command(
    *,
    file: Path,
    kind: str,
    sheet: str | None,
    mapping_file: Path | None,
    save_mapping: Path | None,
    type_: str | None,
    crs: str | None,
    keep: tuple[str, ...],
    output: Path | None,
    ledger: Path | None,
    rejected: Path | None,
    into: str | None,
    name: str | None,
    again: bool,
    language: Language,
    engine_name: str | None,
    scheduler: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read FILE, whatever its format, and say what became of every row of it.

    A large CSV or Parquet file is read and written part by part.
    """
    if output is None and into is None:
        msg = "say where the rows go: -o OUT.csv, --into WORKSPACE, or both"
        raise click.UsageError(msg)
    workspace = open_workspace(into, by=account()) if into else None
    where = output or (workspace.label if workspace else None)
    saved = _saved(mapping_file, cast("Kind", kind))
    if _is_large(file, asked=bool(engine_name or scheduler)):
        with (
            stopped_cleanly(),
            choose_engine(engine_name, scheduler) as engine,
            progress_bar(file.name, quiet=quiet or as_json) as progress,
        ):
            clock = Clock()
            large, first = open_large(file)
            mapping = _told(saved or recognise(first, cast("Kind", kind)), type_, crs)
            mapping = _keeping_columns(first, mapping, keep)
            known = _known(workspace, mapping.kind, large.digest, again=again)
            summary = import_large(
                large,
                mapping,
                Targets(output, ledger, rejected),
                encode=exports.to_csv,
                engine=engine,
                keep=_keeping(workspace, mapping.kind, name or file.name, large, again=again),
                progress=progress,
                language=language,
                known=known,
                unread=unused(first, mapping),
            )
        if save_mapping:
            write_file(save_mapping, mapping.to_json().encode())
        summary |= clock.rate(summary["read"])
        click.echo(
            json.dumps(summary, ensure_ascii=False) if as_json else _words(summary, mapping, where, language)
        )
        return
    chosen = sheet or (saved.sheet or None if saved else None)
    raw = read_file(file, name=file.name, sheet=chosen)
    mapping = saved or recognise(raw, cast("Kind", kind))
    mapping = _keeping_columns(raw, _told(mapping, type_, crs), keep)
    known = _known(workspace, mapping.kind, raw.digest, again=again)
    made = import_rows(raw, mapping, name=file.name, known=known)
    summary = made.summary(language)
    if raw.sheet != chosen:
        summary["warnings"] = [*_others(raw, language), *summary["warnings"]]
    left = int(made.ledger["reason"].eq("known").sum())
    if left and not summary["accepted"]:
        raise all_known(file, left)
    if not summary["accepted"]:
        msg = f"{file}: no row was accepted of {summary['read']} read; see what the columns were taken for."
        raise FileFaultError(msg)
    files = {output: exports.to_csv(made.table)} if output else {}
    if ledger:
        files[ledger] = exports.to_csv(told_ledger(made.ledger, language))
    if rejected:
        files[rejected] = exports.to_csv(made.rejected)
    if save_mapping:
        files[save_mapping] = mapping.to_json().encode()
    _keep(made, workspace, name or file.name, files, again=again)
    click.echo(
        json.dumps(summary, ensure_ascii=False) if as_json else _words(summary, mapping, where, language)
    )


def _known(workspace: Workspace | None, kind: Kind, digest: str, *, again: bool) -> pd.DataFrame | None:
    """List what the atlas and the workspace have, of which a row is not to be counted again."""
    if again:
        return None
    tables, columns = load_tables(), ["name", "type", "seat_commune"]
    if kind == "funding":
        return tables.funding.iloc[:, :0]
    if workspace is None:
        return tables.initiatives[columns]
    batches = workspace.batches()
    if batches.loc[batches["undone"].isna(), "digest"].eq(digest).any():
        # The file is refused as a whole.
        return None
    return pd.concat([tables.initiatives[columns], workspace.kept().initiatives[columns]])


def _keeping(
    workspace: Workspace | None, kind: Kind, name: str, large: LargeText | LargeParquet, *, again: bool
) -> AbstractContextManager[Keep] | None:
    """Begin a batch in the workspace, if there is one."""
    if workspace is None:
        return None
    source, digest = large.path.name, large.digest
    return workspace.adding(kind=kind, name=name, source=source, digest=digest, again=again)


def _keep(
    made: Import, workspace: Workspace | None, name: str, files: dict[Path, bytes], *, again: bool
) -> None:
    """Write the files and keep a batch in the workspace, if there is one, or neither."""
    if workspace is None:
        write_files(files)
        return
    source, digest = made.name, made.digest
    with (
        staged() as parts,
        workspace.adding(kind=made.kind, name=name, source=source, digest=digest, again=again) as keep,
    ):
        for target, content in files.items():
            with parts.opened(target) as stream:
                stream.write(content)
        keep(made.table)
        parts.place()


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
    return replace(mapping, constants=constants, crs=crs or mapping.crs)


def _keeping_columns(raw: Raw, mapping: Mapping, keep: tuple[str, ...]) -> Mapping:
    """Add the columns to keep, or refuse one that the file does not have."""
    kept = replace(mapping, kept=kept_columns(raw, mapping, list(keep))) if keep else mapping
    kept.check(raw.cells.columns)
    return kept


_COUNTS = ("not_located", "rejected", "duplicates")


def _is_large(path: Path, *, asked: bool) -> bool:
    """Check whether a file is to be read part by part; what cannot be opened is told by whoever reads it."""
    try:
        large = (asked or path.stat().st_size > settings.MAX_UPLOAD_BYTES) and is_large_kind(path)
    except OSError:
        return False
    if asked and not large:
        msg = f"{path} is no CSV or Parquet, which alone are read part by part: leave --engine out"
        raise UnknownChoiceError(msg)
    return large


_WORDS: dict[str, Label] = {
    "accepted": Label(
        "{where} : {accepted} lignes acceptées sur {read}, {located} situées",
        "{where}: {accepted} of {read} rows accepted, {located} located",
    ),
    "not_located": Label("non situées : {n}", "not located: {n}"),
    "rejected": Label("rejetées : {n}", "rejected: {n}"),
    "duplicates": Label("en double : {n}", "duplicates: {n}"),
    "unused": Label(
        "colonnes non utilisées : {columns} (--keep les garde)",
        "columns not used: {columns} (--keep keeps them)",
    ),
    "rate": Label("{seconds} s, {n} lignes par seconde", "{seconds} s, {n} rows per second"),
    "columns": Label("colonnes : {columns}", "columns: {columns}"),
    "together": Label("--sheet all les lit ensemble.", "--sheet all reads them together."),
    "another": Label("Un autre se lit avec --sheet.", "Another is read with --sheet."),
}


def _others(raw: Raw, language: Language) -> list[dict[str, Any]]:
    """Write which sheet or layer of several was read, and how to read another."""
    ways = {"sheets": "another", "sheets_agree": "together"}
    return [
        {
            "kind": f"file.{note.key}",
            "count": 1,
            "sentence": f"{note.to(language)} {_WORDS[ways[note.key]].to(language)}",
        }
        for note in raw.notes
        if note.key in ways
    ]


def _words(summary: dict[str, Any], mapping: Mapping, output: Path | str | None, language: Language) -> str:
    def say(key: str, **values: object) -> str:
        written = {
            name: number(value, language) if isinstance(value, int) else str(value)
            for name, value in values.items()
        }
        return _WORDS[key].to(language).format(**written)

    counts = {key: summary[key] for key in ("accepted", "read", "located")}
    lines = [say("accepted", where=output, **counts)]
    lines += [f"  {say(key, n=summary[key])}" for key in _COUNTS if summary[key]]
    if summary["total_eur"] is not None:
        lines.append(f"  {euros(summary['total_eur'], language)}")
    if "rows_per_second" in summary:
        seconds = f"{summary['seconds']:.1f}"
        lines.append(f"  {say('rate', seconds=seconds, n=summary['rows_per_second'])}")
    columns = ", ".join(f"{role}: {header!r}" for role, header in mapping.columns.items())
    lines.append(f"  {say('columns', columns=columns)}")
    if summary["unused"]:
        lines.append(f"  {say('unused', columns=', '.join(map(repr, summary['unused'])))}")
    return "\n".join([*lines, *(f"  ! {matter['sentence']}" for matter in summary["warnings"])])
