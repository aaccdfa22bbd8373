"""Where the reader looks: at a place, or at one open territory, whose initiatives are listed."""

from dataclasses import replace

from atlas.catalogue import Answer, Catalogue
from atlas.territories.places import is_place, split_place
from atlas.views.about import NOTHING, Also
from atlas.views.link import View
from atlas.words import say


def perimeter(catalogue: Catalogue, view: View) -> str:
    """Return the open territory, or else the place, as `level:code`; empty where it is all of France."""
    return view.territory if is_place(catalogue.geography, view.territory) else view.inside


def perimeter_name(catalogue: Catalogue, view: View) -> str:
    """Name the perimeter; empty where it is all of France."""
    where = perimeter(catalogue, view)
    return catalogue.geography.name(*split_place(where)) if where else ""


def perimeter_told(catalogue: Catalogue, view: View) -> Also:
    """Return what a file of initiatives says of an open territory; its filters say the place."""
    if perimeter(catalogue, view) == view.inside:
        return NOTHING
    name = perimeter_name(catalogue, view)
    return Also({say("place", view.language): name}, {"territoire": view.territory})


def narrowed(catalogue: Catalogue, view: View, answer: Answer, level: str | None = None) -> Answer:
    """Leave the initiatives of the open territory only, and their money there."""
    where = perimeter(catalogue, view)
    if where == view.inside:
        return answer
    there = replace(view.selection, inside=where)
    found = catalogue.answer(there, level or view.level, by=view.by, measure=view.measure)
    return found._replace(
        table=answer.table, complete=answer.complete, people=answer.people, across=answer.across
    )
