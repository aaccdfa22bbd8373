"""Five initiatives in the geography that fits on a page: see tests/conftest.py.

Seats: a and e in 01001, b in 02002 (covers EPCI 200000002), c in Paris, f in La Réunion; of d only the
département is known. EPCI 200000002 holds 4,300 inhabitants, all rural; the bassin de vie 01001 of a and e
holds 50,000 urban, 900 peri-urban and 300 rural ones.
"""

import pandas as pd
import pytest

from atlas import funding
from atlas.catalogue import Catalogue
from atlas.catalogue.presence import seats
from atlas.catalogue.texts import search_text
from atlas.tables import Tables

COLUMNS = ["name", "type", "seat_commune", "departement", "region", "coverage", "start_year", "scale"]
COLUMNS += ["initiator", "legal_forms"]
ROWS = {
    "a": ("Pôle Alpha", "x", "01001", "01", "84", None, 2010, "commune", "ess", "SCIC SA"),
    "b": ("Pôle Bêta", "x", "02002", "02", "32", "epci:200000002", 2012, "intercommunalite", "ess", "SCIC"),
    "c": ("Gamma", "y", "75056", "75", "11", None, None, "unknown", None, None),
    "d": ("Delta", "y", None, "02", "32", None, 2015, "commune", "collectivite", None),
    "e": ("Epsilon", "y", "01001", "01", "84", None, 2020, "region", "collectivite", "association"),
    "f": ("Pôle Zêta", "x", "97401", "974", "04", None, 2010, "commune", None, None),
}
LINES = {
    "a_01": ("a", "region", "received", 75.0, True),
    "a_02": ("a", "etat", "received", 25.0, True),
    "b_01": ("b", "region", "received", 10.0, True),
    "b_02": ("b", "mixte", "received", 90.0, True),
    "e_01": ("e", "region", "received", None, False),
    "e_02": ("e", "etat", "redistributed", 5.0, True),
}


@pytest.fixture(scope="session")
def small(tiny) -> Catalogue:
    initiatives = pd.DataFrame.from_dict(ROWS, orient="index", columns=COLUMNS).rename_axis("id")
    initiatives["start_year"] = initiatives["start_year"].astype("Int64")
    initiatives[["territory", "initiator_text", "source_url"]] = None
    initiatives["seat_confidence"] = "stated"
    initiatives[["lon", "lat"]] = float("nan")
    types = pd.DataFrame({"completeness_class": ["complete", "partial"]}, index=["x", "y"])
    types["label_fr"] = types["label_en"] = ["Type x", "Type y"]
    lines = pd.DataFrame.from_dict(
        LINES,
        orient="index",
        columns=["initiative_id", "funder_level", "direction", "amount_eur", "counted"],
    )
    return Catalogue(
        tables=Tables(initiatives, lines, types, pd.DataFrame(), pd.DataFrame()),
        geography=tiny,
        places=seats(initiatives, tiny),
        texts=search_text(initiatives, types["label_fr"]),
        lines=funding.received(lines),
    )
