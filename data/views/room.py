"""What a visual of a story shows to a room: as much of a page's lists as one screen holds, and how much is left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.records.vocabulary import QuoteType
from data.views.corrections import Correction, CorrectionsView
from data.views.drawer import Side, SideStatement
from data.views.event_days import EventDay, EventEntry, event_entry
from data.views.gantt import DayInList, GanttRow, list_of
from data.views.linked_words import plain
from data.views.matters import Matter, MatterSide, Said
from data.views.overview import OverviewView
from data.views.quote_blocks import Quotation, SpeakerBlock
from data.views.quotes import QuotesView
from data.views.room_size import LINE, SCREEN_WIDTH, Fitting, RoomGroups, fitting, text_height
from data.views.rows import EventRow, rows
from data.views.sides import SidesView
from data.views.sources import ReportLine, SourcesView
from data.views.timeline import TimelineView

MOST_COLUMNS = 5
"""Most days of a timeline side by side."""

GAP = 24
"""Pixels between columns."""

TITLE = 1.08
"""Size of the type of an event’s title, as a part of the text’s."""

UNDATED = 70
"""Height of the line about events without a day, in pixels."""

BLOCK = 76
"""Height of the name of a speaker with the space around it, in pixels."""

SIDES = (250, 155, 205, 160, 185)
"""Widths of the columns of the five sides, in pixels."""

SIDE_HEADS = 84
"""Height of the heads of those columns, in pixels."""

DIRECT, OTHER = 1.55, 1.3
"""Size of the type of a direct quotation, and of the other forms, as a part of the text's."""

SAID, SPOKEN_WIDTH, SPEAKER_WIDTH = 1.24, 755, 875
"""Size of the type of what is said of one figure or event, and widths of its words and of who says it, in pixels."""

SIDE, BESIDE = 26, 11
"""Height of the space around a side, and of that between two of its statements, in pixels."""


@dataclass(frozen=True)
class RoomTimeline:
    """A timeline in columns: a day each, or a kind or an actor each if `grouped`, with the day before each event.

    `left_out` counts events that do not fit, `cut` is as in `Fitting`; `undated` are events without a day of `total`.
    """

    columns: tuple[DayInList, ...]
    grouped: bool
    left_out: int
    undated: tuple[EventEntry, ...]
    total: int
    cut: bool


@dataclass(frozen=True)
class DatedCorrection:
    """A correction and the day on which it was made."""

    day: str
    correction: Correction


def room_days(view: OverviewView, room: float) -> RoomGroups[EventDay]:
    """Return the last days with events, as on Overview; `left_out` counts the events of other days too."""
    width = SCREEN_WIDTH / max(len(view.event_days), 1) - GAP
    shown = [
        fitting(
            day.entries,
            [text_height(entry.title, width - 24, scale=TITLE) + 10 for entry in day.entries],
            room - UNDATED - 2 * LINE,
        )
        for day in view.event_days
    ]
    days = [replace(day, entries=found.first, more=0) for day, found in zip(view.event_days, shown, strict=True)]
    left_out = len(view.dated_events) - sum(len(day.entries) for day in days)
    return RoomGroups(days, left_out, any(found.cut for found in shown))


def room_timeline(view: TimelineView, room: float) -> RoomTimeline:
    """Return the dated events in columns, and the undated ones."""
    grouped = any(group.label for group in view.gantt.groups)
    found = list_of(view.gantt.groups)
    if grouped:
        columns = [DayInList(group.label, tuple(row for day in group.days for row in day.rows)) for group in found]
    else:
        columns = [day for group in found for day in group.days]
    undated = tuple(event_entry(event) for event in rows(view.undated_events, EventRow))
    room -= UNDATED if undated else 0
    across = min(len(columns), 3 if grouped else MOST_COLUMNS) or 1
    shown = _flowing(columns, across, room) if grouped else _side_by_side(columns[:MOST_COLUMNS], across, room)
    kept = sum(len(column.rows) for column in shown)
    left_out = sum(len(column.rows) for column in columns) - kept
    cut = any(_event_height(column.rows[0], SCREEN_WIDTH / across - GAP) > room - 2 * LINE for column in shown)
    return RoomTimeline(shown, grouped, left_out, undated, len(view.events), cut)


def _side_by_side(columns: Sequence[DayInList], across: int, room: float) -> tuple[DayInList, ...]:
    width = SCREEN_WIDTH / across - GAP
    heights = [[_event_height(row, width) for row in column.rows] for column in columns]
    return tuple(
        replace(column, rows=fitting(column.rows, high, room - 2 * LINE).first)
        for column, high in zip(columns, heights, strict=True)
    )


def _flowing(columns: Sequence[DayInList], across: int, room: float) -> tuple[DayInList, ...]:
    """Groups below each other in `across` columns of the page; what is in the last part of the room is kept free."""
    width = SCREEN_WIDTH / across - GAP - 90
    free = room * across * 0.95
    kept: list[DayInList] = []
    for column in columns:
        free -= 1.6 * LINE
        heights = [_event_height(row, width) for row in column.rows]
        if free < max(heights) and kept:
            break
        shown = fitting(column.rows, heights, free)
        free -= sum(heights[: len(shown.first)])
        kept.append(replace(column, rows=shown.first))
    return tuple(kept)


