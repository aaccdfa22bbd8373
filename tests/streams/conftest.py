from pathlib import Path

import pytest

import atlas.settings


@pytest.fixture
def tiny_settings(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the tiny geography everybody's, processes that a test starts included."""
    monkeypatch.setattr(atlas.settings, "GEO_FOLDER", tiny_folder)
    monkeypatch.setenv("ATLAS_GEO_FOLDER", str(tiny_folder))


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Give a CSV of 4,000 rows: located, ambiguous and unknown ones, quotation marks, accents."""
    path = tmp_path / "rows.csv"
    cells = ["01001", "1002", "02009", "99999", "", "02003"]
    texts = ["plain", '"a, b"', '"two\r\nlines"', "été", '"a ""mark"""', " "]
    points = ["", "2.05", "2.15", "2.25"]  # none for every fourth row
    lines = [
        f"{row},{cells[row % 6]},{texts[row % 5]},{points[row % 4]},{'46.05' if row % 4 else ''}\n"
        for row in range(4_000)
    ]
    path.write_text("n,code_insee,text,lon,lat\n" + "".join(lines), encoding="utf-8", newline="")
    return path
