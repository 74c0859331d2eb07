"""The map as SVG: our own base map clipped to the view, and a mark for each city, its area the number of events."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from markupsafe import Markup

from data.views.rows import CityRow
from data.wording.phrases import count_noun
from publishing.snapshot.charts.svg import BOLD, NARROW, WIDE, element, picture, text, width_of

Point = tuple[float, float]
Pixel = tuple[int, int]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

BASE_MAP = Path(__file__).parents[3] / "static" / "basemap.geojson"
SIZE, LARGEST, DOUBT_KM, LEAST_DOUBT = 14, 40, 25, 14
"""Font size; radius of the largest mark; radius of uncertainty around a city in km (UCDP GED's where_prec 2) and the
least radius in pixels that it is drawn with."""
CLOSEST = 5
"""Least extent of a view in degrees."""
KM_OF_A_DEGREE = 111.32


@dataclass(frozen=True)
class Projection:
    """A part of the world in the Mercator projection: `per_radian` pixels for each radian, centred on lon and lat."""

    lon: float
    lat: float
    per_radian: float
    width: float
    height: float

    def place(self, lon: float, lat: float) -> Point:
        """A point in pixels from the upper left corner."""
        x = math.radians(lon - self.lon) * self.per_radian + self.width / 2
        return x, (mercator(self.lat) - mercator(lat)) * self.per_radian + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is on the map, at least 8 pixels from its edge."""
        return 8 <= x <= self.width - 8 and 8 <= y <= self.height - 8


def mercator(latitude: float) -> float:
    """The Mercator y of a latitude, in radians; latitudes are limited to 85°, since the poles have none."""
    return math.log(math.tan(math.pi / 4 + math.radians(max(-85, min(85, latitude))) / 2))


def projection_of(cities: Sequence[CityRow], width: int) -> Projection:
    """The view that contains every city with events under any filters."""
    shown = [row for row in cities if row["home"]] or list(cities)
    lats = [row["lat"] for row in shown] or [-45, 65]
    lons = [row["lon"] for row in shown] or [-150, 150]
    height = width * (0.44 if width >= WIDE else 0.8)
    across = math.radians(max(max(lons) - min(lons), CLOSEST))
    down = max(mercator(max(lats)) - mercator(min(lats)), math.radians(CLOSEST / 2))
    scale = min(width * 0.72 / across, height * 0.6 / down)
    return Projection((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2, scale, width, height)


def cities_off_map(cities: Sequence[CityRow]) -> list[CityRow]:
    """The cities that are missing on the wide map or on the narrow one."""
    views = [projection_of(cities, width) for width in (WIDE, NARROW)]
    return [row for row in cities if not all(view.holds(*view.place(row["lon"], row["lat"])) for view in views)]


def event_map(cities: Sequence[CityRow], *, width: int, title: str, description: str) -> Markup:
    """Cities with events as filled marks in a disc of uncertainty, the others as rings."""
    view = projection_of(cities, width)
    most = max((row["events"] for row in cities), default=1)
    per_root = min(7.0, LARGEST / math.sqrt(max(most, 1)))
    placed = [(row, *view.place(row["lon"], row["lat"])) for row in cities]
    on_it = [(row, x, y) for row, x, y in placed if view.holds(x, y)]
    radius = {id(row): max(math.sqrt(row["events"]) * per_root, 3) if row["events"] else 5 for row, _, _ in on_it}
    discs, marks = [], []
    for row, x, y in on_it:
        if row["events"]:
            doubt = math.radians(DOUBT_KM / KM_OF_A_DEGREE / math.cos(math.radians(row["lat"]))) * view.per_radian
            discs.append(element("circle", cx=x, cy=y, r=max(doubt, LEAST_DOUBT), class_="doubt"))
        css = "place" if row["events"] else "ring"
        marks.append(element("circle", cx=x, cy=y, r=radius[id(row)], class_=css))
    names = _names([(row, x, y, radius[id(row)]) for row, x, y in on_it], view)
    sea = element("rect", x=0, y=0, width=view.width, height=view.height, class_="sea")
    land = element("path", d=_land_path(view), class_="land")
    borders = element("path", d=_border_path(view), class_="border")
    shapes = [sea, land, borders, *discs, *marks, *names]
    return picture(shapes, width=width, height=view.height, title=title, description=description, css="map")


def city_label(row: CityRow) -> str:
    """The label of a city's mark: “10 events”, “none shown”, “only mentioned”."""
    if row["events"]:
        return count_noun(row["events"], "event")
    return "none shown" if row["home"] else "only mentioned"


def _names(marks: Sequence[tuple[CityRow, float, float, float]], view: Projection) -> Iterator[str]:
    """Names beside the marks, cities with most events first, with `city_label` if there is room.

    A name that would cover another name or mark is left out; the table has it.
    """
    taken = [(x - r, y - r, x + r, y + r) for _, x, y, r in marks]
    for row, x, y, r in sorted(marks, key=lambda mark: (-mark[0]["events"], mark[0]["name"])):
        others = [box for box in taken if box != (x - r, y - r, x + r, y + r)]
        for words in (f"{row['name']}: {city_label(row)}", row["name"]):
            found = _beside(x, y, r, width_of(words, SIZE * BOLD), others, view)
            if found:
                at, anchor, box = found
                taken.append(box)
                yield text(words, at, box[1] + 13, "name", anchor=anchor)
                break


def _beside(
    x: float, y: float, r: float, wide: float, others: Sequence[Box], view: Projection
) -> tuple[float, str, Box] | None:
    """A free place for a name right of its mark, left, below or above: x, text anchor, box; None if there is none."""
    sides = (
        (x + r + 6, x + r + 6, y, "start"), (x - r - 6, x - r - 6 - wide, y, "end"),
        (x, x - wide / 2, y + r + 13, "middle"), (x, x - wide / 2, y - r - 13, "middle"),
    )  # fmt: skip
    for at, left, middle, anchor in sides:
        box = (left, middle - 8, left + wide, middle + 8)
        inside = box[0] >= 2 and box[1] >= 2 and box[2] <= view.width - 2 and box[3] <= view.height - 2
        if inside and not any(_overlap(box, other) for other in others):
            return at, anchor, box
    return None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@lru_cache(maxsize=1)
def _base_map() -> tuple[tuple[tuple[Point, ...], ...], tuple[tuple[Point, ...], ...]]:
    """The rings of all countries, and the border lines between them, in degrees."""
    rings: list[tuple[Point, ...]] = []
    borders: list[tuple[Point, ...]] = []
    for feature in json.loads(BASE_MAP.read_text("utf-8"))["features"]:
        shape = feature["geometry"]
        match shape["type"]:
            case "MultiLineString":
                borders += [tuple((lon, lat) for lon, lat in line) for line in shape["coordinates"]]
            case "MultiPolygon":
                rings += [tuple((lon, lat) for lon, lat in ring) for part in shape["coordinates"] for ring in part]
            case _:
                rings += [tuple((lon, lat) for lon, lat in ring) for ring in shape["coordinates"]]
    return tuple(rings), tuple(borders)


@lru_cache(maxsize=8)
def _land_path(view: Projection) -> str:
    """The countries as one path in whole pixels, clipped to the view."""
    rings, _ = _base_map()
    pieces = (_clip([view.place(*point) for point in ring], view.width, view.height) for ring in rings)
    return "".join(f"{_path(corners)}z" for piece in pieces if len(corners := _in_pixels(piece)) > 2)


@lru_cache(maxsize=8)
def _border_path(view: Projection) -> str:
    """The borders as one path, without the parts outside the view."""
    _, borders = _base_map()
    lines = (_in_pixels([view.place(*point) for point in border]) for border in borders)
    seen = (run for line in lines for run in _visible_runs(line, view) if len(run) > 1)
    return "".join(_path(run) for run in seen)


def _visible_runs(corners: Sequence[Pixel], view: Projection) -> Iterator[list[Pixel]]:
    """The parts of a line inside the view, each with the corner before and after it."""
    run: list[Pixel] = []
    for one, other in pairwise(corners):
        xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if xs[1] < 0 or xs[0] > view.width or ys[1] < 0 or ys[0] > view.height:
            yield run
            run = []
        else:
            run = [*run, other] if run else [one, other]
    yield run


def _in_pixels(points: Sequence[Point]) -> list[Pixel]:
    """Points in whole pixels, without repetitions in a row."""
    pixels = [(round(x), round(y)) for x, y in points]
    return [pixel for n, pixel in enumerate(pixels) if n == 0 or pixel != pixels[n - 1]]


def _path(corners: Sequence[Pixel]) -> str:
    """An SVG path with relative coordinates, which are short."""
    steps = " ".join(f"{other[0] - one[0]} {other[1] - one[1]}" for one, other in pairwise(corners))
    return f"M{corners[0][0]} {corners[0][1]}l{steps}"


def _clip(points: Sequence[Point], width: float, height: float) -> list[Point]:
    """Clip a polygon to the view (Sutherland–Hodgman), two pixels beyond its edges so that no cut is visible."""
    edges = ((0, -2.0, 1), (0, width + 2, -1), (1, -2.0, 1), (1, height + 2, -1))
    found = list(points)
    for axis, bound, sign in edges:
        clipped: list[Point] = []
        for n, end in enumerate(found):
            start = found[n - 1]
            inside, was_inside = ((point[axis] - bound) * sign >= 0 for point in (end, start))
            if inside != was_inside:
                along = (bound - start[axis]) / (end[axis] - start[axis])
                clipped.append((start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1])))
            if inside:
                clipped.append(end)
        found = clipped
    return found
