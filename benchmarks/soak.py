"""Viewers for an hour on one server, over all pages and days: its memory levels off, and no socket stays behind.

    python -m benchmarks.soak --minutes 60

Each viewer goes from page to page and from day to day, and now and then leaves and comes again, as others do who only
read a page. Ends with 1 if memory grew, sockets stayed, or somebody was not answered.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, product
from statistics import mean
from time import monotonic
from typing import Any

import httpx2
import psutil

from benchmarks.servers import Server, ours
from benchmarks.sessions import Viewer
from data.tables.archive import archive_from_records
from data.tables.known_on import report_days
from data.views.registry import BY_NAME

VIEWERS = 40
PAUSE = 10.0
"""Seconds from one action of a viewer to the next."""

LEAVES_AFTER = 20
"""Actions after which a viewer leaves and comes again."""

AT_ONCE = 10
"""Of those who only read a page, so many at once."""

READER: dict[str, Any] = {"timeout": 60, "limits": httpx2.Limits(max_keepalive_connections=0)}
"""Of those who only read a page: they keep no connection, so that those that are open are of the sessions."""

LOOKS_EACH = 2.0
MOST_GROWTH, MORE_SOCKETS = 1.03, 30
"""What the last quarter's memory may be of the third's, and how many sockets there may be more than viewers."""


@dataclass
class Soaked:
    """What was looked at from time to time, and what was asked for."""

    viewers: int
    memory: list[float] = field(default_factory=list)
    sockets: list[int] = field(default_factory=list)
    answered: int = 0
    unanswered: list[str] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """Memory in the last quarter of the time, by that in the third: a number of times as much."""
        quarter = max(1, len(self.memory) // 4)
        return mean(self.memory[-quarter:]) / mean(self.memory[-2 * quarter : -quarter] or self.memory)

    @property
    def most_sockets(self) -> int:
        """The most sockets that were open at once."""
        return max(self.sockets, default=0)

    @property
    def is_sound(self) -> bool:
        """Whether everybody was answered, no socket stayed behind, and memory is flat."""
        few = self.most_sockets <= self.viewers + MORE_SOCKETS
        return self.answered > 0 and not self.unanswered and few and self.growth <= MOST_GROWTH


async def soak(server: Server, *, seconds: float, viewers: int = VIEWERS, pause: float = PAUSE) -> Soaked:
    """Have viewers act on a server for so long, and look at it meanwhile."""
    found = Soaked(viewers)
    views = list(product([view.path for view in BY_NAME.values()], ["", *_days()]))
    end, readers = monotonic() + seconds, asyncio.Semaphore(AT_ONCE)
    async with asyncio.TaskGroup() as group:
        group.create_task(_look(server, found, end))
        for number in range(viewers):
            own = views[number % len(views) :] + views
            group.create_task(_act(server, found, own, readers, end=end, pause=pause))
    return found


def _days() -> Sequence[str]:
    return [f"known_on={day}" for day in report_days(archive_from_records())]


async def _act(
    server: Server,
    found: Soaked,
    views: list[tuple[str, str]],
    readers: asyncio.Semaphore,
    *,
    end: float,
    pause: float,
) -> None:
    turn = cycle(views)
    while monotonic() < end:
        try:
            async with Viewer(server) as viewer, httpx2.AsyncClient(base_url=server.url, **READER) as reader:
                for _ in range(LEAVES_AFTER):
                    path, query = next(turn)
                    async with readers:
                        (await reader.get(f"/{path}?{query}")).raise_for_status()
                    await viewer.open(path or "overview", query)
                    found.answered += 2
                    if monotonic() >= end:
                        return
                    await asyncio.sleep(pause)
        except (OSError, TimeoutError, RuntimeError, httpx2.HTTPError) as error:
            found.unanswered.append(repr(error)[:200])
            await asyncio.sleep(pause)


async def _look(server: Server, found: Soaked, end: float) -> None:
    while monotonic() < end:
        await asyncio.sleep(min(LOOKS_EACH, max(0.0, end - monotonic())))
        found.memory.append(server.memory())
        found.sockets.append(sockets_of(server))


def sockets_of(server: Server) -> int:
    """The number of connections that a server holds, those included that the other side has closed."""
    return sum(each.status != psutil.CONN_LISTEN for each in server.process.net_connections(kind="tcp"))


def told(found: Soaked) -> str:
    """The outcome in one line."""
    return (
        f"{found.answered} answers, {len(found.unanswered)} missing; at most {found.most_sockets} sockets of "
        f"{found.viewers} viewers; memory {found.memory[-1]:.0f} MB, {found.growth:.3f} of the quarter before"
    )


def main() -> int:
    """Read the arguments, soak a server, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="how long (60)")
    parser.add_argument("--viewers", type=int, default=VIEWERS, help=f"how many ({VIEWERS})")
    parser.add_argument(
        "--pause", type=float, default=PAUSE, help=f"seconds between two actions of a viewer ({PAUSE:g})"
    )
    given = parser.parse_args()
    with ours() as server:
        found = asyncio.run(soak(server, seconds=60 * given.minutes, viewers=given.viewers, pause=given.pause))
    print("\n".join([told(found), *found.unanswered[:10]]))
    return 0 if found.is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
