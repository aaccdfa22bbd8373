"""The money of a selection at one level: the one account that the page, the files and notebooks read."""

from dataclasses import dataclass, replace

import pandas as pd

from atlas.account.weights import territory_weights, weights_inside
from atlas.catalogue import Answer, Catalogue, kept, measures
from atlas.catalogue.selection import Selection, among, select_funding
from atlas.funding.lines import not_counted
from atlas.funding.prices import BASE_YEAR, load_prices
from atlas.funding.sharing import apportion, share
from atlas.funding.totals import Weaknesses, by_year, check_dimension, describe, totals, weaknesses
from atlas.territories.parts import parts
from atlas.territories.places import Place
from atlas.vocabulary import AREA_LEVELS, LEVELS, OWN_LEVEL, PERIMETER, place_level


@dataclass(frozen=True, eq=False)
class Account:
    """Money received by chosen initiatives, over the territories of one level.

    Attributes
    ----------
    level
        One of `atlas.vocabulary.LEVELS`.
    rule
        A key of `atlas.funding.SHARING`.
    base
        Year of the prices of all amounts; None for current euros.
    lines
        Received and counted lines, indexed by line id: the columns of the funding table, `type` and
        `setting` of the initiative, `cents` (int64).
    years
        Each line over its years, see `atlas.funding.by_year`; sums to `lines`.
    pieces
        Each line over its territories: `line`, `initiative_id`, `code` (missing where not located at this
        level), `cents` (int64); sums to `lines`.
    others
        Lines of the chosen initiatives that stay out of the totals, with `kind`: see
        `atlas.funding.not_counted`.
    unconverted
        Cents that stay in current euros because their year is not known or not in the index; 0 where `base`
        is None.
    open_ended
        Cents of lines whose last year is not stated, which count in their first.
    people
        Inhabitants of each territory, or of the part of it that lies in the place asked about.
    """

    level: str
    rule: str
    base: int | None
    lines: pd.DataFrame
    years: pd.DataFrame
    pieces: pd.DataFrame
    others: pd.DataFrame
    unconverted: int
    open_ended: int
    people: pd.Series

    @property
    def total(self) -> int:
        """Sum of the lines, in cents."""
        return int(self.lines["cents"].sum())

    @property
    def unlocated(self) -> int:
        """The part of it that no territory of the level has, in cents."""
        return int(self.pieces.loc[self.pieces["code"].isna(), "cents"].sum())

    @property
    def weaknesses(self) -> Weaknesses:
        """The two weaknesses that the study names, see `atlas.funding.weaknesses`."""
        return weaknesses(self.lines)

    def by_territory(self) -> pd.Series:
        """Return the cents of each territory that has some, indexed by code."""
        return self.pieces.dropna(subset=["code"]).groupby("code")["cents"].sum()

    def breakdown(self, dimension: str) -> pd.DataFrame:
        """Add all the money up by one of its sides, wherever it is.

        Parameters
        ----------
        dimension
            A key of `atlas.funding.DIMENSIONS`.

        Returns
        -------
        pandas.DataFrame
            See `atlas.funding.totals`; a missing `dimension` is what is not known. By `year` in the order of
            years, else the largest first.
        """
        check_dimension(dimension)
        if dimension == "year":
            pieces = self.years.assign(initiative_id=self.years["line"].map(self.lines["initiative_id"]))
            return totals(pieces, ["year"]).sort_values("year").reset_index(drop=True)
        return totals(self.lines.rename_axis("line").reset_index(), [dimension])

    def cross(self, dimension: str) -> pd.DataFrame:
        """Add the money up by territory and one of its sides.

        Parameters
        ----------
        dimension
            A key of `atlas.funding.DIMENSIONS`.

        Returns
        -------
        pandas.DataFrame
            Columns `code` (missing: not located), `dimension`, and those of `atlas.funding.totals`. For each
            territory, the sum is that of `by_territory`, to the cent.
        """
        check_dimension(dimension)
        if dimension != "year":
            return totals(self.pieces.assign(**{dimension: self._of_line(dimension)}), ["code", dimension])
        parts = self.pieces.rename(columns={"cents": "total"}).rename_axis("piece").reset_index()
        parts = parts.merge(self.years.drop(columns="converted"), on="line").sort_values(["piece", "year"])
        parts["cents"] = apportion(parts["total"], parts["cents"], parts["piece"])
        return totals(parts, ["code", "year"])

    def _of_line(self, column: str) -> pd.Series:
        return self.pieces["line"].map(self.lines[column])


