"""The way that folium's own pages show: rebuild `folium.GeoJson` after every change of a filter.

Run by `bench_map.py` beside the atlas. Same polygons, same classes, same filter.
"""

import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from atlas import settings
from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.maps.classes import classify
from atlas.maps.palettes import ramp


class Mark(MacroElement):
    """Tell the benchmark which run is on the screen."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        requestAnimationFrame(() => setTimeout(() => {
            window.run = {{ this.run }};
            window.runAt = performance.timeOrigin + performance.now();
        }));
        {% endmacro %}
        """)

    def __init__(self, run: int) -> None:
        super().__init__()
        self._name = "Mark"
        self.run = run


@st.cache_resource
def polygons(source: str) -> gpd.GeoDataFrame:
    """Read the polygons of the EPCI once: as built for the join, or as simplified for display."""
    if source == "boundaries":
        return catalogue.geography.boundaries("epci").reset_index()[["code", "geometry"]]
    path = settings.GEO_FOLDER / "display" / "epci.json"
    return gpd.read_file(path).rename(columns={"id": "code"})[["code", "geometry"]]


st.set_page_config(layout="wide")
catalogue = load_catalogue()
labels = catalogue.tables.types["label_fr"]
types = st.multiselect("Types", sorted(labels.index, key=labels.get), key="types", format_func=labels.get)
answer = catalogue.answer(Selection(types=tuple(types)), "epci", by="seat", measure="count")
classes = classify(answer.table["value"], method="jenks")
colours = ramp("blues", max(1, len(classes.bounds)))
frame = polygons(st.query_params.get("polygons", "boundaries"))
index = classes.numbers.reindex(frame["code"]).reset_index(drop=True)
values = answer.table["initiatives"].reindex(frame["code"]).astype(int).to_numpy()
frame = frame.assign(fill=["#ffffff" if pd.isna(i) else colours[int(i)] for i in index], initiatives=values)
st.session_state["run"] = st.session_state.get("run", 0) + 1

chart = folium.Map(location=[46.6, 2.4], zoom_start=6, tiles=None)
folium.GeoJson(
    frame[["code", "initiatives", "fill", "geometry"]],
    style_function=lambda feature: {
        "fillColor": feature["properties"]["fill"],
        "weight": 0.5,
        "fillOpacity": 1,
    },
).add_to(chart)
Mark(st.session_state["run"]).add_to(chart)
leaflet = st.query_params.get("leaflet", "")
if leaflet:
    chart.default_js = [("leaflet", f"{leaflet}/leaflet.js")]
    chart.default_css = [("leaflet_css", f"{leaflet}/leaflet.css")]
st_folium(chart, key="naive", height=600, use_container_width=True, returned_objects=["last_clicked"])
