"""A file that takes long to write: its name holds the old content until the new one is whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from atlas.errors import FileFaultError


def check_target(target: Path, source: Path) -> None:
    """Refuse to write over the file that is being read."""
    if target.exists() and target.samefile(source):
        msg = f"{target} is the file being read: choose another name for the result"
        raise FileFaultError(msg)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Return the path to write instead of `target`, and put it in its place when all went well.

    Raises
    ------
    FileFaultError
        When it cannot be written. The old file then stays, as after a kill.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(target)
    except OSError as error:
        msg = f"{target} cannot be written: {error.strerror or error}"
        raise FileFaultError(msg) from error
    finally:
        part.unlink(missing_ok=True)
