"""Grants over territories: totals of every level, with a ledger of every row and euro."""

from dataclasses import dataclass, field

import pandas as pd

from atlas.errors import UnknownChoiceError
from atlas.vocabulary import AREA_LEVELS, LEVELS, PERIMETER, Label

# Where a row of the ledger stands: the finest territory that the file gives it.
PLACED: dict[str, Label] = {
    "commune": Label("Commune", "Commune"),
    "epci": Label("Intercommunalité seule", "Intercommunalité alone"),
    "departement": Label("Département seul", "Département alone"),
    "collectivite": Label("Collectivité d'outre-mer", "Overseas collectivity"),
    "none": Label("Non situé", "Not placed"),
}


@dataclass(frozen=True, eq=False)
class Grants:
    """Grants of one file, on the territories.

    Attributes
    ----------
    table
        One row per row of the file, indexed by its line: `identifier`, `title`, `programme` (missing where
        the file has no such column), `cents` (Int64), `commune, bassin_de_vie, epci, departement, region`
        (codes; missing where not known at that level), `placed` (key of `PLACED`), `located_by`, `problem`,
        `candidates` (see `atlas.locate`), `amount_problem` (key of `AMOUNT_PROBLEMS`).
    layout
        Key of `atlas.readers.columns.layouts.LAYOUTS`, or empty for a file that is none of them.
    sheet, sheets
        Name of the sheet read, and of all; empty for a CSV.
    """

    table: pd.DataFrame
    layout: str
    sheet: str
    sheets: tuple[str, ...]
    amount: str
    columns: dict[str, str]
    digest: str
    _totals: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    @property
    def total(self) -> int:
        """Sum of all readable amounts, in cents."""
        return int(self.table["cents"].sum())

    def totals(self, level: str) -> pd.DataFrame:
        """Add the grants up by territory."""
        if level not in AREA_LEVELS or level not in self.table:
            msg = f"Unknown level {level!r}: choose one of {', '.join(LEVELS)}."
            raise UnknownChoiceError(msg)
        if level not in self._totals:
            groups = self.table.dropna(subset=["cents", level]).groupby(level)["cents"]
            table = pd.DataFrame({"cents": groups.sum().astype("int64"), "grants": groups.size()})
            self._totals[level] = table.rename_axis("code")
        return self._totals[level]

    def inside(self, level: str, code: str, communes: pd.Index) -> tuple[int, int]:
        """Count the grants of a place and add them up, in cents.

        Parameters
        ----------
        communes
            Of the place: a perimeter has the grants of its communes alone, since nobody knows which part of a
            larger territory's is its own.
        """
        column, codes = ("commune", communes) if level == PERIMETER else (level, [code])
        found = self.table.loc[self.table[column].isin(codes), "cents"].dropna()
        return len(found), int(found.sum())

    def unplaced(self, level: str) -> pd.DataFrame:
        """List the rows that no territory of a level has, with the reason."""
        return self.table[self.table[level].isna()]

    def ledger(self) -> pd.DataFrame:
        """Account for every row and every cent."""
        groups = self.table.groupby("placed")["cents"]
        ledger = pd.DataFrame({"rows": groups.size(), "cents": groups.sum()}).reindex(list(PLACED))
        return ledger.fillna(0).astype("int64")

    def doubts(self) -> pd.DataFrame:
        """Count what is to be checked in the file, though it counts."""
        placed = self.table[self.table["placed"] != "none"]
        identifier = self.table["identifier"]
        # Amounts of several years may stand in one line.
        same_line = self.table.reset_index().duplicated(["line", "identifier"]).to_numpy()
        repeated = self.table[identifier.notna() & identifier.duplicated() & ~same_line]
        parts = [
            placed.assign(problem=placed["problem"]),
            self.table.assign(problem=self.table["amount_problem"]),
            repeated.assign(problem="repeated_identifier"),
        ]
        groups = pd.concat(parts).dropna(subset=["problem"]).groupby("problem")["cents"]
        table = pd.DataFrame({"rows": groups.size(), "cents": groups.sum().astype("int64")})
        return table.sort_values("rows", ascending=False, kind="stable").reset_index()
