"""Tables that a reader can sort, with numbers as the language of the page writes them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from atlas.portrait.beside import FEWEST, MOST
from atlas.ui.map.alone import alone
from atlas.vocabulary import Language
from atlas.words import say
from atlas.words.numbers import number

# Streamlit's own "localized" follows the browser, not the page. A Styler carries both the number to sort by
# and its written form, at 10 µs a cell: beyond so many cells, such as those of all communes, the browser
# writes them after all. A map is on its way before its table is drawn.
MOST_CELLS = 15_000
_MOST_DIGITS = 2
# Pixels of a line as Streamlit draws it.
_LINE = 35

Written = Callable[[object], str]


class Opens(NamedTuple):
    """What choosing a row of a table does.

    Attributes
    ----------
    name
        Of the table on its page.
    codes
        What each row stands for, in the order of the rows.
    take
        Is called with the code of the row that was chosen. Streamlit keeps it while a closed tab may come
        back: it holds the curated catalogue at most.
    beside
        Of territories: returns the parameters of the page that sets several side by side.
    """

    name: str
    codes: Sequence[str]
    take: Callable[[str], None]
    beside: Callable[[Sequence[str]], Mapping[str, str]] | None = None


def frame(
    table: pd.DataFrame,
    language: Language,
    *,
    written: Mapping[str, Written] | None = None,
    opens: Opens | None = None,
    **options: Any,  # noqa: ANN401 - Streamlit's own
) -> None:
    """Draw a table, or say that it has no row."""
    if table.empty:
        # Streamlit would write "empty", in English.
        st.caption(say("table_empty", language))
        return
    config = options.pop("column_config", {})
    if isinstance(options.get("height"), int):
        # Lines without a row would look like rows without a figure.
        options["height"] = min(options["height"], _LINE * (len(table) + 1) + 3)
    shown, numbers = _laid_out(table, language, written or {}, leave=set(config))
    # A table alone in somebody else's page has no sheet beside it.
    if opens is None or alone():
        st.dataframe(shown, column_config=numbers | config, placeholder="–", **options)
        return
    # Other rows are another table: what was chosen in the first is not chosen in the second.
    key = f"rows {opens.name} {hash(tuple(opens.codes))}"
    # `page.js` shows the sheet that a row opens, and goes into it at Enter.
    with st.container(key=f"rows_{opens.name}", gap="small"):
        st.caption(say("rows_open" if opens.beside is None else "rows_open_beside", language))
        # By a box of its own: where a cell chooses, a click on a heading chooses too, and nothing is sorted.
        chosen = st.dataframe(
            shown,
            column_config=numbers | config,
            placeholder="–",
            key=key,
            alt=say("rows_of", language),
            selection_mode="single-row" if opens.beside is None else "multi-row",
            on_select=partial(_take, key, opens),
            **options,
        )
        rows = chosen["selection"]["rows"]
        st.session_state[_ticked(opens)] = key, rows
        # Below the table: one that is drawn elsewhere forgets where the keyboard was.
        if opens.beside is not None:
            _offer_beside([opens.codes[row] for row in rows], opens.beside, language)


def _take(key: str, opens: Opens) -> None:
    """Open the row that was ticked last; of all that a heading ticks at once, none."""
    of, before = st.session_state.get(_ticked(opens), ("", ()))
    rows = st.session_state[key]["selection"]["rows"]
    new = set(rows).difference(before if of == key else ())
    # Said here too: a row that is ticked anew may be so before the table was drawn without its tick.
    st.session_state[_ticked(opens)] = key, rows
    if len(new) == 1:
        opens.take(opens.codes[new.pop()])


def _ticked(opens: Opens) -> str:
    return f"ticked {opens.name}"


def _offer_beside(
    codes: Sequence[str], beside: Callable[[Sequence[str]], Mapping[str, str]], language: Language
) -> None:
    many = number(len(codes), language)
    if FEWEST <= len(codes) <= MOST:
        label = say("beside_ticked", language, n=many)
        st.page_link("pages/territoire.py", label=label, query_params=dict(beside(codes)))
    elif len(codes) > MOST:
        st.caption(say("beside_too_many", language, n=many))


def _laid_out(
    table: pd.DataFrame, language: Language, written: Mapping[str, Written], *, leave: set[str]
) -> tuple[pd.DataFrame | Styler, dict[str, Any]]:
    numeric = [
        str(column)
        for column in table.columns
        if pd.api.types.is_numeric_dtype(table[column]) and not pd.api.types.is_bool_dtype(table[column])
    ]
    if table.size > MOST_CELLS or not (table.index.is_unique and table.columns.is_unique):
        return table, localized(table)
    ways: dict[str, str | Written | None] = {
        column: _number(language, digits(table[column])) for column in numeric if column not in leave
    }
    ways.update(written)
    return table.style.format(ways, na_rep="–"), {}


def _number(language: Language, few: int) -> Written:
    return lambda value: number(float(str(value)), language, digits=few)


def localized(table: pd.DataFrame) -> dict[str, Any]:
    """Write the numbers of a table as the reader's browser does."""
    return {
        str(column): st.column_config.NumberColumn(format="localized")
        for column in table.columns
        if pd.api.types.is_numeric_dtype(table[column]) and not pd.api.types.is_bool_dtype(table[column])
    }


def digits(values: pd.Series) -> int:
    """Return how many decimals a column needs so that its numbers stand under each other.

    Examples
    --------
    >>> digits(pd.Series([9.2, 10.0])), digits(pd.Series([1.0, None])), digits(pd.Series([0.333]))
    (1, 0, 2)
    """
    known = values.dropna().to_numpy(dtype="float64").round(_MOST_DIGITS)
    return next((few for few in range(_MOST_DIGITS) if np.array_equal(known, known.round(few))), _MOST_DIGITS)
