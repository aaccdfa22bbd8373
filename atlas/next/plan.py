"""Where so many more initiatives would reach the most people who have none near."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.selection import Selection
from atlas.errors import EmptySelectionError, UnknownChoiceError
from atlas.gaps import blanks
from atlas.gaps.ways import seated, straight
from atlas.next.cover import bound, greedy, optimum
from atlas.next.fair import fairest, far
from atlas.next.reach import Near, chance_around, distances, near
from atlas.territories.parts import holds
from atlas.territories.places import place
from atlas.vocabulary import LEVELS, SETTINGS, Label

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]

# Whom the places are to reach.
WEIGHTS: dict[str, Label] = {
    "people": Label("Tous les habitants", "All inhabitants"),
    "rural": Label("Le rural", "Rural inhabitants"),
    "likely": Label("Habitants × chances d'un vrai vide", "Inhabitants × chance of true blank"),
}
MOST_PLACES = 20
# How far nine of ten people of a setting have to go at most says how well off it is.
FAR = 0.9


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is asked for.

    Attributes
    ----------
    k
        So many places, 1 to `MOST_PLACES`.
    km
        An initiative reaches so far; see `atlas.next.reach.near`.
    weight
        A key of `WEIGHTS`.
    level
        Each territory of this level may be chosen once, by its most populous commune.
    least
        Only communes of so many inhabitants or more may be chosen.
    among
        Only communes of these territories, as `level:code`, may be chosen; all where it is empty.
    fair
        Whether each place goes to the worst-off setting, see `atlas.next.fair.fairest`.
    exact
        Whether the best choice is looked for; else the greedy one.
    """

    k: int = 5
    km: float = 25.0
    weight: str = "people"
    level: str = "commune"
    least: int = 0
    among: tuple[str, ...] = ()
    fair: bool = False
    exact: bool = False


class Plan(NamedTuple):
    """Where next.

    Attributes
    ----------
    wish
        What was asked for.
    places
        Indexed by code of commune, the first choice first: `rank`, from 1; `newly`, inhabitants who have no
        initiative within reach and would have one, each counted once, for the first place; `weighted`, what
        they weigh; `newly_total` and `share`, of all places up to this one, and of `Plan.without`;
        `nearest` and `nearest_km`, id of the initiative that is nearest to the town hall today, and how far.
    communes
        Indexed by code of the communes of the place that have a point: `people`; `setting`; `km`, to the
        nearest initiative today, and `km_after`, NaN where there is none on that side of the sea; `place`,
        code of the first place that newly reaches it.
    curve
        Indexed by number of places, from 0: `newly` and `weighted`, by the steps of the choice.
    settings
        Indexed by setting: `people`, `far_km` and `far_km_after`, the distance that `FAR` of them have at
        most; infinite where fewer have any.
    served
        Inhabitants who have an initiative within reach today.
    without
        Inhabitants who have none: those counted in `served` and these are all of `communes`.
    pointless
        Inhabitants of communes without a point: nobody measures how far they are.
    candidates
        How many communes could be chosen.
    total
        What the places reach, in the weight that was asked for.
    bound
        No choice of as many places reaches more than this, in the same weight.
    """

    wish: Wish
    places: pd.DataFrame
    communes: pd.DataFrame
    curve: pd.DataFrame
    settings: pd.DataFrame
    served: float
    without: float
    pointless: float
    candidates: int
    total: float
    bound: float

    @property
    def gap(self) -> float:
        """What a better choice could add at most, as a share of what these places reach."""
        return 0.0 if self.total <= 0 else max(self.bound / self.total - 1, 0.0)


def suggest(catalogue: Catalogue, selection: Selection, wish: Wish) -> Plan:
    """Say where more initiatives of a selection would reach the most people who have none near.

    Parameters
    ----------
    selection
        Its `inside` tells the place whose communes may be chosen and whose inhabitants count; initiatives
        outside of it serve those inside all the same.

    Raises
    ------
    EmptySelectionError
        If no initiative answers to the selection, or no commune may be chosen.
    UnknownChoiceError
        If a choice of `wish` is unknown or out of bounds, if the best choice and fairness are asked for at
        once, or if nobody tells the chance that is to weigh.
    UnknownTerritoryError
        If a territory of `Wish.among` does not exist.

    Notes
    -----
    Distances are straight, from town hall to seat, on one side of the sea, as those of `atlas.gaps`. The
    chance that a blank is true is that nobody is within reach, see `atlas.next.reach.chance_around`.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> plan = suggest(load_catalogue(), Selection(types=("tzcld",), inside="departement:29"), Wish(k=2))
    >>> bool(0 < plan.total <= plan.without), len(plan.places)
    (True, 2)
    """
    _check(wish)
    return _suggest(catalogue.under(selection), selection, wish)


