"""Whether cooperations keep to zones, in words and tables. No Streamlit here."""

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.scales import FITS, UNION_FITS, Fit, Unions
from atlas.scales.chance import FORGOTTEN
from atlas.scales.judgement import against_zonings, given_unions, measures
from atlas.views.scales.numbers import fixed, level_name, probability, short
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent


def sentences(fits: dict[str, Fit], unions: Unions | None, language: Language) -> list[str]:
    """Write the answer: against random zones, against the EPCI that carry them, and given these."""
    misfit = measures(fits["bassin_de_vie"].overall)["misfit"]
    carried = measures(fits["epci"].overall)["misfit"]["official"]
    told = [
        say(
            f"scales_fit_{against_zonings(fits['bassin_de_vie'])}",
            language,
            n=number(misfit["perimeters"], language),
            official=percent(misfit["official"], language),
            low=percent(misfit["low"], language),
            high=percent(misfit["high"], language),
        )
    ]
    nearer = carried < misfit["official"]
    told.append(
        say(
            f"scales_fit_carriers_{'nearer' if nearer else 'further'}",
            language,
            official=percent(carried, language),
        )
    )
    if unions is None:
        told.append(say("scales_fit_no_union", language))
        return told
    moved, outer = (measures(unions.table)[name] for name in ("misfit", "outer"))
    told.append(
        say(
            f"scales_fit_given_{given_unions(unions)}",
            language,
            n=number(unions.unions, language),
            misfit=percent(moved["official"], language),
            random=percent(moved["random"], language),
            p=probability(moved["p"], language),
            outer=percent(outer["official"], language),
            outer_random=percent(outer["random"], language),
            outer_p=probability(outer["p"], language),
        )
    )
    return told


def fits_table(fits: dict[str, Fit], unions: Unions | None, language: Language) -> str:
    """Lay out the two measures of fit at every level, and of unions of EPCI."""
    head = [
        say("level", language),
        *(say(f"scales_fit_column_{name}", language) for name in ("measure", "official", "random")),
        say("scales_column_p", language),
    ]
    rows = []
    for level, found in fits.items():
        rows += [
            _row(level_name(level, language), FITS[name].to(language), row, language)
            for name, row in measures(found.overall).items()
        ]
    if unions is not None:
        given = say("scales_fit_among_unions", language, n=number(unions.unions, language))
        rows += [
            _row(given, UNION_FITS[name].to(language), row, language)
            for name, row in measures(unions.table).items()
        ]
    table = markup.table(head, rows, caption=say("scales_fit_caption", language))
    return f'<div class="atlas-scroll">{table}</div>'


def remembered(fits: dict[str, Fit], language: Language) -> str:
    """Say where random zones remember their start, and what is sure there; empty where nowhere."""
    worst = {level: float(found.overall["r_hat"].max()) for level, found in fits.items()}
    levels = [level for level, value in worst.items() if value > FORGOTTEN]
    if not levels:
        return ""
    names = ", ".join(say(f"gaps_levels_{level}", language) for level in levels)
    highest = fixed(max(worst[level] for level in levels), language, 1)
    return say("scales_fit_remember", language, levels=names, worst=highest)


def _row(where: str, name: str, row: dict[str, float], language: Language) -> list[str]:
    low, high = short(row["low"], language), short(row["high"], language)
    return [
        markup.text(where),
        markup.text(name),
        short(row["official"], language),
        say("scales_zonings_range", language, low=low, high=high),
        probability(row["p"], language),
    ]


def ranking(catalogue: Catalogue, found: Fit, language: Language) -> pd.DataFrame:
    """Rank perimeters for the screen, those that keep best to the zones first; indexed by name."""
    table = found.table.sort_values(["misfit", "border"], ascending=[True, False], kind="stable")
    names = catalogue.tables.initiatives["name"].reindex(table.index)
    return pd.DataFrame(
        {
            say("scales_fit_column_communes", language): table["communes"].to_numpy(),
            say("scales_fit_column_population", language): table["population"].to_numpy(),
            FITS["misfit"].to(language): table["misfit"].round(3).to_numpy(),
            say("scales_fit_column_expected", language): table["misfit_random"].round(3).to_numpy(),
            FITS["border"].to(language): table["border"].round(3).to_numpy(),
        },
        index=pd.Index(names, name=say("scales_fit_column_name", language)),
    )
