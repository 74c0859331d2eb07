"""Marks of figures and speakers as shapes of a picture: the same ones that stand on the pages."""

from math import cos, pi, sin

from data.views.marks import Mark
from publishing.pictures.shapes import Box, Polygon, Shape
from publishing.theme import WARNING, token

CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((1.5, 3.5), (10.5, 3.5), (10.5, 12.5), (1.5, 12.5)),
    "diamond": ((6, 2), (11, 8), (6, 14), (1, 8)),
    "triangle": ((6, 3), (11.5, 13), (0.5, 13)),
    "triangle-down": ((0.5, 3), (11.5, 3), (6, 13)),
    "circle": tuple((6 + 5 * cos(2 * pi * n / 48), 8 + 5 * sin(2 * pi * n / 48)) for n in range(48)),
}
"""Shape to its corners, in a field of WIDE by HIGH."""

WIDE, HIGH = 12, 14
DASHES = 8
"""Dashes of the ring of a source that is not named."""


def mark_shapes(mark: Mark, *, x: float, y: float, size: float) -> list[Shape]:
    """Return the shapes of a mark with its upper left corner at a place; `size` is its width in pixels."""
    scale = size / WIDE
    colour = token("ink3") if mark.colour == "none" else token(f"v-{mark.colour}")

    def at(*points: tuple[float, float]) -> tuple[tuple[float, float], ...]:
        return tuple((round(x + across * scale, 2), round(y + down * scale, 2)) for across, down in points)

    if mark.word:
        return [Box(x + across * scale, y + 4 * scale, 2 * scale, 8 * scale, colour) for across in (2, 7)]
    if mark.shape not in CORNERS:
        return [Polygon(at(*_dash(number)), colour) for number in range(DASHES)]
    found: list[Shape] = [Polygon(at(*CORNERS[mark.shape]), colour, stroke=1.6 * scale if mark.hollow else 0)]
    if mark.arrow:
        found.append(Box(x + 5.3 * scale, y - 2 * scale, 1.4 * scale, 5 * scale, colour))
        found.append(Polygon(at((6, -4.5), (9.5, -0.5), (2.5, -0.5)), colour))
    if mark.struck:
        found.append(Polygon(at((-0.5, 13.5), (0.5, 14.5), (12.5, 2.5), (11.5, 1.5)), WARNING))
    return found


def _dash(number: int) -> list[tuple[float, float]]:
    """The corners of a dash of a ring."""
    start, end = (2 * pi * (number + part) / DASHES for part in (0.0, 0.6))
    return [
        (6 + radius * cos(angle), 8 + radius * sin(angle))
        for radius, angles in ((4, (start, end)), (5.4, (end, start)))
        for angle in angles
    ]
