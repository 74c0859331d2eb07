"""The sections of Timeline and Map: the same events as their views, links that lead somewhere, no later day."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations, pairwise
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import pytest

from components.charts.gantt import gantt_chart
from components.charts.map import event_map
from components.theme import KIND_COLOURS, OWN_COLOURS, Palette
from data.geo.outlines import country_at
from data.queries.row_types import CityRow, LaneRow
from data.records.vocabulary import EventKind
from data.tables.archive import Archive
from data.tables.rows import EventRow, rows
from data.views.event_lists import folded, kind_columns, undated_summary
from data.views.event_words import number_word, short_when
from data.views.gantt import cut_groups, gantt_of, list_of
from data.views.map import MapView
from data.views.map_lists import map_headline
from data.views.map_picture import MapPicture, map_picture
from data.views.opened import opened_item
from data.views.reading import read_address
from data.views.registry import view_of
from data.views.timeline import MAX_BARS, TimelineView
from publishing.links import links_of
from publishing.sections import section

TIMELINE = ("timeline_head", "timeline_list", "timeline_undated")
MAP = ("map_head", "map_svg", "map_list", "map_tray")
SEVENTH, LAST = {"known_on": ["2022-01-07"]}, {"known_on": ["2022-12-20"]}
EARLY = {"known_on": ["2022-01-06"]}
NOTHING = {"city": ["aktau"], "kind": ["diplomacy"]}
HOSTILE = "<script>alert('1')</script> & \"so\" {{ 7 * 7 }}"


class Page(HTMLParser):
    """What a section holds: texts, items, filters, addresses, headings, and tags that were not closed."""

    VOID = ("rect", "path", "circle", "br")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.items: list[str] = []
        self.filters: list[str] = []
        self.hrefs: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.attributes += attrs
        if item := values.get("data-item"):
            self.items.append(item)
        if (found := values.get("data-filter")) is not None:
            self.filters.append(found)
        if href := values.get("href"):
            self.hrefs.append(href)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(path: str, query: dict[str, list[str]], archive: Archive, *names: str, **values: Any) -> Page:
    view = view_of(read_address(path, query, archive))
    links = links_of(view.address)
    return Page("".join(section(name, view, links, **values) for name in names))


def timeline_view(query: dict[str, list[str]], archive: Archive) -> TimelineView:
    return TimelineView(read_address("timeline", query, archive))


def map_view(query: dict[str, list[str]], archive: Archive) -> MapView:
    return MapView(read_address("map", query, archive))


def events_of(archive: Archive) -> list[LaneRow]:
    return rows(timeline_view(SEVENTH, archive).events_in_lanes, LaneRow)


def many(archive: Archive, count: int) -> list[LaneRow]:
    """Events of one lane, on days that follow each other."""
    (model,) = [row for row in events_of(archive) if row["item_id"].endswith("almaty-rally")]
    dated = [f"2022-{1 + n // 28 % 12:02}-{1 + n % 28:02}" for n in range(count)]
    return [{**model, "item_id": f"a.{n}", "start": iso, "end": iso} for n, iso in enumerate(sorted(dated))]


def palette(mode: str = "light") -> Palette:
    return Palette(
        **OWN_COLOURS[mode], kinds=KIND_COLOURS[mode], text="#16181B", background="#FFFFFF", surface="#F6F5F2",
        accent="#12488E", categories=("#12488E",),
    )  # fmt: skip


@pytest.mark.parametrize("query", [SEVENTH, EARLY, LAST, {"city": ["almaty"]}, {"lanes": ["actor"]}, NOTHING])
def test_the_timelines_sections_hold_the_views_events_and_no_others(
    reports: Archive, query: dict[str, list[str]]
) -> None:
    """Guards against an event that vanishes because it has no day, or that is listed although a filter hides it."""
    seen = page("timeline", query, reports, *TIMELINE)
    assert set(seen.items) == set(timeline_view(query, reports).events["item_id"])
    assert seen.open == []


@pytest.mark.parametrize("query", [SEVENTH, EARLY, LAST, {"city": ["almaty"]}, NOTHING])
def test_the_maps_lists_hold_every_event_once_with_a_city_or_without_one(
    reports: Archive, query: dict[str, list[str]]
) -> None:
    """Guards against an event without a pin that is nowhere, and one that is both on the map and in the tray."""
    view = map_view(query, reports)
    placed = page("map", query, reports, "map_list").items
    tray = page("map", query, reports, "map_tray").items
    assert set(placed) == set(view.placed_events["item_id"])
    assert sorted(tray) == sorted(view.unpinned_events["item_id"])
    assert sum(part.count for part in view.place_shares) == len(view.events)


@pytest.mark.parametrize(("path", "names"), [("timeline", TIMELINE), ("map", MAP)])
@pytest.mark.parametrize("query", [SEVENTH, EARLY, LAST, NOTHING])
def test_every_link_of_an_item_opens_it_and_every_filter_is_valid(
    reports: Archive, path: str, names: tuple[str, ...], query: dict[str, list[str]]
) -> None:
    """Guards against a row that opens nothing, and a link that the page then calls unknown."""
    seen = page(path, query, reports, *names)
    for item in set(seen.items):
        opened = opened_item(read_address(path, query | {"item": [item]}, reports))
        assert opened is not None
        assert opened.item_id == item
    for each in seen.filters:
        changes = parse_qs(each, keep_blank_values=True)
        changed = {key: values for key, values in (query | changes).items() if values != [""]}
        assert view_of(read_address(path, changed, reports)).notices == ()
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "style"]


@pytest.mark.parametrize(("path", "names"), [("timeline", TIMELINE), ("map", MAP)])
def test_a_section_has_one_title_and_headings_in_order(reports: Archive, path: str, names: tuple[str, ...]) -> None:
    """Guards against a page that a screen reader cannot find its way through."""
    levels = [int(tag[1]) for tag in page(path, SEVENTH, reports, *names).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


@pytest.mark.parametrize(("path", "names"), [("timeline", TIMELINE), ("map", MAP)])
def test_an_early_day_says_that_there_is_no_event_yet(reports: Archive, path: str, names: tuple[str, ...]) -> None:
    """Guards against an empty page, and against events that no report had told of by then."""
    seen = page(path, EARLY, reports, *names)
    assert "No event is recorded from the reports by 6 Jan" in seen.text
    assert seen.items == []
    assert not re.search(r"\b(7|8|9|1\d) Jan", seen.text)


@pytest.mark.parametrize(("path", "names"), [("timeline", TIMELINE), ("map", MAP)])
def test_filters_without_a_result_say_so(reports: Archive, path: str, names: tuple[str, ...]) -> None:
    """Guards against “no event by this day”, where it is the filters that hide them."""
    seen = page(path, NOTHING, reports, *names)
    assert "No event is shown under these filters" in seen.text
    assert "only mentioned" not in re.sub(r"Moscow.*|Nur-Sultan.*", "", seen.text), "said of a city with events"


def test_a_hostile_title_is_text(reports: Archive) -> None:
    """Guards against a headline of an article that runs as HTML on our page."""
    for path, names in (("timeline", TIMELINE), ("map", MAP)):
        view: Any = view_of(read_address(path, SEVENTH, reports))
        for part in ("events", "unpinned_events"):
            if hasattr(view, part):
                view.__dict__[part] = getattr(view, part).assign(title=HOSTILE, places=HOSTILE)
        view.__dict__["cities"] = [row | {"name": HOSTILE} for row in getattr(view, "cities", ())]
        html = "".join(section(name, view, links_of(view.address)) for name in names)
        assert "<script" not in html
        assert HOSTILE in Page(html).text


@pytest.mark.parametrize(
    ("start", "words"),
    [(SEVENTH, "Twelve events fall on three days; most others have no day at all"),
     ({"kind": ["protest"]}, "Three events fall on three days; most others have no day at all"),
     ({"kind": ["statement"]}, "No day is known for any of two events"),
     ({"kind": ["restriction"]}, "One event falls on one day")],
)  # fmt: skip
def test_the_timelines_headline_counts_what_has_a_day(
    reports: Archive, start: dict[str, list[str]], words: str
) -> None:
    """Guards against a title that dates what no report dates."""
    assert timeline_view(start, reports).title == words


def test_the_maps_headline_names_the_cities_with_most_events(reports: Archive) -> None:
    """Guards against a sum over cities, and against a title too long to be read."""
    view = map_view(SEVENTH, reports)
    assert view.title == "Ten events are placed in Almaty and one in Aktau; 25 have no city"
    far = [{**row, "name": f"A city with quite a long name, number {n}"} for n, row in enumerate(view.cities)]
    assert " and " not in map_headline(far, 1, 30)  # type: ignore[arg-type]
    assert map_headline([], 4, 4) == "None of 4 events is placed in a city"
    assert "one has no city" in map_headline(view.cities, 1, 12)


def test_the_switch_marks_the_order_that_is_shown(reports: Archive) -> None:
    """Guards against a switch whose links lead where the reader is already."""
    for query, order in ((SEVENTH, "By day"), (SEVENTH | {"lanes": ["kind"]}, "By kind")):
        view = timeline_view(query, reports)
        html = section("timeline_head", view, links_of(view.address))
        assert re.findall(r'aria-current="true">([^<]+)', html) == [order]
        assert Page(html).filters == ["lanes=", "lanes=kind", "lanes=actor"]


@pytest.mark.parametrize("beside", [True, False])
def test_a_list_beside_a_chart_says_so_in_its_class(reports: Archive, beside: bool) -> None:
    """Guards against the same rows twice on a wide screen."""
    seen = page("timeline", SEVENTH, reports, "timeline_list", beside=beside)
    assert any("beside-chart" in (value or "") for name, value in seen.attributes if name == "class") == beside


def test_a_rough_or_undated_event_has_a_hollow_mark_and_words(reports: Archive) -> None:
    """Guards against a day that a report only hints at being shown as a fact."""
    gantt = timeline_view(SEVENTH, reports).gantt
    (arrival,) = [row for row in gantt.rows if row.item_id.endswith("russia-led-troops-arrive")]
    assert (arrival.rough, arrival.text, arrival.doubt) == (True, "roughly", "day only roughly known")
    (talks,) = [row for row in gantt.rows if row.item_id.endswith("russia-us-talks")]
    assert (talks.rough, talks.time) == (True, "10–16 Jan")
    (cut,) = [row for row in gantt.rows if row.ongoing]
    assert "not over on 7 Jan" in cut.text
    undated = page("timeline", SEVENTH, reports, "timeline_undated")
    assert "by 5 Jan" in undated.text
    assert all("hollow" in (value or "") for name, value in undated.attributes if (value or "").startswith("mark k-"))


def test_the_key_names_only_what_the_chart_shows(reports: Archive) -> None:
    """Guards against a key that explains an arrow nowhere on the chart."""
    assert "not over" in page("timeline", SEVENTH, reports, "timeline_key").text
    text = page("timeline", {"kind": ["violence"]}, reports, "timeline_key").text
    assert "not over" not in text
    assert "Protest" not in text
    assert "Violence" in text


def test_days_without_an_event_are_left_out_with_a_break(reports: Archive) -> None:
    """Guards against days side by side that a week lies between."""
    events = many(reports, 3)
    apart: list[LaneRow] = [{**row, "start": iso, "end": iso} for row, iso in zip(
        events, ("2022-01-03", "2022-01-04", "2022-01-20"), strict=True)]  # fmt: skip
    columns = gantt_of(apart, [("all", "")]).columns
    assert [column.label for column in columns] == ["Mon 3 Jan", "Tue 4 Jan", "Thu 20 Jan"]
    assert [column.after_break for column in columns] == [False, False, True]
    assert all(one.right <= other.left for one, other in pairwise(columns))


def test_a_month_has_a_column_of_its_own_and_a_year_before_the_crisis_none_of_the_days(reports: Archive) -> None:
    """Guards against “some time in January” being drawn on a day."""
    month: LaneRow = {**many(reports, 1)[0], "start": "2022-02-01", "end": "2022-02-28", "time_precision": "month"}
    gantt = gantt_of([*events_of(reports), month], [("all", "")])
    assert [column.label for column in gantt.columns if not column.is_day] == [
        "before 2022", "10–16 Jan", "February 2022",
    ]  # fmt: skip
    assert {row.before for row in gantt.rows if row.title == "Russia seizes Crimea"} == {True}


def test_a_long_timeline_is_folded_and_in_pages_that_hold_each_event_once(reports: Archive) -> None:
    """Guards against a page of a thousand rows, and against rows that are dropped without a word."""
    gantt = gantt_of(many(reports, 1000), [("all", "")])
    found: list[str] = []
    for number, (rows_on_page, words) in enumerate([(400, "320 more"), (400, "320 more"), (200, "120 more")], 1):
        view = timeline_view(SEVENTH | {"page": [f"events-{number}"]}, reports)
        view.__dict__["gantt"] = gantt
        seen = Page(section("timeline_list", view, links_of(view.address)))
        assert len(seen.items) == rows_on_page
        assert words in seen.text
        assert "of 1,000" in seen.text
        found += seen.items
    assert found == [row.item_id for row in gantt.rows]


def test_a_list_of_groups_repeats_no_row(reports: Archive) -> None:
    """Guards against a row at the fold that stands on both sides of it, or on none."""
    gantt = timeline_view(SEVENTH | {"lanes": ["kind"]}, reports).gantt
    parts = list_of(cut_groups(gantt.groups, 0, 5)) + list_of(cut_groups(gantt.groups, 5))
    assert [row for group in parts for day in group.days for row in day.rows] == list(gantt.rows)


def test_undated_events_of_one_kind_are_folded(reports: Archive) -> None:
    """Guards against a column without an end."""
    undated = rows(timeline_view(SEVENTH, reports).undated_events, EventRow)
    events = [{**undated[0], "item_id": f"a.{n}"} for n in range(300)]
    (group,) = kind_columns(events)[0]
    assert (len(group.events.first), len(group.events.more)) == (25, 275)
    (group,) = kind_columns(events, slice(200, 400))[0]
    assert (len(group.events.first), len(group.events.more), group.count) == (25, 75, 300)
    assert folded([1, 2], 5).more == ()
    assert undated_summary([]) == ""
    assert undated_summary(undated) == "All happened by 7 Jan, two of them by 5 Jan; more is not recorded."


def test_the_tray_folds_after_25(reports: Archive) -> None:
    """Guards against a list of what is not on the map that buries what is below it."""
    view = map_view(SEVENTH, reports)
    unpinned = view.unpinned_events.head(1)
    view.__dict__["unpinned_events"] = pd.concat([unpinned.assign(item_id=f"a.{n}") for n in range(500)])
    assert sum(len(group.events) for group in view.tray.first) == 25
    assert sum(len(group.events) for group in view.tray.more) == view.tray.folded == 375
    assert (view.tray.page.number, view.tray.page.last) == (1, 2)
    assert [group.count for group in view.tray.first] == [500]


def boxes(picture: MapPicture) -> list[tuple[float, float, float, float]]:
    return [each.box for each in (*picture.labels, *picture.countries, *picture.off)]


def cities(count: int) -> list[CityRow]:
    """Cities close to each other and far apart, with long names and short ones."""
    return [
        {"city_id": f"c{n}", "name": "Long-named city " * (1 + n % 3), "lat": 42 + n * 7 % 13, "lon": 48 + n * 11 % 39,
         "home": n % 4 > 0, "events": (n * 5) % 17 if n % 4 else 0, "mentions": 2}
        for n in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 5, 40])
@pytest.mark.parametrize("size", [(600, 330), (320, 260)])
def test_labels_cover_neither_each_other_nor_a_disc_and_are_not_cut(count: int, size: tuple[int, int]) -> None:
    """Guards against a name under a disc, and against a city whose name ends at the frame."""
    picture = map_picture(cities(count), size=size)
    found = boxes(picture)
    for one, other in combinations(found, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
    for label in picture.labels:
        left, top, right, bottom = label.box
        assert left >= 0
        assert top >= 0
        assert right <= size[0]
        assert bottom <= size[1]
        for mark in picture.marks:
            x, y = min(max(mark.x, left), right), min(max(mark.y, top), bottom)
            assert (x - mark.x) ** 2 + (y - mark.y) ** 2 >= (mark.ring or mark.radius) ** 2


def test_a_disc_grows_with_the_events_and_a_mentioned_city_has_none(reports: Archive) -> None:
    """Guards against a radius in place of an area, and against a disc where nothing is said to happen."""
    marks = {mark.city_id: mark for mark in map_view(SEVENTH, reports).pictures[0].marks}
    almaty, aktau, capital = (marks[city] for city in ("almaty", "aktau", "nur-sultan"))
    assert almaty.radius**2 / aktau.radius**2 == pytest.approx(10, rel=0.05)
    assert (almaty.number, aktau.number) == ("10", "")
    assert (almaty.ring - almaty.radius, capital.ring) == (7, 0)
    assert capital.note == "only mentioned"
    assert [each.text for each in map_view(SEVENTH, reports).pictures[0].off] == ["Moscow, only mentioned"]


def test_the_key_says_what_a_ring_is_only_where_it_does_not_stand_beside_it(reports: Archive) -> None:
    """Guards against a key that repeats the map, and against a ring that nothing explains."""
    view = map_view(SEVENTH, reports)
    assert view.ring_words == ""
    assert "only mentioned" in page("map", SEVENTH, reports, "map_svg").text
    bare = [replace(picture, labels=()) for picture in view.pictures]
    assert {words for picture in bare for words in picture.unexplained_rings} == {"only mentioned"}


def test_a_filter_does_not_move_the_map(reports: Archive) -> None:
    """Guards against a map that jumps with every click."""
    views = [map_view(query, reports).pictures[0].view for query in (SEVENTH, SEVENTH | {"city": ["aktau"]}, NOTHING)]
    assert views[0] == views[1] == views[2]


def test_the_chosen_citys_link_removes_its_filter(reports: Archive) -> None:
    """Guards against a filter that the map sets and nothing on it takes away."""
    filters = page("map", {"city": ["almaty"]}, reports, "map_svg").filters
    assert "city=" in filters
    assert "city=almaty" not in filters


def test_a_point_lies_in_its_country_also_on_a_coast() -> None:
    """Guards against Aktau in the Caspian Sea."""
    found = [country_at(*point) for point in ((76.91, 43.25), (51.17, 43.66), (37.6, 55.75), (-140.0, -40.0))]
    assert [country.name if country else None for country in found] == ["Kazakhstan", "Kazakhstan", "Russia", None]


def test_whose_the_coordinates_and_outlines_are_stands_under_the_map(reports: Archive) -> None:
    """Guards against somebody's work without their name."""
    text = page("map", SEVENTH, reports, "map_svg").text
    assert "GeoNames, CC BY 4.0" in text
    assert "outlines Natural Earth" in text


