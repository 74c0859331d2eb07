"""The rows of the table with their targets, in groups that are measured together."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks import alternatives, appearance, browser, costs, drafting, hosting, reviewing, scaled, sessions, words
from benchmarks.results import Row, Sample
from benchmarks.servers import Server, ours, plain
from benchmarks.sessions import PAGES
from data.tables.archive import archive_from_records

Measured = Iterator[tuple[str, Sample]]

MEGA, KILO, MILLI = 1e6, 1e3, 1e-3
EARLY, LATE = 200, 2_000
ASKED_FOR = "asked for"
OUR_RECORDS = "our own records"
DATASETTE, TIMELINEJS = "Datasette", "TimelineJS3"

MOST_BYTES = 60_000
ADDED_TO_PAGE, ADDED_TO_HEALTH = 10, 15
"""Milliseconds that link previews and first pages may add to a first byte: of a page asked for before beside the plain
dashboard's, of an address never asked for beside a health check's."""

HEALTH = "/healthz"
SNAPSHOT_WITHIN = 2
HEIGHTS = {
    "overview at 390 px": 2_900, "overview at 1280 px": 1_700, "casualties at 390 px, latest day": 4_100,
    "timeline at 390 px": 2_800,
}  # fmt: skip
LEAST_FIGURES = 4
MOST_SHIFT, LARGEST_PAINT_WITHIN = 0.02, 0.5
MOST_OF_BYTES = {"overview": 0.15, "quotes": 0.15, "timeline": 0.4, "map": 0.4, "casualties": 0.4, "sides": None}
"""Page to the part of the plain page's bytes that ours may have; Sides, without a chart in either, has no target."""

BYTES = "Bytes of a first visit, {}"
BYTES_BEFORE = "Bytes before the key figures, slow line"
READABLE = "Key figures readable, {}"
READABLE_BESIDE = "Key figures readable, slow line, beside Datasette"
EVENTS_BESIDE = "Dated events readable, slow line, beside TimelineJS3"
FACET_BESIDE = "Filter change settled, timeline, beside Datasette"
FILTER_CHANGE = "Filter change settled, {}"
DAY_STEP = "Known-on step settled, {}"
SERVER_TIME = "Server time of a rerun, {}"
SAME, CHANGED = "same filters, {}", "filter changed, {}"
TOGETHER = "50 viewers together, {}"
MEMORY = "Memory of an extra viewer"
FLAT = f"Memory after {LATE:,} reruns"
FLAT_PLAIN = f"{FLAT}, the plain dashboard"
FIRST_BYTE = "First byte of a page, {}"
API = "Rows of the API under load, p95"
SNAPSHOT = "A snapshot on the command line"
HEIGHT = "Height of {}"
FIGURES = "Figures with their asserter on a phone’s first screen"
SHIFT = "Layout shift of the hand-over, {}"
LARGEST = "Largest paint, loopback, {}"
DRAFT = "Draft of a record from 800 words"
DRAFT_WITHIN = 0.15
ACCEPTED = "A proposal accepted at the workbench"
ACCEPTED_WITHIN = 0.3
UNSEEN = "Processor time of an unseen address, dearest kind"
UNSEEN_WITHIN = 0.12
LINEAR = 1
GROWTH = "Growth of the dearest page with {}, power"
FLAT_DRAFTS = f"Memory after {drafting.MANY:,} drafts"
NEW_FILTER = "New filter among 10,000 events, {}"


@dataclass(frozen=True)
class Group:
    """Rows that are measured together."""

    rows: tuple[Row, ...]
    measure: Callable[[int], Measured]


@contextmanager
def both(number: int) -> Iterator[tuple[Server, Server]]:
    """Ours and the plain dashboard, freshly started, in an order that changes from round to round."""
    with ExitStack() as stack:
        starts = (ours, plain) if number % 2 else (plain, ours)
        yield stack.enter_context(starts[0]()), stack.enter_context(starts[1]())


def paired(values: dict[str, dict[str, float]], row: str, scale: float = 1.0) -> Measured:
    """Samples of `row` for each key that both were measured for."""
    for key in values["ours"]:
        yield row.format(key), Sample(values["ours"][key] / scale, values["plain"][key] / scale)


def one_viewer_and_fifty(number: int) -> Measured:
    """Server time of a rerun for one viewer; then what fifty cost together."""
    with both(number) as servers:
        times = {each.name: asyncio.run(sessions.server_times(each, repeats=15)) for each in servers}
        yield from paired(times, SERVER_TIME, MILLI)
        crowds = {each.name: asyncio.run(sessions.crowd(each, repeats=4)) for each in servers}
    mine, base = crowds["ours"], crowds["plain"]
    yield TOGETHER.format("p95"), Sample(mine.p95, base.p95)
    yield TOGETHER.format("reruns per second"), Sample(mine.reruns_per_second, base.reruns_per_second)
    yield MEMORY, Sample(mine.memory_per_viewer, base.memory_per_viewer)


