"""What each column of a table is, from its header and from its cells."""

import re
from collections.abc import Callable
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from atlas.locate.columns import ROLES as PLACE_NAMES
from atlas.readers.amounts import read_amounts
from atlas.readers.layouts import LAYOUTS
from atlas.readers.layouts import TYPES_BY_PREFIX
from atlas.readers.layouts import Found
from atlas.readers.layouts import find_layout
from atlas.readers.layouts import plain
from atlas.readers.mapping import PLACE_ROLES
from atlas.readers.mapping import ROLES
from atlas.readers.mapping import Kind
from atlas.readers.mapping import Mapping
from atlas.readers.raw import Raw
from atlas.readers.values import as_text
from atlas.readers.values import number
from atlas.territories import Geography
from atlas.territories import load_geography
from atlas.territories import normalise_name

# A column is proposed for a role from this confidence on.
LEAST = 0.4
# What a header tells: it is the role's usual name, it holds one of its words, it says nothing.
_EXACT, _WORD, _SILENT = 1.0, 0.8, 0.5
_SAMPLE = 400
_LONGEST_LIST = 40

# Usual headers of the roles that `atlas.locate` does not know, and words that tell one; the best first.
_NAMES: dict[str, tuple[str, ...]] = {
    "code": (*PLACE_NAMES["code"], "id_geo", "seat_commune"),
    "epci": PLACE_NAMES["epci"],
    "postal_code": PLACE_NAMES["postal_code"],
    "commune": PLACE_NAMES["name"],
    "departement": (*PLACE_NAMES["departement"], "insee_dep"),
    "region": ("region", "nom_region", "code_region", "lib_reg", "regions", "reg"),
    "lon": PLACE_NAMES["lon"],
    "lat": PLACE_NAMES["lat"],
    "address": ("adresse", "adresse_postale", "adresse_complete", "adresse_siege", "address"),
    "x": PLACE_NAMES["x"],
    "y": PLACE_NAMES["y"],
    "code_level": ("echelon", "niveau", "level", "maille", "type_territoire"),
    "place_list": ("liste_geo", "territoires", "communes", "epcis"),
    "coverage": ("coverage", "couverture"),
    "name": ("nom", "name", "nom_structure", "lib_territoire", "raison_sociale", "titre", "intitule", "lieu"),
    "identifier": (
        "id",
        "identifiant",
        "numero_dossier",
        "id_projet",
        "id_territoire",
        "reference",
        "numero",
    ),
    "type": ("type", "dispositif", "categorie"),
    "territory": ("territoire", "perimetre", "territory"),
    "scale": ("scale", "echelle"),
    "setting_declared": ("setting_declared", "cadre"),
    "start_year": ("start_year", "annee", "date", "annee_creation", "date_creation", "date_debut", "debut"),
    "end_year": ("end_year", "date_fin", "annee_fin", "fin"),
    "status": ("status", "statut", "etat"),
    "initiator": ("initiator", "initiateur", "porteur"),
    "legal_forms": ("legal_forms", "forme_juridique", "statut_juridique", "type_structure", "typologie"),
    "url": ("url", "site", "site_internet", "site_web", "website", "lien"),
    "source": ("source",),
    "source_url": ("source_url", "url_source"),
    "note": ("note", "remarque", "commentaire", "observations"),
    "amount": ("montant", "montant_eur", "amount", "amount_eur", "subvention", "mandate"),
    "beneficiary": (
        "beneficiaire",
        "nom_beneficiaire",
        "raison_sociale",
        "association",
        "organisme",
        "tiers",
    ),
    "beneficiary_id": ("siret", "siren", "siret_ou_nir", "siret_beneficiaire", "id_beneficiaire"),
    "title": ("objet", "projet", "nom_du_projet", "intitule", "description", "action", "libelle"),
    "funder": ("financeur", "attribuant", "funder", "attributeur", "service"),
    "funder_level": ("funder_level", "niveau_financeur"),
    "programme": ("programme", "dispositif", "programme_budgetaire", "dotation"),
    "nature": ("nature", "nature_aide"),
    "purpose": ("purpose", "usage", "objectif"),
    "year_start": ("annee", "exercice", "year", "date", "date_convention", "annee_budgetaire"),
    "year_end": ("date_versement", "annee_fin"),
    "initiative_id": ("initiative_id",),
}
_WORDS: dict[str, tuple[str, ...]] = {
    "code": ("insee", "codgeo"),
    "epci": ("epci",),
    "postal_code": ("postal",),
    "commune": ("commune", "ville"),
    "departement": ("departement", "dept"),
    "region": ("region", "regions"),
    "address": ("adresse",),
    "name": ("nom", "denomination"),
    "amount": (
        "montant",
        "subvention",
        "mandate",
        "verse",
        "amount",
        "aide",
        "grant",
        "attribue",
        "engage",
        "somme",
        "euros",
        "eur",
    ),
    "beneficiary": ("beneficiaire", "raison", "association"),
    "beneficiary_id": ("siret", "siren"),
    "title": ("objet", "projet", "intitule"),
    "funder": ("attribuant", "financeur", "attributeur"),
    "programme": ("programme", "dispositif"),
    "nature": ("nature",),
    "year_start": ("annee", "exercice", "date", "an"),
    "start_year": ("annee", "date", "creation", "periode"),
    "url": ("site", "url", "lien"),
    "identifier": ("identifiant", "dossier"),
    "legal_forms": ("juridique",),
}
# A header with one of these words is not the role, whatever else it says.
_NOT: dict[str, tuple[str, ...]] = {
    # A geocoder's address is no better than its point.
    "address": ("ban", "result", "geo", "mail", "electronique", "complement", "web", "internet"),
    "amount": (
        "cout",
        "pret",
        "garantie",
        "pourcentage",
        "pct",
        "taux",
        "nature",
        "objet",
        "date",
        "aide d etat",
    ),
    "departement": ("attributeur", "attribuant", "financeur"),
    "code": ("siren", "siret", "postal"),
    "commune": ("code", "insee", "nombre", "nb", "population"),
    "name": ("prenom", "commune", "departement", "region", "epci", "mail"),
    "region": ("code insee", "agence"),
    "year_start": ("mandat", "signataire"),
}
# Roles whose cells alone can tell what they are.
_TELLING = ("place_list", "commune", "code", "epci", "url")

