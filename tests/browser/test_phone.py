"""A phone that follows and turns the stage, in a browser of its own; and what it says when it cannot."""

from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.app.test_story import LAST, STORY
from tests.browser.conftest import PHONE, OpenPage, Server
from tests.browser.test_axe import violations
from tests.browser.test_story import ROOM, at_rest, button, expect_turned_to, present

FOLLOWS_WITHIN = 5_000
"""Milliseconds in which the one shows what was turned on the other. It takes half a second on an idle machine, and
Streamlit's own run of a step is in it."""

FITS = "() => document.documentElement.scrollWidth <= window.innerWidth"
SMALLEST_TARGET = 44
"""Pixels: what a thumb hits without a look."""


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Page]:
    """A phone. It shares nothing with the stage's browser, and may meet answers that a console calls errors."""
    with closing(browser.new_context(base_url=server.url, viewport=PHONE, has_touch=True)) as context:
        yield context.new_page()


def shows(phone: Page, number: int) -> None:
    """The phone shows the step with its notes, and says nothing else."""
    step = STORY.steps[number - 1]
    expect(phone.get_by_role("heading", level=1)).to_have_text(step.title, timeout=FOLLOWS_WITHIN)
    expect(phone.locator(".place")).to_contain_text(f"Step {number} of {LAST}")
    expect(phone.locator(".notes")).to_have_text(" ".join(step.notes.split()))
    expect(phone.locator("[data-says]:visible")).to_have_count(0)


def press(phone: Page, name: str) -> Locator:
    """One of the phone's buttons."""
    return phone.get_by_role("button", name=name, exact=True)


def code_on(stage: Page) -> str:
    """Open the panel on the stage, and return the path of the address in it."""
    button(stage, "phone").click()
    address = stage.get_by_test_id("stPopoverBody").locator("code")
    expect(address).to_contain_text("/present/")
    return urlsplit(address.inner_text()).path


def test_a_phone_turns_the_stage_and_follows_it_and_says_when_it_cannot(open_page: OpenPage, phone: Page) -> None:
    """A presenter walks about with a phone in hand: a press that does nothing, or the notes of another step, is found
    out before the room; and so is a phone that goes on showing buttons when there is no stage any more."""
    stage = present(open_page(fresh=True, **ROOM), 1)
    address = code_on(stage)
    phone.goto(address)
    shows(phone, 1)
    assert phone.evaluate(FITS), "it slides sideways"
    for name in ("Back", "Next"):
        box = press(phone, name).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= SMALLEST_TARGET
        assert box["y"] + box["height"] <= PHONE["height"]
    expect(press(phone, "Back")).to_have_attribute("aria-disabled", "true")
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(phone)[0] == [], scheme

    press(phone, "Next").tap()
    expect_turned_to(stage, 2)
    shows(phone, 2)
    stage.keyboard.press("Escape")  # closes the panel, and does not leave
    expect(stage.get_by_test_id("stPopoverBody")).to_have_count(0)
    present(stage, 3)  # the window keeps its stage
    shows(phone, 3)
    for _ in range(3):
        press(phone, "Next").tap()
    expect_turned_to(stage, 6)
    shows(phone, 6)
    phone.keyboard.press("ArrowLeft")
    expect_turned_to(stage, 5)
    present(stage, LAST)
    shows(phone, LAST)
    expect(press(phone, "Next")).to_have_attribute("aria-disabled", "true")
    press(phone, "Back").tap()
    expect_turned_to(stage, LAST - 1)
    shows(phone, LAST - 1)

    phone.context.set_offline(True)
    says(phone, "No connection to the server")
    expect(press(phone, "Next")).to_have_attribute("aria-disabled", "true")
    phone.context.set_offline(False)
    shows(phone, LAST - 1)

    stage.goto("/_stcore/health")
    says(phone, "The stage does not answer")
    phone.keyboard.press("ArrowLeft")
    expect(phone.locator(".place")).to_contain_text(f"Step {LAST - 1} of {LAST}")
    stage.go_back()
    expect_turned_to(stage, LAST - 1)
    shows(phone, LAST - 1)


def test_a_phone_follows_the_keys_of_the_stage(open_page: OpenPage, phone: Page) -> None:
    """The presenter's notes are on the phone, and the clicker turns the stage: notes of another step are worse than
    none."""
    stage = present(open_page(fresh=True, **ROOM), 1)
    phone.goto(code_on(stage))
    shows(phone, 1)
    stage.keyboard.press("Escape")
    expect(stage.get_by_test_id("stPopoverBody")).to_have_count(0)
    at_rest(stage)
    for key, number in (("ArrowRight", 2), ("End", LAST), ("ArrowLeft", LAST - 1)):
        stage.keyboard.press(key)
        expect_turned_to(stage, number)
        shows(phone, number)


def says(phone: Page, words: str) -> None:
    """The phone says one thing, aloud as well."""
    message = phone.locator("[data-says]:visible")
    expect(message).to_have_count(1)
    expect(message).to_contain_text(words)
    expect(phone.get_by_role("status").filter(has=message)).to_have_count(1)


def test_a_code_that_ended_is_told_and_a_new_one_takes_its_place(browser: Browser, server: Server, phone: Page) -> None:
    """Who scans a code of yesterday, or one that the presenter took back, has to know what to do."""
    with closing(browser.new_context(base_url=server.url, viewport=ROOM)) as context:
        stage = present(context.new_page(), 2)
        first = code_on(stage)
        phone.goto(first)
        shows(phone, 2)
        stage.get_by_role("button", name="End", exact=True).click()
        expect(stage.get_by_test_id("stPopoverBody")).to_have_count(0)
        says(phone, "There is no presentation under this code")
        expect(press(phone, "Next")).to_have_attribute("aria-disabled", "true")
        phone.reload()
        says(phone, "There is no presentation under this code")
        assert violations(phone)[0] == []
        second = code_on(stage)
        assert second != first
        phone.goto(second)
        shows(phone, 2)
        press(phone, "Next").tap()
        expect_turned_to(stage, 3)


def test_the_stage_turns_while_the_server_is_slow_to_take_a_step(open_page: OpenPage, phone: Page) -> None:
    """A window that asks for the step while another one is being sent stood still for good, in front of the room."""
    stage = present(open_page(fresh=True, **ROOM), 1)
    phone.goto(code_on(stage))
    shows(phone, 1)

    def answer_last(route: Route) -> None:
        """Who waits for another step hears of it within a second, and before the window hears that it arrived."""
        answer = route.fetch()
        key = {"Stage-Key": route.request.headers["stage-key"]}
        stage.request.get(f"{route.request.url}&after={answer.json()['revision']}", headers=key)
        route.fulfill(response=answer)

    stage.route(lambda url: url.endswith("/step?stage=1"), answer_last)
    stage.keyboard.press("Escape")
    expect(stage.get_by_test_id("stPopoverBody")).to_have_count(0)
    at_rest(stage)
    for number in (2, 3):
        with stage.expect_response(lambda answer: answer.request.method == "POST"):
            stage.keyboard.press("ArrowRight")
        expect_turned_to(stage, number)
        shows(phone, number)
