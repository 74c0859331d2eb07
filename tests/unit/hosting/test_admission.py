"""A server that is full lets nobody new in, and keeps those who are there."""

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket

from hosting.admission import RETRY_AFTER, Admission

STREAM = "/base/_stcore/stream"


async def let_in(websocket: WebSocket) -> None:
    """Accept, as Streamlit does."""
    await websocket.accept(subprotocol="streamlit")
    await websocket.send_text("in")
    await websocket.close()


def client(*, full: bool) -> TestClient:
    """A client of a server that is full or not."""
    app = Starlette(routes=[WebSocketRoute(STREAM, let_in), WebSocketRoute("/base/other", let_in)])
    return TestClient(Admission(app, full=lambda: full))


@pytest.mark.parametrize(
    ("full", "path", "protocols"),
    [
        (False, STREAM, ["streamlit", "xsrf"]),
        (True, STREAM, ["streamlit", "xsrf", "8d1c-its-session"]),
        (True, "/base/other", ["streamlit", "xsrf"]),
    ],
    ids=["not full", "connects again", "no session"],
)
def test_who_is_in_stays_in(full: bool, path: str, protocols: list[str]) -> None:
    """Guards against a crowd that throws out whoever loses the connection for a moment."""
    with client(full=full).websocket_connect(path, subprotocols=protocols) as socket:
        assert socket.receive_text() == "in"


@pytest.mark.parametrize("protocols", [[], ["streamlit", "xsrf"]])
def test_whoever_is_new_is_told_when_to_ask_again(protocols: list[str]) -> None:
    """Guards against one more reader of whom each action then takes half a minute, for all others as well."""
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        client(full=True).websocket_connect(STREAM, subprotocols=protocols),
    ):
        pass
    assert refused.value.status_code == 503
    assert refused.value.headers["retry-after"] == str(RETRY_AFTER)
