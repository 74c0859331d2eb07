"""The map's named views: whatever holds a point, no more, and from no report that was not out yet."""

import pytest

from data import queries
from data.geo.boxes import Box
from data.records.vocabulary import WHOLE_COUNTRY
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.views.map_views import MapExtent, map_views
from tests.unit.data.tables.test_known_on import DAYS

ALMATY, AKTAU = (76.9115, 43.25249), (51.17392, 43.66105)


def holds(box: Box, point: tuple[float, float]) -> bool:
    """Whether a point, longitude first, lies in a box or on its edge."""
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def test_the_whole_comes_first_and_the_others_by_name(reports: Archive) -> None:
    """Guards against a default that is some city, and a list that nobody finds anything in."""
    views = list(map_views(reports).values())
    assert views[0] == MapExtent(WHOLE_COUNTRY, "Whole map", None)
    names = [view.label for view in views[1:]]
    assert names == sorted(names)
    assert len(names) == len(set(names)) > 3


def test_every_view_is_found_under_its_own_value(reports: Archive) -> None:
    """Guards against a link that moves the map somewhere else."""
    assert {key: view.id for key, view in map_views(reports).items()} == {key: key for key in map_views(reports)}


def test_a_city_is_its_point_with_longitude_first(reports: Archive) -> None:
    """Guards against Almaty in the Arctic."""
    assert map_views(reports)["almaty"] == MapExtent("almaty", "Almaty", ALMATY * 2)
    assert map_views(reports)["aktau"].box == AKTAU * 2


@pytest.mark.parametrize("day", DAYS)
def test_a_view_reaches_as_far_as_the_points_within_it_and_no_further(reports: Archive, day: str) -> None:
    """Guards against a country's view that cuts off one of its cities, or shows half of Asia with it."""
    known = as_known_on(reports, day)
    places = {row["place_id"]: row for row in queries.rows(queries.entities(known, "places"))}
    points: dict[str, list[tuple[float, float]]] = {}
    for place in places.values():
        outer = place["place_id"]
        while place["lat"] is not None and outer:
            points.setdefault(outer, []).append((place["lon"], place["lat"]))
            outer = places[outer]["within"] if outer in places else None
    views = map_views(known)
    assert views.keys() - {WHOLE_COUNTRY} == points.keys() & places.keys()
    for place_id, view in views.items():
        if view.box:
            assert all(holds(view.box, point) for point in points[place_id])
            for n, edge in enumerate(view.box):
                assert edge in [point[n % 2] for point in points[place_id]]


def test_a_region_between_city_and_country_has_a_view_too(reports: Archive) -> None:
    """Guards against a chain of places that is followed for one step only."""
    views = map_views(reports)
    assert views["western-kazakhstan"].box == views["aktau"].box
    box = views["kazakhstan"].box
    assert box is not None
    assert holds(box, ALMATY)
    assert holds(box, AKTAU)


@pytest.mark.parametrize("place", ["caspian-sea", "georgia", "almaty-main-square", "central-asia"])
def test_a_place_without_a_point_has_no_view(reports: Archive, place: str) -> None:
    """Guards against a view of nowhere: the article gives no point, and none is made up."""
    assert place in set(queries.entities(reports, "places")["place_id"])
    assert place not in map_views(reports)


def test_a_place_that_only_a_later_report_names_has_no_view_yet(reports: Archive) -> None:
    """Guards against a list of views that tells what is to come."""
    early, lead = (map_views(as_known_on(reports, day)) for day in ("2022-01-06", "2022-01-07"))
    assert list(early) == [WHOLE_COUNTRY, "almaty", "kazakhstan"]
    assert early.keys() < lead.keys()
    assert early["kazakhstan"].box != lead["kazakhstan"].box, "as far as its points of that day reach"


def test_before_every_report_there_is_the_whole_alone(reports: Archive) -> None:
    """Guards against a map page that falls over where there are no places."""
    assert list(map_views(as_known_on(reports, "1999-01-01"))) == [WHOLE_COUNTRY]


def test_views_come_from_the_records_alone(two_articles: Archive) -> None:
    """Guards against a list of cities in the code: another collection would not have its own."""
    views = map_views(two_articles)
    assert views["northport"] == MapExtent("northport", "Northport", (130.25, -12.5, 130.25, -12.5))
    assert "northport-quay" not in views


def test_both_engines_have_the_same_views(reports: Archive, reports_duckdb: Archive) -> None:
    """Guards against links that only work with one kind of archive."""
    assert map_views(reports_duckdb) == map_views(reports)
