"""Random zonings that hold what official ones hold: populations and compactness; drawn once a year."""

import json
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.files import staged
from atlas.geobuild.zonings import walk
from atlas.scales.chance import r_hat
from atlas.scales.matched import CHECK, DRAW, FILE
from atlas.scales.zonings import CENTRES, Ground, ground, random_zoning
from atlas.territories import Geography
from atlas.territories.contiguity import Pairs
from atlas.territories.files import read_json

Floats = npt.NDArray[np.float64]

LINEAGE = "lineage.json"
SEED = 2026
# What zonings are drawn on.
_GROUND = ("commune.parquet", "contiguity.parquet")


class Recipe(NamedTuple):
    """How the zonings of a level are drawn.

    Attributes
    ----------
    start
        Where the walks begin, one of `STARTS`: of the random ones, that from which the populations are met.
    draws, checks
        How many zonings are drawn from there, and how many from the official one to see that it is forgotten.
    hot, cold
        Heat of the first and the last sweep.
    sweeps
        How many.
    loose, compact
        What a cut border costs in the first and the last sweep; the last was found by trial, so that as many
        are cut as by the official zoning.
    """

    start: str
    draws: int
    checks: int
    hot: float
    cold: float
    sweeps: int
    loose: float
    compact: float


RECIPES: dict[str, Recipe] = {
    "bassin_de_vie": Recipe("uniform", 100, 20, hot=1.0, cold=0.01, sweeps=80, loose=0.03, compact=0.32),
    "epci": Recipe("uniform", 100, 20, hot=1.0, cold=0.01, sweeps=80, loose=0.03, compact=0.26),
    # With as few zones, a heat that moves one moves all.
    "departement": Recipe("population", 60, 12, hot=0.15, cold=0.0007, sweeps=100, loose=0.1, compact=1.0),
}
STARTS = (*CENTRES, "official")


def heavy(place: Ground) -> float:
    """Return the population from which a zone weighs twice: ten times the mean."""
    return 10.0 * float(place.population.sum()) / place.zones


def board(place: Ground) -> walk.Board:
    """Lay out the communes for the walk, as arrays."""
    size = len(place.communes)
    ends = np.concatenate([place.pairs, place.pairs[:, ::-1]])
    land = np.tile(np.arange(len(place.pairs)) < len(place.pairs) - place.bridges, 2)
    order = np.lexsort((ends[:, 1], ends[:, 0]))
    return walk.Board(
        start=np.searchsorted(ends[order, 0], np.arange(size + 1)),
        near=ends[order, 1].astype(np.int64),
        border=land[order],
        population=place.population,
        parts=place.parts.astype(np.int64),
        members=np.argsort(place.parts, kind="stable"),
        opening=np.concatenate([[0], np.cumsum(np.bincount(place.parts))]),
        heavy=heavy(place),
    )


def walker(place: Ground, zones: Pairs, seeds: npt.NDArray[np.uint32]) -> walk.Walker:
    """Put the walk at a zoning."""
    size, slots = len(place.communes), 2 * len(place.pairs) + 1
    people = np.bincount(zones, weights=place.population, minlength=place.zones)
    official = np.bincount(place.official, weights=place.population)
    top = walk.place(float(place.population.sum()), heavy(place)) + 1
    excess = np.zeros((len(place.quotas), top), dtype=np.int64)
    for found, where, sign in ((people, zones, 1), (official, place.official, -1)):
        part = np.empty(place.zones, dtype=np.intp)
        part[where] = place.parts
        for number, one in zip(part, found, strict=True):
            excess[number, : walk.place(float(one), heavy(place))] += sign
    return walk.Walker(
        zone=zones.astype(np.int64),
        people=people,
        size=np.bincount(zones, minlength=place.zones),
        excess=excess,
        mark=np.zeros(size, dtype=np.int64),
        stamp=np.zeros(1, dtype=np.int64),
        queue=np.zeros(slots, dtype=np.int64),
        owner=np.zeros(slots, dtype=np.int64),
        order=np.zeros(size, dtype=np.int64),
        parent=np.zeros(size, dtype=np.int64),
        held=np.zeros(size, dtype=np.int64),
        # The generator of the walk wants two numbers from 1 to its moduli less one.
        seeds=1 + seeds.astype(np.int64) % 2_147_483_398,
    )


