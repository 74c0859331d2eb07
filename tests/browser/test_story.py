"""Presenter mode in a browser: by keyboard from start to end, in two windows, on a phone, without the network."""

from contextlib import closing
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, Route, ViewportSize, WebSocketRoute, expect

from data.stories.models import Step
from tests.app.test_story import FIGURE, ID, LAST, STORY, WITHOUT_ITEMS
from tests.browser.conftest import PHONE, OpenPage, Server
from tests.browser.steps import (
    OPENING_SEEN,
    address_says,
    drawer,
    keyed,
    opening_of,
    query_of,
    section,
    stood_still,
    until,
)
from tests.browser.test_axe import expect_sound

AGREEMENT_SIGNS = """() => {
    const app = document.querySelector('[data-testid="stApp"]')
    const idle = app?.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('.st-key-story-controls') && document.querySelector('h1')
        && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"], #prerendered')
        && [...document.querySelectorAll('[data-testid^="stBidiComponent"]')].every(
            section => section.querySelector('.page[data-drawn]'))
    window.idleFrames = idle ? (window.idleFrames ?? 0) + 1 : 0
    return window.idleFrames > 4
}"""
"""A step stands still."""

ALL_KEPT = """last => {
    const fetched = performance.getEntriesByType('resource').filter(each => each.initiatorType === 'fetch')
    return new Set(fetched.map(each => new URL(each.name).searchParams.get('step'))).size > last
}"""
"""Every step's page has arrived; the other fetches, which have no step, count as one more."""

FITS_THE_ROOM = """() => {
    const main = document.querySelector('[data-testid="stMain"]')
    const bottom = document.querySelector('[data-testid="stBottom"]').getBoundingClientRect().top
    return main.scrollHeight <= main.clientHeight
        && document.querySelector('.room').getBoundingClientRect().bottom <= bottom
}"""
"""A step ends above its buttons, and nothing has to be scrolled."""

LEAST_TYPE = """() => Math.min(...[...document.querySelectorAll('.room *')]
    .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
        && !each.closest('.hidden, .rib-list, .map-narrow, title') && each.checkVisibility())
    .map(each => parseFloat(getComputedStyle(each).fontSize)
        * (each.closest('svg[viewBox]') ? each.closest('svg').getScreenCTM().a : each.currentCSSZoom ?? 1)))"""
"""Pixels of the smallest type of a step."""

A_ROW_TOO_HIGH = """() => {
    document.querySelector('.room-visual').classList.add('room-cut')
    document.querySelector('.room .qt-said').append(
        ...Array.from({length: 60}, () => document.querySelector('.room .qt-said > *').cloneNode(true)))
}"""
"""Makes the quotations of a step higher than the screen; for a very long one the server adds the class."""

FITS = "() => document.documentElement.scrollWidth <= window.innerWidth"
SMALLEST_TYPE = 16.9
"""Pixels that the last row of a room can read."""

SMALLEST_TARGET = 24
"""Pixels: WCAG 2.2, target size (minimum)."""

NOT_CONNECTED = """() =>
    document.querySelector('[data-testid="stApp"]').dataset.testConnectionState !== 'CONNECTED'"""
EMBEDDED = {"embed": "true"}
NARROW, WIDE = 390, 1280
ROOM: ViewportSize = {"width": WIDE, "height": 720}
MOST_ASKED = 5
"""Times that a window asks for the step in its address: once, and four more while another one is shown."""

BUTTONS = ("first", "back", "next", "last", "steps", "notes", "leave")


