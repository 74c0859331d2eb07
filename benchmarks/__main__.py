"""`python -m benchmarks`: the dashboard against a bare Streamlit app, round by round, as a table of ratios."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks import browser, hosting, scaled, sessions
from benchmarks.results import Line, Row, Sample, summarise, table, this_machine, write
from benchmarks.servers import Server, bare, ours
from benchmarks.sessions import PAGES
from data.tables.archive import archive_from_records

ROUNDS = 5
OUR_RECORDS = "our own records"
EARLY, LATE = 200, 2_000
MEGA, KILO, MILLI = 1e6, 1e3, 1e-3
MOST_BYTES = 60_000
BYTES_BEFORE = "Bytes before the key figures, slow line"
ADDED = 10
"""Milliseconds that link previews and facts may add to a page's first byte."""

SNAPSHOT_WITHIN = 2

Measured = Iterator[tuple[str, Sample]]


@dataclass(frozen=True)
class Group:
    """Rows that are measured together."""

    rows: tuple[Row, ...]
    measure: Callable[[int], Measured]


@contextmanager
def both(number: int) -> Iterator[tuple[Server, Server]]:
    """Both apps, freshly started, in an order that changes from round to round: (first, second)."""
    with ExitStack() as stack:
        starts = (ours, bare) if number % 2 else (bare, ours)
        yield stack.enter_context(starts[0]()), stack.enter_context(starts[1]())


def paired(values: dict[str, dict[str, float]], row: str, scale: float = 1.0) -> Measured:
    """Samples of `row` for each key that both apps were measured for."""
    for key in values["ours"]:
        yield row.format(key), Sample(values["ours"][key] / scale, values["bare"][key] / scale)


def one_viewer_and_fifty(number: int) -> Measured:
    """Server time of a rerun for one viewer; then what fifty cost together."""
    with both(number) as servers:
        times = {each.name: asyncio.run(sessions.server_times(each, repeats=15)) for each in servers}
        yield from paired(times, "Server time of a rerun, {}", MILLI)
        crowds = {each.name: asyncio.run(sessions.crowd(each, repeats=4)) for each in servers}
    mine, floor = crowds["ours"], crowds["bare"]
    yield "50 viewers together, p95", Sample(mine.p95, floor.p95)
    yield "50 viewers together, reruns per second", Sample(mine.reruns_per_second, floor.reruns_per_second)
    yield "Memory of an extra viewer", Sample(mine.memory_per_viewer, floor.memory_per_viewer)


def long_run(number: int) -> Measured:
    """Memory after 2,000 reruns. The bare app, whose numbers are only for comparison, runs them in the first round."""
    for start, row in ((ours, FLAT), (bare, FLAT_BARE)):
        if start is ours or number == 1:
            with start() as server:
                early, late = asyncio.run(sessions.memory_over_reruns(server, early=EARLY, late=LATE))
            yield row, Sample(late, early)


def first_visits(number: int) -> Measured:
    """Bytes of a first visit, each page, and how long until the key figures can be read."""
    with both(number) as servers, browser.chromium() as chrome:
        sizes = {each.name: browser.first_visit_bytes(chrome, each) for each in servers}
        yield from paired(sizes, "Bytes of a first visit, {}", MEGA)
        words = {each.name: browser.key_figures(each.name) for each in servers}
        for row, slow in (("Key figures readable, loopback", False), ("Key figures readable, slow line", True)):
            found = {each.name: browser.until_readable(chrome, each, words[each.name], slow=slow) for each in servers}
            yield row, Sample(found["ours"][0], found["bare"][0])
            if slow:
                yield BYTES_BEFORE, Sample(found["ours"][1] / KILO, MOST_BYTES / KILO)


def filter_changes(number: int) -> Measured:
    """How long a filter change takes to settle in the browser, and a step to another day beside the bare rerun."""
    with both(number) as servers, browser.chromium() as chrome:
        times = {each.name: browser.filter_times(chrome, each, repeats=4) for each in servers}
        (mine,) = (each for each in servers if each.name == "ours")
        steps = {"ours": browser.step_times(chrome, mine, repeats=4), "bare": times["bare"]}
    yield from paired(times, "Filter change settled, {}")
    yield from paired(steps, "Known-on step settled, {}")


def before_the_app(number: int) -> Measured:
    """A page's first byte with its link preview and facts, rows of the API under load, a snapshot."""
    words = [f"/?q=word{number}x{n}" for n in range(30)]
    with both(number) as servers:
        byte = {each.name: hosting.first_bytes(each, ["/"] * 100) for each in servers}
        yield FIRST_BYTE.format("asked for before"), Sample(byte["ours"], byte["bare"] + ADDED)
        (mine,) = (each for each in servers if each.name == "ours")
        yield FIRST_BYTE.format("never asked for"), Sample(hosting.first_bytes(mine, words), byte["bare"] + ADDED)
    with ours() as alone:
        yield "Rows of the API under load, p95", Sample(*hosting.api_p95(alone))
    yield "A snapshot on the command line", Sample(hosting.snapshot_seconds(), SNAPSHOT_WITHIN)


