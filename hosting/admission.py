"""Who is let in: a server with far more readers than it serves well starts no session for the next one.

Those who are there stay. The next one keeps reading the page that came before the app, whose script asks again.
"""

from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

RETRY_AFTER = 10
"""Seconds after which somebody who was not let in may ask again."""

SESSION = 2
"""Place of a session's id among the subprotocols with which Streamlit's script connects again."""


class Admission:
    """ASGI middleware that refuses new sessions while the server is `full`; who connects again is let in."""

    def __init__(self, app: ASGIApp, *, full: Callable[[], bool]) -> None:
        self.app = app
        self.full = full

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_new = (
            scope["type"] == "websocket"
            and scope["path"].endswith("/_stcore/stream")
            and len(scope.get("subprotocols", ())) <= SESSION
        )
        if not is_new or not self.full():
            await self.app(scope, receive, send)
            return
        await receive()  # websocket.connect, which has to be read before it is refused
        if "websocket.http.response" in scope.get("extensions", {}):
            headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
            response = PlainTextResponse("Too many are reading; ask again later.", 503, headers)
            await response(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1013, "reason": "try again later"})
