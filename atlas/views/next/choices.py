"""What « Où agir ensuite » lets choose, its place in the address, and what it asks for."""

from collections.abc import Mapping

from atlas.next import MOST_PLACES, WEIGHTS, Wish
from atlas.views.choices import Amount, Choice, Free, address
from atlas.vocabulary import LEVELS

OPEN = "suite"
VIEWS = ("manques", OPEN)
WAYS = ("pas", "optimum", "equite")
# Characters of a reader's own list that a link may hold.
_LONGEST = 2_000
_PLACES = ("5", *(str(n) for n in range(1, MOST_PLACES + 1) if n != 5))  # noqa: PLR2004 - the default
# Farther, the pairs of all France take seconds, and half a gigabyte for a moment.
_LEAST_KM, _MOST_KM = 1, 30
_TOWNS = ("0", "1000", "2000", "5000", "10000", "20000", "50000")

OWN: dict[str, Choice] = {
    "gaps_view": Choice("vue", VIEWS),
    "next_k": Choice("lieux", _PLACES),
    "next_km": Amount("portee", ("25",), _LEAST_KM, _MOST_KM),
    "next_weight": Choice("pour", tuple(WEIGHTS)),
    "next_how": Choice("choix", WAYS),
    "next_level": Choice("lieu_par", ("commune", *(level for level in LEVELS if level != "commune"))),
    "next_least": Choice("villes", _TOWNS),
    "next_among": Free("parmi", ("",), lambda text: len(text) <= _LONGEST),
}


def listed(text: str) -> tuple[str, ...]:
    """Read a reader's own list of `level:code`.

    Examples
    --------
    >>> listed("commune:26113, epci:242600252,")
    ('commune:26113', 'epci:242600252')
    """
    return tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))


def wish(chosen: Mapping[str, object]) -> Wish:
    """Read what is asked for from what the widgets hold."""
    own = {key: str(chosen[key]) for key in OWN}
    return Wish(
        k=int(own["next_k"]),
        km=float(own["next_km"]),
        weight=own["next_weight"],
        level=own["next_level"],
        least=int(own["next_least"]),
        among=listed(own["next_among"]),
        fair=own["next_how"] == "equite",
        exact=own["next_how"] == "optimum",
    )


def way(asked: Wish) -> str:
    """Return how places are chosen, one of `WAYS`."""
    return "equite" if asked.fair else "optimum" if asked.exact else "pas"


def next_address(asked: Wish) -> dict[str, str] | None:
    """Return the parameters by which the page shows a plan again; None where its widgets cannot."""
    chosen = {
        "gaps_view": OPEN,
        "next_k": str(asked.k),
        "next_km": f"{asked.km:g}",
        "next_weight": asked.weight,
        "next_how": way(asked),
        "next_level": asked.level,
        "next_least": str(asked.least),
        "next_among": ",".join(asked.among),
    }
    return address(OWN, chosen)
