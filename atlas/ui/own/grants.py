"""A file of grants that the reader brings: read once, kept in the session only, laid over the territories."""

import hashlib
import io
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from atlas import settings
from atlas.account.account import Account, territory_money
from atlas.account.listing import grants_at, grants_table
from atlas.catalogue import Answer, Catalogue
from atlas.readers import FileRefusedError, Grants, read_grants
from atlas.readers.columns.layouts import LAYOUTS
from atlas.readers.files.limits import page_limits, told_on_page
from atlas.readers.rows.grants import PLACED
from atlas.readers.sheets import TOGETHER
from atlas.ui.data_frames import frame
from atlas.ui.downloads import MAPS, TABLES, Offer, downloads, today
from atlas.ui.map import panel as map_panel
from atlas.views.link import View
from atlas.views.map.figure import Figure
from atlas.views.money import files as money_files
from atlas.views.money.view import per_what
from atlas.vocabulary import PROBLEMS, Language, labels_in
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import euros, number
from atlas.words.texts.ledger import AMOUNT_PROBLEMS

# Keys of the session's state: the file as read, what it was read from, its name, its sheet.
_READ, _FROM, _NAME, _SHEET, _COUNT = (
    f"grants_{word}" for word in ("read", "from", "name", "sheet", "count")
)


