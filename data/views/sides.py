"""What each side says: for one event or figure, who asserts it, who denies it, and who does not speak of it."""

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
    """Of one event or figure: who asserts it, who denies it."""

    path = "sides"
    name = "What each side says"
    purpose = "Of one event or figure: who asserts it, who denies it."
    tables = (Table.CLAIMS, Table.EVENTS, Table.QUOTES)
    choices: ClassVar[Choices] = {"about": {}}
    visuals: ClassVar[Visuals] = {"sides": lambda view: view.attributions}

    def options(self, key: str) -> Mapping[str, str]:
        """As `View.options`; the page can be about each event and figure shown, those that most sides speak of
        first."""
        del key
        return dict(zip(self.items["item_id"], self.items["title"], strict=True))

    @cached_property
    def items(self) -> pd.DataFrame:
        """Events and figures shown, those that most sides speak of first."""
        return items_with_attributions(self.archive, self.selection)

    @property
    def about(self) -> str:
        """Id of the event or figure that is spoken of: the one asked for if it is shown, else the first; or empty."""
        return self.choice("about")

    @cached_property
    def title(self) -> str:
        """What is spoken of, and by how many sides."""
        return sides_title(self.options("about")[self.about], self.attributions) if self.about else self.name

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Who says what of it; columns of `attributions_of`."""
        return attributions_of(self.archive, self.about)

    @cached_property
    def attributions(self) -> list[AttributionRow]:
        """The same as rows; none where nothing is shown."""
        return rows(self.frame, AttributionRow)

    @property
    def caption(self) -> str:
        """How silence is to be read, and of how many reports only the opening was."""
        return f"{SIDES.text} {coverage(self)}".rstrip()

    @property
    def no_items(self) -> EmptyResult:
        """Why there is nothing to speak of."""
        return self.empty_result(items_with_attributions, "events or figures")

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The statements of all sides."""
        if not self.about:
            return ()
        csv = partial(to_csv, self.frame)
        return (DataTable("sides", self.name, self.frame, SIDE_COLUMNS, csv, format_speaker_groups),)


def coverage(view: View) -> str:
    """Return of how many reports only the opening was read; empty where of none."""
    coded_from = queries.articles(view.archive)["coded_from"]
    return excerpt_note(int((coded_from == CodedFrom.EXCERPT).sum()), len(coded_from))
