"""The one control by which tables and maps leave a page; nothing is written before someone asks."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import NamedTuple

import streamlit as st

from atlas.exports.content import Export
from atlas.exports.formats import FORMATS, to_bytes
from atlas.ui.visit import held
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say

# Keys of the formats that hold a table, rows with a place, a map, or one that changes with time.
MAPS = tuple(key for key, one in FORMATS.items() if one.needs_map)
FILMS = tuple(key for key, one in FORMATS.items() if one.needs_film)
PLACES = tuple(key for key in FORMATS if key not in (*MAPS, *FILMS))
TABLES = tuple(key for key in PLACES if not FORMATS[key].needs_geometry)


class Offer(NamedTuple):
    """A table or a map to take along."""

    title: str
    name: str
    make: Callable[[], Export]
    formats: tuple[str, ...] = PLACES


def today() -> date:
    """Return the day that a file made now carries."""
    return datetime.now(tz=UTC).date()


def downloads(language: Language, *offers: Offer, label: str = "download") -> None:
    """Draw the downloads of a page or section behind one word; nothing is sent before it is opened."""
    key = f"downloads {offers[0].name} {label}"
    # Streamlit holds on to whatever a fragment is given, after the tab is closed too.
    held()[key] = offers
    _menu(language, key, label)


@st.fragment
def _menu(language: Language, key: str, label: str) -> None:
    menu = st.popover(
        say(label, language), icon=":material/download:", type="tertiary", key=key, on_change="rerun"
    )
    if menu.open is False:
        return
    if key not in held():
        st.rerun()  # the tab was away: the page makes its offers again
    offers: tuple[Offer, ...] = held()[key]
    with menu:
        for offer in offers:
            if offer.title:
                st.markdown(f"**{markup.plain(offer.title)}**")
            with st.container(horizontal=True, gap="small"):
                for form in offer.formats:
                    one = FORMATS[form]
                    st.download_button(
                        one.label.to(language),
                        partial(_content, offer, form),
                        file_name=f"{offer.name}.{one.suffix}",
                        mime=one.mime,
                        key=f"download {offer.name}.{one.suffix}",
                        on_click="ignore",
                    )
        mapped = any({*MAPS} <= {*offer.formats} for offer in offers)
        st.caption(say("download_note" if mapped else "download_note_table", language))


def _content(offer: Offer, key: str) -> bytes:
    return to_bytes(offer.make(), FORMATS[key])
