"""Read and check tables: text first, every fault at once, each with its line.

A file is read as text, so that `01004` keeps its zero and an empty cell stays "not known"; values get their
type once all of them are known to be sound.
"""

import csv
import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
import pandas as pd
import pandera.pandas as pa

from atlas import settings
from atlas.errors import FileFaultError, TableFaultError
from atlas.tables.declaration import FORMS, Column, Declaration, Pattern, Reference, Rule
from atlas.vocabulary import LEVELS, Label, Language

_UNIQUE = Label("doit être unique", "must be unique")


class Fault(NamedTuple):
    """One fault of a table.

    Attributes
    ----------
    line
        Line of the file, as an editor counts them; where a row spans several lines, its first.
    column
        Header of the column, or None where the whole row is at fault.
    value
        What the cell holds, or None where it holds nothing.
    message
        One sentence that says what is expected, in both languages.
    """

    line: int
    column: str | None
    value: str | None
    message: Label

    def to(self, language: Language) -> str:
        """Return the line and the sentence."""
        return f"{_LINE.to(language)} {self.line}{_COLON.to(language)} {self.message.to(language)}"

    def __str__(self) -> str:
        """Return the line and the sentence as a terminal says them."""
        return self.to("en")


_LINE = Label("ligne", "line")
_COLON = Label(" :", ":")


class _Rows(NamedTuple):
    """The records of a file, each with the line where it starts."""

    header: list[str]
    header_line: int
    records: list[list[str]]
    lines: list[int]


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        msg = Label(
            "{path} n'existe pas : donnez le chemin d'un fichier CSV.",
            "{path} does not exist: give the path of a CSV file.",
        ).filled(path=path)
        raise FileFaultError(msg) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        msg = Label(
            "{path}, ligne {line} : le texte n'est pas en UTF-8 ; enregistrez le fichier en CSV UTF-8.",
            "{path}, line {line}: the text is not UTF-8; save the file as CSV in UTF-8.",
        ).filled(path=path, line=line)
        raise FileFaultError(msg) from error


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    # Lines are the reader's own count: splitting text beforehand would break quoted cells of several lines.
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    start = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                yield start, record
            start = reader.line_num + 1
    except csv.Error as error:
        msg = Label(
            "{path}, ligne {start} : la ligne n'est pas du CSV ; vérifiez ses guillemets.",
            "{path}, line {start}: the row is not CSV ({error}); check its quotation marks.",
        ).filled(path=path, start=start, error=error)
        raise FileFaultError(msg) from error


def _rows(path: Path) -> _Rows:
    numbered = list(_records(path))
    if not numbered:
        msg = Label(
            "{path} est vide : sa première ligne doit nommer les colonnes.",
            "{path} is empty: its first line must hold the names of the columns.",
        ).filled(path=path)
        raise FileFaultError(msg)
    header = [name.strip() for name in numbered[0][1]]
    if len(header) == 1 and ";" in header[0]:
        line = numbered[0][0]
        msg = Label(
            "{path}, ligne {line} : les colonnes sont séparées par des points-virgules ; écrivez des "
            "virgules.",
            "{path}, line {line}: columns are parted by semicolons; save the file with commas.",
        ).filled(path=path, line=line)
        raise FileFaultError(msg)
    lines, records = zip(*numbered, strict=True)
    return _Rows(header, lines[0], list(records[1:]), list(lines[1:]))


def _header_faults(rows: _Rows, declaration: Declaration) -> list[Fault]:
    names = [column.name for column in declaration.columns]
    sentences = []
    for place, name in enumerate(rows.header):
        if name not in names:
            listed = ", ".join(names)
            sentence = Label(
                "La colonne {name!r} n'est pas de cette table : {listed}.",
                "Column {name!r} is not one of this table: {listed}.",
            ).filled(name=name, listed=listed)
            sentences.append((name, sentence))
        elif name in rows.header[:place]:
            sentence = Label(
                "La colonne {name!r} est deux fois dans l'en-tête : gardez-en une.",
                "Column {name!r} stands twice in the header: keep one.",
            ).filled(name=name)
            sentences.append((name, sentence))
    sentences += [
        (
            column.name,
            Label(
                "La colonne {name!r} manque : chaque ligne en a besoin.",
                "Column {name!r} is missing: every row needs it.",
            ).filled(name=column.name),
        )
        for column in declaration.columns
        if column.filled and column.name not in rows.header
    ]
    return [Fault(rows.header_line, name, None, sentence) for name, sentence in sentences]


def _length_faults(rows: _Rows) -> list[Fault]:
    width = len(rows.header)
    return [
        Fault(
            line,
            None,
            None,
            Label(
                "La ligne a {n} cellules et l'en-tête {width} : vérifiez virgules et guillemets.",
                "The row has {n} cells and the header {width}: check commas and quotation marks.",
            ).filled(n=len(record), width=width),
        )
        for line, record in zip(rows.lines, rows.records, strict=True)
        if len(record) != width
    ]


