"""Steps of stories drawn for a room: what fits is shown, what does not is counted, every figure has its asserter."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.stories.models import Step
from data.tables.archive import Archive, archive_from_records
from data.views import casualties_matrix
from data.views.base import View
from data.views.casualties import CasualtiesView
from data.views.count_chart import count_chart
from data.views.count_text import NOTE, WHO
from data.views.overview import OverviewView
from data.views.quotes import QuotesView
from data.views.reading import read_address
from data.views.registry import BY_NAME, view_of
from data.views.room import room_quotes, room_sources, room_timeline
from data.views.room_count import room_count
from data.views.room_figures import room_casualties, room_doubts, room_ledger
from data.views.room_size import MORE_LINE, SCREEN_WIDTH, Surroundings, fitting
from data.views.sources import SourcesView
from data.views.timeline import TimelineView
from publishing.links import links_of
from publishing.story import VISUALS, story_section
from tests import html_page
from tests.hostile import hostile

Json = dict[str, Any]
DAYS = ("2022-01-06", "2022-01-07", "2022-01-09", "2022-01-10", "2022-12-20")
KILLED = "ap-2022-01-09.killed-164"
ROOM = 440.0
"""Pixels of a visual's height above the source of an opened item."""

LEAST_NUMBER = 44
LEAST_TYPE = 17
"""Pixels: the smallest type of a number, and of anything, that a room reads."""

each_day = pytest.mark.parametrize("day", DAYS)
each_visual = pytest.mark.parametrize(("page", "visual"), VISUALS)


def view(page: str, archive: Archive, **query: str) -> Any:
    """The view of a page under a query."""
    found: View = view_of(read_address(BY_NAME[page].path, {key: [value] for key, value in query.items()}, archive))
    return found


def drawn(page: str, visual: str, archive: Archive, **query: str) -> html_page.Node:
    """A step with a visual, as a tree."""
    step = Step(title="The step", words="Its words.", page=page, visual=visual)
    shown = view(page, archive, **query)
    return html_page.parse(str(story_section(step, shown, links_of(shown.address))))


@each_day
def test_what_does_not_fit_is_counted(reports: Archive, day: str) -> None:
    """Guards against rows that a room does not see and nobody mentions."""
    casualties: CasualtiesView = view("casualties", reports, known_on=day)
    ledger = casualties.area_ledger
    listed = sum(len(group.rows) for group in (*ledger.first, *ledger.more))
    assert listed == ledger.page.total
    rows = room_casualties(casualties, ROOM)
    assert sum(len(group.rows) for group in rows.groups) + rows.left_out == listed
    overview: OverviewView = view("overview", reports, known_on=day)
    figures = room_ledger(overview, ROOM)
    assert sum(len(group.rows) for group in figures.groups) + figures.left_out == sum(
        len(group.rows) + group.more for group in overview.ledger
    )
    doubts = room_doubts(overview, ROOM)
    assert len(doubts.first) + doubts.left_out == len(overview.doubts)
    quotes: QuotesView = view("quotes", reports, known_on=day)
    said = room_quotes(quotes, ROOM)
    assert sum(len(block.quotations) for block in said.groups) + said.left_out == len(quotes.quotes)
    sources: SourcesView = view("sources", reports, known_on=day)
    read = room_sources(sources, ROOM)
    assert len(read.first) + read.left_out == len(sources.reports)


