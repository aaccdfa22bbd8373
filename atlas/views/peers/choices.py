"""What the page of peers lets choose, its place in the address, and what shows an answer again."""

from collections.abc import Iterable

from atlas.catalogue import Catalogue
from atlas.peers import (
    LEAST_KM,
    LEAST_TOWN,
    LEGAL_FORMS,
    MEETINGS,
    MOST_KM,
    WEIGHTS,
    Gathering,
    Peers,
)
from atlas.territories.places import is_place, split_place
from atlas.views.choices import Amount, Choice, Free, Ticked, address, year_bounds
from atlas.vocabulary import INITIATORS, SCALES, SETTINGS, VARIABLES

VIEWS = ("pairs", "network")
MODES = ("both", "near", "alike")
_SHARES = ("50", "10", "20", "30", "40", "60", "70", "80", "90")
_COUNTS = ("10", "5", "20", "50")
_INHABITANTS = (str(LEAST_TOWN), "0", "1000", "5000", "50000", "100000")
_POPULATIONS = ("", "1000", "5000", "10000", "20000", "50000", "100000", "200000", "500000", "1000000")
_LONGEST_START = 200
# Members that a link may name.
MOST_MEMBERS = 12_000


def own_choices(catalogue: Catalogue) -> dict[str, Choice]:
    """List the page's own widgets."""
    first, last = year_bounds(catalogue)
    whole = {variable: str(int(weight)) for variable, weight in WEIGHTS.items()}
    return {
        "peers_view": Choice("vue", VIEWS),
        # A start that does not exist is told, not dropped.
        "peers_start": Free("depart", ("",), lambda text: len(text) <= _LONGEST_START),
        "peers_mode": Choice("classer", MODES),
        "peers_share": Choice("part", _SHARES),
        "peers_count": Choice("combien", _COUNTS),
        "peers_radius": Amount("rayon", ("",), LEAST_KM, MOST_KM),
        "peers_here": Ticked("meme_lieu", ("", "oui")),
        **{
            f"peers_weight_{variable}": Choice(
                f"poids_{variable}",
                (whole[variable], *(str(n) for n in range(6) if str(n) != whole[variable])),
            )
            for variable in VARIABLES
        },
        "peers_type": Choice("profil_type", ("", *catalogue.tables.types.index)),
        "peers_setting": Choice("profil_cadre", ("", *SETTINGS)),
        "peers_population": Choice("profil_population", _POPULATIONS),
        "peers_scale": Choice("profil_echelle", ("", *(code for code in SCALES if code != "unknown"))),
        "peers_initiator": Choice("profil_initiateur", ("", *INITIATORS)),
        "peers_legal_form": Choice("profil_forme", ("", *LEGAL_FORMS)),
        "peers_year": Choice("profil_annee", ("", *map(str, range(last, first - 1, -1)))),
        "peers_members": Free("membres", ("",), lambda text: len(text) <= MOST_MEMBERS),
        "peers_reach": Amount("portee", ("50",), LEAST_KM, MOST_KM),
        "peers_towns": Choice("villes", _INHABITANTS),
        "peers_meeting": Choice("reunion", tuple(MEETINGS)),
    }


def is_start(catalogue: Catalogue, text: str) -> bool:
    """Check whether a link names something to start from: `initiative:id` or `level:code`."""
    kind, code = split_place(text)
    return (
        code in catalogue.tables.initiatives.index
        if kind == "initiative"
        else is_place(catalogue.geography, text)
    )


def pairs_address(catalogue: Catalogue, found: Peers) -> dict[str, str] | None:
    """Return the parameters by which the page shows a list of peers again.

    The page's own; None where its widgets cannot show this very list, such as one of seven peers.
    """
    start = found.start
    alone = {1.0: "near", 0.0: "alike"}.get(found.nearness, "")
    chosen = {
        "peers_start": f"initiative:{start.initiative}" if start.initiative else start.place,
        "peers_mode": alone or "both",
        "peers_count": str(found.k),
        "peers_radius": "" if found.radius_km is None else f"{found.radius_km:g}",
        "peers_here": "" if found.elsewhere else "oui",
        "peers_type": start.type,
        "peers_setting": start.setting,
        "peers_population": "" if start.population is None else str(start.population),
        "peers_scale": start.scale,
        "peers_initiator": start.initiator,
        "peers_legal_form": start.legal_form,
        "peers_year": "" if start.start_year is None else str(start.start_year),
        **{f"peers_weight_{variable}": f"{weight:g}" for variable, weight in found.weights.items()},
    }
    if not alone:
        chosen["peers_share"] = f"{100 * found.nearness:g}"
    return address(own_choices(catalogue), chosen)


def network_address(catalogue: Catalogue, found: Gathering, named: Iterable[str]) -> dict[str, str] | None:
    """Return the parameters by which the page shows a network again.

    The page's own; None where its widgets cannot show this very network.
    """
    chosen = {
        "peers_view": "network",
        "peers_members": ",".join(named),
        "peers_reach": f"{found.network.km:g}",
        "peers_towns": str(found.least_population),
        "peers_meeting": found.scope,
    }
    return address(own_choices(catalogue), chosen)