def _frame(rows: _Rows, declaration: Declaration) -> pd.DataFrame:
    """Lay out the rows of the right length as text, in the declared columns, indexed by line."""
    sound = [pair for pair in zip(rows.lines, rows.records, strict=True) if len(pair[1]) == len(rows.header)]
    data: dict[str, list[str | None]] = {}
    for column in declaration.columns:
        if column.name in rows.header:
            place = rows.header.index(column.name)
            data[column.name] = [cells[place] if cells[place].strip() else None for _, cells in sound]
        else:
            data[column.name] = [None] * len(sound)
    return pd.DataFrame(data, index=[line for line, _ in sound], dtype=object)


def _numbers(text: "pd.Series[str]") -> "pd.Series[float]":
    return pd.to_numeric(text, errors="coerce").astype("float64")


def _file(reference: Reference) -> Path:
    is_level = reference.table in LEVELS
    return settings.GEO_FOLDER / f"{reference.table}.parquet" if is_level else Path(f"{reference.table}.csv")


def _known(reference: Reference, folder: Path) -> set[str]:
    """Return the values that a column may refer to, of territories, the file beside it or the curated one."""
    if reference.table in LEVELS:
        path = _file(reference)
        try:
            return set(pd.read_parquet(path, columns=[reference.column])[reference.column])
        except (OSError, ValueError) as error:
            msg = Label(
                "{path} ne se lit pas : {error}. Lancez `atlas build-geo`.",
                "{path} cannot be read: {error}. Run `atlas build-geo`.",
            ).filled(path=path, error=error)
            raise FileFaultError(msg) from error
    path = folder / _file(reference)
    if not path.exists():
        path = settings.INITIATIVES_FOLDER / path.name
    rows = _rows(path)
    if reference.column not in rows.header:
        msg = Label(
            "{path}, ligne 1 : la colonne {column!r} manque.", "{path}, line 1: column {column!r} is missing."
        ).filled(path=path, column=reference.column)
        raise FileFaultError(msg)
    place = rows.header.index(reference.column)
    return {record[place] for record in rows.records if len(record) > place}


def _checks(column: Column, folder: Path) -> dict[Label, pa.Check]:
    """Return what the values of a column must pass, by the words to stand after its name."""
    checks: dict[Label, Callable[[pd.Series], pd.Series]] = {}
    for pattern in filter(None, (FORMS.get(column.kind), column.pattern)):
        checks[Label("doit être {form}", "must be {form}").filled(form=pattern.expected)] = partial(
            _matches, pattern
        )
    if column.choices:
        listed = ", ".join(column.choices)
        expected = Label("doit être l'une de ces valeurs : {listed}", "must be one of {listed}").filled(
            listed=listed
        )
        checks[expected] = partial(_is_in, set(column.choices))
    if column.minimum is not None:
        low = column.minimum
        checks[Label("doit être au moins {low:g}", "must be at least {low:g}").filled(low=low)] = partial(
            _reaches, low
        )
    if column.maximum is not None:
        high = column.maximum
        checks[Label("doit être au plus {high:g}", "must be at most {high:g}").filled(high=high)] = partial(
            _stays, high
        )
    if column.unique:
        checks[_UNIQUE] = _once
    if column.reference:
        place, file_name = column.reference.column, _file(column.reference).name
        expected = Label(
            "doit être une valeur de la colonne {place!r} de {file_name}",
            "must be a value of column {place!r} of {file_name}",
        ).filled(place=place, file_name=file_name)
        checks[expected] = partial(_is_in, _known(column.reference, folder))
    return {words: pa.Check(holds, error=words.en) for words, holds in checks.items()}


def _matches(pattern: Pattern, text: pd.Series) -> pd.Series:
    return text.str.fullmatch(pattern.expression).astype(bool)


def _is_in(known: set[str], text: pd.Series) -> pd.Series:
    return text.isin(known)


def _reaches(low: float, text: pd.Series) -> pd.Series:
    return ~_numbers(text).lt(low)


def _stays(high: float, text: pd.Series) -> pd.Series:
    return ~_numbers(text).gt(high)


def _once(text: pd.Series) -> pd.Series:
    return ~text.duplicated()


def _value_faults(frame: pd.DataFrame, declaration: Declaration, folder: Path) -> list[Fault]:
    checks = {column.name: _checks(column, folder) for column in declaration.columns}
    schema = pa.DataFrameSchema(
        {
            column.name: pa.Column(nullable=not column.filled, checks=list(checks[column.name].values()))
            for column in declaration.columns
        }
    )
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        words = {expected.en: expected for one in checks.values() for expected in one}
        # A cell that is no number is not also too small: its first fault says enough.
        cases = error.failure_cases.drop_duplicates(["index", "column"])
        return [
            _value_fault(frame, int(case.index), case.column, words.get(case.check))
            for case in cases.itertuples(index=False)
        ]
    return []


