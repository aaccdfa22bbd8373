"""How large an uploaded file may be."""

from dataclasses import dataclass, field

from atlas import settings
from atlas.readers.told.refusals import BOUNDS, FileRefusedError
from atlas.vocabulary import Language
from atlas.words.numbers import number
from atlas.words.texts.reading import LARGER


@dataclass(frozen=True)
class Limits:
    """How large a file may be; each part defaults to its setting in `atlas.settings`.

    Attributes
    ----------
    unzipped_bytes
        Of all that a zip, a workbook or a compressed column unpacks to.
    growth
        How many times its packed size a member of a zip may unpack to; small members are free of it.
    rows, columns, cells
        Of the table; `cells` is their product, empty ones included. A JSON may have as many values.
    """

    upload_bytes: int = field(default_factory=lambda: settings.MAX_UPLOAD_BYTES)
    unzipped_bytes: int = field(default_factory=lambda: settings.MAX_UNZIPPED_BYTES)
    growth: int = field(default_factory=lambda: settings.MAX_ZIP_GROWTH)
    members: int = field(default_factory=lambda: settings.MAX_ZIP_MEMBERS)
    rows: int = field(default_factory=lambda: settings.MAX_ROWS)
    columns: int = field(default_factory=lambda: settings.MAX_COLUMNS)
    cells: int = field(default_factory=lambda: settings.MAX_CELLS)
    characters: int = field(default_factory=lambda: settings.MAX_CELL_CHARACTERS)

    def check_shape(self, rows: int, columns: int) -> None:
        """Refuse a table with too many rows, columns or cells."""
        self.check("too_many_columns", columns, self.columns)
        self.check_size(rows, rows * columns)

    def check_size(self, rows: int, cells: int) -> None:
        """Refuse too many rows, or cells of rows of any width."""
        self.check("too_many_rows", rows, self.rows)
        self.check("too_many_cells", cells, self.cells)

    @staticmethod
    def check(fault: str, size: int, limit: int) -> None:
        """Refuse what is larger than its bound."""
        if size > limit:
            raise FileRefusedError(fault, limit=str(limit))


def page_limits() -> Limits:
    """Return the bounds of a file that is brought to a page."""
    return Limits(
        rows=settings.PAGE_MAX_ROWS,
        cells=settings.PAGE_MAX_CELLS,
        unzipped_bytes=settings.PAGE_MAX_UNZIPPED_BYTES,
    )


def told_on_page(error: FileRefusedError, language: Language) -> str:
    """Return what is wrong with a file; where it met a bound of a page, what takes larger ones."""
    told = error.to(language)
    if error.fault not in BOUNDS:
        return told
    most = {
        "size": settings.MAX_UPLOAD_BYTES // 1_000_000,
        "rows": settings.MAX_ROWS,
        "cells": settings.MAX_CELLS,
    }
    larger = {name: number(limit, language) for name, limit in most.items()}
    return f"{told} {LARGER.to(language).format(**larger)}"
