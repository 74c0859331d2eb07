"""What comes on a session's WebSocket and is no message of the app: it is ended, and nobody else notices."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from hosting.messages import NO_MESSAGE, KnownMessages

STREAM = "/_stcore/stream"


def message(kind: str) -> bytes:
    """A message of a kind that holds no more than that."""
    return BackMsg(**{kind: True}).SerializeToString()


def a_run(**value: str) -> bytes:
    """The message that asks for a run, with the value of one widget."""
    asked = BackMsg()
    asked.rerun_script.query_string = "city=aktau"
    asked.rerun_script.widget_states.widgets.add(id="a", **value)
    return asked.SerializeToString()


def heard(*sent: Message, path: str = STREAM) -> tuple[list[Message], list[Message]]:
    """What the app hears of what a browser sends, and what the browser gets."""
    waiting, got, answered = list(sent), [], []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while (each := await receive())["type"] == "websocket.receive":
            got.append(each)
        got.append(each)

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "websocket.disconnect", "code": 1000}

    async def send(each: Message) -> None:
        answered.append(each)

    with ThreadPoolExecutor(1) as pool:  # Playwright's loop runs in the tests' own thread once a browser test has begun
        scope = {"type": "websocket", "path": path}
        pool.submit(lambda: asyncio.run(KnownMessages(app)(scope, receive, send))).result()
    return got, answered


def binary(data: bytes) -> Message:
    return {"type": "websocket.receive", "bytes": data}


@pytest.mark.parametrize("path", [STREAM, f"/kz{STREAM}"])
def test_what_the_app_s_script_sends_is_passed_on_as_it_is(path: str) -> None:
    """Guards against a reader whose filters do nothing."""
    sent = [
        a_run(string_value="x"),
        a_run(json_trigger_value='{"pressed": 1}'),
        message("app_heartbeat"),
        message("stop_script"),
    ]
    got, answered = heard(*map(binary, sent), path=path)
    assert [each.get("bytes") for each in got] == [*sent, None]
    assert answered == []


@pytest.mark.parametrize(
    "sent",
    [
        {"type": "websocket.receive", "text": "hello"},
        {"type": "websocket.receive", "bytes": None, "text": "hello"},
        binary(b""),
        binary(b"\xff\xff\xff"),
        binary(a_run(json_value="{")),
        binary(a_run(json_trigger_value="")),
        binary(a_run(json_value="[" * 100_000)),
    ],
    ids=["text", "text beside nothing", "nothing", "no protobuf", "no JSON", "empty JSON", "JSON too deep"],
)
def test_what_is_no_message_ends_the_connection(sent: Message) -> None:
    """Guards against a page of traceback in the log for each thing that a stranger sends."""
    got, answered = heard(sent, binary(a_run()))
    assert [each["type"] for each in got] == ["websocket.disconnect"]
    assert answered == [{"type": "websocket.close", "code": NO_MESSAGE}]


def test_what_is_for_developers_is_passed_over() -> None:
    """Guards against one reader who empties the caches of all, as often as they like."""
    kinds = ("clear_cache", "set_run_on_save", "load_git_info", "debug_shutdown_runtime", "debug_disconnect_websocket")
    got, answered = heard(*(binary(message(kind)) for kind in kinds), binary(a_run()))
    assert [each.get("bytes") for each in got] == [a_run(), None]
    assert answered == []


def test_another_websocket_is_left_alone() -> None:
    """Guards against a rule for sessions that ends what is none."""
    got, _ = heard({"type": "websocket.receive", "text": "hello"}, path="/elsewhere")
    assert [each["type"] for each in got] == ["websocket.receive", "websocket.disconnect"]
