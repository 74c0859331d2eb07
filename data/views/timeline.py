"""Timeline: all events by day, in lanes by kind or by actor, and the undated events."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import export
from data.queries.row_types import LaneRow
from data.tables.rows import EventRow, Format, Table, rows
from data.views.base import Choices, View, Visuals
from data.views.captions import GANTT, TIMELINE_COUNTS, TIMELINE_FAR_OFF, Caption
from data.views.data_table import DataTable
from data.views.empty_result import EmptyResult
from data.views.event_lists import KIND_SHOWN, KindGroup, kind_columns, undated_summary
from data.views.event_words import number_word, on_days, sentence
from data.views.gantt import Gantt, GroupInList, cut_groups, gantt_of, list_of
from data.views.pager import ListPage, Paged
from data.views.table_columns import EVENT_COLUMNS, format_events
from data.views.time_span import FarOff, TimeSpan, far_off, time_span
from data.wording.phrases import count_noun, day_and_month

MAX_BARS = 80
"""Most events that are drawn one by one; more are drawn as counts per lane and day, to stay readable."""

LIST_SHOWN, LIST_SIZE = 80, 400
"""Rows of the list that are shown at once, and on one page."""


class TimelineView(View):
    """Every event in time, drawn as precisely as it is dated."""

    path = "timeline"
    name = "Timeline"
    purpose = "Every event in time, drawn as precisely as it is dated."
    tables = (Table.EVENTS,)
    choices: ClassVar[Choices] = {"lanes": {"day": "Day", "kind": "Kind of event", "actor": "Who acts"}}
    visuals: ClassVar[Visuals] = {"timeline": lambda view: view.dated_events}

    @cached_property
    def events(self) -> pd.DataFrame:
        """The selected events in order of time, undated ones last; columns of `EventRow`."""
        return queries.events(self.archive, self.selection)

    @cached_property
    def dated_events(self) -> pd.DataFrame:
        """Events with a day, in order of time; columns of `EventRow`."""
        return self.events.dropna(subset="start")

    @cached_property
    def undated_events(self) -> pd.DataFrame:
        """Events without a day; columns of `EventRow`."""
        return self.events[self.events["start"].isna()]

    @cached_property
    def events_in_lanes(self) -> pd.DataFrame:
        """Dated events, one row per lane of the event; columns of `LaneRow`.

        By day they are in one lane without a label, or in lanes by kind if they are drawn as counts.
        """
        if self.choice("lanes") == "day" and len(self.dated_events) <= MAX_BARS:
            return self.dated_events.assign(lane="all", lane_label="")
        by_lane = queries.events_by_actor if self.choice("lanes") == "actor" else queries.events_by_kind
        return by_lane(self.archive, self.selection).dropna(subset="start")

    @cached_property
    def span(self) -> TimeSpan:
        """The time in which most of the dated events are. Raises ValueError without any."""
        return time_span(self.dated_events["start"].to_list())

    @cached_property
    def far_off(self) -> tuple[FarOff, ...]:
        """The dated events that are too far off for the chart of counts, which names them at its edge."""
        return far_off(rows(self.events_in_lanes, LaneRow), self.span)

    @cached_property
    def lanes(self) -> list[tuple[str, str]]:
        """The lanes from top to bottom: (value, label)."""
        return list(self.events_in_lanes[["lane", "lane_label"]].drop_duplicates().itertuples(index=False, name=None))

    @cached_property
    def gantt(self) -> Gantt:
        """The dated events as rows and columns, for the chart and the list."""
        return gantt_of(rows(self.events_in_lanes, LaneRow), self.lanes, uncertain=self.range_marks.ids)

    @cached_property
    def listed(self) -> Paged[GroupInList]:
        """The rows of `gantt` as a list."""
        groups = self.gantt.groups
        return self.paged(
            "events",
            total=len(self.gantt.rows),
            rows=lambda start, stop: list_of(cut_groups(groups, start, stop)),
            shown=LIST_SHOWN,
            size=LIST_SIZE,
        )

    @cached_property
    def title(self) -> str:
        """The number of events on days, and how many of the others have none."""
        total, undated = len(self.events), len(self.undated_events)
        if not total:
            shown = (
                "is shown under these filters"
                if self.selection.is_filtered
                else f"is recorded from the reports by {day_and_month(self.day)}"
            )
            return f"No event {shown}" if self.has_reports else "No event yet"
        dated = [row for row in rows(self.dated_events, EventRow) if row["phase"] == "crisis" and on_days(row)]
        days = len({row["start"] for row in dated})
        if not dated:
            if undated == total:
                return f"No day is known for {'any of ' if total > 1 else ''}{_events(total)}"
            return f"{_count(total)}, and none has a day within the crisis"
        rest = f"; {number_word(undated)} {'has' if undated == 1 else 'have'} no day" if undated else ""
        if undated * 2 > total - len(dated) and undated > 1:
            rest = "; most others have no day at all"
        verb = "falls" if len(dated) == 1 else "fall"
        return f"{_count(len(dated))} {verb} on {number_word(days)} {'day' if days == 1 else 'days'}{rest}"

    @property
    def subtitle(self) -> str:
        """How many of the events can be placed in time; empty if there are none."""
        total, undated = len(self.events), len(self.undated_events)
        if not total:
            return ""
        events = (
            f"{count_noun(total, 'event')} {'shown' if self.selection.is_filtered else 'recorded from the reports'}"
        )
        if not undated:
            return f"The {events} can be placed in time." if total == 1 else f"All {events} can be placed in time."
        if undated == total:
            return f"Of {events}, none can be placed in time."
        return f"Of {events}, {total - undated:,} can be placed in time and {undated:,} cannot."

    @cached_property
    def undated_page(self) -> ListPage:
        """The page of the undated events that the address asks for."""
        return self.list_page("undated", total=len(self.undated_events), size=LIST_SIZE)

    @property
    def lists(self) -> Sequence[ListPage]:
        """The dated events, and the undated ones."""
        return self.listed.page, self.undated_page

    @cached_property
    def undated_columns(self) -> tuple[tuple[KindGroup, ...], ...]:
        """The undated events of their page by kind, in up to three columns."""
        return kind_columns(rows(self.undated_events, EventRow), self.undated_page.rows, shown=self.at_most(KIND_SHOWN))

    @property
    def undated_heading(self) -> str:
        """The heading of the undated events."""
        count = len(self.undated_events)
        return f"No day recorded: {count_noun(count, 'event')} that cannot be put in order"

    @property
    def undated_summary(self) -> str:
        """What is known of the time of the undated events."""
        return undated_summary(rows(self.undated_events, EventRow))

    @property
    def drawn_as_counts(self) -> bool:
        """Whether events are drawn as counts, since there are more than MAX_BARS."""
        return len(self.events_in_lanes) > MAX_BARS

    @property
    def chart_caption(self) -> Caption:
        """The caption of the chart of rows and columns, or of the counts in its place."""
        if not self.drawn_as_counts:
            return GANTT
        return TIMELINE_FAR_OFF if self.far_off else TIMELINE_COUNTS

    @property
    def no_events(self) -> EmptyResult:
        """The reason why no event is shown."""
        return self.empty_result(queries.events, "events")

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The selected events."""
        csv = partial(export, self.archive, Table.EVENTS, Format.CSV, self.shown)
        return (DataTable("events", "Events shown", self.events, EVENT_COLUMNS, csv, format_events),)


def _events(count: int) -> str:
    return f"{number_word(count)} {'event' if count == 1 else 'events'}"


def _count(count: int) -> str:
    return sentence(_events(count))
