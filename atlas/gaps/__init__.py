"""Gaps: who has no initiative, how far the nearest one is, and whether chance may explain it."""

from atlas.gaps.chances import SURE, Blanks, blanks, chances_at
from atlas.gaps.expected import CERTAINTIES, CONFIDENCE, REFERENCES, expected, standardise, strata
from atlas.gaps.programmes import Reach, rated, reach, reach_by
from atlas.gaps.ranking import SORTS, models, rank, sort_figure
from atlas.gaps.table import ALL, Gaps, coverage, gaps, median_km

__all__ = [
    "ALL",
    "CERTAINTIES",
    "CONFIDENCE",
    "REFERENCES",
    "SORTS",
    "SURE",
    "Blanks",
    "Gaps",
    "Reach",
    "blanks",
    "chances_at",
    "coverage",
    "expected",
    "gaps",
    "median_km",
    "models",
    "rank",
    "rated",
    "reach",
    "reach_by",
    "sort_figure",
    "standardise",
    "strata",
]
