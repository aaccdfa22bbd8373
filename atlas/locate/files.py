"""A CSV file in, the same rows in the same order out, with where they are."""

import csv
import io
import os
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from atlas.errors import FileFaultError
from atlas.errors import MissingColumnError
from atlas.locate.columns import check_columns
from atlas.locate.columns import guess_columns
from atlas.locate.coordinates import WGS84
from atlas.locate.rows import RESULT_COLUMNS
from atlas.locate.rows import locate

_SEPARATORS = ",;\t|"
_OWN_PREFIX = "atlas_"


@dataclass(frozen=True)
class Summary:
    """What became of the rows of a file.

    Attributes
    ----------
    rows
        How many there are.
    columns
        Role -> header of the column it was read from.
    located_by
        Rows by how they were located.
    problems
        Rows by problem, those that are located all the same included.
    without_commune
        Rows without a commune: not located, or by EPCI or département only.
    """

    rows: int
    columns: dict[str, str]
    located_by: dict[str, int]
    problems: dict[str, int]
    without_commune: int

    def to_dict(self) -> dict[str, Any]:
        """Give plain values, for JSON."""
        return asdict(self)


def locate_file(
    source: Path,
    target: Path,
    *,
    columns: Mapping[str, str] | None = None,
    crs: str | None = None,
) -> Summary:
    """Locate the rows of a CSV file.

    Parameters
    ----------
    source
        UTF-8 or Windows-1252, separated by commas, semicolons, tabs or bars. All cells are texts.
    target
        Written at once when all is done: the same rows, columns and separator, UTF-8, and the columns of
        `locate`. Where the source has a column of that name, the new one is called `atlas_…`.
    columns
        Role -> header; recognised by default.
    crs
        Reference system of the coordinates, EPSG:4326 by default.

    Raises
    ------
    FileFaultError
        When the source cannot be read, with its line.
    MissingColumnError, UnknownChoiceError
        As `locate` does.
    """
    header, rows, separator = _read(source)
    if target.exists() and target.samefile(source):
        msg = f"{target} is the file being read: choose another name for the result"
        raise FileFaultError(msg)
    roles = dict(guess_columns(header) if columns is None else columns)
    try:
        check_columns(roles, header)
    except MissingColumnError as error:
        msg = f"{source}: {error}"
        raise MissingColumnError(msg) from error
    cells = {role: [row[header.index(str(column))] for row in rows] for role, column in roles.items()}
    table = pd.DataFrame(cells, dtype=object)
    located = locate(table, columns={role: role for role in roles}, crs=WGS84 if crs is None else crs)
    new = located.astype(object).where(located.notna(), "").to_numpy(dtype=object).tolist()
    lines = [[*row, *own] for row, own in zip(rows, new, strict=True)]
    _write(target, [[*header, *_own_names(header)], *lines], separator)
    return Summary(
        rows=len(rows),
        columns={role: str(column) for role, column in roles.items()},
        located_by=_counts(located["located_by"]),
        problems=_counts(located["problem"]),
        without_commune=int(located["commune"].isna().sum()),
    )


def _counts(words: pd.Series) -> dict[str, int]:
    return {str(word): int(count) for word, count in words.value_counts().items()}


def _own_names(header: list[str]) -> list[str]:
    taken = set(header)
    names = []
    for column in RESULT_COLUMNS:
        name = column
        while name in taken:
            name = _OWN_PREFIX + name
        names.append(name)
    return names


def _read(source: Path) -> tuple[list[str], list[list[str]], str]:
    text = _decode(source)
    first_line = text.splitlines()[:1]
    separator = max(_SEPARATORS, key=lambda mark: len(next(csv.reader(first_line, delimiter=mark), [])))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        header = next(reader, [])
        for row in reader:
            if row and len(row) != len(header):
                msg = f"{source}, line {reader.line_num}: {len(row)} cells, but the header has {len(header)}"
                raise FileFaultError(msg)
            rows += [row] if row else []
    except csv.Error as error:
        msg = f"{source}, line {reader.line_num}: {error}; check the quotation marks near this line"
        raise FileFaultError(msg) from error
    if not header:
        msg = f"{source} is empty: the first line names the columns"
        raise FileFaultError(msg)
    return header, rows, separator


def _decode(source: Path) -> str:
    try:
        content = source.read_bytes()
    except OSError as error:
        msg = f"{source} cannot be read: {error.strerror}"
        raise FileFaultError(msg) from error
    if b"\0" in content:
        msg = f"{source} is no text file: save the sheet as CSV, UTF-8"
        raise FileFaultError(msg)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            fault = error
    line = content.count(b"\n", 0, fault.start) + 1
    msg = f"{source}, line {line}: neither UTF-8 nor Windows-1252; save the file as CSV, UTF-8"
    raise FileFaultError(msg)


def _write(target: Path, rows: list[list[str]], separator: str) -> None:
    # A reader of the target never meets half a file, and a failure leaves the old one.
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=separator, lineterminator="\n").writerows(rows)
        part.replace(target)
    except OSError as error:
        msg = f"{target} cannot be written: {error.strerror}"
        raise FileFaultError(msg) from error
    finally:
        part.unlink(missing_ok=True)
