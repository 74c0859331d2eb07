"""What each side says: a table of matters by sides; or of one event or figure who asserts, who denies it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import to_csv
from data.figures.attributions import attributions_of, items_with_attributions
from data.figures.matters import matters, said_by_topic
from data.figures.row_types import AttributedItemRow, AttributionRow, MatterRow
from data.queries.selection import Selection
from data.records.vocabulary import NOT_STATED, CodedFrom, SpeakerGroup
from data.tables.row_fields import TEXT
from data.tables.rows import Table, rows
from data.views.base import Choices, View, Visuals
from data.views.captions import MATTERS, SIDES
from data.views.data_table import DataTable
from data.views.drawer import Side, sides_of, silent_sides
from data.views.empty_result import EmptyResult
from data.views.event_words import number_word, sentence
from data.views.headings import excerpt_note, matters_title, sides_title
from data.views.matters import Matter, MatterSide, build_matters, side_heads, statements_page
from data.views.pager import ListPage, Paged
from data.views.table_columns import MATTER_COLUMNS, SIDE_COLUMNS, format_said, format_speaker_groups
from data.wording.phrases import count_noun, day_and_month

PAGE_SIZE = 20
"""Matters on one page."""

ATTRIBUTIONS_SIZE = 200
"""Statements about one event or figure on one page."""

ITEMS_PAGE_SIZE = 40
"""Events and figures in one page of the list of those that can be seen in full."""

ALL_MATTERS = ""
"""The value of `about` for the table of all matters."""


@dataclass(frozen=True)
class ItemLink:
    """An event or figure that can be seen in full: its title, and how many sides speak of it, in words."""

    item_id: str
    title: str
    sides: str


class SidesView(View):
    """What each side says, matter by matter; or all that is said of one event or figure (`about`)."""

    path = "sides"
    name = "What each side says"
    purpose = "Matter by matter: what each side says, and who is not heard."
    tables = (Table.CLAIMS, Table.EVENTS, Table.QUOTES)
    choices: ClassVar[Choices] = {"about": {}}
    named_by: ClassVar[Mapping[str, str]] = {"about": "item"}
    visuals: ClassVar[Visuals] = {"sides": lambda view: view.attributions if view.about else view.matters}

    def options(self, key: str) -> Mapping[str, str]:
        """As `View.options`; the values of `about` are ALL_MATTERS and the ids of `items`."""
        del key
        return {ALL_MATTERS: "All matters"} | dict(zip(self.items["item_id"], self.items["title"], strict=True))

    @property
    def about(self) -> str:
        """Id of the event or figure that is seen in full; ALL_MATTERS unless the address names a selected one."""
        return self.choice("about") if self.address.option("about") else ALL_MATTERS

    @property
    def shown(self) -> Selection:
        """As `View.shown`; of one event or figure, it and all that is said of it, whatever the filters."""
        return Selection(known_on=self.selection.known_on, about=self.about) if self.about else self.selection

    @cached_property
    def title(self) -> str:
        """Of how many matters every side speaks; or the event or figure, and the number of sides."""
        if self.about:
            return sides_title(self.options("about")[self.about], self.attributions)
        if not self.has_reports:
            return "No report yet"
        if not self.matters:
            by_now = f"is recorded from the reports by {day_and_month(self.day)}"
            return f"No matter {'is shown under these filters' if self.selection.is_filtered else by_now}"
        return matters_title(len(self.matters), sum(row["sides"] == len(SpeakerGroup) for row in self.matters))

    @property
    def subtitle(self) -> str:
        """What a missing statement means, and of how many reports only the opening was read; empty without any."""
        if not self.about and not self.matters:
            return ""
        return f"{SIDES.text if self.about else MATTERS.text} {coverage(self)}".rstrip()

    @cached_property
    def matters(self) -> list[MatterRow]:
        """All matters, those on which most sides speak first."""
        return rows(matters(self.archive, self.selection), MatterRow)

    @property
    def lists(self) -> Sequence[ListPage]:
        """The matters, and the events and figures; of one of these, who speaks of it."""
        return (self.speaking.page,) if self.about else (self.page, self.statements_page, self.items_page)

    @cached_property
    def statements_page(self) -> ListPage:
        """The page of the statements on the matter that is chosen by its topic."""
        return statements_page(self, self.said)

    @cached_property
    def page(self) -> ListPage:
        """The page of the matters that the address asks for."""
        return self.list_page("matters", total=len(self.matters), size=PAGE_SIZE)

    @cached_property
    def _shown(self) -> tuple[Matter, ...]:
        topics = [row["topic"] for row in self.matters[self.page.rows]]
        return build_matters(self, self.said[self.said["topic"].isin(topics)])

    @property
    def heads(self) -> tuple[MatterSide, ...]:
        """The sides as heads of columns."""
        return side_heads()

    @property
    def compared(self) -> tuple[Matter, ...]:
        """The matters of this page for the table: those on which two sides speak; all if there is none at all."""
        return tuple(matter for matter in self._shown if matter.topic not in self._of_one_side)

    @property
    def alone(self) -> tuple[Matter, ...]:
        """The other matters of this page, of which one side alone speaks."""
        return tuple(matter for matter in self._shown if matter.topic in self._of_one_side)

    @cached_property
    def _of_one_side(self) -> set[str]:
        found = {row["topic"] for row in self.matters if row["sides"] < 2}
        return found if len(found) < len(self.matters) else set()

    @property
    def alone_heading(self) -> str:
        """The heading of `alone`."""
        count = len(self._of_one_side)
        return f"{sentence(number_word(count))} {'matter' if count == 1 else 'matters'} on which one side alone speaks"

    @property
    def without_topic(self) -> str:
        """How many statements have no topic, so that they belong to no matter; empty for none."""
        count = int((self.said["topic"] == NOT_STATED).sum())
        if not count:
            return ""
        has = "has no topic and belongs" if count == 1 else "have no topic and belong"
        it = "it" if count == 1 else "them"
        where = "the records at the end have" if self.reading.whole else "the table below has"
        return f"{count_noun(count, 'statement')} {has} to no matter; {where} {it}."

    @cached_property
    def said(self) -> pd.DataFrame:
        """What is said on all matters; columns of `SaidRow`."""
        return said_by_topic(self.archive, self.selection)

    @cached_property
    def items(self) -> pd.DataFrame:
        """The selected events and figures, those with most sides first; columns of `AttributedItemRow`."""
        return items_with_attributions(self.archive, self.selection)

    @cached_property
    def items_page(self) -> ListPage:
        """The page of the list of events and figures that the address asks for."""
        return self.list_page("items", total=len(self.items), size=ITEMS_PAGE_SIZE)

    @property
    def item_links(self) -> list[ItemLink]:
        """The events and figures of this page of their list; none in a file, which has only the matters."""
        if self.reading.whole:
            return []
        found = rows(self.items[self.items_page.rows], AttributedItemRow)
        return [ItemLink(row["item_id"], row["title"], count_noun(row["sides"], "side")) for row in found]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The attributions of the event or figure; columns of `AttributionRow`."""
        return attributions_of(self.archive, self.about)

    @cached_property
    def attributions(self) -> list[AttributionRow]:
        """The same as rows."""
        return rows(self.frame, AttributionRow)

    @cached_property
    def speaking(self) -> Paged[Side]:
        """The sides that speak of the event or figure, with their statements."""
        said = self.attributions
        return self.paged(
            "said",
            total=len(said),
            rows=lambda start, stop: sides_of(said[start:stop]),
            shown=ATTRIBUTIONS_SIZE,
            size=ATTRIBUTIONS_SIZE,
        )

    @property
    def silent(self) -> str:
        """The sides that do not speak of the event or figure; empty if all do."""
        return silent_sides({side.label for side in sides_of(self.attributions)})

    @property
    def no_matters(self) -> EmptyResult:
        """The reason why there is no matter."""
        return self.empty_result(matters, "matters")

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """What is said on all matters, or of the event or figure; no table if it would be empty."""
        if self.about:
            told = self._with_corrections(self.frame)
            return (DataTable("sides", self.name, told, SIDE_COLUMNS, partial(to_csv, told), format_speaker_groups),)
        if self.said.empty:
            return ()
        told = self._with_corrections(self.said)
        return (DataTable("sides", self.name, told, MATTER_COLUMNS, partial(to_csv, told), format_said),)

    def _with_corrections(self, statements: pd.DataFrame) -> pd.DataFrame:
        """Statements with the day on which the record of each was last corrected, empty if it never was."""
        return statements.assign(corrected_on=statements["item_id"].map(dict(self.corrected_items)).astype(TEXT))


def coverage(view: View) -> str:
    """Return the sentence of how many reports only the opening was read; empty for none."""
    coded_from = queries.articles(view.archive)["coded_from"]
    return excerpt_note(int((coded_from == CodedFrom.EXCERPT).sum()), len(coded_from))
