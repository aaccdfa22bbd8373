"""The section of the page of scales on perimeters of cooperations."""

import streamlit as st

from atlas import scales
from atlas.catalogue import Catalogue
from atlas.scales import DRAWN, Fit, Unions
from atlas.scales import listing as files
from atlas.ui.data_frames import frame
from atlas.ui.downloads import downloads
from atlas.ui.scales.choices import seed
from atlas.ui.scales.downloads import described, offer
from atlas.views.link import View
from atlas.views.scales import perimeters as perimeters_view
from atlas.views.scales.numbers import level_name
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import percent


def draw(catalogue: Catalogue, view: View) -> None:
    """Draw whether the chosen cooperations keep to zones."""
    language = view.language
    st.html(f"<h2>{markup.text(say('scales_fit_question', language))}</h2>")
    found = {level: scales.perimeter_fit(catalogue, view.selection, level) for level in DRAWN}
    fits = {level: one for level, one in found.items() if one is not None}
    if len(fits) < len(DRAWN):
        st.html(f'<p class="atlas-empty">{markup.text(say("scales_fit_none", language))}</p>')
        return
    unions = scales.union_fit(catalogue, view.selection, seed=seed())
    told = perimeters_view.sentences(fits, unions, language)
    st.html("".join(f'<p class="atlas-answer">{markup.text(sentence)}</p>' for sentence in told))
    st.html(perimeters_view.fits_table(fits, unions, language))
    st.caption(f"{say('scales_fit_note', language)} {perimeters_view.remembered(fits, language)}")
    _one(catalogue, fits, language)
    _take(catalogue, view, fits, unions)


def _one(catalogue: Catalogue, fits: dict[str, Fit], language: Language) -> None:
    from atlas.views.scales import perimeter_map  # noqa: PLC0415 - matplotlib, for this part of the page alone

    left, right = st.columns([11, 5], gap="medium")
    names = catalogue.tables.initiatives["name"]
    with right:
        level = st.radio(
            say("scales_fit_level", language), DRAWN, format_func=lambda one: level_name(one, language)
        )
        table = fits[level].table
        largest = table["communes"].sort_values(ascending=False, kind="stable").index.tolist()
        one = st.selectbox(
            say("scales_fit_one", language), largest, format_func=lambda code: str(names[code])
        )
        st.html(perimeter_map.legend(language))
    with left:
        words = say(
            "scales_fit_picture",
            language,
            name=str(names[one]),
            misfit=percent(table.loc[one, "misfit"], language),
        )
        st.image(perimeter_map.picture(catalogue, one, level), caption=markup.plain(words))
    with st.expander(say("scales_fit_ranking", language), key="scales_ranking", on_change="rerun") as fold:
        if fold.open:
            frame(perimeters_view.ranking(catalogue, fits[level], language), language)


def _take(catalogue: Catalogue, view: View, fits: dict[str, Fit], unions: Unions | None) -> None:
    downloads(
        view.language,
        offer(catalogue, view, "fits", "ajustement", lambda: files.fits_table(fits, unions)),
        offer(catalogue, view, "perimeters", "perimetres", lambda: files.perimeters_table(fits)),
        described(catalogue, view, "fits", "perimeters"),
    )
