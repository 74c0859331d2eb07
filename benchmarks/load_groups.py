"""The rows of the table on many readers at once, with their targets."""

import asyncio

from benchmarks import crowds, soak
from benchmarks.groups import ASKED_FOR, Group, Measured
from benchmarks.results import Row, Sample
from benchmarks.servers import ours, workers

VIEWERS, WITHIN, ACTIONS = 300, 1.0, 6
READERS, READ_WITHIN = 1_000, 10.0
QUESTIONS = 5

THOSE_OF_THREE, THREE_WITHIN, WORKERS = 600, 2.0, 3
SOAKED_SECONDS = 300

ACTING = f"{VIEWERS} viewers, an action each 10 s: p95"
LOST = f"{VIEWERS} viewers: those who lost their session"
THREE_ACTING = f"{THOSE_OF_THREE} viewers on {WORKERS} workers, an action each 10 s: p95"
THREE_LOST = f"{THOSE_OF_THREE} viewers on {WORKERS} workers: those who lost their session"
GROWTH = f"Memory of {soak.VIEWERS} viewers over all pages, last quarter of {SOAKED_SECONDS // 60} minutes"
SOCKETS = f"Sockets of {soak.VIEWERS} viewers who come and go, at most"
UNANSWERED = f"{soak.VIEWERS} viewers over all pages: what was not answered"
AT_ONCE = f"{READERS:,} first pages at once: the last one"
UNREAD = f"{READERS:,} first pages at once: those that cannot be read"
BESIDE = f"Ten viewers beside {QUESTIONS} dear questions a second: p95"
WARM = "First pages asked for before, a second"

NONE_LOST = 1
"""What a number that is to be 0 is held against: the ratio is then 0, and 1 for the first one that is lost."""


def many_viewers(number: int) -> Measured:
    """Three hundred viewers on one process."""
    del number
    with ours() as server:
        waits = asyncio.run(crowds.acting(server, viewers=VIEWERS, actions=ACTIONS))
    yield ACTING, Sample(waits.p95, WITHIN)
    yield LOST, Sample(waits.lost, NONE_LOST)


def many_on_workers(number: int) -> Measured:
    """Six hundred viewers on three workers behind one port."""
    del number
    with workers(WORKERS) as server:
        waits = asyncio.run(crowds.acting(server, viewers=THOSE_OF_THREE, actions=ACTIONS))
    yield THREE_ACTING, Sample(waits.p95, THREE_WITHIN)
    yield THREE_LOST, Sample(waits.lost, NONE_LOST)


def soaked(number: int) -> Measured:
    """Forty viewers for minutes, over all pages and days."""
    del number
    with ours() as server:
        found = asyncio.run(soak.soak(server, seconds=SOAKED_SECONDS))
    yield GROWTH, Sample(found.growth, 1.0)
    yield SOCKETS, Sample(found.most_sockets, soak.VIEWERS + soak.MORE_SOCKETS)
    yield UNANSWERED, Sample(len(found.unanswered), NONE_LOST)


def many_readers(number: int) -> Measured:
    """A thousand who open a page at once; first pages a second, beside a plain route of the same bytes."""
    del number
    with ours() as server:
        seconds, unread = asyncio.run(crowds.first_pages_at_once(server, readers=READERS))
        yield AT_ONCE, Sample(seconds, READ_WITHIN)
        yield UNREAD, Sample(unread, NONE_LOST)
        yield WARM, Sample(*crowds.warm_pages(server))


def dear_questions(number: int) -> Measured:
    """Viewers beside addresses that nobody asked for."""
    del number
    with ours() as server:
        quiet, beside = asyncio.run(crowds.acting_beside_questions(server, a_second=QUESTIONS))
    yield BESIDE, Sample(beside.p95, quiet.p95)


LOAD_GROUPS = (
    Group((Row(ACTING, "s", 1.0, against=ASKED_FOR), Row(LOST, "viewers", 0.0, against=ASKED_FOR)), many_viewers),
    Group(
        (Row(THREE_ACTING, "s", 1.0, against=ASKED_FOR), Row(THREE_LOST, "viewers", 0.0, against=ASKED_FOR)),
        many_on_workers,
    ),
    Group(
        (
            Row(GROWTH, "times", soak.MOST_GROWTH, against="the quarter before"),
            Row(SOCKETS, "sockets", 1.0, against=ASKED_FOR),
            Row(UNANSWERED, "answers", 0.0, against=ASKED_FOR),
        ),
        soaked,
    ),
    Group(
        (
            Row(AT_ONCE, "s", 1.0, against=ASKED_FOR),
            Row(UNREAD, "pages", 0.0, against=ASKED_FOR),
            Row(WARM, "1/s", 0.7, higher_is_better=True, against="a plain route of the same bytes"),
        ),
        many_readers,
    ),
    Group((Row(BESIDE, "s", 2.0, against="the same viewers alone"),), dear_questions),
)
