"""`atlas draw-zonings` puts zonings into a folder of boundaries and tells what they hold."""

import json
import shutil

import geopandas as gpd
from click.testing import CliRunner

from atlas.cli import main
from atlas.geobuild import contiguity
from atlas.scales import DRAWN, matched_zonings
from atlas.territories import load_geography


def test_zonings_are_drawn_into_the_folder(tiny_folder, tmp_path):
    folder = tmp_path / "geo"
    shutil.copytree(tiny_folder, folder)
    (folder / contiguity.FILE).unlink(missing_ok=True)
    missing = CliRunner().invoke(main, ["draw-zonings", "--geo", str(folder), "--workers", "1"])
    assert missing.exit_code == 2
    assert contiguity.FILE in missing.stderr
    shapes = gpd.read_parquet(folder / "commune.parquet").set_index("code").geometry.dropna()
    contiguity.write(shapes, folder / contiguity.FILE)
    done = CliRunner().invoke(main, ["draw-zonings", "--geo", str(folder), "--workers", "1", "--seed", "3"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    for level in DRAWN:
        assert told[level]["seed"] == 3
        assert told[level]["draws"] == matched_zonings(load_geography(folder), level).draws
