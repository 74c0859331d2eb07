"""Place names to coordinates, distances, and the two geographic files that the app ships."""

import csv
import json
import time
from codecs import BOM_UTF8
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from geopy.exc import GeocoderServiceError
from geopy.location import Location

from data.geo import cities as table
from data.geo.cities import FIELDS, TABLE
from data.geo.distances import distances_km
from data.geo.gazetteer import OfflineGazetteer, OnlineGazetteer, gazetteer

ROOT = Path(__file__).parents[4]
BASEMAP = ROOT / "static" / "basemap.geojson"
LIMIT = 300_000
TABLE_LIMIT = 2_000_000

ALMATY = (43.2525, 76.9115)
AKTAU = (43.6611, 51.1739)
ASTANA = (51.1801, 71.446)

Ring = list[list[float]]


@pytest.fixture
def offline() -> OfflineGazetteer:
    return OfflineGazetteer()


def only(found: Location | list[Location] | None) -> Location:
    assert isinstance(found, Location)
    return found


@pytest.mark.parametrize(
    ("written", "name", "geonameid", "point"),
    [
        ("Almaty", "Almaty", 1526384, ALMATY),
        ("Alma-Ata", "Almaty", 1526384, ALMATY),
        ("Алматы", "Almaty", 1526384, ALMATY),
        ("Aktau", "Aktau", 610612, AKTAU),
        ("Aqtau", "Aktau", 610612, AKTAU),
        ("Astana", "Astana", 1526273, ASTANA),
        ("Nur-Sultan", "Astana", 1526273, ASTANA),
        ("Nursultan", "Astana", 1526273, ASTANA),
        ("Moscow", "Moscow", 524901, (55.752, 37.6178)),
        ("Москва", "Moscow", 524901, (55.752, 37.6178)),
        ("Washington, DC", "Washington", 4140963, (38.8951, -77.0364)),
    ],
)
def test_a_city_is_found_by_the_names_that_newspapers_use(
    offline: OfflineGazetteer, written: str, name: str, geonameid: int, point: tuple[float, float]
) -> None:
    """Guards against a cut that loses a former or local name, and against the wrong city of that name."""
    found = only(offline.geocode(written))
    assert (found.raw["name"], found.raw["geonameid"]) == (name, geonameid)
    assert (found.latitude, found.longitude) == point


@pytest.mark.parametrize(
    ("written", "country"),
    [("Setúbal", "PT"), ("Aveiro", "PT"), ("Toulon", "FR"), ("Jihlava", "CZ"), ("Ruse", "BG"), ("Buenaventura", "CO")],
)
def test_towns_of_every_country_are_found_not_only_large_cities(
    offline: OfflineGazetteer, written: str, country: str
) -> None:
    """Guards against a table that has the towns of one country, and only the capitals of the others."""
    assert only(offline.geocode(written, country=country)).raw["country"] == country


@pytest.mark.parametrize("written", ["nur-sultan", "NUR SULTAN", " Nur–Sultan ", "Núr-Sultán", "Nur-Sultan’"])
def test_case_accents_and_punctuation_make_no_difference(offline: OfflineGazetteer, written: str) -> None:
    """Guards against comparing names byte by byte."""
    assert only(offline.geocode(written)).raw["name"] == "Astana"


def test_letters_that_only_look_like_apostrophes_make_no_difference(offline: OfflineGazetteer) -> None:
    """Guards against the modifier letters of transliteration, which Unicode counts as letters."""
    assert only(offline.geocode("Qiziloʻrda")).raw["name"] == "Kyzylorda"


@pytest.mark.parametrize("written", ["", "  ", "-", "Atlantis-on-Sea", "Almat"])
def test_what_is_not_a_whole_name_finds_nothing(offline: OfflineGazetteer, written: str) -> None:
    """Guards against a guess on part of a name, and against an empty name matching every empty key."""
    assert offline.geocode(written) is None
    assert offline.geocode(written, exactly_one=False) is None


