"""The log of a published atlas: a line for each request and each fault, without what a reader wrote."""

import copy
import logging
import os
import sys
import threading
import traceback
import warnings
from numbers import Number
from pathlib import Path
from types import TracebackType
from typing import Any

_FRAMES = 4
_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_LOG = logging.getLogger("atlas.served")
# What a provider of logins answers where it refuses one (RFC 6749, OpenID Connect Core): no reader's words.
_ANSWERS = {
    *("access_denied", "consent_required", "interaction_required", "invalid_request", "invalid_scope"),
    *("login_required", "server_error", "temporarily_unavailable", "unauthorized_client"),
    "unsupported_response_type",
}


def keep_to_lines() -> None:
    """Make each record of this process one line, and tell requests as `gate` does."""
    logging.Formatter.formatException = _fault  # type: ignore[method-assign]
    logging.Formatter.format = _line  # type: ignore[method-assign]
    # What else Python would print with all its words.
    warnings.showwarning = _warned
    threading.excepthook = lambda told: _LOG.error("Uncaught in a thread", exc_info=told.exc_value)
    # GDAL would write what is wrong with a file, and quote it.
    os.environ["CPL_LOG"] = os.devnull
    sys.unraisablehook = lambda told: _LOG.error("Uncaught at an end", exc_info=told.exc_value)
    lines = logging.StreamHandler()
    lines.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _LOG.addHandler(lines)
    _LOG.setLevel(logging.INFO)


_format = logging.Formatter.format


def _line(self: logging.Formatter, record: logging.LogRecord) -> str:
    told = record if record.name == _LOG.name else _withheld(record)
    return " ".join(_format(self, told).split())


def _withheld(record: logging.LogRecord) -> logging.LogRecord:
    """Return what another package's record says without what it names: that may be a reader's."""
    told = copy.copy(record)
    told.msg = record.msg.partition("\n")[0] if isinstance(record.msg, str) else _name(record.msg)
    if isinstance(record.args, dict):
        told.args = {key: _named(value) for key, value in record.args.items()}
    elif record.args:
        told.args = tuple(_named(value) for value in record.args)
    return told


def _named(value: object) -> Any:  # noqa: ANN401 - a number stays one
    if isinstance(value, Number) or (isinstance(value, str) and value in _ANSWERS):
        return value
    return _name(value) if isinstance(value, BaseException) else "…"


def _name(value: object) -> str:
    return type(value).__name__


def _warned(  # noqa: PLR0913, PLR0917 - as Python calls it
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: object = None,
    line: str | None = None,
) -> None:
    """Note a warning's kind and where it was given: its words may quote a reader's file."""
    del message, file, line
    _LOG.warning("%s at %s:%d", category.__name__, Path(filename).name, lineno)


def _fault(self: logging.Formatter, ei: _Fault) -> str:
    """Return a fault's kind and where it happened: its message may quote a reader's file."""
    del self
    kind, _, trace = ei
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{kind.__name__ if kind else 'fault'} at {places}"
