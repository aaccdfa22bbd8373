"""Communes, EPCI, départements and régions by their names as bodies: "Mairie de Die", "CC du Diois".

A name alone is a club's as often as a town's: only a word of the kind makes it a body's.
"""

import re

from atlas.readers.cells.place_words import departement_code, split_name
from atlas.readers.cells.region_words import named_region
from atlas.territories import Geography, normalise_name
from atlas.territories.epcis import epci_key
from atlas.territories.kept import kept_of
from atlas.territories.sirens import paris_territories, siren_places

_OF = r"(?: (?:de la|de l|de|du|des|d))?"
_COMMUNE = re.compile(
    r"(?:la )?(?:commune(?: nouvelle)?|ville|mairie|municipalite|cne) (?:de|d|du|des) .+"
    r"|(?:commune|mairie) .+"
)
# "DIE (COMMUNE DE)", "Die - Mairie".
_OF_TOWN = re.compile(
    r"(.+?)(?:\s+[-–—]\s*|\s*[,(]\s*)(?:commune|ville|mairie)(?:\s+de|\s+d['’])?\s*\)?", re.IGNORECASE
)
_DEPARTEMENT = re.compile(rf"(?:le )?(?:conseil departemental|conseil general|departement){_OF} (.+)")
_REGION = re.compile(rf"(?:la |le )?(?:conseil regional|region){_OF} (.+)")
_SINGLE = re.compile(rf"collectivite(?: territoriale)?(?: unique)?{_OF} (corse|martinique|guyane)")
# "CA Bastia" is a club, "CA de Bastia" may be the communauté d'agglomération.
_EPCI = re.compile(
    r"(?:la )?(?:communaute (?:(?:de )?communes|d agglo(?:meration)?|urbaine)|cc|c c|com com|comcom) .+"
    r"|(?:la )?com(?:m)? de communes .+|(?:la )?c ?[au] (?:de|d|du|des) .+"
    r"|.*\b(?:euro)?metropole\b.*|.* agglo(?:meration)?|.* communaute"
)
_TERRITORY = re.compile(
    r"(?:ept(?: ?[1-9][0-9]?)?|etablissement public territorial|territoire|t ?[1-9][0-9]?)"
    r"(?: (?:de|du|d))? (.+?)|(.+) t ?[1-9][0-9]?"
)
# "Est Ensemble" and "Plaine Commune" may be anybody's names where nothing tells of Grand Paris.
_TELLING = 2
# Parts of anything, and no letters but those of a zone's number, name no territory by themselves.
_QUARTERS, _SHORTEST = frozenset({"nord", "sud", "centre"}), 3
# Any word of the above: other names are not looked at further.
HINT = (
    r"(?i)commun|ville|mairie|municip|cne|conseil|d[ée]part|r[ée]gion|collectivit|m[ée]tropole|agglo"
    r"|\bc\.?[acu]\.?\b|com ?com|\bept\b|territo|paris|seine|est ensemble"
)


def read_body(text: str, geography: Geography, *, departement: str = "", served: str = "") -> tuple[str, ...]:
    """Return whom a name may stand for, as coverages: several where communes share it, perhaps none.

    Parameters
    ----------
    departement, served
        Code of the département and postal code that the row gives, "" where it gives none.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> [read_body(text, load_geography()) for text in ("Mairie de Die", "CC DU DIOIS", "Club de Die")]
    [('commune:26113',), ('epci:242600534',), ()]
    """
    words = normalise_name(text)
    town = _OF_TOWN.fullmatch(text.strip())
    if town or _COMMUNE.fullmatch(words):
        return _communes(town[1] if town else text, departement, served, geography)
    if found := _DEPARTEMENT.fullmatch(words):
        code = departement_code(found[1], geography)
        return (f"departement:{code}",) if code in geography.level("departement").index else ()
    if found := _REGION.fullmatch(words) or _SINGLE.fullmatch(words):
        region = named_region(found[1], geography)
        if region is None:
            return ()
        return ("|".join(f"departement:{code}" for code in region.departements) or f"region:{region.code}",)
    siren = paris_territory(text, geography)
    sure = _TERRITORY.fullmatch(words) or len(words.split()) > _TELLING or departement in {"92", "93", "94"}
    if siren and sure:
        return (siren_places(geography)[siren],)
    epci = geography.epci_code(text) if _EPCI.fullmatch(words) else None
    return (f"epci:{epci}",) if epci else ()


def paris_territory(text: str, geography: Geography) -> str:
    """Return the SIREN of the territory of Grand Paris that a name stands for, with or without its number.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> [paris_territory(text, load_geography()) for text in ("T6 Plaine Commune", "Est Ensemble", "T6")]
    ['200057867', '200057875', '']
    """
    words = normalise_name(text)
    if _paris_words(geography).isdisjoint(words.split()):
        return ""
    called = _TERRITORY.fullmatch(words)
    return paris_territories(geography).get(epci_key((called[1] or called[2]) if called else words), "")


@kept_of(maxsize=2)
def _paris_words(geography: Geography) -> frozenset[str]:
    """Return a word of the name of each territory of Grand Paris: what has none of them is none."""
    return frozenset(key.split()[-1] for key in paris_territories(geography))


def read_area(text: str, geography: Geography) -> str:
    """Return the EPCI, département or région that a name stands for, as a coverage; "" where for none.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> [read_area(text, load_geography()) for text in ("CA Grand Lac", "Drôme (26)", "Bretagne", "Die")]
    ['epci:200068674', 'departement:26', 'region:53', '']
    """
    if sum(map(str.isalpha, text)) < _SHORTEST or normalise_name(text) in _QUARTERS:
        return ""
    body = read_body(text, geography)
    if len(body) == 1 and not body[0].startswith("commune:"):
        return body[0]
    # In a column of territories, where "CA Bastia" is no club.
    if normalise_name(text).startswith(("ca ", "cu ")) and (epci := geography.epci_code(text)):
        return f"epci:{epci}"
    if (code := departement_code(text, geography)) in geography.level("departement").index:
        return f"departement:{code}"
    region = named_region(text, geography)
    return f"region:{region.code}" if region else ""


def _communes(text: str, departement: str, served: str, geography: Geography) -> tuple[str, ...]:
    named = split_name(text, geography)
    areas = [code] if (code := named.departement or departement) else None
    communes = geography.with_postal_code(named.postal_code or served) or None
    found = geography.named(named.name, departements=areas, communes=communes)
    return tuple(f"commune:{code}" for code in found)
