"""Several places in one cell, whatever parts them."""

import re

_WRAPPED = re.compile(r"^[\s\[\](){}'\"]+|[\s\[\](){}'\"]+$")
_CODE = r"(?:[0-9]{1,5}|2[ABab](?:[0-9]{3})?|[0-9]{9})"
_MARK = r"(?:\s*['\"]?\s*[,;|/&+·•]\s*['\"]?\s*|\s+et\s+|\s*[-–—]\s*|\s+)"
_CODES = re.compile(rf"{_CODE}(?:{_MARK}{_CODE})+")
_MARKS = re.compile(_MARK)
_BETWEEN_NAMES = re.compile(
    r"\s*['\"]?\s*(?:[,;|/+>·•\r\n]|<[^<>]+>)+\s*['\"]?\s*(?:et\s+)?|\s+(?:[-–—]|et|&)\s+"
)


def code_parts(text: str) -> list[str]:
    """Split a cell of several codes; nothing where it is anything else.

    Examples
    --------
    >>> code_parts("26113, 26108"), code_parts("['07', '26']"), code_parts("26113"), code_parts("Die, Crest")
    (['26113', '26108'], ['07', '26'], [], [])
    """
    bare = _WRAPPED.sub("", text)
    return _MARKS.split(bare) if _CODES.fullmatch(bare) else []


def name_parts(text: str) -> list[str]:
    """Split a cell of several names; nothing where no mark parts any.

    Examples
    --------
    >>> name_parts("Valence / Romans-sur-Isère"), name_parts("Die et Crest"), name_parts("Romans-sur-Isère")
    (['Valence', 'Romans-sur-Isère'], ['Die', 'Crest'], [])
    >>> name_parts("['Die', 'Crest']"), name_parts("Drôme (26), Ardèche (07)")
    (['Die', 'Crest'], ['Drôme (26)', 'Ardèche (07)'])
    """
    # "Drôme (26), Ardèche (07)" ends in a bracket of its last name.
    bare = _WRAPPED.sub("", text) if text.lstrip()[:1] in "[({'\"" else text
    parts = [part.strip(" '\"-–—*") for part in _BETWEEN_NAMES.split(bare)]
    found = [part for part in parts if part]
    return found if len(found) > 1 else []
