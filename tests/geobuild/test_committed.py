"""The `data/geo` that is committed: what the app reads."""

import gzip
import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from scipy import sparse
from scipy.sparse import csgraph

from atlas.geobuild import checks, contiguity, coverage, display, image
from atlas.geobuild.millesimes import CURRENT
from atlas.geobuild.zonings.matched import measure
from atlas.scales import DRAWN, ground, matched_zonings
from atlas.territories import load_geography

ROOT = Path(__file__).resolve().parents[2]
GEO = ROOT / "data" / "geo"
SHARED = ROOT.parent / "shared" / "data" / "geo"


@pytest.fixture(scope="module")
def communes():
    return gpd.read_parquet(GEO / "commune.parquet").set_index("code")


@pytest.fixture(scope="module")
def here(communes):
    return communes[communes["departement"].notna()]


@pytest.fixture(scope="module")
def levels():
    return {level: gpd.read_parquet(GEO / f"{level}.parquet").set_index("code") for level in display.LEVELS}


def test_counts(communes, here, levels):
    assert {"commune": len(here)} | {level: len(table) for level, table in levels.items()} == {
        "commune": 34_875,
        "bassin_de_vie": 1_707,
        "epci": 1_255,
        "departement": 101,
        "region": 18,
    }
    assert len(communes) - len(here) == 94
    assert communes.loc[communes["departement"].isna(), "geometry"].isna().all()
    assert not here.geometry.is_empty.any()


def test_settings(here):
    assert here["setting"].value_counts().to_dict() == {
        "urbain": 2_283,
        "periurbain": 16_444,
        "rural": 16_148,
    }
    people = here.groupby("setting")["population"].sum() / 1e6
    assert people.round(1).to_dict() == {"urbain": 39.4, "periurbain": 19.9, "rural": 9.1}


def test_islands_without_epci(here):
    assert sorted(here.index[here["epci"].isna()]) == ["22016", "29083", "29155", "85113"]


def test_populations_are_one_total(here, levels):
    assert set(checks.population_totals(here, levels).values()) == {68_350_798}
    for table in levels.values():
        assert (
            table[["pop_urbain", "pop_periurbain", "pop_rural"]].sum(axis="columns") == table["population"]
        ).all()
        dense = table[[f"pop_density_{level}" for level in range(1, 8)]]
        assert (dense.sum(axis="columns") == table["population"]).all()


def test_epci_that_spill_over(levels):
    assert (levels["epci"]["departements"].map(len) > 1).sum() == 89
    assert (levels["epci"]["regions"].map(len) > 1).sum() == 26


def test_areas_are_france_s(levels):
    assert levels["region"]["area_km2"].sum() == pytest.approx(638_000, rel=0.01)
    assert levels["departement"].loc["973", "area_km2"] == pytest.approx(83_846, rel=0.01)


def test_coverage_is_valid(here):
    assert shapely.coverage_is_valid(here.geometry.to_numpy())


def test_llivia_is_the_only_large_hole():
    holes = json.loads((GEO / "lineage.json").read_text(encoding="utf-8"))["checks"]["holes"]
    large = [hole for hole in holes if hole["area_km2"] > 1]
    assert len(large) == 1
    assert large[0]["area_km2"] == pytest.approx(12.98, abs=0.05)
    assert "66005" in large[0]["communes"]


def test_labels_and_seats_lie_in_their_territory(here, levels):
    for table in levels.values():
        points = gpd.points_from_xy(table["label_lon"], table["label_lat"])
        assert shapely.intersects(table.geometry.to_numpy(), points).all()
    label = here[here["seat_basis"] == "label_point"]
    points = gpd.points_from_xy(label["seat_lon"], label["seat_lat"])
    assert shapely.intersects(label.geometry.to_numpy(), points).all()
    assert (here["seat_basis"] == "mairie").sum() > 33_000


