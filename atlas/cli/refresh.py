"""`atlas refresh`: the lists of other people, fetched again and compared, then taken over."""

import json
import math
from pathlib import Path
from typing import Any

import click
import pandas as pd

from atlas import settings
from atlas.cli.language import language_option
from atlas.gaps.trials import MOST_ERROR, trial_error
from atlas.refresh.applying import apply
from atlas.refresh.asking import ask
from atlas.refresh.folder import Outcome, write_proposal
from atlas.refresh.ledger import fingerprint, read_tables
from atlas.refresh.lists import chosen_lists, load_lists
from atlas.refresh.page import proposal_page
from atlas.refresh.trying import try_again
from atlas.territories import load_geography
from atlas.vocabulary import Language

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("refresh")
@click.argument("lists", nargs=-1, metavar="[LIST]…")
@click.option("-o", "--output", type=_FOLDER, default=None, help="Folder to write: what would change.")
@click.option("--apply", "proposal", type=_FOLDER, default=None, help="Proposal to write into the tables.")
@click.option(
    "--tables",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=settings.INITIATIVES_FOLDER,
    show_default=True,
    help="Folder of the curated tables and of sources.toml.",
)
@click.option("--again", is_flag=True, help="Compare an edition that the tables hold already.")
@click.option("--shrunk", is_flag=True, help="Take a list that lost more than a fifth of its rows.")
@language_option("Of the page.")
@click.option("--json", "as_json", is_flag=True, help="Print what came of each list as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    lists: tuple[str, ...],
    output: Path | None,
    proposal: Path | None,
    folder: Path,
    again: bool,
    shrunk: bool,
    language: Language,
    as_json: bool,
) -> None:
    """Fetch LISTs of sources.toml again and say what they would change; all of them by default.

    The tables change with --apply alone. Exit status 1 where a list could not be had.
    """
    if (output is None) == (proposal is None) or (proposal and lists):
        msg = "give -o PROPOSAL to make one, or --apply PROPOSAL to carry one out as a whole"
        raise click.UsageError(msg)
    if proposal:
        geography = load_geography()
        told = apply(proposal, folder, geography)
        kinds = {key: one.type for key, one in load_lists(folder).items()}
        tried = try_again(folder, geography, [kinds[entry["id"]] for entry in told])
        told = [entry | {"blank_error": _error(tried, kinds[entry["id"]])} for entry in told]
        click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(map(_applied, told)))
        return
    assert output is not None  # noqa: S101 - one of both is given
    chosen = chosen_lists(load_lists(folder), lists)
    before = fingerprint(folder)
    outcomes = ask(chosen, read_tables(folder), load_geography(), output, again=again, shrunk=shrunk)
    write_proposal(output, outcomes, before, proposal_page(outcomes, language))
    heads = [each.head() for each in outcomes]
    click.echo(json.dumps(heads, ensure_ascii=False) if as_json else "\n".join(map(_told, outcomes)))
    if not as_json and any(each.state == "read" for each in outcomes):
        click.echo(f"Read {output / 'page.html'}; atlas refresh --apply {output} writes it into the tables.")
    ctx.exit(1 if any(each.state == "refused" for each in outcomes) else 0)


def _told(outcome: Outcome) -> str:
    head = outcome.head()
    name = outcome.listing.id
    if outcome.state == "refused":
        return f"{name}: {outcome.why}"
    if outcome.state == "unchanged":
        return f"{name}: unchanged{outcome.why and f'; {outcome.why}'}"
    return f"{name}: edition of {head['edition']}, {head['rows_in']:,} rows, {_counted(head)}"


def _error(tried: pd.DataFrame, kind: str) -> float | None:
    """Return how far the chance of a true blank is from the truth at bassin de vie, if the list is whole."""
    error = trial_error(kind, "bassin_de_vie", "seat", tried) if len(tried) else float("nan")
    return None if math.isnan(error) else error


def _applied(entry: dict[str, Any]) -> str:
    said = f"{entry['id']}: edition of {entry['edition']}, checked {entry['checked']}, {_counted(entry)}"
    error = entry["blank_error"]
    if error is None:
        return said
    kept = "under" if error < MOST_ERROR else "not under"
    return f"{said}; whole, chance of a true blank off by {error:.3f} on hidden rows, {kept} {MOST_ERROR}"


def _counted(head: dict[str, Any]) -> str:
    counts = ("new", "changed", "kept", "gone", "unsure")
    return ", ".join(f"{head[key]:,} {'kept by hand' if key == 'kept' else key}" for key in counts)
