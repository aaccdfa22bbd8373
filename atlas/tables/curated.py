"""The curated tables, read once per process."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from atlas import settings
from atlas.errors import TableFaultError
from atlas.tables.declaration import Declaration
from atlas.tables.reading import read
from atlas.tables.schemas import FUNDING, INITIATIVES, PERIMETERS, STUDY_FACTS, TYPES
from atlas.vocabulary import Label


class Tables(NamedTuple):
    """The curated tables.

    Attributes
    ----------
    initiatives
        Indexed by `id`, see `atlas.tables.INITIATIVES`; `coverage` names the communes of the exact perimeter
        where `atlas.tables.PERIMETERS` holds one.
    funding
        Indexed by `line_id`, see `atlas.tables.FUNDING`.
    types
        Indexed by `type`, see `atlas.tables.TYPES`.
    study_facts
        See `atlas.tables.STUDY_FACTS`.
    perimeters
        See `atlas.tables.PERIMETERS`.
    """

    initiatives: pd.DataFrame
    funding: pd.DataFrame
    types: pd.DataFrame
    study_facts: pd.DataFrame
    perimeters: pd.DataFrame


@lru_cache(maxsize=4)
def load_tables(folder: Path = settings.INITIATIVES_FOLDER) -> Tables:
    """Read and check the curated tables of a folder.

    Parameters
    ----------
    folder
        Holds `initiatives.csv`, `perimeters.csv`, `funding.csv`, `types.csv` and `study_facts.csv`.

    Returns
    -------
    Tables
        Shared by the whole process: nobody changes its tables; whoever needs to works on a copy.

    Raises
    ------
    TableFaultError
        If any table breaks its schema: the message lists the faults of all tables.
    FileFaultError
        If a file is missing or damaged.
    """
    frames = []
    messages: list[Label] = []
    for declaration in (INITIATIVES, FUNDING, TYPES, STUDY_FACTS, PERIMETERS):
        try:
            frames.append(_read(folder, declaration))
        except TableFaultError as error:
            messages.append(error.label)
    if messages:
        raise TableFaultError(Label._make("\n".join(told) for told in zip(*messages, strict=True)))
    tables = Tables(*frames)
    return tables._replace(initiatives=_with_perimeters(tables.initiatives, tables.perimeters))


def _read(folder: Path, declaration: Declaration) -> pd.DataFrame:
    return read(folder / f"{declaration.name}.csv", declaration)


def _with_perimeters(initiatives: pd.DataFrame, perimeters: pd.DataFrame) -> pd.DataFrame:
    """Write the communes of exact perimeters as coverage, so that nobody else needs to know of them."""
    communes = ("commune:" + perimeters["commune"]).groupby(perimeters["initiative_id"]).agg("|".join)
    return initiatives.assign(coverage=communes.reindex(initiatives.index).fillna(initiatives["coverage"]))
