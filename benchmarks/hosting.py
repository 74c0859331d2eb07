"""What a visitor or a program waits for before the app: a page's first byte, rows of the API, a snapshot."""

import http.client
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from benchmarks.servers import ROOT, Server, plain_route

CONNECTIONS, SECONDS = 16, 5
"""Of wrk: as many readers at once, for so long."""

ROWS = "/api/v1/events.json"
LUA = Path(__file__).parent / "p95.lua"


def first_bytes(server: Server, addresses: list[str]) -> float:
    """Median milliseconds from a request to the first byte of its answer, on a connection that is open."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    times = []
    for address in addresses:
        started = time.perf_counter()
        connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        times.append(1000 * (time.perf_counter() - started))
        answer.read()
    connection.close()
    return median(times)


def api_p95(server: Server) -> tuple[float, float]:
    """Milliseconds within which 95 of 100 requests for rows are answered: by the API, by a plain route of the bytes."""
    body = urllib.request.urlopen(f"{server.url}{ROWS}", timeout=30).read()
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "body.json"
        kept.write_bytes(body)
        with plain_route(kept) as route:
            return _loaded(f"{server.url}{ROWS}"), _loaded(f"{route.url}{ROWS}")


def _loaded(url: str) -> float:
    said = wrk(url, "-s", str(LUA))
    found = re.search(r"p95 (\d+) errors (\d+)", said)
    if found is None or found[2] != "0":
        raise RuntimeError(f"wrk did not get an answer to every request:\n{said}")
    return int(found[1]) / 1000


def wrk(url: str, *options: str) -> str:
    """Return what wrk says after so many SECONDS of asking for an address. Raises RuntimeError without wrk."""
    program = shutil.which("wrk")
    if program is None:
        raise RuntimeError("wrk is not installed; on Debian and Ubuntu: apt-get install wrk")
    command = [program, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *options, url]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def command_seconds(*arguments: str) -> float:
    """Seconds that `python -m publishing` takes with some arguments, from its start to its end."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "publishing", *arguments], cwd=ROOT, check=True, capture_output=True, timeout=120
    )
    return time.perf_counter() - started


def snapshot_seconds() -> float:
    """Seconds that a snapshot of everything takes on the command line."""
    with tempfile.TemporaryDirectory() as folder:
        return command_seconds("snapshot", "--out", str(Path(folder) / "snapshot.html"))
