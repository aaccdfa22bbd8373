"""The files of scales hold the numbers of Python, describe every column, and colour as the map does."""

import csv
import datetime as dt
import io
from collections import Counter

import pandas as pd
import pyogrio
import pytest
from PIL import Image, ImageColor

from atlas import scales
from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.exports.columns import DICTIONARY
from atlas.exports.formats import FORMATS, to_bytes
from atlas.scales.listing import deserved
from atlas.views.link import View
from atlas.views.scales import files as scale_files
from atlas.views.scales import map as scale_map

ASKED = scale_files.Asked("rate", 3, {"indicateur": "rate"}, dt.date(2026, 3, 2))
TZCLD = Selection(types=("tzcld",))


def clustered(view, *, corrected=True, values=False):
    france, level = load_catalogue(), view.level
    everywhere = view.selection.everywhere
    found = scales.values(france, everywhere, level, indicator="rate")
    there = france.answer(view.selection, level, by=view.by, measure="count")
    everyone = there.table.index
    members = everyone if level == "commune" else None
    near = scales.clusters(france, everywhere, level, indicator="rate", seed=3, codes=members)
    figure = (
        scale_map.values_figure(found, everyone, view, "rate")
        if values
        else scale_map.clusters_figure(near, everyone, view, "rate", corrected=corrected)
    )
    rows = near.reset_index().assign(level=level)
    return near, scale_files.territories(france, view, ASKED, there, rows=rows, figure=figure)


@pytest.fixture(scope="module")
def departements():
    return clustered(View(level="departement", selection=TZCLD))


def test_a_layer_has_the_clusters_and_the_colours_of_the_map(departements, tmp_path):
    near, export = departements
    target = tmp_path / "a.gpkg"
    target.write_bytes(to_bytes(export, FORMATS["gpkg"]))
    back = pyogrio.read_dataframe(target, layer="atlas_echelles_grappes").set_index("code")
    assert back.geometry.notna().all()
    assert back["cluster"].to_dict() == near["cluster"].to_dict()
    shown = near["cluster"].replace("island", "uncertain")
    assert back["map_cluster"].to_dict() == shown.to_dict()
    told = {(one.code, one.colour) for one in export.style().categories}
    assert told == set(scale_map.CLUSTER_COLOURS.items())
    assert set(back["map_cluster"]) <= {code for code, _ in told} | {
        blank.status for blank in export.style().blanks
    }
    assert back["p"].tolist() == pytest.approx(deserved(near["p"]).reindex(back.index).tolist(), nan_ok=True)


def test_the_picture_is_painted_in_the_colours_of_the_clusters(departements):
    near, export = departements
    image = Image.open(io.BytesIO(to_bytes(export, FORMATS["png"]))).convert("RGB")
    seen = Counter({colour: count for count, colour in image.getcolors(1 << 24)})
    for kind in set(near["cluster"]) & set(scale_map.CLUSTER_COLOURS):
        assert seen[ImageColor.getrgb(scale_map.CLUSTER_COLOURS[kind])] > 2_000
    assert image.width == 2000
    assert len(set(near["cluster"])) > 1
    html = to_bytes(export, FORMATS["html"]).decode()
    assert "Voisins qui se ressemblent, hors hasard, par département" in html
    assert "Graine des tirages" in html


def test_before_correction_more_is_coloured():
    view = View(level="departement", selection=TZCLD, language="en")
    near, export = clustered(view, corrected=False)
    shown = export.rows["map_cluster"]
    changed = near["cluster"].eq("none") & near["p"].le(0.05)
    assert changed.any()
    assert shown[changed[changed].index].tolist() == near.loc[changed, "quadrant"].tolist()
    assert export.rows["cluster"].to_dict() == near["cluster"].to_dict()


def test_values_have_the_classes_of_the_map(tmp_path):
    near, export = clustered(View(level="region", selection=TZCLD), values=True)
    target = tmp_path / "a.gpkg"
    target.write_bytes(to_bytes(export, FORMATS["gpkg"]))
    back = pyogrio.read_dataframe(target, layer="atlas_echelles_grappes").set_index("code")
    style = export.style()
    for value, status in zip(back["map_value"], back["map_status"], strict=True):
        inside = sum(one.low <= value <= one.high for one in style.ranges)
        assert inside == (status == "value")
    assert "map_cluster" not in back
    assert back["map_value"].dropna().tolist() == pytest.approx(
        near["value"].reindex(back.index)[back["map_status"].eq("value")].tolist()
    )


def test_communes_of_a_territory_are_those_of_the_file():
    view = View(level="commune", selection=Selection(inside="departement:26"))
    _, export = clustered(view)
    members = load_catalogue().geography.members("departement", "26")
    assert set(export.rows.index) == set(members)
    assert len(export.drawing().picture.codes) == len(members)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", list(DICTIONARY))
def test_every_column_of_every_table_is_described(name, language):
    france, view = load_catalogue(), View(selection=TZCLD, language=language)
    columns = [column for column in DICTIONARY[name] if column not in ("seed", "millesime")]
    row = pd.DataFrame({column: [1.0] for column in columns})
    export = scale_files.table(france, view, ASKED, name, row)
    written = to_bytes(export, FORMATS["csv"]).decode("utf-8-sig")
    head = next(csv.reader(io.StringIO(written, newline="")))
    dictionary = scale_files.dictionary(france, view, ASKED, (name,))
    described = dictionary.rows
    assert set(head) <= set(described["column"])
    assert described[[f"unit_{language}", f"description_{language}"]].notna().all(axis=None)
    assert all(export.columns().values())
    assert list(export.columns()) == list(DICTIONARY[name])
    assert all(dictionary.columns().values())
    book = pd.read_excel(
        io.BytesIO(to_bytes(export, FORMATS["xlsx"])), sheet_name=None, engine="calamine", header=None
    )
    _, meanings, sources = book.values()
    assert meanings[0].tolist()[1:] == list(DICTIONARY[name])
    assert "Licence Ouverte 2.0" in sources.to_numpy()
