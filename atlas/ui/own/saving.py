"""A working state of this session: taken away as a file, brought back, and told of before it is lost."""

import io
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from atlas import settings
from atlas.errors import FileFaultError, MissingColumnError, UnknownChoiceError
from atlas.readers.files.limits import page_limits, told_on_page
from atlas.readers.imports import import_rows
from atlas.readers.model.mapping import Mapping
from atlas.readers.saved import Saved, read_saved, write_saved
from atlas.readers.sheets import read_file
from atlas.readers.told.refusals import FileRefusedError
from atlas.ui import visit
from atlas.ui.own import session as own
from atlas.ui.own.perimeters import bring_perimeters
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say

_WORK = "own_work"


def offer(language: Language, draft: Saved | None = None) -> None:
    """Offer what the reader keeps in this session, and the file still at work, as one file."""
    kept, ways = own.kept(), own.drawn()
    away = [one.import_.name for one in kept if not one.content]
    away += [one.brought.name for one in ways if not one.content]
    packed = [one.content for one in kept] + [one.content for one in ways]
    if draft is not None and sum(map(len, packed)) + len(draft.content) > settings.MAX_UPLOAD_BYTES:
        away, draft = [*away, draft.name], None
    if draft is not None or any(packed):
        # A button that were given the files would hold them after the tab is closed.
        held = visit.held()
        held[_WORK] = kept, ways, draft
        day = datetime.now(tz=UTC).date().isoformat()
        st.download_button(
            say("own_save", language),
            partial(_content, held),
            file_name=f"atlas-travail-{day}.zip",
            mime="application/zip",
            on_click=_taken_away,
        )
        st.caption(say("own_save_how", language))
        if draft is not None:
            st.caption(markup.plain(say("own_save_draft", language, name=draft.name)))
    if away:
        st.caption(markup.plain(say("own_save_without", language, names=", ".join(away))))


def _content(held: dict[str, Any]) -> bytes:
    # A file without the work would be worse than none: where the tab was away, the page offers it again.
    kept, ways, draft = held[_WORK]
    parts = [
        Saved(one.import_.name, one.sheet, one.import_.mapping, one.unpacked()) for one in kept if one.content
    ]
    nothing = Mapping(kind="initiatives")
    parts += [
        Saved(one.brought.name, "", nothing, one.unpacked(), perimeters=True) for one in ways if one.content
    ]
    return write_saved([*parts, draft] if draft else parts)


def _taken_away() -> None:
    if _WORK in visit.held():
        own.mark_saved()


def bring_back(content: bytes, language: Language) -> tuple[list[str], Saved | None]:
    """Read, place and keep every file of a working state again; say what was left out, and why.

    Return the file that was still at work too, for the page to go on with.
    """
    try:
        parts = read_saved(content, limits=page_limits())
    except FileRefusedError as error:
        return [told_on_page(error, language)], None
    drafts = [part for part in parts if part.draft]
    faults = {part.name: _again(part, language) for part in parts if not part.draft}
    own.mark_saved()
    return [not_back(name, fault, language) for name, fault in faults.items() if fault], next(
        iter(drafts), None
    )


def not_back(name: str, why: str, language: Language) -> str:
    """Say that a file was not brought back."""
    return say("own_not_back", language, name=name, why=why)


def _again(part: Saved, language: Language) -> str:
    if part.perimeters:
        return bring_perimeters(part.name, part.content, language)
    return _bring(part, language)


def _bring(part: Saved, language: Language) -> str:
    try:
        raw = read_file(
            io.BytesIO(part.content), name=part.name, sheet=part.sheet or None, limits=page_limits()
        )
        known = own.known(part.mapping.kind, raw.digest)
        import_ = import_rows(raw, part.mapping, name=part.name, known=known)
    except FileRefusedError as error:
        return told_on_page(error, language)
    except (FileFaultError, MissingColumnError, UnknownChoiceError):
        return say("own_mapping_other", language)
    if own.has(import_):
        return say("own_again", language)
    if import_.table.empty:
        return say("own_nothing_accepted", language)
    if own.is_full(import_):
        return say("own_full_short", language)
    own.keep(import_, part.content, part.sheet)
    return ""
