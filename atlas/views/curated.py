"""The curated tables as files, whole, with what their columns mean."""

from datetime import date

from atlas.catalogue import Catalogue
from atlas.catalogue.listing import seat_points
from atlas.exports.columns import describe
from atlas.exports.content import Export
from atlas.tables.declaration import Declaration
from atlas.views.about import Also, about
from atlas.views.link import View
from atlas.vocabulary import Language


def curated(catalogue: Catalogue, declaration: Declaration, language: Language, *, created: date) -> Export:
    """Make the file of a curated table."""
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
        meanings=describe(rows.reset_index().columns, language, declaration.name),
    )
