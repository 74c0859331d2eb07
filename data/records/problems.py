"""Problems of a file in plain words: where it is, what is wrong, what would be right. One mistake is told once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from data.records.model import Anchor
from data.records.plain_errors import describe_value, plain_message
from data.records.schema import Record
from data.text import did_you_mean, one_line

PLACES_NAMED = 3
"""Most places of one mistake that are named; the others are counted."""

LONGEST = 500
"""Characters of a problem as a line."""

LONGEST_CURE = 10_000
"""Characters of an entry to copy: the words of a figure before and after, and a few places in the article."""

Location = tuple[int | str, ...]


@dataclass(frozen=True)
class Problem:
    """A problem in a file: where it is, what is wrong, how to fix it. One line of `python -m data validate`.

    It has at most LONGEST characters; `cure`, which follows them, is what to copy into the file.
    """

    file: str
    where: str
    message: str
    cure: str = ""

    def __post_init__(self) -> None:
        """Keep it a line: names and values come from files, which may hold anything."""
        object.__setattr__(self, "file", one_line(self.file, most=LONGEST // 5))
        object.__setattr__(self, "where", one_line(self.where, most=2 * LONGEST // 5))
        left = LONGEST - len(self.file) - len(self.where) - len(": : ")
        object.__setattr__(self, "message", one_line(self.message, most=left))
        object.__setattr__(self, "cure", one_line(self.cure, most=LONGEST_CURE))

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.told}"

    @property
    def told(self) -> str:
        """What is wrong, with what to copy into the file."""
        return f"{self.message} {self.cure}".rstrip()


def schema_problems(
    error: ValidationError, file: str, raw: Any, *, inside: Location = (), root: type[BaseModel] = Record
) -> list[Problem]:
    """Return pydantic's errors as problems, one for each mistake however often it is made.

    `raw` is the JSON value of the whole file (None: places are told without ids), `inside` the path of the part that
    was validated, and `root` the model of the whole file.
    """
    problems: list[Problem] = []
    missing: dict[Location, list[str]] = {}
    for detail in error.errors(include_url=False):
        location = (*inside, *detail["loc"])
        if detail["type"] == "missing":
            missing.setdefault(location[:-1], []).append(str(location[-1]))
        else:
            problems.append(Problem(file, place_in_file(location, raw), _message_for(root, detail, inside=inside)))
    for location, fields in missing.items():
        problems.append(_missing(file, location, fields, raw, model_at(root, location)))
    return told_once(problems)


def _missing(file: str, location: Location, fields: Sequence[str], raw: Any, model: type[BaseModel] | None) -> Problem:
    if len(fields) == 1:
        return Problem(file, place_in_file((*location, fields[0]), raw), "is missing and must be given")
    cure = "; python -m data anchors --fill writes them from the article's text" if model is Anchor else ""
    return Problem(file, place_in_file(location, raw), f"{' and '.join(fields)} are missing and must be given{cure}")


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems with those of one kind as one, in their order: the same message at the same field.

    Its place is “claims[0] (a).anchors[0], claims[1] (b).anchors[0], claims[2] (c).anchors[0] and 21 more”.
    """
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        field = re.sub(r"\[\d+\](?: \([^)]*\))?", "[]", problem.where).rpartition(".")[2]
        kinds.setdefault((problem.file, field, problem.message), []).append(problem)
    return [replace(alike[0], where=_places(alike)) for alike in kinds.values()]


def _places(alike: Sequence[Problem]) -> str:
    named = ", ".join(problem.where for problem in alike[:PLACES_NAMED])
    return f"{named} and {len(alike) - PLACES_NAMED} more" if len(alike) > PLACES_NAMED else named


def place_in_file(location: Location, raw: Any) -> str:
    """Return `claims[3] (arrests).qualifier` for pydantic's ("claims", 3, "qualifier")."""
    place, at = "", raw
    for step in location:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else str(step)
        try:
            at = at[step]
        except (KeyError, IndexError, TypeError):
            continue
        if isinstance(step, int) and isinstance(at, dict) and isinstance(at.get("id"), str):
            place += f" ({at['id']})"
    return place or "file"


def _message_for(root: type[BaseModel], detail: ErrorDetails, *, inside: Location = ()) -> str:
    """Return what is wrong with a value; `root` is the model of the whole file, `inside` as for `schema_problems`."""
    given, location = detail["input"], (*inside, *detail["loc"])
    match detail["type"]:
        case "extra_forbidden":
            return f"is not a field here{_nearest_field(root, location)}"
        case "enum" | "literal_error":
            expected = str(detail.get("ctx", {}).get("expected", ""))
            words = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
            shown = describe_value(given) if given else "“”"
            return f"{shown} is not one of {expected}{did_you_mean(str(given), words)}"
        case "json_invalid":
            return f"is not JSON: {detail['ctx']['error']}"
        case _:
            return plain_message(detail)


def _nearest_field(root: type[BaseModel], location: Location) -> str:
    """The nearest field of the model at that place; else all that it has."""
    model = model_at(root, location[:-1])
    fields: Mapping[str, Any] = model.model_fields if model else {}
    return did_you_mean(str(location[-1]), fields) or (f"; it has {', '.join(fields)}" if fields else "")


def model_at(root: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """Return the model of the value at a place in a file; None if it has none, or several."""
    model: type[BaseModel] | None = root
    for step in location:
        if isinstance(step, int):
            continue
        if model is None or step not in model.model_fields:
            return None
        found = list(_models_in(model.model_fields[step].annotation))
        model = found[0] if len(found) == 1 else None
    return model


def _models_in(annotation: Any) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
