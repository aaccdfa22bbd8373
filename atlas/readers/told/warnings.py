"""What somebody should know of an import, counted by kind, in sentences that agree in number."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from atlas.readers.told.notes import Note
from atlas.readers.told.outcomes import ALL_REPAIRS, REASONS
from atlas.vocabulary import Label, Language
from atlas.words.numbers import number
from atlas.words.texts.ledger import CROWDS, FLAGS, GROUPS

# Notes on a file that somebody should look at.
TOLD_NOTES = (
    *("sheets_together", "sheets_apart", "yearly", "by_funder", "abreast_total", "abreast_total_differs"),
    *(
        "three_decimals",
        "other_amounts",
        "other_places",
        "encoding_mixed",
        "encoded_twice",
        "pair_above",
        "total_differs",
    ),
    *("total_unverified", "tables_beside", "crs_guessed", "crs_fitting", "geometry_unreadable"),
)
_CROWDED = "flagged.shared_point"
_LABELS: dict[str, Mapping[str, Label]] = {"flagged": FLAGS, "repaired": ALL_REPAIRS}
# Every kind that a warning may be of.
KINDS = (
    *(f"file.{key}" for key in TOLD_NOTES),
    *(f"{group}.{key}" for group in GROUPS for key in _LABELS.get(group, REASONS)),
)


@dataclass(frozen=True)
class Matter:
    """One thing to know of an import.

    Attributes
    ----------
    count
        Rows that it concerns; 1 for what concerns the file.
    """

    kind: str
    count: int
    values: Mapping[str, str] = field(default_factory=dict)

    def to(self, language: Language) -> str:
        """Return it in `language`."""
        group, _, key = self.kind.partition(".")
        if group == "file":
            return Note(key, self.values).to(language)
        if self.kind == _CROWDED:
            sentence = CROWDS[self.values["points"] != "1"].to(language)
        else:
            sentence = GROUPS[group][self.count > 1].to(language)
        what = inside(_LABELS.get(group, REASONS)[key].to(language))
        return sentence.format(n=number(self.count, language), what=what, **self.values)

    def record(self, language: Language) -> dict[str, Any]:
        """Return kind, count and sentence, to be written as JSON."""
        return {"kind": self.kind, "count": self.count, "sentence": self.to(language)}


def inside(label: str) -> str:
    """Write a label inside a sentence: without capital, unless it starts with an acronym or an initial."""
    return label if label[1:2].isupper() or label[1:2] in {"", "'"} else label[:1].lower() + label[1:]


def count_matters(ledger: pd.DataFrame) -> Counter[str]:
    """Count the rows of a ledger, or of a part of one, by what is to be known of them."""
    accepted = ledger["outcome"].eq("accepted")
    nowhere = accepted & ledger["located_by"].isna()
    # A point that many share is told as that.
    problem = ledger["problem"].mask(ledger["problem"].eq("shared_point"))
    keys: dict[str, pd.Series] = {
        **{key: ledger["reason"].where(ledger["outcome"].eq(key)) for key in _LEFT},
        "kept": ledger["reason"].where(accepted),
        "not_located": problem.where(nowhere),
        "doubt": problem.where(accepted & ~nowhere),
        "flagged": ledger["flags"].explode(),
        "repaired": ledger["repairs"].explode(),
    }
    counts: Counter[str] = Counter()
    for group, found in keys.items():
        for key, rows in found.value_counts().items():
            counts[f"{group}.{key}"] += int(rows)
    return counts


_LEFT = ("rejected", "duplicate", "set_aside")


def matters(counts: Mapping[str, int], notes: Iterable[Note], *, points: int) -> tuple[Matter, ...]:
    """List what is to be known of a file: first of itself, then of its rows, in the order of `KINDS`."""
    found = [
        Matter(f"file.{note.key}", note.count or 1, note.values) for note in notes if note.key in TOLD_NOTES
    ]
    for kind in KINDS:
        if counts.get(kind):
            values = {"points": str(points)} if kind == _CROWDED else {}
            found.append(Matter(kind, counts[kind], values))
    return tuple(found)
