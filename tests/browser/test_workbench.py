"""The workbench in a browser: from a pasted text to a published record, by keyboard alone and by mouse on a phone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from data.workbench.store import DraftStore
from tests.browser.conftest import OpenPage, Server, StartServer
from tests.browser.test_axe import expect_sound
from tests.conftest import SMALL_TEXT
from tests.newsroom import Newsroom

Json = dict[str, Any]

TEXT = SMALL_TEXT.replace("40 dockers", "70 stokers").replace("Dockers stop", "Stokers stop")
DRAFT_ID = "harbour-post-2023-03-02"


@pytest.fixture
def newsroom(tmp_path: Path, small_record: Json) -> Newsroom:
    """A newsroom that has published one report."""
    return Newsroom.with_releases(tmp_path / "newsroom", small_record)


@pytest.fixture
def workbench(start_server: StartServer, newsroom: Newsroom, tmp_path: Path) -> Server:
    """A server of the newsroom whose workbench is on."""
    return start_server("server.py", ARTICLES=str(newsroom.articles), WORKBENCH=str(tmp_path / "workbench"))


def _write_details(page: Page, *, send: Callable[[], None]) -> None:
    page.goto("/workbench")
    text = page.get_by_label("Or paste the article’s text")
    text.fill(TEXT)
    text.press("Control+Enter")
    publisher = page.get_by_label("Publisher")
    publisher.fill("Harbour Post")
    publisher.press("Tab")
    day = page.get_by_label("Day of publication")
    day.fill("2 March 2023")
    day.press("Tab")
    expect(page.get_by_text("Thu 2 Mar 2023")).to_be_visible()
    expect(page.get_by_role("textbox", name="Id of the article")).to_have_value(DRAFT_ID)
    address = page.get_by_label("Web address")
    address.fill("https://harbour.example/stokers")
    address.press("Tab")
    send()
    expect(page.get_by_text("items to decide")).to_be_visible()


def test_a_pasted_text_becomes_a_published_record_by_keyboard_alone(
    workbench: Server, newsroom: Newsroom, open_page: OpenPage
) -> None:
    """Guards against a step that needs a mouse, and against a record that readers see only after a restart."""
    reader, page = open_page(on=workbench), open_page(on=workbench)
    reader.goto("/casualties")
    expect(reader.get_by_text("At least 40").first).to_be_visible()
    _write_details(page, send=lambda: page.get_by_role("button", name="Make the draft").press("Enter"))
    undecided = page.locator(".wb-list").get_by_text("% sure")
    expect(undecided).not_to_have_count(0)
    proposed = undecided.count()
    page.locator("body").press("x")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    expect(undecided).to_have_count(proposed - 1)
    page.locator("body").press("u")
    expect(undecided).to_have_count(proposed)
    remaining = proposed
    while remaining:
        page.locator("body").press("a")  # again for one that is shown too shortly for a press to count
        at_rest(page)
        remaining = undecided.count()
    expect(page.get_by_text("All items are decided")).to_be_visible()
    page.get_by_role("button", name="Publish").press("Enter")
    page.locator(".st-key-publish").get_by_role("button").press("Enter")
    expect(page.get_by_text("on the dashboard now, with 1 event")).to_be_visible()
    page.get_by_role("link", name="Casualties").press("Enter")
    expect(page.get_by_text("At least 70").first).to_be_visible()
    record = json.loads((newsroom.articles / f"{DRAFT_ID}.json").read_text("utf-8"))
    assert "drafted" not in json.dumps(record)
    reader.reload()
    expect(reader.get_by_text("At least 70").first).to_be_visible()


def test_a_dropped_file_is_read_and_a_too_large_one_is_told(workbench: Server, open_page: OpenPage) -> None:
    """Guards against a server that takes no file from editors either, and an editor who waits for 6 MB in vain."""
    page = open_page(on=workbench)
    page.goto("/workbench")
    file = page.locator("input[type=file]")
    file.set_input_files({"name": "all.html", "mimeType": "text/html", "buffer": bytes(6_000_000)})
    expect(page.get_by_text("File must be 5.0MB or smaller.")).to_be_visible()
    file.set_input_files({"name": "article.txt", "mimeType": "text/plain", "buffer": TEXT.encode()})
    expect(page.get_by_label("Publisher")).to_be_visible()


def test_on_a_phone_a_selection_becomes_an_item_by_mouse(workbench: Server, open_page: OpenPage) -> None:
    """Guards against offsets that are not those of the words selected, and a review that a phone cannot show."""
    page = open_page(on=workbench, width=390, height=844)
    _write_details(page, send=page.get_by_role("button", name="Make the draft").click)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_text("watched from the quay").first.dblclick(position={"x": 12, "y": 12})
    expect(page.get_by_text("New from “Zoë”")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.get_by_role("button", name="Background").click()
    expect(page.get_by_role("combobox", name="Kind *")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.get_by_label("Text *").fill("A bystander was at the quay.")
    page.get_by_label("Text *").press("Tab")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("missing and must be given")).to_be_visible()


def test_a_draft_is_previewed_in_the_pages_of_the_dashboard_and_in_no_other_session(
    workbench: Server, open_page: OpenPage
) -> None:
    """Guards against a preview that shows the published records, one that readers see, and one that has no way back."""
    reader, page = open_page(on=workbench), open_page(on=workbench)
    _write_details(page, send=page.get_by_role("button", name="Make the draft").click)
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Look at the pages").click()
    expect(page.get_by_text("this is not published")).to_be_visible()
    page.get_by_role("link", name="Casualties").first.click()
    expect(page.get_by_text("At least 70").first).to_be_visible()
    reader.goto("/casualties")
    expect(reader.get_by_text("At least 40").first).to_be_visible()
    expect(reader.get_by_text("At least 70")).to_have_count(0)
    page.get_by_role("button", name="Back to the draft").click()
    expect(page.get_by_text("items to decide")).to_be_visible()


def test_the_second_of_two_editors_is_asked_before_anything_is_overwritten(
    workbench: Server, open_page: OpenPage
) -> None:
    """Guards against a decision that is lost because somebody else saved the draft in between."""
    first, second = open_page(on=workbench), open_page(on=workbench)
    _write_details(first, send=first.get_by_role("button", name="Make the draft").click)
    second.goto(f"/workbench?draft={DRAFT_ID}")
    expect(second.get_by_text("items to decide")).to_be_visible()
    first.get_by_role("button", name="Accept").click()
    expect(first.locator(".wb-list").get_by_text("accepted", exact=True)).to_have_count(1)
    second.get_by_role("button", name="Reject").click()
    expect(second.get_by_text("has changed this draft since you opened it")).to_be_visible()
    expect(second.get_by_text("was accepted")).to_be_visible()
    second.get_by_role("button", name="Leave my step out").click()
    expect(second.locator(".wb-list").get_by_text("accepted", exact=True)).to_have_count(1)


@pytest.fixture
def reviewed(workbench: Server, tmp_path: Path, small_record: Json) -> str:
    """The address of the review of a draft whose items are all accepted."""
    draft = DraftStore(tmp_path / "workbench").create(text=SMALL_TEXT, record=small_record, by="ana@news.example")
    return f"/workbench?draft={draft.draft_id}"


def at_rest(page: Page) -> Page:
    """Wait until the script has run."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    return page