def account(
    catalogue: Catalogue,
    selection: Selection,
    level: str,
    *,
    rule: str = "population",
    base: int | None = None,
) -> Account:
    """Draw up the account of a selection at one level.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.AREA_LEVELS`; what communes outside the reader's perimeters have is not
        located at theirs.
    rule
        How an amount over several territories is shared, a key of `atlas.funding.SHARING`.
    base
        Year whose prices all amounts take, such as `atlas.funding.BASE_YEAR`; None for current euros.

    Returns
    -------
    Account
        Its pieces sum to its lines, to the cent. Of a place, the lines hold the part of each amount that is
        the place's by the rule, and a territory that spills over the part that is in the place.

    Raises
    ------
    UnknownChoiceError
        If the level or the rule does not exist, or no price is known for `base`.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> found = account(load_catalogue(), Selection(types=("ptce",)), "departement")
    >>> found.total - found.unlocated - int(found.by_territory().sum())
    0
    """
    there = catalogue.under(selection)
    if selection.where is None:
        whole = _whole(there, level, rule, base)
    else:
        whole = _inside(there, selection.where, level, rule, base)
    chosen = catalogue.choose(selection).index
    lines = select_funding(whole.lines, selection)
    lines = lines[among(lines["initiative_id"], chosen)]
    others = select_funding(whole.others, selection)
    years = whole.years[among(whole.years["line"], lines.index)]
    open_ended = lines["year_start"].notna() & lines["year_end"].isna()
    return replace(
        whole,
        lines=lines,
        years=years,
        pieces=whole.pieces[among(whole.pieces["line"], lines.index)],
        others=others[among(others["initiative_id"], chosen)],
        unconverted=0 if base is None else int(years.loc[~years["converted"], "cents"].sum()),
        open_ended=int(lines.loc[open_ended, "cents"].sum()),
    )


# Each line is shared by itself, so that a selection is a part of the whole: one per level, rule and prices.
@kept(maxsize=64)
def _whole(catalogue: Catalogue, level: str, rule: str, base: int | None) -> Account:
    catalogue.geography.level(level)  # refuses a level that does not exist
    if level == OWN_LEVEL:
        whole = _whole(catalogue, "commune", rule, base)
        return _of_communes(catalogue, whole, catalogue.geography.level(level)["population"])
    initiatives = catalogue.tables.initiatives
    lines = describe(catalogue.lines, initiatives, catalogue.places)
    years = by_year(lines, prices=None if base is None else load_prices(), base=base or BASE_YEAR)
    lines["cents"] = years.groupby("line")["cents"].sum().reindex(lines.index).astype("int64")
    funded = initiatives[among(initiatives.index, pd.Index(lines["initiative_id"].unique()))]
    weights = territory_weights(funded, catalogue.geography, level, rule=rule)
    return Account(
        level=level,
        rule=rule,
        base=base,
        lines=lines,
        years=years,
        pieces=_pieces(lines, weights),
        others=not_counted(catalogue.tables.funding),
        unconverted=0,
        open_ended=0,
        people=catalogue.geography.level(level)["population"],
    )


@kept(maxsize=64)
def _inside(catalogue: Catalogue, where: Place, level: str, rule: str, base: int | None) -> Account:
    """Keep the part of each line that a place has, shared over the parts of territories that it holds."""
    if level == OWN_LEVEL:
        people = parts(catalogue.geography, where, level)["people"]
        return _of_communes(catalogue, _inside(catalogue, where, "commune", rule, base), people)
    # No list says how a perimeter and what is outside it share an amount: its communes have it.
    by = "commune" if where.level == PERIMETER else where.level
    whole = _whole(catalogue, by, rule, base)
    codes = catalogue.geography.members(*where) if where.level == PERIMETER else [where.code]
    here = whole.pieces[whole.pieces["code"].isin(codes)].groupby("line", sort=False)["cents"].sum()
    lines = whole.lines.loc[here.index].assign(cents=here)
    years = whole.years[among(whole.years["line"], here.index)].sort_values(["line", "year"])
    years["cents"] = apportion(years["line"].map(here), years["cents"], years["line"])
    initiatives = catalogue.tables.initiatives
    funded = initiatives[among(initiatives.index, pd.Index(lines["initiative_id"].unique()))]
    held = parts(catalogue.geography, where, level)
    return replace(
        whole,
        level=level,
        lines=lines,
        years=years,
        pieces=_pieces(lines, weights_inside(funded, catalogue.geography, where, level, rule=rule)),
        people=held["people"],
    )


def _of_communes(catalogue: Catalogue, communes: Account, people: pd.Series) -> Account:
    """Give a reader's perimeters what their communes have: no rule knows how much lies in none of them."""
    pieces = communes.pieces.copy()
    pieces["code"] = catalogue.geography.lookup(pieces["code"], OWN_LEVEL)
    by = ["line", "initiative_id", "code"]
    pieces = pieces.groupby(by, sort=False, dropna=False)["cents"].sum().reset_index()
    return replace(communes, level=OWN_LEVEL, pieces=pieces, people=people)


def _pieces(lines: pd.DataFrame, weights: pd.DataFrame) -> pd.DataFrame:
    index = pd.MultiIndex.from_arrays([lines["initiative_id"], lines.index], names=["id", "line"])
    cents = pd.Series(lines["cents"].to_numpy(), index=index)
    located = share(cents, weights, weight="weight").rename(columns={"id": "initiative_id"})
    rest = lines[~among(lines.index, pd.Index(located["line"].unique()))]
    unlocated = pd.DataFrame({"line": rest.index, "initiative_id": rest["initiative_id"].to_numpy()})
    unlocated["code"] = pd.Series(None, index=unlocated.index, dtype="str")
    unlocated["cents"] = rest["cents"].to_numpy()
    columns = ["line", "initiative_id", "code", "cents"]
    return pd.concat([located[columns], unlocated[columns]], ignore_index=True)


