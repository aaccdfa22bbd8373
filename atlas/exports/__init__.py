"""Our tables and maps as files that other tools read, each with what it rests on."""

from atlas.exports.content import About
from atlas.exports.content import Export
from atlas.exports.delimited import to_csv
from atlas.exports.formats import FORMATS
from atlas.exports.formats import Format
from atlas.exports.formats import format_of
from atlas.exports.formats import to_bytes
from atlas.exports.gaps import gaps_table
from atlas.exports.geojson import to_geojson
from atlas.exports.tables import initiatives_table
from atlas.exports.tables import territories_table

__all__ = [
    "FORMATS",
    "About",
    "Export",
    "Format",
    "format_of",
    "gaps_table",
    "initiatives_table",
    "territories_table",
    "to_bytes",
    "to_csv",
    "to_geojson",
]
