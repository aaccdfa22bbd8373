"""One spelling for the names of communes, whatever the case, accents and abbreviations; who else has one."""

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

_COMBINING = re.compile(r"[\u0300-\u036f]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "&": " et "})
_UNDER = re.compile(r"\bs/s\b")
_UPON = re.compile(r"\b(?:sur|s)?/")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_CEDEX = re.compile(r"\bcedex\b(?: \d{1,2}\b)?")
# "75353 PARIS 07 SP" is how ministries write their address.
_ARRONDISSEMENT = re.compile(
    r"(paris|lyon|marseille)(?: \d{1,2} ?(?:e|er|eme|ere|ieme|nd|nde)?)?"
    r"(?: arr(?:t|dt|ond|ondissement)?)?(?: municipal)?(?: sp)?",
)
_ARTICLES = frozenset({"le", "la", "les", "l"})
# So many times the people of a namesake: most who write that name mean the larger commune's.
_FAR_MORE, _TOWN = 12, 5_000
# Smaller communes are not known by their name without its article: "Marché" is no La Marche.
_KNOWN = 1_000
# Normalised name -> commune and département.
Index = dict[str, set[tuple[str, str]]]


def normalise_name(text: str) -> str:
    """Return the form of a commune's name under which two spellings of it are equal.

    Case, accents, hyphens and apostrophes go; "St" and "Ste" become "saint" and "sainte", "s/" becomes "sur";
    CEDEX and the number of an arrondissement of Paris, Lyon or Marseille are dropped.

    Returns
    -------
    name
        Lower-case words separated by one space, perhaps none.

    Examples
    --------
    >>> normalise_name("ST-ÉTIENNE s/ l’Œil  CEDEX 2")
    'saint etienne sur l oeil'
    >>> normalise_name("LYON 3ÈME ARRONDISSEMENT"), normalise_name("PARIS 07 SP")
    ('lyon', 'paris')
    """
    return _kept(text) if len(text) <= _LONGEST_KEPT else _normalised(text)


def _normalised(text: str) -> str:
    flat = _COMBINING.sub("", unicodedata.normalize("NFKD", text)).lower().translate(_LIGATURES)
    flat = _UPON.sub(" sur ", _UNDER.sub(" sous ", flat))
    words = _NOT_ALPHANUMERIC.sub(" ", flat).split()
    name = " ".join([_SAINTS.get(word, word) for word in words])
    if "cedex" in name:
        name = " ".join(_CEDEX.sub(" ", name).split())
    city = _ARRONDISSEMENT.fullmatch(name)
    return city[1] if city else name


# A file's names come again at each stage; what is longer is no name.
_LONGEST_KEPT = 120
_kept = lru_cache(maxsize=2**14)(_normalised)


def loose_name(name: str) -> str:
    """Return a normalised name without its articles and spaces, for "HAVRE (LE)" and "CHATEAU NEUF".

    Examples
    --------
    >>> loose_name("le havre") == loose_name("havre le")
    True
    """
    return "".join([word for word in name.split() if word not in _ARTICLES]) or name.replace(" ", "")


def leading_articles(name: str) -> frozenset[str]:
    """Return the article by which a normalised name begins, or ends: "havre le".

    Examples
    --------
    >>> leading_articles("le havre") == leading_articles("havre le"), leading_articles("placé")
    (True, frozenset())
    """
    words = name.split()
    return _ARTICLES & {*words[:1], *words[-1:]}


class Namesakes(NamedTuple):
    """What tells communes of like names apart: people, names, and towns by each beginning of theirs."""

    people: dict[str, int]
    names: dict[str, str]
    begun: dict[str, list[str]]

    @classmethod
    def of(cls, communes: pd.DataFrame) -> "Namesakes":
        """Read the communes' names and how many people live there."""
        people = dict(zip(communes.index, communes["population"].fillna(0).astype(int), strict=True))
        names = {str(code): normalise_name(str(name)) for code, name in communes["name"].items()}
        begun: dict[str, list[str]] = defaultdict(list)
        for code, name in names.items():
            words = name.split() if people[code] >= _TOWN else []
            for count in range(1, len(words)):
                begun[" ".join(words[:count])].append(code)
        return cls(people, names, dict(begun))

    def add_larger(self, current: Index, former: Index) -> None:
        """Count the former name of a far larger commune as today's where its name still begins so."""
        for key in former.keys() & current.keys():
            most = max(self.people[code] for code, _ in current[key])
            current[key] |= {
                (code, area)
                for code, area in former[key]
                if self.people[code] > _FAR_MORE * most and self.names[code].startswith(f"{key} ")
            }

    def with_towns(self, key: str, found: set[str]) -> set[str]:
        """Add to one village the towns whose name begins by its own."""
        if len(found) != 1 or key not in self.begun:
            return found
        least = _FAR_MORE * self.people[next(iter(found))]
        return found | {code for code in self.begun[key] if self.people[code] > least}

    def as_led(self, key: str, found: set[str]) -> set[str]:
        """Leave out communes to whose name an article was added, and small ones of which it is missing."""
        led = leading_articles(key)
        return {
            code
            for code in found
            if led == leading_articles(self.names[code]) or (not led and self.people[code] >= _KNOWN)
        }