def _cell(frame: pd.DataFrame, line: int, column: str) -> str | None:
    value = frame.loc[line, column]
    return None if value is None else str(value)


def _value_fault(frame: pd.DataFrame, line: int, column: str, expected: Label | None) -> Fault:
    value = _cell(frame, line, column)
    if value is None or expected is None:
        return Fault(
            line,
            column,
            None,
            Label("{column} doit être remplie.", "{column} must be filled.").filled(column=column),
        )
    if expected == _UNIQUE:
        first = frame.index[frame[column].eq(value)][0]
        message = Label(
            "{column} {words}, et {value!r} est déjà à la ligne {first}.",
            "{column} {words}, and {value!r} stands on line {first} already.",
        ).filled(column=column, words=expected, value=value, first=first)
    else:
        message = Label("{column} {words}, et non {value!r}.", "{column} {words}, not {value!r}.").filled(
            column=column, words=expected, value=value
        )
    return Fault(line, column, value, message)


def _rule_faults(frame: pd.DataFrame, rule: Rule) -> list[Fault]:
    broken = frame.index[~rule.holds(frame)]
    return [
        Fault(int(line), rule.column, _cell(frame, int(line), rule.column), rule.message) for line in broken
    ]


def _check(path: Path, declaration: Declaration) -> tuple[pd.DataFrame, list[Fault]]:
    rows = _rows(path)
    frame = _frame(rows, declaration)
    faults = _header_faults(rows, declaration) + _length_faults(rows)
    absent = {column.name for column in declaration.columns if column.filled} - set(rows.header)
    faults += [
        fault for fault in _value_faults(frame, declaration, path.parent) if fault.column not in absent
    ]
    # A cell with a fault of its own says nothing more by breaking a rule too.
    known = {(fault.line, fault.column) for fault in faults}
    for rule in declaration.rules:
        faults += [fault for fault in _rule_faults(frame, rule) if (fault.line, fault.column) not in known]
    order = {column.name: place for place, column in enumerate(declaration.columns)}
    return frame, sorted(faults, key=lambda fault: (fault.line, order.get(fault.column or "", -1)))


def check(path: Path, declaration: Declaration) -> list[Fault]:
    """List all faults of a file.

    Parameters
    ----------
    path
        CSV file: UTF-8, commas, names of the columns on the first line. Columns may stand in any order, and
        those that need no value may be absent.
    declaration
        What the table must be. Values that refer to another table are looked up in the file of that name
        in the same folder, or in the curated table where there is none.

    Returns
    -------
    list of Fault
        In the order of the file; empty for a sound file.

    Raises
    ------
    FileFaultError
        If the file cannot be read as CSV at all.
    """
    return _check(path, declaration)[1]


def read(path: Path, declaration: Declaration) -> pd.DataFrame:
    """Read a sound file.

    Parameters
    ----------
    path, declaration
        See `check`.

    Returns
    -------
    pandas.DataFrame
        All declared columns, indexed by the declared key. Text, `Int64` for whole numbers and years,
        `float64` for numbers, `bool` for true or false; missing means not known.

    Raises
    ------
    TableFaultError
        If there is any fault: the message lists them all.
    FileFaultError
        If the file cannot be read as CSV at all.
    """
    frame, faults = _check(path, declaration)
    if faults:
        fr, en = ("\n".join(f"  {fault.to(language)}" for fault in faults) for language in get_args(Language))
        msg = Label(
            "{path} a {n} faute(s) comme table {name!r} :\n{fr}",
            "{path} has {n} fault(s) as table {name!r}:\n{en}",
        ).filled(path=path, n=len(faults), name=declaration.name, fr=fr, en=en)
        raise TableFaultError(msg)
    table = typed(frame, declaration)
    return table.set_index(declaration.key) if declaration.key else table.reset_index(drop=True)


def typed(frame: pd.DataFrame, declaration: Declaration) -> pd.DataFrame:
    """Convert the columns of a table to their types.

    Parameters
    ----------
    frame
        Declared columns as sound texts; missing means not known. Those that are absent are not known.

    Returns
    -------
    pandas.DataFrame
        All declared columns on the same index, see `read`.
    """
    whole = frame.reindex(columns=[column.name for column in declaration.columns]).astype(object)
    whole = whole.where(whole.notna(), None)
    return pd.DataFrame({column.name: _typed(whole[column.name], column) for column in declaration.columns})


# Ids are looked up in every run of a page: Arrow's texts would be turned into Python's each time.
_TEXT = pd.StringDtype("python", na_value=np.nan)


def _typed(text: "pd.Series[str]", column: Column) -> pd.Series:
    match column.kind:
        case "integer" | "year":
            return pd.to_numeric(text).astype("Int64")
        case "number":
            return pd.to_numeric(text).astype("float64")
        case "boolean":
            truth = text.map({"true": True, "false": False})
            return truth.astype("bool" if column.filled else "boolean")
        case _:
            return text.astype(_TEXT)
