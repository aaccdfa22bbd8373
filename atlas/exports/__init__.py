"""Our tables as files that other tools read, each row with its source and vintage."""

from atlas.exports.gaps import gaps_table
from atlas.exports.tables import initiatives_table
from atlas.exports.tables import territories_table
from atlas.exports.tables import to_csv
from atlas.exports.tables import to_geojson

__all__ = ["gaps_table", "initiatives_table", "territories_table", "to_csv", "to_geojson"]
