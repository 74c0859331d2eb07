"""Sharing and taking away in a browser: the link that is copied is the view, the file that is saved is the table."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, Server
from tests.browser.steps import (
    ACCENT,
    LEAD,
    TABLES,
    address_says,
    bring,
    drawer,
    find_mark,
    keyed,
    query_of,
    saved_by,
    settled,
    until,
    visit,
)

FIGURE = f"{LEAD}.arrests-3800"

SEEN = """() => {
    const texts = selector => [...document.querySelectorAll(selector)].map(each => each.innerText.trim())
    const keys = name => [...document.querySelectorAll(`[class*="st-key-${name}"]`)]
        .map(each => each.className.match(/st-key-([^ ]+)/)[1])
    return {
        heading: texts('h1'),
        counts: texts('.st-key-filter-bar p').filter(each => each.startsWith('Showing')),
        filters: [...document.querySelectorAll('[class*="st-key-filter_"]')].map(each =>
            each.innerText + [...each.querySelectorAll('input')].map(input => input.value)),
        choices: [...document.querySelectorAll('[class*="st-key-view_"] input')].map(input => input.value)
            .concat(texts('.page nav [aria-current="true"]')),
        turned: texts('[class*="st-key-page-"] [aria-current], .pager [aria-current="page"]'),
        sources: [...document.querySelectorAll('.page [data-item]')].map(each => each.dataset.item),
        visuals: keys('map').concat(keys('timeline'), keys('count'), keys('voices')),
        drawer: texts('[role="dialog"] h1, [role="dialog"] blockquote'),
    }
}"""
"""What makes a view: its words, its choices, its items."""


WITHIN = {"share": "copy-link-view", "take-away": "take-0"}
"""Something that stands in each panel once it is filled."""


def panel(page: Page) -> Locator:
    """The open panel."""
    return page.get_by_test_id("stPopoverBody")


def open_panel(page: Page, key: str) -> Locator:
    """Open Share or Take away, and wait until what is in it stands."""
    keyed(page, key).get_by_role("button").first.click()
    expect(keyed(page, WITHIN[key])).to_be_visible()
    settled(page)
    return panel(page)


def may_copy(page: Page) -> Page:
    """Let a page use the clipboard, as a reader's click does, and empty it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def copied(page: Page, name: str = "view") -> str:
    """Click Copy link, and read what is in the clipboard."""
    page.evaluate("() => navigator.clipboard.writeText('')")
    link = keyed(page, f"copy-link-{name}").get_by_role("link")
    bring(link).click()
    expect(link).to_have_text(re.compile("Copied"))
    return until("a link in the clipboard", lambda: str(page.evaluate("() => navigator.clipboard.readText()")))


def dataset(server: Server, page: Page) -> str:
    """The version of the records that the server shows."""
    answer = page.request.get(f"{server.url}/api/v1/articles.json?limit=1")
    return str(answer.json()["dataset_version"])


KINDS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "filters": ("timeline", {"city": "almaty", "kind": ["protest", "security_operation"], "from": "2022-01-05"}),
    "a search": ("", {"q": "“shoot to kill” & more + 50%"}),
    "a day of knowing": ("casualties", {"known_on": "2022-01-15", "metric": "detained"}),
    "a view of the map": ("map", {"view": "almaty", "city": "almaty"}),
}
"""What links hold; of each key that there is, tests/app/test_share.py holds the link to the view."""


