"""Descriptions of invalid values for error messages."""

from data.text import shorten


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
