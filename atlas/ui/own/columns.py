"""What each column of a reader's file is: recognised, shown with its first values, changeable."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.errors import FileFaultError, MissingColumnError, UnknownChoiceError
from atlas.readers.columns.funders import funder_of
from atlas.readers.columns.yearly import year_of
from atlas.readers.extra import unused
from atlas.readers.model.mapping import ROLES, Kind, Mapping
from atlas.readers.model.raw import Raw
from atlas.territories import normalise_name
from atlas.views.map.figure import type_names
from atlas.vocabulary import FUNDER_LEVELS, Language, labels_in
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import percent

KINDS: tuple[Kind, ...] = ("initiatives", "funding")
# Confidence from which amounts make a file one of funding.
_SURE = 0.75
_EXAMPLES = 3
_EXAMPLE_LENGTH = 42
_LOOKED_AT = 200
# Roles that stand there even where no column was recognised.
_USUAL = ("name", "type", "amount", "funder", "code", "commune", "departement", "postal_code", "lon", "lat")
# What tells that a column is of one year, or of one funder.
_TOLD: dict[str, Callable[[str], str]] = {"years": year_of, "funders": funder_of}
# Selectboxes in a row.
_ABREAST = 3
# Key of the session's state: the mapping file that was taken up.
_TAKEN = "own_mapping_taken"


def likely(mappings: Sequence[Mapping]) -> Mapping:
    """Choose what a file most likely holds."""
    known = [mapping for mapping in mappings if mapping.layout]
    sure = [mapping for mapping in mappings if mapping.confidence.get("amount", 0.0) >= _SURE]
    return (known or sure or list(mappings))[0]


def table(raw: Raw, mapping: Mapping, language: Language) -> str:
    """Show what each column was taken for."""
    roles = ROLES[mapping.kind]
    rows = []
    for role, label in roles.items():
        header = mapping.columns.get(role)
        if header is None:
            continue
        years = list(mapping.abreast()) if role == "amount" else []
        sure = mapping.confidence.get(role)
        rows.append(
            [
                markup.text(label.to(language)),
                markup.text(", ".join(years or [header])),
                markup.text(say("own_chosen", language) if sure is None else percent(sure, language)),
                markup.text(_examples(raw, header)),
            ]
        )
    if not rows:
        return f"<p>{markup.text(say('own_no_role', language))}</p>"
    head = [say(key, language) for key in ("own_role", "own_column", "own_sure", "own_examples")]
    return f"<div class='atlas-columns'>{markup.table(head, rows, caption='')}</div>"


def _examples(raw: Raw, header: str) -> str:
    if header not in raw.cells:
        return ""
    cells = raw.cells[header].head(_LOOKED_AT).dropna()
    # The same value three times would show one.
    texts = list(dict.fromkeys(text for cell in cells if (text := " ".join(str(cell).split()))))[:_EXAMPLES]
    return " · ".join(
        text if len(text) <= _EXAMPLE_LENGTH else text[: _EXAMPLE_LENGTH - 1] + "…" for text in texts
    )


def choose(catalogue: Catalogue, raw: Raw, mapping: Mapping, language: Language) -> Mapping:
    """Let the reader change what each column is, or bring a mapping that they saved."""
    every = st.toggle(say("own_every_role", language))
    roles = {
        role: label
        for role, label in ROLES[mapping.kind].items()
        if every or role in _USUAL or role in mapping.columns
    }
    columns, confidence = {}, {}
    places = st.columns(_ABREAST)
    for place, (role, label) in enumerate(roles.items()):
        options = ["", *raw.cells.columns]
        old = mapping.columns.get(role, "")
        # The index, not a key, tells which value stands: another mapping makes other widgets.
        new = places[place % _ABREAST].selectbox(
            label.to(language),
            options,
            index=options.index(old) if old in options else 0,
            format_func=lambda header: header or say("own_nothing", language),
        )
        if new:
            columns[role] = str(new)
            if new == old and role in mapping.confidence:
                confidence[role] = mapping.confidence[role]
    years = _abreast(raw, mapping, columns, "years", language)
    funders = _abreast(raw, mapping, columns, "funders", language)
    constants = _constants(catalogue, mapping, language)
    chosen = replace(mapping, columns=columns, confidence=confidence, constants=constants)
    changed = replace(chosen, years=years, funders=funders)
    others = unused(raw, replace(changed, kept=[]))
    old_kept = [header for header in mapping.kept if header in others]
    kept = st.multiselect(say("own_keep_columns", language), others, default=old_kept) if others else []
    changed = replace(changed, kept=kept)
    return _saved(raw, language) or (mapping if changed == mapping else changed)


def _abreast(
    raw: Raw, mapping: Mapping, columns: dict[str, str], kind: Literal["years", "funders"], language: Language
) -> dict[str, str]:
    """Let the reader choose which columns are of a year, or a funder, each, which then have the amounts."""
    before, told = {"years": mapping.years, "funders": mapping.funders}[kind], _TOLD[kind]
    named = {header: one for header in map(str, raw.cells) if (one := before.get(header) or told(header))}
    if mapping.kind != "funding" or len(named) < 2:  # noqa: PLR2004 - one is no choice
        return before
    old = [header for header in named if header in before and header in mapping.abreast()]
    chosen = st.multiselect(say(f"own_{kind}", language), list(named), default=old)
    if chosen != old and chosen:
        columns["amount"] = chosen[0]
    elif columns.get("amount") not in chosen:
        return {}
    return {header: named[header] for header in chosen}


def _constants(catalogue: Catalogue, mapping: Mapping, language: Language) -> dict[str, str]:
    st.html(f"<h3>{markup.text(say('own_constants', language))}</h3>")
    first, second = st.columns(2)
    names: dict[str, dict[str, str]] = {}
    if mapping.kind == "initiatives":
        labels = type_names(catalogue, language).to_dict()
        order = sorted(labels, key=lambda code: normalise_name(str(labels[code])))
        names["type"] = {str(code): str(labels[code]) for code in order}
    else:
        names["funder_level"] = labels_in(FUNDER_LEVELS, language)
    constants = dict(mapping.constants)
    for field, words in names.items():
        options = ["", *words]
        old = mapping.constants.get(field, "")
        constants[field] = first.selectbox(
            say(f"own_constant_{field}", language),
            options,
            index=options.index(old) if old in options else 0,
            format_func=({"": say("own_not_given", language)} | words).__getitem__,
        )
    if mapping.kind == "funding":
        constants["funder"] = second.text_input(
            say("own_constant_funder", language), value=mapping.constants.get("funder", ""), max_chars=120
        ).strip()
    return {field: value for field, value in constants.items() if value}


def _saved(raw: Raw, language: Language) -> Mapping | None:
    """Take up a mapping file once: what the reader changes afterwards counts."""
    with st.container(key="own_mapping_box"):
        uploaded = st.file_uploader(say("own_mapping_use", language), type=["json"])
    if uploaded is None:
        return None
    try:
        found = Mapping.from_json(uploaded.getvalue().decode("utf-8-sig"))
        found.check(raw.cells.columns)
    except (FileFaultError, UnicodeDecodeError):
        st.error(say("own_mapping_bad", language))
        return None
    except (MissingColumnError, UnknownChoiceError):
        st.error(say("own_mapping_other", language))
        return None
    taken = (uploaded.file_id, raw.digest)
    if st.session_state.get(_TAKEN) == taken:
        return None
    st.session_state[_TAKEN] = taken
    return found
