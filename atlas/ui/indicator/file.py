"""The reader's table by territory: brought, read once, held by the visit, and what its columns are."""

import io
from typing import NamedTuple

import streamlit as st

from atlas import settings
from atlas.catalogue import Catalogue
from atlas.indicator import KINDS, TWICE, Indicator, Proposal, example, join, propose, raise_to, seen_kind
from atlas.readers import FileRefusedError, Raw, read_raw
from atlas.readers.files.limits import page_limits, told_on_page
from atlas.ui.own import session as own
from atlas.ui.visit import held
from atlas.views.scales.numbers import level_name
from atlas.vocabulary import LEVELS, Language, labels_in
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number

# What the visit holds: it goes when the tab is closed.
_HELD, _MADE = "indicator file", "indicator made"
_UPLOADS = "indicator_uploads"
# At which the example is made: there are enough territories, and every commune is in one.
_EXAMPLE = "bassin_de_vie"
_CHOICES = ("indicator_column", "indicator_level", "indicator_twice", "indicator_at")


class Brought(NamedTuple):
    """A file as read, and what its columns may be."""

    name: str
    content: bytes
    raw: Raw
    proposal: Proposal
    # What the values of the columns that were looked at most likely are, a key of `KINDS`.
    kinds: dict[str, str]


def choose(catalogue: Catalogue, language: Language) -> Brought | None:
    """Draw the uploader, or what was brought with the way to put it away; None where there is none."""
    found: Brought | None = held().get(_HELD)
    if found is None:
        found = _upload(catalogue, language)
    if found is None:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom", key="indicator_file_row"):
        if len(found.raw.sheets) > 1:
            found = _sheet(catalogue, found, language)
        st.button(
            say("indicator_forget", language, name=markup.plain(found.name)),
            icon=":material/close:",
            type="tertiary",
            key="indicator_forget",
            on_click=_forget,
        )
    return found


def _upload(catalogue: Catalogue, language: Language) -> Brought | None:
    limit = number(settings.MAX_UPLOAD_BYTES // 1_000_000, language)
    st.html(f'<p class="atlas-answer">{markup.text(say("indicator_intro", language, limit=limit))}</p>')
    # Streamlit writes this word in English only; the style sheet hides it, and this puts ours instead.
    word = markup.text(say("indicator_choose", language))
    st.html(f"<style>.st-key-indicator_box button p::after {{ content: '{word}'; }}</style>")
    with st.container(key="indicator_box"):
        uploaded = st.file_uploader(
            say("indicator_file", language),
            # Another key empties the uploader.
            key=f"indicator_upload_{st.session_state.setdefault(_UPLOADS, 0)}",
            label_visibility="collapsed",
        )
    tried = st.button(say("indicator_try", language), type="tertiary", key="indicator_try")
    if uploaded is not None:
        read = _read(catalogue, uploaded.name, uploaded.getvalue(), None, language)
    elif tried:
        name = say("indicator_example", language)
        read = _read(catalogue, name, example(catalogue.geography, _EXAMPLE).encode(), None, language)
    else:
        return None
    if read is not None:
        # The box makes room for what was brought.
        st.rerun()
    return None


def _read(
    catalogue: Catalogue, name: str, content: bytes, sheet: str | None, language: Language
) -> Brought | None:
    try:
        with st.spinner(say("indicator_reading", language)):
            raw = read_raw(io.BytesIO(content), name=name, sheet=sheet, limits=page_limits())
            proposal = propose(raw, catalogue.geography)
            own.release()
    except FileRefusedError as error:
        st.error(markup.plain(told_on_page(error, language)))
        return None
    missing = "indicator_no_codes" if not proposal.code else "indicator_no_numbers"
    if not proposal.code or not proposal.numbers:
        columns = markup.plain(", ".join(map(str, raw.cells.columns)))
        st.error(say(missing, language, columns=columns))
        return None
    for key in _CHOICES:
        st.session_state.pop(key, None)
    found = Brought(name, content, raw, proposal, {})
    held()[_HELD] = found
    return found


def _sheet(catalogue: Catalogue, found: Brought, language: Language) -> Brought:
    sheets = list(found.raw.sheets)
    chosen = st.selectbox(
        say("indicator_sheet", language), sheets, index=sheets.index(found.raw.sheet), width=320
    )
    if chosen == found.raw.sheet:
        return found
    return _read(catalogue, found.name, found.content, chosen, language) or found


def _forget() -> None:
    held().pop(_HELD, None)
    held().pop(_MADE, None)
    for key in _CHOICES:
        st.session_state.pop(key, None)
    st.session_state[_UPLOADS] = st.session_state.get(_UPLOADS, 0) + 1


def columns(catalogue: Catalogue, brought: Brought, language: Language) -> Indicator:
    """Draw what the columns are and what is compared; return the indicator, kept until a choice changes."""
    proposal = brought.proposal
    levels = labels_in(LEVELS, language)
    with st.container(horizontal=True, vertical_alignment="bottom", key="indicator_columns"):
        column = st.selectbox(
            say("indicator_column", language), proposal.numbers, key="indicator_column", width=300
        )
        offered = [
            *proposal.recognised.levels,
            *(one for one in LEVELS if one not in proposal.recognised.levels),
        ]
        level = st.selectbox(
            say("indicator_level", language, column=markup.plain(proposal.code)),
            offered,
            key="indicator_level",
            format_func=levels.__getitem__,
            width=260,
        )
        if column not in brought.kinds:
            brought.kinds[column] = seen_kind(column, brought.raw.cells[column])
        usual = brought.kinds[column]
        kind = st.selectbox(
            say("indicator_kind", language),
            [usual, *(one for one in KINDS if one != usual)],
            # Another column is another question.
            key=f"indicator_kind {column}",
            format_func=lambda one: KINDS[one].to(language),
            width=300,
        )
        at = level
        if level == "commune":
            # Few communes have an initiative, and no test is made of 34,875.
            offers = [*list(LEVELS)[1:], "commune"]
            at = st.selectbox(
                say("indicator_at", language),
                offers,
                key="indicator_at",
                format_func=lambda one: level_name(one, language),
                width=200,
            )
        first = _made(catalogue, brought, column, level, kind, at, "leave")
        twice = "leave"
        if first.counts()["line_twice"]:
            twice = st.selectbox(
                say("indicator_twice", language),
                list(TWICE),
                key="indicator_twice",
                format_func=lambda one: TWICE[one].to(language),
                width=260,
            )
    return first if twice == "leave" else _made(catalogue, brought, column, level, kind, at, twice)


def _made(  # noqa: PLR0913, PLR0917 - what an indicator is made of
    catalogue: Catalogue, brought: Brought, column: str, level: str, kind: str, at: str, twice: str
) -> Indicator:
    asked = (brought.raw.digest, brought.raw.sheet, column, level, kind, at, twice)
    made: dict[tuple[str, ...], Indicator] = held().setdefault(_MADE, {})
    if asked not in made:
        found = join(
            brought.raw,
            catalogue.geography,
            column=column,
            code=brought.proposal.code,
            level=level,
            kind=kind,
            twice=twice,
        )
        if len(made) >= 4:  # noqa: PLR2004 - the reader goes back and forth
            made.pop(next(iter(made)))
        made[asked] = found if at == level else raise_to(found, catalogue.geography, at)
    return made[asked]
