"""Runs take turns: so many at once, in the order in which they came, and a long wait is noticed."""

import threading
from contextlib import ExitStack

import pytest

from app import turns
from app.turns import Turns


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in a list so that a test can set it."""
    now = [100.0]
    monkeypatch.setattr(turns, "monotonic", lambda: now[0])
    return now


def waiting(row: Turns) -> bool:
    """Whether somebody waits; asked until it is so."""
    for _ in range(100_000):
        if row._waiting:
            return True
        threading.Event().wait(0.001)
    return False


def test_so_many_runs_are_under_way_at_once_and_the_next_one_waits() -> None:
    """Guards against fifty runs that slow each other down, and the web server with them."""
    row, ran = Turns(at_once=2), threading.Event()

    def run() -> None:
        with row.turn():
            ran.set()

    with ExitStack() as held:
        held.enter_context(row.turn())
        with row.turn():
            third = threading.Thread(target=run)
            third.start()
            assert waiting(row)
            assert not ran.is_set()
        assert ran.wait(10)
    third.join()


def test_a_run_that_fails_gives_its_turn_back() -> None:
    """Guards against a server that stands still after two errors; Streamlit also ends runs by an exception."""
    row = Turns(at_once=1)
    for _ in range(2):
        with pytest.raises(RuntimeError), row.turn():
            raise RuntimeError
    with row.turn():
        assert row.wait() == 0


def test_a_long_wait_is_noticed_while_it_lasts_and_a_moment_longer(clock: list[float]) -> None:
    """Guards against pages that are held back for one reader and not for the next, a tenth of a second later."""
    row = Turns(at_once=1)
    with row.turn():
        second = threading.Thread(target=lambda: row.turn().__enter__())
        second.start()
        assert waiting(row)
        assert not row.are_long()
        clock[0] += turns.LONG
        assert row.wait() == turns.LONG
        assert row.are_long()
    second.join()
    assert row.wait() == 0
    assert row.are_long()
    clock[0] += turns.REMEMBERED
    assert not row.are_long()
