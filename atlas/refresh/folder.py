"""A proposal as a folder: files for machines and people, and one page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pandas as pd

from atlas.errors import FileFaultError
from atlas.files import check_folder, write_folder
from atlas.refresh.editions import Edition
from atlas.refresh.ledger import csv_text
from atlas.refresh.lists import Listing
from atlas.refresh.proposal import CHANGED, GONE, NEW, ROWS, UNSURE, Proposal, joined

HEAD = "proposal.json"
PAGE = "page.html"
_TABLES = {"rows": ROWS, "new": NEW, "changed": CHANGED, "gone": GONE, "unsure": UNSURE}


@dataclass(frozen=True, eq=False, kw_only=True)
class Outcome:
    """What came of one list.

    Attributes
    ----------
    state
        `read`; `unchanged`, where the tables hold its newest edition; `refused`, with a sentence in `why`.
    left, twice
        Rows without an id or a name, and ids that several rows bear: neither is taken over.
    """

    listing: Listing
    state: Literal["read", "unchanged", "refused"]
    why: str = ""
    edition: Edition | None = None
    count: int = 0
    left: int = 0
    twice: tuple[str, ...] = ()
    proposal: Proposal | None = None

    def head(self) -> dict[str, Any]:
        """Return what the head of a proposal says of the list."""
        told: dict[str, Any] = {"id": self.listing.id, "state": self.state, "why": self.why}
        if self.edition is None or self.proposal is None:
            return told
        parts = self.proposal
        outcomes = parts.changed["outcome"]
        return told | {
            "file": self.edition.name,
            "edition": self.edition.date,
            **self.edition.told,
            "rows_in": self.count,
            "left": self.left + len(self.twice),
            "new": len(parts.new),
            "changed": int(outcomes.eq("set").sum()),
            "kept": int(outcomes.eq("kept").sum()),
            "gone": len(parts.gone),
            "unsure": int(parts.unsure["producer_id"].nunique()),
        }


class Kept(NamedTuple):
    """A proposal that was read from its folder."""

    head: dict[str, Any]
    proposal: Proposal


def write_proposal(folder: Path, outcomes: Sequence[Outcome], tables: str, page: str) -> None:
    """Write a proposal; one that was made there before is replaced.

    Parameters
    ----------
    tables
        `atlas.refresh.ledger.fingerprint` of the tables that it was made for.
    page
        The same as HTML.
    """
    check_folder(folder, _own_files(folder))
    head = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "tables": tables,
        "lists": [each.head() for each in outcomes],
    }
    whole = joined([each.proposal for each in outcomes if each.proposal is not None])
    contents = {f"{name}.csv": csv_text(table) for name, table in zip(_TABLES, whole, strict=True)}
    contents |= {HEAD: json.dumps(head, ensure_ascii=False, indent=1) + "\n", PAGE: page}
    fetched = {
        _file(each.listing.id): each.edition.content
        for each in outcomes
        if each.edition is not None and each.state == "read"
    }
    write_folder(folder, {name: text.encode() for name, text in contents.items()} | fetched)


def _file(listing: str) -> str:
    return f"{listing}.fetched"


def _own_files(folder: Path) -> list[str]:
    lists = [path.name for path in folder.glob("*.fetched")] if (folder / HEAD).exists() else []
    return [HEAD, PAGE, *(f"{name}.csv" for name in _TABLES), *lists]


def read_proposal(folder: Path) -> Kept:
    """Read a proposal that `write_proposal` wrote, as people may have corrected it."""
    head = _head(folder)
    tables = []
    for name, columns in _TABLES.items():
        path = folder / f"{name}.csv"
        try:
            table = pd.read_csv(path, dtype=str, keep_default_na=False)
        except (OSError, ValueError) as error:
            msg = f"{path} cannot be read as CSV: make the proposal again with atlas refresh"
            raise FileFaultError(msg) from error
        absent = [column for column in columns if column not in table.columns]
        if absent:
            msg = f"{path} has no column {absent[0]!r}: make the proposal again with atlas refresh"
            raise FileFaultError(msg)
        tables.append(table[list(columns)])
    return Kept(head, Proposal(*tables))


def _head(folder: Path) -> dict[str, Any]:
    path = folder / HEAD
    try:
        head = json.loads(path.read_bytes())
        if (
            isinstance(head["tables"], str)
            and isinstance(head["made"], str)
            and all(map(_sound, head["lists"]))
        ):
            return dict(head)
    except (OSError, ValueError, TypeError, KeyError):
        pass
    msg = f"{folder} holds no proposal: make one with atlas refresh -o {folder}"
    raise FileFaultError(msg)


def _sound(told: dict[str, Any]) -> bool:
    """Check what a head says of one list."""
    texts = ["id", "state", *(["file", "edition", "sha256"] if told["state"] == "read" else [])]
    counted = told["state"] != "read" or isinstance(told["rows_in"], int)
    return counted and all(isinstance(told[key], str) for key in texts) and told["id"].isidentifier()


def earlier_editions(folder: Path) -> dict[str, Edition]:
    """Return the editions that a proposal in this folder holds, not to be fetched again."""
    if not (folder / HEAD).exists():
        return {}
    found = {}
    for each in _head(folder)["lists"]:
        path = folder / _file(each["id"])
        if each["state"] == "read" and path.exists():
            told = {
                key: each[key] for key in ("sha256", "checksum", "etag", "modified", "licence") if key in each
            }
            found[each["id"]] = Edition(path.read_bytes(), each["file"], each["edition"], told)
    return found
