"""axe-core on every page, at both widths, in both themes, and on the open drawer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.steps import LEAD, TABLES, drawer, keyed, open_filters, opened_table, settled, visit

VIOLATIONS_ALONE = {"resultTypes": ["violations"]}
"""What passes is not described: that is most of axe's time on a long page."""

ALL_RULES = VIOLATIONS_ALONE | {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS_ALONE = VIOLATIONS_ALONE | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules whose answer depends on the theme."""


@dataclass(frozen=True)
class NotOurs:
    """A violation in Streamlit's own markup, which no Python of ours can mend."""

    rule: str
    selector: str
    """CSS selector that the violating element matches."""
    why: str


STREAMLITS_OWN = (
    NotOurs(
        "target-size",
        '[data-testid="stDateInputField"] [role="spinbutton"]',
        "year, month and day of st.date_input are fields of their own, 18 px wide; no option changes that",
    ),
)

STREAMLITS_OWN_AT_TIMES = (
    NotOurs(
        "scrollable-region-focusable",
        "div:has(table)",
        "st.table scrolls sideways on a phone in a box that Streamlit does not let the keyboard reach; CSV is below it",
    ),
    NotOurs(
        "target-size",
        '[data-testid="stMultiSelect"] input[role="combobox"]',
        "behind a chip st.multiselect leaves its input what is left of the line; a click anywhere in the box opens it",
    ),
    NotOurs(
        "presentation-role-conflict",
        '[data-testid="stFileUploaderDropzone"]',
        "st.file_uploader names the box that files are dropped on, which has no role; its button says the same",
    ),
)
"""Met only where a table is opened on a narrow screen, a chip nearly fills its filter, or a file is dropped."""


def violations(page: Page, *, rules: dict[str, Any] = ALL_RULES) -> tuple[list[str], set[NotOurs]]:
    """Violations of ours, whatever their impact, and which of the entries above were met."""
    ours: list[str] = []
    met: set[NotOurs] = set()
    for violation in Axe().run(page, options=rules).response["violations"]:
        for node in violation["nodes"]:
            at = page.locator(node["target"][-1]).first
            known = {
                each
                for each in (*STREAMLITS_OWN, *STREAMLITS_OWN_AT_TIMES)
                if each.rule == violation["id"] and at.evaluate(MATCHES, each.selector)
            }
            met |= known
            if not known:
                ours.append(
                    f"{violation['id']} at {node['target'][-1]}: {node['failureSummary']} in {node['html'][:300]}"
                )
    return ours, met


MATCHES = "(element, selector) => element.matches(selector)"


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RULES = {"light": ALL_RULES, "dark": COLOURS_ALONE}

Look = tuple[Literal["light", "dark"], int]
"""A theme, and a width in pixels."""

LOOKS: tuple[Look, ...] = (("light", 1280), ("light", 390), ("dark", 1280))
"""What a page is looked at in: its colours differ between the themes, its form between the widths."""


def expect_sound(page: Page, *, looks: Sequence[Look] = LOOKS, at_rest: Callable[[Page], Page] = settled) -> None:
    """Assert that axe finds nothing of ours on the page, as wide as a screen and as narrow as a phone, light and dark.

    Streamlit sets its other theme when the system's colours change.
    """
    for scheme, width in looks:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IS_OF_THE_SCHEME, arg=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        at_rest(page)
        assert violations(page, rules=RULES[scheme])[0] == [], f"{scheme}, at {width} px"


IS_OF_THE_SCHEME = """scheme => {
    const ground = getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor
    return ground.match(/\\d+/g).slice(0, 3).every(channel => (channel > 127) === (scheme === 'light'))
}"""
"""The page has taken on the theme of the system's colours."""


def test_a_page_and_its_table_have_no_violation_of_ours(on_screen: Opened) -> None:
    """What axe finds, somebody stumbles over: whoever listens to the page, enlarges it, or sees fewer colours."""
    if on_screen.path in TABLES:
        with opened_table(on_screen.page, TABLES[on_screen.path]):
            expect_sound(on_screen.page, looks=[("light", 1280), ("dark", 1280)])
    else:
        expect_sound(on_screen.page, looks=[("light", 1280), ("dark", 1280)])


def test_a_page_on_a_phone_has_no_violation_of_ours(on_phone: Opened) -> None:
    """A phone shows other things than a screen: lists for charts, smaller targets, folded parts."""
    expect_sound(on_phone.page, looks=[("light", 390)])


def test_the_open_drawer_has_no_violation_of_ours(page: Page) -> None:
    """The drawer is where a number is checked, so everybody has to be able to read it."""
    visit(page, "casualties", item=f"{LEAD}.killed-police-and-guard")
    expect(drawer(page)).to_contain_text("The words it rests on")
    expect_sound(page)


def test_notices_chips_and_an_empty_result_have_no_violation_of_ours(page: Page) -> None:
    """They are colours and controls of their own, and stand on no page as it opens."""
    visit(page, "quotes", city=["almaty", "nowhere"], q="zeppelin", **{"from": "2022-01-06"})
    expect(page.get_by_test_id("stAlert")).to_contain_text("nowhere")
    expect_sound(page)


def test_open_panels_have_no_violation_of_ours(page: Page) -> None:
    """The button of an open panel was dark blue on near-black: Streamlit's accent is made to carry white text."""
    visit(page, "sources")
    for panel in ("share", "take-away", "present"):
        keyed(page, panel).get_by_role("button").first.click()
        body = page.get_by_test_id("stPopoverBody")
        expect(body.get_by_role("link").or_(body.get_by_text("One page", exact=True)).first).to_be_visible()
        expect_sound(page)
        page.keyboard.press("Escape")
        expect(body).to_have_count(0)


def test_what_is_listed_as_streamlits_own_is_still_there(page: Page) -> None:
    """An entry that Streamlit has mended would go on to hide a violation of ours."""
    visit(page, "timeline", **{"from": "2022-01-06"})
    open_filters(page)
    assert violations(page)[1] == set(STREAMLITS_OWN)
