"""Reading the files of `data/geo`: whole, or an error that names the file, what is wrong and the way out."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from atlas.errors import GeographyError
from atlas.vocabulary import Label

TEXT = pd.StringDtype(na_value=np.nan)


def damaged(path: Path, why: Exception | Label | None = None) -> GeographyError:
    """Make the error of a file of the geography that is missing or cannot be used.

    Parameters
    ----------
    path
        The file, or the folder, that was read.
    why
        What is wrong with it, in words to stand in parentheses. What a library says is for the terminal
        alone, because it is English.

    Examples
    --------
    >>> print(damaged(Path("data/geo/epci.csv")).to("en"))
    data/geo/epci.csv is missing: rebuild the geography with atlas build-geo
    """
    state = Label("endommagé", "damaged") if path.exists() else Label("absent", "missing")
    told = why if isinstance(why, Label) else Label("", str(why or ""))
    return GeographyError(
        Label(
            "{path} est {state}{aside} : reconstruisez la géographie avec atlas build-geo",
            "{path} is {state}{aside}: rebuild the geography with atlas build-geo",
        ).filled(path=path, state=state, aside=Label._make(map(_aside, told)))
    )


def _aside(words: str) -> str:
    return f" ({words})" if words else ""


def _need(path: Path, columns: list[str], found: list[str]) -> None:
    absent = ", ".join(column for column in columns if column not in found)
    if absent:
        raise damaged(path, Label("il lui manque {absent}", "it lacks {absent}").filled(absent=absent))


def read_parquet(path: Path, columns: list[str], *, key: str | None = None) -> pd.DataFrame:
    """Read columns of a Parquet file, indexed by `key`, whose values must be sorted, each once.

    Raises
    ------
    atlas.errors.GeographyError
        If the file is missing or damaged, lacks a column, or repeats a code.
    """
    try:
        _need(path, columns, pq.read_schema(path).names)
        table = pd.read_parquet(path, columns=columns)
    except (OSError, ValueError) as error:
        raise damaged(path, error) from error
    if key is None:
        return table
    table = _keyed(path, table, key)
    if not table.index.is_monotonic_increasing:
        raise damaged(path, Label("ses codes ne sont pas dans l'ordre", "its codes are not in order"))
    return table


def read_csv(path: Path, columns: list[str], *, key: str | None = None) -> pd.DataFrame:
    """Read columns of a CSV file as texts, indexed by `key`, whose values must stand there once.

    Raises
    ------
    atlas.errors.GeographyError
        If the file is missing or damaged, lacks a column, or repeats a code.
    """
    try:
        table = pd.read_csv(path, dtype=TEXT)
    except (OSError, ValueError) as error:
        raise damaged(path, error) from error
    _need(path, columns, list(table.columns.astype(str)))
    return _keyed(path, table[columns], key) if key else table[columns]


def read_json(path: Path, *keys: str) -> dict[str, Any]:
    """Read a JSON object that has these keys.

    Raises
    ------
    atlas.errors.GeographyError
        If the file is missing or damaged, or lacks a key.
    """
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise damaged(path, error) from error
    if not isinstance(read, dict):
        raise damaged(path, Label("ce n'est pas un objet JSON", "it is no JSON object"))
    _need(path, list(keys), list(read))
    return read


def _keyed(path: Path, table: pd.DataFrame, key: str) -> pd.DataFrame:
    twice = table[key][table[key].duplicated()]
    if len(twice):
        code = twice.iloc[0]
        raise damaged(
            path, Label("le code {code} y est deux fois", "code {code} stands there twice").filled(code=code)
        )
    return table.set_index(key)
