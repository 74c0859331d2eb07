"""A drawing within a picture: its own coordinates, placed and enlarged, as shapes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from publishing.pictures.fonts import Face, Family, file_for, is_right_to_left, visible, width_of
from publishing.pictures.shapes import Box, Line, Polygon, Shape
from publishing.xml_text import xml_text

Point = tuple[float, float]

CORNERS = 48
"""Corners of a circle."""


@dataclass(frozen=True)
class Drawing:
    """Shapes below and to the right of 0, 0, and their height together; `notes` say what is not in it."""

    shapes: tuple[Shape, ...]
    height: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    """Where a drawing stands: its 0, 0 is at `x`, `y`, and each of its units is `scale` pixels.

    Its methods take places and lengths in units of the drawing, and return shapes of the picture.
    """

    x: float = 0
    y: float = 0
    scale: float = 1

    def at(self, x: float, y: float) -> Point:
        """Return a place in pixels."""
        return round(self.x + x * self.scale, 2), round(self.y + y * self.scale, 2)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> Box:
        """Return a filled rectangle."""
        left, top = self.at(x, y)
        return Box(left, top, round(width * self.scale, 2), round(height * self.scale, 2), colour)

    def polygon(self, points: Sequence[Point], colour: str, *, stroke: float = 0) -> Polygon:
        """Return a filled polygon, or its outline if it has a `stroke` width."""
        return Polygon(tuple(self.at(*point) for point in points), colour, stroke=round(stroke * self.scale, 2))

    def circle(self, x: float, y: float, radius: float, colour: str, *, stroke: float = 0) -> Polygon:
        """Return a disc, or a ring if it has a `stroke` width."""
        return self.polygon(list(_arc(x, y, radius, 0, 1, CORNERS)), colour, stroke=stroke)

    def dashed_circle(self, x: float, y: float, radius: float, colour: str, *, stroke: float) -> list[Polygon]:
        """Return a ring of dashes, more of them where it is larger."""
        count = max(8, round(2 * pi * radius / 5.4))
        ends = [(n / count, (n + 0.56) / count) for n in range(count)]
        inner, outer = radius - stroke / 2, radius + stroke / 2
        return [
            self.polygon([*_arc(x, y, inner, start, end, 4), *reversed([*_arc(x, y, outer, start, end, 4)])], colour)
            for start, end in ends
        ]

    def segment(
        self, start: Point, end: Point, colour: str, *, width: float, dash: tuple[float, float] = (0, 0)
    ) -> list[Polygon]:
        """Return a straight line; `dash` are the lengths of its dashes and of the gaps between them, 0 for none."""
        length = hypot(end[0] - start[0], end[1] - start[1])
        if not length:
            return []
        along = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        on, off = dash
        starts = [n * (on + off) for n in range(int(length // (on + off)) + 1)] if on else [0.0]
        pieces = [(begin, min(begin + on, length) if on else length) for begin in starts]
        aside = -along[1] * width / 2, along[0] * width / 2
        return [
            self.polygon(
                [
                    (start[0] + along[0] * distance + side * aside[0], start[1] + along[1] * distance + side * aside[1])
                    for distance, side in ((begin, 1), (stop, 1), (stop, -1), (begin, -1))
                ],
                colour,
            )
            for begin, stop in pieces
            if stop > begin
        ]

    def text(self, words: str, place: Point, face: Face, colour: str, *, anchor: str = "start", halo: str = "") -> Line:
        """Return a line of text with its baseline at a place, at which it begins, ends or has its middle."""
        shown = visible(xml_text(words))
        size = max(round(face.size * self.scale), 1)
        scaled = Face(face.family, size, face.weight, file_for(shown, face.family))
        width = width_of(shown, scaled)
        x, y = self.at(*place)
        left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        return Line(left, y, width, shown, scaled, colour, is_right_to_left(shown), halo)


def sans(size: int, weight: int = 400) -> Face:
    """Return a face of the sans-serif family."""
    return Face(Family.SANS, size, weight)


def serif(size: int, weight: int = 400) -> Face:
    """Return a face of the serif family."""
    return Face(Family.SERIF, size, weight)


def _arc(x: float, y: float, radius: float, start: float, end: float, corners: int) -> Iterator[Point]:
    """Points of a circle from one part of it to another; the whole of it is from 0 to 1, without its last point."""
    last = corners if end - start >= 1 else corners - 1
    for n in range(corners):
        turn = 2 * pi * (start + (end - start) * n / last)
        yield x + radius * cos(turn), y + radius * sin(turn)
