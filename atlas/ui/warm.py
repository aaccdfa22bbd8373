"""What a first visitor would wait for, made ready before one comes.

What declares a component (streamlit-folium, `atlas.ui.assets.serve`) is left to the first visit: declared
outside a session, it is never served.
"""

import gc

import folium.plugins as _plugins  # noqa: F401 - imported by streamlit-folium, as the rest by pages
import pyarrow as pa

from atlas.catalogue import Catalogue
from atlas.lessons import lessons
from atlas.maps import layers as _layers  # noqa: F401
from atlas.peers import traits
from atlas.ui import filters as _filters  # noqa: F401
from atlas.ui.map import side as _side_panel  # noqa: F401
from atlas.ui.map import table as _table_panel  # noqa: F401
from atlas.views.link import View
from atlas.views.map.figure import map_picture
from atlas.views.map.message import message


def up(catalogue: Catalogue) -> None:
    """Compute the first page once at start, and freeze what is loaded."""
    view = View()
    answer = catalogue.answer(view.selection, view.level, by=view.by, measure=view.measure)
    map_picture(catalogue, view, answer, figure=message(catalogue, view, answer)).payload()
    # Then what the page of peers would wait for.
    traits(catalogue)
    # And that of the study, where verdicts are weighed against hundreds of drawings.
    lessons(catalogue)
    # What is loaded is never garbage: Python's collector need not search it for the sessions' sake.
    gc.collect()
    gc.freeze()
    # Arrow holds in reserve what the files of the geography took while they were read.
    pa.default_memory_pool().release_unused()
