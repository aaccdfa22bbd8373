"""What the page of scales lets choose, and its place in the address."""

from atlas import scales
from atlas.spread import STARTS
from atlas.tables.schemas.shared import FIRST_YEAR, LAST_YEAR
from atlas.views.choices import Amount, Choice

# At which the page opens: the study's question is asked of it.
LEVEL = "bassin_de_vie"
SECTIONS = ("echelles", "zonages", "perimetres", "associations", "diffusion", "indicateur", "methode")
INDICATORS = ("rate", *(name for name in scales.INDICATORS if name != "rate"))
MAPS = ("valeurs", "grappes", "fragiles")
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
    # What start years begin, and the end of which year the map shows; empty for the usual and the last one.
    "spread_kind": Choice("debut", ("", *STARTS)),
    "spread_year": Amount("fin", ("",), least=FIRST_YEAR, most=LAST_YEAR),
}
