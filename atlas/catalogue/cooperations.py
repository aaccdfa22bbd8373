"""Territorial cooperations by the criteria of the Labo de l'ESS."""

import pandas as pd

from atlas.tables import Tables
from atlas.vocabulary import COOPERATION_CRITERIA, COOPERATIONS, Label


def cooperations(tables: Tables) -> pd.DataFrame:
    """Sort initiatives by each criterion, as far as their type or a source of theirs says.

    Returns
    -------
    pandas.DataFrame
        Index of the initiatives, a column for each key of `COOPERATIONS`; missing where not known.

    Notes
    -----
    `reference` follows from the type (`types.csv`), the others from the initiative's own sources alone.
    """
    found = tables.initiatives[["finalite", "modele_economique"]].astype(object)
    found.insert(0, "reference", tables.initiatives["type"].map(tables.types["reference"]).astype(object))
    return found


# One list for the filter: each value with its criterion.
KINDS: dict[str, Label] = {
    code: Label(f"{COOPERATION_CRITERIA[key].fr} : {label.fr}", f"{COOPERATION_CRITERIA[key].en}: {label.en}")
    for key, values in COOPERATIONS.items()
    for code, label in values.items()
}
