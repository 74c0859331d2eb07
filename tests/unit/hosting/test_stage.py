"""The phone's routes: what is answered to whom, what is refused, and that a code turns steps and nothing else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data.stories.loader import Stories
from data.stories.models import Story
from data.stories.stages import AWAY, MOST_WRONG, Stage, Stages
from hosting import stage as stage_module
from hosting.stage import KEY, LARGEST_BODY, stage_routes
from publishing.phone import phone_page

ROOT = Path(__file__).parents[3]
STORY = Story.model_validate({
    "id": "ours", "title": "A <b>story</b>", "summary": "Of a test.", "language": "kk",
    "steps": [
        {"title": f"Title {n}", "words": f"Words {n}.", "page": "map", "notes": f"First {n}.\n\nSecond {n}."}
        for n in (1, 2, 3)
    ],
})  # fmt: skip
WRONG = "2222222222"


class House:
    """A site with one story, its stages, and a clock that the test sets."""

    def __init__(self, root: str = "") -> None:
        self.now = 1_000.0
        self.stages = Stages(lambda: self.now)
        self.stories = Stories((STORY,))
        app = Starlette(routes=stage_routes(root=root, of=lambda: self.stages, stories=lambda: self.stories))
        self.client = TestClient(app, base_url="https://news.example")
        self.root = root

    def open(self, step: int = 1) -> Stage:
        return self.stages.open("ours", step)

    def path(self, code: str) -> str:
        return f"{self.root}/present/{code}/step"


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(stage_module, "PAUSE", 0.001)
    return House()


@pytest.mark.parametrize("root", ["", "/kz"])
def test_a_phone_sees_the_step_of_the_stage_with_its_notes(root: str) -> None:
    """Guards against a phone that shows another step than the wall, or nothing to say."""
    house = House(root)
    stage = house.open(2)
    answer = house.client.get(house.path(stage.code))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "key": stage.key, "revision": 0, "story": "A <b>story</b>", "language": "kk", "step": 2, "last": 3,
        "title": "Title 2", "words": "Words 2.", "notes": ["First 2.", "Second 2."], "following": "Title 3",
        "notice": "", "away": False,
    }  # fmt: skip


def test_a_code_may_be_typed_in_capitals_and_with_dashes(house: House) -> None:
    """Guards against a code that cannot be read aloud and typed."""
    code = house.open().code
    typed = f"{code[:5]}-{code[5:]}".upper()
    assert house.client.get(house.path(typed)).status_code == 200


def test_a_press_on_the_phone_turns_the_stage_and_is_answered_with_the_new_step(house: House) -> None:
    """Guards against a press that is taken and does nothing."""
    stage = house.open(1)
    answer = house.client.post(house.path(stage.code), json={"step": 3}, headers={KEY: stage.key})
    assert (answer.json()["step"], answer.json()["following"]) == (3, "")
    turned = house.stages.get(stage.code)
    assert turned is not None
    assert turned.step == 3


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (-5, 1), (4, 3), (10**30, 3)])
def test_no_press_leads_out_of_the_story(house: House, asked: int, shown: int) -> None:
    """Guards against a step before the first or past the last."""
    answer = house.client.post(house.path(house.open(2).code), json={"step": asked})
    assert answer.json()["step"] == shown


def test_an_answer_comes_at_once_when_there_is_news_and_waits_when_there_is_none(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a phone that is a step behind, and against one that asks a thousand times a second."""
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            house.stages.turn(stage.code, 2)

    stage = house.open(1)
    monkeypatch.setattr(stage_module.asyncio, "sleep", wait)
    assert house.client.get(house.path(stage.code)).json()["step"] == 1
    assert house.client.get(house.path(stage.code), params={"after": "7"}).json()["step"] == 1
    assert waits == []
    assert house.client.get(house.path(stage.code), params={"after": "0"}).json()["step"] == 2
    assert len(waits) == 2
    house.client.get(house.path(stage.code), params={"after": "1"})
    assert len(waits) == 2 + stage_module.LOOKS


