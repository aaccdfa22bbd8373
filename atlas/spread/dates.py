"""Start years of one type and of one kind, with the waves among them and what cannot be asked of them."""

from dataclasses import dataclass

import pandas as pd

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.spread.kinds import DECISIONS, KINDS, STARTS, start_kinds

# Fewer dates give no figure: one row more would change a tenth of it.
FEW = 10
# With fewer, a contagion of one in four is missed half of the time: see `benchmarks/bench_spread.py`.
FEW_TESTED = 20
# With more, the permutations would keep a page busy: `atlas.spread.knox` takes any number.
MOST_TESTED = 5_000
# A year with at least this share of the dates is a wave; where waves hold half, the list comes in waves.
WAVE, IN_WAVES = 0.25, 0.5
# Planned ones have not begun; of the others nobody knows whether they did.
_NOT_BEGUN = ("planned", "unverified")


@dataclass(frozen=True, eq=False, kw_only=True)
class Dates:
    """Start years that mean the same.

    Attributes
    ----------
    usual
        The kind of most of the years that begin something, a key of `atlas.spread.STARTS`; empty without any.
    kind
        The kind of `years`: the usual one unless another was asked for.
    years
        Start year by id, of the initiatives whose year is of this kind, in the order of their table.
    known
        How many initiatives of the type are chosen, dated or not, without those that are planned or whose
        existence is not verified.
    kinds
        How many of them have a year of each kind: keys of `atlas.spread.KINDS`, those that occur.
    waves
        Years that hold at least a quarter of the dates; none where these are too few.
    why
        Why there is no figure: empty, `none` (no date of a beginning) or `few`.
    untested
        Why nearness is not tested: empty, `none`, `few`, `call` (dates are those of calls for projects),
        `waves` (waves hold at least half of the dates), `places` (too few seats that a source names) or
        `many` (more than `MOST_TESTED`).
    surely
        Ids, among `years`, whose place a source gives: the others would be guessed.
    """

    type: str
    usual: str
    kind: str
    years: pd.Series
    known: int
    kinds: pd.Series
    waves: tuple[int, ...]
    why: str
    untested: str
    surely: pd.Index


def waves_of(years: pd.Series) -> tuple[tuple[int, ...], bool]:
    """Find the waves of a list.

    Parameters
    ----------
    years
        Start years, none missing.

    Returns
    -------
    tuple
        The years that hold at least a quarter of the dates (`WAVE`), and whether they hold half of them
        together (`IN_WAVES`): the list then comes in waves.

    Examples
    --------
    >>> waves_of(pd.Series([2014, 2014, 2014, 2021, 2021, 2021, 2016, 2019]))
    ((2014, 2021), True)
    >>> waves_of(pd.Series(range(2010, 2020)))
    ((), False)
    """
    shares = years.value_counts(normalize=True).sort_index()
    waves = shares[shares.ge(WAVE)]
    return tuple(int(year) for year in waves.index), bool(waves.sum() >= IN_WAVES)


@kept(maxsize=64)
def start_dates(catalogue: Catalogue, selection: Selection, kind: str = "", by: By = "seat") -> Dates:
    """Return the start years of one type.

    Parameters
    ----------
    selection
        Initiatives of one type.
    kind
        A key of `STARTS`; by default the most frequent one among them.
    by
        How initiatives of a place are counted.

    Raises
    ------
    UnknownChoiceError
        If the chosen initiatives are of several types or of none, or `kind` is no beginning.
    """
    if kind not in ("", *STARTS):
        msg = f"Unknown kind of start year {kind!r}: choose one of {', '.join(STARTS)}."
        raise UnknownChoiceError(msg)
    rows = _chosen(catalogue, selection, by)
    types = rows["type"].unique()
    if len(types) != 1:
        msg = f"Dates of {len(types)} types do not mean the same: choose one type."
        raise UnknownChoiceError(msg)
    return _dates(rows, kind)


