"""The log of a published atlas: a line for each request and each fault, without what a reader wrote."""

import logging
import traceback
from pathlib import Path
from types import TracebackType

_FRAMES = 4
_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def keep_to_lines() -> None:
    """Make each record of this process one line, and tell requests as `gate` does."""
    logging.Formatter.formatException = _fault  # type: ignore[method-assign]
    logging.Formatter.format = _line  # type: ignore[method-assign]
    log, lines = logging.getLogger("atlas.served"), logging.StreamHandler()
    lines.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(lines)
    log.setLevel(logging.INFO)


_format = logging.Formatter.format


def _line(self: logging.Formatter, record: logging.LogRecord) -> str:
    return " ".join(_format(self, record).split())


def _fault(self: logging.Formatter, ei: _Fault) -> str:
    """Return a fault's kind and where it happened: its message may quote a reader's file."""
    del self
    kind, _, trace = ei
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{kind.__name__ if kind else 'fault'} at {places}"
