"""Quotes: who said what, to whom, and whose words fill the reports."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import export, to_csv
from data.queries.row_types import SpeakerGroupRow
from data.tables.rows import Format, QuoteRow, Table, rows
from data.views.base import DataTable, EmptyResult, View, Visuals
from data.views.headings import quotes_title, speaker_groups_title
from data.views.table_columns import QUOTE_COLUMNS, SPEAKER_GROUP_COLUMNS, format_quotes, format_speaker_groups
from data.wording.citation import quotation_reference


class QuotesView(View):
    """Who said what, to whom, searchable, ready to cite."""

    path = "quotes"
    name = "Quotes"
    purpose = "Who said what, to whom, searchable, ready to cite."
    tables = (Table.QUOTES,)
    visuals: ClassVar[Visuals] = {
        "quotes": lambda view: view.quotes, "voices": lambda view: view.speaker_groups,
    }  # fmt: skip

    @cached_property
    def title(self) -> str:
        """How many quotations, from how many speakers."""
        return quotes_title(self.quotes)

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """Quotations with the pieces of one utterance next to each other; columns of `quotes`."""
        return queries.quotes_by_utterance(self.archive, self.selection)

    @property
    def utterance_ids(self) -> list[str]:
        """The utterances in order."""
        return list(self.quotes["utterance_id"].unique())

    def utterances(self, ids: Sequence[str]) -> list[list[QuoteRow]]:
        """Some of the utterances, each with its pieces."""
        pieces: dict[str, list[QuoteRow]] = {utterance_id: [] for utterance_id in ids}
        for quote in rows(self.quotes[self.quotes["utterance_id"].isin(list(ids))], QuoteRow):
            pieces[quote["utterance_id"]].append(quote)
        return list(pieces.values())

    def references(self, pieces: Sequence[QuoteRow]) -> str:
        """The references of an utterance's pieces, ready to be pasted."""
        article = queries.article(self.archive, pieces[0]["article_id"])
        return "\n\n".join(quotation_reference(piece, article) for piece in pieces)

    @cached_property
    def speaker_groups(self) -> list[SpeakerGroupRow]:
        """How many quoted words each kind of speaker has."""
        return rows(self._speaker_group_frame, SpeakerGroupRow)

    @property
    def _speaker_group_frame(self) -> pd.DataFrame:
        return queries.words_by_speaker_group(self.archive, self.selection)

    @property
    def speaker_groups_title(self) -> str:
        """Who has most of them."""
        return speaker_groups_title(self.speaker_groups)

    @property
    def no_quotations(self) -> EmptyResult:
        """Why no quotation is shown."""
        return self.empty_result(queries.quotes, "quotations")

    @property
    def speaker_groups_table(self) -> DataTable:
        """The rows behind the chart."""
        found = self._speaker_group_frame
        title = "Quoted words by kind of speaker"
        return DataTable("voices", title, found, SPEAKER_GROUP_COLUMNS, partial(to_csv, found), format_speaker_groups)

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The quotations shown."""
        csv = partial(export, self.archive, Table.QUOTES, Format.CSV, self.selection)
        return (DataTable("quotes", "Quotations shown", self.quotes, QUOTE_COLUMNS, csv, format_quotes),)
