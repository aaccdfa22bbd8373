"""Our tables and maps as files that other tools read, each with what it rests on."""

from atlas.exports.content import About, Export
from atlas.exports.delimited import to_csv
from atlas.exports.formats import FORMATS, Format, format_of, to_bytes
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
