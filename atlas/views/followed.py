"""The lists that the atlas follows, with their age, for the page of sources."""

from collections.abc import Iterable
from datetime import date

from atlas.refresh.followed import Followed
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import day, number

_HEADS = (
    "doc_class",
    "doc_producer",
    "doc_row_means",
    "doc_edition",
    "doc_in_atlas",
    "doc_next_check",
    "doc_licence",
)


def lists_table(lists: Iterable[Followed], language: Language, *, today: date) -> str:
    """Lay out the lists; one that is older than its producer's rhythm is marked."""
    head = [say(key, language) for key in _HEADS]
    unknown = say("doc_not_stated", language)
    rows = []
    for each in lists:
        one = each.listing
        link = f'<a href="{markup.text(one.page)}" target="_blank" rel="noopener noreferrer">'
        rows.append(
            [
                f"{link}{markup.text(one.title)}</a>",
                markup.text(one.producer),
                markup.text(one.means.to(language)),
                markup.text(day(str(each.edition), language) if each.edition else unknown),
                markup.text(_tied(each, language)),
                _check(each, language, today),
                markup.text(each.licence or unknown),
            ]
        )
    return markup.table(head, rows, caption=say("doc_lists", language))


def _tied(each: Followed, language: Language) -> str:
    tied = number(each.tied, language)
    return say("doc_of_rows", language, n=tied, rows=number(each.rows, language)) if each.rows else tied


def _check(each: Followed, language: Language, today: date) -> str:
    if each.check is None:
        return f"<strong>{markup.text(say('doc_never_read', language))}</strong>"
    when = day(str(each.check), language)
    late = markup.text(say("doc_late", language, day=when))
    return f"<strong>{late}</strong>" if each.is_late(today) else markup.text(when)
