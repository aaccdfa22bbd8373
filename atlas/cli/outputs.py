"""Files that commands write: all at once, or not at all."""

import os
from pathlib import Path

from atlas.errors import FileFaultError


def write_output(target: Path, content: bytes) -> None:
    """Write a file so that nobody ever meets half of it.

    Parameters
    ----------
    target
        The file; what it held before is replaced.
    content
        All of it.

    Raises
    ------
    FileFaultError
        If it cannot be written; the old file then stays.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        msg = f"{target} cannot be written: {error.strerror}"
        raise FileFaultError(msg) from error
    finally:
        part.unlink(missing_ok=True)
