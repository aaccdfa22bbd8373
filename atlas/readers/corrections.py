"""What a reader said of single rows: what a cell should be, and whether a row is an initiative that is known.

Rows are named by what they hold, so that a saved mapping finds them in the next file too.
"""

from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from atlas.readers.cells.values import as_texts
from atlas.readers.model.mapping import PLACE_ROLES, Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.told.details import Told

# The role that a reader corrects a place by: a name, a code, "26150 Die", "Die (26)".
PLACE = "commune"


class Corrected(NamedTuple):
    """A table as its reader corrected it.

    Attributes
    ----------
    decided
        Line -> `same` or `apart`, see `atlas.readers.rows.known`.
    written
        Line -> what the reader wrote.
    """

    raw: Raw
    mapping: Mapping
    decided: dict[object, str]
    written: dict[object, str]


def row_keys(cells: pd.DataFrame) -> pd.Series:
    """Return what names each row: 16 hexadecimal digits of all its cells."""
    return pd.util.hash_pandas_object(as_texts(cells), index=False).map("{:016x}".format).astype("str")


def corrected(raw: Raw, mapping: Mapping) -> Corrected:
    """Put the reader's cells in the place of a file's texts; a corrected place is a row's only one."""
    if not mapping.corrections and not mapping.decisions:
        return Corrected(raw, mapping, {}, {})
    keys = row_keys(raw.cells)
    decided = {line: mapping.decisions[key] for line, key in keys.items() if key in mapping.decisions}
    said = {line: mapping.corrections[key] for line, key in keys.items() if key in mapping.corrections}
    cells, columns = raw.cells.copy(), dict(mapping.columns)
    geometry = raw.geometry
    placed = [line for line, roles in said.items() if PLACE in roles]
    changes = {role: {line: own[role] for line, own in said.items() if role in own} for role in _roles(said)}
    if placed:
        others = [role for role in PLACE_ROLES if role in columns and role != PLACE]
        changes |= {role: dict.fromkeys(placed, "") for role in others}
        geometry = None if geometry is None else geometry.mask(geometry.index.isin(placed))
    for role, values in changes.items():
        shared = [other for other, header in mapping.columns.items() if header == columns.get(role)]
        if len(shared) != 1:
            header = _free(cells, role)
            cells[header] = cells[columns[role]] if role in columns else ""
            columns[role] = header
        column = cells[columns[role]]
        cells[columns[role]] = pd.Series(values, dtype="str").reindex(column.index).fillna(column)
    raw, mapping = replace(raw, cells=cells, geometry=geometry), replace(mapping, columns=columns)
    return Corrected(raw, mapping, decided, {line: ", ".join(own.values()) for line, own in said.items()})


def tell_corrections(told: Told, lines: pd.Index, written: dict[object, str]) -> None:
    """Tell which rows, each of one of these lines, the reader corrected, and how."""
    if written:
        texts = pd.Series([written.get(line, "") for line in lines], index=told.index, dtype="str")
        told.repair(pd.Series(lines.isin(list(written)), index=told.index), "corrected", texts)


def _roles(said: dict[object, dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(role for roles in said.values() for role in roles))


def _free(cells: pd.DataFrame, name: str) -> str:
    while name in cells:
        name += "*"
    return name
