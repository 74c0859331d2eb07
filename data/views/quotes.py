"""Quotes: quotations with their speakers, and quoted words per group of speakers."""

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
        """The numbers of quotations and of speakers."""
        return quotes_title(self.quotes)

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """Quotations with the pieces of one utterance next to each other; columns of `QuoteRow`."""
        return queries.quotes_by_utterance(self.archive, self.selection)

    @property
    def utterance_ids(self) -> list[str]:
        """The ids of the utterances, in order."""
        return list(self.quotes["utterance_id"].unique())

    def utterances(self, ids: Sequence[str]) -> list[list[QuoteRow]]:
        """Return the pieces of each of these utterances, in the order of `ids`."""
        pieces: dict[str, list[QuoteRow]] = {utterance_id: [] for utterance_id in ids}
        for quote in rows(self.quotes[self.quotes["utterance_id"].isin(list(ids))], QuoteRow):
            pieces[quote["utterance_id"]].append(quote)
        return list(pieces.values())

    def references(self, pieces: Sequence[QuoteRow]) -> str:
        """Return the references of an utterance's pieces, separated by empty lines."""
        article = queries.article(self.archive, pieces[0]["article_id"])
        return "\n\n".join(quotation_reference(piece, article) for piece in pieces)

    @cached_property
    def speaker_groups(self) -> list[SpeakerGroupRow]:
        """The number of quoted words per group of speakers, most first."""
        return rows(self._speaker_group_frame, SpeakerGroupRow)

    @property
    def _speaker_group_frame(self) -> pd.DataFrame:
        return queries.words_by_speaker_group(self.archive, self.selection)

    @property
    def speaker_groups_title(self) -> str:
        """The title of the chart: the group with most quoted words."""
        return speaker_groups_title(self.speaker_groups)

    @property
    def no_quotations(self) -> EmptyResult:
        """The reason why no quotation is shown."""
        return self.empty_result(queries.quotes, "quotations")

    @property
    def speaker_groups_table(self) -> DataTable:
        """The rows behind the chart."""
        found = self._speaker_group_frame
        title = "Quoted words by kind of speaker"
        return DataTable("voices", title, found, SPEAKER_GROUP_COLUMNS, partial(to_csv, found), format_speaker_groups)

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The selected quotations, in the order of the exported files."""
        csv = partial(export, self.archive, Table.QUOTES, Format.CSV, self.selection)
        quotes = queries.quotes(self.archive, self.selection)
        return (DataTable("quotes", "Quotations shown", quotes, QUOTE_COLUMNS, csv, format_quotes),)
