"""Unpacks one Parquet into Arrow's own format: `python -I parquet_process.py MOST_BYTES < file > table`.

A dictionary of one long text may stand for terabytes: texts stay encoded where Arrow can, and where it cannot
the bound on memory ends this process, not the atlas. It imports nothing of the atlas, to start fast.
"""

import io
import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq


def main() -> None:
    """Write the table, its flat texts as dictionaries."""
    _bound(int(sys.argv[1]))
    content = sys.stdin.buffer.read()
    most = len(content) + 1
    schema = pq.ParquetFile(io.BytesIO(content), thrift_string_size_limit=most).schema_arrow
    texts = [
        field.name
        for field in schema
        if pa.types.is_string(field.type)
        or pa.types.is_large_string(field.type)
        or pa.types.is_binary(field.type)
    ]
    file = pq.ParquetFile(io.BytesIO(content), read_dictionary=texts, thrift_string_size_limit=most)
    with pa.ipc.new_stream(sys.stdout.buffer, file.schema_arrow) as stream:
        for batch in file.iter_batches(use_threads=False):
            stream.write(batch)
    _end()


def _bound(most_bytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 - Unix only
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


def _end() -> None:
    """Write that the answer is whole, and end before the libraries take themselves down: there some crash."""
    sys.stdout.buffer.flush()
    sys.stderr.write("whole\n")
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
