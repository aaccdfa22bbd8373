"""Who makes something of the parts of a file: this process, or the workers of a Dask cluster."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from typing import Any, TypeVar

from atlas.errors import FileFaultError, MissingExtraError, SchedulerError

Part = TypeVar("Part")
Result = TypeVar("Result")
# Gives what `work` makes of each part, in the order of the parts.
Engine = Callable[[Callable[[Part], Iterable[Result]], Iterable[Part]], Iterator[Iterable[Result]]]

CONNECT_SECONDS = 10
# Parts under way or waiting to be written, per thread of the workers: enough that none is idle while the
# oldest part is still being worked on, few enough that the results fit in the memory of the client.
_AHEAD = 3


def here(work: Callable[[Part], Iterable[Result]], parts: Iterable[Part]) -> Iterator[Iterable[Result]]:
    """Work on one part after the other in this process."""
    return map(work, parts)


@contextmanager
def dask_engine(scheduler: str | None = None, *, timeout: float | None = None) -> Iterator[Any]:
    """Return an engine that works on a Dask cluster.

    Notes
    -----
    Parts are named, not sent: each worker reads its own from the file, which it must see under the same path.
    Results come back to the client, which writes them in order. A few parts are under way at a time. Those of
    a worker that dies, finished or not, are given to another.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        msg = "Dask is not installed: pip install 'atlas-dynamiques-territoriales[dask]'"
        raise MissingExtraError(msg) from error
    timeout = CONNECT_SECONDS if timeout is None else timeout
    where = scheduler or "this machine"
    with ExitStack() as stack:
        try:
            cluster = scheduler or stack.enter_context(
                distributed.LocalCluster(
                    threads_per_worker=1, dashboard_address=None, silence_logs=logging.ERROR
                ),
            )
            client = stack.enter_context(distributed.Client(cluster, timeout=timeout, set_as_default=False))
            client.wait_for_workers(1, timeout=timeout)
        except (OSError, ValueError) as error:
            msg = f"no Dask scheduler with a worker answers at {where} within {timeout:g} s: start both first"
            raise SchedulerError(msg) from error
        yield partial(_ordered, client, where)


def _ordered(
    client: Any,  # noqa: ANN401 - of an optional package
    where: str,
    work: Callable[[Part], Iterable[Result]],
    parts: Iterable[Part],
) -> Iterator[Iterable[Result]]:
    distributed: Any = import_module("distributed")
    lost = (distributed.scheduler.KilledWorker, distributed.client.FutureCancelledError, OSError)
    ahead = _AHEAD * max(1, sum(client.nthreads().values()))
    waiting: deque[Any] = deque()
    faults: list[FileFaultError] = []
    try:
        for part in _until_fault(parts, faults):
            if len(waiting) == ahead:
                yield waiting.popleft().result()
            # Not pure: a part is work to do, not a value that Dask may have kept from another run.
            waiting.append(client.submit(_listed, work, part, pure=False))
        while waiting:
            yield waiting.popleft().result()
        # Parts are cut ahead of the work: what an earlier part has to say comes first.
        for fault in faults:
            raise fault
    except lost as error:
        msg = f"the work was lost at {where}: {error}"
        raise SchedulerError(msg) from error


def _until_fault(parts: Iterable[Part], faults: list[FileFaultError]) -> Iterator[Part]:
    try:
        yield from parts
    except FileFaultError as fault:
        faults.append(fault)


def _listed(work: Callable[[Part], Iterable[Result]], part: Part) -> list[Result]:
    return list(work(part))
