"""Parquet and GeoParquet, read by Arrow behind bounds."""

import io
import itertools
import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from atlas.readers.cells.crs import unreadable
from atlas.readers.cells.values import as_cell
from atlas.readers.files.limits import Limits
from atlas.readers.files.sandbox import parse_apart
from atlas.readers.model.raw import Features
from atlas.readers.told.refusals import FileRefusedError

PARQUET_START = b"PAR1"
_MIDNIGHT = r"[ T]00:00:00(?:\.0+)?$|\.0+$"


def read_parquet(content: bytes, *, limits: Limits) -> Features:
    """Read a Parquet or GeoParquet."""
    try:
        meta = pq.ParquetFile(io.BytesIO(content), thrift_string_size_limit=len(content) + 1).metadata
        limits.check_shape(meta.num_rows, meta.num_columns)
        _check_groups(meta, limits)
        if not meta.num_rows:
            raise FileRefusedError("empty")
        unpacked = parse_apart("parquet_process.py", content, kind="Parquet")
        table = pa.ipc.open_stream(unpacked).read_all()
        limits.check_shape(table.num_rows, table.num_columns)
        _check_texts(table, limits)
        name, crs = primary_geometry(table.schema.metadata or {}, table.column_names)
        return features_of(table, name, crs)
    except (pa.ArrowException, OSError, ValueError, OverflowError, shapely.errors.ShapelyError) as error:
        raise FileRefusedError("damaged", format="Parquet") from error


def _check_groups(meta: pq.FileMetaData, limits: Limits) -> None:
    """Bound what the file says of itself: values, those in lists too, and bytes before they are unpacked."""
    groups = [meta.row_group(number) for number in range(meta.num_row_groups)]
    values = sum(group.column(place).num_values for group in groups for place in range(meta.num_columns))
    limits.check("too_many_cells", values, limits.cells)
    _check_unpacked(sum(group.total_byte_size for group in groups), limits)


def _check_texts(table: pa.Table, limits: Limits) -> None:
    """Bound what texts kept as dictionaries stand for."""
    size = table.nbytes
    for chunk in itertools.chain.from_iterable(column.chunks for column in table.columns):
        if pa.types.is_dictionary(chunk.type) and len(chunk.dictionary):
            lengths = pc.cast(pc.binary_length(chunk.dictionary), pa.int64())
            size += pc.sum(lengths.take(chunk.indices)).as_py() or 0
    _check_unpacked(size, limits)


def _check_unpacked(size: int, limits: Limits) -> None:
    if size > limits.unzipped_bytes:
        raise FileRefusedError("zip_too_large", limit=str(limits.unzipped_bytes // 1_000_000))


def primary_geometry(metadata: dict[bytes, bytes], names: list[str]) -> tuple[str, str]:
    """Name the primary geometry of a GeoParquet and its stated reference system, "" where it has none."""
    try:
        geo = json.loads(metadata.get(b"geo", b"{}"))
        name = geo.get("primary_column", "")
        column = geo["columns"][name] if name in names else {}
        if column.get("encoding") != "WKB":
            return "", ""
        # GeoParquet: no word on the system means longitude and latitude; null means unknown.
        crs = column.get("crs", "OGC:CRS84")
        return name, json.dumps(crs) if isinstance(crs, dict) else str(crs or "")
    except (ValueError, RecursionError, KeyError, AttributeError, TypeError) as error:
        raise FileRefusedError("damaged", format="GeoParquet") from error


def features_of(table: pa.Table, name: str, crs: str, *, first: int = 1) -> Features:
    """Return the cells and geometries of a table."""
    geometry, problems = None, {}
    if name:
        shapes = np.array([*_listed(table.column(name)), None], dtype=object)[:-1]
        with np.errstate(invalid="ignore"):
            geometry = shapely.force_2d(shapely.from_wkb(shapes, on_invalid="ignore"))
        problems = unreadable(pd.RangeIndex(first, first + table.num_rows), shapes, geometry)
        table = table.drop_columns([name])
    if any(pa.types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    columns = [[_plain(cell) for cell in _listed(column)] for column in table.columns]
    cells = pd.DataFrame(
        dict(enumerate(columns)), index=pd.RangeIndex(first, first + table.num_rows), dtype=object
    )
    cells.columns = pd.Index([str(field) for field in table.column_names], dtype=object)
    return Features(cells, geometry, crs, problems=problems)


def _listed(column: pa.ChunkedArray) -> list[object]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        # Each text once in memory, however often it comes.
        return [cell for chunk in column.chunks for cell in _decoded(chunk)]
    if pa.types.is_temporal(kind):
        # Moments finer or further than Python's own become texts in Arrow.
        column = pc.replace_substring_regex(pc.cast(column, pa.string()), _MIDNIGHT, "")
    values: list[object] = column.to_pylist()
    return values


def _decoded(chunk: pa.DictionaryArray) -> list[object]:
    texts = [*chunk.dictionary.to_pylist(), None]
    return [texts[-1 if index is None else index] for index in chunk.indices.to_pylist()]


def _plain(cell: object) -> object:
    if isinstance(cell, bytes):
        return cell.hex()
    if isinstance(cell, list | dict | tuple):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return as_cell(cell)
