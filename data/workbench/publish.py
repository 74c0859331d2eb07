"""Publishing: a reviewed draft becomes a record that all readers see, with all that belongs to it, or nothing happens.

Servers notice the new file by themselves (`data.tables.archive`). The former version of a record is kept in the
workbench, and every publication is a release, so that links to earlier ones show what they showed.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.drafting.article import DraftError
from data.files import locked, write_together
from data.records.loader import (
    Loaded,
    collection_of,
    load_records,
    read_json,
    record_in,
)
from data.records.problems import Problem
from data.records.release_check import release_problems
from data.records.releases import FOLDER, Release, prepared_release
from data.records.schema import Collection, Record
from data.text import shorten
from data.workbench.checks import still_to_write, without_drafted
from data.workbench.corrections import corrections_for
from data.workbench.drafts import Json, StoredDraft, differences
from data.workbench.publish_checks import stops, text_problems, unaccepted, unlocated
from data.workbench.settings import workbench_folder
from data.workbench.statuses import statuses_elsewhere, with_record, with_statuses
from data.workbench.store import checked_id

PUBLISHED = "published"
LOCK = ".publishing.lock"


class NotPublished(DraftError):  # noqa: N818
    """Nothing was published, for the reasons in `problems`; all files are as they were."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{problem.where}: {problem.message}" for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Published:
    """What was published: the file, the release, the new entries in `corrections`, and the draft to go on with.

    `former` is the file with the version of before; None if the record is new. The `draft` has the entries and knows
    what it continues: it has to be saved.
    """

    file: Path
    release: Release
    corrections: tuple[Json, ...]
    former: Path | None
    draft: StoredDraft


@dataclass(frozen=True)
class _Candidate:
    """A record to publish, in the folder as it would be then, and the problems that this would have.

    `elsewhere` are the other records whose figures get another status by it.
    """

    file: Path
    former: Record | None
    raw: Json
    loaded: Loaded
    collection: Collection | None
    corrections: tuple[Json, ...]
    elsewhere: Mapping[Path, Json]
    problems: tuple[Problem, ...]


def check(draft: StoredDraft, *, articles: Path) -> tuple[Problem, ...]:
    """Return all that stands in the way of publishing a draft into a folder, and what a person has to note (`stops`).

    A change of a published record is checked as with a reason for it.
    """
    return _candidate(draft, articles, why="…", today=dt.date.today()).problems


def publish(
    draft: StoredDraft, *, articles: Path, by: str, why: str = "", today: dt.date, workbench: Path | None = None
) -> Published:
    """Publish a draft into the folder of records, and return what was done.

    If its record was published before, `why` says why it is another one now, and the entries in `corrections` are
    written with it. `workbench` is the folder of the workbench, or that of the environment.
    Raises NotPublished, with all reasons, if the record is not sound, if a proposal is not accepted, if somebody else
    has published it meanwhile, or if a file cannot be written. Nothing is changed then.
    """
    folder = workbench or workbench_folder()
    if folder is None:
        message = "is not set, so there is no place for former versions"
        raise NotPublished([Problem(draft.draft_id, "WORKBENCH", message)])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        articles.mkdir(parents=True, exist_ok=True)
        with locked(folder / LOCK):
            found = _candidate(draft, articles, why=why.strip(), today=today)
            about = {"published_by": by, "published_on": today.isoformat(), "why": why.strip()}
            return _write(draft, found, articles.parent / FOLDER, folder / PUBLISHED / draft.draft_id, about)
    except OSError as error:
        reason = f"was not written: {error.strerror or error}. Nothing was published, and nothing is changed"
        raise NotPublished([Problem(draft.draft_id, "file", reason)]) from error


def _write(draft: StoredDraft, found: _Candidate, releases: Path, kept: Path, about: Json) -> Published:
    """Write a record, its release, the version of before and who published it: all of them or none."""
    if problems := [problem for problem in found.problems if stops(problem)]:
        raise NotPublished(problems)
    try:
        release, of_release = prepared_release(
            releases,
            found.loaded.records,
            collection=found.collection,
            released_on=dt.date.fromisoformat(about["published_on"]),
        )
    except ValueError as error:
        raise NotPublished([Problem(draft.draft_id, "releases", str(error))]) from error
    content = _json_bytes(found.raw)
    if found.former and not of_release and found.file.read_bytes() == content:
        return Published(found.file, release, (), None, _continued(draft, found.raw, content))
    kept.mkdir(parents=True, exist_ok=True)
    releases.mkdir(exist_ok=True)
    number = len([*kept.glob("*.about.json")]) + 1
    former = kept / f"{number}.json" if found.former else None
    write_together(
        [
            (kept / f"{number}.about.json", _json_bytes(about | {"version": release.version})),
            *([(former, found.file.read_bytes())] if former else []),
            *of_release[:-1],
            *((other, _json_bytes(raw)) for other, raw in found.elsewhere.items()),
            (found.file, content),
            *of_release[-1:],  # the list comes last: if the power fails before it, publishing once more writes it
        ]
    )
    return Published(found.file, release, found.corrections, former, _continued(draft, found.raw, content))


