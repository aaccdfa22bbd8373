"""The place that a page speaks of, in words."""

import pandas as pd

from atlas.catalogue import Answer, Catalogue, kept
from atlas.catalogue.filters import Where
from atlas.catalogue.selection import FILTERS
from atlas.territories import normalise_name
from atlas.territories.above import names_above
from atlas.territories.perimeters import OWN
from atlas.territories.places import Place, split_place
from atlas.views.map.types import short_type
from atlas.vocabulary import LEVELS, PERIMETER, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number


def place_name(catalogue: Catalogue, text: str, language: Language) -> str:
    """Name a place and its level, for there are a région and a commune of the same name."""
    level, code = split_place(text)
    name = catalogue.geography.name(level, code)
    word = "perimeter_brought" if is_brought(catalogue, split_place(text)) else f"file_level_{level}"
    return say("place_named", language, name=name, level=say(word, language))


def is_brought(catalogue: Catalogue, where: Place) -> bool:
    """Check whether a place is a perimeter that the reader brought."""
    if where.level != PERIMETER:
        return False
    return bool(catalogue.geography.level(PERIMETER)["kind"][where.code] == OWN)


def place_kind(catalogue: Catalogue, where: Place, language: Language) -> str:
    """Name the level of a place, or what kind of perimeter it is."""
    if where.level != PERIMETER:
        return LEVELS[where.level].to(language)
    kind = str(catalogue.geography.level(where.level)["kind"][where.code])
    named = say("perimeter_own", language) if kind == OWN else short_type(catalogue, kind, language)
    return say("perimeter_kind", language, kind=named)


@kept(maxsize=2)
def places(catalogue: Catalogue, language: Language) -> dict[str, str]:
    """Name the places that a page offers by `level:code`: all of France first, régions, départements.

    Then the perimeters that the reader brought.
    """
    everywhere = FILTERS["inside"]
    names = {"": everywhere.everywhere.to(language)} if isinstance(everywhere, Where) else {}
    for level in ("region", "departement"):
        table = catalogue.geography.level(level)["name"].sort_values(
            key=lambda names: names.map(normalise_name)
        )
        names |= {
            f"{level}:{code}": name if level == "region" else f"{name} ({code})"
            for code, name in table.items()
        }
    if PERIMETER in catalogue.geography.levels:
        kinds = catalogue.geography.level(PERIMETER)["kind"]
        own = [f"{PERIMETER}:{code}" for code in kinds.index[kinds.eq(OWN)]]
        names |= {one: place_name(catalogue, one, language) for one in own}
    return names


@kept(maxsize=1)
def departements_by_region(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return the names of the départements of each région, both sorted by name."""
    geography = catalogue.geography
    names = {level: geography.level(level)["name"] for level in ("region", "departement")}
    order = {
        level: one.sort_values(key=lambda told: told.map(normalise_name)) for level, one in names.items()
    }
    above = geography.communes.groupby("departement")["region"].first()
    return {
        str(region): {
            str(code): str(name) for code, name in order["departement"].items() if above.get(code) == region
        }
        for region in order["region"].index
    }


def where_columns(
    catalogue: Catalogue, level: str, codes: pd.Index, language: Language
) -> dict[str, pd.Series]:
    """Return the départements and régions in which territories lie, by the heading of their column."""
    above = names_above(catalogue.geography, level).reindex(codes)
    return {
        LEVELS[str(name).removesuffix("_name")].to(language): above[name].str.replace(" | ", ", ")
        for name in above
    }


def across_note(answer: Answer, language: Language, *, money: bool = False) -> str:
    """Say that some territories spill over the limits of the place, as HTML; empty where none does."""
    n = int(answer.across.sum())
    if not n:
        return ""
    key = "place_across_money" if money else "place_across"
    return f'<p class="atlas-kind">{markup.text(say(key, language, n=number(n, language)))}</p>'
