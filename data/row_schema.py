"""What a row of each exported table holds, as JSON Schema (2020-12): read off the tables themselves."""

from typing import Any

from data import vocabulary as words
from data.archive import Archive
from data.columns import COUNTS, NUMBERS
from data.export import Table, rows_to_take_away
from data.selection import NOT_STATED

CODED: dict[tuple[str, str], type[words.Term]] = {
    ("articles", "coded_from"): words.CodedFrom,
    ("places", "kind"): words.PlaceKind,
    ("actors", "kind"): words.ActorKind,
    ("actors", "voice"): words.Voice,
    ("events", "kind"): words.EventKind,
    ("events", "phase"): words.Phase,
    ("events", "time_precision"): words.TimePrecision,
    ("events", "geo_precision"): words.GeoPrecision,
    ("events", "date_basis"): words.BasisKind,
    ("claims", "metric"): words.Metric,
    ("claims", "qualifier"): words.Qualifier,
    ("claims", "population_group"): words.PopulationGroup,
    ("claims", "asserted_by_voice"): words.Voice,
    ("claims", "status"): words.ClaimStatus,
    ("quotes", "quote_type"): words.QuoteType,
    ("quotes", "voice"): words.Voice,
    ("facts", "kind"): words.FactKind,
    ("caveats", "kind"): words.CaveatKind,
}
"""Columns that hold a coded value."""

_ALSO_NUMBERS = {"events", "mentions"}
"""Counts that an export adds to places."""


def row_schema(archive: Archive, table: Table) -> dict[str, Any]:
    """The schema of one row of a table, as `data.export.rows_to_take_away` gives it; every column is there in each."""
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
    if terms := CODED.get((table, name)):
        values = {term.value: term.label for term in terms}
        if terms is words.Voice:
            values[NOT_STATED] = "The record does not tell"
        told = "; ".join(f"{value}: {label}" for value, label in values.items())
        return {"type": ["string", "null"], "enum": [*values, None], "description": told}
    if name in NUMBERS:
        return {"type": ["number", "null"]}
    if name in COUNTS or (table == "places" and name in _ALSO_NUMBERS):
        return {"type": "integer"}
    return {"type": ["string", "null"]}
