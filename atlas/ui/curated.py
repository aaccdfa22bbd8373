"""The curated tables, whole, with what their columns mean."""

from functools import partial

from atlas.catalogue import Catalogue
from atlas.tables import DECLARATIONS, Tables
from atlas.ui.downloads import PLACES, TABLES, Offer, downloads, today
from atlas.views.curated import curated
from atlas.vocabulary import Language


def draw(catalogue: Catalogue, language: Language) -> None:
    """Draw the downloads of all curated tables."""
    offers = [
        Offer(
            declaration.title.to(language),
            f"atlas-table-{name}",
            partial(curated, catalogue, declaration, language, created=today()),
            PLACES if name == "initiatives" else TABLES,
        )
        for name, declaration in DECLARATIONS.items()
        # The producers' ids are for a refresh; readers find the lists below.
        if name in Tables._fields
    ]
    downloads(language, *offers, label="download_tables")
