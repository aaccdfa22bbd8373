"""A search that answers while one types; `page.js` moves through the answers."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.territories.places import Place, place
from atlas.territories.search import search as search_territories
from atlas.ui.state import fit
from atlas.vocabulary import PLACE_LEVELS, Language
from atlas.words import html as markup
from atlas.words import say

_FOUND = 6
_TYPED = 80
# In typing, after which what is typed is looked for.
_PAUSE = "200ms"
# In the session's state: an answer was taken, so that the whole page is drawn again.
_TAKEN = "search_taken"


@st.fragment
def suggestions(
    key: str,
    words: tuple[str, str, str],
    language: Language,
    *,
    find: Callable[[str], Iterable[tuple[str, str]]],
    take: Callable[[str], None],
) -> None:
    """Draw a search.

    Parameters
    ----------
    key
        Of the text typed, in the session's state.
    words
        Keys of its title, of what it takes, and of the sentence where nothing answers.
    find
        Returns what a text finds: value and label of each.
    take
        Is called with the value of what the reader takes. Streamlit keeps both functions while a closed tab
        may come back: they hold the curated catalogue at most.
    """
    if st.session_state.pop(_TAKEN, False):
        st.rerun()
    with st.container(key=f"suggest_{key}", gap="small"):
        title, takes = (say(word, language) for word in words[:2])
        text = st.text_input(
            title, key=key, placeholder=takes, max_chars=_TYPED, type="search", live=_PAUSE
        ).strip()
        if not text:
            return
        found = list(find(text))
        with st.container(key=f"suggested_{key}", gap=None):
            if not found:
                st.html(f'<p role="status">{markup.text(say(words[2], language, text=text))}</p>')
            for value, label in found:
                st.button(
                    markup.plain(label),
                    key=f"{key} {value}",
                    on_click=_take,
                    args=(key, value, take),
                    width="stretch",
                    type="tertiary",
                )


def _take(key: str, value: str, take: Callable[[str], None]) -> None:
    st.session_state[key], st.session_state[_TAKEN] = "", True
    take(value)


def search(catalogue: Catalogue, language: Language) -> None:
    """Draw the search for territories."""
    curated = catalogue.curated
    suggestions(
        "find",
        ("find", "find_help", "find_none"),
        language,
        find=lambda text: territories(curated, text, language),
        take=lambda value: go_to(curated, place(curated.geography, value)),
    )


def territories(catalogue: Catalogue, text: str, language: Language) -> list[tuple[str, str]]:
    """Find territories: `level:code`, and a name that tells those of one name apart."""
    found = search_territories(catalogue.geography, text, limit=_FOUND).to_dict("records")
    return [
        (
            f"{row['level']}:{row['code']}",
            f"{row['name']} · {_where(catalogue, row, language)} · {row['code']}",
        )
        for row in found
    ]


def _where(catalogue: Catalogue, row: dict[Hashable, Any], language: Language) -> str:
    """Say what a found territory is, and where: there are many of one name."""
    kind = PLACE_LEVELS[row["level"]].to(language)
    names = catalogue.geography.level("departement")["name"]
    codes = [] if row["level"] in ("departement", "region") else str(row["departement"]).split("|")
    there = ", ".join(names[code] for code in codes if code in names.index)
    return f"{kind}, {there}" if there else kind


def go_to(catalogue: Catalogue, where: Place) -> None:
    """Open a territory and show it on the map."""
    st.session_state["territory"], st.session_state["initiative"] = str(where), ""
    fit(catalogue, str(where))
