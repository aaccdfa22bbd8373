"""Knox's test asked of the start years of one type."""

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.spread.dates import least_delay, start_dates
from atlas.spread.knox import PERMUTATIONS, Knox, knox


# Lazily, when a reader asks, and once: the same question and seed have one answer.
@kept(maxsize=32)
def nearness(  # noqa: PLR0913 - a question and its draws
    catalogue: Catalogue,
    selection: Selection,
    *,
    kind: str = "",
    by: By = "seat",
    seed: int = 1,
    permutations: int = PERMUTATIONS,
) -> Knox | None:
    """Test whether a new initiative of one type comes sooner near an old one.

    Parameters
    ----------
    selection, kind, by
        See `atlas.spread.start_dates`.

    Returns
    -------
    Knox or None
        See `atlas.spread.knox`; None where `Dates.untested` says why nothing can be said. Only places that a
        source gives are compared, and in the kinds that an authority decides never two of one year.
    """
    dates = start_dates(catalogue, selection, kind, by)
    if dates.untested:
        return None
    there = catalogue.under(selection)
    points = there.places.loc[dates.surely, ["lon", "lat"]].to_numpy(dtype="float64")
    years = dates.years.loc[dates.surely].to_numpy()
    return knox(points, years, least=least_delay(dates.kind), permutations=permutations, seed=seed)