@pytest.mark.parametrize(("path", "query"), KINDS.values(), ids=KINDS.keys())
def test_the_link_that_is_copied_opens_the_view_in_another_browser(
    open_page: OpenPage, server: Server, path: str, query: dict[str, Any]
) -> None:
    """What a colleague sees behind the link must be what the reader saw when copying it, and next year as well."""
    page = may_copy(open_page())
    go(page, path, query)
    before = page.evaluate(SEEN)
    open_panel(page, "share")
    link = copied(page)
    wanted = {key: [value] if isinstance(value, str) else value for key, value in query.items()}
    assert query_of(page) == wanted, "the reader's own address holds what differs from the default, and no pin"
    pins = {"known_on": wanted.get("known_on", ["2022-01-07"]), "dataset": [dataset(server, page)]}
    assert link.split("?")[0] == f"{server.url}/{path}"
    assert parse_qs(urlsplit(link).query) == wanted | pins

    colleague = open_page(fresh=path == "")
    colleague.goto(link)
    settled(colleague)
    assert colleague.evaluate(SEEN) == before
    assert before["heading"][0]
    assert before["counts"][0].startswith("Showing")
    expect(colleague.get_by_test_id("stAlert")).to_have_count(0)
    if "view" in query:
        page.keyboard.press("Escape")  # the panel lies over the map
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
        here, there = (find_mark(each, "map-almaty-0", 0, ACCENT["light"]) for each in (page, colleague))
        assert abs(here[0] - there[0]) < 3
        assert abs(here[1] - there[1]) < 3


def go(page: Page, path: str, query: dict[str, Any]) -> Page:
    """Open a page under parameters of any name, and wait until it stands."""
    page.goto(f"/{path}" + (f"?{urlencode(query, doseq=True)}" if query else ""))
    return settled(page)


def test_the_link_of_an_opened_item_opens_it_in_another_browser(open_page: OpenPage, server: Server) -> None:
    """A link to one figure that opens the page alone leaves its reader to search for it."""
    page = may_copy(open_page())
    visit(page, "casualties", item=FIGURE)
    summary = drawer(page).locator(".st-key-item-panel summary")
    bring(summary).click()
    link = copied(page, "item")
    pins = {"known_on": ["2022-01-07"], "dataset": [dataset(server, page)]}
    assert parse_qs(urlsplit(link).query) == {"item": [FIGURE]} | pins
    assert query_of(page) == {"item": [FIGURE]}
    before = page.evaluate(SEEN)
    assert before["drawer"]

    colleague = open_page()
    colleague.goto(link)
    settled(colleague)
    expect(drawer(colleague)).to_contain_text("more than 3,800")
    assert colleague.evaluate(SEEN) == before


def saved(page: Page, button: Locator) -> tuple[str, bytes]:
    """Click a button, and take the file that the browser saves: its name and what is in it."""
    download = saved_by(page, button)
    return download.suggested_filename, Path(download.path()).read_bytes()


def take(page: Page, label: str) -> tuple[str, bytes]:
    """Save one of the panel's files."""
    return saved(page, panel(page).get_by_role("button", name=label, exact=True))


