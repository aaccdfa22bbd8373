"""What a column holds, guessed from its header."""

import re
from collections.abc import Hashable, Iterable, Mapping

from atlas.errors import MissingColumnError, UnknownChoiceError
from atlas.territories import normalise_name

# Usual headers, the most telling first; case, accents and punctuation do not matter.
ROLES: dict[str, tuple[str, ...]] = {
    "code": (
        *("code_commune", "code_insee", "insee", "codgeo", "depcom", "insee_com", "com_insee", "code_com"),
        *("code_commune_insee", "code_insee_commune", "insee_commune", "commune_insee", "commune_code"),
        *("cod_com", "com_code", "code_geo", "insee_code", "citycode", "code_insee_de_la_commune"),
        "code_officiel_commune",
    ),
    "epci": (
        *(
            "epci",
            "siren_epci",
            "code_epci",
            "epci_siren",
            "epci_code",
            "code_siren_epci",
            "numero_siren_epci",
        ),
    ),
    "point": (
        *("geo_point_2d", "geo_point", "geopoint", "coordonnees", "coordonnees_gps", "gps", "latlon"),
        *("lat_lon", "localisation", "geolocalisation", "point_geo"),
    ),
    "address": (
        *("adresse", "adresse_postale", "adresse_complete", "adresse_siege", "address"),
        *("code_postal_et_ville", "code_postal_ville", "cp_ville", "localisation", "siege"),
    ),
    "siren": ("siren", "siret", "siren_siret", "siret_beneficiaire", "id_beneficiaire"),
    "lon": ("lon", "lng", "long", "longitude", "geo_lon", "coord_lon", "x_wgs84", "longitude_wgs84"),
    "lat": ("lat", "latitude", "geo_lat", "coord_lat", "y_wgs84", "latitude_wgs84"),
    "x": ("x", "coord_x", "coordonnee_x", "coordonnees_x", "x_l93", "x_lambert93", "lambert_x"),
    "y": ("y", "coord_y", "coordonnee_y", "coordonnees_y", "y_l93", "y_lambert93", "lambert_y"),
    "postal_code": ("code_postal", "cp", "postal_code", "postcode", "code_post", "zip_code", "ban_postcode"),
    "name": (
        *(
            "nom_commune",
            "commune",
            "ville",
            "lib_com",
            "nom_com",
            "libelle_commune",
            "commune_nom",
            "libgeo",
        ),
        *("nom_ville", "city", "localite", "nom_de_la_commune", "libelle_de_la_commune", "ban_city"),
    ),
    "departement": (
        *("code_departement", "departement", "dep", "code_dep", "insee_dep", "dept", "cod_dep", "num_dep"),
        *("dep_code", "departement_code", "numero_departement", "nom_departement", "lib_dep", "nom_dep"),
    ),
}
# Words of a header that tell a role where it is no usual one, and words beside which they do not.
WORDS: dict[str, tuple[str, ...]] = {
    "code": (
        *("insee", "codgeo", "cog", "codeinsee", "codecommune", "depcom", "code commune", "cod commune"),
        *("code com", "cod com", "codes communes", "code ville"),
    ),
    "postal_code": (
        *("postal", "codepostal", "codpostal", "cpostal", "codpost", "codpos", "cp", "postcode", "zipcode"),
        *("zip", "postaux", "code post", "cod post", "postleitzahl"),
    ),
    "name": ("commune", "ville", "libcommune", "libellecommune", "nomcommune"),
    "point": ("coordonnees", "gps", "geopoint"),
    "address": ("adresse",),
    "siren": ("siren", "siret"),
}
NOT: dict[str, tuple[str, ...]] = {
    "code": (
        *("siren", "siret", "postal", "postaux", "cp", "region", "reg", "iris", "canton", "naf", "ape"),
        *("pays", "dep", "departement", "dept", "epci", "comcom", "dossier", "population", "pop"),
        *("habitants", "nombre", "nb", "naissance", "date", "bassin", "unite", "emploi", "aire"),
    ),
    "postal_code": ("insee", "montant", "credit", "credits", "ae", "date", "tel", "boite"),
    "name": ("code", "insee", "nombre", "nb", "population", "cp", "postal", "siren", "siret"),
    "point": ("x", "y", "adresse"),
    # A geocoder's address is no better than its point.
    "address": ("ban", "result", "geo", "mail", "electronique", "complement", "web", "internet"),
    "siren": ("epci", "epcis", "intercommunalite"),
}
# Roles that are looked for only where none of the better ones is there.
_LESSER: dict[str, tuple[str, ...]] = {
    "point": ("lon", "x"),
    "address": ("code", "name", "postal_code"),
    "siren": ("code", "name", "postal_code", "address", "point", "lon", "x"),
}
COORDINATE_PAIRS = (("lon", "lat"), ("x", "y"))


