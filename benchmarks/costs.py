"""Processor time of addresses that nobody has asked for: on our own records, and as the records grow.

`python -m benchmarks.costs` prints it all as JSON; it is a process of its own, so that nothing else counts.
"""

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import linear_regression, median

from benchmarks.scaled import write_grown
from data.tables.archive import Archive, archive_from_records
from data.views.registry import BY_NAME
from hosting.first_pages import AppPage, ask_every_page, page_answer

REPEATS = 7
KINDS = {
    "words that are nowhere": "q=nowhere{n}",
    "words of a few items": "q=police&to=2022-02-{n:02}",
    "a city": "city=almaty&to=2022-02-{n:02}",
    "a day": "known_on=2022-01-10&to=2022-02-{n:02}",
    "days, all items": "from=1991-01-{n:02}",
}
"""Addresses of which each number makes another one, none of them asked for before."""

ALL_ITEMS = "from=19{n:02}-01-01"
"""An address of every page that shows all items; each number makes another one."""

GROWING = ("claims", "events", "quotes", "articles")
TIMES = (1, 2, 4, 8)
ARTICLES, EACH = 10, {"claims": 30, "events": 30, "quotes": 30}
"""Articles, and items in each, of which one is doubled and doubled again while the others stay."""

APP = AppPage("<html><head><title></title></head><body><div id='root'></div></body></html>", "")


@dataclass(frozen=True)
class Costs:
    """Seconds of the dearest page and kind of address, and by what grows, the power of its number that time grows by.

    A power of 1 is growth in proportion; the one given is that of the page whose is highest.
    """

    unseen: float
    dearest: str
    powers: Mapping[str, float]
    pages: Mapping[str, str]


def seconds_of(archive: Archive, page: str, query: str) -> float:
    """Return the processor time of a first page."""
    started = time.process_time()
    page_answer(page, APP, archive, query.encode(), "http://news.example")
    return time.process_time() - started


def unseen_addresses() -> dict[str, float]:
    """Return the median seconds of each page with each kind of address, on the records of the repository."""
    archive = archive_from_records()
    ask_every_page(archive)
    return {
        f"{name}, {kind}": median(seconds_of(archive, view.path, query.format(n=n)) for n in range(1, REPEATS + 1))
        for name, view in BY_NAME.items()
        for kind, query in KINDS.items()
    }


def growth(part: str) -> dict[str, float]:
    """Return the power of the number of `part` that each page's time grows by, from TIMES sizes of synthetic records.

    It is the slope of the line through the logarithms of numbers and seconds. No two sizes are asked for the same
    address, since the smallest records of each part are the same and their answers are kept.
    """
    seconds: dict[str, list[float]] = {name: [] for name in BY_NAME}
    numbers = count(3 * len(TIMES) * GROWING.index(part))
    for times in TIMES:
        with tempfile.TemporaryDirectory() as folder:
            each = {name: number * (times if name == part else 1) for name, number in EACH.items()}
            write_grown(Path(folder), articles=ARTICLES * (times if part == "articles" else 1), each=each)
            archive = archive_from_records(Path(folder))
        ask_every_page(archive)
        asked = [ALL_ITEMS.format(n=next(numbers)) for _ in range(3)]
        for name, view in BY_NAME.items():
            seconds[name].append(min(seconds_of(archive, view.path, query) for query in asked))
    sizes = [math.log(times) for times in TIMES]
    return {name: linear_regression(sizes, [math.log(each) for each in found]).slope for name, found in seconds.items()}


def measured() -> Costs:
    """Measure in a process of its own."""
    printed = subprocess.run([sys.executable, "-m", __name__], check=True, capture_output=True, text=True).stdout
    return Costs(**json.loads(printed))


def main() -> None:
    """Print what was measured."""
    unseen = unseen_addresses()
    dearest = max(unseen, key=lambda name: unseen[name])
    powers, pages = {}, {}
    for part in GROWING:
        found = growth(part)
        pages[part] = max(found, key=lambda name: found[name])
        powers[part] = found[pages[part]]
    print(json.dumps({"unseen": unseen[dearest], "dearest": dearest, "powers": powers, "pages": pages}))


if __name__ == "__main__":
    main()
