"""The item that an address opens: where in the article it stands, what became of it, what its record says."""

from collections.abc import Sequence
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
from data.views.figures import status_label
from data.wording.attribution import republication_notes
from data.wording.citation import item_reference, source_link
from data.wording.citation_formats import Citation, item_citation
from data.wording.descriptions import ALWAYS_LISTED, details, headline
from data.wording.phrases import day

NOT_STATED = "not stated"
"""What stands for a detail that the article does not state."""


@dataclass(frozen=True)
class Passage:
    """Words of an article: the paragraph counted from 1, a link that opens the article there, the coder's note.

    An item without an anchor has one passage without words, whose link opens the article.
    """

    words: str | None
    paragraph: int | None
    url: str
    note: str = ""


@dataclass(frozen=True)
class OpenedItem:
    """One item beside its source."""

    archive: Archive
    table: Table
    row: BaseItemRow

    @property
    def item_id(self) -> str:
        """Its id, unique over all records."""
        return self.row["item_id"]

    @property
    def title(self) -> str:
        """The item in one line: its title, its figure or its words."""
        return headline(self.table, self.row)

    @property
    def summary(self) -> str:
        """An event in our words; empty for everything else."""
        return str(self.row.get("summary") or "")

    @property
    def claim(self) -> ClaimRow | None:
        """The item's row where it is a figure."""
        return self.row if self.table is Table.CLAIMS else None  # type: ignore[return-value]

    @property
    def quote(self) -> QuoteRow | None:
        """The item's row where it is a quotation."""
        return self.row if self.table is Table.QUOTES else None  # type: ignore[return-value]

    @property
    def status_label(self) -> str:
        """The status of a figure that does not simply stand; empty for everything else."""
        return status_label(self.claim) if self.claim else ""

    @cached_property
    def article(self) -> ArticleRow:
        """The article that it stands in."""
        return queries.article(self.archive, self.row["article_id"])

    @property
    def published(self) -> str:
        """Whose report it is, of which day, and how it reached us."""
        published = f"{self.article['publisher']}, {day(self.article['date_published'])}"
        return ", ".join([published, *republication_notes(self.article)])

    @cached_property
    def anchors(self) -> list[AnchoredRow]:
        """Its places in the article."""
        return rows(queries.anchors(self.archive, self.item_id), AnchoredRow)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The words it stands on, each with a link that opens the article there."""
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

    @cached_property
    def caveats(self) -> list[CaveatRow]:
        """Why to hesitate."""
        return rows(queries.caveats_of(self.archive, self.item_id), CaveatRow)

    @cached_property
    def corrections(self) -> list[CorrectionRow]:
        """What was corrected in it, the newest first."""
        found = queries.corrections(self.archive)
        return rows(found[found["item_id"] == self.item_id], CorrectionRow)

    @cached_property
    def paragraphs(self) -> Sequence[str] | None:
        """The article's text, where the newsroom holds it."""
        return article_paragraphs(self.row["article_id"])

    @cached_property
    def marks(self) -> list[ArticleAnchorRow]:
        """Every anchor of the article, where its text is at hand."""
        if self.paragraphs is None:
            return []
        return rows(queries.anchors_in_article(self.archive, self.row["article_id"]), ArticleAnchorRow)

    @cached_property
    def history(self) -> ClaimHistory | None:
        """What became of a figure; None for everything else."""
        return history_of(self.archive, self.claim) if self.claim else None

    @cached_property
    def attributions(self) -> list[AttributionRow]:
        """What each side says of an event or a figure."""
        return rows(attributions_of(self.archive, self.item_id), AttributionRow)

    @cached_property
    def details(self) -> tuple[tuple[str, str], ...]:
        """What the record says, as label and words; what is worth a word though the article does not state it, too."""
        recorded = details(self.table, self.row).items()
        return tuple((label, value or NOT_STATED) for label, value in recorded if value or label in ALWAYS_LISTED)

    @property
    def citation(self) -> str:
        """Its reference in one line."""
        return item_reference(self.table, self.row, self.article)

    def full_citation(self, *, permalink: str) -> Citation:
        """How it is cited, with a permalink to the record."""
        anchor = self.anchors[0] if self.anchors else None
        return item_citation(self.table, self.row, self.article, anchor, permalink=permalink)


def opened_item(reading: Reading) -> OpenedItem | None:
    """Return the item that an address opens; None where it opens none, or one that is not there."""
    item_id = reading.selection.item
    found = queries.item(reading.archive, item_id) if item_id else None
    return OpenedItem(reading.archive, Table(found[0]), found[1]) if found else None
