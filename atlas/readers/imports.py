"""The order of the stages: files, table, columns, places, rows.

`read_raw` makes a table of a file; `atlas.readers.columns.recognition.recognise` or a person says what its
columns are; `import_rows` places its rows and makes them initiatives or funding, with a ledger of every line.
`large` and `parts` take the same stages part by part.
"""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from atlas.readers.cells.amounts import Marks
from atlas.readers.cells.crs import to_degrees
from atlas.readers.cells.values import as_texts
from atlas.readers.columns.needed import check_needed
from atlas.readers.corrections import corrected, tell_corrections
from atlas.readers.extra import unused, with_kept
from atlas.readers.files.limits import Limits
from atlas.readers.files.opening import Opened, open_content, read_content
from atlas.readers.model.grid import Grid
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.places.placing import place_rows
from atlas.readers.places.points import read_points, shared_points, told_systems
from atlas.readers.places.shapes import with_shapes
from atlas.readers.rows.doubts import flag_doubts
from atlas.readers.rows.funding import funding_rows
from atlas.readers.rows.imported import Import
from atlas.readers.rows.initiatives import initiative_rows
from atlas.readers.rows.ledger import begin_told, in_file, make_ledger, rejected_rows
from atlas.readers.rows.repeated import Seen, again, repeated_rows
from atlas.readers.rows.source import Source
from atlas.readers.table.tabular import table_of, tabulate
from atlas.readers.told.warnings import count_matters, matters
from atlas.readers.unfolding import columns_told, unfold
from atlas.territories import Geography, load_geography


def read_raw(
    source: Path | BinaryIO, *, name: str = "", sheet: str | None = None, limits: Limits | None = None
) -> Raw:
    """Read one table of a file."""
    limits = limits or Limits()
    content = read_content(source, name=name, limits=limits)
    with _without_collection():
        opened = open_content(content, sheet=sheet, limits=limits)
        return make_raw(opened, digest=hashlib.sha256(content).hexdigest())


def make_raw(opened: Opened, *, digest: str) -> Raw:
    """Make a table of what a file holds."""
    content = opened.content
    geometry = None if isinstance(content, Grid) else to_degrees(content)
    table = tabulate(content) if isinstance(content, Grid) else table_of(content)
    return Raw(
        cells=table.cells,
        geometry=geometry,
        format=opened.format,
        sheet=opened.sheet,
        sheets=opened.sheets,
        repaired=table.repaired,
        refused=table.refused,
        notes=(*opened.notes, *table.notes),
        digest=digest,
        problems={} if isinstance(content, Grid) else content.problems,
    )


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the collector from walking through millions of cells, none of which is in a cycle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def as_told(raw: Raw, mapping: Mapping) -> Raw:
    """Return a table as texts, with the geometries of the column that has some."""
    return with_shapes(replace(raw, cells=as_texts(raw.cells)), mapping)


def import_rows(  # noqa: PLR0913 - each is one choice of the caller
    raw: Raw,
    mapping: Mapping,
    *,
    name: str = "",
    geography: Geography | None = None,
    seen: Seen | None = None,
    known: pd.DataFrame | None = None,
) -> Import:
    """Make the rows of a table into rows of the atlas.

    Notes
    -----
    An identical row of funding may be another payment: it is kept and reported. An identical initiative is
    one initiative: it is left out. Of the SIREN or SIRET only those of communes and EPCI place a row.
    """
    mapping.check(raw.cells.columns)
    given, asked = replace(raw, cells=as_texts(raw.cells)), mapping
    raw, mapping, decided, written = corrected(given, asked)
    raw = with_shapes(raw, mapping)
    geography = geography or load_geography()
    check_needed(raw, mapping)
    points = read_points(raw, mapping)
    seen = seen or Seen(rows=[], shared=shared_points(raw, mapping, points), known=known)
    met = again(raw, mapping, seen.identifiers)
    notes, unread = [*raw.notes, *columns_told(raw, mapping)], tuple(unused(given, asked))
    lines, abreast = raw.cells.index, mapping.abreast()
    if abreast:
        given, mapping = unfold(raw, mapping)
        raw, lines = given, given.cells.index // len(abreast)
        points = points.of_rows(lines, raw.cells.index)
        met = met.reindex(lines).set_axis(raw.cells.index)
    repeated = repeated_rows(raw.cells, seen)
    told = begin_told(raw)
    placed = place_rows(raw, mapping, geography, points=points, shared=seen.shared, told=told)
    notes += told_systems(placed, points, mapping)
    make = funding_rows if mapping.kind == "funding" else initiative_rows
    amounts = abreast or [asked.columns.get("amount", "")]
    marks = None
    if seen.marks is not None:
        marks = Marks.of_all(seen.marks[each] for each in amounts if each in seen.marks)
    source = Source(name, raw.digest, told, marks, seen.known, raw.origin, decided)
    table, rows = make(raw, mapping, placed, repeated, source)
    table = with_kept(table, raw.cells[rows["outcome"].eq("accepted")], mapping.kept)
    tell_corrections(told, lines, written)
    flag_doubts(raw, mapping, rows, placed, told)
    told.flag(met, "repeated")
    ledger = make_ledger(raw, rows, told)
    rejected = rejected_rows(given, ledger)
    if raw.origin is not None:
        ledger, rejected, table = (in_file(each, raw.origin) for each in (ledger, rejected, table))
    return Import(
        kind=mapping.kind,
        name=name,
        digest=raw.digest,
        mapping=asked,
        table=table,
        ledger=ledger,
        rejected=rejected,
        matters=matters(count_matters(ledger), notes, points=len(seen.shared)),
        pairs=rows.reindex(columns=["pair", "pair_score"]).dropna(how="all"),
        unused=unread,
    )
