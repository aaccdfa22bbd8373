"""Files to fill in and bring: headers that the import knows, what they mean, rows of the atlas."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from atlas import exports
from atlas.errors import UnknownChoiceError
from atlas.exports.workbook import to_sheets
from atlas.readers.model.mapping import ROLES, Kind
from atlas.tables import Tables
from atlas.territories import Geography
from atlas.vocabulary import (
    DECLARED_SETTINGS,
    FUNDER_LEVELS,
    INITIATORS,
    NATURES,
    PURPOSES,
    SCALES,
    Label,
    Language,
)
from atlas.words import say

# Role -> header, in the order of the file.
HEADERS: dict[Kind, dict[str, str]] = {
    "initiatives": {
        "name": "nom",
        "type": "type",
        "code": "code_insee",
        "commune": "commune",
        "departement": "departement",
        "lon": "longitude",
        "lat": "latitude",
        "scale": "echelle",
        "setting_declared": "cadre",
        "start_year": "annee_creation",
        "end_year": "annee_fin",
        "initiator": "initiateur",
        "legal_forms": "forme_juridique",
        "url": "site",
        "source": "source",
        "source_url": "url_source",
        "note": "remarque",
    },
    "funding": {
        "beneficiary": "beneficiaire",
        "beneficiary_id": "siret",
        "code": "code_insee",
        "commune": "commune",
        "departement": "departement",
        "amount": "montant",
        "year_start": "annee",
        "year_end": "annee_fin",
        "funder": "financeur",
        "funder_level": "niveau_financeur",
        "programme": "programme",
        "nature": "nature",
        "purpose": "usage",
        "title": "objet",
    },
}
FORMATS = ("xlsx", "csv")
# Without these a row is refused, or lies nowhere.
_NEEDED = ("name", "amount", "code")
_CHOICES: dict[str, Mapping[str, Label]] = {
    "scale": SCALES,
    "setting_declared": DECLARED_SETTINGS,
    "initiator": INITIATORS,
    "funder_level": FUNDER_LEVELS,
    "nature": NATURES,
    "purpose": PURPOSES,
}
_ROWS = 8
# Column of a curated table -> role of the template, where the two are called otherwise.
_INITIATIVES = {"seat_commune": "code"}
_FUNDING = {"name": "beneficiary", "seat_commune": "code", "amount_eur": "amount"}


def template(kind: Kind) -> pd.DataFrame:
    """Return the headers of a file to fill in, without rows."""
    return pd.DataFrame(columns=list(HEADERS[kind].values()), dtype="str")


def example(kind: Kind, tables: Tables, geography: Geography) -> pd.DataFrame:
    """Return a few rows of the curated tables as such a file; what the atlas does not know is empty."""
    seated = tables.initiatives[tables.initiatives["seat_commune"].notna()]
    if kind == "initiatives":
        rows = seated.drop_duplicates("type").head(_ROWS).rename(columns=_INITIATIVES)
    else:
        lines = tables.funding
        known = lines["counted"] & lines["direction"].eq("received") & lines["amount_eur"].notna()
        lines = lines[known & lines["initiative_id"].isin(seated.index)].drop_duplicates("initiative_id")
        own = seated.loc[lines["initiative_id"], ["name", "seat_commune", "departement"]]
        rows = lines.head(_ROWS).reset_index().join(own.reset_index(drop=True)).rename(columns=_FUNDING)
    rows = rows.assign(commune=rows["code"].map(geography.communes["name"]))
    if kind == "initiatives":
        rows["departement"] = rows["code"].map(geography.communes["departement"])
    table = rows.reindex(columns=list(HEADERS[kind])).set_axis(list(HEADERS[kind].values()), axis="columns")
    return table.reset_index(drop=True)


def dictionary(kind: Kind, tables: Tables, language: Language) -> pd.DataFrame:
    """Say of each header what it holds, whether it is needed, and which words it takes."""
    types = dict(
        zip(tables.types.index, tables.types["label_fr" if language == "fr" else "label_en"], strict=True)
    )
    rows = []
    for role, header in HEADERS[kind].items():
        words = (
            types
            if role == "type"
            else {code: label.to(language) for code, label in _CHOICES.get(role, {}).items()}
        )
        taken = " · ".join(f"{code} ({word})" for code, word in words.items())
        needed = say("template_needed", language) if role in _NEEDED else ""
        rows.append((header, ROLES[kind][role].to(language), needed, taken))
    heads = ("template_column", "template_holds", "template_must", "template_words")
    return pd.DataFrame(rows, columns=[say(key, language) for key in heads])


def to_file(  # noqa: PLR0913 - each is one choice of the caller
    kind: Kind,
    form: str,
    tables: Tables,
    geography: Geography,
    *,
    filled: bool,
    language: Language,
    created: date,
) -> bytes:
    """Write the template, or the example where it is `filled`, as CSV or a workbook with its dictionary."""
    rows = example(kind, tables, geography) if filled else template(kind)
    if form == "csv":
        return exports.to_csv(rows.set_index(rows.columns[0]))
    if form != "xlsx":
        msg = f"a template is written as {' or '.join(FORMATS)}, not as {form!r}"
        raise UnknownChoiceError(msg)
    sheets = {
        say(f"own_kind_{kind}", language): rows,
        say("template_dictionary", language): dictionary(kind, tables, language),
    }
    return to_sheets(sheets, created=created, title=say(f"template_{kind}", language))


# A list as people keep one, that nobody keeps: every row says that it is an example.
TRIAL = "exemple-fictif.csv"
_TRIAL = """Nom de la structure;Type;Commune;Code postal;Date de création;Courriel
Exemple fictif 1 - épicerie de village;Tiers-lieu;Die;26150;12/03/2019;un@exemple.invalid
Exemple fictif 2 - atelier partagé;Tiers-lieu;Figeac;46100;2015;deux@exemple.invalid
Exemple fictif 3 - jardin nourricier;Projet alimentaire territorial;Redon;35600;;trois@exemple.invalid
Exemple fictif 4 - monnaie;Monnaie locale;Bayonne;64100;31/01/2013;quatre@exemple.invalid
Exemple fictif 5 - recyclerie;;Saint-Aubin;;2021;cinq@exemple.invalid
"""


def trial() -> bytes:
    """Return a list to try the page with, as a French spreadsheet writes it: one place in it is ambiguous."""
    return _TRIAL.replace("\n", "\r\n").encode("cp1252")
