"""What is sent to the server has to arrive in time, and messages of sessions may be only so long.

Uvicorn waits for ever for the rest of a request, and each that waits takes a socket. Its protocol for HTTP is wrapped
in one that keeps the time. It takes messages of 200 MB from readers, since Streamlit sends as long ones, and holds each
several times. Streamlit does not expose its server, so that is searched for among all objects.
"""

import asyncio
import gc
import logging
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

LOG = logging.getLogger(__name__)

SECONDS = 15.0
"""Within which a request has to have arrived."""

LEAST_RATE = 20_000
"""Bytes a second from which on a body counts as arriving: it gets more time, for as many bytes as an upload has."""
MOST_COUNTED = 6_000_000

LONGEST_MESSAGE = 8_000_000
"""Bytes of a message of a session, unpacked; the longest of ours has an article that was pasted at the workbench."""

_TOLD = b"The request did not arrive in time.\n"
TOO_SLOW = (
    b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nCache-Control: no-store\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b" % (len(_TOLD), _TOLD)
)


def seconds_of(named: str | None) -> float:
    """Return the seconds that `REQUEST_SECONDS` names, or SECONDS. Raises ValueError if it is no number from 1."""
    if not named:
        return SECONDS
    try:
        seconds = float(named)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= 3600:
        raise ValueError(f"REQUEST_SECONDS is “{named[:40]}”; it may be a number of seconds, from 1 to 3600")
    return seconds


def bound_arrivals(seconds: float) -> None:
    """Have the server of this process close connections whose request has not arrived after `seconds`.

    It also closes those that send a longer message than LONGEST_MESSAGE.
    """
    servers = [each for each in gc.get_objects() if type(each) is uvicorn.Config and each.loaded]
    timed = [each for each in servers if issubclass(each.http_protocol_class, H11Protocol)]
    for config in timed:
        config.http_protocol_class = in_time(seconds)
        config.ws_max_size = min(config.ws_max_size, LONGEST_MESSAGE)
    if not timed:
        LOG.warning(
            "Requests that stay half-sent are not ended here: this is another server than the one that was tested"
        )


def in_time(seconds: float) -> type[H11Protocol]:
    """Return Uvicorn's protocol for HTTP, for requests that arrive within `seconds`."""
    return type("InTime", (_InTime,), {"seconds": seconds})


class _InTime(H11Protocol):
    """A connection with a clock that runs from the first moment of a request until all of it is there."""

    seconds = SECONDS
    _clock: asyncio.TimerHandle | None = None
    _begun = 0.0
    _received = 0

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._start()

    def data_received(self, data: bytes) -> None:
        if self._clock is None:
            self._start()
        self._received += len(data)
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._stop()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._stop()  # from here on its pings tell whether somebody is there
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _start(self) -> None:
        self._begun, self._received = self.loop.time(), 0
        self._clock = self.loop.call_later(self.seconds, self._look)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _look(self) -> None:
        counted = min(self._received, MOST_COUNTED) if self.conn.their_state is h11.SEND_BODY else 0
        left = self._begun + self.seconds + counted / LEAST_RATE - self.loop.time()
        if left > 0:
            self._clock = self.loop.call_later(left, self._look)
            return
        self._clock = None
        if self.transport.is_closing():
            return
        # Browsers open connections before they need them: one on which nothing came gets no answer to a later request.
        if self._received and self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(TOO_SLOW)
        self.transport.close()
