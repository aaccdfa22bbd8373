"""The catalogue that a reader's pages work on: the curated one, their team's workspace, their own imports.

Imports live in the session's state and nowhere else: no other session reads them, and they go with it.
"""

import pickle
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import streamlit as st

from atlas import settings
from atlas.catalogue import Catalogue, enlarge, load_catalogue
from atlas.catalogue.own import NOTHING, Own, combined, imported
from atlas.errors import FileFaultError
from atlas.readers.model.mapping import Kind, Mapping
from atlas.readers.perimeters import Brought, perimeter_codes, told_apart
from atlas.readers.rows.imported import Import
from atlas.records import records
from atlas.ui import visit
from atlas.ui.own.visitor import rights, told
from atlas.ui.state import language
from atlas.words import html as markup
from atlas.words import say
from atlas.workspace import open_workspace

# What was kept, in the session's state, and the catalogue made of it, held by the visit.
_KEPT, _CATALOGUE, _SAVED, _DRAWN = "own_kept", "own_catalogue", "own_saved", "own_drawn"


class Kept(NamedTuple):
    """An import that the reader keeps in this session.

    Attributes
    ----------
    import_
        What was read, without any row.
    rows
        How many rows were accepted.
    table
        These rows, packed: while the tab is open, the visit's catalogue has them.
    content
        The file itself, packed, for whoever takes their work away; empty where it is too much to hold.
    sheet
        Which of its sheets was read.
    """

    number: int
    when: datetime
    import_: Import
    rows: int
    table: bytes
    content: bytes = b""
    sheet: str = ""

    def whole(self) -> Import:
        """Return what was read, with its accepted rows."""
        table = pickle.loads(zlib.decompress(self.table))  # noqa: S301 - `keep` made it, in this process
        return replace(self.import_, table=table)

    def unpacked(self) -> bytes:
        """Return the file as it was brought."""
        return zlib.decompress(self.content)


class Drawn(NamedTuple):
    """A file of perimeters that the reader keeps in this session; `content` is the file itself, packed."""

    number: int
    when: datetime
    brought: Brought
    content: bytes = b""

    def unpacked(self) -> bytes:
        """Return the file as it was brought."""
        return zlib.decompress(self.content)


def catalogue() -> Catalogue:
    """Return the catalogue that every page of this session works on."""
    curated, mine, ways = load_catalogue(), kept(), drawn()
    try:
        version = _version()
        team = _team(settings.WORKSPACE, version) if version else NOTHING
    except FileFaultError as error:
        st.warning(say("own_workspace_fault", language(), message=markup.plain(told(error, language()))))
        version, team = (), NOTHING
    held = visit.held()
    if not mine and not ways:
        held.pop(_CATALOGUE, None)
        return _enlarged(curated, settings.WORKSPACE, version) if version else curated
    made_of = (curated, version, *(one.number for one in mine), "|", *(one.number for one in ways))
    found: Catalogue
    made, found = held.get(_CATALOGUE, (None, curated))
    if made != made_of:
        own = [imported(one.whole(), f"s{one.number}") for one in mine]
        own += [imported(one.brought, f"p{one.number}") for one in _apart(curated, team, ways)]
        found = enlarge(curated, combined([team, *own]))
        held[_CATALOGUE] = made_of, found
    return found


