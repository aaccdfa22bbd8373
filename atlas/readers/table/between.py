"""What stands between the rows of a table: merged and continued cells, titles of parts, the header again."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from atlas.readers.cells.values import as_text, is_number
from atlas.readers.model.grid import Grid, Repair, Row, blank
from atlas.readers.table.headers import Header, clean_name
from atlas.readers.table.types import Texts
from atlas.territories import normalise_name

# Numbers that stay true in every cell of a merged range; an amount would count twice.
_KEYS = re.compile(
    r"(?:^|[\W_])(?:code|insee|postal|cp|sire[nt]|n°|num[ée]ro|id|ann[ée]e|exercice|year|lat\w*|lon\w*|lng|d[ée]p\w*)"
    r"(?:$|[\W_])",
    re.IGNORECASE,
)
# "The same", as people write it below a word.
DITTO = ("idem", "Idem", "IDEM", "id.", "Id.", '"', "''", "″", "〃", '-"-', "ditto", "d°")
_DATES = re.compile(r"\b(?:date|ann[ée]e|exercice|s[ée]ance|saison|d[ée]lib[ée]ration)s?\b", re.IGNORECASE)
_FEWEST_BLOCKS = 3
_MOSTLY, _RARELY = 0.6, 0.25
_WIDE = 3
_SECTION = re.compile(
    r"(?:arrondissement|canton|d[ée]partement|r[ée]gion|commune|secteur|th[èée]m\w*|axe|programme|direction|"
    r"section|chapitre|titre|mission|volet|ann[ée]e|exercice|cat[ée]gorie|commission|p[ôo]le|lot|page|saison)\b|"
    # The parts of the list of grants that a budget has as an annexe.
    r"personnes?\s+(?:de\s+droit|physiques?|morales?)\b|(?:associations(?:\s+\w+){0,2}|entreprises|[ée]tablissements\s+publics.*|"
    r"autres|communes|d[ée]partements|r[ée]gions|[ée]tat)\s*$|"
    r"(?:[IVX]+|[A-Z]|[0-9]{1,2})\s*[.)/°-]\s*\S|.*:\s*$",
    re.IGNORECASE,
)


def fill_merged(grid: Grid, header: Header) -> None:
    """Return each cell of a range that is merged downwards the range's value, in rows below the header."""
    for top, left, bottom, right in grid.merges or ():
        if bottom == top or top <= header.last or left >= len(grid.rows[top]):
            continue
        value = grid.rows[top][left]
        name = header.names[left] if left < len(header.names) else ""
        if blank(value) or (is_number(as_text(value)) and not _KEYS.search(name)):
            continue
        for place in range(top + 1, min(bottom + 1, len(grid.rows))):
            row = grid.rows[place]
            if left < len(row) and left == right and not all(map(blank, row)) and blank(row[left]):
                row[left] = value
                detail = f"{name or left + 1} : {as_text(value)}"
                grid.repaired.append(Repair(grid.lines[place], "merged", detail))


def continued_columns(cells: pd.DataFrame, filled: NDArray[np.bool_]) -> int:
    """Count the first columns in which a blank means "the same as above", as merged cells leave them."""
    width = _leading(filled)
    # One blank column may be one unknown name, but dates of meetings are written once.
    if width < 2 and not (width and _DATES.search(str(cells.columns[0]))):  # noqa: PLR2004
        return 0
    starts = filled[:, 0]
    rest = filled[:, width:]
    usual = rest[starts].mean(axis=0) > 1 - _RARELY / _FEWEST_BLOCKS
    blocks = cells.iloc[np.flatnonzero(starts), :width].map(as_text).agg("\n".join, axis=1)
    repeated = (blocks == blocks.shift()).any()
    full = bool(usual.any()) and bool(rest[~starts][:, usual].all())
    few = starts.sum() < _FEWEST_BLOCKS or starts.mean() > 1 - _RARELY / 2
    return 0 if not starts[0] or repeated or not full or few else width


def fill_continued(
    cells: pd.DataFrame, width: int, above: Sequence[str] = ()
) -> tuple[pd.DataFrame, list[Repair]]:
    """Fill the blanks of the first columns that mean "the same as above".

    Parameters
    ----------
    above
        What the first columns held last, in rows that stand in an earlier part of the file.
    """
    if not width or not len(cells):
        return cells, []
    starts = _column_filled(cells, 0)
    table = cells.copy()
    for column, last in zip(table.columns[:width], above or [""] * width, strict=True):
        texts = table[column].where(starts)
        texts.iloc[:1] = texts.iloc[:1].fillna(last)
        table[column] = texts.ffill()
    name = table.columns[0]
    lines = table.index[~starts & _column_filled(table, 0)]
    return table, [
        Repair(int(line), "merged", f"{name} : {as_text(table.loc[line, name])}") for line in lines
    ]


