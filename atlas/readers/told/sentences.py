"""The ledger in words: one sentence for each line of a file, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from atlas.readers.told.details import one_line, written
from atlas.readers.told.outcomes import ALL_REPAIRS, REASONS
from atlas.readers.told.warnings import inside
from atlas.vocabulary import LOCATED_BY, Label, Language
from atlas.words.texts.ledger import COLON, CROWD, FLAGS, OUTCOMES, PARTS, SEMICOLON, WHERE

_SAID = ("outcome", "reason", "repairs", "flags", "located_by", "problem", "candidates", "details")
_MOST_CANDIDATES = 5


def tell_rows(ledger: pd.DataFrame, language: Language) -> pd.Series:
    """Return what became of each line of a file."""
    columns = [*_SAID, *(name for name in WHERE if name in ledger)]
    said = ledger[columns].astype("object")
    known: dict[tuple[Any, ...], str] = {}
    told = []
    for row in said.where(said.notna(), "").itertuples(index=False, name=None):
        if row not in known:
            known[row] = _sentence(dict(zip(columns, row, strict=True)), language)
        told.append(known[row])
    return pd.Series(told, index=ledger.index, dtype="str")


def told_ledger(ledger: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return a ledger as it is written to a file: indexed by line, `message` first, then its codes."""
    table = ledger.set_index("line").assign(
        repairs=ledger["repairs"].map("|".join).to_numpy(),
        flags=ledger["flags"].map("|".join).to_numpy(),
        details=ledger["details"].map(written).to_numpy(),
    )
    table.insert(0, "message", tell_rows(ledger, language).to_numpy())
    return table


def _sentence(row: Mapping[str, Any], language: Language) -> str:
    details = {key: one_line(value) for key, value in row["details"]}

    def words(key: str, labels: Mapping[str, Label]) -> str:
        if key == "shared_point" and key in details:
            return CROWD.to(language).format(n=details[key])
        more = f" ({details[key]})" if key in details else ""
        return inside(labels[key].to(language)) + more

    def part(name: str, keys: Sequence[str], labels: Mapping[str, Label]) -> str:
        what = SEMICOLON.to(language).join(words(key, labels) for key in keys)
        return PARTS[name].to(language).format(what=what)

    outcome = OUTCOMES[row["outcome"]].to(language)
    parts = [outcome + (COLON.to(language) + words(row["reason"], REASONS) if row["reason"] else "") + "."]
    parts += [label.to(language).format(what=row[name]) for name, label in WHERE.items() if row.get(name)]
    if row["outcome"] == "accepted":
        if row["located_by"]:
            parts.append(part("located_by", [row["located_by"]], LOCATED_BY))
        if row["problem"]:
            parts.append(part("doubt" if row["located_by"] else "nowhere", [row["problem"]], REASONS))
            parts[-1] = parts[-1][:-1] + _among(row["candidates"]) + "."
    if row["repairs"]:
        parts.append(part("repaired", row["repairs"], ALL_REPAIRS))
    if row["flags"]:
        parts.append(part("flagged", row["flags"], FLAGS))
    return " ".join(parts)


def _among(candidates: str) -> str:
    if not candidates:
        return ""
    codes = candidates.split("|")
    more = ", …" if len(codes) > _MOST_CANDIDATES else ""
    return f" ({', '.join(codes[:_MOST_CANDIDATES])}{more})"
