"""The page of a territory as parameters of a link: what each may be, and which show a portrait again."""

from atlas.portrait import DISTANCES, REFERENCES, Portrait
from atlas.views.choices import Choice, parameters

OWN: dict[str, Choice] = {
    "portrait_distance": Choice("distance", tuple(str(km) for km in DISTANCES)),
    "portrait_reference": Choice("pairs", tuple(REFERENCES)),
}


def own_address(portrait: Portrait) -> dict[str, str] | None:
    """Return what leads to a portrait beside the common view; None where no widget holds its distance."""
    chosen = {"portrait_distance": portrait.distance_km, "portrait_reference": portrait.reference}
    own = parameters(OWN, chosen)
    return None if own is None else {"territoire": str(portrait.place)} | own