def territory_money(
    catalogue: Catalogue, money: Account, selection: Selection, *, per_inhabitant: bool = False
) -> Answer:
    """Return the money of each territory of the level, or why there is no figure.

    Parameters
    ----------
    money
        The account of `selection`.
    per_inhabitant
        Divide by the municipal population of the territory, or of its part in the place.

    Returns
    -------
    atlas.catalogue.Answer
        `table` as `measure` gives it, `value` and `funding` in euros, shared by the account's
        rule and in its prices.
    """
    answer = catalogue.answer(
        selection, money.level, by="seat" if money.rule == "seat" else "coverage", measure="funding"
    )
    table = answer.table.copy()
    table["funding"] = money.by_territory().reindex(table.index).astype("float64") / 100
    value = table["funding"]
    if per_inhabitant:
        value = measures.per_inhabitant(value, money.people)
    table["value"] = value.mask(table["initiatives"].eq(0))
    empty = table["status"].isin(["zero", "no_known"])
    status = pd.Series("value", index=table.index).mask(table["value"].isna(), "no_data")
    table["status"] = status.mask(empty, table["status"])
    return answer._replace(table=table, total_cents=money.total, unplaced_cents=money.unlocated)


def account_table(catalogue: Catalogue, money: Account, dimension: str | None = None) -> pd.DataFrame:
    """Lay an account out for a file, a row for what is not located included.

    Parameters
    ----------
    dimension
        Break each territory down by this key of `atlas.funding.DIMENSIONS`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `code` (missing: not located at this level), by code then the largest amount: `level`,
        `name`, `population`, the dimension's code, `amount_eur` (euros, exact to the cent),
        `per_inhabitant_eur` (euros over the municipal population of the whole territory), `lines`,
        `initiatives`, `shared` (the rule), `prices` (`current`, or the year of constant euros), `millesime`.
        The sum of `amount_eur` is the account's total. Where a reader's own lines are among them, `own_eur`
        follows: the part of the amount that they make.
    """
    columns = [] if dimension is None else [dimension]
    table = _spread(money, dimension)
    mine = own_lines(catalogue)
    mine = mine[among(mine, money.lines.index)]
    if len(mine):
        own = _spread(replace(money, pieces=money.pieces[among(money.pieces["line"], mine)]), dimension)
        own = own.rename(columns={"cents": "own"})[["code", *columns, "own"]]
        table = table.merge(own, on=["code", *columns], how="left")
        table["own_eur"] = table["own"].fillna(0) / 100
    table = table.sort_values("code", kind="stable").set_index("code")
    territories = catalogue.geography.level(money.level)
    table["level"] = place_level(money.level)
    table["name"] = territories["name"].reindex(table.index)
    table["population"] = money.people.reindex(table.index).astype("Int64")
    table["amount_eur"] = table["cents"] / 100
    table["per_inhabitant_eur"] = measures.per_inhabitant(table["amount_eur"], table["population"]).round(4)
    table["shared"] = money.rule
    table["prices"] = "current" if money.base is None else str(money.base)
    table["millesime"] = catalogue.geography.millesime
    first = ["level", "name", "population", *columns, "amount_eur", "per_inhabitant_eur"]
    first += ["own_eur"] if len(mine) else []
    return table[[*first, "lines", "initiatives", "shared", "prices", "millesime"]]


def _spread(money: Account, dimension: str | None) -> pd.DataFrame:
    return totals(money.pieces, ["code"]) if dimension is None else money.cross(dimension)


def own_lines(catalogue: Catalogue) -> pd.Index:
    """List the funding lines that a reader brought.

    Returns
    -------
    pandas.Index
        Ids of lines; empty for the curated catalogue.
    """
    return catalogue.tables.funding.index[len(catalogue.curated.tables.funding) :]


def ledger(
    catalogue: Catalogue, selection: Selection, *, rule: str = "population", base: int | None = None
) -> pd.DataFrame:
    """Show that the sum of the lines is kept at every level.

    Parameters
    ----------
    rule, base
        See `account`.

    Returns
    -------
    pandas.DataFrame
        Indexed by level, `perimetre` for that of a reader's own: `located` (cents over the territories),
        `unlocated`, `total` (sum of the lines) and `unlocated_lines`; `located` + `unlocated` = `total`.
    """
    rows = {}
    for level in AREA_LEVELS if catalogue.geography.own_level else LEVELS:
        money = account(catalogue, selection, level, rule=rule, base=base)
        located = int(money.by_territory().sum())
        rows[place_level(level)] = [
            located,
            money.unlocated,
            money.total,
            int(money.pieces["code"].isna().sum()),
        ]
    columns = ["located", "unlocated", "total", "unlocated_lines"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)
