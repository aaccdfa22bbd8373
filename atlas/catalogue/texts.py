"""What the text search looks through."""

import pandas as pd

from atlas.territories import normalise_name


def search_text(initiatives: pd.DataFrame, type_labels: pd.Series) -> pd.Series:
    """Join what the text search looks through, normalised once.

    Parameters
    ----------
    initiatives
        Table of initiatives, indexed by id.
    type_labels
        Label of each type, indexed by its code.

    Returns
    -------
    pandas.Series
        Normalised text on the index of `initiatives`.
    """
    words = initiatives[["name", "territory", "initiator_text"]].fillna("")
    words["type"] = initiatives["type"].map(type_labels).fillna("")
    joined = words["name"] + " " + words["territory"] + " " + words["initiator_text"] + " " + words["type"]
    return joined.map(normalise_name)
