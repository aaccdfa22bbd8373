"""Where initiatives are: at their seat, or in every territory that they cover.

An initiative that covers three intercommunalités is present in each of the three; its seat lies in one.
Counting by seat and counting by coverage answer two questions, and the atlas never mixes them.
"""

from typing import Literal

import numpy as np
import pandas as pd

from atlas.errors import UnknownChoiceError
from atlas.territories import Geography
from atlas.territories.members import members_of
from atlas.territories.places import split_place
from atlas.territories.points import Positions

By = Literal["seat", "coverage"]
COUNTING: tuple[By, ...] = ("seat", "coverage")

# Programmes of a territory, which have a perimeter: a PAT is where it works, not where its office is.
PERIMETER_TYPES = ("pat", "contrat_transition_ecologique", "tepos", "monnaie_locale")


def usual_count(types: tuple[str, ...]) -> By:
    """Return how initiatives of these types are counted unless somebody asks for the other way.

    Parameters
    ----------
    types
        Codes of types; empty means all.

    Returns
    -------
    str
        `coverage` if each is a programme that has a perimeter; `seat` for all others and for a mixture,
        because the two ways are never mixed.

    Examples
    --------
    >>> usual_count(("pat", "tepos")), usual_count(("pat", "ptce")), usual_count(())
    ('coverage', 'seat', 'seat')
    """
    return "coverage" if types and set(types) <= set(PERIMETER_TYPES) else "seat"


def seats(initiatives: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Place each initiative at its seat, at every level.

    Parameters
    ----------
    initiatives
        Table of initiatives, indexed by id, with `seat_commune`, `departement` and `region` (INSEE codes;
        missing where not known) and `lon`, `lat` (degrees, EPSG:4326; missing where no source gives them).

    Returns
    -------
    pandas.DataFrame
        Index of `initiatives`; columns `commune, bassin_de_vie, epci, departement, region` (codes),
        `setting, density_level, aav_category` of the seat commune, `lon, lat` (degrees; the commune's seat
        point where no source gives coordinates). Missing means not known at that level: an initiative
        known by its région only has a région and nothing else.
    """
    communes = geography.communes.reindex(initiatives["seat_commune"]).set_index(initiatives.index)
    places = pd.DataFrame({"commune": initiatives["seat_commune"]}, index=initiatives.index)
    for level in ("bassin_de_vie", "epci", "departement", "region"):
        places[level] = communes[level]
    # An overseas collectivity stands in the column of départements and is no territory of that level.
    declared = initiatives["departement"].where(
        initiatives["departement"].isin(geography.level("departement").index)
    )
    places["departement"] = places["departement"].fillna(declared)
    places["region"] = places["region"].fillna(initiatives["region"])
    for column in ("setting", "density_level", "aav_category"):
        places[column] = communes[column]
    places["lon"] = initiatives["lon"].astype("float64").fillna(communes["seat_lon"])
    places["lat"] = initiatives["lat"].astype("float64").fillna(communes["seat_lat"])
    return places


def presence(initiatives: pd.DataFrame, geography: Geography, level: str, *, by: By = "seat") -> pd.DataFrame:
    """List the territories of one level in which each initiative is present.

    Parameters
    ----------
    initiatives
        Table of initiatives, indexed by id; see `seats`, and `coverage` (`level:code` parts joined by `|`).
    level
        One of `atlas.vocabulary.LEVELS`.
    by
        `seat`: one territory at most. `coverage`: every territory of `level` that shares a commune with the
        coverage; an initiative whose coverage no source states counts at its seat.

    Returns
    -------
    pandas.DataFrame
        Columns `id`, `code` and `population`: inhabitants of the part of the coverage that lies in the
        territory (of the whole territory's seat commune for a seat), the weight by which money is shared.
        Initiatives not located at this level are absent.

    Raises
    ------
    UnknownChoiceError
        If `by` is neither `seat` nor `coverage`.
    """
    if by not in COUNTING:
        msg = f"Unknown way to count {by!r}: choose 'seat' or 'coverage'."
        raise UnknownChoiceError(msg)
    at_seat = seats(initiatives, geography)[level].dropna()
    population = geography.communes["population"]
    seat_rows = pd.DataFrame({"id": at_seat.index, "code": at_seat.to_numpy()})
    seat_rows["population"] = (
        initiatives.loc[at_seat.index, "seat_commune"].map(population).fillna(0).to_numpy(dtype="int64")
    )
    if by == "seat":
        return seat_rows
    ids, communes = _spread(initiatives["coverage"].reset_index(drop=True).dropna(), geography)
    codes, names = pd.factorize(geography.take(level, communes), sort=True)
    # Sorted by id, then by code: who shares money cent by cent goes through the rows in this order.
    owners, order = pd.factorize(initiatives.index[ids], sort=True)
    known = codes >= 0
    pairs, at = np.unique(owners[known] * len(names) + codes[known], return_inverse=True)
    weights = geography.communes["population"].to_numpy(dtype="float64")[communes[known]]
    inside = pd.DataFrame(
        {"id": order[pairs // max(len(names), 1)], "code": names[pairs % max(len(names), 1)]}
    )
    inside["population"] = np.bincount(at, weights, minlength=len(pairs)).astype("int64")
    alone = seat_rows[initiatives["coverage"].isna().reindex(seat_rows["id"]).to_numpy()]
    return pd.concat([inside, alone], ignore_index=True)


def _spread(covered: pd.Series, geography: Geography) -> tuple[Positions, Positions]:
    """Return every commune of each coverage once, by position of the initiative and of the commune."""
    parts = covered.str.split("|").explode()
    levels, codes = np.array([split_place(part) for part in parts], dtype=object).reshape(-1, 2).T
    found = []
    for level in pd.unique(levels):
        at = np.flatnonzero(levels == level)
        rows, communes = members_of(geography, level, pd.Index(codes[at]))
        found.append(parts.index.to_numpy()[at[rows]] * len(geography.communes) + communes)
    # Two parts of one coverage may share communes: each commune counts once.
    pairs = np.unique(np.concatenate([np.empty(0, dtype="int64"), *found]))
    return pairs // len(geography.communes), pairs % len(geography.communes)
