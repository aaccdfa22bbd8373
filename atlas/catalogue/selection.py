"""Which initiatives a reader has chosen."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.errors import UnknownChoiceError
from atlas.territories import normalise_name

# Whose rows: everyone's, the atlas's, or those that the reader brought.
Origin = Literal["all", "atlas", "own"]
ORIGINS: tuple[Origin, ...] = ("all", "atlas", "own")

# Typologies of the seat commune, and the column that carries each.
TYPOLOGIES: dict[str, str] = {
    "setting": "setting",
    "density": "density_level",
    "aav": "aav_category",
}


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A choice of initiatives; an empty part leaves all in.

    Attributes
    ----------
    types
        Codes of `types.csv`.
    typology
        A key of `TYPOLOGIES`: which classification of communes `categories` belong to.
    categories
        Codes of that typology, as text; they hold for the seat commune.
    scales
        Declared scales (`atlas.vocabulary.SCALES`).
    years
        First and last start year kept, or None for no bound.
    undated
        Whether initiatives whose start year is not known stay in when `years` bounds.
    funder_levels
        Keep initiatives with at least one line received from such a funder, and count only those lines.
    text
        Every word must occur in the name, the territory, the initiator or the type's label, whatever the
        case and accents.
    origin
        Whose initiatives, see `ORIGINS`.
    """

    types: tuple[str, ...] = ()
    typology: str = "setting"
    categories: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    undated: bool = True
    funder_levels: tuple[str, ...] = ()
    text: str = ""
    origin: Origin = "all"

    @property
    def certain(self) -> bool:
        """Whether no filter rests on a fact (scale, year, funder, words) that is often unknown.

        Of what a reader brought nobody knows what it leaves out.
        """
        return not (self.scales or self.years or self.funder_levels or self.text or self.origin == "own")


def among(ids: pd.Series | pd.Index, chosen: pd.Index) -> NDArray[np.bool_]:
    """Return which ids were chosen.

    Returns
    -------
    numpy.ndarray
        As `ids.isin(chosen)`, which takes fifty times as long for texts.
    """
    return np.asarray(chosen.get_indexer(pd.Index(ids)) >= 0)


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


def select_funding(lines: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Keep the received lines of the funder levels that the reader chose.

    Parameters
    ----------
    lines
        Received lines, see `atlas.funding.received`.

    Returns
    -------
    pandas.DataFrame
        A part of `lines`.
    """
    if not selection.funder_levels:
        return lines
    return lines[lines["funder_level"].isin(selection.funder_levels)]


def matches(
    initiatives: pd.DataFrame,
    places: pd.DataFrame,
    funding: pd.DataFrame,
    texts: pd.Series,
    selection: Selection,
) -> NDArray[np.bool_]:
    """Return which initiatives a reader has chosen.

    Parameters
    ----------
    initiatives
        Table of initiatives, indexed by id.
    places
        Their seats, see `atlas.catalogue.presence.seats`.
    funding
        All funding lines: an initiative funded by a région is one that received a line from it, its
        amount known or not.
    texts
        See `search_text`.

    Returns
    -------
    numpy.ndarray
        For each row of `initiatives`.

    Raises
    ------
    UnknownChoiceError
        If the typology is not one of `TYPOLOGIES`.
    """
    if selection.typology not in TYPOLOGIES:
        msg = f"Unknown typology {selection.typology!r}: choose one of {', '.join(TYPOLOGIES)}."
        raise UnknownChoiceError(msg)
    keep = np.ones(len(initiatives), dtype=bool)
    if selection.types:
        keep &= among(initiatives["type"], pd.Index(selection.types).unique())
    if selection.categories:
        category = places[TYPOLOGIES[selection.typology]].astype("string")
        keep &= category.isin(selection.categories).to_numpy(dtype=bool, na_value=False)
    if selection.scales:
        keep &= initiatives["scale"].isin(selection.scales).to_numpy(dtype=bool)
    if selection.years:
        year = initiatives["start_year"]
        keep &= year.between(*selection.years).to_numpy(dtype=bool, na_value=selection.undated)
    if selection.funder_levels:
        lines = funding[
            funding["direction"].eq("received") & funding["funder_level"].isin(selection.funder_levels)
        ]
        keep &= initiatives.index.isin(lines["initiative_id"])
    for word in normalise_name(selection.text).split():
        keep &= texts.str.contains(word, regex=False).to_numpy(dtype=bool)
    return keep
