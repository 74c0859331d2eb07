"""Typed rows of queries whose columns differ from those of a table."""

from typing import Annotated

from typing_extensions import TypedDict

from data.records.vocabulary import InRange, PlaceKind, SpeakerGroup
from data.tables.row_fields import column, term_column
from data.tables.rows import AnchorRow, ArticleRow, EventRow, PlaceRow


class CountRow(TypedDict):
    """The numbers of selected and of all items of a table: a row of `counts`."""

    table_name: Annotated[str, column("The table.")]
    shown: Annotated[int, column("Its items under the Selection.")]
    total: Annotated[int, column("All its items.")]
    possible: Annotated[int, column("Of those under the Selection, how many only may be in its range of days.")]
    undated: Annotated[int, column("How many of these have no day.")]


class RangeRow(TypedDict):
    """An item under a range of days: a row of `in_range`."""

    item_id: Annotated[str, column("The item.")]
    table_name: Annotated[str, column("Its table.")]
    in_range: Annotated[str, term_column(InRange, "Whether it is certainly in the range.")]


class FacetRow(TypedDict):
    """A value of a facet: a row of `facets`."""

    facet: Annotated[str, column("The facet.")]
    term: Annotated[str, column("The value.")]
    label: Annotated[str, column("What readers call it.")]
    count: Annotated[int, column("The items that have it under the other filters.")]


class TopicCountRow(TypedDict):
    """The number of quotations about a topic: a row of `quotes_by_topic`."""

    term: Annotated[str, column("The topic.")]
    label: Annotated[str, column("What readers call it.")]
    count: Annotated[int, column("The quotations about it under the other filters.")]


class LaneRow(EventRow):
    """An event in a lane of the timeline: a row of `events_by_kind` and `events_by_actor`."""

    lane: Annotated[str, column("The lane: a kind of event, or an actor.")]
    lane_label: Annotated[str, column("What readers call it.")]


class SpeakerGroupRow(TypedDict):
    """The numbers of quoted words and utterances of a group of speakers: a row of `words_by_speaker_group`."""

    speaker_group: Annotated[str, term_column(SpeakerGroup, "The kind of speaker.")]
    words: Annotated[int, column("The quoted words.")]
    quotations: Annotated[int, column("The utterances that they are from.")]


class AnchoredRow(AnchorRow, ArticleRow):
    """An anchor with its article: a row of `anchors` and `first_anchors`."""


class ArticleAnchorRow(AnchorRow):
    """An anchor among all those of its article: a row of `anchors_in_article`."""

    table_name: Annotated[str, column("The item’s table.")]


class PlaceCountRow(PlaceRow):
    """A place with its numbers of events and mentions: a row of `map_places`."""

    events: Annotated[int, column("Events that happened there.")]
    mentions: Annotated[int, column("Items that only name it.")]


class CityRow(TypedDict):
    """A city with coordinates and its numbers of events and mentions: a row of `map_cities`."""

    city_id: Annotated[str, column("The city.")]
    name: Annotated[str, column("Its name.")]
    lat: Annotated[float, column("Its latitude, WGS 84.")]
    lon: Annotated[float, column("Its longitude, WGS 84.")]
    home: Annotated[bool, column("Whether any event of the archive happened there.")]
    events: Annotated[int, column("Events that happened there.")]
    mentions: Annotated[int, column("Other items that name it.")]


class PrecisionRow(TypedDict):
    """Events without a mark on the map, by how precisely they are placed: a row of `unpinned_by_precision`."""

    label: Annotated[str, column("The label of a `GeoPrecision`.")]
    events: Annotated[int, column("How many they are.")]


class EventPlaceRow(TypedDict):
    """Where an event happened: a row of `event_places`."""

    item_id: Annotated[str, column("The event.")]
    place_id: Annotated[str, column("The place.")]
    name: Annotated[str, column("Its name.")]
    kind: Annotated[str, term_column(PlaceKind, "What it is.")]
    city_id: Annotated[str, column("The city that it is or lies in, or not-stated.")]
    pin_lat: Annotated[float | None, column("The latitude of its mark on a map.")]
    pin_lon: Annotated[float | None, column("The longitude of that mark.")]


class DeathsRow(TypedDict):
    """A coder's estimates of deaths, added up over events: a row of the queries of `data.queries.estimates`."""

    part: Annotated[str | None, column("What the events have in common, such as a year; its meaning is the query’s.")]
    events: Annotated[int, column("How many events they are.")]
    best: Annotated[float, column("The sum of the best estimates.")]
    low: Annotated[float, column("The sum of the low estimates.")]
    high: Annotated[float, column("The sum of the high estimates.")]
