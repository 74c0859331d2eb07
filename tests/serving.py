"""The real server on this machine, with settings by the environment, and viewers of it without a browser."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TypeVar

import httpx2
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol
from websockets.uri import parse_uri

from tests.conftest import ROOT

SETTINGS = (
    "ARTICLES", "ARTICLE_TEXTS", "ARCHIVE", "STORIES", "FRAME_ANCESTORS", "PUBLIC_URL", "ALLOWED_HOSTS", "WORKBENCH",
    "EDITORS", "REPORT_TO", "METRICS_TOKEN", "REQUEST_SECONDS", "UNSEEN_PER_MINUTE", "FORWARDED_ALLOW_IPS",
)  # fmt: skip
"""Settings that whoever runs the tests may have in their environment."""

PATIENCE = 60.0
"""Seconds that anything may take before a test fails."""

T = TypeVar("T")


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    log: Path
    pid: int = 0

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def client(self, **headers: str) -> httpx2.Client:
        """A program that asks it, each time with these headers."""
        return httpx2.Client(base_url=self.url, headers={"Accept-Encoding": "identity"} | headers, timeout=PATIENCE)

    def connection(self) -> socket.socket:
        """A connection on which nothing was sent yet."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def open_files(self) -> int:
        """How many files and sockets its process has open."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def memory(self) -> float:
        """Megabytes that its process holds in memory."""
        return self._megabytes("VmRSS")

    def most_memory(self) -> float:
        """Megabytes that its process has held in memory at most."""
        return self._megabytes("VmHWM")

    def _megabytes(self, name: str) -> float:
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        return int(status.partition(f"{name}:")[2].split()[0]) / 1000


@contextmanager
def serving(log_file: Path, *, through: Sequence[str] = (), **environment: str) -> Iterator[Server]:
    """A server with settings, as long as the block runs; `through` is a command that becomes the server's."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*through, sys.executable, "-m", "streamlit", "run", "server.py", "--server.address", "127.0.0.1"]
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    with log_file.open("w") as log:
        process = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=kept | {"ANSWERING": "0"} | environment,
        )
    started = Server(port, log_file, process.pid)
    try:
        until("the server to answer", lambda: _answers(process, started))
        yield started
    finally:
        process.terminate()
        process.wait(timeout=20)


def until(what: str, found: Callable[[], T], *, patience: float = PATIENCE) -> T:
    """Ask again and again, and return the first answer that is true. Fails if there is none in time."""
    deadline = monotonic() + patience
    while not (answer := found()):
        assert monotonic() < deadline, f"waited in vain for {what}"
        Event().wait(0.05)
    return answer


def _answers(process: subprocess.Popen[bytes], server: Server) -> bool:
    assert process.poll() is None, f"The server did not start:\n{server.log.read_text()}"
    try:
        return httpx2.get(f"{server.url}/_stcore/health").is_success
    except httpx2.TransportError:
        return False


def open_websocket(server: Server, *, origin: str | None = None, **headers: str) -> ClientConnection:
    """The WebSocket of a viewer, opened with further headers."""
    return connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(origin) if origin else None,
        additional_headers=headers,
        max_size=None,
        ping_interval=None,
    )


class QuietViewer:
    """A viewer that has seen the first page, and hears and answers nothing from then on, not even a ping."""

    def __init__(self, server: Server) -> None:
        self._protocol = ClientProtocol(
            parse_uri(f"ws://127.0.0.1:{server.port}/_stcore/stream"),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
        )
        self._socket = server.connection()
        self._protocol.send_request(self._protocol.connect())
        self._send()
        self._hear(lambda event: isinstance(event, Response))
        message = BackMsg()
        message.rerun_script.query_string = ""
        self._protocol.send_binary(message.SerializeToString())
        self._send()
        self._hear(_ends_a_run)

    def close(self) -> None:
        """Say goodbye, as a browser whose tab is closed."""
        self._protocol.send_close(1001)
        with suppress(OSError):  # the server may have given this viewer up
            self._send()
        self._socket.close()

    def cut(self) -> None:
        """End the connection without a word, as a browser that was killed."""
        self._socket.close()

    def _send(self) -> None:
        self._socket.sendall(b"".join(self._protocol.data_to_send()))

    def _hear(self, last: Callable[[object], bool]) -> None:
        heard = False
        while not heard:
            received = self._socket.recv(2**20)
            assert received, "the server has closed the connection"
            self._protocol.receive_data(received)
            self._send()  # the answer to a ping
            heard = [each for each in self._protocol.events_received() if last(each)] != []


def _ends_a_run(event: object) -> bool:
    if not isinstance(event, Frame) or event.opcode is not Opcode.BINARY:
        return False
    return ForwardMsg.FromString(bytes(event.data)).WhichOneof("type") == "script_finished"


def session_of(websocket: ClientConnection) -> str:
    """Run the first page for a viewer to its end, and return the id of the session."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    websocket.send(message.SerializeToString())
    session = ""
    while True:
        received = ForwardMsg.FromString(websocket.recv(timeout=PATIENCE))  # type: ignore[arg-type]  # never text
        if received.WhichOneof("type") == "new_session":
            session = received.new_session.initialize.session_id
        if received.WhichOneof("type") == "script_finished" and session:
            return session
