"""Programs that parse in a process of their own: what a hostile file asks of them ends there."""

import subprocess
import sys
from pathlib import Path

from atlas.readers.faults import FileRefusedError

_MOST_BYTES = 2_000_000_000
_MOST_SECONDS = 60


def parse_apart(program: str, content: bytes, *arguments: str, kind: str) -> bytes:
    """Run one of the programs beside this module on a content.

    Parameters
    ----------
    program
        Its file name; it bounds its own memory by its first argument.
    content
        What it reads.
    *arguments
        What else it is told.
    kind
        Name of the format, for the message.

    Returns
    -------
    bytes
        What it wrote.

    Raises
    ------
    FileRefusedError
        If it took more than two gigabytes or a minute, or failed.
    """
    path = str(Path(__file__).with_name(program))
    command = [sys.executable, "-I", path, str(_MOST_BYTES), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; its arguments are no command
            command, input=content, capture_output=True, timeout=_MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        fault = "too_heavy"
        raise FileRefusedError(fault) from error
    if done.returncode:
        # Ended by a signal: an allocation failed, or the parser crashed.
        fault = "too_heavy" if done.returncode < 0 else "damaged"
        raise FileRefusedError(fault, format=kind)
    return done.stdout
