import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from atlas.errors import GeographyError
from atlas.geobuild import coverage


def squares(*boxes, crs=2154):
    codes = [f"0100{number}" for number in range(1, len(boxes) + 1)]
    return gpd.GeoDataFrame(
        {"departement": "01"}, geometry=[shapely.box(*box) for box in boxes], index=codes, crs=crs
    )


def test_each_overseas_departement_has_its_projection():
    departements = pd.Series(["01", "2A", "971", "972", "973", "974", "976"])
    assert coverage.projections(departements).tolist() == [2154, 2154, 5490, 5490, 2972, 2975, 4471]


def test_overlap_and_sliver_are_mended():
    part = squares((0, 0, 1000, 1000), (990, 0, 2000, 1000), (0, 1000, 2000, 2000))
    assert coverage.invalid(np.asarray(part.geometry.array)).any()
    mended = coverage.clean(part)
    assert not coverage.invalid(np.asarray(mended.geometry.array)).any()
    assert mended.area.sum() == pytest.approx(4e6)
    assert coverage.changed_km2(part, mended) == pytest.approx(0.01)


def test_commune_under_another_is_refused():
    with pytest.raises(GeographyError, match="01002 vanish"):
        coverage.clean(squares((0, 0, 1000, 1000), (100, 100, 100.2, 100.2)))


def test_hole_is_listed_with_area_and_neighbours():
    ring = [(0, 0, 3000, 1000), (0, 2000, 3000, 3000), (0, 1000, 1000, 2000), (2000, 1000, 3000, 2000)]
    part = coverage.clean(squares(*ring))
    (hole,) = coverage.holes(part)
    assert hole["area_km2"] == 1
    assert hole["communes"] == ["01001", "01002", "01003", "01004"]


def test_narrow_gap_is_closed():
    ring = [(0, 0, 3000, 1000), (0, 1050, 3000, 3000), (-1000, 0, 0, 3000), (3000, 0, 4000, 3000)]
    assert coverage.holes(coverage.clean(squares(*ring))) == []


def test_rounding_keeps_shared_borders_equal():
    part = squares((700_000, 6_600_000, 701_000, 6_601_000), (701_000, 6_600_000, 702_000, 6_601_000))
    shapes = coverage.to_degrees(part)
    assert not coverage.invalid(shapes.to_numpy()).any()
    decimals = shapely.get_coordinates(shapes.to_numpy())
    assert np.array_equal(decimals, decimals.round(6))


def test_overlap_is_named():
    with pytest.raises(GeographyError, match="polygons of 01001, 01002 overlap"):
        coverage.force_valid(
            np.asarray(squares((0, 0, 2, 2), (1, 0, 3, 2)).geometry.array), pd.Index(["01001", "01002"])
        )
