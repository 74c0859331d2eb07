"""How a count changed, drawn into a space: the drawing that a room is shown, as shapes."""

from collections.abc import Iterator, Sequence

from data.views.casualties import CasualtiesView
from data.views.count_chart import CountChart
from data.views.count_labels import Label, Segment
from data.views.count_place import PlacedPanel
from data.views.count_plot import DrawnClaim, Point
from data.views.count_text import BEFORE, GAP, NOTE, TICK, WARNING, Box
from data.views.room_count import WIDTH, RoomCount, room_count
from data.views.room_size import MORE_LINE, SCREEN_WIDTH
from data.views.visual_tables import visual_table
from publishing import theme
from publishing.pictures.area import Area, Drawing, sans, serif
from publishing.pictures.draw_table import SHORTENED, draw_table, ends_early, noted
from publishing.pictures.drawing import moved
from publishing.pictures.fonts import Face
from publishing.pictures.marks import mark_shapes
from publishing.pictures.shapes import Line, Shape
from publishing.theme import FAINT, TEXT, token

NOTE_ROOMS = (66, 128)
"""Heights that may stay free below the drawing for its notes; the drawing is higher where the first is enough."""

THIN = {"tail": (2.0, 3.0), "part": (2.0, 3.0), "tick": (0.0, 0.0)}
DASHES = THIN | {"open": (1.5, 4.0), "withdrawn": (7.0, 5.0), "leader": (0.0, 0.0)}
"""Kind of a line to its dashes and gaps; all others are whole lines. Those of THIN are quieter."""

RING = 9


def draw_count(view: CasualtiesView, *, width: float, height: float) -> Drawing:
    """Return how the count of a view changed; as a table if not even one count can be drawn in the space."""
    scale = width / WIDTH
    for free in NOTE_ROOMS:
        # Alone in the drawing, a count may be higher by the line that would say what is left out.
        found = room_count(view, (height - free) * SCREEN_WIDTH / width - MORE_LINE)
        if found.chart:
            shapes = list(_chart(Area(0, 0, scale), found.chart))
            above = _above(shapes)
            high = round(found.chart.height * scale + above) + 6
            notes = [*_notes(found, view.as_of_note), *([SHORTENED] if ends_early(shapes) else [])]
            drawing = Drawing(tuple(moved(shapes, y=above)), high, tuple(notes))
            if noted(drawing, width=width).height <= height:
                return drawing
    return draw_table(visual_table(view, "count"), width=width, height=height)


def _above(shapes: Sequence[Shape]) -> float:
    """How far letters reach above the drawing, as the name of an axis may."""
    return max((0.0, *(shape.face.size - shape.y for shape in shapes if isinstance(shape, Line))))


def _notes(found: RoomCount, days: str) -> Iterator[str]:
    yield f"{', '.join(group.title for group in found.groups)}. {found.gap}".strip()
    if found.left_out:
        others = "One other count is" if found.left_out == 1 else f"{found.left_out:,} other counts are"
        yield f"{others} not drawn: see the link."
    yield days


def _chart(area: Area, chart: CountChart) -> Iterator[Shape]:
    for panel in chart.panels:
        yield from _frame(area, panel)
    if chart.band:
        yield _box(area, chart.band, token("accent-wash"))
    if chart.enlarged:
        yield area.polygon(_corners(chart.enlarged), theme.ACCENT, stroke=1)
    for panel in chart.panels:
        for line in panel.all_lines:
            yield from _line(area, line)
        for cross in panel.crosses:
            yield from _cross(area, cross)
        for claim in panel.claims:
            yield from _claim(area, claim)
        for ring in panel.rings:
            yield from _ring(area, ring)
    for label in (chart.enlarged_title, chart.band_label, chart.gap_label):
        if label:
            yield from _label(area, label)


