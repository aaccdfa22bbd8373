"""Two small tables on the page of the reader's own data: rows to be corrected, pairs to be decided."""

import hashlib
from typing import Any

import pandas as pd
import streamlit as st

from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.rows.imported import Import
from atlas.views import own_rows
from atlas.vocabulary import Language
from atlas.words import say

_HEIGHT = 300


def draw(import_: Import, raw: Raw, known: pd.DataFrame | None, language: Language) -> Mapping:
    """Let the reader correct rows and decide pairs; return the mapping with what they said."""
    mapping = import_.mapping
    # What was said makes another table: its editor begins anew.
    version = hashlib.sha256(mapping.to_json().encode()).hexdigest()[:12]
    rows = own_rows.to_correct(import_, raw, language)
    pairs = own_rows.to_decide(import_, raw, known)

    def places(table: pd.DataFrame) -> pd.Index:
        return own_rows.places(raw, table.index).rename(say("own_line", language))

    if len(pairs):
        with st.expander(say("own_pairs", language), expanded=True):
            st.caption(say("own_pairs_how", language))
            words = {name: say(f"own_pair_{name}", language) for name in ("name", "known", "score", "same")}
            decided = _edit(pairs, words, ("name", "known", "score"), f"own_pairs_{version}", places(pairs))
            mapping = own_rows.with_decisions(mapping, raw, pairs, decided)
    if len(rows):
        with st.expander(say("own_correct", language)):
            st.caption(say("own_correct_how", language))
            words = own_rows.headings(import_.kind, language)
            edited = _edit(rows, words, ("why",), f"own_rows_{version}", places(rows))
            mapping = own_rows.with_corrections(mapping, raw, rows, edited)
    return mapping


def _edit(
    table: pd.DataFrame,
    words: dict[str, str],
    fixed: tuple[str, ...],
    key: str,
    lines: pd.Index,
) -> pd.DataFrame:
    shown = table.set_axis(lines)
    config: dict[str, Any] = {name: st.column_config.Column(word) for name, word in words.items()}
    if "score" in config:
        config["score"] = st.column_config.NumberColumn(words["score"], format="%d %%")
    edited: pd.DataFrame = st.data_editor(
        shown,
        height=min(_HEIGHT, 36 * (len(table) + 1)),
        column_config=config,
        disabled=["_index", *fixed],
        key=key,
    )
    return edited.set_axis(table.index)
