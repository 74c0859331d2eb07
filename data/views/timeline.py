"""Timeline: all events by day, in lanes by kind or by actor, and the undated events."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import export
from data.tables.rows import Format, Table
from data.views.base import Choices, DataTable, EmptyResult, View, Visuals
from data.views.captions import TIMELINE, TIMELINE_COUNTS, Caption
from data.views.headings import timeline_title
from data.views.table_columns import EVENT_COLUMNS, format_events

MAX_BARS = 80
"""Most events that are drawn one by one; more are drawn as counts per lane and day, to stay readable."""


class TimelineView(View):
    """Every event in time, drawn as precisely as it is dated."""

    path = "timeline"
    name = "Timeline"
    purpose = "Every event in time, drawn as precisely as it is dated."
    tables = (Table.EVENTS,)
    choices: ClassVar[Choices] = {"lanes": {"kind": "Kind of event", "actor": "Who acts"}}
    visuals: ClassVar[Visuals] = {"timeline": lambda view: view.dated_events}

    @cached_property
    def title(self) -> str:
        """The days with most events, and the number of undated events."""
        return timeline_title(self.events)

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
        """Dated events, one row per lane of the event; columns of `LaneRow`."""
        by_lane = queries.events_by_actor if self.choice("lanes") == "actor" else queries.events_by_kind
        return by_lane(self.archive, self.selection).dropna(subset="start")

    @cached_property
    def lanes(self) -> list[tuple[str, str]]:
        """The lanes from top to bottom: (value, label)."""
        return list(self.events_in_lanes[["lane", "lane_label"]].drop_duplicates().itertuples(index=False, name=None))

    @property
    def drawn_as_counts(self) -> bool:
        """Whether events are drawn as counts, since there are more than MAX_BARS."""
        return len(self.events_in_lanes) > MAX_BARS

    @property
    def caption(self) -> Caption:
        """The caption of the chart."""
        return TIMELINE_COUNTS if self.drawn_as_counts else TIMELINE

    @property
    def no_events(self) -> EmptyResult:
        """The reason why no event is shown."""
        return self.empty_result(queries.events, "events")

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The selected events."""
        csv = partial(export, self.archive, Table.EVENTS, Format.CSV, self.selection)
        return (DataTable("events", "Events shown", self.events, EVENT_COLUMNS, csv, format_events),)
