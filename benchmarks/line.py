"""A line between a browser and a server on this machine: it counts what comes down, and can be as slow as a phone's.

The browser's own tools would do neither exactly: they show WebSocket messages as they are after decompression, and
their throttling leaves WebSockets out.
"""

import asyncio
import threading
import time
from types import TracebackType
from typing import Self

CHUNK = 4096


class Line:
    """Forwards connections to `port`; `down` is the number of bytes that came from the server.

    With `bits_per_second` all connections share one line of that speed, downwards; with `round_trip` (seconds) every
    byte takes half of it in each direction, and opening a connection takes it whole, as TCP's handshake does.
    """

    def __init__(self, port: int, *, bits_per_second: float | None = None, round_trip: float = 0.0) -> None:
        self.down = 0
        self.last_byte = time.monotonic()
        self._server_port = port
        self._speed = bits_per_second
        self._round_trip = round_trip
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._port = 0

    @property
    def url(self) -> str:
        """Where the server answers through this line."""
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(timeout=10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _listen(self) -> None:
        self._shared = asyncio.Lock()
        self._free_at = 0.0
        self._listener = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self._port = self._listener.sockets[0].getsockname()[1]

    async def _hang_up(self) -> None:
        self._listener.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await asyncio.sleep(self._round_trip)
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self._server_port)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._carry(reader, to_server, down=False))
                group.create_task(self._carry(from_server, writer, down=True))
        except* (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, down: bool) -> None:
        """Carry one direction of a connection. What has passed the line is delivered half a round trip later."""
        on_its_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        delivery = asyncio.create_task(self._deliver(on_its_way, sink))
        try:
            while data := await source.read(CHUNK if self._speed else 65_536):
                if down:
                    self.down += len(data)
                    self.last_byte = time.monotonic()
                    await self._pass(len(data))
                on_its_way.put_nowait((time.monotonic() + self._round_trip / 2, data))
            on_its_way.put_nowait((time.monotonic() + self._round_trip / 2, b""))
            await delivery
        finally:
            delivery.cancel()

    async def _pass(self, size: int) -> None:
        """Wait until so many bytes have passed the line, which all connections take turns on."""
        if self._speed is None:
            return
        async with self._shared:
            self._free_at = max(self._free_at, time.monotonic()) + size * 8 / self._speed
            await asyncio.sleep(max(0.0, self._free_at - time.monotonic()))

    @staticmethod
    async def _deliver(on_its_way: "asyncio.Queue[tuple[float, bytes]]", sink: asyncio.StreamWriter) -> None:
        while True:
            at, data = await on_its_way.get()
            if (early := at - time.monotonic()) > 0:
                await asyncio.sleep(early)
            if not data:
                if sink.can_write_eof():
                    sink.write_eof()
                return
            sink.write(data)
            await sink.drain()
