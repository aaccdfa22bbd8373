"""Every sentence of the interface, in French and in English, side by side.

A sentence without its translation cannot be written here: `Label` takes both. Braces are filled by
`str.format`. Each page has its module; a key stands in one of them only.
"""

from atlas.vocabulary import Label, Language
from atlas.words.texts import (
    beside,
    common,
    documentation,
    downloads,
    gaps,
    lessons,
    lists,
    money,
    next_places,
    own,
    peers,
    perimeters,
    portrait,
    scales,
)
from atlas.words.texts import map as map_page

MODULES = (
    common,
    map_page,
    lists,
    gaps,
    next_places,
    money,
    peers,
    portrait,
    perimeters,
    beside,
    scales,
    lessons,
    own,
    documentation,
    downloads,
)


def short_label(label: str) -> str:
    """Leave out what a label says in brackets.

    Examples
    --------
    >>> short_label("Tiers-lieu (dont Fabriques de territoire)")
    'Tiers-lieu'
    """
    return label.split(" (", 1)[0]


TEXTS: dict[str, Label] = {key: label for module in MODULES for key, label in module.TEXTS.items()}


def say(key: str, language: Language, **values: str) -> str:
    """Return a sentence of the interface."""
    return TEXTS[key].to(language).format(**values)
