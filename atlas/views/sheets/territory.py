"""The summary of a territory: who lives there, and its figures beside those of what contains it."""

from typing import Any

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.beside import FRANCE, compare
from atlas.catalogue.selection import TYPOLOGY_NAMES, among
from atlas.records import record, records
from atlas.territories.places import Place
from atlas.views.link import View
from atlas.views.map.figure import type_names
from atlas.views.place import place_kind
from atlas.vocabulary import AAV_CATEGORIES, DENSITY_LEVELS, LEVELS, PLACE_LEVELS, SETTINGS, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import compact_euros, number, percent

_NONE = "–"


def territory_sheet(catalogue: Catalogue, view: View, where: Place, *, remark: str = "") -> str:
    """Sum up a territory."""
    language = view.language
    territory = record(catalogue.geography.level(where.level), where.code)
    unknown = say("no_population", language)
    population = unknown if territory["population"] is None else number(territory["population"], language)
    kind = f"{place_kind(catalogue, where, language)} · {where.code}"
    year = catalogue.geography.population_year(where.level, where.code)
    facts = [(f"{say('population', language)} {year}".strip(), markup.text(population))]
    if territory["area_km2"] is not None:
        area = number(float(territory["area_km2"]), language, digits=1)
        facts.append((say("area", language), f"{area}\xa0km²"))
    more = ""
    if where.level != "commune":
        facts.append((say("settings_shares", language), _setting_bar(territory, language)))
    elif territory["setting"] is None:
        more = f"<p>{markup.text(say('no_polygon', language))}</p>"
    else:
        facts += _commune_facts(territory, language)
    return "".join(
        [
            f"<h2>{markup.text(territory['name'])}</h2><p class='atlas-kind'>{markup.text(kind)}</p>",
            remark,
            markup.definitions(facts),
            more,
            _comparison(catalogue, view, where),
        ]
    )


def _commune_facts(territory: dict[str, Any], language: Language) -> list[tuple[str, str]]:
    setting = say(
        "setting_of_commune",
        language,
        setting=SETTINGS[territory["setting"]].to(language),
        density=DENSITY_LEVELS[int(territory["density_level"])].to(language),
    )
    category = AAV_CATEGORIES[int(territory["aav_category"])].to(language)
    facts = [
        (say("setting", language), markup.text(setting)),
        (TYPOLOGY_NAMES["aav"].to(language), markup.text(category)),
    ]
    if territory["epci"] is None:
        facts.append((LEVELS["epci"].to(language), markup.text(say("no_epci", language))))
    return facts


def _setting_bar(territory: dict[str, Any], language: Language) -> str:
    total = float(territory["population"])
    shares = {code: float(territory[f"pop_{code}"]) / total if total else 0.0 for code in SETTINGS}
    return markup.shares(
        (code, SETTINGS[code].to(language), share, percent(share, language)) for code, share in shares.items()
    )


def _comparison(catalogue: Catalogue, view: View, where: Place) -> str:
    language = view.language
    lines = records(compare(catalogue, where, view.selection, by=view.by))
    rows = []
    for line in lines:
        rate, funding, per_head = line["rate"], line["funding"], line["funding_rate"]
        rows.append(
            [
                markup.text(row_name(line, lines, language)),
                number(int(line["initiatives"]), language),
                _NONE if rate is None else number(float(rate), language, digits=2),
                _NONE if funding is None else compact_euros(float(funding), language),
                _NONE if per_head is None else number(float(per_head), language, digits=2),
            ]
        )
    columns = ("place", "initiatives", "per_100k", "received_short", "per_inhabitant")
    caption = f"{say('compared', language)} ({say(f'by_{view.by}', language)})"
    return markup.table([say(key, language) for key in columns], rows, caption=caption)


def row_name(line: dict[str, Any], lines: list[dict[str, Any]], language: Language) -> str:
    """Name a row of a comparison, with its level where another row has the same name."""
    if line["level"] == FRANCE:
        return say("france", language)
    name = str(line["name"])
    if sum(other["name"] == line["name"] for other in lines) == 1:
        return name
    return f"{name} ({PLACE_LEVELS[line['level']].to(language).lower()})"


def present(catalogue: Catalogue, view: View, where: Place) -> pd.DataFrame:
    """List the chosen initiatives of a territory."""
    chosen = catalogue.choose(view.selection.everywhere).index
    rows = catalogue.presence(where.level, view.by)
    here = rows.loc[rows["code"].eq(where.code) & among(rows["id"], chosen), "id"].unique()
    table = catalogue.tables.initiatives.loc[here, ["name", "type"]]
    labels = type_names(catalogue, view.language)
    return table.assign(kind=table["type"].map(labels))
