"""Files that are written beside their names, then put in place: nobody ever meets half of one."""

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from atlas.errors import FileFaultError


class Staged:
    """Files that are written beside their names and take their places together, see `staged`."""

    def __init__(self) -> None:
        self._parts: dict[Path, Path] = {}
        # What stood there before, None where nothing did.
        self._before: dict[Path, Path | None] = {}

    def beside(self, target: Path) -> Path:
        """Return the path to write instead of `target`."""
        part = _beside(target, "part")
        with suppress(OSError):
            part.unlink()  # by somebody who was killed, and had the same number
        self._parts[target] = part
        return part

    @contextmanager
    def opened(self, target: Path) -> Iterator[BinaryIO]:
        """Open a new file that is to take the place of `target`."""
        part = self.beside(target)
        with _writing(target), part.open("xb") as stream:
            yield stream

    def place(self) -> None:
        """Put all in their places; what was there is kept until the end.

        Whoever leaves `staged` because one cannot be put there finds the old files again.
        """
        for target, part in self._parts.items():
            with _writing(target):
                self._before[target] = _kept(target)
                part.replace(target)

    def restore(self) -> None:
        """Bring back what was there before."""
        for target, before in self._before.items():
            with suppress(OSError):
                if before is None:
                    target.unlink(missing_ok=True)
                else:
                    before.replace(target)

    def clear(self) -> None:
        """Take away what was written beside."""
        for path in (*self._parts.values(), *self._before.values()):
            if path is not None:
                path.unlink(missing_ok=True)


@contextmanager
def staged() -> Iterator[Staged]:
    """Return files that are put in place inside the block, and go again if the block fails after that.

    What else must be there or not, such as a batch in a workspace, is kept after `place` inside the block.
    A kill between the two leaves the files without it, and the same command, given again, completes it.
    """
    files = Staged()
    try:
        yield files
    except BaseException:
        files.restore()
        raise
    finally:
        files.clear()


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Return the path to write instead of `target`, and put it in its place when all went well."""
    with staged() as files, _writing(target):
        yield files.beside(target)
        files.place()


def write_files(contents: dict[Path, bytes]) -> None:
    """Write files together: all of them, or none."""
    with staged() as files:
        for target, content in contents.items():
            with files.opened(target) as stream:
                stream.write(content)
        files.place()


def write_file(target: Path, content: bytes) -> None:
    """Write a file."""
    write_files({target: content})


def write_folder(target: Path, contents: dict[str, bytes]) -> None:
    """Write all files, then put the folder in its place."""
    with _writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            built = scratch / "built"
            built.mkdir()
            for name, content in contents.items():
                (built / name).write_bytes(content)
            if target.exists():
                target.rename(scratch / "before")
            built.rename(target)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def check_folder(target: Path, known: Collection[str]) -> None:
    """Refuse to replace a folder that holds anything but what a command writes there."""
    if target.is_file():
        msg = f"{target} is a file: name a folder."
        raise FileFaultError(msg)
    if target.exists():
        strange = sorted(path.name for path in target.iterdir() if path.name not in known)
        if strange:
            msg = f"{target} holds {strange[0]!r}, which this command did not write: name a new folder."
            raise FileFaultError(msg)


def check_target(target: Path, source: Path) -> None:
    """Refuse to write over the file that is being read."""
    if target.exists() and target.samefile(source):
        msg = f"{target} is the file being read: choose another name for the result"
        raise FileFaultError(msg)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        msg = f"{target} cannot be written: {error.strerror or error}"
        raise FileFaultError(msg) from error


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.{what}")


def _kept(target: Path) -> Path | None:
    """Keep a file under a second name."""
    if not target.exists():
        return None
    before = _beside(target, "old")
    before.unlink(missing_ok=True)
    try:
        os.link(target, before)
    except OSError:
        # Some shared folders know no second name for a file.
        shutil.copy2(target, before)
    return before