def many_records(number: int) -> Measured:
    """Filters never asked before, on 10,000 events and 10,000 quotations and on our own records."""
    del number
    folder = scaled_records()
    questions = scaled.new_questions(archive_from_records())
    with ours() as small, ours(folder) as large:
        alone = asyncio.run(scaled.new_filter_times(small, questions, repeats=18))
        among = asyncio.run(scaled.new_filter_times(large, questions, repeats=18))
    for page in alone:
        yield f"New filter among 10,000 events, {page}", Sample(among[page] / MILLI, alone[page] / MILLI)
    few = scaled.data_times(archive_from_records(), questions, repeats=18)
    many = scaled.data_times(archive_from_records(folder), questions, repeats=18)
    yield "New filter among 10,000 events, data layer alone", Sample(many / MILLI, few / MILLI)


@cache
def scaled_records() -> Path:
    """A folder of synthetic records, written once and gone when the benchmark ends."""
    folder = Path(_KEPT.enter_context(tempfile.TemporaryDirectory()))
    scaled.write_scaled(folder)
    return folder


_KEPT = ExitStack()

FLAT = f"Memory after {LATE:,} reruns"
FLAT_BARE = f"Memory after {LATE:,} reruns, the bare app"
AFTER_EARLY = f"itself after {EARLY} reruns"

FIRST_BYTE = "First byte of a page, {}"

GROUPS = (
    Group(
        (
            Row(FIRST_BYTE.format("asked for before"), "ms", 1.0, against="bare and 10 ms"),
            Row(FIRST_BYTE.format("never asked for"), "ms", 1.0, against="bare and 10 ms"),
            Row("Rows of the API under load, p95", "ms", 3.0, against="a bare Starlette route"),
            Row("A snapshot on the command line", "s", 1.0, against="asked for"),
        ),
        before_the_app,
    ),
    Group(
        (
            *(Row(f"Bytes of a first visit, {page}", "MB", 0.45) for page in PAGES),
            Row("Key figures readable, slow line", "s", 0.1),
            Row(BYTES_BEFORE, "kB", 1.0, against="asked for"),
            Row("Key figures readable, loopback", "s", 1.0),
        ),
        first_visits,
    ),
    Group(
        (
            *(Row(f"Filter change settled, {page}", "s", 0.8) for page in PAGES),
            *(Row(f"Known-on step settled, {page}", "s", 0.8) for page in PAGES),
        ),
        filter_changes,
    ),
    Group(
        (
            *(Row(f"Server time of a rerun, same filters, {page}", "ms", 0.5) for page in PAGES),
            *(Row(f"Server time of a rerun, filter changed, {page}", "ms", 0.5) for page in PAGES),
            Row("50 viewers together, p95", "s", 0.25),
            Row("50 viewers together, reruns per second", "1/s", 3.0, higher_is_better=True),
            Row("Memory of an extra viewer", "MB", 1.5),
        ),
        one_viewer_and_fifty,
    ),
    Group(
        (Row(FLAT, "MB", 1.05, against=AFTER_EARLY), Row(FLAT_BARE, "MB", None, against=AFTER_EARLY)),
        long_run,
    ),
    Group(
        (
            *(Row(f"New filter among 10,000 events, {page}", "ms", 3.0, against=OUR_RECORDS) for page in scaled.PAGES),
            Row("New filter among 10,000 events, data layer alone", "ms", None, against=OUR_RECORDS),
        ),
        many_records,
    ),
)  # fmt: skip


def measure(groups: tuple[Group, ...], *, rounds: int) -> dict[str, list[Sample]]:
    """All samples by row. Every round measures both apps, one right after the other."""
    samples: dict[str, list[Sample]] = {row.name: [] for group in groups for row in group.rows}
    for number in range(1, rounds + 1):
        for group in groups:
            started = time.monotonic()
            for name, sample in group.measure(number):
                samples[name].append(sample)
                print(f"  {name}: {sample.ours:.4g} / {sample.base:.4g} = {sample.ratio:.2f}", flush=True)
            seconds = time.monotonic() - started
            print(f"round {number} of {rounds}: {group.measure.__name__}, {seconds:.0f} s", flush=True)
    return samples


def main() -> int:
    """Run the benchmarks. Ends with 0 whether or not targets are met; the table says which were not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often everything is measured ({ROUNDS})")
    parser.add_argument("--only", metavar="PREFIX", default="", help="only rows whose names begin so; writes no file")
    given = parser.parse_args()
    groups = tuple(group for group in GROUPS if any(row.name.startswith(given.only) for row in group.rows))
    if not groups or given.rounds < 1:
        parser.error("no row begins so" if not groups else "at least one round")
    with browser.chromium() as chrome:
        machine = this_machine(chrome.browser.version)
    with _KEPT:
        samples = measure(groups, rounds=given.rounds)
    lines = [
        summarise(row, samples[row.name])
        for group in groups
        for row in group.rows
        if row.name.startswith(given.only) and samples[row.name]
    ]
    print("\n" + "\n".join(f"{name}: {value}" for name, value in machine.items()) + "\n")
    print(table(lines))
    print("\n" + verdict(lines))
    if not given.only:
        write(lines, machine=machine, rounds=given.rounds)
    return 0


def verdict(lines: list[Line]) -> str:
    """Which targets were missed, in one paragraph."""
    missed = [f"{line.row.name} ({line.ratio:.2f})" for line in lines if line.met is False]
    judged = sum(line.met is not None for line in lines)
    return f"MISSED {len(missed)} of {judged} targets: {'; '.join(missed)}" if missed else f"All {judged} targets met."


if __name__ == "__main__":
    sys.exit(main())
