"""What a session's WebSocket may say: messages that the app's own script sends, and no others.

Streamlit writes a page of traceback for each that is none, and lets any reader empty the caches of all. A connection on
which something else comes is closed; what the app's script sends for developers alone is passed over.
"""

import json
from collections.abc import Iterator

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

STREAM = "/_stcore/stream"

FOR_DEVELOPERS = frozenset(
    {"clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime"}
)
"""Kinds of message that no reader's page sends; the first one empties caches that all readers share."""

IN_JSON = ("json_value", "json_trigger_value")
"""Fields with what a component reports. What is no JSON stays in the session, where each run falls over it."""

NO_MESSAGE = 1002
"""Code of a WebSocket that is closed for what came on it: a fault of the protocol."""


class KnownMessages:
    """ASGI middleware that passes on what the app's script sends on a session's WebSocket, and ends others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket" or not scope["path"].endswith(STREAM):
            await self.app(scope, receive, send)
            return

        async def known() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                kind = kind_of(message.get("bytes"))
                if not kind:
                    await send({"type": "websocket.close", "code": NO_MESSAGE})
                    return {"type": "websocket.disconnect", "code": NO_MESSAGE}
                if kind not in FOR_DEVELOPERS:
                    return message

        await self.app(scope, known, send)


def kind_of(data: bytes | None) -> str:
    """Return the kind of a message to the server; empty if it is none, or says in JSON what is no JSON."""
    try:
        message = BackMsg.FromString(data or b"")
    except Exception:  # protobuf's own kind, which Streamlit does not pass on
        return ""
    values = (getattr(state, str(state.WhichOneof("value")), "") for state in _of_components(message))
    return message.WhichOneof("type") or "" if all(map(_is_json, values)) else ""


def _of_components(message: BackMsg) -> Iterator[WidgetState]:
    return (each for each in message.rerun_script.widget_states.widgets if each.WhichOneof("value") in IN_JSON)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
