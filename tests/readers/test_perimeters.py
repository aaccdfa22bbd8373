"""Perimeters that people bring: every way to list communes, and each check told with its line."""

import io
import json
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from atlas.catalogue import load_catalogue
from atlas.readers.files.limits import Limits
from atlas.readers.perimeters import CHECKS, LONGEST_NAME, MOST, read_perimeters, shares_inside
from atlas.readers.told.refusals import FileRefusedError
from atlas.territories import Geography
from atlas.territories.perimeters import with_perimeters
from atlas.views.brought.told import FIRST, checks, held, sentences

# Two squares of 01, and half of 02001, in degrees.
WEST = shapely.box(2.0, 46.0, 2.26, 46.1)


def read(geography: Geography, content: str | bytes, name: str = "Mon pays.csv"):
    data = content.encode() if isinstance(content, str) else content
    return read_perimeters(io.BytesIO(data), geography, name=name)


def held_by(brought) -> dict[str, list[str]]:
    return {str(code): sorted(part) for code, part in brought.members.groupby("code")["commune"]}


@pytest.mark.parametrize(
    "content",
    [
        "petr;code_insee\nRives;01001\nRives;01002\nLarge;02005\n",
        "Nom;Communes\nRives;01001, 01002\nLarge;02005\n",
        "nom du pays;codes communes\nRives;01001 | 01002\nLarge;02005\n",
        "territoire;liste des communes\nRives;Saint-Alban (01) / Le Havre-Neuf\nLarge;Montagne\n",
        "code_insee;nom;petr\n1001;Saint-Alban;Rives\n1002;Le Havre-Neuf;Rives\n2005;Montagne;Large\n",
        "commune;departement;pnr\nSaint-Alban;01;Rives\nLe Havre-Neuf;01;Rives\nMontagne;02;Large\n",
    ],
)
def test_every_way_to_list_communes(tiny: Geography, content: str) -> None:
    found = read(tiny, content)
    assert found.named["name"].tolist() == ["Rives", "Large"]
    assert held_by(found) == {"large": ["02005"], "rives": ["01001", "01002"]}
    assert found.told.empty


def test_a_list_without_names_is_one_perimeter_called_as_its_file(tiny: Geography) -> None:
    found = read(tiny, "code_insee;nom\n01001;Saint-Alban\n02001;Saint-Alban\n")
    assert found.named["name"].to_dict() == {"mon_pays": "Mon pays"}
    assert held_by(found) == {"mon_pays": ["01001", "02001"]}


def test_a_former_code_is_followed_and_a_split_one_is_told(tiny: Geography) -> None:
    found = read(tiny, "code_insee\n02003\n02009\n")
    assert held_by(found) == {"mon_pays": ["02002"]}
    assert found.told[["check", "line", "what"]].to_numpy().tolist() == [["unknown", 3, "02009"]]


def test_larger_territories_stand_for_their_communes_and_are_told(tiny: Geography) -> None:
    found = read(tiny, "scot;siren_epci\nA;200000002\nB;999999999\n")
    assert held_by(found) == {"a": ["02002", "02004", "02005"]}
    assert found.told["check"].tolist() == ["larger", "unknown", "nothing"]
    found = read(tiny, "federation;departements\nNord;Aisne\n")
    assert held_by(found) == {"nord": ["02001", "02002", "02004", "02005", "02006"]}
    # Beside a commune a département says where it is, no more.
    found = read(tiny, "petr;commune;departement\nA;Montagne;02\nA;Nulle-Part;02\n")
    assert held_by(found) == {"a": ["02005"]}
    assert found.told[["check", "line", "what"]].to_numpy().tolist() == [["unknown", 3, "Nulle-Part"]]


def test_a_name_of_two_communes_is_that_near_the_others_or_none(tiny: Geography) -> None:
    assert held_by(read(tiny, "petr;communes\nA;Saint-Alban, Montagne\n")) == {"a": ["02001", "02005"]}
    found = read(tiny, "petr;communes\nA;Saint-Alban, Paris\n")
    assert held_by(found) == {"a": ["75056"]}
    assert found.told["what"].tolist() == ["Saint-Alban"]


