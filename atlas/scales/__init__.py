"""Scales: whether the picture changes with the scale, and whether an official zoning is special.

Importing this package is quick: the statistical libraries are imported by the first function that needs one.
"""

from atlas.scales.association import FACTORS
from atlas.scales.association import PAIRS
from atlas.scales.association import Association
from atlas.scales.association import Associations
from atlas.scales.association import association
from atlas.scales.association import associations
from atlas.scales.association import contingency
from atlas.scales.association import cramer_v
from atlas.scales.chance import two_sided
from atlas.scales.clusters import ALPHA
from atlas.scales.clusters import CLUSTERS
from atlas.scales.clusters import Moran
from atlas.scales.clusters import lisa
from atlas.scales.clusters import moran
from atlas.scales.dictionary import DICTIONARY
from atlas.scales.dictionary import Column
from atlas.scales.graphs import graph
from atlas.scales.graphs import level_pairs
from atlas.scales.indicators import INDICATORS
from atlas.scales.indicators import STATES
from atlas.scales.indicators import Values
from atlas.scales.indicators import values
from atlas.scales.scale_effect import GROUPS
from atlas.scales.scale_effect import REASONS
from atlas.scales.scale_effect import clusters
from atlas.scales.scale_effect import main_group
from atlas.scales.scale_effect import scale_effect
from atlas.scales.spread import SpatialGini
from atlas.scales.spread import Theil
from atlas.scales.spread import gini
from atlas.scales.spread import lorenz
from atlas.scales.spread import spatial_gini
from atlas.scales.spread import theil
from atlas.scales.spread import variation
from atlas.scales.zoning_effect import STATISTICS
from atlas.scales.zoning_effect import ZONINGS
from atlas.scales.zoning_effect import ZoningEffect
from atlas.scales.zoning_effect import ZoningQuestion
from atlas.scales.zoning_effect import zoning_effect
from atlas.scales.zoning_effect import zoning_result
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
    "Theil",
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
    "two_sided",
    "values",
    "variation",
    "zoning_effect",
    "zoning_result",
]
