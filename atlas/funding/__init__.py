"""Money that initiatives received: what enters a total, shared, priced and added up to the cent.

Everything here is tables in, tables out. `atlas.account.account` puts it together for a selection; the page,
the command line and notebooks all read that one account.
"""

from atlas.funding.flows import flows
from atlas.funding.lines import envelopes
from atlas.funding.lines import not_counted
from atlas.funding.lines import received
from atlas.funding.prices import BASE_YEAR
from atlas.funding.prices import constant
from atlas.funding.prices import load_prices
from atlas.funding.sharing import SHARING
from atlas.funding.sharing import apportion
from atlas.funding.sharing import share
from atlas.funding.timeline import milestones
from atlas.funding.timeline import money_timeline
from atlas.funding.totals import DIMENSIONS
from atlas.funding.totals import Weaknesses
from atlas.funding.totals import by_year
from atlas.funding.totals import totals
from atlas.funding.totals import weaknesses

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
