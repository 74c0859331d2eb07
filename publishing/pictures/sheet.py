"""One sheet of paper as a picture: A4 upright, with a headline, figures, a visual, disputes, the link and its code."""

from collections.abc import Sequence
from dataclasses import dataclass

import segno

from data.export.files import LICENCE
from data.views.one_page import OnePage
from data.views.summary import Summary
from data.views.text_table import VisualTable
from data.views.visual_words import visual_credits, visual_source, visual_title
from publishing.pictures.area import Drawing
from publishing.pictures.draw_table import OF_A_SHEET, SHORTENED, draw_table, noted
from publishing.pictures.drawing import Block, Stack, moved, stack
from publishing.pictures.fonts import Family
from publishing.pictures.shapes import Box, Picture, Shape
from publishing.pictures.visuals import description_of, draw_visual, is_drawn
from publishing.theme import ACCENT, FAINT, TEXT, WARNING

WIDTH, HEIGHT = 1240, 1748
"""An A4 sheet at 150 dots an inch, a millimetre short: a browser that rounds up would begin a second one."""

MARGIN, TOP, BOTTOM = 92, 56, 48
INNER = WIDTH - 2 * MARGIN
HEAD, FOOT, CODE = 270, 250, 210
"""The most height of the head and of the foot, and the width of the code in it."""

BETWEEN = 22
"""Space between parts."""

VISUAL, DRAWN, FIGURES = 0.4, 0.5, 0.6
"""The parts of the free height for a visual that is a table, and for a drawn one; of the rest the part for figures."""

HEADING = 44
"""The most height of the heading of a part, with the space below it."""

DISPUTED = "What is contested, hedged or unsupported"

BLACK = "#000"

QUIET_ZONE = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""


@dataclass(frozen=True)
class Part:
    """A part of the sheet, from 0, 0: its heading, what is drawn, and the notes below it.

    `cut` is whether a text of these is shortened.
    """

    shapes: tuple[Shape, ...]
    height: float
    cut: bool


def sheet_picture(page: OnePage, summary: Summary, *, permalink: str) -> Picture:
    """Return the sheet of a view. What does not fit is counted on it. Without a `permalink` there is no code."""
    head = _head(summary)
    drawn_from = TOP + head.height + BETWEEN
    foot = _foot(page, summary, permalink)
    free = HEIGHT - BOTTOM - foot.height - BETWEEN - drawn_from
    parts = _parts(page, free)
    shapes: list[Shape] = [Box(0, 0, WIDTH, 12, ACCENT), *head.shapes]
    y = float(drawn_from)
    for part in parts:
        shapes += moved(part.shapes, x=MARGIN, y=round(y))
        y += part.height + BETWEEN
    shapes += moved(foot.shapes, y=HEIGHT - BOTTOM - foot.height)
    shapes += _told() if head.cut or foot.cut or any(part.cut for part in parts) else ()
    description = description_of(summary, page.visual, Drawing((), 0), permalink)
    return Picture(WIDTH, HEIGHT, tuple(shapes), f"{summary.title} – {summary.collection}", description)


def _head(summary: Summary) -> Stack:
    known = " · ".join(part for part in (summary.collection, summary.page, summary.known_on_label) if part)
    return stack(
        [
            Block(known, size=22, smallest=20, weight=600, colour=ACCENT, most=2),
            Block(summary.title, size=42, smallest=28, family=Family.SERIF, weight=600, gap=4, leading=1.2, most=4),
            Block(f"Filtered by {summary.filters}" if summary.filters else "", size=22, smallest=20, gap=6, most=3),
        ],
        x=MARGIN, y=TOP, width=INNER, height=HEAD,
    )  # fmt: skip


