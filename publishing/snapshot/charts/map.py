"""The map on paper: our own outlines cut to the view, a mark for each city, its area the number of events there."""

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
"""Letters, the largest mark's radius, how far around its point a city's event may have been, and the least radius that
this is drawn with (UCDP GED's where_prec 2)."""
CLOSEST = 5
"""Degrees that a view spans at least."""
KM_OF_A_DEGREE = 111.32


@dataclass(frozen=True)
class Projection:
    """A part of the world in Mercator's projection: `per_radian` pixels for each radian, around a middle."""

    lon: float
    lat: float
    per_radian: float
    width: float
    height: float

    def place(self, lon: float, lat: float) -> Point:
        """Where a point falls, in pixels from the upper left corner."""
        x = math.radians(lon - self.lon) * self.per_radian + self.width / 2
        return x, (mercator(self.lat) - mercator(lat)) * self.per_radian + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is on the map, with a little room around."""
        return 8 <= x <= self.width - 8 and 8 <= y <= self.height - 8


def mercator(latitude: float) -> float:
    """Mercator's ordinate in radians; the poles, which have none, are moved to 85°."""
    return math.log(math.tan(math.pi / 4 + math.radians(max(-85, min(85, latitude))) / 2))


def projection_of(cities: Sequence[CityRow], width: int) -> Projection:
    """The view that holds every city that something is ever said to happen in, whatever the filters."""
    shown = [row for row in cities if row["home"]] or list(cities)
    lats = [row["lat"] for row in shown] or [-45, 65]
    lons = [row["lon"] for row in shown] or [-150, 150]
    height = width * (0.44 if width >= WIDE else 0.8)
    across = math.radians(max(max(lons) - min(lons), CLOSEST))
    down = max(mercator(max(lats)) - mercator(min(lats)), math.radians(CLOSEST / 2))
    scale = min(width * 0.72 / across, height * 0.6 / down)
    return Projection((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2, scale, width, height)


def off_the_map(cities: Sequence[CityRow]) -> list[CityRow]:
    """The cities that the wide map does not show, or the narrow one does not."""
    views = [projection_of(cities, width) for width in (WIDE, NARROW)]
    return [row for row in cities if not all(view.holds(*view.place(row["lon"], row["lat"])) for view in views)]


def event_map(cities: Sequence[CityRow], *, width: int, title: str, description: str) -> Markup:
    """Cities with events as filled marks within a disc of doubt, the others as rings."""
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
    land = element("path", d=_land(view), class_="land")
    borders = element("path", d=_borders(view), class_="border")
    shapes = [sea, land, borders, *discs, *marks, *names]
    return picture(shapes, width=width, height=view.height, title=title, description=description, css="map")


def said_of(row: CityRow) -> str:
    """What a city's mark stands for: “10 events”, “only mentioned”."""
    if row["events"]:
        return count_noun(row["events"], "event")
    return "none shown" if row["home"] else "only mentioned"


def _names(marks: Sequence[tuple[CityRow, float, float, float]], view: Projection) -> Iterator[str]:
    """A name beside each mark, those of most events first, with what the mark stands for where there is room.

    One that would cover another name or mark is left to the table.
    """
    taken = [(x - r, y - r, x + r, y + r) for _, x, y, r in marks]
    for row, x, y, r in sorted(marks, key=lambda mark: (-mark[0]["events"], mark[0]["name"])):
        others = [box for box in taken if box != (x - r, y - r, x + r, y + r)]
        for words in (f"{row['name']}: {said_of(row)}", row["name"]):
            found = _beside(x, y, r, width_of(words, SIZE * BOLD), others, view)
            if found:
                at, anchor, box = found
                taken.append(box)
                yield text(words, at, box[1] + 13, "name", anchor=anchor)
                break


def _beside(
    x: float, y: float, r: float, wide: float, others: Sequence[Box], view: Projection
) -> tuple[float, str, Box] | None:
    """Where a name of a width stands free: right of its mark, left, below or above; None where it nowhere does."""
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
    """Every ring of the countries, and every line between two of them, in degrees."""
    rings: list[tuple[Point, ...]] = []
    borders: list[tuple[Point, ...]] = []
    for feature in json.loads(BASE_MAP.read_text("utf-8"))["features"]:
        shape = feature["geometry"]
        match shape["type"]:
            case "MultiLineString":
                borders += [tuple((lon, lat) for lon, lat in each) for each in shape["coordinates"]]
            case "MultiPolygon":
                rings += [tuple((lon, lat) for lon, lat in each) for part in shape["coordinates"] for each in part]
            case _:
                rings += [tuple((lon, lat) for lon, lat in each) for each in shape["coordinates"]]
    return tuple(rings), tuple(borders)


@lru_cache(maxsize=8)
def _land(view: Projection) -> str:
    """The countries as one path in whole pixels, cut to the view: what is not seen is not sent."""
    rings, _ = _base_map()
    pieces = (_cut([view.place(*point) for point in ring], view.width, view.height) for ring in rings)
    return "".join(f"{_path(corners)}z" for piece in pieces if len(corners := _in_pixels(piece)) > 2)


@lru_cache(maxsize=8)
def _borders(view: Projection) -> str:
    """The lines between countries as one path, those that reach into the view."""
    _, borders = _base_map()
    lines = (_in_pixels([view.place(*point) for point in border]) for border in borders)
    seen = (run for line in lines for run in _runs(line, view) if len(run) > 1)
    return "".join(_path(run) for run in seen)


def _runs(corners: Sequence[Pixel], view: Projection) -> Iterator[list[Pixel]]:
    """The stretches of a line that pass the view, each with the corner before and after it."""
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
    """Points in whole pixels, each once in a row."""
    pixels = [(round(x), round(y)) for x, y in points]
    return [pixel for n, pixel in enumerate(pixels) if n == 0 or pixel != pixels[n - 1]]


def _path(corners: Sequence[Pixel]) -> str:
    """A line from corner to corner, each told from the one before, which is short."""
    steps = " ".join(f"{other[0] - one[0]} {other[1] - one[1]}" for one, other in pairwise(corners))
    return f"M{corners[0][0]} {corners[0][1]}l{steps}"


def _cut(points: Sequence[Point], width: float, height: float) -> list[Point]:
    """The part of a polygon within the view (Sutherland and Hodgman), a little beyond so that no edge shows."""
    edges = ((0, -2.0, 1), (0, width + 2, -1), (1, -2.0, 1), (1, height + 2, -1))
    found = list(points)
    for axis, bound, sign in edges:
        kept: list[Point] = []
        for n, here in enumerate(found):
            before = found[n - 1]
            inside, was_inside = ((each[axis] - bound) * sign >= 0 for each in (here, before))
            if inside != was_inside:
                along = (bound - before[axis]) / (here[axis] - before[axis])
                kept.append((before[0] + along * (here[0] - before[0]), before[1] + along * (here[1] - before[1])))
            if inside:
                kept.append(here)
        found = kept
    return found
