"""Addresses by the thousand that nobody means well by: none is a fault of the server, and none comes back alive."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from socket import socket
from threading import local

from tests.campaign.addresses import LIVE, addresses
from tests.campaign.conftest import faults_told
from tests.serving import Server

LEAST = 3_500
"""So many addresses there are at least: a list that was cut by mistake would be a test of nothing."""

AT_ONCE = 4

RENDERED = ("text/html", "image/svg+xml", "application/xhtml+xml")
"""Types whose markup a browser runs; `nosniff` keeps it from running any other."""

ALIVE = (LIVE.encode(), b"<img src=x onerror", b'href="javascript:', b"href='javascript:")

OF_THE_MACHINE = (b"root:x:0", b"import streamlit", b"[extensions]")
"""Words of files that nobody serves."""


@dataclass(frozen=True)
class Answer:
    """What came back for an address."""

    address: bytes
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    def is_alive(self) -> bool:
        """Whether markup of an address is in it that a browser would run, or a header that an address has set."""
        if "hostile" in self.headers.get("set-cookie", ""):
            return True
        if self.headers.get("content-type", "").startswith(RENDERED):
            return any(markup in self.body for markup in ALIVE)
        return LIVE.encode() in self.body and self.headers.get("x-content-type-options") != "nosniff"

    def leads_away(self) -> bool:
        """Whether it is a file of the machine's, or leads to another site."""
        elsewhere = self.headers.get("location", "/").replace("http://127.0.0.1", "")
        return elsewhere.startswith(("//", "/\\", "http")) or any(words in self.body for words in OF_THE_MACHINE)

    def __str__(self) -> str:
        return f"{self.status} for {self.address[:120]!r}"


class Asker:
    """Sends addresses byte by byte as they are, which no client does, on one connection for each thread."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.thread = local()

    def ask(self, address: bytes) -> Answer:
        """Ask for an address, on a new connection if the one of before was closed meanwhile."""
        connection: socket | None = getattr(self.thread, "connection", None)
        if connection:
            with suppress(OSError, http.client.HTTPException):
                return self._on(connection, address)
            connection.close()
        return self._on(self.server.connection(), address)

    def _on(self, connection: socket, address: bytes) -> Answer:
        self.thread.connection = connection
        connection.sendall(b"GET " + address + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        response = http.client.HTTPResponse(connection)
        response.begin()
        body = response.read()
        if response.will_close:
            connection.close()
            self.thread.connection = None
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(address, response.status, body, headers)


def test_there_are_thousands_of_them() -> None:
    """Guards against a list that shrinks unseen."""
    assert len(list(addresses())) >= LEAST


def test_none_is_a_fault_of_the_server_or_comes_back_alive(besieged: Server) -> None:
    """Guards against a link that fills the log, runs a stranger's script here, or leads out of the served folders."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(Asker(besieged).ask, addresses()))
    assert len(answers) >= LEAST
    assert [str(each) for each in answers if each.status >= 500] == []
    assert faults_told(besieged) == []
    assert [str(each) for each in answers if each.is_alive()] == []
    assert [str(each) for each in answers if each.leads_away()] == []
    for address in (b"/", b"/casualties?city=almaty", b"/api/v1/claims.json?city=almaty", b"/readyz"):
        assert Asker(besieged).ask(address).status == 200, "it has survived, and shows nothing any more"


def test_what_is_looked_for_is_seen() -> None:
    """Guards against a test that finds nothing whatever comes back."""
    page = {"content-type": "text/html; charset=utf-8", "x-content-type-options": "nosniff"}
    said = {"content-type": "application/problem+json"}
    assert Answer(b"/", 200, LIVE.encode(), page).is_alive()
    assert Answer(b"/", 200, b'<a href="javascript:hostile(1)">', page).is_alive()
    assert Answer(b"/", 400, LIVE.encode(), said).is_alive(), "a browser may guess that this is a page"
    assert not Answer(b"/", 400, LIVE.encode(), said | {"x-content-type-options": "nosniff"}).is_alive()
    assert Answer(b"/", 200, b"", page | {"set-cookie": "hostile=1"}).is_alive()
    assert Answer(b"/", 200, b"root:x:0:0", said).leads_away()
    assert Answer(b"/", 302, b"", {"location": "//evil.example/"}).leads_away()
    assert not Answer(b"/", 302, b"", {"location": "/map"}).leads_away()
