"""Every sentence of the interface, in French and in English, side by side.

A sentence without its translation cannot be written here: `Label` takes both. Braces are filled by
`str.format`. Each page has its module; a key stands in one of them only.
"""

from atlas.ui.texts import common
from atlas.ui.texts import documentation
from atlas.ui.texts import downloads
from atlas.ui.texts import gaps
from atlas.ui.texts import lesson_figures
from atlas.ui.texts import lessons
from atlas.ui.texts import map as map_page
from atlas.ui.texts import money
from atlas.ui.texts import own
from atlas.ui.texts import peers
from atlas.ui.texts import portrait
from atlas.ui.texts import scales
from atlas.ui.texts import scales_methods
from atlas.vocabulary import Label
from atlas.vocabulary import Language

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
TEXTS: dict[str, Label] = {key: label for module in MODULES for key, label in module.TEXTS.items()}


def say(key: str, language: Language, **values: str) -> str:
    """Give a sentence of the interface.

    Parameters
    ----------
    key
        A key of `TEXTS`.
    language
        Of the reader.
    **values
        What fills the braces.

    Returns
    -------
    str
        The sentence.
    """
    return TEXTS[key].to(language).format(**values)
