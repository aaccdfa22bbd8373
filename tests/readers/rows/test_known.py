"""An initiative that counts already is told, with the score of its name, and counts once."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.cli import main
from atlas.readers.rows.known import APART, LEAST_DOUBT, LEAST_SCORE, SAME, find_pairs, same_pairs, told_pairs
from atlas.tables import load_tables
from atlas.workspace import open_workspace

KNOWN = pd.DataFrame(
    {
        "name": ["Tiers-lieu L'Épi", "Jardin du Nord", "Maison 1"],
        "type": ["tiers_lieu", "ferme", None],
        "seat_commune": ["26113", "26113", "26108"],
    },
    index=["a1", "a2", "a3"],
)


@pytest.mark.parametrize(
    ("name", "type_", "commune", "one"),
    [
        ("TIERS-LIEU L'ÉPI", "tiers_lieu", "26113", "a1"),
        ("L'Epi, tiers-lieu", "tiers_lieu", "26113", "a1"),
        ("Tiers-lieux L'Épi", None, "26113", "a1"),
        ("Tiers-lieu L'Épi", "ferme", "26113", ""),
        ("Tiers-lieu L'Épi", "tiers_lieu", "26108", ""),
        ("Tiers-lieu L'Épi", "tiers_lieu", None, ""),
        ("Jardin du Sud", "ferme", "26113", ""),
        ("Maison 2", "ferme", "26108", ""),
        ("Maison 1", "ferme", "26108", "a3"),
    ],
)
def test_type_place_and_name(name, type_, commune, one):
    rows = pd.DataFrame({"name": [name], "type": [type_], "seat_commune": [commune]})
    pairs = find_pairs(rows, pd.Series([""]), KNOWN)
    same = same_pairs(pairs, {})
    told = told_pairs(pairs.loc[same], rows.index).tolist()
    assert [text.split(" ")[0] for text in told] == [one]
    assert told[0].endswith(" %") is bool(one)


def test_the_reader_decides_of_two_that_are_alike():
    rows = pd.DataFrame(
        {
            "name": ["Tiers-lieu L'Épi", "Tiers-lieu de l'Épi vert", "Recyclerie"],
            "type": ["tiers_lieu"] * 3,
            "seat_commune": ["26113"] * 3,
        },
        index=[2, 3, 4],
    )
    pairs = find_pairs(rows, pd.Series([""] * 3), KNOWN)
    assert pairs["id"].to_dict() == {2: "a1", 3: "a1"}
    assert LEAST_DOUBT <= pairs["score"][3] < LEAST_SCORE <= pairs["score"][2]
    assert same_pairs(pairs, {}).tolist() == [2]
    assert same_pairs(pairs, {2: APART, 3: SAME}).tolist() == [3]


def test_an_id_tells_whatever_else_changed():
    rows = pd.DataFrame({"name": ["Autre nom"], "type": ["x"], "seat_commune": ["75056"]})
    pairs = find_pairs(rows, pd.Series(["a2"]), KNOWN)
    assert told_pairs(pairs, rows.index).tolist() == ["a2 Jardin du Nord, 100 %"]


def call(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.fixture
def exported(tmp_path):
    """Give two initiatives of the atlas as it exports them, and one that it has not."""
    chosen = load_tables().initiatives
    chosen = (
        chosen[chosen["seat_commune"].notna()].head(2).reset_index()[["id", "name", "type", "seat_commune"]]
    )
    new = pd.DataFrame([["", "Atelier jamais vu ailleurs", "tiers_lieu", "26113"]], columns=chosen.columns)
    path = tmp_path / "revu.csv"
    pd.concat([chosen, new]).to_csv(path, index=False)
    return path


@pytest.mark.parametrize(("again", "kept"), [((), 1), (("--again",), 3)])
def test_a_list_brought_back_counts_once_unless_the_reader_says_so(exported, tmp_path, again, kept):
    ledger, where = tmp_path / "ledger.csv", tmp_path / "w.gpkg"
    options = ("--as", "initiatives", "--into", where, "--ledger", ledger, "--json")
    told = call("import", exported, *options, *again)
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["accepted"] == kept
    assert len(open_workspace(str(where)).kept().initiatives) == kept
    table = pd.read_csv(ledger, encoding="utf-8-sig")
    assert table["reason"].eq("known").sum() == 3 - kept
    assert table["message"].str.contains("100 %").sum() == 3 - kept


def test_the_same_between_two_kept_batches(exported, tmp_path):
    where = tmp_path / "w.gpkg"
    assert call("import", exported, "--as", "initiatives", "--into", where).exit_code == 0
    other = tmp_path / "partenaire.csv"
    other.write_text("nom;type;code_insee\nATELIER JAMAIS VU AILLEURS;Tiers-lieu;26113\n", encoding="utf-8")
    told = call("import", other, "--as", "initiatives", "--into", where, "--lang", "en")
    assert told.exit_code != 0
    assert "--again" in told.output
    assert call("import", other, "--as", "initiatives", "--into", where, "--again").exit_code == 0
    assert len(open_workspace(str(where)).kept().initiatives) == 2


@pytest.mark.parametrize(("again", "kept"), [((), 1), (("--again",), 3)])
def test_without_a_workspace_too(exported, tmp_path, again, kept):
    out = tmp_path / "out.csv"
    told = call("import", exported, "--as", "initiatives", "-o", out, "--json", *again)
    assert told.exit_code == 0, told.output
    assert len(pd.read_csv(out)) == kept


def test_lines_of_funding_that_came_out_of_the_atlas_count_once(tmp_path):
    lines = load_tables().funding
    lines = lines[lines["counted"] & lines["direction"].eq("received") & lines["amount_eur"].notna()].head(2)
    new = lines.head(1).rename(index=lambda _: "jamais_vue")
    path, out = tmp_path / "lignes.csv", tmp_path / "out.csv"
    pd.concat([lines, new]).rename_axis("line_id").reset_index().to_csv(path, index=False)
    told = call("import", path, "--as", "funding", "-o", out, "--json")
    assert told.exit_code == 0, told.output
    assert pd.read_csv(out, encoding="utf-8-sig")["identifier"].tolist() == ["jamais_vue"]
    assert json.loads(told.stdout)["accepted"] == 1
