"""The curated tables, whole, with what their columns mean."""

from datetime import date
from functools import partial

from atlas.catalogue import Catalogue
from atlas.exports.content import Export
from atlas.exports.tables import seat_points
from atlas.tables import DECLARATIONS
from atlas.tables.declaration import Declaration
from atlas.ui.downloads import PLACES
from atlas.ui.downloads import TABLES
from atlas.ui.downloads import Offer
from atlas.ui.downloads import downloads
from atlas.ui.downloads import today
from atlas.ui.file_words import Also
from atlas.ui.file_words import about
from atlas.ui.link import View
from atlas.vocabulary import Language


def curated(catalogue: Catalogue, declaration: Declaration, language: Language, *, created: date) -> Export:
    """Make the file of a curated table.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    declaration
        One of `atlas.tables.DECLARATIONS`.
    language
        Of the words in the file.
    created
        The day that it carries.

    Returns
    -------
    Export
        All rows as the table holds them; initiatives have the points of their seats.
    """
    rows = getattr(catalogue.tables, declaration.name)
    if declaration.key is None:
        # Rows without a name of their own start with their first column.
        rows = rows.set_index(rows.columns[0])
    located = declaration.name == "initiatives"
    places = catalogue.places[["lon", "lat"]].add_prefix("point_")
    return Export(
        name=f"atlas_{declaration.name}",
        rows=rows,
        about=about(
            catalogue,
            View(language=language),
            declaration.title.to(language),
            created=created,
            also=Also({}, {}, page="sources"),
        ),
        geometry=(lambda: seat_points(places.loc[rows.index])) if located else None,
        meanings={column.name: column.description.to(language) for column in declaration.columns},
    )


def draw(catalogue: Catalogue, language: Language) -> None:
    """Draw the downloads of all curated tables.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    language
        Of the reader.
    """
    offers = [
        Offer(
            declaration.title.to(language),
            f"atlas-table-{name}",
            partial(curated, catalogue, declaration, language, created=today()),
            PLACES if name == "initiatives" else TABLES,
        )
        for name, declaration in DECLARATIONS.items()
    ]
    downloads(language, *offers, label="download_tables")