def test_a_wrong_code_and_an_ended_one_are_told_alike(house: House) -> None:
    """Guards against answers that tell a guesser which codes there have been."""
    stage = house.open()
    house.stages.close(stage.code)
    answers = [house.client.get(house.path(code)) for code in (WRONG, stage.code, "%00", "é" * 300)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert answers[0].headers["content-type"] == "application/problem+json"
    assert house.client.post(house.path(WRONG), json={"step": 2}).status_code == 404


def test_guessing_is_stopped_and_who_is_in_stays_in(house: House) -> None:
    """Guards against codes that are tried one after the other, and against a talk that ends by it."""
    stage = house.open()
    for _ in range(MOST_WRONG):
        house.client.get(house.path(WRONG))
    assert house.client.get(house.path(WRONG)).status_code == 429
    assert house.client.get(house.path(stage.code)).status_code == 429
    assert house.client.get(house.path(stage.code), headers={KEY: stage.key}).status_code == 200
    assert house.client.post(house.path(stage.code), json={"step": 2}, headers={KEY: stage.key}).status_code == 200


FOREIGN = {
    "another site": {"origin": "https://evil.example"}, "a site of another port": {"origin": "https://news.example:444"},
    "a sandbox": {"origin": "null"}, "what a browser says": {"sec-fetch-site": "cross-site"},
    "a neighbour": {"sec-fetch-site": "same-site", "origin": "https://a.news.example"},
}  # fmt: skip


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_page_of_another_site_turns_nothing(house: House, headers: dict[str, str]) -> None:
    """Guards against a page that the presenter has open elsewhere and that turns the stage."""
    stage = house.open(1)
    answer = house.client.post(house.path(stage.code), json={"step": 2}, headers={KEY: stage.key, **headers})
    assert answer.status_code == 403
    assert house.stages.get(stage.code) == stage
    assert "access-control-allow-origin" not in house.client.get(house.path(stage.code), headers=headers).headers


def test_a_page_of_this_site_does(house: House) -> None:
    """Guards the test above: the phone's own page sends the same headers with this site's name."""
    own = {"origin": "https://news.example", "sec-fetch-site": "same-origin"}
    assert house.client.post(house.path(house.open().code), json={"step": 2}, headers=own).status_code == 200


@pytest.mark.parametrize("form", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_a_form_can_send_turns_nothing(house: House, form: str) -> None:
    """Guards against a form of another site, which a browser sends without asking this one."""
    stage = house.open(1)
    answer = house.client.post(house.path(stage.code), content=b'{"step": 2}', headers={"content-type": form})
    assert answer.status_code == 415
    assert house.stages.get(stage.code) == stage


UNREADABLE = {
    "nothing": b"", "no JSON": b"{", "a list": b"[2]", "a word": b'{"step": "2"}', "a fraction": b'{"step": 1.5}',
    "a truth": b'{"step": true}', "another key": b'{"story": "other"}', "bytes": b"\xff\xfe", "nested": b"[" * 900,
}  # fmt: skip


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_body_that_is_no_step_is_refused(house: House, body: bytes) -> None:
    """Guards against an error of the server's for whatever somebody sends."""
    answer = house.client.post(
        house.path(house.open().code), content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400
    assert '"step": 4' in answer.json()["detail"]


def test_a_long_body_is_refused_before_it_is_read_whole(house: House) -> None:
    """Guards against memory that anybody with a code can fill."""
    read: list[int] = []

    def endless() -> Iterator[bytes]:
        for n in range(1_000):
            read.append(n)
            yield b" " * LARGEST_BODY

    answer = house.client.post(
        house.path(house.open().code), content=endless(), headers={"content-type": "application/json"}
    )
    assert answer.status_code == 413


def test_a_code_turns_its_story_and_nothing_else(house: House) -> None:
    """Guards against a code that opens another story, another stage, or answers to other methods."""
    stage, other = house.open(1), house.open(1)
    body = {"step": 2, "story": "other", "code": other.code, "key": "x"}
    house.client.post(house.path(stage.code), json=body, headers={KEY: other.key})
    turned = house.stages.get(stage.code)
    assert turned is not None
    assert (turned.story, turned.step) == ("ours", 2)
    assert house.stages.get(other.code) == other
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS"):
        assert house.client.request(method, house.path(stage.code)).status_code == 405


def test_a_phone_is_told_when_the_stage_is_away_and_cannot_turn_it(house: House) -> None:
    """Guards against presses that are kept and turn the stage minutes later, when it comes back."""
    stage = house.open(1)
    house.now += AWAY + 1
    assert house.client.get(house.path(stage.code)).json()["away"] is True
    assert house.client.post(house.path(stage.code), json={"step": 2}).status_code == 409
    assert house.client.get(house.path(stage.code), params={"stage": "1"}).status_code == 200
    assert house.client.get(house.path(stage.code)).json()["away"] is False
    assert house.client.post(house.path(stage.code), json={"step": 2}).status_code == 200


def test_a_stage_that_comes_back_may_say_where_it_is(house: House) -> None:
    """Guards against a stage that was offline and is turned back to where the phone had left it."""
    stage = house.open(1)
    house.now += AWAY + 1
    answer = house.client.post(house.path(stage.code), params={"stage": "1"}, json={"step": 3})
    assert answer.status_code == 200
    assert house.client.get(house.path(stage.code)).json()["step"] == 3


def test_a_story_that_is_gone_is_told(house: House) -> None:
    """Guards against an error of the server's when a story's file was taken away during the talk."""
    stage = house.open(1)
    house.stories = Stories()
    assert house.client.get(house.path(stage.code)).status_code == 410
    assert house.client.post(house.path(stage.code), json={"step": 2}).status_code == 410


def test_a_story_that_became_shorter_shows_its_last_step(house: House) -> None:
    """Guards against an error when the step on the stage is not in the file any more."""
    stage = house.open(3)
    house.stories = Stories((STORY.model_copy(update={"steps": STORY.steps[:1]}),))
    answer = house.client.get(house.path(stage.code)).json()
    assert (answer["step"], answer["last"], answer["title"]) == (1, 1, "Title 1")


# The page


def test_the_page_is_the_same_for_every_code_and_asks_nothing_of_another_host(house: House) -> None:
    """Guards against a page that tells right codes from wrong ones without counting the tries."""
    pages = [house.client.get(f"/present/{code}") for code in (house.open().code, WRONG, "a/b")]
    assert {page.status_code for page in pages} == {200}
    assert len({page.text for page in pages}) == 1
    assert pages[0].headers["content-type"] == "text/html; charset=utf-8"
    assert not re.findall(r"(?:src|href)=\"(?!/)", pages[0].text)


def test_the_page_runs_under_the_policy_of_the_site(house: House) -> None:
    """Guards against a script in the page, which the Content-Security-Policy refuses: the phone would stay blank."""
    text = phone_page(root="/kz")
    assert re.findall(r"<script[^>]*>", text) == ['<script src="/kz/app/static/phone.js" defer>']
    assert not re.search(r"\son[a-z]+=|javascript:", text)


def test_whatever_the_script_says_and_fills_stands_in_the_page() -> None:
    """Guards against a message that is never shown, or an error in place of one, since the two files differ."""
    script = (ROOT / "static" / "phone.js").read_text("utf-8")
    text = phone_page()
    said = set(re.findall(r'data-says="(\w+)"', text))
    assert said == {"waiting", "unknown", "gone", "away", "lost", "tries", "failed"}
    names = (
        re.findall(r'say\("(\w+)"', script)
        + re.findall(r'\d{3}: "(\w+)"', script)
        + re.findall(r'\?\? "(\w+)"', script)
    )
    assert set(names) | {"away"} == said
    for selector in set(re.findall(r'(?:part|write)\("\.([\w-]+)', script)):
        assert re.search(rf'class="(?:[\w-]+ )?{selector}"', text), selector


def test_a_stage_says_that_the_server_answers_phones() -> None:
    """Guards against a button Phone where nothing answers, as under `streamlit run dashboard.py`."""
    own = Stages()
    assert not own.served
    stage_routes(of=lambda: own, stories=Stories)
    assert own.served


def test_an_answer_is_json_that_markup_cannot_leave(house: House) -> None:
    """Guards against a title of a story that runs as a script on the phone."""
    answer = house.client.get(house.path(house.open().code))
    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.text)["story"] == "A <b>story</b>"
    script = (ROOT / "static" / "phone.js").read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", script)
