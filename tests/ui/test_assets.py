"""What the browser loads is there at each visit."""

import json
import shutil
from pathlib import Path

import pytest
import streamlit.components.v1 as components

from atlas.catalogue import load_catalogue
from atlas.ui import assets


@pytest.fixture
def folders(monkeypatch):
    """The folder that is served under each name, the last one declared."""
    declared = {}
    declare = components.declare_component

    def note(name, *, path):
        declared[name] = Path(path)
        return declare(name, path=path)

    monkeypatch.setattr(components, "declare_component", note)
    made = []
    monkeypatch.setattr(assets, "_FOLDERS", made)
    assets._make.cache_clear()
    yield declared
    assets._make.cache_clear()
    for folder in made:
        folder.cleanup()


@pytest.mark.parametrize("clear", [shutil.rmtree, lambda folder: next(folder.iterdir()).unlink()])
def test_points_are_there_again_where_temporary_files_were_cleared_away(folders, clear):
    catalogue = load_catalogue()
    first = assets.serve(catalogue)
    name = first.shared.rpartition("/")[2]
    text = (folders["atlas_shared"] / name).read_text(encoding="utf-8")
    assert json.loads(text) == assets.shared_layer(catalogue)
    clear(folders["atlas_shared"])
    # The same address, so that the map stays as it is for those who have it open.
    assert assets.serve(catalogue) == first
    assert (folders["atlas_shared"] / name).read_text(encoding="utf-8") == text
