"""How long the draft of an article takes, and whether a thousand of them leave memory as it was.

`python -m benchmarks.drafting` prints both as JSON; it is a process of its own, so that nothing else counts.
"""

import datetime as dt
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import count
from statistics import median

import psutil

from data.drafting.draft import ArticleDetails, draft
from data.tables.archive import Archive, archive_from_records

WORDS = 800
FEW, MANY = 100, 1_000
PUBLISHED_ON = dt.date(2022, 1, 7)

PARAGRAPHS = (
    "Dock police arrested {n} people in Toulouse, France, on Thursday, Interior Minister Ana Lima said on Friday.",
    "“We closed gate {n} and nobody will pass,” said Bruno Roth, who leads the dockers’ union. “The port is ours.”",
    "At least {n} people were injured near the market hall, a doctor told the news agency Reuters, and dozens had left "
    "the town since Wednesday. The mayor’s office did not answer calls, and the trains stood still for a second day.",
    "The interior ministry said more than {n} protesters gathered on Tuesday at the customs house. Nobody at "
    "the ministry could tell whether that count was of Monday or of the day itself.",
    "Zoë Brandt, a teacher at the harbour school, said the noise of the night had been “worse than any storm” that she "
    "could remember. “My pupils ask me each morning what happened,” she said, “and I have no answer for them.”",
    "Soldiers were patrolling the bridges over the canal on Friday, although the shops of street {n} were open and "
    "children played football between parked lorries, as they do on most days of the winter holidays.",
)
"""Invented: nobody said this, and none of it happened."""


@dataclass(frozen=True)
class Measured:
    """Seconds of processor time for one draft, and megabytes of the process after few and after many drafts."""

    seconds: float
    early: float
    late: float


def invented_article(number: int) -> str:
    """Return an invented article of some 800 words; another one for each number."""
    paragraphs = [f"Port stays closed for day {number}"]
    words = 0
    for step in count():
        paragraphs.append(PARAGRAPHS[step % len(PARAGRAPHS)].format(n=2 + (number * 31 + step * 7) % 9_000))
        words += len(paragraphs[-1].split())
        if words >= WORDS:
            return "\n\n".join(paragraphs) + "\n"
    raise AssertionError("count never ends")


def seconds_of_a_draft(number: int, archive: Archive) -> float:
    """Draft an invented article and return the processor time that it took."""
    details = ArticleDetails(f"invented-{number}", PUBLISHED_ON, publisher="An invented paper")
    text = invented_article(number)
    started = time.process_time()
    draft(text, details, archive)
    return time.process_time() - started


def measured() -> Measured:
    """Measure in a process of its own."""
    printed = subprocess.run([sys.executable, "-m", __name__], capture_output=True, text=True, check=True).stdout
    return Measured(**json.loads(printed))


def main() -> None:
    """Print what was measured as JSON."""
    archive, process = archive_from_records(), psutil.Process()
    times, early = [], 0.0
    for number in range(MANY):
        times.append(seconds_of_a_draft(number, archive))
        if number + 1 == FEW:
            early = process.memory_info().rss / 1e6
    found = {"seconds": median(times[1:]), "early": early, "late": process.memory_info().rss / 1e6}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
