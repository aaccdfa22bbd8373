"""Four initiatives in the geography that fits on a page: see tests/conftest.py.

a sits in 01001 (urban), b in 02002 (rural) and covers EPCI 200000002, c in Paris; of d only the département
02 is known, and its list is partial.
"""

import pandas as pd
import pytest

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import seats
from atlas.catalogue.texts import search_text
from atlas.tables import Tables

COLUMNS = ["type", "seat_commune", "departement", "region", "coverage", "start_year"]
ROWS = {
    "a": ("x", "01001", "01", "84", None, 2010),
    "b": ("x", "02002", "02", "32", "epci:200000002", 2020),
    "c": ("x", "75056", "75", "11", None, None),
    "d": ("y", None, "02", "32", None, 2015),
}


@pytest.fixture(scope="session")
def small(tiny) -> Catalogue:
    initiatives = pd.DataFrame.from_dict(ROWS, orient="index", columns=COLUMNS).rename_axis("id")
    initiatives["start_year"] = initiatives["start_year"].astype("Int64")
    initiatives["name"] = [f"Initiative {key}" for key in ROWS]
    initiatives[["territory", "initiator_text", "scale", "inactive"]] = None
    initiatives[["lon", "lat"]] = float("nan")
    types = pd.DataFrame({"completeness_class": ["complete", "partial"]}, index=["x", "y"])
    types["known_count"], types["known_date"] = pd.array([3, None], dtype="Int64"), None
    types["label_fr"] = types["label_en"] = ["Type x", "Type y"]
    funding = pd.DataFrame(columns=["initiative_id", "funder_level", "direction", "amount_eur", "counted"])
    return Catalogue(
        tables=Tables(initiatives, funding, types, pd.DataFrame(), pd.DataFrame()),
        geography=tiny,
        places=seats(initiatives, tiny),
        texts=search_text(initiatives, types["label_fr"]),
        lines=pd.DataFrame({"initiative_id": [], "funder_level": [], "cents": pd.Series([], dtype="int64")}),
    )
