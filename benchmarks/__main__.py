"""`python -m benchmarks`: the dashboard against a plain Streamlit app, round by round, as a table of ratios."""

import argparse
import sys
import time
from collections.abc import Iterator

from benchmarks import browser
from benchmarks.groups import GROUPS, Group, kept_until_the_end
from benchmarks.load_groups import LOAD_GROUPS
from benchmarks.results import Line, Sample, summarise, table, this_machine, write
from data.files import write_utf8

ROUNDS = 5


def measure(groups: tuple[Group, ...], *, rounds: int) -> Iterator[dict[str, list[Sample]]]:
    """All samples so far by row, after each round. Every round measures both apps, one right after the other."""
    samples: dict[str, list[Sample]] = {row.name: [] for group in groups for row in group.rows}
    for number in range(1, rounds + 1):
        for group in groups:
            started = time.monotonic()
            for name, sample in group.measure(number):
                samples[name].append(sample)
                print(f"  {name}: {sample.ours:.4g} / {sample.base:.4g} = {sample.ratio:.2f}", flush=True)
            seconds = time.monotonic() - started
            print(f"round {number} of {rounds}: {group.measure.__name__}, {seconds:.0f} s", flush=True)
        yield samples


def main() -> int:
    """Run the benchmarks. Ends with 0 whether or not targets are met; the table says which were not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often everything is measured ({ROUNDS})")
    parser.add_argument("--only", metavar="PREFIX", default="", help="only rows whose names begin so; writes no file")
    given = parser.parse_args()
    write_utf8()
    groups = tuple(
        group for group in (*GROUPS, *LOAD_GROUPS) if any(row.name.startswith(given.only) for row in group.rows)
    )
    if not groups or given.rounds < 1:
        parser.error("no row begins so" if not groups else "at least one round")
    with browser.chromium() as chrome:
        machine = this_machine(chrome.browser.version)
    lines: list[Line] = []
    with kept_until_the_end:
        for number, samples in enumerate(measure(groups, rounds=given.rounds), start=1):
            lines = [
                summarise(row, samples[row.name])
                for group in groups
                for row in group.rows
                if row.name.startswith(given.only) and samples[row.name]
            ]
            if not given.only:  # after each round, so that a run that is stopped leaves a table
                write(lines, machine=machine, rounds=number)
    print("\n" + "\n".join(f"{name}: {value}" for name, value in machine.items()) + "\n")
    print(table(lines))
    print("\n" + verdict(lines))
    return 0


def verdict(lines: list[Line]) -> str:
    """Which targets were missed, in one paragraph."""
    missed = [f"{line.row.name} ({line.ratio:.2f})" for line in lines if line.met is False]
    judged = sum(line.met is not None for line in lines)
    return f"MISSED {len(missed)} of {judged} targets: {'; '.join(missed)}" if missed else f"All {judged} targets met."


if __name__ == "__main__":
    sys.exit(main())
