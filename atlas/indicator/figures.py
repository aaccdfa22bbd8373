"""An indicator described: its spread, whether neighbours are alike, and its place among random zonings."""

import numpy as np
import pandas as pd

from atlas.catalogue.selection import among
from atlas.errors import UnknownChoiceError
from atlas.indicator.join import COVERED, Indicator
from atlas.scales import gini, gini_people, ground, matched_zonings, moran
from atlas.scales.comparison import compare, zoning_statistics
from atlas.scales.matched import DRAWN
from atlas.scales.zonings import zone_people
from atlas.territories import Geography
from atlas.territories.contiguity import Pairs, contract, level_pairs, restrict
from atlas.vocabulary import Label

PERMUTATIONS = 999
# 34,875 communes: a tenth of the placements tells as much, and a page waits for them.
PERMUTATIONS_OF = {"commune": 99}
# Statistics that are compared with random zonings.
ZONED = ("gini", "gini_people", "moran")

# Why a figure is not given.
WITHOUT: dict[str, Label] = {
    "empty": Label("aucun territoire n’a de valeur", "no territory has a value"),
    "negative": Label("des valeurs sont négatives", "some values are negative"),
    "zero": Label("toutes les valeurs sont nulles", "all values are zero"),
    "few": Label("trop peu de territoires ont un voisin", "too few territories have a neighbour"),
    "constant": Label("toutes les valeurs sont égales", "all values are equal"),
    "not_commune": Label(
        "le fichier n’est pas par commune : on ne peut pas le refaire par d’autres zones",
        "the file is not by commune: it cannot be added up to other zones",
    ),
    "rate": Label(
        "un taux ne s’additionne pas d’une commune à l’autre",
        "a rate does not add up from commune to commune",
    ),
    "partial": Label(
        "moins de 95 % des habitants vivent dans une commune qui a une valeur",
        "less than 95% of inhabitants live in a commune with a value",
    ),
}


def describe(
    indicator: Indicator, geography: Geography, *, codes: pd.Index | None = None, seed: int = 1
) -> dict[str, float | int | str]:
    """Describe an indicator over its territories.

    Parameters
    ----------
    codes
        Territories to describe, such as those of a place; all by default.
    seed
        Of the permutations of Moran's I.

    Returns
    -------
    dict
        `territories`; `known`, those with a value: the others count in nothing; `minimum`, `quartile_1`,
        `median`, `quartile_3`, `maximum`, `mean` (each territory once; unit of the indicator); `gini`,
        `gini_people`, `moran`, `moran_p` (see `atlas.scales`), `moran_territories`; `without_gini`,
        `without_moran`: why there is none (key of `WITHOUT`), else empty.

    Notes
    -----
    Moran's I is of the values as they are; of a count, per 100,000 inhabitants, small territories vary more.
    """
    table = indicator.table if codes is None else indicator.table[among(indicator.table.index, codes)]
    known = table["value"].dropna()
    nan = float("nan")
    told: dict[str, float | int | str] = {"territories": len(table), "known": len(known)}
    names = ("minimum", "quartile_1", "median", "quartile_3", "maximum")
    quartiles = known.quantile([0, 0.25, 0.5, 0.75, 1]).tolist() if len(known) else [nan] * len(names)
    told |= dict(zip(names, quartiles, strict=True)) | {"mean": float(known.mean()) if len(known) else nan}
    why = "empty" if known.empty else "negative" if known.min() < 0 else "zero" if known.max() == 0 else ""
    people = table["population"].reindex(known.index).astype("float64")
    told |= {
        "gini": nan if why else gini(known),
        "gini_people": nan if why else gini_people(known, people),
        "without_gini": why,
    }
    everyone = geography.level(indicator.level).index
    positions: Pairs = everyone.get_indexer(known.index)
    pairs = restrict(level_pairs(geography, indicator.level), positions, len(everyone))
    permutations = PERMUTATIONS_OF.get(indicator.level, PERMUTATIONS)
    found = moran(known.reset_index(drop=True), pairs, permutations=permutations, seed=seed)
    return told | {
        "moran": found.statistic,
        "moran_p": found.p,
        "moran_territories": found.territories,
        "without_moran": found.reason,
    }


def unzoned(indicator: Indicator) -> str:
    """Say why an indicator has no place among random zonings, by a key of `WITHOUT`; empty where it has."""
    if indicator.level != "commune":
        return "not_commune"
    if indicator.kind != "count":
        return "rate"
    people, known = indicator.table["population"].astype("float64"), indicator.table["given"].notna()
    return "" if people[known].sum() >= COVERED * people.sum() else "partial"


def zonings(
    indicator: Indicator, geography: Geography, level: str, *, statistics: tuple[str, ...] = ZONED[:2]
) -> pd.DataFrame:
    r"""Place the official zoning of a level among the stored random ones, by a count of communes.

    Parameters
    ----------
    indicator
        A count by commune, see `unzoned`.
    level
        One of `atlas.scales.matched.DRAWN`.
    statistics
        Keys of `atlas.scales.STATISTICS`.

    Returns
    -------
    pandas.DataFrame
        See `atlas.scales.comparison.compare`.

    Raises
    ------
    UnknownChoiceError
        If the indicator cannot be added up to other zones, or no zonings of the level are stored.

    Notes
    -----
    Of every zoning, official or drawn, the value of a zone is :math:`100\,000 \sum c_i / \sum p_i` over its
    communes with a value. The drawn ones hold populations and compactness, see
    `atlas.scales.matched_zonings`.
    """
    if why := unzoned(indicator):
        msg = f"No place among random zonings: {WITHOUT[why].en}."
        raise UnknownChoiceError(msg)
    if level not in DRAWN:
        msg = f"No zonings of {level!r} are stored: choose one of {', '.join(DRAWN)}."
        raise UnknownChoiceError(msg)
    place, stored = ground(geography, level), matched_zonings(geography, level)
    communes = geography.communes.index[place.communes]
    given = indicator.table["given"].reindex(communes).to_numpy(dtype="float64")
    there = ~np.isnan(given)
    counted, people = np.where(there, given, 0.0), np.where(there, place.population, 0.0)
    borders = place.pairs[: len(place.pairs) - place.bridges]

    def measure(zones: Pairs) -> dict[str, float]:
        total = np.bincount(zones, weights=counted, minlength=place.zones)
        living = np.bincount(zones, weights=people, minlength=place.zones)
        with np.errstate(invalid="ignore", divide="ignore"):
            values = np.where(living > 0, 100_000 * total / living, np.nan)
        touching = contract(borders, zones) if "moran" in statistics else np.empty((0, 2), np.intp)
        return zoning_statistics(values, zone_people(place, zones), touching, statistics)

    rows = pd.DataFrame(
        [measure(zones.astype(np.intp)) for zones in stored.zonings], columns=list(statistics)
    )
    official = pd.Series(measure(place.official))
    return compare(official, rows.iloc[: stored.draws], rows.iloc[stored.draws :])
