"""Scales: whether the picture changes with the scale, and whether an official zoning is special.

Importing this package is quick: the statistical libraries are imported by the first function that needs one.
"""

from atlas.scales.chance import two_sided
from atlas.scales.clusters import ALPHA, CLUSTERS, Moran, lisa, moran
from atlas.scales.comparison import (
    STATISTICS,
    ZONINGS,
    ZoningEffect,
    ZoningQuestion,
    zoning_effect,
    zoning_result,
)
from atlas.scales.crossing import (
    FACTORS,
    PAIRS,
    Association,
    Associations,
    association,
    associations,
    contingency,
    cramer_v,
)
from atlas.scales.graphs import graph, level_pairs
from atlas.scales.indicators import INDICATORS, STATES, Values, values
from atlas.scales.levels import GROUPS, REASONS, clusters, main_group, scale_effect
from atlas.scales.spread import SpatialGini, gini, lorenz, spatial_gini, theil, theil_between, variation
from atlas.scales.zonings import NULLS, Ground, ground, random_zoning

__all__ = [
    "ALPHA",
    "CLUSTERS",
    "FACTORS",
    "GROUPS",
    "INDICATORS",
    "NULLS",
    "PAIRS",
    "REASONS",
    "STATES",
    "STATISTICS",
    "ZONINGS",
    "Association",
    "Associations",
    "Ground",
    "Moran",
    "SpatialGini",
    "Values",
    "ZoningEffect",
    "ZoningQuestion",
    "association",
    "associations",
    "clusters",
    "contingency",
    "cramer_v",
    "gini",
    "graph",
    "ground",
    "level_pairs",
    "lisa",
    "lorenz",
    "main_group",
    "moran",
    "random_zoning",
    "scale_effect",
    "spatial_gini",
    "theil",
    "theil_between",
    "two_sided",
    "values",
    "variation",
    "zoning_effect",
    "zoning_result",
]
