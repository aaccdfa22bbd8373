"""What each section of the page of scales offers to take along."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.exports.content import Export
from atlas.ui.downloads import TABLES, Offer
from atlas.ui.scales.choices import asked
from atlas.views.link import View
from atlas.views.scales import files as scale_files
from atlas.words import say


def offer(catalogue: Catalogue, view: View, name: str, file: str, rows: Callable[[], pd.DataFrame]) -> Offer:
    """Offer a table of statistics, computed when somebody takes it."""
    how = asked()

    def made() -> Export:
        return scale_files.table(catalogue, view, how, name, rows())

    return Offer(say(f"scales_file_{name}", view.language), f"atlas-echelles-{file}", made, TABLES)


def described(catalogue: Catalogue, view: View, *names: str) -> Offer:
    """Offer the dictionary of the columns of tables, keys of `atlas.exports.columns.DICTIONARY`."""
    made = partial(scale_files.dictionary, catalogue, view, asked(), names)
    return Offer(say("scales_file_dictionary", view.language), "atlas-echelles-dictionnaire", made, TABLES)