def test_what_stands_twice_counts_once_and_is_told_with_its_line(tiny: Geography) -> None:
    found = read(tiny, "petr;insee\nA;01001\nA;01002\nA;01001\nB;01001\n")
    assert held_by(found) == {"a": ["01001", "01002"], "b": ["01001"]}
    assert found.told[["check", "code", "line", "what"]].to_numpy().tolist() == [["twice", "a", 4, "01001"]]


def test_a_row_without_a_name_and_a_broken_line_are_told(tiny: Geography) -> None:
    found = read(tiny, "petr;insee\nA;01001\n;01002\nA;02001;too;many\nA;02002\n")
    assert held_by(found) == {"a": ["01001", "02002"]}
    assert set(found.told["check"]) == {"unnamed", "refused"}
    assert found.told.set_index("check")["line"].to_dict() == {"unnamed": 3, "refused": 4}


def test_hostile_names_become_plain_codes(tiny: Geography) -> None:
    names = [
        "<script>alert(1)</script>",
        "../../etc",
        "été & Œil",
        "A:B|C,D",
        "x" * 500,
        "\u001b[31mRouge",
        "___",
    ]
    rows = "".join(f'"{name}";01001\n' for name in names)
    found = read(tiny, f"perimetre;insee\n{rows}")
    assert len(found.named) == len(names)
    assert all(
        code.replace("_", "a").isalnum() and code.isascii() and code == code.lower()
        for code in found.named.index
    )
    assert found.named["name"].str.len().max() <= LONGEST_NAME
    assert not found.named["name"].str.contains("\u001b").any()
    drawn = with_perimeters(tiny, found.named, found.members)
    assert drawn.members("perimetre", found.named.index[0]).tolist() == ["01001"]


def test_codes_that_are_there_are_told_apart() -> None:
    france = load_catalogue().geography
    found = read(france, "pat;insee\nPAT du Diois;26113\nPAT DU DIOIS!;26108\n")
    assert set(found.named.index).isdisjoint(france.level("perimetre").index)
    assert found.named.index.is_unique
    with_perimeters(france, found.named, found.members)


def layer(rows: dict[str, shapely.Geometry]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"nom": list(rows)}, geometry=list(rows.values()), crs=4326)


def test_an_outline_takes_what_lies_in_it_by_more_than_half(tiny: Geography) -> None:
    # 02001 reaches from 2.2 to 2.3: 60 % of it is west of 2.26.
    share = shares_inside(tiny, WEST)
    assert share.round(6).to_dict() == {"01001": 1.0, "01002": 1.0, "02001": 0.6}
    found = read(tiny, layer({"Parc": WEST}).to_json(), "parc.geojson")
    assert held_by(found) == {"parc": ["01001", "01002", "02001"]}
    assert found.told[["check", "what"]].to_numpy().tolist() == [["cut_in", "02001"]]
    assert found.told["share"].tolist() == pytest.approx([0.6])
    east = layer({"Est": shapely.box(2.26, 46.0, 2.4, 46.1)}).to_json()
    found = read(tiny, east, "est.geojson")
    assert held_by(found) == {"est": ["02002"]}
    assert found.told[["check", "what"]].to_numpy().tolist() == [["cut_out", "02001"]]
    assert found.told["share"].tolist() == pytest.approx([0.4])


def test_borders_that_nearly_agree_cut_nothing(tiny: Geography) -> None:
    near = shapely.box(2.0001, 46.0001, 2.1001, 46.1001)
    found = read(tiny, layer({"Parc": near}).to_json(), "parc.geojson")
    assert held_by(found) == {"parc": ["01001"]}
    assert found.told.empty


