"""From what each round measured to the table that is printed and kept."""

import datetime as dt
import json
import math
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import psutil

HERE = Path(__file__).parent
PLAIN = "plain"
"""What a row is held against where nothing else is named: the plain dashboard."""


@dataclass(frozen=True)
class Row:
    """One line of the table: what is measured, in which unit, and how its ratio to `against` should come out.

    A row without a target is there for comparison.
    """

    name: str
    unit: str
    target: float | None
    higher_is_better: bool = False
    against: str = PLAIN


@dataclass(frozen=True)
class Sample:
    """What one round measured for a row: our value, and the value that it is held against."""

    ours: float
    base: float

    @property
    def ratio(self) -> float:
        """Ours in proportion to the other; not a number where the other is nothing."""
        return self.ours / self.base if self.base > 0 else math.nan


@dataclass(frozen=True)
class Line:
    """A row over all rounds: medians, and the lowest, median and highest of the rounds' ratios."""

    row: Row
    ours: float
    base: float
    lowest: float
    ratio: float
    highest: float

    @property
    def met(self) -> bool | None:
        """Whether the median ratio meets the target; None for a row that has none."""
        if self.row.target is None:
            return None
        return self.ratio >= self.row.target if self.row.higher_is_better else self.ratio <= self.row.target


def summarise(row: Row, samples: Sequence[Sample]) -> Line:
    """A row's line. Each round's ratio is of two values measured next to each other, so a busy minute hits both."""
    ratios = [sample.ratio for sample in samples]
    return Line(
        row,
        ours=median(sample.ours for sample in samples),
        base=median(sample.base for sample in samples),
        lowest=min(ratios),
        ratio=median(ratios),
        highest=max(ratios),
    )


def table(lines: Sequence[Line]) -> str:
    """The lines as a Markdown table."""
    head = "| | ours | against | ratio: min | median | max | target | |\n|---|--:|--:|--:|--:|--:|--:|---|"
    return "\n".join([head, *(_table_line(line) for line in lines)])


def _table_line(line: Line) -> str:
    row = line.row
    target = "—" if row.target is None else f"{'≥' if row.higher_is_better else '≤'} {row.target:g}"
    verdict = {True: "met", False: "**missed**", None: ""}[line.met]
    base = f"{line.base:,.4g}" + ("" if row.against == PLAIN else f" ({row.against})")
    cells = (
        f"{row.name}, {row.unit}", f"{line.ours:,.4g}", base, f"{line.lowest:.2f}", f"**{line.ratio:.2f}**",
        f"{line.highest:.2f}", target, verdict,
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def as_json(lines: Sequence[Line], *, machine: Mapping[str, str], rounds: int) -> dict[str, Any]:
    """The results file: `base` is the value that ours is held against, which `against` names."""
    return {
        "rows": [
            {
                "name": line.row.name, "unit": line.row.unit, "ours": _number(line.ours), "base": _number(line.base),
                "ratio": _number(line.ratio), "min": _number(line.lowest), "max": _number(line.highest),
                "target": line.row.target, "higher_is_better": line.row.higher_is_better, "met": line.met,
                "against": line.row.against,
            }
            for line in lines
        ],
        "rounds": rounds,
        "machine": dict(machine),
    }  # fmt: skip


def _number(value: float) -> float | None:
    """A number as JSON has it: four digits that matter, and null for what is none."""
    return float(f"{value:.4g}") if math.isfinite(value) else None


def as_markdown(lines: Sequence[Line], *, machine: Mapping[str, str], rounds: int) -> str:
    """What RESULTS.md holds."""
    described = "\n".join(f"- {name}: {value}" for name, value in machine.items())
    missed = [line.row.name for line in lines if line.met is False]
    verdict = f"Missed: {'; '.join(missed)}." if missed else "Every target was met."
    return (
        "# What the benchmarks measured\n\n"
        f"Written by `make bench`; [README.md](README.md) says what each row means. {rounds} rounds; “ours” and "
        "“against” are medians over them, the ratio is ours by the other within a round.\n\n"
        f"{table(lines)}\n\n{verdict}\n\n## The machine\n\n{described}\n"
    )


def write(lines: Sequence[Line], *, machine: Mapping[str, str], rounds: int, folder: Path = HERE) -> None:
    """Write results.json and RESULTS.md."""
    kept = as_json(lines, machine=machine, rounds=rounds)
    (folder / "results.json").write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", "utf-8")
    (folder / "RESULTS.md").write_text(as_markdown(lines, machine=machine, rounds=rounds), "utf-8")


def this_machine(chromium: str | None) -> dict[str, str]:
    """What the numbers were measured on, and how busy it was with other things when it began."""
    return {
        "Date": dt.date.today().isoformat(),
        "CPU": f"{_cpu()}, {os.cpu_count()} cores",
        "Memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "Load before": f"{psutil.getloadavg()[0]:.2f} (average of one minute)",
        "System": _system(),
        "Python": platform.python_version(),
        "Streamlit": version("streamlit"),
        "Chromium": chromium or "not used",
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name}, {platform.machine()}"
