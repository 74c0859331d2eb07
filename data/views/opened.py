"""The item that an address opens: its passages in the article, its history, and its details."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from data import queries
from data.figures.attributions import attributions_of
from data.figures.ledger import history_of
from data.figures.row_types import AttributionRow
from data.figures.series import ClaimHistory
from data.queries.row_types import AnchoredRow, ArticleAnchorRow
from data.records.article_texts import article_paragraphs
from data.tables.archive import Archive
from data.tables.rows import ArticleRow, BaseItemRow, CaveatRow, ClaimRow, CorrectionRow, QuoteRow, Table, rows
from data.views.base import Reading
from data.views.contradictions import standing_note, standing_words
from data.views.drawer import Drawer
from data.views.drawer_coding import Coding, coding_of
from data.wording.attribution import republication_notes
from data.wording.citation import item_reference, source_link
from data.wording.citation_formats import Citation, item_citation
from data.wording.descriptions import ALWAYS_LISTED, details, headline
from data.wording.phrases import day, join_words, unstated


@dataclass(frozen=True)
class Passage:
    """A passage of an article: its words, paragraph (counted from 1), a link to it, and the coder's note.

    An item without an anchor has one passage without words and paragraph, with a link to the article.
    """

    words: str | None
    paragraph: int | None
    url: str
    note: str = ""


@dataclass(frozen=True)
class OpenedItem:
    """An item and its source. `archive` is cut to the day `shown_on`, as ISO 8601; `pinned` is as in `View`."""

    archive: Archive
    table: Table
    row: BaseItemRow
    shown_on: str
    pinned: bool = False

    @cached_property
    def drawer(self) -> Drawer:
        """The content of the item's source panel."""
        return Drawer(self)

    @property
    def item_id(self) -> str:
        """The item's id, unique over all records."""
        return self.row["item_id"]

    @property
    def title(self) -> str:
        """The item in one line: its title, its figure or its words."""
        return headline(self.table, self.row)

    @property
    def summary(self) -> str:
        """The summary of an event; empty for other items."""
        return str(self.row.get("summary") or "")

    @property
    def claim(self) -> ClaimRow | None:
        """The item's row if it is a figure, else None."""
        return self.row if self.table is Table.CLAIMS else None  # type: ignore[return-value]

    @property
    def quote(self) -> QuoteRow | None:
        """The item's row if it is a quotation, else None."""
        return self.row if self.table is Table.QUOTES else None  # type: ignore[return-value]

    @property
    def status_label(self) -> str:
        """How a figure stands and by whose word; empty for one that simply stands, and for other items."""
        return standing_note(self.history) if self.history else ""

    @cached_property
    def article(self) -> ArticleRow:
        """The item's article."""
        return queries.article(self.archive, self.row["article_id"])

    @property
    def published(self) -> str:
        """Publisher and day of the report, who republished it, and where it was read."""
        published = f"{self.article['publisher']}, {day(self.article['date_published'])}"
        return ", ".join([published, *republication_notes(self.article)])

    @cached_property
    def anchors(self) -> list[AnchoredRow]:
        """The item's anchors, in order."""
        return rows(queries.anchors(self.archive, self.item_id), AnchoredRow)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages of the item's anchors; without an anchor, one without words."""
        passages = tuple(
            Passage(
                words=anchor["exact"],
                paragraph=anchor["paragraph"] + 1,
                url=source_link(anchor["url"], exact=anchor["exact"], prefix=anchor["prefix"], suffix=anchor["suffix"]),
                note=anchor["anchor_note"] or "",
            )
            for anchor in self.anchors
        )
        return passages or (Passage(words=None, paragraph=None, url=self.article["url"]),)

    @property
    def paragraphs_words(self) -> str:
        """The paragraphs of its passages: “paragraph 33”, “paragraphs 9 and 10”; empty without an anchor."""
        numbers = list(dict.fromkeys(str(passage.paragraph) for passage in self.passages if passage.paragraph))
        return f"paragraph{'s' if len(numbers) > 1 else ''} {join_words(numbers)}" if numbers else ""

    @cached_property
    def caveats(self) -> list[CaveatRow]:
        """The caveats that concern the item."""
        return rows(queries.caveats_of(self.archive, self.item_id), CaveatRow)

    @cached_property
    def corrections(self) -> list[CorrectionRow]:
        """The corrections of the item, the newest first."""
        found = queries.corrections(self.archive)
        return rows(found[found["item_id"] == self.item_id], CorrectionRow)

    @property
    def corrected_items(self) -> Mapping[str, str]:
        """As `View.corrected_items`."""
        return queries.corrected_items(self.archive)

    @cached_property
    def paragraphs(self) -> Sequence[str] | None:
        """The paragraphs of the article; None if its text is not available."""
        return article_paragraphs(self.row["article_id"])

    @cached_property
    def anchors_in_article(self) -> list[ArticleAnchorRow]:
        """All anchors of the article, in the order of the text."""
        return rows(queries.anchors_in_article(self.archive, self.row["article_id"]), ArticleAnchorRow)

    @property
    def marks(self) -> list[ArticleAnchorRow]:
        """All anchors of the article; empty if its text is not available."""
        return [] if self.paragraphs is None else self.anchors_in_article

    @cached_property
    def coding(self) -> Coding | None:
        """How the coder of a data set came to an event; None for an item of a report that was read here."""
        return coding_of(self.archive, self.item_id) if self.table is Table.EVENTS else None

    @cached_property
    def history(self) -> ClaimHistory | None:
        """The history of a figure; None for other items."""
        return history_of(self.archive, self.claim) if self.claim else None

    @cached_property
    def attributions(self) -> list[AttributionRow]:
        """What each side says of an event or a figure; empty for other items."""
        return rows(attributions_of(self.archive, self.item_id), AttributionRow)

    @cached_property
    def details(self) -> tuple[tuple[str, str], ...]:
        """The details as (label, words); those of ALWAYS_LISTED are included if the record does not have them."""
        recorded = details(self.table, self.row) | ({"Status": standing_words(self.history)} if self.history else {})
        shown = {label: value for label, value in recorded.items() if value or label in ALWAYS_LISTED}
        return tuple((label, value or unstated(self.row)) for label, value in shown.items())

    @property
    def citation(self) -> str:
        """The item's reference in one line."""
        return item_reference(self.table, self.row, self.article, self.status_label)

    def full_citation(self, *, permalink: str) -> Citation:
        """Return the item's citation, with a permalink to the record."""
        anchor = self.anchors[0] if self.anchors else None
        return item_citation(
            self.table, self.row, self.article, anchor, permalink=permalink, standing=self.status_label
        )


def opened_item(reading: Reading) -> OpenedItem | None:
    """Return the item that an address opens; None if it opens none, or if there is no such item."""
    item_id = reading.selection.item
    found = queries.item(reading.archive, item_id) if item_id else None
    if found is None:
        return None
    return OpenedItem(reading.archive, Table(found[0]), found[1], reading.day, reading.pin is not None)
