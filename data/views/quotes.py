"""Quotes: quotations with their speakers, and quoted words per group of speakers."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import export, to_csv
from data.queries.facet_labels import facet_names
from data.queries.row_types import SpeakerGroupRow, TopicCountRow
from data.records.vocabulary import CodedFrom
from data.tables.rows import Format, QuoteRow, Table, rows
from data.views.base import View, Visuals
from data.views.captions import SPEAKER_GROUPS
from data.views.data_table import DataTable
from data.views.empty_result import EmptyResult
from data.views.event_words import number_word
from data.views.headings import quotes_title
from data.views.pager import ListPage, Paged
from data.views.quote_blocks import SpeakerBlock, in_page_order, speaker_blocks
from data.views.quote_choices import (
    SPEAKERS_MOST,
    SPEAKERS_SHOWN,
    TOPICS_SHOWN,
    Choice,
    SpeakerGroupChoice,
    SpeakerIndex,
    form_choices,
    topic_choices,
)
from data.views.table_columns import QUOTE_COLUMNS, SPEAKER_GROUP_COLUMNS, format_quotes, format_speaker_groups
from data.views.voice_bar import VoiceSegment, voice_segments, voice_sentence
from data.wording.languages import quoted_words_note
from data.wording.phrases import count_noun, day_and_month

PAGE_SIZE = 60
"""Quotations on one page."""


class QuotesView(View):
    """Who said what, to whom, searchable, ready to cite."""

    path = "quotes"
    name = "Quotes"
    purpose = "Who said what, to whom, searchable, ready to cite."
    tables = (Table.QUOTES,)
    facets: ClassVar[tuple[str, ...]] = ("speaker", "speaker_group", "topic", "quote_type")
    visuals: ClassVar[Visuals] = {
        "quotes": lambda view: view.quotes, "voices": lambda view: view.speaker_groups,
    }  # fmt: skip

    @cached_property
    def title(self) -> str:
        """The number of speakers, and of those who are quoted."""
        if not self.has_reports:
            return "No quotation yet"
        if self.quotes.empty:
            by_now = f"is recorded from the reports by {day_and_month(self.day)}"
            return f"No quotation {'is shown under these filters' if self.selection.is_filtered else by_now}"
        return quotes_title(self.quotes)

    @property
    def subtitle(self) -> str:
        """From which reports the quotations are, for how many no day is recorded, and in which language they are given.

        Empty without quotations.
        """
        found = self.quotes
        if found.empty:
            return ""
        counted = count_noun(len(found), "quotation or reported statement", "quotations and reported statements")
        return " ".join(part for part in (f"{counted}, {self._reports}", self._undated, self._language) if part)

    @property
    def _language(self) -> str:
        """In which language quoted words are given; empty if nobody is quoted."""
        quoting = set(self.quotes.loc[self.quotes["contents"].notna(), "article_id"])
        languages = [article["language"] for article in self.articles if article["article_id"] in quoting]
        return quoted_words_note(languages) if languages else ""

    @property
    def _reports(self) -> str:
        """The reports of the quotations in words, and of the others how much of them was read."""
        used = set(self.quotes["article_id"])
        lead = queries.lead_article(self.archive)
        others = [article for article in self.articles if article["article_id"] not in used]
        all_of = "all " if len(self.quotes) > 1 else ""
        if lead and used == {lead["article_id"]}:
            source = f"{all_of}from the lead report"
        else:
            source = f"from {number_word(len(used))} {'report' if len(used) == 1 else 'reports'}"
        if self.selection.is_filtered or not others:
            return f"{source}."
        openings = sum(article["coded_from"] == CodedFrom.EXCERPT for article in others)
        rest = "the other" if len(others) == 1 else f"the {number_word(len(others))} others"
        if openings == len(others):
            return f"{source}; none is recorded from {rest}, of which only the opening was read."
        partly = f"; of {number_word(openings)} of these only the opening was read" if openings else ""
        return f"{source}; none is recorded from {rest}{partly}."

    @property
    def _undated(self) -> str:
        """For how many quotations no day is recorded; empty for none."""
        undated = int(self.quotes["spoken_on"].isna().sum())
        if not undated:
            return ""
        if undated == len(self.quotes):
            return "No day is recorded for any of them." if undated > 1 else "Its day is not recorded."
        return f"No day is recorded for {number_word(undated)} of the {number_word(len(self.quotes))}."

    @property
    def lists(self) -> Sequence[ListPage]:
        """The quotations, the index of speakers, and the topics."""
        return self.page, self.index.page, self.topics_page

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """Quotations with the pieces of one utterance next to each other; columns of `QuoteRow`."""
        return queries.quotes_by_utterance(self.archive, self.selection)

    @cached_property
    def page(self) -> ListPage:
        """The page of the quotations that the address asks for."""
        return self.list_page("quotes", total=len(self.quotes), size=PAGE_SIZE)

    @cached_property
    def speaker_blocks(self) -> tuple[SpeakerBlock, ...]:
        """The quotations of this page by speaker."""
        found = in_page_order(queries.quotes(self.archive, self.selection))
        start = self.page.rows.start
        before = str(found["speaker"].iloc[start - 1]) if start else ""
        articles = {article["article_id"]: article for article in self.articles}
        return speaker_blocks(rows(found[self.page.rows], QuoteRow), articles, before=before)

    @cached_property
    def forms(self) -> tuple[Choice, ...]:
        """The forms of quotation with their numbers under the other filters."""
        others = queries.quotes(self.archive, self.selection.without("quote_type"))
        return form_choices(others["quote_type"], self.selection.quote_type)

    @cached_property
    def topics(self) -> tuple[Choice, ...]:
        """The topics of their page, most quotations first, with their numbers of quotations under the other filters."""
        return topic_choices(self._topic_counts, self.topics_page.rows, self.selection.topic)

    @property
    def topics_page(self) -> ListPage:
        """The page of the list of topics that the address asks for."""
        return self.list_page("topics", total=len(self._topic_counts), size=TOPICS_SHOWN)

    @cached_property
    def _topic_counts(self) -> list[TopicCountRow]:
        return rows(queries.quotes_by_topic(self.archive, self.selection), TopicCountRow)

    @property
    def topics_label(self) -> str:
        """The label of the list of topics: “All topics”, the chosen topic, or how many are chosen."""
        chosen = [topic.label for topic in self.topics if topic.current]
        return chosen[0] if len(chosen) == 1 else count_noun(len(chosen), "topic") if chosen else "All topics"

    @cached_property
    def index(self) -> Paged[SpeakerGroupChoice]:
        """All speakers by group, with their numbers of quotations under the filters that are not about speakers."""
        others = in_page_order(queries.quotes(self.archive, self.selection.without("speaker").without("speaker_group")))
        names = facet_names(self.archive)["speaker"]
        chosen = self.selection
        index = SpeakerIndex(others, names, groups=chosen.speaker_group, chosen=chosen.speaker)
        return self.paged(
            "speakers", total=len(index.speakers), rows=index.rows, shown=SPEAKERS_SHOWN, size=SPEAKERS_MOST
        )

    @property
    def speakers_chosen(self) -> bool:
        """Whether a filter by speaker or group of speakers is set."""
        return bool(self.selection.speaker or self.selection.speaker_group)

    @cached_property
    def voices(self) -> tuple[VoiceSegment, ...]:
        """The bar of quoted words by group of speakers."""
        return voice_segments(self.speaker_groups, self.selection.speaker_group)

    @property
    def voices_sentence(self) -> str:
        """The bar in words."""
        return voice_sentence(self.voices)

    @property
    def voices_heading(self) -> str:
        """The words above the bar."""
        total = sum(row["words"] for row in self.speaker_groups)
        return f"Whose words: {count_noun(total, 'quoted word')}, by kind of speaker. {SPEAKER_GROUPS.text}"

    @cached_property
    def speaker_groups(self) -> list[SpeakerGroupRow]:
        """The number of quoted words per group of speakers, most first."""
        return rows(self._speaker_group_frame, SpeakerGroupRow)

    @property
    def _speaker_group_frame(self) -> pd.DataFrame:
        return queries.words_by_speaker_group(self.archive, self.selection)

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

    @property
    def page_tables(self) -> Sequence[DataTable]:
        """The tables at the foot of the page: quoted words and quotations, as far as there are any."""
        if self.quotes.empty:
            return ()
        return (*([self.speaker_groups_table] if self.speaker_groups else []), *self.data_tables)

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The selected quotations, in the order of the exported files."""
        csv = partial(export, self.archive, Table.QUOTES, Format.CSV, self.shown)
        quotes = queries.quotes(self.archive, self.selection)
        return (DataTable("quotes", "Quotations shown", quotes, QUOTE_COLUMNS, csv, format_quotes),)
