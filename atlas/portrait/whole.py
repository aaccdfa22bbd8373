"""All about one territory, gathered once."""

from dataclasses import asdict, dataclass
from typing import Any

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
from atlas.portrait.question import ask
from atlas.portrait.types import types
from atlas.records import records
from atlas.territories.places import Place

# Reach of "near", in kilometres, where none is asked for.
NEAR_KM = 25


@dataclass(frozen=True, eq=False, kw_only=True)
class Portrait:
    """What the atlas knows of one territory.

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
    containers
        Départements and régions over which it spreads.
    people, money
        See `People` and `Money`.
    located
        Whether the territory has a place on the map, without which no distance is known.
    comparison, positions
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

    place: Place
    name: str
    selection: Selection
    by: By
    distance_km: int
    reference: str
    references: tuple[str, ...]
    millesime: str
    containers: list[Place]
    people: People
    money: Money
    located: bool
    comparison: pd.DataFrame
    initiatives: pd.DataFrame
    lines: pd.DataFrame
    types: pd.DataFrame
    models: pd.DataFrame
    positions: pd.DataFrame

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


def portrait(  # noqa: PLR0913 - each is a question of the reader
    catalogue: Catalogue,
    where: Place,
    *,
    selection: Selection | None = None,
    by: By = "seat",
    distance_km: int = NEAR_KM,
    reference: str | None = None,
) -> Portrait:
    """Gather what the atlas knows of a territory.

    Parameters
    ----------
    where
        The territory, see `atlas.territories.places.place`.
    distance_km
        How far "near" reaches, in kilometres, see `atlas.portrait.distances`.
    reference
        One of `references(catalogue, where)`; the first by default.

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
    return Portrait(
        place=where,
        name=catalogue.geography.name(*where),
        selection=selection,
        by=by,
        distance_km=distance_km,
        reference=reference,
        references=known,
        millesime=catalogue.geography.millesime,
        containers=list(areas(catalogue, where)),
        people=living,
        money=money(question, living),
        located=bool(distances(catalogue, where).notna().any()),
        comparison=comparison(question),
        initiatives=initiatives(question, distance_km),
        lines=lines(question),
        types=types(question),
        models=models(question),
        positions=positions(question),
    )


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    return records(table if table.index.name is None else table.reset_index())
