"""What a build must satisfy before it replaces the one before; the first fault stops it."""

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.errors import GeographyError
from atlas.geobuild import coverage, display
from atlas.geobuild.coverage import Hole
from atlas.geobuild.millesimes import LARGE_HOLE_KM2, Millesime
from atlas.geobuild.sources import some

LEVEL_FILE_BYTES = 1_500_000
LEVEL_FILE_GZIP_BYTES = 400_000
FOLDER_BYTES = 55_000_000
# A point on a hole's edge of a few metres would miss it by rounding.
_ENCLAVE_DEGREES = 0.05


def force_counts(found: Mapping[str, int], expected: Mapping[str, int], what: str) -> None:
    """Refuse counts other than the millésime's."""
    wrong = [
        f"{key}: {found.get(key, 0)} found, {count} expected"
        for key, count in expected.items()
        if found.get(key, 0) != count
    ]
    if wrong:
        msg = f"{what}: {'; '.join(wrong)}; check the sources or the counts of the millésime"
        raise GeographyError(msg)


def force_holes(holes: Sequence[Hole], millesime: Millesime) -> None:
    """Refuse a large hole that is no known enclave: a commune is missing there."""
    for hole in holes:
        known = any(
            abs(hole["lon"] - lon) < _ENCLAVE_DEGREES and abs(hole["lat"] - lat) < _ENCLAVE_DEGREES
            for lon, lat in millesime.enclaves.values()
        )
        if hole["area_km2"] > LARGE_HOLE_KM2 and not known:
            msg = (
                f"coverage: hole of {hole['area_km2']:.2f} km² at {hole['lon']}, {hole['lat']} "
                f"between {some(hole['communes'])}; a polygon is missing"
            )
            raise GeographyError(msg)


def population_totals(communes: pd.DataFrame, levels: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """Sum the population of every level; communes without a territory of a level are added to it."""
    here = communes[communes["departement"].notna()]
    totals = {"commune": int(here["population"].sum())}
    for level, table in levels.items():
        outside = here.loc[here[level].isna(), "population"].sum()
        totals[level] = int(table["population"].sum()) + int(outside)
    return totals


def force_one_population(totals: Mapping[str, int]) -> None:
    """Refuse levels whose populations do not sum to the same."""
    if len(set(totals.values())) > 1:
        msg = f"population: levels do not sum to the same total: {dict(totals)}"
        raise GeographyError(msg)


def force_same_shapes(communes: gpd.GeoDataFrame, level: gpd.GeoDataFrame, name: str) -> None:
    """Refuse a level whose full-precision shapes are no valid coverage of non-empty polygons."""
    shapes = np.asarray(level.geometry.array)
    coverage.force_valid(shapes, pd.Index(level["code"]))
    members = np.asarray(communes.loc[communes[name].notna(), "geometry"].array)
    if not np.isclose(shapely.area(members).sum(), shapely.area(shapes).sum(), rtol=1e-9):
        msg = f"{name}: its territories do not cover the communes they are made of"
        raise GeographyError(msg)


def force_borders(folder: Path, atoms: gpd.GeoDataFrame) -> dict[str, int]:
    """Refuse display files with a border that is no border of the atoms; count vertices.

    The files themselves are read back, so what is checked is what is served.
    """
    known = as_set(display.segments(np.asarray(atoms.geometry.array)))
    vertices = {}
    for level in display.LEVELS:
        layer = gpd.read_file(folder / f"{level}.json")
        shapes = np.asarray(layer.geometry.array)
        coverage.force_valid(shapes, pd.Index(layer["id"]))
        strange = as_set(display.segments(shapes)) - known
        if strange:
            msg = f"{level}.json: {len(strange)} border segments are no border of the simplified atoms"
            raise GeographyError(msg)
        vertices[level] = int(layer.count_coordinates().sum())
    return vertices


def as_set(segments: np.ndarray) -> set[tuple[int, ...]]:
    """Make segments comparable across levels."""
    return set(map(tuple, segments.tolist()))


def force_display_codes(folder: Path, codes: Mapping[str, pd.Index]) -> None:
    """Refuse display files that lost a territory or gave one an empty shape."""
    for level in display.LEVELS:
        _force_all(gpd.read_file(folder / f"{level}.json"), codes[level], f"{level}.json")
    near = pd.concat([gpd.read_file(path) for path in sorted((folder / "communes").glob("*.json"))])
    _force_all(near, codes["commune"], "display/communes")
    coverage.force_valid(np.asarray(near.geometry.array), pd.Index(near["id"]))


def _force_all(layer: gpd.GeoDataFrame, codes: pd.Index, file: str) -> None:
    lost = set(codes) ^ set(
        layer.loc[~layer.geometry.is_empty & (shapely.area(np.asarray(layer.geometry.array)) > 0), "id"]
    )
    if lost:
        msg = f"{file}: territories lost or added by simplification: {some(lost)}"
        raise GeographyError(msg)


def file_sizes(folder: Path) -> dict[str, dict[str, int]]:
    """Measure the display files of the levels, as they are and compressed."""
    contents = {level: (folder / f"{level}.json").read_bytes() for level in display.LEVELS}
    return {
        level: {"bytes": len(content), "gzip_bytes": len(gzip.compress(content, 9, mtime=0))}
        for level, content in contents.items()
    }


def force_budgets(sizes: Mapping[str, Mapping[str, int]], folder: Path) -> None:
    """Refuse files that are too heavy to send, or a folder too heavy to commit."""
    for level, size in sizes.items():
        if size["bytes"] >= LEVEL_FILE_BYTES or size["gzip_bytes"] >= LEVEL_FILE_GZIP_BYTES:
            msg = f"{level}.json: {dict(size)} is over the budget; raise display.ATOM_METRES"
            raise GeographyError(msg)
    total = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    if total >= FOLDER_BYTES:
        msg = f"{total} bytes are over the budget of {FOLDER_BYTES}; raise display.COMMUNE_METRES"
        raise GeographyError(msg)
