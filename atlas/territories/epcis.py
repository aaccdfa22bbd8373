"""EPCI as people write them: by name, by a former SIREN, by a territory of Grand Paris."""

import re
from collections import defaultdict
from collections.abc import Mapping

from atlas.territories.names import normalise_name

# What people write for the kinds of EPCI.
_KINDS = {
    "communaute de communes": "cc",
    "communaute communes": "cc",
    "comm de communes": "cc",
    "com de communes": "cc",
    "c c": "cc",
    "com com": "cc",
    "comcom": "cc",
    "communaute d agglomeration": "ca",
    "communaute agglomeration": "ca",
    "communaute d agglo": "ca",
    "com d agglo": "ca",
    "agglomeration": "ca",
    "agglo": "ca",
    "c a": "ca",
    "communaute urbaine": "cu",
    "c u": "cu",
    "eurometropole": "m",
    "metropole": "m",
}
_KIND = re.compile(rf"\b(?:{'|'.join(sorted(_KINDS, key=len, reverse=True))})\b")
_SMALL = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "a", "communaute"})
_SHORT = frozenset({"cc", "ca", "cu", "m"})
# What two métropoles call themselves beside their official name.
_CALLED = {"200046977": ("Grand Lyon Métropole",), "200093201": ("Lille Métropole", "MEL Métropole")}
# SIREN that an EPCI had before, and has no more: Lille until 2020
# (github.com/betagouv/aides-jeunes/pull/4795).
_FORMER = {"245900410": "200093201"}
# "242600534 - CC du Diois", "CC du Diois (CCD)".
_SIRENS, _ACRONYM = re.compile(r"\b[0-9]{9}\b"), re.compile(r"\s*\([A-Z0-9. ]+\)\s*$")
_GRAND_PARIS = "200054781"
# Établissements publics territoriaux of the métropole du Grand Paris, with the département that holds all of
# their communes, "" where two do (`ept.json` of @etalab/decoupage-administratif 6.0.0, its members).
TERRITORIES_OF_PARIS = {
    "200057966": "92",
    "200057974": "92",
    "200057982": "92",
    "200057990": "",
    "200057867": "93",
    "200058097": "93",
    "200057875": "93",
    "200058790": "93",
    "200057941": "94",
    "200058006": "94",
    "200058014": "",
}


def epci_key(name: str) -> str:
    """Write an EPCI's name without articles, its kind in short.

    Examples
    --------
    >>> epci_key("Communauté de communes du Diois") == epci_key("CC Diois")
    True
    """
    words = _KIND.sub(lambda found: _KINDS[found[0]], normalise_name(_ACRONYM.sub("", name)))
    return " ".join(word for word in words.split() if word not in _SMALL)


def epci_keys(names: Mapping[str, str]) -> dict[str, set[str]]:
    """Index EPCI by their name without its kind, and by that with each kind it tells: "m limoges"."""
    known: dict[str, set[str]] = defaultdict(set)
    for code, name in names.items():
        for called in (name, *_CALLED.get(code, ())):
            kinds, core = _parts(epci_key(called))
            for kind in ("", *kinds):
                known[f"{kind} {core}"].add(code)
            if "m" in kinds:
                # "Tours Métropole" is that of Val de Loire.
                for end in range(1, len(words := core.split())):
                    known[f"m {' '.join(words[:end])}"].add(code)
    return dict(known)


def _parts(key: str) -> tuple[frozenset[str], str]:
    words = key.split()
    return _SHORT & {*words}, " ".join(word for word in words if word not in _SHORT)


def find_epci(text: str, names: Mapping[str, str], keys: Mapping[str, set[str]]) -> str | None:
    """Return the SIREN of an EPCI from one, from a former one, or from a name that is its alone.

    Parameters
    ----------
    text
        As somebody wrote it.
    names
        SIREN -> name.
    keys
        See `epci_keys`.
    """
    bare = "".join(text.split())
    if bare in names:
        return bare
    if bare in TERRITORIES_OF_PARIS and _GRAND_PARIS in names:
        return _GRAND_PARIS
    if _FORMER.get(bare) in names:
        return _FORMER[bare]
    if len(told := [number for number in _SIRENS.findall(text) if number in names]) == 1:
        return str(told[0])
    kinds, core = _parts(epci_key(text))
    if not core:
        return None
    # A kind that is told must be the EPCI's: the CC and the CA of one name are two.
    found = set.intersection(*(keys.get(f"{kind} {core}", set()) for kind in kinds or {""}))
    return next(iter(found)) if len(found) == 1 else None
