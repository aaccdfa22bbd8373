"""Perimeters as sets of communes: written shortly, and compared whatever way they are written."""

from collections.abc import Hashable, Iterable

import pandas as pd

from atlas.territories import Geography
from atlas.territories.places import is_place, split_coverage


def communes_of(coverage: str, geography: Geography) -> frozenset[str]:
    """Return the communes of a coverage; places that are not known have none."""
    return frozenset(
        str(commune)
        for level, code in split_coverage(coverage)
        if is_place(geography, f"{level}:{code}")
        for commune in geography.members(level, code)
    )


def coverage_of(communes: Iterable[str], geography: Geography) -> str:
    """Write communes as a coverage: whole EPCI first, then the communes of no whole one."""
    positions = geography.communes.index.get_indexer(pd.Index([*communes], dtype="str"))
    epci = geography.communes["epci"].iloc[positions[positions >= 0]]
    counts = epci.value_counts()
    whole = counts.index[counts.eq(geography.level("epci")["communes"].reindex(counts.index))]
    rest = epci.index[~epci.isin(whole)]
    return "|".join([*(f"epci:{one}" for one in sorted(whole)), *(f"commune:{one}" for one in sorted(rest))])


def most_populous(communes: Iterable[str], geography: Geography) -> str:
    """Return the commune where most people live, empty where there is none."""
    people = geography.communes["population"].reindex(list(communes)).dropna()
    return str(people.astype("int64").idxmax()) if len(people) else ""


def read_perimeters(cells: pd.Series, geography: Geography) -> dict[Hashable, frozenset[str]]:
    """Read cells of INSEE codes: the communes of today by row; a former code counts where it means one."""
    codes = cells.str.findall(r"\b(?:[0-9]{5}|2[AB][0-9]{3})\b").explode().dropna()
    known = geography.resolve(pd.Series(codes.unique(), dtype="str"))
    current = dict(zip(codes.unique(), known["commune"], strict=True))
    communes = codes.map(current).dropna()
    return {line: frozenset(map(str, own)) for line, own in communes.groupby(level=0)}
