"""GeoParquet, with what the file rests on among its key-value metadata."""

import io
import json

import geopandas as gpd
import pyarrow.parquet as pq

from atlas.exports.content import Export

# The key under which a file says what it is.
KEY = b"atlas"


def write(export: Export) -> bytes:
    """Write an export as GeoParquet 1.0, EPSG:4326."""
    rows = export.rows.reset_index()
    frame = gpd.GeoDataFrame(rows, geometry=export.places().to_numpy(), crs="EPSG:4326")
    plain, out = io.BytesIO(), io.BytesIO()
    frame.to_parquet(plain, index=False, compression="zstd")
    # Only pyarrow's own writer takes further metadata.
    table = pq.read_table(plain)
    about = json.dumps(export.metadata(), ensure_ascii=False).encode()
    table = table.replace_schema_metadata({**table.schema.metadata, KEY: about})
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()
