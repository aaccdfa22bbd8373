"""Funding: who pays the initiatives, in which form, what for and where, to the cent."""

from functools import partial

import streamlit as st

from atlas.account.account import account
from atlas.ui import filters, money_panel, state
from atlas.ui.own import grants as grants_panel
from atlas.ui.own import session as own
from atlas.ui.page_frame import header
from atlas.views.money import view as money_view
from atlas.views.money.choices import own_choices

atlas = own.catalogue()
choices = own_choices(atlas)
state.arrive(atlas, choices)
view = state.current(atlas, choices)
money = account(
    atlas,
    view.selection,
    view.level,
    rule=st.session_state["share_rule"],
    base=money_panel.base_year(),
)

header(view.language, title="page_money", intro="money_intro", catalogue=atlas)
if not money.lines.empty:
    known = len(atlas.choose(view.selection))
    st.html(money_view.lead(atlas, money, known, view.language) + money_view.cards(money, view.language))
money_panel.choose_section(view.language)
if st.session_state["section"] == "fichier":
    grants_panel.draw(atlas, view, money)
else:
    money_panel.draw(atlas, view, money)
filters.sidebar(
    atlas, view.language, choices=partial(money_panel.sidebar_choices, atlas), drawing=money_panel.drawing()
)
