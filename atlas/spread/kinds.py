"""What a start year begins, read in the words of sources: dates of two kinds are never mixed."""

import pandas as pd

from atlas.catalogue import Catalogue, kept
from atlas.vocabulary import Label

# Kinds of beginnings, and how the words of the sources begin that name one.
_WORDS: dict[str, tuple[Label, str]] = {
    "opening": (
        Label("lancement ou ouverture", "launch or opening"),
        r"mise en (?:circulation|service)|ouverture|inauguration|lancement",
    ),
    "creation": (
        Label("création de la structure", "creation of the body"),
        r"création|constitution|formation du|naissance|association créée",
    ),
    "label": (Label("label ou reconnaissance", "label or recognition"), r"label|reconnaissance"),
    "accreditation": (Label("habilitation", "accreditation"), r"habilitation"),
    "call": (
        Label("choix par un appel à projets", "winning of a call for projects"),
        (
            r"lauréat|retenu|désignation comme lauréat|sélection par|grappe d’entreprises retenue"
            r"|territoire pilote|annonce (?:des|parmi)|label, \w+ vague"
        ),
    ),
}
# Several dates in one cell; a plan; a merger; the day of a list or of its reading; the body of somebody else.
_UNSURE = r";|annoncée?\b|\bfusion|pôle fusionné|\bliste de\b|\blu en\b|préfiguration|création du réseau"
_AGAIN = r"(?:dernière|nouvelle) labellisation"

OWN, RENEWAL, OTHER = "own", "renewal", "other"
# Kinds whose years begin something.
STARTS: dict[str, Label] = {kind: label for kind, (label, _) in _WORDS.items()} | {
    OWN: Label("début, selon votre fichier", "start, by your file")
}
KINDS: dict[str, Label] = STARTS | {
    RENEWAL: Label("dernière labellisation", "latest labelling"),
    OTHER: Label("autre sens, ou plusieurs", "another meaning, or several"),
}
# An authority decides them, of several at once.
DECISIONS = ("label", "accreditation", "call")


def kinds_of(meanings: pd.Series) -> pd.Series:
    """Read the kinds of beginnings in the words of sources.

    Parameters
    ----------
    meanings
        `start_year_meaning` of initiatives, in French; missing where no source says it.

    Returns
    -------
    pandas.Series
        Same index: a key of `KINDS`. `renewal` where a label was given again, which begins nothing; `other`
        where the words name no beginning, more than one, or are missing.

    Examples
    --------
    >>> kinds_of(pd.Series(["habilitation (2e loi)", "dernière labellisation", "cité en mai", None])).tolist()
    ['accreditation', 'renewal', 'other', 'other']
    """
    words = meanings.astype("object").where(meanings.notna(), "").astype(str)
    kinds = pd.Series(OTHER, index=meanings.index)
    for kind, (_, pattern) in _WORDS.items():
        kinds = kinds.mask(words.str.match(pattern), kind)
    kinds = kinds.mask(words.str.match(_AGAIN), RENEWAL)
    return kinds.mask(words.str.contains(_UNSURE), OTHER)


@kept(maxsize=1)
def start_kinds(catalogue: Catalogue) -> pd.Series:
    """Return the kind of each start year.

    Returns
    -------
    pandas.Series
        By id: a key of `KINDS`; missing where the year is. What a reader's file calls a start without more
        words is a kind of its own.
    """
    initiatives = catalogue.tables.initiatives
    kinds = kinds_of(initiatives["start_year_meaning"])
    mine = kinds.index.isin(catalogue.own) & initiatives["start_year_meaning"].isna().to_numpy()
    return kinds.mask(mine, OWN).where(initiatives["start_year"].notna())
