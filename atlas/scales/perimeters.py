"""Whether perimeters of cooperations keep to zones: to official ones, and to random ones like them."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.selection import Selection, among
from atlas.scales.chance import r_hat, two_sided
from atlas.scales.matched import matched_zonings
from atlas.scales.zonings import Ground, ground
from atlas.territories.contiguity import Pairs
from atlas.vocabulary import Label

Floats = npt.NDArray[np.float64]

# Levels whose members are official lists of communes; a bassin de vie would be compared with itself.
EXACT = ("commune", "epci", "departement")

FITS: dict[str, Label] = {
    "misfit": Label("Habitants à déplacer", "Inhabitants to move"),
    "border": Label("Limites communes", "Shared borders"),
}


class Perimeters(NamedTuple):
    """Communes of cooperations, as far as they are known exactly.

    Attributes
    ----------
    ids
        Initiatives whose coverage is a list of communes, EPCI or départements and holds inhabitants.
    owner, commune
        Each commune of each of them once: position in `ids`, and in the communes of the ground.
    """

    ids: pd.Index
    owner: Pairs
    commune: Pairs


class Fit(NamedTuple):
    """How well perimeters keep to the zones of one level.

    Attributes
    ----------
    table
        Indexed by id: for each key of `FITS` the official value, `_random` (mean of the random zonings),
        `_low` and `_high` (the middle 95 % of them) and `_p` (two-sided, each perimeter by itself);
        `communes`, `population`. `border` is missing where nothing lies inside or outside.
    overall
        Indexed by the keys of `FITS`: the mean over perimeters, `official`, `random`, `low`, `high`, `p`,
        `draws`, `check_low`, `check_high`, `r_hat` (see `atlas.scales.comparison.compare`), `perimeters`
        (those that have it).
    """

    table: pd.DataFrame
    overall: pd.DataFrame


class OwnFit(NamedTuple):
    """Misfit of one perimeter to the official zones of a level, and to random ones."""

    official: float
    low: float
    high: float


def known_perimeters(catalogue: Catalogue, selection: Selection, level: str) -> Perimeters:
    """List the chosen cooperations whose perimeter is known commune by commune.

    Parameters
    ----------
    level
        Whose ground is used, see `atlas.scales.ground`: communes outside it are left out.
    """
    return _known(catalogue, catalogue.choose(selection), ground(catalogue.geography, level))


def _known(catalogue: Catalogue, chosen: pd.DataFrame, place: Ground) -> Perimeters:
    told = chosen["coverage"].dropna()
    exact = told[told.map(lambda text: all(part.split(":")[0] in EXACT for part in text.split("|")))]
    present = catalogue.presence("commune", "coverage")
    present = present[among(present["id"], exact.index)]
    codes = catalogue.geography.communes.index[place.communes]
    commune = codes.get_indexer(pd.Index(present["code"]))
    here = commune >= 0
    owner, ids = pd.factorize(present["id"].to_numpy()[here], sort=True)
    return Perimeters(pd.Index(ids, name="id"), np.asarray(owner, dtype=np.intp), commune[here])


def misfit(found: Perimeters, zones: Pairs, population: Floats) -> Floats:
    r"""Return the share of a perimeter's inhabitants that would have to move for it to be whole zones.

    Parameters
    ----------
    zones
        Zone of each commune, from 0.
    population
        Inhabitants of each commune.

    Returns
    -------
    numpy.ndarray
        For each perimeter, 0 (a union of whole zones) to 1; NaN where nobody lives.

    Notes
    -----
    :math:`\sum_z \min(P_{S \cap z}, P_{z \setminus S}) / P_S`: of each zone that the perimeter :math:`S`
    cuts, the smaller part leaves or joins. Ours.

    Examples
    --------
    >>> one = Perimeters(pd.Index(["a"]), np.array([0, 0]), np.array([0, 1]))
    >>> misfit(one, np.array([0, 1, 1]), np.array([4.0, 4, 1])).tolist()  # zone 1 lacks one inhabitant
    [0.125]
    """
    number, size = len(found.ids), int(zones.max()) + 1
    whole = np.bincount(zones, weights=population, minlength=size)
    people = population[found.commune]
    # Sorted numbers tell repeats many times sooner than `numpy.unique`.
    cell = found.owner * size + zones[found.commune]
    order = np.argsort(cell)
    first = np.flatnonzero(np.diff(cell[order], prepend=-1))
    inside, cells = np.add.reduceat(people[order], first), cell[order][first]
    moved = np.minimum(inside, whole[cells % size] - inside)
    total = np.bincount(found.owner, weights=people, minlength=number)
    with np.errstate(invalid="ignore"):
        return np.asarray(
            np.bincount(cells // size, weights=moved, minlength=number) / total, dtype="float64"
        )


class Edges(NamedTuple):
    """Borders between communes, inside perimeters and around them.

    Attributes
    ----------
    inner_owner, inner, outer_owner, outer
        Perimeter, and position of the pair of communes among the land borders of the ground.
    """

    inner_owner: Pairs
    inner: Pairs
    outer_owner: Pairs
    outer: Pairs


def edges(found: Perimeters, borders: Pairs, size: int) -> Edges:
    """Find the borders inside each perimeter and around it.

    Parameters
    ----------
    borders
        Pairs of communes that share a border on land, each once.
    size
        How many communes there are.
    """
    both = np.concatenate([borders, borders[:, ::-1]])
    order = np.argsort(both[:, 0], kind="stable")
    start = np.searchsorted(both[order, 0], np.arange(size + 1))
    degree = start[found.commune + 1] - start[found.commune]
    owner = np.repeat(found.owner, degree)
    ahead = np.arange(len(owner)) - np.repeat(np.cumsum(degree) - degree, degree)
    slot = order[np.repeat(start[found.commune], degree) + ahead]
    held = np.unique(found.owner * size + found.commune)
    other = owner * size + both[slot, 1]
    at = np.minimum(np.searchsorted(held, other), len(held) - 1)
    inner = held[at] == other if len(held) else np.zeros(0, dtype=bool)
    once = inner & (slot < len(borders))
    pair = slot % max(len(borders), 1)
    return Edges(owner[once], pair[once], owner[~inner], pair[~inner])


def border_fit(found: Perimeters, around: Edges, cut: npt.NDArray[np.bool_]) -> Floats:
    r"""Return how much more often a perimeter's border is a zone border than borders inside it are.

    Parameters
    ----------
    around
        See `edges`.
    cut
        Whether each border between communes is one between zones.

    Returns
    -------
    numpy.ndarray
        For each perimeter, -1 to 1: 1 for a union of zones that are cut nowhere else, about 0 for one that
        takes no heed of zones, however ragged they are; NaN where no border is inside or none around.

    Notes
    -----
    :math:`J = c(\partial S) - c(S)`, the shares of borders cut around and inside. Ours, after Youden's index.

    Examples
    --------
    >>> row = np.array([[0, 1], [1, 2], [2, 3]])
    >>> one = Perimeters(pd.Index(["a"]), np.array([0, 0]), np.array([0, 1]))
    >>> border_fit(one, edges(one, row, 4), np.array([False, True, False])).tolist()
    [1.0]
    """
    number = len(found.ids)

    def share(owner: Pairs, pair: Pairs) -> Floats:
        with np.errstate(invalid="ignore"):
            return np.asarray(
                np.bincount(owner, weights=cut[pair], minlength=number)
                / np.bincount(owner, minlength=number),
                dtype="float64",
            )

    return share(around.outer_owner, around.outer) - share(around.inner_owner, around.inner)


@kept(maxsize=24)
def perimeter_fit(catalogue: Catalogue, selection: Selection, level: str) -> Fit | None:
    """Compare how perimeters keep to official zones with how they keep to random ones as populous.

    Parameters
    ----------
    level
        One of `atlas.scales.DRAWN`.

    Returns
    -------
    Fit
        None where no chosen cooperation has a perimeter that is known commune by commune.

    Raises
    ------
    UnknownChoiceError
        If `level` is not one of `DRAWN`.

    Notes
    -----
    Random zonings: `atlas.scales.matched_zonings`. They take no heed of perimeters at all: that official
    zones do better says that perimeters follow them, or something that both follow, such as
    intercommunalités.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> chosen = Selection(types=("contrat_transition_ecologique",))
    >>> found = perimeter_fit(load_catalogue(), chosen, "epci")
    >>> bool(found.overall.loc["misfit", "official"] < found.overall.loc["misfit", "low"])
    True
    """
    place, found = ground(catalogue.geography, level), known_perimeters(catalogue, selection, level)
    stored = matched_zonings(catalogue.geography, level)
    if not len(found.ids):
        return None
    borders = land(place)
    around = edges(found, borders, len(place.communes))

    def measure(zones: Pairs) -> Floats:
        cut = zones[borders[:, 0]] != zones[borders[:, 1]]
        return np.array([misfit(found, zones, place.population), border_fit(found, around, cut)])

    official = measure(place.official)
    drawn = np.array([measure(zones.astype(np.intp)) for zones in stored.zonings])
    people = place.population[found.commune]
    table = pd.DataFrame(
        {
            "communes": np.bincount(found.owner, minlength=len(found.ids)),
            "population": np.bincount(found.owner, weights=people, minlength=len(found.ids)),
        },
        index=found.ids,
    )
    rows = {}
    for number, name in enumerate(FITS):
        real, random = official[number], drawn[: stored.draws, number]
        known = ~np.isnan(real)
        table[name] = real
        low, high = np.quantile(random, [0.025, 0.975], axis=0)
        table[f"{name}_random"], table[f"{name}_low"], table[f"{name}_high"] = random.mean(axis=0), low, high
        table[f"{name}_p"] = np.where(known, two_sided(np.nan_to_num(real), np.nan_to_num(random.T)), np.nan)
        rows[name] = _overall(real[known], drawn[:, number][:, known], stored.draws)
    return Fit(table, pd.DataFrame.from_dict(rows, orient="index").rename_axis("fit"))


@kept(maxsize=64)
def own_fit(catalogue: Catalogue, identifier: str, level: str) -> OwnFit | None:
    """Compare how one perimeter keeps to official zones with how it keeps to random ones as populous.

    Parameters
    ----------
    identifier
        Of an initiative of the catalogue.
    level
        One of `atlas.scales.DRAWN`.

    Returns
    -------
    OwnFit
        Shares of inhabitants, as the row of :func:`perimeter_fit` says; `low` and `high` hold the middle 95 %
        of the random zonings. None where the perimeter is not known commune by commune.
    """
    place, stored = ground(catalogue.geography, level), matched_zonings(catalogue.geography, level)
    found = _known(catalogue, catalogue.tables.initiatives.loc[[identifier]], place)
    population = place.population[found.commune]
    if not population.sum():
        return None

    def moved(zones: Pairs, whole: Floats) -> float:
        inside = np.bincount(zones[found.commune], weights=population, minlength=len(whole))
        return float(np.minimum(inside, whole - inside).sum() / population.sum())

    whole = np.bincount(place.official, weights=place.population).astype("float64")
    pairs = zip(stored.zonings[: stored.draws], stored.people, strict=False)
    low, high = np.quantile([moved(zones, people) for zones, people in pairs], [0.025, 0.975])
    return OwnFit(moved(place.official, whole), float(low), float(high))


def land(place: Ground) -> Pairs:
    """Return the pairs of communes of the ground that share a border on land."""
    return place.pairs[: len(place.pairs) - place.bridges]


def _overall(real: Floats, drawn: Floats, draws: int) -> dict[str, float]:
    if not len(real):
        return {"official": float("nan"), "draws": draws, "perimeters": 0}
    means = drawn.mean(axis=1)
    low, high = np.quantile(means[:draws], [0.025, 0.975])
    checks = means[draws:] if len(means) > draws else np.full(1, np.nan)
    return {
        "official": float(real.mean()),
        "random": float(means[:draws].mean()),
        "low": float(low),
        "high": float(high),
        "p": float(two_sided(np.array([real.mean()]), means[None, :draws])[0]),
        "draws": draws,
        "check_low": float(checks.min()),
        "check_high": float(checks.max()),
        "r_hat": r_hat(means, (np.arange(len(means)) >= draws).astype(np.intp)),
        "perimeters": len(real),
    }
