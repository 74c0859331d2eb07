"""Stepping through the days with the arrow keys: every page tells the story of each day, and nothing of a later one."""

import re

from playwright.sync_api import Page, expect

from data.wording.phrases import day as written
from tests.app.test_known_on import later_on_a_page
from tests.browser.conftest import OpenPage
from tests.browser.steps import address_says, drawer, keyed, search_for, section, settled, visit
from tests.unit.data.tables.test_known_on import DAYS

LEADS = "2022-01-07"

SHOWN = {
    # day: what the line of counts says, and the heading of the figures
    "2022-01-06": ("no events · all 9 figures · no quotations", "18 killed (security forces) in Almaty"),
    "2022-01-07": ("all 36 events · all 28 figures · all 18 quotations", "“Dozens” killed, says Al"),
    "2022-01-08": ("all 36 events · all 30 figures · all 18 quotations", "“Dozens” killed, says Al"),
    "2022-01-09": ("all 36 events · all 37 figures · all 18 quotations", "164 killed, says Health ministry"),
    "2022-01-10": ("all 36 events · all 39 figures · all 18 quotations", "“Dozens” killed, says Al Jazeera"),
    "2022-01-15": (
        "all 36 events · all 45 figures · all 18 quotations",
        "225 killed, says Prosecutor General",
    ),
    "2022-12-20": ("all 36 events · all 48 figures · all 18 quotations", "238 killed, say official figures"),
}


def stands_on(page: Page, day: str) -> None:
    """The page tells the day and its counts, and no word that only a later report could have given."""
    address_says(page, **({} if day == LEADS else {"known_on": day}))
    expect(keyed(page, "known-on").get_by_text(written(day))).to_be_visible()
    expect(keyed(page, "filter-bar").get_by_text(SHOWN[day][0])).to_be_visible()
    text = page.locator("[data-testid=stMain]").inner_text()
    if day != DAYS[-1]:
        text = text.replace(keyed(page, "later-reports").inner_text(), "")
    told = [word for word in later_on_a_page(day) if re.search(r"\d| ", word) and word in text]
    assert not told


def ledger_stands_on(page: Page, day: str) -> None:
    """The heading, the chart and the matrix are those of the day."""
    stands_on(page, day)
    expect(page.get_by_role("heading", level=1)).to_contain_text(SHOWN[day][1])
    chart, matrix = section(page, "casualties_count"), section(page, "casualties_matrix")
    expect(chart.locator("svg.cc-chart:visible .cc-claim").first).to_be_attached()
    expect(matrix.get_by_role("table")).to_be_visible()
    withdrawn = matrix.locator("s", has_text=re.compile("^164$")).count()
    assert matrix.get_by_text("164", exact=True).count() == (1 if day >= "2022-01-09" else 0)
    assert withdrawn == (1 if day >= "2022-01-10" else 0)
    assert chart.locator(".cc-struck:visible", has_text="164").count() == (1 if day >= "2022-01-10" else 0)


def test_the_arrow_keys_tell_the_story_day_by_day_forth_and_back(page: Page) -> None:
    """Walking a room through the days is done with two keys; each day must stand as it stood then, forth and back.

    What every page says on every day is held without a browser (tests/app/test_known_on.py).
    """
    visit(page, "casualties", known_on=DAYS[0])
    ledger_stands_on(page, DAYS[0])
    for day in DAYS[1:]:
        page.keyboard.press("ArrowRight")
        ledger_stands_on(page, day)
    page.keyboard.press("ArrowRight")
    ledger_stands_on(page, DAYS[-1])
    for day in DAYS[-2:-4:-1]:
        page.keyboard.press("ArrowLeft")
        ledger_stands_on(page, day)


def test_a_page_keeps_the_day_when_the_reader_turns_to_another(open_page: OpenPage) -> None:
    """A presenter who steps to the 9th and turns to the quotations must not stand on the 7th again."""
    page = visit(open_page(), "casualties")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
        settled(page)
    address_says(page, known_on="2022-01-09")
    keyed(page, "page-links").get_by_role("link", name="Quotes").click()
    page.wait_for_url("**/quotes?known_on=2022-01-09")
    stands_on(settled(page), "2022-01-09")


def test_see_latest_is_one_click_and_the_step_back_of_the_browser_undoes_it(open_page: OpenPage) -> None:
    """The line ahead promises the latest; whoever goes there by mistake wants to be back at once."""
    page = visit(open_page(), "casualties")
    keyed(page, "later-reports").get_by_role("link", name="See the latest day").click()
    ledger_stands_on(page, "2022-12-20")
    page.go_back()
    ledger_stands_on(page, LEADS)


def test_arrow_keys_in_a_search_move_the_cursor_and_not_the_day(open_page: OpenPage) -> None:
    """Whoever corrects a word in the search box must not find themselves in December."""
    page = visit(open_page(), "timeline")
    search_for(page, "airport")
    address_says(page, q="airport")
    box = keyed(page, "filter_q").get_by_role("searchbox")
    box.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    settled(page)
    address_says(page, q="airport")


def test_a_click_on_a_figure_of_the_matrix_and_on_a_mark_opens_its_source(open_page: OpenPage) -> None:
    """Every figure opens where it stands; a cell that opens nothing is a picture of a table."""
    page = visit(open_page(), "casualties", known_on="2022-01-09")
    figure = section(page, "casualties_matrix").get_by_role("link", name="164")
    mark = section(page, "casualties_count").locator("svg.cc-chart:visible .cc-claim[data-item$=killed-164]")
    for pressed in (figure, mark):
        pressed.click()
        expect(drawer(page)).to_contain_text("All people killed, report by report")
        expect(drawer(page)).to_contain_text("What each side says")
        settled(page)
        page.keyboard.press("Escape")
        expect(drawer(page)).to_have_count(0)


def test_on_a_phone_every_day_is_in_reach(open_page: OpenPage) -> None:
    """A day that hides behind the edge of the screen is no day on a phone."""
    page = visit(open_page(width=390, height=844), "casualties")
    for link in keyed(page, "known-on").get_by_role("link").all():
        link.scroll_into_view_if_needed()
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert min(box["width"], box["height"]) >= 24
    keyed(page, "known-on").get_by_role("link", name="Sat 8 Jan 2022").click()
    address_says(page, known_on="2022-01-08")
    expect(page.locator("[aria-current=date]")).to_contain_text("8 Jan")
