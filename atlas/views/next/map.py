"""The map of « Où agir ensuite »: suggested places above the people whom they newly reach."""

import pandas as pd

from atlas.catalogue import Answer, Catalogue
from atlas.maps.picture import LegendGroup, LegendRow, Overlay
from atlas.next import Plan
from atlas.views.link import View
from atlas.views.map.figure import Figure
from atlas.vocabulary import Language
from atlas.words import say
from atlas.words.numbers import number


def newly_reached(catalogue: Catalogue, plan: Plan, level: str, codes: pd.Index) -> pd.Series:
    """Return how many inhabitants of each territory are newly reached; missing where nobody is measured."""
    of = catalogue.geography.lookup(plan.communes.index.to_series(), level)
    people = plan.communes["people"].where(plan.communes["place"].notna(), 0.0)
    return people.groupby(of).sum().reindex(codes)


def figure(catalogue: Catalogue, view: View, plan: Plan, answer: Answer) -> Figure:
    """Build what the map colours."""
    language = view.language
    value = newly_reached(catalogue, plan, view.level, answer.table.index)
    status = pd.Series("value", index=value.index).mask(value.isna(), "no_data").mask(value.le(0), "enough")
    return Figure(
        table=pd.DataFrame({"value": value.where(value.gt(0)), "status": status}),
        title=say("next_map", language, km=kilometres(plan, language)),
        unit=say("next_unit", language),
        digits=0,
        notes=(say("next_legend_note", language),),
        blanks={"enough": say("next_enough", language), "no_data": say("gaps_no_data", language)},
    )


def kilometres(plan: Plan, language: Language) -> str:
    """Write how far an initiative reaches."""
    return number(plan.wish.km, language, digits=0 if plan.wish.km.is_integer() else 1)


def overlay(catalogue: Catalogue, plan: Plan, language: Language) -> Overlay:
    """Mark the suggested places in their order, each in the circle of its reach."""
    communes = catalogue.geography.communes.loc[plan.places.index]
    places = [
        (round(float(lat), 5), round(float(lon), 5), f"{rank}. {name}")
        for lat, lon, rank, name in zip(
            communes["seat_lat"], communes["seat_lon"], plan.places["rank"], communes["name"], strict=True
        )
    ]
    km = kilometres(plan, language)
    rows = (
        LegendRow(say("next_legend_town", language), mark="town"),
        LegendRow(say("next_legend_circle", language, km=km), mark="circle"),
    )
    return Overlay(
        [],
        [(lat, lon, plan.wish.km) for lat, lon, _ in places],
        [(lat, lon, "town", text) for lat, lon, text in places],
        LegendGroup(say("next_legend", language), rows if places else ()),
    )
