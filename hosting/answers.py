"""Finished answers that all clients share, and the working out of those that are missing.

Equal questions that come together are worked out once. A question that nobody waits for any more is given up unless its
working out has begun. So many wait at most; who comes then is told to come back.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from starlette.types import Receive

from hosting.answer_cache import AnswerCache, Key
from hosting.limits import Limits
from hosting.makers import Make, Makers
from hosting.responses import Answer

MOST_WAITING = 100
"""Most different questions that are being worked out or wait for it."""

RETRY_AFTER = 5
"""Seconds after which a client that was not served may ask again: some forty pages are worked out by then."""

T = TypeVar("T")


class BusyError(Exception):
    """So many questions wait already that this one is not taken."""


class ClientLeftError(Exception):
    """The client that asked has gone, so there is nobody to answer."""


@dataclass(frozen=True)
class Question:
    """What is asked, and of which state: `edition` is that of the records, `state` the rest, such as the day."""

    what: str
    query: bytes
    edition: str
    state: str

    @property
    def key(self) -> Key:
        """What its answer is kept by."""
        return self.what, self.query, f"{self.state} {self.edition}"


@dataclass(eq=False)
class _UnderWay:
    """The working out of an answer, and how many wait for it."""

    working: asyncio.Task[Answer]
    begun: bool = False
    askers: int = 0


class Answers:
    """Answers by what is asked and of which state of records, day and stories it is."""

    def __init__(self, makers: Makers, *, most_waiting: int = MOST_WAITING, limits: Limits | None = None) -> None:
        self.makers = makers
        self.limits = limits or Limits(0)
        self.most_waiting = most_waiting
        self.cache = AnswerCache()
        self.under_way: dict[Key, _UnderWay] = {}
        self._free = asyncio.Semaphore(makers.at_once)

    async def answer_to(self, receive: Receive, question: Question, make: Make, *, asker: str | None = None) -> Answer:
        """Return the answer for a client: as `answer`, and raises ClientLeftError once the client has gone."""
        if answer := self.cache.get(question.key):  # without a task that waits for the client to leave
            return answer
        return await unless_left(receive, self.answer(question, make, asker=asker))

    async def answer(self, question: Question, make: Make, *, asker: str | None = None) -> Answer:
        """Return the answer to a question, from the cache or from `make`; `asker` is the address that asks.

        Raises BusyError if too many questions wait, TooManyError if the asker has asked too many that had to be worked
        out, and what `make` raises.
        """
        key = question.key
        if answer := self.cache.get(key):
            return answer
        under_way = self.under_way.get(key)
        if under_way is None:
            if len(self.under_way) >= self.most_waiting:
                raise BusyError
            self.limits.count(asker)
            working = asyncio.create_task(self._work_out(question, make))
            under_way = self.under_way[key] = _UnderWay(working)
            working.add_done_callback(lambda _: self.under_way.pop(key))
        under_way.askers += 1
        try:
            return await asyncio.shield(under_way.working)
        finally:
            under_way.askers -= 1
            if not under_way.askers and not under_way.begun:
                under_way.working.cancel()

    async def _work_out(self, question: Question, make: Make) -> Answer:
        async with self._free:
            self.under_way[question.key].begun = True
            edition, answer = await self.makers.make(make)
        self.cache.put(replace(question, edition=edition).key, answer)
        return answer


async def unless_left(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """Return what `work` returns. Once the client has gone, `work` is cancelled and ClientLeftError is raised."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientLeftError
        return await working
    finally:
        for task in (working, leaving):
            task.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
