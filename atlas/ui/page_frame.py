"""What stands around every page: title, navigation, language, style, and the one place where errors end."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import resources
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas import settings
from atlas.catalogue import Catalogue
from atlas.errors import FileFaultError
from atlas.ui import visit
from atlas.ui.map.alone import PARAMETERS, alone
from atlas.ui.own import session as own
from atlas.ui.own import team
from atlas.ui.place import place_choice
from atlas.ui.server.turns import PATIENCE, TURNS, Turns
from atlas.ui.state import language, level_told
from atlas.views.map.figure import source_line
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say, streamlit

_PAGES = settings.APP_FOLDER / "pages"
_TURNS = Turns(TURNS, PATIENCE)


@lru_cache
def _file(name: str) -> str:
    """Read a file of the page, once: every run sends it."""
    return (resources.files("atlas.ui") / name).read_text(encoding="utf-8")


def style() -> None:
    """Add the atlas's style sheet to the page."""
    st.html(f"<style>{_file('page.css')}</style>")


def run() -> None:
    """Draw the frame and run the page that the reader opened, in turn with other readers'."""
    with _TURNS.taken():
        _run()


def _run() -> None:
    """Draw the frame and run the page."""
    visit.begin()
    spoken = language()
    pages = [
        st.Page(_PAGES / "carte.py", title=say("page_map", spoken), default=True),
        st.Page(_PAGES / "manques.py", title=say("page_gaps", spoken), url_path="manques"),
        st.Page(_PAGES / "financements.py", title=say("page_money", spoken), url_path="financements"),
        st.Page(_PAGES / "echelles.py", title=say("page_scales", spoken), url_path="echelles"),
        st.Page(_PAGES / "territoire.py", title=say("page_portrait", spoken), url_path="territoire"),
        st.Page(_PAGES / "pairs.py", title=say("page_peers", spoken), url_path="pairs"),
        st.Page(_PAGES / "enseignements.py", title=say("page_lessons", spoken), url_path="enseignements"),
        st.Page(_PAGES / "donnees.py", title=say("page_own", spoken), url_path="donnees"),
        st.Page(_PAGES / "sources.py", title=say("page_sources", spoken), url_path="sources"),
    ]
    page = st.navigation(pages, position="hidden" if alone() else "top")
    # The browser keeps what it was told; to tell it again would delay the map of every change.
    told = (spoken, page.title)
    if st.session_state.get("window") != told:
        st.set_page_config(
            page_title=f"{page.title} · {say('atlas', spoken)}",
            page_icon=str(resources.files("atlas.ui") / "icon.svg"),
            layout="wide",
            initial_sidebar_state=310,
        )
    try:
        page.run()
        st.session_state["window"] = told
    except FileFaultError as error:
        style()
        st.error(say("error_data", spoken, message=markup.plain(error.to(spoken))))


def switch(key: str, title: str, names: Mapping[str, str]) -> None:
    """Draw the switch between parts of a page, given the name of each by its code."""
    st.segmented_control(
        title,
        names,
        key=key,
        format_func=names.__getitem__,
        required=True,
        label_visibility="collapsed",
    )


def draw_alone(
    title: str, catalogue: Catalogue, spoken: Language, part: Callable[[], None], *, sourced: bool
) -> None:
    """Draw a part of a page with its title, the way back, and its sources unless it says them itself."""
    style()
    st.html(f'<h1 class="atlas-lead">{markup.text(title)}</h1>')
    part()
    there = {key: value for key, value in st.query_params.to_dict().items() if key not in PARAMETERS}
    back = f"?{urlencode(there)}"
    words = markup.text(say("alone_back", spoken))
    link = f'<a href="{markup.text(back)}" target="_blank" rel="noopener">{words}</a>'
    source = "" if sourced else f"{source_line(catalogue, spoken)} · "
    st.html(f'<p class="atlas-doc"><small>{source}{link}</small></p>')


def header(  # noqa: PLR0913 - what stands there
    spoken: Language,
    *,
    title: str,
    intro: str = "",
    name: str = "",
    catalogue: Catalogue | None = None,
    framed: bool = False,
) -> DeltaGenerator:
    """Draw the page's style, its title, its place where it has one, and the switch between languages.

    Return the row of its actions, for a page that has more of them.

    Parameters
    ----------
    framed
        Whether its map can stand alone in somebody else's page.
    """
    style()
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        below = f"<p class='atlas-intro'>{say(intro, spoken)}</p>" if intro else ""
        top = f"<p class='atlas-series'>{say(title, spoken)}</p>" if name else ""
        st.html(f"{top}<h1>{markup.text(name or say(title, spoken))}</h1>{below}")
        st.segmented_control(
            say("language", spoken),
            ["fr", "en"],
            key="language",
            format_func={"fr": "Français", "en": "English"}.__getitem__,
            required=True,
            label_visibility="collapsed",
            width="content",
        )
    row = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with row:
        if catalogue is not None:
            place_choice(catalogue, spoken)
        st.html(_copy(spoken), width="content")
        if framed:
            st.html(_embed(spoken), width="content")
        if title != "page_own":  # which says more of it
            team.offer_login(spoken)
    if told := level_told():
        st.info(markup.plain(told))
    # The page's name makes each page another script, which the browser runs once. Beside the switch it would
    # take the switch's place at the edge.
    with st.container(key="script"):
        st.html(_script(title, spoken), unsafe_allow_javascript=True)
    return row


def _copy(spoken: Language) -> str:
    """Offer the address of what is shown; `page.js` answers."""
    words = say("link_copy_own" if own.kept() else "link_copy", spoken)
    done = markup.text(say("link_copied", spoken))
    # `page.js` warns before what stands nowhere else is lost.
    unsaved = " data-unsaved" if own.unsaved() else ""
    return (
        f"<button type='button' class='atlas-copy' data-done='{done}'{unsaved}>{markup.text(words)}</button>"
    )


def _embed(spoken: Language) -> str:
    """Offer what shows the map in somebody else's page; `page.js` answers."""
    words, done = (markup.text(say(key, spoken)) for key in ("embed_copy", "embed_copied"))
    return f"<button type='button' class='atlas-copy' data-what='embed' data-done='{done}'>{words}</button>"


@lru_cache(maxsize=32)
def _script(title: str, spoken: Language) -> str:
    words = {"language": spoken, "french": streamlit.FRENCH, "patterns": list(streamlit.PATTERNS.items())}
    # In a block of its own: the next page's script declares the same names.
    told = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    return f"<script data-page='{title}'>{{ const ATLAS = {told};\n{_file('page.js')} }}</script>"
