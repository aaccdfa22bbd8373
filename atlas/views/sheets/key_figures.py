"""What the filters chose, in three figures."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Answer, Catalogue, kept
from atlas.catalogue.selection import among
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.views.perimeter import narrowed, perimeter_name
from atlas.views.place import across_note
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import compact_euros, number, percent


def key_figures(catalogue: Catalogue, view: View, answer: Answer) -> str:
    """Sum up what the filters chose."""
    language = view.language
    answer = narrowed(catalogue, view, answer)
    if answer.chosen.empty:
        return f'<p class="atlas-empty">{markup.text(say("empty", language))}</p>'
    figures = markup.cards(
        [
            _initiatives(catalogue, view, answer),
            _territories(view, answer),
            _money(catalogue, view, answer),
        ]
    )
    return figures + across_note(answer, language)


def _initiatives(
    catalogue: Catalogue, view: View, answer: Answer
) -> tuple[str, str, list[str], markup.Gauge]:
    language = view.language
    mine = int((answer.rows >= len(catalogue.curated.tables.initiatives)).sum())
    more = list(filter(None, [perimeter_name(catalogue, view)]))
    if mine:
        more.append(say("n_own", language, n=number(mine, language)))
    if len(answer.unplaced):
        more.append(say("n_unplaced", language, n=number(len(answer.unplaced), language)))
    known = gauge(catalogue, view.selection, view.level, view.by, language)
    return number(len(answer.chosen), language), say("n_initiatives", language), more, known


def _territories(view: View, answer: Answer) -> tuple[str, str, str]:
    concerned = answer.table["initiatives"].to_numpy(dtype="int64") > 0
    people = float(answer.people.sum())
    share = float(answer.people.to_numpy(dtype="float64")[concerned].sum()) / people if people else 0.0
    return (
        number(int(concerned.sum()), view.language),
        say("n_territories", view.language, n=number(len(concerned), view.language)),
        f"{percent(share, view.language)} {say('population_share', view.language)}",
    )


@kept(maxsize=1)
def _funded(catalogue: Catalogue) -> NDArray[np.bool_]:
    """Return of which initiatives an amount is known."""
    return among(catalogue.tables.initiatives.index, pd.Index(catalogue.lines["initiative_id"].unique()))


def _money(catalogue: Catalogue, view: View, answer: Answer) -> tuple[str, str, str]:
    language = view.language
    funded = int(_funded(catalogue)[answer.rows].sum())
    notes = []
    if answer.unplaced_cents:
        notes.append(
            say("money_unplaced", language, amount=compact_euros(answer.unplaced_cents / 100, language))
        )
    total = compact_euros(answer.total_cents / 100, language) if funded else say("unknown", language)
    known = {"n": number(funded, language), "total": number(len(answer.chosen), language)}
    notes += [say("money_known", language, **known), say("money_caution", language)]
    return total, say("money", language), ". ".join(notes)
