"""From what a reader names to where a search for peers starts."""

import difflib
import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.legal_forms import FORMS, LEGAL_FORMS
from atlas.errors import UnknownChoiceError, UnknownTerritoryError
from atlas.peers.traits import SHARES, scale_ranks, surroundings, traits
from atlas.records import record
from atlas.territories import normalise_name
from atlas.territories.places import Place, place
from atlas.vocabulary import INITIATORS, SCALES, SETTINGS

_LISTED = 8


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where a search starts: an initiative, or a place, a profile, or a profile in a place.

    Attributes
    ----------
    initiative
        Id; with it the rest stays empty.
    place
        `level:code` of a territory.
    type, setting, scale, initiator, legal_form
        Codes of the closed lists; empty for not given.
    population
        Inhabitants of the surroundings, or None.
    start_year
        Year, or None.
    """

    initiative: str = ""
    place: str = ""
    type: str = ""
    setting: str = ""
    population: int | None = None
    scale: str = ""
    initiator: str = ""
    legal_form: str = ""
    start_year: int | None = None


# What a profile may say, beside a place.
PROFILE = ("type", "setting", "population", "scale", "initiator", "legal_form", "start_year")


class Origin(NamedTuple):
    """A start found in the data.

    Attributes
    ----------
    row
        One row in the columns of `atlas.peers.Traits.table`.
    name
        What it is called; empty for a profile without a place.
    located
        Whether it has a point on the map.
    """

    row: pd.DataFrame
    name: str
    located: bool


def origin(catalogue: Catalogue, start: Start) -> Origin:
    """Find in the data what a search starts from.

    Returns
    -------
    Origin
        A place below the département is described by its bassin de vie, as initiatives are; an EPCI, a
        département or a région by itself. Its point is the seat of the commune, or the point at which the
        territory's name is written. What the profile says takes the place of what the place is.

    Raises
    ------
    UnknownChoiceError
        If the initiative or a word of the profile is unknown, or nothing is given at all.
    UnknownTerritoryError
        If the place is unknown.
    """
    table = traits(catalogue).table
    if start.initiative:
        if start.initiative not in table.index:
            msg = f"No initiative has the id {start.initiative!r}."
            raise UnknownChoiceError(msg)
        row = table.loc[[start.initiative]]
        name = str(catalogue.tables.initiatives["name"][start.initiative])
        return Origin(row, name, bool(row["lon"].notna().iloc[0]))
    if start == Start():
        msg = "Nothing to start from: name an initiative, a place or a profile."
        raise UnknownChoiceError(msg)
    row = pd.DataFrame(np.nan, index=["start"], columns=table.columns)
    row[["type", "initiator"]] = row[["type", "initiator"]].astype("object")
    name = ""
    if start.place:
        where = place(catalogue.geography, start.place)
        name = catalogue.geography.name(*where)
        _settle(catalogue, where, row)
    _profile(catalogue, start, row)
    return Origin(row, name, bool(row["lon"].notna().iloc[0]))


def _settle(catalogue: Catalogue, where: Place, row: pd.DataFrame) -> None:
    geography = catalogue.geography
    territory = record(geography.level(where.level), where.code)
    point = ("seat_lon", "seat_lat") if where.level == "commune" else ("label_lon", "label_lat")
    # A commune of an overseas collectivity has no point in the data.
    row[["lon", "lat"]] = [[np.nan if territory[c] is None else float(territory[c]) for c in point]]
    level, code = where
    if level == "commune":
        level, code = "bassin_de_vie", territory["bassin_de_vie"]
    known = surroundings(geography, level, pd.Series([code], index=row.index, dtype="object"))
    row[known.columns] = known


def _profile(catalogue: Catalogue, start: Start, row: pd.DataFrame) -> None:
    _check(catalogue, start)
    if start.type:
        row["type"] = start.type
    if start.initiator:
        row["initiator"] = start.initiator
    if start.setting:
        row[list(SHARES)] = [[float(column == f"share_{start.setting}") for column in SHARES]]
    if start.population is not None:
        row["population"] = float(start.population)
    if start.scale:
        row["scale"] = scale_ranks(pd.Series([start.scale], index=row.index))
    if start.legal_form:
        row[list(FORMS)] = [[float(column == f"form_{start.legal_form}") for column in FORMS]]
    if start.start_year is not None:
        row["start_year"] = float(start.start_year)


def _check(catalogue: Catalogue, start: Start) -> None:
    lists: dict[str, list[str]] = {
        "type": list(catalogue.tables.types.index),
        "setting": list(SETTINGS),
        "scale": list(SCALES),
        "initiator": list(INITIATORS),
        "legal_form": list(LEGAL_FORMS),
    }
    for field, codes in lists.items():
        value = getattr(start, field)
        if value and value not in codes:
            msg = f"Unknown {field.replace('_', ' ')} {value!r}: choose one of {', '.join(codes)}."
            raise UnknownChoiceError(msg)
    if start.population is not None and start.population <= 0:
        msg = f"A population of {start.population!r} cannot be compared: give one above zero."
        raise UnknownChoiceError(msg)


def initiatives_named(catalogue: Catalogue, text: str, *, limit: int | None = None) -> pd.DataFrame:
    """List the initiatives that a text may mean.

    Parameters
    ----------
    text
        An id, or all or part of a name, whatever the case and accents.

    Returns
    -------
    pandas.DataFrame
        Indexed by id, `name` and `type`: the id alone if there is one; else those of exactly that name; else
        names that begin with the text, then names that contain it. Empty where none answers.
    """
    table = catalogue.tables.initiatives[["name", "type"]]
    if text.strip() in table.index:
        return table.loc[[text.strip()]]
    key = normalise_name(text)
    if not key:
        return table.iloc[:0]
    names = table["name"].map(normalise_name)
    found = table[names.eq(key)]
    if found.empty:
        first, inside = names.str.startswith(key), names.str.contains(key, regex=False)
        found = pd.concat([table[first], table[inside & ~first]])
    return found if limit is None else found.head(limit)


def initiatives_listed(catalogue: Catalogue, text: str) -> tuple[list[str], list[str]]:
    """Read a pasted list of initiatives: names or ids, a line each, or ids between commas or spaces.

    Returns
    -------
    tuple
        The ids found, each once, in the order of the list; and what names none, or more than one.
    """
    table = catalogue.tables.initiatives["name"]
    names = table.map(normalise_name)
    found: list[str] = []
    unknown: list[str] = []
    for line in filter(None, (part.strip() for part in re.split(r"[\n;]", text))):
        same = names.index[names.eq(normalise_name(line))]
        pieces = [line] if len(same) else line.replace(",", " ").split()
        if line in table.index:
            found.append(line)
        elif len(same) == 1:
            found.append(str(same[0]))
        elif len(same) or not any(piece in table.index for piece in pieces):
            unknown.append(line)
        else:
            found += [piece for piece in pieces if piece in table.index]
            unknown += [piece for piece in pieces if piece not in table.index]
    return list(dict.fromkeys(found)), list(dict.fromkeys(unknown))


def initiative_named(catalogue: Catalogue, text: str) -> str:
    """Return the id of the one initiative that a text means.

    Parameters
    ----------
    text
        See `initiatives_named`.

    Raises
    ------
    UnknownChoiceError
        If several answer, listed with their ids, or none, with those whose name is close.
    """
    found = initiatives_named(catalogue, text)
    if len(found) == 1:
        return str(found.index[0])
    if found.empty:
        names = catalogue.tables.initiatives["name"].map(normalise_name)
        every = {**{str(name): str(key) for key, name in names.items()}, **{key: key for key in names.index}}
        close = difflib.get_close_matches(normalise_name(text), list(every), n=3, cutoff=0.6)
        ids = dict.fromkeys(every[one] for one in close)
        hint = f" Did you mean {_list(catalogue, pd.Index(list(ids)))}?" if ids else ""
        msg = f"No initiative is called {text!r}.{hint}"
        raise UnknownChoiceError(msg)
    more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    msg = f"{text!r} may be {_list(catalogue, found.index[:_LISTED])}{more}: give the id."
    raise UnknownChoiceError(msg)


def _list(catalogue: Catalogue, ids: pd.Index) -> str:
    names = catalogue.tables.initiatives["name"]
    return ", ".join(f"{key} ({names[key]})" for key in ids)


def commune_named(catalogue: Catalogue, text: str) -> str:
    """Return the code of the one commune that a text means.

    Parameters
    ----------
    text
        A code, of today or former, or a name.

    Returns
    -------
    str
        INSEE code of today.

    Raises
    ------
    UnknownTerritoryError
        If no commune answers, or several, listed with their codes.
    """
    geography = catalogue.geography
    resolved = geography.resolve(pd.Series([text.strip().upper()])).iloc[0]
    if pd.notna(resolved["commune"]):
        return str(resolved["commune"])
    codes = (
        str(resolved["candidates"]).split("|")
        if pd.notna(resolved["candidates"])
        else list(geography.named(text))
    )
    if len(codes) == 1:
        return str(codes[0])
    if not codes:
        msg = f"No commune has the code or the name {text!r}."
        raise UnknownTerritoryError(msg)
    names = geography.communes["name"]
    listed = ", ".join(f"{code} ({names[code]})" for code in codes[:_LISTED])
    more = f" and {len(codes) - _LISTED} more" if len(codes) > _LISTED else ""
    msg = f"{text!r} may be {listed}{more}: give the code."
    raise UnknownTerritoryError(msg)
