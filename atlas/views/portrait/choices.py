"""What the page of a territory lets choose, and its place in the address."""

import re
from collections.abc import Iterable

from atlas.portrait import NEAR_KM, REFERENCES, Outline
from atlas.territories.places import Place
from atlas.views.choices import Amount, Choice, Free, address
from atlas.views.link import LONGEST_NAME
from atlas.vocabulary import LEVELS, PERIMETER

_PLACE = re.compile(rf"(?:(?:{'|'.join(LEVELS)}):[0-9A-Z]{{1,9}}|{PERIMETER}:[0-9a-z_]{{1,80}})", re.ASCII)
# Kilometres: beyond, the neighbourhood is a list of the country.
MOST_KM = 200
# Characters of five places: the id of a perimeter is a name.
_LONGEST = 2 * LONGEST_NAME


def _are_places(text: str) -> bool:
    """Check whether a text has the form of places joined by commas."""
    return len(text) <= _LONGEST and all(_PLACE.fullmatch(part) for part in text.split(","))


OWN: dict[str, Choice] = {
    "portrait_distance": Amount("distance", (str(NEAR_KM),), 1, MOST_KM),
    "portrait_reference": Choice("pairs", tuple(REFERENCES)),
    # Whom to set beside the territory, as `level:code` joined by commas.
    "portrait_beside": Free("avec", ("",), _are_places),
}


def portrait_address(portrait: Outline) -> dict[str, str] | None:
    """Return what shows a portrait again on its page; None where no widget has its distance."""
    chosen = {"portrait_distance": portrait.distance_km, "portrait_reference": portrait.reference}
    own = address(OWN, chosen)
    return None if own is None else {"territoire": f"{portrait.place.level}:{portrait.place.code}"} | own


def written_places(places: Iterable[Place]) -> str:
    """Write whom to set beside a territory, as a link names them."""
    return ",".join(map(str, places))
