"""A working state comes back as it went, and what is none is refused."""

import pytest

from atlas.readers import saved
from atlas.readers.files.limits import Limits
from atlas.readers.model.mapping import Mapping
from atlas.readers.saved import Saved, is_saved, read_saved, write_saved
from atlas.readers.told.refusals import FileRefusedError

MAPPING = Mapping(
    kind="initiatives",
    columns={"name": "nom", "commune": "lieu"},
    corrections={"a": {"commune": "26150 Die"}},
    decisions={"b": "same"},
)
PARTS = [
    Saved("../liste é.csv", "", MAPPING, "nom;lieu\nA;Die\n".encode("cp1252")),
    Saved("../liste é.csv", "2023", MAPPING, b"\x00\xff", draft=True),
    Saved("pays.csv", "", Mapping(kind="initiatives"), b"petr;insee", perimeters=True),
]


def test_it_comes_back_as_it_went():
    content = write_saved(PARTS)
    assert is_saved(content)
    assert read_saved(content, limits=Limits()) == PARTS


def test_what_is_too_much_is_refused(monkeypatch):
    content = write_saved(PARTS)
    monkeypatch.setattr(saved, "_MOST_FILES", 1)
    with pytest.raises(FileRefusedError, match="1"):
        read_saved(content, limits=Limits())
    with pytest.raises(FileRefusedError):
        read_saved(
            write_saved([PARTS[0]._replace(content=bytes(2_000))]), limits=Limits(unzipped_bytes=1_000)
        )


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04" + b"\0" * 26 + b"atlas.json", write_saved(PARTS)[:-30]]
)
def test_what_is_damaged_is_refused(content):
    with pytest.raises(FileRefusedError):
        read_saved(content, limits=Limits())
