"""`atlas locate` takes columns by name, knows those of registers and cells of points, and reads workbooks."""

import io

import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.cli import main


def test_a_column_that_somebody_names(tmp_path):
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text("nom;lieu\nA;26113\n", encoding="utf-8")
    asked = ["locate", str(source), "-o", str(target), "--quiet"]
    assert CliRunner().invoke(main, asked).exit_code != 0
    assert CliRunner().invoke(main, [*asked, "--column", "code=lieu"]).exit_code == 0
    assert ";26113;" in target.read_text(encoding="utf-8").splitlines()[1]


def test_a_column_without_its_role_is_refused(tmp_path):
    source = tmp_path / "a.csv"
    source.write_text("nom;lieu\nA;26113\n", encoding="utf-8")
    done = CliRunner().invoke(
        main, ["locate", str(source), "-o", str(tmp_path / "b.csv"), "--column", "lieu"]
    )
    assert done.exit_code != 0
    assert "ROLE=HEADER" in done.output


@pytest.mark.parametrize(
    ("text", "commune", "how"),
    [
        # SIRENE and the RNA; a pair of coordinates; an address; the SIREN of a commune.
        (
            "siret;codePostalEtablissement;codeCommuneEtablissement\n10000000000001;59500;59178\n",
            "59178",
            "code",
        ),
        (
            "id;titre;adrs_codeinsee;adrs_codepostal;adrs_libcommune\nW1;Asso;59178;59500;DOUAI\n",
            "59178",
            "code",
        ),
        ('Nom;Coordonnées GPS\nA;"44.7539, 5.3703"\n', "26113", "coordinates"),
        ("Nom;geo_point_2d\nA;5.3703 44.7539\n", "26113", "coordinates"),
        ('Nom;Adresse\nA;"8 rue des Iris 26150 DIE"\n', "26113", "postal_code_name"),
        ("Nom;SIREN\nDie;212601132\n", "26113", "siren"),
        ("Nom;SIRET\nDie;21260113200015\n", "26113", "siren"),
    ],
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_columns_that_import_knows(tmp_path, text, commune, how, suffix):
    source, target = tmp_path / f"a{suffix}", tmp_path / "b.csv"
    if suffix == ".csv":
        source.write_text(text, encoding="utf-8")
    else:
        rows = pd.read_csv(io.StringIO(text), sep=";", dtype=str)
        rows.to_excel(source, index=False)
    done = CliRunner().invoke(main, ["locate", str(source), "-o", str(target), "--quiet"])
    assert done.exit_code == 0, done.output
    row = pd.read_csv(target, sep=None, engine="python", dtype=str).iloc[0]
    assert (row["commune"], row["located_by"]) == (commune, how)


def test_a_siren_of_an_epci_or_elsewhere_than_the_departement(tmp_path):
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text(
        "SIREN;dep\n242600534;\n212601132;26\n212601132;07\n389055310;\n21260113200000;\n", encoding="utf-8"
    )
    assert CliRunner().invoke(main, ["locate", str(source), "-o", str(target), "--quiet"]).exit_code == 0
    table = pd.read_csv(target, sep=";", dtype=str).fillna("")
    assert table["commune"].tolist() == ["", "26113", "", "", ""]
    assert table["epci"].tolist() == ["242600534", "242600534", "", "", ""]
    assert table["departement"].tolist() == ["26", "26", "07", "", ""]
    assert table["located_by"].tolist() == ["epci", "siren", "departement", "", ""]


def test_a_workbook_without_a_column_of_places_is_named(tmp_path):
    source = tmp_path / "a.xlsx"
    pd.DataFrame({"nom": ["A", "B"], "note": ["x", "y"]}).to_excel(source, index=False)
    done = CliRunner().invoke(main, ["locate", str(source), "-o", str(tmp_path / "b.csv")])
    assert done.exit_code != 0
    assert "a.xlsx: no column tells where the rows are" in done.output
    assert "rows.csv" not in done.output
