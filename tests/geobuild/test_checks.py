import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from atlas.errors import GeographyError
from atlas.geobuild import checks, display
from atlas.geobuild.millesimes import CURRENT


def hole(area, lon, lat):
    return {"area_km2": area, "lon": lon, "lat": lat, "communes": ["66218"]}


def test_enclave_is_allowed_and_small_holes_are():
    checks.force_holes([hole(12.9, 1.98, 42.46), hole(0.09, 5, 43)], CURRENT)


def test_large_hole_elsewhere_is_refused():
    with pytest.raises(GeographyError, match=r"hole of 1\.10 km² at 5, 43 between 66218"):
        checks.force_holes([hole(1.1, 5, 43)], CURRENT)


def test_population_lost_at_one_level_is_refused():
    communes = pd.DataFrame(
        {"population": [10, 20, 5], "departement": ["01", "01", None], "epci": ["A", None, None]}
    )
    tables = {"epci": pd.DataFrame({"population": [10]}), "departement": pd.DataFrame({"population": [29]})}
    totals = checks.population_totals(communes, tables)
    assert totals == {"commune": 30, "epci": 30, "departement": 29}
    with pytest.raises(GeographyError, match="'departement': 29"):
        checks.force_one_population(totals)


def test_count_other_than_expected_is_refused():
    with pytest.raises(GeographyError, match="territories: epci: 3 found, 4 expected"):
        checks.force_counts({"epci": 3, "region": 1}, {"epci": 4, "region": 1}, "territories")


def squares():
    shapes = [shapely.box(x, y, x + 1, y + 1) for x in range(2) for y in range(2)]
    table = {
        "bassin_de_vie": list("aabb"),
        "epci": list("aabb"),
        "departement": list("aabb"),
        "region": list("aaaa"),
    }
    return gpd.GeoDataFrame(table, geometry=shapes, crs=4326)


def written(folder, atoms):
    for level in display.LEVELS:
        shapes = atoms[[level, "geometry"]].dissolve(level, method="coverage").geometry
        (folder / f"{level}.json").write_text(
            display.collection(shapes, pd.Series(shapes.index, shapes.index))
        )


def test_borders_of_the_atoms_pass(tmp_path):
    written(tmp_path, squares())
    assert checks.force_borders(tmp_path, squares())["region"] == 9


def test_border_moved_by_one_decimal_is_refused(tmp_path):
    atoms = squares()
    written(tmp_path, atoms)
    path = tmp_path / "region.json"
    path.write_text(path.read_text().replace("[2.0,1.0]", "[2.0001,1.0]").replace("[2,1]", "[2.0001,1]"))
    with pytest.raises(GeographyError, match=r"region\.json: 2 border segments"):
        checks.force_borders(tmp_path, atoms)


def test_segments_count_each_shared_border_once_and_every_part():
    both = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6)])
    assert len(display.segments([both])) == 8
    assert len(display.segments([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])) == 7


def test_lost_territory_is_named(tmp_path):
    written(tmp_path, squares())
    codes = {level: pd.Index(["a", "b"] if level != "region" else ["a", "z"]) for level in display.LEVELS}
    with pytest.raises(GeographyError, match=r"region\.json: territories lost or added.*: z"):
        checks.force_display_codes(tmp_path, codes)


def test_heavy_display_file_is_refused(tmp_path):
    sizes = {"epci": {"bytes": checks.LEVEL_FILE_BYTES, "gzip_bytes": 1}}
    with pytest.raises(GeographyError, match=r"epci\.json: .* over the budget"):
        checks.force_budgets(sizes, tmp_path)


def test_features_carry_code_and_name():
    shapes = gpd.GeoSeries({"01": shapely.box(0, 0, 1, 1)}, crs=4326)
    (feature,) = json.loads(display.collection(shapes, pd.Series({"01": "L'Ain « 1 »"})))["features"]
    assert (feature["id"], feature["properties"]) == ("01", {"name": "L'Ain « 1 »"})
    ring = shapely.LinearRing(feature["geometry"]["coordinates"][0])
    assert ring.is_ccw
