"""Ask for the newest edition of each list and say what it would change; one that fails leaves the others."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from atlas.errors import FileFaultError, MissingColumnError, UnknownChoiceError
from atlas.refresh.editions import Edition, find_edition, today
from atlas.refresh.folder import Outcome, earlier_editions
from atlas.refresh.ledger import Tables
from atlas.refresh.lists import Listing
from atlas.refresh.proposal import propose
from atlas.refresh.rows import FIELDS, read_rows
from atlas.territories import Geography

# A list that kept less than this share of its rows is taken for a broken file.
LEAST_KEPT = 0.8


def ask(  # noqa: PLR0913 - each is one choice of the caller
    lists: Iterable[Listing],
    tables: Tables,
    geography: Geography,
    folder: Path,
    *,
    again: bool = False,
    shrunk: bool = False,
    progress: Callable[[Listing], None] | None = None,
) -> list[Outcome]:
    """Say what the newest edition of each list would change.

    Parameters
    ----------
    folder
        Where an earlier proposal may lie, whose files are not fetched again.
    again
        Compare the edition that the tables hold too.
    shrunk
        Take a list that lost more than a fifth of its rows.
    """
    earlier = earlier_editions(folder)
    outcomes = []
    for one in lists:
        if progress:
            progress(one)
        try:
            outcome = _ask(one, tables, geography, earlier.get(one.id), again=again, shrunk=shrunk)
        except (FileFaultError, MissingColumnError, UnknownChoiceError) as error:
            outcome = Outcome(listing=one, state="refused", why=str(error))
        # What two lists would add both is one initiative.
        tables = _enlarged(tables, outcome)
        outcomes.append(outcome)
    return outcomes


def _ask(  # noqa: PLR0913
    one: Listing, tables: Tables, geography: Geography, earlier: Edition | None, *, again: bool, shrunk: bool
) -> Outcome:
    lineage = tables.lineage.get(one.id, {})
    known = earlier.told if earlier else {} if again else lineage
    edition = find_edition(one, known, today()) or earlier
    if edition is None or (edition.told["sha256"] == lineage.get("sha256") and not again):
        unsure = lineage.get("unsure", 0)
        why = f"{unsure:,} rows are still unsure: --again compares them once more" if unsure else ""
        return Outcome(listing=one, state="unchanged", why=why)
    read = read_rows(edition.content, edition.name, one, edition.date, geography)
    before = lineage.get("rows_in") or one.rows or 0
    if read.size < LEAST_KEPT * before and not shrunk:
        msg = (
            f"{edition.name} has {read.size:,} rows where there were {before:,}: look at it, and give "
            "--shrunk if it is whole"
        )
        raise FileFaultError(msg)
    return Outcome(
        listing=one,
        state="read",
        edition=edition,
        count=read.size,
        left=read.left,
        twice=read.twice,
        proposal=propose(one, read, edition.date, tables, geography),
    )


def _enlarged(tables: Tables, outcome: Outcome) -> Tables:
    """Add the initiatives that a list would add."""
    if outcome.proposal is None:
        return tables
    rows = outcome.proposal.rows[outcome.proposal.rows["match"].eq("new")].set_index("initiative_id")
    new = rows[list(FIELDS)].rename_axis("id")
    return tables._replace(initiatives=pd.concat([tables.initiatives, new]))