def _continued(draft: StoredDraft, raw: Json, content: bytes) -> StoredDraft:
    """The draft as one that continues what is published: with its corrections, which only publishing writes."""
    record = {key: value for key, value in draft.record.items() if key != "corrections"}
    record |= {key: value for key, value in raw.items() if key == "corrections"}
    return draft.model_copy(update={"record": record, "published": hashlib.sha256(content).hexdigest()})


def _json_bytes(value: Json) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()


def continue_published(draft: StoredDraft, *, articles: Path) -> StoredDraft:
    """Return the draft as one that continues the record published under its id, as it is now.

    For a draft that is made of a published record, and for somebody who was told that another has published meanwhile
    and wants this draft to take its place all the same. Raises DraftError if there is no such record.
    """
    file = file_of(checked_id(_article_id(draft)), load_records([articles]), articles)
    there = _published(file)
    if there is None:
        raise DraftError(f"“{_article_id(draft)}” is not published")
    return _continued(draft, there, file.read_bytes())


def _candidate(draft: StoredDraft, articles: Path, *, why: str, today: dt.date) -> _Candidate:
    before = load_records([articles])
    try:
        article_id = checked_id(_article_id(draft))
    except DraftError as error:
        return _not_possible(articles / "draft", before, Problem(draft.draft_id, "article.id", str(error)))
    file = file_of(article_id, before, articles)
    there = _published(file)
    former = record_in(there, file)[0] if there else None
    raw = _with_corrections(without_drafted(draft.record), (there or {}).get("corrections"))
    raw = with_statuses(raw, file, before)
    problems = [*unaccepted(draft, file), *unlocated(raw, file), *still_to_write(draft.record, file)]
    problems += _others(draft, file, former, there or {})
    record, found = record_in(raw, file)
    if record is None:
        return _not_possible(file, before, *problems, *found)
    entries: list[Json] = []
    if former and former.article.id == article_id:
        entries = corrections_for(former, record, why=why or "…", on=today)
        if entries and not why:
            what = f"{len(entries)} published value{'s' if len(entries) > 1 else ''}"
            problems.append(Problem(file.name, "why", f"is missing: say why {what} changed; readers see the reason"))
        raw = _with_corrections(raw, [*raw.get("corrections", []), *entries])
        record, found = record_in(raw, file)
        if record is None:
            return _not_possible(file, before, *problems, *found)
    loaded = with_record(record, file, articles)
    collection, about = collection_of(loaded.records, articles)
    renamed = collection.renamed_actors if collection else {}
    problems += [*loaded.problems, *about, *release_problems(articles.parent / FOLDER, loaded, renamed=renamed)]
    problems += text_problems(draft, record, file, before)
    elsewhere = statuses_elsewhere(record, file, articles)
    return _Candidate(file, former, raw, loaded, collection, tuple(entries), elsewhere, tuple(problems))


def _published(file: Path) -> Json | None:
    """The record in a file as JSON; None if there is none, or none that can be read."""
    read = read_json(file)
    return None if isinstance(read, Problem) or not isinstance(read[1], dict) else read[1]


def _with_corrections(raw: Json, entries: Sequence[Json] | None) -> Json:
    """A record as JSON with these entries for all of its own, which only publishing writes."""
    kept = {key: value for key, value in raw.items() if key != "corrections"}
    return kept | ({"corrections": list(entries)} if entries else {})


def _not_possible(file: Path, before: Loaded, *problems: Problem) -> _Candidate:
    return _Candidate(file, None, {}, before, None, (), {}, problems)


def _article_id(draft: StoredDraft) -> Any:
    article = draft.record.get("article")
    return article.get("id") if isinstance(article, dict) else None


def file_of(article_id: str, before: Loaded, articles: Path) -> Path:
    """Return the file in a folder of records that an article has, or would have."""
    return articles / before.files.get(article_id, f"{article_id}.json")


def _others(draft: StoredDraft, file: Path, former: Record | None, there: Json) -> list[Problem]:
    """A problem if the file holds something that this draft does not continue."""
    if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() == draft.published:
        return []
    if _with_corrections(there, None) == _with_corrections(draft.record, None):
        return []  # it was published, and the draft could not be saved afterwards
    if former is None:
        message = "is there already and cannot be read; mend it, or give this article another id"
        return [Problem(file.name, "file", message)]
    if not draft.published:
        headline = f" (“{shorten(former.article.headline)}”)" if former.article.headline else ""
        message = (
            f"“{former.article.id}” is the id of a published report{headline} that this draft was not made from; give "
            "this one another id, or open the published one to change it"
        )
        return [Problem(file.name, "article.id", message)]
    theirs = differences(draft.record, there)
    told = f": {'; '.join(theirs[:3])}" if theirs else ""
    message = f"somebody else has published another version since this draft was opened; it differs from this one{told}"
    return [Problem(file.name, "article.id", message)]
