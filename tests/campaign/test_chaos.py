"""What happens to machines: processes are killed, clocks are wrong, disks are full or may not be written."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest
from websockets.exceptions import ConnectionClosed

from data.views.registry import VIEWS
from tests.campaign.conftest import faults_told
from tests.conftest import ROOT
from tests.newsroom import Newsroom, correct_a_figure
from tests.serving import PATIENCE, Server, open_websocket, serving, session_of, until

Json = dict[str, Any]

GRACE = 20.0
"""Seconds that `hosting.workers` gives a process to end."""

CLOCK = """
import time
_time, _time_ns = time.time, time.time_ns
time.time = lambda: _time() + {seconds}
time.time_ns = lambda: _time_ns() + {seconds} * 10**9
"""
"""A sitecustomize.py with which the clock of a process is wrong."""

READ_ONLY = (
    "unshare", "--mount", "sh", "-c",
    'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && cd "$0" && exec "$@"', str(ROOT),
)  # fmt: skip
"""Runs a command that finds the folder of the code read-only, root though it may be."""


def may_mount() -> bool:
    """Whether this user may lay a read-only folder over another."""
    return bool(shutil.which("unshare")) and subprocess.run([*READ_ONLY, "true"], capture_output=True).returncode == 0


# ---- Processes


def test_an_answering_process_that_is_killed_is_missed_by_nobody(tmp_path: Path) -> None:
    """Guards against a server that waits for ever for an answer of a process that the system has ended."""
    with serving(tmp_path / "log.txt", ANSWERING="1") as server, server.client() as client:
        before = client.get("/casualties?q=before").text
        (killed,) = answering(server)
        killed.kill()
        assert client.get("/casualties?q=after").status_code == 200
        assert client.get("/casualties?q=before").text == before
        until("another one to be there", lambda: set(answering(server)) - {killed})
        told = [line for line in server.log.read_text("utf-8").splitlines() if "has ended" in line]
        assert len(told) == 1
        assert faults_told(server) == []


def answering(server: Server) -> list[psutil.Process]:
    """The processes of a server that work out answers."""
    alive = [each for each in psutil.Process(server.pid).children() if each.status() != psutil.STATUS_ZOMBIE]
    return [each for each in alive if "spawn_main" in " ".join(each.cmdline())]


def test_who_is_told_to_end_tells_its_readers_and_ends_in_time(tmp_path: Path) -> None:
    """Guards against a server that is killed since it does not end, and readers who wait for what does not come."""
    with serving(tmp_path / "log.txt", ANSWERING="1") as server:
        process = psutil.Process(server.pid)
        with open_websocket(server) as reader, open_websocket(server) as other:
            session_of(reader)
            process.send_signal(signal.SIGTERM)
            for each in (reader, other):
                with suppress(ConnectionClosed):
                    while each.recv(timeout=GRACE):
                        pass
                assert each.close_code in (1001, 1012), "they are told that the server goes away or starts again"
        until("it to end", lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE, patience=GRACE)
        assert faults_told(server) == []


def test_a_server_that_was_killed_shows_the_same_when_it_is_started_again(tmp_path: Path) -> None:
    """Guards against something that is only in the memory of a process, and a port that stays taken."""
    pages = {}
    for turn in ("first", "second"):
        with serving(tmp_path / f"{turn}.txt") as server, server.client() as client:
            asked = [client.get(f"/{path}?known_on=2022-01-09").text for path in VIEWS]
            pages[turn] = [page.replace(f":{server.port}", "") for page in asked]
            psutil.Process(server.pid).kill()
    assert pages["first"] == pages["second"]


# ---- Clocks


@pytest.mark.parametrize("seconds", [3600, -3600], ids=["an hour ahead", "an hour behind"])
def test_a_clock_that_is_wrong_changes_nothing_that_is_shown(
    tmp_path: Path, small_record: Json, write_record: Callable[..., Path], seconds: int
) -> None:
    """Guards against files that seem to be written in the future, and sessions that end at once or never."""
    file = write_record(small_record)
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(CLOCK.format(seconds=seconds), "utf-8")
    settings = {"ARTICLES": str(file.parent), "PYTHONPATH": str(tmp_path / "clock")}
    with serving(tmp_path / "log.txt", **settings) as server, server.client() as client:
        until("it to be ready", lambda: client.get("/readyz").status_code == 200)
        assert "Dockers stop work in Northport" in client.get("/sources").text
        file.write_text(file.read_text("utf-8").replace("Dockers stop work in", "Dockers are back in"), "utf-8")
        until("the change to be shown", lambda: "Dockers are back in" in client.get("/sources").text, patience=PATIENCE)
        with open_websocket(server) as reader:
            assert session_of(reader)
        assert faults_told(server) == []


# ---- Disks


def test_a_release_on_a_full_disk_says_so_and_changes_nothing(tmp_path: Path, small_record: Json) -> None:
    """Guards against a list of releases that names a file which is not there, or half a file."""
    newsroom = Newsroom.with_releases(tmp_path, small_record)
    before = {file: file.read_bytes() for file in newsroom.releases.iterdir()}
    newsroom.write(correct_a_figure(small_record))
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (500, 500))
    command = [sys.executable, "-m", "data", "release", "--records", str(newsroom.articles)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, preexec_fn=limit, timeout=120)
    assert ran.returncode != 0
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert {file: file.read_bytes() for file in newsroom.releases.iterdir()} == before


@pytest.mark.skipif(not may_mount(), reason="this user may not lay a read-only folder over another")
def test_on_a_read_only_disk_every_page_and_session_is_served(tmp_path: Path) -> None:
    """Guards against a server that writes beside its code, and stops in a container that may not."""
    with serving(tmp_path / "log.txt", through=READ_ONLY, HOME="/nonexistent") as server, server.client() as client:
        with pytest.raises(OSError, match="Read-only"):
            (Path(f"/proc/{server.pid}/root{ROOT}") / "written").touch()
        assert [client.get(f"/{path}").status_code for path in VIEWS] == [200] * len(VIEWS)
        assert client.get("/snapshot/overview.html").status_code == 200
        with open_websocket(server) as reader:
            assert session_of(reader)
        assert faults_told(server) == []


@pytest.mark.skipif(not may_mount(), reason="this user may not lay a read-only folder over another")
def test_a_build_into_a_read_only_folder_says_so_in_one_line() -> None:
    """Guards against a traceback where a sentence tells what to do."""
    command = [*READ_ONLY, sys.executable, "-m", "data", "build", "--out", str(ROOT / "archive.duckdb")]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, env=os.environ)
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert "Read-only" in ran.stderr
