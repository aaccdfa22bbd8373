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


def write_outputs(files: dict[Path, bytes]) -> None:
    """Write several files together: nobody meets half of one, and a failure leaves none of them.

    Parameters
    ----------
    files
        Path to content.

    Raises
    ------
    FileFaultError
        If one cannot be written; what the others held before stays.
    """
    parts = {target: target.with_name(f".{target.name}.{os.getpid()}.part") for target in files}
    target = next(iter(files), Path())
    try:
        for target, content in files.items():
            parts[target].write_bytes(content)
        for target, part in parts.items():
            part.replace(target)
    except OSError as error:
        msg = f"{target} cannot be written: {error.strerror}"
        raise FileFaultError(msg) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
