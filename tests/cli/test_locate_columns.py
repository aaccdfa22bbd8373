"""`atlas locate` takes columns by name."""

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
