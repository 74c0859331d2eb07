"""Reads the places in a record's file, which may be a draft, and writes coordinates into the file's text."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from data.records.file_names import files_of_kind
from data.records.loader import read_json
from data.records.plain_errors import describe_value
from data.records.problems import Problem, schema_problems
from data.records.references import find_cycle
from data.records.schema import Place
from data.text import did_you_mean


@dataclass(frozen=True)
class Coordinates:
    """The three fields of a place in a record that a gazetteer fills."""

    lat: float
    lon: float
    coordinates_source: str


@dataclass(frozen=True)
class RecordPlaces:
    """The text of a record's file, its valid places by index in the list, and the problems of the others."""

    text: str
    places: Mapping[int, Place]
    problems: tuple[Problem, ...]


def read_places(file: Path) -> RecordPlaces | Problem:
    """Read the places of a record; its other parts may be missing or invalid.

    Returns a Problem if the file is not a JSON object with a list of places. Anchors are not checked: in a draft they
    do not have offsets yet.
    """
    read = read_json(file)
    if isinstance(read, Problem):
        return read
    text, raw = read
    if not isinstance(raw, dict):
        return Problem(file.name, "file", "is no record; write an object with a list of places, as in {“places”: […]}")
    if "places" not in raw:
        return Problem(file.name, "places", "is missing; a record has a list of places")
    if not isinstance(raw["places"], list):
        return Problem(file.name, "places", f"should be a list of places, not {describe_value(raw['places'])}")
    places: dict[int, Place] = {}
    problems: list[Problem] = []
    for number, entry in enumerate(raw["places"]):
        try:
            places[number] = _place(entry)
        except ValidationError as error:
            problems += schema_problems(error, file.name, raw, inside=("places", number))
    ids = {entry["id"] for entry in raw["places"] if isinstance(entry, dict) and isinstance(entry.get("id"), str)}
    problems += [Problem(file.name, where, message) for where, message in _reference_problems(places, ids)]
    return RecordPlaces(text, places, tuple(problems))


def _place(entry: Any) -> Place:
    checked = {key: value for key, value in entry.items() if key != "anchors"} if isinstance(entry, dict) else entry
    return Place.model_validate_json(json.dumps(checked), strict=True)


def _reference_problems(places: Mapping[int, Place], ids: set[str]) -> Iterator[tuple[str, str]]:
    """Duplicate ids, dangling `within` and cycles, as data.records.references reports them for a whole record."""
    onwards = {place.id: [place.within] for place in places.values() if place.within}
    first: dict[str, int] = {}
    for number, place in places.items():
        where = f"places[{number}] ({place.id})"
        if first.setdefault(place.id, number) != number:
            yield f"{where}.id", f"“{place.id}” is also the id of places[{first[place.id]}]; each needs its own"
        if place.within and place.within not in ids:
            message = f"“{place.within}” is not among the record's places{did_you_mean(place.within, ids)}"
            yield f"{where}.within", message
        elif way := find_cycle(place.id, onwards):
            yield f"{where}.within", f"“{place.id}” is within itself: {' → '.join(way)}"


def places_of_other_records(file: Path) -> dict[str, list[tuple[str, Place]]]:
    """Return the places of the other records in a file's folder: place id to (name of the file, place)."""
    found: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for other in files_of_kind(file.parent, ".json")[0]:
        read = read_places(other) if other.name != file.name else None
        if isinstance(read, RecordPlaces):
            for place in read.places.values():
                found[place.id].append((other.name, place))
    return dict(found)


def with_coordinates(text: str, found: Mapping[int, Coordinates]) -> str:
    """Return a record's text with coordinates in some of its places. `found` is by index in the list.

    Only the three fields are written, in the layout of their place; all other characters are unchanged, to keep the
    diff small.
    """
    places = [member for member in _members(text, _after_space(text, 0)) if member.key == "places"][-1]
    starts = _elements(text, places.value_start)
    for number in sorted(found, reverse=True):  # from the end, so that earlier offsets stay valid
        text = _with_fields(text, starts[number], found[number])
    return text


def _with_fields(text: str, at: int, coordinates: Coordinates) -> str:
    """The text with the fields in the object that starts at `at`: in place of null, or after its other fields."""
    members = _members(text, at)
    comma = text[members[0].value_end : members[1].key_start]
    colon = text[members[0].key_end : members[0].value_start]
    behind = max(member.value_end for member in members if member.key != "anchors")
    added = ""
    changes: list[tuple[int, int, str]] = []
    for key, value in vars(coordinates).items():
        written = json.dumps(value, ensure_ascii=False)
        nulls = [member for member in members if member.key == key]
        changes += [(null.value_start, null.value_end, written) for null in nulls]
        added += "" if nulls else f'{comma}"{key}"{colon}{written}'
    for start, end, written in sorted([*changes, (behind, behind, added)], reverse=True):
        text = text[:start] + written + text[end:]
    return text


@dataclass(frozen=True)
class _Member:
    """A key of a JSON object, and the offsets of the key and its value in the text."""

    key: str
    key_start: int
    key_end: int
    value_start: int
    value_end: int


_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _members(text: str, at: int) -> list[_Member]:
    """The members of the JSON object that starts at `at`; the text must be valid JSON."""
    members: list[_Member] = []
    at = _after_space(text, at + 1)
    while text[at] != "}":
        key, key_end = _DECODER.raw_decode(text, at)
        value_start = _after_space(text, _after_space(text, key_end) + 1)
        _, value_end = _DECODER.raw_decode(text, value_start)
        members.append(_Member(key, at, key_end, value_start, value_end))
        at = _after_comma(text, value_end)
    return members


def _elements(text: str, at: int) -> list[int]:
    """The offsets of the elements of the JSON array that starts at `at`."""
    starts: list[int] = []
    at = _after_space(text, at + 1)
    while text[at] != "]":
        starts.append(at)
        _, end = _DECODER.raw_decode(text, at)
        at = _after_comma(text, end)
    return starts


def _after_comma(text: str, at: int) -> int:
    at = _after_space(text, at)
    return _after_space(text, at + 1) if text[at] == "," else at
