"""Turns: how many runs of the dashboard are under way at once in a process, and how long the next one waits.

Python runs one thread at a time. Fifty runs at once would all be slow together, and the web server with them; in turns
the first are done at once, and what is asked of the server meanwhile waits for two of them at most.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

AT_ONCE = 2
"""Runs under way at once: one would keep all others waiting while it builds a file."""

LONG = 1.0
"""Seconds of waiting from which on a process has more readers than it serves well."""

FULL = 10.0
"""Seconds of waiting from which on one more reader would only take from those who are there."""

REMEMBERED = 5.0
"""Seconds for which a long wait counts, so that the answer does not change from one request to the next."""


class Turns:
    """Who may run, in the order in which they came."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = threading.Semaphore(at_once)
        self._lock = threading.Lock()
        self._waiting: dict[int, float] = {}
        self._next = 0
        self._last_long = float("-inf")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and have it as long as the block runs."""
        with self._lock:
            number, self._next = self._next, self._next + 1
            self._waiting[number] = monotonic()
        try:
            self._free.acquire()
        finally:
            with self._lock:
                if monotonic() - self._waiting.pop(number) >= LONG:
                    self._last_long = monotonic()
        try:
            yield
        finally:
            self._free.release()

    def wait(self) -> float:
        """Return for how many seconds the first in the row has been waiting; 0 if nobody waits."""
        with self._lock:
            first = next(iter(self._waiting.values()), None)
        return 0.0 if first is None else monotonic() - first

    def are_long(self) -> bool:
        """Return whether somebody waits too long, or did a moment ago."""
        return self.wait() >= LONG or monotonic() - self._last_long < REMEMBERED

    def are_full(self) -> bool:
        """Return whether the first in the row waits so long that no new reader is to join it."""
        return self.wait() >= FULL


TURNS = Turns()
"""Those of this process."""
