"""All about one territory, gathered once."""

from dataclasses import asdict, dataclass
from typing import Any, TypedDict, Unpack

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.portrait.initiatives import distances, initiatives
from atlas.portrait.models import models
from atlas.portrait.money import Money, lines, money
from atlas.portrait.peers import areas, peers, references
from atlas.portrait.people import People, people
from atlas.portrait.position import comparison, positions
from atlas.portrait.question import Question, ask
from atlas.portrait.types import presence, types
from atlas.records import records
from atlas.territories.places import Place

# Reach of "near", in kilometres, where none is asked for.
NEAR_KM = 25


class Asked(TypedDict, total=False):
    """What is asked of a territory.

    Attributes
    ----------
    selection
        Which initiatives; all by default.
    by
        Counted by their seat (the default) or by what they cover.
    distance_km
        How far "near" reaches, in kilometres (`NEAR_KM` by default), see `atlas.portrait.distances`.
    reference
        One of `references(catalogue, where)`; the first by default.
    """

    selection: Selection | None
    by: By
    distance_km: int
    reference: str | None


@dataclass(frozen=True, eq=False, kw_only=True)
class Outline:
    """What one cell each can say of a territory: what stands side by side with others.

    Attributes
    ----------
    place, name
        The territory.
    selection, by, distance_km, reference
        What was asked, see `portrait`.
    references
        The references that this territory has.
    millesime
        Vintage of the territories.
    people, money
        See `People` and `Money`.
    counted
        Type of each initiative that counts in the figures, by id.
    presence
        See `atlas.portrait.types.presence`.
    positions
        See `atlas.portrait.position`.
    """

    place: Place
    name: str
    selection: Selection
    by: By
    distance_km: int
    reference: str
    references: tuple[str, ...]
    millesime: str
    people: People
    money: Money
    counted: pd.Series
    presence: pd.DataFrame
    positions: pd.DataFrame


@dataclass(frozen=True, eq=False, kw_only=True)
class Portrait(Outline):
    """What the atlas knows of one territory: its outline (see `Outline`), and its lists.

    Attributes
    ----------
    containers
        Départements and régions over which it spreads.
    located
        Whether the territory has a place on the map, without which no distance is known.
    comparison
        See `atlas.portrait.position`.
    initiatives
        See `atlas.portrait.initiatives.initiatives`.
    lines
        See `atlas.portrait.money.lines`.
    types
        See `atlas.portrait.types.types`.
    models
        See `atlas.portrait.models.models`.
    """

    containers: list[Place]
    located: bool
    comparison: pd.DataFrame
    initiatives: pd.DataFrame
    lines: pd.DataFrame
    types: pd.DataFrame
    models: pd.DataFrame

    def to_dict(self) -> dict[str, Any]:
        """Return the portrait as JSON types, unknown as None."""
        tables = ("comparison", "initiatives", "lines", "types", "positions", "models")
        return {
            "level": self.place.level,
            "code": self.place.code,
            "name": self.name,
            "selection": asdict(self.selection),
            "by": self.by,
            "distance_km": self.distance_km,
            "reference": self.reference,
            "millesime": self.millesime,
            "containers": [str(one) for one in self.containers],
            "people": self.people._asdict(),
            "money": self.money._asdict(),
        } | {name: _plain(getattr(self, name)) for name in tables}


def portrait(catalogue: Catalogue, where: Place, **asked: Unpack[Asked]) -> Portrait:
    """Gather what the atlas knows of a territory.

    Parameters
    ----------
    where
        The territory, see `atlas.territories.places.place`.
    asked
        See `Asked`.

    Returns
    -------
    Portrait
        All figures in the units that it names; unknown is missing, never zero.

    Raises
    ------
    UnknownChoiceError
        If the distance is not positive, or if the territory has no such reference.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> diois = portrait(load_catalogue(), Place("epci", "242600534"))
    >>> diois.name, diois.people.communes
    ('CC du Diois', 50)
    """
    question, drawn = _outlined(catalogue, where, **asked)
    return Portrait(
        **vars(drawn),
        containers=list(areas(question.catalogue, where)),
        located=bool(distances(question.catalogue, where).notna().any()),
        comparison=comparison(question),
        initiatives=initiatives(question, drawn.distance_km),
        lines=lines(question),
        types=types(question, drawn.presence),
        models=models(question),
    )


def outline(catalogue: Catalogue, where: Place, **asked: Unpack[Asked]) -> Outline:
    """Gather what stands side by side with other territories; it is asked as `portrait` is.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> outline(load_catalogue(), Place("epci", "242600534")).people.communes
    50
    """
    return _outlined(catalogue, where, **asked)[1]


def _outlined(  # noqa: PLR0913 - each is a question of the reader
    catalogue: Catalogue,
    where: Place,
    *,
    selection: Selection | None = None,
    by: By = "seat",
    distance_km: int = NEAR_KM,
    reference: str | None = None,
) -> tuple[Question, Outline]:
    """Ask the question that all parts start from, and draw the outline."""
    if distance_km <= 0:
        msg = f"A distance of {distance_km!r} km reaches nothing: give a positive number."
        raise UnknownChoiceError(msg)
    # A portrait is of its own place, among all of France.
    selection = Selection() if selection is None else selection.everywhere
    catalogue = catalogue.under(selection)
    known = references(catalogue, where)
    reference = known[0] if reference is None else reference
    question = ask(catalogue, where, selection, by, peers(catalogue, where, reference))
    living = people(catalogue, where)
    return question, Outline(
        place=where,
        name=catalogue.geography.name(*where),
        selection=selection,
        by=by,
        distance_km=distance_km,
        reference=reference,
        references=known,
        millesime=catalogue.geography.millesime,
        people=living,
        money=money(question, living),
        counted=question.kinds.loc[question.ids[by]],
        presence=presence(question),
        positions=positions(question),
    )


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    return records(table if table.index.name is None else table.reset_index())
