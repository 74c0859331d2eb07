"""The rows of the table on many readers at once, with their targets."""

import asyncio

from benchmarks import crowds
from benchmarks.groups import ASKED_FOR, Group, Measured
from benchmarks.results import Row, Sample
from benchmarks.servers import ours

VIEWERS, WITHIN, ACTIONS = 300, 1.0, 6
READERS, READ_WITHIN = 1_000, 10.0
QUESTIONS = 5

ACTING = f"{VIEWERS} viewers, an action each 10 s: p95"
LOST = f"{VIEWERS} viewers: those who lost their session"
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
        (
            Row(AT_ONCE, "s", 1.0, against=ASKED_FOR),
            Row(UNREAD, "pages", 0.0, against=ASKED_FOR),
            Row(WARM, "1/s", 0.7, higher_is_better=True, against="a plain route of the same bytes"),
        ),
        many_readers,
    ),
    Group((Row(BESIDE, "s", 2.0, against="the same viewers alone"),), dear_questions),
)
