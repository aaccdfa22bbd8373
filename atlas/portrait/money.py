"""The money that the initiatives of a territory received."""

from typing import NamedTuple

import pandas as pd

from atlas.catalogue.measures import per_inhabitant
from atlas.catalogue.selection import among, select_funding
from atlas.portrait.people import People
from atlas.portrait.question import Question
from atlas.vocabulary import Label

# What a funding line does in the sum.
ENTRIES: dict[str, Label] = {
    "counted": Label("Compté", "Counted"),
    "not_counted": Label("Non compté", "Not counted"),
    "redistributed": Label("Redistribué, non compté", "Redistributed, not counted"),
    "generated": Label("Généré, non compté", "Generated, not counted"),
    "unknown_amount": Label("Montant inconnu", "Amount unknown"),
}


class Money(NamedTuple):
    """What the initiatives of a territory received, as far as known.

    Attributes
    ----------
    received
        Euros of the territory's part of the lines that count; None where no amount is known.
    per_inhabitant
        `received` over the municipal population of the whole territory, in euros; None where either is not
        known.
    funded
        Initiatives present with a known amount.
    present
        Initiatives present.
    grants
        Grants placed in the territory that a team keeps and no initiative received; 0 where there are none.
    granted
        Their sum in euros, never a part of `received`; None where there are none.
    """

    received: float | None
    per_inhabitant: float | None
    funded: int
    present: int
    grants: int = 0
    granted: float | None = None


def money(question: Question, people: People) -> Money:
    """Add up what the initiatives counted in a territory received, see `Money`."""
    part = question.shares
    received = None if part.empty else int(part["cents"].sum()) / 100
    grants, granted = _kept(question)
    return Money(
        received=received,
        per_inhabitant=None if received is None else per_inhabitant(received, people.population),
        funded=int(part["id"].nunique()),
        present=len(question.ids[question.by]),
        grants=grants,
        granted=granted,
    )


def _kept(question: Question) -> tuple[int, float | None]:
    grants = question.catalogue.grants
    if grants is None or question.selection.origin == "atlas":
        return 0, None
    rows, cents = grants.inside(*question.where, question.catalogue.geography.members(*question.where))
    return (rows, cents / 100) if rows else (0, None)


def lines(question: Question) -> pd.DataFrame:
    """List every funding line of the initiatives counted in a territory.

    Returns
    -------
    pandas.DataFrame
        Indexed by line id: `initiative`, `funder`, `funder_level`, `programme`, `year_start`, `year_end`,
        `nature`, `amount_eur` (euros of the whole line; missing where unknown), `share_eur` (the territory's
        part; missing where the line does not count), `entry` (a key of `ENTRIES`), `reason`, `source_url`.
    """
    catalogue, shares = question.catalogue, question.shares
    chosen = select_funding(catalogue.tables.funding, question.selection)
    chosen = chosen[among(chosen["initiative_id"], question.ids[question.by])]
    entry = pd.Series("counted", index=chosen.index).mask(~chosen["counted"].astype(bool), "not_counted")
    entry = entry.mask(chosen["amount_eur"].isna(), "unknown_amount")
    entry = entry.mask(chosen["direction"].ne("received"), chosen["direction"])
    table = pd.DataFrame(
        {
            "initiative": chosen["initiative_id"].map(catalogue.tables.initiatives["name"]),
            "funder": chosen["funder"],
            "funder_level": chosen["funder_level"],
            "programme": chosen["programme"],
            "year_start": chosen["year_start"],
            "year_end": chosen["year_end"],
            "nature": chosen["nature"],
            "amount_eur": chosen["amount_eur"].astype("float64"),
            "share_eur": shares.set_index("line")["cents"].reindex(chosen.index).astype("float64") / 100,
            "entry": entry,
            "reason": chosen["not_counted_reason"],
            "source_url": chosen["source_url"],
        }
    )
    order = table["entry"].map({key: number for number, key in enumerate(ENTRIES)})
    table = table.assign(order=order)
    table = table.sort_values(
        ["order", "share_eur", "amount_eur"], ascending=[True, False, False], kind="stable"
    )
    return table.drop(columns="order").rename_axis("line_id")
