"""What two initiatives have in common, fact by fact; what is unknown of either is left out."""

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.legal_forms import FORMS
from atlas.peers.search import Peers
from atlas.peers.traits import SHARES, traits

# Funder levels that name nobody in particular, and one's own money.
_NOT_SHARED = ("mixte", "unknown", "propre", "collectivites")


def reasons(catalogue: Catalogue, found: Peers) -> pd.DataFrame:
    """List the facts by which peers resemble their start.

    Returns
    -------
    pandas.DataFrame
        On the index of `found.table`. `same_type`, `same_scale`, `same_initiator` (booleans; false where
        either is unknown); `setting` (code of the setting in which the majority lives in both areas; missing
        otherwise) with `start_share` and `peer_share` (0 to 1); `distance_km`; `years` (start year of the
        peer less that of the start; missing where either is unknown); `shared_funders` and `shared_forms`
        (codes separated by "|"; missing where there is none). A funder is shared where both received a line
        from one of its level, amount known or not.
    """
    one = found.origin.row.iloc[0]
    many = traits(catalogue).table.loc[found.table.index]
    table = pd.DataFrame({"distance_km": found.table["distance_km"]})
    for column in ("type", "initiator", "scale"):
        table[f"same_{column}"] = many[column].eq(one[column]).fillna(value=False).astype(bool)
    mine, theirs = one[list(SHARES)].to_numpy("float64"), many[list(SHARES)].to_numpy("float64")
    # NaN is no majority: comparisons with it are false.
    both = (mine > 1 / 2) & (theirs > 1 / 2)
    which = both.argmax(axis=1)
    rows, there = np.arange(len(many)), both.any(axis=1)
    codes = np.array([column.removeprefix("share_") for column in SHARES], dtype=object)
    table["setting"] = pd.Series(np.where(there, codes[which], None), index=table.index, dtype="object")
    table["start_share"] = np.where(there, mine[which], np.nan)
    table["peer_share"] = np.where(there, theirs[rows, which], np.nan)
    table["years"] = (many["start_year"] - float(one["start_year"])).astype("Int64")
    table["shared_funders"] = _funders(catalogue, found)
    own = {column.removeprefix("form_") for column in FORMS if one[column] == 1}
    table["shared_forms"] = [
        "|".join(form for form in own if row[f"form_{form}"] == 1) or None
        for row in many[list(FORMS)].to_dict("records")
    ]
    return table


def _funders(catalogue: Catalogue, found: Peers) -> pd.Series:
    lines = catalogue.tables.funding
    lines = lines[lines["direction"].eq("received") & ~lines["funder_level"].isin(_NOT_SHARED)]
    own = set(lines.loc[lines["initiative_id"].eq(found.start.initiative), "funder_level"].dropna())
    shared = lines[lines["initiative_id"].isin(found.table.index) & lines["funder_level"].isin(own)]
    words = shared.groupby("initiative_id")["funder_level"].agg(lambda levels: "|".join(sorted(set(levels))))
    return words.reindex(found.table.index).astype("object")
