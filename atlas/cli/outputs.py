"""Files that commands write: all at once, or not at all."""

import os
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

from atlas.errors import FileFaultError


def write_output(target: Path, content: bytes) -> None:
    """Write a file so that nobody ever meets half of it."""
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
    """Write several files together: nobody meets half of one, and a failure leaves none of them."""
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


def write_folder(target: Path, contents: dict[str, bytes]) -> None:
    """Write all files, then put the folder in its place."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        msg = f"{target} cannot be written: {error.strerror}"
        raise FileFaultError(msg) from error
    try:
        built = scratch / "built"
        built.mkdir()
        for name, content in contents.items():
            (built / name).write_bytes(content)
        if target.exists():
            target.rename(scratch / "before")
        built.rename(target)
    except OSError as error:
        msg = f"{target} cannot be written: {error.strerror}"
        raise FileFaultError(msg) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
