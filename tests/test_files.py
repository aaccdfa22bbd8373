"""Files take their places whole and together, or what was there stays."""

import pytest

from atlas.errors import FileFaultError
from atlas.files import _beside, replacing, staged, write_file, write_files


@pytest.fixture
def names(tmp_path):
    old, new, folder = tmp_path / "old", tmp_path / "new", tmp_path / "folder"
    old.write_bytes(b"before")
    folder.mkdir()
    return old, new, folder


def inside(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_all_files_are_written(tmp_path, names):
    old, new, _ = names
    write_files({old: b"1", new: b"2"})
    assert inside(tmp_path) == {"old": b"1", "new": b"2"}


def test_one_that_cannot_be_written_leaves_all_as_they_were(tmp_path, names):
    old, new, folder = names
    with pytest.raises(FileFaultError, match="folder cannot be written"):
        write_files({old: b"1", new: b"2", folder: b"3"})
    assert inside(tmp_path) == {"old": b"before"}


def test_a_fault_after_the_files_are_in_place_brings_the_old_ones_back(tmp_path, names):
    old, new, _ = names

    def keep(files):
        for target in (old, new):
            with files.opened(target) as stream:
                stream.write(b"1")
        files.place()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), staged() as files:
        keep(files)
    assert inside(tmp_path) == {"old": b"before"}


def test_a_long_file_takes_its_place_at_the_end(tmp_path, names):
    old, _, _ = names
    with replacing(old) as part:
        part.write_bytes(b"half")
        assert old.read_bytes() == b"before"
        part.write_bytes(b"whole")
    assert inside(tmp_path) == {"old": b"whole"}


def test_a_long_file_that_breaks_off_leaves_the_old_one(tmp_path, names):
    old, _, folder = names

    def write(part):
        part.write_bytes(b"half")
        folder.read_bytes()

    with pytest.raises(FileFaultError, match="old cannot be written: Is a directory"), replacing(old) as part:
        write(part)
    assert inside(tmp_path) == {"old": b"before"}


def test_what_a_killed_process_of_the_same_number_left_is_no_hindrance(tmp_path, names):
    old, _, _ = names
    _beside(old, "part").write_bytes(b"half")
    write_file(old, b"whole")
    assert inside(tmp_path) == {"old": b"whole"}
