"""Fields that follow from others: numbers from the qualifier, how exact a day or a place is from what is given.

A person writes a number or a day once; what the record's model then allows one value of alone is filled in.
"""

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from data.records.vocabulary import GeoPrecision, PlaceKind, Qualifier, TimePrecision
from data.workbench.drafts import Json, members

_GEO = {
    PlaceKind.SITE: GeoPrecision.EXACT,
    PlaceKind.CITY: GeoPrecision.CITY,
    PlaceKind.COUNTRY: GeoPrecision.COUNTRY,
}

MONTHS = 12

YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
"""A year, or a month of one, as somebody writes it for a day."""

_SPANS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "events": (("start", "end", "time_precision"),),
    "quotes": (("spoken_on", "", "spoken_precision"),),
}
"""List of a record to its fields for the first and the last day of something, and for how exact they are."""


def following(part: str, item: Json, record: Json) -> Json:
    """Return the fields of an item that follow from its others, and are not as they have to be. None takes one away."""
    match part:
        case "claims":
            wanted = _numbers(item)
        case "events":
            wanted = _precision(item, "start", "time_precision") | _geo_precision(item, record)
        case "quotes":
            wanted = _precision(item, "spoken_on", "spoken_precision")
        case _:
            wanted = {}
    return {field: value for field, value in wanted.items() if item.get(field) != value}


def with_whole_days(part: str, changes: Json) -> Json:
    """Return changes of an item in which a year or a month is its first or last day, and how exact it is says so.

    Only where the item can say how exact a day is; a year for any other day stays, and is told.
    """
    found = dict(changes)
    for first, last, precision in _SPANS.get(part, ()):
        begins, ends = _days_of(changes.get(first)), _days_of(changes.get(last))
        if begins:
            found |= {first: begins[0], precision: begins[2]}
            found |= {last: begins[1]} if last and not changes.get(last) else {}
        if ends:
            found |= {last: ends[1], precision: ends[2]}
    return found


def _days_of(written: Any) -> tuple[str, str, str] | None:
    """First and last day of a year or a month that somebody wrote, and its precision; None for anything else."""
    found = YEAR_OR_MONTH.fullmatch(str(written).strip())
    if not found or not int(found[1]) or not 1 <= int(found[2] or 1) <= MONTHS:
        return None
    year, month = int(found[1]), int(found[2] or 0)
    last = calendar.monthrange(year, month or MONTHS)[1]
    days = (dt.date(year, month or 1, 1).isoformat(), dt.date(year, month or MONTHS, last).isoformat())
    return *days, str(TimePrecision.MONTH if month else TimePrecision.YEAR)


def with_context(part: str, item: Json, record: Json) -> Json:
    """Return an item; a quotation that says nothing of its context with who is quoted where, as drafts have it."""
    if part != "quotes" or item.get("context"):
        return item
    names = {each.get("id"): each.get("name") for each in members(record, "actors")}
    anchors = [each for each in members(item, "anchors") if isinstance(each.get("paragraph"), int)]
    where = f" in paragraph {anchors[0]['paragraph'] + 1}" if anchors else ""
    speaker = names.get(item.get("speaker"))
    return item | {"context": f"{speaker}, quoted{where}." if speaker else f"Quoted{where}."}


def without_former_speaker(part: str, before: Json, after: Json, record: Json) -> Json:
    """Return a changed item; a quotation with another speaker without the context that a draft gave it by the former.

    A context in a person's own words stays.
    """
    if part != "quotes" or before.get("speaker") == after.get("speaker"):
        return after
    names = {each.get("id"): each.get("name") for each in members(record, "actors")}
    own = rf"{re.escape(str(names.get(before.get('speaker'))))}, quoted in paragraph \d+\.( To be written: .*)?"
    if after.get("context") != before.get("context") or not re.fullmatch(own, str(before.get("context"))):
        return after
    return {field: value for field, value in after.items() if field != "context"}


def _numbers(item: Json) -> Json:
    """The bounds that a qualifier leaves no choice of; those of “about” are the article's own, if it has any."""
    value = item.get("value")
    match item.get("qualifier"):
        case Qualifier.EXACT:
            return {"low": value, "high": value}
        case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
            return {"low": value, "high": None}
        case Qualifier.VAGUE:
            return {"value": None, "low": None, "high": None}
    return {}


def _precision(item: Json, day: str, precision: str) -> Json:
    """A day is exact unless somebody says otherwise; what has no day has no precision."""
    given = item.get(precision)
    if item.get(day) is None:
        none = None if precision == "spoken_precision" and given is None else str(TimePrecision.UNKNOWN)
        return {precision: none}
    return {precision: str(TimePrecision.DAY)} if given in (None, TimePrecision.UNKNOWN) else {}


def _geo_precision(item: Json, record: Json) -> Json:
    """That of the first place, unless somebody says another; what has no place has none."""
    places = item.get("places") or []
    if not places:
        return {"geo_precision": str(GeoPrecision.UNKNOWN)}
    if item.get("geo_precision") not in (None, GeoPrecision.UNKNOWN):
        return {}
    kinds = {each.get("id"): each.get("kind") for each in members(record, "places")}
    kind = kinds.get(places[0])
    return {"geo_precision": str(_GEO.get(PlaceKind(kind), GeoPrecision.REGION) if kind else GeoPrecision.REGION)}
