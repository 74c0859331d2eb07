"""Overview: events, figures with their asserters, and doubts, on one screen."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.figures import latest, statements
from data.figures.series import ClaimHistory
from data.queries.row_types import CityRow
from data.records.vocabulary import COUNT_FAMILIES
from data.tables.rows import ArticleRow, CaveatRow, ClaimRow, EventRow, FactRow, QuoteRow, Table, rows
from data.views.base import View, Visuals
from data.views.clashes import clashes_of
from data.views.data_table import DataTable
from data.views.empty_result import EmptyResult
from data.views.event_days import EventDay, EventEntry, event_entry, last_event_days
from data.views.figures import Clash
from data.views.headings import overview_title
from data.views.lede import Clause, lede
from data.views.long_list import joined, slices
from data.views.map import MapView, marked_cities, places_table
from data.views.overview_doubts import Doubt, doubts_of
from data.views.overview_ledger import LedgerGroup, ledger_groups
from data.views.pager import ListPage, Paged
from data.views.table_columns import EVENT_COLUMNS, format_events
from data.wording.citation import quotation_reference
from data.wording.phrases import day

MAX_FIGURES = 12
"""Most key figures on the page; Casualties and arrests has all."""

MAX_FIRST_DOUBTS, MAX_DOUBTS = 5, 105
"""Most reasons for doubt that are shown without a click, and on one page."""

MAX_FACTS = 100
"""Most rows of the background on one page."""


class OverviewView(View):
    """What happened, who says how many, and what is not known."""

    path = ""
    name = "Overview"
    purpose = "What happened, who says how many, and what is not known, on one screen."
    tables = (Table.CLAIMS, Table.EVENTS, Table.QUOTES, Table.CAVEATS)
    visuals: ClassVar[Visuals] = {
        "figures": lambda view: view.headline_figures,
        "timeline": lambda view: view.dated_events,
        "map": lambda view: marked_cities(view.cities),
        "doubts": lambda view: view.doubts,
    }
    beside_figures = "timeline"

    @property
    def lists(self) -> Sequence[ListPage]:
        """The reasons for doubt, and the background."""
        return self.paged_doubts.page, self.paged_facts.page

    @cached_property
    def lead(self) -> ArticleRow | None:
        """The collection's lead article; None if there is none or it was not yet published."""
        return queries.lead_article(self.archive)

    @cached_property
    def title(self) -> str:
        """The latest figures of killed and of arrested or detained people, as what reports said by the day.

        Of a data set, what its coder estimates.
        """
        if self.coded:
            return self.coded.title
        return overview_title(rows(self.headline_figures, ClaimRow), self.day if self.has_reports else None)

    @property
    def lead_line(self) -> str:
        """The lead article’s headline, publisher and day; empty without a lead article."""
        if self.lead is None:
            return ""
        name = self.lead["headline"] or "without a headline"
        return f"{name}, {self.lead['publisher']}, {day(self.lead['date_published'], weekday=False)}"

    @property
    def later_reports(self) -> int:
        """The number of reports that were published after the lead article's day."""
        if self.lead is None:
            return 0
        published = self.lead["date_published"]
        return sum(article["date_published"] > published for article in self.articles)

    @property
    def subtitle(self) -> str:
        """The lead article’s headline as a line; empty without a lead article."""
        return f"Lead report: {self.lead_line}" if self.lead_line else ""

    @cached_property
    def ledger(self) -> list[LedgerGroup]:
        """The figures by group, with asserters and notes."""
        return ledger_groups(self, rows(self.headline_figures, ClaimRow), self.lead)

    @cached_property
    def lede(self) -> list[Clause]:
        """Who says how many, and what is not known: two or three sentences, each with the item that it rests on."""
        return lede(self.ledger, rows(self.caveats, CaveatRow), self.day)

    @property
    def events_title(self) -> str:
        """The title of the list of events by day."""
        return "The order of events, as far as the reports give days" if len(self.events) else "No event is shown"

    @cached_property
    def map_view(self) -> MapView:
        """The Map page under the same filters: its picture and its answers about places stand here too."""
        return MapView(replace(self.reading, address=replace(self.address, path=MapView.path)))

    @property
    def map_heading(self) -> str:
        """The title of the small map: that of the Map page."""
        return self.map_view.title

    @cached_property
    def event_days(self) -> list[EventDay]:
        """The last days with events."""
        return last_event_days(self.dated_events, self.day)

    @cached_property
    def undated_events(self) -> list[EventEntry]:
        """Events without a day."""
        undated = self.events[self.events["start"].isna()]
        return [event_entry(event) for event in rows(undated, EventRow)]

    @cached_property
    def doubts(self) -> Sequence[Doubt]:
        """What is contested, withdrawn, hedged or unsupported: the first is the most serious."""
        return doubts_of(self.clashes, self.withdrawn_statements, rows(self.caveats, CaveatRow))

    @cached_property
    def paged_doubts(self) -> Paged[Doubt]:
        """The same in pages."""
        return self.paged(
            "doubts", total=len(self.doubts), rows=slices(self.doubts), shown=MAX_FIRST_DOUBTS, size=MAX_DOUBTS
        )

    @cached_property
    def background_facts(self) -> list[FactRow]:
        """The selected background as rows."""
        return rows(self.background, FactRow)

    @cached_property
    def paged_facts(self) -> Paged[FactRow]:
        """The same in pages."""
        found = self.background_facts
        return self.paged("background", total=len(found), rows=slices(found), shown=MAX_FACTS, size=MAX_FACTS)

    @cached_property
    def headline_figures(self) -> pd.DataFrame:
        """The latest figures of the whole area, or else of a part; columns of `StatementRow`."""
        return latest.headline_figures(self.archive, self.selection)

    @cached_property
    def figures(self) -> Sequence[ClaimHistory]:
        """The first MAX_FIGURES of `headline_figures`, with their histories."""
        return self.histories(self.headline_figures.head(MAX_FIGURES))

    @cached_property
    def events(self) -> pd.DataFrame:
        """The selected events; columns of `EventRow`."""
        return self.map_view.events

    @cached_property
    def dated_events(self) -> pd.DataFrame:
        """Dated events of the crisis; columns of `EventRow`."""
        return queries.crisis_events(self.archive, self.selection)

    @cached_property
    def cities(self) -> list[CityRow]:
        """All cities with coordinates, also those without events."""
        return self.map_view.cities

    @cached_property
    def sample_quotes(self) -> list[QuoteRow]:
        """The first direct quotation; empty if there is none."""
        return rows(queries.direct_quotes(self.archive, self.selection).head(1), QuoteRow)

    @cached_property
    def caveats(self) -> pd.DataFrame:
        """The selected caveats, the most serious first; columns of `CaveatRow`."""
        return queries.caveats(self.archive, self.selection)

    @cached_property
    def clashes(self) -> Sequence[Clash]:
        """Pairs of statements that contest each other, by the rule or as a record marks them."""
        return joined(*(clashes_of(self, count_family) for count_family in COUNT_FAMILIES))

    @cached_property
    def withdrawn_statements(self) -> list[ClaimHistory]:
        """The withdrawn statements, with their histories."""
        return self.histories(statements.withdrawn_statements(self.archive, self.selection))

    @cached_property
    def background(self) -> pd.DataFrame:
        """The selected background; columns of `FactRow`."""
        return queries.facts(self.archive, self.selection)

    @property
    def no_figures(self) -> EmptyResult:
        """The reason why no key figure is shown."""
        return self.empty_result(latest.headline_figures, "figures of people killed, injured or arrested")

    @property
    def no_events(self) -> EmptyResult:
        """The reason why no event is shown."""
        return self.empty_result(queries.events, "events")

    @property
    def no_quotation(self) -> EmptyResult:
        """The reason why no quotation is shown."""
        return self.empty_result(queries.direct_quotes, "direct quotations")

    @property
    def no_caveats(self) -> EmptyResult:
        """The reason why no caveat is shown."""
        return self.empty_result(queries.caveats, "caveats")

    def quotation_reference(self, quote: QuoteRow) -> str:
        """Return the reference of a quotation."""
        return quotation_reference(quote, queries.article(self.archive, quote["article_id"]))

    @property
    def dated_table(self) -> DataTable:
        """The rows behind the small timeline."""
        csv = partial(self.items_csv, self.dated_events)
        title = "Dated events of the crisis"
        return DataTable("dated-events", title, self.dated_events, EVENT_COLUMNS, csv, format_events)

    @property
    def places_table(self) -> DataTable:
        """The rows behind the small map."""
        return places_table(self.archive, self.selection)

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The dated events and the caveats."""
        csv = partial(self.items_csv, self.caveats)
        title = "What is contested, hedged or unsupported"
        return (self.dated_table, DataTable("caveats", title, self.caveats, {"text": "Caveat"}, csv))
