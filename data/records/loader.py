"""Reads files into validated records. An invalid file is left out and reported; the others are still loaded."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from data.files import decode_text, read_file
from data.records.disagreements import disagreeing_records
from data.records.earlier_names import with_current_names
from data.records.entities import RecordFile, unconfirmed_entities
from data.records.file_names import files_of_kind
from data.records.problems import PLACES_NAMED, Problem, schema_problems, told_once
from data.records.references import reference_problems
from data.records.relations import valid_relations
from data.records.releases import FOLDER, last_hashes
from data.records.schema import Collection, Record
from data.text import composed, did_you_mean, shorten

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
    problems: list[Problem] = []
    read: list[RecordFile] = []
    paths = list(paths)
    for path in paths:
        if not path.suffix and not path.exists():
            cure = "is not there; make it, or set ARTICLES to the folder of your records"
            problems.append(Problem(str(path), "folder", cure))
            continue
        files, misnamed = files_of_kind(path, ".json") if path.is_dir() else ([path], [])
        problems += misnamed
        if not files and not misnamed:
            problems.append(Problem(str(path), "folder", "holds no record (*.json); add one for each article"))
        for file in files:
            record, found = _published_record(file)
            read += [RecordFile(record, file.name)] if record else []
            problems += found
    return loaded_together(read, problems, releases=releases_beside(paths))


def loaded_together(
    read: Sequence[RecordFile], problems: Iterable[Problem] = (), *, releases: Sequence[Path] = ()
) -> Loaded:
    """Return the records of a collection, checked against each other, from those that are sound by themselves.

    `problems` are those that were found while reading them. Of records that disagree, those stay that are as the last
    release in one of the folders `releases` has them, else what most say, else the older one.
    """
    problems = list(problems)
    unconfirmed = unconfirmed_entities(read)
    confirmed = [one for position, one in enumerate(read) if position not in unconfirmed]
    disagreeing = disagreeing_records(confirmed, released=lambda: last_hashes(releases))
    problems += [problem for found in (*unconfirmed.values(), *disagreeing.values()) for problem in found]
    records = {one.record.article.id: one for position, one in enumerate(confirmed) if position not in disagreeing}
    in_order = sorted((one.record for one in records.values()), key=lambda r: (r.article.date_published, r.article.id))
    _, faults = valid_relations(in_order)
    problems += [Problem(records[fault.article].file, fault.where, fault.message) for fault in faults]
    return Loaded(tuple(in_order), tuple(problems), {article_id: one.file for article_id, one in records.items()})


def releases_beside(paths: Iterable[Path]) -> list[Path]:
    """Return the folders of releases that belong to folders of records, and to the folders of single files."""
    folders = [path if path.is_dir() else path.parent for path in paths]
    return list(dict.fromkeys(folder.parent / FOLDER for folder in folders))


def _published_record(file: Path) -> tuple[Record | None, list[Problem]]:
    """As read_record, but a draft is a problem: what nobody has accepted is not published."""
    record, problems = read_record(file)
    if record is None or not (ids := record.proposals()):
        return record, problems
    named = ", ".join(ids[:PLACES_NAMED]) + (f" and {len(ids) - PLACES_NAMED} more" if len(ids) > PLACES_NAMED else "")
    count = "1 item is a proposal" if len(ids) == 1 else f"{len(ids)} items are proposals"
    cure = "accept each, which takes “drafted” out of it, or take it out of the record"
    return None, [Problem(file.name, "drafted", f"{count} that nobody has accepted: {named}; {cure}")]


def read_json(file: Path) -> tuple[str, Any] | Problem:
    """Return a file's text and the JSON value in it, in the composed form (NFC); or a Problem if it cannot be read."""
    try:
        text = decode_text(read_file(file, most=MAX_FILE_SIZE))
    except OSError as error:
        return Problem(file.name, "file", f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        return Problem(file.name, f"byte {error.start}", "is not UTF-8; save the file in that encoding")
    try:
        return text, composed(json.loads(text, object_pairs_hook=_with_each_key_once))
    except json.JSONDecodeError as error:
        return Problem(file.name, f"line {error.lineno}, column {error.colno}", f"is not JSON: {error.msg}")
    except RecursionError:
        return _too_deep(file)
    except KeyGivenTwiceError as error:
        return Problem(file.name, error.where, "is given twice in one object; which one counts is not known")
    except ValueError:
        return Problem(file.name, "file", "is not JSON that can be read: a number is too long")


class KeyGivenTwiceError(ValueError):
    """A key that an object has twice: JSON takes the last, and the reader of the file may have seen the first."""

    def __init__(self, key: str, pairs: Sequence[tuple[str, Any]]) -> None:
        super().__init__(key)
        ids = [value for name, value in pairs if name == "id" and isinstance(value, str)]
        self.where = f"{shorten(key)} ({shorten(ids[0])})" if ids else shorten(key)


def _with_each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise KeyGivenTwiceError(next(key for key in found if keys.count(key) > 1), pairs)
    return found


def _too_deep(file: Path) -> Problem:
    return Problem(file.name, "file", "is not JSON that can be read: nested too deeply")


def read_record(file: Path) -> tuple[Record | None, list[Problem]]:
    """Return the record in a file and no problems, or None and all problems found in it. It may be a draft."""
    read = read_json(file)
    return (None, [read]) if isinstance(read, Problem) else record_in(read[1], file)


def record_in(value: Any, file: Path) -> tuple[Record | None, list[Problem]]:
    """Return the record in the JSON value of a file, as `read_record` does."""
    try:
        raw = with_current_names(value)
        record = Record.model_validate_json(json.dumps(raw), strict=True)
    except RecursionError:
        return None, [_too_deep(file)]
    except ValidationError as error:
        return None, schema_problems(error, file.name, raw)
    dangling = told_once([Problem(file.name, where, message) for where, message in reference_problems(record)])
    return (None if dangling else record), dangling


def collection_of(records: Sequence[Record], folder: Path) -> tuple[Collection | None, list[Problem]]:
    """Return the description beside a folder of records, and its problems; None if there is none.

    It is optional except for the repository's own folder.
    """
    path = folder.parent / COLLECTION.name
    return load_collection(records, path) if path.exists() or folder == ARTICLES else (None, [])


def load_collection(records: Sequence[Record], path: Path = COLLECTION) -> tuple[Collection | None, list[Problem]]:
    """Return the description of the collection and the problems of its file; None if the file is missing or invalid.

    It is a problem, too, if the collection's lead article is not among the records, and if an actor has an id that was
    somebody else's (`renamed_actors`): old links to that id would open the other one.
    """
    read = read_json(path)
    if isinstance(read, Problem):
        return None, [read]
    try:
        collection = Collection.model_validate_json(json.dumps(read[1]), strict=True)
    except ValidationError as error:
        return None, schema_problems(error, path.name, None, root=Collection)
    ids = [record.article.id for record in records]
    problems = []
    if collection.lead_article not in ids:
        lead = collection.lead_article
        problems.append(Problem(path.name, "lead_article", f"“{lead}” was not loaded{did_you_mean(lead, ids)}"))
    for record in records:
        for actor in record.actors:
            if todays := collection.renamed_actors.get(actor.id):
                message = (
                    f"was the id of “{todays}”, and old links lead there; give the actor of {record.article.id} another"
                )
                problems.append(Problem(path.name, f"renamed_actors ({actor.id})", message))
    return collection, problems
