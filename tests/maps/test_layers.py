"""What streamlit-folium is handed: a base that is the same each time, and a view that is data alone."""

import json

import pytest
from folium import FeatureGroup
from streamlit_folium import _get_feature_group_string, _get_map_string

from atlas.maps.layers import Assets, base_map, view_group

ASSETS = Assets(leaflet="../l", code="../c", files="../f", shared="../s/1.json", version="7")


def script(payload):
    return _get_feature_group_string(view_group(payload), map=base_map(ASSETS))


@pytest.mark.parametrize("name", ["{% for %}", "{# x", "{{ 7 * 7 }}", "{{{%", "%}", "</script>", "a'b\"c\\"])
def test_a_name_is_never_read_as_a_template(name):
    text = script({"name": name})
    start = text.index("atlas.show(") + len("atlas.show(")
    assert json.loads(text[start : text.index(");", start)]) == {"name": name}
    assert "</script>" not in text


def test_the_base_never_changes():
    first = base_map(ASSETS)
    text = _get_map_string(first)
    FeatureGroup(name="another").add_to(first)
    assert _get_map_string(base_map(ASSETS)) == text
    assert "atlasMap(" in text
    assert "another" not in text


def test_the_head_names_the_apps_own_files_only():
    head = base_map(ASSETS).get_root().header.render()
    for address in ("../l/leaflet.js", "../l/leaflet.css", "../c/atlas.js?v=7", "../c/atlas.css?v=7"):
        assert address in head
    assert "http://" not in head
    assert "https://" not in head
