"""Nine claims of the study, each with the figures that the tables hold on it."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.measures import per_100_000
from atlas.funding import weaknesses
from atlas.lessons.evidence import Evidence, Lesson, Verdict, against_half, outweighs
from atlas.peers import isolation_distances

PUBLIC_FUNDERS = ("europe", "etat", "region", "departement", "intercommunalite", "commune", "collectivites")
# Those of which a level is named.
PUBLIC_LEVELS = PUBLIC_FUNDERS[:-1]
OPEN_FUNDERS = ("mixte", "unknown")
COMPANIES = ("entreprises", "ess")
# Legal forms of an EPCI that make a métropole.
METROPOLES = ("METRO", "MET69")
# How far a partner may be and still be met often, in kilometres.
REACH_KM = 25
HALF = 0.5
# Lists of which most is known.
NEARLY_WHOLE = ("complete", "strong")


def scale(catalogue: Catalogue) -> Lesson:
    """Count the scales at which initiatives say they work.

    `supports` if the bassin de vie is declared most often; never `contradicts`: the declared scale is mostly
    the perimeter of the carrier that a list names. Whether official bassins de vie hold initiatives better
    than chance is what `atlas.scales.zoning_effect` tests.
    """
    declared = catalogue.tables.initiatives["scale"]
    counts = declared[declared.notna() & declared.ne("unknown")].value_counts()
    basins, epci = int(counts.get("bassin_de_vie", 0)), int(counts.get("intercommunalite", 0))
    known, most = int(counts.sum()), int(counts.max()) if len(counts) else 0
    verdict: Verdict = "supports" if known and basins == most else "cannot_say"
    figures = _counts({"basins": basins, "epci": epci, "known": known})
    shares = {"basins_share": _share(basins, known), "epci_share": _share(epci, known)}
    return Lesson(verdict, figures | shares, "echelles", {"section": "associations"})


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

    `supports` or `contradicts` as `against_half` judges the share that a local authority or civil society
    started alone, among the initiatives whose initiator is known, and only if it stays on the same side of
    one half without any one type: some lists name the same kind of carrier by design.
    """
    initiator, kinds = catalogue.tables.initiatives["initiator"], catalogue.tables.initiatives["type"]
    counts = initiator.value_counts()
    authorities, people = int(counts.get("collectivite", 0)), int(counts.get("societe_civile", 0))
    mixed, known = int(counts.get("mixte", 0)), int(counts.sum())
    figures = _counts({"authorities": authorities, "people": people, "mixed": mixed, "known": known})
    alone = initiator.isin(["collectivite", "societe_civile"])[initiator.notna()]
    without = [alone[kinds[alone.index].ne(kind)].mean() for kind in kinds[alone.index].unique()]
    least, most = (min(without), max(without)) if len(without) > 1 else (float("nan"), float("nan"))
    figures |= {
        "share": _share(authorities + people, known),
        "least": Evidence(_known(least), "share"),
        "most": Evidence(_known(most), "share"),
        "unknown": Evidence(int(initiator.isna().sum()), "number"),
    }
    verdict = against_half(authorities + people, known)
    steady = {"supports": least > HALF, "contradicts": most < HALF}.get(verdict, True)
    return Lesson(verdict if steady else "cannot_say", figures, "carte", {"tableau": "initiatives"})


def public_money(catalogue: Catalogue) -> Lesson:
    """Weigh public money against all other, with and without the largest programme.

    `supports` if public money outweighs what is private or of a mixed or unknown funder even without the
    largest programme; `contradicts` if it is outweighed with it. Weight is not effect: the tables do not hold
    which initiatives ended for want of money.
    """
    lines = catalogue.lines
    level = lines["funder_level"]
    public, unclear = level.isin(PUBLIC_FUNDERS), level.isin(OPEN_FUNDERS)
    programme = lines["programme"].fillna("")
    by_programme = lines.groupby(programme)["cents"].sum()
    others = programme.ne(str(by_programme.idxmax())) if len(by_programme) else ~public
    less, more, open_ = (_euros(lines, others & rows) for rows in (~public & ~unclear, public, unclear))
    without = outweighs(less, more, open_)
    whole = outweighs(_euros(lines, ~public & ~unclear), _euros(lines, public), _euros(lines, unclear))
    verdict: Verdict = "supports" if without == "supports" else "cannot_say"
    if whole == "contradicts":
        verdict = "contradicts"
    funded = int(lines["initiative_id"].nunique())
    announced = _euros(lines, public & lines["status"].eq("announced"))
    figures = {
        "public": Evidence(_euros(lines, public), "euros"),
        "announced": _share(announced, _euros(lines, public)),
        "public_others": Evidence(more, "euros"),
        "rest_others": Evidence(less + open_, "euros"),
        "private": Evidence(_euros(lines, ~public & ~unclear), "euros"),
        "open": Evidence(_euros(lines, unclear), "euros"),
        "largest": Evidence(_euros(lines, ~others), "euros"),
        "funded": Evidence(funded, "number"),
        "initiatives": Evidence(len(catalogue.tables.initiatives), "number"),
    }
    return Lesson(verdict, figures, "financements", _money_by("funder_level"))


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
    }
    verdict = outweighs(found.structure, others, found.purpose_open)
    return Lesson(verdict, figures, "financements", _money_by("purpose"))


def governance(catalogue: Catalogue) -> Lesson:
    """Count initiatives with several legal forms, and those with several levels of public funders.

    `supports` if a majority of the known have several legal forms; never `contradicts`: a form that no source
    names is not a form that does not exist.
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
    verdict: Verdict = "supports" if against_half(several, len(forms)) == "supports" else "cannot_say"
    return Lesson(verdict, figures, "financements", _money_by("funder_level"))


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

    `supports` or `contradicts` where two readings agree, else `cannot_say`: that of the share without another
    of its type within `REACH_KM`, among the types whose list is complete or nearly so (in the others, the
    neighbour may be one that no list names), and that of the share without any other initiative there. Each
    is an upper bound, judged by `against_half`. Distances are great-circle distances between seats; near is
    not the same as known to each other.
    """
    distances, types = isolation_distances(catalogue), catalogue.tables.types
    distances = distances[distances["located"]]
    kinds = catalogue.tables.initiatives.loc[distances.index, "type"]
    # The only one of its type has none near.
    alone = ~distances["type_km"].le(REACH_KM)
    judgeable = types.index[types["completeness_class"].isin(NEARLY_WHOLE)]
    listed = kinds.isin(judgeable)
    judged, among = int(alone[listed].sum()), int(listed.sum())
    lonely = int((~distances["any_km"].le(REACH_KM)).sum())
    figures = {
        "alone": Evidence(judged, "number"),
        "listed": Evidence(among, "number"),
        "list_share": _list_share(catalogue, judgeable),
        "share": _share(judged, among),
        "alone_of_all": Evidence(int(alone.sum()), "number"),
        "placed": Evidence(len(distances), "number"),
        "without_any": Evidence(lonely, "number"),
        "without_any_share": _share(lonely, len(distances)),
        "median_km": Evidence(_known(distances["type_km"].median()), "km"),
        "reach": Evidence(REACH_KM, "km"),
    }
    readings = {against_half(judged, among), against_half(lonely, len(distances))}
    verdict: Verdict = readings.pop() if len(readings) == 1 else "cannot_say"
    return Lesson(verdict, figures, "pairs", {"vue": "network", "portee": str(REACH_KM)})


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
