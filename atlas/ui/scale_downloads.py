"""What leaves the page of scales."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from atlas import exports
from atlas import scales
from atlas.catalogue import Catalogue
from atlas.exports import scales as files
from atlas.ui.link import View
from atlas.ui.scale_choices import seed
from atlas.ui.texts import say

# Word on the button, and name of the file.
_FILES = {
    "scale_effect": ("scales_download_table", "niveaux"),
    "clusters": ("scales_download_clusters", "grappes"),
    "lorenz": ("scales_download_lorenz", "courbes"),
    "zoning_effect": ("scales_download_zonings", "zonages"),
    "zoning_draws": ("scales_download_draws", "tirages"),
    "associations": ("scales_download_tests", "tests"),
    "counts": ("scales_download_counts", "effectifs"),
}


def offer(catalogue: Catalogue, view: View, tables: dict[str, Callable[[], pd.DataFrame]]) -> None:
    """Draw the download of each table and of the dictionary of their columns."""
    indicator, drawn = st.session_state["scales_indicator"], seed()

    def content(name: str) -> Callable[[], bytes]:
        return lambda: exports.to_csv(
            files.finish(catalogue, tables[name](), name, indicator=indicator, seed=drawn)
        )

    with st.container(horizontal=True):
        for name in tables:
            word, file = _FILES[name]
            st.download_button(
                say(word, view.language),
                content(name),
                file_name=f"atlas-echelles-{file}.csv",
                mime="text/csv",
                on_click="ignore",
            )
        st.download_button(
            say("scales_download_dictionary", view.language),
            lambda: exports.to_csv(files.dictionary_table(tuple(tables) or tuple(scales.DICTIONARY))),
            file_name="atlas-echelles-dictionnaire.csv",
            mime="text/csv",
            on_click="ignore",
        )
