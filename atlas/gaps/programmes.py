"""Programmes of which an authority has one: whom they cover, and which authorities have one."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import PERIMETER_TYPES
from atlas.catalogue.selection import among
from atlas.territories import Geography
from atlas.territories.kept import kept_of
from atlas.territories.parts import holds
from atlas.territories.places import Place


class Reach(NamedTuple):
    """How far programmes reach.

    Attributes
    ----------
    people, covered
        Inhabitants, and those of them in a commune that a programme covers.
    authorities, authorities_with
        Intercommunalités that hold some of the communes, and those of them in which a programme counts.
    """

    people: int
    covered: int
    authorities: int
    authorities_with: int


def rated(catalogue: Catalogue, chosen: pd.Index) -> pd.Index:
    """Return those of some initiatives of which a rate per inhabitant may be asked.

    An authority has one programme, whether it has ten thousand inhabitants or a million: per inhabitant,
    large ones would always lack some.

    Returns
    -------
    pandas.Index
        Ids of `chosen` whose type is not one of `atlas.catalogue.presence.PERIMETER_TYPES`.
    """
    kinds = catalogue.tables.initiatives.loc[chosen, "type"]
    kept: pd.Index = chosen[~kinds.isin(PERIMETER_TYPES).to_numpy(dtype=bool)]
    return kept


def reach_by(catalogue: Catalogue, chosen: pd.Index, level: str, place: Place | None = None) -> pd.DataFrame:
    """Return how far programmes reach in each territory.

    Parameters
    ----------
    chosen
        Ids of the programmes.
    level
        One of `atlas.vocabulary.LEVELS`.
    place
        Count only what lies in this place.

    Returns
    -------
    pandas.DataFrame
        Indexed by the codes of the level, Int64: `covered`, `authorities` and `authorities_with` of `Reach`.
        Counted over perimeters, whichever way initiatives are counted.
    """
    where, epci, people = _communes(catalogue.geography, level)
    covered, having = _covered(catalogue, chosen), _having(catalogue, chosen)
    codes = catalogue.geography.level(level).index
    mine = (where >= 0) & _inside(catalogue.geography, place)
    pairs = np.unique(np.column_stack([where, epci])[mine & (epci >= 0)], axis=0)
    there = mine & covered
    size = len(codes)
    table = {
        "covered": np.bincount(where[there], people[there], size),
        "authorities": np.bincount(pairs[:, 0], minlength=size),
        "authorities_with": np.bincount(pairs[having[pairs[:, 1]], 0], minlength=size),
    }
    return pd.DataFrame(table, codes).astype("int64").astype("Int64")


def reach(
    catalogue: Catalogue, chosen: pd.Index, level: str, codes: pd.Index, place: Place | None = None
) -> Reach:
    """Return how far programmes reach in some territories together: each intercommunalité counts once."""
    where, epci, people = _communes(catalogue.geography, level)
    inside = np.isin(where, catalogue.geography.level(level).index.get_indexer(codes))
    inside &= _inside(catalogue.geography, place)
    mine = np.unique(epci[inside & (epci >= 0)])
    covered, having = _covered(catalogue, chosen), _having(catalogue, chosen)
    return Reach(
        people=int(people[inside].sum()),
        covered=int(people[inside & covered].sum()),
        authorities=len(mine),
        authorities_with=int(having[mine].sum()),
    )


def _inside(geography: Geography, place: Place | None) -> NDArray[np.bool_]:
    """Return which communes lie in a place."""
    return np.ones(len(geography.communes), dtype=bool) if place is None else holds(geography, place)


def _covered(catalogue: Catalogue, chosen: pd.Index) -> NDArray[np.bool_]:
    """Return which communes some of the chosen cover."""
    return _with_one(catalogue, chosen, "commune")


def _having(catalogue: Catalogue, chosen: pd.Index) -> NDArray[np.bool_]:
    """Return in which intercommunalités some of the chosen count."""
    return _with_one(catalogue, chosen, "epci")


def _with_one(catalogue: Catalogue, chosen: pd.Index, level: str) -> NDArray[np.bool_]:
    mine = among(catalogue.tables.initiatives.index, chosen)
    rows, present = catalogue.positions(level, "coverage")
    there = np.zeros(len(catalogue.geography.level(level)), dtype=bool)
    there[present[mine[rows]]] = True
    return there


@kept_of(maxsize=8)
def _communes(
    geography: Geography, level: str
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Return the territory and intercommunalité of each commune, by position or -1, and its people."""
    communes = geography.communes
    codes = geography.lookup(communes.index.to_series(), level)
    where = geography.level(level).index.get_indexer(pd.Index(codes))
    epci = geography.level("epci").index.get_indexer(pd.Index(communes["epci"]))
    return where, epci, communes["population"].fillna(0).to_numpy(dtype="float64")
