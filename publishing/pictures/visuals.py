"""A visual of a page as a picture of its own: title, what it shows, what it leaves out, its reports, its link."""

from collections.abc import Callable, Mapping
from typing import Any

from data.export.files import LICENCE
from data.views.base import View
from data.views.quotes import QuotesView
from data.views.summary import Summary
from data.views.visual_tables import visual_table
from data.views.visual_words import visual_caption, visual_credits, visual_source, visual_title
from publishing.pictures.area import Area, Drawing, sans
from publishing.pictures.draw_count import draw_count
from publishing.pictures.draw_map import draw_map
from publishing.pictures.draw_table import OF_A_PICTURE, SHORTENED, TableType, draw_table, noted
from publishing.pictures.draw_timeline import draw_timeline
from publishing.pictures.drawing import Block, moved, stack
from publishing.pictures.fonts import Family
from publishing.pictures.shapes import Box, Picture, Shape
from publishing.theme import ACCENT, FAINT, SURFACE, TEXT, WARNING, token

WIDTH = 1200
MARGIN = 72
INNER = WIDTH - 2 * MARGIN
TOP, BETWEEN, AROUND_FOOT = 44, 24, 22
"""Heights: above the first line, between parts, around the foot."""

HEAD, VISUAL, FOOT = 300, 1200, 240
"""The most height of the head, of what is drawn, and of the foot."""

ROW, BAR = 50, 26
"""Height of a row of a bar chart, and of its bar."""

DrawVisual = Callable[..., Drawing]
"""Takes a view, and the width and the height of the space as keywords."""


def draw_voices(view: QuotesView, *, width: float, height: float) -> Drawing:
    """Return the quoted words by kind of speaker as bars."""
    del height  # there are at most six kinds
    if not view.voices:
        return draw_table(visual_table(view, "voices"), width=width, height=ROW)
    area, most = Area(), max(segment.group.count for segment in view.voices)
    label, bars = width * 0.36, width * 0.52
    shapes: list[Shape] = []
    for n, segment in enumerate(view.voices):
        y = n * ROW
        shapes += stack(
            [Block(segment.group.label, size=22, smallest=20, most=2)], x=0, y=y + 8, width=label, height=ROW
        ).shapes
        long = bars * segment.group.count / most if most else 0
        colour = token("ink3") if segment.mark.colour == "none" else token(f"v-{segment.mark.colour}")
        shapes.append(Box(label + 16, y + 12, round(long, 1), BAR, colour))
        shapes.append(area.text(f"{segment.group.count:,}", (label + 26 + long, y + 33), sans(24, 600), TEXT))
    return Drawing(tuple(shapes), ROW * len(view.voices), (visual_table(view, "voices").note,))


DRAWN: Mapping[tuple[str, str], DrawVisual] = {
    ("overview", "map"): lambda view, **space: draw_map(view.map_view, **space),
    ("map", "map"): draw_map,
    ("timeline", "timeline"): draw_timeline,
    ("casualties", "count"): draw_count,
    ("quotes", "voices"): draw_voices,
}
"""Page and visual to the function that draws it; all others are drawn as tables."""


def is_drawn(view: View, visual: str) -> bool:
    """Whether a visual is more than its table."""
    return (view.path or "overview", visual) in DRAWN


def draw_visual(view: View, visual: str, *, width: float, height: float, how: TableType = OF_A_PICTURE) -> Drawing:
    """Return a visual of a view that, with its notes (`noted`), fits a space; a table is set as `how` says.

    Raises KeyError if the page has no such visual.
    """
    drawn: Any = DRAWN.get((view.path or "overview", visual))
    if drawn:
        return drawn(view, width=width, height=height)
    return draw_table(visual_table(view, visual), width=width, height=height, how=how)


def visual_picture(summary: Summary, visual: str, *, permalink: str) -> Picture:
    """Return a visual of a view as a picture, as high as it has to be.

    Its words are those of the visual alone: whoever sees it sees who says so, the day that it is known on, the filters,
    how much is left out, the reports and the link.
    """
    view = summary.view
    title = visual_title(view, visual)
    known = " · ".join(part for part in (summary.collection, summary.known_on_label) if part)
    head = stack(
        [
            Block(known, size=24, smallest=20, weight=600, colour=ACCENT, most=2),
            Block(title, size=42, smallest=28, family=Family.SERIF, weight=600, gap=6, leading=1.22, most=4),
            Block(f"Filtered by {summary.filters}" if summary.filters else "", size=22, smallest=20, gap=8, most=3),
        ],
        x=MARGIN, y=TOP, width=INNER, height=HEAD,
    )  # fmt: skip
    top = TOP + head.height + BETWEEN
    drawn = draw_visual(view, visual, width=INNER, height=VISUAL)
    shown = noted(drawn, width=INNER)
    below = stack(
        [
            Block(visual_caption(view, visual), size=20, smallest=20, colour=FAINT, most=6),
        ],
        x=MARGIN, y=top + shown.height + 12, width=INNER, height=HEAD,
    )  # fmt: skip
    foot_from = round(top + shown.height + 12 + below.height + BETWEEN)
    cut = head.cut or shown.cut or below.cut
    told = SHORTENED if cut and SHORTENED not in drawn.notes else ""
    foot = stack(
        [
            Block(told, size=20, smallest=20, weight=600, colour=WARNING, most=3),
            Block(f"{visual_source(view)} {visual_credits(view, visual)}".strip(), size=20, smallest=20, most=4),
            Block(f"Records: {LICENCE}, dataset version {summary.dataset}.", size=20, smallest=20, gap=2, most=2),
            Block(permalink, size=20, smallest=20, colour=ACCENT, gap=4, most=6),
        ],
        x=MARGIN, y=foot_from + AROUND_FOOT, width=INNER, height=FOOT,
    )  # fmt: skip
    height = round(foot_from + foot.height + 2 * AROUND_FOOT)
    shapes: list[Shape] = [
        Box(0, 0, WIDTH, 10, ACCENT),
        *head.shapes,
        *moved(shown.shapes, x=MARGIN, y=top),
        *below.shapes,
        Box(0, foot_from, WIDTH, height - foot_from, SURFACE),
        *foot.shapes,
    ]
    return Picture(WIDTH, height, tuple(shapes), title, description_of(summary, visual, drawn, permalink))


def description_of(summary: Summary, visual: str, drawn: Drawing, permalink: str) -> str:
    """Return what a picture of a visual shows, for those who do not see it: its rows, and what it leaves out."""
    table = visual_table(summary.view, visual)
    rows = ("; ".join(cell for cell in row.cells if cell) for row in table.rows)
    known = (summary.known_on_label, summary.filters, visual_source(summary.view), permalink)
    return " ".join([*(f"{row}." for row in rows), *drawn.notes, *(f"{part}" for part in known if part)])


def drawing_picture(summary: Summary, visual: str, *, permalink: str) -> Picture:
    """Return what is drawn of a visual, without the words around it, for HTML that has them. As `visual_picture`."""
    drawn = draw_visual(summary.view, visual, width=INNER, height=VISUAL)
    shown = noted(drawn, width=INNER)
    title = visual_title(summary.view, visual)
    description = description_of(summary, visual, drawn, permalink)
    return Picture(INNER, shown.height + 6, shown.shapes, title, description)
