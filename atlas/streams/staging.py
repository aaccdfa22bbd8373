"""Several files that take their places together, beside something else that is kept or not."""

import os
import shutil
from collections.abc import Iterator
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

    @contextmanager
    def opened(self, target: Path) -> Iterator[BinaryIO]:
        """Open a new file that is to take the place of `target`.

        Raises
        ------
        FileFaultError
            If it cannot be written.
        """
        part = self._parts[target] = _beside(target, "part")
        try:
            with part.open("xb") as stream:
                yield stream
        except OSError as error:
            raise _unwritable(target, error) from error

    def place(self) -> None:
        """Put all in their places; what was there is kept until the end.

        Raises
        ------
        FileFaultError
            If one cannot be; whoever leaves `staged` with that fault finds the old files again.
        """
        for target, part in self._parts.items():
            try:
                self._before[target] = _kept(target)
                part.replace(target)
            except OSError as error:
                raise _unwritable(target, error) from error

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

    Notes
    -----
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


def _unwritable(target: Path, error: OSError) -> FileFaultError:
    return FileFaultError(f"{target} cannot be written: {error.strerror or error}")
