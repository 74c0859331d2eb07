"""Pictures to share: card of a quotation, card of a figure, link preview of a view.

Each says what its page says, and has the address of that page. `Picture.to_svg()` and `Picture.to_png()` show the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.records.vocabulary import ClaimStatus, Metric, QuoteType
from data.views.figures import KeyFigure
from data.views.rows import ArticleRow, ClaimRow, QuoteRow
from data.wording.attribution import according_to, hedge, republication_notes
from data.wording.citation import figure_reference, in_quotation_marks, quotation_reference
from data.wording.descriptions import claim_dates, headline, population_of, role_of, utterance_details
from data.wording.phrases import count_noun
from data.wording.phrases import day as written
from publishing.pictures.drawing import (
    SIZES,
    Block,
    Box,
    Picture,
    Shape,
    Stack,
    side_by_side,
    stack,
)
from publishing.pictures.fonts import Family
from publishing.theme import ACCENT, BORDER, FAINT, PAPER, SURFACE, TEXT, WARNING

WIDTH = 1200
MARGIN = 72
INNER = WIDTH - 2 * MARGIN
LOWEST, COMFORTABLE, HIGHEST = 630, 800, 1600
"""Heights of a card: the least (that of a link preview); up to which its words keep their size; the greatest."""

ABOVE_RULE, BELOW_RULE, ABOVE_FOOT, AROUND_FOOT = 40, 28, 42, 28
MOST_NOTES = 4

MOST_FIGURES = 3
NARROW, GAP = 56, 40
WORDS = {0: 56, 1: 104, 2: 80, 3: 56}
"""A link preview: margin, gap between columns, font size of a figure by the number of figures."""

HOW_REPORTED = {
    QuoteType.DIRECT: "Direct quotation",
    QuoteType.MIXED: "A fragment in reported speech, not a whole sentence",
    QuoteType.SCARE: "A term held at arm’s length, not a whole sentence",
    QuoteType.INDIRECT: "Reported speech: the words are ours, not the speaker’s",
}
WHAT_BECAME_OF_IT = {
    ClaimStatus.SUPERSEDED: "Replaced: a later figure stands in its place",
    ClaimStatus.RETRACTED: "Withdrawn: this figure no longer stands",
    ClaimStatus.DENIED: "Denied: this figure is disputed",
    ClaimStatus.CONTESTED: "Contested: this figure is disputed",
}
CUT = "Shortened to fit; all of it stands at the address below."


def quote_card(row: QuoteRow, article: ArticleRow, *, permalink: str) -> Picture:
    """The card of a quotation: words, speaker, how and when it was said, source, permalink.

    A paraphrase has no quotation marks; a fragment has its context in larger type.
    """
    kind = QuoteType(row["quote_type"])
    if row["contents"]:
        family, words, ending = Family.SERIF, in_quotation_marks(row["contents"]), "…”"
    else:
        family, words, ending = Family.SANS, row["paraphrase"] or "", "…"
    part = kind in (QuoteType.MIXED, QuoteType.SCARE)
    spoken = Block(words, size=64, smallest=42, family=family, gap=22, leading=1.24, ending=ending)
    parts = _Parts(
        kicker=HOW_REPORTED[kind],
        words=spoken,
        below=[
            Block(row["context"], size=32 if part else 26, smallest=24, colour=TEXT if part else FAINT, gap=24, most=5)
        ],
        lower=[
            Block(row["speaker_name"], size=32, smallest=26, weight=600, most=3),
            Block(role_of(row).removeprefix(", "), size=28, smallest=24, most=3),
            Block(utterance_details(row), size=26, smallest=24, gap=4, most=3),
            *(Block(note or "", size=26, smallest=22, colour=FAINT, gap=10, most=4)
              for note in (row["evidence_note"], row["note"])),
        ],
    )  # fmt: skip
    title = f"{headline('quotes', row)} — {row['speaker_name']}"
    description = f"{quotation_reference(row, article)} {permalink}"
    return _card(parts, article, permalink=permalink, title=title, description=description)


def figure_card(row: ClaimRow, article: ArticleRow, *, permalink: str, notes: Sequence[str] = ()) -> Picture:
    """The card of a figure: words, whom it counts, who says so, as of when, status, source, permalink.

    `notes` say what is not in the row: which figures it disagrees with, how many reports contain it.
    """
    status = ClaimStatus(row["status"])
    standing = status is ClaimStatus.CURRENT
    shown = list(notes[:MOST_NOTES])
    shown += [f"{count_noun(len(notes) - MOST_NOTES, 'more note')} at the address below."] if notes[MOST_NOTES:] else []
    of_record = [note for note in (hedge(row), row["note"] or "") if note not in notes]
    parts = _Parts(
        banner="" if standing else WHAT_BECAME_OF_IT[status],
        kicker=Metric(row["metric"]).label,
        words=Block(
            row["value_text"], size=128, smallest=56, family=Family.SERIF, weight=600, leading=1.24,
            colour=TEXT if standing or status is ClaimStatus.CONTESTED else FAINT,
            struck=WARNING if status is ClaimStatus.RETRACTED else "",
        ),
        below=[Block(population_of(row), size=36, smallest=26, weight=600, gap=10, most=4)],
        lower=[
            Block(according_to(row), size=32, smallest=26, most=4),
            Block(claim_dates(row), size=26, smallest=24, colour=FAINT, gap=4, most=3),
            *(Block(note, size=26, smallest=22, weight=600, gap=10, most=4) for note in shown),
            *(Block(note, size=26, smallest=22, gap=10, most=4) for note in of_record),
        ],
    )  # fmt: skip
    title = headline("claims", row) + ("" if standing else f" ({status.label.lower()})")
    description = " ".join([figure_reference(row, article), *notes, permalink])
    return _card(parts, article, permalink=permalink, title=title, description=description)


def preview_image(*, collection: str, page: str, title: str, figures: Sequence[KeyFigure], day: str) -> bytes:
    """The link preview of a view as a PNG of 1200 × 630 pixels; parameters as in `preview`."""
    return preview(collection=collection, page=page, title=title, figures=figures, day=day).to_png()


def preview(*, collection: str, page: str, title: str, figures: Sequence[KeyFigure], day: str) -> Picture:
    """The link preview of a view: its headline, its first three figures with who says so, and the day.

    `day` is a line such as “As known on Fri 7 Jan 2022”, or empty without any report.
    """
    shown = figures[:MOST_FIGURES]
    foot = LOWEST - 64
    head = stack(
        [
            Block(f"{collection} · {page}", size=26, smallest=22, weight=600, colour=ACCENT, most=2),
            Block(
                title, size=48 if shown else 80, smallest=32, family=Family.SERIF, weight=600, gap=8, leading=1.24,
                most=3 if shown else 5,
            ),
        ],
        x=NARROW, y=36, width=WIDTH - 2 * NARROW, height=196 if shown else foot - 56,
    )  # fmt: skip
    ruled = 36 + head.height + 26
    width = (WIDTH - 2 * NARROW - GAP * (len(shown) - 1)) / max(len(shown), 1)
    columns = side_by_side(
        [_column(figure, words=WORDS[len(shown)]) for figure in shown],
        x=NARROW, y=ruled + 20, width=width, height=foot - ruled - 36, gap=GAP,
    )  # fmt: skip
    known = Block(day, size=24, smallest=20, weight=600, most=1)
    shapes: list[Shape] = [
        Box(0, 0, WIDTH, 10, ACCENT),
        Box(0, foot, WIDTH, LOWEST - foot, SURFACE),
        # Without figures the headline is in the middle
        *_shift_down(head.shapes, 0 if shown else (foot - head.height) // 2 - 36),
        *(Box(NARROW + n * (width + GAP), ruled, width, 2, BORDER) for n in range(len(columns))),
        *(shape for column in columns for shape in column.shapes),
        *stack([known], x=NARROW, y=foot + 16, width=WIDTH - 2 * NARROW, height=32).shapes,
    ]
    sentences = [
        f"{figure.label}: {figure.words}, {figure.whom}. {figure.who}, {figure.dates}. {figure.objections}"
        for figure in shown
    ]
    description = " ".join(part for part in (f"{page}.", *sentences, day) if part)
    return Picture(WIDTH, LOWEST, tuple(shapes), f"{title} – {collection}", description)


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


def _source(article: ArticleRow) -> str:
    """The publisher of the article, its day, and who passed it on."""
    published = f"Source: {article['publisher']}, {written(article['date_published'])}"
    return " · ".join([published, *republication_notes(article)])


@dataclass(frozen=True)
class _Parts:
    """The contents of a card from top to bottom; `banner` is a warning above everything else."""

    kicker: str
    words: Block
    below: Sequence[Block]
    lower: Sequence[Block]
    banner: str = ""


def _card(parts: _Parts, article: ArticleRow, *, permalink: str, title: str, description: str) -> Picture:
    """A card: words at the top, who says so at the bottom, and a foot with the source; its height fits the text."""
    foot = stack(
        [
            Block(_source(article), size=24, smallest=22, most=4),
            Block(permalink, size=24, smallest=22, colour=ACCENT, gap=4, most=6),
        ],
        x=MARGIN, y=0, width=INNER, height=260,
    )  # fmt: skip
    lower = stack(parts.lower, x=MARGIN, y=0, width=INNER, height=560)
    colour, top = (WARNING, 132) if parts.banner else (ACCENT, 68)
    fixed = top + ABOVE_RULE + BELOW_RULE + lower.height + ABOVE_FOOT + foot.height + 2 * AROUND_FOOT
    upper = _set_words(
        [Block(parts.kicker, size=26, smallest=24, weight=600, colour=ACCENT, most=2), parts.words, *parts.below],
        y=top, comfortable=COMFORTABLE - fixed, highest=HIGHEST - fixed,
    )  # fmt: skip
    height = max(LOWEST, fixed + upper.height)
    foot_from = height - foot.height - 2 * AROUND_FOOT
    lower_from = foot_from - ABOVE_FOOT - lower.height
    shapes: list[Shape] = [
        Box(0, 0, WIDTH, height, BORDER),
        Box(2, 2, WIDTH - 4, height - 4, PAPER),
        Box(0, 0, WIDTH, 10, colour),
        *_banner(parts.banner),
        *upper.shapes,
        Box(MARGIN, lower_from - BELOW_RULE, 64, 4, colour),
        *_shift_down(lower.shapes, lower_from),
        Box(2, foot_from, WIDTH - 4, height - foot_from - 2, SURFACE),
        Box(2, foot_from, WIDTH - 4, 2, BORDER),
        *_shift_down(foot.shapes, foot_from + AROUND_FOOT),
    ]
    return Picture(WIDTH, height, tuple(shapes), title, description)


def _set_words(blocks: Sequence[Block], *, y: int, comfortable: int, highest: int) -> Stack:
    """The blocks in full size if they fit into `comfortable`; else smaller, up to `highest`; else cut, with a note."""
    result = stack(blocks, x=MARGIN, y=y, width=INNER, height=max(comfortable, 0))
    if not result.cut:
        return result
    kicker, words, *rest = blocks
    tight = [replace(words, size=words.smallest, smallest=28), *rest]
    result = stack([kicker, *tight], x=MARGIN, y=y, width=INNER, height=highest)
    if not result.cut:
        return result
    note = Block(CUT, size=24, smallest=24, weight=600, colour=WARNING, gap=16)
    return stack([kicker, *tight, note], x=MARGIN, y=y, width=INNER, height=highest)


def _banner(text: str) -> list[Shape]:
    if not text:
        return []
    block = Block(text, size=32, smallest=26, weight=600, colour=PAPER, most=1)
    return [Box(0, 0, WIDTH, 84, WARNING), *stack([block], x=MARGIN, y=22, width=INNER, height=44).shapes]


def _shift_down(shapes: Sequence[Shape], by: int) -> list[Shape]:
    return [replace(shape, y=shape.y + by) for shape in shapes]
