"""Nine claims of the study, each with the figures that the tables hold on it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.measures import per_100_000
from atlas.catalogue.selection import Selection
from atlas.funding import weaknesses
from atlas.lessons.evidence import (
    Count,
    Evidence,
    Lesson,
    Verdict,
    agreed,
    margin,
    outweighs,
    steady,
    turning,
)
from atlas.lessons.placement import DRAWS, scattered
from atlas.peers import isolation_distances
from atlas.scales import perimeter_fit, union_fit
from atlas.scales.judgement import given_unions, measures

PUBLIC_FUNDERS = ("europe", "etat", "region", "departement", "intercommunalite", "commune", "collectivites")
# Those of which a level is named.
PUBLIC_LEVELS = PUBLIC_FUNDERS[:-1]
OPEN_FUNDERS = ("mixte", "unknown")
COMPANIES = ("entreprises", "ess")
# Legal forms of an EPCI that make a métropole.
METROPOLES = ("METRO", "MET69")
# How far a partner may be and still be met often, in kilometres.
REACH_KM = 25
BASIN = "bassin_de_vie"
# Types that a local authority carries because the list asks for one: who started them, and at which scale, is
# no finding.
AUTHORITY_TYPES = (
    "pat",
    "contrat_transition_ecologique",
    "tepos",
    "tzcld",
    "territoire_innovation",
    "villages_du_futur",
    "tetraa",
    "territoire_french_impact",
)
# What is left of bassins de vie once perimeters are unions of EPCI, as a verdict.
_GIVEN: dict[str, Verdict] = {"supported": "supports", "refuted": "contradicts"}
# Lists of which most is known.
NEARLY_WHOLE = ("complete", "strong")


def scale(catalogue: Catalogue) -> Lesson:
    """Ask whether perimeters of cooperation keep to bassins de vie, and count the scales that are declared.

    `supports` if food projects that join intercommunalités keep to bassins de vie surely better than other
    unions of as many do, by both measures of `atlas.scales.union_fit`; `contradicts` if surely less well by
    both. Better than zones drawn at random is no ground: intercommunalités carry these projects, and their
    borders are those of bassins de vie more often than not. Nor is the declared scale, which is mostly the
    perimeter of the carrier that a list names. One type, of public bodies: others have no known perimeter.
    """
    declared = catalogue.tables.initiatives["scale"]
    counts = declared[declared.notna() & declared.ne("unknown")].value_counts()
    basins, epci, known = int(counts.get(BASIN, 0)), int(counts.get("intercommunalite", 0)), int(counts.sum())
    figures = _counts({"basins": basins, "epci": epci, "known": known})
    figures |= {"basins_share": _share(basins, known), "epci_share": _share(epci, known)}
    projects = Selection(types=("pat",))
    alone, among = perimeter_fit(catalogue, projects, BASIN), union_fit(catalogue, projects, BASIN)
    verdict: Verdict = "cannot_say"
    blind = {} if alone is None else measures(alone.overall)["misfit"]
    moved, outer = ({}, {}) if among is None else (measures(among.table)[one] for one in ("misfit", "outer"))
    unions = 0 if among is None else among.unions
    if among is not None:
        verdict = _GIVEN.get(given_unions(among), verdict)
    figures |= _counts({"perimeters": int(blind.get("perimeters", 0)), "unions": unions})
    for name, row in (("blind", blind), ("moved", moved), ("outer", outer)):
        for part in ("official", "random", *(() if name == "blind" else ("p",))):
            figures[f"{name}_{part}"] = Evidence(row.get(part), "share")
    return Lesson(verdict, figures, "echelles", {"section": "perimetres", "types": "pat"})


def ties(catalogue: Catalogue) -> Lesson:
    """Count initiatives per inhabitant in the métropoles and elsewhere, of types whose list is complete.

    Always `cannot_say`: no table says who works with whom, and a number of initiatives is no number of ties.
    """
    types = catalogue.tables.types
    complete = types.index[types["completeness_class"].isin(NEARLY_WHOLE)]
    chosen = catalogue.tables.initiatives["type"].isin(complete)
    seats = catalogue.places.loc[chosen, "epci"].dropna()
    epci = catalogue.geography.level("epci")
    dense = epci["nature"].isin(METROPOLES)
    figures = {"types": Evidence(len(complete), "number"), "list_share": _list_share(catalogue, complete)}
    for name, group in (("metropoles", dense), ("elsewhere", ~dense)):
        there = int(seats.isin(epci.index[group]).sum())
        people = int(epci.loc[group, "population"].sum())
        figures[name] = Evidence(there, "number")
        figures[f"{name}_rate"] = Evidence(per_100_000(there, people), "rate")
    address = {"niveau": "epci", "mesure": "rate", "types": ",".join(complete)}
    return Lesson("cannot_say", figures, "carte", address)


def engines(catalogue: Catalogue) -> Lesson:
    """Count who started the initiatives.

    `supports` or `contradicts` as `steady` judges the share that a local authority or civil society started
    alone, in three readings: of those whose initiator is known; of these without the types that authorities
    carry by design; and of all others than those types, the unknown counted against. Leaving one type out at
    a time would not do: several of them name the same kind of carrier.
    """
    initiator, kinds = catalogue.tables.initiatives["initiator"], catalogue.tables.initiatives["type"]
    counts = initiator.value_counts()
    authorities, people = int(counts.get("collectivite", 0)), int(counts.get("societe_civile", 0))
    mixed, known = int(counts.get("mixte", 0)), int(counts.sum())
    alone, told = initiator.isin(["collectivite", "societe_civile"]), initiator.notna()
    free = ~kinds.isin(AUTHORITY_TYPES)
    whole = Count(authorities + people, known)
    others = Count(int((alone & free).sum()), int((told & free).sum()))
    least = others._replace(unknown=int((~told & free).sum()))
    figures = _counts({"authorities": authorities, "people": people, "mixed": mixed, "known": known})
    figures |= {
        "share": _share(*whole[:2]),
        "others": Evidence(others.found, "number"),
        "others_known": Evidence(others.known, "number"),
        "others_share": _share(*others[:2]),
        "least": _share(least.found, least.known + least.unknown),
        "unknown": Evidence(int((~told).sum()), "number"),
        "turn": Evidence(turning([whole, others, least]), "number"),
    }
    return Lesson(steady([whole, others, least]), figures, "carte", {"tableau": "initiatives"})


def public_money(catalogue: Catalogue) -> Lesson:
    """Weigh public money against all other, in three readings.

    `supports` if public money outweighs what is private or of a mixed or unknown funder in each reading: all
    of it, without the largest programme, and without the types that authorities carry by design; each time
    also without any one initiative. `contradicts` if it is outweighed in each. Weight is not effect: the
    tables do not hold which initiatives ended for want of money, and known sums come from public lists.
    """
    lines = catalogue.lines
    level = lines["funder_level"]
    public, unclear = level.isin(PUBLIC_FUNDERS), level.isin(OPEN_FUNDERS)
    programme = lines["programme"].fillna("")
    by_programme = lines.groupby(programme)["cents"].sum()
    others = programme.ne(str(by_programme.idxmax())) if len(by_programme) else ~public
    kinds = catalogue.tables.initiatives["type"].reindex(lines["initiative_id"]).to_numpy()
    free = ~pd.Series(kinds, lines.index).isin(AUTHORITY_TYPES)
    everything = pd.Series(data=True, index=lines.index)
    readings = [_weighed(lines[rows], public[rows], unclear[rows]) for rows in (everything, others, free)]
    sums = [reading[:3] for reading in readings]
    closest = min(range(len(sums)), key=lambda place: margin(*sums[place]))
    less, more, open_ = sums[1]
    figures = {
        "public": Evidence(_euros(lines, public), "euros"),
        "announced": _share(_euros(lines, public & lines["status"].eq("announced")), _euros(lines, public)),
        "public_others": Evidence(more, "euros"),
        "rest_others": Evidence(less + open_, "euros"),
        "public_free": Evidence(sums[2][1], "euros"),
        "rest_free": Evidence(sums[2][0] + sums[2][2], "euros"),
        "private": Evidence(_euros(lines, ~public & ~unclear), "euros"),
        "open": Evidence(_euros(lines, unclear), "euros"),
        "largest": Evidence(_euros(lines, ~others), "euros"),
        "margin": Evidence(margin(*sums[closest]), "euros"),
        "one": Evidence(readings[closest].one, "euros"),
        "funded": Evidence(int(lines["initiative_id"].nunique()), "number"),
        "initiatives": Evidence(len(catalogue.tables.initiatives), "number"),
    }
    verdict = agreed([reading.verdict for reading in readings])
    return Lesson(verdict, figures, "financements", _money_by("funder_level"))


class _Weighed(NamedTuple):
    """Money of one reading: not public, public, of an open funder, and what one initiative tips at most."""

    less: float
    more: float
    unknown: float
    one: float
    verdict: Verdict


def _weighed(lines: pd.DataFrame, public: pd.Series, unclear: pd.Series) -> _Weighed:
    """Weigh public money against the rest, with and without each initiative."""
    parts = pd.DataFrame(
        {
            "less": lines["cents"].where(~public & ~unclear, 0),
            "more": lines["cents"].where(public, 0),
            "unknown": lines["cents"].where(unclear, 0),
        }
    )
    each = parts.groupby(lines["initiative_id"].to_numpy()).sum() / 100
    total = each.sum()
    without = [tuple(total - row) for _, row in each.iterrows()]
    verdict = agreed([outweighs(*sums) for sums in (tuple(total), *without)])
    tips = (each["more"] - each["less"] - each["unknown"]).abs()
    one = float(tips.max()) if len(tips) else 0.0
    return _Weighed(float(total["less"]), float(total["more"]), float(total["unknown"]), one, verdict)


def equity(catalogue: Catalogue) -> Lesson:
    """Weigh equity against subsidies, see `atlas.funding.weaknesses`.

    Judged by `outweighs`: money of a mixed or unknown nature may all be equity, or none of it.
    """
    found = weaknesses(catalogue.lines)
    figures = {
        "equity": Evidence(found.equity / 100, "euros"),
        "subsidy": Evidence(found.subsidy / 100, "euros"),
        "open": Evidence(found.nature_open / 100, "euros"),
        "share": Evidence(found.equity_share, "share"),
        "margin": Evidence(margin(found.equity, found.subsidy, found.nature_open) / 100, "euros"),
    }
    verdict = outweighs(found.equity, found.subsidy, found.nature_open)
    return Lesson(verdict, figures, "financements", _money_by("nature"))


def structure_costs(catalogue: Catalogue) -> Lesson:
    """Weigh money for structure and engineering against money for everything else.

    Judged by `outweighs`: money of a mixed or unknown purpose may all pay structures, or none of it. How much
    a structure needs is not in the tables.
    """
    found = weaknesses(catalogue.lines)
    others = found.known_purpose - found.structure
    figures = {
        "structure": Evidence(found.structure / 100, "euros"),
        "others": Evidence(others / 100, "euros"),
        "open": Evidence(found.purpose_open / 100, "euros"),
        "share": Evidence(found.structure_share, "share"),
        "margin": Evidence(margin(found.structure, others, found.purpose_open) / 100, "euros"),
    }
    verdict = outweighs(found.structure, others, found.purpose_open)
    return Lesson(verdict, figures, "financements", _money_by("purpose"))


def governance(catalogue: Catalogue) -> Lesson:
    """Count initiatives with several legal forms, and those with several levels of public funders.

    `supports` if, by `steady`, a majority of the known have several legal forms; never `contradicts`: a form
    that no source names is not a form that does not exist.
    """
    forms = catalogue.tables.initiatives["legal_forms"].dropna()
    several = int(forms.str.contains("|", regex=False).sum())
    lines = catalogue.tables.funding
    # What was sought or taken back, own revenue, and a level that nobody names, are no level that pays.
    lines = lines[
        lines["direction"].eq("received")
        & ~lines["status"].isin(["requested", "cancelled"])
        & lines["nature"].ne("recettes")
        & lines["funder_level"].isin(PUBLIC_LEVELS)
    ]
    levels = lines.groupby("initiative_id")["funder_level"].nunique()
    figures = _counts(
        {
            "several": several,
            "known": len(forms),
            "stacked": int(levels.gt(1).sum()),
            "funded": len(levels),
        }
    )
    verdict = _never_against([Count(several, len(forms))])
    figures["turn"] = Evidence(turning([Count(several, len(forms))], _never_against), "number")
    return Lesson(verdict, figures, "financements", _money_by("funder_level"))


def _never_against(readings: Sequence[Count]) -> Verdict:
    """Judge as `steady` does, silence being no finding."""
    return "supports" if steady(readings) == "supports" else "cannot_say"


def enterprise(catalogue: Catalogue) -> Lesson:
    """Count initiatives that companies, of the social economy or not, started.

    Always `cannot_say`: the tables hold no measure of a territory's entrepreneurial culture.
    """
    counts = catalogue.tables.initiatives["initiator"].value_counts()
    started, known = int(counts.reindex(COMPANIES).sum()), int(counts.sum())
    figures = _counts({"companies": started, "known": known}) | {"share": _share(started, known)}
    return Lesson("cannot_say", figures, "carte", {"tableau": "initiatives"})


def isolation(catalogue: Catalogue) -> Lesson:
    """Measure how far each initiative is from the nearest other one, and from the nearest of its type.

    Two shares: those without another of their type within `REACH_KM`, among the types whose list is complete
    or nearly so (in the others, the neighbour may be one that no list names), and those without any other
    initiative there. Each is set against one half, with those of unknown place counted against, also without
    the types that authorities carry by design, and against `DRAWS` placements at random, see `scattered`.
    `supports` if both are more than half and more than 97.5 % of the placements give; `contradicts` if both
    are less than half and less than 2.5 % of the placements give; else `cannot_say`. Distances are
    great-circle distances between seats; near is not the same as known to each other.
    """
    distances, types = isolation_distances(catalogue), catalogue.tables.types
    kinds = catalogue.tables.initiatives["type"]
    located = distances["located"]
    # The only one of its type has none near.
    alone = located & ~distances["type_km"].le(REACH_KM)
    lonely = located & ~distances["any_km"].le(REACH_KM)
    judgeable = types.index[types["completeness_class"].isin(NEARLY_WHOLE)]
    listed, free = kinds.isin(judgeable), ~kinds.isin(AUTHORITY_TYPES)

    def reading(which: pd.Series, among: pd.Series) -> Count:
        return Count(int((which & among).sum()), int((located & among).sum()), int((~located & among).sum()))

    everyone = pd.Series(data=True, index=kinds.index)
    readings = [reading(alone, listed), reading(alone, listed & free), reading(lonely, everyone)]
    shares = [_share(one.found, one.known) for one in (readings[0], readings[2])]
    drawn = scattered(catalogue, REACH_KM, judgeable)
    sides = [
        _side(share.value, drawn[name]) for share, name in zip(shares, ("alone", "without_any"), strict=True)
    ]
    verdict = agreed([steady(readings), *sides])
    figures = {
        "alone": Evidence(readings[0].found, "number"),
        "listed": Evidence(readings[0].known, "number"),
        "list_share": _list_share(catalogue, judgeable),
        "share": shares[0],
        "alone_of_all": Evidence(int(alone.sum()), "number"),
        "placed": Evidence(readings[2].known, "number"),
        "without_any": Evidence(readings[2].found, "number"),
        "without_any_share": shares[1],
        "median_km": Evidence(_known(distances.loc[located, "type_km"].median()), "km"),
        "reach": Evidence(REACH_KM, "km"),
        "draws": Evidence(DRAWS, "number"),
        "turn": Evidence(turning(readings), "number"),
    }
    for name, values in drawn.items():
        for key, quantile in (("low", 0.025), ("high", 0.975)):
            figures[f"{name}_{key}"] = Evidence(_known(float(np.quantile(values, quantile))), "share")
    return Lesson(verdict, figures, "pairs", {"vue": "network", "portee": str(REACH_KM)})


def _side(share: float | None, drawn: NDArray[np.float64]) -> Verdict:
    """Say on which side of the placements at random a share lies."""
    low, high = np.quantile(drawn, [0.025, 0.975])
    if share is None or low <= share <= high:
        return "cannot_say"
    return "supports" if share > high else "contradicts"


def _list_share(catalogue: Catalogue, kinds: pd.Index) -> Evidence:
    """Return how much of some lists is known; unknown where a total is."""
    lists = catalogue.lists("commune", "seat").loc[kinds]
    share = lists["known"].sum() / lists["total"].sum() if lists["total"].notna().all() else float("nan")
    return Evidence(_known(float(share)), "share")


# In the order in which the page tells them.
CLAIMS: dict[str, Callable[[Catalogue], Lesson]] = {
    "scale": scale,
    "ties": ties,
    "engines": engines,
    "public_money": public_money,
    "equity": equity,
    "structure_costs": structure_costs,
    "governance": governance,
    "enterprise": enterprise,
    "isolation": isolation,
}


@kept(maxsize=1)
def lessons(catalogue: Catalogue) -> Mapping[str, Lesson]:
    """Set every claim of the study beside what the tables say.

    Returns
    -------
    Mapping
        By key of `CLAIMS`.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> found = lessons(load_catalogue())
    >>> found["ties"].verdict, found["scale"].figures["known"].unit
    ('cannot_say', 'number')
    """
    return {key: claim(catalogue) for key, claim in CLAIMS.items()}


def _money_by(dimension: str) -> dict[str, str]:
    """Return the address of the money broken down."""
    return {"section": "repartition", "ventilation": dimension}


def _euros(lines: pd.DataFrame, rows: pd.Series) -> float:
    return float(lines.loc[rows, "cents"].sum()) / 100


def _counts(numbers: Mapping[str, int]) -> dict[str, Evidence]:
    return {name: Evidence(number, "number") for name, number in numbers.items()}


def _share(part: float, whole: float) -> Evidence:
    return Evidence(part / whole if whole else None, "share")


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
