"""Records of which one value is wrong: each field of a record, with each kind of value that it does not take."""

import copy
import json
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

MISSING = object()
"""The field is left out."""

BAD: dict[str, Any] = {
    "left out": MISSING, "null": None, "true": True, "zero": 0, "minus": -1, "huge": 10**30, "not finite": 1e400,
    "not a number": float("nan"), "small": 5e-324, "empty": "", "blank": " \u200b", "null character": "a\0b",
    "half a character": "\ud800", "long": "a" * 70_000, "markup": "<script>hostile(1)</script>",
    "formula": '=HYPERLINK("x")', "right to left": "\u202e\u2066abc", "line breaks": "a\u2028b\r\nc",
    "no day": "2022-02-30", "first day": "0001-01-01", "last day": "9999-12-31", "a path": "../../etc/passwd",
    "a script": "javascript:hostile(1)", "list": [], "list of lists": [[[]]], "object": {},
    "twice": [{"id": "a"}, {"id": "a"}],
}  # fmt: skip
"""Kinds of bad value by their names."""


def bad_records(record: Json) -> Iterator[tuple[str, Json]]:
    """Yield copies of a record with one bad value each, and what it is: the place and the kind of value."""
    for place in places(record):
        for kind, value in BAD.items():
            changed = copy.deepcopy(record)
            holder: Any = changed
            for step in place[:-1]:
                holder = holder[step]
            if value is MISSING:
                del holder[place[-1]]
            else:
                holder[place[-1]] = copy.deepcopy(value)
            yield f"{'.'.join(map(str, place))}: {kind}", changed


def places(tree: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value of a record: of lists, to the first of their values."""
    if at:
        yield at
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree[:1]) if isinstance(tree, list) else ()
    for step, value in inner:
        yield from places(value, (*at, step))


def written(record: Json) -> bytes:
    """A record as a file holds it, also with what JSON has not."""
    return json.dumps(record).encode("utf-8", "surrogatepass")
