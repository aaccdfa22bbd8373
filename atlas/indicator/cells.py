"""Cells of an indicator: numbers as people write them, and the words that say that a number is withheld."""

import numpy as np
import pandas as pd

from atlas.readers.cells.amounts import marks_of
from atlas.readers.cells.values import NO_VALUE, declared, number
from atlas.vocabulary import Label

# What statistical offices write where they withhold a number or have none (INSEE, Eurostat).
_WITHHELD = frozenset(
    {*(word.casefold() for word in NO_VALUE)}
    | {*declared("s c nd ns nr nc so sd secret secret_statistique confidentiel confidentielle indisponible")}
    | {*declared("non_disponible non_diffusé non_significatif not_available // /// .. ... … : - – — * *** x")}
)

# More than anything that is counted: two cells run together, or a number that lost its digits.
_MOST = 1e15

# Why a cell gives no value.
CELLS: dict[str, Label] = {
    "blank": Label("cellule vide", "empty cell"),
    "withheld": Label("valeur non diffusée", "value withheld"),
    "unreadable": Label("pas un nombre", "no number"),
}


def read_numbers(texts: pd.Series) -> pd.DataFrame:
    """Read a column of numbers as people write them.

    Parameters
    ----------
    texts
        Cells as texts, none missing.

    Returns
    -------
    pandas.DataFrame
        On the same index: `value` (float, in the unit of the file; missing where there is none) and
        `problem`, why there is none: a key of `CELLS`, else missing.

    Notes
    -----
    A lone comma or point is the decimal mark unless other cells of the column show that it separates
    thousands, see `atlas.readers.cells.amounts`; a percent or euro sign is left out. "s", "nd", "…" and the
    like say that a value is withheld: it is unknown, never zero.

    Examples
    --------
    >>> read_numbers(pd.Series(["1 234,5", "12 %", "s", "", "beaucoup"]))["value"].tolist()
    [1234.5, 12.0, nan, nan, nan]
    """
    ids, distinct = pd.factorize(texts.to_numpy(dtype=object))
    marks = marks_of(str(one) for one in distinct)
    values = np.full(len(distinct), np.nan)
    problems: list[str | None] = [None] * len(distinct)
    for place, cell in enumerate(distinct.tolist()):
        text = str(cell).strip()
        if not text:
            problems[place] = "blank"
        elif {text.casefold(), text.casefold().replace(".", "")} & _WITHHELD:
            problems[place] = "withheld"
        else:
            separating = marks.separating(text)
            found = number(text.replace(separating, "") if separating else text.replace("\u2212", "-"))
            if found is None or not abs(found) <= _MOST:
                problems[place] = "unreadable"
            else:
                values[place] = found
    told = np.array(problems, dtype=object)[ids] if len(distinct) else np.empty(0, dtype=object)
    return pd.DataFrame(
        {
            "value": values[ids] if len(distinct) else np.empty(0),
            "problem": pd.Series(told, texts.index, "str"),
        },
        index=texts.index,
    )
