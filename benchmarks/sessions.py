"""What a rerun costs the server, measured without a browser over the WebSocket that a browser would use."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.servers import Server

PAGES = ("overview", "timeline", "map", "casualties", "quotes", "sides")
"""Names of the pages, the same in both apps; the first answers at `/`."""

FILTER_PANEL = "-filters"
"""How the id of our line that opens the filters ends: they are drawn only while it is open."""

VIEWERS = 50
PATIENCE = 120
"""Seconds after which a rerun counts as lost and the benchmark stops."""


@dataclass(eq=False)
class Viewer:
    """One open browser tab, as the server sees it.

    Like Streamlit's own page it keeps what the server says of the address, sends back which large messages it holds
    (those come as references then), and knows the page's widgets.
    """

    server: Server
    page: str = PAGES[0]
    query: str = ""
    elements: Counter[str] = field(default_factory=Counter)
    received: int = 0
    _hashes: dict[str, int] = field(default_factory=dict)
    _runs: int = 0
    _page_hash: str = ""
    _filter: tuple[str, str] | None = None
    _panel: str = ""
    _chosen: bool = False
    _connection: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        self._connection = await connect(
            f"ws://127.0.0.1:{self.server.port}/_stcore/stream", subprotocols=[Subprotocol("streamlit")],
            max_size=None, ping_interval=None,
        )  # fmt: skip
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection:
            await self._connection.close()

    async def open(self, page: str, query: str = "") -> float:
        """Go to a page, at first or from another one; returns the seconds until it was there.

        Where the filters are closed, they are opened then, as for whoever is about to choose one.
        """
        self.page, self.query, self._page_hash, self._chosen, self._filter = page, query, "", False, None
        seconds = await self.rerun()
        if self._filter is None and self._panel:
            message = self._message()
            message.rerun_script.widget_states.widgets.add(id=self._panel).bool_value = True
            await self._run(message)
        return seconds

    async def rerun(self) -> float:
        """Run the page again with the filters as they are; returns the seconds until it was there."""
        return await self._run(self._message())

    async def change_filter(self) -> float:
        """Choose the first value of the page's first filter, or drop it again; returns the seconds that it took."""
        if self._filter is None:
            raise RuntimeError(f"{self.server.name} has no filter on {self.page}")
        widget, value = self._filter
        message = self._message()
        state = message.rerun_script.widget_states.widgets.add(id=widget)
        state.string_array_value.data.extend([] if self._chosen else [value])
        self._chosen = not self._chosen
        return await self._run(message)

    def _message(self) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        if self._page_hash:
            state.page_script_hash = self._page_hash
        else:
            state.page_name = "" if self.page == PAGES[0] else self.page
        state.cached_message_hashes.extend(self._hashes)
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en"
        state.context_info.url = f"{self.server.url}/{state.page_name}"
        state.context_info.color_scheme = "light"
        return message

    async def _run(self, message: BackMsg) -> float:
        if self._connection is None:
            raise RuntimeError("a viewer is used in `async with`")
        self._runs += 1
        self.elements.clear()
        self.received = 0
        started = time.perf_counter()
        await self._connection.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self._finished(await self._connection.recv()):
                pass
        seconds = time.perf_counter() - started
        # The page keeps what it received for two runs (global.maxCachedMessageAge).
        self._hashes = {key: run for key, run in self._hashes.items() if run > self._runs - 2}
        return seconds

    def _finished(self, data: str | bytes) -> bool:
        """Take in one message; whether it was the last of the run."""
        self.received += len(data)
        message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
        match message.WhichOneof("type"):
            case "navigation":
                self._page_hash = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "ref_hash":
                self._hashes[message.ref_hash] = self._runs
                self.elements["from the page's memory"] += 1
            case "delta":
                if message.metadata.cacheable:
                    self._hashes[message.hash] = self._runs
                self._take_in(message)
            case "script_finished":
                # A page that starts again (st.rerun) finishes early, and another run follows.
                return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def _take_in(self, message: ForwardMsg) -> None:
        delta = message.delta
        if delta.WhichOneof("type") == "add_block":
            self.elements[str(delta.add_block.WhichOneof("type"))] += 1
            if delta.add_block.expandable.id.endswith(FILTER_PANEL):
                self._panel = delta.add_block.expandable.id
            return
        kind = str(delta.new_element.WhichOneof("type"))
        self.elements[kind] += 1
        if kind == "exception":
            raise RuntimeError(f"{self.server.name}, {self.page}: {delta.new_element.exception.message}")
        if kind == "multiselect" and self.elements[kind] == 1:
            widget = delta.new_element.multiselect
            self._filter = widget.id, widget.options[0]


async def server_times(server: Server, *, repeats: int) -> dict[str, float]:
    """Median seconds of a rerun for one viewer alone, each page: with the same filters, and with a filter changed."""
    times: dict[str, float] = {}
    async with Viewer(server) as viewer:
        for page in PAGES:
            await viewer.open(page)
            for _ in range(4):  # the first reruns fill caches, ours as well as Streamlit's
                await viewer.change_filter()
            times[f"same filters, {page}"] = median([await viewer.rerun() for _ in range(repeats)])
            times[f"filter changed, {page}"] = median([await viewer.change_filter() for _ in range(2 * repeats)])
    return times


@dataclass(frozen=True)
class Crowd:
    """What 50 viewers cost together."""

    p95: float
    reruns_per_second: float
    memory_per_viewer: float


async def crowd(server: Server, *, repeats: int) -> Crowd:
    """Fifty viewers, eight or nine on each page, all changing a filter at the same moment, again and again.

    The memory that they take is the growth from before they came to after each has its page before it; the server
    has shown each page once by then, so that nothing loaded for the first time counts as theirs.
    """
    before = await _settled_memory(server)
    viewers = [Viewer(server, PAGES[n % len(PAGES)]) for n in range(VIEWERS)]
    for viewer in viewers:
        await viewer.__aenter__()
    try:
        await asyncio.gather(*(viewer.open(viewer.page) for viewer in viewers))
        after = await _settled_memory(server)
        await _all_change(viewers)
        seconds: list[float] = []
        started = time.perf_counter()
        for _ in range(repeats):
            seconds += await _all_change(viewers)
        lasted = time.perf_counter() - started
    finally:
        for viewer in viewers:
            await viewer.__aexit__(None, None, None)
    return Crowd(percentile(seconds, 0.95), len(seconds) / lasted, (after - before) / VIEWERS)


async def _all_change(viewers: Sequence[Viewer]) -> list[float]:
    return await asyncio.gather(*(viewer.change_filter() for viewer in viewers))


async def memory_over_reruns(server: Server, *, early: int, late: int) -> tuple[float, float]:
    """Megabytes that the server holds after `early` and after `late` reruns of one viewer, over all pages in turn."""
    held = 0.0
    async with Viewer(server) as viewer:
        for n in range(1, late + 1):
            if n % 20 == 1:  # twenty changes on a page, then on to the next one
                await viewer.open(PAGES[(n // 20) % len(PAGES)])
            else:
                await viewer.change_filter()
            if n == early:
                held = await _settled_memory(server)
    return held, await _settled_memory(server)


async def _settled_memory(server: Server) -> float:
    await asyncio.sleep(1.0)
    return server.memory()


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    in_order = sorted(values)
    return in_order[min(len(in_order) - 1, int(share * len(in_order)))]
