"""UCDP GED: a row of the Georeferenced Event Dataset as a coded event.

Columns and codes are those of the UCDP GED Codebook (Sundberg and Melander 2013; Davies, Pettersson and Öberg 2023).
UCDP defines its estimates as additive: those of several events may be added up, as UCDP's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from data.importing import values
from data.importing.coded_events import CodedEvent, Report
from data.importing.csv_table import PrintedRow
from data.importing.entities import Entities
from data.records.vocabulary import ActorKind, GeoPrecision, PlaceKind, TimePrecision
from data.text import BETWEEN_TEXTS, normalize

COLUMNS = (
    "id", "type_of_violence", "conflict_new_id", "conflict_name", "side_a_new_id", "side_a", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "country", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip

ONE_SIDED = "3"
KINDS = {"1": "State-based conflict", "2": "Non-state conflict", ONE_SIDED: "One-sided violence"}
"""`type_of_violence`."""

NOT_COUNTED = "-1"
"""`number_of_sources` of an event whose sources were not counted."""


@dataclass(frozen=True)
class Dating:
    """A code of `date_prec`."""

    precision: TimePrecision = TimePrecision.APPROXIMATE
    words: str | None = None


@dataclass(frozen=True)
class Placing:
    """A code of `where_prec`. Only a town has coordinates of its own; those of a region are the middle of it."""

    precision: GeoPrecision = GeoPrecision.UNKNOWN
    kind: PlaceKind | None = None
    words: str | None = None


DATING = {
    "1": Dating(TimePrecision.DAY, "to the day"),
    "2": Dating(TimePrecision.SOME_DAY, "to some day within two to six"),
    "3": Dating(TimePrecision.WEEK, "to the week"),
    "4": Dating(TimePrecision.MONTH, "to the month, or to more than a week"),
    "5": Dating(TimePrecision.YEAR, "to the year, or to more than a month"),
}
PLACING = {
    "1": Placing(GeoPrecision.CITY, PlaceKind.CITY, "at the named place"),
    "2": Placing(GeoPrecision.NEAR, PlaceKind.CITY, "near the named place, within some 25 km"),
    "3": Placing(GeoPrecision.REGION, PlaceKind.REGION, "in the district; its coordinates are the middle of it"),
    "4": Placing(GeoPrecision.REGION, PlaceKind.REGION, "in the province; its coordinates are the middle of it"),
    "5": Placing(GeoPrecision.REGION, PlaceKind.REGION, "in a wide or long area, for which its coordinates stand"),
    "6": Placing(GeoPrecision.COUNTRY, PlaceKind.COUNTRY, "in the country"),
    "7": Placing(words="at sea or in the air"),
}
CLARITY = {
    "1": "reported so that it can be told from other events",
    "2": "reported in a sum with others, so that it cannot surely be told from them",
}

Code = TypeVar("Code")


def coded_event(row: PrintedRow, entities: Entities, odd: Report) -> CodedEvent:
    """Return a row in our terms; takes note of the entities that it names, and of what is odd about it."""
    cells = {name: values.printed(row.printed[name]) or "" for name in COLUMNS}
    kind = _coded(KINDS, cells, "type_of_violence", odd) or "Violence of no known type"
    dating = _coded(DATING, cells, "date_prec", odd) or Dating()
    placing = _coded(PLACING, cells, "where_prec", odd) or Placing()
    start, end = _days(cells, odd)
    place = _place(cells, placing, entities, odd)
    side_a, side_b = _side(cells, "a", entities), _side(cells, "b", entities)
    conflict = cells["conflict_name"]
    counts = {name: values.number(cells[name], name, odd) for name in ("best", "low", "high")}
    _check_order(counts, cells, odd)
    joined = "against" if cells["type_of_violence"] == ONE_SIDED else "and"
    return {
        "coder_id": cells["id"], "source_row": row.number,
        "title": f"{kind}: {cells['side_a'] or 'a side not named'} {joined} {cells['side_b'] or 'a side not named'}",
        "summary": f"An event that UCDP counts to “{conflict or 'no conflict'}”.", "kind_topic": entities.topic(kind),
        "conflict_topic": entities.topic(conflict, cells["conflict_new_id"]) if conflict else None,
        "conflict": conflict or None, "start": start, "end": end,
        "time_precision": dating.precision if start else TimePrecision.UNKNOWN, "dating": dating.words,
        "place": place, "place_name": entities.places[place]["name"] if place else None,
        "city": place if placing.kind is PlaceKind.CITY else None, "place_words": cells["where_description"] or None,
        "geo_precision": placing.precision if place else GeoPrecision.UNKNOWN, "placing": placing.words,
        "side_a": side_a, "side_a_name": cells["side_a"] or None,
        "side_b": side_b, "side_b_name": cells["side_b"] or None,
        "one_sided": cells["type_of_violence"] == ONE_SIDED,
        "sources": values.entries(cells["source_article"]), "relied_on": values.entries(cells["source_original"]),
        "source_count": _source_count(cells, odd), "clarity": _coded(CLARITY, cells, "event_clarity", odd),
        "best": counts["best"], "low": counts["low"], "high": counts["high"],
        "deaths_side_a": values.number(cells["deaths_a"], "deaths_a", odd),
        "deaths_side_b": values.number(cells["deaths_b"], "deaths_b", odd),
        "deaths_civilians": values.number(cells["deaths_civilians"], "deaths_civilians", odd),
        "deaths_unknown": values.number(cells["deaths_unknown"], "deaths_unknown", odd),
        "search": _search(cells, kind),
    }  # fmt: skip


def _coded(codes: Mapping[str, Code], cells: Mapping[str, str], column: str, odd: Report) -> Code | None:
    """What a code means; None for one that is not in the codebook."""
    found = codes.get(cells[column])
    if found is None:
        odd(column, f"is “{cells[column]}”; the codebook has {', '.join(codes)}")
    return found


def _days(cells: Mapping[str, str], odd: Report) -> tuple[str | None, str | None]:
    start = values.day(cells["date_start"], "date_start", odd)
    end = values.day(cells["date_end"], "date_end", odd)
    if start and end and end < start:
        odd("date_end", f"{end} is before date_start {start}; the event is shown without a day; {values.FIX}")
        return None, None
    return start, end


def _place(cells: Mapping[str, str], placing: Placing, entities: Entities, odd: Report) -> str | None:
    """The id of the place that the code speaks of: the named one, the district or province, or the country."""
    country = entities.country(cells["country"]) if cells["country"] else None
    if country is None or placing.kind is None:
        return None
    if placing.kind is PlaceKind.CITY and cells["where_coordinates"]:
        at = values.coordinates(cells["latitude"], cells["longitude"], odd)
        return entities.town(cells["where_coordinates"], at, country=country)
    district = cells["adm_2"] if cells["where_prec"] == "3" else ""
    region = district or cells["adm_1"] or cells["where_coordinates"]
    return entities.region(region, country=country) if placing.kind is PlaceKind.REGION and region else country


def _side(cells: Mapping[str, str], side: str, entities: Entities) -> str | None:
    if not (name := cells[f"side_{side}"]):
        return None
    kind = ActorKind.STATE_BODY if cells[f"gwno{side}"] else ActorKind.GROUP
    return entities.actor(name, cells[f"side_{side}_new_id"], kind)


def _check_order(counts: Mapping[str, float | None], cells: Mapping[str, str], odd: Report) -> None:
    """UCDP's own rule is low ≤ best ≤ high; what breaks it is shown as printed."""
    low, best, high = counts["low"], counts["best"], counts["high"]
    if low is not None and best is not None and high is not None and not low <= best <= high:
        order = f"low {cells['low']}, best {cells['best']}, high {cells['high']}"
        odd("best", f"does not lie between the low and the high estimate ({order}); they are shown as printed")


def _source_count(cells: Mapping[str, str], odd: Report) -> float | None:
    counted = cells["number_of_sources"]
    return None if counted == NOT_COUNTED else values.number(counted, "number_of_sources", odd)


_normal = lru_cache(maxsize=100_000)(normalize)
"""Names and reports come again in row after row."""


def _search(cells: Mapping[str, str], kind: str) -> str:
    """What an event may be searched by, in the form of `data.text.search_text`."""
    named = (
        "conflict_name", "side_a", "side_b", "where_coordinates", "where_description", "adm_1", "adm_2", "country",
        "source_article", "source_original",
    )  # fmt: skip
    return BETWEEN_TEXTS.join(_normal(text) for text in (kind, *(cells[name] for name in named)) if text)
