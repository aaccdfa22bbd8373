"""What the filters chose, in three figures."""

from atlas.catalogue import Answer, Catalogue
from atlas.catalogue.selection import among
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.views.map.figure import shown_codes, shown_level
from atlas.views.perimeter import narrowed, perimeter_name
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import compact_euros, number, percent


def key_figures(catalogue: Catalogue, view: View, answer: Answer) -> str:
    """Sum up what the filters chose."""
    language = view.language
    answer = narrowed(catalogue, view, answer)
    if answer.chosen.empty:
        return f'<p class="atlas-empty">{markup.text(say("empty", language))}</p>'
    return markup.cards(
        [
            _initiatives(catalogue, view, answer),
            _territories(catalogue, view, answer),
            _money(catalogue, view, answer),
        ]
    )


def _initiatives(
    catalogue: Catalogue, view: View, answer: Answer
) -> tuple[str, str, list[str], markup.Gauge]:
    language = view.language
    mine = int(among(catalogue.own, answer.chosen).sum())
    more = list(filter(None, [perimeter_name(catalogue, view)]))
    if mine:
        more.append(say("n_own", language, n=number(mine, language)))
    if len(answer.unplaced):
        more.append(say("n_unplaced", language, n=number(len(answer.unplaced), language)))
    known = gauge(catalogue, view.selection, shown_level(view), view.by, language)
    return number(len(answer.chosen), language), say("n_initiatives", language), more, known


def _territories(catalogue: Catalogue, view: View, answer: Answer) -> tuple[str, str, str]:
    table = answer.table.loc[shown_codes(catalogue, view, answer)]
    concerned = table["initiatives"] > 0
    population = catalogue.geography.level(shown_level(view))["population"].loc[table.index]
    people = float(population.sum())
    share = float(population[concerned].sum()) / people if people else 0.0
    return (
        number(int(concerned.sum()), view.language),
        say("n_territories", view.language, n=number(len(table), view.language)),
        f"{percent(share, view.language)} {say('population_share', view.language)}",
    )


def _money(catalogue: Catalogue, view: View, answer: Answer) -> tuple[str, str, str]:
    language = view.language
    owners = catalogue.lines["initiative_id"]
    funded = owners[among(owners, answer.chosen)].nunique()
    notes = []
    if answer.unplaced_cents:
        notes.append(
            say("money_unplaced", language, amount=compact_euros(answer.unplaced_cents / 100, language))
        )
    total = compact_euros(answer.total_cents / 100, language) if funded else say("unknown", language)
    known = {"n": number(funded, language), "total": number(len(answer.chosen), language)}
    notes += [say("money_known", language, **known), say("money_caution", language)]
    return total, say("money", language), ". ".join(notes)