def test_what_was_rejected_is_taken_back_by_a_click(workbench: Server, reviewed: str, open_page: OpenPage) -> None:
    """Guards against an item that, once rejected, only an undo of all later steps brings back."""
    page = open_page(on=workbench)
    page.goto(reviewed)
    items = page.locator(".wb-list [data-work^='open:']")
    expect(items).not_to_have_count(0)
    before = items.count()
    page.get_by_role("button", name="Reject").click()
    expect(items).to_have_count(before - 1)
    page.get_by_role("link", name="Take back").click()
    expect(items).to_have_count(before)
    expect(page.get_by_role("link", name="Take back")).to_have_count(0)


def test_the_review_has_no_violation_of_ours(workbench: Server, reviewed: str, open_page: OpenPage) -> None:
    """Guards against a workbench that only those can use who see well and have a mouse."""
    page = open_page(on=workbench)
    page.goto("/workbench")
    expect(page.get_by_label("Or paste the article’s text")).to_be_visible()
    expect_sound(page, at_rest=at_rest)
    page.goto(reviewed)
    expect(page.get_by_text("All items are decided")).to_be_visible()
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_role("link", name="Take back")).to_be_visible()
    page.get_by_role("button", name="Edit").click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    expect(page.get_by_role("button", name="Accept").first).to_be_disabled()
    expect_sound(page, at_rest=at_rest)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".wb-notes").get_by_role("link").first).to_be_attached()
    expect_sound(page, at_rest=at_rest)


def test_without_a_workbench_there_is_no_page_and_no_link(server: Server, page: Page) -> None:
    """Guards against a route that is there although nobody switched it on."""
    answer = page.request.get("/workbench")
    assert answer.status == 404
    page.goto("/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("Workbench")).to_have_count(0)
