"""The reader's own points on the map: told to their browser only, and only once where they are many."""

import hashlib
import json
from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Answer, Catalogue, kept
from atlas.maps.picture import OwnPoints

# Bytes of points that go with every change of a filter; more are fetched once, as a file.
_INLINE = 30_000


def mask(points: NDArray[np.intp], answer: Answer) -> str:
    """Write which of the points are shown, as ones and zeros; each is given by its row among initiatives."""
    return (np.isin(points, answer.rows) + np.uint8(ord("0"))).tobytes().decode("ascii")


def own_points(
    catalogue: Catalogue, answer: Answer, *, deliver: Callable[[str], str] | None = None
) -> OwnPoints | None:
    """Return the points of a reader's own rows; many are handed to `deliver`, which answers their address."""
    rows, points, text = _points(catalogue)
    if not len(rows):
        return None
    file = deliver(text) if deliver is not None and len(text) > _INLINE else ""
    return points._replace(mask=mask(rows, answer), file=file)


@kept(maxsize=1)
def _points(catalogue: Catalogue) -> tuple[NDArray[np.intp], OwnPoints, str]:
    places = catalogue.places.loc[catalogue.own].dropna(subset=["lon", "lat"])
    table = catalogue.tables.initiatives.loc[places.index]
    types = catalogue.tables.types
    number = {code: i for i, code in enumerate(types.index)}
    kinds = {
        str(number[code]): {"fr": types.loc[code, "label_fr"], "en": types.loc[code, "label_en"]}
        for code in table["type"].unique()
    }
    rows = [
        [identifier, round(float(lat), 5), round(float(lon), 5), number[kind], int(sure == "stated"), name]
        for identifier, lat, lon, kind, sure, name in zip(
            table.index,
            places["lat"],
            places["lon"],
            table["type"],
            table["seat_confidence"],
            table["name"],
            strict=True,
        )
    ]
    text = json.dumps({"kinds": kinds, "rows": rows}, ensure_ascii=False, separators=(",", ":"))
    key = hashlib.sha256(text.encode()).hexdigest()[:12]
    return catalogue.tables.initiatives.index.get_indexer(table.index), OwnPoints(key, "", kinds, rows), text


# Towns whose names the atlas's own background may write; the map shows fewer the farther away one looks.
_TOWN_MIN_POPULATION = 9_000


def shared_layer(catalogue: Catalogue) -> dict[str, list[list[object]]]:
    """List the curated points and the towns that every view of every map shares."""
    # What a reader brought is nobody else's: `atlas.views.map.points` hands it to their map alone.
    catalogue = catalogue.curated
    types = catalogue.tables.types
    number = {code: i for i, code in enumerate(types.index)}
    # A commune of an overseas collectivity has no point.
    places = catalogue.places.dropna(subset=["lon", "lat"])
    located = places.index
    initiatives = catalogue.tables.initiatives.loc[located]
    points: list[list[object]] = [
        [
            str(identifier),
            round(float(lat), 5),
            round(float(lon), 5),
            number[kind],
            int(confidence == "stated"),
            name,
            {"fr": types.loc[kind, "label_fr"], "en": types.loc[kind, "label_en"]},
        ]
        for identifier, lat, lon, kind, confidence, name in zip(
            located,
            places["lat"],
            places["lon"],
            initiatives["type"],
            initiatives["seat_confidence"],
            initiatives["name"],
            strict=True,
        )
    ]
    towns = catalogue.geography.communes
    towns = towns[(towns["population"] >= _TOWN_MIN_POPULATION) & towns["seat_lat"].notna()]
    towns = towns.sort_values(["population", "name"], ascending=[False, True])
    rows = zip(
        towns["name"],
        towns["seat_lat"].round(4),
        towns["seat_lon"].round(4),
        towns["population"],
        strict=True,
    )
    return {"points": points, "towns": [[n, float(lat), float(lon), int(p)] for n, lat, lon, p in rows]}


def type_order(types: pd.DataFrame) -> dict[str, int]:
    """Return the number of each type in the points file."""
    return {str(code): i for i, code in enumerate(types.index)}
