"""A page as one sheet of A4: nothing leaves the sheet, what does not fit is counted, the code is right."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import segno

from data.tables.archive import Archive, archive_from_records
from data.views.one_page import OnePage
from data.views.reading import read_address
from data.views.registry import BY_NAME, view_of
from data.views.summary import Summary, summary
from data.views.visual_words import visual_title
from publishing.pictures.draw_table import SHORTENED
from publishing.pictures.shapes import Box, Picture
from publishing.pictures.sheet import BLACK, CODE, HEIGHT, MARGIN, QUIET_ZONE, WIDTH, sheet_picture
from publishing.snapshot.one_page import one_page
from tests.command_line import run
from tests.hostile import hostile
from tests.unit.data.tables.test_known_on import DAYS
from tests.unit.publishing.pictures.test_cards import assert_nothing_overflows, boxes, text_of
from tests.unit.publishing.snapshot.test_page import Seen

Json = dict[str, Any]
Query = dict[str, list[str]]

PERMALINK = "https://news.example/casualties?known_on=2022-01-09&dataset=abc"
FILTERS: dict[str, Query] = {
    "one city": {"city": ["almaty"], "known_on": ["2022-01-10"]},
    "one report": {"article": ["hrw-2022-12-20"], "known_on": ["2022-12-20"]},
    "nothing": {"q": ["zeppelin"]},
    "before all reports": {"known_on": ["2021-01-01"]},
    "many": {"city": ["almaty", "aktau"], "kind": ["protest", "violence", "security_operation"], "q": ["the"]},
}
every_page = pytest.mark.parametrize("name", BY_NAME)
LONG = f"https://news.example/?q={'x' * 2000}"


def sheet(archive: Archive, name: str, query: Query, permalink: str = PERMALINK) -> tuple[OnePage, Summary, Picture]:
    view = view_of(read_address(BY_NAME[name].path, query, archive))
    page, of_page = OnePage(view), summary(view.reading)
    return page, of_page, sheet_picture(page, of_page, permalink=permalink)


def assert_is_one_sheet(page: OnePage, of_page: Summary, picture: Picture) -> None:
    assert (picture.width, picture.height) == (WIDTH, HEIGHT)
    assert_nothing_overflows(picture, margin=MARGIN)
    words = text_of(picture)
    for part in (of_page.title, of_page.known_on_label, of_page.filters, page.figures_heading):
        assert part in words
    counted = [int(number.replace(",", "")) for number in re.findall(r"And ([\d,]+) more", words)]
    tables = [page.figures, page.visual_table, *([page.disputes] if page.disputes else [])]
    assert len(counted) <= len(tables)
    assert words.count("see the link") >= len(counted)


@pytest.mark.parametrize("day", DAYS)
@every_page
def test_every_page_of_every_day_is_one_sheet(reports: Archive, name: str, day: str) -> None:
    """Guards against a figure or a dispute that runs off the paper, or over another one, on a day with many."""
    assert_is_one_sheet(*sheet(reports, name, {"known_on": [day]}))


@pytest.mark.parametrize("query", FILTERS.values(), ids=FILTERS)
@every_page
def test_under_filters_a_page_is_one_sheet_that_names_them(reports: Archive, name: str, query: Query) -> None:
    """Guards against a sheet of one city that passes for the whole country, and against an empty one."""
    assert_is_one_sheet(*sheet(reports, name, query))


@every_page
def test_figures_visual_and_disputes_are_three_things(reports: Archive, name: str) -> None:
    """Guards against a sheet that has its figures twice, or its disputes."""
    page, _, picture = sheet(reports, name, {"known_on": ["2022-12-20"]})
    tables = [page.figures, page.visual_table, *([page.disputes] if page.disputes else [])]
    assert len({table.columns for table in tables}) == len(tables)
    words = text_of(picture)
    for row in page.figures.rows[:1]:
        assert row.cells[1] in words
        assert row.cells[3].split("(")[0].strip() in words


def test_the_address_chooses_the_visual_of_the_sheet(reports: Archive) -> None:
    """Guards against a link to one visual whose paper shows another."""
    page, _, picture = sheet(reports, "casualties", {"visual": ["who"], "known_on": ["2022-12-20"]})
    assert page.visual == "who"
    assert visual_title(page.view, "who") in text_of(picture)


def test_rows_that_are_left_out_are_counted_on_the_sheet(reports: Archive) -> None:
    """Guards against four disputes of forty that look like all there are."""
    page, _, picture = sheet(reports, "casualties", {"known_on": ["2022-12-20"]})
    assert page.disputes is not None
    words = text_of(picture)
    shown = sum(row.cells[1].partition(".")[0] in words for row in page.disputes.rows)
    (left,) = re.findall(r"And ([\d,]+) more disputes?", words)
    assert shown + int(left) == page.disputes.total


def test_the_code_is_that_of_the_link(reports: Archive) -> None:
    """Guards against a phone that is sent nowhere, or a code without the white around it."""
    _, _, picture = sheet(reports, "map", {})
    matrix = [list(row) for row in segno.make(PERMALINK, error="m", micro=False).matrix]
    size = CODE / (len(matrix) + 2 * QUIET_ZONE)
    dark = [box for box in boxes(picture) if box.colour == BLACK]
    left, top = min(box.x for box in dark), min(box.y for box in dark)
    found = {
        (round((box.x - left) / size) + n, round((box.y - top) / size))
        for box in dark
        for n in range(round(box.width / size))
    }
    assert found == {(x, y) for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark}
    assert max(box.x + box.width for box in dark) <= WIDTH - MARGIN - QUIET_ZONE * size + 0.1


@pytest.mark.parametrize("permalink", ["", LONG, LONG * 3], ids=["no link", "a long one", "no code holds it"])
def test_a_sheet_without_a_link_or_a_code_says_what_it_has(reports: Archive, permalink: str) -> None:
    """Guards against a sheet that cannot be made for a view with a long address, or that promises a link it lacks."""
    page, of_page, picture = sheet(reports, "timeline", {}, permalink)
    assert_is_one_sheet(page, of_page, picture)
    assert ("PUBLIC_URL" in text_of(picture)) == (not permalink)
    assert (SHORTENED in text_of(picture)) == bool(permalink)


def test_html_in_every_field_of_a_record_stands_on_the_sheet_as_text(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against a file that runs what a record holds, and against long words that leave the sheet."""
    record, texts = hostile(small_record)
    archive = archive_from_records(write_record(record).parent)
    for name in BY_NAME:
        page, _, picture = sheet(archive, name, {})
        assert_nothing_overflows(picture, margin=MARGIN)
        ElementTree.fromstring(picture.to_svg())
        seen = Seen(one_page(page.view, permalink=PERMALINK))
        assert not {tag for tag, _ in seen.tags} & {"script", "img", "b", "iframe", "link"}
    assert any(text[:20] in text_of(sheet(archive, "overview", {})[2]) for text in texts)


