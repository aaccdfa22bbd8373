"""What the page of funding lets choose, and its place in the address."""

from atlas.account.account import Account
from atlas.catalogue import Catalogue
from atlas.funding import BASE_YEAR, DIMENSIONS, SHARING, envelopes
from atlas.views.choices import Choice, address

SECTIONS = ("territoires", "repartition", "flux", "comptes", "chronologie", "fichier")
EUROS = ("courants", "constants")
AMOUNTS = ("habitant", "total")


def own_choices(catalogue: Catalogue) -> dict[str, Choice]:
    """List the page's own widgets; the timeline starts with the initiative told in the most ways."""
    funding = catalogue.tables.funding
    group = envelopes(funding)
    readings = group.map(group.value_counts()).where(group.isin(catalogue.lines.index), 0)
    most = readings.groupby(funding["initiative_id"]).max()
    told = most.sort_values(ascending=False, kind="stable").index
    return {
        "section": Choice("section", SECTIONS),
        "share_rule": Choice("partage", tuple(SHARING)),
        "euros": Choice("euros", EUROS),
        "amount": Choice("montant", AMOUNTS),
        "breakdown": Choice("ventilation", tuple(DIMENSIONS)),
        "told": Choice("chronologie", tuple(told)),
    }


def money_address(catalogue: Catalogue, money: Account, **shown: str) -> dict[str, str] | None:
    """Return what shows an account again; `shown` names the section and what is chosen in it."""
    euros = {None: "courants", BASE_YEAR: "constants"}.get(money.base, str(money.base))
    return address(own_choices(catalogue), {"share_rule": money.rule, "euros": euros} | shown)
