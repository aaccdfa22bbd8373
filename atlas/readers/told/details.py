"""Keys of what is told of a row, and the details that explain them."""

import pandas as pd

_LONGEST = 80


def detail(keys: pd.Series, values: pd.Series) -> pd.Series:
    """Write `key=value`, "" where there is no key; a value is one line of 80 characters without bars."""
    there = keys.notna() & keys.ne("")
    written = pd.Series("", index=keys.index, dtype="str")
    if there.any():
        one_line = values[there].str.replace("|", "/", regex=False).str.split().str.join(" ")
        long = one_line.str.len() > _LONGEST
        written[there] = keys[there] + "=" + one_line.where(~long, one_line.str[: _LONGEST - 1] + "…")
    return written


def joined(first: pd.Series, second: pd.Series) -> pd.Series:
    """Join two columns of keys with a bar, where both have some."""
    both = first.ne("") & second.ne("")
    return first + both.map({True: "|", False: ""}).astype("str") + second
