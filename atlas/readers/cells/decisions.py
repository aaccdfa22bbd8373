"""What was decided of a request for money, as people and platforms write it."""

import re

from atlas.territories import normalise_name

_ABOUT = r"(?:(?:avis|decision|dossier|demande|projet|action|aide|subvention) )?"
_REFUSED = re.compile(
    rf"{_ABOUT}(?:refus(?:ee?s?)?|rejet(?:ee?s?)?|defavorables?|ineligibles?|irrecevables?|"
    r"non (?:retenu|accorde|attribue|eligible|recevable|laureat|subventionne|finance|vote)e?s?|"
    r"ajourn(?:ee?s?|ement)|annul(?:ee?s?|ation)|abandon(?:nee?s?)?|cadu(?:cs?|ques?|cite)|desist(?:ee?s?|ement)|retir(?:ee?s?)|retrait|"
    r"(?:classee?s? )?sans suite)(?! partiel)(?: .*)?|"
    r"(?:sur )?liste d attente|en attente(?: (?:de |d )?(?:decision|vote|validation|instruction|arbitrage))?|"
    r"en (?:cours d )?instruction|instruction en cours"
)
_GRANTED = re.compile(
    rf"{_ABOUT}(?:accept|accord|attribu|vot|notifi|sold|pay|vers|valid|approuv|retenu|selectionn)(?:ee?s?|ue?s?|e?s?)|"
    rf"{_ABOUT}favorables?|laureate?s?"
)


def is_refusal(text: str) -> bool:
    """Check whether a cell says that nothing was granted, or not yet.

    Examples
    --------
    >>> [is_refusal(text) for text in ("Refusé", "Avis défavorable", "Annulé (2023)", "En instruction")]
    [True, True, True, True]
    >>> [is_refusal(text) for text in ("Accepté", "Favorable", "Annulation partielle", "Non affecté")]
    [False, False, False, False]
    """
    return bool(_REFUSED.fullmatch(normalise_name(text)))


def is_decision(text: str) -> bool:
    """Check whether a cell says what was decided.

    Examples
    --------
    >>> is_decision("Voté"), is_decision("Avis favorable"), is_decision("Association"), is_decision("2023-12")
    (True, True, False, False)
    """
    return is_refusal(text) or bool(_GRANTED.fullmatch(normalise_name(text)))
