"""What the page of a territory lets choose, and its place in the address."""

from atlas.portrait import DISTANCES, REFERENCES, Portrait
from atlas.views.choices import Choice, address

OWN: dict[str, Choice] = {
    "portrait_distance": Choice("distance", tuple(str(km) for km in DISTANCES)),
    "portrait_reference": Choice("pairs", tuple(REFERENCES)),
}


def portrait_address(portrait: Portrait) -> dict[str, str] | None:
    """Return what shows a portrait again on its page; None where no widget has its distance."""
    chosen = {"portrait_distance": portrait.distance_km, "portrait_reference": portrait.reference}
    own = address(OWN, chosen)
    return None if own is None else {"territoire": f"{portrait.place.level}:{portrait.place.code}"} | own
