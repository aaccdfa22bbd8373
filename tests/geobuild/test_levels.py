import geopandas as gpd
import pandas as pd
import pytest
import shapely

from atlas.geobuild import levels


@pytest.mark.parametrize(
    ("density", "category", "size", "expected"),
    [
        (1, 11, 5, "urbain"),
        (3, 30, 0, "urbain"),
        (4, 30, 0, "periurbain"),
        (5, 20, 2, "periurbain"),
        (7, 20, 5, "periurbain"),
        (7, 20, 1, "rural"),
        (5, 11, 4, "rural"),
        (6, 30, 0, "rural"),
    ],
)
def test_setting(density, category, size, expected):
    one = levels.setting(pd.Series([density]), pd.Series([category]), pd.Series([size]))
    assert one.tolist() == [expected]


def test_seat_is_the_mairie_only_where_it_is_near():
    squares = [shapely.box(x, 6_600_000, x + 1000, 6_601_000) for x in (700_000, 701_000, 702_000)]
    part = gpd.GeoDataFrame(geometry=squares, index=["01001", "01002", "01003"], crs=2154)
    points = gpd.GeoSeries(
        {"01001": shapely.Point(700_500, 6_602_900), "01002": shapely.Point(701_500, 6_603_100)}, crs=2154
    )
    seats = levels.seats(part, points.to_crs(4326))
    assert seats["seat_basis"].tolist() == ["mairie", "label_point", "label_point"]
    found = gpd.GeoSeries(gpd.points_from_xy(seats["seat_lon"], seats["seat_lat"]), crs=4326).to_crs(2154)
    assert found.iloc[0].distance(points["01001"]) < 0.2
    assert shapely.contains(squares[1:], found.iloc[1:].to_numpy()).all()


def three_communes(populations, settings):
    squares = [shapely.box(x, 46, x + 1, 47) for x in range(3)]
    return gpd.GeoDataFrame(
        {
            "epci": ["A", "A", None], "departement": ["01", "02", "02"], "region": "84", "setting": settings,
            "population": pd.array(populations, dtype="Int64"), "area_km2": [1.0, 2.0, 4.0],
            "density_level": pd.array([1, 6, 6], dtype="Int8"), "seat_lon": 0.5, "seat_lat": 46.5,
        },
        geometry=squares, index=["01001", "02001", "02002"], crs=4326,
    )  # fmt: skip


def test_territory_sums_its_communes():
    facts = pd.DataFrame({"name": ["CC A"], "nature": ["CC"], "chef_lieu": [None]}, index=["A"])
    communes = three_communes([10, 30, 5], ["urbain", "rural", "rural"])
    (row,) = levels.territories(communes, "epci", facts).to_dict("records")
    assert (row["communes"], row["population"], row["area_km2"]) == (2, 40, 3.0)
    assert (row["pop_urbain"], row["pop_periurbain"], row["pop_rural"]) == (10, 0, 30)
    assert (row["pop_density_1"], row["pop_density_6"], row["pop_density_7"]) == (10, 30, 0)
    assert row["setting"] == "rural"
    assert row["departements"] == ["01", "02"]
    assert row["geometry"].equals(shapely.box(0, 46, 2, 47))


def test_tie_of_settings_goes_to_the_more_urban():
    facts = pd.DataFrame({"name": ["CC A"], "nature": ["CC"], "chef_lieu": [None]}, index=["A"])
    communes = three_communes([10, 10, 5], ["periurbain", "rural", "rural"])
    assert levels.territories(communes, "epci", facts)["setting"].tolist() == ["periurbain"]
