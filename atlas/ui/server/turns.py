"""Whose run of a page comes next, when many readers ask at once.

Python runs one thread at a time. Where a hundred runs share it, each ends when all end: the first reader
waits as long as the last. Taken in the order of asking, a few at a time, the same runs end one after another,
and readers who did not ask at one moment are not drawn into step.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

# A run rests for more than half of its time, for the browser to draw the map: four keep a processor busy.
TURNS = 4
# A run that takes longer, a simulation say, goes on beside those that come after it.
PATIENCE = 0.5


class Turns:
    """So many runs at a time, in the order of asking; after `patience`, in seconds, a run counts no more."""

    def __init__(self, places: int, patience: float) -> None:
        self._places = places
        self._patience = patience
        self._door = threading.Semaphore()
        self._changed = threading.Condition()
        self._since: dict[object, float] = {}

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a turn, and give it back."""
        mine = object()
        with self._door, self._changed:
            while (rest := self._crowded()) > 0:
                self._changed.wait(rest)
            self._since[mine] = time.monotonic()
        try:
            yield
        finally:
            with self._changed:
                del self._since[mine]
                self._changed.notify()

    def _crowded(self) -> float:
        """Return the seconds until a place is free though nobody leaves; none, if one is."""
        latest = sorted(self._since.values())[-self._places :]
        return 0.0 if len(latest) < self._places else latest[0] + self._patience - time.monotonic()
