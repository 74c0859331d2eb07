"""The visuals of pages as tables of text: what a picture, a sheet of paper and HTML to paste say of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from data.records.vocabulary import NOT_STATED
from data.views.base import View
from data.views.captions import REPORT_DAYS, SPEAKER_GROUPS
from data.views.casualties import CasualtiesView
from data.views.casualties_disputes import Dispute
from data.views.corrections import CorrectionsView
from data.views.count_claims import WITHDRAWN, CountClaim
from data.views.count_list import ListEntry, list_groups
from data.views.figure_rows import FigureRow
from data.views.linked_words import plain
from data.views.map import MapView, marked_cities
from data.views.map_picture import city_note
from data.views.matters import Matter, MatterSide, Said
from data.views.overview import OverviewView
from data.views.overview_doubts import Doubt
from data.views.quote_blocks import Quotation, SpeakerBlock
from data.views.quotes import QuotesView
from data.views.sides import SidesView
from data.views.sources import SourcesView
from data.views.text_table import MOST_ROWS, TextColumn, TextRow, VisualTable
from data.views.timeline import TimelineView
from data.wording.emphasis import plain_text
from data.wording.phrases import count_noun, day_and_month, join_words


def visual_table(view: View, visual: str) -> VisualTable:
    """Return a visual of a view as a table. Raises KeyError if the page has no such visual."""
    table = TABLES[view.path or "overview", visual](view)
    return replace(table, rows=table.rows[:MOST_ROWS])


def disputes_table(view: OverviewView | CasualtiesView) -> VisualTable:
    """Return what is contested in a view: its withdrawn figures, those that cannot both be true, and caveats."""
    if isinstance(view, CasualtiesView):
        found = view.disputes
        shown = [_dispute(dispute) for dispute in found[:MOST_ROWS]]
        return VisualTable(DISPUTED, tuple(shown), len(found), "dispute", "disputes")
    return visual_table(view, "doubts")


FIGURES = (
    TextColumn("Count", 12), TextColumn("Figure, in its source’s words", 20, large=True),
    TextColumn("Who is counted", 20),
    TextColumn("Who says so, when and where", 26), TextColumn("How sure", 22),
)  # fmt: skip
COUNTS = (
    TextColumn("Who is counted", 18), TextColumn("Reported", 10), TextColumn("Figure", 20, large=True),
    TextColumn("Who says so", 22), TextColumn("What became of it", 30),
)  # fmt: skip
ASSERTERS = (
    TextColumn("Who says so", 24), TextColumn("Reported", 10), TextColumn("Figure", 20, large=True),
    TextColumn("Who is counted", 26), TextColumn("≠", 20),
)  # fmt: skip
DISPUTED = (TextColumn("Figures", 22, large=True), TextColumn("What is contested", 78))
DOUBTS = (TextColumn("Kind of doubt", 22), TextColumn("Doubt", 78))
EVENTS = (
    TextColumn("Group", 14), TextColumn("Day", 18), TextColumn("Event", 46, large=True), TextColumn("Kind, place", 22),
    TextColumn("How sure of the day", 14),
)  # fmt: skip
PLACES = (TextColumn("Place", 40, large=True), TextColumn("Events recorded there", 60))
QUOTATIONS = (
    TextColumn("Who", 22), TextColumn("Words", 44, large=True), TextColumn("How and when", 20),
    TextColumn("Report", 14),
)  # fmt: skip
VOICES = (TextColumn("Kind of speaker", 70, large=True), TextColumn("Quoted words", 30))
MATTERS = (
    TextColumn("Matter", 22), TextColumn("Side", 16), TextColumn("What is said", 38, large=True),
    TextColumn("Who says so", 24),
)  # fmt: skip
SPEAKING = (TextColumn("Side", 20), TextColumn("Who", 26), TextColumn("What is said", 54, large=True))
REPORTS = (
    TextColumn("Publisher", 22, large=True), TextColumn("Headline", 36), TextColumn("Published", 14),
    TextColumn("Read", 12), TextColumn("Coded from it", 16),
)  # fmt: skip
CORRECTED = (
    TextColumn("Corrected on", 14), TextColumn("What", 26), TextColumn("It said", 18), TextColumn("It says", 18),
    TextColumn("Why", 24),
)  # fmt: skip


def _headline_figures(view: OverviewView) -> VisualTable:
    rows = tuple(
        TextRow((group.label, row.words, row.who, _who(row), _sure(row)), row.withdrawn)
        for group in view.ledger
        for row in group.rows
    )
    total = len(rows) + sum(group.more for group in view.ledger)
    return VisualTable(FIGURES, rows, total, "figure", "figures", REPORT_DAYS.text)


def _who(row: FigureRow) -> str:
    return f"{row.asserter} ({row.reported})"


def _sure(row: FigureRow) -> str:
    return " ".join(f"{note.warning} {note.text}".strip() for note in row.notes)


def _latest_figures(view: CasualtiesView) -> VisualTable:
    ledger = view.area_ledger
    rows = tuple(
        TextRow(
            (
                group.label,
                row.figure.words,
                row.figure.who,
                f"{row.figure.asserter}{f', {row.recipient}' if row.recipient else ''} ({row.reported})",
                " ".join(plain(note) for note in row.notes),
            ),
            row.figure.withdrawn,
        )
        for group in ledger.first
        for row in group.rows
    )
    return VisualTable(FIGURES, rows, len(rows) + ledger.others, "figure", "figures", view.days_note)


def _count(view: CasualtiesView) -> VisualTable:
    groups = list_groups(view.count_panels, "")
    rows = tuple(_count_row(group.title, entry.claim, entry) for group in groups for entry in group.entries)
    return VisualTable(COUNTS, rows, len(rows), "figure", "figures", view.as_of_note)


def _count_row(title: str, claim: CountClaim, entry: ListEntry) -> TextRow:
    became = "; ".join(part for part in (claim.warning, *entry.notes) if part)
    cells = (title, day_and_month(claim.day), claim.words, claim.who, became)
    return TextRow(cells, claim.state == WITHDRAWN)


def _asserters(view: CasualtiesView) -> VisualTable:
    matrix = view.matrix
    rows = tuple(
        TextRow(
            (
                row.asserter,
                day,
                figure.figure.words,
                ", ".join((group.label, *figure.details)),
                ", ".join(piece.text for piece in figure.clashes),
            ),
            figure.figure.withdrawn,
        )
        for group in matrix.groups
        for row in group.rows
        for day, cell in zip(matrix.days, row.cells, strict=True)
        for figure in cell
    )
    return VisualTable(ASSERTERS, rows, len(view.statement_histories), "figure", "figures")


def _disagreements(view: CasualtiesView) -> VisualTable:
    disputes = [_dispute(dispute) for dispute in view.disputes[:MOST_ROWS]]
    sentences = view.compared_sentences.first if len(disputes) == len(view.disputes) else ()
    compared = [TextRow(("", plain_text(words))) for words in sentences]
    total = len(view.disputes) + len(view.comparisons)
    return VisualTable(DISPUTED, (*disputes, *compared), total, "comparison", "comparisons")


def _dispute(dispute: Dispute) -> TextRow:
    return TextRow((plain(dispute.figures), f"{dispute.headline}. {plain(dispute.words)}"))


def _doubts(view: OverviewView) -> VisualTable:
    rows = tuple(_doubt(doubt) for doubt in view.doubts[:MOST_ROWS])
    return VisualTable(DOUBTS, rows, len(view.doubts), "reason for doubt", "reasons for doubt")


def _doubt(doubt: Doubt) -> TextRow:
    return TextRow((doubt.label, plain_text(doubt.words)))


def _event_days(view: OverviewView) -> VisualTable:
    rows = tuple(
        TextRow(("", day.label, event.title, event.kind_label, "only roughly known" if event.rough else ""))
        for day in view.event_days
        for event in day.entries
    )
    return VisualTable(EVENTS, rows, len(view.dated_events), "dated event", "dated events", _undated(view))


def _undated(view: OverviewView) -> str:
    undated, total = len(view.undated_events), len(view.events)
    have = "has" if undated == 1 else "have"
    return f"{undated:,} of {count_noun(total, 'event')} {have} no day." if undated else ""


def _timeline(view: TimelineView) -> VisualTable:
    rows = tuple(
        TextRow(
            (
                group.label,
                row.time,
                row.title,
                ", ".join(part for part in (row.kind_label, row.place) if part),
                row.doubt,
            )
        )
        for group in view.gantt.groups
        for row in group.rows
    )
    note = f"{view.undated_heading}." if len(view.undated_events) else ""
    return VisualTable(EVENTS, rows, len(rows), "dated event", "dated events", note)


def _places(view: MapView) -> VisualTable:
    cities = sorted(marked_cities(view.cities), key=lambda city: (-city["events"], -city["mentions"], city["name"]))
    rows = tuple(TextRow((city["name"], city_note(city))) for city in cities)
    return VisualTable(PLACES, rows, len(rows), "place", "places", place_shares_sentence(view))


def place_shares_sentence(view: MapView) -> str:
    """Return all events by what is known of their place, in one sentence; empty without events."""
    shares = [f"{share.count:,} {share.label}" for share in view.place_shares]
    return f"{view.place_shares_heading}: {join_words(shares)}." if shares else ""


def _quotations(view: QuotesView) -> VisualTable:
    rows = tuple(_quotation(block, quote) for block in view.speaker_blocks for quote in block.quotations)
    return VisualTable(QUOTATIONS, rows, len(view.quotes), "quotation", "quotations")


def _quotation(block: SpeakerBlock, quote: Quotation) -> TextRow:
    how = " ".join(part for part in (quote.label, quote.about, quote.details, quote.doubt, quote.note) if part)
    return TextRow((f"{block.name}, {block.role}", quote.words, how, quote.report))


def _voices(view: QuotesView) -> VisualTable:
    rows = tuple(TextRow((segment.group.label, f"{segment.group.count:,}")) for segment in view.voices)
    return VisualTable(VOICES, rows, len(rows), "kind of speaker", "kinds of speakers", SPEAKER_GROUPS.text)


def _sides(view: SidesView) -> VisualTable:
    if view.about:
        rows = tuple(
            TextRow((side.label, said.who, f"{said.says} {said.words}".strip()))
            for side in view.speaking.first
            for said in side.statements
        )
        return VisualTable(SPEAKING, rows, len(view.attributions), "statement", "statements", view.silent)
    rows = tuple(
        _said(matter, side, said)
        for matter in (*view.compared, *view.alone)
        for side in matter.speaking
        for said in (*side.said.first, *side.said.more)
    )
    untold = int((view.said["topic"] == NOT_STATED).sum())
    have = "has no topic and belongs" if untold == 1 else "have no topic and belong"
    note = f"{count_noun(untold, 'statement')} {have} to no matter." if untold else ""
    return VisualTable(MATTERS, rows, len(view.said) - untold, "statement", "statements", note)


def _said(matter: Matter, side: MatterSide, said: Said) -> TextRow:
    words = said.words or f"{said.figure.words if said.figure else ''} {said.counted}".strip()
    who = f"{said.figure.asserter} ({said.figure.reported})" if said.figure else said.who
    notes = [who, said.label, said.doubt, *(plain(note) for note in said.notes)]
    about = f"{matter.label}. {matter.silent}".strip()
    withdrawn = said.figure is not None and said.figure.withdrawn
    return TextRow((about, side.label, words, ". ".join(part.rstrip(".") for part in notes if part)), withdrawn)


def _reports(view: SourcesView) -> VisualTable:
    rows = tuple(
        TextRow(
            (
                line.publisher,
                line.headline,
                line.published,
                line.how_much,
                ", ".join(f"{label}: {count}" for label, count in line.counts),
            )
        )
        for line in view.lines
    )
    return VisualTable(REPORTS, rows, len(view.reports), "report", "reports")


def _corrections(view: CorrectionsView) -> VisualTable:
    rows = tuple(
        TextRow((day.day, f"{it.kind}: {it.title}, {it.field}", it.before or "nothing", it.after or "nothing", it.why))
        for day in view.days
        for it in day.corrections
    )
    return VisualTable(CORRECTED, rows, len(view.corrections), "correction", "corrections")


TABLES: Mapping[tuple[str, str], Callable[[Any], VisualTable]] = {
    ("overview", "figures"): _headline_figures,
    ("overview", "timeline"): _event_days,
    ("overview", "map"): lambda view: _places(view.map_view),
    ("overview", "doubts"): _doubts,
    ("timeline", "timeline"): _timeline,
    ("map", "map"): _places,
    ("casualties", "latest"): _latest_figures,
    ("casualties", "count"): _count,
    ("casualties", "who"): _asserters,
    ("casualties", "disagreements"): _disagreements,
    ("quotes", "quotes"): _quotations,
    ("quotes", "voices"): _voices,
    ("sides", "sides"): _sides,
    ("sources", "sources"): _reports,
    ("corrections", "corrections"): _corrections,
}
"""Page and visual to the function that returns its table."""
