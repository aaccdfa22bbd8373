"""What a file says of itself: title, selection, sources, vintage, licence, date, in the reader's language."""

from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from atlas.account.account import own_lines
from atlas.catalogue import Catalogue
from atlas.catalogue.selection import Selection
from atlas.exports.content import About, Source
from atlas.territories.places import split_place
from atlas.views.link import View, compose
from atlas.views.map.figure import public_sources, type_names
from atlas.vocabulary import CATEGORIES, FUNDER_LEVELS, LEVELS, LICENCE, SCALES, Language
from atlas.words import numbers as formats
from atlas.words import say

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
    """Say what a file rests on."""
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
    brought = " ; ".join(filter(None, (also.brought, own)))
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
        | also.words,
        address=_link(view, also),
        millesime=catalogue.geography.millesime,
        sources=tuple(sources),
        created=created,
        licence=licence,
    )


def _link(view: View, also: Also) -> str:
    if also.address is None:
        return ""
    common = {key: value for key, value in compose(view, level=also.level).items() if key not in _ELSEWHERE}
    parameters = urlencode(common | also.address, safe=":,")
    return f"{also.page}?{parameters}" if parameters else also.page


def titled(catalogue: Catalogue, view: View, what: str, level: str) -> str:
    """Name a map: what it shows, and by which territories."""
    if level == "commune" and view.inside:
        return say("file_title_inside", view.language, what=what, name=_inside(catalogue, view))
    return say("file_title", view.language, what=what, level=say(f"file_level_{level}", view.language))


def _inside(catalogue: Catalogue, view: View) -> str:
    return catalogue.geography.name(*split_place(view.inside))


def _level_words(catalogue: Catalogue, view: View, level: str | None, *, counted: bool) -> dict[str, str]:
    language = view.language
    if level is None:
        return {}
    name = LEVELS[level].to(language)
    if level == "commune" and view.inside:
        name = say("file_inside", language, name=_inside(catalogue, view))
    words = {say("level", language): name}
    if counted:
        words[say("by", language)] = say(f"by_{view.by}", language)
    return words


def chosen(catalogue: Catalogue, selection: Selection, language: Language) -> dict[str, str]:
    """Write the filters of initiatives that are set.

    Name of a filter to what it keeps; empty where all initiatives are in.
    """
    labels = type_names(catalogue, language)
    categories = CATEGORIES[selection.typology]
    years = ""
    if selection.years:
        key = "file_years" if selection.undated else "file_years_dated"
        years = say(key, language, first=str(selection.years[0]), last=str(selection.years[1]))
    typology = f"{say('typology', language)} {say(f'typology_{selection.typology}', language)}"
    origin = "" if selection.origin == "all" else say(f"origin_{selection.origin}", language)
    told = {
        say("types", language): ", ".join(labels[code] for code in selection.types),
        typology: ", ".join(categories[code].to(language) for code in selection.categories),
        say("scales", language): ", ".join(SCALES[code].to(language) for code in selection.scales),
        say("years", language): years,
        say("funders", language): ", ".join(FUNDER_LEVELS[c].to(language) for c in selection.funder_levels),
        say("text", language): selection.text,
        say("origin", language): origin,
    }
    return {name: value for name, value in told.items() if value}
