"""The guides do what they say: their Python, their commands, their addresses and their pictures."""

import importlib.util
import re
import shlex
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from atlas.cli import main

ROOT = Path(__file__).resolve().parents[1]
GUIDES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "guides").glob("*.md")}
COMMANDS = [
    line
    for text in GUIDES.values()
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    for line in block.splitlines()
]
# Files that a guide shows, by the name that it gives them.
SHOWN = {
    name: content
    for text in GUIDES.values()
    for name, content in re.findall(r"`(\w+\.csv)` :\n\n```csv\n(.*?)```", text, re.DOTALL)
}


@pytest.fixture(scope="module")
def pictures():
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "guides" / "pictures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.pictures())


@pytest.fixture(scope="module")
def ran():
    """What the lines of the notebook leave behind."""
    left = {}
    for block in re.findall(r"```python\n(.*?)```", GUIDES["recherche.md"], re.DOTALL):
        exec(compile(block, "recherche.md", "exec"), left)  # noqa: S102 - our own file
    return left


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """What the commands write, by the name of the file."""
    folder = tmp_path_factory.mktemp("guides")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, content in SHOWN.items():
            (folder / name).write_text(content, encoding="utf-8")
        for line in COMMANDS:
            done = CliRunner().invoke(main, shlex.split(line)[1:])
            assert done.exit_code == 0, (line, done.output)
    return {path.name: path for path in folder.iterdir() if path.name not in SHOWN}


def test_every_command_writes_what_it_names(written):
    named = {shlex.split(line)[-1] for line in COMMANDS if " -o " in line}
    assert named == written.keys()
    assert all(path.stat().st_size for path in written.values())


def test_a_place_of_one_s_own_holds_the_communes_that_were_listed(written):
    listed = re.findall(r";(\d{5})$", SHOWN["pays.csv"], re.MULTILINE)
    assert len(listed) > 1
    assert sorted(pd.read_csv(written["communes.csv"], dtype={"code": str})["code"]) == sorted(listed)


def test_the_notebook_and_the_files_say_the_same(ran, written):
    assert ran["mean"] == pytest.approx(ran["effect"].loc["bassin_de_vie", "mean"])
    file = pd.read_excel(written["echelles.xlsx"], sheet_name=0, engine="openpyxl")
    assert file.set_index("level").loc["bassin_de_vie", "gini"] == pytest.approx(
        ran["effect"].loc["bassin_de_vie", "gini"], abs=1e-4
    )
    table = pd.read_csv(written["carte.csv"], dtype={"code": str}).set_index("code")
    assert table["value"].fillna(0).mean() == pytest.approx(ran["mean"], rel=1e-3)
    assert 0 < ran["gini"]["official"] < 1
    assert 0 < ran["known"]["share"] < 1
    assert not ran["known"]["whole"]
    assert ran["dates"].kind
    assert ran["ledger"]["line_matched"] == ran["ledger"]["lines"]
    # What the guide says of signs.
    assert ran["crossed"].verdict == "associated"
    assert ran["link"].rho < 0 < ran["link"].rho_given
    assert ran["link"].p_given <= 0.05


def test_an_indicator_is_the_column_of_its_table(written):
    given = pd.read_csv(written["carte.csv"], dtype={"code": str}).set_index("code")["population"]
    file = pd.read_excel(written["indicateur.xlsx"], sheet_name=0, engine="openpyxl", dtype={"code": str})
    assert file.set_index("code")["indicator"].reindex(given.index).tolist() == given.tolist()


def test_every_picture_is_there_and_small(pictures):
    assert {one.path for one in pictures} == {*(ROOT / "docs" / "guides" / "images").glob("*.png")}
    assert max(one.path.stat().st_size for one in pictures) < 200_000


def test_every_address_opens(pictures):
    for one in pictures:
        address = urlsplit(one.address)
        app = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=60).run()
        app.switch_page(f"pages/{address.path.strip('/')}.py")
        app.query_params.clear()
        app.query_params.update(dict(parse_qsl(address.query)))
        app.run()
        assert [error.value for error in app.exception] == []
        kept = {
            key: value[0] if isinstance(value, list) else value
            for key, value in dict(app.query_params).items()
        }
        # What an address asks for beyond the usual stays in it.
        assert kept == dict(parse_qsl(address.query))