def test_of_cities_with_one_name_the_most_populous_comes_first(offline: OfflineGazetteer) -> None:
    """Guards against an answer that depends on the order of the file."""
    found = offline.geocode("London", exactly_one=False)
    assert isinstance(found, list)
    assert [city.raw["country"] for city in found] == ["GB", "CA"]
    assert only(offline.geocode("London")).raw["country"] == "GB"


def test_a_country_keeps_to_its_own_cities(offline: OfflineGazetteer) -> None:
    """Guards against pinning a story from Ontario on the Thames."""
    assert only(offline.geocode("London", country="ca")).raw["country"] == "CA"
    assert offline.geocode("London", country="KZ") is None


def test_a_point_gives_the_nearest_city(offline: OfflineGazetteer) -> None:
    """Guards against latitude and longitude changing places."""
    assert only(offline.reverse((43.6, 51.2))).raw["name"] == "Aktau"
    assert only(offline.reverse("43.3 76.9")).raw["name"] == "Almaty"
    listed = offline.reverse(ASTANA, exactly_one=False)
    assert isinstance(listed, list)
    assert [city.raw["name"] for city in listed] == ["Astana"]


def test_the_nearest_city_may_lie_across_the_antimeridian(offline: OfflineGazetteer) -> None:
    """Guards against measuring in degrees, which puts Fiji a world away from 179° west."""
    assert only(offline.reverse((-18.0, -179.9))).raw["country"] == "FJ"


def test_the_gazetteer_is_offline_unless_it_is_switched_on(nominatim: list[dict[str, Any]]) -> None:
    """Guards against a place name leaving the machine by default."""
    for environ in ({}, {"GEOCODER": ""}):
        assert type(gazetteer(environ)) is OfflineGazetteer
        assert gazetteer(environ).geocode("Bayterek-on-Sea") is None
    assert nominatim == []


def test_nominatim_is_asked_only_for_what_the_table_lacks(nominatim: list[dict[str, Any]]) -> None:
    """Guards against sending every name to a public service, and against asking it namelessly."""
    online = gazetteer({"GEOCODER": "nominatim", "NOMINATIM_USER_AGENT": "example-newsroom"})
    assert isinstance(online, OnlineGazetteer)
    assert only(online.geocode("Almaty")).raw["geonameid"] == 1526384
    assert nominatim == []
    assert only(online.geocode("Bayterek", country="KZ")).latitude == 51.12826789
    [asked] = nominatim
    assert (asked["user_agent"], asked["country_codes"]) == ("example-newsroom", "KZ")


def test_nominatim_is_told_the_projects_name_where_none_is_given(nominatim: list[dict[str, Any]]) -> None:
    """Guards against geopy's default user agent, which Nominatim refuses."""
    gazetteer({"GEOCODER": "nominatim"}).geocode("Bayterek")
    assert nominatim[0]["user_agent"] == "crisis-reporting-dashboard"


def test_nominatim_is_asked_once_for_a_name_and_once_a_second(nominatim: list[dict[str, Any]]) -> None:
    """Guards against breaking the usage policy: no cache, or a new rate limiter for each caller."""
    environ = {"GEOCODER": "nominatim"}
    started = time.monotonic()
    for name in ("Bayterek", "Nowhere", "Bayterek", "Nowhere"):
        gazetteer(environ).geocode(name)
    assert [asked["query"] for asked in nominatim] == ["Bayterek", "Nowhere"]
    assert time.monotonic() - started >= 1


def test_a_failure_of_nominatim_is_not_kept_as_no_such_place(
    nominatim: list[dict[str, Any]],
) -> None:
    """Guards against a cache that remembers an outage for the life of the process."""
    online = gazetteer({"GEOCODER": "nominatim"})
    for asked in (1, 2):
        with pytest.raises(GeocoderServiceError):
            online.geocode("Broken")
        assert len(nominatim) == asked


