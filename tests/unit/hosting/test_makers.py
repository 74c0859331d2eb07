"""Processes that work out answers: the same answers as threads, replaced when they end, gone when the server is."""

import asyncio
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from data.tables.archive import Archive, open_archive
from data.tables.rows import Format, Table
from hosting.first_pages import AppPage, ask_every_page, page_answer
from hosting.makers import MOST_PROCESSES, NICENESS, InProcesses, InThreads, makers_of
from hosting.rows import RefusedError, rows_answer
from tests.serving import until

ROOT = Path(__file__).parents[3]

A_START = 120
"""Seconds that a process may take to start on a machine that does much else."""


@pytest.fixture(scope="module")
def one_process() -> Iterator[InProcesses]:
    """One process, ready."""
    makers = InProcesses(1)
    makers.start(ask_every_page)
    yield makers
    makers.stop()


def pid_of(makers: InProcesses) -> int:
    """The number of the process that answers next."""
    assert makers._pool is not None
    (pid,) = makers._pool._processes
    return pid


def until_ready(makers: InProcesses) -> None:
    """Wait until a process that took the place of another one answers; it reads everything first."""
    until("it to be ready", lambda: all(each.done() for each in makers._replacing), patience=A_START)


def test_a_process_answers_as_a_thread_does(one_process: InProcesses) -> None:
    """Guards against a page that is another one depending on who works it out."""
    pages = [
        partial(page_answer, page, AppPage("<title></title>", ""), query_string=query, site="http://news.example")
        for page in ("", "casualties", "map")
        for query in (b"", b"city=almaty")
    ]
    for make in pages:
        edition, answer = asyncio.run(one_process.make(make))
        assert edition == open_archive().edition
        assert answer == asyncio.run(InThreads().make(make))[1]


def test_a_refusal_comes_back_whole(one_process: InProcesses) -> None:
    """Guards against a 500 for a mistyped parameter, since an exception is made anew in this process."""
    wrong = partial(rows_answer, table=Table.CLAIMS, form=Format.JSON, query_string=b"citi=almaty")
    with pytest.raises(RefusedError) as refused:
        asyncio.run(one_process.make(wrong))
    assert refused.value.problem.status == 400
    assert b"citi" in refused.value.problem.body


def test_a_process_that_is_killed_is_replaced(one_process: InProcesses) -> None:
    """Guards against a server that answers nothing new any more after its helper ran out of memory."""
    make = partial(rows_answer, table=Table.EVENTS, form=Format.CSV, query_string=b"")
    before = pid_of(one_process)
    os.kill(before, signal.SIGKILL)
    assert asyncio.run(one_process.make(make))[1].plain.status == 200
    assert pid_of(one_process) != before
    until_ready(one_process)
    assert asyncio.run(one_process.make(whoever_answers))[1] != os.getpid()  # type: ignore[arg-type]


def whoever_answers(archive: Archive) -> int:
    """The number of the process that works it out."""
    del archive
    return os.getpid()


def wait_for_ever() -> None:
    """Stands for a process that does not get ready, since the machine is busy."""
    signal.pause()


def test_nobody_waits_until_the_next_process_is_ready() -> None:
    """Guards against readers who wait a minute on a busy machine for what this process can work out in a moment."""
    makers = InProcesses(1)
    makers.start(wait_for_ever)
    os.kill(pid_of(makers), signal.SIGKILL)
    for _ in range(2):
        assert asyncio.run(makers.make(whoever_answers))[1] == os.getpid()  # type: ignore[arg-type]
    os.kill(pid_of(makers), signal.SIGKILL)
    makers.stop()


def test_a_process_stands_back_once_it_is_ready(one_process: InProcesses) -> None:
    """Guards against a start that takes minutes on a busy machine, and against one that is replaced and never does."""
    until_ready(one_process)
    asyncio.run(one_process.make(partial(rows_answer, table=Table.EVENTS, form=Format.CSV, query_string=b"")))
    assert os.getpriority(os.PRIO_PROCESS, pid_of(one_process)) == os.nice(0) + NICENESS
    os.kill(pid_of(one_process), signal.SIGKILL)
    asyncio.run(
        one_process.make(partial(rows_answer, table=Table.EVENTS, form=Format.CSV, query_string=b"city=almaty"))
    )
    standing_back = os.nice(0) + NICENESS
    until_ready(one_process)
    assert os.getpriority(os.PRIO_PROCESS, pid_of(one_process)) == standing_back


SERVER = """
import signal
from hosting.makers import InProcesses, open_archive
makers = InProcesses(1)
makers.start(open_archive)
print(*makers._pool._processes, flush=True)
signal.pause()
"""


def test_its_processes_end_with_a_server_that_is_killed() -> None:
    """Guards against processes that stay for ever, each with the records in memory, at every crash."""
    server = subprocess.Popen([sys.executable, "-c", SERVER], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    helper = os.pidfd_open(int(server.stdout.readline()))
    server.kill()
    server.wait()
    assert select.select([helper], [], [], 20)[0], "it is still there"
    os.close(helper)


def test_the_setting_is_a_number_of_processes() -> None:
    """Guards against a typing error that starts a thousand of them, or none without a word."""
    assert isinstance(makers_of("0"), InThreads)
    assert [makers_of(None, cores=cores).at_once for cores in (1, 2, 4, 64)] == [1, 1, 3, MOST_PROCESSES]
    assert makers_of("3").at_once == 3
    for wrong in ("two", "-1", "1.5", "1000"):
        with pytest.raises(ValueError, match=f"ANSWERING is “{wrong}”"):
            makers_of(wrong)
