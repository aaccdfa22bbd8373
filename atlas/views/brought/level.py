"""Whether the perimeters of a reader make a level, and the sentence that says why not."""

from atlas.catalogue import Catalogue
from atlas.errors import UnknownChoiceError
from atlas.territories.perimeters import own_perimeters, shared
from atlas.vocabulary import AREA_LEVELS, LEVELS, OWN_LEVEL, PERIMETER, Language
from atlas.words import say
from atlas.words.numbers import say_number

# Communes that the sentence names.
_NAMED = 3


def levels_of(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the levels of which a reader may ask: the official ones, then that of their own perimeters."""
    return tuple(AREA_LEVELS if catalogue.geography.own_level else LEVELS)


def why_no_level(catalogue: Catalogue, language: Language) -> str:
    """Say which communes are in two of a reader's perimeters; empty where these make a level, or are none."""
    geography = catalogue.geography
    several = shared(geography, codes) if len(codes := own_perimeters(geography)) else codes
    if several.empty:
        return ""
    names = geography.communes["name"]
    told = [f"{names[code]} ({code})" for code in several[:_NAMED]] + ["…"] * (len(several) > _NAMED)
    return say_number("level_own_shared", len(several), language, communes=", ".join(told))


def no_level(catalogue: Catalogue, language: Language, *, instead: str, official: bool = False) -> str:
    """Say why a page opens another level than a reader's own; `official`: as it has official ones alone."""
    why = why_no_level(catalogue, language) or say("level_own_missing", language)
    if official and catalogue.geography.own_level:
        why = say("level_own_elsewhere", language)
    level = LEVELS[instead].to(language)
    return f"{why} {say('level_own_instead', language, level=level)}"


def asked_level(catalogue: Catalogue, level: str) -> str:
    """Read the level that a command was given.

    Raises
    ------
    UnknownChoiceError
        If it is `perimetre` and no perimeters make a level.
    """
    if level != PERIMETER:
        return level
    if not catalogue.geography.own_level:
        way_out = (
            "--level perimetre is the level of your own perimeters: give them with --perimeters FILE, or "
            "with --workspace those that a team keeps."
        )
        raise UnknownChoiceError(why_no_level(catalogue, "en") or way_out)
    return OWN_LEVEL