@every_page
def test_the_file_has_the_sheet_and_the_same_as_text(reports: Archive, name: str) -> None:
    """Guards against a sheet that a phone and a screen reader cannot read, and one that asks another host."""
    view = view_of(read_address(BY_NAME[name].path, {"known_on": ["2022-12-20"]}, reports))
    html = one_page(view, permalink=PERMALINK)
    seen = Seen(html)
    assert [tag for tag, _ in seen.tags].count("svg") == 1
    assert [tag for tag, _ in seen.tags].count("h1") == 1
    assert "default-src 'none'" in html
    assert set(seen.links) == {PERMALINK}
    for table in (OnePage(view).figures, OnePage(view).visual_table):
        for row in table.rows[:5]:
            for cell in row.cells:
                assert " ".join(cell.split()) in seen.text
    assert not re.search(r"""(src|href)=["'](?!https://news\.example|#)""", html)


def test_the_command_writes_the_sheet_of_a_page(tmp_path: Path) -> None:
    """Guards against flags that are accepted and ignored."""
    out = tmp_path / "sheet.html"
    arguments = ("one-page", "--page", "casualties", "--out", out, "--known-on", "2022-01-09")
    finished = run(*arguments, package="publishing", PUBLIC_URL="https://news.example/kz/")
    assert (finished.returncode, finished.stderr) == (0, "")
    seen = Seen(out.read_text("utf-8"))
    assert "As known on Sun 9 Jan 2022" in seen.text
    assert any(link.startswith("https://news.example/kz/casualties?known_on=2022-01-09") for link in seen.links)
    assert run("one-page", "--page", "nowhere", "--out", out, package="publishing").returncode == 2


def test_the_code_has_squares_of_one_size(reports: Archive) -> None:
    """Guards against a code that a printer makes unreadable: a module below a third of a millimetre."""
    _, _, picture = sheet(reports, "overview", {}, f"https://news.example/?{'city=almaty&' * 12}")
    smallest = min(box.height for box in boxes(picture) if isinstance(box, Box) and box.colour == BLACK)
    assert smallest * 25.4 / 150 >= 0.33
