"""What the page of scales lets choose, and its place in the address."""

from atlas import scales
from atlas.views.choices import Choice

SECTIONS = ("echelles", "zonages", "associations", "methode")
INDICATORS = ("rate", *(name for name in scales.INDICATORS if name != "rate"))
MAPS = ("grappes", "fragiles", "valeurs")
# Zonings that the study speaks of; régions are twelve on the mainland, too few to draw.
ZONED = ("bassin_de_vie", "epci", "departement")
PAIRS = tuple(f"{first}-{second}" for first, second in scales.PAIRS)
OWN: dict[str, Choice] = {
    "scales_section": Choice("section", SECTIONS),
    "scales_indicator": Choice("indicateur", INDICATORS),
    "scales_map": Choice("carte", MAPS),
    "scales_seed": Choice("graine", tuple(str(seed) for seed in range(1, 100))),
    "scales_zonings": Choice("tirages", ("199", "49", "99", "499", "999")),
    "scales_null": Choice("centres", tuple(scales.NULLS)),
    "scales_statistic": Choice(
        "statistique", ("gini", *(name for name in scales.STATISTICS if name != "gini"))
    ),
    "scales_pair": Choice("croiser", PAIRS),
}
