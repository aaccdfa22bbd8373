"""The page of the reader's own data: a file, its columns, what became of each row, what is kept."""

import io
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from atlas import exports, settings
from atlas.catalogue import Catalogue, enlarge, load_catalogue
from atlas.catalogue.own import imported
from atlas.errors import FileFaultError, MissingColumnError, UnknownChoiceError
from atlas.readers.columns.layouts import LAYOUTS
from atlas.readers.columns.recognition import recognise
from atlas.readers.extra import unused
from atlas.readers.files.limits import page_limits, told_on_page
from atlas.readers.files.opening import FORMATS
from atlas.readers.imports import import_rows
from atlas.readers.model.mapping import Kind, Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.rows.imported import Import
from atlas.readers.saved import Saved, is_saved
from atlas.readers.sheets import TOGETHER, read_file
from atlas.readers.told.refusals import FileRefusedError
from atlas.readers.told.sentences import told_ledger
from atlas.readers.unfolding import columns_told
from atlas.ui.data_frames import frame
from atlas.ui.downloads import today
from atlas.ui.map import panel as map_panel
from atlas.ui.own import columns as own_columns
from atlas.ui.own import perimeters, saving, team
from atlas.ui.own import rows as own_rows
from atlas.ui.own import session as own
from atlas.views import own as own_view
from atlas.views import templates
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import moment, number, say_number

_DRAFT, _UPLOADS, _FAULT = "own_draft", "own_uploads", "own_fault"
_ADD = "add"
# The working state that was brought back, and what of it was not.
_TAKEN, _LEFT_OUT = "own_taken", "own_left_out"
_MOST_ROWS = 200
_MAP_HEIGHT = 460


class Draft(NamedTuple):
    """A file that was read and not yet kept.

    Attributes
    ----------
    brought
        The uploader's own hold of the file, to read another sheet of it and to take the work away.
    made
        The import of `mapping` and the curated catalogue enlarged with it; None until it is made.
    """

    name: str
    brought: io.BytesIO
    raw: Raw
    mapping: Mapping
    made: tuple[Import, Catalogue] | None = None


def draw(language: Language) -> None:
    """Draw the page."""
    own.catalogue()  # says so where the team's workspace cannot be read
    team.draw(language)
    _file(language)
    draft: Draft | None = st.session_state.get(_DRAFT)
    if draft is not None:
        _columns(draft, language)
        made = _made(language)
        if made is not None:
            _ledger(*made, language)
    else:
        perimeters.draw(language)
    _kept(language)


