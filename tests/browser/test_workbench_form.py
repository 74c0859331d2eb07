"""The forms of the workbench in a browser: in sight, saved and accepted by a key, never lost half written."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from data.workbench.store import DraftStore, StoredDraft
from tests.browser.conftest import OpenPage, Server, StartServer
from tests.conftest import SMALL_TEXT
from tests.newsroom import Newsroom
from tests.unit.data.workbench.conftest import as_proposals

Json = dict[str, Any]

EVENT = "[data-work='open:detentions']"

SELECT = """(paragraph, [start, end]) => {
  const range = document.createRange(), walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
  for (let at = 0, node; (node = walker.nextNode()); at += node.length) {
    if (at <= start && start < at + node.length) range.setStart(node, start - at)
    if (at < end && end <= at + node.length) range.setEnd(node, end - at)
  }
  const selection = document.getSelection()
  selection.removeAllRanges()
  selection.addRange(range)
  paragraph.dispatchEvent(new PointerEvent("pointerup", {bubbles: true}))
}"""
"""Selects letters of a paragraph, as a hand does that lets the pointer go."""


@pytest.fixture
def drafts(tmp_path: Path) -> DraftStore:
    """The drafts of the workbench."""
    return DraftStore(tmp_path / "workbench")


@pytest.fixture
def workbench(start_server: StartServer, small_record: Json, tmp_path: Path) -> Server:
    """A server of a newsroom that has published one report, with its workbench on."""
    newsroom = Newsroom.with_releases(tmp_path / "newsroom", small_record)
    return start_server("server.py", ARTICLES=str(newsroom.articles), WORKBENCH=str(tmp_path / "workbench"))


@pytest.fixture
def proposed(drafts: DraftStore, small_record: Json) -> StoredDraft:
    """A draft of which everything is a proposal."""
    return drafts.create(text=SMALL_TEXT, record=as_proposals(small_record), by="ana@news.example")


def _at_rest(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def _form_of_the_event(page: Page, draft: StoredDraft) -> Locator:
    """Open the form of the event, and return its title."""
    page.goto(f"/workbench?draft={draft.draft_id}")
    page.locator(f".wb-list {EVENT}").click()
    expect(page.locator(f".wb-list {EVENT}")).to_have_attribute("aria-current", "true")
    _at_rest(page)
    page.locator("body").press("e")
    title = page.get_by_label("Title *")
    expect(title).to_be_visible()
    _at_rest(page)
    return title


def test_a_key_saves_and_accepts_while_somebody_writes_and_opens_the_next_item(
    workbench: Server, drafts: DraftStore, proposed: StoredDraft, open_page: OpenPage
) -> None:
    """Guards against a form that is left, saved and accepted by three presses for each of fifty items."""
    page = open_page(on=workbench)
    title = _form_of_the_event(page, proposed)
    for name in ("Save and accept", "Save", "Close"):
        expect(page.locator(".st-key-workbench-save").get_by_role("button", name=name).first).to_be_in_viewport(ratio=1)
    title.fill("Dockers are held")
    title.press("Control+Enter")
    expect(page.locator(f".wb-list {EVENT}").get_by_text("accepted", exact=True)).to_be_visible()
    at_hand = page.locator(".wb-list [aria-current]")
    expect(at_hand).not_to_have_attribute("data-work", "open:detentions")
    expect(at_hand.get_by_text("% sure")).to_be_visible()
    expect(title).to_have_count(0)
    event = drafts.open(proposed.draft_id).record["events"][0]
    assert (event["title"], "drafted" in event) == ("Dockers are held", False)


def test_save_keeps_a_proposal_a_proposal_and_at_hand(
    workbench: Server, drafts: DraftStore, proposed: StoredDraft, open_page: OpenPage
) -> None:
    """Guards against a button that decides more than it says."""
    page = open_page(on=workbench)
    title = _form_of_the_event(page, proposed)
    title.fill("Dockers are held")
    page.locator(".st-key-form-save").get_by_role("button").click()
    expect(title).to_have_count(0)
    expect(page.locator(".wb-list [aria-current]")).to_have_attribute("data-work", "open:detentions")
    event = drafts.open(proposed.draft_id).record["events"][0]
    assert (event["title"], "drafted" in event) == ("Dockers are held", True)


LONG_TEXT = SMALL_TEXT.replace("Zoë Brandt", "\n\n".join(["The cranes stood still."] * 60) + "\n\nA crane driver")


def test_the_text_stays_in_view_beside_a_long_list_and_shows_the_words_at_hand(
    workbench: Server, drafts: DraftStore, small_record: Json, open_page: OpenPage
) -> None:
    """Guards against a review that is scrolled up and down between the list and the text for each item."""
    record = small_record | {"article": small_record["article"] | {"id": "quay-2023-03-01", "uncoded": []}}
    draft = drafts.create(text=LONG_TEXT, record=record, by="ana@news.example")
    page = open_page(on=workbench)
    page.goto(f"/workbench?draft={draft.draft_id}")
    last = page.locator(".wb-list [data-work^='mark:']").last
    last.scroll_into_view_if_needed()
    page.locator(".stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    expect(page.locator(".wb-text")).to_be_in_viewport(ratio=0.9)
    below = "panes => panes.map(pane => Math.round(innerHeight - pane.getBoundingClientRect().bottom))"
    page.locator(".stMain").evaluate("main => main.scrollTo(0, 0)")
    assert page.locator(".wb-text, .wb-list").evaluate_all(below) == [16, 16]
    last.click()
    words = page.locator(".wb-text [aria-current]")
    expect(words).to_have_text("Share this page")
    expect(words).to_be_in_viewport(ratio=1)


def test_what_is_written_waits_while_other_words_are_marked_and_another_item_is_looked_at(
    workbench: Server, proposed: StoredDraft, open_page: OpenPage
) -> None:
    """Guards against five minutes of writing that are gone because somebody looked something up in the text."""
    page = open_page(on=workbench)
    title = _form_of_the_event(page, proposed)
    title.fill("Dockers are held")
    page.get_by_text("watched from the quay").first.dblclick(position={"x": 12, "y": 12})
    expect(page.get_by_text("New from “Zoë”")).to_be_visible()
    waiting = page.locator(".wb-waiting")
    expect(waiting.get_by_role("link")).to_have_count(1)
    _at_rest(page)
    page.get_by_label("Role").fill("A bystander")
    page.locator(".wb-list [data-work='open:detained-40']").click()
    expect(waiting.get_by_role("link")).to_have_count(2)
    _at_rest(page)
    waiting.get_by_role("link", name="New actor").click()
    expect(page.get_by_label("Role")).to_have_value("A bystander")
    _at_rest(page)
    waiting.get_by_role("link", name="Event").click()
    expect(page.get_by_label("Title *")).to_have_value("Dockers are held")
    _at_rest(page)
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_label("Title *")).to_have_count(0)
    expect(waiting.get_by_role("link")).to_have_count(1)


def test_a_figure_is_mended_at_its_field_and_accepted_with_who_says_it_and_undone_where_it_was(
    workbench: Server, drafts: DraftStore, proposed: StoredDraft, open_page: OpenPage
) -> None:
    """Guards against a field that is looked for, a speaker accepted apart, and an undo that is out of sight."""
    page = open_page(on=workbench)
    page.goto(f"/workbench?draft={proposed.draft_id}")
    listed, at_hand = page.locator(".wb-list"), page.locator(".wb-list [aria-current]")
    listed.locator("[data-work='open:detained-40']").click()
    expect(at_hand).to_have_attribute("data-work", "open:detained-40")
    expect(page.locator(".wb-along")).to_contain_text("Accepted with it: actor Port police, State body")
    _at_rest(page)
    page.locator("body").press("e")
    day = page.get_by_label("As of", exact=True)
    day.fill("2015")
    day.press("Control+Enter")
    told = page.get_by_text("“2015” is a year, and a day is needed, such as 2015-06-24, or leave it empty")
    expect(told).to_be_in_viewport(ratio=1)
    _at_rest(page)
    day.fill("2023-02-28")
    day.press("Control+Enter")
    police = listed.locator("[data-work='open:actors.port-police']")
    expect(police.get_by_text("accepted", exact=True)).to_be_visible()
    expect(at_hand.get_by_text("% sure")).to_be_visible()
    expect(at_hand).not_to_have_attribute("data-work", "open:detained-40")
    _at_rest(page)
    page.locator("body").press("u")
    expect(at_hand).to_have_attribute("data-work", "open:detained-40")
    expect(at_hand.get_by_text("% sure")).to_be_visible()
    expect(police.get_by_text("% sure")).to_be_visible()
    assert all("drafted" in drafts.open(proposed.draft_id).record[part][0] for part in ("claims", "actors"))


def test_marked_words_and_an_item_of_the_wrong_kind_become_what_they_are(
    workbench: Server, drafts: DraftStore, proposed: StoredDraft, open_page: OpenPage
) -> None:
    """Guards against a form of the wrong kind, which is closed, and the words of which are marked once more."""
    page = open_page(on=workbench)
    page.goto(f"/workbench?draft={proposed.draft_id}")
    page.get_by_text("watched from the quay").first.dblclick(position={"x": 12, "y": 12})
    expect(page.get_by_text("New from “Zoë”, as")).to_be_visible()
    _at_rest(page)
    page.locator("body").press("2")
    expect(page.get_by_label("Within")).to_be_visible()
    expect(page.get_by_label("Name *")).to_have_value("Zoë")
    page.locator(".wb-list [data-work='open:actors.dockers']").click()
    expect(page.get_by_label("Within")).to_have_count(0)
    _at_rest(page)
    page.locator("body").press("e")
    page.get_by_role("button", name="It is no actor").click()
    page.get_by_role("button", name="Topic").click()
    expect(page.get_by_label("Label *")).to_have_value("Dockers")
    _at_rest(page)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("link", name="Take back")).to_be_visible()
    record = drafts.open(proposed.draft_id).record
    assert record["topics"][-1]["label"] == "Dockers"
    assert "dockers" not in [each["id"] for each in record["actors"]]


def test_words_are_marked_whole_and_take_the_place_of_those_of_an_open_form(
    workbench: Server, drafts: DraftStore, proposed: StoredDraft, open_page: OpenPage
) -> None:
    """Guards against half a word that stays in the record because only a new item could mend it."""
    page = open_page(on=workbench)
    title = _form_of_the_event(page, proposed)
    title.fill("Dockers are held")
    title.press("Tab")
    _at_rest(page)
    page.locator(".wb-text [data-paragraph='0']").evaluate(SELECT, [9, 27])  # “top work in Northp”
    page.get_by_role("button", name="Use these words instead of").click()
    expect(page.locator(".wb-text [aria-current]").first).to_have_text("stop work in ")
    expect(title).to_have_value("Dockers are held")
    event = drafts.open(proposed.draft_id).record["events"][0]
    assert event["anchors"][0]["exact"] == "stop work in Northport"
    assert "drafted" in event


def test_enter_takes_the_first_value_alone_that_fits_what_is_written(
    workbench: Server, proposed: StoredDraft, open_page: OpenPage
) -> None:
    """Guards against a line “Select 2 matches” that takes both, and against letters that fit anything."""
    page = open_page(on=workbench)
    _form_of_the_event(page, proposed)
    told_by = page.get_by_role("combobox", name="Attributed to")
    tags = page.get_by_test_id("stMultiSelect").filter(has=told_by).locator("[data-tag]")
    before = tags.count()
    told_by.click()
    told_by.fill("an")
    expect(page.get_by_role("option")).to_have_text([re.compile("Ana Lima"), re.compile("Zoë Brandt")])
    told_by.press("Enter")
    expect(tags).to_have_count(before + 1)
    expect(tags.last).to_contain_text("Ana Lima")
    told_by.fill("ana lima")
    expect(page.get_by_role("option")).to_have_text(["No results"])
    told_by.press("Enter")
    expect(tags).to_have_count(before + 1)


def test_a_figure_of_another_year_is_made_background_from_beside_its_day(
    workbench: Server, proposed: StoredDraft, open_page: OpenPage
) -> None:
    """Guards against a year that is only refused, and a figure that is closed and marked once more as what it is."""
    page = open_page(on=workbench)
    page.goto(f"/workbench?draft={proposed.draft_id}")
    page.locator(".wb-list [data-work='open:detained-40']").click()
    expect(page.locator(".wb-list [aria-current]")).to_have_attribute("data-work", "open:detained-40")
    _at_rest(page)
    page.locator("body").press("e")
    day = page.get_by_label("As of", exact=True)
    day.fill("monday")
    day.press("Tab")
    expect(page.get_by_text("Read as Mon 27 Feb 2023.")).to_be_visible()
    day.fill("1987")
    day.press("Tab")
    expect(page.get_by_text("it belongs into the background")).to_be_visible()
    _at_rest(page)
    page.get_by_role("button", name="Make it background").click()
    expect(page.get_by_text("is rejected when you add it from “At least 40 dockers” as")).to_be_visible()
    expect(page.get_by_label("Text *")).to_be_visible()


def test_a_place_is_looked_up_in_its_form(workbench: Server, proposed: StoredDraft, open_page: OpenPage) -> None:
    """Guards against degrees that somebody copies from another site."""
    page = open_page(on=workbench)
    page.goto(f"/workbench?draft={proposed.draft_id}")
    page.locator(".wb-list [data-work='open:places.northport']").click()
    expect(page.locator(".wb-list [data-work='open:places.northport']")).to_have_attribute("aria-current", "true")
    _at_rest(page)
    page.locator("body").press("e")
    name = page.get_by_label("Name *")
    name.fill("Aveiro")
    page.get_by_role("button", name="Look up").click()
    page.get_by_role("button", name="Aveiro, Portugal").click()
    expect(page.get_by_label("Lat", exact=True)).to_have_value("40.6457")
    expect(page.get_by_label("Coordinates source")).to_have_value("GeoNames 2742611")


def test_a_new_topic_is_written_where_topics_are_chosen(
    workbench: Server, drafts: DraftStore, proposed: StoredDraft, open_page: OpenPage
) -> None:
    """Guards against a collection whose first report has no topics to choose from."""
    page = open_page(on=workbench)
    title = _form_of_the_event(page, proposed)
    topics = page.get_by_role("combobox", name="Topics")
    topics.click()
    topics.fill("Harbour dues")
    expect(page.get_by_role("option", name="Add: Harbour dues")).to_be_visible()
    topics.press("Enter")
    expect(page.locator("[data-tag]").get_by_text("Harbour dues")).to_be_visible()
    topics.press("Escape")
    _at_rest(page)
    page.locator(".st-key-form-save").get_by_role("button").click()
    expect(title).to_have_count(0)
    record = drafts.open(proposed.draft_id).record
    assert record["topics"][-1] == {"id": "harbour-dues", "label": "Harbour dues"}
    assert record["events"][0]["topics"][-1] == "harbour-dues"


def test_what_stands_in_the_way_of_publishing_opens_where_it_is_mended(
    workbench: Server, drafts: DraftStore, small_record: Json, open_page: OpenPage
) -> None:
    """Guards against an editor who is told what is wrong, and has to look for it."""
    facts = [fact for fact in small_record["facts"] if fact["id"] != "brandt-only-watched"]
    caveats = [caveat for caveat in small_record["caveats"] if caveat["id"] != "brandt-only-watched"]
    record = small_record | {"facts": facts, "caveats": caveats}
    draft = drafts.create(text=SMALL_TEXT, record=record, by="ana@news.example")
    page = open_page(on=workbench)
    page.goto(f"/workbench?draft={draft.draft_id}&step=publish")
    page.get_by_text("To note").click()
    page.get_by_role("link", name="Zoë Brandt watched from the quay").click()
    expect(page.locator(".wb-text [aria-current]").first).to_have_text("Zoë Brandt")
    expect(page.get_by_text("New from “Zoë Brandt watched from the quay”")).to_be_visible()


def test_the_form_of_the_article_is_folded_and_the_publication_is_told_in_view(
    start_server: StartServer, tmp_path: Path, drafts: DraftStore, small_record: Json, open_page: OpenPage
) -> None:
    """Guards against “Close” that closes nothing, and a publication that seems not to have happened."""
    draft = drafts.create(text=SMALL_TEXT, record=small_record, by="ana@news.example")
    articles = Newsroom(tmp_path / "new").articles
    articles.mkdir(parents=True)
    page = open_page(on=start_server("server.py", ARTICLES=str(articles), WORKBENCH=str(tmp_path / "workbench")))
    page.goto(f"/workbench?draft={draft.draft_id}&step=publish")
    page.get_by_text("What describes the article").click()
    headline = page.get_by_label("Headline")
    expect(headline).to_be_visible()
    _at_rest(page)
    page.get_by_role("button", name="Close").click()
    expect(headline).to_be_hidden()
    page.get_by_text("What describes the article").click()
    expect(headline).to_be_visible()
    _at_rest(page)
    page.locator(".st-key-publish").get_by_role("button").click()
    expect(page.get_by_text("on the dashboard now, with 1 event")).to_be_in_viewport(ratio=1)
    expect(headline).to_have_count(0)


def test_a_double_press_accepts_one_item_and_tells_what_went_along(
    workbench: Server, drafts: DraftStore, proposed: StoredDraft, open_page: OpenPage
) -> None:
    """Guards against an item that is accepted unread, because the one before took an actor along."""
    page = open_page(on=workbench)
    page.goto(f"/workbench?draft={proposed.draft_id}")
    page.locator(".wb-list [data-work='open:detained-40']").click()
    at_hand = page.locator(".wb-list [aria-current]")
    expect(at_hand).to_have_attribute("data-work", "open:detained-40")
    _at_rest(page)
    page.locator("body").press("a")
    page.locator("body").press("a")
    told = "Accepted: the figure “At least 40 dockers”, and with it the actor “the port police”"
    expect(page.get_by_text(told)).to_be_in_viewport(ratio=1)
    expect(at_hand.get_by_text("% sure")).to_be_visible()
    _at_rest(page)
    assert len(drafts.open(proposed.draft_id).history) == 1
