"""Each filter narrows what is shown, stands in the address, and comes back from it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import pytest

from data import queries
from data.figures.latest import headline_figures
from data.queries.selection import Selection
from data.tables.archive import open_archive
from tests.app.conftest import Opener
from tests.app.screen import PAGE_FILES, Query, Screen


@dataclass(frozen=True)
class Filter:
    """A filter: what is asked, on which page its effect shows, and an item that stays and one that goes."""

    key: str
    value: str
    page: str
    stays: str
    goes: str
    selection: Selection
    changes: str = "events"


TIMELINE, QUOTES, QUOTED = "pages/timeline.py", "pages/quotes.py", "quotations"

FILTERS = (
    Filter("city", "aktau", TIMELINE, "aktau-gathering", "almaty-rally", Selection(city=("aktau",))),
    Filter(
        "actor", "antony-blinken", TIMELINE, "troops-invited", "aktau-gathering", Selection(actor=("antony-blinken",))
    ),
    Filter("kind", "diplomacy", TIMELINE, "russia-us-talks", "almaty-rally", Selection(kind=("diplomacy",))),
    Filter("from", "2022-01-07", TIMELINE, "aktau-gathering", "almaty-rally", Selection(date_from="2022-01-07")),
    Filter("to", "2022-01-05", TIMELINE, "almaty-rally", "aktau-gathering", Selection(date_to="2022-01-05")),
    Filter("q", "airport", TIMELINE, "airport-recaptured", "aktau-gathering", Selection(q="airport")),
    Filter("topic", "deaths", QUOTES, "kuralai-explosions", "blinken-warning", Selection(topic=("deaths",)), QUOTED),
    Filter(
        "quote_type", "scare", QUOTES, "ministry-liquidated", "kuralai-explosions",
        Selection(quote_type=("scare",)), QUOTED,
    ),
    Filter(
        "speaker", "kuralai", QUOTES, "kuralai-explosions", "blinken-warning", Selection(speaker=("kuralai",)), QUOTED
    ),
    Filter(
        "speaker_group", "experts", QUOTES, "suchkov-mixed-bag", "kuralai-explosions",
        Selection(speaker_group=("experts",)), QUOTED
    ),
)  # fmt: skip

each_filter = pytest.mark.parametrize("case", FILTERS, ids=lambda case: f"{case.key}={case.value}")


def choose(screen: Screen, case: Filter) -> Screen:
    """Give the filter's widget its value, as a reader does."""
    widget = screen.app.get_by_key(f"filter_{case.key}")
    if case.key in ("from", "to"):
        widget.set_value(dt.date.fromisoformat(case.value))
    elif case.key == "q":
        widget.set_value(case.value)
    else:
        widget.set_value([case.value])
    return screen.run()


def shown_as(screen: Screen, selection: Selection) -> None:
    """Assert that the counts line says what the data layer answers."""
    answer = queries.counts(open_archive(), selection).set_index("table_name")
    for what, table in (("events", "events"), ("figures", "claims"), ("quotations", "quotes")):
        shown, total = screen.counted(what)
        assert shown == answer.loc[table, "shown"], (what, screen.counts())
        assert total in (0, answer.loc[table, "total"]), (what, screen.counts())


@each_filter
def test_choosing_a_filter_narrows_the_page_and_puts_it_into_the_address(open_page: Opener, case: Filter) -> None:
    """A widget that looks set but changes neither rows nor address misleads whoever shares the link."""
    before = open_page(case.page)
    total = before.counted(case.changes)[1]
    after = choose(before, case)
    assert after.query == {case.key: [case.value]}
    shown_as(after, case.selection)
    assert after.counted(case.changes)[0] < total
    assert [link.text for link in after.links_to_clear()] == ["Clear all filters"]


