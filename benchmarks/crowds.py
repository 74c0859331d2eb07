"""Many readers at once: viewers who act now and then, first pages by the thousand, dear questions beside them."""

import asyncio
import re
import tempfile
import urllib.request
from dataclasses import dataclass
from itertools import count
from math import ceil
from pathlib import Path
from time import perf_counter

import httpx2

from benchmarks.hosting import wrk
from benchmarks.servers import Server, plain_route
from benchmarks.sessions import PAGES, Viewer, percentile

PATHS = ("", *PAGES[1:])

EVERY = 10.0
"""Seconds from one action of a viewer to the next."""

DEAREST = "/sides?q=word{n}"
"""Addresses of which each is another one that nobody asked for."""


@dataclass(frozen=True)
class Waits:
    """Seconds within which 95 of 100 actions were done, and how many were never."""

    p95: float
    lost: int


ARRIVING = 6
"""Pauses within which the viewers come, one after the other; measured is what they do after that."""


async def acting(server: Server, *, viewers: int, actions: int, every: float = EVERY) -> Waits:
    """Viewers who each change a filter now and then."""
    seconds: list[float] = []
    lost = 0

    async def act(number: int) -> None:
        nonlocal lost
        arrives = number * every * ARRIVING / viewers
        await asyncio.sleep(arrives)
        try:
            async with Viewer(server, PAGES[number % len(PAGES)]) as viewer:
                await viewer.open(viewer.page)
                alone = ceil((every * ARRIVING - arrives) / every)  # actions while others are still coming
                for n in range(alone + actions):
                    started = perf_counter()
                    await viewer.change_filter()
                    took = perf_counter() - started
                    if n >= alone:
                        seconds.append(took)
                    await asyncio.sleep(max(0.0, every - took))
        except (OSError, TimeoutError, RuntimeError):
            lost += 1

    await asyncio.gather(*(act(number) for number in range(viewers)))
    return Waits(percentile(seconds, 0.95) if seconds else float("inf"), lost)


async def acting_beside_questions(server: Server, *, a_second: int) -> tuple[Waits, Waits]:
    """Ten viewers on a quiet server, and the same while so many addresses a second are asked that nobody asked for."""
    quiet = await acting(server, viewers=10, actions=8, every=2.0)
    numbers = count()

    async def ask() -> None:
        async with httpx2.AsyncClient(timeout=120) as client, asyncio.TaskGroup() as asked:
            while True:
                asked.create_task(client.get(f"{server.url}{DEAREST.format(n=next(numbers))}"))
                await asyncio.sleep(1 / a_second)

    asking = asyncio.create_task(ask())
    try:
        return quiet, await acting(server, viewers=10, actions=8, every=2.0)
    finally:
        asking.cancel()
        await asyncio.wait([asking])


async def first_pages_at_once(server: Server, *, readers: int) -> tuple[float, int]:
    """Seconds until the last of so many readers who come at once has a page to read, and how many have none."""
    limits = httpx2.Limits(max_connections=readers)
    async with httpx2.AsyncClient(timeout=60, limits=limits) as client:
        started = perf_counter()
        addresses = [f"{server.url}/{PATHS[n % len(PATHS)]}" for n in range(readers)]
        got = await asyncio.gather(*(client.get(each) for each in addresses), return_exceptions=True)
        took = perf_counter() - started
    readable = [isinstance(each, httpx2.Response) and each.status_code == 200 and "<h1" in each.text for each in got]
    return took, readable.count(False)


def warm_pages(server: Server) -> tuple[float, float]:
    """Requests a second of a first page that was asked for before, and of a plain route of the same bytes."""
    asked = urllib.request.Request(f"{server.url}/casualties", headers={"Accept-Encoding": "gzip"})
    body = urllib.request.urlopen(asked, timeout=60).read()
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "body.json"
        kept.write_bytes(body)
        with plain_route(kept) as route:
            return _a_second(f"{server.url}/casualties"), _a_second(route.url + "/api/v1/events.json")


def _a_second(url: str) -> float:
    said = wrk(url, "-H", "Accept-Encoding: gzip")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None or "Non-2xx" in said:
        raise RuntimeError(f"wrk did not get an answer to every request:\n{said}")
    return float(found[1])
