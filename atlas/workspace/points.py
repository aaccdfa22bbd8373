"""Where rows stand on the map of a workspace."""

import numpy as np
import pandas as pd
import shapely

from atlas.territories import load_geography
from atlas.workspace.batches import BatchKind


def seats(table: pd.DataFrame, kind: BatchKind) -> list[bytes | None]:
    """Return each row's point: its own coordinates, else its commune's seat.

    WKB in EPSG:4326; None where no commune is known.
    """
    communes = load_geography().communes
    code = table["seat_commune" if kind == "initiatives" else "commune"]
    lon, lat = (code.map(communes[f"seat_{name}"]).to_numpy(dtype="float64") for name in ("lon", "lat"))
    if kind == "initiatives":
        own = table["lon"].notna() & table["lat"].notna()
        lon = np.where(own, table["lon"].astype("float64"), lon)
        lat = np.where(own, table["lat"].astype("float64"), lat)
    known = np.isfinite(lon) & np.isfinite(lat)
    blobs = shapely.to_wkb(shapely.points(lon[known], lat[known]), byte_order=1)
    points: list[bytes | None] = [None] * len(table)
    for place, blob in zip(np.flatnonzero(known), blobs, strict=True):
        points[int(place)] = blob
    return points