def test_an_unknown_geocoder_is_refused_with_what_would_be_right() -> None:
    """Guards against a typing error that silently leaves the switch off."""
    with pytest.raises(ValueError, match=r'"nominatin": leave it unset .* or set it to "nominatim"'):
        gazetteer({"GEOCODER": "nominatin"})


def test_distances_are_geodesic_and_each_pair_stands_once() -> None:
    """Guards against the same pair twice, a distance to oneself, miles, and flat-earth arithmetic."""
    table = distances_km({"almaty": ALMATY, "aktau": AKTAU, "astana": ASTANA})
    assert list(table.itertuples(index=False, name=None)) == [
        ("almaty", "aktau", 2075),
        ("almaty", "astana", 973),
        ("aktau", "astana", 1735),
    ]
    assert list(table.columns) == ["from", "to", "km"]
    assert table["km"].dtype == "int64"


@pytest.mark.parametrize("points", [{}, {"almaty": ALMATY}])
def test_fewer_than_two_points_have_no_distances(points: dict[str, tuple[float, float]]) -> None:
    """Guards against a page that fails on a filter with one city left."""
    table = distances_km(points)
    assert table.empty
    assert list(table.columns) == ["from", "to", "km"]


def test_a_latitude_that_does_not_exist_is_refused() -> None:
    """Guards against longitude and latitude changing places unnoticed."""
    with pytest.raises(ValueError, match="Latitude"):
        distances_km({"almaty": (143.25, 76.91), "aktau": AKTAU})