_LIST = re.compile(r"\((?:[0-9]{5}|2[AB][0-9]{3}|[0-9]{9})\)")
_CODE = re.compile(r"[0-9]{4,5}|2[ABab][0-9]{3}")
_SIREN = re.compile(r"[0-9]{9}(?:\s*[,;|]\s*[0-9]{9})*")
_POSTAL = re.compile(r"[0-9]{4,5}(?:\s*cedex.*)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_URL = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.(?:fr|org|com|net|eu|coop)(?:/\S*)?", re.IGNORECASE)
_ADDRESS = re.compile(r".*\b[0-9]{5}\b.*", re.DOTALL)
_COVERAGE = re.compile(r"(?:commune|bassin_de_vie|epci|departement|region):\w+(?:\|.*)?")
_LEVEL_WORDS = ("commune", "epci", "intercommun", "departement", "region", "bassin")
_DEGREES = {"lon": (-180.0, 180.0), "lat": (-90.0, 90.0)}


class Column(NamedTuple):
    """A column under examination.

    Attributes
    ----------
    header
        Its name.
    words
        The name, normalised.
    cells
        Distinct texts of a sample of its filled cells.
    """

    header: str
    words: str
    cells: list[str]


def recognise(raw: Raw, kind: Kind, *, geography: Geography | None = None) -> Mapping:
    """Propose what the columns of a table are.

    Parameters
    ----------
    raw
        A table.
    kind
        What its rows are to become.
    geography
        `load_geography()` by default.

    Returns
    -------
    Mapping
        With a known layout, that layout's columns at confidence 1, and columns of places that its producer
        added; else the best column for each role.

    Notes
    -----
    The confidence in a column is the product of what its header tells (1 if it is a usual name of the role,
    0.8 if it holds a word of it, 0.5 if it tells nothing, for roles that cells can tell) and the share of a
    sample of its filled cells that are what the role asks for. Below `LEAST` nothing is proposed. Cells alone
    tell communes only beside a column of départements or postal codes.
    """
    known = find_layout(raw.cells.columns, kind)
    geography = geography or load_geography()
    columns = [_column(raw.cells, str(header)) for header in raw.cells.columns]
    if known is not None:
        sure = dict.fromkeys(known.columns, 1.0)
        places = _more_places(columns, known, kind, geography)
        constants = LAYOUTS[known.key].constants | _type_of_all(raw.cells, known.columns)
        found = Mapping(
            kind=kind,
            layout=known.key,
            sheet=raw.sheet,
            columns=known.columns | {role: header for role, (header, _) in places.items()},
            confidence=sure | {role: round(confidence, 2) for role, (_, confidence) in places.items()},
            constants=constants,
        )
    else:
        chosen = _choose(columns, kind, geography)
        found = Mapping(
            kind=kind,
            sheet=raw.sheet,
            columns={role: header for role, (header, _) in chosen.items()},
            confidence={role: round(confidence, 2) for role, (_, confidence) in chosen.items()},
        )
    return found


