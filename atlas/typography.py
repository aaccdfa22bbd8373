"""French as printers set it."""

import re

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[\w{«])")
_NARROW = re.compile(r" (?=[;?!])")
_WIDE = re.compile(r" (?=[:»])|(?<=«) ")


def typeset(text: str) -> str:
    r"""Set a French text as printers do: curved apostrophes, no line broken before double punctuation.

    Parameters
    ----------
    text
        As typed; what stands in braces is left.

    Examples
    --------
    >>> typeset("Qu'y a-t-il ? « Rien » : 0")
    'Qu’y a-t-il\u202f? «\xa0Rien\xa0»\xa0: 0'
    """
    return _WIDE.sub("\u00a0", _NARROW.sub("\u202f", _APOSTROPHE.sub("’", text)))
