"""What sessions are sent that nobody means well by: query strings, clicks, and what is no message at all."""

import json
from collections.abc import Iterator
from contextlib import suppress
from itertools import count, product
from urllib.parse import unquote

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX as INTERNAL
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from data.views.registry import VIEWS
from tests.campaign.addresses import KEYS, WRONG
from tests.campaign.conftest import faults_told
from tests.serving import PATIENCE, Server, open_websocket

LEAST = 350
"""So many messages there are at least."""

PAGE_NAMES = (
    "../..",
    "%00",
    "\0",
    "nowhere",
    "map/..",
    "<script>",
    "a" * 5_000,
    "workbench",
    "\u202e",
    "/",
    "//evil.example",
)
SECTION = "section-masthead"
"""End of the id of a section that stands on every page."""

CHARTS = {"map": "map-0", "timeline": "timeline"}
"""Key of a chart that can be clicked, by its page."""

SELECTIONS = (
    '{"selection": {}}', '{"selection": {"points": {}, "objects": []}}',
    '{"selection": {"points": [1], "objects": {"marks": [1]}}}', '{"selection": {"points": [{"customdata": [1, 2]}]}}',
    '{"selection": {"points": [{"customdata": "\\u0000"}], "objects": {"marks": [{"city_id": [1]}]}}}',
    '{"selection": {"points": [{"customdata": null}], "objects": {"marks": {"city_id": "x"}}}}',
)  # fmt: skip
"""What a chart reports as clicked, and never does."""

NO_MESSAGES = (b"", b"\xff\xff\xff", b"a" * 1_000, b"\x0a\xff\xff\xff\xff\x0f", "a text", "{}")

TEXTS = tuple(
    unquote(value.decode("ascii"), errors="surrogateescape").encode("utf-8", "replace").decode() for value in WRONG
)


def messages(section: str) -> Iterator[BackMsg]:
    """Requests to run a page: with queries, from pages that there are not, and after clicks on a section."""
    pages, turn = tuple(VIEWS), count()
    for n, key in enumerate(KEYS):
        for value in WRONG[n % 6 :: 6]:
            yield _run(f"{key}={value.decode()}", page=pages[next(turn) % len(pages)])
    for text in (
        "?" * 9,
        "&" * 5_000,
        "=",
        "%",
        "a" * 100_000,
        "a=b&" * 900,
        "city=aktau&" * 300,
        "\0",
        "\u202e=\u200b",
    ):
        yield _run(text)
    for name in PAGE_NAMES:
        yield _run("city=aktau", page=name)
    for pressed, text in product(("item", "filter", "page"), TEXTS[::3]):
        click = {pressed: f"city={text}" if pressed == "filter" else text, "number": next(turn)}
        yield _clicked(section, json.dumps({"event": "pressed", "value": click}))
    for value in (
        "null",
        "[]",
        "1",
        '"x"',
        "[1]",
        '{"item": {"a": 1}}',
        '{"item": null, "page": [1], "filter": 1e400}',
    ):
        yield _clicked(section, f'{{"event": "pressed", "value": {value}}}')
        yield _clicked(section, f'{{"event": "nothing", "value": {value}}}')


def _run(query: str, *, page: str = "") -> BackMsg:
    asked = BackMsg()
    asked.rerun_script.query_string, asked.rerun_script.page_name = query, page
    return asked


def _clicked(section: str, value: str) -> BackMsg:
    asked = _run("")
    asked.rerun_script.widget_states.widgets.add(id=section, json_value="{}")
    asked.rerun_script.widget_states.widgets.add(id=f"{INTERNAL}_{section}__events", json_trigger_value=value)
    return asked


def _selected(chart: str, value: str, *, page: str) -> BackMsg:
    asked = _run("", page=page)
    asked.rerun_script.widget_states.widgets.add(id=chart, string_value=value)
    return asked


def run(websocket: ClientConnection, asked: BackMsg) -> tuple[dict[str, str], list[str]]:
    """Run a page to its end; the ids of its elements by their keys, and the exceptions that it shows."""
    websocket.send(asked.SerializeToString())
    ids: dict[str, str] = {}
    shown: list[str] = []
    while True:
        received = ForwardMsg.FromString(websocket.recv(timeout=PATIENCE))  # type: ignore[arg-type]  # never text
        if received.WhichOneof("type") == "delta":
            element = received.delta.new_element
            if element.WhichOneof("type") == "exception":
                shown.append(element.exception.message)
            found = getattr(getattr(element, element.WhichOneof("type") or "", None), "id", "")
            ids[found.split("-", 2)[-1]] = found  # behind $$ID and a hash stands the key that our code gave it
        ended = received.WhichOneof("type") == "script_finished"
        if ended and received.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return ids, shown


def test_no_message_is_a_fault_of_the_server(besieged: Server) -> None:
    """Guards against a query or a forged click that ends the app, fills the log, or shows a reader a fault of ours."""
    sent, shown = 0, []
    with open_websocket(besieged) as websocket:
        ids, _ = run(websocket, _run(""))
        section = ids[SECTION]
        to_map = run(websocket, _clicked(section, json.dumps({"event": "pressed", "value": {"page": "map"}})))[0]
        assert to_map.get("section-map_head"), "no click arrives, so that nothing would be tested"
        for asked in messages(section):
            sent += 1
            shown += [f"{each} for {str(asked)[:200]}" for each in run(websocket, asked)[1]]
        assert run(websocket, _run("city=almaty", page="casualties"))[0].get("section-casualties_head")
    assert sent >= LEAST
    assert shown == []
    assert faults_told(besieged) == []


def test_no_forged_selection_is_a_fault_of_the_server(besieged: Server) -> None:
    """Guards against a chart whose click is taken for what its script sends."""
    shown = []
    for page, key in CHARTS.items():
        for value in SELECTIONS:
            with open_websocket(besieged) as websocket:
                chart = run(websocket, _run("", page=page))[0][key]
                shown += [f"{each} for {value}" for each in run(websocket, _selected(chart, value, page=page))[1]]
    assert shown == []
    assert faults_told(besieged) == []


def test_what_is_no_message_ends_its_own_session_alone(besieged: Server) -> None:
    """Guards against a page of traceback for each byte that a stranger sends."""
    with open_websocket(besieged) as bystander:
        for each in NO_MESSAGES:
            with open_websocket(besieged) as websocket, suppress(ConnectionClosed):
                websocket.send(each)
                websocket.recv(timeout=PATIENCE)
            assert websocket.close_code == 1002
        assert run(bystander, _run(""))[1] == []
    assert faults_told(besieged) == []
