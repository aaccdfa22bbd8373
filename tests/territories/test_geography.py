import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from atlas import settings
from atlas.errors import GeographyError, UnknownChoiceError, UnknownTerritoryError
from atlas.territories import Geography, load_geography, normalise_name
from atlas.territories.search import search
from atlas.vocabulary import LEVELS


@pytest.fixture(scope="module")
def france() -> Geography:
    return load_geography()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SAINT-ÉTIENNE", "saint etienne"),
        ("St Etienne", "saint etienne"),
        ("Ste.-Foy-lès-Lyon", "sainte foy les lyon"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Œuilly", "oeuilly"),
        ("CHALON S/SAONE", "chalon sur saone"),
        ("Neuilly/Seine", "neuilly sur seine"),
        ("Châtillon s/s Bagneux", "chatillon sous bagneux"),
        ("NANTES CEDEX 1", "nantes"),
        ("Paris Cedex 12", "paris"),
        ("Paris 12", "paris"),
        ("PARIS 1er", "paris"),
        ("LYON 3EME ARRONDISSEMENT", "lyon"),
        ("Lyon 3ᵉ Arrondissement", "lyon"),
        ("Marseille 05", "marseille"),
        ("Parisot", "parisot"),
        ("  \n", ""),
    ],
)
def test_spellings_of_one_name_become_one(text: str, name: str) -> None:
    assert normalise_name(text) == name


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_name(text)
    assert normalise_name(once) == once


def test_resolve_has_four_outcomes_and_keeps_nulls(tiny: Geography) -> None:
    codes = pd.Series(["01001", "02003", "02009", "99999", None], index=list("abcde"))
    resolved = tiny.resolve(codes)
    assert resolved.index.tolist() == list("abcde")
    assert resolved["outcome"].tolist()[:4] == ["current", "successor", "ambiguous", "unknown"]
    assert resolved["commune"].tolist()[:2] == ["01001", "02002"]
    assert resolved["commune"].isna().tolist() == [False, False, True, True, True]
    assert resolved["candidates"].fillna("").tolist() == ["", "", "02004|02005", "", ""]
    assert resolved.loc["e"].isna().all()


def test_lookup_keeps_index_and_nulls(tiny: Geography) -> None:
    communes = pd.Series(["02001", "02006", "98818", None], index=[4, 3, 2, 1])
    found = tiny.lookup(communes, "epci")
    assert found.index.tolist() == [4, 3, 2, 1]
    assert found.fillna("").tolist() == ["200000001", "", "", ""]


def test_lookup_of_a_code_that_is_no_commune_is_refused(tiny: Geography) -> None:
    with pytest.raises(UnknownTerritoryError, match="'02003'"):
        tiny.lookup(pd.Series(["01001", "02003"]), "epci")


def test_unknown_level_lists_the_levels(tiny: Geography) -> None:
    with pytest.raises(UnknownChoiceError, match=r"'canton'.*bassin_de_vie"):
        tiny.level("canton")


def test_members(tiny: Geography) -> None:
    assert tiny.members("epci", "200000001").tolist() == ["01001", "01002", "02001"]
    assert tiny.members("commune", "02006").tolist() == ["02006"]
    with pytest.raises(UnknownTerritoryError, match="'2'"):
        tiny.members("departement", "2")


def test_shared_is_what_all_communes_have_in_common(tiny: Geography) -> None:
    shared = tiny.shared("epci")
    assert shared.loc["200000001"].fillna("").to_dict() == {
        "bassin_de_vie": "01001",
        "departement": "",
        "region": "",
        "setting": "",
    }
    assert shared.loc["200000002", "region"] == "32"


def test_points_inside_on_borders_at_sea_and_abroad(tiny: Geography) -> None:
    lon = np.array([2.05, 2.1, 2.2, 1.99, 1.9, np.nan])
    lat = np.array([46.05, 46.05, 46.1, 46.05, 46.05, 46.0])
    assert tiny.at_points(lon, lat).tolist() == ["01001", "01001", "01002", "01001", None, None]
    assert tiny.at_points(lon[:1], lat[:1], "region").tolist() == ["84"]
    assert tiny.at_points(np.array([3.05]), np.array([46.05]), "epci").tolist() == [None]
    positions, special = tiny.place(lon, lat)
    assert positions.tolist() == [0, 0, 1, 0, -1, -1]
    assert special == {1: "01001|01002", 2: "01002|02001|02004", 3: ""}


@pytest.mark.parametrize(("metres", "found"), [(1_990, "97401"), (2_010, None)])
def test_the_reach_of_the_nearest_commune_is_in_metres_at_any_latitude(
    tiny: Geography,
    metres: float,
    found: str | None,
) -> None:
    # One degree of longitude at 21.05° south is 103.77 km on the sphere.
    west = np.array([55.5 - metres / 103_770])
    assert tiny.at_points(west, np.array([-21.05])).tolist() == [found]
    assert tiny.polygons.metres(west, np.array([-21.05]), np.array([8]))[0] == pytest.approx(metres, rel=1e-3)


