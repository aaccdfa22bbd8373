"""What leaves the page of funding."""

from datetime import date

import pandas as pd

from atlas.account.account import Account, account_table, territory_money
from atlas.account.listing import (
    beside_grants,
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
from atlas.views.map.figure import Figure
from atlas.views.map.files import mapped, table
from atlas.views.money import view as money_view
from atlas.views.money.choices import money_address
from atlas.vocabulary import place_level
from atlas.words import say


def territories(  # noqa: PLR0913 - each is one choice of the caller
    catalogue: Catalogue,
    view: View,
    money: Account,
    *,
    per_inhabitant: bool,
    created: date,
    grants: Grants | None = None,
) -> Export:
    """Make the file of the money by territory, a row for what is not located included, with its map."""
    rows = account_table(catalogue, money)
    if grants is not None:
        rows = beside_grants(catalogue, rows, grants, money.level)
    answer = territory_money(catalogue, money, view.selection, per_inhabitant=per_inhabitant)
    return mapped(
        catalogue,
        view,
        answer,
        rows,
        figure=money_view.money_figure(money, answer.table, view.language, per_inhabitant=per_inhabitant),
        name=f"atlas_financements_{place_level(money.level)}",
        created=created,
        level=money.level,
        also=_also(catalogue, view, money, amount=_amount(per_inhabitant=per_inhabitant)),
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
        also=_also(catalogue, view, money, section="repartition", breakdown=dimension),
    )


def flow(catalogue: Catalogue, view: View, money: Account, *, created: date) -> Export:
    """Make the file of the flows of money; see `territories` for the parameters."""
    title = say("flow_title", view.language)
    also = _also(catalogue, view, money, section="flux")
    return _table(catalogue, view, flows_table(money), "financements_flux", title, also, created)


def ledger(catalogue: Catalogue, view: View, money: Account, *, created: date) -> Export:
    """Make the file that shows that each level keeps the sum; see `territories` for the parameters."""
    rows = ledger_table(catalogue, view.selection, money)
    title = say("ledger_title", view.language)
    also = _also(catalogue, view, money, section="comptes")
    return _table(catalogue, view, rows, "financements_comptes", title, also, created)


def others(catalogue: Catalogue, view: View, money: Account, *, created: date) -> Export:
    """Make the file of the lines out of the totals; see `territories` for the parameters."""
    rows = others_table(catalogue, money)
    title = say("ledger_others", view.language, n=str(len(rows)))
    also = _also(catalogue, view, money, section="comptes")
    return _table(catalogue, view, rows, "financements_non_comptes", title, also, created)


def told(catalogue: Catalogue, view: View, money: Account, initiative: str, *, created: date) -> Export:
    """Make the file of all known lines of an initiative; see `territories` for the other parameters."""
    funding = catalogue.tables.funding
    rows = with_origins(catalogue, funding[funding["initiative_id"].eq(initiative)])
    title = f"{say('money_title', view.language)} · {catalogue.tables.initiatives['name'][initiative]}"
    also = _also(catalogue, view, money, section="chronologie", told=initiative)
    return _table(catalogue, view, rows, f"financements_{initiative}", title, also, created)


def granted(  # noqa: PLR0913 - what a file of grants is laid over
    catalogue: Catalogue,
    view: View,
    money: Account,
    answer: Answer,
    *,
    grants: Grants,
    figure: Figure,
    per_inhabitant: bool,
    brought: str,
    created: date,
) -> Export:
    """Make the file of a reader's grants by territory, with its map."""
    return mapped(
        catalogue,
        view,
        answer,
        grants_table(catalogue, grants, answer, money.level),
        figure=figure,
        name=f"atlas_aides_{place_level(money.level)}",
        created=created,
        level=money.level,
        also=_also(
            catalogue,
            view,
            money,
            brought=brought,
            section="fichier",
            amount=_amount(per_inhabitant=per_inhabitant),
        ),
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
    also = _also(catalogue, view, money, brought=brought, section="fichier")
    return table(
        catalogue, view, rows, name="atlas_aides_non_placees", title=title, created=created, also=also
    )


def _table(  # noqa: PLR0913, PLR0917 - what a table of money is
    catalogue: Catalogue, view: View, rows: pd.DataFrame, name: str, title: str, also: Also, created: date
) -> Export:
    return table(catalogue, view, rows, name=f"atlas_{name}", title=title, created=created, also=also)


def _also(catalogue: Catalogue, view: View, money: Account, *, brought: str = "", **shown: str) -> Also:
    words = {
        say("money_share", view.language): SHARING[money.rule].to(view.language),
        say("money_euros", view.language): money_view.prices_words(money, view.language),
    }
    address = money_address(catalogue, money, **shown)
    return Also(words, address, counted=False, brought=brought, page="financements")


def _amount(*, per_inhabitant: bool) -> str:
    return "habitant" if per_inhabitant else "total"
