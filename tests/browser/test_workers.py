"""Several replicas behind one port: they come back, take in new records, and end together."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import psutil
import pytest

from tests.browser.conftest import free_port
from tests.browser.steps import ROOT
from tests.nginx import needs_nginx
from tests.serving import until

pytestmark = needs_nginx


@dataclass(frozen=True)
class Workers:
    """Two replicas behind a port, with records of their own."""

    process: "subprocess.Popen[bytes]"
    url: str
    articles: Path
    log: Path

    def replicas(self) -> dict[int, psutil.Process]:
        """The processes that serve, by their numbers."""
        children = psutil.Process(self.process.pid).children()
        return {each.pid: each for each in children if "streamlit" in each.cmdline()}

    def get(self, path: str, reader: str = "somebody") -> httpx2.Response:
        """Ask for a path as a reader."""
        return httpx2.get(f"{self.url}{path}", cookies={"replica": reader}, timeout=60)


def command(port: int) -> list[str]:
    return [sys.executable, "-m", "hosting.workers", "--port", str(port)]


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """`WORKERS=2 make run`, once both replicas answer."""
    folder = tmp_path_factory.mktemp("workers")
    articles = Path(shutil.copytree(ROOT / "data" / "articles", folder / "records" / "articles"))
    shutil.copy(ROOT / "data" / "collection.json", articles.parent)
    port, log = free_port(), folder / "log.txt"
    settings = os.environ | {"WORKERS": "2", "ANSWERING": "0", "ARTICLES": str(articles)}
    with log.open("wb") as output:
        process = subprocess.Popen(command(port), cwd=ROOT, env=settings, stdout=output, stderr=subprocess.STDOUT)
    started = Workers(process, f"http://127.0.0.1:{port}", articles, log)
    try:
        until("nginx to listen", lambda: _answers(started, "nobody"))
        for reader in range(12):
            until("the replicas to answer", lambda reader=reader: _answers(started, f"reader{reader}"))
        yield started
    finally:
        process.kill()
        process.wait(timeout=20)


def _answers(workers: Workers, reader: str) -> bool:
    try:
        return workers.get("/_stcore/health", reader).status_code == 200
    except httpx2.TransportError:
        return False


def test_readers_are_served_by_each_of_the_replicas(workers: Workers) -> None:
    """One port before two processes of which one does all the work is no gain."""
    assert len(workers.replicas()) == 2
    before = {pid: sum(each.cpu_times()[:2]) for pid, each in workers.replicas().items()}
    for reader in range(12):
        assert workers.get(f"/casualties?q=word{reader}", f"reader{reader}").status_code == 200
    assert all(sum(each.cpu_times()[:2]) > before[pid] for pid, each in workers.replicas().items())


def test_a_replica_that_is_killed_is_missed_by_nobody_and_started_again(workers: Workers) -> None:
    """A process that ran out of memory at night must not need somebody who gets up."""
    killed, stays = workers.replicas()
    os.kill(killed, signal.SIGKILL)
    for reader in range(12):
        assert workers.get(f"/map?q=word{reader}", f"reader{reader}").status_code == 200
    until("it to be started again", lambda: len(workers.replicas()) == 2 and killed not in workers.replicas())
    assert stays in workers.replicas()
    assert f"has ended ({-signal.SIGKILL}); it is started again" in workers.log.read_text("utf-8")


def test_new_records_are_seen_at_every_replica_and_through_what_nginx_keeps(workers: Workers) -> None:
    """What nginx has kept is asked for again after five seconds, and a replica looks for changed files at each run."""
    file = workers.articles / "tass-2022-01-07.json"
    readers = [f"reader{reader}" for reader in range(6)]
    before = {workers.get("/api/v1/articles.csv", reader).text for reader in readers}
    assert len(before) == 1
    file.write_text(file.read_text("utf-8").replace('"publisher": "TASS"', '"publisher": "Our own TASS"'), "utf-8")
    until(
        "the change to be seen",
        lambda: all("Our own TASS" in workers.get("/api/v1/articles.csv", reader).text for reader in readers),
    )


def test_all_of_them_end_with_the_one_that_was_told_to(workers: Workers) -> None:
    """A port that is still taken by an orphan keeps the next start from serving."""
    children = psutil.Process(workers.process.pid).children(recursive=True)
    workers.process.send_signal(signal.SIGTERM)
    assert workers.process.wait(timeout=60) == 0
    assert psutil.wait_procs(children, timeout=20)[1] == []


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"WORKERS": "many"}, "WORKERS is “many”; it may be a number from 1 to 64"),
        ({"WORKERS": "0"}, "WORKERS is “0”; it may be a number from 1 to 64"),
        ({"WORKERS": "2"}, "cannot listen on 127.0.0.1:"),
    ],
)
def test_what_cannot_be_begun_says_why(settings: dict[str, str], said: str) -> None:
    """Guards against a server that starts and serves nobody, and against a traceback for a typing error."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port, environment = taken.getsockname()[1], os.environ | settings
        ran = subprocess.run(command(port), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 1
    assert ran.stderr.startswith(said), ran.stderr
