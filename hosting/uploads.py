"""ASGI middleware before Streamlit's route for uploads: shut, but for whoever is at the workbench.

Streamlit takes a file from every session that is open, whether a page asks for one or not, and keeps it in memory until
the session ends. Only the workbench asks for files. What is refused is not read: the connection is closed.
"""

import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

from data.drafting.article_files import MOST_BYTES
from data.workbench.access import is_editor, is_from_this_machine
from data.workbench.settings import workbench_folder

FOLDER = "_stcore/upload_file"
"""Streamlit's route: FOLDER/SESSION/FILE."""

AROUND = 10_000
"""Bytes of a request around the file in it: the lines between the parts of a form, and the file's name."""

NO_FILES = "This site takes no files."
NO_EDITOR = "Files are taken from editors at the workbench only."
TOO_LARGE = f"An article’s file has at most {MOST_BYTES // 1_000_000} MB of text or HTML."

CLOSING = {"Connection": "close", "Cache-Control": "no-store"}


class UploadGate:
    """ASGI middleware that refuses uploads: all without a workbench, else those of other sessions and too large ones.

    `root` is `server.baseUrlPath` with a leading slash, or empty.
    """

    def __init__(self, app: ASGIApp, *, root: str = "") -> None:
        self.app = app
        self.route = re.compile(rf"{re.escape(root)}/{FOLDER}(?:/(?P<session>[^/]*).*|$)", re.DOTALL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        found = self.route.fullmatch(path) if scope["type"] == "http" else None
        refusal = _refusal(found["session"] or "", Headers(scope=scope)) if found else None
        await (refusal or self.app)(scope, receive, send)


def _refusal(session_id: str, headers: Headers) -> PlainTextResponse | None:
    if workbench_folder() is None:
        return PlainTextResponse(NO_FILES, 403, CLOSING)
    if not is_of_an_editor(session_id):
        return PlainTextResponse(NO_EDITOR, 403, CLOSING)
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or int(length[:20]) > MOST_BYTES + AROUND:
        return PlainTextResponse(TOO_LARGE, 413, CLOSING)
    return None  # a body without a length is counted by Streamlit, up to server.maxUploadSize


def is_of_an_editor(session_id: str) -> bool:
    """Return whether an open session is one of somebody who may use the workbench.

    It is told by what the session's WebSocket came with, as where a page is run (`app/workbench_access.py`).
    """
    if not runtime.exists():
        return False
    session = runtime.get_instance()._session_mgr.get_active_session_info(session_id)
    if session is None:
        return False
    context = session.client.client_context
    if context is None:
        return False
    headers = {name.lower(): value for name, value in context.headers}
    return is_editor(session.session._user_info) or is_from_this_machine(context.remote_ip, headers)
