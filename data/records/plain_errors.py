"""What was given, as messages name it."""

from data.text import shorten


def describe_value(given: object) -> str:
    """What was given, as a message names it."""
    match given:
        case "":
            return "nothing"
        case str():
            return f"“{shorten(given)}”"
        case list() | tuple():
            return "a list"
        case _:
            return "a mapping of keys"
