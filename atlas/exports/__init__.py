"""Our tables and maps as files that other tools read, each with what it rests on."""

from atlas.exports.content import About
from atlas.exports.content import Export
from atlas.exports.delimited import to_csv
from atlas.exports.formats import FORMATS
from atlas.exports.formats import Format
from atlas.exports.formats import format_of
from atlas.exports.formats import to_bytes
from atlas.exports.geojson import to_geojson

__all__ = [
    "FORMATS",
    "About",
    "Export",
    "Format",
    "format_of",
    "to_bytes",
    "to_csv",
    "to_geojson",
]
