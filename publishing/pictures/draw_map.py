"""The map drawn into a space: the picture of the page, with its key and whose coordinates it has."""

from collections.abc import Iterator, Sequence
from math import cos, radians, sin

from data.geo.outlines import contains
from data.views.map import MapView
from data.views.map_frame import countries_in, focus_country
from data.views.map_picture import CityMark, MapPicture, OffFrame
from data.views.visual_tables import place_shares_sentence
from publishing.pictures.area import Area, Drawing, Point, sans, serif
from publishing.pictures.draw_table import SHORTENED, ends_early
from publishing.pictures.drawing import Block, moved, stack
from publishing.pictures.shapes import Polygon, Shape
from publishing.theme import ACCENT, FAINT, PAPER, TEXT, token

KEY_ROOM, LEAST_MAP = 150, 120
"""The most height of the key below the map, and the least of the map."""

DISCS = "A disc: events somewhere in this city; its area is their number."
ARROW = ((-6, -0.9), (1, -0.9), (1, -4.5), (7, 0), (1, 4.5), (1, 0.9), (-6, 0.9))
"""Corners of an arrow that points to the right."""


def draw_map(view: MapView, *, width: float, height: float) -> Drawing:
    """Return the map of a view, as large as fits a space."""
    picture = view.pictures[0]
    key = [
        Block(place_shares_sentence(view), size=22, smallest=20, most=2),
        Block(" ".join(_key(view, picture)), size=20, smallest=20, colour=FAINT, gap=4, most=3),
    ]
    below = stack(key, x=0, y=0, width=width, height=KEY_ROOM)
    scale = min(width / picture.width, max(height - below.height - 10, LEAST_MAP) / picture.height)
    area = Area(round((width - picture.width * scale) / 2, 2), 0, scale)
    drawn = [*_ground(area, picture, view), *_marks(area, picture), *_words(area, picture)]
    high = round(picture.height * scale) + 10
    notes = (SHORTENED,) if ends_early(drawn) else ()
    return Drawing((*drawn, *moved(below.shapes, y=high)), high + below.height, notes)


def _key(view: MapView, picture: MapPicture) -> Iterator[str]:
    if picture.has_discs:
        yield DISCS
    if view.ring_words:
        yield f"A ring: {view.ring_words}."
    if picture.more_off:
        yield f"{picture.more_off:,} more places are outside the map."


def _ground(area: Area, picture: MapPicture, view: MapView) -> Iterator[Shape]:
    """Sea, countries and frame; the larger an outline the earlier, so that none covers what lies within it."""
    yield area.box(0, 0, picture.width, picture.height, token("sea"))
    focus = focus_country(view.cities)
    rings = [
        (country is focus, _is_lake(ring, found), _within(ring, picture))
        for country, found in countries_in(picture.view)
        for ring in found
    ]
    for in_focus, is_lake, ring in sorted(rings, key=lambda each: (-_extent(each[2]), not each[1])):
        yield area.polygon(ring, token("sea" if is_lake else "land" if in_focus else "land2"))
    for in_focus, _, ring in sorted(rings, key=lambda each: each[0]):
        yield area.polygon(ring, token("ink2" if in_focus else "border"), stroke=1.6 if in_focus else 1)
    corners = ((0, 0), (picture.width, 0), (picture.width, picture.height), (0, picture.height))
    yield area.polygon(corners, token("rule2"), stroke=1)


def _is_lake(ring: Sequence[Point], rings: Sequence[Sequence[Point]]) -> bool:
    """Whether an outline lies within another one of its country: what is inside it is no land of that country."""
    return any(contains([other], *ring[0]) for other in rings if other is not ring)


def _within(ring: Sequence[Point], picture: MapPicture) -> list[Point]:
    """A ring that is cut a few pixels beyond the edges of the map, within them."""
    return [(min(max(x, 0), picture.width), min(max(y, 0), picture.height)) for x, y in ring]


def _extent(ring: Sequence[Point]) -> float:
    xs, ys = zip(*ring, strict=True)
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _marks(area: Area, picture: MapPicture) -> Iterator[Shape]:
    for mark in picture.marks:
        yield from _mark(area, mark)


def _mark(area: Area, mark: CityMark) -> Iterator[Shape]:
    if not mark.ring:
        yield area.circle(mark.x, mark.y, mark.radius, PAPER)
        yield area.circle(mark.x, mark.y, mark.radius, TEXT, stroke=3 if mark.chosen else 2)
        return
    yield from area.dashed_circle(mark.x, mark.y, mark.ring, ACCENT, stroke=1.5)
    yield area.circle(mark.x, mark.y, mark.radius, ACCENT)
    if mark.chosen:
        yield area.circle(mark.x, mark.y, mark.radius, TEXT, stroke=3)
    if mark.number:
        yield area.text(mark.number, (mark.x, mark.y + 5.5), serif(16, 600), PAPER, anchor="middle")


def _words(area: Area, picture: MapPicture) -> Iterator[Shape]:
    for country in picture.countries:
        face = sans(13, 600) if country.focus else sans(12)
        colour = token("ink2" if country.focus else "ink3")
        yield area.text(country.name.upper(), (country.x, country.y), face, colour, anchor="middle")
    base, length = picture.height - 12, picture.scale.pixels
    ends = (14, base), (14 + length, base)
    for start, end in (ends, *(((x, base - 5), (x, base)) for x, _ in ends)):
        yield from area.segment(start, end, token("ink2"), width=1.2)
    yield area.text(picture.scale.label, (14 + length / 2, picture.height - 20), sans(13), TEXT, anchor="middle")
    land = token("land")
    for label in picture.labels:
        yield area.text(label.name, (label.x, label.y), sans(15, 600), TEXT, anchor=label.anchor, halo=land)
        if label.note:
            yield area.text(label.note, (label.x, label.y + 16), sans(14), TEXT, anchor=label.anchor, halo=land)
    for place in picture.off:
        yield _arrow(area, place)
        yield area.text(place.text, (place.x, place.y), sans(14), TEXT, anchor=place.anchor)


def _arrow(area: Area, place: OffFrame) -> Polygon:
    along, across = cos(radians(place.angle)), sin(radians(place.angle))
    corners = [(x * along - y * across, x * across + y * along) for x, y in ARROW]
    return area.polygon([(place.arrow_x + x, place.y - 5 + y) for x, y in corners], TEXT)
