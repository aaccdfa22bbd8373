"""What a file says of itself: title, selection, sources, vintage, licence, date, in the reader's language."""

from datetime import date
from typing import NamedTuple

from atlas.account.account import own_lines
from atlas.catalogue import Catalogue
from atlas.catalogue.filters import Many, One, Where, Years
from atlas.catalogue.selection import FILTERS, TYPOLOGY_NAMES, Selection, chosen_filters
from atlas.exports.content import About, Source
from atlas.views.counting import counting_note
from atlas.views.link import View, compose, written
from atlas.views.lists import gauge
from atlas.views.map.figure import public_sources
from atlas.views.map.types import short_type
from atlas.views.place import place_name
from atlas.vocabulary import AREA_LEVELS, LICENCE, OWN_LEVEL, Language, place_level
from atlas.words import numbers as formats
from atlas.words import say

# More types than this are counted: their names would hide the title.
_NAMED = 3
# What the address of a page holds that has no bearing on a file's rows.
_ELSEWHERE = ("territoire", "initiative", "tableau", "c", "z", "fond")


class Also(NamedTuple):
    """What a page lets choose besides the common view.

    Attributes
    ----------
    address
        The same as parameters of a link; None where no link shows the file's rows again.
    counted
        Whether the view's way to count has a bearing on the file.
    brought
        Name of another file that the rows come from as well; empty where there is none.
    page
        Path of the page that shows it; empty for the map, with which the atlas opens.
    """

    words: dict[str, str]
    address: dict[str, str] | None
    counted: bool = True
    brought: str = ""
    page: str = ""
    level: str = View.level


NOTHING = Also({}, {})


def about(  # noqa: PLR0913 - what a file tells of itself
    catalogue: Catalogue,
    view: View,
    title: str,
    *,
    created: date,
    also: Also = NOTHING,
    level: str | None = None,
) -> About:
    """Build what a file says of itself: sources, licence, filters, link."""
    language = view.language
    number = formats.number(public_sources(catalogue), language)
    tables = Source(
        say("file_source_title", language),
        say("file_source_producer", language, n=number),
        catalogue.geography.millesime,
        LICENCE,
    )
    official = [
        Source(*(str(source[key]) for key in ("title", "producer", "vintage", "licence")))
        for source in catalogue.geography.lineage["sources"]
    ]
    sources, licence = [tables, *official], LICENCE
    there = catalogue.under(view.selection)
    own = "" if there.own.empty and own_lines(there).empty else say("file_own", language)
    mine = AREA_LEVELS[OWN_LEVEL].to(language) if level == OWN_LEVEL else ""
    brought = " ; ".join(filter(None, (also.brought, own, mine)))
    if brought:
        unknown = say("file_licence_unknown", language)
        sources.append(Source(brought, say("file_brought", language), "", unknown))
        licence = say("file_licence_brought", language, licence=LICENCE)
    return About(
        title=title,
        language=language,
        selection=_level_words(catalogue, view, level, counted=also.counted)
        | (
            chosen(catalogue, view.selection, language)
            or {say("filters", language): say("file_all", language)}
        )
        | ({} if level is None else {say("list", language): _list(catalogue, view, level)})
        | also.words,
        address=_link(view, also),
        millesime=catalogue.geography.millesime,
        sources=tuple(sources),
        created=created,
        licence=licence,
    )


def _list(catalogue: Catalogue, view: View, level: str) -> str:
    return gauge(catalogue, view.selection, level, view.by, view.language).words


def _link(view: View, also: Also) -> str:
    if also.address is None:
        return ""
    common = {key: value for key, value in compose(view, level=also.level).items() if key not in _ELSEWHERE}
    return written(also.page, common | also.address)


def titled(catalogue: Catalogue, view: View, what: str, level: str) -> str:
    """Name a map: of which types, what it shows, and by which territories."""
    by = {"what": what, "level": say(f"file_level_{place_level(level)}", view.language)}
    return named(catalogue, view, say("file_title", view.language, **by))


def named(catalogue: Catalogue, view: View, what: str) -> str:
    """Say of a title which types it speaks of, where some are chosen, and of which place."""
    language, types = view.language, view.selection.types
    if types:
        many = say("file_types", language, n=formats.number(len(types), language))
        names = [short_type(catalogue, code, language) for code in types]
        what = say(
            "file_title_types", language, types=many if len(types) > _NAMED else ", ".join(names), what=what
        )
    if not view.inside:
        return what
    return say("file_title_inside", language, what=what, name=place_name(catalogue, view.inside, language))


def _level_words(catalogue: Catalogue, view: View, level: str | None, *, counted: bool) -> dict[str, str]:
    language = view.language
    if level is None:
        return {}
    words = {say("level", language): AREA_LEVELS[level].to(language)}
    if counted:
        note = counting_note(catalogue, view.selection, view.by, language)
        words[say("by", language)] = ". ".join(filter(None, (say(f"by_{view.by}", language), note)))
    return words


def chosen(catalogue: Catalogue, selection: Selection, language: Language) -> dict[str, str]:
    """Write the filters of initiatives that are set.

    Name of a filter to what it keeps; empty where all initiatives are in.
    """
    return {
        _named(selection, name, language): _told(catalogue, selection, name, language)
        for name, one in chosen_filters(selection).items()
        if one.keep is not None
    }


def _named(selection: Selection, name: str, language: Language) -> str:
    if name != "categories":
        return FILTERS[name].title.to(language)
    return f"{FILTERS['typology'].title.to(language)} {TYPOLOGY_NAMES[selection.typology].to(language)}"


def _told(catalogue: Catalogue, selection: Selection, name: str, language: Language) -> str:
    value = getattr(selection, name)
    match FILTERS[name]:
        case Years():
            key = "file_years" if selection.undated else "file_years_dated"
            return say(key, language, first=str(value[0]), last=str(value[1]))
        case Many() as one:
            offers = one.offers(catalogue, *selection.partner(name))
            return ", ".join(offers[code].to(language) if code in offers else code for code in value)
        case One() as one:
            return one.names[value].to(language)
        case Where():
            return place_name(catalogue, value, language)
        case _:
            return str(value)