@each_filter
def test_a_link_with_a_filter_shows_what_choosing_it_shows(open_page: Opener, case: Filter) -> None:
    """A pasted link has to reproduce the view: the same rows, the same widget, the same words."""
    chosen = choose(open_page(case.page), case)
    linked = open_page(case.page, {case.key: case.value})
    assert linked.app.get_by_key(f"filter_{case.key}").value == chosen.app.get_by_key(f"filter_{case.key}").value
    assert linked.texts() == chosen.texts()
    assert linked.charts() == chosen.charts()


@each_filter
def test_a_filter_keeps_what_matches_and_hides_what_does_not(shared_page: Opener, case: Filter) -> None:
    """Counts can be right while the list below them shows other rows."""
    items = shared_page(case.page, {case.key: case.value}).items()
    assert case.stays in items
    assert case.goes not in items


@pytest.mark.parametrize(
    ("case", "page"),
    [(case, PAGE_FILES[(n + m) % len(PAGE_FILES)]) for n, case in enumerate(FILTERS) for m in (0, 3)],
    ids=lambda each: each if isinstance(each, str) else each.key,
)
def test_every_filter_in_a_link_holds_on_every_page(shared_page: Opener, case: Filter, page: str) -> None:
    """A page that reads the address by itself, or has no widget for a key, would drop the filter silently.

    All pages read the address in one place: two pages for each filter, and two filters or more for each page.
    """
    screen = shared_page(page, {case.key: case.value})
    shown_as(screen, case.selection)
    assert screen.query == {case.key: [case.value]}
    assert not screen.notices()


def test_filters_are_kept_when_the_reader_turns_to_another_page(open_page: Opener) -> None:
    """Widgets bound in a page lose their values when the page is left; the address must not."""
    screen = open_page(QUOTES)
    screen.app.get_by_key("filter_speaker").set_value(["kuralai"])
    screen.run()
    screen.app.get_by_key("filter_q").set_value("explosions")
    screen.run()
    for page in (*PAGE_FILES, QUOTES):
        screen.go_to(page)
        assert screen.query == {"speaker": ["kuralai"], "q": ["explosions"]}, page
    assert screen.app.get_by_key("filter_speaker").value == ["kuralai"]
    assert screen.app.get_by_key("filter_q").value == "explosions"


def test_two_filters_together_show_what_both_keep(open_page: Opener) -> None:
    """Filters of different keys narrow each other; none may replace another."""
    screen = choose(choose(open_page(TIMELINE), FILTERS[0]), FILTERS[2])
    assert screen.query == {"city": ["aktau"], "kind": ["diplomacy"]}
    shown_as(screen, Selection(city=("aktau",), kind=("diplomacy",)))


def test_a_choice_made_on_a_count_that_has_changed_since_is_still_that_choice(open_page: Opener) -> None:
    """The browser answers with the label it shows, count included; an older count is no other city."""
    screen = open_page(TIMELINE)
    screen.app.get_by_key("filter_city").set_value(["Aktau (99)", "Nowhere (3)"])
    screen.run()
    assert screen.query == {"city": ["aktau"]}
    assert not screen.notices()


def test_two_values_of_one_filter_show_what_either_keeps(open_page: Opener) -> None:
    """`?city=almaty&city=aktau` is one filter with two values: the second must not overwrite the first."""
    screen = open_page(TIMELINE, {"city": ["almaty", "aktau"]})
    assert {"aktau-gathering", "almaty-rally"} <= screen.items()
    shown_as(screen, Selection(city=("almaty", "aktau")))
    assert sorted(screen.app.get_by_key("filter_city").value) == ["aktau", "almaty"]


