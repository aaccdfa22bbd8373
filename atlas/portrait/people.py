"""Who lives in a territory."""

from typing import Any, NamedTuple

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.territories.places import Place
from atlas.vocabulary import SETTINGS


class People(NamedTuple):
    """Who lives in a territory.

    Attributes
    ----------
    population
        Municipal population; None where not known.
    population_year
        Year of the population; empty where not stated.
    area_km2
        Square kilometres; None where not known.
    density
        Inhabitants per square kilometre; None where population or area is not known.
    communes
        Number of communes.
    setting
        Setting of the commune, or of the majority of the inhabitants; None in the overseas collectivities.
    shares
        Share of the population in each setting, 0 to 1; empty where not known.
    density_level, aav_category
        Of a commune, see `atlas.vocabulary`; None for the other levels and where not known.
    nature
        Legal form of an EPCI (`CC`, `CA`, …); None for the other levels.
    collectivite
        Name of the overseas collectivity of a commune that has no département; else None.
    epci_missing
        Whether it is a commune of a département and of no EPCI.
    """

    population: int | None
    population_year: str
    area_km2: float | None
    density: float | None
    communes: int
    setting: str | None
    shares: dict[str, float]
    density_level: int | None
    aav_category: int | None
    nature: str | None
    collectivite: str | None
    epci_missing: bool


def people(catalogue: Catalogue, where: Place) -> People:
    """Return who lives in a territory, see `People`."""
    row: Any = catalogue.geography.level(where.level).loc[where.code]
    population, area = known(row["population"]), known(row["area_km2"])
    setting = known(row["setting"])
    commune = where.level == "commune"
    if setting is None or not population:
        shares = {}
    elif commune:
        shares = {key: float(key == setting) for key in SETTINGS}
    else:
        shares = {key: float(row[f"pop_{key}"]) / float(population) for key in SETTINGS}

    def whole(column: str) -> int | None:
        value = known(row[column]) if commune else None
        return None if value is None else int(value)

    return People(
        population=None if population is None else int(population),
        population_year=catalogue.geography.population_year(where.level, where.code),
        area_km2=None if area is None else float(area),
        density=float(population) / float(area) if population is not None and area else None,
        communes=1 if commune else int(row["communes"]),
        setting=setting,
        shares=shares,
        density_level=whole("density_level"),
        aav_category=whole("aav_category"),
        nature=None if commune else known(row["nature"]),
        collectivite=known(row["collectivite_name"]) if commune else None,
        epci_missing=commune and known(row["departement"]) is not None and known(row["epci"]) is None,
    )


def known(value: Any) -> Any:  # noqa: ANN401 - a cell of any kind
    """Return a cell, None where it is missing."""
    return None if pd.isna(value) else value