def test_display_files_fit_their_budget():
    for level in display.LEVELS:
        content = (GEO / "display" / f"{level}.json").read_bytes()
        assert len(content) < 1_500_000
        assert len(gzip.compress(content, 9)) < 400_000
    assert sum(path.stat().st_size for path in GEO.rglob("*") if path.is_file()) < checks.FOLDER_BYTES
    assert max(path.stat().st_size for path in (GEO / "display" / "communes").iterdir()) < 400_000


def test_display_borders_coincide(levels):
    layers = {level: gpd.read_file(GEO / "display" / f"{level}.json") for level in levels}
    segments = {level: display.segments(layer.geometry.to_numpy()) for level, layer in layers.items()}
    assert checks.as_set(segments["region"]) <= checks.as_set(segments["departement"])
    # Drawn together, the borders of all levels cross nowhere but at vertices they share.
    drawn = np.unique(np.vstack(list(segments.values())), axis=0)
    lines = shapely.linestrings(drawn.reshape(-1, 2, 2).astype(float))
    first, second = shapely.STRtree(lines).query(lines, predicate="crosses")
    assert len(first) == len(second) == 0
    for level, layer in layers.items():
        assert set(layer["id"]) == set(levels[level].index)
        assert shapely.coverage_is_valid(layer.geometry.to_numpy())


def test_communes_are_shown_by_departement(here):
    shown = {path.stem: path for path in (GEO / "display" / "communes").glob("*.json")}
    assert set(shown) == set(here["departement"])
    corse = gpd.read_file(shown["2A"])
    assert set(corse["id"]) == set(here.index[here["departement"] == "2A"])


@pytest.mark.parametrize(
    ("code", "outcome", "codes"),
    [
        ("75101", "successor", "75056"),
        ("69381", "successor", "69123"),
        ("01015", None, None),
        ("14513", "successor", "50592"),
        ("60455", "successor", "60694"),
        ("97123", "successor", "97701"),
        ("97127", "successor", "97801"),
        ("51606", "ambiguous", "51235|51313|51369"),
    ],
)
def test_former_codes(code, outcome, codes):
    table = pd.read_csv(GEO / "codes_anciens.csv", dtype=str).set_index("code_ancien")
    found = table.loc[code].tolist() if code in table.index else [None, None]
    assert found == [outcome, codes]


def test_former_codes_are_no_communes(communes):
    table = pd.read_csv(GEO / "codes_anciens.csv", dtype=str)
    assert len(table) >= 4_286
    assert not table["code_ancien"].isin(communes.index).any()
    assert not table["code_ancien"].duplicated().any()
    assert table["codes"].str.split("|").explode().isin(communes.index).all()
    single = table["codes"].str.count(r"\|") == 0
    assert (single == (table["outcome"] == "successor")).all()


def test_lineage_is_the_millesime_s():
    lineage = json.loads((GEO / "lineage.json").read_text(encoding="utf-8"))
    assert lineage["millesime"] == CURRENT.name
    assert lineage["populations"]["year"] == CURRENT.populations
    assert {source["id"]: source["rows_out"] for source in lineage["sources"]}["contours"] == 34_875


def test_one_departement_built_anew_is_the_committed_one(here):
    if not SHARED.is_dir():
        pytest.skip("the official sources are not beside the repository")
    shapes = gpd.read_parquet(SHARED / "communes_contours.parquet").set_index("code")
    martinique = shapes[shapes.index.str.startswith("972")].to_crs(4326).assign(departement="972")
    ((epsg, part),) = coverage.project(martinique).items()
    assert epsg == 5490
    built = coverage.to_degrees(coverage.clean(part)).sort_index()
    committed = here.loc[built.index].geometry.set_crs(4326, allow_override=True)
    assert built.geom_equals_exact(committed, tolerance=2e-6).all()


def test_neighbours_are_those_of_the_polygons(here):
    stored = pd.read_parquet(GEO / contiguity.FILE)
    assert stored.equals(contiguity.contiguity(here.geometry).astype(stored.dtypes))


