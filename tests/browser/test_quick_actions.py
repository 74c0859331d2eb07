"""A second action before the answer to the first has come: the server is slow, or the reader's line is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.conftest import OpenPage
from tests.browser.steps import LEAD, address_says, counts, drawer, keyed, open_filters, settled, visit

Act = Callable[[Page], None]
SEVEN = f"{LEAD}.killed-police-and-guard"


class SlowLine:
    """The line from the server to a page; what comes while it is held is delivered in its order afterwards."""

    def __init__(self, page: Page) -> None:
        """Stand between the page, before it opens, and its server."""
        self._held: list[str | bytes] | None = None
        page.route_web_socket("**/_stcore/stream*", self._connect)

    def _connect(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        self._deliver = browser.send
        server.on_message(self._on_message)

    def _on_message(self, message: str | bytes) -> None:
        if self._held is None:
            self._deliver(message)
        else:
            self._held.append(message)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold what the server sends."""
        self._held = []
        yield
        held, self._held = self._held, None
        for message in held:
            self._deliver(message)


def close_drawer(page: Page) -> None:
    """Close the source."""
    drawer(page).get_by_role("button", name="Close").click()
    expect(drawer(page)).to_have_count(0)


def press_filters(page: Page) -> None:
    """Press the line that opens the filters."""
    keyed(page, "filters").locator("summary").click()


def later_day(page: Page) -> None:
    """Go to the next day with a report."""
    keyed(page, "known-later").get_by_role("button").click()


def clear_filters(page: Page) -> None:
    """Press “Clear all filters”."""
    counts(page).get_by_role("link", name="Clear all filters").click()


@pytest.mark.parametrize(
    ("query", "first", "second", "after"),
    [
        ({"item": SEVEN}, close_drawer, press_filters, {}),
        ({"item": SEVEN, "city": "almaty"}, close_drawer, clear_filters, {}),
        ({"city": "almaty"}, clear_filters, press_filters, {}),
        ({"known_on": "2022-01-08"}, later_day, press_filters, {"known_on": "2022-01-09"}),
        ({"known_on": "2022-01-08", "item": SEVEN}, close_drawer, later_day, {"known_on": "2022-01-09"}),
    ],
)
def test_a_second_action_does_not_undo_the_first(
    open_page: OpenPage, query: dict[str, str], first: Act, second: Act, after: dict[str, str]
) -> None:
    """The request for the second comes with the address that the browser still has, which is from before the first."""
    page = open_page(fresh=True)
    line = SlowLine(page)
    visit(page, "casualties", **query)
    with line.held():
        first(page)
        second(page)
    settled(page)
    address_says(page, **after)
    expect(drawer(page)).to_have_count(0)
    open_filters(page)


def test_a_step_back_to_an_address_that_was_left_is_no_old_request(open_page: OpenPage) -> None:
    """The address of both is the same: what follows the step back must not be taken for a request from before."""
    page = visit(open_page(), "casualties", city="almaty")
    clear_filters(page)
    address_says(page)
    page.go_back()
    address_says(page, city="almaty")
    press_filters(page)
    settled(page)
    expect(counts(page)).to_contain_text("Almaty")
    expect(keyed(page, "filter_city")).to_contain_text("Almaty")
    page.go_forward()
    address_says(page)
    expect(counts(page)).not_to_contain_text("Almaty")