def rows_of(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


SHOWN: Mapping[str, tuple[str, dict[str, str], dict[str, str]]] = {
    # page: the table in the archive, filters, and which column stands under which heading as it is
    "timeline": ("events", {"city": "almaty"}, {"title": "Event", "actors": "Who acts"}),
    "casualties": (
        "claims", {"known_on": "2022-01-15", "city": "almaty"},
        {"value_text": "Words", "asserted_by_name": "Who says so", "reported_on": "Reported"},
    ),
}  # fmt: skip
"""One page with shapes and one without; tests/app/test_share.py holds the files of every page to its filters."""


@pytest.mark.parametrize("path", SHOWN)
def test_the_files_have_exactly_the_rows_of_the_table_on_the_page(open_page: OpenPage, path: str) -> None:
    """A journalist takes the file for the screen: other rows in it would be printed as what the page said."""
    table, filters, columns = SHOWN[path]
    page = visit(open_page(), path, **filters)
    expander = keyed(page, f"table-{TABLES[path]}")
    bring(expander.locator("summary")).click()
    expect(expander.locator("tbody tr").first).to_be_visible()
    settled(page)
    headings = [text.strip() for text in expander.locator("thead th").all_inner_texts()]
    cells = [
        [cell.strip() for cell in row]
        for row in expander.locator("tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.querySelectorAll('td, th')].map(cell => cell.innerText))"
        )
    ]
    on_screen = [tuple(row[headings.index(heading)] for heading in columns.values()) for row in cells]

    open_panel(page, "take-away")
    name, zipped = take(page, "Zip")
    assert re.fullmatch(rf"{table}-[a-z0-9-]+\.zip", name)
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        packed = archive.read(f"data/{table}.csv")
        tab = {"metric": ["killed"]} if path == "casualties" else {}
        assert json.loads(archive.read(f"data/{table}.json"))["filters"] == tab | {
            key: [value] for key, value in filters.items() if key != "known_on"
        }
        assert "\n".join(f"  {key}: {value}" for key, value in filters.items() if key != "known_on") in archive.read(
            "README.txt"
        ).decode().replace("\r\n", "\n")
    assert [tuple(row[column] or "—" for column in columns) for row in rows_of(packed)] == on_screen
    assert len(on_screen) > 0

    assert take(page, "CSV")[1] == packed
    as_json = json.loads(take(page, "JSON")[1])["rows"]
    first = next(iter(columns))
    assert [row[first] for row in as_json] == [row[first] for row in rows_of(packed)]
    if table in ("events", "places"):
        name, text = take(page, "GeoJSON")
        assert name.endswith(".geojson")
        assert [each["properties"] for each in json.loads(text)["features"]] == as_json


def test_all_rows_are_all_of_them_and_another_table_is_a_choice_away(page: Page) -> None:
    """Who filters to look around and then takes “all” home must not find the filter in the file."""
    visit(page, "timeline", city="almaty")
    open_panel(page, "take-away")
    panel(page).get_by_text("All rows").click()
    settled(page)
    name, text = take(page, "CSV")
    assert name == "events-2022-01-07.csv"
    assert len(rows_of(text)) == 36
    box = panel(page).get_by_role("combobox", name="Table")
    box.click()
    page.get_by_role("option", name="Quotations").click()
    settled(page)
    name, text = take(page, "CSV")
    assert name == "quotes-2022-01-07.csv"
    assert len(rows_of(text)) == 18
    address_says(page, city="almaty")


def test_the_view_as_one_page_is_a_file_that_says_the_same(page: Page) -> None:
    """The page that is printed for the meeting has to be the one that was on the screen."""
    visit(page, "casualties", city="almaty")
    heading = page.locator("h1").inner_text()
    open_panel(page, "take-away")
    name, html = take(page, "One page")
    assert re.fullmatch(r"casualties-and-arrests-[a-z0-9-]+\.html", name)
    assert heading.split(",")[0] in unescape(html.decode())
    name, html = take(page, "Whole file")
    assert re.fullmatch(r"casualties-and-arrests-whole-[a-z0-9-]+\.html", name)
    assert heading.split(",")[0] in unescape(html.decode())


def test_a_card_is_saved_as_a_picture_in_both_forms(page: Page) -> None:
    """A card without its source, or a file that no program opens, ends up as a screenshot of something else."""
    visit(page, item=FIGURE)
    bring(drawer(page).locator(".st-key-item-panel summary")).click()
    settled(page)
    stem = FIGURE.replace(".", "-")
    name, png = saved(page, drawer(page).get_by_role("button", name="PNG", exact=True))
    assert name == f"{stem}.png"
    with Image.open(io.BytesIO(png)) as picture:
        picture.load()
        assert picture.format == "PNG"
        assert min(picture.size) >= 600
        assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 10, "an empty picture"
    name, svg = saved(page, drawer(page).get_by_role("button", name="SVG", exact=True))
    assert name == f"{stem}.svg"
    words = " ".join("".join(ElementTree.fromstring(svg).itertext()).split())
    assert "Al Jazeera" in words
    assert "2022" in words
