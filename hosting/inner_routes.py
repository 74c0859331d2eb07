"""ASGI middleware before Streamlit's routes for operators and hosts: its metrics, its host-config, its agent API.

Metrics say how many are reading and what takes memory: they are for whoever has the token, and off without one. The
host-config names sites whose pages may steer the app in a frame: those of Streamlit's own cloud, where this server does
not run. The app's script waits for it, and starts with one that names nobody.
"""

from hmac import compare_digest

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

NO_STORE = {"Cache-Control": "no-store"}

HOST_CONFIG: dict[str, list[str]] = {"allowedOrigins": []}
"""What the app's script is told. It starts with any object, and does not start without an answer."""


class InnerRoutes:
    """ASGI middleware that answers for Streamlit's inner routes, and passes on all others.

    `token` opens the metrics; empty, they are not there. `root` is `server.baseUrlPath` with a leading slash, or empty.
    """

    def __init__(self, app: ASGIApp, *, root: str = "", token: str = "") -> None:
        self.app = app
        self.token = token
        self.metrics = f"{root}/_stcore/metrics"
        self.host_config = f"{root}/_stcore/host-config"
        self.agents = f"{root}/_stcore/agent"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answer(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path == self.host_config:
            return JSONResponse(HOST_CONFIG, headers={"Cache-Control": "no-cache"})
        if path == self.agents or path.startswith(f"{self.agents}/"):
            return PlainTextResponse("Not Found", 404, NO_STORE)
        if path != self.metrics:
            return None
        if not self.token:
            return PlainTextResponse("Not Found", 404, NO_STORE)
        given = Headers(scope=scope).get("authorization", "")
        if compare_digest(given.encode(), f"Bearer {self.token}".encode()):
            return None
        return PlainTextResponse(
            "Send METRICS_TOKEN in the header “Authorization: Bearer …”.",
            401,
            NO_STORE | {"WWW-Authenticate": "Bearer"},
        )