def _parts(page: OnePage, free: float) -> list[Part]:
    """Figures, visual and disputes in a height. What one of them does not need, the next one gets."""
    title = visual_title(page.view, page.visual)
    heading = "" if title == page.view.title else title

    def visual(height: float) -> Part:
        return _part(heading, draw_visual(page.view, page.visual, width=INNER, height=height - HEADING, how=OF_A_SHEET))

    drawn = visual(free * (DRAWN if is_drawn(page.view, page.visual) else VISUAL))
    left = free - drawn.height - BETWEEN
    figures = _table(page.figures_heading, page.figures, left * FIGURES if page.disputes else left)
    if page.disputes is None:
        return [figures, visual(free - figures.height - BETWEEN)]
    disputes = _table(DISPUTED, page.disputes, left - figures.height - BETWEEN)
    figures = _table(page.figures_heading, page.figures, left - disputes.height - BETWEEN)
    drawn = visual(free - figures.height - disputes.height - 2 * BETWEEN)
    return [figures, drawn, _table(DISPUTED, page.disputes, free - figures.height - drawn.height - 2 * BETWEEN)]


def _table(heading: str, table: VisualTable, height: float) -> Part:
    return _part(heading, draw_table(table, width=INNER, height=height - HEADING, how=OF_A_SHEET))


def _part(heading: str, drawing: Drawing) -> Part:
    """A drawing below its heading, with its notes below it."""
    head = stack(
        [Block(heading, size=26, smallest=22, family=Family.SERIF, weight=600, most=2, leading=1.2)],
        x=0, y=0, width=INNER, height=HEADING,
    )  # fmt: skip
    drawn = noted(drawing, width=INNER, size=OF_A_SHEET.text)
    top = head.height + (6 if head.height else 0)
    return Part((*head.shapes, *moved(drawn.shapes, y=top)), top + drawn.height, head.cut or drawn.cut)


def _foot(page: OnePage, summary: Summary, permalink: str) -> Stack:
    """Who says so, the licence, the link and its code, from 0."""
    code = _code(permalink)
    width = INNER - CODE - 24 if code else INNER
    link = permalink or "This file was made without the public address of the dashboard (PUBLIC_URL): it has no link."
    source = f"{visual_source(page.view)} {visual_credits(page.view, page.visual)}".strip()
    words = stack(
        [
            Block("All of it, with the source of each record, at the link:", size=22, smallest=20, weight=600, most=2),
            Block(link, size=20, smallest=20, colour=ACCENT if permalink else TEXT, gap=2, most=4),
            Block(source, size=20, smallest=20, gap=8, most=4),
            Block(
                f"Records: {LICENCE}, dataset version {summary.dataset}. Quotations belong to those who said them.",
                size=20, smallest=20, colour=FAINT, gap=4, most=2,
            ),
        ],
        x=MARGIN, y=16, width=width, height=FOOT - 16,
    )  # fmt: skip
    height = max(words.height + 16, CODE + 8 if code else 0)
    return Stack((Box(MARGIN, 0, INNER, 2, TEXT), *words.shapes, *code), height, cut=words.cut, broken=False)


def _code(permalink: str) -> list[Shape]:
    """The link as a QR code at the right of the foot; none without a link, or for one that no code can hold."""
    try:
        rows = [list(row) for row in segno.make(permalink, error="m", micro=False).matrix] if permalink else []
    except segno.DataOverflowError:
        return []
    if not rows:
        return []
    size = CODE / (len(rows) + 2 * QUIET_ZONE)
    left, top = MARGIN + INNER - CODE + QUIET_ZONE * size, 8 + QUIET_ZONE * size
    return [
        Box(
            round(left + start * size, 2),
            round(top + y * size, 2),
            round((end - start) * size, 2),
            round(size, 2),
            BLACK,
        )
        for y, row in enumerate(rows)
        for start, end in _runs(row)
    ]


def _runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """The dark modules of a row as runs: first, and one after the last."""
    edges = [n for n in range(len(row) + 1) if bool(n < len(row) and row[n]) != bool(n and row[n - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _told() -> tuple[Shape, ...]:
    """What a reader has to know of texts that are shortened, in the lower margin."""
    block = Block(SHORTENED, size=20, smallest=20, weight=600, colour=WARNING, most=1)
    return stack([block], x=MARGIN, y=HEIGHT - BOTTOM + 8, width=INNER, height=30).shapes
