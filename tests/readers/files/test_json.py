"""Places of a map, in whatever a program wraps them."""

import io
import json

import pytest

from atlas.readers import read_raw
from atlas.readers.files.limits import Limits
from atlas.readers.parts import is_large_kind

FEATURES = [
    {
        "type": "Feature",
        "properties": {"nom": name},
        "geometry": {"type": "Point", "coordinates": [5 + at / 100, 44.7]},
    }
    for at, name in enumerate(["Épi", "Lieu B", "Lieu C"])
]
COLLECTION = {"type": "FeatureCollection", "features": FEATURES}
WRITTEN = json.dumps(COLLECTION, indent=1, ensure_ascii=False)
LINES = "\n".join(map(json.dumps, FEATURES))


@pytest.mark.parametrize(
    "text",
    [
        LINES,
        LINES.replace("\n", "\r\n\r\n") + "\r\n",
        "".join(f"\x1e{json.dumps(one)}\n" for one in FEATURES),
        json.dumps(FEATURES),
        json.dumps([{**COLLECTION, "features": FEATURES[:1]}, {**COLLECTION, "features": FEATURES[1:]}]),
        f"var lieux = {WRITTEN};\n",
        f"// écrit par un logiciel\nconst json_Lieux_1 ={WRITTEN}",
        f"\ufeffwindow.lieux = {WRITTEN};",
        f"lieux({WRITTEN});",
        f"export default {WRITTEN};",
        f"let lieux = {WRITTEN};\nexport {{ lieux }};\n",
    ],
)
def test_features_in_lines_in_lists_and_in_scripts(read, text):
    raw = read(text)
    assert (raw.format, raw.cells["nom"].tolist()) == ("geojson", ["Épi", "Lieu B", "Lieu C"])
    assert raw.geometry.x.tolist() == [5, 5.01, 5.02]
    assert ("script" in [note.key for note in raw.notes]) is (text[0] not in "{[\x1e")


@pytest.mark.parametrize(
    "text",
    [
        "var lieux = {type: 'FeatureCollection', features: []};",
        f"var a = {WRITTEN};\nvar b = {WRITTEN};",
        "var map = L.map('map');\nmap.addLayer(x);\n",
        'var a = {"b": 1}; afficher(a);',
    ],
)
def test_a_script_that_is_no_data_is_refused(refusal, text):
    assert refusal(text) == "script"


def test_a_topojson_is_refused_by_its_name(refusal):
    assert refusal(json.dumps({"type": "Topology", "objects": {}, "arcs": []})) == "topojson"


def test_the_layers_of_a_umap_are_types(read):
    def layer(name, features):
        return {"type": "FeatureCollection", "features": features, "_umap_options": {"name": name}}

    look = {**FEATURES[2], "properties": {"nom": "Lieu C", "_umap_options": {"color": "red"}}}
    layers = [layer("Tiers-lieux", FEATURES[:2]), layer("Fermes", [look]), layer("À distance", [])]
    raw = read(json.dumps({"type": "umap", "properties": {"name": "Carte"}, "layers": layers}))
    assert raw.cells[["type", "nom"]].to_numpy().tolist() == [
        ["Tiers-lieux", "Épi"],
        ["Tiers-lieux", "Lieu B"],
        ["Fermes", "Lieu C"],
    ]
    assert raw.geometry.notna().all()
    assert [note.values["layers"] for note in raw.notes if note.key == "layers_left"] == ["À distance"]


def test_a_script_is_never_read_part_by_part(tmp_path):
    path = tmp_path / "lieux.js"
    path.write_text(f"var lieux = {WRITTEN};", encoding="utf-8")
    assert not is_large_kind(path)
    path.write_text("var;lieux\n1;2\n", encoding="utf-8")
    assert is_large_kind(path)


def test_an_answer_of_sparql_is_a_table_of_its_variables(read):
    rows = [
        {
            "lieu": {"type": "literal", "value": name},
            "coord": {"type": "literal", "value": "Point(5.37 44.75)"},
        }
        for name in ("A", "B")
    ]
    raw = read(json.dumps({"head": {"vars": ["lieu", "coord"]}, "results": {"bindings": [*rows, {}]}}))
    assert raw.cells["lieu"].fillna("").tolist() == ["A", "B", ""]
    assert raw.cells["coord"].tolist()[:2] == ["Point(5.37 44.75)"] * 2


@pytest.mark.parametrize("kind", ["[]", "{}", "1", "null"])
def test_a_type_that_is_no_text_is_no_traceback(kind):
    text = f'{{"type": {kind}, "features": [{{"nom": "A"}}]}}'
    assert len(read_raw(io.BytesIO(text.encode()), limits=Limits()).cells) == 1
