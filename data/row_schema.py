"""What a row of each exported table holds, as JSON Schema (2020-12): read off the tables themselves."""

from typing import Any

from data.export.files import rows_to_take_away
from data.records import vocabulary as words
from data.records.vocabulary import NOT_STATED
from data.tables.archive import Archive
from data.tables.rows import Table

NUMBERS = {"lat", "lon", "pin_lat", "pin_lon", "value", "low", "high"}
COUNTS = {"paragraph", "start_offset", "end_offset", "n", "words"}

CODED: dict[tuple[str, str], type[words.Term]] = {
    ("articles", "coded_from"): words.CodedFrom,
    ("places", "kind"): words.PlaceKind,
    ("actors", "kind"): words.ActorKind,
    ("actors", "speaker_group"): words.SpeakerGroup,
    ("events", "kind"): words.EventKind,
    ("events", "phase"): words.Phase,
    ("events", "time_precision"): words.TimePrecision,
    ("events", "geo_precision"): words.GeoPrecision,
    ("events", "date_basis"): words.BasisKind,
    ("claims", "metric"): words.Metric,
    ("claims", "qualifier"): words.Qualifier,
    ("claims", "population_group"): words.PopulationGroup,
    ("claims", "asserted_by_group"): words.SpeakerGroup,
    ("claims", "status"): words.ClaimStatus,
    ("quotes", "quote_type"): words.QuoteType,
    ("quotes", "speaker_group"): words.SpeakerGroup,
    ("facts", "kind"): words.FactKind,
    ("caveats", "kind"): words.CaveatKind,
}
"""Columns that hold a coded value."""

DAYS = frozenset({
    "published_on", "first_named_on", "date_published", "start", "end", "ongoing_as_of", "not_after",
    "reported_on", "as_of", "spoken_on", "corrected_on",
})  # fmt: skip
"""Columns that hold a day, as ISO 8601."""

DESCRIPTIONS = {
    "item_id": "The item, as `item` in an address names it.",
    "published_on": "The day of the report that the item stands in: it was known from then on.",
    "note": "What the coder has to say of the item.",
    "value_text": "The source’s own words for the figure.",
    "value": "The number in those words; empty where they are words only, such as “dozens”.",
    "low": "The least that the words allow. With “more than” the number itself is not included: see qualifier.",
    "high": "The most that the words allow; empty where they set no end.",
    "population": "Whom the figure counts, in the source’s words.",
    "population_group": "The same as a neutral group, to compare by.",
    "asserted_by_name": "Who says so.",
    "via": "By which way it was said, such as a channel or a briefing.",
    "reported_on": "The day of the report.",
    "as_of": "The day that the figure speaks of; empty where it is not stated.",
    "as_of_hedge": "The article’s own word of doubt about that day.",
    "hedge": "The article’s own word of doubt.",
    "area": "The city or region that the figure counts in, or the whole.",
    "status": "How the figure stands beside the others that were known by then.",
    "not_after": "The day by which it must have happened; it is no date of its own.",
    "geo_precision": "How precisely the place is known.",
    "contents": "The quoted words, piece by piece; empty where the statement is reported in other words.",
    "paraphrase": "The statement in our words.",
    "cue": "How the article introduces the words, such as “told Reuters”.",
    "source_paragraph": "The paragraph of the article, from 1, that it stands in.",
    "source_words": "The words there that it stands on.",
    "source_url": "A link that opens the article at those words.",
}
"""What a column means, where its name does not say it."""

_ALSO_NUMBERS = {"events", "mentions"}
"""Counts that an export adds to places."""


def row_schema(archive: Archive, table: Table) -> dict[str, Any]:
    """The schema of one row of a table, as `data.export.files.rows_to_take_away` gives it; every column is there in
    each."""
    columns = list(rows_to_take_away(archive, table).columns)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A row of {table}",
        "type": "object",
        "properties": {name: _column(table, name) for name in columns},
        "required": columns,
        "additionalProperties": False,
    }


def _column(table: str, name: str) -> dict[str, Any]:
    told = {"description": DESCRIPTIONS[name]} if name in DESCRIPTIONS else {}
    return told | _type(table, name)


def _type(table: str, name: str) -> dict[str, Any]:
    if terms := CODED.get((table, name)):
        values = {term.value: term.label for term in terms}
        if terms is words.SpeakerGroup:
            values[NOT_STATED] = "The record does not tell"
        told = "; ".join(f"{value}: {label}" for value, label in values.items())
        return {"type": ["string", "null"], "enum": [*values, None], "description": told}
    if name in NUMBERS:
        return {"type": ["number", "null"]}
    if name in COUNTS or (table == "places" and name in _ALSO_NUMBERS):
        return {"type": "integer"}
    return {"type": ["string", "null"]} | ({"format": "date"} if name in DAYS else {})