@kept(maxsize=1)
def _facts(catalogue: Catalogue) -> pd.DataFrame:
    """Say of each initiative its type, whether it has begun, its year, what that begins, and a sure place."""
    initiatives = catalogue.tables.initiatives
    planned = initiatives["inactive"].isin(_NOT_BEGUN).to_numpy(dtype=bool, na_value=False)
    # A file's own point is as sure as a commune that a source names.
    stated = initiatives["seat_confidence"].eq("stated").to_numpy(dtype=bool, na_value=False)
    located = catalogue.places["lon"].notna().to_numpy()
    return pd.DataFrame(
        {
            "type": initiatives["type"],
            "begun": ~planned,
            "year": initiatives["start_year"],
            "kind": start_kinds(catalogue),
            "sure": located & (stated | initiatives["lon"].notna().to_numpy()),
        }
    )


def _chosen(catalogue: Catalogue, selection: Selection, by: By) -> pd.DataFrame:
    """Return the facts of the chosen initiatives; of a place, of those that are counted there."""
    there = catalogue.under(selection)
    at = there.tables.initiatives.index.get_indexer(there.chosen(selection.everywhere))
    if selection.where is not None:
        at = at[there.present(selection.where, by)[at]]
    return _facts(there).iloc[at]


def _dates(rows: pd.DataFrame, kind: str = "") -> Dates:
    code = str(rows["type"].iloc[0])
    rows = rows[rows["begun"]]
    kinds = rows["kind"].value_counts().reindex(list(KINDS)).dropna().astype("int64")
    begun = kinds[kinds.index.isin(list(STARTS))]
    usual = str(begun.idxmax()) if len(begun) else ""
    kind = kind or usual
    of_kind = rows[rows["kind"].eq(kind).to_numpy(dtype=bool, na_value=False)]
    years = of_kind["year"].astype("int64").rename("start_year")
    surely = years.index[of_kind["sure"]]
    why = "none" if years.empty else "few" if len(years) < FEW else ""
    waves, in_waves = ((), False) if why else waves_of(years)
    return Dates(
        type=code,
        usual=usual,
        kind=kind,
        years=years,
        known=len(rows),
        kinds=kinds,
        waves=waves,
        why=why,
        untested=why or _untested(kind, in_waves=in_waves, dated=len(years), placed=len(surely)),
        surely=surely,
    )


def _untested(kind: str, *, in_waves: bool, dated: int, placed: int) -> str:
    reasons = {
        "call": kind == "call",
        "waves": in_waves,
        "few": dated < FEW_TESTED,
        "places": placed < FEW_TESTED,
        "many": placed > MOST_TESTED,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def least_delay(kind: str) -> int:
    """Return the shortest delay, in years, that the test compares.

    Two of one year may share one decision: in the kinds that an authority decides they are never compared,
    so that the test is one between waves.
    """
    return int(kind in DECISIONS)


@kept(maxsize=16)
def overview(catalogue: Catalogue, selection: Selection, by: By = "seat") -> pd.DataFrame:
    """Say of each chosen type what can be asked of its start years.

    Returns
    -------
    pandas.DataFrame
        Indexed by `type`, in the order of the table of types: `kind, known, dated, placed, first, last,
        waves` (years joined by |), `why` and `untested`, see `Dates`. `first` and `last` are missing without
        a date.
    """
    there = catalogue.under(selection)
    chosen = dict(tuple(_chosen(catalogue, selection, by).groupby("type")))
    rows = []
    for code in there.tables.types.index[there.tables.types.index.isin(list(chosen))]:
        one = _dates(chosen[code])
        rows.append(
            {
                "type": code,
                "kind": one.kind,
                "known": one.known,
                "dated": len(one.years),
                "placed": len(one.surely),
                "first": one.years.min() if len(one.years) else pd.NA,
                "last": one.years.max() if len(one.years) else pd.NA,
                "waves": "|".join(map(str, one.waves)),
                "why": one.why,
                "untested": one.untested,
            }
        )
    names = ("type", "kind", "known", "dated", "placed", "first", "last", "waves", "why", "untested")
    table = pd.DataFrame(rows, columns=list(names)).set_index("type")
    return table.astype({"first": "Int64", "last": "Int64"})
