"""Every page draws what it promises: bars with a size, marks on a map, days under their bars, in both themes."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page, expect

from data.wording.phrases import day_and_month
from tests.app.test_records import hostile
from tests.browser.conftest import Opened, OpenPage, StartServer
from tests.browser.steps import (
    ACCENT,
    LEAD,
    NAMES,
    RECORD,
    VISUALS,
    address_says,
    bars,
    drawer,
    expect_bars,
    keyed,
    marks,
    picture,
    section,
    until,
    visit,
)
from tests.browser.test_axe import IS_OF_THE_SCHEME, SCHEMES

DARK_INK = "rgb(236, 234, 230)"
"""Colour of text on a dark page."""

NEAR = 4
"""Pixels between the beginning of a day's label and of the bars under it."""


STARTS = {
    str(event["title"]): str(event["start"])
    for event in RECORD["events"]
    if event.get("time_precision") in ("day", "approximate") and event.get("end") in (None, event["start"])
}
"""Title to the day of each event that fell on one day or began on it."""


def test_a_page_can_be_read_in_light_and_in_dark(on_screen: Opened) -> None:
    """A theme that is half set leaves dark words on a dark ground."""
    for scheme in SCHEMES:
        on_screen.page.emulate_media(color_scheme=scheme)
        on_screen.page.wait_for_function(IS_OF_THE_SCHEME, arg=scheme)
        until(f"words that can be read in the {scheme}", lambda: _contrast_of_the_heading(on_screen.page) > 7)


def test_the_map_is_drawn_in_light_and_in_dark_and_follows_a_theme_that_changes(page: Page) -> None:
    """A canvas without WebGL, or ink on ink, is there and stays blank; and the server colours the map: without a run
    it would stay light on a page that turned dark."""
    visit(page, "map")
    canvas = keyed(page, VISUALS["map"]).locator("canvas").first
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = until(f"two marks on the {scheme} map", lambda colour=ACCENT[scheme]: marks(canvas, colour)[:2])
        assert len(found) == 2, "Almaty and Aktau"
        assert found[0][2] > 2 * found[1][2], "ten events are no larger than one"
        until("ink on the map", lambda: _is_inked(picture(canvas)))


def test_the_timeline_and_the_panel_are_drawn_in_light_and_in_dark(page: Page) -> None:
    """A figure of no size is there and stays blank; and one that the server coloured would stay light in the dark."""
    visit(page, "timeline", item=f"{LEAD}.airport-recaptured")
    coloured = (
        (keyed(page, "timeline").locator(".annotation-text", has_text="airport").first, "fill"),
        (drawer(page).locator(".page h2").first, "color"),
    )
    for words, colour in coloured:
        expect(words).not_to_have_css(colour, DARK_INK)
    page.emulate_media(color_scheme="dark")
    for words, colour in coloured:
        expect(words).to_have_css(colour, DARK_INK)
    page.keyboard.press("Escape")
    expect_bars(page, VISUALS["timeline"])
    until("ink in the timeline", lambda: _is_inked(picture(keyed(page, VISUALS["timeline"]))))


def _is_inked(pixels: np.ndarray) -> bool:
    """Whether a picture has many colours, and one pixel in a hundred differs clearly from the commonest one."""
    colours, times = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)
    far = np.abs(colours - colours[times.argmax()]).sum(axis=1) > 60
    return len(colours) > 30 and times[far].sum() / times.sum() > 0.01


