"""The peers of a start: the nearest, the most alike, or both weighed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.selection import Selection
from atlas.errors import EmptySelectionError, UnknownChoiceError
from atlas.peers.gower import check_weights, gower, parts
from atlas.peers.starts import Origin, Start, origin
from atlas.peers.traits import Traits, traits
from atlas.sphere import great_circle
from atlas.territories.places import place
from atlas.vocabulary import PERIMETER

# At this distance, in kilometres, nearness is one half.
HALF_KM = 50.0
# The least share of the weights that must be comparable for a similarity to be trusted.
LEAST_COMPARED = 0.5


class Beyond(NamedTuple):
    """The nearest initiative outside of the radius.

    Attributes
    ----------
    id, name
        Which it is.
    distance_km
        Kilometres along a great circle.
    """

    id: str
    name: str
    distance_km: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Peers:
    """The peers of a start, and what was left out.

    Attributes
    ----------
    start, origin
        What was asked, and what the data have of it.
    table
        Indexed by id, best first: `rank` (1 is best), `distance_km` (great circle; NaN where the place is
        not known), `nearness` (0 to 1, NaN likewise), `similarity` and `compared` (see `atlas.peers.gower`),
        `score` (0 to 1), and `alike_*`, the similarity in each variable (NaN where it could not be
        compared).
    nearness
        Share of nearness in the score that was used: 0 where the start has no point.
    k, radius_km, weights
        As asked.
    elsewhere
        Whether those of the start's own place are left out.
    here
        How many were left out so.
    candidates
        How many initiatives were looked at, the start left out.
    answering
        How many could be ranked (within the radius).
    unplaced
        How many have no point, so that they may be alike but not near.
    hardly_known
        How many have too few facts to be compared.
    beyond
        The nearest one outside of the radius; None where there is no radius or none outside.
    """

    start: Start
    origin: Origin
    table: pd.DataFrame
    nearness: float
    k: int
    radius_km: float | None
    weights: dict[str, float]
    elsewhere: bool
    here: int
    candidates: int
    answering: int
    unplaced: int
    hardly_known: int
    beyond: Beyond | None

    @property
    def start_unknown(self) -> bool:
        """Whether nothing is known of the start by which it could be compared."""
        return self.table.empty and not self.origin.located and self.hardly_known == self.candidates


def nearness(km: pd.Series, *, half_km: float = HALF_KM) -> pd.Series:
    r"""Turn distances into a score that can be weighed against a similarity.

    Parameters
    ----------
    half_km
        Distance at which the score is one half, in kilometres.

    Returns
    -------
    pandas.Series
        From 1 (at the same place) towards 0, same index; NaN stays.

    Notes
    -----
    .. math:: n(d) = 2^{-d / h}

    Each further :math:`h` kilometres halve it. A great circle is not a road: a mountain or an arm of the sea
    may lie between.

    Examples
    --------
    >>> nearness(pd.Series([0.0, 50.0, 100.0])).tolist()
    [1.0, 0.5, 0.25]
    """
    return pd.Series(np.exp2(-km.to_numpy(dtype="float64") / half_km), index=km.index)


def peers(  # noqa: PLR0913 - each is one choice of the reader
    catalogue: Catalogue,
    start: Start,
    *,
    selection: Selection | None = None,
    nearness_share: float = 0.5,
    k: int = 10,
    radius_km: float | None = None,
    weights: Mapping[str, float] | None = None,
    elsewhere: bool = False,
    least: float = LEAST_COMPARED,
) -> Peers:
    r"""Find the peers of a start among the initiatives of a selection.

    Parameters
    ----------
    selection
        Among which initiatives; all by default. The start itself is never its own peer.
    nearness_share
        From 0 (the most alike) to 1 (the nearest).
    radius_km
        Only initiatives within so many kilometres; all by default.
    weights
        Of each variable in the similarity, see `atlas.peers.check_weights`.
    elsewhere
        Whether to leave out initiatives of the start's own place: those with their seat in the commune of its
        seat, or in the territory that it is. They are often the start itself under another label.
    least
        Initiatives of which less than this share of the weights can be compared are not ranked, unless only
        nearness counts.

    Returns
    -------
    Peers
        The list may be empty: that is an answer, and `beyond` says how far one would have to look.

    Raises
    ------
    UnknownChoiceError
        If a choice is none of those given, or nearness is all that is asked of a start without a point.
    EmptySelectionError
        If no other initiative answers to the selection.

    Notes
    -----
    .. math:: score = a \, n(d) + (1 - a) \, S

    with :math:`a` the share of nearness, :math:`n` from `nearness` and :math:`S` from `gower`. An
    initiative without a known place has no distance: its nearness counts for nothing, so that it never
    gains by what is not known. Ties go to the better compared, then to the nearer, then to the first id.
    """
    weights = check_weights(weights)
    _check(nearness_share, k, radius_km)
    found = origin(catalogue, start)
    if not found.located:
        if nearness_share == 1 or radius_km is not None:
            msg = (
                f"{found.name or 'This profile'} has no point in the data, so no distance to it is known: "
                "ask for the most alike instead."
            )
            raise UnknownChoiceError(msg)
        nearness_share = 0.0
    ids = catalogue.choose(selection or Selection()).index
    ids = ids[ids != start.initiative]
    here = _of_own_place(catalogue, start, ids) if elsewhere else ids[:0]
    ids = ids.difference(here, sort=False)
    if ids.empty:
        msg = "No other initiative answers to this selection: widen it."
        raise EmptySelectionError(msg)
    every = traits(catalogue)
    table = compare(found.row, Traits(every.table.loc[ids], every.ranges), weights)
    near = table["nearness"]
    table["score"] = (
        near
        if nearness_share == 1
        else (1 - nearness_share) * table["similarity"] + nearness_share * near.fillna(0.0)
    )
    fit = table["score"].notna()
    hardly = pd.Series(data=False, index=ids)
    if nearness_share < 1:
        hardly = table["compared"].lt(least) | table["similarity"].isna()
        fit &= ~hardly
    beyond = None
    if radius_km is not None:
        outside = table["distance_km"].gt(radius_km)
        if outside.any():
            away = table.loc[outside, "distance_km"]
            first = str(away.idxmin())
            name = str(catalogue.tables.initiatives["name"][first])
            beyond = Beyond(first, name, float(away.min()))
        fit &= table["distance_km"].le(radius_km)
    ranked = table[fit].rename_axis("id").reset_index()
    ranked = ranked.sort_values(
        ["score", "compared", "distance_km", "id"], ascending=[False, False, True, True], kind="stable"
    ).set_index("id")
    ranked.insert(0, "rank", np.arange(1, len(ranked) + 1))
    return Peers(
        start=start,
        origin=found,
        table=ranked.head(k),
        nearness=nearness_share,
        k=k,
        radius_km=radius_km,
        weights=weights,
        elsewhere=elsewhere,
        here=len(here),
        candidates=len(ids),
        answering=len(ranked),
        unplaced=int(every.table.loc[ids, "lon"].isna().sum()),
        hardly_known=int(hardly.sum()),
        beyond=beyond,
    )


def _of_own_place(catalogue: Catalogue, start: Start, ids: pd.Index) -> pd.Index:
    """Return the initiatives with their seat in the start's commune, or in the territory that it is."""
    level, code = "commune", ""
    if start.initiative:
        commune = catalogue.places["commune"][start.initiative]
        code = "" if pd.isna(commune) else str(commune)
    elif start.place:
        level, code = where = place(catalogue.geography, start.place)
        if level == PERIMETER:
            return ids[catalogue.places["commune"].reindex(ids).isin(catalogue.geography.members(*where))]
    return ids[catalogue.places[level].reindex(ids).eq(code).to_numpy(dtype="bool", na_value=False)]


