"""Programs that parse in a process of their own: what a hostile file asks of them ends there."""

import subprocess
import sys
from pathlib import Path

from atlas.readers.told.refusals import FileRefusedError

_MOST_BYTES = 2_000_000_000
_MOST_SECONDS = 60
# What a program writes to its errors when its answer is whole; what happens to it later is no loss.
_WHOLE = b"whole"
# How a program ends that found no memory: the system kills it, or Python, Rust or C++ says so.
_KILLED = -9
_NO_MEMORY = (b"MemoryError", b"memory allocation of", b"bad_alloc")


def parse_apart(program: str, content: bytes, *arguments: str, kind: str) -> bytes:
    """Run one of the programs beside this module on a content."""
    path = str(Path(__file__).parent / program)
    command = [sys.executable, "-I", path, str(_MOST_BYTES), *arguments]
    done = _run(command, content, kind)
    if _fault(done) == "crashed":
        done = _run(command, content, kind)
    fault = _fault(done)
    if fault:
        raise FileRefusedError(fault, format=kind, limit=f"{_MOST_BYTES / 1_000_000_000:g}")
    return done.stdout


def _run(command: list[str], content: bytes, kind: str) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603 - our own program; its arguments are no command
            command, input=content, capture_output=True, timeout=_MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefusedError("too_slow", format=kind, limit=str(_MOST_SECONDS)) from error


def _fault(done: "subprocess.CompletedProcess[bytes]") -> str:
    """Return why there is no answer; "" where it is whole, however its program ended."""
    if not done.returncode or _WHOLE in done.stderr.splitlines():
        return ""
    if done.returncode == _KILLED or any(word in done.stderr for word in _NO_MEMORY):
        return "too_heavy"
    return "crashed" if done.returncode < 0 else "damaged"
