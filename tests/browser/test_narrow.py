"""On a phone: what is chosen can be read, the current page and day are in sight, and words are whole."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE, Opened, OpenPage
from tests.browser.steps import keyed, open_filters, section, settled, visit

BROKEN_WORDS = """element => {
    const broken = []
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
        for (const word of texts.currentNode.data.matchAll(/\\S+/g)) {
            const range = document.createRange()
            range.setStart(texts.currentNode, word.index)
            range.setEnd(texts.currentNode, word.index + word[0].length)
            if (range.getClientRects().length > 1) broken.push(word[0])
        }
    }
    return broken
}"""
"""The words of an element that stand on two lines."""

IN_SIGHT = """element => {
    const row = element.closest('[data-row]').getBoundingClientRect(), it = element.getBoundingClientRect()
    return it.left >= row.left - 1 && it.right <= row.right + 1
}"""
"""Whether a link of a row that slides sideways is wholly in sight."""

CUT = "element => element.scrollWidth > element.clientWidth + 1 || getComputedStyle(element).whiteSpace === 'nowrap'"


def current(found: Locator) -> Locator:
    return found.locator("[data-row] [aria-current]")


def test_the_current_page_and_day_are_in_sight_on_a_phone(on_phone: Opened) -> None:
    """Guards against a row of pages that begins with the first one, and does not show on which one the reader is."""
    masthead = current(section(on_phone.page, "masthead"))
    expect(masthead).to_have_attribute("aria-current", "page")
    assert masthead.evaluate(IN_SIGHT)
    assert current(section(on_phone.page, "day_strip")).evaluate(IN_SIGHT)


def test_the_days_say_what_they_are_on_a_phone(on_phone: Opened) -> None:
    """Guards against a row of days that does not say what choosing one does."""
    known = section(on_phone.page, "day_strip").locator(".known")
    expect(known).to_be_visible()
    assert known.inner_text().split() == ["As", "known", "on"]
    assert known.evaluate(BROKEN_WORDS) == []


def test_a_chosen_value_is_read_whole_on_a_phone(open_page: OpenPage) -> None:
    """Guards against “Alma…”: which of two cities is chosen would be found out by taking it away."""
    page = open_page(width=PHONE["width"], height=PHONE["height"])
    visit(page, "", city="almaty", actor="kazakhstan-interior-ministry")
    open_filters(page)
    for key in ("filter_city", "filter_actor"):
        label = keyed(page, key).locator("[data-tag] > [title]").last
        expect(label).to_be_visible()
        assert not label.evaluate(CUT), key
        box, around = label.bounding_box(), keyed(page, key).bounding_box()
        assert box
        assert around
        assert around["x"] <= box["x"]
        assert box["x"] + box["width"] <= around["x"] + around["width"]
        assert box["y"] + box["height"] <= around["y"] + around["height"]


@pytest.mark.parametrize("width", [320, PHONE["width"]])
def test_no_word_of_a_disputes_head_is_broken_on_a_phone(open_page: OpenPage, width: int) -> None:
    """Guards against “All peo|ple:” in what two large figures leave of a line."""
    page = open_page(width=width, height=PHONE["height"])
    for metric in ("killed", "detained"):
        visit(page, "casualties", known_on="2022-12-20", metric=metric)
        settled(page)
        heads = section(page, "casualties_disagreements").locator(".cs-dispute h3")
        assert heads.count()
        for n in range(heads.count()):
            assert heads.nth(n).evaluate(BROKEN_WORDS) == [], metric
