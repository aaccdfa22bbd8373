"""How old each list is that the atlas follows, and when a newer one is to be looked for."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from atlas import settings
from atlas.errors import FileFaultError
from atlas.refresh.ledger import IDS, read_lineage
from atlas.refresh.lists import Listing, load_lists


class Followed(NamedTuple):
    """A list and what the atlas holds of it.

    Attributes
    ----------
    edition
        Date of the edition; None where none was taken over.
    rows
        How many rows that edition has; None where that is not known.
    tied
        How many of its rows are tied to an initiative by the producer's id.
    check
        When a newer edition is to be looked for; None where no edition was taken over: now.
    """

    listing: Listing
    licence: str
    edition: date | None
    rows: int | None
    tied: int
    check: date | None

    def is_late(self, today: date) -> bool:
        """Check whether a newer edition should have been looked for."""
        return self.check is None or self.check < today


def followed_lists(folder: Path | None = None) -> list[Followed]:
    """Return the lists that a folder of curated tables declares, as its lineage and its ids tell."""
    folder = folder or settings.INITIATIVES_FOLDER
    lineage, tied = read_lineage(folder), _tied(folder)
    found = []
    for one in load_lists(folder).values():
        told = lineage.get(one.id, {})
        edition = _day(told.get("edition", "")) or one.edition
        checked = _day(told.get("checked", "")) or one.edition
        found.append(
            Followed(
                one,
                one.licence or str(told.get("licence", "")),
                edition,
                told.get("rows_in", one.rows),
                tied.get(one.id, 0),
                checked and months_later(checked, one.every_months),
            )
        )
    return found


def months_later(day: date, months: int) -> date:
    """Return the day some months later, the last of its month where the month is shorter.

    Examples
    --------
    >>> months_later(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    return (pd.Timestamp(day) + pd.DateOffset(months=months)).date()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        msg = f"lineage.json of the lists holds {text!r} where a date belongs: bring back what was there"
        raise FileFaultError(msg) from error


def _tied(folder: Path) -> dict[str, int]:
    """Count the rows of each list that are tied to an initiative."""
    path = folder / IDS
    if not path.exists():
        return {}
    ids = pd.read_csv(path, dtype=str, keep_default_na=False, usecols=["list", "until"])
    return {str(one): int(n) for one, n in ids.loc[ids["until"].eq(""), "list"].value_counts().items()}
