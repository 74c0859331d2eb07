"""Requests that stay half-sent: the connection is closed."""

import socket
from contextlib import suppress
from random import randbytes
from time import monotonic

import pytest
from websockets.exceptions import ConnectionClosed

from hosting.arrival import SECONDS, seconds_of
from tests.serving import PATIENCE, Server, open_websocket, session_of


def rest(connection: socket.socket) -> bytes:
    """All that comes until the server closes the connection."""
    received = b""
    try:
        while part := connection.recv(65536):
            received += part
    except ConnectionResetError:
        pass
    return received


HALF_SENT = {
    "half a line": b"GET / HT",
    "half a header": b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text",
    "no end of the headers": b"GET /map HTTP/1.1\r\nHost: localhost\r\n",
    "half a body": b"POST /present/abc/step HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: 12\r\n\r\n{",
    "half a chunk": b"POST /present/abc/step HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    "half a handshake": b"GET /_stcore/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n",
}


@pytest.mark.parametrize("sent", HALF_SENT.values(), ids=HALF_SENT.keys())
def test_a_request_that_does_not_arrive_in_time_is_ended(strict: Server, sent: bytes) -> None:
    """Guards against a few thousand half-sent requests, for which a server would keep its sockets for ever."""
    with strict.connection() as connection:
        connection.sendall(sent)
        assert rest(connection).partition(b"\r\n")[0] in (b"HTTP/1.1 408 Request Timeout", b"HTTP/1.1 404 Not Found")


def test_a_connection_on_which_nothing_is_asked_is_closed_in_silence(strict: Server) -> None:
    """Guards against a browser that opens a connection ahead, and shows what was said on it before it had asked."""
    with strict.connection() as connection:
        assert rest(connection) == b""


def test_a_request_that_drips_is_ended_too(strict: Server) -> None:
    """Guards against a clock that each byte sets back."""
    with strict.connection() as connection:
        connection.settimeout(0.1)
        begun = monotonic()
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Drip: ")
        answer = b""
        while not answer and monotonic() - begun < 30:
            try:
                answer = connection.recv(65536)
            except TimeoutError:
                connection.sendall(b"a")
        assert answer.startswith(b"HTTP/1.1 408 ")


def test_the_second_request_of_a_connection_has_its_own_time(strict: Server) -> None:
    """Guards against a clock that is wound up once, or that ends whoever reads on."""
    ask = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
    with strict.connection() as connection:
        for _ in range(2):
            connection.sendall(ask + b"\r\n")
            answer = b""
            while not answer.endswith(b"\r\n\r\nok"):
                answer += connection.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200 ")
        connection.sendall(ask)
        assert rest(connection).startswith(b"HTTP/1.1 408 ")


def test_an_open_session_is_not_ended(strict: Server) -> None:
    """Guards against readers who lose the line after some seconds."""
    with strict.connection() as half_sent, open_websocket(strict) as websocket:
        session_of(websocket)
        half_sent.sendall(b"GET ")
        rest(half_sent)  # by then the time is over for both
        assert session_of(websocket)


@pytest.mark.parametrize("content", [bytes(60_000_000), randbytes(30_000_000)], ids=["packs well", "does not pack"])
def test_a_message_that_is_far_too_long_is_not_read(server: Server, content: bytes) -> None:
    """Guards against a reader who fills the memory over the WebSocket, also by little that unpacks to much."""
    before = server.most_memory()
    for _ in range(2):
        with open_websocket(server) as websocket, suppress(ConnectionClosed):
            websocket.send(content)
            websocket.recv(timeout=PATIENCE)
        assert websocket.close_code in (1006, 1009)  # cut off, or told why
    assert server.most_memory() - before < 45


@pytest.mark.parametrize(("named", "seconds"), [(None, SECONDS), ("", SECONDS), ("1", 1), ("2.5", 2.5)])
def test_the_time_is_a_setting(named: str | None, seconds: float) -> None:
    """Guards against a default that somebody has to name."""
    assert seconds_of(named) == seconds


@pytest.mark.parametrize("named", ["0", "-1", "soon", "nan", "inf", "3601"])
def test_a_time_that_cannot_be_meant_is_told(named: str) -> None:
    """Guards against a server that ends every request."""
    with pytest.raises(ValueError, match="REQUEST_SECONDS"):
        seconds_of(named)
