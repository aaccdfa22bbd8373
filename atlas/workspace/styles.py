"""How QGIS draws a workspace that it opens: initiatives by type, funding by the level of its funder."""

import sqlite3

from atlas.exports.content import Categorised, Category
from atlas.exports.geopackage import keep_style
from atlas.maps.palettes import glyph
from atlas.tables import load_tables
from atlas.vocabulary import FUNDER_LEVELS

# QGIS draws by a category without a value all that no other category has.
_OTHERS = Category("", "Autre ou non précisé", "circle", "#6b7780")


def add_styles(database: sqlite3.Connection, *, moment: str) -> None:
    """Return the layers of a workspace a style, unless somebody keeps styles in it already."""
    if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'layer_styles'").fetchone():
        return
    types = {str(code): str(label) for code, label in load_tables().types["label_fr"].items()}
    levels = {code: label.fr for code, label in FUNDER_LEVELS.items()}
    named: dict[str, tuple[str, str, dict[str, str]]] = {
        "initiatives": ("Initiatives par type", "type", types),
        "funding": ("Financements par niveau du financeur", "funder_level", levels),
    }
    for kind, (title, column, labels) in named.items():
        categories = (
            Category(code, label, *glyph(number)) for number, (code, label) in enumerate(labels.items())
        )
        style = Categorised(title=title, column=column, categories=(*categories, _OTHERS))
        keep_style(database, style, layer=kind, moment=moment)
