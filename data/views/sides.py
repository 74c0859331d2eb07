"""What each side says of one event or figure: who asserts it, who denies it, and which sides do not mention it."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import to_csv
from data.figures.attributions import attributions_of, items_with_attributions
from data.figures.row_types import AttributionRow
from data.records.vocabulary import CodedFrom
from data.tables.rows import Table, rows
from data.views.base import Choices, DataTable, EmptyResult, View, Visuals
from data.views.captions import SIDES
from data.views.headings import excerpt_note, sides_title
from data.views.table_columns import SIDE_COLUMNS, format_speaker_groups


class SidesView(View):
    """The attributions of one event or figure: who asserts it, who denies it."""

    path = "sides"
    name = "What each side says"
    purpose = "Of one event or figure: who asserts it, who denies it."
    tables = (Table.CLAIMS, Table.EVENTS, Table.QUOTES)
    choices: ClassVar[Choices] = {"about": {}}
    visuals: ClassVar[Visuals] = {"sides": lambda view: view.attributions}

    def options(self, key: str) -> Mapping[str, str]:
        """As `View.options`; the values of `about` are the ids of `items`."""
        del key
        return dict(zip(self.items["item_id"], self.items["title"], strict=True))

    @cached_property
    def items(self) -> pd.DataFrame:
        """The selected events and figures, those with most sides first; columns of `AttributedItemRow`."""
        return items_with_attributions(self.archive, self.selection)

    @property
    def about(self) -> str:
        """Id of the event or figure of the page: that of the address if it is selected, else the first; or empty."""
        return self.choice("about")

    @cached_property
    def title(self) -> str:
        """The title of the event or figure, and the number of sides."""
        return sides_title(self.options("about")[self.about], self.attributions) if self.about else self.name

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The attributions of the event or figure; columns of `AttributionRow`."""
        return attributions_of(self.archive, self.about)

    @cached_property
    def attributions(self) -> list[AttributionRow]:
        """The same as rows."""
        return rows(self.frame, AttributionRow)

    @property
    def caption(self) -> str:
        """What a missing attribution means, and of how many reports only the opening was read."""
        return f"{SIDES.text} {coverage(self)}".rstrip()

    @property
    def no_items(self) -> EmptyResult:
        """The reason why there is no event or figure."""
        return self.empty_result(items_with_attributions, "events or figures")

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The statements of all sides; no table without an event or figure."""
        if not self.about:
            return ()
        csv = partial(to_csv, self.frame)
        return (DataTable("sides", self.name, self.frame, SIDE_COLUMNS, csv, format_speaker_groups),)


def coverage(view: View) -> str:
    """Return the sentence of how many reports only the opening was read; empty for none."""
    coded_from = queries.articles(view.archive)["coded_from"]
    return excerpt_note(int((coded_from == CodedFrom.EXCERPT).sum()), len(coded_from))
