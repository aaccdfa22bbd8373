"""Gaps: who has no initiative, how far the nearest one is, and whether chance may explain it."""

from atlas.gaps.expected import CERTAINTIES, REFERENCES, expected, poisson_interval, standardise, strata
from atlas.gaps.ranking import SORT_COLUMNS, SORTS, models, rank
from atlas.gaps.table import ALL, Gaps, coverage, gaps
from atlas.sphere import nearest

__all__ = [
    "ALL",
    "CERTAINTIES",
    "REFERENCES",
    "SORTS",
    "SORT_COLUMNS",
    "Gaps",
    "coverage",
    "expected",
    "gaps",
    "models",
    "nearest",
    "poisson_interval",
    "rank",
    "standardise",
    "strata",
]
