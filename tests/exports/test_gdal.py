"""GDAL's own tools open what leaves the atlas, and find nothing to warn of."""

import os
import shutil
import subprocess
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString

from atlas.exports.content import Export, Plain
from atlas.exports.formats import FORMATS, to_bytes


@pytest.fixture(scope="session")
def gdal():
    """Run one of GDAL's tools; skip, with a reason, where there is none."""

    def run(tool, *arguments):
        if shutil.which(tool) is None:
            if os.environ.get("ATLAS_GDAL_REQUIRED") == "1":
                pytest.fail(f"{tool} is required here")
            pytest.skip(f"{tool} is not installed (Debian's gdal-bin has it)")
        command = [tool, *map(str, arguments)]
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            check=True,
            env=os.environ | {"CPL_DEBUG": "OFF"},
        )

    return run


@pytest.mark.parametrize("key", ["geojson", "gpkg"])
@pytest.mark.parametrize("which", ["areas", "seats"])
def test_ogrinfo_has_nothing_to_say_against_it(gdal, request, tmp_path, which, key):
    export = request.getfixturevalue(which)
    target = tmp_path / f"{export.name}.{key}"
    target.write_bytes(to_bytes(export, FORMATS[key]))
    done = gdal("ogrinfo", "-al", "-so", target)
    assert done.stderr == ""
    assert f"Layer name: {export.name}" in done.stdout
    assert f"Feature Count: {len(export.rows)}" in done.stdout
    if key == "gpkg":
        assert "licence=Licence Ouverte 2.0" in done.stdout
    whole = gdal("ogrinfo", "-al", target)
    assert whole.stderr == ""
    assert "ERROR" not in whole.stdout


def test_ogrinfo_has_nothing_to_say_against_several_layers(gdal, tmp_path, seats):
    line = gpd.GeoSeries([LineString([(5, 45), (6, 46)])], crs="EPSG:4326")
    ties = Export(
        name="atlas_liens",
        rows=pd.DataFrame({"km": [135.5]}, index=pd.Index(["a"], name="one")),
        about=seats.about,
        geometry=lambda: line,
        style=lambda: Plain("Liens", "line", "#0b5a82"),
        label="Liens",
    )
    target = tmp_path / "both.gpkg"
    target.write_bytes(to_bytes(replace(seats, label="Membres", parts=(ties,)), FORMATS["gpkg"]))
    done = gdal("ogrinfo", "-al", target)
    assert done.stderr == ""
    assert "ERROR" not in done.stdout
    assert "Geometry: Line String" in done.stdout
    assert "LINESTRING (5 45,6 46)" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["both.gpkg"]


def test_gdalinfo_reads_the_picture(gdal, tmp_path, drawn):
    target = tmp_path / "map.png"
    target.write_bytes(to_bytes(drawn, FORMATS["png"]))
    done = gdal("gdalinfo", target)
    assert done.stderr == ""
    assert "Size is 2000," in done.stdout
    assert "Copyright=Licence Ouverte 2.0" in done.stdout
