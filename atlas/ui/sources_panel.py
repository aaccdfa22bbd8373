"""Sources and methods, section by section; what is long is sent when it is opened."""

from functools import partial

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.tables import DECLARATIONS, Tables
from atlas.ui.downloads import PLACES, TABLES, Offer, downloads, today
from atlas.views import sources
from atlas.views.curated import curated
from atlas.vocabulary import Language


def draw_tables(catalogue: Catalogue, language: Language) -> None:
    """Draw the downloads of all curated tables."""
    offers = [
        Offer(
            declaration.title.to(language),
            f"atlas-table-{name}",
            partial(curated, catalogue, declaration, language, created=today()),
            PLACES if name == "initiatives" else TABLES,
        )
        for name, declaration in DECLARATIONS.items()
        # The producers' ids are for a refresh; readers find the lists below.
        if name in Tables._fields
    ]
    downloads(language, *offers, label="download_tables")


def contents(language: Language) -> None:
    """Draw the contents of the page."""
    st.html(sources.contents(language))


def draw(catalogue: Catalogue, language: Language) -> None:
    """Draw every section with its folds."""
    for name in sources.SECTIONS:
        st.html(sources.section(catalogue, name, language))
        for number, fold in enumerate(sources.folds(catalogue, name, language)):
            with st.expander(fold.name, key=f"{name}_{number}", on_change="rerun") as part:
                if part.open:
                    st.html(f"<div class='atlas-doc'>{fold.make()}</div>")
