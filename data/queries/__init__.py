"""Queries: a Selection in, rows out. Each query is written once in Narwhals and runs on every engine.

Results are cached by (archive, Selection), within bounds, and shared by all sessions of the process. Each caller gets
its own pandas DataFrame: pandas copies on write, so changing it does not change the cached one. Use
`rows(frame, ClaimRow)` to read a DataFrame as typed rows; missing values are then None.
"""

from data.queries.anchors import anchors, anchors_in_article, first_anchors
from data.queries.facets import counts, counts_without, date_range, facets, quotes_by_topic
from data.queries.items import (
    FoundItem,
    article,
    articles,
    caveats,
    caveats_by_item,
    caveats_of,
    claims,
    corrected_items,
    corrections,
    crisis_events,
    direct_quotes,
    entities,
    entity_names,
    events,
    events_by_actor,
    events_by_kind,
    facts,
    item,
    items_by_id,
    lead_article,
    quotes,
    quotes_by_utterance,
    relations,
    topics_by_item,
    words_by_speaker_group,
)
from data.queries.places import (
    event_places,
    events_without_pin,
    map_cities,
    map_places,
    places_without_pin,
    unpinned_by_precision,
)
from data.queries.ranges import in_range
from data.queries.row_types import (
    AnchoredRow,
    ArticleAnchorRow,
    CityRow,
    CountRow,
    EventPlaceRow,
    FacetRow,
    LaneRow,
    PlaceCountRow,
    PrecisionRow,
    RangeRow,
    SpeakerGroupRow,
    TopicCountRow,
)
from data.tables.names import COUNTED_TABLES
from data.tables.rows import rows

__all__ = [
    "COUNTED_TABLES", "AnchoredRow", "ArticleAnchorRow", "CityRow", "CountRow", "EventPlaceRow", "FacetRow",
    "FoundItem", "LaneRow", "PlaceCountRow", "PrecisionRow", "RangeRow", "SpeakerGroupRow", "TopicCountRow",
    "anchors", "anchors_in_article", "article", "articles", "caveats", "caveats_by_item", "caveats_of", "claims",
    "corrected_items", "corrections", "counts", "counts_without", "crisis_events", "date_range", "direct_quotes",
    "entities", "entity_names", "event_places", "events",
    "events_by_actor", "events_by_kind", "events_without_pin", "facets", "facts", "first_anchors", "in_range", "item",
    "items_by_id", "lead_article", "map_cities", "map_places", "places_without_pin", "quotes",
    "quotes_by_topic", "quotes_by_utterance", "relations", "rows", "topics_by_item", "unpinned_by_precision",
    "words_by_speaker_group",
]  # fmt: skip