def test_the_chart_has_a_bar_for_each_dated_event_and_its_mark_opens_it(reports: Archive) -> None:
    """Guards against a row that cannot be clicked, and years on the scale of days."""
    events = events_of(reports)
    figure = gantt_chart(gantt_of(events, [("all", "")]), colours=palette(), click_count=3).to_plotly_json()
    drawn = {axis: {item for trace in figure["data"] if trace["xaxis"] == axis for item in trace["customdata"]}
             for axis in ("x", "x2")}  # fmt: skip
    assert drawn["x"] | drawn["x2"] == {row["item_id"] for row in events}
    assert drawn["x2"] == {row["item_id"] for row in events if row["phase"] == "background"}
    assert figure["layout"]["meta"] == 3
    dashed = [shape for shape in figure["layout"]["shapes"] if shape["line"].get("dash") == "4px,3px"]
    assert len(dashed) == 3


@pytest.mark.parametrize("count", [0, 1, MAX_BARS])
def test_the_chart_draws_any_number_of_rows(reports: Archive, count: int) -> None:
    """Guards against a chart that fails on a quiet day, and columns outside the picture on a busy year."""
    figure = gantt_chart(gantt_of(many(reports, count), [("all", "")]), colours=palette())
    assert figure.layout.height == 29 * count + 36
    if count:
        assert 0 < figure.layout.xaxis.domain[0] < figure.layout.xaxis.domain[1] <= 1


