"""Rows and identifiers that the file has had before."""

from collections.abc import Mapping as Table
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.readers.cells.amounts import Marks
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.rows.doubts import repeated_identifiers


@dataclass(frozen=True, eq=False)
class Seen:
    """What a file's earlier parts held, for whoever reads it part by part.

    Attributes
    ----------
    rows, lines
        64-bit hashes of the rows met so far, an array per part; and their index, see `Raw.origin`.
    shared
        Points of the whole file that are no addresses, see `atlas.readers.places.placing.shared_points`.
    marks
        What commas and points are in its columns; found in the table itself where None.
    known
        What counts already, see `atlas.readers.rows.source.Source`; None where all is new.
    """

    rows: list[NDArray[np.uint64]]
    shared: Table[tuple[float, float], int]
    identifiers: set[str] = field(default_factory=set)
    marks: Table[str, Marks] | None = None
    known: pd.DataFrame | None = None
    lines: list[pd.Index] = field(default_factory=list)


def repeated_rows(texts: pd.DataFrame, seen: Seen) -> "pd.Series[bool]":
    """Find the rows that stand in the file already, and remember all of them."""
    hashes = pd.util.hash_pandas_object(texts, index=False)
    again = hashes.duplicated()
    if seen.rows:
        again |= np.isin(hashes.to_numpy(), np.concatenate(seen.rows))
    own: NDArray[np.uint64] = np.asarray(hashes, dtype=np.uint64)
    seen.rows.append(own)
    seen.lines.append(texts.index)
    return again.set_axis(texts.index)


def again(raw: Raw, mapping: Mapping, seen: set[str]) -> "pd.Series[bool]":
    """Find the rows whose identifier an earlier row has, and remember all of them."""
    if "identifier" not in mapping.columns:
        return pd.Series(data=False, index=raw.cells.index)
    identifiers = raw.cells[mapping.columns["identifier"]]
    if raw.origin is not None:
        # Each sheet may number its own rows.
        sheets = raw.origin["sheet"].reindex(identifiers.index)
        identifiers = identifiers.mask(identifiers.ne(""), sheets + " " + identifiers)
    again = repeated_identifiers(identifiers) | identifiers.isin(seen)
    seen.update(identifiers[identifiers.ne("")].unique())
    return again