def test_names_by_departement(tiny: Geography) -> None:
    assert tiny.named("st alban") == ("01001", "02001")
    assert tiny.named("ST-ALBAN", departements=["02"]) == ("02001",)
    assert tiny.named("HAVRE NEUF (LE)") == ("01002",)
    assert tiny.named("Oeil la Forêt") == ("02002",)
    assert tiny.named("Nouméa", departements=["988"]) == ("98818",)
    assert tiny.named("Atlantide") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1", "01"),
        ("01", "01"),
        ("ain", "01"),
        ("974", "974"),
        ("La Reunion", "974"),
        ("988", "988"),
        ("03", None),
        ("02 - Aisne", "02"),
    ],
)
def test_departements_by_code_and_name(tiny: Geography, text: str, code: str | None) -> None:
    assert tiny.departement_code(text) == code


def test_search_ranks_exact_then_prefix_then_contains(tiny: Geography) -> None:
    assert search(tiny, "mont")["code"].tolist() == ["02004", "02005"]
    assert search(tiny, "large", levels=["epci", "commune"])["code"].tolist() == ["200000002", "02006"]
    assert search(tiny, "la reunion")["level"].tolist() == ["departement", "region"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("200000001", ["200000001"]),
        ("02003", ["02002"]),
        ("02200", ["02002", "02004"]),
        ("0200", ["02002", "02001", "02004", "02006", "02005"]),
        ("", []),
        ("?", []),
        ("œil-la-forêt", ["02002"]),
    ],
)
def test_search_by_code_former_code_postal_code_and_former_name(
    tiny: Geography,
    text: str,
    codes: list[str],
) -> None:
    assert search(tiny, text, levels=["commune", "epci"])["code"].tolist() == codes


def test_a_word_may_be_begun_or_have_one_wrong_letter(tiny: Geography) -> None:
    for text in ("deux riv", "deus rives", "rives deux", "deux riives", "pays des deux rives"):
        assert search(tiny, text)["code"].tolist() == ["200000001"], text
    assert search(tiny, "dux rvs").empty
    # What is there as it is written is not mixed with what resembles it.
    assert search(tiny, "mont")["code"].tolist() == ["02004", "02005"]


def test_search_limit_and_columns(tiny: Geography) -> None:
    found = search(tiny, "a", limit=3)
    assert found.columns.tolist() == ["level", "code", "name", "departement", "population"]
    assert len(found) == 3
    assert search(tiny, "deux rives")["departement"].tolist() == ["01|02"]


def test_boundaries_are_read_once_and_follow_the_codes(tiny: Geography) -> None:
    shapes = tiny.boundaries("commune")
    assert shapes is tiny.boundaries("commune")
    assert shapes.index.equals(tiny.communes.index)
    assert shapes.geometry.isna().sum() == 1
    assert shapes.crs.to_epsg() == 4326


@pytest.mark.parametrize("name", ["commune.parquet", "region.parquet", "codes_anciens.csv", "lineage.json"])
@pytest.mark.parametrize("state", ["missing", "damaged"])
def test_a_missing_or_damaged_file_is_named_with_the_way_out(
    tiny_folder: Path,
    tmp_path: Path,
    name: str,
    state: str,
) -> None:
    folder = tmp_path / "geo"
    shutil.copytree(tiny_folder, folder)
    if state == "missing":
        (folder / name).unlink()
    else:
        (folder / name).write_text("<html>", encoding="utf-8")
    with pytest.raises(GeographyError, match=f"{name} is {state}.*build-geo"):
        load_geography(folder)


