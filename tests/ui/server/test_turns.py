"""Whose run comes next."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from atlas.ui.server.turns import Turns

AGES = 60.0
"""Seconds of patience that no test lives to see the end of."""


def test_so_many_run_at_a_time():
    turns = Turns(2, AGES)
    inside, most, guard = 0, 0, threading.Lock()

    def run() -> None:
        nonlocal inside, most
        with turns.taken():
            with guard:
                inside += 1
                most = max(most, inside)
            time.sleep(0.005)
            with guard:
                inside -= 1

    with ThreadPoolExecutor(12) as pool:
        for one in [pool.submit(run) for _ in range(36)]:
            one.result()
    assert most == 2


def test_runs_come_in_the_order_of_asking():
    turns = Turns(1, AGES)
    came: list[int] = []
    waiting: list[threading.Thread] = []

    def run(number: int) -> None:
        with turns.taken():
            came.append(number)

    with turns.taken():
        for number in range(5):
            waiting.append(threading.Thread(target=run, args=(number,)))
            waiting[-1].start()
            time.sleep(0.02)
        assert came == []
    for one in waiting:
        one.join()
    assert came == [0, 1, 2, 3, 4]


def test_a_long_run_keeps_nobody_waiting_beyond_patience():
    turns = Turns(1, 0.05)
    done, begun = threading.Event(), threading.Event()

    def long() -> None:
        with turns.taken():
            begun.set()
            assert done.wait(20)

    one = threading.Thread(target=long)
    one.start()
    assert begun.wait(20)
    # Without patience this would wait for ever: the long run ends only after it.
    with turns.taken():
        done.set()
    one.join()


def test_a_run_that_fails_gives_its_turn_back():
    turns = Turns(1, AGES)
    with pytest.raises(ValueError, match="stop"), turns.taken():
        raise ValueError("stop")
    with turns.taken():
        pass
