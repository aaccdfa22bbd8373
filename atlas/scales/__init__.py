"""Scales: whether the picture changes with the scale, and whether an official zoning is special.

Importing this package is quick: the statistical libraries are imported by the first function that needs one.
"""

from atlas.scales.chance import two_sided
from atlas.scales.clusters import ALPHA
from atlas.scales.clusters import CLUSTERS
from atlas.scales.clusters import Moran
from atlas.scales.clusters import lisa
from atlas.scales.clusters import moran
from atlas.scales.comparison import STATISTICS
from atlas.scales.comparison import ZONINGS
from atlas.scales.comparison import ZoningEffect
from atlas.scales.comparison import ZoningQuestion
from atlas.scales.comparison import zoning_effect
from atlas.scales.comparison import zoning_result
from atlas.scales.crossing import FACTORS
from atlas.scales.crossing import PAIRS
from atlas.scales.crossing import Association
from atlas.scales.crossing import Associations
from atlas.scales.crossing import association
from atlas.scales.crossing import associations
from atlas.scales.crossing import contingency
from atlas.scales.crossing import cramer_v
from atlas.scales.dictionary import DICTIONARY
from atlas.scales.dictionary import Column
from atlas.scales.graphs import graph
from atlas.scales.graphs import level_pairs
from atlas.scales.indicators import INDICATORS
from atlas.scales.indicators import STATES
from atlas.scales.indicators import Values
from atlas.scales.indicators import values
from atlas.scales.levels import GROUPS
from atlas.scales.levels import REASONS
from atlas.scales.levels import clusters
from atlas.scales.levels import main_group
from atlas.scales.levels import scale_effect
from atlas.scales.spread import SpatialGini
from atlas.scales.spread import gini
from atlas.scales.spread import lorenz
from atlas.scales.spread import spatial_gini
from atlas.scales.spread import theil
from atlas.scales.spread import theil_between
from atlas.scales.spread import variation
from atlas.scales.zonings import NULLS
from atlas.scales.zonings import Ground
from atlas.scales.zonings import ground
from atlas.scales.zonings import random_zoning

__all__ = [
    "ALPHA",
    "CLUSTERS",
    "DICTIONARY",
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
    "Column",
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