# "codePostal", "RaisonSociale", "idRNA".
_HUMP = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ][a-zà-ÿA-ZÀ-Þ])")

_NUMBER = re.compile(r"\bn\s*[°º]", re.IGNORECASE)


def header_words(header: str) -> str:
    """Write a header as its words, without case, accents and marks.

    Examples
    --------
    >>> header_words("codePostalEtablissement"), header_words("adrs_codepostal"), header_words("CP siège")
    ('code postal etablissement', 'adrs codepostal', 'cp siege')
    """
    marked = _HUMP.sub(" ", header).replace("_", " ").replace("%", " pourcentage ")
    return normalise_name(_NUMBER.sub(" numero ", marked))


def _plain(header: object) -> str:
    return normalise_name(str(header)).replace(" ", "")


def _told(role: str, header: str) -> bool:
    """Check whether words of a header say its role, as those of registers do: "codeCommuneEtablissement"."""
    words = header_words(header).split()
    told = any(all(word in words for word in one.split()) for one in WORDS.get(role, ()))
    return told and not any(word in words for word in NOT[role])


def guess_columns(headers: Iterable[Hashable]) -> dict[str, Hashable]:
    """Recognise the columns that locate a row.

    Parameters
    ----------
    headers
        The names of a table's columns; case, accents and punctuation do not matter.

    Returns
    -------
    columns
        Role -> header, for the roles that are recognised. Half of a pair of coordinates is left out.

    Examples
    --------
    >>> guess_columns(["Nom", "Code INSEE", "Département", "longitude"])
    {'code': 'Code INSEE', 'departement': 'Département'}
    """
    plain: dict[str, Hashable] = {}
    for header in headers:
        plain.setdefault(_plain(header), header)
    columns: dict[str, Hashable] = {}
    for role, names in ROLES.items():
        found = [plain[_plain(name)] for name in names if _plain(name) in plain]
        found = found or [header for header in plain.values() if _told(role, str(header))]
        if found:
            columns[role] = found[0]
    for pair in COORDINATE_PAIRS:
        if not all(role in columns for role in pair):
            for role in pair:
                columns.pop(role, None)
    for role, better in _LESSER.items():
        if not {*better}.isdisjoint(columns):
            columns.pop(role, None)
    return columns


def check_columns(columns: Mapping[str, Hashable], headers: Iterable[Hashable]) -> None:
    """Refuse roles and columns that do not exist, half a pair of coordinates, or nothing at all.

    Raises
    ------
    MissingColumnError, UnknownChoiceError
        With what the table has and what would be recognised.
    """
    seen = list(headers)
    listed = ", ".join(map(str, seen)) or "none"
    unknown = [role for role in columns if role not in ROLES]
    if unknown:
        msg = f"unknown role {unknown[0]!r}: choose among {', '.join(ROLES)}"
        raise UnknownChoiceError(msg)
    absent = [column for column in columns.values() if column not in seen]
    if absent:
        msg = f"no column {absent[0]!r} in the table, which has: {listed}"
        raise MissingColumnError(msg)
    for pair in COORDINATE_PAIRS:
        given = [role for role in pair if role in columns]
        if len(given) == 1:
            msg = f"the role {given[0]!r} needs the other half of {' and '.join(pair)}"
            raise MissingColumnError(msg)
    if not columns:
        examples = "; ".join(f"{role}: {', '.join(names[:3])}" for role, names in ROLES.items())
        msg = (
            f"no column tells where the rows are; columns seen: {listed}; "
            f"recognised, for example: {examples}; "
            "name one with --column ROLE=HEADER"
        )
        raise MissingColumnError(msg)
