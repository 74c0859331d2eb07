"""Who works out an answer that nobody asked for yet: threads of this process, or processes beside it.

Processes are what a server has. Python runs one thread at a time, so what a thread works out is taken from the viewers
of its process; a process of its own, with a lower priority, takes what they leave.
"""

import asyncio
import gc
import logging
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from typing import Protocol

from starlette.concurrency import run_in_threadpool

from data.tables.archive import Archive, open_archive
from hosting.responses import Answer

LOG = logging.getLogger(__name__)

NICENESS = 10
"""How far these processes stand back for the one that serves viewers (see nice(2))."""

MOST_PROCESSES = 4

Make = Callable[[Archive], Answer]
"""Works out an answer from the records; sent to another process, so a function of a module or a `partial` of one."""

Made = tuple[str, Answer]
"""The edition of the records that an answer is of, and the answer."""


class Makers(Protocol):
    """Those who work out answers; at most `at_once` of them at the same time."""

    at_once: int

    async def make(self, make: Make) -> Made:
        """Return what `make` returns, with the edition of the records. An exception in it is raised here."""
        ...


class InThreads:
    """Threads of this process. `archive` returns the records to answer from."""

    at_once = 8

    def __init__(self, archive: Callable[[], Archive] = open_archive) -> None:
        self.archive = archive

    async def make(self, make: Make) -> Made:
        """As `Makers.make`."""
        return await run_in_threadpool(_made, make, self.archive)


class InProcesses:
    """`at_once` processes, each with the records of the environment (`open_archive`).

    A process that ends is replaced. What it was working out is begun once more, in a thread of this process, as is all
    that is asked for until the new one is ready: that takes seconds, and on a busy machine a minute. They end with the
    process that started them, however that ends.
    """

    def __init__(self, at_once: int) -> None:
        self.at_once = at_once
        self._pool: ProcessPoolExecutor | None = None
        self._get_ready: Callable[[], None] | None = None
        self._replacing: list[Future[None]] = []

    def start(self, get_ready: Callable[[], None]) -> None:
        """Start the processes and call a function of a module in each, so that no question waits for what it does."""
        self._get_ready = get_ready
        self._prepare(get_ready)

    async def make(self, make: Make) -> Made:
        """As `Makers.make`."""
        pool = self._started()
        if all(each.done() for each in self._replacing):
            try:
                return await asyncio.wrap_future(pool.submit(_made_aside, make))
            except BrokenProcessPool:
                self._replace(pool)
        return await run_in_threadpool(_made, make)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        if self._pool is not broken:  # somebody else who waited for it has done so
            return
        LOG.warning("A process that works out answers has ended; another one is started")
        self._pool = None
        if self._get_ready:
            self._replacing = self._prepare(self._get_ready)

    def _prepare(self, get_ready: Callable[[], None]) -> "list[Future[None]]":
        return [self._started().submit(_get_ready, get_ready) for _ in range(self.at_once)]

    def stop(self) -> None:
        """End the processes after what they are working out; what has not begun is given up."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Not forked: this process has threads, and a lock that one of them holds would stay locked for ever.
            self._pool = ProcessPoolExecutor(self.at_once, mp_context=get_context("spawn"), initializer=_begin)
        return self._pool


def makers_of(named: str | None, *, cores: int | None = None) -> InThreads | InProcesses:
    """Return the makers that the environment's `ANSWERING` names: a number of processes, 0 for threads.

    Unset, it is one process fewer than there are cores, from 1 to MOST_PROCESSES. Raises ValueError for anything else.
    """
    if not named:
        return InProcesses(min(max(1, (cores or os.cpu_count() or 1) - 1), MOST_PROCESSES))
    if not named.isascii() or not named.isdigit() or int(named) > 64:
        raise ValueError(f"ANSWERING is “{named[:40]}”; it may be a number of processes, from 0 (none) to 64")
    return InProcesses(int(named)) if int(named) else InThreads()


def _get_ready(get_ready: Callable[[], None]) -> None:
    """Call the function; what it has loaded stays, and is no longer looked through for garbage at each question."""
    get_ready()
    gc.collect()
    gc.freeze()
    _stand_back()


def _stand_back() -> None:
    """Lower this process's priority to NICENESS, once it is ready: starting at that takes minutes on a busy machine."""
    os.nice(NICENESS - os.nice(0))


def _made_aside(make: Make) -> Made:
    _stand_back()
    return _made(make)


def _made(make: Make, archive: Callable[[], Archive] = open_archive) -> Made:
    opened = archive()
    return opened.edition, make(opened)


def _begin() -> None:
    """Set up a process: it leaves Ctrl-C to the one that started it, and ends when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None, "only a process that was started by another one gets here"
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
