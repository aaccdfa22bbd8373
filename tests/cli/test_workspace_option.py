"""With --workspace, commands count what a team keeps, as its pages do."""

import json
import shutil

import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.catalogue import enlarge, load_catalogue
from atlas.catalogue.selection import Selection
from atlas.cli import main
from atlas.scales import scale_effect
from atlas.vocabulary import LICENCE
from atlas.words import say
from atlas.workspace import open_workspace
from atlas.workspace.rights import account

FARMS = "nom;type;code_insee\nFerme des Tilleuls;ptce;26108\nAtelier commun;tiers_lieu;75056\n"


def call(*arguments, **environment):
    return CliRunner().invoke(main, [*map(str, arguments)], env=environment)


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    folder = tmp_path_factory.mktemp("team")
    (folder / "farms.csv").write_text(FARMS, encoding="utf-8")
    where = folder / "team.gpkg"
    told = call("import", folder / "farms.csv", "--as", "initiatives", "--into", where)
    assert told.exit_code == 0, told.output
    return where


@pytest.fixture(scope="module")
def joined(team):
    return enlarge(load_catalogue(), open_workspace(str(team)).kept())


@pytest.mark.parametrize(("origin", "more"), [("all", 2), ("own", 2), ("atlas", 0)])
def test_export_counts_own_rows(team, tmp_path, origin, more):
    target = tmp_path / "a.geojson"
    told = call(
        *("export", "--level", "region", "--rows", "initiatives", "--origin", origin),
        *("--workspace", team, "-o", target),
    )
    assert told.exit_code == 0, told.output
    written = json.loads(target.read_text(encoding="utf-8"))
    curated = 0 if origin == "own" else len(load_catalogue().tables.initiatives)
    assert len(written["features"]) == curated + more
    assert (written["metadata"]["licence"] != LICENCE) is bool(more)


def test_scales_gives_the_numbers_of_the_joined_tables(team, joined, tmp_path):
    told = call(
        *("scales", "--indicator", "count", "--levels", "region", "--zonings", 0, "--type", "ptce"),
        *("-o", tmp_path / "out", "--json"),
        ATLAS_WORKSPACE=str(team),
    )
    assert told.exit_code == 0, told.output
    row = scale_effect(joined, Selection(types=("ptce",)), indicator="count", levels=["region"])
    curated = scale_effect(load_catalogue(), Selection(types=("ptce",)), indicator="count", levels=["region"])
    table = pd.read_csv(tmp_path / "out" / "scale_effect.csv", encoding="utf-8-sig")
    assert table["initiatives"].tolist() == row["initiatives"].tolist()
    assert row["initiatives"].iloc[0] == curated["initiatives"].iloc[0] + 1
    assert table["gini"].iloc[0] == pytest.approx(row["gini"].iloc[0], rel=1e-3)
    titles = [source["title"] for source in json.loads(told.stdout)["sources"]]
    assert titles.count(say("file_own", "fr")) == 1


