"""Room for labels on a map: what is free, and where the names of countries fit inside their outlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.geo.outlines import Country, contains
from data.views.map_frame import Projection, countries_in

FOCUS_SIZE, COUNTRY_SIZE = 15.0, 13.5
"""Sizes of type of the name of the country in focus, and of the others."""
FOCUS_LETTER, COUNTRY_LETTER = 0.98, 0.86
"""Width of a letter as a share of the size of its type: spaced capitals."""
SPACED_FROM = 500
"""Width of a map in pixels from which the name of the country in focus is spaced further than the others."""

Ring = Sequence[tuple[float, float]]

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True)
class CountryLabel:
    """The name of a country in capitals, centred on a point."""

    name: str
    x: float
    y: float
    focus: bool
    box: Rect


@lru_cache(maxsize=64)
def country_labels(view: Projection, focus: Country | None, taken: tuple[Rect, ...]) -> tuple[CountryLabel, ...]:
    """Return the names of countries where there is room for them inside their outlines, that of the focus first."""
    used = list(taken)
    labels = []
    for country, rings in sorted(countries_in(view), key=lambda each: each[0] is not focus):
        size = FOCUS_SIZE if country is focus else COUNTRY_SIZE
        letter = FOCUS_LETTER if country is focus and view.width >= SPACED_FROM else COUNTRY_LETTER
        wide, tall = len(country.name) * size * letter, size + 4
        if box := _room(country.name, rings, (wide, tall), used=used, view=view):
            used.append(box)
            x, y = (box[0] + box[2]) / 2, box[1] + size - 1
            labels.append(CountryLabel(country.name, round(x, 1), round(y, 1), country is focus, box))
    return tuple(labels)


def _room(
    name: str, rings: Sequence[Ring], size: tuple[float, float], *, used: Sequence[Rect], view: Projection
) -> Rect | None:
    """The box for a name that is nearest to the middle of the largest outline, inside it and free; None if none is."""
    wide, tall = size
    ring = max(rings, key=lambda each: _extent(each))
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    steps = [(x, y) for x in range(int(min(xs)), int(max(xs)), 12) for y in range(int(min(ys)), int(max(ys)), 10)]
    steps.sort(key=lambda point: (point[0] - middle[0]) ** 2 + 2 * (point[1] - middle[1]) ** 2)
    for x, y in steps:
        box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        around = (box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4)
        if is_free(around, used, view) and _is_inside(box, name, view):
            return box
    return None


@lru_cache(maxsize=8192)
def _is_inside(box: Rect, name: str, view: Projection) -> bool:
    """Whether a box lies in the outlines of a country; cached, since no filter changes outlines."""
    rings = next(rings for country, rings in countries_in(view) if country.name == name)
    left, top, right, bottom = box
    return all(contains(rings, x, y) for x in (left, (left + right) / 2, right) for y in (top, bottom))


def _extent(ring: Ring) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def is_free(box: Rect, others: Sequence[Rect], view: Projection) -> bool:
    """Whether a box is inside a view, a little from its edges, and covers none of the others."""
    inside = box[0] >= 3 and box[1] >= 3 and box[2] <= view.width - 3 and box[3] <= view.height - 3
    return inside and not any(_overlap(box, other) for other in others)


def _overlap(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
