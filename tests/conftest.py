"""A geography small enough to check by hand, in the layout of data/geo.

```
lat 46.2  +--------+--------+--------+--------+
          |        |        | 02004  | 02005  |     02004 and 02005 were 02009 until it split
lat 46.1  +--------+--------+--------+--------+
          | 01001  | 01002  | 02001  | 02002  |     02002 absorbed 02003      02006: island, no EPCI
lat 46.0  +--------+--------+--------+--------+                               (lon 3.0 to 3.1)
        2.0      2.1      2.2      2.3      2.4
```

EPCI 200000001 holds 01001, 01002 and 02001, so it spills over a département; 200000002 holds the rest of 02.
Paris is 75056 (lon 2.0 to 2.1, lat 48.0 to 48.1), La Réunion 97401 (55.5, -21.1); 98818 has no polygon.
"""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import settings

from atlas.territories import Geography, load_geography

# No test asserts a time: a busy machine is no fault.
settings.register_profile("atlas", deadline=None, max_examples=50)
settings.load_profile("atlas")

SQUARES = {
    # code: (name, bassin_de_vie, epci, departement, region, population, setting, postal codes, west, south)
    "01001": ("Saint-Alban", "01001", "200000001", "01", "84", 50_000, "urbain", ["01000"], 2.0, 46.0),
    "01002": (
        "Le Havre-Neuf",
        "01001",
        "200000001",
        "01",
        "84",
        900,
        "periurbain",
        ["01000", "01200"],
        2.1,
        46.0,
    ),
    "02001": ("Saint-Alban", "01001", "200000001", "02", "32", 300, "rural", ["02100"], 2.2, 46.0),
    "02002": ("Val-d’Œil-sur-Mer", "02002", "200000002", "02", "32", 4_000, "rural", ["02200"], 2.3, 46.0),
    "02004": ("Mont", "02002", "200000002", "02", "32", 200, "rural", ["02200"], 2.2, 46.1),
    "02005": ("Montagne", "02002", "200000002", "02", "32", 100, "rural", ["02300"], 2.3, 46.1),
    "02006": ("Île-au-Large", "02002", None, "02", "32", 150, "rural", ["02400"], 3.0, 46.0),
    "75056": ("Paris", "75056", "200000003", "75", "11", 2_100_000, "urbain", ["75001", "75012"], 2.0, 48.0),
    "97401": ("Les Avirons", "97401", "200000004", "974", "04", 11_000, "periurbain", ["97425"], 55.5, -21.1),
    "98818": ("Nouméa", None, None, None, None, 94_000, None, ["98800"], None, None),
}
NAMES = {
    "bassin_de_vie": {"01001": "Saint-Alban", "02002": "Val-d’Œil", "75056": "Paris", "97401": "Les Avirons"},
    "epci": {
        "200000001": "CC des Deux Rives",
        "200000002": "CC du Large",
        "200000003": "Métropole de Paris",
        "200000004": "CA du Sud",
    },
    "departement": {"01": "Ain", "02": "Aisne", "75": "Paris", "974": "La Réunion"},
    "region": {
        "04": "La Réunion",
        "11": "Île-de-France",
        "32": "Hauts-de-France",
        "84": "Auvergne-Rhône-Alpes",
    },
}
NEIGHBOURS = [
    ("01001", "01002"),
    ("01002", "02001"),
    ("02001", "02002"),
    ("02001", "02004"),
    ("02002", "02005"),
    ("02004", "02005"),
]
FORMER_CODES = """code_ancien,outcome,codes
02003,successor,02002
02009,ambiguous,02004|02005
75101,successor,75056
75112,successor,75056
"""
FORMER_NAMES = """name,departement,commune
Œil-la-Forêt,02,02002
Paris 12e Arrondissement,75,75056
"""


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("geo")
    communes = _communes()
    communes.to_parquet(folder / "commune.parquet")
    for level in NAMES:
        _level(communes, level).to_parquet(folder / f"{level}.parquet")
    sirens = {"siren": ["210100012"], "name": [None], "communes": [["01001"]]}
    pd.DataFrame(sirens).to_parquet(folder / "sirens.parquet")
    pd.DataFrame(NEIGHBOURS, columns=["left", "right"]).to_parquet(folder / "contiguity.parquet")
    (folder / "codes_anciens.csv").write_text(FORMER_CODES, encoding="utf-8")
    (folder / "noms_anciens.csv").write_text(FORMER_NAMES, encoding="utf-8")
    (folder / "lineage.json").write_text(json.dumps({"millesime": "2026", "sources": []}), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path) -> Geography:
    return load_geography(tiny_folder)


def _communes() -> gpd.GeoDataFrame:
    columns = ["name", "bassin_de_vie", "epci", "departement", "region", "population", "setting"]
    columns += ["postal_codes", "west", "south"]
    table = pd.DataFrame.from_dict(SQUARES, orient="index", columns=columns).rename_axis("code").reset_index()
    placed = table["west"].notna()
    table["collectivite"] = ["988" if code == "98818" else None for code in table["code"]]
    table["collectivite_name"] = ["Nouvelle-Calédonie" if code == "98818" else None for code in table["code"]]
    table["area_km2"] = 85.0
    table["density_level"] = table["setting"].map({"urbain": 1, "periurbain": 4, "rural": 6}).astype("Int8")
    table["aav"] = table["ruralite"] = table["centralite"] = pd.Series([None] * len(table), dtype="str")
    table["aav_category"] = table["aav_size"] = pd.Series([None] * len(table), dtype="Int8")
    table["seat_lon"], table["seat_lat"] = table["west"] + 0.05, table["south"] + 0.05
    table["seat_basis"] = "label_point"
    polygons = [
        shapely.box(west, south, round(west + 0.1, 1), round(south + 0.1, 1)) if there else None
        for west, south, there in zip(table["west"], table["south"], placed, strict=True)
    ]
    return gpd.GeoDataFrame(table.drop(columns=["west", "south"]), geometry=polygons, crs=4326)


def _level(communes: gpd.GeoDataFrame, level: str) -> gpd.GeoDataFrame:
    placed = communes.dropna(subset=level)
    groups = placed.groupby(level)
    people = placed.pivot_table(
        index=level, columns="setting", values="population", aggfunc="sum", fill_value=0
    )
    table = placed[[level, "geometry"]].dissolve(level).rename_axis("code")
    table["name"] = pd.Series(NAMES[level])
    table["communes"], table["population"] = groups.size(), groups["population"].sum()
    table["area_km2"] = groups["area_km2"].sum()
    for setting in ("urbain", "periurbain", "rural"):
        table[f"pop_{setting}"] = people[setting]
    table["setting"] = people[["urbain", "periurbain", "rural"]].idxmax(axis=1)
    for density in range(1, 8):
        inside = placed["population"].where(placed["density_level"] == density, 0)
        table[f"pop_density_{density}"] = inside.groupby(placed[level]).sum()
    table["departements"] = groups["departement"].unique().map(list)
    table["regions"] = groups["region"].unique().map(list)
    table["nature"] = "CC" if level == "epci" else None
    table["chef_lieu"] = None if level == "epci" else groups["code"].first()
    points = table.representative_point()
    table["label_lon"], table["label_lat"] = points.x, points.y
    return table.reset_index()