def _more_places(
    columns: list[Column], known: Found, kind: Kind, geography: Geography
) -> dict[str, tuple[str, float]]:
    """Find the columns of places that a producer added to a known layout."""
    taken = {*known.columns.values()}
    ignored = {plain(header) for header in LAYOUTS[known.key].ignored}
    free = [each for each in columns if each.header not in taken and plain(each.header) not in ignored]
    chosen = _choose(free, kind, geography)
    return {
        role: found for role, found in chosen.items() if role in PLACE_ROLES and role not in known.columns
    }


def _type_of_all(cells: pd.DataFrame, columns: dict[str, str]) -> dict[str, str]:
    """Give the type that the identifiers of a known layout tell, where all tell the same."""
    if "identifier" not in columns or "type" in columns:
        return {}
    identifiers = cells[columns["identifier"]].map(as_text)
    types = [type_ for prefix, type_ in TYPES_BY_PREFIX.items() if identifiers.str.startswith(prefix).all()]
    return {"type": types[0]} if types and len(identifiers) else {}


def _column(cells: pd.DataFrame, header: str) -> Column:
    values = cells[header]
    sample = values.iloc[:: max(1, len(values) // _SAMPLE)]
    texts = dict.fromkeys(text for cell in sample.tolist() if (text := as_text(cell).strip()))
    return Column(header, normalise_name(header.replace("_", " ")), list(texts)[:_SAMPLE])


def _choose(columns: list[Column], kind: Kind, geography: Geography) -> dict[str, tuple[str, float]]:
    """Give each role its best column; a column may tell a place and something else, but no two places."""
    scores = []
    for place, role in enumerate(ROLES[kind]):
        for column in columns:
            confidence = _confidence(role, column, geography)
            if confidence >= LEAST:
                scores.append((-confidence, place, role, column.header))
    chosen: dict[str, tuple[str, float]] = {}
    taken: set[tuple[bool, str]] = set()
    for negative, _, role, header in sorted(scores):
        family = (role in PLACE_ROLES, header)
        if role in chosen or family in taken:
            continue
        chosen[role] = (header, -negative)
        taken.add(family)
    for pair in (("lon", "lat"), ("x", "y")):
        if not all(role in chosen for role in pair):
            for role in pair:
                chosen.pop(role, None)
    _forget_lone_names(chosen)
    if kind == "initiatives" and "name" not in chosen:
        _name_by_default(columns, chosen)
    return chosen


def _forget_lone_names(chosen: dict[str, tuple[str, float]]) -> None:
    """Many a family and club is called like a commune: cells alone tell one only inside a département."""
    if chosen.get("commune", ("", _EXACT))[1] <= _SILENT and not {"departement", "postal_code"} & set(chosen):
        del chosen["commune"]


def _name_by_default(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> None:
    """Take the first column of free texts that nothing else claims for the name."""
    claimed = {header for header, _ in chosen.values()}
    for column in columns:
        letters = [text for text in column.cells if any(map(str.isalpha, text))]
        if column.header not in claimed and len(letters) > len(column.cells) / 2:
            chosen["name"] = (column.header, LEAST)
            return


def _confidence(role: str, column: Column, geography: Geography) -> float:
    header = _header(role, column)
    if not header or not column.cells:
        return 0.0
    cells = column.cells
    if role == "code" and header == _SILENT:
        # Only a header can say that four digits are a code without its zero, and no year or number.
        cells = [text if len(text) > len("2013") else "" for text in cells]
    return header * _valid(role, cells, geography)


def _header(role: str, column: Column) -> float:
    if any(f" {word} " in f" {column.words} " for word in _NOT.get(role, ())):
        return 0.0
    names = [plain(name) for name in _NAMES.get(role, ())]
    flat = plain(column.header)
    if flat in names:
        # The earlier of two usual names is the more telling.
        return _EXACT - 0.001 * names.index(flat)
    words = column.words.split()
    for rank, word in enumerate(_WORDS.get(role, ())):
        if word in words:
            return _WORD - 0.001 * rank
    return _SILENT if role in _TELLING else 0.0


def _valid(role: str, cells: list[str], geography: Geography) -> float:
    test = _TESTS.get(role)
    if test is None:
        return 1.0
    return sum(map(bool, test(cells, geography))) / len(cells)


def _all(pattern: re.Pattern[str]) -> Callable[[Sequence[str], Geography], list[bool]]:
    return lambda cells, _: [bool(pattern.fullmatch(text)) for text in cells]


def _communes(cells: Sequence[str], geography: Geography) -> list[bool]:
    codes = pd.Series([text.zfill(5).upper() for text in cells])
    known = geography.resolve(codes)["outcome"].ne("unknown").tolist()
    areas = _area_codes(geography)
    return [
        (bool(_CODE.fullmatch(text)) and sure) or text in areas
        for text, sure in zip(cells, known, strict=True)
    ]


@lru_cache(maxsize=2)
def _area_codes(geography: Geography) -> frozenset[str]:
    return frozenset({*geography.level("epci").index, *geography.level("departement").index})


def _epcis(cells: Sequence[str], geography: Geography) -> list[bool]:
    known = geography.level("epci").index
    return [bool(_SIREN.fullmatch(text)) and re.split(r"\D+", text)[0] in known for text in cells]


def _named(cells: Sequence[str], geography: Geography) -> list[bool]:
    return [bool(geography.named(text)) for text in cells]


def _departements(cells: Sequence[str], geography: Geography) -> list[bool]:
    return [geography.departement_code(text) is not None for text in cells]


def _amounts(cells: Sequence[str], _: Geography) -> list[bool]:
    return read_amounts(pd.Series(list(cells))).cents.notna().tolist()


def _coordinates(role: str) -> Callable[[Sequence[str], Geography], list[bool]]:
    low, high = _DEGREES.get(role, (-1e8, 1e8))

    def test(cells: Sequence[str], _: Geography) -> list[bool]:
        numbers = [number(text) for text in cells]
        return [value is not None and low <= value <= high for value in numbers]

    return test


def _years(cells: Sequence[str], _: Geography) -> list[bool]:
    return [bool(_YEAR.search(text)) and len(text) <= _LONGEST_LIST for text in cells]


def _levels(cells: Sequence[str], _: Geography) -> list[bool]:
    return [any(word in normalise_name(text) for word in _LEVEL_WORDS) for text in cells]


_TESTS: dict[str, Callable[[Sequence[str], Geography], Sequence[bool]]] = {
    "code": _communes,
    "epci": _epcis,
    "postal_code": _all(_POSTAL),
    "commune": _named,
    "departement": _departements,
    "place_list": lambda cells, _: [bool(_LIST.search(text)) for text in cells],
    "code_level": _levels,
    "coverage": _all(_COVERAGE),
    "address": _all(_ADDRESS),
    "amount": _amounts,
    "lon": _coordinates("lon"),
    "lat": _coordinates("lat"),
    "x": _coordinates("x"),
    "y": _coordinates("y"),
    "start_year": _years,
    "end_year": _years,
    "year_start": _years,
    "year_end": _years,
    "url": _all(_URL),
    "source_url": _all(_URL),
}
