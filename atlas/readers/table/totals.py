"""What stands under or between the rows of a table: footnotes, totals, the header again."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow.compute as pc
from numpy.typing import NDArray

from atlas.readers.cells.amounts import marks_of
from atlas.readers.cells.values import as_text, is_number, number
from atlas.readers.model.grid import Cell, Repair, Row, blank
from atlas.readers.table.types import Texts
from atlas.readers.told.notes import Note

_FOOTNOTE = re.compile(
    r"\s*(?:\*|\(\d+\)|[¹²³]|sources?\b|notes?\b|n\.?\s?b\b|lecture\b|champ\b|avertissement|"
    r"mise? à jour|mis à jour|données\b|légende|remarques?\b|observations?\b|légal|©|licence)",
    re.IGNORECASE,
)
# What a page carries over to the next.
_CARRIED = r"(?:[àa]\s+report(?:er|é)?|report)(?:\s+(?:(?:de\s+la\s+)?(?:page|p\.).*|(?:de\s+)?20\d\d))?"
# "Total", "Sous-total", "S/Total", "S/T", "T O T A L", "Soit un total de"; "Summe", "Gesamtsumme".
_PARTLY = (
    r"(?:(?:soit|pour)\s+(?:une?\s+)?)?(?:(?:montants?|budget|enveloppe)\s+)?"
    r"(?:(?:grand|sous|sub|ss?/|ss)[\s-]*)?"
)
_WORD = rf"(?:{_PARTLY}(?:tota(?:le?|ux)|t\so\st\sa\sl|gesamt(?:summe|betrag)?)|s/t)\b"
_LONE = rf"(?:tot\.|ensemble|somme|cumul|summe|{_CARRIED})"
# Figures about rows that are no sum of them.
_ABOUT = (
    r"(?:moyennes?(?:\s+par\s+\w+)?|(?:montants?|subventions?|aides?)\s+moyen(?:ne)?s?|m[ée]dianes?|"
    r"\d+\s+(?:dossiers?|b[ée]n[ée]ficiaires?|subventions?|projets?|op[ée]rations?|lignes?)|"
    r"restes?\s+[àa]\s+(?:r[ée]partir|r[ée]aliser|attribuer|engager|affecter)|enveloppe(?:\s+(?:globale|annuelle|20\d\d))?|"
    r"(?:solde|cr[ée]dits?|dotation|budget)\s+(?:disponibles?|ouverts?|vot[ée]s?|inscrits?|globale?|initiale?|"
    r"primitif)(?:\s+20\d\d)?|nombre(?:\s+(?:de\s|d['’]\s?)\w+)?(?:\s*:?\s*\d+)?|minimum|maximum|"
    r"[ée]cart[- ]type|average|mean|count|rappels?(?:\s+.*\d{4}.*)?|pour\s+m[ée]moire(?:\s.*)?|"
    r"(?:parts?|poids|pourcentages?|%)(?:\s+(?:du|dans\s+le|en)\s+(?:total|budget|%))?)"
)
_TOTAL = re.compile(rf"\s*(?:{_WORD}|(?:{_LONE}|{_ABOUT})\s*:?\s*$)", re.IGNORECASE)
# What may be a row as well, and is a sum only where it is seen to be; of a column that has few of them.
_WHOLE = (
    r"^\s*(?:(?:total|ensemble)\s+)?(?:france(?:\s+(?:enti[èe]re|m[ée]tropolitaine|hexagonale))?|m[ée]tropole|"
    r"d?r?om|drom[- ]com|outre[- ]mer|province)\s*:?\s*$"
)
_FEW_WHOLES = 5
# What nobody is called.
_SURE = re.compile(rf"\s*(?:{_CARRIED}|(?:{_PARTLY}total|s/t)(?:\s+g[ée]n[ée]ral)?)\s*:?\s*", re.IGNORECASE)
_FIGURE = re.compile(rf"\s*{_ABOUT}\s*:?\s*", re.IGNORECASE)
_TOTAL_ALONE = re.compile(
    rf"\s*(?:{_WORD}|{_LONE}|{_ABOUT})(?:\s+(?:g[ée]n[ée]ral|g[ée]n[ée]raux|global|cumul[ée]|ttc|ht|en euros|"
    r"hors\b.*|d(?:es?|u)\b.*|par\b.*|pour\b.*|ann[ée]e.*|exercice.*|fonctionnement|"
    r"investissement|\d.*|[A-Z] \+.*|"
    r"(?:attribu|accord|vot|vers)[ée]e?s?|\(.*\)))*\s*:?\s*$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\s*[0-9]+(?:[.,][0-9]+)?\s*%\s*")
# "Die Somme", "Die (total)", as pivot tables have it: the row must also lack what the one above it has.
_TOTAL_END = r"[\s(:–-](?:(?:sous|sub)[\s-]*)?(?:total|somme)\s*\)?\s*:?\s*$"
_TOTAL_START = (
    rf"^\s*{_PARTLY}(?:tota|t\so\st|gesamt|ensemble|somme|cumul|summe|tot\.|s/t|{_ABOUT})|"
    r"^\s*(?:[àa]\s+)?report"
)
_LAST_ROWS = 40
_WIDE = 3
# Two rows that lead one more each.
_FEWEST_LED = 4
CENT = 0.011
# A row that says more than this beside its amounts is a beneficiary, a project or a place.
_MOST_TEXTS = 2
_MOSTLY, _HALF = 0.8, 0.5


def count_footnotes(rows: Sequence[Row], width: int) -> list[int]:
    """Find footnotes under a table."""
    found: list[int] = []
    for place in range(len(rows) - 1, max(-1, len(rows) - 1 - _LAST_ROWS), -1):
        texts = [as_text(cell).strip() for cell in rows[place] if not blank(cell)]
        if not texts:
            continue
        if _TOTAL.match(texts[0]) and len(texts) > 1:
            break
        note = bool(_FOOTNOTE.match(texts[0])) and (len(texts) == 1 or len(rows[place]) != width)
        apart = place == 0 or all(map(blank, rows[place - 1])) or " " in texts[0]
        alone = len(texts) == 1 and width >= _WIDE and apart and not is_number(texts[0])
        if not (note or alone):
            break
        found.append(place)
    if not found:
        return []
    # A table whose rows all look like notes has none.
    others = (row for place, row in enumerate(rows) if place not in set(found))
    return found if any(not blank(cell) for row in others for cell in row) else []


def find_totals(cells: pd.DataFrame, columns: Sequence[Texts], *, notes: list[Note]) -> list[int]:
    """Find rows that add other rows up.

    Notes
    -----
    A beneficiary may be called "TOTAL ENERGIES": a name is a total only if the sum holds, or if its row
    leaves blank what other rows fill.
    """
    wholes = _wholes(columns)
    labelled = labelled_rows(columns) | wholes
    if not labelled and not len(cells):
        return []
    last = len(cells) - 1
    ending = {last} if last > 0 and _only_numbers(cells.iloc[last].tolist()) else set()
    sums = _Sums(cells)
    usual = usual_columns(columns, labelled | ending)
    for place in sorted(labelled | ending):
        verdict = _verdict(cells, place, sums, usual, is_last=place == last, whole=place in wholes)
        if verdict is None or (place not in labelled and verdict.key != "total_verified"):
            continue
        sums.totals.append(place)
        notes.append(verdict)
    return sums.totals


class _Column:
    """Running sums of one column, those of the totals found so far apart."""

    def __init__(self, cells: list[Cell]) -> None:
        self._marks = marks_of({cell for cell in cells if isinstance(cell, str)})
        read = list(map(self.number, cells))
        values = np.array([np.nan if cell is None else cell for cell in read], dtype=float)
        self.numbers = values
        known = ~np.isnan(values)
        self._rows = len(values)
        self._sums = np.concatenate([[0.0], np.cumsum(np.where(known, values, 0.0))])
        self._counts = np.concatenate([[0], np.cumsum(known)])
        self.filled = sum(not blank(cell) for cell in cells) / len(cells)
        self._out = (0.0, 0)
        self._seen = 0

    def number(self, cell: Cell) -> float | None:
        """Read a cell, with what commas and points are in this column."""
        return number(
            cell.replace(self._marks.separating(cell, euros=True), "") if isinstance(cell, str) else cell
        )

    def possible(self, place: int, totals: list[int]) -> list[tuple[float, int]]:
        """List the sums that a total at a place may state, each with its number of rows."""
        for total in totals[self._seen :]:
            self._out = (self._out[0] + self._between(total, total + 1)[0], self._out[1] + 1)
        self._seen = len(totals)
        since = totals[-1] + 1 if totals else 0
        own = self._between(place, place + 1)
        above, all_rows = self._between(0, place), self._between(0, self._rows)
        sums = [
            (above[0] - self._out[0], above[1] - self._out[1]),
            self._between(since, place),
            (all_rows[0] - self._out[0] - own[0], all_rows[1] - self._out[1] - own[1]),
        ]
        return [(value, rows) for value, rows in sums if rows > 0]

    def _between(self, start: int, end: int) -> tuple[float, int]:
        return float(self._sums[end] - self._sums[start]), int(self._counts[end] - self._counts[start])


class _Sums:
    """Columns of a table, read as numbers when a total asks for them, and the totals found so far."""

    def __init__(self, cells: pd.DataFrame) -> None:
        self._cells = cells
        self._columns: dict[int, _Column] = {}
        self.totals: list[int] = []

    def column(self, place: int) -> _Column:
        """Return a column by its position."""
        if place not in self._columns:
            self._columns[place] = _Column(self._cells.iloc[:, place].tolist())
        return self._columns[place]


def says_total(row: Row) -> bool:
    """Check whether a row that lacks cells is called a total and says nothing else."""
    texts = [text for cell in row if (text := as_text(cell).strip())]
    words = [text for text in texts if not is_number(text)]
    return len(words) == 1 and bool(_TOTAL_ALONE.fullmatch(words[0]))


def labelled_rows(columns: Sequence[Texts]) -> set[int]:
    """Find the rows that may be totals."""
    found: set[int] = set()
    for texts, _ in columns:
        starts = pc.match_substring_regex(texts, _TOTAL_START, ignore_case=True)
        places = pc.indices_nonzero(starts).to_pylist()
        found |= {place for place in places if _TOTAL.match(texts[place].as_py())}
        ends = pc.match_substring_regex(texts, _TOTAL_END, ignore_case=True)
        found |= set(pc.indices_nonzero(ends).to_pylist())
    return found


def _wholes(columns: Sequence[Texts]) -> set[int]:
    """Find the rows that are called as the whole country or a large part of it."""
    found = [pc.match_substring_regex(texts, _WHOLE, ignore_case=True) for texts, _ in columns]
    places = [pc.indices_nonzero(each).to_pylist() for each in found]
    return {place for each in places if len(each) <= _FEW_WHOLES for place in each}


def usual_columns(columns: Sequence[Texts], without: set[int]) -> list[bool]:
    """Tell which columns most rows fill, those that may be totals aside."""
    if not without or not columns:
        return []
    kept = np.ones(len(columns[0].filled), dtype=bool)
    kept[list(without)] = False
    return [bool(kept.any() and column.filled[kept].mean() > _HALF) for column in columns]


def _only_numbers(row: Row) -> bool:
    filled = [as_text(cell) for cell in row if not blank(cell)]
    return bool(filled) and len(filled) < len(row) and all(map(is_number, filled))


def _verdict(  # noqa: PLR0913 - each is known of the whole table
    cells: pd.DataFrame, place: int, sums: _Sums, usual: Sequence[bool], *, is_last: bool, whole: bool
) -> Note | None:
    """Judge a row called a total: the note to give, or None where it is a row like others."""
    row = cells.iloc[place].tolist()
    line = str(cells.index[place])
    amounts = {column: value for column, cell in enumerate(row) if (value := number(cell)) is not None}
    texts = [str(cell) for column, cell in enumerate(row) if column not in amounts and not blank(cell)]
    texts = [text for text in texts if not _SHARE.fullmatch(text)]
    if len(texts) > _MOST_TEXTS:
        return None
    leaves_blank = any(
        blank(cell) and sums.column(column).filled > _MOSTLY for column, cell in enumerate(row)
    )
    lacks = any(blank(cell) and most for cell, most in zip(row, usual, strict=True))
    if texts and not (leaves_blank or lacks or whole or any(map(_TOTAL.match, texts))):
        return None
    # One row of the same amount is no part of France's unless another total was seen.
    fewest = 2 if whole and not sums.totals else 1
    differs: Note | None = None
    for column in amounts:
        name, total = str(cells.columns[column]), sums.column(column).number(row[column]) or 0.0
        possible = sums.column(column).possible(place, sums.totals)
        for value, rows in possible:
            if total and rows >= fewest and abs(value - total) <= CENT + 1e-9 * abs(total):
                return Note("total_verified", {"line": line, "column": name, "rows": str(rows)})
        if possible and differs is None:
            values = {"total": as_text(total), "sum": as_text(round(possible[0][0], 2))}
            differs = Note("total_differs", {"line": line, "column": name, **values})
    alone = len(texts) == 1 and bool(_TOTAL_ALONE.fullmatch(texts[0]))
    if not alone:
        return None
    figure = bool(_FIGURE.fullmatch(texts[0]))
    if not (leaves_blank or is_last or ((figure or _SURE.fullmatch(texts[0])) and lacks)):
        return None
    untrue = None if figure else differs
    return untrue or Note("total_unverified", {"line": line})


def find_leading(cells: pd.DataFrame, filled: NDArray[np.bool_], notes: list[Note]) -> list[int]:
    """Find rows that state the sum of those below them, up to the next such row, or of those above them.

    Titles with their amount, and sums that nothing but their place tells.
    """
    if len(cells) < _FEWEST_LED or not len(filled[0]):
        return []
    for step in (1, -1):
        led = None if filled[::step][0].all() else _led(cells.iloc[::step], filled[::step])
        if led is not None and (step > 0 or _bare(filled[::step], led[1])):
            column, leads, counts = led
            places = [place if step > 0 else len(cells) - 1 - place for place in leads]
            notes += [
                Note(
                    "total_verified",
                    {
                        "line": str(cells.index[place]),
                        "column": str(cells.columns[column]),
                        "rows": str(rows),
                    },
                )
                for place, rows in sorted(zip(places, counts, strict=True))
            ]
            return sorted(places)
    return []


def _bare(filled: NDArray[np.bool_], leads: Sequence[int] | NDArray[np.int_]) -> bool:
    """Check that rows have a label and figures alone: two columns are blank in them that all others fill."""
    others = np.delete(filled, leads, axis=0).all(axis=0)
    return bool((others & ~filled[leads].any(axis=0)).sum() > 1)


def _led(cells: pd.DataFrame, filled: NDArray[np.bool_]) -> tuple[int, list[int], list[int]] | None:
    """Find the rows that lead others, where the first does: column of the sums, places, rows of each."""
    for place in np.flatnonzero(~filled[0]).tolist():
        every = np.flatnonzero(~filled[:, place])
        # The first may be the sum of all the others; a group without rows is of nothing.
        for leads in (every, every[1:]) if every[:2].tolist() == [0, 1] else (every,):
            gaps = np.diff(np.append(leads, len(cells)))
            # Not all lead one row: two rows may be of one amount. One that leads all says nothing else.
            if gaps.max() < _WIDE or (len(every) == 1 and (gaps[0] <= _WIDE or not _bare(filled, every))):
                continue
            empty = leads[gaps == 1].tolist()
            for column in np.flatnonzero(filled.all(axis=0)).tolist():
                if any(number(cells.iloc[at, column]) != 0 for at in empty):
                    continue
                values = _Column(cells.iloc[:, column].tolist()).numbers
                sums, counts = np.add.reduceat(values, leads) - values[leads], (gaps - 1).tolist()
                if len(every) > len(leads):
                    sums, counts = np.append(values[leads].sum(), sums), [len(leads), *counts]
                if np.isfinite(sums).all() and np.allclose(sums, values[every], atol=CENT) and values.any():
                    return column, every.tolist(), counts
    return None


def fill_led(cells: pd.DataFrame, filled: NDArray[np.bool_], leads: Sequence[int]) -> list[Repair]:
    """Give the rows below the sums of groups the names of these, which stand in columns of theirs.

    Sums that stand below their rows name what is above them: these are left as they are.
    """
    repaired: list[Repair] = []
    if not leads or leads[0] != 0:
        return repaired
    led = np.delete(np.arange(len(cells)), leads)
    own = ~filled[led].any(axis=0) & filled[leads].all(axis=0)
    for column in np.flatnonzero(own).tolist():
        values = cells.iloc[:, column].tolist()
        for place in led.tolist():
            values[place] = values[place - 1]
            detail = f"{cells.columns[column]} : {as_text(values[place])}"
            repaired.append(Repair(int(cells.index[place]), "merged", detail))
        cells[cells.columns[column]] = pd.Series(values, index=cells.index, dtype=object)
        filled[led, column] = True
    return repaired
