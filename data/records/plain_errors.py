"""What is wrong with a value, in plain words: pydantic's errors as a person reads them, with what would be right."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from data.text import shorten

A_DAY = "2015-06-24"
"""A day as it is written in a record, for messages."""

_IDS = "an id has small letters a to z, digits, and single hyphens between them, such as port-police"

PATTERNS: Mapping[str, str] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": _IDS,
    r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$": f"{_IDS}; one of another record is ARTICLE_ID.CLAIM_ID",
    r"^https?://\S+$": "a web address begins with https:// and has no spaces",
    r"^[a-z]{2}(-[A-Z]{2})?$": "a language is two small letters, such as en, or with a country, such as pt-BR",
    r"^[0-9a-f]{64}$": "a SHA-256 is 64 digits from 0 to 9 and a to f",
}
"""Pattern of a text to what it allows."""

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-\d{1,2}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def describe_value(given: object) -> str:
    """Return a short description of an invalid value: its quoted text, “nothing”, or its kind, such as “a list”."""
    match given:
        case "" | None:
            return "nothing"
        case str() | int() | float():
            return f"“{shorten(str(given))}”"
        case list() | tuple():
            return "a list"
        case _:
            return "a mapping of keys"


def plain_message(detail: ErrorDetails) -> str:
    """Return what is wrong with a value, and what would be right; pydantic's words only for what is not known here."""
    kind, given, limits = detail["type"], detail["input"], detail.get("ctx") or {}
    shown = describe_value(given)
    match kind:
        case "missing":
            return "is missing and must be given"
        case "value_error":
            return str(limits.get("error", detail["msg"]))
        case "string_pattern_mismatch" if words := PATTERNS.get(str(limits.get("pattern"))):
            return f"{shown} cannot stand here: {words}"
        case "string_too_short" | "too_short":
            return "is empty; write something there"
        case "string_too_long":
            return f"{shown} is too long; it has at most {limits.get('max_length')} characters"
        case "finite_number":
            return f"{shown} is no number"
    if kind.startswith(("date", "datetime")):
        return _about_day(given)
    if kind in _BOUNDS:
        return f"{shown} is too {_BOUNDS[kind][0]}; it is {_BOUNDS[kind][1]} {_limit(limits)}"
    wanted = next((words for begin, words in _TYPES.items() if kind.startswith(begin)), None)
    return f"should be {wanted}, not {shown}" if wanted else _lower(f"{detail['msg']}, not {shown}")


_BOUNDS: Mapping[str, tuple[str, str]] = {
    "greater_than_equal": ("small", "at least"),
    "greater_than": ("small", "more than"),
    "less_than_equal": ("large", "at most"),
    "less_than": ("large", "less than"),
}
"""Type of an error to what the number is, and how its limit is told."""

_TYPES: Mapping[str, str] = {
    "string": "text",
    "int": "a whole number without quotation marks",
    "float": "a number without quotation marks",
    "bool": "true or false",
    "list": "a list",
    "tuple": "a list",
    "dict": "an object",
    "model": "an object",
}
"""Beginning of the type of an error to what should stand there."""


def _about_day(given: object) -> str:
    text = str(given).strip()
    if _YEAR.fullmatch(text):
        return f"“{text}” is a year, and a day is needed, such as {text}-06-24"
    if _MONTH.fullmatch(text):
        return f"“{text}” is a month, and a day is needed, such as {A_DAY}"
    if _DATE.fullmatch(text):
        return f"“{text}” is not a day of the calendar; write year, month and day, such as {A_DAY}"
    return f"{describe_value(given)} cannot be read as a day; write year, month and day, such as {A_DAY}"


def _limit(limits: Mapping[str, Any]) -> str:
    found = next((limits[key] for key in ("ge", "gt", "le", "lt") if key in limits), "")
    return f"{found:g}" if isinstance(found, int | float) else str(found)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
