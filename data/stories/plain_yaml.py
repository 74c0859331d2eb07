"""YAML as plain data: texts, lists and mappings, and nothing that a file of ours has no need of.

Every value stays the text that it is written as: 2022-01-09 is no date, `no` is not false, 26 is no number. Anchors,
aliases and tags are refused, so that a small file cannot grow into a large one nor name anything of Python's.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import yaml
from yaml.reader import ReaderError

from data.text import shorten

Plain = str | list["Plain"] | dict[str, "Plain"]

MAX_DEPTH = 10
MAX_EVENTS = 20_000
"""Values and brackets; a story of a hundred steps has some two thousand."""

HINTS = {
    "'\\t'": "a tab stands where YAML wants spaces",
    "mapping values are not allowed here": "a text that holds “: ” stands in quotation marks, and keys of one mapping "
    "are indented alike",
    "expected <block end>": "this line is not indented as those above it are",
    "could not find expected ':'": "a key is followed by a colon and a space",
    "found unexpected end of stream": "a quotation mark or bracket is opened and never closed",
}
"""What PyYAML says, to what whoever writes the file can do about it."""


class PlainYamlError(ValueError):
    """Why a text cannot be read; lines and columns are counted from 1."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message = line, column, message

    @property
    def where(self) -> str:
        """The place in the file."""
        return f"line {self.line}, column {self.column}"


def read_plain_yaml(text: str) -> Plain | None:
    """The one document of a YAML text; None where there is none. Raises PlainYamlError."""
    events = _events(text)
    document = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if document is not None:
                raise _error_at(event, "begins a second document; a file holds one")
            document = _value(next(events), events, depth=0)
    return document


def _events(text: str) -> Iterator[yaml.Event]:
    """What the parser meets, as far as it is allowed."""
    try:
        for n, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
            if n > MAX_EVENTS:
                raise _error_at(event, f"is more than this file may hold: {MAX_EVENTS:,} values")
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _error_at(event, "repeats a part (“&”, “*”); write it out, or put the text in quotation marks")
            if getattr(event, "tag", None):
                raise _error_at(event, "begins with a tag (“!”); leave it out, or put the text in quotation marks")
            yield event
    except yaml.MarkedYAMLError as error:
        mark, problem = error.problem_mark or error.context_mark, error.problem or error.context or "it cannot be read"
        hint = next((hint for words, hint in HINTS.items() if words in problem), None)
        raise PlainYamlError(*_place(mark), f"is not YAML: {hint or problem}") from error
    except ReaderError as error:
        before = text[: error.position]
        column = error.position - before.rfind("\n")
        message = f"holds a character that no text has (U+{ord(text[error.position]):04X}); take it out"
        raise PlainYamlError(before.count("\n") + 1, column, message) from error


def _value(event: yaml.Event, events: Iterator[yaml.Event], *, depth: int) -> Plain:
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    if depth == MAX_DEPTH:
        raise _error_at(event, f"is nested too deeply; at most {MAX_DEPTH} levels")
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(member, events, depth=depth + 1) for member in _until(yaml.SequenceEndEvent, events)]
    mapping: dict[str, Plain] = {}
    for key in _until(yaml.MappingEndEvent, events):
        if not isinstance(key, yaml.ScalarEvent):
            raise _error_at(key, "stands where a key is wanted; a key is a word")
        if key.value in mapping:
            raise _error_at(key, f"the key “{shorten(key.value)}” is given twice; the second would silently win")
        mapping[key.value] = _value(next(events), events, depth=depth + 1)
    return mapping


def _until(end: type[yaml.Event], events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    return takewhile(lambda event: not isinstance(event, end), events)


def _error_at(event: yaml.Event, message: str) -> PlainYamlError:
    return PlainYamlError(*_place(event.start_mark), message)


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
