"""Which initiatives a reader has chosen."""

from dataclasses import dataclass

import pandas as pd

from atlas.errors import UnknownChoiceError
from atlas.territories import normalise_name

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
    """

    types: tuple[str, ...] = ()
    typology: str = "setting"
    categories: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    undated: bool = True
    funder_levels: tuple[str, ...] = ()
    text: str = ""

    @property
    def certain(self) -> bool:
        """Whether no filter rests on a fact (scale, year, funder, words) that is often unknown."""
        return not (self.scales or self.years or self.funder_levels or self.text)


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
    return words.agg(" ".join, axis=1).map(normalise_name)


def select_funding(lines: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Keep the received lines of the funder levels that the reader chose.

    Parameters
    ----------
    lines
        Received lines, see `atlas.funding.received`.
    selection
        The reader's choice.

    Returns
    -------
    pandas.DataFrame
        A part of `lines`.
    """
    if not selection.funder_levels:
        return lines
    return lines[lines["funder_level"].isin(selection.funder_levels)]


def select(
    initiatives: pd.DataFrame,
    places: pd.DataFrame,
    funding: pd.DataFrame,
    texts: pd.Series,
    selection: Selection,
) -> pd.DataFrame:
    """Keep the initiatives that a reader has chosen.

    Parameters
    ----------
    initiatives
        Table of initiatives, indexed by id.
    places
        Their seats, see `atlas.presence.seats`.
    funding
        All funding lines: an initiative funded by a région is one that received a line from it, its
        amount known or not.
    texts
        See `search_text`.
    selection
        The reader's choice.

    Returns
    -------
    pandas.DataFrame
        A part of `initiatives`, in the same order.

    Raises
    ------
    UnknownChoiceError
        If the typology is not one of `TYPOLOGIES`.
    """
    if selection.typology not in TYPOLOGIES:
        msg = f"Unknown typology {selection.typology!r}: choose one of {', '.join(TYPOLOGIES)}."
        raise UnknownChoiceError(msg)
    keep = pd.Series(data=True, index=initiatives.index)
    if selection.types:
        keep &= initiatives["type"].isin(selection.types)
    if selection.categories:
        keep &= (
            places[TYPOLOGIES[selection.typology]]
            .astype("string")
            .isin(selection.categories)
            .fillna(value=False)
        )
    if selection.scales:
        keep &= initiatives["scale"].isin(selection.scales)
    if selection.years:
        year = initiatives["start_year"]
        keep &= year.between(*selection.years).fillna(value=selection.undated).astype(bool)
    if selection.funder_levels:
        lines = funding[
            funding["direction"].eq("received") & funding["funder_level"].isin(selection.funder_levels)
        ]
        keep &= initiatives.index.isin(lines["initiative_id"])
    for word in normalise_name(selection.text).split():
        keep &= texts.str.contains(word, regex=False)
    return initiatives[keep]
