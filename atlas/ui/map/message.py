"""What the map says, in one sentence, and the choice of it."""

import streamlit as st

from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say


def draw(said: str, language: Language) -> None:
    """Draw the sentence, and the choice between the initiatives and the territories."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", gap="small"
    ):
        st.html(f'<p class="atlas-lead">{markup.text(said)}</p>')
        st.segmented_control(
            say("map_shows", language),
            [True, False],
            key="points",
            format_func=lambda points: say(f"map_shows_{'points' if points else 'territories'}", language),
            required=True,
            label_visibility="collapsed",
            width="content",
        )
