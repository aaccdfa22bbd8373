"""Every sentence of the interface, in French and in English, side by side.

A sentence without its translation cannot be written here: `Label` takes both. Braces are filled by
`str.format`. Each page has its module; a key stands in one of them only.
"""

import re

from atlas.vocabulary import Label, Language
from atlas.words.texts import (
    common,
    documentation,
    downloads,
    gaps,
    lesson_figures,
    lessons,
    money,
    own,
    peers,
    portrait,
    scales,
    scales_methods,
)
from atlas.words.texts import map as map_page

MODULES = (
    common,
    map_page,
    gaps,
    money,
    peers,
    portrait,
    scales,
    scales_methods,
    lessons,
    lesson_figures,
    own,
    documentation,
    downloads,
)


def typeset(text: str) -> str:
    r"""Set a French text as printers do: curved apostrophes, no line broken before double punctuation.

    Examples
    --------
    >>> typeset("Qu'y a-t-il ? « Rien » : 0")
    'Qu’y a-t-il\u202f? «\xa0Rien\xa0»\xa0: 0'
    """
    text = re.sub(r"(?<=[^\W\d_])'(?=[\w{«])", "’", text)
    text = re.sub(r" (?=[;?!])", "\u202f", text)
    return re.sub(r" (?=[:»])|(?<=«) ", "\u00a0", text)


def short_label(label: str) -> str:
    """Leave out what a label says in brackets.

    Examples
    --------
    >>> short_label("Tiers-lieu (dont Fabriques de territoire)")
    'Tiers-lieu'
    """
    return label.split(" (", 1)[0]


TEXTS: dict[str, Label] = {
    key: Label(typeset(label.fr), label.en) for module in MODULES for key, label in module.TEXTS.items()
}


def say(key: str, language: Language, **values: str) -> str:
    """Return a sentence of the interface."""
    return TEXTS[key].to(language).format(**values)
