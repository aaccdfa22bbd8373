"""Are initiatives isolated? How many have no peer within reach, of any type or of their own."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.selection import Selection
from atlas.errors import EmptySelectionError
from atlas.sphere import nearest_other

REACHES = (25.0, 50.0, 100.0)


def isolation(
    catalogue: Catalogue, selection: Selection | None = None, *, reaches: Sequence[float] = REACHES
) -> pd.DataFrame:
    """Count the initiatives that have no peer within reach.

    Parameters
    ----------
    selection
        Whose isolation is looked at; all by default. Peers are sought among all initiatives of the catalogue.

    Returns
    -------
    pandas.DataFrame
        Indexed by `km`: `placed` (initiatives with a place), `unplaced` (without, in no other count);
        `alone` (no other initiative of any type within reach) and `alone_share` of `placed`;
        `alone_in_type` (no other of the same type) and `alone_in_type_share`.

    Raises
    ------
    EmptySelectionError
        If no initiative of the selection has a place.

    Notes
    -----
    Lists of most types are partial: an initiative that no list names may be near, so each share is an upper
    bound. A place labelled by two programmes stands on both lists, 0 km from itself: that lowers `alone`.
    """
    chosen = catalogue.choose(selection or Selection()).index
    near = isolation_distances(catalogue).loc[chosen]
    placed = near["located"]
    if not placed.any():
        msg = "No initiative of this selection has a place: widen it."
        raise EmptySelectionError(msg)
    near = near[placed]
    rows = []
    for km in reaches:
        # Where there is no other at all, none is within reach.
        alone, in_type = (~near[column].le(km) for column in ("any_km", "type_km"))
        rows.append(
            {
                "km": float(km),
                "placed": len(near),
                "unplaced": int((~placed).sum()),
                "alone": int(alone.sum()),
                "alone_share": float(alone.mean()),
                "alone_in_type": int(in_type.sum()),
                "alone_in_type_share": float(in_type.mean()),
            }
        )
    return pd.DataFrame(rows).set_index("km")


def isolation_distances(catalogue: Catalogue) -> pd.DataFrame:
    """Measure how far each initiative's nearest peer is.

    Returns
    -------
    pandas.DataFrame
        Indexed by id: `located`; `any_km`, distance to the nearest other initiative; `type_km`, to the
        nearest other one of its type. Kilometres along a great circle; NaN where either place is unknown.
    """
    places = catalogue.places[["lon", "lat"]]
    kinds = catalogue.tables.initiatives["type"]
    table = pd.DataFrame({"located": places["lon"].notna(), "any_km": nearest_other(places).km})
    table["type_km"] = np.nan
    for ids in kinds.groupby(kinds).groups.values():
        table.loc[ids, "type_km"] = nearest_other(places.loc[ids]).km
    return table
