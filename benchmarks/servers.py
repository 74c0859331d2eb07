"""The servers as they are measured: ours as `make run` starts it, the plain dashboard as `streamlit run` starts it.

Datasette and TimelineJS are served as their own guides say.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
PLAIN = Path(__file__).parent / "plain"

STARTS_WITHIN = 120
"""Seconds. Ten thousand events are read and indexed before the first visitor."""

MEGABYTE = 1_000_000

HEALTH_OF_ROUTE = "/api/v1/events.json"
"""The plain route is there once it answers."""

OURS_ALONE = (
    "ARTICLES", "ARTICLE_TEXTS", "ARCHIVE", "STORIES", "GEOCODER", "FRAME_ANCESTORS", "PUBLIC_URL", "WORKBENCH",
    "EDITORS", "REPORT_TO", "ALLOWED_HOSTS", "METRICS_TOKEN", "REQUEST_SECONDS",
)  # fmt: skip
"""Settings of the dashboard that whoever runs the benchmark may have in their environment."""


@dataclass(frozen=True)
class Server:
    """A running app."""

    name: str
    port: int
    process: psutil.Process

    @property
    def url(self) -> str:
        """Where the app answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def memory(self) -> float:
        """Megabytes that the app's processes hold in memory."""
        family = [self.process, *self.process.children(recursive=True)]
        return float(sum(each.memory_info().rss for each in family)) / MEGABYTE


@contextmanager
def ours(articles: Path | None = None, *, workbench: Path | None = None) -> Iterator[Server]:
    """The dashboard as `make run` starts it, on the repository's records or on those of another folder.

    Its workbench is on if it has a folder.
    """
    folders = {"ARTICLES": articles, "WORKBENCH": workbench}
    settings = {name: str(folder) for name, folder in folders.items() if folder}
    settings["UNSEEN_PER_MINUTE"] = "0"  # all that a benchmark asks for comes from one address
    with _running("ours", "server.py", folder=ROOT, settings=settings) as server:
        yield server


@contextmanager
def workers(number: int) -> Iterator[Server]:
    """The dashboard as `WORKERS=3 make run` starts it: replicas behind one port."""
    port = free_port()
    command = [sys.executable, "-m", "hosting.workers", "--address", "127.0.0.1", "--port", str(port)]
    settings = {"WORKERS": str(number), "UNSEEN_PER_MINUTE": "0"}
    with _started(f"{number} workers", command, port, folder=ROOT, settings=settings, health="/healthz") as server:
        yield server


@contextmanager
def plain() -> Iterator[Server]:
    """The plain dashboard with Streamlit's default settings: its folder has no `.streamlit/config.toml`.

    Headless, since there is nobody to open a browser window for, and without usage statistics, since no benchmark
    calls another host.
    """
    flags = ("--server.headless", "true", "--browser.gatherUsageStats", "false", "--browser.serverAddress", "localhost")
    with _running("plain", "app.py", *flags, folder=PLAIN, settings={"PYTHONPATH": str(ROOT)}) as server:
        yield server


@contextmanager
def plain_route(body: Path) -> Iterator[Server]:
    """One Starlette route that answers with a file's bytes, under the same web server as the dashboard."""
    with _uvicorn("plain route", "benchmarks.route:app", {"BODY": str(body)}, health=HEALTH_OF_ROUTE) as server:
        yield server


@contextmanager
def datasette(program: Path, database: Path, metadata: Path) -> Iterator[Server]:
    """Datasette on a file that does not change, as `datasette publish` starts it; `metadata` has titles and facets."""
    port = free_port()
    command = [
        str(program), "serve", "--immutable", str(database), "--metadata", str(metadata), "--host", "127.0.0.1",
        "--port", str(port),
    ]  # fmt: skip
    with _started("Datasette", command, port, folder=database.parent, settings={}, health="/-/versions.json") as server:
        yield server


@contextmanager
def static_site(folder: Path) -> Iterator[Server]:
    """The files of a folder, compressed, as an ordinary web host serves them."""
    with _uvicorn("static site", "benchmarks.static_site:app", {"FOLDER": str(folder)}, health="/") as server:
        yield server


@contextmanager
def _uvicorn(name: str, app: str, settings: Mapping[str, str], *, health: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", app, "--port", str(port), "--log-level", "warning"]
    with _started(name, command, port, folder=ROOT, settings=settings, health=health) as server:
        yield server


@contextmanager
def _running(name: str, script: str, *flags: str, folder: Path, settings: Mapping[str, str] = {}) -> Iterator[Server]:
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", script,
        "--server.port", str(port), "--server.address", "127.0.0.1", *flags,
    ]  # fmt: skip
    with _started(name, command, port, folder=folder, settings=settings, health="/_stcore/health") as server:
        yield server


@contextmanager
def _started(
    name: str, command: list[str], port: int, *, folder: Path, settings: Mapping[str, str], health: str
) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(home) | dict(settings), stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            server = Server(name, port, psutil.Process(process.pid))
            if not _answers(server, process, health):
                log.seek(0)
                raise RuntimeError(f"{name} did not start:\n{log.read().decode(errors='replace')[-2000:]}")
            yield server
        finally:
            _end(process)


def _environment(home: str) -> dict[str, str]:
    """The environment without anyone's settings of Streamlit or of the dashboard."""
    ours_or_streamlits = {key for key in os.environ if key.startswith("STREAMLIT_") or key in OURS_ALONE}
    return {key: value for key, value in os.environ.items() if key not in ours_or_streamlits} | {"HOME": home}


def _answers(server: Server, process: subprocess.Popen[bytes], health: str) -> bool:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}{health}", timeout=5) as response:
                if response.status == 200:
                    return True
        except OSError:
            time.sleep(0.1)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process that was started here; one that does not listen is ended without asking."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=10)


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
