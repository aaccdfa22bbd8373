"""An uploaded table as initiatives or funding of the atlas, with a ledger of every line."""

from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.readers.cells.amounts import Marks, read_amounts
from atlas.readers.cells.currencies import unit_of
from atlas.readers.cells.shapes import with_shapes
from atlas.readers.cells.values import as_text
from atlas.readers.columns.recognition import amount_notes, names_role
from atlas.readers.files.raw import Raw
from atlas.readers.model.mapping import Kind, Mapping
from atlas.readers.places.placing import place_rows
from atlas.readers.places.points import Point, shared_points
from atlas.readers.rows.funding import funding_rows
from atlas.readers.rows.grants import Grants
from atlas.readers.rows.initiatives import initiative_rows
from atlas.readers.rows.ledger import make_ledger, rejected_rows
from atlas.readers.rows.source import WHOLE_ROW, Source
from atlas.readers.told.flags import doubts, joined, repeated_identifiers
from atlas.readers.told.refusals import FileRefusedError
from atlas.readers.told.warnings import Matter, count_matters, matters
from atlas.territories import Geography, load_geography
from atlas.vocabulary import Language

# Of a cell that a refusal names.
_SHOWN = 40


@dataclass(frozen=True, eq=False)
class Import:
    """Rows of a file, made into rows of the atlas.

    Attributes
    ----------
    table
        The accepted rows. Kind `initiatives`: columns of `atlas.tables.INITIATIVES`, indexed by `id`. Kind
        `funding`: columns of `atlas.readers.Grants.table` and `beneficiary`, `funder`, `funder_level`,
        `nature`, `purpose` (codes), `year_start`, `year_end` (Int64), `initiative_id` (missing where the row
        names none), indexed by `line`.
    ledger
        See `atlas.readers.rows.ledger.make_ledger`: every line of the file.
    rejected
        See `atlas.readers.rows.ledger.rejected_rows`.
    """

    kind: Kind
    name: str
    digest: str
    mapping: Mapping
    table: pd.DataFrame
    ledger: pd.DataFrame
    rejected: pd.DataFrame
    matters: tuple[Matter, ...]

    def summary(self, language: Language = "fr") -> dict[str, Any]:
        """Count what became of the rows."""
        outcome = self.ledger["outcome"].value_counts()
        accepted = self.ledger[self.ledger["outcome"].eq("accepted")]
        located = int(accepted["located_by"].notna().sum())
        amounts = accepted["amount_after"].dropna()
        return {
            "read": len(self.ledger),
            "accepted": len(accepted),
            "located": located,
            "not_located": len(accepted) - located,
            "rejected": int(outcome.get("rejected", 0)),
            "duplicates": int(self.ledger["reason"].eq(WHOLE_ROW).sum()),
            "total_eur": int(amounts.sum()) / 100 if len(amounts) else None,
            "warnings": [matter.record(language) for matter in self.matters],
        }

    def grants(self) -> Grants:
        """Return accepted funding as the grants that the page of money lays over the territories."""
        return Grants(
            table=self.table,
            layout=self.mapping.layout,
            sheet=self.mapping.sheet,
            sheets=(),
            amount=self.mapping.columns.get("amount", ""),
            columns=dict(self.mapping.columns),
            digest=self.digest,
        )


