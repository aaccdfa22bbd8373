"""What one build reads: every source checked by itself, then against the others."""

from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import shapely

from atlas.geobuild import levels, sources
from atlas.geobuild.sirens import read_territories

DENSITY = tuple("1234567")
AAV_CATEGORY = ("11", "12", "13", "20", "30")
AAV_SIZE = tuple("012345")
COMMUNES_COLUMNS = (
    *("code", "nom", "type", "zone", "departement", "region", "population", "codesPostaux", "siren"),
)
TERRITORY_COLUMNS = ("code", "nom", "chefLieu")


class Inputs(NamedTuple):
    """Everything that was read, checked one by one and against each other."""

    paths: dict[str, Path]
    rows: dict[str, int]
    contours: gpd.GeoDataFrame
    zonages: pd.DataFrame
    communes: pd.DataFrame
    parts: pd.DataFrame
    epci: pd.DataFrame
    ept: pd.DataFrame
    departements: pd.DataFrame
    regions: pd.DataFrame
    codes_anciens: pd.Series
    mouvements: pd.DataFrame
    mairies: gpd.GeoSeries


def read_inputs(paths: dict[str, Path]) -> Inputs:
    """Read every source and refuse those that contradict each other."""
    contours = sources.read_contours(paths["contours"])
    zonages = read_zonages(paths["zonages"])
    sources.force_same(zonages.index, contours.index, f"{paths['contours'].name}, column 'geometry'")
    records = read_json(paths["communes"], COMMUNES_COLUMNS)
    communes = current_communes(records, zonages, paths["communes"])
    epci = read_json(paths["epci"], ("code", "nom", "type", "membres")).set_index("code")
    force_members(epci, zonages, paths["epci"])
    ept = read_territories(paths["ept"], sources.read_records(paths["ept"]), communes.index)
    departements = read_json(paths["departements"], TERRITORY_COLUMNS).set_index("code")
    regions = read_json(paths["regions"], TERRITORY_COLUMNS).set_index("code")
    sources.force_same(set(zonages["DEP"]), departements.index, paths["departements"].name, more=True)
    sources.force_same(set(zonages["REG"]), regions.index, paths["regions"].name, more=True)
    codes_anciens = read_codes_anciens(paths["codes_anciens"], communes.index)
    mouvements = sources.read_table(paths["mouvements"], sources.MOUVEMENTS_COLUMNS)
    mairies, mairie_rows = read_mairies(paths["mairies"])
    rows = {
        "contours": len(contours),
        "zonages": len(zonages),
        "codes_anciens": len(codes_anciens),
        "mouvements": len(mouvements),
        "communes": len(records),
        "epci": len(epci),
        "ept": len(ept),
        "departements": len(departements),
        "regions": len(regions),
        "mairies": mairie_rows,
    }
    return Inputs(
        paths=paths,
        rows=rows,
        contours=contours,
        zonages=zonages,
        communes=communes,
        parts=former_parts(records),
        epci=epci,
        ept=ept,
        departements=departements,
        regions=regions,
        codes_anciens=codes_anciens,
        mouvements=mouvements,
        mairies=mairies,
    )


def read_codes_anciens(path: Path, communes: pd.Index) -> pd.Series:
    """Read the successor of each former code, indexed by the former code."""
    table = sources.read_table(path, ["code_ancien", "code_2025"])
    sources.force_codes(table["code_ancien"], "code_ancien", path)
    strange = ~table["code_2025"].isin(communes)
    sources.force_none(table.loc[strange, "code_ancien"], path, "code_2025", "successor is no commune")
    return table.set_index("code_ancien")["code_2025"]


