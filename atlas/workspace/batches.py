"""Batches of imported rows and of perimeters, whatever keeps them."""

import re
from typing import Literal, NamedTuple

from atlas.readers.model.mapping import Kind
from atlas.tables import INITIATIVES

BatchKind = Kind | Literal["perimeters"]

# Columns of each kind's rows and their types in SQL; what an import has more than that is not kept.
TEXT, INTEGER, REAL = "TEXT", "BIGINT", "DOUBLE PRECISION"
COLUMNS: dict[BatchKind, dict[str, str]] = {
    "initiatives": {
        column.name: {"year": INTEGER, "integer": INTEGER, "number": REAL}.get(column.kind, TEXT)
        for column in INITIATIVES.columns
    },
    "funding": {
        "line": INTEGER,
        **dict.fromkeys(("identifier", "title", "programme", "beneficiary", "funder", "initiative_id"), TEXT),
        "cents": INTEGER,
        **dict.fromkeys(("commune", "bassin_de_vie", "epci", "departement", "region"), TEXT),
        **dict.fromkeys(("located_by", "problem", "candidates", "placed", "amount_problem"), TEXT),
        **dict.fromkeys(("funder_level", "nature", "purpose"), TEXT),
        "year_start": INTEGER,
        "year_end": INTEGER,
    },
    # A row for each commune of each perimeter.
    "perimeters": dict.fromkeys(("code", "name", "commune"), TEXT),
}
# Of the table of batches: columns that a workspace lacks which an earlier atlas began. It gains them when
# something is next written; an earlier atlas goes on reading and writing it, without them.
SINCE = ("imported_by", "undone_by")
KEYS: dict[BatchKind, str] = {"initiatives": "id", "funding": "line", "perimeters": "code"}
KINDS = tuple(COLUMNS)

# What a store says of itself, so that whoever opens it knows whether it can read it. It says the second once
# perimeters were kept: an earlier atlas, which would leave them out, refuses it.
OURS = "atlas workspace "
MARK, WITH_PERIMETERS = MARKS = (f"{OURS}1", f"{OURS}2")
# PostgreSQL cannot hold the first, UTF-8 not the others (the name of a file may have them).
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """Return a text as every store can hold it: what it cannot becomes U+FFFD, the mark of loss."""
    return text if text.isprintable() else _UNSTORABLE.sub("\ufffd", text)


class Batch(NamedTuple):
    """One import that was kept.

    Attributes
    ----------
    undone
        When it was taken back; None while its rows count.
    imported_by, undone_by
        Who added it and who took it back; None where nobody noted it, as before November 2026.
    """

    id: int
    name: str
    kind: BatchKind
    imported: str
    source: str
    digest: str
    rows: int
    total_cents: int | None
    undone: str | None = None
    imported_by: str | None = None
    undone_by: str | None = None
