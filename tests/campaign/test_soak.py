"""Viewers who come and go: no socket stays behind on the server, and whoever asks is answered."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import psutil

from benchmarks import servers
from benchmarks.soak import MORE_SOCKETS, Soaked, soak, sockets_of
from tests.serving import Server, until

VIEWERS, SECONDS = 6, 12


def test_no_socket_stays_behind_and_everybody_is_answered(besieged: Server) -> None:
    """Guards against readers who left and are still held; the whole of it is `python -m benchmarks.soak`."""
    server = servers.Server("ours", besieged.port, psutil.Process(besieged.pid))
    with ThreadPoolExecutor(1) as pool:  # Playwright's loop runs in the tests' own thread after a browser test
        of_six = soak(server, seconds=SECONDS, viewers=VIEWERS, pause=0.1)
        found = pool.submit(lambda: asyncio.run(of_six)).result()
    assert found.answered > VIEWERS
    assert found.unanswered == []
    assert found.most_sockets <= VIEWERS + MORE_SOCKETS
    until("the server to let go of all of them", lambda: sockets_of(server) == 0)


def test_sockets_that_stay_are_seen(besieged: Server) -> None:
    """Guards against a count that is the same whatever is held."""
    server = servers.Server("ours", besieged.port, psutil.Process(besieged.pid))
    until("former readers to be gone", lambda: sockets_of(server) == 0)
    with ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(besieged.connection())
        assert until("the server to take them", lambda: sockets_of(server) == 5)


def test_what_is_not_flat_is_not_sound() -> None:
    """Guards against a verdict that is the same whatever was measured."""
    flat = [300.0 + n % 2 for n in range(40)]
    assert Soaked(6, flat, [12] * 40, 100).is_sound
    assert not Soaked(6, [200.0 + 5 * n for n in range(40)], [12] * 40, 100).is_sound
    assert not Soaked(6, flat, [12] * 39 + [6 + MORE_SOCKETS + 1], 100).is_sound
    assert not Soaked(6, flat, [12] * 40, 100, ["TimeoutError()"]).is_sound
    assert not Soaked(6, flat, [12] * 40, 0).is_sound