def _apart(curated: Catalogue, team: Own, ways: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
    """Tell the reader's perimeters apart from those that their team has kept since."""
    taken = perimeter_codes(enlarge(curated, NOTHING._replace(perimeters=team.perimeters)).geography)
    found = []
    for one in ways:
        found.append(one._replace(brought=told_apart(one.brought, taken)))
        taken |= set(found[-1].brought.named.index)
    st.session_state[_DRAWN] = tuple(found)
    return drawn()


def batches() -> list[dict[str, Any]]:
    """List what the team keeps, see `atlas.workspace.Batch`; nothing where it cannot be read."""
    if not settings.WORKSPACE:
        return []
    try:
        if not rights().reads:
            return []
        table = open_workspace(settings.WORKSPACE).batches()
    except FileFaultError:
        return []  # `catalogue` says so
    return records(table[table["undone"].isna()])


def _version() -> tuple[object, ...]:
    """Return the state of the workspace; empty where the reader has none, or nothing was ever kept in it."""
    where = settings.WORKSPACE
    if not where or not rights().reads:
        return ()
    path = Path(where)
    # Another file may have taken the place of the one that was read.
    file = path.stat().st_ino if path.exists() else None
    version = open_workspace(where).version()
    return (file, *version) if any(version) else ()


# A workspace is the same for all sessions: one copy of it serves those who bring nothing of their own.
@lru_cache(maxsize=1)
def _team(where: str, version: tuple[object, ...]) -> Own:
    del version  # another state is another question
    return open_workspace(where).kept()


@lru_cache(maxsize=1)
def _enlarged(curated: Catalogue, where: str, version: tuple[object, ...]) -> Catalogue:
    return enlarge(curated, _team(where, version))


def kept() -> tuple[Kept, ...]:
    """List what the reader keeps in this session, the oldest first."""
    found: tuple[Kept, ...] = st.session_state.get(_KEPT, ())
    return found


def keep(import_: Import, content: bytes = b"", sheet: str = "") -> None:
    """Keep an import for this session, with the file that it was made of."""
    mine = kept()
    number = max((one.number for one in mine), default=0) + 1
    # The accepted rows are what other pages need; the ledger was there to be taken away.
    tables = ("table", "ledger", "rejected", "pairs")
    bare = replace(import_, **{name: getattr(import_, name).head(0).copy() for name in tables})
    rows = zlib.compress(pickle.dumps(import_.table), 1)
    one = Kept(
        number, datetime.now(tz=UTC), bare, len(import_.table), rows, content=_packed(content), sheet=sheet
    )
    st.session_state[_KEPT] = (*mine, one)


def drawn() -> tuple[Drawn, ...]:
    """List the files of perimeters that the reader keeps in this session, the oldest first."""
    found: tuple[Drawn, ...] = st.session_state.get(_DRAWN, ())
    return found


def draw(brought: Brought, content: bytes) -> None:
    """Keep perimeters for this session, with the file that they were made of."""
    ways = drawn()
    number = max((one.number for one in ways), default=0) + 1
    packed = _packed(content)
    st.session_state[_DRAWN] = (*ways, Drawn(number, datetime.now(tz=UTC), brought, packed))


def undraw(number: int) -> None:
    """Forget a file of perimeters."""
    st.session_state[_DRAWN] = tuple(one for one in drawn() if one.number != number)


def _packed(content: bytes) -> bytes:
    """Pack a file; nothing where the session would hold too much."""
    packed = zlib.compress(content, 1) if content else b""
    there = sum(len(one.content) for one in kept()) + sum(len(one.content) for one in drawn())
    return b"" if there + len(packed) > settings.MAX_UPLOAD_BYTES else packed


def _all() -> tuple[tuple[str, int], ...]:
    return (*(("rows", one.number) for one in kept()), *(("perimeters", one.number) for one in drawn()))


def mark_saved() -> None:
    """Remember that what is kept now was taken away as a file, or came from one."""
    st.session_state[_SAVED] = _all()


def unsaved() -> bool:
    """Check whether closing the tab would lose what was not taken away."""
    return not set(_all()) <= set(st.session_state.get(_SAVED, ()))


def rows() -> int:
    """Count the rows that the reader keeps in this session."""
    return sum(one.rows for one in kept())


def is_full(import_: Import) -> bool:
    """Check whether this session would keep more rows than one may with an import."""
    return rows() + len(import_.table) > settings.PAGE_MAX_KEPT_ROWS


def release() -> None:
    """Return the machine back what Arrow holds in reserve after a file was read."""
    pa.default_memory_pool().release_unused()


def has(import_: Import) -> bool:
    """Check whether the reader keeps the same rows of the same file already, corrected or not."""
    return any(_made_of(one.import_) == _made_of(import_) for one in kept())


def _made_of(import_: Import) -> tuple[str, Mapping]:
    return import_.digest, replace(import_.mapping, corrections={}, decisions={})


def known(kind: Kind, digest: str) -> pd.DataFrame | None:
    """List what the atlas, the team and this session have, of which no row is to be counted again.

    None for a file that is kept already: it is refused as a whole.
    """
    if any(one.import_.digest == digest for one in kept()) or any(
        one["digest"] == digest for one in batches()
    ):
        return None
    tables = catalogue().tables
    return tables.funding if kind == "funding" else tables.initiatives


def remove(number: int) -> None:
    """Forget an import."""
    st.session_state[_KEPT] = tuple(one for one in kept() if one.number != number)