def test_neighbours_of_a_level_are_those_of_its_own_polygons(here, levels):
    stored = pd.read_parquet(GEO / contiguity.FILE)
    for level in ("departement", "epci"):
        own = contiguity.contiguity(levels[level].geometry)
        both = [here[level].loc[stored[side]].to_numpy(dtype=object) for side in ("left", "right")]
        derived = {tuple(sorted(p)) for p in zip(*both, strict=True) if p[0] != p[1] and None not in p}
        assert derived == set(map(tuple, own.to_numpy()))


def test_neighbours_counted_in_the_lineage():
    counted = json.loads((GEO / "lineage.json").read_text(encoding="utf-8"))["checks"]["neighbours"]
    assert counted["commune"]["pairs"] == len(pd.read_parquet(GEO / contiguity.FILE)) == 102_215
    # Sein, Molène, Ouessant, Bréhat, Groix, Yeu…: one commune, all water around.
    assert len(counted["commune"]["islands"]) == 15
    assert {"29083", "29084", "29155", "22016", "56069", "85113"} <= set(counted["commune"]["islands"])
    assert counted["region"]["islands"] == ["01", "02", "03", "04", "06", "94"]


@pytest.mark.parametrize("level", DRAWN)
def test_stored_zonings_hold_what_the_official_one_holds(level):
    geography = load_geography()
    place, stored = ground(geography, level), matched_zonings(geography, level)
    told = json.loads((GEO / "lineage.json").read_text(encoding="utf-8"))["zonings"][level]
    assert (told["draws"], told["draws"] + told["checks"]) == (stored.draws, len(stored.zonings))
    parts = np.unique(place.official, return_index=True)[1]
    for zones in stored.zonings[: stored.draws : stored.draws // 4].astype(np.intp):
        assert np.array_equal(np.unique(zones), np.arange(place.zones))
        inside = place.pairs[zones[place.pairs[:, 0]] == zones[place.pairs[:, 1]]]
        matrix = sparse.coo_array((np.ones(len(inside)), inside.T), shape=(len(zones), len(zones)))
        whole = csgraph.connected_components(matrix, directed=False)[0]
        assert whole == place.zones
        first = np.unique(zones, return_index=True)[1]
        assert np.array_equal(np.bincount(place.parts[first]), np.bincount(place.parts[parts]))
    random = pd.DataFrame([measure(place, zones) for zones in stored.zonings[: stored.draws]])
    official = measure(place, place.official)
    assert random["gap"].max() < 0.06
    assert random["variation"].mean() == pytest.approx(official["variation"], rel=0.02)
    assert random["cut"].mean() == pytest.approx(official["cut"], rel=0.12)
    assert random["kept"].max() < 0.06
    for name in random:
        assert told["measured"][name]["mean"] == pytest.approx(random[name].mean(), abs=1e-4)


def test_image_shows_every_commune_where_it_is(here):
    """Decoded, it has each commune but those named, and towns lie in their own pixels."""
    told = json.loads((GEO / "lineage.json").read_text(encoding="utf-8"))["checks"]["image"]
    folder = GEO / "display" / image.FOLDER
    assert image.force_seen(folder, here.index) == told
    assert told["bytes"] < image.BYTES
    names = json.loads((folder / image.NAMES).read_text(encoding="utf-8"))
    assert names["codes"].split() == here.index.tolist()
    assert names["names"].split("\n") == here["name"].tolist()
    pixels = image.decoded((folder / image.PICTURE).read_bytes())
    frames = json.loads((folder / image.FRAMES).read_text(encoding="utf-8"))["frames"]
    x, y = np.floor(image.world(here[["seat_lon", "seat_lat"]].to_numpy())).astype(int)
    met = np.zeros(len(here), dtype=int)
    for left, top, width, height, column, row in frames:
        there = (x >= left) & (x < left + width) & (y >= top) & (y < top + height)
        met[there] = pixels[row + y[there] - top, column + x[there] - left]
    # A town hall may stand within a pixel of its commune's border.
    assert (met == np.arange(1, len(here) + 1)).mean() > 0.96
    assert (met > 0).mean() > 0.998
