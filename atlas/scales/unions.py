"""Given that a perimeter is made of whole EPCI, whether it follows bassins de vie all the same."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.selection import Selection
from atlas.scales.chance import two_sided
from atlas.scales.perimeters import known_perimeters
from atlas.scales.zonings import ground
from atlas.territories import Geography
from atlas.territories.contiguity import Pairs, contract, level_pairs, zone_positions
from atlas.territories.kept import kept_of
from atlas.vocabulary import Label

Floats = npt.NDArray[np.float64]

DRAWS = 99
_TOGETHER = 2

UNION_FITS: dict[str, Label] = {
    "misfit": Label("Habitants à déplacer", "Inhabitants to move"),
    "outer": Label("Part du pourtour qui limite une zone", "Share of the outer border that bounds a zone"),
}


class Unions(NamedTuple):
    """How unions of EPCI keep to zones, among other unions.

    Attributes
    ----------
    table
        Indexed by the keys of `UNION_FITS`: the mean over unions, `official`, `random`, `low`, `high`, `p`.
    unions
        How many perimeters are two EPCI or more, whole and joined.
    draws
        Random unions of each.
    """

    table: pd.DataFrame
    unions: int
    draws: int


class _Made(NamedTuple):
    """EPCI as parts of zones: inhabitants of each in each zone, borders between them, those that are cut."""

    people: sparse.csr_array
    zone_people: Floats
    borders: sparse.csr_array
    cut: sparse.csr_array
    neighbours: list[list[int]]


def union_fit(
    catalogue: Catalogue,
    selection: Selection,
    level: str = "bassin_de_vie",
    *,
    draws: int = DRAWS,
    seed: int = 1,
) -> Unions | None:
    """Compare perimeters made of EPCI with random unions of as many round the same largest one.

    Parameters
    ----------
    level
        A level above the commune; `epci` would be compared with itself.

    Returns
    -------
    Unions
        None where no chosen cooperation is a joined union of two EPCI or more.

    Notes
    -----
    Perimeters are carried by EPCI, whose borders are those of bassins de vie more often than not: a perimeter
    that takes no heed of bassins de vie keeps to them all the same. Each random union begins with the most
    populous EPCI of the real one and takes a random neighbour of what it has, until it has as many. Misfit is
    that of :func:`atlas.scales.misfit`; outer: of the borders between communes around the union, the share
    between zones. Ours. Not held: inhabitants, area, département. Draws may repeat each other where an EPCI
    has few neighbours.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> found = union_fit(load_catalogue(), Selection(types=("contrat_transition_ecologique",)), draws=9)
    >>> found.table.loc["misfit", ["low", "high"]].between(0, 1).all()
    np.True_
    """
    return _union_fit(catalogue, selection, level, draws, seed)


@kept(maxsize=24)
def _union_fit(
    catalogue: Catalogue, selection: Selection, level: str, draws: int, seed: int
) -> Unions | None:
    geography = catalogue.geography
    made = _made(geography, level)
    held = whole_unions(catalogue, selection, made.neighbours)
    if not held:
        return None
    generator = np.random.default_rng(seed)
    inhabitants = np.asarray(made.people.sum(axis=1)).ravel()
    drawn = [
        grow(made.neighbours, max(one, key=lambda epci: inhabitants[epci]), len(one), generator)
        for _ in range(draws)
        for one in held
    ]
    real = _measure(made, held)
    random = _measure(made, drawn).reshape(2, draws, len(held))
    rows = {}
    for number, name in enumerate(UNION_FITS):
        means = np.nanmean(random[number], axis=1)
        low, high = np.quantile(means, [0.025, 0.975])
        official = float(np.nanmean(real[number]))
        rows[name] = {
            "official": official,
            "random": float(means.mean()),
            "low": float(low),
            "high": float(high),
            "p": float(two_sided(np.array([official]), means[None, :])[0]),
        }
    return Unions(pd.DataFrame.from_dict(rows, orient="index").rename_axis("fit"), len(held), draws)


def whole_unions(catalogue: Catalogue, selection: Selection, neighbours: list[list[int]]) -> list[list[int]]:
    """List the perimeters that are whole EPCI, two or more, joined, each as positions of EPCI."""
    place = ground(catalogue.geography, "epci")
    found = known_perimeters(catalogue, selection, "epci")
    size = np.bincount(place.official, minlength=place.zones)
    cells, count = np.unique(found.owner * place.zones + place.official[found.commune], return_counts=True)
    owner, zone = cells // place.zones, cells % place.zones
    positions = catalogue.geography.level("epci").index.get_indexer(place.codes)
    unions = []
    for number in range(len(found.ids)):
        own = owner == number
        if own.sum() >= _TOGETHER and (count[own] == size[zone[own]]).all():
            union = [int(epci) for epci in positions[zone[own]]]
            if joined(union, neighbours):
                unions.append(union)
    return unions


def joined(union: list[int], neighbours: list[list[int]]) -> bool:
    """Check whether a union is in one piece.

    Examples
    --------
    >>> joined([0, 2], [[1], [0, 2], [1]]), joined([0, 1], [[1], [0, 2], [1]])
    (False, True)
    """
    inside, reached, ahead = set(union), {union[0]}, [union[0]]
    while ahead:
        new = inside.intersection(neighbours[ahead.pop()]) - reached
        reached |= new
        ahead += new
    return reached == inside


def grow(neighbours: list[list[int]], first: int, number: int, generator: np.random.Generator) -> list[int]:
    """Join random neighbours to an EPCI until there are so many, or none is left.

    Examples
    --------
    >>> sorted(grow([[1], [0, 2], [1]], 0, 2, np.random.default_rng(1)))
    [0, 1]
    """
    union, edge = [first], set(neighbours[first])
    while len(union) < number and edge:
        new = sorted(edge)[int(generator.random() * len(edge))]
        union.append(new)
        edge = (edge | set(neighbours[new])).difference(union)
    return union


@kept_of(maxsize=4)
def _made(geography: Geography, level: str) -> _Made:
    communes = geography.communes
    epci, zone = zone_positions(geography, "epci"), zone_positions(geography, level)
    both = (epci >= 0) & (zone >= 0)
    number, zones = len(geography.level("epci")), len(geography.level(level))
    people = communes["population"].to_numpy(dtype="float64")
    held = sparse.coo_array((people[both], (epci[both], zone[both])), shape=(number, zones)).tocsr()
    pairs = level_pairs(geography, "commune")
    ends, apart = epci[pairs], zone[pairs[:, 0]] != zone[pairs[:, 1]]
    between = (ends >= 0).all(axis=1) & (ends[:, 0] != ends[:, 1])

    def matrix(chosen: npt.NDArray[np.bool_]) -> sparse.csr_array:
        one, other = ends[chosen].T
        rows, columns = np.concatenate([one, other]), np.concatenate([other, one])
        return sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(number, number)).tocsr()

    touching: list[list[int]] = [[] for _ in range(number)]
    for one, other in contract(pairs, epci).tolist():
        touching[one].append(other)
        touching[other].append(one)
    everyone = np.bincount(zone[zone >= 0], weights=people[zone >= 0], minlength=zones).astype("float64")
    return _Made(held, everyone, matrix(between), matrix(between & apart), touching)


def _measure(made: _Made, unions: list[list[int]]) -> Floats:
    """Return misfit and outer of each union."""
    rows = np.repeat(np.arange(len(unions)), [len(one) for one in unions])
    columns: Pairs = np.concatenate([np.array(one, dtype=np.intp) for one in unions])
    shape = (len(unions), made.people.shape[0])
    member = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
    inside = (member @ made.people).tocoo()
    moved = np.minimum(inside.data, made.zone_people[inside.col] - inside.data)
    total = np.bincount(inside.row, weights=inside.data, minlength=len(unions))

    def around(borders: sparse.csr_array) -> Floats:
        touched = member @ borders
        within = np.asarray(touched.multiply(member).sum(axis=1)).ravel()
        return np.asarray(np.asarray(touched.sum(axis=1)).ravel() - within, dtype="float64")

    with np.errstate(invalid="ignore"):
        misfit = np.bincount(inside.row, weights=moved, minlength=len(unions)) / total
        return np.array([misfit, around(made.cut) / around(made.borders)])
