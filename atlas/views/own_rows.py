"""Rows of a reader's file to be corrected in place, and pairs to be decided: tables, and what an edit says.

Nothing here uses Streamlit.
"""

from dataclasses import replace

import pandas as pd

from atlas.readers.cells.values import as_text
from atlas.readers.corrections import PLACE, row_keys
from atlas.readers.model.mapping import ROLES, Kind, Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.rows.imported import Import
from atlas.readers.rows.known import APART, SAME
from atlas.readers.rows.ledger import row_numbers
from atlas.views.own import problems, reason
from atlas.vocabulary import Language
from atlas.words import say

# What a reader may correct of a row.
EDITABLE: dict[Kind, tuple[str, ...]] = {
    "initiatives": ("name", "type", PLACE),
    "funding": ("beneficiary", "amount", PLACE),
}
# Rows that a correction helps, and why another may stand there: it was corrected.
_GROUPS = ("rejected", "unlocated", "doubt")
_SHOWN = 200


def to_correct(import_: Import, raw: Raw, language: Language) -> pd.DataFrame:
    """Lay out the rows to be corrected, on the index of the table: a column for each role, then why.

    Rows that were corrected already stand there too, as they are now.
    """
    mapping, corrections = import_.mapping, import_.mapping.corrections
    found = problems(import_.ledger)
    found = found[found["group"].isin(_GROUPS)]
    why = found["why"].set_axis(row_numbers(found, len(mapping.abreast())))
    why = why[why.index.isin(raw.cells.index) & ~why.index.duplicated()].map(
        lambda key: reason(key, language)
    )
    keys = row_keys(raw.cells) if corrections else pd.Series(dtype="str")
    done = keys.index[keys.isin(list(corrections))]
    lines = done.union(why.index[:_SHOWN]).sort_values()
    cells = raw.cells.loc[lines]
    table = pd.DataFrame(index=lines)
    for role in EDITABLE[import_.kind]:
        if role == "amount" and mapping.abreast():
            # Which of the years is meant, one cell does not say.
            continue
        header = mapping.columns.get(role)
        table[role] = cells[header].map(as_text).astype("str") if header else ""
        for line in lines.intersection(done):
            table.loc[line, role] = corrections[keys[line]].get(role, table[role][line])
    table["why"] = why.reindex(lines).fillna(say("own_corrected", language))
    return table


def places(raw: Raw, index: pd.Index) -> pd.Index:
    """Say where rows stand in the file: their line, after their sheet where several were read."""
    if raw.origin is None:
        return index
    own = raw.origin.loc[index]
    return pd.Index(own["sheet"].astype("str") + ", " + own["line"].astype("str"))


def with_corrections(mapping: Mapping, raw: Raw, before: pd.DataFrame, after: pd.DataFrame) -> Mapping:
    """Return a mapping with what a reader changed in `to_correct`; an emptied cell is the file's again."""
    roles = [role for role in EDITABLE[mapping.kind] if role in before]
    old = before[roles].fillna("")
    new = after[roles].fillna("").astype("str").apply(lambda column: column.str.strip())
    changed = old.index[old.ne(new).any(axis=1)]
    if changed.empty:
        return mapping
    keys = row_keys(raw.cells.loc[changed])
    corrections = {key: dict(own) for key, own in mapping.corrections.items()}
    for line in changed:
        own = corrections.setdefault(keys[line], {})
        own |= {role: new[role][line] for role in roles if old[role][line] != new[role][line]}
    kept = {key: {role: text for role, text in own.items() if text} for key, own in corrections.items()}
    return replace(mapping, corrections={key: own for key, own in kept.items() if own})


def to_decide(import_: Import, raw: Raw, known: pd.DataFrame | None) -> pd.DataFrame:
    """Lay out the rows that are or resemble what is known: `name`, `known`, `score`, `same` or not."""
    pairs = import_.pairs
    if known is None or pairs.empty:
        return pd.DataFrame(columns=["name", "known", "score", "same"])
    reasons = import_.ledger["reason"].set_axis(row_numbers(import_.ledger))
    left = reasons.reindex(pairs.index).eq("known")
    names = known["name"][~known.index.duplicated()]
    table = pd.DataFrame(
        {
            "name": raw.cells.loc[pairs.index, import_.mapping.columns["name"]].astype("str"),
            "known": pairs["pair"].map(names).astype("str") + " (" + pairs["pair"].astype("str") + ")",
            "score": pairs["pair_score"].astype("float64").round(),
            "same": left,
        }
    )
    return table.sort_values("score", kind="stable").head(_SHOWN)


def with_decisions(mapping: Mapping, raw: Raw, before: pd.DataFrame, after: pd.DataFrame) -> Mapping:
    """Return a mapping with what a reader decided in `to_decide`."""
    changed = before.index[before["same"].ne(after["same"])]
    keys = row_keys(raw.cells.loc[changed]) if len(changed) else pd.Series(dtype="str")
    new = {keys[line]: SAME if after["same"][line] else APART for line in changed}
    return replace(mapping, decisions=mapping.decisions | new)


def headings(kind: Kind, language: Language) -> dict[str, str]:
    """Name the columns of `to_correct`."""
    words = {role: ROLES[kind][role].to(language) for role in EDITABLE[kind]}
    return words | {PLACE: say("own_place", language), "why": say("own_why", language)}