def _file(language: Language) -> None:
    state = st.session_state
    st.html(f"<h2 class='atlas-step'>{say('own_step_file', language)}</h2>")
    limit = number(settings.MAX_UPLOAD_BYTES // 1_000_000, language)
    _speak(language, limit)
    with st.container(key="own_box"):
        uploaded = st.file_uploader(
            say("own_file", language),
            # Another key empties the uploader.
            key=f"own_upload_{state.setdefault(_UPLOADS, 0)}",
            label_visibility="collapsed",
            on_change=_forget,
        )
    st.caption(say("own_limits", language, limit=limit))
    if uploaded is not None and _DRAFT not in state:
        content = uploaded.getvalue()
        if not is_saved(content):
            _read(uploaded.name, uploaded, None, language)
        elif state.get(_TAKEN) != uploaded.file_id:
            state[_TAKEN] = uploaded.file_id
            _bring_back(content, language)
            st.rerun()
    for words in state.pop(_LEFT_OUT, ()):
        st.warning(markup.plain(words))
    if _DRAFT not in state and st.button(say("own_try", language), type="tertiary"):
        _read(templates.TRIAL, io.BytesIO(templates.trial()), None, language)
        st.rerun()
    _templates(language)
    draft: Draft | None = state.get(_DRAFT)
    if draft is None:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.radio(
            say("own_kind", language),
            own_columns.KINDS,
            index=own_columns.KINDS.index(draft.mapping.kind),
            format_func=lambda code: say(f"own_kind_{code}", language),
            horizontal=True,
        )
        sheet = draft.raw.sheet
        if len(draft.raw.sheets) > 1:
            sheets = list(draft.raw.sheets)
            sheet = st.selectbox(
                say("own_sheet", language),
                sheets,
                index=sheets.index(sheet),
                format_func=lambda each: say("own_sheets_together", language) if each == TOGETHER else each,
                width=320,
            )
    if sheet != draft.raw.sheet:
        _read(draft.name, draft.brought, sheet, language)
    elif kind != draft.mapping.kind:
        state[_DRAFT] = draft._replace(mapping=recognise(draft.raw, kind), made=None)
    _understood(language)


def _templates(language: Language) -> None:
    """Offer files to fill in, and such files with rows of the atlas."""
    with st.expander(say("own_templates", language)):
        st.caption(say("own_templates_how", language))
        for kind in own_columns.KINDS:
            st.markdown(f"**{say(f'own_kind_{kind}', language)}**")
            with st.container(horizontal=True):
                for filled, word in ((False, "template"), (True, "example")):
                    for form in templates.FORMATS:
                        st.download_button(
                            say(f"own_{word}", language, form=form.upper()),
                            partial(_template, kind, form, filled=filled, language=language),
                            file_name=f"atlas-{kind}-{'exemple' if filled else 'modele'}.{form}",
                            on_click="ignore",
                            key=f"own_{word}_{kind}_{form}",
                        )


def _template(kind: Kind, form: str, *, filled: bool, language: Language) -> bytes:
    curated = load_catalogue()
    return templates.to_file(
        kind, form, curated.tables, curated.geography, filled=filled, language=language, created=today()
    )


def _speak(language: Language, limit: str) -> None:
    """Write the uploader's words: Streamlit has English ones only, which the style sheet hides."""
    words = {
        # Who listens hears the button's own word, which `page.js` says in French.
        "[data-testid=stFileUploaderDropzone] button p::after": (
            f"'{markup.text(say('own_choose', language))}' / ''"
        ),
        "[data-testid=stFileChip][aria-invalid=true]::after": (
            f"'{markup.text(say('own_too_large', language, limit=limit))}'"
        ),
    }
    rules = (f"{where} {{ content: {word}; }}" for where, word in words.items())
    st.html(f"<style>{' '.join(rules)}</style>")


def _understood(language: Language) -> None:
    draft: Draft = st.session_state[_DRAFT]
    known = LAYOUTS.get(draft.mapping.layout)
    words = [
        say(
            "own_understood" if len(draft.raw.cells) > 1 else "own_understood_one",
            language,
            name=draft.name,
            format=FORMATS[draft.raw.format].to(language),
            rows=number(len(draft.raw.cells), language),
        ),
        *([say("own_layout", language, layout=known.label.to(language))] if known else []),
        *(note.to(language) for note in draft.raw.notes),
    ]
    st.html(f'<p class="atlas-kind">{"<br>".join(map(markup.text, words))}</p>')


def _read(name: str, brought: io.BytesIO, sheet: str | None, language: Language) -> None:
    try:
        with st.spinner(say("own_reading", language)):
            raw = read_file(io.BytesIO(brought.getvalue()), name=name, sheet=sheet, limits=page_limits())
            mappings = [recognise(raw, kind) for kind in own_columns.KINDS]
    except FileRefusedError as error:
        st.error(markup.plain(told_on_page(error, language)))
        return
    st.session_state[_DRAFT] = Draft(name, brought, raw, own_columns.likely(mappings))


def _bring_back(content: bytes, language: Language) -> None:
    left_out, unfinished = saving.bring_back(content, language)
    _start_again()
    if unfinished is not None:
        left_out += _resume(unfinished, language)
    st.session_state[_LEFT_OUT] = left_out


def _resume(part: Saved, language: Language) -> list[str]:
    """Go on with a file that was saved before it was kept; say why where that cannot be."""
    brought = io.BytesIO(part.content)
    try:
        raw = read_file(brought, name=part.name, sheet=part.sheet or None, limits=page_limits())
        part.mapping.check(raw.cells.columns)
    except FileRefusedError as error:
        return [saving.not_back(part.name, told_on_page(error, language), language)]
    except (FileFaultError, MissingColumnError, UnknownChoiceError):
        return [saving.not_back(part.name, say("own_mapping_other", language), language)]
    st.session_state[_DRAFT] = Draft(part.name, brought, raw, part.mapping)
    return []


def _at_work() -> Saved | None:
    draft: Draft | None = st.session_state.get(_DRAFT)
    if draft is None:
        return None
    return Saved(draft.name, draft.raw.sheet or "", draft.mapping, draft.brought.getvalue(), draft=True)


def _forget() -> None:
    st.session_state.pop(_DRAFT, None)


def _start_again() -> None:
    _forget()
    own.release()
    st.session_state[_UPLOADS] += 1


def _columns(draft: Draft, language: Language) -> None:
    st.html(f"<h2 class='atlas-step'>{say('own_step_columns', language)}</h2>")
    st.html(own_columns.table(draft.raw, draft.mapping, language))
    told = [note.to(language) for note in columns_told(draft.raw, draft.mapping)]
    if others := ", ".join(unused(draft.raw, draft.mapping)):
        told.append(say("own_unused", language, columns=others))
    if told:
        st.caption(markup.plain(" ".join(told)))
    with st.expander(say("own_change", language)):
        mapping = own_columns.choose(load_catalogue(), draft.raw, draft.mapping, language)
    if mapping != draft.mapping:
        st.session_state[_DRAFT] = draft._replace(mapping=mapping, made=None)
        st.rerun()


def _made(language: Language) -> tuple[Import, Catalogue] | None:
    draft: Draft = st.session_state[_DRAFT]
    if draft.made is not None:
        return draft.made
    try:
        with st.spinner(say("own_importing", language)):
            known = own.known(draft.mapping.kind, draft.raw.digest)
            import_ = import_rows(draft.raw, draft.mapping, name=draft.name, known=known)
            made = import_, enlarge(load_catalogue(), imported(import_, "draft"))
    except FileRefusedError as error:
        st.error(markup.plain(error.to(language)))
        return None
    except (MissingColumnError, UnknownChoiceError):
        st.error(say("own_columns_bad", language))
        return None
    st.session_state[_DRAFT] = draft._replace(made=made)
    return made


def _ledger(import_: Import, enlarged: Catalogue, language: Language) -> None:
    st.html(f"<h2 class='atlas-step'>{say('own_step_ledger', language)}</h2>")
    st.html(own_view.cards(import_, language))
    left, right = st.columns([9, 10], gap="medium")
    with left:
        st.html(own_view.problem_table(import_, language) + own_view.sources(import_, language))
    with right:
        if import_.summary()["located"]:
            shown = own_view.preview(enlarged, import_, language)
            map_panel.draw(
                shown.catalogue, shown.view, shown.answer, shown.figure, fit=shown.fit, height=_MAP_HEIGHT
            )
        elif len(import_.table):
            st.info(say("own_nowhere", language))
    table = own_view.ledger_rows(import_, language, limit=_MOST_ROWS)
    if len(table):
        with st.expander(say("own_each", language)):
            narrow = {say("own_outcome", language): st.column_config.Column(width="small")}
            frame(table, language, height=320, column_config=narrow)
            if len(table) == _MOST_ROWS:
                st.caption(say("own_more", language, n=number(len(table), language)))
    _rows(import_, language)
    _downloads(import_, language)
    _decide(import_, language)


def _rows(import_: Import, language: Language) -> None:
    """Let the reader correct rows and decide pairs, and count them so at once."""
    draft: Draft = st.session_state[_DRAFT]
    known = own.known(import_.kind, import_.digest) if len(import_.pairs) else None
    mapping = own_rows.draw(import_, draft.raw, known, language)
    if mapping != draft.mapping:
        st.session_state[_DRAFT] = draft._replace(mapping=mapping, made=None)
        st.rerun()


def _csv(table: Callable[[], pd.DataFrame]) -> bytes:
    return exports.to_csv(table())


def _downloads(import_: Import, language: Language) -> None:
    name = import_.name.rsplit(".", 1)[0]
    tables: dict[str, tuple[str, Callable[[], pd.DataFrame]]] = {
        "own_download_rows": ("lignes", lambda: import_.table),
        "own_download_ledger": ("registre", lambda: told_ledger(import_.ledger, language)),
    }
    if len(import_.rejected):
        tables["download_rejected"] = ("a-corriger", lambda: import_.rejected)
    with st.container(horizontal=True):
        for key, (ending, table) in tables.items():
            st.download_button(
                say(key, language),
                partial(_csv, table),
                file_name=f"{name}-{ending}.csv",
                mime="text/csv",
                on_click="ignore",
            )
        st.download_button(
            say("download_mapping", language),
            import_.mapping.to_json(),
            file_name=f"{name}-correspondance.json",
            mime="application/json",
            on_click="ignore",
        )


def _decide(import_: Import, language: Language) -> None:
    again = own.has(import_)
    if again:
        st.info(say("own_again", language))
    elif import_.table.empty:
        st.warning(say("own_nothing_accepted", language))
    full = own.is_full(import_)
    if full:
        most = number(settings.PAGE_MAX_KEPT_ROWS, language)
        st.warning(say("own_full", language, n=number(own.rows(), language), limit=most))
    closed = again or import_.table.empty
    shared = team.writes()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if shared:
            team.offer(_ADD, import_.name, language, disabled=closed)
        st.button(
            say("own_keep", language),
            type="secondary" if shared else "primary",
            on_click=_keep,
            disabled=closed or full,
        )
        st.button(say("own_discard", language), on_click=_start_again)
    if shared and not closed:
        many = len(import_.table)
        question = say("own_sure_add" if many > 1 else "own_sure_add_one", language, n=number(many, language))
        team.confirm(_ADD, language, question, say("own_yes_add", language), _keep_for_team)


def _drafted() -> Import:
    """Return the import that the page shows: a button that were given it would hold it for good."""
    draft: Draft = st.session_state[_DRAFT]
    if draft.made is None:
        msg = "A draft is kept only once it is made."
        raise ValueError(msg)
    return draft.made[0]


def _keep() -> None:
    draft: Draft = st.session_state[_DRAFT]
    own.keep(_drafted(), draft.brought.getvalue(), draft.raw.sheet or "")
    _start_again()


def _keep_for_team() -> None:
    if team.add(_drafted()):
        _start_again()


def _kept(language: Language) -> None:
    team.tell(language)
    shared = team.writes()
    rows: list[tuple[list[str], str, datetime, tuple[str, str, Callable[[], None] | None]]] = [
        (
            [one.import_.name, say(f"own_kind_{one.import_.kind}", language)],
            say_number("own_kept_rows", one.rows, language),
            one.when,
            ("own_kept_session", f"own_remove_{one.number}", partial(own.remove, one.number)),
        )
        for one in own.kept()
    ]
    rows += [
        (
            [*dict.fromkeys([batch["name"], batch["source"]]), say(f"own_kind_{batch['kind']}", language)],
            say_number(
                "own_kept_communes" if batch["kind"] == "perimeters" else "own_kept_rows",
                batch["rows"],
                language,
            ),
            datetime.fromisoformat(batch["imported"]),
            ("own_kept_team", f"own_undo_{batch['id']}", partial(team.undo, batch["id"]) if shared else None),
        )
        for batch in own.batches()
    ]
    if not rows:
        saving.offer(language, _at_work())
        return
    st.html(f"<h2 class='atlas-step'>{say('own_kept', language)}</h2>")
    for names, many, when, (whose, key, remove) in rows:
        words = [
            *names,
            many,
            moment(when, language, st.context.timezone),
            say(whose, language),
        ]
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(markup.plain(" · ".join(words)), width="content")
            if remove is not None:
                now = remove if whose == "own_kept_session" else partial(team.ask, key)
                st.button(say("own_remove", language), key=key, on_click=now, type="tertiary")
        if remove is not None:
            question = say("own_sure_undo", language, name=names[0], n=many)
            team.confirm(key, language, question, say("own_yes_undo", language), remove)
    saving.offer(language, _at_work())
    with st.container(horizontal=True):
        st.page_link("pages/carte.py", label=say("own_see", language))
        st.page_link("pages/financements.py", label=say("own_see_grants", language))
