"""What each table of the archive holds, column by column; exports and pages use the same names."""

from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd
import pyarrow as pa

NUMBERS = {"lat", "lon", "pin_lat", "pin_lon", "value", "low", "high"}
COUNTS = {"paragraph", "start_offset", "end_offset", "n", "words"}
"""Columns of numbers, which may be missing, and of whole numbers, which may not; all others hold text."""

ITEM = ("item_id", "article_id", "published_on", "note")

COLUMNS: dict[str, Sequence[str]] = {
    "articles": (
        "article_id", "headline", "publisher", "republished_by", "read_at", "authors", "date_published",
        "date_published_basis", "url", "language", "coded_from",
    ),
    "places": (
        "place_id", "name", "other_names", "kind", "within", "city_id", "country_id", "lat", "lon",
        "coordinates_source", "pin_lat", "pin_lon", "first_named_on",
    ),
    "actors": (
        "actor_id", "name", "kind", "speaker_group", "role", "affiliation", "side", "labelled_by", "aliases",
        "first_named_on",
    ),
    "topics": ("topic_id", "label", "first_named_on"),
    "events": (
        *ITEM, "title", "summary", "kind", "phase", "start", "end", "ongoing_as_of", "not_after",
        "time_precision", "date_basis", "date_basis_how", "acled_event_type", "acled_sub_event_type", "places",
        "mentioned_places", "geo_precision", "actors", "targets", "witnesses", "attributed_to", "hedge",
    ),
    "claims": (
        *ITEM, "metric", "value_text", "value", "low", "high", "qualifier", "population", "population_group",
        "asserted_by", "asserted_by_name", "asserted_by_group", "spoken_by", "told_to", "via", "reported_on", "as_of",
        "as_of_basis", "as_of_hedge", "place", "place_id", "area", "status", "event_id", "hedge", "publisher",
        "read_at",
    ),
    "quotes": (
        *ITEM, "quote_type", "contents", "paraphrase", "context", "speaker", "speaker_name", "speaker_role",
        "speaker_affiliation", "speaker_group", "cue", "told_to", "spoken_on", "spoken_precision", "said_in",
        "spoken_from", "about_places", "utterance_id", "nested_source", "evidence_note", "words",
    ),
    "facts": (*ITEM, "kind", "text", "hedge", "attributed_to", "actors", "places"),
    "caveats": (*ITEM, "kind", "text"),
    "items": ("item_id", "table_name", "article_id", "published_on", "earliest", "latest", "search"),
    "links": ("item_id", "table_name", "facet", "term", "role", "city_id"),
    "terms": ("item_id", "table_name", "facet", "term"),
    "anchors": (
        "item_id", "n", "paragraph", "start_offset", "end_offset", "exact", "prefix", "suffix", "anchor_note",
    ),
    "concerns": ("caveat_id", "item_id"),
    "relations": ("item_id", "relation", "other_id", "published_on"),
    "statuses": ("item_id", "status", "since", "until"),
    "stances": ("quote_id", "item_id", "stance"),
    "corrections": (
        "article_id", "publisher", "item_id", "table_name", "corrected_on", "field", "before", "after", "why",
        "published_on",
    ),
}  # fmt: skip
"""Table name to its columns, in order. `links` is the bridge to places, actors and topics; `terms` the same as facet
values, with `not-stated` filled in; `items` is what a Selection filters. `statuses` tells where a claim stood from a
day up to another; `claims` has it as it stands once every report is known, until `known_on` cuts both to a day.
`area` of a claim is the city or region it counts in, or the whole. An entity's `first_named_on` is the day of the first
report to name it."""


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A DataFrame's rows as dictionaries, with None for what is missing. Arrow does it in a tenth of pandas' time."""
    return pa.Table.from_pandas(frame, preserve_index=False).to_pylist()


Table = Literal["articles", "events", "claims", "quotes", "facts", "caveats", "actors", "places", "corrections"]


Format = Literal["csv", "json", "geojson"]