def long_run(number: int) -> Measured:
    """Memory after 2,000 reruns. The plain dashboard, for comparison only, runs them in the first round."""
    for start, row in ((ours, FLAT), (plain, FLAT_PLAIN)):
        if start is ours or number == 1:
            with start() as server:
                early, late = asyncio.run(sessions.memory_over_reruns(server, early=EARLY, late=LATE))
            yield row, Sample(late, early)


def first_visits(number: int) -> Measured:
    """Bytes of a first visit, each page, and how long until the key figures can be read."""
    wanted = words.key_figures()
    with both(number) as servers, browser.chromium() as chrome:
        sizes = {each.name: browser.first_visit_bytes(chrome, each) for each in servers}
        yield from paired(sizes, BYTES, MEGA)
        for line, slow in (("loopback", False), ("slow line", True)):
            found = {each.name: browser.until_readable(chrome, each, "/", wanted, slow=slow) for each in servers}
            yield READABLE.format(line), Sample(found["ours"].seconds, found["plain"].seconds)
            if slow:
                yield BYTES_BEFORE, Sample(found["ours"].bytes / KILO, MOST_BYTES / KILO)


def changes(number: int) -> Measured:
    """How long a filter change and a step to another day take to settle in the browser."""
    with both(number) as servers, browser.chromium() as chrome:
        filters = {each.name: browser.filter_times(chrome, each, repeats=4) for each in servers}
        yield from paired(filters, FILTER_CHANGE)
        steps = {each.name: browser.step_times(chrome, each, repeats=4) for each in servers}
    yield from paired(steps, DAY_STEP)


def beside_alternatives(number: int) -> Measured:
    """First views and a filter change, beside what a user would choose instead."""
    del number
    figures, events = words.key_figures(), [event["title"] for event in words.dated_events()]
    with ours() as mine, browser.chromium() as chrome:
        with alternatives.rows_in_datasette() as other:
            here = browser.until_readable(chrome, mine, "/", figures, slow=True)
            there = browser.until_readable(chrome, other, alternatives.FIGURES_IN_DATASETTE, figures, slow=True)
            yield READABLE_BESIDE, Sample(here.seconds, there.seconds)
            times = browser.filter_times(chrome, mine, repeats=4, pages=("timeline",))
            yield FACET_BESIDE, Sample(times["timeline"], alternatives.facet_times(chrome, other, repeats=4))
        with alternatives.events_in_timelinejs() as other:
            here = browser.until_readable(chrome, mine, "/timeline", events, slow=True)
            there = browser.until_readable(chrome, other, "/", events, slow=True)
            yield EVENTS_BESIDE, Sample(here.seconds, there.seconds)


def appearances(number: int) -> Measured:
    """How long our pages are, what the first screen holds, what moves while a page comes."""
    del number
    with ours() as server, browser.chromium() as chrome:
        for name, height in appearance.heights(chrome, server).items():
            yield HEIGHT.format(name), Sample(height, HEIGHTS[name])
        yield FIGURES, Sample(appearance.figures_on_first_screen(chrome, server), LEAST_FIGURES)
        for page, paints in appearance.paints(chrome, server).items():
            yield SHIFT.format(page), Sample(paints.shifted, MOST_SHIFT)
            yield LARGEST.format(page), Sample(paints.largest, LARGEST_PAINT_WITHIN)


def before_the_app(number: int) -> Measured:
    """A page's first byte with its link preview and first page, rows of the API under load, a snapshot."""
    searches = [f"/?q=word{number}x{n}" for n in range(30)]
    with both(number) as servers:
        byte = {each.name: hosting.first_bytes(each, ["/"] * 100) for each in servers}
        yield FIRST_BYTE.format("asked for before"), Sample(byte["ours"], byte["plain"] + ADDED_TO_PAGE)
        (mine,) = (each for each in servers if each.name == "ours")
        health = hosting.first_bytes(mine, [HEALTH] * 30)
        yield (
            FIRST_BYTE.format("never asked for"),
            Sample(hosting.first_bytes(mine, searches), health + ADDED_TO_HEALTH),
        )
    with ours() as alone:
        yield API, Sample(*hosting.api_p95(alone))
    yield SNAPSHOT, Sample(hosting.snapshot_seconds(), SNAPSHOT_WITHIN)


def many_records(number: int) -> Measured:
    """Filters never asked before, on 10,000 events and 10,000 quotations and on our own records."""
    del number
    folder = scaled_records()
    questions = scaled.new_questions(archive_from_records())
    with ours() as small, ours(folder) as large:
        alone = asyncio.run(scaled.new_filter_times(small, questions, repeats=18))
        among = asyncio.run(scaled.new_filter_times(large, questions, repeats=18))
    for page in alone:
        yield NEW_FILTER.format(page), Sample(among[page] / MILLI, alone[page] / MILLI)
    few = scaled.data_times(archive_from_records(), questions, repeats=18)
    many = scaled.data_times(archive_from_records(folder), questions, repeats=18)
    yield NEW_FILTER.format("data layer alone"), Sample(many / MILLI, few / MILLI)


