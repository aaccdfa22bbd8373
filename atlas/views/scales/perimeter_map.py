"""A perimeter over zones as a small picture: which communes would have to move, drawn by matplotlib."""

import io
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from atlas.catalogue import Catalogue, kept
from atlas.maps import strokes
from atlas.maps.palettes import INK, SEA
from atlas.maps.paper import window
from atlas.territories import Geography
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say

# Okabe and Ito's: told apart with any colour vision, and by how dark they are.
COLOURS = {"kept": "#56b4e9", "leaves": "#d55e00", "joins": "#f0e442", "outside": "#f4f3ef"}
_WIDTH, _HEIGHT, _DPI = 150.0, 105.0, 90
_REACH_KM = 8.0


class Cut(NamedTuple):
    """The communes of a perimeter and of the zones that it touches.

    Attributes
    ----------
    kind
        Indexed by code of commune: a key of `COLOURS`.
    zone
        Code of the zone of each.
    """

    kind: pd.Series
    zone: pd.Series


def cut(geography: Geography, inside: pd.Index, level: str) -> Cut:
    """Tell which communes leave or join where each zone goes to the side with most of its inhabitants.

    Parameters
    ----------
    inside
        Codes of the perimeter's communes.
    level
        Of the zones.
    """
    communes = geography.communes
    zones = communes[level].dropna()
    touched = zones[zones.isin(zones.reindex(inside).dropna().unique())]
    people = communes["population"].reindex(touched.index).astype("float64")
    held = touched.index.isin(inside)
    mine = people.where(held, 0.0).groupby(touched).transform("sum")
    own = (2 * mine >= people.groupby(touched).transform("sum")).to_numpy()
    names = np.select([held & own, held, own], ["kept", "leaves", "joins"], "outside")
    return Cut(pd.Series(names, touched.index, dtype="str"), touched)


@kept(maxsize=24)
def picture(catalogue: Catalogue, initiative: str, level: str) -> bytes:
    """Draw a perimeter over the zones of a level, as PNG."""
    present = catalogue.presence("commune", "coverage")
    found = cut(catalogue.geography, pd.Index(present.loc[present["id"].eq(initiative), "code"]), level)
    shapes = _shapes(catalogue.geography, found.kind.index)
    kind, zone = found.kind.reindex(shapes.index), found.zone.reindex(shapes.index)
    here = shapely.union_all(np.asarray(shapes[kind.isin(["kept", "leaves"])].array))
    inches = (_WIDTH / strokes.MM_PER_INCH, _HEIGHT / strokes.MM_PER_INCH)
    figure = Figure(figsize=inches, dpi=_DPI, facecolor=SEA)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    around = window(here, _REACH_KM)
    crs, metres = strokes.frame(axes, around, width_mm=_WIDTH, height_mm=_HEIGHT)
    shapes = shapes.to_crs(crs)
    for name, colour in COLOURS.items():
        strokes.fill(axes, shapes[kind.eq(name)], face=colour, edge="#ffffff", width=0.4)
    strokes.outline(axes, _dissolved(shapes, zone), colour=INK, width=0.8)
    strokes.outline(axes, gpd.GeoSeries([here], crs=4326).to_crs(crs), colour=INK, width=2.2)
    strokes.scale_bar(axes, metres, _WIDTH)
    out = io.BytesIO()
    FigureCanvasAgg(figure).print_png(out, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return out.getvalue()


def _dissolved(shapes: gpd.GeoSeries, zone: pd.Series) -> gpd.GeoSeries:
    whole = gpd.GeoDataFrame({"zone": zone}, geometry=shapes).dissolve("zone")
    return whole.geometry


def _shapes(geography: Geography, codes: pd.Index) -> gpd.GeoSeries:
    """Read the light shapes of communes, as the map shows them."""
    departements = geography.communes["departement"].reindex(codes).dropna().unique()
    files = [geography.folder / "display" / "communes" / f"{code}.json" for code in sorted(departements)]
    light = pd.concat([gpd.read_file(path) for path in files]).set_index("id").geometry
    return light[light.index.isin(codes)]


def legend(language: Language) -> str:
    """Write what the colours of the picture mean."""
    items = "".join(
        f'<li><i style="background:{colour}"></i>{markup.text(say(f"scales_fit_{name}", language))}</li>'
        for name, colour in COLOURS.items()
    )
    return f'<ul class="atlas-swatches">{items}</ul>'