def query_in(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def step_address(number: int, **more: str) -> str:
    return f"/?{urlencode({'story': ID, 'step': number, **more})}"


def present(page: Page, number: int, **more: str) -> Page:
    """Open a step by its link, and wait until it stands."""
    page.goto(step_address(number, **more))
    return expect_step(page, number, **more)


def at_rest(page: Page) -> Page:
    """Wait until the step is drawn and nothing runs."""
    page.evaluate("() => { window.idleFrames = 0 }")
    page.wait_for_function(AGREEMENT_SIGNS)
    return page


def expect_step(page: Page, number: int, **more: str) -> Page:
    """The page shows the step, and nothing runs."""
    return at_rest(expect_turned_to(page, number, **more))


def expect_turned_to(page: Page, number: int, **more: str) -> Page:
    """The address, the one heading, the words and the progress are those of the step."""
    step = STORY.steps[number - 1]
    wanted = {key: [value] for key, value in {"story": ID, "step": str(number), **more}.items()}
    page.wait_for_url(lambda url: query_in(url) == wanted)
    shows(page, step)
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", str(number))
    return page


def shows(page: Page | FrameLocator, step: Step) -> None:
    """The step's title as the only heading of its rank, and its words."""
    app = page.get_by_test_id("stMain")
    expect(app.get_by_role("heading", level=1)).to_have_text([step.title])
    expect(app.get_by_text(step.words, exact=True)).to_be_visible()


def has_a_visual(page: Page, step: Step) -> None:
    """The step's visual is drawn: something in it opens its source, or it is a map with its cities."""
    drawn = section(page, "story").locator(".room-visual")
    mark = "circle.map-disc" if step.visual in WITHOUT_ITEMS else "[data-item]"
    expect(drawn.locator(mark).locator("visible=true").first).to_be_visible()


def figure(page: Page) -> Locator:
    """The link of a figure of the fifth step."""
    return section(page, "story").locator(f'[data-item="{FIGURE}"]').first


def button(page: Page | FrameLocator, name: str) -> Locator:
    """One of the controls."""
    return page.locator(f".st-key-story-{name}").locator("button:visible, a:visible").first


def kept(page: Page) -> Locator:
    """The words of a step that stand there while the network is away."""
    return page.locator(".prerendered-shown #prerendered")


def test_the_story_runs_from_start_to_end_by_one_key_and_each_step_fits_room_and_phone(open_page: OpenPage) -> None:
    """A presenter has one hand for one key; a step that it does not reach, or shows twice, stops the talk.

    Nobody scrolls with a clicker, and a chart in the type of a page is grey from the third row on. On a phone there are
    no arrow keys: a button behind the edge, or too small to hit, ends the story.
    """
    page = present(open_page(**ROOM), 1)
    for number, step in enumerate(STORY.steps, 1):
        expect_step(page, number)
        has_a_visual(page, step)
        expect(page.get_by_test_id("stMain").get_by_text("As known on")).to_be_visible()
        expect(keyed(page, "filter-bar")).to_have_count(0)
        assert page.evaluate(FITS_THE_ROOM), f"step {number} goes on below its buttons"
        assert page.evaluate(LEAST_TYPE) >= SMALLEST_TYPE, f"step {number} has type of {page.evaluate(LEAST_TYPE)} px"
        page.set_viewport_size(PHONE)
        fits_a_phone(at_rest(page), f"step {number}")
        page.set_viewport_size(ROOM)
        at_rest(page)
        if number == 4:
            page.evaluate(A_ROW_TOO_HIGH)
            assert page.evaluate(FITS_THE_ROOM), "a row that is too high goes on below the buttons"
        page.keyboard.press("ArrowRight")
    expect_step(page, LAST)
    for number in (LAST - 1, LAST - 2):
        page.keyboard.press("ArrowLeft")
        expect_step(page, number)


def fits_a_phone(page: Page, step: str) -> None:
    """Nothing slides sideways, and every button is within the window and large enough."""
    assert page.evaluate(FITS), f"{step} slides sideways"
    for name in BUTTONS:
        box = button(page, name).bounding_box()
        assert box is not None, name
        assert min(box["width"], box["height"]) >= SMALLEST_TARGET, (step, name, box)
        assert box["x"] >= 0, (step, name, box)
        assert box["x"] + box["width"] <= PHONE["width"], (step, name, box)
        assert box["y"] + box["height"] <= PHONE["height"], (step, name, box)


def test_on_a_phone_a_tap_leads_to_the_next_step(open_page: OpenPage) -> None:
    """What is drawn as a button has to be one."""
    page = present(open_page(**PHONE), 1)
    button(page, "next").click()
    expect_step(page, 2)


def test_a_clicker_and_the_other_keys_turn_the_steps(open_page: OpenPage) -> None:
    """Clickers send PageDown and PageUp, some Enter; whoever is asked to go back to the start presses Home."""
    page = present(open_page(), 1)
    presses = [
        (" ", 2), ("PageDown", 3), ("Enter", 4), ("PageUp", 3), ("Backspace", 2), ("End", LAST), ("PageDown", LAST),
        ("Home", 1), ("ArrowLeft", 1),
    ]  # fmt: skip
    for key, number in presses:
        page.keyboard.press(key)
        expect_step(page, number)


def test_no_press_of_a_hasty_thumb_is_lost_and_a_held_key_counts_once(open_page: OpenPage) -> None:
    """Five presses within one run of the script are five steps; a key that lies under a book is not the whole story."""
    page = present(open_page(), 1)
    for _ in range(5):
        page.keyboard.press("PageDown")
    expect_step(page, 6)
    for _ in range(5):
        page.keyboard.down("ArrowRight")
    page.keyboard.up("ArrowRight")
    expect_step(page, 7)
    page.go_back()
    expect_step(page, 6)
    for key in ("Control+ArrowRight", "Control+End", "Control+Home"):  # the browser's own
        page.keyboard.press(key)
    expect_step(page, 6)


def test_the_step_in_the_address_is_shown_though_an_earlier_one_came_last(browser: Browser, server: Server) -> None:
    """Streamlit’s runs share what they read the address from: one that comes late would leave the talk behind."""
    with closing(browser.new_context(base_url=server.url)) as context:
        page = context.new_page()
        asked: list[bytes] = []

        def mistake_once(socket: WebSocketRoute) -> None:
            real = socket.connect_to_server()

            def send(message: str | bytes) -> None:
                content = message if isinstance(message, bytes) else message.encode()
                if b"step=6" in content:
                    asked.append(content)
                real.send(content.replace(b"step=6", b"step=4") if len(asked) == 1 else content)

            socket.on_message(send)

        page.route_web_socket("**/_stcore/stream", mistake_once)
        present(page, 5)
        page.keyboard.press("PageDown")
        expect_step(page, 6)
        assert 2 <= len(asked) <= MOST_ASKED


@pytest.mark.parametrize("number", [1, 11])
def test_esc_leaves_to_the_page_of_the_step_with_its_filters(open_page: OpenPage, number: int) -> None:
    """A question from the room is answered on the page behind the step, where everything can be filtered."""
    step = STORY.steps[number - 1]
    page = present(open_page(), number)
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "story=" not in url)
    address_says(page, **step.address.to_query())
    assert urlsplit(page.url).path == f"/{step.address.path}"
    page.keyboard.press("End")
    expect(keyed(page, "filter-bar")).to_be_visible()
    address_says(page, **step.address.to_query())