def _contrast_of_the_heading(page: Page) -> float:
    """Contrast (WCAG 2.2) of the heading and the page's ground."""
    words, ground = page.evaluate(
        """() => [getComputedStyle(document.querySelector('h1')).color,
                  getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor]"""
    )
    lighter, darker = sorted((_luminance(words), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(css: str) -> float:
    """Relative luminance (WCAG 2.2) of `rgb(…)`."""
    channels = [int(each) / 255 for each in re.findall(r"\d+", css)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_event_of_a_day_stands_under_the_label_of_that_day(page: Page) -> None:
    """A label at midnight, or in the middle of two days, moves every event by half a day or a whole one."""
    visit(page, "timeline")
    expect_bars(page, "timeline")
    labels = keyed(page, "timeline").locator(".annotation-text", has_text=re.compile(r"^\w{3} \d+ Jan$")).all()
    starts = {str(label.text_content()): box["x"] for label in labels if (box := label.bounding_box())}
    spans = [box for bar in bars(page, "timeline").all() if (box := bar.bounding_box())]
    own = [box for box in spans if box["height"] < max(each["height"] for each in spans)]
    days = {day_and_month(day) for day in STARTS.values()}
    assert len(days) > 1
    for day in days:
        (start,) = [x for label, x in starts.items() if label.endswith(f" {day}")]
        under = [box for box in own if abs(box["x"] - start) <= NEAR]
        assert len(under) == sum(day_and_month(each) == day for each in STARTS.values()), day


def test_on_a_phone_and_on_paper_the_events_of_a_day_are_listed_under_it(open_page: OpenPage) -> None:
    """A chart of a phone's width has no room for a word, and one for a dark screen is grey on paper."""
    page = visit(open_page(width=390, height=844, scheme="dark"), "timeline")
    expect(keyed(page, "timeline")).to_be_hidden()
    days = section(page, "timeline_list").locator(".tl-day")
    for title, day in STARTS.items():
        listed = days.filter(has=page.get_by_role("link", name=title, exact=True))
        expect(listed).to_contain_text(day_and_month(day))
    page.set_viewport_size({"width": 1280, "height": 844})
    page.emulate_media(media="print", color_scheme="dark")
    expect(keyed(page, "timeline")).to_be_hidden()
    for button in ("Share", "Filter and search", "Table and CSV"):
        expect(page.get_by_text(button).first).to_be_hidden()
    listed = days.first.get_by_role("link").first
    colours = listed.evaluate(
        "each => getComputedStyle(each.closest('.page')).backgroundColor + getComputedStyle(each).color"
    )
    assert colours == "rgb(255, 255, 255)rgb(22, 24, 27)"
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_in_a_narrow_window_the_map_is_a_picture_with_every_city_in_sight(open_page: OpenPage) -> None:
    """The map is made for 740 px: in a window of 390 px both ends of the country lay outside."""
    page = visit(open_page(width=390, height=844), "map")
    expect(keyed(page, "map-interactive")).to_be_hidden()
    cities = section(page, "map_svg").locator("svg.map-narrow .map-disc")
    expect(cities).to_have_count(2)
    for city in cities.all():
        box = city.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    section(page, "map_svg").locator("svg.map-narrow a", has_text="Almaty").first.click()
    address_says(page, city="almaty")


def test_the_tab_says_which_page_it_is_and_changes_with_it(page: Page) -> None:
    """Five tabs of one name are five guesses, and a bookmark without a name is lost."""
    visit(page, "quotes")
    expect(page).to_have_title(re.compile("Quotes"))
    for path in ("", "timeline", "casualties"):
        keyed(page, "page-links").get_by_role("link", name=NAMES[path], exact=True).click()
        expect(page).to_have_title(re.compile(NAMES[path] if path else r"^(?!Quotes|Streamlit$).+"))


def test_text_in_a_record_is_never_run_or_set_as_markup(
    small_record: dict[str, Any], write_record: Callable[..., Path], start_server: StartServer, open_page: OpenPage
) -> None:
    """The last word on escaping is the browser's: no element and no script may come out of a record."""
    record, _ = hostile(small_record)
    folder = write_record(record).parent
    page = open_page(on=start_server(ARTICLES=str(folder)))
    page.add_init_script("window.alert = () => { throw new Error('a record ran a script') }")
    item = f"{record['article']['id']}.{record['quotes'][0]['id']}"
    for path, query in (("quotes", {"item": item}), ("timeline", {}), ("casualties", {}), ("", {})):
        visit(page, path, **query)
        if query:
            expect(drawer(page)).to_contain_text("<b>bold</b>")
        expect(page.get_by_test_id("stMain")).to_contain_text("<b>bold</b>")
        found = page.evaluate(
            """() => [...document.querySelectorAll('b, strong, em, code, a, img, .katex')]
                .filter(e => /^(bold|strong|em|link|code|x\\^?2)$/.test(e.textContent.trim()) || e.src?.endsWith('/x'))
                .map(e => e.outerHTML.slice(0, 200))"""
        )
        assert found == [], f"/{path}: {json.dumps(found, indent=1)}"
