"""Rows of tables as plain dictionaries, in which unknown is None."""

from typing import Any

import numpy as np
import pandas as pd


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return each row of a table.

    Returns
    -------
    list of dict
        Column to value as plain Python has it, None where it is missing.

    Examples
    --------
    >>> records(pd.DataFrame({"a": [1.5, None], "b": ["x", pd.NA]}))
    [{'a': 1.5, 'b': 'x'}, {'a': None, 'b': None}]
    """
    # Column by column: to make objects of a whole table and mask them takes twice as long.
    columns = [_plain(table.iloc[:, at]) for at in range(table.shape[1])]
    keys = [str(key) for key in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(column: pd.Series) -> list[Any]:
    return [
        None if missing else value.item() if isinstance(value, np.generic) else value
        for value, missing in zip(column.tolist(), column.isna().tolist(), strict=True)
    ]


def record(table: pd.DataFrame, key: str) -> dict[str, Any]:
    """Return one row of a table.

    Parameters
    ----------
    table
        Any table with an index without repeats.

    Returns
    -------
    dict
        Column to value, None where it is missing.
    """
    return records(table.loc[[key]])[0]
