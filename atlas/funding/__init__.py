"""Money that initiatives received: what enters a total, shared, priced and added up to the cent.

Everything here is tables in, tables out. `atlas.account.account` puts it together for a selection; the page,
the command line and notebooks all read that one account.
"""

from atlas.funding.flows import flows
from atlas.funding.lines import envelopes, not_counted, received
from atlas.funding.prices import BASE_YEAR, constant, load_prices
from atlas.funding.sharing import SHARING, apportion, share
from atlas.funding.timeline import milestones, money_timeline
from atlas.funding.totals import DIMENSIONS, Weaknesses, by_year, totals, weaknesses

__all__ = [
    "BASE_YEAR",
    "DIMENSIONS",
    "SHARING",
    "Weaknesses",
    "apportion",
    "by_year",
    "constant",
    "envelopes",
    "flows",
    "load_prices",
    "milestones",
    "money_timeline",
    "not_counted",
    "received",
    "share",
    "totals",
    "weaknesses",
]
