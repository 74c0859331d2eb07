"""Cards to share: a quotation or a figure, set as in its source panel, with its source and address in the picture.

`Picture.to_svg()` and `Picture.to_png()` show the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.records.vocabulary import ClaimStatus, QuoteType
from data.views.drawer_status import StatusBand
from data.views.marks import Mark, mark_of, speaker_mark
from data.views.rows import ArticleRow, ClaimRow, QuoteRow
from data.wording.attribution import asserter_of, counted_as, hedge, recipient_of, republication_notes
from data.wording.citation import figure_reference, in_quotation_marks, quotation_reference
from data.wording.descriptions import claim_dates, headline, population_of, role_of, utterance_details
from data.wording.phrases import count_noun, figure_parts
from data.wording.phrases import day as written
from publishing.pictures.drawing import Block, Stack, moved, stack
from publishing.pictures.fonts import Family
from publishing.pictures.marks import HIGH, WIDE, mark_shapes
from publishing.pictures.shapes import Box, Line, Picture, Shape
from publishing.theme import ACCENT, TEXT, WARNING, token

WIDTH = 1200
MARGIN = 72
INNER = WIDTH - 2 * MARGIN
LOWEST, COMFORTABLE, HIGHEST = 630, 1100, 1600
"""Heights of a card: the least (that of a link preview); up to which its words keep their size; the greatest."""

TOP, BETWEEN, ABOVE_FOOT, AROUND_FOOT = 56, 32, 40, 24
LOWER, FOOT = 640, 260
"""Heights: above the first line, around the rule, above and around the foot; the most of lower part and foot."""

FIGURE_MARK, SPEAKER_MARK = 46, 26
AFTER_MARK = 0.5
"""Width of a mark in pixels, and the space after it as a part of that."""

MOST_NOTES, MOST_PASSAGES = 4, 3
SECONDARY = token("ink2")

HOW_REPORTED = {
    QuoteType.DIRECT: "Direct quotation",
    QuoteType.MIXED: "A fragment in reported speech, not a whole sentence",
    QuoteType.SCARE: "A term held at arm’s length, not a whole sentence",
    QuoteType.INDIRECT: "Reported speech: the words are ours, not the speaker’s",
}
WHAT_BECAME_OF_IT = {
    ClaimStatus.SUPERSEDED: "Replaced: a later figure stands in its place",
    ClaimStatus.DENIED: "Denied: its own report says so",
}
CUT = "Shortened to fit; all of it stands at the address below."


@dataclass(frozen=True)
class FigureContext:
    """What a figure's card says from its source panel.

    `band` is how it stands, `standing` the same in few words (empty if it simply stands), `passages` are the
    words of the article that it rests on, `known_on` is the day of both.
    """

    band: StatusBand | None = None
    passages: Sequence[str] = ()
    known_on: str = ""
    standing: str = ""


ROW_ALONE = FigureContext()


@dataclass(frozen=True)
class _Parts:
    """The contents of a card from top to bottom; `banner` is a warning above everything else, if there is one.

    `mark` stands beside the words, `speaker` beside the name, each if it is not None.
    """

    words: Block
    below: Sequence[Block]
    lower: Sequence[Block]
    kicker: str
    banner: Block | None = None
    mark: Mark | None = None
    speaker: Mark | None = None


def quote_card(row: QuoteRow, article: ArticleRow, *, permalink: str) -> Picture:
    """The card of a quotation: words, speaker, how and when it was said, source, permalink.

    A paraphrase has no quotation marks but a rule at its left; a fragment has its context in larger type.
    """
    kind = QuoteType(row["quote_type"])
    if row["contents"]:
        spoken = Block(in_quotation_marks(row["contents"]), size=64, smallest=42, family=Family.SERIF, ending="…”")
    else:
        spoken = Block(row["paraphrase"] or "", size=48, smallest=36, bar=token("rule2"))
    part = kind in (QuoteType.MIXED, QuoteType.SCARE)
    parts = _Parts(
        kicker=HOW_REPORTED[kind],
        words=replace(spoken, gap=22, leading=1.24),
        below=[
            Block(
                row["context"], size=32 if part else 26, smallest=24, colour=TEXT if part else SECONDARY, gap=24, most=5
            )
        ],
        speaker=speaker_mark(row["speaker_group"]),
        lower=[
            Block(row["speaker_name"], size=32, smallest=26, weight=600, most=3, indent=_indent(SPEAKER_MARK)),
            Block(role_of(row).removeprefix(", "), size=28, smallest=24, most=3),
            Block(utterance_details(row), size=26, smallest=24, gap=4, most=3),
            *(Block(note or "", size=26, smallest=22, colour=SECONDARY, gap=10, most=4)
              for note in (row["evidence_note"], row["note"], _corrected(row))),
        ],
    )  # fmt: skip
    title = f"{headline('quotes', row)} — {row['speaker_name']}"
    description = f"{quotation_reference(row, article)} {permalink}"
    return _card(parts, article, permalink=permalink, title=title, description=description)


def figure_card(
    row: ClaimRow,
    article: ArticleRow,
    *,
    permalink: str,
    notes: Sequence[str] = (),
    context: FigureContext = ROW_ALONE,
) -> Picture:
    """The card of a figure: words, whom it counts, who says so, as of when, status, source, permalink.

    `notes` say what is not in the row: which figures contest it, how many reports contain it.
    """
    band = context.band
    status = ClaimStatus(row["status"])
    standing = context.standing or ("" if status is ClaimStatus.CURRENT else status.label)
    before, figure = figure_parts(row)
    labels = {standing, *(status.label for status in ClaimStatus)} if band else set()
    told = [note for note in notes if note not in labels]
    shown = told[:MOST_NOTES]
    shown += [f"{count_noun(len(told) - MOST_NOTES, 'more note')} at the address below."] if told[MOST_NOTES:] else []
    of_record = [note for note in ("" if band else hedge(row), row["note"] or "") if note not in notes]
    parts = _Parts(
        banner=_banner(status, standing) if standing else None,
        kicker=f"{counted_as(row)}{f', {context.known_on}' if context.known_on else ''}",
        mark=mark_of(row),
        words=Block(
            figure, lead=before, size=128, smallest=56, family=Family.SERIF, leading=1.24,
            weight=400 if status is ClaimStatus.SUPERSEDED else 600,
            struck=WARNING if status is ClaimStatus.RETRACTED else "", indent=_indent(FIGURE_MARK),
        ),
        below=[Block(population_of(row), size=36, smallest=26, family=Family.SERIF, weight=600, gap=6, most=4)],
        lower=[
            Block("Who says so", size=24, smallest=22, colour=SECONDARY),
            Block(", ".join(part for part in (asserter_of(row), recipient_of(row)) if part),
                  size=32, smallest=26, weight=600, most=4),
            Block(claim_dates(row), size=26, smallest=24, colour=SECONDARY, gap=4, most=3),
            *(Block(note, size=26, smallest=22, gap=10, most=4) for note in (*shown, *of_record)),
            *_band(band),
            *_passages(context.passages),
        ],
    )  # fmt: skip
    title = headline("claims", row) + (f" ({standing[0].lower()}{standing[1:]})" if standing else "")
    description = " ".join(
        [figure_reference(row, article, standing), *notes, *([band.text] if band else []), permalink]
    )
    return _card(parts, article, permalink=permalink, title=title, description=description)


def _corrected(row: QuoteRow) -> str:
    """That the record of a quotation was corrected, and when; empty if not. A figure has it among its days."""
    return f"Corrected {written(row['corrected_on'])}" if row["corrected_on"] else ""


def _indent(mark: float) -> int:
    return round(mark * (1 + AFTER_MARK))


def _banner(status: ClaimStatus, standing: str) -> Block:
    """What became of a figure that does not simply stand; `standing` is how it stands, in words."""
    quiet = status is ClaimStatus.SUPERSEDED
    return Block(
        WHAT_BECAME_OF_IT.get(status, standing), size=28, smallest=26, weight=600, most=1,
        colour=TEXT if quiet else WARNING, bar=token("rule2") if quiet else WARNING,
        wash=token("wash" if quiet else "warn-wash"),
    )  # fmt: skip


BANDS = {"stands": ("accent", "accent-wash"), "replaced": ("rule2", "wash")}
"""Kind of a status band to the names of its colours; all others have those of a warning."""


def _band(band: StatusBand | None) -> list[Block]:
    """How a figure stands, as in its source panel."""
    if band is None:
        return []
    bar, wash = BANDS.get(band.kind, ("warn", "warn-wash"))
    return [Block(band.text, size=26, smallest=22, gap=18, most=6, bar=token(bar), wash=token(wash))]


def _passages(passages: Sequence[str]) -> list[Block]:
    """The words of the article that a figure rests on."""
    if not passages:
        return []
    more = len(passages) - MOST_PASSAGES
    note = f"{count_noun(more, 'more passage')} at the address below." if more > 0 else ""
    return [
        Block("The words it rests on", size=26, smallest=24, weight=600, gap=20),
        *(
            Block(
                f"“{words}”", size=32, smallest=26, family=Family.SERIF, gap=10, most=3, ending="…”",
                wash=token("accent-wash"), under=ACCENT,
            )
            for words in passages[:MOST_PASSAGES]
        ),
        Block(note, size=24, smallest=22, gap=6),
    ]  # fmt: skip


def _source(article: ArticleRow) -> str:
    """The headline of the article if it is known, its publisher, its day, and who passed it on."""
    title = f"“{article['headline']}”, " if article["headline"] else ""
    published = f"{title}{article['publisher']}, {written(article['date_published'])}"
    return " · ".join([published, *republication_notes(article)])


def _card(parts: _Parts, article: ArticleRow, *, permalink: str, title: str, description: str) -> Picture:
    """A card: words at the top, who says so below a rule, and a foot with the source; its height fits the text."""
    lower = stack(parts.lower, x=MARGIN, y=0, width=INNER, height=LOWER)
    source = Block(_source(article), size=24, smallest=22, colour=SECONDARY, most=4)
    address = Block(permalink, size=24, smallest=22, colour=ACCENT, gap=4, most=6)
    first = [
        *([parts.banner] if parts.banner else []),
        Block(parts.kicker, size=26, smallest=24, colour=SECONDARY, most=2, gap=18),
    ]
    foot = stack([source, address], x=MARGIN, y=0, width=INNER, height=FOOT)
    fixed = TOP + 2 * BETWEEN + 2 + lower.height + ABOVE_FOOT + foot.height + 2 * AROUND_FOOT
    upper = _set_words(
        first, [parts.words, *parts.below], y=TOP, comfortable=COMFORTABLE - fixed, highest=HIGHEST - fixed
    )
    height = max(LOWEST, fixed + upper.height)
    foot_from = height - foot.height - 2 * AROUND_FOOT
    lower_from = TOP + upper.height + 2 * BETWEEN + 2
    shapes: list[Shape] = [
        *upper.shapes,
        *_mark_beside(upper.shapes, parts.mark, FIGURE_MARK),
        Box(MARGIN, lower_from - BETWEEN - 2, INNER, 2, TEXT),
        *moved([*lower.shapes, *_mark_beside(lower.shapes, parts.speaker, SPEAKER_MARK)], y=lower_from),
        Box(MARGIN, foot_from, INNER, 1, token("rule")),
        *moved(foot.shapes, y=foot_from + AROUND_FOOT),
    ]
    return Picture(WIDTH, height, tuple(shapes), title, description)


def _mark_beside(shapes: Sequence[Shape], mark: Mark | None, size: float) -> list[Shape]:
    """A mark at the margin beside the first line set in for it: at the left, or where it begins at the right."""
    left, right = MARGIN + _indent(size), MARGIN + INNER - _indent(size)
    set_in = (
        shape
        for shape in shapes
        if isinstance(shape, Line) and (round(shape.x + shape.width) == right if shape.rtl else shape.x == left)
    )
    line = next(set_in, None)
    if mark is None or line is None:
        return []
    x = MARGIN + INNER - size if line.rtl else MARGIN
    return mark_shapes(mark, x=x, y=line.y - 0.33 * line.face.size - size * HIGH / WIDE / 2, size=size)


def _set_words(first: Sequence[Block], rest: Sequence[Block], *, y: int, comfortable: int, highest: int) -> Stack:
    """The blocks in full size if they fit into `comfortable`; else smaller, up to `highest`; else cut, with a note."""
    result = stack([*first, *rest], x=MARGIN, y=y, width=INNER, height=max(comfortable, 0))
    if not result.cut:
        return result
    words, *below = rest
    tight = [*first, replace(words, size=words.smallest, smallest=28), *below]
    result = stack(tight, x=MARGIN, y=y, width=INNER, height=highest)
    if not result.cut:
        return result
    note = Block(CUT, size=24, smallest=24, weight=600, colour=WARNING, gap=16)
    return stack([*tight, note], x=MARGIN, y=y, width=INNER, height=highest)