def test_damaged_boundaries_are_named_when_they_are_asked_for(tiny_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "geo"
    shutil.copytree(tiny_folder, folder)
    geography = load_geography(folder)
    (folder / "epci.parquet").unlink()
    with pytest.raises(GeographyError, match=r"epci.parquet is missing"):
        geography.boundaries("epci")


def _without_population(path: Path) -> None:
    pd.read_parquet(path).drop(columns="population").to_parquet(path)


def _repeated(path: Path) -> None:
    table = pd.read_parquet(path)
    pd.concat([table, table.head(1)]).sort_values("code").to_parquet(path)


def _reversed(path: Path) -> None:
    pd.read_parquet(path).iloc[::-1].to_parquet(path)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _emptied(path: Path) -> None:
    path.write_text("{}" if path.suffix == ".json" else "a,b\n1,2\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "spoil", "told"),
    [
        ("region.parquet", Path.unlink, ("est absent\u00a0:", "is missing")),
        ("region.parquet", _cut, ("est endommagé\u00a0:", "is damaged")),
        ("region.parquet", _without_population, ("(il lui manque population)", "(it lacks population)")),
        ("region.parquet", _repeated, ("(le code 04 y est deux fois)", "(code 04 stands there twice)")),
        (
            "region.parquet",
            _reversed,
            ("(ses codes ne sont pas dans l’ordre)", "(its codes are not in order)"),
        ),
        (
            "noms_anciens.csv",
            _emptied,
            ("manque name, departement, commune)", "lacks name, departement, commune)"),
        ),
        ("lineage.json", _emptied, ("(il lui manque millesime)", "(it lacks millesime)")),
        ("lineage.json", _cut, ("est endommagé\u00a0:", "is damaged")),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_both_languages(
    tiny_folder: Path, tmp_path: Path, name: str, spoil: Callable[[Path], None], told: tuple[str, str]
) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "geo")
    spoil(folder / name)
    with pytest.raises(GeographyError) as caught:
        load_geography(folder)
    for language, words in zip(("fr", "en"), told, strict=True):
        assert words in caught.value.to(language)
        assert str(folder / name) in caught.value.to(language)
        assert "atlas build-geo" in caught.value.to(language)
    assert str(caught.value) == caught.value.to("en")


# The committed geography


def test_counts_of_france(france: Geography) -> None:
    counts = {level: len(france.level(level)) for level in LEVELS}
    assert counts == {
        "commune": 34_969,
        "bassin_de_vie": 1_707,
        "epci": 1_255,
        "departement": 101,
        "region": 18,
    }
    assert france.communes["departement"].notna().sum() == 34_875
    assert france.communes["epci"].isna().sum() == 4 + 94


@pytest.mark.parametrize("level", [level for level in LEVELS if level != "commune"])
def test_every_level_adds_up_from_its_communes(france: Geography, level: str) -> None:
    table = france.level(level)
    communes = france.communes.dropna(subset=level)
    assert communes.groupby(level)["population"].sum().astype(int).equals(table["population"].astype(int))
    assert communes[level].value_counts().sort_index().tolist() == table["communes"].tolist()


def test_former_and_arrondissement_codes_lead_to_communes_of_today(france: Geography) -> None:
    resolved = france.resolve(pd.Series(["75101", "69383", "13216", "01003", "2A004"]))
    assert resolved["commune"].tolist() == ["75056", "69123", "13055", "01165", "2A004"]
    targets = france.former_codes["codes"].str.split("|").explode()
    assert targets.isin(france.communes.index).all()
    assert not france.former_codes.index.isin(france.communes.index).any()


def test_every_seat_is_in_its_commune_or_near_it(france: Geography) -> None:
    seats = france.communes.dropna(subset="departement")
    lon, lat = seats["seat_lon"].to_numpy(), seats["seat_lat"].to_numpy()
    own = france.communes.index.get_indexer(seats.index)
    assert (france.polygons.metres(lon, lat, own) <= settings.NEAREST_COMMUNE_METRES).all()
    assert (france.at_points(lon, lat) == seats.index).mean() > 0.97


def test_every_commune_is_found_by_its_own_name_and_departement(france: Geography) -> None:
    for code, name, departement in (
        france.communes[["name", "departement"]]
        .dropna()
        .sample(
            500,
            random_state=7,
        )
        .itertuples()
    ):
        assert code in france.named(name.upper(), departements=[departement])


@pytest.mark.parametrize(
    ("text", "code"),
    [("rennes", "35238"), ("saint étienne", "42218"), ("REDON AGGLO", "243500741"), ("97400", "97411")],
)
def test_search_in_france(france: Geography, text: str, code: str) -> None:
    assert code in search(france, text, levels=["commune", "epci"], limit=3)["code"].tolist()


def test_polygons_of_the_metric_plane_are_those_in_degrees(france: Geography) -> None:
    index = france.polygons
    assert shapely.get_num_coordinates(index._metric_polygons[:50]).tolist() == (
        shapely.get_num_coordinates(index._polygons[:50]).tolist()
    )


@pytest.mark.parametrize(
    ("level", "code", "year"),
    [
        ("", "", "2023"),
        ("commune", "26108", "2023"),
        ("epci", "242600252", "2023"),
        ("commune", "97611", "2017"),
        ("departement", "976", "2017"),
        ("region", "06", "2017"),
        ("commune", "97502", ""),
    ],
)
def test_year_of_the_populations(level, code, year):
    assert load_geography().population_year(level, code) == year


def test_populations_are_those_that_insee_published_for_that_year():
    # 68,094,000 inhabitants on 1 January 2023, Mayotte left out (INSEE, December 2025).
    people = load_geography().level("departement")["population"]
    assert round(int(people.drop("976").sum()), -3) == 68_094_000
