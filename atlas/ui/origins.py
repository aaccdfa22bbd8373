"""What a file says of the rows that a reader brought."""

from atlas.catalogue import Catalogue
from atlas.funding.account import own_lines
from atlas.selection import Selection
from atlas.ui.texts import say
from atlas.vocabulary import Language


def own_rows(catalogue: Catalogue, selection: Selection, language: Language) -> str:
    """Name a reader's own rows as a source of a file, see `atlas.ui.map_files.Also.brought`.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    selection
        Which initiatives.
    language
        Of the reader.

    Returns
    -------
    str
        Empty where none of them can be in the file.
    """
    there = catalogue.under(selection)
    return "" if there.own.empty and own_lines(there).empty else say("file_own", language)
