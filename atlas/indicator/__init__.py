"""An indicator of the reader's own: joined with the territories by code, described, crossed with presence.

Importing this package is quick: the statistical libraries are imported by the first function that needs one.
"""

from atlas.indicator.association import PERMUTATIONS, UNTESTED, Association, associate, corrected, fifths
from atlas.indicator.cells import CELLS
from atlas.indicator.codes import HOW, REASONS, Recognised, match_codes, recognise_level
from atlas.indicator.crossing import VERDICTS, Crossing, crossing, crossings
from atlas.indicator.example import example
from atlas.indicator.figures import WITHOUT, describe, unzoned, zonings
from atlas.indicator.join import (
    KINDS,
    OUTCOMES,
    STATES,
    TWICE,
    Indicator,
    Proposal,
    join,
    propose,
    raise_to,
    seen_kind,
)

__all__ = [
    "CELLS",
    "HOW",
    "KINDS",
    "OUTCOMES",
    "PERMUTATIONS",
    "REASONS",
    "STATES",
    "TWICE",
    "UNTESTED",
    "VERDICTS",
    "WITHOUT",
    "Association",
    "Crossing",
    "Indicator",
    "Proposal",
    "Recognised",
    "associate",
    "corrected",
    "crossing",
    "crossings",
    "describe",
    "example",
    "fifths",
    "join",
    "match_codes",
    "propose",
    "raise_to",
    "recognise_level",
    "seen_kind",
    "unzoned",
    "zonings",
]
