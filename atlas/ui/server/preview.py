"""What an address leads to, in a title and a sentence: for whoever meets its link before opening it."""

from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from atlas.catalogue import Catalogue
from atlas.errors import UnknownTerritoryError
from atlas.territories.places import place
from atlas.views.choices import allowed
from atlas.views.link import parse
from atlas.views.place import place_name
from atlas.vocabulary import Language
from atlas.words import say, short_label

# Keys of the title and of the sentence of each page, by its address.
PAGES = {
    "": ("page_map", "map_intro"),
    "manques": ("page_gaps", "gaps_intro"),
    "financements": ("page_money", "money_intro"),
    "echelles": ("page_scales", "scales_intro"),
    "territoire": ("page_portrait", "portrait_intro"),
    "pairs": ("page_peers", "peers_intro"),
    "enseignements": ("page_lessons", "lessons_intro"),
    "donnees": ("page_own", "own_intro"),
    "sources": ("page_sources", "preview_sources"),
}
# Types that a title names before it counts them.
_NAMED = 2


class Preview(NamedTuple):
    """What an address leads to."""

    language: Language
    title: str
    description: str


def preview(catalogue: Catalogue, page: str, parameters: Mapping[str, str]) -> Preview:
    """Return what an address leads to; what is unknown or malformed in it says nothing.

    Parameters
    ----------
    page
        A key of `PAGES`; another leads to the map.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> preview(load_catalogue(), "manques", {"dans": "region:53"}).title
    'Manques · Bretagne (région) · Atlas des dynamiques territoriales'
    """
    view = parse(parameters, allowed(catalogue))
    language, (title, sentence) = view.language, PAGES.get(page, PAGES[""])
    parts = [say(title, language)]
    types = view.selection.types
    if 0 < len(types) <= _NAMED:
        labels = catalogue.tables.types[f"label_{language}"]
        parts += [short_label(str(labels[kind])) for kind in types]
    for named in filter(None, (view.territory, view.selection.inside)):
        with suppress(UnknownTerritoryError):
            parts.append(place_name(catalogue, str(place(catalogue.geography, named)), language))
    return Preview(language, " · ".join([*parts, say("atlas", language)]), say(sentence, language))