def test_the_jump_list_leads_to_any_step(open_page: OpenPage) -> None:
    """Whoever has five minutes left skips to the end of the story, by its title."""
    page = present(open_page(), 2)
    button(page, "steps").click()
    entry = page.get_by_role("button", name=f"10. {STORY.steps[9].title}")
    expect(entry).to_be_visible()
    expect(page.get_by_role("button", name=f"2. {STORY.steps[1].title}")).to_be_disabled()
    entry.click()
    expect_step(page, 10)
    page.keyboard.press("PageDown")
    expect_step(page, 11)


@pytest.mark.parametrize("number", [3, 7])
def test_a_link_to_a_step_opens_it(open_page: OpenPage, number: int) -> None:
    """A link that a colleague sends leads to the very step, as the first thing that a browser opens."""
    has_a_visual(present(open_page(fresh=number == 7), number), STORY.steps[number - 1])


@pytest.mark.parametrize("step", ["999", "abc"])
def test_a_link_to_no_step_shows_one_and_goes_on_from_there(open_page: OpenPage, step: str) -> None:
    """A slip in a link is told, and the keys work all the same."""
    page = open_page()
    page.goto(f"/?story={ID}&step={step}")
    number = LAST if step == "999" else 1
    shows(page, STORY.steps[number - 1])
    expect(page.get_by_test_id("stAlert")).to_contain_text(step)
    at_rest(page)
    page.keyboard.press("Home" if step == "abc" else "PageUp")
    if step == "999":
        expect_step(page, LAST - 1)
    page.keyboard.press("End")
    expect_step(page, LAST)


