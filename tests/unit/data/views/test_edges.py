"""Maps and timelines at the edges of the globe and of the calendar, on made-up cities and events."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.charts.map import event_map
from components.charts.timeline_counts import timeline_counts
from data.geo.outlines import country_at
from data.queries.row_types import CityRow, LaneRow
from data.tables.archive import Archive
from data.views.day_strip import strip_days
from data.views.gantt import Gantt, gantt_of
from data.views.map_frame import HIGHEST_LATITUDE, focus_country
from data.views.map_picture import MOST_OFF, MapPicture, map_picture
from data.views.time_span import FAR, far_off, time_span
from data.wording.phrases import day_labels, time_without
from tests.unit.publishing.test_sections_places import many, palette

FEWER = settings(max_examples=25)
"""Each map has the outlines of another part of the world, which take their time."""
SIZES = ((600, 330), (320, 260), (740, 460))


def city(number: int, lon: float, lat: float, *, events: int = 1, home: bool = True) -> CityRow:
    return {
        "city_id": f"c{number}", "name": f"City {number}", "lat": lat, "lon": lon, "home": home, "events": events,
        "mentions": 1,
    }  # fmt: skip


LONS = st.sampled_from([-180.0, 180.0, 179.5, -179.5, 0.0]) | st.floats(-180, 180)
LATS = st.sampled_from([-90.0, 90.0, 85.0, -85.0, 0.0]) | st.floats(-90, 90)
PLACES = st.tuples(LONS, LATS, st.integers(0, 400), st.booleans())
CITIES = st.lists(PLACES, max_size=12).map(
    lambda places: [city(n, lon, lat, events=events, home=home) for n, (lon, lat, events, home) in enumerate(places)]
)


@FEWER
@given(CITIES, st.sampled_from(SIZES))
def test_every_city_is_on_the_map_or_named_at_its_edge(cities: list[CityRow], size: tuple[int, int]) -> None:
    """Guards against a city that a map loses, or draws where it is not: at the pole, at 180°, alone, among many."""
    picture = map_picture(cities, size=size)
    on_it = {mark.city_id for mark in picture.marks}
    named = {off.city_id for off in picture.off}
    assert len(on_it) + len(named) + picture.more_off == len(cities)
    assert not on_it & named
    assert len(named) <= MOST_OFF
    where = {row["city_id"]: row for row in cities}
    for mark in picture.marks:
        assert 0 <= mark.x <= size[0]
        assert 0 <= mark.y <= size[1]
        assert abs(where[mark.city_id]["lat"]) <= HIGHEST_LATITUDE
    assert "nan" not in picture.outlines.focus + picture.outlines.others
    assert picture.scale.pixels > 0


@FEWER
@given(st.lists(st.tuples(LONS, st.floats(-80, 80)), min_size=1, max_size=8))
def test_cities_with_events_are_all_in_sight_where_no_country_is_in_focus(places: list[tuple[float, float]]) -> None:
    """Guards against a frame that leaves out the cities that it is made for."""
    cities = [city(n, lon, lat) for n, (lon, lat) in enumerate(places)]
    marks = {mark.city_id for mark in map_picture(cities, size=(740, 460)).marks}
    country = focus_country(cities)
    inside = [row for row in cities if country_at(row["lon"], row["lat"]) is country] if country else []
    assert marks == {row["city_id"] for row in cities} or 2 * len(inside) > len(cities)


def on_both_sides() -> list[CityRow]:
    """Two invented towns, 10° of longitude apart, on the sea on both sides of 180°."""
    return [city(0, 175.5, -25.0), city(1, -174.5, -26.0)]


def test_two_towns_in_two_countries_on_both_sides_of_180_degrees_are_both_on_the_map() -> None:
    """Guards against the map of one of two countries, which has only an arrow for the town in the other one."""
    picture = map_picture([city(0, 178.5, -17.5), city(1, -171.5, -14.2)], size=(600, 330))
    assert [mark.city_id for mark in sorted(picture.marks, key=lambda mark: mark.x)] == ["c0", "c1"]


@pytest.mark.parametrize("size", SIZES)
def test_towns_on_both_sides_of_180_degrees_stand_beside_each_other(size: tuple[int, int]) -> None:
    """Guards against two neighbours at the opposite ends of a map of the world."""
    picture = map_picture(on_both_sides(), size=size)
    x = {mark.city_id: mark.x for mark in picture.marks}
    assert x["c0"] < x["c1"], "the one west of the line stands at the left"
    across = picture.view.point_at(size[0], 0)[0] - picture.view.point_at(0, 0)[0]
    assert across < 40


def test_the_interactive_map_shows_both_sides_of_180_degrees() -> None:
    """Guards against a map that ends at 180°, and a centre that deck.gl turns around the globe."""
    deck = event_map(on_both_sides(), chosen=(), colours=palette())
    assert -180 <= deck.initial_view_state.longitude <= 180
    assert abs(deck.initial_view_state.longitude) == pytest.approx(179.5)
    assert deck.initial_view_state.zoom > 3
    assert [view.repeat for view in deck.views] == [True]


@FEWER
@given(CITIES)
def test_the_interactive_map_is_drawn_for_any_cities(cities: list[CityRow]) -> None:
    """Guards against a page that fails for a station at the pole."""
    deck = event_map(cities, chosen=(), colours=palette())
    state = deck.initial_view_state
    assert -180 <= state.longitude <= 180
    assert -90 < state.latitude < 90
    assert 0 <= state.zoom <= 7
    drawn = {row["city_id"] for layer in deck.layers if layer.id == "marks" for row in layer.data}
    assert drawn == {row["city_id"] for row in cities if abs(row["lat"]) <= HIGHEST_LATITUDE}
    deck.to_json()


def test_a_station_at_a_pole_is_named_at_the_edge_that_it_lies_beyond() -> None:
    """Guards against a mark at 85° for a place at 90°, and an arrow that points east to the south pole."""
    picture: MapPicture = map_picture([city(0, 0, -90), city(1, 0, 90), city(2, 20, 10)], size=(600, 330))
    assert [mark.city_id for mark in picture.marks] == ["c2"]
    angles = {off.city_id: off.angle for off in picture.off}
    assert 60 <= angles["c0"] <= 120
    assert -120 <= angles["c1"] <= -60
    alone = map_picture([city(0, 0, -90)], size=(600, 330))
    assert [(off.city_id, off.angle > 0) for off in alone.off] == [("c0", True)]


def test_no_country_is_drawn_twice_on_a_map_that_is_wider_than_the_globe() -> None:
    """Guards against a second Kazakhstan, without its events, at the edge of a wide map from pole to pole."""
    view = map_picture([city(0, 0, 84), city(1, 10, -84)], size=(600, 330)).view
    left, right = view.sides
    assert right - left == pytest.approx(min(608, 2 * 3.14159265 * view.per_radian))


# --- Time ------------------------------------------------------------------------------------------------------------

ANY_DAY = st.dates(dt.date.min, dt.date.max)
A_DAY = st.sampled_from([dt.date.min, dt.date.max, dt.date(2022, 1, 6), dt.date(2022, 1, 7)]) | ANY_DAY
SPANS = st.lists(st.tuples(A_DAY, A_DAY), min_size=1, max_size=25)
PRECISIONS = ("day", "approximate", "month", "year")


def events(model: LaneRow, spans: list[tuple[dt.date, dt.date]]) -> list[LaneRow]:
    """Events that begin and end on some days, known with different precision."""
    return [
        {
            **model, "item_id": f"a.{n}", "start": min(span).isoformat(), "end": max(span).isoformat(),
            "time_precision": PRECISIONS[n % 4], "phase": "scheduled" if n % 5 == 4 else "crisis",
        }
        for n, span in enumerate(spans)
    ]  # fmt: skip


@given(spans=SPANS)
def test_the_timeline_has_every_event_in_columns_that_follow_each_other(
    reports: Archive, spans: list[tuple[dt.date, dt.date]]
) -> None:
    """Guards against an event of the year 1 or 9999 that breaks the page, or that stands in no column."""
    found = events(many(reports, 1)[0], spans)
    gantt: Gantt = gantt_of(found, [("all", "")])
    assert [row.item_id for row in gantt.rows] == [row["item_id"] for row in found]
    for one, other in zip(gantt.columns, gantt.columns[1:], strict=False):
        assert one.right <= other.left
    for row in gantt.rows:
        assert 0 <= row.left < row.right <= gantt.width
    assert sum(column.edge for column in gantt.columns) <= 2


@given(spans=SPANS)
def test_the_counts_have_every_event_on_the_axis_or_at_its_edge(
    reports: Archive, spans: list[tuple[dt.date, dt.date]]
) -> None:
    """Guards against an event that the chart of many events drops, and against a day that no calendar has."""
    found = events(many(reports, 1)[0], spans)
    figure = counts(found)
    assert sum(sum(trace["marker"]["size"]) for trace in figure["data"][:1]) + sum(
        far.count for far in far_off(found, time_span([row["start"] or "" for row in found]))
    ) == len(found)
    ends = [dt.date.fromisoformat(end[:10]) for end in figure["layout"]["xaxis"]["range"]]
    assert ends[0] <= ends[1]
    for trace in figure["data"]:
        assert all(ends[0] <= dt.date.fromisoformat(x[:10]) <= ends[1] for x in trace["x"])


def counts(found: list[LaneRow]) -> Any:
    """The chart of many events as a dictionary."""
    span = time_span([row["start"] or "" for row in found])
    return timeline_counts(
        pd.DataFrame(found), lanes=[("all", "")], span=span, far=far_off(found, span), colours=palette()
    ).to_plotly_json()


@given(st.lists(A_DAY, min_size=1, max_size=30))
def test_most_events_are_on_the_axis_and_what_is_not_is_far_from_them(days: list[dt.date]) -> None:
    """Guards against a rule that names half of the events at the edge, or one of the next month."""
    span = time_span([day.isoformat() for day in days])
    far = [day for day in days if span.is_far(day.isoformat())]
    assert len(far) * 2 <= len(days)
    first, last = (dt.date.fromisoformat(iso) for iso in (span.first, span.last))
    assert all(day < first or day > last for day in far)
    assert {day for day in days if first <= day <= last} == set(days) - set(far)
    near_by = dt.timedelta(days=FAR)
    assert not [day for day in far if any(abs(day - other) <= near_by for other in days if other not in far)]


def in_january(reports: Archive, *far: tuple[str, str]) -> list[LaneRow]:
    """Ten events in January 2022, and further ones on other days, with their precision."""
    model = many(reports, 1)[0]
    days = [(f"2022-01-{n:02}", "day") for n in range(3, 13)]
    return [
        {
            **model, "item_id": f"a.{n}", "start": day, "end": day, "time_precision": precision,
            "phase": "crisis" if day.startswith("2022") else "scheduled",
        }
        for n, (day, precision) in enumerate([*days, *far])
    ]  # fmt: skip


def test_an_event_of_2300_is_named_at_the_edge_and_leaves_january_its_room(reports: Archive) -> None:
    """Guards against January 2022 in two pixels of an axis that ends in 2300."""
    found = in_january(reports, ("2300-01-01", "year"))
    gantt = gantt_of(found, [("all", "")])
    assert [column.label for column in gantt.columns][-3:] == ["Tue 11 Jan", "Wed 12 Jan", "2300"], "no year is needed"
    assert [column.edge for column in gantt.columns] == [False] * 10 + [True]
    assert (gantt.rows[-1].text, gantt.rows[-1].time) == ("2300", "2300"), "the year is all that is known"
    figure = counts(found)
    assert figure["layout"]["xaxis"]["range"][1] < "2022-02"
    assert list(figure["data"][1]["text"]) == ["2300"]
    assert list(figure["data"][1]["customdata"][0]) == ["all", "2300-01-01"]


def test_events_that_are_too_far_off_on_both_sides_are_named_by_their_years_and_number(reports: Archive) -> None:
    """Guards against an edge that says less than the chart did."""
    found = in_january(reports, ("1822-05-01", "day"), ("2150-01-01", "day"), ("2300-01-01", "day"))
    gantt = gantt_of(found, [("all", "")])
    assert [column.label for column in gantt.columns if column.edge] == ["1822", "2150 to 2300"]
    assert [row.text for row in gantt.rows[-3:]] == ["1 May 1822", "1 Jan 2150", "1 Jan 2300"]
    assert list(counts(found)["data"][1]["text"]) == ["1 May 1822", "2150 to 2300, 2 events"]


def test_an_event_that_ends_too_far_off_reaches_the_edge_with_its_days(reports: Archive) -> None:
    """Guards against a bar that ends in January where its event ends in 2300."""
    found = in_january(reports)
    found[3]["end"] = "2300-01-01"
    gantt = gantt_of(found, [("all", "")])
    assert gantt.rows[3].right == gantt.width == gantt.columns[-1].right
    assert gantt.columns[-1].edge
    assert gantt.rows[3].text == "6 Jan 2022 – 1 Jan 2300"


def test_events_over_centuries_are_all_on_the_axis(reports: Archive) -> None:
    """Guards against a history of which all but one century stands at the edge."""
    centuries = in_january(reports, *((f"{year}-06-01", "year") for year in range(1500, 2000, 50)))[10:]
    found = in_january(reports)[:2] + centuries
    assert not any(column.edge for column in gantt_of(found, [("all", "")]).columns)
    assert len(counts(found)["data"]) == 1


def test_nothing_is_drawn_of_events_without_a_day() -> None:
    """Guards against an axis without an event."""
    assert gantt_of([], [("all", "")]) == Gantt()
    with pytest.raises(ValueError, match="no day"):
        time_span([])


@pytest.mark.parametrize(
    ("days", "long", "short"),
    [(2, "2 days", "2 d"), (59, "59 days", "59 d"), (60, "2 mon.", "2 m"), (729, "24 mon.", "24 m"),
     (730, "2 years", "2 y"), (101_500, "278 years", "278 y")],
)  # fmt: skip
def test_a_time_without_reports_is_told_in_the_unit_that_people_count_in(days: int, long: str, short: str) -> None:
    """Guards against “3383 mon.”."""
    assert (time_without(days), time_without(days, short=True)) == (long, short)


def test_days_of_several_years_are_told_apart() -> None:
    """Guards against “7 Jan” twice in a strip of days, for two years."""
    assert day_labels(["2022-01-06", "2022-01-07"]) == ["6 Jan", "7 Jan"]
    days = ["2022-01-06", "2022-01-07", "2300-01-07"]
    assert day_labels(days) == ["6 Jan 2022", "7 Jan", "7 Jan 2300"]
    assert [(day.label, day.gap) for day in strip_days(days, days, "2022-01-07")] == [
        ("6 Jan 2022", ""), ("7 Jan", ""), ("7 Jan 2300", "278 y"),
    ]  # fmt: skip
