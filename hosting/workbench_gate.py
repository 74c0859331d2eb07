"""ASGI middleware before the workbench: whoever can neither be at this machine nor sign in gets a page that says so.

Who has signed in is decided where the page is run (`app/workbench.py`): all pages share one WebSocket. Nobody signs in
for anything but the workbench, so this also leads there whoever comes back from the login service.
"""

import logging
from collections.abc import Callable
from functools import lru_cache

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.errors import StreamlitSecretNotFoundError

from data.workbench.access import is_from_this_machine
from data.workbench.settings import editors
from hosting.unknown_paths import FALLBACK_TITLE, collection_title
from publishing.not_found import refused_page

PATH = "workbench"
SIGNED_IN = "oauth2callback"
"""Where a login service sends somebody back to; Streamlit goes on to the first page from there."""

LOG = logging.getLogger(__name__)


def login_is_set_up() -> bool:
    """Return whether anybody can sign in: Streamlit's secrets name a login service, and `EDITORS` names somebody."""
    try:
        return bool(editors()) and "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


class WorkbenchGate:
    """ASGI middleware that answers GET and HEAD of the workbench with 403 unless the request may come to its page.

    After signing in and out, the browser goes on to the workbench. A request may come to its page if it comes from this
    machine, or if there is a login. `root` is `server.baseUrlPath` with a leading slash.
    """

    def __init__(self, app: ASGIApp, *, root: str = "", can_sign_in: Callable[[], bool] = login_is_set_up) -> None:
        self.app = app
        self.root = root
        self.can_sign_in = can_sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] == "http" and path == f"{self.root}/{SIGNED_IN}":
            await self.app(scope, receive, _leading_to(f"{self.root}/{PATH}", send))
            return
        if scope["type"] != "http" or path.rstrip("/") != f"{self.root}/{PATH}":
            await self.app(scope, receive, send)
            return
        client = scope.get("client")
        headers = dict(Headers(scope=scope))
        if is_from_this_machine(client[0] if client else None, headers) or self.can_sign_in():
            await self.app(scope, receive, send)
            return
        html = await run_in_threadpool(_refused, self.root)
        body = "" if scope["method"] == "HEAD" else html
        answer = Response(body, status_code=403, media_type="text/html", headers={"Cache-Control": "no-store"})
        await answer(scope, receive, send)


def _leading_to(path: str, send: Send) -> Send:
    """Return `send` for an answer whose redirect, if it is one, leads to a path of ours."""

    async def changed(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 302:
            MutableHeaders(scope=message)["location"] = path
        await send(message)

    return changed


def _refused(root: str) -> str:
    try:
        title = collection_title()
    except Exception:
        LOG.exception("The page that refuses the workbench cannot name the collection")
        title = FALLBACK_TITLE
    return _page(title, root)


@lru_cache(maxsize=4)
def _page(title: str, root: str) -> str:
    return refused_page(title, root=root)
