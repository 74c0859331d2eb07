"""Pictures to share: a quotation, a figure, a preview of a view. None claims more than the page that it leads to.

They are drawn without a browser. `Picture.to_svg()` and `Picture.to_png()` show the same.
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
    ACCENT,
    BORDER,
    FAINT,
    PAPER,
    SIZES,
    SURFACE,
    TEXT,
    WARNING,
    Block,
    Box,
    Picture,
    Shape,
    Stack,
    side_by_side,
    stacked,
)
from publishing.pictures.fonts import Family

WIDTH = 1200
MARGIN = 72
INNER = WIDTH - 2 * MARGIN
LOWEST, COMFORTABLE, HIGHEST = 630, 800, 1600
"""A card is at least as high as a link preview; its words shrink to stay comfortable, and only then it grows."""

ABOVE_RULE, BELOW_RULE, ABOVE_FOOT, AROUND_FOOT = 40, 28, 42, 28
MOST_NOTES = 4

MOST_FIGURES = 3
NARROW, GAP = 56, 40
WORDS = {0: 56, 1: 104, 2: 80, 3: 56}
"""A link preview: its margin, what parts its columns, and the size of a figure's words by the number of figures."""

HOW_REPORTED = {
    QuoteType.DIRECT: "Direct quotation",
    QuoteType.MIXED: "A fragment in reported speech, not a whole sentence",
    QuoteType.SCARE: "A term held at arm’s length, not a whole sentence",
    QuoteType.INDIRECT: "Reported speech: the words are ours, not the speaker’s",
}
WHAT_BECAME_OF_IT = {
    ClaimStatus.SUPERSEDED: "Superseded: a later figure has replaced it",
    ClaimStatus.RETRACTED: "Retracted: this figure was withdrawn",
    ClaimStatus.DENIED: "Denied: this figure is disputed",
    ClaimStatus.CONTESTED: "Contested: this figure is disputed",
}
CUT = "Shortened to fit; all of it stands at the address below."


def quote_card(row: QuoteRow, article: ArticleRow, *, permalink: str) -> Picture:
    """A quotation as a card: its words, who said them, how and when, where they stand, and the page to check them at.

    Words that are not the speaker's have no quotation marks, and a fragment is shown with what it is about.
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
    """A figure as a card: its words, whom it counts, who says so, as of when, and how it stands.

    `notes` say what the row alone does not know: which figures it disagrees with, how many reports carry it.
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
    """The picture that stands beside a link to a view, as a PNG of 1200 × 630; what is on it, `preview` says."""
    return preview(collection=collection, page=page, title=title, figures=figures, day=day).to_png()


def preview(*, collection: str, page: str, title: str, figures: Sequence[KeyFigure], day: str) -> Picture:
    """A view as a link preview: its headline, its first three figures each with who says so, and as of which day.

    `day` is a line such as “As known on Fri 7 Jan 2022”, or empty where nothing was published by any day.
    """
    shown = figures[:MOST_FIGURES]
    foot = LOWEST - 64
    head = stacked(
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
        # With no figures below it, a headline stands in the middle
        *_lowered(head.shapes, 0 if shown else (foot - head.height) // 2 - 36),
        *(Box(NARROW + n * (width + GAP), ruled, width, 2, BORDER) for n in range(len(columns))),
        *(shape for column in columns for shape in column.shapes),
        *stacked([known], x=NARROW, y=foot + 16, width=WIDTH - 2 * NARROW, height=32).shapes,
    ]
    told = [f"{each.label}: {each.words}, {each.whom}. {each.who}, {each.dates}. {each.objections}" for each in shown]
    described = " ".join(part for part in (f"{page}.", *told, day) if part)
    return Picture(WIDTH, LOWEST, tuple(shapes), f"{title} – {collection}", described)


def _column(figure: KeyFigure, *, words: int) -> list[Block]:
    """A key figure; `words` is the size of its words, and the rest grows with them."""
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
    """Whose report it is, of which day, and who passed it on."""
    published = f"Source: {article['publisher']}, {written(article['date_published'])}"
    return " · ".join([published, *republication_notes(article)])


@dataclass(frozen=True)
class _Parts:
    """What stands on a card from its top down; `banner` warns above everything else."""

    kicker: str
    words: Block
    below: Sequence[Block]
    lower: Sequence[Block]
    banner: str = ""


def _card(parts: _Parts, article: ArticleRow, *, permalink: str, title: str, description: str) -> Picture:
    """Words at the top, who says them at the bottom, and a foot with the source; as high as the text asks for."""
    foot = stacked(
        [
            Block(_source(article), size=24, smallest=22, most=4),
            Block(permalink, size=24, smallest=22, colour=ACCENT, gap=4, most=6),
        ],
        x=MARGIN, y=0, width=INNER, height=260,
    )  # fmt: skip
    said_so = stacked(parts.lower, x=MARGIN, y=0, width=INNER, height=560)
    colour, top = (WARNING, 132) if parts.banner else (ACCENT, 68)
    fixed = top + ABOVE_RULE + BELOW_RULE + said_so.height + ABOVE_FOOT + foot.height + 2 * AROUND_FOOT
    upper = _set(
        [Block(parts.kicker, size=26, smallest=24, weight=600, colour=ACCENT, most=2), parts.words, *parts.below],
        y=top, comfortable=COMFORTABLE - fixed, highest=HIGHEST - fixed,
    )  # fmt: skip
    height = max(LOWEST, fixed + upper.height)
    foot_from = height - foot.height - 2 * AROUND_FOOT
    said_from = foot_from - ABOVE_FOOT - said_so.height
    shapes: list[Shape] = [
        Box(0, 0, WIDTH, height, BORDER),
        Box(2, 2, WIDTH - 4, height - 4, PAPER),
        Box(0, 0, WIDTH, 10, colour),
        *_banner(parts.banner),
        *upper.shapes,
        Box(MARGIN, said_from - BELOW_RULE, 64, 4, colour),
        *_lowered(said_so.shapes, said_from),
        Box(2, foot_from, WIDTH - 4, height - foot_from - 2, SURFACE),
        Box(2, foot_from, WIDTH - 4, 2, BORDER),
        *_lowered(foot.shapes, foot_from + AROUND_FOOT),
    ]
    return Picture(WIDTH, height, tuple(shapes), title, description)


def _set(blocks: Sequence[Block], *, y: int, comfortable: int, highest: int) -> Stack:
    """Large where the card stays comfortable; else on a card that grows; then smaller, then cut."""
    set_so = stacked(blocks, x=MARGIN, y=y, width=INNER, height=max(comfortable, 0))
    if not set_so.cut:
        return set_so
    kicker, words, *rest = blocks
    tight = [replace(words, size=words.smallest, smallest=28), *rest]
    set_so = stacked([kicker, *tight], x=MARGIN, y=y, width=INNER, height=highest)
    if not set_so.cut:
        return set_so
    told = Block(CUT, size=24, smallest=24, weight=600, colour=WARNING, gap=16)
    return stacked([kicker, *tight, told], x=MARGIN, y=y, width=INNER, height=highest)


def _banner(text: str) -> list[Shape]:
    if not text:
        return []
    block = Block(text, size=32, smallest=26, weight=600, colour=PAPER, most=1)
    return [Box(0, 0, WIDTH, 84, WARNING), *stacked([block], x=MARGIN, y=22, width=INNER, height=44).shapes]


def _lowered(shapes: Sequence[Shape], by: int) -> list[Shape]:
    return [replace(shape, y=shape.y + by) for shape in shapes]
