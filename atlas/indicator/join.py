"""A table of the reader's own by territory: its values, and a ledger of every line."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.catalogue.measures import per_100_000
from atlas.catalogue.selection import among
from atlas.errors import MissingColumnError, UnknownChoiceError
from atlas.indicator.cells import read_numbers
from atlas.indicator.codes import Recognised, match_codes, recognise_level
from atlas.locate.columns import header_words
from atlas.readers import Raw
from atlas.readers.cells.values import as_texts, declared
from atlas.territories import Geography
from atlas.vocabulary import LEVELS, Label

# What a value is.
KINDS: dict[str, Label] = {
    "rate": Label("Un taux, une part, une moyenne", "A rate, a share, a mean"),
    "count": Label("Un nombre, ramené à 100 000 habitants", "A count, set against 100,000 inhabitants"),
}
# What becomes of a territory that several lines give different values.
TWICE: dict[str, Label] = {
    "leave": Label("Laisser sans valeur", "Leave without a value"),
    "first": Label("Garder la première ligne", "Keep the first line"),
    "last": Label("Garder la dernière ligne", "Keep the last line"),
    "sum": Label("Additionner les lignes", "Add the lines up"),
}
# What became of a line of the file.
OUTCOMES: dict[str, Label] = {
    "matched": Label("appariée", "matched"),
    "repeated": Label("répétée, non comptée deux fois", "repeated, not counted twice"),
    "twice": Label(
        "territoire aux valeurs différentes, laissé sans valeur",
        "territory with different values, left without one",
    ),
    "missing": Label("territoire apparié, sans valeur connue", "territory matched, without a known value"),
    "unmatched": Label("sans territoire", "without a territory"),
    "apart": Label("hors du tableau (total, note)", "outside of the table (total, note)"),
}
# Whether a territory has a value, and why not.
STATES: dict[str, Label] = {
    "value": Label("Valeur du fichier", "Value of the file"),
    "absent": Label("Absent du fichier", "Not in the file"),
    "missing": Label("Dans le fichier, sans valeur connue", "In the file, without a known value"),
    "twice": Label("Plusieurs valeurs différentes", "Several different values"),
    "nobody": Label("Aucun habitant", "No inhabitant"),
    "partial": Label("Trop peu de communes connues", "Too few communes known"),
}
# Of the inhabitants of a territory, so many live in communes with a value where it gets one of its own.
COVERED = 0.95
# Of the cells that say something, so many are numbers in a column of them.
_NUMBERS = 0.5
_TRIED = 500
# Of the lines, so many have a code of their own in the column that the lines are of.
_DISTINCT = 0.9
# Words of a header that speak of no count.
_RATES = frozenset(
    declared(
        "taux part pourcentage pct indice score rang moyenne moyen median mediane revenu age densite ratio"
    )
)
_PLACES = frozenset(
    ("code", "insee", "siren", "siret", "postal", "cp", "codgeo", "lon", "lat", "annee", "an")
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Indicator:
    """An indicator of the reader's own at one level.

    Attributes
    ----------
    name
        Header of its column.
    level
        One of `atlas.vocabulary.LEVELS`.
    kind
        A key of `KINDS`.
    table
        Indexed by code, every territory of the level that has an outline, in the order of
        `Geography.level`: `given` (sum or value of the file, its unit), `value` (what is compared: `given`,
        of a count `given` per 100,000 inhabitants), `state` (key of `STATES`), `population`. Both numbers are
        missing where the state is not `value`: unknown, never zero.
    ledger
        Indexed by `line` of the file: `code_read`, `value_read` (texts of the file), `outcome` (key of
        `OUTCOMES`), `how`, `reason`, `candidates` (see `match_codes`; of a cell without a number `reason` is
        a key of `atlas.indicator.cells.CELLS`), `code`, `value`.
    twice
        A key of `TWICE`.
    raised
        Level of the file where the table was made from communes; else empty.
    """

    name: str
    level: str
    kind: str
    code_column: str
    table: pd.DataFrame
    ledger: pd.DataFrame
    twice: str
    digest: str
    raised: str = ""

    @cached_property
    def known(self) -> pd.Series:
        """Values of the territories that have one."""
        return self.table["value"].dropna()

    @cached_property
    def digits(self) -> int:
        """Decimals that its values deserve: none for whole or large ones, two at most."""
        if self.known.empty or (self.known % 1 == 0).all():
            return 0
        size = float(self.known.abs().quantile(0.75))
        return 0 if size >= 1000 else 1 if size >= 10 else 2  # noqa: PLR2004 - four figures are enough

    def counts(self) -> dict[str, int]:
        """Count the lines and what became of them, the territories and how many are in each state."""
        lines, states = self.ledger["outcome"].value_counts(), self.table["state"].value_counts()
        told = {"lines": len(self.ledger)} | {f"line_{one}": int(lines.get(one, 0)) for one in OUTCOMES}
        return (
            told
            | {"territories": len(self.table)}
            | {f"territory_{one}": int(states.get(one, 0)) for one in STATES}
        )


class Proposal(NamedTuple):
    """What the columns of a file may be.

    Attributes
    ----------
    code
        Column of the codes; empty where none is seen.
    recognised
        What its codes are of.
    numbers
        Columns of numbers, in the order of the file.
    """

    code: str
    recognised: Recognised
    numbers: tuple[str, ...]


def propose(raw: Raw, geography: Geography, *, level: str = "") -> Proposal:
    """Tell which column of a file has the codes and which ones have numbers.

    Parameters
    ----------
    raw
        A table of a file, see `atlas.readers.read_raw`.
    level
        What the codes are of, where that is known.

    Notes
    -----
    Of several columns of codes (a file often has those of the départements beside those of the communes), the
    one whose cells are most often distinct is of the lines themselves; codes come before names.
    """
    cells = as_texts(raw.cells).fillna("")
    seen = []
    for header in map(str, cells.columns):
        texts = cells[header][cells[header].str.strip().ne("")]
        found = recognise_level(header, texts, geography, among=[level] if level else LEVELS)
        if found.levels:
            distinct = texts.nunique() / len(texts)
            rank = (not found.by_name, distinct >= _DISTINCT, found.told, distinct)
            seen.append((rank, header, found))
    _, code, recognised = max(seen, key=lambda one: one[0], default=(None, "", Recognised()))
    numbers = tuple(
        header
        for header in map(str, cells.columns)
        if header != code and _holds_numbers(header, cells[header])
    )
    return Proposal(code, recognised, numbers)


def _holds_numbers(header: str, cells: pd.Series) -> bool:
    words = header_words(header).split()
    if not _PLACES.isdisjoint(words) or words in (["dep"], ["reg"], ["bv2022"], ["epci"]):
        return False
    texts = cells.fillna("")
    texts = texts[texts.str.strip().ne("")]
    read = read_numbers(texts.iloc[:: max(1, len(texts) // _TRIED)])
    said = read["problem"].ne("withheld")
    return bool(said.any()) and float(read.loc[said, "value"].notna().mean()) >= _NUMBERS


def seen_kind(column: str, cells: pd.Series) -> str:
    """Tell what the values of a column are most likely, by a key of `KINDS`: its reader may know better.

    A count where all are whole numbers of zero or more, one of them above 1, and no word of the header speaks
    of a rate.

    Examples
    --------
    >>> seen_kind("Fermes", pd.Series(["3", "12", "s"])), seen_kind("Taux", pd.Series(["3", "12"]))
    ('count', 'rate')
    """
    known = read_numbers(as_texts(pd.DataFrame({"cells": cells}))["cells"].fillna(""))["value"].dropna()
    whole = not known.empty and bool((known.ge(0) & known.mod(1).eq(0)).all()) and known.max() > 1
    return "count" if whole and _RATES.isdisjoint(header_words(column).split()) else "rate"


def join(  # noqa: PLR0913 - a table, and what its columns are
    raw: Raw,
    geography: Geography,
    *,
    column: str = "",
    level: str = "",
    code: str = "",
    kind: str = "",
    twice: str = "leave",
) -> Indicator:
    r"""Join a table by code of one level to the territories of that level.

    Parameters
    ----------
    raw
        A table of a file, see `atlas.readers.read_raw`.
    column
        Header of the values; the only column of numbers by default.
    level
        One of `atlas.vocabulary.LEVELS`; by default what the codes are seen to be of.
    code
        Header of the codes; recognised by default.
    kind
        A key of `KINDS`, by default as `seen_kind` tells: a count is compared per 100,000 inhabitants
        (municipal population).
    twice
        A key of `TWICE`: what becomes of a territory that several lines give different values. Lines that
        give the same value are one. Nothing is added up unless that is asked for.

    Returns
    -------
    Indicator
        Territories that the file does not name have no value: unknown, never zero.

    Raises
    ------
    UnknownChoiceError
        If `level`, `kind` or `twice` is not in its list.
    MissingColumnError
        If there is no such column, or the level or the column cannot be told.

    Examples
    --------
    >>> from io import BytesIO
    >>> from atlas.readers import read_raw
    >>> from atlas.territories import load_geography
    >>> file = BytesIO("Région;Part\nBretagne;12,5\n11;8\nAtlantide;3\n".encode())
    >>> found = join(read_raw(file), load_geography())
    >>> found.level, found.known.to_dict(), found.ledger["outcome"].tolist()
    ('region', {'11': 8.0, '53': 12.5}, ['matched', 'matched', 'unmatched'])
    """
    for what, chosen, closed in (("kind", kind, KINDS), ("way with repeated territories", twice, TWICE)):
        if chosen and chosen not in closed:
            msg = f"Unknown {what} {chosen!r}: choose one of {', '.join(closed)}."
            raise UnknownChoiceError(msg)
    if level and level not in LEVELS:
        msg = f"Unknown level {level!r}: choose one of {', '.join(LEVELS)}."
        raise UnknownChoiceError(msg)
    code, column, level = _columns(raw, geography, code, column, level)
    kind = kind or seen_kind(column, raw.cells[column])
    texts = as_texts(raw.cells[[code, column]]).fillna("")
    ledger = _ledger(raw, texts[code], texts[column], level, geography)
    given = _settle(ledger, twice)
    table = _table(geography, level, kind, given, ledger)
    return Indicator(
        name=column,
        level=level,
        kind=kind,
        code_column=code,
        table=table,
        ledger=ledger,
        twice=twice,
        digest=raw.digest,
    )


def _columns(raw: Raw, geography: Geography, code: str, column: str, level: str) -> tuple[str, str, str]:
    headers = [str(header) for header in raw.cells.columns]
    for one in filter(None, (code, column)):
        if one not in headers:
            msg = f"no column {one!r} in the file, which has: {', '.join(headers)}"
            raise MissingColumnError(msg)
    if not (code and column):
        proposal = propose(raw, geography, level=level)
        code = code or proposal.code
        if not code:
            msg = f"no column of the file has codes of territories; it has: {', '.join(headers)}"
            raise MissingColumnError(msg)
        numbers = [one for one in proposal.numbers if one != code]
        if not column and len(numbers) != 1:
            listed = ", ".join(numbers) or "none"
            msg = f"say which column has the indicator (--column); columns of numbers: {listed}"
            raise MissingColumnError(msg)
        column = column or numbers[0]
    if not level:
        cells = as_texts(raw.cells[[code]])[code].fillna("")
        level = _one_level(code, recognise_level(code, cells, geography))
    if code == column:
        msg = f"the column {code!r} cannot be both the codes and the indicator"
        raise MissingColumnError(msg)
    return code, column, level


def _one_level(code: str, found: Recognised) -> str:
    if len(found.levels) == 1:
        return found.levels[0]
    listed = " or ".join(found.levels) or "none that the atlas knows"
    msg = f"the level of the column {code!r} cannot be told ({listed}): say it (--level)"
    raise MissingColumnError(msg)


def _ledger(raw: Raw, codes: pd.Series, cells: pd.Series, level: str, geography: Geography) -> pd.DataFrame:
    """Say of each line which territory and which number it names."""
    matched, read = match_codes(codes, level, geography), read_numbers(cells)
    there, valued = matched["code"].notna(), read["value"].notna()
    outcome = np.select([~there, ~valued], ["unmatched", "missing"], "matched")
    ledger = pd.DataFrame(
        {
            "code_read": codes,
            "value_read": cells,
            "outcome": pd.Series(outcome, codes.index, dtype="str"),
            "how": matched["how"],
            "reason": matched["reason"].where(~there, read["problem"]).astype("str"),
            "candidates": matched["candidates"],
            "code": matched["code"],
            "value": read["value"],
        }
    )
    apart = pd.DataFrame(
        {
            "code_read": raw.refused["text"],
            "value_read": "",
            "outcome": "apart",
            "reason": raw.refused["reason"],
        },
        index=raw.refused.index,
    )
    if apart.empty:
        return ledger.rename_axis("line")
    both = pd.concat([ledger, apart]).sort_index(kind="stable").rename_axis("line")
    return both.astype({"outcome": "str", "reason": "str", "code": "str", "how": "str", "candidates": "str"})


def _settle(ledger: pd.DataFrame, twice: str) -> pd.Series:
    """Return the value of each territory, and mark in the ledger what became of repeated ones."""
    rows = ledger[ledger["outcome"].eq("matched")]
    groups = rows.groupby("code", sort=False)["value"]
    several, same = groups.transform("size").gt(1), groups.transform("nunique").eq(1)
    first = ~rows["code"].duplicated()
    if twice == "sum":
        return groups.sum()
    kept = ~rows["code"].duplicated(keep="last") if twice == "last" else first
    kept = kept.where(~same, first)
    left = several & ~same & (twice == "leave")
    repeated = rows.index[~kept & ~left]
    ledger.loc[ledger.index.isin(repeated) & ledger["outcome"].eq("matched"), "outcome"] = "repeated"
    ledger.loc[ledger.index.isin(rows.index[left]), "outcome"] = "twice"
    return rows[kept & ~left].set_index("code")["value"]


def _table(
    geography: Geography, level: str, kind: str, given: pd.Series, ledger: pd.DataFrame
) -> pd.DataFrame:
    territories = geography.level(level)
    if level == "commune":
        # The overseas collectivities have no outline and no neighbour here.
        territories = territories[territories["departement"].notna()]
    table = pd.DataFrame({"given": given.reindex(territories.index).astype("float64")})
    state = table["given"].notna().map({True: "value", False: "absent"}).astype("str")
    for outcome in ("missing", "twice"):
        named = pd.Index(ledger.loc[ledger["outcome"].eq(outcome), "code"].unique())
        state = state.mask(state.eq("absent") & among(state.index, named), outcome)
    return _valued(table.assign(state=state, population=territories["population"]), kind)


def _valued(table: pd.DataFrame, kind: str) -> pd.DataFrame:
    people = table["population"].astype("float64")
    value = table["given"]
    if kind == "count":
        value = per_100_000(value, people)
        table = table.assign(state=table["state"].mask(table["given"].notna() & value.isna(), "nobody"))
    return table.assign(value=value)[["given", "value", "state", "population"]]


def raise_to(indicator: Indicator, geography: Geography, level: str) -> Indicator:
    r"""Bring an indicator of communes to a larger level.

    Parameters
    ----------
    level
        A level above the commune.

    Returns
    -------
    Indicator
        With the ledger of the file.

    Raises
    ------
    UnknownChoiceError
        If the indicator is not of communes, or the level is not above them.

    Notes
    -----
    Over the communes with a value, of a count :math:`100\,000 \sum c_i / \sum p_i`, of a rate the mean
    weighted by inhabitants :math:`\sum p_i x_i / \sum p_i`: the rate itself where it is one per inhabitant,
    else something near it. A territory of whose inhabitants less than 95 % live in such communes has no
    value (`partial`).

    Examples
    --------
    >>> from io import BytesIO
    >>> from atlas.readers import read_raw
    >>> from atlas.territories import load_geography
    >>> file = BytesIO("insee;fermes\n75056;12\n01004;3\n".encode())
    >>> farms = join(read_raw(file), load_geography(), kind="count")
    >>> raise_to(farms, load_geography(), "departement").known.round(3).to_dict()
    {'75': 0.57}
    """
    if indicator.level != "commune" or level not in LEVELS or level == "commune":
        msg = f"Only an indicator of communes can be brought to a larger level, not one of {indicator.level}."
        raise UnknownChoiceError(msg)
    communes = geography.communes.loc[indicator.table.index]
    people, given = indicator.table["population"].astype("float64"), indicator.table["given"]
    there = given.notna()
    weighted = given if indicator.kind == "count" else given * people
    groups = communes[level]
    territories = geography.level(level)
    total, covered, everyone = (
        one.groupby(groups).sum().reindex(territories.index)
        for one in (weighted[there], people[there], people)
    )
    enough = covered.ge(COVERED * everyone) & covered.gt(0)
    table = pd.DataFrame({"given": (total if indicator.kind == "count" else total / covered).where(enough)})
    state = table["given"].notna().map({True: "value", False: "partial"}).astype("str")
    state = state.mask(~enough & ~covered.gt(0), "absent")
    table = _valued(table.assign(state=state, population=territories["population"]), "rate")
    if indicator.kind == "count":
        table["value"] = per_100_000(table["given"], covered.astype("float64"))
    return replace(indicator, level=level, table=table, raised=indicator.level)