def _event_height(row: GanttRow, width: float) -> float:
    return text_height(f"{row.title} {row.doubt}", width - 24, scale=TITLE) + 10


def room_quotes(view: QuotesView, room: float) -> RoomGroups[SpeakerBlock]:
    """Return quotations by speaker, in the order of the page: the opened one first of all.

    Of more than fit, those in the speakers' own words are kept rather than those in ours.
    """
    opened = view.selection.item
    blocks = [
        replace(block, quotations=sorted(block.quotations, key=lambda quote: quote.item_id != opened))
        for block in view.speaker_blocks
    ]
    blocks.sort(key=lambda block: all(quote.item_id != opened for quote in block.quotations))
    free, width, head = room - LINE, 920.0, 0
    if len(blocks) > 1:
        free, width, head = 2 * 0.95 * free, SCREEN_WIDTH / 2 - GAP, BLOCK
    said = [(block.speaker, quote) for block in blocks for quote in block.quotations]
    said.sort(key=lambda each: (each[1].item_id != opened, each[1].form == QuoteType.INDIRECT))
    seen: set[str] = set()
    heights = []
    for speaker, quote in said:
        heights.append(_quote_height(quote, width) + (0 if speaker in seen else head))
        seen.add(speaker)
    kept = {quote.item_id for _, quote in fitting(said, heights, free).first}
    cut = max(heights[: len(kept)], default=0) > room - LINE
    shown = [
        replace(block, quotations=tuple(quote for quote in block.quotations if quote.item_id in kept))
        for block in blocks
    ]
    return RoomGroups([block for block in shown if block.quotations], len(view.quotes) - len(kept), cut)


def _quote_height(quote: Quotation, width: float) -> float:
    scale = DIRECT if quote.form == QuoteType.DIRECT else OTHER
    notes = " ".join((quote.label, quote.about, quote.doubt, quote.note, quote.details, "Source · Cite"))
    return text_height(quote.words, width, scale=scale) + text_height(notes, width) + LINE / 2


def room_sides(view: SidesView, room: float) -> Fitting[Matter] | RoomGroups[Side]:
    """Return the first matters, or of one event or figure what is said first, by side."""
    return room_speaking(view, room) if view.about else room_matters(view, room)


def room_speaking(view: SidesView, room: float) -> RoomGroups[Side]:
    """Return what is said first of an event or figure; `left_out` counts the statements without room."""
    room -= text_height(view.silent, SCREEN_WIDTH) + 10
    said = [(side, statement) for side in view.speaking.first for statement in side.statements]
    heights = [
        _statement_height(statement) + (SIDE if statement is side.statements[0] else BESIDE) for side, statement in said
    ]
    shown = fitting(said, heights, room)
    kept = Counter(side.label for side, _ in shown.first)
    sides = [replace(side, statements=side.statements[: kept[side.label]]) for side in view.speaking.first]
    return RoomGroups([side for side in sides if side.statements], view.speaking.others + shown.left_out, shown.cut)


def _statement_height(statement: SideStatement) -> float:
    said = text_height(statement.words or "No words recorded", SPOKEN_WIDTH, scale=SAID)
    return said + text_height(f"{statement.who} {statement.says}", SPEAKER_WIDTH)


def room_matters(view: SidesView, room: float) -> Fitting[Matter]:
    """Return the first matters of the table; `left_out` counts all others."""
    matters = (*view.compared, *view.alone)
    shown = fitting(matters, [_matter_height(matter) for matter in matters], room - SIDE_HEADS)
    return replace(shown, left_out=len(view.matters) - len(shown.first))


def _matter_height(matter: Matter) -> float:
    sides = [_side_height(side, width) for side, width in zip(matter.sides, SIDES, strict=True)]
    return max(sides, default=0) + (_side_height(matter.others, 900) if matter.others else 0) + LINE


def _side_height(side: MatterSide, width: float) -> float:
    return sum(_said_height(said, width) for said in side.said.first) + LINE * bool(side.said.more)


def _said_height(said: Said, width: float) -> float:
    words = said.words or f"{said.figure.words if said.figure else ''} {said.counted}"
    notes = " ".join((said.who, said.label, said.doubt, *(plain(note) for note in said.notes)))
    return text_height(words, width, scale=1.15 if said.form == "figure" else 1.3) + text_height(notes, width) + 13


def room_sources(view: SourcesView, room: float) -> Fitting[ReportLine]:
    """Return the first reports."""
    lines = view.lines
    heights = [_report_height(line) for line in lines]
    shown = fitting(lines, heights, room - 2 * LINE)
    return replace(shown, left_out=len(view.reports) - len(shown.first))


def _report_height(line: ReportLine) -> float:
    texts = [text_height(text, 200, scale=1.15) for text in (line.headline, line.read)]
    return max(text_height(line.publisher, 160, scale=1.35) + LINE, *texts) + LINE


def room_corrections(view: CorrectionsView, room: float) -> Fitting[DatedCorrection]:
    """Return the last corrections."""
    found = [DatedCorrection(day.day, each) for day in view.days for each in day.corrections]
    heights = [
        3 * LINE + sum(text_height(words, 840, scale=1.2) for words in (it.before or "-", it.after or "-", it.why))
        for it in (each.correction for each in found)
    ]
    return replace(shown := fitting(found, heights, room), left_out=len(view.corrections) - len(shown.first))
