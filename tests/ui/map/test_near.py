"""What a browser says of a position leads to a territory, or to none."""

import pytest

from atlas.catalogue import load_catalogue
from atlas.ui.map.near import territory_at


@pytest.mark.parametrize(
    ("lon", "lat", "place"),
    [
        (5.37, 44.754, "bassin_de_vie:26113"),
        (0.0, 0.0, None),
        (None, None, None),
        ("5", 44.7, None),
        (float("nan"), 44.7, None),
        (5, 1e308, None),
    ],
)
def test_a_position_lies_in_a_bassin_de_vie_or_nowhere(lon, lat, place):
    found = territory_at(load_catalogue(), lon, lat)
    assert (None if found is None else str(found)) == place
