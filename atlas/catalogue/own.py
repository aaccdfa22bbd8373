"""The reader's own rows and perimeters, made fit to stand beside the curated ones.

They come from an import of this session or from a workspace that several people write to. What does not hold
(a code that no list has, an address that is none) is left out as "not known"; the row itself stays.
"""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from atlas.catalogue.selection import among
from atlas.readers.perimeters import Brought
from atlas.readers.rows.grants import Grants
from atlas.readers.rows.imported import Import
from atlas.tables import FUNDING, INITIATIVES, Declaration, Tables
from atlas.tables.declaration import FORMS
from atlas.territories import Geography
from atlas.territories.perimeters import OWN as OWN_KIND
from atlas.territories.places import is_place
from atlas.vocabulary import PERIMETER, Label

# The type of an initiative whose file names none of `types.csv`.
OTHER = "autre"
OTHER_TYPE = Label("Autre type", "Other type")
# A list that somebody's rows enlarge was not complete, and what is missing of it now nobody knows.
_ENLARGED = Label("partielle : liste augmentée de vos données", "partial: list enlarged with your data")
_NOT_READABLE = Label("ne pas lire une absence comme un vide", "do not read an absence as a gap")
_UNKNOWN = "unknown"


class Own(NamedTuple):
    """What a reader has brought, or a team has kept.

    Attributes
    ----------
    initiatives
        Columns of `atlas.tables.INITIATIVES` and `batch`, indexed by id.
    funding
        Columns of `atlas.readers.Grants.table` and `funder, funder_level, nature, purpose, year_start,
        year_end, initiative_id` (missing where the row names no initiative) and `batch`, indexed by line.
    perimeters
        Columns `name`, `commune` and `batch`, indexed by code: a row for each commune of each perimeter.
    """

    initiatives: pd.DataFrame
    funding: pd.DataFrame
    perimeters: pd.DataFrame


class Money(NamedTuple):
    """The reader's own money.

    Attributes
    ----------
    lines
        Lines of initiatives, see `atlas.tables.FUNDING`, indexed by a `line_id` of their own.
    grants
        The other rows, laid over the territories; None where there are none.
    """

    lines: pd.DataFrame
    grants: Grants | None


NOTHING = Own(
    initiatives=pd.DataFrame(columns=["name", "batch"]),
    funding=pd.DataFrame(columns=["cents", "initiative_id", "batch"]),
    perimeters=pd.DataFrame(columns=["name", "commune", "batch"]),
)


def combined(parts: Iterable[Own]) -> Own:
    """Put the rows of several imports below each other.

    Parameters
    ----------
    parts
        In any number; the first has precedence where ids must be told apart.
    """
    tables = [[table for table in same if len(table)] for same in zip(NOTHING, *parts, strict=True)]
    return Own(*(pd.concat(found) if found else none for found, none in zip(tables, NOTHING, strict=True)))


def imported(import_: Import | Brought, batch: str) -> Own:
    """Return the rows of one import, or the perimeters of one file."""
    return NOTHING._replace(**{import_.kind: import_.table.assign(batch=batch)})