def test_figures_of_days_that_the_matrix_leaves_out_are_counted(
    reports: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a table of the last days alone that passes for the whole."""
    monkeypatch.setattr(casualties_matrix, "MAX_EMPTY_DAYS", 0)
    monkeypatch.setattr(casualties_matrix, "MAX_DAYS", 1)
    shown = drawn("casualties", "who", reports, known_on="2022-12-20")
    assert re.search(r"\d+ figures of other days are not in this table", shown.text)


@pytest.mark.parametrize("lanes", ["day", "kind"])
def test_a_timeline_shows_or_counts_every_event_with_a_day(reports: Archive, lanes: str) -> None:
    """Guards against a day that is left out because there are others before it."""
    timeline: TimelineView = view("timeline", reports, lanes=lanes)
    found = room_timeline(timeline, ROOM)
    assert sum(len(column.rows) for column in found.columns) + found.left_out == len(timeline.gantt.rows)
    assert len(found.undated) == len(timeline.undated_events)
    assert found.grouped == (lanes == "kind")


def test_a_step_about_one_figure_shows_what_each_side_says_of_it(reports: Archive) -> None:
    """Guards against a step that fails, or is empty, since the page has its statements in pages."""
    root = drawn("sides", "sides", reports, about="aljazeera-2022-01-07.arrests-3800")
    assert "more than 3,800" in root.text
    assert "are on the page" not in root.text


def test_what_is_left_out_is_a_sentence_with_a_link_to_it(reports: Archive) -> None:
    """Guards against a number that nobody can follow."""
    root = drawn("casualties", "latest", reports, known_on="2022-12-20", metric="killed")
    (more,) = [node for node in root.below() if node.attributes.get("class") == "room-more"]
    some = room_casualties(view("casualties", reports, known_on="2022-12-20", metric="killed"), ROOM)
    whole = sum(len(group.rows) for group in some.groups) + some.left_out
    shown = sum(node.attributes.get("class") == "number" for node in root.below())
    assert more.text == f"{whole - shown} more figures are on the page Casualties and arrests."
    (link,) = [node for node in more.below() if node.tag == "a"]
    assert link.attributes["href"] == "/casualties?known_on=2022-12-20"
    assert "data-page" not in link.attributes, "the app would read it as a link within the story"


def test_one_item_is_shown_even_if_it_is_too_high() -> None:
    """Guards against a step without any visual because its first row is long."""
    assert fitting(["long", "short"], [900, 10], 400).first == ("long",)
    assert fitting(["a", "b", "c"], [100, 200, 300], 400).left_out == 1
    assert fitting([], [], 400).first == ()


@each_day
@pytest.mark.parametrize("family", ["killed", "injured", "detained"])
@pytest.mark.parametrize("opened", ["", KILLED])
def test_a_count_fits_a_room_in_type_that_a_room_reads(reports: Archive, day: str, family: str, opened: str) -> None:
    """Guards against a chart below the edge of the screen, and against one that nobody in the last row can read."""
    query = {"known_on": day, "metric": family} | ({"item": opened} if opened and day > "2022-01-08" else {})
    casualties: CasualtiesView = view("casualties", reports, **query)
    found = room_count(casualties, ROOM)
    if found.chart is None:
        return
    scale = SCREEN_WIDTH / found.chart.width
    assert found.chart.height * scale <= ROOM + MORE_LINE * (not found.left_out)
    assert NOTE.size * scale >= LEAST_TYPE
    for claim in (claim for panel in found.chart.panels for claim in panel.claims):
        assert any(line.style == WHO for line in claim.label.lines), f"nobody says {claim.claim.words}"
    assert len(found.groups) + found.left_out == len(casualties.count.groups)
    listed = {entry.claim.item_id for group in found.groups for entry in group.entries}
    assert {claim.claim.item_id for panel in found.chart.panels for claim in panel.claims} == listed


@pytest.mark.parametrize(("number", "item"), [("07", "killed-police-and-guard"), ("07", "killed-armed-criminals")])
def test_the_count_of_the_opened_figure_is_drawn(reports: Archive, number: str, item: str) -> None:
    """Guards against a step that tells of a figure and draws others."""
    opened = f"aljazeera-2022-01-07.{item}"
    found = room_count(view("casualties", reports, known_on=f"2022-01-{number}", item=opened), ROOM)
    assert opened in {entry.claim.item_id for group in found.groups for entry in group.entries}


@pytest.mark.parametrize(
    "query",
    [
        {"article": "aljazeera-2022-01-07", "topic": "deaths", "item": "aljazeera-2022-01-07.killed-police-and-guard"},
        {"known_on": "2022-01-09", "topic": "deaths", "item": KILLED},
        {"known_on": "2022-12-20", "topic": "deaths", "item": "hrw-2022-12-20.killed-238"},
    ],
)
def test_the_numbers_of_the_shipped_counts_are_large_and_found_in_few_tries(
    reports: Archive, query: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against numbers in the type of a page on a wall, and against seconds of drawing before a step is shown."""
    tries: list[object] = []

    def counted(*given: Any, **more: Any) -> Any:
        tries.append(given)
        return count_chart(*given, **more)

    monkeypatch.setattr("data.views.room_count.count_chart", counted)
    found = room_count(view("casualties", reports, metric="killed", **query), ROOM)
    assert found.chart is not None
    numbers = [drawn.label for panel in found.chart.panels for drawn in panel.numbers]
    figures = [line for label in numbers for line in label.lines if line.style.serif]
    assert {line.style.size * SCREEN_WIDTH / found.chart.width >= LEAST_NUMBER for line in figures} == {True}
    assert len(tries) <= 8


def test_a_label_of_the_authorities_stays_beside_its_number(reports: Archive) -> None:
    """Guards against a larger number that leaves no room for the words of those whom it counts."""
    lead = "aljazeera-2022-01-07"
    query = {"article": lead, "topic": "deaths", "item": f"{lead}.killed-police-and-guard", "metric": "killed"}
    found = room_count(view("casualties", reports, **query), ROOM)
    assert found.chart is not None
    lines = [line.text for panel in found.chart.panels for drawn in panel.claims for line in drawn.label.lines]
    assert "“armed criminals”" in " ".join(lines)


def test_more_words_above_or_below_leave_less_room_for_a_visual() -> None:
    """Guards against a step that has to be scrolled because its title or its source takes more lines."""
    usual = Surroundings(title="A title", words="Few words.").room
    assert Surroundings(title="A title of so many words that it takes three lines", words="Few words.").room < usual
    assert Surroundings(title="A title", words="Very many words. " * 20).room < usual
    assert Surroundings(title="A title", words="Few words.", source="A report").room < usual


def test_a_row_that_is_higher_than_the_screen_says_that_it_goes_on(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against a visual whose end is cut, or has to be scrolled to, without a word."""
    small_record["quotes"][0]["context"] = "On what the union does next. " * 90
    root = drawn("quotes", "quotes", archive_from_records(write_record(small_record).parent))
    (visual,) = [node for node in root.below() if "room-cut" in node.attributes.get("class", "").split()]
    (says,) = [node for node in visual.below() if "room-goes-on" in node.attributes.get("class", "").split()]
    assert says.text == "This goes on below the screen: all of it is on the page Quotes."
    assert [node.attributes["href"] for node in says.below() if node.tag == "a"] == ["/quotes"]


def test_rows_that_fit_do_not_say_that_they_go_on(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against a sentence below every visual; the test above would not see it."""
    root = drawn("quotes", "quotes", archive_from_records(write_record(small_record).parent))
    assert not [node for node in root.below() if "room-goes-on" in node.attributes.get("class", "")]


def test_the_opened_item_is_marked_where_it_stands(reports: Archive) -> None:
    """Guards against a source below a visual that does not tell which of its figures it is about."""
    root = drawn("casualties", "count", reports, known_on="2022-01-09", metric="killed", item=KILLED)
    marked = [node.attributes["data-item"] for node in root.below() if "aria-current" in node.attributes]
    assert marked
    assert set(marked) == {KILLED}


def test_the_opened_quotation_is_the_first(reports: Archive) -> None:
    """Guards against a step about one quotation that is left out for others."""
    opened = "aljazeera-2022-01-07.suchkov-mixed-bag"
    found = room_quotes(view("quotes", reports, item=opened), ROOM)
    assert found.groups[0].quotations[0].item_id == opened


def test_of_many_quotations_the_speakers_own_words_are_kept(reports: Archive) -> None:
    """Guards against a room that reads our words while the quotations are left out."""
    found = room_quotes(view("quotes", reports), ROOM)
    forms = [quote.form for block in found.groups for quote in block.quotations]
    assert found.left_out
    assert "direct" in forms
    assert "indirect" not in forms


@each_visual
def test_every_visual_draws_without_records(page: str, visual: str, tmp_path: Path) -> None:
    """Guards against an error on the wall where a page shows that there is nothing."""
    root = drawn(page, visual, archive_from_records(tmp_path))
    assert [node.text for node in root.below() if node.tag == "h1"] == ["The step"]


@each_visual
def test_a_hostile_record_is_text_in_every_visual(
    page: str, visual: str, small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against words of an article that become markup in a story."""
    record, _ = hostile(small_record)
    archive = archive_from_records(write_record(record).parent)
    root = drawn(page, visual, archive)
    tags = {node.tag for node in root.below()}
    assert not tags & {"script", "img", "iframe", "b", "style"}
    assert all("style" not in node.attributes and "onerror" not in node.attributes for node in root.below())


@each_visual
def test_no_click_in_a_step_changes_filters_or_pages(reports: Archive, page: str, visual: str) -> None:
    """Guards against a click on a city that changes the address of the story, and nothing on the wall."""
    root = drawn(page, visual, reports, known_on="2022-12-20")
    assert not [node for node in root.below() if {"data-filter", "data-page"} & node.attributes.keys()]