def _check(wish: Wish) -> None:
    if wish.weight not in WEIGHTS or wish.level not in LEVELS:
        msg = f"Unknown choice: weight is one of {', '.join(WEIGHTS)}, level one of {', '.join(LEVELS)}."
        raise UnknownChoiceError(msg)
    if not 1 <= wish.k <= MOST_PLACES:
        msg = f"{wish.k} places are out of bounds: ask for 1 to {MOST_PLACES}."
        raise UnknownChoiceError(msg)
    if wish.exact and wish.fair:
        msg = "Fairness goes step by step: ask for it, or for the best choice, not for both."
        raise UnknownChoiceError(msg)


@kept(maxsize=4)
def _suggest(catalogue: Catalogue, selection: Selection, wish: Wish) -> Plan:
    ground = _ground(catalogue, selection, wish)
    rows, most, steps = _choose(catalogue, ground, wish)
    table, around = ground.table, ground.around
    first = _first(ground.reach, rows, ground.blank)
    chosen = ground.candidates[rows]
    after = distances(catalogue.geography, around.positions[chosen], around.positions)
    km_after = np.minimum(ground.km, after.min(axis=0, initial=np.inf))
    places = _places(table.index[chosen], first, ground)
    places["nearest"], places["nearest_km"] = (
        ground.nearest.iloc[chosen].to_numpy(),
        _or_nan(ground.km[chosen]),
    )
    total = float(places["weighted"].sum())
    here = catalogue.geography.communes["population"].fillna(0)
    if selection.where is not None:
        here = here[holds(catalogue.geography, selection.where)]
    return Plan(
        wish=wish,
        places=places,
        communes=pd.DataFrame(
            {
                "people": ground.people,
                "setting": table["setting"],
                "km": _or_nan(ground.km),
                "km_after": _or_nan(km_after),
                "place": pd.Series(table.index[chosen]).reindex(first).to_numpy(),
            },
            index=table.index,
        ),
        curve=_curve(ground, steps),
        settings=pd.DataFrame(
            {
                "people": ground.people_of.groupby(ground.settings, observed=False).sum(),
                "far_km": far(ground.km, ground.people, ground.settings, FAR),
                "far_km_after": far(km_after, ground.people, ground.settings, FAR),
            }
        ),
        served=float(ground.people.sum() - ground.blank.sum()),
        without=float(ground.blank.sum()),
        pointless=float(here.sum() - ground.people.sum()),
        candidates=len(ground.candidates),
        total=total,
        bound=max(most, total),
    )


def _or_nan(km: Floats) -> Floats:
    return np.where(np.isfinite(km), km, np.nan)


class _Ground(NamedTuple):
    """What is known before anything is chosen, by commune of the place in the order of `around`.

    Attributes
    ----------
    table
        The communes.
    km, nearest
        To the nearest initiative (infinite where there is none), and its id.
    people, blank, weights
        Who lives there; who of them has none within reach, and what these weigh.
    candidates
        Which communes may be chosen.
    reach
        A row for each candidate, see `atlas.next.cover.greedy`.
    """

    around: Near
    table: pd.DataFrame
    km: Floats
    nearest: pd.Series
    people: Floats
    blank: Floats
    weights: Floats
    candidates: Positions
    reach: sparse.csr_array

    @property
    def people_of(self) -> pd.Series:
        """Who lives in each commune, by its code."""
        return pd.Series(self.people, self.table.index)

    @property
    def settings(self) -> pd.Series:
        """The setting of each commune, as categories."""
        return self.table["setting"].astype(pd.CategoricalDtype(list(SETTINGS)))


def _ground(catalogue: Catalogue, selection: Selection, wish: Wish) -> _Ground:
    geography = catalogue.geography
    chosen = catalogue.chosen(selection.everywhere)
    if chosen.empty:
        msg = "No initiative answers to this selection: widen the types, the years or the other filters."
        raise EmptySelectionError(msg)
    around = near(geography, selection.where, wish.km)
    seats = catalogue.places.loc[chosen, ["commune", "lon", "lat"]].dropna(subset="commune")
    today = straight(geography, around.positions, seated(geography, seats))
    table = geography.communes.iloc[around.positions]
    people = table["population"].fillna(0).to_numpy(dtype="float64")
    without = ~(today.km <= wish.km)
    blank = np.where(without, people, 0.0)
    candidates = _candidates(catalogue, wish, table)
    return _Ground(
        around=around,
        table=table,
        km=np.where(np.isfinite(today.km), today.km, np.inf),
        nearest=pd.Series(seats.index).reindex(today.position).set_axis(table.index),
        people=people,
        blank=blank,
        weights=blank * _weighing(catalogue, selection, wish, around, without),
        candidates=candidates,
        reach=around.pairs[candidates],
    )


