"""Two to six territories in columns, and which of their differences chance explains."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.measures import per_100_000
from atlas.catalogue.presence import PERIMETER_TYPES
from atlas.catalogue.selection import among
from atlas.errors import UnknownChoiceError
from atlas.gaps.spread import adjusted, tail
from atlas.portrait.position import POSITIONS
from atlas.portrait.whole import Outline
from atlas.vocabulary import SETTINGS, Label

FEWEST, MOST = 2, 6
# A difference whose adjusted probability is above this is one that chance explains.
ALPHA = 0.05

GROUPS: dict[str, Label] = {
    "people": Label("Habitants et cadre", "Inhabitants and setting"),
    "initiatives": Label("Initiatives connues", "Known initiatives"),
    "money": Label("Argent reçu, montants connus", "Money received, known amounts"),
    "types": Label("Par type : nombre (pour 100 000 habitants)", "By type: number (per 100,000 inhabitants)"),
    "peers": Label("Centile parmi ses pairs", "Percentile among its peers"),
}

COLUMNS = (
    "group", "figure", "unit", "place", "name", "value", "text", "status", "rate",
    "p", "p_adjusted", "explained",
)  # fmt: skip

_Figure = tuple[str, str, str, float | None, str | None]
# The type of each initiative of a part of the country, by id, and its inhabitants.
_Part = tuple[pd.Series, float]


def beside(catalogue: Catalogue, portraits: Sequence[Outline]) -> pd.DataFrame:
    r"""Set territories of any levels side by side.

    Parameters
    ----------
    portraits
        Two to six, of different territories, asked alike; the first is what the others are tested against.

    Returns
    -------
    pandas.DataFrame
        A row for each figure and territory: `group` (a key of `GROUPS`), `figure`, `unit` (`count`, `rate`,
        `euros`, `km`, `percent` from 0 to 100, or `text`), `place` (`level:code`), `name`, `value` (missing
        where unknown), `text` (of the unit `text`), `status` (`value`, `unknown`, or of a type that is not
        there `zero` or `no_known`), `rate` (of a type, per 100,000 inhabitants), `p`, `p_adjusted` and
        `explained` (whether chance explains the difference from the first territory; all three missing where
        nothing is tested).

    Raises
    ------
    UnknownChoiceError
        If there are fewer than two or more than six, or one of them twice.

    Notes
    -----
    What is tested is whether two rates of initiatives per inhabitant are one. Given :math:`K` initiatives in
    both territories together, the first has :math:`\mathrm{Binomial}(K, P_1 / (P_1 + P_2))` of them if they
    are, whatever the rate (Przyborowski and Wilenski, 1940, Homogeneity of results in testing samples from
    Poisson series, Biometrika 31, 313-323); :math:`p` is twice the smaller tail. It is adjusted over all
    comparisons of the table by Benjamini and Hochberg (1995). Communes that both hold count once: with the
    first, or with the other where that lies within the first.

    Not tested: money, which is no count; programmes of which an authority has one (`PERIMETER_TYPES`), alone
    or in a sum; counts by coverage, as one initiative then counts in several territories. Rates are of what
    is known: where lists are not whole, a difference may be one of knowledge.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> from atlas.portrait import outline
    >>> from atlas.territories.places import Place
    >>> france = load_catalogue()
    >>> two = [outline(france, Place("departement", code)) for code in ("26", "07")]
    >>> table = beside(france, two)
    >>> table[table["figure"].eq("communes")]["value"].tolist()
    [362.0, 335.0]
    """
    places = [one.place for one in portraits]
    if not FEWEST <= len(places) <= MOST or len(set(places)) < len(places):
        msg = (
            f"Side by side stand {FEWEST} to {MOST} different territories, not {', '.join(map(str, places))}."
        )
        raise UnknownChoiceError(msg)
    rows = [(str(one.place), one.name, *figure) for one in portraits for figure in _figures(one)]
    columns = ["place", "name", "group", "figure", "unit", "value", "text"]
    table = pd.DataFrame(rows, columns=columns).astype({"value": "float64"})
    table = _with_types(table, portraits)
    table = table.merge(_tests(catalogue, portraits), on=["figure", "place"], how="left")
    # Figure by figure, the territories in their order.
    order = {figure: at for at, figure in enumerate(dict.fromkeys(table["figure"]))}
    table = table.sort_values("figure", key=lambda names: names.map(order), kind="stable", ignore_index=True)
    return table[list(COLUMNS)]


def _figures(one: Outline) -> Iterator[_Figure]:
    """Yield the group, figure, unit, value and text of all that a portrait says in one cell."""
    people, money = one.people, one.money
    yield "people", "population", "count", people.population, None
    yield "people", "density", "count", people.density, None
    yield "people", "communes", "count", people.communes, None
    yield "people", "setting", "text", None, people.setting
    for key in SETTINGS:
        yield "people", f"share_{key}", "percent", 100 * people.shares.get(key, np.nan), None
    yield "initiatives", "initiatives", "count", money.present, None
    if len(_kinds(one)) < len(one.presence):
        yield "initiatives", "rate", "rate", one.positions["value"]["rate"], None
    if _kinds(one):
        counted = int(one.counted.isin(_kinds(one)).sum())
        yield "initiatives", "rated", "rate", per_100_000(counted, people.population), None
    yield "initiatives", "types", "count", int(one.presence["here"].gt(0).sum()), None
    yield "money", "funding", "euros", money.received, None
    yield "money", "funding_rate", "rate", money.per_inhabitant, None
    yield "money", "funded", "count", money.funded, None
    for kind, here in one.presence["here"].items():
        yield "types", str(kind), "count", here, None
    for key in POSITIONS:
        yield "peers", f"percentile_{key}", "percent", one.positions["percentile"][key], None
    yield "peers", "reference", "text", None, one.reference


def _kinds(one: Outline) -> list[str]:
    """Return the types of which a rate per inhabitant may be asked."""
    return [str(kind) for kind in one.presence.index if kind not in PERIMETER_TYPES]


def _with_types(table: pd.DataFrame, portraits: Sequence[Outline]) -> pd.DataFrame:
    """Tell unknown from zero, and give each type its rate."""
    known = table["value"].notna() | table["text"].notna()
    table["status"] = pd.Series("value", table.index).where(known, "unknown")
    # Types stand in the order of `presence`, territory after territory.
    types = table["group"].eq("types")
    table.loc[types, "status"] = np.concatenate([one.presence["status"] for one in portraits])
    people = [one.people.population for one in portraits]
    living = pd.Series(people, dtype="float64").repeat([len(one.presence) for one in portraits])
    table["rate"] = np.nan
    table.loc[types, "rate"] = per_100_000(table.loc[types, "value"], living.set_axis(table.index[types]))
    return table


def _tests(catalogue: Catalogue, portraits: Sequence[Outline]) -> pd.DataFrame:
    """Compare each territory with the first one, figure by figure."""
    first, *others = portraits
    kinds = _kinds(first) if first.by == "seat" else []
    found = []
    for other in others:
        (mine, here), (theirs, there) = _apart(catalogue, first, other)
        known = [types.value_counts().reindex(kinds).fillna(0).astype(int) for types in (mine, theirs)]
        counts = pd.DataFrame(dict(enumerate(known)))
        counts.loc["rated"] = counts.sum()
        if here > 0 and there > 0:
            counted = counts[counts.sum(axis=1) > 0].itertuples(name=None)
            found += [(figure, str(other.place), *both, here, there) for figure, *both in counted]
    tests = pd.DataFrame(found, columns=["figure", "place", "here", "there", "people", "elsewhere"])
    of = tests.iloc[:, 2:].to_numpy(dtype="float64").T
    tests["p"] = tail(of[0], of[2], np.inf, of=(of[0] + of[1], of[2] + of[3]))
    tests["p_adjusted"] = adjusted(tests["p"].to_numpy())
    tests["explained"] = tests["p_adjusted"].gt(ALPHA).astype("boolean")
    return tests[["figure", "place", "p", "p_adjusted", "explained"]]


def _apart(catalogue: Catalogue, first: Outline, other: Outline) -> tuple[_Part, _Part]:
    """Return the initiatives and inhabitants of two territories, what both hold counted once."""
    mine, theirs = (catalogue.geography.members(*one.place) for one in (first, other))
    if among(theirs, mine).all():
        return _outside(catalogue, first, other, mine.difference(theirs)), _whole(other)
    return _whole(first), _outside(catalogue, other, first, theirs.difference(mine))


def _whole(one: Outline) -> _Part:
    population = one.people.population
    return one.counted, np.nan if population is None else float(population)


def _outside(catalogue: Catalogue, one: Outline, other: Outline, communes: pd.Index) -> _Part:
    """Return what a territory holds outside of another, in these communes."""
    counted = one.counted
    people = catalogue.geography.communes["population"].loc[communes].astype("float64")
    return counted[~among(counted.index, other.counted.index)], float(people.sum(skipna=False))
