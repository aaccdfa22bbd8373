"""The sections of the page on money."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from atlas.account.account import Account, ledger, territory_money
from atlas.account.listing import others_table
from atlas.catalogue import Catalogue
from atlas.funding import BASE_YEAR, DIMENSIONS, SHARING, flows, milestones, money_timeline
from atlas.funding.flows import FOLLOWING, STAGES, hairline
from atlas.territories.places import split_place
from atlas.ui import filters
from atlas.ui.data_frames import Opens, frame
from atlas.ui.downloads import MAPS, TABLES, Offer, downloads, today
from atlas.ui.map import panel as map_panel
from atlas.ui.map import side as side_panel
from atlas.ui.page_frame import switch
from atlas.views.link import View
from atlas.views.money import charts as money_charts
from atlas.views.money import files as money_files
from atlas.views.money import view as money_view
from atlas.views.money.choices import AMOUNTS, EUROS, SECTIONS
from atlas.views.place import across_note
from atlas.views.portrait.beside import beside_of
from atlas.vocabulary import PLACE_LEVELS, Language, place_level
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import compact_euros, euros, number, percent

# Those with a map.
_MAPPED = ("territoires", "fichier")
# Beside the map, a name of this width leaves room for the other columns.
_NAME_WIDTH, _INITIATIVE_WIDTH = 165, 300
_QUIET = {"displayModeBar": False}


def sidebar_choices(catalogue: Catalogue, language: Language) -> None:
    """Draw what the page lets choose above the filters."""
    filters.level_choice(catalogue, language)
    section = st.session_state["section"]
    if section in (*_MAPPED, "comptes"):
        st.selectbox(
            say("money_share", language),
            SHARING,
            key="share_rule",
            format_func=lambda code: SHARING[code].to(language),
            help=say("money_share_help", language),
        )
    st.radio(
        say("money_euros", language),
        EUROS,
        key="euros",
        format_func=lambda code: say(f"euros_{code}", language, year=str(BASE_YEAR)),
        horizontal=True,
    )
    if section in _MAPPED:
        st.radio(
            say("money_amount", language),
            AMOUNTS,
            key="amount",
            format_func=lambda code: say(f"amount_{code}", language),
            horizontal=True,
        )


def drawing() -> tuple[str, ...]:
    """Name the choices of drawing that the open section has, see `atlas.ui.filters.DRAWING`."""
    section = st.session_state["section"]
    return filters.TERRITORIES if section in _MAPPED else ()


def choose_section(language: Language) -> None:
    """Draw the switch between sections."""
    names = {code: say(f"section_{code}", language) for code in SECTIONS}
    switch("section", say("money_section", language), names)


def base_year() -> int | None:
    """Return the year of constant euros, where the reader chose them."""
    return BASE_YEAR if st.session_state["euros"] == "constants" else None


def draw(catalogue: Catalogue, view: View, money: Account) -> None:
    """Draw the open section."""
    if money.lines.empty:
        st.html(f'<p class="atlas-empty">{markup.text(say("money_none", view.language))}</p>')
        return
    match st.session_state["section"]:
        case "territoires":
            _territories(catalogue, view, money)
        case "repartition":
            _breakdown(catalogue, view, money)
        case "flux":
            _flows(catalogue, view, money)
        case "comptes":
            _ledger(catalogue, view, money)
        case "chronologie":
            _timeline(catalogue, view, money)


def _territories(catalogue: Catalogue, view: View, money: Account) -> None:
    language, view = view.language, replace(view, points=False)
    per_inhabitant = st.session_state["amount"] == "habitant"
    answer = territory_money(catalogue, money, view.selection, per_inhabitant=per_inhabitant)
    figure = money_view.money_figure(money, answer.table, language, per_inhabitant=per_inhabitant)
    left, right = st.columns(2, gap="medium")
    with left:
        map_panel.draw(catalogue, view, answer, figure)
        if note := across_note(answer, language, money=True):
            st.html(note)
    with right:
        table = answer.table
        # In a place of its own: the table below stays the same, and the keyboard in it.
        with st.container():
            _chosen(catalogue, view, money)
        shown = money_view.territories_shown(catalogue, money, table[table["initiatives"] > 0], language)
        whole = {say("money_column", language): partial(_whole, language=language)}
        wide = {say("name", language): st.column_config.Column(width=_NAME_WIDTH)}
        take = partial(side_panel.open_territory, catalogue.curated, money.level)
        opens = Opens("money", list(shown.index), take, partial(beside_of, view, money.level))
        frame(shown, language, written=whole, opens=opens, column_config=wide, hide_index=True, height=510)
        made = partial(
            money_files.territories, catalogue, view, money, per_inhabitant=per_inhabitant, created=today()
        )
        name = f"atlas-financements-{place_level(money.level)}"
        downloads(
            language,
            Offer(say("download_map", language), name, made, MAPS),
            Offer(say("download_territories", language), name, made),
        )
        _sheet(catalogue, view)


def _sheet(catalogue: Catalogue, view: View) -> None:
    if view.initiative or view.territory:
        side_panel.sheet(catalogue, view)


def _whole(amount: object, language: Language) -> str:
    """Write an amount without its cents, which files have."""
    return number(float(str(amount)), language)


def _chosen(catalogue: Catalogue, view: View, money: Account) -> None:
    level, code = split_place(view.territory)
    territories = catalogue.geography.level(money.level)
    if level != place_level(money.level) or code not in territories.index:
        return
    cents = money.by_territory().get(code)
    name = markup.plain(territories["name"][code])
    if cents is None:
        st.markdown(say("money_here_none", view.language, name=f"**{name}**"))
    else:
        amount = f"**{euros(cents / 100, view.language)}**"
        st.markdown(say("money_here", view.language, name=name, amount=amount))


def _breakdown(catalogue: Catalogue, view: View, money: Account) -> None:
    language = view.language
    st.selectbox(
        say("money_by", language),
        DIMENSIONS,
        key="breakdown",
        format_func=lambda code: DIMENSIONS[code].to(language),
        width=320,
    )
    dimension = st.session_state["breakdown"]
    if dimension == "year":
        amount = compact_euros(money.open_ended / 100, language)
        st.caption(say("year_rule", language, amount=amount))
    rows = money_view.bars(catalogue, money, dimension, language)
    title = DIMENSIONS[dimension].to(language)
    first = f"{rows['label'][0]} ({rows['text'][0]})"
    left, right = st.columns([9, 10], gap="medium")
    with left:
        st.altair_chart(
            money_charts.bar_chart(rows),
            theme=None,
            alt=say("chart_bars", language, title=title, first=first),
        )
    with right:
        shown = money_view.breakdown_shown(catalogue, money, dimension, language)
        shares = {say("money_share_of_total", language): partial(percent, language=language)}
        frame(shown, language, written=shares, hide_index=True)
        made = partial(money_files.breakdown, catalogue, view, money, dimension, created=today())
        downloads(language, Offer("", f"atlas-financements-{place_level(money.level)}-{dimension}", made))


def _flows(catalogue: Catalogue, view: View, money: Account) -> None:
    language = view.language
    table = flows(money.lines)
    least = hairline(money.total)
    grouped = say("flow_grouped", language, amount=compact_euros(least / 100, language))
    st.caption(f"{say('flow_title', language)} {grouped}")
    with st.container(key="flow_box"):
        st.plotly_chart(
            money_charts.flow_chart(catalogue, flows(money.lines, least=least), language),
            theme=None,
            config=_QUIET,
            alt=say("flow_alt", language),
        )
    names = {stage: DIMENSIONS[stage].to(language) for stage in STAGES}
    shown = pd.DataFrame(
        {
            say("flow_step", language): [f"{names[s]} → {names[FOLLOWING[s]]}" for s in table["stage"]],
            say("flow_from", language): [
                money_view.value_label(catalogue, stage, code, language)
                for stage, code in zip(table["stage"], table["source"], strict=True)
            ],
            say("flow_to", language): [
                money_view.value_label(catalogue, FOLLOWING[stage], code, language)
                for stage, code in zip(table["stage"], table["target"], strict=True)
            ],
            say("money_column", language): table["cents"] / 100,
        }
    )
    frame(shown, language, hide_index=True, height=300)
    made = partial(money_files.flow, catalogue, view, money, created=today())
    downloads(language, Offer("", "atlas-financements-flux", made, TABLES))


def _ledger(catalogue: Catalogue, view: View, money: Account) -> None:
    language = view.language
    table = ledger(catalogue, view.selection, rule=money.rule, base=money.base)
    columns = ("located", "unlocated", "total")
    rows = [
        [
            markup.text(PLACE_LEVELS[str(level)].to(language)),
            *(number(row[column] / 100, language, digits=2) for column in columns),
            number(row["unlocated_lines"], language),
        ]
        for level, row in table.iterrows()
    ]
    heads = ("level", *(f"ledger_{column}" for column in (*columns, "unlocated_lines")))
    head = [say(key, language) for key in heads]
    table_html = markup.table(head, rows, caption=say("ledger_title", language))
    st.html(f'<div class="atlas-wide">{table_html}</div>')
    others = others_table(catalogue, money)
    st.html(f"<h2>{say('ledger_others', language, n=str(len(others)))}</h2>")
    shown = money_view.others_shown(others, language)
    wide = {say("initiative", language): st.column_config.Column(width=_INITIATIVE_WIDTH)}
    opens = Opens("others", list(others["initiative_id"]), side_panel.open_initiative)
    frame(
        shown,
        language,
        opens=opens,
        quoted=money_view.quoted(language),
        column_config=wide,
        hide_index=True,
        height=420,
    )
    if view.initiative:
        side_panel.sheet(catalogue, view)
    ledger_made = partial(money_files.ledger, catalogue, view, money, created=today())
    others_made = partial(money_files.others, catalogue, view, money, created=today())
    downloads(
        language,
        Offer(say("download_ledger", language), "atlas-financements-comptes", ledger_made, TABLES),
        Offer(say("download_others", language), "atlas-financements-non-comptes", others_made, TABLES),
    )


def _timeline(catalogue: Catalogue, view: View, money: Account) -> None:
    language = view.language
    funding, initiatives = catalogue.tables.funding, catalogue.tables.initiatives
    chosen = {*money.lines["initiative_id"], *money.others["initiative_id"], st.session_state["told"]}
    names = initiatives.loc[sorted(chosen), "name"].sort_values(key=lambda names: names.str.casefold())
    st.selectbox(
        say("timeline_of", language), list(names.index), key="told", format_func=names.__getitem__, width=520
    )
    told = st.session_state["told"]
    lines = money_timeline(funding, told)
    steps = milestones(initiatives, catalogue.tables.study_facts, told)
    st.caption(say("timeline_other_reading", language))
    dated = lines[lines["year_start"].notna()]
    if not dated.empty:
        with st.container(key="timeline_box"):
            st.altair_chart(
                money_charts.timeline_chart(dated, steps, language),
                theme=None,
                alt=say("timeline_alt", language, name=str(initiatives["name"][told])),
            )
    if len(dated) < len(lines):
        missing = ", ".join(line.rsplit("_", 1)[-1] for line in lines.index.difference(dated.index))
        st.caption(say("timeline_no_year", language, lines=markup.plain(missing)))
    if len(steps):
        parts = [
            _milestone(int(year), str(kind), words, language)
            for year, kind, words in zip(steps["year"], steps["kind"], steps["words"], strict=True)
        ]
        steps_told = (" ; " if language == "fr" else "; ").join(parts)
        st.html(f"<p>{say('timeline_milestones', language, steps=steps_told)}</p>")
    frame(money_view.lines_shown(lines, language), language, quoted=money_view.quoted(language))
    made = partial(money_files.told, catalogue, view, money, told, created=today())
    downloads(language, Offer("", f"atlas-financements-{told}", made, TABLES))


def _milestone(year: int, kind: str, words: str | None, language: Language) -> str:
    if not isinstance(words, str):
        return f"{year} ({markup.text(say(f'milestone_{kind}', language))})"
    told = markup.french(markup.text(words), language)
    return told if str(year) in words else f"{year} ({told})"
