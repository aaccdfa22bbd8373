"""What stands around every page: title, navigation, language, style, and the one place where errors end."""

from importlib import resources
from pathlib import Path

import streamlit as st

from atlas.errors import FileFaultError
from atlas.ui import visit
from atlas.ui.state import language
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say

_PAGES = Path(__file__).resolve().parent.parent.parent / "pages"


def style() -> None:
    """Add the atlas's style sheet to the page."""
    css = (resources.files("atlas.ui") / "page.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}</style>")


def run() -> None:
    """Draw the frame and run the page that the reader opened."""
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
    page = st.navigation(pages, position="top")
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


def header(spoken: Language, *, title: str, intro: str = "", name: str = "") -> None:
    """Draw the page's style, its title and the switch between French and English."""
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
    # The page's name makes each page another script, which the browser runs once. Beside the switch it would
    # take the switch's place at the edge.
    script = (resources.files("atlas.ui") / "page.js").read_text(encoding="utf-8")
    with st.container(key="script"):
        st.html(f"<script data-page='{title}'>{script}</script>", unsafe_allow_javascript=True)
