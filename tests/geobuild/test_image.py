import geopandas as gpd
import numpy as np
import pytest
import shapely

from atlas.errors import GeographyError
from atlas.geobuild import image


@pytest.fixture
def rastered_by_hand():
    """Triangles that share their borders, and a speck smaller than a pixel inside one of them."""
    whole = shapely.MultiPoint([(0.003, 0.002), (0.4, 0.01), (0.21, 0.33), (0.09, 0.2)])
    parts = list(shapely.delaunay_triangles(whole).geoms)
    speck = shapely.box(0.2, 0.1, 0.2001, 0.1001)
    parts = [part.difference(speck) for part in parts] + [speck]
    return gpd.GeoSeries(parts, crs=4326)


def test_a_pixel_belongs_to_the_polygon_that_covers_its_middle(rastered_by_hand):
    row, column, commune = image.rastered(rastered_by_hand)
    assert len({*zip(row.tolist(), column.tolist(), strict=True)}) == len(row)
    rows, columns = np.mgrid[row.min() - 1 : row.max() + 2, column.min() - 1 : column.max() + 2]
    size = 256 * 2**image.ZOOM
    lon = (columns + 0.5) / size * 360 - 180
    lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * (rows + 0.5) / size))))
    covered = [shapely.contains_xy(part, lon, lat) for part in rastered_by_hand]
    drawn = np.zeros((len(covered), *rows.shape), dtype=bool)
    drawn[commune, row - rows.min(), column - columns.min()] = True
    assert np.array_equal(drawn, np.array(covered))


def test_what_is_smaller_than_a_pixel_has_one_and_overseas_stands_below(rastered_by_hand, tmp_path):
    parts = len(rastered_by_hand)
    away = shapely.box(55.2, -21.2, 55.3, -21.1)
    communes = gpd.GeoDataFrame(
        {"name": [f"C{n}" for n in range(parts + 1)], "departement": ["01"] * parts + ["974"]},
        geometry=[*rastered_by_hand, away],
        index=[f"0100{n}" for n in range(parts)] + ["97401"],
        crs=4326,
    )
    pixels, frames = image.drawn(communes)
    assert set(np.unique(pixels)) == set(range(parts + 2))
    (_, _, _, height, *_), overseas = frames
    assert overseas[4:] == [0, height]
    assert image.write(tmp_path, communes)["unseen"] == []
    assert np.array_equal(image.decoded((tmp_path / "image" / "communes.webp").read_bytes()), pixels)
    with pytest.raises(GeographyError, match="no pixel of"):
        image.force_seen(tmp_path / "image", communes.index.repeat(3))