def read_zonages(path: Path) -> pd.DataFrame:
    """Read the zonings, indexed by commune code."""
    table = sources.read_table(path, sources.ZONAGES_COLUMNS)
    sources.force_codes(table["CODGEO"], "CODGEO", path)
    for column, allowed in {"DENS7": DENSITY, "CATEAAV2020": AAV_CATEGORY, "TAAV2017": AAV_SIZE}.items():
        sources.force_values(table[column], table["CODGEO"], allowed, path)
    for column in ("DEP", "REG", "EPCI", "BV2022"):
        sources.force_none(table.loc[table[column].isna(), "CODGEO"], path, column, "no value")
    return table.set_index("CODGEO").sort_index()


def read_json(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """Read a JSON list of objects as a table."""
    table = pd.DataFrame(sources.read_records(path))
    sources.force_columns(table, columns, path)
    return table


def current_communes(records: pd.DataFrame, zonages: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Keep the communes of today, which must be those of the zonings and the overseas collectivities'."""
    table = records[records["type"] == "commune-actuelle"]
    sources.force_codes(table["code"], "code", path)
    table = table.set_index("code").sort_index()
    here = table[table["zone"] != "com"]
    sources.force_same(
        zonages.index, here.index, f"{path.name}, column 'code', communes of {sources.ZONAGES}"
    )
    sources.force_none(here.index[here["population"].isna()], path, "population", "no value")
    for ours, theirs in (("departement", "DEP"), ("region", "REG")):
        differ = here.index[here[ours] != zonages.loc[here.index, theirs]]
        sources.force_none(differ, path, ours, f"{theirs} of {sources.ZONAGES} differs")
    return table


def force_members(epci: pd.DataFrame, zonages: pd.DataFrame, path: Path) -> None:
    """Refuse a list of EPCI whose members are not those of the zonings."""
    pairs = epci["membres"].explode().dropna()
    members = pd.Series(pairs.index, index=[member["code"] for member in pairs])
    sources.force_codes(members.index.to_series(), "membres", path)
    found = members.reindex(zonages.index).fillna(levels.NO_EPCI)
    differ = zonages.index[found != zonages["EPCI"]]
    sources.force_none(differ, path, "membres", f"EPCI of {sources.ZONAGES} differs")


def former_parts(records: pd.DataFrame) -> pd.DataFrame:
    """Table the delegated and associated communes and arrondissements with the commune they are part of."""
    parts = records[records["type"] != "commune-actuelle"]
    links = [parts[column] for column in ("chefLieu", "commune") if column in parts]
    commune = pd.concat(links, axis="columns").bfill(axis="columns").iloc[:, 0] if links else parts["code"]
    return pd.DataFrame({"code": parts["code"], "name": parts["nom"], "commune": commune})


def read_mairies(path: Path) -> tuple[gpd.GeoSeries, int]:
    """Read the points of the mairies, indexed by commune code, and how many rows the file has."""
    columns = ["code", "type", "mairie_localisation"]
    table = sources.read_table(path, columns, only=True)
    known = table[(table["type"] == "COM") & table["mairie_localisation"].notna()].set_index("code")
    sources.force_codes(known.index.to_series(), "code", path)
    points = shapely.from_wkb(known["mairie_localisation"].to_numpy(dtype=object), on_invalid="ignore")
    sources.force_none(known.index[shapely.is_missing(points)], path, "mairie_localisation", "not WKB")
    return gpd.GeoSeries(points, index=known.index, crs=4326), len(table)


def facts(inputs: Inputs, level: str) -> pd.DataFrame:
    """Return the official name, nature and chef-lieu of the territories of a level, indexed by code."""
    if level == "bassin_de_vie":
        names = inputs.zonages.drop_duplicates("BV2022").set_index("BV2022")["LIBBV2022"]
        # A bassin de vie bears the code of its pole.
        table = pd.DataFrame({"name": names, "nature": None, "chef_lieu": names.index})
    elif level == "epci":
        table = pd.DataFrame({"name": inputs.epci["nom"], "nature": inputs.epci["type"], "chef_lieu": None})
    else:
        source = inputs.departements if level == "departement" else inputs.regions
        table = pd.DataFrame({"name": source["nom"], "nature": None, "chef_lieu": source["chefLieu"]})
    return table.astype("str")