@dataclass(frozen=True, eq=False)
class Seen:
    """What a file's earlier parts held, for whoever reads it part by part.

    Attributes
    ----------
    rows
        64-bit hashes of the rows met so far, an array per part.
    shared
        Points of the whole file that are no addresses, see `atlas.readers.places.placing.shared_points`.
    marks
        What commas and points are in its columns; found in the table itself where None.
    known
        Initiatives that count already, see `atlas.readers.rows.known.find_known`; None where all are new.
    """

    rows: list[NDArray[np.uint64]]
    shared: Table[Point, int]
    identifiers: set[str] = field(default_factory=set)
    marks: Table[str, Marks] | None = None
    known: pd.DataFrame | None = None


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
    one initiative: it is left out. A SIREN or SIRET never places a row.
    """
    mapping.check(raw.cells.columns)
    raw = with_shapes(raw, mapping)
    geography = geography or load_geography()
    _check_needed(raw, mapping)
    seen = seen or Seen(rows=[], shared=shared_points(raw, mapping), known=known)
    texts = raw.cells.map(as_text)
    repeated = _repeated(texts, seen.rows)
    placed = place_rows(raw, mapping, geography, shared=seen.shared)
    make = funding_rows if mapping.kind == "funding" else initiative_rows
    marks = None if seen.marks is None else seen.marks.get(mapping.columns.get("amount", ""), Marks())
    table, rows = make(texts, mapping, placed, repeated, Source(name, raw.digest, marks, seen.known))
    again = _again(texts, mapping, seen.identifiers)
    unreadable = rows["reason"].eq("unreadable").fillna(value=False)
    cents = rows["amount_before"].mask(unreadable, 0) if mapping.kind == "funding" else None
    flags, details = doubts(texts, mapping, placed["organisations"], again, cents)
    rows["flags"], rows["details"] = flags, joined(rows["details"], details)
    ledger = make_ledger(raw, rows)
    return Import(
        kind=mapping.kind,
        name=name,
        digest=raw.digest,
        mapping=mapping,
        table=table,
        ledger=ledger,
        rejected=rejected_rows(raw, ledger),
        matters=matters(
            count_matters(ledger), [*raw.notes, *amount_notes(raw, mapping)], points=len(seen.shared)
        ),
    )


def _check_needed(raw: Raw, mapping: Mapping) -> None:
    """Refuse a table without a column that its kind cannot do without, or of money that is not counted."""
    fault = "no_name"
    if mapping.kind == "initiatives" and "name" not in mapping.columns:
        raise FileRefusedError(fault)
    if mapping.kind == "funding":
        check_amounts(raw, mapping)


def check_amounts(raw: Raw, mapping: Mapping) -> None:
    """Refuse a table whose amounts cannot be told, or are in a currency that no law converts to euros."""
    if "amount" not in mapping.columns:
        fault, values = _without_amounts(raw)
        raise FileRefusedError(fault, **values)
    unit = unit_of(mapping.columns["amount"])
    if not unit.euros:
        fault = "other_currency"
        raise FileRefusedError(fault, column=mapping.columns["amount"], currency=unit.currency)


def _without_amounts(raw: Raw) -> tuple[str, dict[str, str]]:
    """Return why no column has amounts: none is called so, or the cells of the one that is cannot be read."""
    for header in map(str, raw.cells.columns):
        cells = raw.cells[header].map(as_text).str.strip()
        unread = (
            cells[read_amounts(cells).problem.eq("unreadable")] if names_role("amount", header) else cells[:0]
        )
        if len(unread):
            return "amount_unreadable", {
                "column": header,
                "text": unread.iloc[0][:_SHOWN],
                "line": str(unread.index[0]),
            }
    return "no_amount", {}


def _repeated(texts: pd.DataFrame, seen: list[NDArray[np.uint64]]) -> "pd.Series[bool]":
    """Find the rows that stand in the file already, and remember all of them."""
    hashes = pd.util.hash_pandas_object(texts, index=False)
    again = hashes.duplicated()
    if seen:
        again |= np.isin(hashes.to_numpy(), np.concatenate(seen))
    own: NDArray[np.uint64] = np.asarray(hashes, dtype=np.uint64)
    seen.append(own)
    return again.set_axis(texts.index)


def _again(texts: pd.DataFrame, mapping: Mapping, seen: set[str]) -> "pd.Series[bool]":
    """Find the rows whose identifier an earlier row has, and remember all of them."""
    if "identifier" not in mapping.columns:
        return pd.Series(data=False, index=texts.index)
    identifiers = texts[mapping.columns["identifier"]]
    again = repeated_identifiers(identifiers) | identifiers.isin(seen)
    seen.update(identifiers[identifiers.ne("")].unique())
    return again