def test_the_presenters_window_and_the_rooms_follow_each_other(open_page: OpenPage) -> None:
    """With the notes on a laptop and the story on the wall, one press has to turn both, whichever has the focus."""
    room = present(open_page(fresh=True), 1)
    with room.context.expect_page() as opening:
        button(room, "notes").click()
    notes = expect_turned_to(opening.value, 1, notes="true")
    said = notes.get_by_text(STORY.steps[1].notes[:40])
    room.keyboard.press("ArrowRight")
    expect_turned_to(notes, 2, notes="true")
    expect(said).to_be_visible()
    expect_turned_to(room, 2)
    expect(room.get_by_text(STORY.steps[1].notes[:40])).to_have_count(0)
    notes.keyboard.press("PageDown")
    expect_turned_to(room, 3)
    expect_turned_to(notes, 3, notes="true")
    button(notes, "last").click()
    expect_turned_to(room, LAST)
    for _ in range(4):
        room.keyboard.press("PageUp")
    expect_turned_to(notes, LAST - 4, notes="true")
    expect_turned_to(room, LAST - 4)
    room.keyboard.press("Escape")
    room.wait_for_url(lambda url: "story=" not in url)
    expect_turned_to(notes, LAST - 4, notes="true")


def test_an_opened_source_closes_with_esc_and_the_story_goes_on(open_page: OpenPage) -> None:
    """The number that somebody doubts is shown in its article; closing it must not close the story."""
    page = present(open_page(), 5)
    figure(page).click()
    expect(drawer(page)).to_contain_text("26 “armed criminals”")
    expect(drawer(page).get_by_role("link", name="Open the article here").first).to_be_visible()
    assert query_of(page) == {"story": [ID], "step": ["5"], "item": [FIGURE]}
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    expect_step(page, 5)
    page.keyboard.press("ArrowRight")
    expect_step(page, 6)
    page.keyboard.press("ArrowLeft")
    expect_step(page, 5)
    figure(page).click()
    expect(drawer(page)).to_be_visible()
    page.keyboard.press("PageDown")
    expect_step(page, 6)
    expect(drawer(page)).to_have_count(0)


def test_a_mark_of_a_chart_opens_its_source_in_the_story(open_page: OpenPage) -> None:
    """What can be clicked on a page can be clicked on the wall, and Esc leads back to the step."""
    page = present(open_page(), 6)
    section(page, "story").locator(".cc-chart a[data-item]").locator("visible=true").last.click()
    expect(drawer(page)).to_contain_text("The words it rests on")
    page.keyboard.press("Escape")
    expect_step(page, 6)


def test_without_the_network_the_next_steps_are_told_in_words_and_come_back(open_page: OpenPage) -> None:
    """The network of a lecture hall goes away in the middle; the talk must not."""
    page = present(open_page(fresh=True), 1, **EMBEDDED)
    page.wait_for_function(ALL_KEPT, arg=LAST)
    at_rest(page)
    page.context.set_offline(True)
    for key, number in ((" ", 2), ("ArrowRight", 3), ("PageDown", 4), ("End", LAST), ("ArrowLeft", LAST - 1)):
        page.keyboard.press(key)
        expect(kept(page).get_by_role("heading", level=1)).to_have_text(STORY.steps[number - 1].title)
        expect(kept(page).locator(".room-words")).to_have_text(STORY.steps[number - 1].words)
        expect(kept(page)).to_contain_text("No network")
        assert query_of(page) == {"story": [ID], "step": [str(number)], "embed": ["true"]}
    kept(page).get_by_role("link", name="Next").click()
    expect(kept(page).locator(".room-words")).to_have_text(STORY.steps[LAST - 1].words)
    page.keyboard.press("PageUp")
    page.context.set_offline(False)
    expect_step(page, LAST - 1, **EMBEDDED)
    page.keyboard.press("ArrowRight")
    expect_step(page, LAST, **EMBEDDED)