def compare(start: pd.DataFrame, many: Traits, weights: Mapping[str, float]) -> pd.DataFrame:
    """Measure how far from and how like a start each initiative is.

    Parameters
    ----------
    start
        One row in the columns of `many.table`.

    Returns
    -------
    pandas.DataFrame
        On the index of `many.table`: `distance_km`, `nearness`, `similarity`, `compared`, `alike_*`.
    """
    alike = parts(start, many)
    known = parts(start, Traits(start, many.ranges)).notna().iloc[0]
    km = great_circle(start[["lon", "lat"]].to_numpy("float64"), many.table[["lon", "lat"]])
    distance = pd.Series(km, index=many.table.index)
    table = pd.DataFrame({"distance_km": distance, "nearness": nearness(distance)})
    return pd.concat([table, gower(alike, weights, known), alike.add_prefix("alike_")], axis=1)


def _check(share: float, k: int, radius_km: float | None) -> None:
    if not 0 <= share <= 1:
        msg = f"The share of nearness is {share!r}: give a number from 0 (most alike) to 1 (nearest)."
        raise UnknownChoiceError(msg)
    if k < 1:
        msg = f"{k!r} peers cannot be given: ask for one or more."
        raise UnknownChoiceError(msg)
    if radius_km is not None and not (np.isfinite(radius_km) and radius_km > 0):
        msg = f"A radius of {radius_km!r} km holds nobody: give a number above zero."
        raise UnknownChoiceError(msg)