@pytest.mark.parametrize("page", [TIMELINE, QUOTES], ids=["without filters of its own", "with"])
def test_clear_all_empties_address_and_widgets_and_keeps_the_day(open_page: Opener, page: str) -> None:
    """One click takes the reader out of every corner, whichever page's filters brought them there.

    The day is no filter: whoever looks at the 9th goes on looking at the 9th.
    """
    everything: Query = {
        "city": "almaty", "actor": "kazakhstan-police", "kind": "protest", "topic": "deaths", "quote_type": "direct",
        "speaker": "kuralai", "speaker_group": "experts", "from": "2022-01-05", "to": "2022-01-07", "q": "fuel",
        "known_on": "2022-01-09",
    }  # fmt: skip
    screen = open_page(page, everything)
    (clear,) = screen.links_to_clear()
    asked = parse_qs(clear.attributes["data-filter"], keep_blank_values=True)
    assert asked == {key: [""] for key in everything if key != "known_on"}, "a click does not do what the link does"
    screen.follow(clear.attributes["href"])
    assert screen.query == {"known_on": ["2022-01-09"]}
    shown_as(screen, Selection(known_on="2022-01-09"))
    widgets: list[Any] = [*screen.app.multiselect, *screen.app.date_input, *screen.app.text_input]
    assert [widget.key for widget in widgets if widget.value] == ["filter_known_on"]


def test_the_counts_line_says_in_words_what_filters(open_page: Opener) -> None:
    """On a phone the widgets are out of sight: the line that counts says what narrows."""
    line = open_page(TIMELINE, {"city": "aktau", "from": "2022-01-07", "q": "resign"}).counts()
    for words in ("Aktau", "From Fri 7 Jan 2022", "resign"):
        assert words in line


EMPTY: dict[str, Query] = {
    "pages/overview.py": {"q": "zeppelin"},
    "pages/timeline.py": {"city": "moscow", "kind": "protest"},
    "pages/map.py": {"city": "moscow", "kind": "protest"},
    "pages/casualties.py": {"city": "moscow"},
    "pages/quotes.py": {"speaker": "kuralai", "quote_type": "scare"},
    "pages/sides.py": {"q": "zeppelin"},
}
"""Filters that leave each page empty; corrections are never filtered."""


@pytest.mark.parametrize("page", EMPTY)
def test_an_empty_result_says_which_filter_to_loosen(open_page: Opener, page: str) -> None:
    """A blank page leaves the reader thinking that nothing happened; an exception, that nothing works."""
    screen = open_page(page, EMPTY[page])
    text = screen.text
    assert "Loosen" in text
    after = text[text.index("Loosen") :].casefold()
    labels = {"q": "search", "kind": "kind of event", "quote_type": "type of quotation"}
    assert any(labels.get(key, key) in after for key in EMPTY[page]), after
    assert screen.heading.strip(), "no heading"


def test_following_the_advice_of_an_empty_result_shows_that_many(open_page: Opener) -> None:
    """The number behind a filter's name is a promise: so many show when it alone is cleared."""
    screen = open_page(QUOTES, {"speaker": "kuralai", "quote_type": "scare"})
    advice = screen.text[screen.text.index("Loosen") :].splitlines()[0].casefold()
    screen.app.get_by_key("filter_speaker").set_value([])
    loosened = screen.run().counted("quotations")[0]
    assert loosened > 0
    assert f"speaker ({loosened})" in advice.replace("kind of speaker", "")


def test_the_advice_of_an_empty_part_of_a_page_counts_that_part(open_page: Opener) -> None:
    """Ten figures of any kind are no reason to promise ten of people killed."""
    text = open_page("pages/overview.py", {"city": "aktau"}).text
    people = len(headline_figures(open_archive()))
    direct = len(queries.direct_quotes(open_archive()))
    assert f"No figures of people killed, injured or arrested under these filters. Loosen city ({people})" in text
    assert f"No direct quotations under these filters. Loosen city ({direct})" in text


def test_a_range_of_days_keeps_the_events_without_a_day(open_page: Opener) -> None:
    """A date range hides what certainly lies outside it: events without a day may lie inside, so they stay."""
    screen = open_page(TIMELINE, {"from": "2022-01-06", "to": "2022-01-06"})
    assert "airport-recaptured" in screen.items()
    assert "televised-address" in screen.items(), "an undated event was dropped for being vague"
    assert "almaty-rally" not in screen.items()