def test_every_format_of_layers(tiny: Geography, tmp_path) -> None:
    table = layer({"Parc": WEST, "Île": shapely.box(3.0, 46.0, 3.1, 46.1)}).to_crs(2154)
    table.to_file(tmp_path / "parcs.gpkg", layer="parcs")
    table.to_file(tmp_path / "parcs.shp")
    with zipfile.ZipFile(tmp_path / "parcs.zip", "w") as archive:
        for path in tmp_path.glob("parcs.*"):
            if path.suffix in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
                archive.write(path, path.name)
    for name in ("parcs.gpkg", "parcs.zip"):
        found = read_perimeters(tmp_path / name, tiny, name=name)
        assert held_by(found) == {"ile": ["02006"], "parc": ["01001", "01002", "02001"]}, name


def test_one_perimeter_in_several_outlines(tiny: Geography) -> None:
    table = pd.concat(
        [
            layer({"Parc": shapely.box(2.0, 46.0, 2.1, 46.1)}),
            layer({"Parc": shapely.box(2.3, 46.0, 2.4, 46.1)}),
        ]
    )
    found = read(tiny, table.to_json(), "parc.geojson")
    assert held_by(found) == {"parc": ["01001", "02002"]}
    drawn = with_perimeters(tiny, found.named, found.members)
    assert checks(drawn, found)["check"].tolist() == ["pieces"]


def test_an_outline_at_sea_is_told(tiny: Geography) -> None:
    table = layer({"Mer": shapely.box(-20, 40, -19, 41), "Parc": WEST})
    found = read(tiny, table.to_json(), "parc.geojson")
    assert found.named["name"].tolist() == ["Parc"]
    assert "nothing" in set(found.told["check"])


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("nom;montant\nA;5\n", "montant"),
        ("insee\n99999\n", "No commune"),
        ("", "empty"),
        ("petr;insee\n" + "".join(f"P{number};01001\n" for number in range(MOST + 1)), str(MOST)),
        ("PK\x03\x04nonsense", "archive"),
    ],
)
def test_what_is_refused_is_one_sentence(tiny: Geography, content: str, fault: str) -> None:
    with pytest.raises(FileRefusedError, match=fault):
        read(tiny, content)
    with pytest.raises(FileRefusedError):
        read_perimeters(io.BytesIO(b"insee\n01001\n" * 9), tiny, name="a.csv", limits=Limits(rows=3))


def test_the_checks_of_the_whole_are_told(tiny: Geography) -> None:
    # 200000001 holds 01001, 01002 and 02001: two of three are there.
    found = read(tiny, "petr;communes\nA;01001, 01002, 02005\nB;01002\n")
    drawn = with_perimeters(tiny, found.named, found.members)
    rows = (
        checks(drawn, found)[["check", "code", "what"]]
        .astype(object)
        .where(lambda table: table.notna(), None)
    )
    assert rows.to_numpy().tolist() == [
        ["pieces", "a", "2"],
        ["missing", "a", "02001"],
        ["shared", None, "01002"],
    ]
    assert [one.code for one in held(drawn, found.named.index, "fr")] == ["a", "b"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_check_has_its_sentence(tiny: Geography, language: str) -> None:
    found = read(tiny, "petr;communes\n<b>A</b>;01001, 01002, 02005\n")
    told = pd.DataFrame(
        [(check, "b_a_b", 1_234, "01001", 0.4) for check in CHECKS for _ in range(FIRST + 2)],
        columns=list(found.told),
    ).astype(found.told.dtypes)
    drawn = with_perimeters(tiny, found.named, found.members)
    lines = sentences(drawn, found._replace(told=told), language)
    # Of each the first, and how many more; and the two of the whole.
    assert len(lines) == len(CHECKS) * (FIRST + 1) + 2
    assert all(line.endswith(".") and "{" not in line for line in lines)


def test_a_layer_of_communes_names_its_perimeters(tiny: Geography) -> None:
    boxes = {"01001": shapely.box(2.0, 46.0, 2.1, 46.1), "01002": shapely.box(2.1, 46.0, 2.2, 46.1)}
    table = gpd.GeoDataFrame(
        {"insee": list(boxes), "petr": ["A", "A"]}, geometry=list(boxes.values()), crs=4326
    )
    assert held_by(read(tiny, json.dumps(json.loads(table.to_json())), "a.geojson")) == {
        "a": ["01001", "01002"]
    }
