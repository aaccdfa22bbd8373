"""What is kept between two refreshes: the producers' ids, and the lineage of each list."""

import hashlib
import json
from collections.abc import Mapping as Table
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from atlas.errors import FileFaultError
from atlas.tables import DECLARATIONS, SOURCES_IDS

LINEAGE = "lineage.json"
IDS = "sources_ids.csv"
PERIMETERS = "perimeters.csv"
_ID_COLUMNS = [column.name for column in SOURCES_IDS.columns]
# A longer value is kept by its hash: a perimeter may have hundreds of communes.
_LONGEST = 120


class Tables(NamedTuple):
    """Curated tables as their files hold them, to be written again with no other difference."""

    initiatives: pd.DataFrame
    perimeters: pd.DataFrame
    ids: pd.DataFrame
    lineage: dict[str, dict[str, Any]]

    def said(self) -> dict[str, dict[str, str]]:
        """Return what the atlas says of each initiative: an exact perimeter stands for its coverage."""
        rows = by_key(self.initiatives)
        for one, communes in self.perimeters.groupby("initiative_id")["commune"]:
            rows[str(one)]["coverage"] = "|".join(f"commune:{code}" for code in sorted(communes))
        return rows


def read_tables(folder: Path) -> Tables:
    """Read the tables that a refresh may change, as text; initiatives by their id."""
    initiatives = _texts(folder / "initiatives.csv").set_index("id")
    ids = _of_initiatives(folder / IDS, _ID_COLUMNS, initiatives.index)
    perimeters = _of_initiatives(folder / PERIMETERS, ["initiative_id", "commune"], initiatives.index)
    return Tables(initiatives, perimeters, ids, read_lineage(folder))


def _of_initiatives(path: Path, columns: list[str], initiatives: pd.Index) -> pd.DataFrame:
    """Read a table whose rows are of initiatives; none where there is no file."""
    table = _texts(path) if path.exists() else pd.DataFrame(columns=columns, dtype=str)
    lost = table.loc[~table["initiative_id"].isin(initiatives), "initiative_id"]
    if len(lost):
        msg = f"{path}: there is no initiative {lost.iloc[0]!r} any more; run atlas validate on it"
        raise FileFaultError(msg)
    return table


def _texts(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        msg = f"{path} cannot be read as CSV: run atlas validate on it"
        raise FileFaultError(msg) from error


def read_lineage(folder: Path) -> dict[str, dict[str, Any]]:
    """Read what is known of the last refresh of each list, by its id."""
    path = folder / LINEAGE
    if not path.exists():
        return {}
    try:
        lists = json.loads(path.read_bytes())["lists"]
        return {one["id"]: one for one in lists}
    except (ValueError, TypeError, KeyError) as error:
        msg = f"{path} is not a lineage: bring back the one that atlas refresh wrote"
        raise FileFaultError(msg) from error


def lineage_text(lineage: Table[str, dict[str, Any]]) -> str:
    """Write the lineage as its file holds it."""
    return json.dumps({"lists": list(lineage.values())}, ensure_ascii=False, indent=1) + "\n"


def by_key(table: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return the texts of each row, by its key."""
    columns = [str(column) for column in table.columns]
    return {
        str(key): dict(zip(columns, map(str, row), strict=True)) for key, *row in table.itertuples(name=None)
    }


def row_texts(table: pd.DataFrame) -> list[dict[str, str]]:
    """Return the texts of each row."""
    return list(by_key(table.reset_index(drop=True)).values())


def csv_text(table: pd.DataFrame) -> str:
    """Write a table as its file holds it."""
    text: str = table.to_csv(index=table.index.name is not None, lineterminator="\n")
    return text


def fingerprint(folder: Path) -> str:
    """Return one hash of all tables of a folder and of their lineage."""
    digest = hashlib.sha256()
    for name in [*(f"{one}.csv" for one in DECLARATIONS), LINEAGE]:
        path = folder / name
        content = path.read_bytes() if path.exists() else b""
        digest.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def mark(value: str) -> str:
    """Return what is kept of a fetched value, to know it again.

    Examples
    --------
    >>> mark("Labellisation Niveau 2")
    'Labellisation Niveau 2'
    """
    if len(value) <= _LONGEST:
        return value
    return f"sha256:{hashlib.sha256(value.encode()).hexdigest()[:32]}"


def known_values(fetched: str) -> dict[str, str]:
    """Read the values that were last fetched of a row; none where nothing was."""
    try:
        found = json.loads(fetched or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        msg = f"{IDS}, column 'fetched': {fetched[:40]!r} is no table of texts in JSON"
        raise FileFaultError(msg)
    return found


def values_text(values: Table[str, str]) -> str:
    """Write the values that were fetched of a row."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values else ""
