"""Answers are worked out once for all who wait, given up where nobody does, and refused where too many wait."""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from functools import partial
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Message

from data.tables.archive import Archive
from hosting.answers import RETRY_AFTER, Answers, BusyError, ClientLeftError, Question, unless_left
from hosting.api import api_routes
from hosting.first_pages import PrerenderedPages
from hosting.makers import InThreads, Made, Make
from hosting.responses import Answer, prepare


class Slow:
    """Makers that finish when they are told to; `begun` has what they work on."""

    def __init__(self, at_once: int = 1, *, edition: str = "e1") -> None:
        self.at_once = at_once
        self.edition = edition
        self.begun: list[Make] = []
        self.go = asyncio.Event()

    async def make(self, make: Make) -> Made:
        """As `Makers.make`."""
        self.begun.append(make)
        await self.go.wait()
        return self.edition, make(None)  # type: ignore[arg-type]  # no records are looked at


def text(words: str, archive: Archive | None = None) -> Answer:
    """An answer that does not look at the records."""
    del archive
    return Answer(prepare(words.encode(), media_type="text/plain", cache_control="no-cache"))


def asked(answers: Answers, query: str, *, edition: str = "e1") -> Coroutine[Any, Any, Answer]:
    """A question, not yet asked."""
    return answers.answer(Question("page", query.encode(), edition, "day"), partial(text, query))


class turn:  # noqa: N801 (awaited as a function is)
    """One turn of the loop."""

    def __await__(self) -> Generator[None, None, None]:
        yield


async def soon() -> None:
    """Let everything run that can run."""
    for _ in range(10):
        await turn()


def in_loop(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """A test that is a coroutine, as one that pytest runs."""

    def run() -> None:
        asyncio.run(asyncio.wait_for(test(), timeout=20))

    run.__doc__, run.__name__ = test.__doc__, test.__name__
    return run


@in_loop
async def test_equal_questions_that_come_together_are_worked_out_once() -> None:
    """Guards against six readers of one shared link costing six times its work."""
    makers = Slow(at_once=3)
    answers = Answers(makers)
    six = [asyncio.create_task(asked(answers, "a")) for _ in range(6)]
    await soon()
    makers.go.set()
    assert {answer.plain.body for answer in await asyncio.gather(*six)} == {b"a"}
    assert (await asked(answers, "a")).plain.body == b"a"
    assert len(makers.begun) == 1


@in_loop
async def test_a_question_that_nobody_waits_for_any_more_is_not_begun() -> None:
    """Guards against readers who reload and leave a row of work behind that keeps all others waiting."""
    makers = Slow()
    answers = Answers(makers)
    first = asyncio.create_task(asked(answers, "first"))
    await soon()
    left, two = asyncio.create_task(asked(answers, "left")), [asyncio.create_task(asked(answers, "two")) for _ in "ab"]
    await soon()
    left.cancel()
    two[0].cancel()
    await soon()
    makers.go.set()
    assert [(await task).plain.body for task in (first, two[1])] == [b"first", b"two"]
    assert len(makers.begun) == 2
    assert not answers.under_way


@in_loop
async def test_an_answer_that_was_begun_is_kept_although_its_asker_has_gone() -> None:
    """Guards against work that is thrown away shortly before the next one asks for it."""
    makers = Slow()
    answers = Answers(makers)
    gone = asyncio.create_task(asked(answers, "a"))
    await soon()
    gone.cancel()
    await soon()
    makers.go.set()
    assert (await asked(answers, "a")).plain.body == b"a"
    assert len(makers.begun) == 1


@in_loop
async def test_beyond_so_many_different_questions_the_next_one_is_refused() -> None:
    """Guards against a row that grows until every reader has given up, and takes the memory with it."""
    makers = Slow()
    answers = Answers(makers, most_waiting=3)
    waiting = [asyncio.create_task(asked(answers, query)) for query in "abc"]
    await soon()
    with pytest.raises(BusyError):
        await asked(answers, "d")
    same = asyncio.create_task(asked(answers, "c"))  # costs nothing more
    await soon()
    makers.go.set()
    assert (await same).plain.body == b"c"
    await asyncio.gather(*waiting)
    assert (await asked(answers, "d")).plain.body == b"d"


@in_loop
async def test_an_answer_of_other_records_is_kept_as_one_of_those() -> None:
    """Guards against figures of a new release under the name of the old one, when they change in between."""
    makers = Slow(edition="e2")
    makers.go.set()
    answers = Answers(makers)
    await asked(answers, "a", edition="e1")
    await asked(answers, "a", edition="e2")
    assert len(makers.begun) == 1


@in_loop
async def test_what_goes_wrong_is_told_to_all_who_wait_and_asked_anew() -> None:
    """Guards against an error that stays, or that leaves a reader waiting for ever."""
    answers = Answers(InThreads(lambda: None))  # type: ignore[arg-type,return-value]  # no edition: it cannot be read
    found = await asyncio.gather(asked(answers, "a"), asked(answers, "a"), return_exceptions=True)
    assert [type(each) for each in found] == [AttributeError, AttributeError]
    assert not answers.under_way


@in_loop
async def test_a_client_that_leaves_ends_the_waiting() -> None:
    """Guards against a server that works for tabs that were closed long ago."""
    messages: asyncio.Queue[Message] = asyncio.Queue()
    messages.put_nowait({"type": "http.request", "body": b""})
    makers = Slow()
    answers = Answers(makers)
    busy = asyncio.create_task(asked(answers, "a"))
    await soon()
    waiting = asyncio.create_task(unless_left(messages.get, asked(answers, "b")))
    await soon()
    assert len(answers.under_way) == 2
    messages.put_nowait({"type": "http.disconnect"})
    with pytest.raises(ClientLeftError):
        await waiting
    await soon()
    assert len(answers.under_way) == 1
    makers.go.set()
    await busy


class Full(Answers):
    """Answers with more waiting than they take."""

    def __init__(self) -> None:
        super().__init__(InThreads(), most_waiting=0)


def test_a_page_that_too_many_wait_for_says_when_to_ask_again() -> None:
    """Guards against a reader who meets an empty tab, and a cache in front that keeps the refusal."""
    client = TestClient(PrerenderedPages(Starlette(), routes={"/map": lambda *_: text("never")}, answers=Full()))
    refused = client.get("/map?q=anything")
    assert refused.status_code == 503
    assert refused.headers["retry-after"] == str(RETRY_AFTER)
    assert refused.headers["cache-control"] == "no-store"
    assert f"in {RETRY_AFTER} seconds" in refused.text
    assert "Casualties and arrests" in refused.text


def test_the_api_says_when_to_ask_again_too() -> None:
    """Guards against a script that takes a refusal for an answer without rows."""
    client = TestClient(Starlette(routes=api_routes(answers=Full())))
    refused = client.get("/api/v1/claims.json?q=anything")
    assert refused.status_code == 503
    assert refused.headers["retry-after"] == str(RETRY_AFTER)
    assert refused.json()["status"] == 503
