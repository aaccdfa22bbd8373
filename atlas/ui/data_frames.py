"""Tables that a reader can sort and print, with numbers as the language of the page writes them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from atlas.portrait.beside import FEWEST, MOST
from atlas.territories.names import normalise_name
from atlas.ui.map.alone import alone
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number

# Bytes of a table that go to the browser at once: a change of the page stays below 100 kB. Of a longer table
# the reader asks for other rows, and sorts all of them before they are cut.
MOST_SENT = 30_000
# A cell is sent as its value and as it is written, with what Arrow needs besides.
_TWICE, _BESIDE = 2, 16
_FEWEST_ROWS, _LOOKED_AT, _NEARLY = 12, 200, 1.15
_MOST_DIGITS = 2
# Pixels of a line as Streamlit draws it.
_LINE = 35
# A table of fewer rows is read, not sorted.
_FEW = 4
# Rows that go on paper, and to every browser with the table: some 10 kB.
PRINTED = 50
# Letters of the longest French word that paper keeps whole.
_LONG = 16
# Columns beyond which they are written smaller, and those that a page of paper holds.
_WIDE, _MOST_COLUMNS = 10, 13
_ADDRESS = ("http://", "https://")

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


def frame(  # noqa: PLR0913 - what is drawn, and how
    table: pd.DataFrame,
    language: Language,
    *,
    written: Mapping[str, Written] | None = None,
    opens: Opens | None = None,
    quoted: Collection[str] = (),
    most: int = 0,
    **options: Any,  # noqa: ANN401 - Streamlit's own
) -> None:
    """Draw a table, or say that it has no row.

    Parameters
    ----------
    written
        How the numbers of a column are written, where not as the page writes numbers.
    quoted
        Columns in the words of sources, which are French on every page.
    most
        Bytes that are sent at once; `MOST_SENT` where none are given.
    """
    if table.empty:
        # Streamlit would write "empty", in English.
        st.caption(say("table_empty", language))
        return
    config = options.pop("column_config", {})
    rows = _rows_sent(table, most or MOST_SENT)
    if isinstance(options.get("height"), int):
        # Lines without a row would look like rows without a figure.
        options["height"] = min(options["height"], _LINE * (min(len(table), rows) + 1) + 3)
    # A table alone in somebody else's page has no sheet beside it.
    sheet = None if alone() else opens
    name = opens.name if opens else format(abs(hash(tuple(table.columns))), "x")
    # `page.js` shows the sheet that a row opens, and goes into it at Enter.
    with st.container(key=f"rows_{name}" if sheet else f"table_{name}", gap="small"):
        if sheet:
            st.caption(say("rows_open" if sheet.beside is None else "rows_open_beside", language))
        of = len(table)
        order = _order(table, name, language, rows=rows)
        paper, table = table.iloc[order[:PRINTED]], table.iloc[order[:rows]]
        shown, numbers = _laid_out(table, language, written or {}, leave=set(config))
        if sheet:
            sheet = sheet._replace(codes=[sheet.codes[row] for row in order[:rows]])
            # Other rows are another table: what was chosen in the first is not chosen in the second.
            options["key"] = key = f"rows {sheet.name} {hash(tuple(sheet.codes))}"
            # By a box of its own: where a cell chooses, a click on a heading chooses too, and sorts nothing.
            options |= {
                "selection_mode": "single-row" if sheet.beside is None else "multi-row",
                "on_select": partial(_take, key, sheet),
                "alt": say("rows_of", language),
            }
        drawn = st.dataframe(shown, column_config=numbers | config, placeholder="–", **options)
        index = not options.get("hide_index", False)
        french = () if language == "fr" else quoted
        ways = written or {}
        st.html(on_paper(paper, language, ways, years=set(config), index=index, french=french, of=of))
        if sheet:
            ticked = drawn["selection"]["rows"]
            st.session_state[_ticked(sheet)] = key, ticked
            # Below the table: one that is drawn elsewhere forgets where the keyboard was.
            if sheet.beside is not None:
                _offer_beside([sheet.codes[row] for row in ticked], sheet.beside, language)


def _rows_sent(table: pd.DataFrame, most: int) -> int:
    """Return how many rows of a table are sent at once."""
    head = table.head(_LOOKED_AT)
    letters = sum(
        column.astype("string").str.len().mean() for _, column in head.items() if column.notna().any()
    )
    rows = max(_FEWEST_ROWS, int(most / (_TWICE * letters + _BESIDE * table.shape[1])))
    # A few rows more are no part of their own.
    return len(table) if len(table) <= _NEARLY * rows else rows


def _order(table: pd.DataFrame, name: str, language: Language, *, rows: int) -> list[int]:
    """Ask how a table is sorted, and from which row on it is shown; return its rows from there on.

    Of a table that is sent whole, a reader on the keyboard alone sees the question: the headings of the grid
    answer the pointer only.
    """
    if len(table) < _FEW:
        return list(range(len(table)))
    options = ["", *(f"{at} {way}" for at in range(table.shape[1]) for way in ("up", "down"))]

    def worded(option: str) -> str:
        at, _, way = option.partition(" ")
        return (
            say(f"table_{way}", language, column=table.columns[int(at)])
            if way
            else say("table_as_is", language)
        )

    cut = len(table) > rows
    with st.container(key=f"{'sorted' if cut else 'sort'}_{name}", horizontal=True):
        chosen = st.selectbox(
            say("table_sort", language),
            options,
            key=f"sort {name}",
            format_func=worded,
            help=say("table_sort_help", language) if cut else None,
            width=360 if cut else "stretch",
        )
        start = _start(len(table), name, language, rows=rows, under=chosen) if cut else 0
    at, _, way = chosen.partition(" ")
    if not way:
        return list(range(start, len(table)))
    values = table.iloc[:, int(at)].reset_index(drop=True)
    if not pd.api.types.is_numeric_dtype(values):
        values = values.astype("string").map(normalise_name, na_action="ignore")
    ordered = values.sort_values(ascending=way == "up", kind="stable", na_position="last")
    return [int(row) for row in ordered.index[start:]]


def _start(of: int, name: str, language: Language, *, rows: int, under: str) -> int:
    """Ask which rows of a long table are shown; rows in another order begin with the first."""
    many = number(of, language)

    def worded(start: int) -> str:
        first, last = (number(row, language) for row in (start + 1, min(start + rows, of)))
        return say("table_rows", language, first=first, last=last, of=many)

    starts = range(0, of, rows)
    return st.selectbox(
        say("table_part", language), starts, key=f"part {name} {under} {of}", format_func=worded, width=240
    )


def on_paper(  # noqa: PLR0913 - what is written, and how
    table: pd.DataFrame,
    language: Language,
    written: Mapping[str, Written],
    *,
    years: set[str],
    index: bool,
    french: Collection[str] = (),
    of: int = 0,
) -> str:
    """Write the first rows of a table as paper shows them: of the grid it would show what is on the screen.

    Parameters
    ----------
    years
        Columns whose numbers are written as they are.
    french
        Columns of French words on a page in another language; `page.js` tells the grid by their headings.
    of
        How many rows there are; those of the table where none is given.
    """
    head = table.head(PRINTED)
    columns = [
        _words(head.iloc[:, at], language, written.get(column), as_is=column in years)
        for at, column in enumerate(map(str, head.columns[:_MOST_COLUMNS]))
    ]
    names = [str(one) for one in head.columns[:_MOST_COLUMNS]]
    if index:
        columns.insert(0, [str(one) for one in head.index])
        names.insert(0, "" if head.index.name is None else str(head.index.name))
    # Ends of cells and rows may be left out: they would be a third of what is sent.
    told = [" lang=fr" if one in french else "" for one in names]
    heads = zip(names, told, strict=True)
    top = "".join(f"<th scope=col{' data-quoted' if one else ''}>{markup.text(name)}" for name, one in heads)
    rows = "".join("<tr>" + "".join(map(_cell, row, told)) for row in zip(*columns, strict=True))
    left_out = [
        say(key, language, n=number(most, language), of=number(all_of_them, language))
        for key, most, all_of_them in (
            ("table_printed", len(head), of or len(table)),
            ("table_printed_columns", _MOST_COLUMNS, table.shape[1]),
        )
        if all_of_them > most
    ]
    note = "".join(f"<p>{markup.text(words)}</p>" for words in left_out)
    wide = " wide" if len(columns) > _WIDE else ""
    return f'<div class="atlas-paper{wide}"><table><tr>{top}{rows}</table>{note}</div>'


def _cell(words: str, lang: str = "") -> str:
    # Nobody types a long address: paper names its site. What is long breaks anywhere: numbers need not.
    if words.startswith(_ADDRESS):
        words = words.split("/")[2].removeprefix("www.")
    long = len(max(words.split(), default="", key=len)) > _LONG
    return f"<td{lang}{' class=long' if long else ''}>{markup.text(words)}"


def _words(values: pd.Series, language: Language, way: Written | None, *, as_is: bool) -> list[str]:
    if way is None and pd.api.types.is_bool_dtype(values):
        way = {True: "✓", False: ""}.__getitem__  # type: ignore[assignment]
    elif way is None and pd.api.types.is_numeric_dtype(values):
        way = "{:g}".format if as_is else _number(language, digits(values))
    return ["–" if pd.isna(value) else (way or str)(value) for value in values]


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
    # A Styler carries both the number to sort by and its written form: Streamlit's own "localized" follows
    # the browser, not the page.
    if not (table.index.is_unique and table.columns.is_unique):
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
