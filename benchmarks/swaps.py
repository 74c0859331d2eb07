"""Records that are changed each second under many readers: each answer is of one state of them, soon of the new one.

    python -m benchmarks.swaps --seconds 60 --readers 50

Two servers read one folder of records, in which each report has the number of its edition with its publisher. Every
fifth edition has a broken file: it must never be shown. Ends with 1 if anything was otherwise.
"""

import argparse
import asyncio
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import httpx2

from benchmarks.servers import ROOT, Server, ours
from benchmarks.sessions import PAGES, Viewer

EDITION = re.compile(rb"edition (\d+)")
ADDRESSES = ("/sources", "/", "/casualties", "/api/v1/articles.json", "/api/v1/articles.csv", "/timeline")
BROKEN_EACH = 5
WITHIN = 5.0
"""Seconds within which a server has to show a new edition."""

LOOKS_EACH = 0.1
KEPT = 4
"""Editions whose folders stay: a server may still be reading one of before."""


class Library:
    """A folder of records that is another one from one moment to the next: `current` leads to the latest edition."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.current = root / "current"
        self.records = {
            file.name: json.loads(file.read_text("utf-8")) for file in (ROOT / "data/articles").glob("*.json")
        }
        shutil.copy(ROOT / "data" / "collection.json", root)
        self.put(0)

    def put(self, edition: int) -> None:
        """Have `current` lead to an edition; whoever reads meanwhile has the one before."""
        folder = self.root / f"edition-{edition}"
        folder.mkdir()
        for name, record in self.records.items():
            article = record["article"]
            changed = record | {"article": article | {"publisher": f"{article['publisher']} edition {edition}"}}
            (folder / name).write_text(json.dumps(changed), "utf-8")
        if is_broken(edition):
            (folder / "broken.json").write_text("{", "utf-8")
        link = self.root / "next"
        link.symlink_to(folder.name)
        link.replace(self.current)
        shutil.rmtree(self.root / f"edition-{edition - KEPT}", ignore_errors=True)


def is_broken(edition: int) -> bool:
    """Whether an edition has a file that cannot be read."""
    return edition % BROKEN_EACH == BROKEN_EACH - 1


@dataclass
class Found:
    """What readers got: answers with an edition, those with several, those that were wrong otherwise."""

    answers: int = 0
    mixed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def take(self, editions: set[bytes], where: str) -> None:
        """Count an answer."""
        self.answers += bool(editions)
        if len(editions) > 1:
            self.mixed.append(f"{where}: {sorted(editions)}")
        if any(is_broken(int(edition)) for edition in editions):
            self.failed.append(f"{where} shows the broken edition {sorted(editions)}")

    @property
    def is_sound(self) -> bool:
        """Whether all answers were of one sound edition, and new ones were shown in time."""
        return bool(self.answers) and not self.mixed and not self.failed and self.slowest <= WITHIN


class SeeingViewer(Viewer):
    """A viewer that notes which editions a run shows; it holds nothing from earlier runs."""

    editions: set[bytes]

    async def seen(self) -> set[bytes]:
        """Run the page again, and return the editions that it shows."""
        self.editions, self._hashes = set(), {}
        await self.rerun()
        return self.editions

    def _finished(self, data: str | bytes) -> bool:
        self.editions = getattr(self, "editions", set()) | set(
            EDITION.findall(data if isinstance(data, bytes) else b"")
        )
        return super()._finished(data)


async def swapped(
    servers: Sequence[Server], library: Library, *, swaps: int, readers: int, every: float = 1.0
) -> Found:
    """Change the records so many times while readers ask the servers, half over HTTP and half in sessions."""
    found = Found()
    over = asyncio.Event()

    async def ask(number: int) -> None:
        server = servers[number % len(servers)]
        async with httpx2.AsyncClient(base_url=server.url, timeout=60) as client:
            while not over.is_set():
                address = ADDRESSES[number % len(ADDRESSES)]
                answer = await client.get(address)
                if answer.status_code != 200:
                    found.failed.append(f"{answer.status_code} for {address}")
                found.take(set(EDITION.findall(answer.content)), address)
                number += 1
                await asyncio.sleep(0.5)

    async def view(number: int) -> None:
        async with SeeingViewer(servers[number % len(servers)]) as viewer:
            await viewer.open(("casualties", "overview")[number % 2] if number % 3 else PAGES[number % len(PAGES)])
            while not over.is_set():
                found.take(await viewer.seen(), viewer.page)
                await asyncio.sleep(0.5)

    async with asyncio.TaskGroup() as group:
        for number in range(readers):
            group.create_task((ask if number % 2 else view)(number // 2))
        for edition in range(1, swaps + 1):
            await asyncio.to_thread(library.put, edition)
            begun = perf_counter()
            if not is_broken(edition):
                waits = await asyncio.gather(*(_until_shown(server, edition) for server in servers))
                found.slowest = max(found.slowest, *waits)
            await asyncio.sleep(max(0.0, every - (perf_counter() - begun)))
        over.set()
    return found


async def _until_shown(server: Server, edition: int) -> float:
    """Seconds until a server has an edition in its rows; infinity if it has not after twice WITHIN."""
    begun = perf_counter()
    async with httpx2.AsyncClient(base_url=server.url, timeout=60) as client:
        while perf_counter() - begun < 2 * WITHIN:
            with suppress(httpx2.TransportError):
                if f"edition {edition}".encode() in (await client.get("/api/v1/articles.csv")).content:
                    return perf_counter() - begun
            await asyncio.sleep(LOOKS_EACH)
    return float("inf")


def main() -> int:
    """Read the arguments, change records, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.swaps", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long (60)")
    parser.add_argument("--readers", type=int, default=50, help="half over HTTP, half in sessions (50)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        library = Library(Path(folder))
        servers = [stack.enter_context(ours(library.current)) for _ in range(2)]
        found = asyncio.run(swapped(servers, library, swaps=given.seconds, readers=given.readers))
    print(
        f"{found.answers} answers, {len(found.mixed)} of several editions, {len(found.failed)} failed or "
        f"of a broken one; a new edition was shown within {found.slowest:.1f} s"
    )
    print("\n".join([*found.mixed, *found.failed][:10]))
    return 0 if found.is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