def matched_zoning(place: Ground, recipe: Recipe, seed: tuple[int, ...], start: str) -> Pairs:
    r"""Draw one zoning whose populations are those of the official one.

    Parameters
    ----------
    place
        See `atlas.scales.zonings.ground`.
    seed
        Of this zoning alone.
    start
        One of `STARTS`.

    Returns
    -------
    numpy.ndarray
        Zone of each commune, as `atlas.scales.random_zoning` gives it.

    Notes
    -----
    Simulated annealing (Kirkpatrick, Gelatt and Vecchi, 1983, Science 220) over zonings, by moving a commune
    to a zone beside it, or by dissolving a zone and cutting another along a random tree (as DeFord, Duchin
    and Solomon, 2021, Recombination, Harvard Data Science Review 3.1, do with two that touch). A step is
    taken with probability :math:`\min(1, \exp(-\Delta / \tau - \beta \Delta c))`: :math:`c` borders cut,
    :math:`\Delta` the change of :math:`\sum_r |x(P_{(r)}) - x(T_{(r)})|` over the zones of a part ranked by
    population, :math:`T` the official ones, :math:`x(P) = \ln(P + 1) + P / 10 \bar{P}` in classes of 0.01, so
    that large cities weigh. As :math:`\tau` falls from hot to cold, the populations become the official ones.
    """
    generator = np.random.default_rng(seed)
    zones = place.official if start == "official" else random_zoning(place, generator, null=start)
    ground, state = board(place), walker(place, zones, generator.integers(0, 2**32, 2, dtype=np.uint32))
    if not walk.COMPILED:
        ground = walk.Board(*(part if isinstance(part, float) else part.tolist() for part in ground))
        state = walk.Walker(*(part.tolist() for part in state))
    heats = np.geomspace(recipe.hot, recipe.cold, recipe.sweeps)
    for heat, compact in zip(heats, np.geomspace(recipe.loose, recipe.compact, recipe.sweeps), strict=True):
        walk.sweep(ground, state, float(heat), float(compact))
    return np.asarray(state.zone, dtype=np.intp)


class Drawn(NamedTuple):
    """The zonings of one level.

    Attributes
    ----------
    zonings
        Shape (draws + checks, communes): zone of each commune of the ground, numbered as they are met.
    told
        How they were drawn and what was measured, for `lineage.json`.
    """

    zonings: npt.NDArray[np.int16]
    told: dict[str, Any]


def draw(place: Ground, level: str, recipe: Recipe, *, seed: int = SEED, workers: int = 1) -> Drawn:
    """Draw the zonings of a level, some of them from the official zoning, and measure all.

    Parameters
    ----------
    workers
        Processes; the zonings do not depend on it.
    """
    starts = [recipe.start] * recipe.draws + ["official"] * recipe.checks
    asked = [
        (place, recipe, (seed, sorted(RECIPES).index(level), number), start)
        for number, start in enumerate(starts)
    ]
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            drawn = list(pool.map(_one, asked))
    else:
        drawn = [_one(one) for one in asked]
    zonings = np.array(drawn, dtype=np.int16)
    measured = pd.DataFrame([measure(place, zones) for zones in zonings])
    official, draws = measure(place, place.official), recipe.draws
    table = {
        name: {
            "official": _told(official[name]),
            "mean": _told(column[:draws].mean()),
            "least": _told(column[:draws].min()),
            "most": _told(column[:draws].max()),
            "mean_from_official": _told(column[draws:].mean()),
            "r_hat": _told(r_hat(column, (np.arange(len(column)) >= draws).astype(np.intp))),
        }
        for name, column in ((name, measured[name].to_numpy()) for name in measured.columns)
    }
    told = {"zones": place.zones, "seed": seed, **recipe._asdict(), "measured": table}
    return Drawn(zonings, told)


def _one(asked: tuple[Ground, Recipe, tuple[int, ...], str]) -> npt.NDArray[np.int16]:
    return canonical(matched_zoning(*asked)).astype(np.int16)


