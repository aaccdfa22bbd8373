"""The scale effect: the same indicator at the official levels and a reader's own, statistics side by side."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection, among
from atlas.errors import UnknownChoiceError
from atlas.scales import spread
from atlas.scales.clusters import lisa, moran
from atlas.scales.indicators import values
from atlas.territories import Geography
from atlas.territories.contiguity import level_pairs, restrict
from atlas.territories.kept import kept_of
from atlas.vocabulary import LEVELS, OWN_LEVEL, Label

PERMUTATIONS = 999
# Local p-values pass the correction for thousands of territories only where they can be that small.
PERMUTATIONS_LOCAL = 9_999
# 34,875 communes: a tenth of the placements tells as much, and a page waits for them.
PERMUTATIONS_OF = {"commune": 99}
PERMUTATIONS_GINI = 99

# Groups between which Theil's index is split.
GROUPS = ("setting", "departement", "region")

# Why a statistic is missing.
REASONS: dict[str, Label] = {
    "empty": Label("aucun territoire n’a de valeur connue", "no territory has a known value"),
    "zero": Label("toutes les valeurs connues sont nulles", "all known values are zero"),
    "constant": Label("toutes les valeurs sont égales", "all values are equal"),
    "few": Label("trop peu de territoires ont un voisin", "too few territories have a neighbour"),
    "trivial": Label("un territoire par groupe", "one territory per group"),
    "one_group": Label("tous les territoires sont d’un seul groupe", "all territories are of one group"),
}


@kept_of(maxsize=16)
def main_group(geography: Geography, level: str, group: str) -> pd.Series:
    """Return for each territory the setting, département or région in which most of its inhabitants live.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.AREA_LEVELS`.
    group
        One of `GROUPS`.

    Returns
    -------
    pandas.Series
        On the territories of the level; ties go to the lowest code, of settings to the more urban.

    Notes
    -----
    89 EPCI and some bassins de vie cross a limit of département: counting them by majority is a choice, made
    so that each counts once.
    """
    territories = geography.level(level)
    if group == "setting":
        return territories["setting"]
    if level in ("commune", group):
        return territories.index.to_series() if level == group else territories[group]
    communes = geography.communes
    people = communes["population"].groupby([communes[level], communes[group]]).sum()
    most = people.sort_values(ascending=False, kind="stable").reset_index(name="people")
    return most.drop_duplicates(level).set_index(level)[group].reindex(territories.index)


@kept_of(maxsize=16)
def _group_numbers(geography: Geography, level: str, group: str) -> NDArray[np.intp]:
    """Return the number of each territory's group: texts are slow to compare each time."""
    return np.asarray(pd.factorize(main_group(geography, level, group))[0], dtype=np.intp)


def check_levels(levels: Sequence[str], geography: Geography | None = None) -> None:
    """Refuse what is no official level, nor that of a reader's own perimeters in a geography that has it."""
    for level in levels:
        if level not in LEVELS and not (level == OWN_LEVEL and geography and geography.own_level):
            msg = f"Unknown level {level!r}: choose one of {', '.join(LEVELS)}, or all."
            raise UnknownChoiceError(msg)


def scale_effect(  # noqa: PLR0913 - what is asked, of whom, how surely
    catalogue: Catalogue,
    selection: Selection,
    *,
    indicator: str,
    by: By = "seat",
    levels: Sequence[str] = tuple(LEVELS),
    seed: int = 1,
) -> pd.DataFrame:
    """Set the statistics of an indicator side by side, level by level.

    Parameters
    ----------
    indicator
        A key of `atlas.scales.INDICATORS`.
    levels
        Of `atlas.vocabulary.LEVELS`, or `OWN_LEVEL` where the reader's perimeters make one: of those alone,
        communes outside of all being in no territory.
    seed
        Of all permutations: the same seed gives the same table.

    Returns
    -------
    pandas.DataFrame
        Indexed by `level`; columns are those of `scale_effect` in `atlas.exports.columns`. A statistic that
        is not defined is missing, and `undefined` says why: `name:reason` separated by ` | `, the reasons
        being keys of `REASONS`.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> table = scale_effect(
    ...     load_catalogue(), Selection(types=("tzcld",)), indicator="rate", levels=["departement"]
    ... )
    >>> table.loc["departement", ["territories", "known"]].tolist()
    [101, 101]
    """
    check_levels(levels, catalogue.geography)
    rows = [level_statistics(catalogue, selection, level, indicator, by, seed) for level in levels]
    table = pd.DataFrame(rows, index=pd.Index(levels, name="level"), columns=[*COLUMNS, "undefined"])
    return table.astype(
        dict.fromkeys(COLUMNS, "float64") | dict.fromkeys(_COUNTS, "Int64") | {"undefined": "str"}
    )


@kept(maxsize=64)
def level_statistics(  # noqa: PLR0913, PLR0917 - a cache's key
    catalogue: Catalogue, selection: Selection, level: str, indicator: str, by: By, seed: int
) -> dict[str, object]:
    """Compute one row of `scale_effect`; kept, since a page asks again at each run."""
    found = values(catalogue, selection, level, indicator=indicator, by=by)
    known, table = found.known, found.table
    row: dict[str, object] = {
        "territories": len(table),
        "known": len(known),
        "zeros": int(known.eq(0).sum()),
        "missing": len(table) - len(known),
        "initiatives": len(found.answer.chosen),
        "unplaced": len(found.answer.unplaced),
    }
    reasons: dict[str, str] = {}
    if known.empty:
        return row | {"undefined": "all:empty"}
    quartiles = known.quantile([0, 0.25, 0.5, 0.75, 0.9, 1]).tolist()
    names = ("minimum", "quartile_1", "median", "quartile_3", "decile_9", "maximum")
    row |= {"mean": known.mean(), **dict(zip(names, quartiles, strict=True))}
    positions = found.positions[table["value"].notna()]
    groups = {group: _group_numbers(catalogue.geography, level, group)[positions] for group in GROUPS}
    people = table["population"].reindex(known.index).astype("float64")
    _add_spread(row, reasons, known, people, groups)
    everywhere = len(catalogue.geography.level(level))
    pairs = restrict(level_pairs(catalogue.geography, level), positions, everywhere)
    if "gini" not in reasons:
        split = spread.spatial_gini(known, pairs, permutations=PERMUTATIONS_GINI, seed=seed)
        row |= {
            "gini_neighbour_share": split.neighbour_share,
            "gini_polarisation": split.polarisation,
            "gini_polarisation_p": split.p,
        }
        if np.isnan(split.polarisation):
            reasons["gini_polarisation"] = "constant" if len(pairs) else "few"
    # A rate per inhabitant varies more where few live: its counts say how sure it is.
    events = (known * people / 100_000).round() if indicator == "rate" else None
    local = moran(
        known,
        pairs,
        permutations=PERMUTATIONS_OF.get(level, PERMUTATIONS),
        seed=seed,
        counted=None if events is None else (events, people),
    )
    row |= {
        "moran": local.statistic,
        "moran_expected": local.expected,
        "moran_p": local.p,
        "moran_territories": local.territories,
        "islands": len(known) - local.territories,
    }
    if local.reason:
        reasons["moran"] = local.reason
    return row | {"undefined": " | ".join(f"{name}:{reason}" for name, reason in reasons.items()) or None}


def _add_spread(
    row: dict[str, object],
    reasons: dict[str, str],
    known: pd.Series,
    people: pd.Series,
    groups: dict[str, NDArray[np.intp]],
) -> None:
    if known.sum() <= 0:
        reasons |= dict.fromkeys(("variation", "gini", "gini_people", "theil"), "zero")
        return
    total = spread.theil(known)
    row |= {"variation": spread.variation(known), "gini": spread.gini(known), "theil": total}
    row["gini_people"] = spread.gini_people(known, people)
    for group, numbers in groups.items():
        if len(pd.unique(numbers)) == len(known):
            reasons[f"theil_{group}"] = "trivial"
        elif len(pd.unique(numbers)) == 1:
            reasons[f"theil_{group}"] = "one_group"
        elif total <= 0:
            reasons[f"theil_{group}"] = "constant"
        else:
            between = spread.theil_between(known, pd.Series(numbers, index=known.index))
            row[f"theil_between_{group}"] = min(1.0, between / total)


COLUMNS = (
    *("territories", "known", "zeros", "missing", "initiatives", "unplaced"),
    *("mean", "minimum", "quartile_1", "median", "quartile_3", "decile_9", "maximum"),
    *("variation", "gini", "gini_people", "gini_neighbour_share", "gini_polarisation", "gini_polarisation_p"),
    *("theil", *(f"theil_between_{group}" for group in GROUPS)),
    *("moran", "moran_expected", "moran_p", "moran_territories", "islands"),
)
_COUNTS = (
    "territories",
    "known",
    "zeros",
    "missing",
    "initiatives",
    "unplaced",
    "moran_territories",
    "islands",
)


def clusters(  # noqa: PLR0913 - what is asked, of whom, how surely
    catalogue: Catalogue,
    selection: Selection,
    level: str,
    *,
    indicator: str,
    by: By = "seat",
    seed: int = 1,
    codes: pd.Index | None = None,
) -> pd.DataFrame:
    """Find the local clusters of an indicator at one level.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.LEVELS`.
    indicator
        A key of `atlas.scales.INDICATORS`.
    codes
        Territories to compare with each other only, such as the communes of a département; all by default.

    Returns
    -------
    pandas.DataFrame
        Indexed by code: `name`, `population`, `value`, `state` (key of `atlas.scales.STATES`), and the
        columns of `atlas.scales.lisa`.
    """
    check_levels([level], catalogue.geography)
    chosen = None if codes is None else tuple(codes)
    return _clusters(catalogue, selection, level, indicator, by, seed, chosen)


def uncompared(
    catalogue: Catalogue, selection: Selection, level: str, *, indicator: str, by: By = "seat"
) -> pd.DataFrame:
    """Return the table of `clusters` where none were looked for: what they tell is missing."""
    table = values(catalogue, selection, level, indicator=indicator, by=by).table
    names = catalogue.geography.level(level)["name"].reindex(table.index)
    known = pd.concat([names, table[["population", "value", "state"]]], axis=1).rename_axis("code")
    text = pd.Series(index=known.index, dtype="str")
    return known.assign(local=np.nan, p=np.nan, quadrant=text, cluster=text)


@kept(maxsize=32)
def _clusters(  # noqa: PLR0913, PLR0917 - a cache's key
    catalogue: Catalogue,
    selection: Selection,
    level: str,
    indicator: str,
    by: By,
    seed: int,
    codes: tuple[str, ...] | None,
) -> pd.DataFrame:
    table, positions, _ = values(catalogue, selection, level, indicator=indicator, by=by)
    if codes is not None:
        asked = among(table.index, pd.Index(codes))
        table, positions = table[asked], positions[asked]
    territories = catalogue.geography.level(level)
    pairs = restrict(level_pairs(catalogue.geography, level), positions, len(territories))
    found = lisa(table["value"], pairs, permutations=PERMUTATIONS_LOCAL, seed=seed)
    names = territories["name"].reindex(table.index)
    return pd.concat([names, table[["population", "value", "state"]], found], axis=1).rename_axis("code")
