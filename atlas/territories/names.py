"""One spelling for the names of communes, whatever the case, accents, hyphens and abbreviations."""

import re
import unicodedata
from functools import lru_cache

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
