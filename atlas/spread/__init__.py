"""How dynamics spread: growth, reach and map by date, and whether a new one comes sooner near an old one."""

from atlas.spread.dates import (
    FEW,
    FEW_TESTED,
    IN_WAVES,
    WAVE,
    Dates,
    least_delay,
    overview,
    start_dates,
    waves_of,
)
from atlas.spread.growth import UNKNOWN, growth, reach
from atlas.spread.kinds import KINDS, STARTS, kinds_of, start_kinds
from atlas.spread.knox import DELAYS, DISTANCES, PERMUTATIONS, Knox, knox
from atlas.spread.nearness import nearness

__all__ = [
    "DELAYS",
    "DISTANCES",
    "FEW",
    "FEW_TESTED",
    "IN_WAVES",
    "KINDS",
    "PERMUTATIONS",
    "STARTS",
    "UNKNOWN",
    "WAVE",
    "Dates",
    "Knox",
    "growth",
    "kinds_of",
    "knox",
    "least_delay",
    "nearness",
    "overview",
    "reach",
    "start_dates",
    "start_kinds",
    "waves_of",
]
