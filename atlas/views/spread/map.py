"""The map at a date: seats of those that had begun, above plain outlines, and the film of all dates."""

from dataclasses import replace

import numpy as np
import pandas as pd

from atlas import settings
from atlas.catalogue import Answer, Catalogue
from atlas.exports.content import Film, MapSheet
from atlas.maps.picture import MapPicture
from atlas.spread import Dates
from atlas.views.link import View
from atlas.views.map.figure import Figure, map_picture
from atlas.views.map.points import shared_layer
from atlas.views.peers.map import ground
from atlas.words import say
from atlas.words.numbers import number


def last_year(dates: Dates) -> int:
    """Return the last start year."""
    return int(dates.years.max())


def at(catalogue: Catalogue, view: View, dates: Dates, year: int) -> tuple[View, Answer, Figure]:
    """Choose the seats of those that had begun by the end of a year."""
    begun = dates.years.index[dates.years.le(year)]
    title = say("spread_map_title", view.language, year=str(year), n=number(len(begun), view.language))
    plain, answer, figure = ground(catalogue, view, begun, title)
    # The place stays outlined: the ground shows all of France.
    return replace(plain, territory=view.territory or view.inside), answer, figure


def picture(catalogue: Catalogue, view: View, dates: Dates, year: int) -> MapPicture:
    """Draw the map at a date, for a file."""
    plain, answer, figure = at(catalogue, _alone(view), dates, year)
    return map_picture(catalogue, plain, answer, figure=figure)


def film(catalogue: Catalogue, view: View, dates: Dates) -> Film:
    """Draw the map at each date from the first to the last."""
    years = np.arange(int(dates.years.min()), last_year(dates) + 1)
    frames = tuple((str(year), picture(catalogue, view, dates, int(year))) for year in years)
    return Film(sheet(catalogue, frames[-1][1], pd.DataFrame(), ""), frames)


def sheet(catalogue: Catalogue, drawn: MapPicture, table: pd.DataFrame, caption: str) -> MapSheet:
    """Put a map on a sheet, with the table that says the same in words."""
    return MapSheet(
        picture=drawn,
        shared=shared_layer(catalogue),
        folder=settings.GEO_FOLDER / "display",
        table=table,
        caption=caption,
        texts=len(table.columns),
    )


def _alone(view: View) -> View:
    return replace(view, tiles=False, initiative="", territory="")
