"""The narrowest box around points on the globe, also on both sides of 180°."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.geo.boxes import Box, Point, narrowest_box, near
from data.geo.outlines import countries, country_at

LONS = st.sampled_from([-180.0, 180.0, 179.5, -179.5, 0.0]) | st.floats(-180, 180)
POINTS = st.lists(st.tuples(LONS, st.floats(-90, 90)), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("points", "box"),
    [
        ([(76.9, 43.2)], (76.9, 43.2, 76.9, 43.2)),
        ([(76.9, 43.2), (51.2, 43.7)], (51.2, 43.2, 76.9, 43.7)),
        ([(179.0, -17.0), (-179.0, -18.0)], (179.0, -18.0, 181.0, -17.0)),
        ([(178.0, 0.0), (-170.0, 0.0)], (-182.0, 0.0, -170.0, 0.0)),
        ([(180.0, 10.0), (-180.0, 10.0)], (180.0, 10.0, 180.0, 10.0)),
        ([(-90.0, 0.0), (90.0, 0.0)], (-90.0, 0.0, 90.0, 0.0)),
    ],
)
def test_the_box_of_towns_on_both_sides_of_180_degrees_is_narrow(points: list[Point], box: Box) -> None:
    """Guards against two neighbouring islands at the opposite ends of a map of the world."""
    assert narrowest_box(points) == box


@given(POINTS)
def test_a_box_holds_its_points_and_none_is_narrower(points: list[Point]) -> None:
    """Guards against a town outside of the box that is made for it, and against half a world of empty sea."""
    west, south, east, north = narrowest_box(points)
    middle = (west + east) / 2
    assert -180 <= middle <= 180
    for lon, lat in points:
        assert west - 1e-9 <= near(lon, middle) <= east + 1e-9
        assert south <= lat <= north
    lons = [lon for lon, _ in points]
    for cut in (*lons, 180.0, -180.0):  # the box that begins at each town, going east
        assert east - west <= max((lon - cut) % 360 for lon in lons) + 1e-6


@given(POINTS, st.floats(0, 360))
def test_a_box_is_as_wide_wherever_its_points_are(points: list[Point], turn: float) -> None:
    """Guards against a rule that holds everywhere but in the Pacific."""
    turned = [((lon + turn + 180) % 360 - 180, lat) for lon, lat in points]
    (west, _, east, _), (other_west, _, other_east, _) = narrowest_box(points), narrowest_box(turned)
    assert other_east - other_west == pytest.approx(east - west, abs=1e-6)


@given(LONS, LONS)
def test_the_nearer_way_round_the_globe_is_at_most_half_of_it(lon: float, centre: float) -> None:
    """Guards against a town that is drawn a whole turn away from its place."""
    turned = near(lon, centre)
    assert abs(turned - centre) <= 180 + 1e-9
    assert (turned - lon) % 360 == pytest.approx(0, abs=1e-6) or (turned - lon) % 360 == pytest.approx(360, abs=1e-6)


def test_a_country_at_180_degrees_is_as_wide_as_it_is() -> None:
    """Guards against Fiji as wide as the world, and a view of Russia's far ends with nothing between."""
    found = {country.name: country for country in countries()}
    assert found["Fiji"].box[2] - found["Fiji"].box[0] < 10
    assert {name for name in ("Fiji", "Kazakhstan", "New Zealand", "Russia", "Antarctica") if found[name].is_wide} == {
        "Russia", "Antarctica",
    }  # fmt: skip
    west, _, east, _ = found["Russia"].box
    assert 150 < east - west < 180


def test_a_place_just_across_180_degrees_belongs_to_the_coast_beside_it() -> None:
    """Guards against a town off the coast that has no country since its coast is on the other side of the line."""
    fiji = next(country for country in countries() if country.name == "Fiji")
    lat = next(lat for ring in fiji.rings for lon, lat in ring if abs(lon) > 179)
    assert {country_at(lon, lat) for lon in (179.99, -179.99)} == {fiji}
