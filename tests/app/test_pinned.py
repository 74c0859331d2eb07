"""A pinned link in the app, on first pages, in snapshots, previews and citations: all show the view as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit

from app.toolbar import item_exports, share_links
from data.tables.archive import open_archive
from data.tables.released import releases_of
from data.views.address import DATASET
from data.views.opened import opened_item
from data.views.reading import read_address
from data.views.registry import view_of
from data.views.summary import summary
from hosting.first_pages import AppPage, page_answer, snapshot_answer
from publishing.first_page import prerendered
from publishing.snapshot.one_page import one_page
from tests import html_page
from tests.app.conftest import Opener
from tests.newsroom import Newsroom, correct_a_figure

Json = dict[str, Any]
SITE = "https://news.example"
STREAMLIT_PAGE = Path(streamlit.__file__).parent / "static" / "index.html"
THEN, NOW = "At least 40", "At least 41"
LINE = "As it was. This view is shown as the records were released on 1 April 2023"


@pytest.fixture
def asked(
    tmp_path: Path, small_record: Json, records_from: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """The query of a link that was pinned before a figure was corrected."""
    monkeypatch.setenv("PUBLIC_URL", SITE)
    newsroom = Newsroom(tmp_path / "newsroom")
    newsroom.write(small_record)
    release = newsroom.release()
    newsroom.write(correct_a_figure(small_record))
    newsroom.release()
    records_from(newsroom.articles)
    return {"known_on": "2023-03-01", DATASET: release.version}


def listed(query: dict[str, str]) -> dict[str, list[str]]:
    return {key: [value] for key, value in query.items()}


def test_the_app_shows_the_view_as_it_was_with_a_click_to_today(asked: dict[str, str], open_page: Opener) -> None:
    """Guards against a link in print that opens another figure than the one it was printed with."""
    screen = open_page("pages/casualties.py", asked)
    assert screen.section("pinned").text.startswith(LINE)
    assert THEN.removeprefix("At least ") in screen.section("casualties_ledger").text
    assert NOW.removeprefix("At least ") not in screen.section("casualties_ledger").text
    assert screen.notices() == ""
    (today,) = [node for node in screen.section("pinned").below() if node.tag == "a"]
    assert today.text == "See the records of today"
    assert today.attributes["data-filter"] == "dataset="
    now = screen.follow(today.attributes["href"])
    assert "section-pinned" not in now.fragments()
    assert now.query == {"known_on": ["2023-03-01"]} or now.query == {}
    assert "41 corrected" in now.section("casualties_ledger").text


def test_the_first_page_has_the_line_of_the_app(asked: dict[str, str], open_page: Opener) -> None:
    """Guards against a page that says one number before the app has started, and another one after."""
    reading = read_address("casualties", listed(asked), open_archive())
    page = html_page.parse(prerendered(summary(reading)))
    (line,) = [node for node in page.below() if node.attributes.get("data-section") == "pinned"]
    assert line.text == open_page("pages/casualties.py", asked).section("pinned").text
    query = "&".join(f"{key}={value}" for key, value in asked.items()).encode()
    sent = page_answer(
        "casualties", AppPage(STREAMLIT_PAGE.read_text("utf-8"), ""), open_archive(), query, SITE
    ).plain.body.decode()
    assert LINE.removeprefix("As it was. ") in sent
    assert NOW not in sent.split("Since then")[0]


def test_a_frame_and_one_page_have_the_line_too(asked: dict[str, str]) -> None:
    """Guards against another site's frame, or a sheet of paper, with the figure of then and no word about it."""
    reading = read_address("casualties", listed(asked), open_archive())
    frame = html_page.parse(prerendered(summary(reading), embedded=True)).text
    sheet = html_page.parse(one_page(view_of(reading), permalink=SITE)).text
    for words in (frame, sheet):
        assert LINE in words
        assert f"{NOW}," not in words.split("Since then")[0]


@pytest.mark.parametrize("page", ["casualties", "map"])
def test_a_snapshot_is_of_the_release_whatever_its_page(asked: dict[str, str], page: str) -> None:
    """Guards against a file that keeps the day of a link and not its records."""
    query = "&".join(f"{key}={value}" for key, value in asked.items()).encode()
    root = html_page.parse(snapshot_answer(page, open_archive(), query, SITE).plain.body.decode())
    head = next(node for node in root.below() if node.attributes.get("class") == "sn-view").text
    assert LINE in head
    assert f"Dataset version {asked[DATASET]}" in root.text
    (today,) = [node.attributes["href"] for node in root.below() if node.tag == "a" and "today" in node.text]
    assert today.startswith(SITE)
    assert DATASET not in today
    records = next(node for node in root.below() if node.attributes.get("id") == "records").text
    assert THEN in records
    assert NOW not in records


def test_what_is_shared_from_a_view_as_it_was_is_pinned_to_its_release(asked: dict[str, str]) -> None:
    """Guards against a card, a citation or a link that names today's version beside the figure of then."""
    item = "northport-2023-03-01.detained-40"
    reading = read_address("casualties", listed(asked | {"item": item}), open_archive())
    opened = opened_item(reading)
    assert opened is not None
    exports = item_exports(reading, opened)
    pinned = f"{DATASET}={asked[DATASET]}"
    assert pinned in exports.link
    assert pinned in next(iter(exports.citations.values()))
    svg = next(card for card in exports.cards if card.label == "SVG").content().decode()
    assert "At least 40" in html_page.parse(svg).text
    assert "41" not in html_page.parse(svg).text
    links = share_links(view_of(reading))
    assert pinned in links.pinned
    assert DATASET not in links.visual(links.shown).live
    assert links.note == ""


def test_whoever_shares_records_that_are_no_release_is_told(
    open_page: Opener, small_record: Json, tmp_path: Path, records_from: Callable[[Path], None]
) -> None:
    """Guards against the promise of a link that means the same later, where nobody has kept what it means."""
    small_record["article"]["headline"] = "Dockers stay away"  # one process knows an archive by its version
    unreleased = Newsroom(tmp_path / "unreleased")
    unreleased.write(small_record)
    records_from(unreleased.articles)
    assert releases_of(open_archive()) == ()
    told = open_page("pages/casualties.py", share=True).words_in("share")
    assert "are not released yet" in told