def test_the_table_may_begin_with_a_byte_order_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against a table that a spreadsheet has saved, and whose first column then has another name."""
    marked = tmp_path / "gazetteer.csv"
    marked.write_bytes(BOM_UTF8 + TABLE.read_bytes())
    monkeypatch.setattr(table, "TABLE", marked)
    table.cities.cache_clear()
    assert table.cities()[0]["geonameid"] > 0
    table.cities.cache_clear()


def test_the_table_is_small_sorted_and_in_range() -> None:
    """Guards against a cut that is too large, out of order, doubled, or has its columns mixed up."""
    assert TABLE.stat().st_size < TABLE_LIMIT
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == FIELDS
    assert len({row["geonameid"] for row in rows}) == len(rows) > 30_000
    populations = [int(row["population"]) for row in rows]
    assert populations == sorted(populations, reverse=True)
    assert all(abs(float(row["lat"])) <= 90 and abs(float(row["lon"])) <= 180 for row in rows)
    assert all(len(row["country"]) == 2 and row["country"].isupper() for row in rows)


@pytest.fixture(scope="module")
def basemap() -> dict[str, list[list[Ring]]]:
    """Each country's polygons by its name."""
    collection = json.loads(BASEMAP.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    polygons = {}
    *countries, _ = collection["features"]
    for feature in countries:
        assert feature["type"] == "Feature"
        assert set(feature["properties"]) == {"name", "iso"}
        kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        assert kind in ("Polygon", "MultiPolygon")
        polygons[feature["properties"]["name"]] = [coordinates] if kind == "Polygon" else coordinates
    assert len(polygons) == len(countries)
    return polygons


def test_the_last_feature_of_the_base_map_is_each_border_once_and_no_coast() -> None:
    """Whole outlines cost a browser without a graphics card a quarter of a second at each change of a filter."""
    borders = json.loads(BASEMAP.read_text(encoding="utf-8"))["features"][-1]
    assert borders["properties"] == {"name": "Borders", "iso": None}
    assert borders["geometry"]["type"] == "MultiLineString"
    lines = [[tuple(point) for point in line] for line in borders["geometry"]["coordinates"]]
    segments = [frozenset(pair) for line in lines for pair in pairwise(line)]
    assert len(segments) == len(set(segments)), "a border is drawn twice"
    points = {point for line in lines for point in line}
    assert any(79 < lon < 81 and 44.5 < lat < 45.5 for lon, lat in points), "Kazakhstan and China have no border"
    assert not any(-9.6 < lon < -9 and 38 < lat < 40 for lon, lat in points), "Portugal's coast is drawn as a border"


def inside(polygons: list[list[Ring]], point: tuple[float, float]) -> bool:
    """Even-odd rule: a ray to the east crosses the rings, holes included, an odd number of times."""
    lat, lon = point
    crossings = sum(
        (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1)
        for polygon in polygons
        for ring in polygon
        for (x1, y1), (x2, y2) in pairwise(ring)
    )
    return crossings % 2 == 1


def test_the_base_map_is_small_enough_for_a_phone() -> None:
    """Guards against a recut with more detail than a slow line can carry."""
    assert BASEMAP.stat().st_size < LIMIT


def test_the_base_maps_rings_are_closed_in_range_and_rounded(basemap: dict[str, list[list[Ring]]]) -> None:
    """Guards against open rings, poles that a web map cannot draw, and digits that say more than is known."""
    for polygons in basemap.values():
        for ring in (ring for polygon in polygons for ring in polygon):
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(abs(lon) <= 180 and abs(lat) <= 85 for lon, lat in ring)
            assert all(round(number, 2) == number for position in ring for number in position)


def test_no_border_streaks_across_the_antimeridian(basemap: dict[str, list[list[Ring]]]) -> None:
    """Guards against Russia, Fiji and Antarctica drawn as bands around the world."""
    streaks = {
        name
        for name, polygons in basemap.items()
        for ring in (ring for polygon in polygons for ring in polygon)
        for (x1, y1), (x2, y2) in pairwise(ring)
        # The southern edge of the map is the one line that may run all the way.
        if abs(x2 - x1) > 180 and (y1, y2) != (-85, -85)
    }
    assert streaks == set()


@pytest.mark.parametrize(
    ("country", "point"),
    [
        ("Kazakhstan", ALMATY),
        ("Kazakhstan", ASTANA),
        ("Kazakhstan", AKTAU),
        ("Russia", (55.75, 37.62)),
        ("Russia", (66.0, -172.0)),
        ("Fiji", (-17.8, 178.0)),
        ("Lesotho", (-29.5, 28.2)),
        ("Antarctica", (-80.0, 90.0)),
    ],
)
def test_a_place_lies_in_its_country_and_in_no_other(
    basemap: dict[str, list[list[Ring]]], country: str, point: tuple[float, float]
) -> None:
    """Guards against coordinates the wrong way round, a city in the sea, and lost holes or islands."""
    assert [name for name, polygons in basemap.items() if inside(polygons, point)] == [country]


@pytest.mark.parametrize(
    ("water", "point"),
    [
        ("Caspian Sea", (42.0, 50.5)),
        ("Lake Balkhash", (46.6, 75.3)),
        ("Aral Sea", (45.0, 58.5)),
        ("Lake Superior", (47.7, -87.5)),
        ("Lake Victoria", (-1.0, 33.0)),
        ("Pacific", (0.0, -140.0)),
    ],
)
def test_seas_and_large_lakes_are_not_land(
    basemap: dict[str, list[list[Ring]]], water: str, point: tuple[float, float]
) -> None:
    """Guards against a cut that fills the water in."""
    assert [name for name, polygons in basemap.items() if inside(polygons, point)] == []


def test_source_and_licence_of_both_files_are_told() -> None:
    """Guards against shipping GeoNames' data without the attribution that its licence asks for."""
    readme = (ROOT / "data" / "geo" / "README.md").read_text(encoding="utf-8")
    for file, source, licence in (
        ("basemap.geojson", "Natural Earth", "public domain"),
        ("gazetteer.csv", "GeoNames", "CC BY 4.0"),
    ):
        [row] = [line for line in readme.splitlines() if line.startswith("|") and file in line]
        assert source in row
        assert licence in row
    assert table.ATTRIBUTION == "Place coordinates: GeoNames, CC BY 4.0"