def draw(catalogue: Catalogue, view: View, money: Account) -> None:
    """Draw the section of grants: the file, its map and table, where its rows went."""
    language = view.language
    limit = number(settings.MAX_UPLOAD_BYTES // 1_000_000, language)
    st.caption(say("grants_intro", language, limit=limit))
    brought = _file(language)
    grants = brought or catalogue.grants
    if grants is None:
        return
    grants = grants_at(catalogue, grants, money.level)
    what = _what(grants, language) if brought else kept_grants(grants, language)
    st.html(f"<p>{markup.text(what)}</p>")
    per_inhabitant = st.session_state["amount"] == "habitant"
    answer = territory_money(catalogue, money, view.selection)
    table = grants_table(catalogue, grants, answer, money.level)
    left, right = st.columns([11, 8], gap="medium")
    with left:
        figure = _figure(table, answer, view, grants, per_inhabitant=per_inhabitant)
        # Seats would hide what the reader came for: where the file's money went.
        map_panel.draw(catalogue, replace(view, points=False), answer, figure)
    with right:
        _ledger(grants, money.level, language)
    _table(table, language)
    bare = replace(view, points=False)
    source = st.session_state.get(_NAME, say("own_data", language))
    granted = partial(
        money_files.granted,
        catalogue,
        bare,
        money,
        answer,
        grants=grants,
        figure=figure,
        per_inhabitant=per_inhabitant,
        brought=source,
        created=today(),
    )
    title = say("download_unplaced", language)
    unplaced = partial(
        money_files.unplaced,
        catalogue,
        view,
        money,
        grants,
        title=title,
        brought=source,
        created=today(),
    )
    name = f"atlas-aides-{money.level}"
    downloads(
        language,
        Offer(say("download_map", language), name, granted, MAPS),
        Offer(say("download_territories", language), name, granted),
        Offer(title, f"atlas-aides-non-placees-{money.level}", unplaced, TABLES),
    )


def _file(language: Language) -> Grants | None:
    state = st.session_state
    # Streamlit writes this word in English only; the style sheet hides it, and this puts ours instead.
    label = markup.text(say("grants_choose", language))
    st.html(f"<style>.st-key-grants_box button p::after {{ content: '{label}'; }}</style>")
    with st.container(key="grants_box"):
        uploaded = st.file_uploader(
            say("grants_file", language),
            type=["csv", "xlsx", "xls"],
            key="grants_upload",
            label_visibility="collapsed",
            on_change=_forget,
        )
    if uploaded is not None:
        content = uploaded.getvalue()
        wanted = (hashlib.sha256(content).hexdigest(), state.get(_SHEET))
        if state.get(_FROM) != wanted and not _read(content, wanted, uploaded.name, language):
            return None
    grants: Grants | None = state.get(_READ)
    if grants is not None and len(grants.sheets) > 1 and uploaded is not None:
        state.setdefault(_SHEET, grants.sheet)
        st.selectbox(
            say("grants_sheet", language),
            grants.sheets,
            key=_SHEET,
            format_func=lambda each: say("own_sheets_together", language) if each == TOGETHER else each,
            width=420,
        )
    elif grants is not None and uploaded is None:
        # The reader came back from another page, which empties the uploader but not the session.
        st.button(say("grants_forget", language), on_click=_forget, key="grants_forget")
    return grants


def _read(content: bytes, wanted: tuple[str, str | None], name: str, language: Language) -> bool:
    state = st.session_state
    try:
        with st.spinner(say("grants_reading", language)):
            grants = read_grants(io.BytesIO(content), sheet=wanted[1], limits=page_limits())
    except FileRefusedError as error:
        st.error(markup.plain(told_on_page(error, language)))
        return False
    state[_READ], state[_NAME] = grants, name
    # The sheet that was found is what the sheet's widget will say on the next run.
    state[_SHEET] = grants.sheet if len(grants.sheets) > 1 else None
    state[_FROM] = (wanted[0], state[_SHEET])
    return True


def _forget() -> None:
    for key in (_READ, _FROM, _NAME, _SHEET):
        st.session_state.pop(key, None)


def _what(grants: Grants, language: Language) -> str:
    known = LAYOUTS.get(grants.layout)
    name = st.session_state[_NAME]
    return say(
        "grants_what",
        language,
        name=name if known is None else f"{name} ({known.label.to(language)})",
        rows=number(len(grants.table), language),
        total=euros(grants.total / 100, language),
        amount=grants.amount,
        places=", ".join(dict.fromkeys(grants.columns.values())),
    )


def kept_grants(grants: Grants, language: Language) -> str:
    """Return what the reader keeps on the page of their own data."""
    rows = number(len(grants.table), language)
    return say("own_grants_what", language, rows=rows, total=euros(grants.total / 100, language))


def _figure(
    table: pd.DataFrame, answer: Answer, view: View, grants: Grants, *, per_inhabitant: bool
) -> Figure:
    language = view.language
    value = table["grants_per_inhabitant_eur" if per_inhabitant else "grants_eur"]
    coloured = pd.DataFrame({"value": value.reindex(answer.table.index)})
    coloured["status"] = coloured["value"].notna().map({True: "value", False: "zero"})
    known = LAYOUTS.get(grants.layout)
    return Figure(
        table=coloured,
        title=say("grants_title_inhabitant" if per_inhabitant else "grants_title", language),
        unit=say("per_inhabitant", language) if per_inhabitant else "€",
        digits=2 if per_inhabitant else 0,
        notes=(
            known.label.to(language) if known else st.session_state.get(_NAME, say("own_data", language)),
            *([per_what(language)] if per_inhabitant else []),
        ),
        blanks={"zero": say("grants_blank", language)},
        money=not per_inhabitant,
    )


def _table(table: pd.DataFrame, language: Language) -> None:
    shown = pd.DataFrame(
        {
            say("name", language): table["name"],
            say("grants_column", language): table["grants_eur"],
            say("grants_column_inhabitant", language): table["grants_per_inhabitant_eur"].round(2),
            say("grants_column_count", language): table["grants"],
            say("money_column", language): table["funding_eur"],
            say("money_column_inhabitant", language): table["funding_per_inhabitant_eur"].round(2),
        }
    )
    shown.index.name = say("code", language)
    frame(shown, language, height=420)


def _ledger(grants: Grants, level: str, language: Language) -> None:
    unplaced = grants.unplaced(level)
    missing = int(unplaced["cents"].sum())
    here = say(
        "grants_here",
        language,
        placed=euros((grants.total - missing) / 100, language),
        unplaced=euros(missing / 100, language),
        rows=number(len(unplaced), language),
    )
    ledger = grants.ledger()
    rows = [
        [
            markup.text(PLACED[str(key)].to(language)),
            number(int(row["rows"]), language),
            euros(int(row["cents"]) / 100, language),
        ]
        for key, row in ledger[ledger["rows"] > 0].iterrows()
    ]
    whole = [number(len(grants.table), language), euros(grants.total / 100, language)]
    rows.append([markup.text(say("grants_all", language)), *whole])
    head = [say(key, language) for key in ("grants_known_by", "grants_rows", "grants_sum")]
    st.html(markup.table(head, rows, caption=say("grants_ledger", language)))
    st.caption(here)
    _doubts(grants, language)


def _doubts(grants: Grants, language: Language) -> None:
    doubts = grants.doubts()
    if doubts.empty:
        return
    labels = PROBLEMS | AMOUNT_PROBLEMS
    names = labels_in(labels, language)
    names["repeated_identifier"] = say("grants_repeated", language)
    rows = [
        [
            markup.text(names[row["problem"]]),
            number(row["rows"], language),
            euros(row["cents"] / 100, language),
        ]
        for row in doubts.to_dict("records")
    ]
    head = [say(key, language) for key in ("why", "grants_rows", "grants_sum")]
    st.html(markup.table(head, rows, caption=say("grants_doubts", language)))
