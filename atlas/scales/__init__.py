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
from atlas.scales.graphs import graph
from atlas.scales.indicators import INDICATORS, STATES, Values, values
from atlas.scales.levels import GROUPS, REASONS, clusters, main_group, scale_effect, uncompared
from atlas.scales.matched import DRAWN, matched_zonings
from atlas.scales.perimeters import (
    FITS,
    Fit,
    OwnFit,
    Perimeters,
    border_fit,
    edges,
    known_perimeters,
    misfit,
    own_fit,
    perimeter_fit,
)
from atlas.scales.spread import (
    SpatialGini,
    gini,
    gini_people,
    lorenz,
    spatial_gini,
    theil,
    theil_between,
    variation,
)
from atlas.scales.unions import UNION_FITS, Unions, union_fit
from atlas.scales.zonings import CENTRES, NULLS, Ground, ground, random_zoning

__all__ = [
    "ALPHA",
    "CENTRES",
    "CLUSTERS",
    "DRAWN",
    "FACTORS",
    "FITS",
    "GROUPS",
    "INDICATORS",
    "NULLS",
    "PAIRS",
    "REASONS",
    "STATES",
    "STATISTICS",
    "UNION_FITS",
    "ZONINGS",
    "Association",
    "Associations",
    "Fit",
    "Ground",
    "Moran",
    "OwnFit",
    "Perimeters",
    "SpatialGini",
    "Unions",
    "Values",
    "ZoningEffect",
    "ZoningQuestion",
    "association",
    "associations",
    "border_fit",
    "clusters",
    "contingency",
    "cramer_v",
    "edges",
    "gini",
    "gini_people",
    "graph",
    "ground",
    "known_perimeters",
    "lisa",
    "lorenz",
    "main_group",
    "matched_zonings",
    "misfit",
    "moran",
    "own_fit",
    "perimeter_fit",
    "random_zoning",
    "scale_effect",
    "spatial_gini",
    "theil",
    "theil_between",
    "two_sided",
    "uncompared",
    "union_fit",
    "values",
    "variation",
    "zoning_effect",
    "zoning_result",
]
