"""Under a range of days each list marks the rows that only may be of it, and no others."""

import pytest

from components.charts.gantt import gantt_chart
from data.tables.archive import Archive
from data.views.frame import Frame
from data.views.reading import read_address
from data.views.registry import view_of
from data.views.timeline import TimelineView
from publishing.links import links_of
from publishing.sections import section
from tests import html_page
from tests.unit.publishing.test_sections_places import palette

Query = dict[str, list[str]]

LEAD = "aljazeera-2022-01-07"
ONE_DAY = {"from": ["2022-01-07"], "to": ["2022-01-07"]}
SEVERAL = {"from": ["2022-01-06"], "to": ["2022-01-09"], "known_on": ["2022-12-20"]}
WORDS = "may be of that day"

LISTS: dict[str, tuple[str, str, Query]] = {
    "Overview’s days": ("", "overview_rest", ONE_DAY),
    "Overview’s figures": ("", "overview_head", ONE_DAY),
    "the timeline’s list": ("timeline", "timeline_list", ONE_DAY),
    "the undated events": ("timeline", "timeline_undated", ONE_DAY),
    "events by place": ("map", "map_list", ONE_DAY),
    "events without a city": ("map", "map_tray", ONE_DAY),
    "the ledger of figures": ("casualties", "casualties_ledger", ONE_DAY | {"metric": ["detained"]}),
    "figures day by day": ("casualties", "casualties_count", ONE_DAY | {"metric": ["detained"]}),
    "who says what": ("casualties", "casualties_matrix", ONE_DAY | {"metric": ["detained"]}),
    "other figures": ("casualties", "casualties_others", ONE_DAY | {"metric": ["other"]}),
    "quotations": ("quotes", "quotes_list", ONE_DAY),
    "what each side says": ("sides", "sides_body", ONE_DAY),
}
every_list = pytest.mark.parametrize(("path", "name", "query"), LISTS.values(), ids=LISTS.keys())


def drawn(archive: Archive, path: str, name: str, query: Query) -> tuple[html_page.Node, frozenset[str]]:
    """A section, and the ids of the rows that only may be in the range."""
    reading = read_address(path, query, archive)
    view = view_of(reading)
    root = html_page.parse(section(name, view, links_of(view.address), frame=Frame(reading)))
    return root, view.range_marks.ids


def rows_with_marks(root: html_page.Node) -> list[tuple[set[str], bool]]:
    """The items of each row that opens one, and whether the row has the mark; a row is the smallest block around it."""
    blocks = [node for node in root.below() if node.tag in ("li", "tr", "article", "div") and html_page.items(node)]
    smallest = [node for node in blocks if not any(other in blocks for other in node.below() if other is not node)]
    return [
        (set(html_page.items(node)), any(each.attributes.get("class") == "maybe" for each in node.below()))
        for node in smallest
    ]


@every_list
def test_a_row_is_marked_exactly_where_it_only_may_be_of_the_day(
    reports: Archive, path: str, name: str, query: Query
) -> None:
    """Guards against a list of a day in which nobody can tell what certainly was that day."""
    root, possible = drawn(reports, path, name, query)
    marks = [node for node in root.below() if node.attributes.get("class") == "maybe"]
    assert marks
    assert {mark.text for mark in marks} == {WORDS}
    for items, is_marked in rows_with_marks(root):
        if is_marked:
            assert items & possible, items
        elif len(items) == 1:
            assert not items & possible, items


@every_list
def test_without_a_range_nothing_is_marked(reports: Archive, path: str, name: str, query: Query) -> None:
    """Guards against a doubt about days that nobody asked for."""
    plain = {key: values for key, values in query.items() if key not in ("from", "to")}
    root, possible = drawn(reports, path, name, plain)
    assert possible == frozenset()
    assert "maybe" not in {node.attributes.get("class") for node in root.below()}


def test_several_days_are_those_days(reports: Archive) -> None:
    """Guards against “that day” under a range of four."""
    root, _ = drawn(reports, "timeline", "timeline_undated", SEVERAL)
    assert {node.text for node in root.below() if node.attributes.get("class") == "maybe"} == {"may be of those days"}


def test_the_line_that_counts_tells_them_apart(reports: Archive) -> None:
    """Guards against five events on a day on which three were."""
    root, _ = drawn(reports, "map", "shown", {"city": ["almaty"], "from": ["2022-01-06"], "to": ["2022-01-06"]})
    assert "5 of 36 events (3 on that day, 2 undated that may be)" in root.text


def test_the_chart_slants_what_its_key_explains(reports: Archive) -> None:
    """Guards against a chart of a day, wider than any list, that draws all alike."""
    view = view_of(read_address("timeline", ONE_DAY, reports))
    assert isinstance(view, TimelineView)
    uncertain = {row.title for row in view.gantt.rows if row.uncertain}
    assert uncertain
    assert len(uncertain) < len(view.gantt.rows)
    texts = [each.text for each in gantt_chart(view.gantt, colours=palette()).layout.annotations]
    assert sum(text.startswith("<i>") for text in texts) == sum(row.uncertain for row in view.gantt.rows)
    key = section("timeline_key", view, links_of(view.address))
    assert f"<i>slanted</i>: {WORDS}" in key
    everything = view_of(read_address("timeline", {}, reports))
    assert "slanted" not in section("timeline_key", everything, links_of(everything.address))


def test_what_is_said_of_one_item_is_not_chosen_by_days(reports: Archive) -> None:
    """Guards against unmarked rows that pass for those of a day although no day chose them."""
    query = ONE_DAY | {"about": [f"{LEAD}.deaths-in-the-unrest"]}
    root, possible = drawn(reports, "sides", "sides_body", query)
    assert possible == frozenset()
    assert html_page.items(root)
