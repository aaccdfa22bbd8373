"""The two folium elements of the map: a base that never changes, and a view that always does.

Rebuilding `folium.GeoJson` after a change of filter sends every polygon again and takes seconds. Here the
base map fetches polygons once from a static file and keeps them on one canvas; a change of filter sends one
class and one value per territory and restyles what is there. The base map's text must stay the same from
one run to the next, because streamlit-folium mounts a new map when it differs.
"""

from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from atlas.maps.palettes import FOR_BROWSER
from atlas.maps.picture import SCRIPTS


@dataclass(frozen=True)
class Assets:
    """Addresses from which the page loads what the map needs, all on the app's own server.

    Attributes
    ----------
    leaflet
        Folder of `leaflet.js` and `leaflet.css`.
    code
        Folder of `atlas.js` and `atlas.css`.
    files
        Folder of the display files of `data/geo`.
    shared
        File of points and towns.
    version
        Changes when the display files change, so that a browser may keep them for good.
    """

    leaflet: str
    code: str
    files: str
    shared: str
    version: str


class BaseMap(folium.Map):
    """A map without tiles whose scripts and styles come from the app itself."""

    def __init__(self, assets: Assets) -> None:
        super().__init__(
            location=[46.6, 2.4],
            zoom_start=6,
            tiles=None,
            prefer_canvas=True,
            # Quarter steps let a whole country fill a small screen.
            zoom_snap=0.25,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=120,
        )
        self.default_js = [("leaflet", f"{assets.leaflet}/leaflet.js")]
        self.default_css = [("leaflet_css", f"{assets.leaflet}/leaflet.css")]
        self._rendered = False

    def render(self, **kwargs: object) -> str:
        """Write what goes into the page's head, once: it never changes."""
        if not self._rendered:
            super().render(**kwargs)  # type: ignore[no-untyped-call]
            self._rendered = True
        return ""


class Loader(JSCSSMixin, MacroElement):
    """Start `atlas.js` on its map; the only child of the base map."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.atlas = window.atlasMap({{ this._parent.get_name() }}, {{ this.config|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, assets: Assets) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Loader"
        self.default_js = [(name, f"{assets.code}/{name}?v={assets.version}") for name in SCRIPTS]
        self.default_css = [("atlas_css", f"{assets.code}/atlas.css?v={assets.version}")]
        self.config = {
            "files": f"{assets.files}/",
            "shared": assets.shared,
            "version": assets.version,
            **FOR_BROWSER,
        }


class Window(MacroElement):
    """Hand one view to the map that is already there."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.atlas.show({{ this.payload|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, payload: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Window"
        self.payload = payload

    def render(self, **kwargs: object) -> str:  # noqa: ARG002 - folium's own
        """Write nothing: streamlit-folium takes the script from the template itself.

        Branca would compile the script as a template, and a name that holds `{%` is no template.
        """
        return ""


class View(folium.FeatureGroup):
    """The window and its group, which streamlit-folium writes and adds by itself."""

    def render(self, **kwargs: object) -> str:  # noqa: ARG002 - folium's own
        """Write nothing: branca would compile what nobody reads, in every run."""
        return ""


@lru_cache(maxsize=2)
def _rendered(assets: Assets) -> BaseMap:
    chart = BaseMap(assets)
    chart.add_child(Loader(assets))
    chart.get_root().render()
    return chart


def base_map(assets: Assets) -> BaseMap:
    """Build the constant base map.

    Parameters
    ----------
    assets
        Where the browser finds scripts, styles and polygons.

    Returns
    -------
    BaseMap
        Rendered: `st_folium(render=False)` takes it as it is. With children of its own, because
        streamlit-folium adds the view to them.
    """
    shared = _rendered(assets)
    chart = copy(shared)
    chart._children = shared._children.copy()  # noqa: SLF001 - branca has no copy that stops there
    return chart


def view_group(payload: dict[str, Any]) -> folium.FeatureGroup:
    """Wrap a view for `st_folium(feature_group_to_add=…)`.

    Parameters
    ----------
    payload
        See `atlas.maps.picture.MapPicture.payload`.
    """
    group = View(name="view", control=False)
    group.add_child(Window(payload))
    return group