def test_when_the_server_goes_a_tap_is_enough_and_the_app_waits_for_it(browser: Browser, server: Server) -> None:
    """Streamlit switches its buttons off then, and to reload at once would put the browser's page of errors there."""
    with closing(browser.new_context(base_url=server.url)) as context:
        page = context.new_page()
        sockets: list[WebSocketRoute] = []

        def pass_on(socket: WebSocketRoute) -> None:
            socket.connect_to_server()
            sockets.append(socket)

        page.route_web_socket("**/_stcore/stream", pass_on)
        present(page, 1)
        page.wait_for_function(ALL_KEPT, arg=LAST)
        page.route("**/*", lambda route: route.abort())
        sockets[-1].close()
        page.wait_for_function(NOT_CONNECTED)
        box = button(page, "next").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(kept(page).locator(".room-words")).to_have_text(STORY.steps[1].words)
        page.keyboard.press("PageDown")
        expect(kept(page).locator(".room-words")).to_have_text(STORY.steps[2].words)
        page.unroute_all()
        expect_step(page, 3)


def test_the_steps_are_fetched_once_and_no_more_when_the_story_is_left(open_page: OpenPage) -> None:
    """A window that goes on loading what nobody will look at takes the network from everybody in the hall."""
    page = open_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.resource_type == "fetch":
            held.append(route)
        else:
            route.continue_()

    page.route("**/?story=*", hold)
    present(page, 5)
    until("the first step to be asked for", lambda: at_rest(page) and held)
    with page.expect_event("requestfailed", lambda request: request == held[0].request):
        page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "story=" not in url)
    address_says(page, **STORY.steps[4].address.to_query())
    assert [query_in(each.request.url) for each in held] == [{"story": [ID], "step": ["5"]}]
    page.unroute_all()
    present(page, 5)
    page.wait_for_function(ALL_KEPT, arg=LAST)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "fetch" else None)
    for key, number in (("ArrowRight", 6), ("ArrowLeft", 5)):
        page.keyboard.press(key)
        expect_step(page, number)
    assert asked == []


def test_a_story_runs_by_keyboard_in_a_frame_on_another_page(open_page: OpenPage) -> None:
    """A newsroom embeds the story in its article, where the keys are the frame's once it was clicked."""
    page = open_page()
    source = step_address(1, **EMBEDDED)
    html = f'<title>Article</title><iframe src="{source}" title="Story" width="1100" height="800"></iframe>'
    page.route("**/article.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("/article.html")
    frame = page.frame_locator("iframe")
    shows(frame, STORY.steps[0])
    frame.get_by_role("heading", level=1).click()
    for key, number in (("ArrowRight", 2), (" ", 3), ("PageUp", 2), ("End", LAST), ("Home", 1)):
        page.keyboard.press(key)
        shows(frame, STORY.steps[number - 1])
        (inside,) = page.frames[1:]
        assert query_in(inside.url) == {"story": [ID], "step": [str(number)], "embed": ["true"]}
    expect(frame.get_by_test_id("stMainMenu")).to_be_hidden()


def test_a_step_has_no_violation_of_ours(open_page: OpenPage) -> None:
    """A story is told to people who enlarge it, listen to it, or see fewer colours."""
    page = open_page()
    asked: tuple[tuple[int, dict[str, str]], ...] = ((4, {}), (6, {}), (9, {"notes": "true"}))
    for number, more in asked:
        present(page, number, **more)
        expect_sound(page, at_rest=at_rest)


@pytest.mark.parametrize(
    ("width", "more"), [(WIDE, {}), (NARROW, {}), (WIDE, EMBEDDED)], ids=["screen", "phone", "embedded"]
)
def test_the_title_of_a_step_stands_from_the_first_frame_to_the_last(
    open_page: OpenPage, width: int, more: dict[str, str]
) -> None:
    """A step that jumps or stands there twice while the app starts looks broken, largest of all on a wall."""
    page = open_page(width=width)
    page.add_init_script(OPENING_SEEN)
    present(page, 6, **more)
    stood_still(opening_of(page), STORY.steps[5].title)
