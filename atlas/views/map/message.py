"""The one message of the page of the map: where the initiatives are, or how its territories compare."""

from dataclasses import replace

from atlas.catalogue import Answer, Catalogue
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.presence import PERIMETER_TYPES
from atlas.views.link import View
from atlas.views.map.figure import Figure, measured
from atlas.words import say


def message(catalogue: Catalogue, view: View, answer: Answer, level: str = "") -> Figure:
    """Return what the page colours: the territories by their measure, or nothing below the initiatives."""
    if not view.points:
        figure = measured(catalogue, view, answer, level)
        doubt = _doubt(view)
        notes = (*figure.notes, say(doubt, view.language)) if doubt else figure.notes
        return figure._replace(notes=notes, choosing=True)
    figure = measured(catalogue, replace(view, measure="count"), answer)
    counts = answer.table["initiatives"]
    there = counts.gt(0)
    status = answer.table["status"].where(~there, "value")
    return figure._replace(
        table=answer.table.assign(value=counts.astype("float64"), status=status),
        title=say("map_of_initiatives", view.language),
        notes=(),
        plain=True,
        choosing=True,
    )


def _doubt(view: View) -> str:
    """Say why the colours may mislead: raw figures, or a rate of what each authority has one of."""
    if not MEASURES[view.measure].denominator:
        return "legend_raw"
    types = set(view.selection.types)
    return "legend_programmes" if view.measure == "rate" and types and types <= set(PERIMETER_TYPES) else ""