def own_initiatives(own: Own, curated: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Make the reader's initiatives fit to follow the curated ones.

    Parameters
    ----------
    curated
        Table of curated initiatives, indexed by id.

    Returns
    -------
    pandas.DataFrame
        Columns and types of `curated`; ids that `curated` has, or that stand twice, are told apart by a
        number at their end.
    """
    table = _fit(own.initiatives, INITIATIVES, curated)
    table["type"] = table["type"].fillna(OTHER)
    table["name"] = table["name"].fillna("–")
    table["source"] = table["source"].fillna("")
    communes = geography.communes.index
    table["seat_commune"] = table["seat_commune"].where(among(table["seat_commune"], communes))
    for level in ("departement", "region"):
        table[level] = table[level].where(table[level].isin(geography.level(level).index))
    table["coverage"] = _known_coverage(table["coverage"], geography)
    table.index = _unique(pd.Series(own.initiatives.index.astype("str")), curated.index).rename("id")
    return table


def own_perimeters(own: Own, geography: Geography) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the reader's perimeters fit to stand beside those that a geography has.

    Returns
    -------
    named, members
        See `atlas.territories.perimeters.with_perimeters`. Codes that the geography has, or that two batches
        have, are told apart by a number at their end; communes are followed to those of today.
    """
    rows = own.perimeters.rename_axis("code").reset_index()
    rows["commune"] = geography.resolve(rows["commune"].astype("str"))["commune"]
    rows = rows.dropna(subset="commune")
    named = rows.drop_duplicates(["batch", "code"])[["batch", "code", "name"]]
    taken = geography.level(PERIMETER).index if PERIMETER in geography.levels else pd.Index([])
    named["unique"] = _unique(named["code"].astype("str"), taken)
    members = rows.merge(named, on=["batch", "code"])[["unique", "commune"]]
    return (
        named.set_index("unique")[["name"]].assign(kind=OWN_KIND).rename_axis("code"),
        members.rename(columns={"unique": "code"}),
    )


def own_money(own: Own, curated: pd.DataFrame, initiatives: pd.Index) -> Money:
    """Part the reader's money into lines of initiatives and grants over territories.

    Parameters
    ----------
    initiatives
        Ids of all initiatives, the reader's too.
    """
    rows = own.funding
    named = among(rows["initiative_id"], initiatives)
    lines = rows[named]
    table = lines.reindex(columns=list(curated.columns))
    table["amount_eur"] = lines["cents"].astype("Float64") / 100
    table["status"] = _UNKNOWN
    table["direction"] = "received"
    table["counted"] = True
    table["funder"] = table["funder"].fillna("–")
    table = _fit(table, FUNDING, curated)
    names = "own_" + lines["batch"].astype("str") + "_" + lines.index.astype("str")
    table.index = _unique(pd.Series(names.to_numpy(), dtype="str"), curated.index).rename("line_id")
    grants = rows[~named]
    return Money(table, None if grants.empty else laid_over(grants))


def laid_over(rows: pd.DataFrame) -> Grants:
    """Lay rows of funding over the territories.

    Parameters
    ----------
    rows
        Of one file or of several, see `Own.funding`.

    Returns
    -------
    atlas.readers.rows.grants.Grants
        Without the header, the sheet and the layout that only one file has.
    """
    return Grants(table=rows, layout="", sheet="", sheets=(), amount="", columns={}, digest="")


def enlarged_types(types: pd.DataFrame, own: pd.Series) -> pd.DataFrame:
    """Add the types that only the reader's rows have, and tell which lists are no longer complete.

    Parameters
    ----------
    own
        Type of each of the reader's initiatives.

    Returns
    -------
    pandas.DataFrame
        The types of `types` in their order, then the others.
    """
    mine = pd.Index(own.unique())
    more = mine.difference(types.index)
    added = pd.DataFrame(index=more.rename(types.index.name), columns=types.columns)
    added["label_fr"] = [OTHER_TYPE.fr if code == OTHER else code for code in more]
    added["label_en"] = [OTHER_TYPE.en if code == OTHER else code for code in more]
    added["study_type"] = "added"
    added["known_total"], added["known_total_en"] = "inconnu", "unknown"
    table = pd.concat([types, added.astype(types.dtypes)]) if len(more) else types.copy()
    enlarged = table.index.isin(mine)
    lists = {"completeness": _ENLARGED, "gap_map_use": _NOT_READABLE}
    for column, words in lists.items():
        table.loc[enlarged, column] = words.fr
        table.loc[enlarged, f"{column}_en"] = words.en
    table.loc[enlarged, "known_count"] = pd.NA
    was = table["completeness_class"]
    table["completeness_class"] = was.mask(enlarged & was.ne("very_partial"), "partial")
    return table


def enlarged_tables(tables: Tables, initiatives: pd.DataFrame, lines: pd.DataFrame) -> Tables:
    """Put the reader's rows below the curated ones.

    Parameters
    ----------
    initiatives
        See `own_initiatives`.
    lines
        See `own_money`.

    Returns
    -------
    Tables
        New tables; the curated ones stay as they are.
    """
    return Tables(
        initiatives=pd.concat([tables.initiatives, initiatives]),
        funding=pd.concat([tables.funding, lines]),
        types=enlarged_types(tables.types, initiatives["type"]),
        study_facts=tables.study_facts,
        perimeters=tables.perimeters,
    )


def _fit(table: pd.DataFrame, declaration: Declaration, curated: pd.DataFrame) -> pd.DataFrame:
    """Keep the declared columns with the declared types; a value that does not hold is not known."""
    table = table.reindex(columns=list(curated.columns)).astype(curated.dtypes.to_dict())
    for column in declaration.columns:
        if column.name not in table:
            continue
        values = table[column.name]
        if column.choices:
            fallback = _UNKNOWN if column.filled and _UNKNOWN in column.choices else None
            table[column.name] = values.where(values.isin(list(column.choices)), fallback)
        elif column.kind == "url":
            sound = values.str.fullmatch(FORMS["url"].expression).fillna(value=False).astype(bool)
            table[column.name] = values.where(sound)
        elif column.minimum is not None and column.maximum is not None:
            inside = values.between(column.minimum, column.maximum).fillna(value=False).astype(bool)
            table[column.name] = values.where(inside)
    return table


def _known_coverage(coverage: pd.Series, geography: Geography) -> pd.Series:
    def known(text: object) -> str | None:
        return "|".join(part for part in str(text).split("|") if is_place(geography, part)) or None

    return coverage.dropna().map(known).reindex(coverage.index).astype(coverage.dtype)


def _unique(ids: pd.Series, taken: pd.Index) -> pd.Index:
    """Make ids unique by a number at their end, the same for the same ids in the same order."""
    number = ids.groupby(ids).cumcount() + 1 + among(ids, taken)
    names = ids
    while (again := among(names, taken) | names.duplicated()).any():
        names = names.mask(again, ids + "_" + number.astype("str"))
        number = number.mask(again, number + 1)
    unique: pd.Index = pd.Index(names, dtype="str")
    return unique
