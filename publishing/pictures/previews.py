"""Link previews: a view’s headline and first figures as a picture of 1200 by 630 pixels."""

from collections.abc import Sequence

from data.views.figures import KeyFigure
from publishing.pictures.drawing import SIZES, Block, drawn, moved, side_by_side, stack
from publishing.pictures.fonts import Family
from publishing.pictures.shapes import Box, Picture, Shape
from publishing.theme import ACCENT, BORDER, FAINT, SURFACE, TEXT, WARNING

WIDTH, HEIGHT = 1200, 630
MOST_FIGURES = 3
NARROW, GAP = 56, 40
WORDS = {0: 56, 1: 104, 2: 80, 3: 56}
"""Margin, gap between columns, font size of a figure by the number of figures."""


def preview_image(*, collection: str, page: str, title: str, figures: Sequence[KeyFigure], day: str) -> bytes:
    """The link preview of a view as a PNG of 1200 × 630 pixels; parameters as in `preview`."""
    return preview(collection=collection, page=page, title=title, figures=figures, day=day).to_png()


def preview(*, collection: str, page: str, title: str, figures: Sequence[KeyFigure], day: str) -> Picture:
    """The link preview of a view: its headline, its first three figures with who says so, and the day.

    `day` is a line such as “As known on Fri 7 Jan 2022”, or empty without any report.
    """
    shown = figures[:MOST_FIGURES]
    foot = HEIGHT - 64
    head = stack(
        [
            drawn(Block(f"{collection} · {page}", size=26, smallest=22, weight=600, colour=ACCENT, most=2)),
            drawn(Block(
                title, size=48 if shown else 80, smallest=32, family=Family.SERIF, weight=600, gap=8, leading=1.24,
                most=3 if shown else 5,
            )),
        ],
        x=NARROW, y=36, width=WIDTH - 2 * NARROW, height=196 if shown else foot - 56,
    )  # fmt: skip
    ruled = 36 + head.height + 26
    width = (WIDTH - 2 * NARROW - GAP * (len(shown) - 1)) / max(len(shown), 1)
    columns = side_by_side(
        [list(map(drawn, _column(figure, words=WORDS[len(shown)]))) for figure in shown],
        x=NARROW, y=ruled + 20, width=width, height=foot - ruled - 36, gap=GAP,
    )  # fmt: skip
    known = drawn(Block(day, size=24, smallest=20, weight=600, most=1))
    shapes: list[Shape] = [
        Box(0, 0, WIDTH, 10, ACCENT),
        Box(0, foot, WIDTH, HEIGHT - foot, SURFACE),
        # Without figures the headline is in the middle
        *moved(head.shapes, y=0 if shown else (foot - head.height) // 2 - 36),
        *(Box(NARROW + n * (width + GAP), ruled, width, 2, BORDER) for n in range(len(columns))),
        *(shape for column in columns for shape in column.shapes),
        *stack([known], x=NARROW, y=foot + 16, width=WIDTH - 2 * NARROW, height=32).shapes,
    ]
    sentences = [
        f"{figure.label}: {figure.words}, {figure.whom}. {figure.who}, {figure.dates}. {figure.objections}"
        for figure in shown
    ]
    description = " ".join(part for part in (f"{page}.", *sentences, day) if part)
    return Picture(WIDTH, HEIGHT, tuple(shapes), f"{title} – {collection}", description)


def _column(figure: KeyFigure, *, words: int) -> list[Block]:
    """The blocks of a key figure; `words` is the font size of the figure, and the others follow it."""
    more = {56: 0, 80: 1, 104: 2}[words]
    strong, plain = SIZES[2 + more], SIZES[1 + more]
    return [
        Block(figure.label, size=strong, smallest=20, weight=600, colour=ACCENT, most=1),
        Block(
            figure.words, size=words, smallest=32, family=Family.SERIF, weight=600, most=2, leading=1.24,
            colour=FAINT if figure.withdrawn else TEXT, struck=WARNING if figure.withdrawn else "",
        ),
        Block(figure.whom, size=strong, smallest=20, weight=600, most=2, leading=1.22),
        Block(figure.who, size=plain, smallest=20, gap=8, most=3, leading=1.22),
        *(
            Block(part, size=plain, smallest=20, colour=FAINT, most=2, leading=1.22)
            for part in figure.dates.rsplit(" · ", 1)
        ),
        Block(figure.objections, size=plain, smallest=20, weight=600, colour=WARNING, gap=6, most=3, leading=1.22),
    ]  # fmt: skip