def test_a_hostile_title_is_text_in_the_chart(reports: Archive) -> None:
    """Guards against a tag of a title that plotly would run."""
    hostile: list[LaneRow] = [{**row, "title": HOSTILE, "places": HOSTILE} for row in many(reports, 2)]
    assert "<script" not in gantt_chart(gantt_of(hostile, [("all", "")]), colours=palette()).to_json()


def test_every_kind_has_a_colour_and_a_mark(reports: Archive) -> None:
    """Guards against a new kind of event that is drawn as another one."""
    assert all(len(colours) == len(EventKind) for colours in KIND_COLOURS.values())
    one = many(reports, 1)[0]
    kinds: list[LaneRow] = [{**one, "kind": str(kind), "item_id": f"a.{kind}"} for kind in EventKind]
    shapes = gantt_chart(gantt_of(kinds, [("all", "")]), colours=palette()).to_plotly_json()["layout"]["shapes"]
    forms = {shape.get("path", "circle") for shape in shapes if shape.get("xsizemode") == "pixel"}
    assert len(forms) == len(EventKind)


def test_the_deck_has_a_mark_for_each_city_and_rings_only_where_something_happened(reports: Archive) -> None:
    """Guards against a ring around a city that is only mentioned, and a click that finds no city."""
    deck = event_map(map_view(SEVENTH, reports).cities, chosen=("aktau",), colours=palette())
    data = {layer.id: layer.data for layer in deck.layers}
    assert {row["city_id"] for row in data["marks"]} == {"almaty", "aktau", "moscow", "nur-sultan"}
    assert {row["city_id"] for row in data["texts"]} - {""} == {"almaty", "aktau"}
    assert {row["city_id"]: row["stroke"] for row in data["marks"]}["aktau"] == 4


def test_numbers_to_twelve_are_words_and_times_are_no_more_precise_than_known(reports: Archive) -> None:
    """Guards against “0 events” read as a letter, and a year turned into its first day."""
    assert [number_word(value) for value in (1, 12, 13, 1204)] == ["one", "twelve", "13", "1,204"]
    times = {row["item_id"].partition(".")[2]: short_when(row)
             for row in rows(timeline_view(SEVENTH, reports).events, EventRow)}  # fmt: skip
    assert times["russia-seizes-crimea"] == "2014"
    assert times["russia-us-talks"] == "10–16 Jan"
    assert times["internet-shut-off"] == "from 5 Jan"
    assert times["airlift"] == "no day"
