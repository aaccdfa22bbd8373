"""Columns of a file that the atlas does not use: named, and kept beside the others on request."""

import pandas as pd

from atlas.readers.columns.persons import person_headers
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.tables import FUNDING, INITIATIVES

# What `kept_columns` reads as all of them.
ALL = "all"
_OTHER = " (fichier)"
# A column of the file that is called like one of the atlas is none.
_OURS = {column.name for table in (INITIATIVES, FUNDING) for column in table.columns} | {"batch"}


def unused(raw: Raw, mapping: Mapping) -> list[str]:
    """List the columns of a table that a mapping makes nothing of."""
    used = {*mapping.columns.values(), *mapping.abreast(), *mapping.kept}
    return [header for header in map(str, raw.cells) if header not in used]


def kept_columns(raw: Raw, mapping: Mapping, asked: list[str]) -> list[str]:
    """Return the headers to keep; of all, those of persons are not kept unless they are named.

    Notes
    -----
    A column called "all" is meant by its name.
    """
    headers = list(map(str, raw.cells))
    if ALL not in asked or ALL in headers:
        return asked
    persons = person_headers(headers)
    named = [header for header in asked if header != ALL]
    return [*named, *(each for each in unused(raw, mapping) if each not in {*persons, *named})]


def with_kept(table: pd.DataFrame, texts: pd.DataFrame, kept: list[str]) -> pd.DataFrame:
    """Add columns of the file to the rows made of it, which are as many and in the same order."""
    taken = {*table.columns, table.index.name, *_OURS}
    names = [header + _OTHER * (header in taken) for header in kept]
    return table.assign(
        **{
            name: texts[header].where(texts[header].ne("")).to_numpy()
            for name, header in zip(names, kept, strict=True)
        }
    )
