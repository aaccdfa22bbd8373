"""Imports of files that do not fit in memory: the same rows as `import_rows` makes, written as they come."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from atlas.errors import FileFaultError, RepeatedBatchError
from atlas.files import Staged, check_target, staged
from atlas.readers.cells.values import as_texts
from atlas.readers.imports import as_told, import_rows
from atlas.readers.model.mapping import Mapping
from atlas.readers.parts import PART_BYTES, LargeParquet, LargeText, Part
from atlas.readers.places.points import Point, crowded_points, named_points, read_points
from atlas.readers.rows.repeated import Seen
from atlas.readers.told.notes import Note
from atlas.readers.told.sentences import told_ledger
from atlas.readers.told.warnings import TOLD_NOTES, count_matters, matters
from atlas.readers.unfolding import columns_told
from atlas.streams.engines import Engine, here
from atlas.streams.hashes import Hashes, Memory
from atlas.territories import load_geography
from atlas.vocabulary import Language


class Targets(NamedTuple):
    """Files to write: accepted rows, and where they are wanted the ledger and the rejected rows."""

    table: Path | None = None
    ledger: Path | None = None
    rejected: Path | None = None


class Piece(NamedTuple):
    """What some rows became, and what later rows are compared with."""

    size: int
    table: pd.DataFrame
    ledger: pd.DataFrame
    rejected: pd.DataFrame
    lines: pd.Index
    rows: Hashes
    identifiers: pd.Series
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class ImportWork:
    """What to do with each part of a file; small, so that it can be sent to another machine."""

    large: LargeText | LargeParquet
    mapping: Mapping
    name: str
    millesime: str
    shared: dict[Point, int] = field(default_factory=dict)
    known: pd.DataFrame | None = None

    def points(self, part: Part) -> Iterator[tuple[int, pd.DataFrame | None]]:
        """Count the rows of a part and list its points."""
        for raw in self.large.read(part):
            texts = as_told(raw, self.mapping)
            yield len(raw.cells), named_points(texts, self.mapping, read_points(texts, self.mapping))

    def pieces(self, part: Part) -> Iterator[Piece]:
        """Import the rows of a part."""
        millesime = load_geography().millesime
        if millesime != self.millesime:
            msg = (
                f"a worker has the geography of {millesime}, not {self.millesime}: give it the same data/geo"
            )
            raise FileFaultError(msg)
        for read in self.large.read(part):
            raw = replace(read, cells=as_texts(read.cells))
            seen = Seen(rows=[], shared=self.shared, marks=self.large.marks, known=self.known)
            made = import_rows(raw, self.mapping, name=self.name, seen=seen)
            size = len(raw.cells) if isinstance(self.large, LargeParquet) else part.stop - part.start
            yield Piece(
                size,
                made.table,
                made.ledger,
                made.rejected,
                seen.lines[0],
                seen.rows[0],
                _identifiers(raw.cells, self.mapping),
                (*(note for note in raw.notes if note.key in TOLD_NOTES), *columns_told(raw, self.mapping)),
            )


def _identifiers(cells: pd.DataFrame, mapping: Mapping) -> pd.Series:
    """Hash the identifiers of rows that have one."""
    if "identifier" not in mapping.columns:
        return pd.Series(dtype="uint64")
    texts = cells[mapping.columns["identifier"]]
    return pd.util.hash_pandas_object(texts[texts != ""], index=False)


@dataclass
class _Account:
    """Sums over the pieces, and what the rows of later ones are compared with."""

    kind: str
    size: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    matters: Counter[str] = field(default_factory=Counter)
    notes: dict[str, Note] = field(default_factory=dict)
    rows: Memory = field(default_factory=Memory)
    identifiers: Memory = field(default_factory=Memory)

    def enter(self, piece: Piece) -> Piece:
        """Find rows that stood in an earlier piece, and count."""
        piece = self._flagged(self._without_repeated(piece))
        self.size += piece.size
        ledger = piece.ledger
        accepted = ledger[ledger["outcome"].eq("accepted")]
        self.counts["read"] += len(ledger)
        self.counts["accepted"] += len(accepted)
        self.counts["located"] += int(accepted["located_by"].notna().sum())
        self.counts["rejected"] += int(ledger["outcome"].eq("rejected").sum())
        self.counts["duplicates"] += int(ledger["reason"].eq("same_row").sum())
        self.counts["amounts"] += int(accepted["amount_after"].count())
        self.counts["cents"] += int(accepted["amount_after"].sum())
        self.matters += count_matters(ledger)
        self._note(piece)
        return piece

    def _flagged(self, piece: Piece) -> Piece:
        """Flag the rows whose identifier stood in an earlier piece."""
        hashes: Hashes = np.asarray(piece.identifiers, dtype=np.uint64)
        again = piece.identifiers[self.identifiers.meet(hashes)].index
        ledger = piece.ledger
        # Those that repeat one of their own piece are flagged already.
        flags = [
            (*keys, "repeated") if new and "repeated" not in keys else keys
            for new, keys in zip(ledger["line"].isin(again), ledger["flags"], strict=True)
        ]
        return piece._replace(ledger=ledger.assign(flags=pd.Series(flags, index=ledger.index, dtype=object)))

    def _without_repeated(self, piece: Piece) -> Piece:
        lines = piece.lines[self.rows.meet(piece.rows)]
        ledger = piece.ledger
        rows = ledger.index if "column" in ledger else ledger["line"]
        again = rows.isin(lines) & ledger["outcome"].eq("accepted")
        if not again.any():
            return piece
        ledger = ledger.assign(reason=ledger["reason"].mask(again, "same_row"))
        if self.kind == "funding":
            return piece._replace(ledger=ledger)
        ledger["outcome"] = ledger["outcome"].mask(again, "duplicate")
        numbers = piece.table.index.str.rpartition("_").get_level_values(2).astype("int64")
        return piece._replace(ledger=ledger, table=piece.table[~numbers.isin(ledger.loc[again, "line"])])

    def _note(self, piece: Piece) -> None:
        for note in piece.notes:
            self.notes[note.key] = self.notes[note.key].plus(note) if note.key in self.notes else note
        if "abreast_total_differs" in self.notes:
            self.notes.pop("abreast_total", None)


def import_large(  # noqa: PLR0913 - each is one choice of the caller
    large: LargeText | LargeParquet,
    mapping: Mapping,
    targets: Targets,
    *,
    encode: Callable[[pd.DataFrame], bytes],
    engine: Engine[Any, Any] = here,
    keep: AbstractContextManager[Callable[[pd.DataFrame], object]] | None = None,
    progress: Callable[[int, int], object] = lambda _done, _size: None,
    language: Language = "fr",
    known: pd.DataFrame | None = None,
    unread: Sequence[str] = (),
    part_bytes: int = PART_BYTES,
) -> dict[str, Any]:
    """Import a file part by part.

    Notes
    -----
    A file is understood as when it is read at once, but for what needs all of it in memory: whether a column
    is typed, which decides on rows whose cells shifted, is judged by a part; what commas and points are in a
    column of amounts, and whether blanks mean the same as above, is judged by the file's first megabytes (in
    Parquet by a group of rows); a grand total is known by its name, its sum is not verified; fractions of a
    cent are rounded so that the sum of each part holds.
    """
    name, folder = large.path.name, load_geography().millesime
    work = ImportWork(large, mapping, name, folder, known=known)
    shared = _shared(work, engine, part_bytes)
    account = _Account(mapping.kind)
    # The files take their places when all rows are written, and the batch is kept after that.
    with staged() as files, keep or nullcontext() as kept:
        with ExitStack() as streams:
            writers = [_writer(streams, files, large.path, target, encode) for target in targets]
            for pieces in engine(replace(work, shared=shared).pieces, large.parts(part_bytes)):
                for piece in pieces:
                    entered = account.enter(piece)
                    tables = (entered.table, told_ledger(entered.ledger, language), entered.rejected)
                    for write, table in zip(writers, tables, strict=True):
                        write(table)
                    if kept:
                        kept(entered.table)
                    progress(account.size, large.size)
        counts = account.counts
        told = matters(account.matters, account.notes.values(), points=len(shared))
        if not counts["accepted"] and account.matters["duplicate.known"]:
            raise all_known(large.path, account.matters["duplicate.known"])
        if not counts["accepted"]:
            msg = (
                f"{large.path}: no row accepted of {counts['read']} read; see what its columns were taken for"
            )
            raise FileFaultError(msg)
        files.place()
    return {
        **{key: counts[key] for key in ("read", "accepted", "located")},
        "not_located": counts["accepted"] - counts["located"],
        **{key: counts[key] for key in ("rejected", "duplicates")},
        "total_eur": counts["cents"] / 100 if counts["amounts"] else None,
        "unused": list(unread),
        "warnings": [matter.record(language) for matter in told],
    }


def all_known(path: Path, rows: int) -> RepeatedBatchError:
    """Build the error of a file that has nothing new."""
    msg = f"{path}: the atlas or a kept batch has its {rows} rows already; --again keeps them once more."
    return RepeatedBatchError(msg)


def _shared(work: ImportWork, engine: Engine[Any, Any], part_bytes: int) -> dict[Point, int]:
    """Find the points of the whole file that are no addresses; it is read once more for that."""
    placed = {"lon", "x", "geometry"} & work.mapping.columns.keys()
    if not placed and isinstance(work.large, LargeText):
        return {}
    rows, found = 0, []
    for pieces in engine(work.points, work.large.parts(part_bytes)):
        for count, points in pieces:
            rows += count
            if points is not None:
                found.append(points)
    return crowded_points(pd.concat(found).drop_duplicates(), rows=rows) if found else {}


def _writer(
    streams: ExitStack,
    files: Staged,
    source: Path,
    target: Path | None,
    encode: Callable[[pd.DataFrame], bytes],
) -> Callable[[pd.DataFrame], None]:
    """Open a file to which tables are added, with one header."""
    if target is None:
        return lambda _table: None
    check_target(target, source)
    stream = streams.enter_context(files.opened(target))
    empty = True

    def write(table: pd.DataFrame) -> None:
        nonlocal empty
        content = encode(table)
        stream.write(content if empty else content[len(encode(table.iloc[:0])) :])
        empty = False

    return write
