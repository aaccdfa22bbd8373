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
    plain = table.astype(object).where(table.notna(), None)
    return [
        {str(key): value.item() if isinstance(value, np.generic) else value for key, value in row.items()}
        for row in plain.to_dict("records")
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
