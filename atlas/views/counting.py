"""Which way initiatives are counted, and why."""

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import PERIMETER_TYPES, By, usual_count
from atlas.catalogue.selection import Selection
from atlas.vocabulary import Language
from atlas.words import say, short_label
from atlas.words.numbers import number


def counting_note(catalogue: Catalogue, selection: Selection, by: By, language: Language) -> str:
    """Say why they are counted this way, and how many have no known perimeter; empty where it is plain."""
    said = []
    types = catalogue.tables.types
    programmes = [code for code in PERIMETER_TYPES if code in (selection.types or types.index)]
    if by == usual_count(selection.types):
        if by == "coverage":
            said.append(say("by_usual_coverage", language))
        elif programmes:
            names = ", ".join(short_label(types[f"label_{language}"][code]) for code in programmes)
            said.append(say("by_usual_mixed", language, types=names))
    if by == "coverage":
        chosen = catalogue.choose(selection)
        without = int(chosen["coverage"].isna().sum())
        if without:
            n, of = number(without, language), number(len(chosen), language)
            said.append(say("by_uncovered", language, n=n, of=of))
    return " ".join(said)
