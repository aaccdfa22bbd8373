"""Gaps: who has no initiative, how far the nearest one is, and whether chance may explain it."""

from atlas.gaps.expected import CERTAINTIES
from atlas.gaps.expected import REFERENCES
from atlas.gaps.expected import expected
from atlas.gaps.expected import poisson_interval
from atlas.gaps.expected import standardise
from atlas.gaps.expected import strata
from atlas.sphere import nearest
from atlas.gaps.ranking import SORT_COLUMNS
from atlas.gaps.ranking import SORTS
from atlas.gaps.ranking import models
from atlas.gaps.ranking import rank
from atlas.gaps.table import ALL
from atlas.gaps.table import Gaps
from atlas.gaps.table import coverage
from atlas.gaps.table import gaps

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
