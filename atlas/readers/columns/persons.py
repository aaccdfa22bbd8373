"""Columns that name a person: never an initiative or who received, and never kept."""

from collections.abc import Iterable, Sequence

from atlas.readers.cells.values import declared
from atlas.readers.columns.usual_headers import header_words

# Roles whose texts are kept and shown.
SHOWN = (
    *("name", "identifier", "territory", "status", "initiator", "legal_forms", "source", "note", "type"),
    *("beneficiary", "title", "funder", "programme"),
)
_PERSONS = frozenset(
    declared(
        "contact contacts responsable responsables referent referente referents president presidente "
        "maire gerant gerante animateur animatrice animateurs representant representante declarant "
        "declarante dirigeant dirigeante directeur directrice coordinateur coordinatrice "
        "coordonnateur coordonnatrice interlocuteur interlocutrice correspondant correspondante "
        "signataire tresorier tresoriere secretaire mediateur mediatrice conseiller conseillere elu "
        "elue depute deputee senateur senatrice prenom prenoms famille naissance patronyme personne "
        "civilite redacteur redactrice agent benevole fondateur fondatrice chargee charge instructeur "
        "instructrice manager firstname lastname surname"
    )
)
_BODIES = frozenset(
    declared(
        "structure structures organisme organisation association collectivite raison etablissement "
        "service entite denomination commune lieu espace entreprise societe projet operateur "
        "beneficiaire mairie epci departement region"
    )
)
_NAMES = ("nom", "noms", "name", "last name")
_FIRST_NAMES = ("prenom", "prenoms", "first name", "firstname")
_NAME_WORDS = frozenset({"nom", "noms", "name"})
_SMALL = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et", "of"})


def person_headers(headers: Sequence[str]) -> set[str]:
    """Find the headers of a table that name a person.

    Examples
    --------
    >>> sorted(person_headers(["Structure", "Nom contact", "Prénom contact", "Structure référente"]))
    ['Nom contact', 'Prénom contact']
    >>> sorted(person_headers(["Association", "NOM", "PRENOM"]))
    ['NOM', 'PRENOM']
    """
    found = {header for header in headers if _of_person(_words(header))}
    names = {header: rest for header in headers if (rest := _after(header, _NAMES)) is not None}
    for place, header in enumerate(headers):
        rest = _after(header, _FIRST_NAMES)
        if rest is None:
            continue
        same = [name for name, whose in names.items() if whose == rest]
        beside = [each for each in headers[max(0, place - 1) : place + 2] if each in names]
        if not _NAME_WORDS.isdisjoint(_words(header)):
            # "Votre nom et prénom" are both.
            continue
        # "Nom" belongs to the only first name beside it, unless that is said to be another's.
        beside = [each for each in beside if (not rest or names[each]) and _BODIES.isdisjoint(_words(each))]
        found.update(same or beside)
    return found


def _words(header: str) -> list[str]:
    return header_words(header).split()


def _of_person(words: Iterable[str]) -> bool:
    """Check whether the first word for somebody is for a person: "responsable de la structure"."""
    told = [word in _PERSONS for word in words if word in _PERSONS or word in _BODIES]
    return bool(told) and told[0]


def _after(header: str, firsts: Sequence[str]) -> str | None:
    """Return what a header says after "nom" or "prénom", small words aside; None where it says neither."""
    words = [word for word in _words(header) if word not in _SMALL]
    for first in firsts:
        parts = first.split()
        if words[: len(parts)] == parts:
            return " ".join(words[len(parts) :])
        if words[-len(parts) :] == parts:
            return " ".join(words[: -len(parts)])
    return None
