"""What leaves the page of funding."""

from datetime import date

import pandas as pd

from atlas.account.account import Account, account_table, territory_money
from atlas.account.listing import (
    flows_table,
    grants_table,
    ledger_table,
    others_table,
    unplaced_table,
    with_origins,
)
from atlas.catalogue import Answer, Catalogue
from atlas.exports.content import Export
from atlas.funding import DIMENSIONS, SHARING
from atlas.readers import Grants
from atlas.views.about import Also
from atlas.views.link import View
from atlas.views.map.figure import Figure, shown_codes
from atlas.views.map.files import mapped, table
from atlas.views.money import view as money_view
from atlas.words import say


def territories(
    catalogue: Catalogue, view: View, money: Account, *, per_inhabitant: bool, created: date
) -> Export:
    """Make the file of the money by territory, a row for what is not located included, with its map."""
    answer = territory_money(catalogue, money, view.selection, per_inhabitant=per_inhabitant)
    return mapped(
        catalogue,
        view,
        answer,
        account_table(catalogue, money),
        figure=money_view.money_figure(money, answer.table, view.language, per_inhabitant=per_inhabitant),
        name=f"atlas_financements_{money.level}",
        created=created,
        level=money.level,
        also=_also(view, money),
    )


def breakdown(catalogue: Catalogue, view: View, money: Account, dimension: str, *, created: date) -> Export:
    """Make the file of the money by territory and a dimension."""
    return table(
        catalogue,
        view,
        account_table(catalogue, money, dimension),
        name=f"atlas_financements_{dimension}",
        title=f"{say('money_title', view.language)}, {DIMENSIONS[dimension].to(view.language).lower()}",
        created=created,
        level=money.level,
        also=_also(view, money),
    )


def flow(catalogue: Catalogue, view: View, money: Account, *, created: date) -> Export:
    """Make the file of the flows of money; see `territories` for the parameters."""
    title = say("flow_title", view.language)
    return _table(catalogue, view, money, flows_table(money), "financements_flux", title, created)


def ledger(catalogue: Catalogue, view: View, money: Account, *, created: date) -> Export:
    """Make the file that shows that each level keeps the sum; see `territories` for the parameters."""
    rows = ledger_table(catalogue, view.selection, money)
    title = say("ledger_title", view.language)
    return _table(catalogue, view, money, rows, "financements_comptes", title, created)


def others(catalogue: Catalogue, view: View, money: Account, *, created: date) -> Export:
    """Make the file of the lines out of the totals; see `territories` for the parameters."""
    rows = others_table(catalogue, money)
    title = say("ledger_others", view.language, n=str(len(rows)))
    return _table(catalogue, view, money, rows, "financements_non_comptes", title, created)


def told(catalogue: Catalogue, view: View, money: Account, initiative: str, *, created: date) -> Export:
    """Make the file of all known lines of an initiative; see `territories` for the other parameters."""
    funding = catalogue.tables.funding
    rows = with_origins(catalogue, funding[funding["initiative_id"].eq(initiative)])
    title = f"{say('money_title', view.language)} · {catalogue.tables.initiatives['name'][initiative]}"
    return _table(catalogue, view, money, rows, f"financements_{initiative}", title, created)


def granted(  # noqa: PLR0913 - what a file of grants is laid over
    catalogue: Catalogue,
    view: View,
    money: Account,
    answer: Answer,
    *,
    grants: Grants,
    figure: Figure,
    brought: str,
    created: date,
) -> Export:
    """Make the file of a reader's grants by territory, with its map."""
    codes = shown_codes(catalogue, view, answer)
    return mapped(
        catalogue,
        view,
        answer,
        grants_table(catalogue, grants, answer, money.level, codes),
        figure=figure,
        name=f"atlas_aides_{money.level}",
        created=created,
        level=money.level,
        also=_also(view, money, brought),
    )


def unplaced(  # noqa: PLR0913 - what a file of grants is laid over
    catalogue: Catalogue,
    view: View,
    money: Account,
    grants: Grants,
    *,
    title: str,
    brought: str,
    created: date,
) -> Export:
    """Make the file of the rows of grants that the level has no territory for."""
    rows = unplaced_table(grants, money.level)
    also = _also(view, money, brought)
    return table(
        catalogue, view, rows, name="atlas_aides_non_placees", title=title, created=created, also=also
    )


def _table(  # noqa: PLR0913, PLR0917 - what a table of money is
    catalogue: Catalogue,
    view: View,
    money: Account,
    rows: pd.DataFrame,
    name: str,
    title: str,
    created: date,
) -> Export:
    also = _also(view, money)
    return table(catalogue, view, rows, name=f"atlas_{name}", title=title, created=created, also=also)


def _also(view: View, money: Account, brought: str = "") -> Also:
    words = {
        say("money_share", view.language): SHARING[money.rule].to(view.language),
        say("money_euros", view.language): money_view.prices_words(money, view.language),
    }
    address = {} if money.rule == "population" else {"partage": money.rule}
    if money.base is not None:
        address["euros"] = "constants"
    return Also(words, address, counted=False, brought=brought, page="financements")