def filled_cells(cells: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which cells are not blank."""
    columns = [_column_filled(cells, at) for at in range(cells.shape[1])]
    return np.column_stack(columns) if columns else np.empty((len(cells), 0), dtype=bool)


def _column_filled(cells: pd.DataFrame, at: int) -> NDArray[np.bool_]:
    column = cells.iloc[:, at].tolist()
    return np.fromiter((cell != "" and cell is not None for cell in column), bool, len(column))


def fill_ditto(cells: pd.DataFrame, columns: Sequence[Texts]) -> list[Repair]:
    """Fill the cells that say "the same" with what stands above them; sums are never said twice so.

    Somebody may be called "Idem": where a row says it once, it is a name.
    """
    same = [
        (at, pc.is_in(column.texts, pa.array(DITTO)).to_numpy(zero_copy_only=False))
        for at, column in enumerate(columns)
    ]
    same = [(at, rows) for at, rows in same if rows.any()]
    repaired: list[Repair] = []
    for row in np.flatnonzero(np.sum([rows for _, rows in same], axis=0) > 1).tolist() if same else ():
        for place in [at for at, rows in same if rows[row]] if row else ():
            above: Any = cells.iloc[row - 1, place]
            name = str(cells.columns[place])
            if not blank(above) and (_KEYS.search(name) or not is_number(as_text(above))):
                cells.loc[cells.index[row], cells.columns[place]] = above
                repaired.append(Repair(int(cells.index[row]), "merged", f"{name} : {as_text(above)}"))
    return repaired


def _leading(filled: NDArray[np.bool_]) -> int:
    """Count the first columns that are filled and blank in the same rows, in some of each."""
    if not filled.size or filled[:, 0].all() or not filled[:, 0].any():
        return 0
    same = (filled == filled[:, :1]).all(axis=0)
    return int(same.argmin()) if not same.all() else 0


def set_apart(cells: pd.DataFrame, filled: NDArray[np.bool_]) -> dict[int, str]:
    """Find rows that are none of their own, by position."""
    if cells.shape[1] < _WIDE or len(cells) < _WIDE:
        return {}
    sparse = np.flatnonzero(filled.sum(axis=1) <= max(1, cells.shape[1] // 2))
    if not len(sparse) or len(sparse) > _MOSTLY * len(cells):
        return {}
    full = np.ones(len(cells), dtype=bool)
    full[sparse] = False
    kept: list[int] = []
    if full.any():
        kept = np.flatnonzero(filled[full].mean(axis=0) > 1 - _RARELY / 2).tolist()
    found: dict[int, str] = {}
    for place in sparse.tolist():
        reason = _reason(cells, filled, place, kept)
        if reason:
            found[place] = reason
    return found


def _reason(cells: pd.DataFrame, filled: NDArray[np.bool_], place: int, kept: Sequence[int]) -> str:
    places = np.flatnonzero(filled[place])
    texts = [as_text(cells.iloc[place, int(at)]).strip() for at in places]
    if len(kept) < 2 or any(map(is_number, texts)):  # noqa: PLR2004 - a table of names alone
        # An amount without a name is money all the same.
        return ""
    if place > 0 and not filled[place, kept[0]] and len(places) <= max(1, len(kept) // _WIDE):
        return "continuation"
    last = place == len(cells) - 1
    if len(places) != 1 or last or places[0] > 1:
        return ""
    text = texts[0]
    below = not filled[place + 1, places[0]] and filled[place + 1].sum() > 1
    return "section" if below or _SECTION.match(text) else ""


def is_header_again(row: Row, titles: Sequence[str]) -> bool:
    """Check whether a row is the header, or differs from it in a few words only."""
    texts = [clean_name(cell) for cell in row]
    pairs = [(text, title) for text, title in zip(texts, titles, strict=False) if text or title]
    if len(pairs) < 2 or any(map(is_number, filter(None, texts))):  # noqa: PLR2004 - one word tells nothing
        return False
    alike = sum(_alike(text, title) for text, title in pairs)
    return alike >= max(2, 2 * len(pairs) / 3)


def heads_another(rows: Sequence[Row], place: int, titles: Sequence[str]) -> bool:
    """Check whether a row below a blank one names the columns of another table, some of them this one's too.

    A recapitulation would count the same money twice.
    """
    texts = {normalise_name(clean_name(cell)) for cell in rows[place] if not blank(cell)}
    if len(texts & {*map(normalise_name, titles)}) < 2 or any(map(is_number, texts)):  # noqa: PLR2004 - a word may be a name
        return False
    below = rows[place + 1] if place + 1 < len(rows) else []
    return any(is_number(as_text(cell)) for cell in below if not blank(cell))


def _alike(text: str, title: str) -> bool:
    first, second = normalise_name(text), normalise_name(title)
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    return first == second or (len(short) >= _WIDE and long.startswith(short))
