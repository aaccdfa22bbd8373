"""What rows of either kind have in common before they are funding or initiatives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from atlas.readers.cells.amounts import Marks
from atlas.readers.told.details import Told

WHOLE_ROW = "same_row"


@dataclass(frozen=True)
class Source:
    """The file and what is known beside it.

    Attributes
    ----------
    told
        What is told of its rows.
    marks
        What commas and points are in its amounts, where that is known.
    known
        Initiatives that count already, see `atlas.readers.rows.known.find_pairs`, or lines of funding by
        their id; None where all are new.
    origin
        See `atlas.readers.model.raw.Raw`.
    decided
        Line -> what the reader decided of its pair.
    """

    name: str
    digest: str
    told: Told
    marks: Marks = field(default_factory=Marks)
    known: pd.DataFrame | None = None
    origin: pd.DataFrame | None = None
    decided: Mapping[object, str] = field(default_factory=dict)

    def places(self, index: pd.Index) -> pd.Series:
        """Return which line of the file each row is, in words."""
        lines = pd.Series(index, index=index) if self.origin is None else self.origin["line"].reindex(index)
        told = "ligne " + lines.astype("str")
        if self.origin is not None and "sheet" in self.origin:
            told = "feuille " + self.origin["sheet"].reindex(index) + ", " + told
        return (self.name or "fichier importé") + ", " + told


def blank_rows(placed: pd.DataFrame) -> pd.DataFrame:
    """Begin the ledger of placed rows, all accepted, see `atlas.readers.rows.ledger.make_ledger`."""
    rows = placed[["located_by", "problem", "candidates"]].copy()
    rows["outcome"] = "accepted"
    rows["reason"] = pd.Series(None, index=rows.index, dtype="str")
    rows["amount_before"] = rows["amount_after"] = pd.Series(pd.NA, index=rows.index, dtype="Int64")
    return rows
