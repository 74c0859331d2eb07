"""Reads files into validated records. An invalid file is left out and reported; the others are still loaded."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from data.files import decode_text
from data.records.earlier_names import with_current_names
from data.records.problems import Problem, schema_problems, told_once
from data.records.references import reference_problems
from data.records.relations import valid_relations
from data.records.schema import Actor, Collection, Place, Record, Topic
from data.text import composed, did_you_mean, difference, seen

ARTICLES = Path(__file__).parents[1] / "articles"
COLLECTION = Path(__file__).parents[1] / "collection.json"

MAX_FILE_SIZE = 20_000_000
"""Bytes. A record of one article has a few hundred kilobytes."""


@dataclass(frozen=True)
class Loaded:
    """The valid records in order of publication, all problems, and the file of each record by its article's id."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    files: Mapping[str, str] = field(default_factory=dict)


def load_records(paths: Iterable[Path] = (ARTICLES,)) -> Loaded:
    """Read records from JSON files, or folders of them. Never raises for invalid input: it is listed in `problems`."""
    records: dict[str, tuple[Record, str]] = {}
    problems: list[Problem] = []
    for path in paths:
        files = sorted(path.glob("*.json")) if path.is_dir() else [path]
        if not files:
            problems.append(Problem(str(path), "folder", "holds no record (*.json); add one for each article"))
        for file in files:
            record, found = read_record(file)
            if record is not None:
                found = list(_conflicts(record, file.name, records.values()))
            if record is not None and not found:
                records[record.article.id] = record, file.name
            problems += found
    in_order = sorted((r for r, _ in records.values()), key=lambda r: (r.article.date_published, r.article.id))
    _, faults = valid_relations(in_order)
    problems += [Problem(records[fault.article][1], fault.where, fault.message) for fault in faults]
    files_of_records = {article_id: file for article_id, (_, file) in records.items()}
    return Loaded(tuple(in_order), tuple(problems), files_of_records)


def read_json(file: Path) -> tuple[str, Any] | Problem:
    """Return a file's text and the JSON value in it, in the composed form (NFC); or a Problem if it cannot be read."""
    try:
        size = file.stat().st_size
        if size > MAX_FILE_SIZE:
            return Problem(file.name, "file", f"has {size:,} bytes; a record has at most {MAX_FILE_SIZE:,}")
        text = decode_text(file.read_bytes())
    except OSError as error:
        return Problem(file.name, "file", f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        return Problem(file.name, f"byte {error.start}", "is not UTF-8; save the file in that encoding")
    try:
        return text, composed(json.loads(text))
    except json.JSONDecodeError as error:
        return Problem(file.name, f"line {error.lineno}, column {error.colno}", f"is not JSON: {error.msg}")
    except RecursionError:
        return _too_deep(file)
    except ValueError:
        return Problem(file.name, "file", "is not JSON that can be read: a number is too long")


def _too_deep(file: Path) -> Problem:
    return Problem(file.name, "file", "is not JSON that can be read: nested too deeply")


def read_record(file: Path) -> tuple[Record | None, list[Problem]]:
    """Return the record in a file and no problems, or None and all problems found in it."""
    read = read_json(file)
    if isinstance(read, Problem):
        return None, [read]
    try:
        raw = with_current_names(read[1])
        record = Record.model_validate_json(json.dumps(raw), strict=True)
    except RecursionError:
        return None, [_too_deep(file)]
    except ValidationError as error:
        return None, schema_problems(error, file.name, raw)
    dangling = told_once([Problem(file.name, where, message) for where, message in reference_problems(record)])
    return (None if dangling else record), dangling


def load_collection(records: Sequence[Record], path: Path = COLLECTION) -> tuple[Collection | None, list[Problem]]:
    """Return the description of the collection and the problems of its file; None if the file is missing or invalid.

    It is a problem, too, if the collection's lead article is not among the records.
    """
    read = read_json(path)
    if isinstance(read, Problem):
        return None, [read]
    try:
        collection = Collection.model_validate_json(json.dumps(read[1]), strict=True)
    except ValidationError as error:
        return None, schema_problems(error, path.name, None, root=Collection)
    ids = [record.article.id for record in records]
    if collection.lead_article not in ids:
        lead = collection.lead_article
        return collection, [Problem(path.name, "lead_article", f"“{lead}” was not loaded{did_you_mean(lead, ids)}")]
    return collection, []


def _conflicts(record: Record, file: str, earlier: Iterable[tuple[Record, str]]) -> Iterator[Problem]:
    """Problems between a record and earlier files: the same article id, or an entity described differently."""
    for other, other_file in earlier:
        if other.article.id == record.article.id:
            yield Problem(file, "article.id", f"“{record.article.id}” is also the id of the article in {other_file}")
        pairs: list[tuple[str, Sequence[Place | Actor | Topic], Sequence[Place | Actor | Topic]]] = [
            ("places", record.places, other.places),
            ("actors", record.actors, other.actors),
            ("topics", record.topics, other.topics),
        ]
        for name, mine, theirs in pairs:
            known = {entity.id: entity for entity in theirs}
            for n, entity in enumerate(mine):
                if entity.id in known:
                    yield from _differences(file, f"{name}[{n}] ({entity.id})", entity, known[entity.id], other_file)


def _differences(file: str, where: str, mine: BaseModel, theirs: BaseModel, other_file: str) -> Iterator[Problem]:
    for name in type(mine).model_fields:
        ours, others = getattr(mine, name), getattr(theirs, name)
        if name != "anchors" and ours != others:
            message = f"is {_quoted(ours)} here and {_quoted(others)} in {other_file}; one id is one entity"
            yield Problem(file, f"{where}.{name}", f"{message}{_unseen_difference(ours, others)}")


def _unseen_difference(ours: object, others: object) -> str:
    """In which characters two texts, or lists of texts, differ that look alike; empty if a person sees it."""
    pairs = list(zip(ours, others, strict=False)) if isinstance(ours, list) and isinstance(others, list) else []
    pair = next(((one, other) for one, other in pairs if one != other), (ours, others))
    match pair:
        case (str() as one, str() as other) if seen(one) == seen(other):
            return f"; they look alike, but {difference(one, other)}"
    return ""


def _quoted(value: object) -> str:
    return "not given" if value is None else f"“{value}”"