def drafts(number: int) -> Measured:
    """Processor time of a draft, memory over a thousand of them, and the wait of whoever accepts a proposal."""
    del number
    found = drafting.measured()
    yield DRAFT, Sample(found.seconds, DRAFT_WITHIN)
    yield FLAT_DRAFTS, Sample(found.late, found.early)
    with browser.chromium() as chrome, tempfile.TemporaryDirectory() as folder:
        yield ACCEPTED, Sample(reviewing.seconds_to_accept(chrome, Path(folder)), ACCEPTED_WITHIN)


def unseen_addresses(number: int) -> Measured:
    """Processor time of what nobody asked before, and by which power of the records' size it grows."""
    del number
    found = costs.measured()
    yield UNSEEN, Sample(found.unseen, UNSEEN_WITHIN)
    for part, power in found.powers.items():
        yield GROWTH.format(part), Sample(power, LINEAR)


@cache
def scaled_records() -> Path:
    """A folder of synthetic records, written once and gone when the benchmark ends."""
    folder = Path(kept_until_the_end.enter_context(tempfile.TemporaryDirectory()))
    scaled.write_scaled(folder)
    return folder


kept_until_the_end = ExitStack()
"""What is written once for all rounds; whoever measures closes it."""

GROUPS = (
    Group(
        (
            Row(UNSEEN, "s", 1.0, against=ASKED_FOR),
            *(Row(GROWTH.format(part), "", 1.0, against="growth in proportion") for part in costs.GROWING),
        ),
        unseen_addresses,
    ),
    Group(
        (
            Row(DRAFT, "s", 1.0, against=ASKED_FOR),
            Row(FLAT_DRAFTS, "MB", 1.03, against=f"itself after {drafting.FEW} drafts"),
            Row(ACCEPTED, "s", 1.0, against=ASKED_FOR),
        ),
        drafts,
    ),
    Group(
        (
            Row(FIRST_BYTE.format("asked for before"), "ms", 1.0, against="plain and 10 ms"),
            Row(FIRST_BYTE.format("never asked for"), "ms", 1.0, against="a health check and 15 ms"),
            Row(API, "ms", 3.0, against="a plain Starlette route"),
            Row(SNAPSHOT, "s", 1.0, against=ASKED_FOR),
        ),
        before_the_app,
    ),
    Group(
        (
            *(Row(BYTES.format(page), "MB", target) for page, target in MOST_OF_BYTES.items()),
            Row(READABLE.format("slow line"), "s", 0.06),
            Row(BYTES_BEFORE, "kB", 1.0, against=ASKED_FOR),
            Row(READABLE.format("loopback"), "s", 1.0),
        ),
        first_visits,
    ),
    Group(
        (
            Row(READABLE_BESIDE, "s", 1.2, against=DATASETTE),
            Row(FACET_BESIDE, "s", None, against=DATASETTE),
            Row(EVENTS_BESIDE, "s", None, against=TIMELINEJS),
        ),
        beside_alternatives,
    ),
    Group(
        (
            *(Row(HEIGHT.format(name), "px", 1.0, against=ASKED_FOR) for name in HEIGHTS),
            Row(FIGURES, "figures", 1.0, higher_is_better=True, against=ASKED_FOR),
            *(Row(SHIFT.format(page), "CLS", 1.0, against=ASKED_FOR) for page in PAGES),
            *(Row(LARGEST.format(page), "s", 1.0, against=ASKED_FOR) for page in PAGES),
        ),
        appearances,
    ),
    Group(
        (
            *(Row(FILTER_CHANGE.format(page), "s", 0.5) for page in PAGES),
            *(Row(DAY_STEP.format(page), "s", 0.5) for page in PAGES),
        ),
        changes,
    ),
    Group(
        (
            *(Row(SERVER_TIME.format(SAME.format(page)), "ms", 0.2) for page in PAGES),
            *(Row(SERVER_TIME.format(CHANGED.format(page)), "ms", 0.2) for page in PAGES),
            Row(TOGETHER.format("p95"), "s", 0.06),
            Row(TOGETHER.format("reruns per second"), "1/s", 12.0, higher_is_better=True),
            Row(MEMORY, "MB", 0.5),
        ),
        one_viewer_and_fifty,
    ),
    Group(
        (
            Row(FLAT, "MB", 1.03, against=f"itself after {EARLY} reruns"),
            Row(FLAT_PLAIN, "MB", None, against=f"itself after {EARLY} reruns"),
        ),
        long_run,
    ),
    Group(
        (
            *(Row(NEW_FILTER.format(page), "ms", 3.0, against=OUR_RECORDS) for page in scaled.PAGES),
            Row(NEW_FILTER.format("data layer alone"), "ms", None, against=OUR_RECORDS),
        ),
        many_records,
    ),
)  # fmt: skip
