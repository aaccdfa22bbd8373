"""What is told of each row: keys of repairs and flags, and the values that explain a key."""

from typing import Any

import numpy as np
import pandas as pd

_LONGEST = 80
Details = tuple[tuple[str, object], ...]


class Told:
    """Repairs, flags and details of the rows of a table, in the order in which they are found."""

    def __init__(self, index: pd.Index) -> None:
        self.index = index
        self._found: dict[str, dict[int, list[Any]]] = {"repairs": {}, "flags": {}, "details": {}}

    def repair_line(self, line: int, key: str, value: str) -> None:
        """Tell what was put right in the row of a line, where the table has it."""
        place = int(self.index.get_indexer(pd.Index([line]))[0])
        if place >= 0:
            self._found["repairs"].setdefault(place, []).append(key)
            if value:
                self._found["details"].setdefault(place, []).append((key, value))

    def repair(self, rows: pd.Series, key: str, values: pd.Series | None = None) -> None:
        """Tell of some rows what was put right, and where it is known by what."""
        self._add("repairs", rows, key)
        if values is not None:
            self.detail(rows, key, values)

    def flag(self, rows: pd.Series, key: str, values: pd.Series | None = None) -> None:
        """Tell of some rows a doubt, and where it is known what casts it."""
        self._add("flags", rows, key)
        if values is not None:
            self.detail(rows, key, values)

    def detail(self, rows: pd.Series, key: str, values: pd.Series) -> None:
        """Explain a key of some rows by their values."""
        places = np.flatnonzero(rows.to_numpy(dtype=bool))
        for place, value in zip(places.tolist(), values.iloc[places].tolist(), strict=True):
            self._found["details"].setdefault(place, []).append((key, value))

    def _add(self, column: str, rows: pd.Series, key: str) -> None:
        found = self._found[column]
        for place in np.flatnonzero(rows.to_numpy(dtype=bool)).tolist():
            found.setdefault(place, []).append(key)

    def columns(self) -> dict[str, pd.Series]:
        """Return `repairs`, `flags`, both tuples of keys, and `details`, tuples of keys and values."""
        return {name: self._column(found) for name, found in self._found.items()}

    def _column(self, found: dict[int, list[Any]]) -> pd.Series:
        cells = np.empty(len(self.index), dtype=object)
        cells.fill(())
        for place, each in found.items():
            cells[place] = tuple(each)
        return pd.Series(cells, index=self.index, dtype=object)


def one_line(value: object) -> str:
    """Write a value of a detail: one line of at most 80 characters, without bars."""
    text = " ".join(str(value).replace("|", "/").split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def written(details: Details) -> str:
    """Write details as `key=value`, parted by bars."""
    return "|".join(f"{key}={one_line(value)}" for key, value in details)