def canonical(zones: Pairs) -> Pairs:
    """Return zones numbered as communes meet them: nothing else says where a walk began.

    Examples
    --------
    >>> canonical(np.array([7, 7, 2, 7])).tolist()
    [0, 0, 1, 0]
    """
    _, first, zone = np.unique(zones, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[zone], dtype=np.intp)


def measure(place: Ground, zones: Pairs) -> dict[str, float]:
    """Measure what a zoning has of the official one.

    Returns
    -------
    dict
        `gap`: root of the mean squared gap of ln(population + 1) to the official ones of equal rank, part by
        part; `variation`: coefficient of variation of the populations; `largest`: inhabitants of the largest
        zone; `cut`: share of the borders between communes that are zone borders; `communes`: coefficient of
        variation of the zones' numbers of communes; `centre`: mean share of a zone's inhabitants in its
        largest commune; `kept`: share of official zone borders that are zone borders, less that of others.
    """
    people = np.bincount(zones, weights=place.population, minlength=place.zones)
    size = np.bincount(zones, minlength=place.zones)
    largest = np.zeros(place.zones)
    np.maximum.at(largest, zones, place.population)
    land = place.pairs[: len(place.pairs) - place.bridges]
    cut, official = (of[land[:, 0]] != of[land[:, 1]] for of in (zones, place.official))
    return {
        "gap": float(np.sqrt(np.mean((_ranked(place, zones) - _ranked(place, place.official)) ** 2))),
        "variation": float(people.std() / people.mean()),
        "largest": float(people.max()),
        "cut": float(cut.mean()),
        "communes": float(size.std() / size.mean()),
        "centre": float((largest / np.maximum(people, 1)).mean()),
        "kept": float(cut[official].mean() - cut[~official].mean()),
    }


def _ranked(place: Ground, zones: Pairs) -> Floats:
    part = np.empty(place.zones, dtype=np.intp)
    part[zones] = place.parts
    people = np.bincount(zones, weights=place.population, minlength=place.zones)
    return np.log(people[np.lexsort((people, part))] + 1)


def _told(value: float) -> float:
    return round(float(value), 4)


def draw_zonings(
    geography: Geography,
    *,
    recipes: Mapping[str, Recipe] = RECIPES,
    seed: int = SEED,
    workers: int = 1,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Draw the zonings of every level into the folder of a geography.

    The same seed gives the same bytes on one machine. Drawn again on another, a few walks took other ways, as
    rounding may; what is measured of all of them agreed to the second digit.

    Returns
    -------
    dict
        What `lineage.json` now says under `zonings`.
    """
    folder = geography.folder
    told: dict[str, Any] = {}
    with staged() as files:
        for level, recipe in recipes.items():
            place = ground(geography, level)
            found = draw(place, level, recipe, seed=seed, workers=workers)
            names = [*(DRAW.format(number) for number in range(1, recipe.draws + 1))]
            names += [CHECK.format(number) for number in range(1, recipe.checks + 1)]
            table = pd.DataFrame(found.zonings.T, columns=names)
            table.insert(0, "code", geography.communes.index[place.communes].astype("str"))
            path = files.beside(folder / FILE.format(level=level))
            table.to_parquet(path, index=False, compression="zstd", compression_level=19)
            told[level] = found.told
            if progress is not None:
                progress(level)
        text = _with_zonings(folder, told)
        files.beside(folder / LINEAGE).write_text(text, encoding="utf-8")
        files.place()
    return told


def carry(before: Path, built: Path) -> bool:
    """Take over the zonings of the folder before where they were drawn on the same communes, and say so."""
    zonings = [FILE.format(level=level) for level in RECIPES]
    if not all((before / name).exists() for name in zonings):
        return False
    if any((before / name).read_bytes() != (built / name).read_bytes() for name in _GROUND):
        return False
    for name in zonings:
        shutil.copyfile(before / name, built / name)
    text = _with_zonings(built, read_json(before / LINEAGE, "zonings")["zonings"])
    (built / LINEAGE).write_text(text, encoding="utf-8")
    return True


def _with_zonings(folder: Path, told: dict[str, Any]) -> str:
    return json.dumps(read_json(folder / LINEAGE) | {"zonings": told}, ensure_ascii=False, indent=1) + "\n"
