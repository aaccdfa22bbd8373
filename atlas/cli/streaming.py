"""What commands on large files share: who works, a progress bar, the rate, a clean end when stopped."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, TypeVar

import click

from atlas.errors import UnknownChoiceError
from atlas.streams.engines import dask_engine, here

ENGINES = ("process", "dask")

_Command = TypeVar("_Command", bound=Callable[..., Any])


def engine_options(command: _Command) -> _Command:
    """Add the options `--engine`, `--scheduler` and `--quiet`."""
    options = (
        click.option(
            "--engine",
            "engine_name",
            default=None,
            help="process: this one (default); dask: worker processes, of this machine or of --scheduler.",
        ),
        click.option(
            "--scheduler", help="Address of a Dask scheduler, such as tcp://host:8786; implies --engine dask."
        ),
        click.option("--quiet", is_flag=True, help="No progress bar."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def choose_engine(name: str | None, scheduler: str | None) -> Any:  # noqa: ANN401 - a context that gives an engine
    """Return the engine that the options name, as a context."""
    if name not in (None, *ENGINES):
        msg = f"unknown engine {name!r}: choose one of {', '.join(ENGINES)}"
        raise UnknownChoiceError(msg)
    if name == "process" and scheduler:
        msg = "--scheduler is for --engine dask: leave one of the two out"
        raise UnknownChoiceError(msg)
    return dask_engine(scheduler) if name == "dask" or scheduler else nullcontext(here)


@contextmanager
def progress_bar(label: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Return what shows progress on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _size: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr, show_pos=False) as bar:

        def show(done: int, size: int) -> None:
            bar.length = size
            bar.update(done - bar.pos)

        yield show


@contextmanager
def stopped_cleanly() -> Iterator[None]:
    """Turn a polite kill into an exit, so that half-written files are removed."""

    def stop(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Clock:
    """Seconds since it was made, and rows per second."""

    def __init__(self) -> None:
        self._start = time.perf_counter()

    def rate(self, rows: int) -> dict[str, float]:
        """Return `seconds` and `rows_per_second` for so many rows."""
        seconds = time.perf_counter() - self._start
        return {"seconds": round(seconds, 3), "rows_per_second": round(rows / seconds)}
