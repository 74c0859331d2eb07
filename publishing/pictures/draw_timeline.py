"""The timeline drawn into a space: a row for each dated event, a column for each day that has any."""

from collections.abc import Iterator

from data.views.gantt import Gantt, GanttGroup, GanttRow
from data.views.timeline import TimelineView
from data.views.visual_tables import visual_table
from publishing.pictures.area import Area, Drawing, sans
from publishing.pictures.draw_table import draw_table, noted, table_notes
from publishing.pictures.drawing import Block, Stack, moved, stack
from publishing.pictures.fonts import width_of
from publishing.pictures.shapes import Box, Shape
from publishing.theme import FAINT, TEXT, token

TITLES = 0.56
"""Part of the width for the titles of events."""

GAP, PAD, BAR, HEAD, ABOVE_KEY = 20, 5, 16, 34, 8
"""Space between titles and bars, above and below a title; heights of a bar, of the row of days; space above the key."""

APART = 8
"""Least space between two labels of days."""

FORM_WORDS = {"full": "Filled bar", "dashed": "Open bar", "outline": "Pale bar", "arrow": "Arrow"}
"""Form of a bar to the words for it in the key."""


def draw_timeline(view: TimelineView, *, width: float, height: float) -> Drawing:
    """Return the dated events of a view, as many as fit a space; the others, and the undated ones, are counted."""
    gantt = view.gantt
    if not gantt.groups:
        return draw_table(visual_table(view, view.visual), width=width, height=height)
    left = round(width * TITLES)
    bars = Area(left + GAP, 0, (width - left - GAP) / gantt.width)
    shapes: list[Shape] = [*_days(gantt, bars)]
    key, table = _key(gantt, width), visual_table(view, view.visual)
    y, shown, shortened = float(HEAD), 0, False
    rows = [(group, row) for group in gantt.groups for row in group.rows]
    for group, row in rows:
        title = stack(_title(group, row), x=0, y=0, width=left, height=120)
        high = title.height + 2 * PAD
        below = y + high + ABOVE_KEY + key.height
        cut = shortened or title.cut
        if shown and noted(Drawing((), below, table_notes(table, shown + 1, cut)), width=width).height > height:
            break
        shapes += moved(title.shapes, y=y + PAD)
        shapes += _bar(row, Area(bars.x, y + high / 2, bars.scale))
        y += high
        shapes.append(Box(0, round(y), width, 1, token("rule")))
        shown, shortened = shown + 1, cut
    lines = [_line(column.left, bars, y) for column in gantt.columns]
    key_from = y + ABOVE_KEY
    drawn = (*lines, *shapes, *moved(key.shapes, y=key_from))
    return Drawing(drawn, key_from + key.height, table_notes(table, shown, shortened))


def _line(left: float, bars: Area, y: float) -> Box:
    """The left edge of a day, behind its bars."""
    return Box(round(bars.x + left * bars.scale), HEAD - 6, 1, y - HEAD + 6, token("rule"))


def _days(gantt: Gantt, bars: Area) -> Iterator[Shape]:
    """The labels of the columns, as far as there is room for them; that of the time before the crisis comes last."""
    face, end = sans(20, 600), bars.x + gantt.width * bars.scale + 1
    taken: list[tuple[float, float]] = []
    for column in sorted(gantt.columns, key=lambda column: column.before):
        words = column.label
        if width_of(words, face) + APART > column.width * bars.scale:
            words = " ".join(words.split(" ")[-2:])  # without the day of the week
        left = bars.x + column.left * bars.scale
        right = left + width_of(words, face)
        if right <= end and not any(left < other[1] + APART and other[0] < right + APART for other in taken):
            taken.append((left, right))
            yield Area().text(words, (left, HEAD - 12), face, FAINT)


def _title(group: GanttGroup, row: GanttRow) -> list[Block]:
    """The words of a row: its title, and what is uncertain of its time, or the heading that it stands under."""
    about = ", ".join(part for part in (group.label, row.doubt) if part)
    return [
        Block(row.title, size=20, smallest=20, leading=1.25, most=2),
        Block(about, size=20, smallest=20, leading=1.2, colour=FAINT, most=1),
    ]


def _bar(row: GanttRow, middle: Area) -> Iterator[Shape]:
    """The bar of a row at its columns: filled, open or pale, with an arrow if the event was not over."""
    colour = kind_colour(row.kind)
    thick = BAR / middle.scale
    left, right = row.left + 3 / middle.scale, row.right - 3 / middle.scale
    body = right - (thick if row.ongoing else 0)
    corners = [(left, -thick / 2), (body, -thick / 2), (body, thick / 2), (left, thick / 2)]
    if row.before and not row.rough:
        yield middle.polygon(corners, token("rule2"))
    elif row.rough:
        yield middle.polygon(corners, colour, stroke=2.4 / middle.scale)
    else:
        yield middle.polygon(corners, colour)
    if row.ongoing:
        yield middle.polygon([(body, -thick * 0.8), (right, 0), (body, thick * 0.8)], colour)


def kind_colour(kind: str) -> str:
    """Return the colour of a kind of event."""
    return token(f"k-{kind.partition('_')[0]}")


def _key(gantt: Gantt, width: float) -> Stack:
    forms = "; ".join(f"{FORM_WORDS[form]}: {meaning}" for form, meaning in gantt.forms)
    kinds = list(gantt.kinds)
    words = stack([Block(f"{forms}.", size=20, smallest=20, colour=FAINT, most=2)], x=0, y=0, width=width, height=60)
    shapes, x, y = list(words.shapes), 0.0, float(words.height + 6)
    face = sans(20)
    for kind, label in kinds:
        wide = 22 + width_of(label, face)
        if x and x + wide > width:
            x, y = 0.0, y + 26
        shapes.append(Box(x, y + 4, 14, 14, kind_colour(kind)))
        shapes.append(Area(0, 0).text(label, (x + 22, y + 18), face, TEXT))
        x += wide + 24
    return Stack(tuple(shapes), round(y + 26), cut=words.cut, broken=False)
