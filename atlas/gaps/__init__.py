"""Gaps: who has no initiative, how far the nearest one is, and whether chance may explain it."""

from atlas.gaps.chances import SURE, Blanks, blanks, chances_at
from atlas.gaps.expected import CERTAINTIES, REFERENCES, expected, poisson_interval, standardise, strata
from atlas.gaps.ranking import SORTS, models, rank, sort_figure
from atlas.gaps.table import ALL, Gaps, coverage, gaps
from atlas.sphere import nearest

__all__ = [
    "ALL",
    "CERTAINTIES",
    "REFERENCES",
    "SORTS",
    "SURE",
    "Blanks",
    "Gaps",
    "blanks",
    "chances_at",
    "coverage",
    "expected",
    "gaps",
    "models",
    "nearest",
    "poisson_interval",
    "rank",
    "sort_figure",
    "standardise",
    "strata",
]
