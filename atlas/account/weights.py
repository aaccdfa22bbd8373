"""How much of an initiative's money each territory is due."""

import pandas as pd

from atlas.catalogue.presence import presence
from atlas.catalogue.selection import among
from atlas.errors import UnknownChoiceError
from atlas.funding.sharing import SHARING
from atlas.territories import Geography
from atlas.territories.parts import parts
from atlas.territories.places import Place

_SQUARE_METRES = 1_000_000


def territory_weights(
    initiatives: pd.DataFrame, geography: Geography, level: str, *, rule: str = "population"
) -> pd.DataFrame:
    """Weigh the territories of each initiative by a rule of sharing.

    Parameters
    ----------
    initiatives
        Table of initiatives, see `atlas.catalogue.presence.presence`.
    level
        One of `atlas.vocabulary.LEVELS`.
    rule
        A key of `SHARING`. `population`: inhabitants of the part of the coverage in the territory; `equal`:
        one each; `area`: square metres of that part; `seat`: the whole to the territory of the seat.

    Returns
    -------
    pandas.DataFrame
        Columns `id`, `code`, `weight` (int64). Initiatives not located at this level are absent.

    Raises
    ------
    UnknownChoiceError
        If `rule` is not one of `SHARING`.

    Notes
    -----
    Areas are those of the communes, in their legal projection. An initiative whose coverage no source
    states is at its seat, whatever the rule.
    """
    if rule not in SHARING:
        msg = f"Unknown way to share {rule!r}: choose one of {', '.join(SHARING)}."
        raise UnknownChoiceError(msg)
    where = presence(initiatives, geography, level, by="seat" if rule == "seat" else "coverage")
    match rule:
        case "population":
            weight = where["population"]
        case "area":
            weight = _areas(initiatives, geography, level, where)
        case _:
            weight = pd.Series(1, index=where.index)
    return where[["id", "code"]].assign(weight=weight.to_numpy(dtype="int64"))


def weights_inside(
    initiatives: pd.DataFrame, geography: Geography, where: Place, level: str, *, rule: str = "population"
) -> pd.DataFrame:
    """Weigh the parts of territories that lie in a place, see `territory_weights`.

    Returns
    -------
    pandas.DataFrame
        Columns `id`, `code`, `weight` (int64), by the communes of the place; what is known by a larger
        territory alone counts there if the place holds all of it.
    """
    held = parts(geography, where, level)
    communes = territory_weights(initiatives, geography, "commune", rule=rule)
    located = pd.Index(communes["id"].unique())
    inside = communes[among(communes["code"], geography.members(*where))]
    inside = inside.assign(code=geography.lookup(inside["code"], level)).dropna(subset=["code"])
    weights = inside.groupby(["id", "code"])["weight"].sum().reset_index()
    if rule == "equal":
        weights["weight"] = 1
    larger = territory_weights(initiatives[~among(initiatives.index, located)], geography, level, rule=rule)
    larger = larger[among(larger["code"], held.index[~held["across"]])]
    return pd.concat([weights, larger], ignore_index=True)


def _areas(initiatives: pd.DataFrame, geography: Geography, level: str, where: pd.DataFrame) -> pd.Series:
    parts = presence(initiatives, geography, "commune", by="coverage")
    metres = (geography.communes["area_km2"] * _SQUARE_METRES).round()
    parts = parts.assign(area=parts["code"].map(metres), code=geography.lookup(parts["code"], level))
    areas = parts.groupby(["id", "code"])["area"].sum()
    # An initiative known by its département alone has no commune to measure, and one territory only.
    return areas.reindex(pd.MultiIndex.from_frame(where[["id", "code"]])).fillna(0)