def test_peers_start_from_an_own_row(team):
    told = call("peers", "Ferme des Tilleuls", "--workspace", team, "-n", 3, "--json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["name"] == "Ferme des Tilleuls"
    assert call("peers", "Ferme des Tilleuls").exit_code == 2


def test_a_portrait_of_the_place_counts_them(team, tmp_path):
    options = ("commune:26108", "-o", tmp_path / "a.json", "--json")
    mine = json.loads(call("portrait", *options, "--workspace", team).stdout)
    plain = json.loads(call("portrait", *options).stdout)
    assert mine["initiatives"] == plain["initiatives"] + 1


def test_an_empty_workspace_is_told(tmp_path):
    where = tmp_path / "nothing.gpkg"
    told = call("gaps", "--level", "region", "-o", tmp_path / "a.csv", "--workspace", where)
    assert told.exit_code == 0
    assert "nothing is kept there" in told.stderr
    assert not where.exists()


def test_what_is_no_workspace_is_refused(tmp_path):
    told = call("gaps", "--level", "region", "-o", tmp_path / "a.csv", "--workspace", tmp_path / "a.shp")
    assert told.exit_code == 2
    assert "is no workspace" in told.output
    assert list(tmp_path.iterdir()) == []


GRANTS = """Bénéficiaire;Code INSEE;Montant;Année
A;26113;1000,50;2020
B;26108;2000;2021
C;07019;500;2021
D;;7;2021
"""


@pytest.fixture(scope="module")
def granted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("granted")
    (folder / "aides.csv").write_text(GRANTS, encoding="utf-8")
    where = folder / "aides.gpkg"
    told = call("import", folder / "aides.csv", "--as", "funding", "--into", where)
    assert told.exit_code == 0, told.output
    return where


@pytest.mark.parametrize("origin", ["own", "all"])
def test_kept_grants_stand_beside_the_funding_of_initiatives(granted, tmp_path, origin):
    target = tmp_path / "a.csv"
    options = ("funding", "--level", "departement", "-o", target, "--json", "--workspace", granted)
    told = call(*options, "--origin", origin)
    assert told.exit_code == 0, told.output
    table = pd.read_csv(target, dtype={"code": str}).set_index("code")
    assert table.loc[["07", "26"], "grants_eur"].tolist() == [500, 3000.50]
    assert table["grants_eur"].sum() == 3507.50
    summary = json.loads(told.stdout)
    assert (summary["grants"], summary["grants_eur"], summary["grants_unlocated_eur"]) == (4, 3507.5, 7)
    assert summary["total_eur"] == pytest.approx(table["amount_eur"].sum())
    assert (summary["total_eur"] == 0) is (origin == "own")


def test_the_atlas_s_own_funding_has_no_kept_grants(granted, tmp_path):
    target = tmp_path / "a.csv"
    options = ("funding", "--level", "region", "-o", target)
    assert call(*options, "--workspace", granted, "--origin", "atlas").exit_code == 0
    first = target.read_bytes()
    assert call(*options, "--origin", "atlas").exit_code == 0
    assert target.read_bytes() == first


def test_kept_grants_have_no_breakdown_and_it_is_told(granted, tmp_path):
    options = ("--level", "region", "-o", tmp_path / "a.csv", "--workspace", granted, "--origin", "own")
    told = call("funding", *options, "--by", "nature")
    assert told.exit_code != 0
    assert "--by" in told.output


def test_a_portrait_tells_kept_grants(granted, tmp_path):
    target = tmp_path / "a.json"
    told = call(
        "portrait", "departement:26", "-o", target, "--json", "--workspace", granted, "--origin", "own"
    )
    summary = json.loads(told.stdout)
    assert (summary["grants"], summary["grants_eur"], summary["received_eur"]) == (2, 3000.5, None)
    assert json.loads(target.read_text(encoding="utf-8"))["money"]["granted"] == 3000.5


def test_kept_grants_count_in_commands_as_on_the_pages(tmp_path):
    """Those too that only their beneficiary places; the pages lay the catalogue's grants over the levels."""
    (tmp_path / "aides.csv").write_text(
        "Bénéficiaire;SIRET;Montant\nDie;21260113200015;10\nCC du Diois;242600534;20\n"
        "Mairie de Crest;;30\nClub;38905531000038;40\n",
        encoding="utf-8",
    )
    where, target = tmp_path / "aides.gpkg", tmp_path / "a.csv"
    assert call("import", tmp_path / "aides.csv", "--as", "funding", "--into", where).exit_code == 0
    pages = enlarge(load_catalogue(), open_workspace(str(where)).kept()).grants
    for level, sums in (("commune", [30, 10]), ("epci", [30, 30]), ("departement", [60])):
        options = ("--level", level, "-o", target, "--workspace", where, "--origin", "own")
        assert call("funding", *options).exit_code == 0
        table = pd.read_csv(target, dtype={"code": str}).set_index("code")["grants_eur"]
        # The last line is of no territory.
        given = table[table.index.notna() & table.gt(0)].sort_index()
        assert table.sum() == 100
        assert sorted(given) == sorted(sums)
        assert given.tolist() == (pages.totals(level)["cents"] / 100).sort_index().tolist()
    options = ("-o", tmp_path / "a.json", "--json", "--workspace", where, "--origin", "own")
    told = json.loads(call("portrait", "epci:242600534", *options).stdout)
    assert (told["grants"], told["grants_eur"]) == (2, 30)


PAYS = 'pays;communes\nDiois;"26113, 26067"\nCrest;26108\n'


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn")
    (folder / "pays.csv").write_text(PAYS, encoding="utf-8")
    where = folder / "team.gpkg"
    told = call("workspace", "perimeters", where, folder / "pays.csv", "--name", "Pays 2026")
    assert told.exit_code == 0, told.output
    assert "perimetre:diois" in told.stderr
    return where


def test_perimeters_of_a_team_are_listed_once_and_undone(drawn, tmp_path):
    where = tmp_path / "team.gpkg"
    shutil.copy(drawn, where)
    (batch,) = json.loads(call("workspace", "list", where, "--json").stdout)
    assert (batch["name"], batch["kind"], batch["rows"]) == ("Pays 2026", "perimeters", 3)
    assert batch["imported_by"] == account()
    again = tmp_path / "pays.csv"
    again.write_text(PAYS, encoding="utf-8")
    assert call("workspace", "perimeters", where, again).exit_code == 2
    assert call("workspace", "undo", where, 1).exit_code == 0
    told = call("portrait", "perimetre:diois", "--workspace", where, "-o", tmp_path / "a.json")
    assert told.exit_code == 2
    assert call("workspace", "perimeters", where, again).exit_code == 0


def test_commands_have_the_perimeters_of_a_team_as_places_and_as_level(drawn, tmp_path):
    target = tmp_path / "a.csv"
    told = call("export", "--level", "perimetre", "--workspace", drawn, "-o", target)
    assert told.exit_code == 0, told.output
    assert set(pd.read_csv(target)["code"].dropna()) == {"diois", "crest"}
    told = call("portrait", "perimetre:diois", "--workspace", drawn, "-o", tmp_path / "a.json", "--json")
    people = load_catalogue().geography.communes.loc[["26113", "26067"], "population"].sum()
    assert json.loads(told.stdout)["population"] == people


def test_a_file_of_perimeters_stands_beside_those_of_the_team(drawn, tmp_path):
    (tmp_path / "pays.csv").write_text("pays;communes\nDiois;07019\n", encoding="utf-8")
    target = tmp_path / "a.csv"
    more = ("--workspace", drawn, "--perimeters", tmp_path / "pays.csv")
    told = call("export", "--level", "perimetre", "-o", target, *more)
    assert told.exit_code == 0, told.output
    assert "perimetre:diois_2" in told.stderr
    assert set(pd.read_csv(target)["code"].dropna()) == {"diois", "crest", "diois_2"}