def _frame(area: Area, panel: PlacedPanel) -> Iterator[Shape]:
    """What stands behind the figures of a panel: shaded days, rules, axes and their words."""
    for wash in panel.washes:
        yield _box(area, wash, token("wash"))
    yield from _label(area, panel.title)
    if panel.words_line is not None:
        yield from area.segment(
            (panel.left, panel.words_line), (panel.right, panel.words_line), token("rule2"), width=1
        )
    if panel.words_name:
        name = panel.words_name
        yield area.text(name.words, (name.x, name.y + 4), _face(TICK.name, TICK.size), FAINT, anchor="end")
    for tick in panel.ticks:
        if tick is not panel.ticks[-1]:
            yield from area.segment((panel.left, tick.y), (panel.right, tick.y), token("rule"), width=1)
        yield area.text(tick.words, (tick.x, tick.y + 4), _face(TICK.name, TICK.size), FAINT, anchor="end")
    yield from area.segment((panel.left, panel.bottom), (panel.right, panel.bottom), TEXT, width=1.2)
    for point in panel.breaks:
        for across in (-5, 2):
            start, end = (point.x + across, point.y + 5), (point.x + across + 4, point.y - 5)
            yield from area.segment(start, end, TEXT, width=1.2)
    for text in panel.axis:
        colour = FAINT if text.style is GAP else TEXT
        yield area.text(text.words, (text.x, text.y), _face(text.style.name, text.style.size), colour, anchor="middle")


def _line(area: Area, line: Segment) -> Iterator[Shape]:
    quiet = line.kind in THIN or line.kind == "leader"
    colour = token("ink3") if line.kind == "leader" else token("ink2") if quiet else TEXT
    wide = 1 if line.kind == "leader" else 1.6 if quiet else 2.2
    yield from area.segment(
        (line.x1, line.y1), (line.x2, line.y2), colour, width=wide, dash=DASHES.get(line.kind, (0, 0))
    )


def _cross(area: Area, at: Point) -> Iterator[Shape]:
    for down in (-6, 6):
        yield from area.segment((at.x - 6, at.y + down), (at.x + 6, at.y - down), theme.WARNING, width=2.6)


def _ring(area: Area, at: Point) -> Iterator[Shape]:
    yield area.circle(at.x, at.y, RING, theme.PAPER)
    yield area.circle(at.x, at.y, RING, theme.WARNING, stroke=1.4)
    yield area.text("≠", (at.x, at.y + 5), sans(15, 600), theme.WARNING, anchor="middle")


def _claim(area: Area, claim: DrawnClaim) -> Iterator[Shape]:
    x, y = area.at(claim.x - 6, claim.y - 8)
    yield from mark_shapes(claim.claim.mark, x=x, y=y, size=12 * area.scale)
    yield from _label(area, claim.label)


def _label(area: Area, label: Label) -> Iterator[Shape]:
    for y, line in label.baselines:
        x = label.box.x
        if line.before:
            before = area.text(line.before, (x, y), serif(int(BEFORE.size)), TEXT)
            yield before
            x += (before.width + 0.3 * before.face.size) / area.scale
        text = area.text(
            line.text,
            (x, y),
            _face(line.style.name, line.style.size, serif_face=line.style.serif),
            _colour(line.style.name),
        )
        yield text
        if line.struck:
            yield _strike(text)


def _strike(text: Line) -> Shape:
    return Area(text.x, text.y).box(0, -0.3 * text.face.size, text.width, max(2, text.face.size / 12), theme.WARNING)


def _face(name: str, size: float, *, serif_face: bool = False) -> Face:
    """The face of a style of the drawing, by its class in the style sheet."""
    if serif_face:
        return serif(round(size), 400 if name == BEFORE.name else 600)
    return sans(round(size), 400 if name in (NOTE.name, TICK.name, GAP.name) else 600)


def _colour(name: str) -> str:
    return theme.WARNING if name == WARNING.name else token("ink2") if name == NOTE.name else TEXT


def _box(area: Area, box: Box, colour: str) -> Shape:
    return area.box(box.x, box.y, box.width, box.height, colour)


def _corners(box: Box) -> list[tuple[float, float]]:
    return [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
