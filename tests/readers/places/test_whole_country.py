"""Every commune of France, as people write it, is placed on itself or told, never on another."""

import re
import unicodedata

import pandas as pd
import pytest

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows
from atlas.territories import load_geography


def capitals(name):
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe")).encode("ascii", "ignore").decode()
    return plain.upper().replace("-", " ").replace("'", " ")


def shortened(name):
    return re.sub(r"\bSaint(e?)\b", r"St\1", name).replace("-sur-", "/")


def of(name):
    article = re.match(r"(Les?) (.*)", name)
    if article:
        return f"{'du' if article[1] == 'Le' else 'des'} {article[2]}"
    return f"d'{name}" if capitals(name)[0] in "AEIOUYH" else f"de {name}"


FORMS = {
    "alone": lambda here: pd.DataFrame({"Commune": here["name"]}),
    "capitals": lambda here: pd.DataFrame(
        {"Commune": here["name"].map(capitals), "Dép": here["departement"]}
    ),
    "short": lambda here: pd.DataFrame({"Ville": here["name"].map(shortened), "Dép": here["departement"]}),
    "postal": lambda here: pd.DataFrame({"Commune": here["postal"] + " " + here["name"].map(capitals)}),
    "epci": lambda here: pd.DataFrame({"Commune": here["name"], "EPCI": here["epci"]}),
    "brackets": lambda here: pd.DataFrame({"Commune": here["name"] + " (" + here["departement"] + ")"}),
    "address": lambda here: pd.DataFrame(
        {"Adresse": "12 rue de Paris, " + here["postal"] + " " + here["name"]}
    ),
    "mairie": lambda here: pd.DataFrame({"Bénéficiaire": "Mairie " + here["name"].map(of)}),
    "code": lambda here: pd.DataFrame({"code_insee": here.index}),
}
# Of the rows so many are placed at least; of names alone, one in ten is of several communes.
LEAST = {"alone": 0.85, "mairie": 0.85}


@pytest.mark.parametrize("form", FORMS)
def test_no_commune_of_france_lands_on_another(read, form):
    communes = load_geography().communes
    here = communes[communes["departement"].notna() & communes["postal_codes"].map(len).gt(0)]
    here = here.assign(postal=here["postal_codes"].str[0]).iloc[:: 1 if form == "alone" else 5]
    raw = read(FORMS[form](here).assign(Montant="10").to_csv(index=False, sep=";"))
    made = import_rows(raw, recognise(raw, "funding"))
    found = made.table["commune"].set_axis(here.index)
    assert found[found.notna() & found.ne(here.index)].empty
    assert found.notna().mean() > LEAST.get(form, 0.99)
    untold = made.ledger.set_index(here.index)["problem"].isna() & found.isna()
    assert not untold.any()
