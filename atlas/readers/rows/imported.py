"""What the rows of one file became."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from atlas.readers.model.mapping import Kind, Mapping
from atlas.readers.rows.grants import Grants
from atlas.readers.rows.source import WHOLE_ROW
from atlas.readers.told.warnings import Matter
from atlas.vocabulary import Language


@dataclass(frozen=True, eq=False)
class Import:
    """Rows of a file, made into rows of the atlas.

    Attributes
    ----------
    table
        The accepted rows. Kind `initiatives`: columns of `atlas.tables.INITIATIVES`, indexed by `id`. Kind
        `funding`: columns of `atlas.readers.Grants.table` and `beneficiary`, `funder`, `funder_level`,
        `nature`, `purpose` (codes), `year_start`, `year_end` (Int64), `initiative_id` (missing where the row
        names none), indexed by `line`. Then the columns of `mapping.kept`, as texts.
    ledger
        See `atlas.readers.rows.ledger.make_ledger`: every line of the file.
    rejected
        See `atlas.readers.rows.ledger.rejected_rows`.
    pairs
        Line -> id of the initiative that it is or resembles (`pair`), and the score of the names.
    unused
        Headers of the columns that nothing is made of.
    """

    kind: Kind
    name: str
    digest: str
    mapping: Mapping
    table: pd.DataFrame
    ledger: pd.DataFrame
    rejected: pd.DataFrame
    matters: tuple[Matter, ...]
    pairs: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["pair", "pair_score"]))
    unused: tuple[str, ...] = ()

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
            "unused": list(self.unused),
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
