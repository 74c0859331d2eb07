"""Several replicas on one machine behind one port: `WORKERS=4 make run`, or `WORKERS=4 python -m hosting.workers`.

nginx stands before them, with the site of deploy/nginx, so that a reader stays with the replica that has the session. A
replica that ends is started again; when this process is told to end, so do they all.
"""

import argparse
import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parents[1]
SITE = ROOT / "deploy" / "nginx" / "dashboard.conf"
MOST = 64

QUICK = 5.0
"""Seconds: a replica that ends sooner cannot start, and is tried again after ever longer pauses."""

LONGEST_PAUSE = 30.0
GOODBYE = 20.0
"""Seconds that the processes have to end before they are killed."""

LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
PDEATHSIG = 1
"""Option of prctl(2): the signal that a process gets when the thread that started it is gone."""

NO_LOG = "access_log off;"

NGINX_CONF = """
daemon off;
pid nginx.pid;
error_log stderr;
worker_processes auto;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path body; proxy_temp_path proxy;
    fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    {log}
    include dashboard.conf;
    include replicas.conf;
}}
"""


def nginx_program() -> str:
    """Return the path of nginx. Raises ValueError that says how to get it."""
    found = shutil.which("nginx", path=os.pathsep.join([*os.get_exec_path(), "/usr/sbin"]))
    if found is None:
        raise ValueError("several workers need nginx: apt-get install nginx-light, or brew install nginx")
    return found


def number_of_workers(named: str) -> int:
    """Return the number that the setting WORKERS names. Raises ValueError for what is none from 1 to MOST."""
    if not named.isascii() or not named.isdigit() or not 1 <= int(named) <= MOST:
        raise ValueError(f"WORKERS is “{named[:40]}”; it may be a number from 1 to {MOST}")
    return int(named)


def lay_out(folder: Path, *, listen: str, replicas: str, nginx: str, log: str = NO_LOG) -> list[str]:
    """Write nginx's configuration to a folder, and return the command that starts the program `nginx` with it.

    It is the shipped site, listening on `listen`, before what `replicas` says (see `upstream`); `log` are directives.
    """
    site, found = re.subn(r"\blisten 80;", f"listen {listen};", SITE.read_text("utf-8"))
    if found != 1:
        raise ValueError(f"{SITE} listens in {found} places instead of one")
    (folder / "dashboard.conf").write_text(site.replace("/tmp/dashboard-cache", "cache"), "utf-8")
    (folder / "replicas.conf").write_text(replicas, "utf-8")
    as_root = "user root;" if os.geteuid() == 0 else ""  # or else its workers may not write where root alone may
    (folder / "nginx.conf").write_text(f"{as_root}{NGINX_CONF.format(log=log)}", "utf-8")
    return [nginx, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]


def upstream(ports: Sequence[int]) -> str:
    """Return what stands for replicas.conf where the replicas are on these ports of this machine."""
    servers = "".join(f"    server 127.0.0.1:{port} max_fails=1 fail_timeout=5s;\n" for port in ports)
    return f"upstream dashboard {{\n    zone dashboard 64k;\n    hash $reader consistent;\n{servers}}}\n"


class Kept(threading.Thread):
    """Keeps a process: one that ends is started again, until `end`."""

    def __init__(self, command: Sequence[str], *, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.command = command
        self.ending = threading.Event()
        self.process = self._begin()
        self.start()

    def run(self) -> None:
        """Start it again whenever it ends; after a pause if it ended as soon as it had started."""
        failures, started = 0, time.monotonic()
        while True:
            ended = self.process.wait()
            failures = failures + 1 if time.monotonic() - started < QUICK else 0
            pause = min(LONGEST_PAUSE, 2.0**failures - 1)
            if self.ending.is_set():
                return
            print(f"{self.name} has ended ({ended}); it is started again in {pause:.0f} s", file=sys.stderr, flush=True)
            if self.ending.wait(pause):
                return
            self.process, started = self._begin(), time.monotonic()

    def end(self, *, at: float) -> None:
        """Wait until it has ended, and kill it if it has not `at` that time (of `time.monotonic`)."""
        try:
            self.process.wait(timeout=max(0.1, at - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()

    def tell_to_end(self) -> None:
        """Tell the process to end, and start it no more."""
        self.ending.set()
        self.process.terminate()

    def _begin(self) -> "subprocess.Popen[bytes]":
        # Between fork and exec only a system call: nothing there can wait for a lock.
        return subprocess.Popen(self.command, cwd=ROOT, preexec_fn=_end_with_parent if LIBC else None)


def serve(number: int, *, address: str, port: int) -> None:
    """Serve with so many replicas until this process is told to end. Raises ValueError if that cannot be begun."""
    nginx, listen = nginx_program(), "127.0.0.1" if address == "localhost" else address
    check_port(listen, port)
    told = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: told.set())
    os.environ.setdefault(
        "ANSWERING", "1"
    )  # a process beside each replica; by itself each would start one for each core
    with tempfile.TemporaryDirectory(prefix="dashboard-") as folder:
        ports = free_ports(number)
        in_front = lay_out(Path(folder), listen=f"{listen}:{port}", replicas=upstream(ports), nginx=nginx)
        command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.address", "127.0.0.1"]
        kept = [
            *(
                Kept([*command, "--server.port", str(each)], name=f"Replica {n} on port {each}")
                for n, each in enumerate(ports, start=1)
            ),
            Kept(in_front, name="nginx"),
        ]
        print(f"{number} replicas behind http://{address}:{port}", flush=True)
        told.wait()
        for process in kept:
            process.tell_to_end()
        for process in kept:
            process.end(at=time.monotonic() + GOODBYE)


def check_port(address: str, port: int) -> None:
    """Raise ValueError if somebody listens there already, or nobody may."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError as error:
            raise ValueError(
                f"cannot listen on {address}:{port}: {error.strerror}; PORT=8600 chooses another"
            ) from error


def free_ports(number: int) -> list[int]:
    """Return ports of this machine that nobody listens on."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _end_with_parent() -> None:
    assert LIBC
    LIBC.prctl(PDEATHSIG, signal.SIGTERM)


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m hosting.workers", description=__doc__)
    parser.add_argument("--address", default="localhost")
    parser.add_argument("--port", type=int, default=8501)
    given = parser.parse_args()
    try:
        number = number_of_workers(os.environ.get("WORKERS") or "1")
        if number == 1:
            options = ["--server.address", given.address, "--server.port", str(given.port)]
            os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", "server.py", *options])
        serve(number, address=given.address, port=given.port)
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