def _choose(catalogue: Catalogue, ground: _Ground, wish: Wish) -> tuple[Positions, float, Positions]:
    """Return the rows of the choice, the bound of any, and the steps that the curve follows."""
    live = np.flatnonzero(ground.weights > 0)
    reach, weights = ground.reach[:, live].astype(np.float64), ground.weights[live]
    if wish.fair:
        rows = fairest(
            catalogue.geography,
            ground.around.positions,
            ground.candidates,
            ground.reach,
            km=ground.km,
            people=ground.people,
            weights=ground.weights,
            settings=ground.settings,
            k=wish.k,
            share=FAR,
        )
        return rows, bound(reach, weights, rows), rows
    steps = greedy(reach, weights, MOST_PLACES)
    if wish.exact:
        best = optimum(reach, weights, wish.k)
        return best.chosen, best.bound, steps
    rows = steps[: wish.k]
    # With fewer places than were asked for, all that can be reached is.
    return rows, bound(reach, weights, rows) if len(rows) == wish.k else 0.0, steps


def _weighing(
    catalogue: Catalogue, selection: Selection, wish: Wish, around: Near, without: NDArray[np.bool_]
) -> Floats:
    """Return what an inhabitant of each commune weighs, 0 to 1."""
    communes = catalogue.geography.communes
    if wish.weight == "rural":
        rural = communes["setting"].iloc[around.positions].eq("rural").to_numpy(dtype=bool, na_value=False)
        return rural.astype("float64")
    if wish.weight == "people" or not without.any():
        return np.ones(len(around.positions))
    told = blanks(catalogue, selection.everywhere, "commune").chance.to_numpy(dtype="float64")
    answer = catalogue.answer(selection.everywhere, "commune", by="seat", measure="count")
    blank = answer.table["initiatives"].eq(0).to_numpy(dtype=bool)
    pointed = communes["seat_lon"].notna().to_numpy(dtype=bool) & communes["region"].notna().to_numpy()
    if np.isnan(told[blank & pointed]).any():
        msg = "No chance of a true blank is told for this selection: weigh by inhabitants instead."
        raise UnknownChoiceError(msg)
    # Where one is known, or nobody can be measured, nothing is doubted.
    chance = np.nan_to_num(told, nan=1.0)
    return chance_around(catalogue.geography, around, selection.where, km=wish.km, chance=chance)


def _candidates(catalogue: Catalogue, wish: Wish, table: pd.DataFrame) -> Positions:
    """Return which communes may be chosen, by their order in `table`."""
    people = table["population"].fillna(0).to_numpy(dtype="float64")
    free = people >= wish.least
    if wish.among:
        held = [holds(catalogue.geography, place(catalogue.geography, one)) for one in wish.among]
        named = catalogue.geography.communes.index[np.logical_or.reduce(held)]
        free &= table.index.isin(named)
    if wish.level != "commune":
        ranked = pd.Series(people, table.index).groupby(table[wish.level]).idxmax()
        free &= table.index.isin(ranked)
    if not free.any():
        msg = "No commune may be chosen: allow smaller towns, other territories or another place."
        raise EmptySelectionError(msg)
    return np.flatnonzero(free)


def _first(reach: sparse.csr_array, chosen: Positions, blank: Floats) -> Positions:
    """Return for each column the number of the first chosen row that newly reaches it; -1 for none."""
    first = np.full(reach.shape[1], -1, dtype=np.intp)
    for number in range(len(chosen))[::-1]:
        row = chosen[number]
        first[reach.indices[reach.indptr[row] : reach.indptr[row + 1]]] = number
    return np.where(blank > 0, first, -1)


def _sums(first: Positions, values: Floats, size: int) -> Floats:
    """Add values up by the number of the place that reaches them."""
    new = first >= 0
    return np.bincount(first[new], values[new], minlength=size).astype("float64")


def _places(codes: pd.Index, first: Positions, ground: _Ground) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "rank": np.arange(1, len(codes) + 1),
            "newly": _sums(first, ground.blank, len(codes)),
            "weighted": _sums(first, ground.weights, len(codes)),
        },
        index=codes.rename("code"),
    )
    table["newly_total"] = table["newly"].cumsum()
    total = ground.blank.sum()
    return table.assign(share=table["newly_total"] / total if total else np.nan)


def _curve(ground: _Ground, steps: Positions) -> pd.DataFrame:
    first = _first(ground.reach, steps, ground.blank)
    rows = {
        name: np.append(0.0, _sums(first, of, len(steps)).cumsum())
        for name, of in (("newly", ground.blank), ("weighted", ground.weights))
    }
    return pd.DataFrame(rows).rename_axis("places")
