"""How a draft begins: with the text of an article and what is known of it, or with a record that is published."""

import datetime as dt
from functools import lru_cache
from pathlib import Path

from data.drafting.article import ArticleDetails, DraftError
from data.drafting.draft import draft
from data.records.anchors import article_text
from data.records.loader import load_records, read_json
from data.records.model import LONGEST_ID
from data.records.problems import Problem
from data.records.record_files import record_file
from data.records.schema import Record
from data.records.slugs import slug
from data.tables.archive import Archive, Look, look_at
from data.workbench.copies import NearCopy, near_copies
from data.workbench.drafts import StoredDraft
from data.workbench.publish import continue_published
from data.workbench.store import DraftStore


def proposed_id(publisher: str, day: dt.date | None) -> str:
    """Return the id that an article of a publisher and a day gets, “reuters-2022-01-08”; empty if either is missing."""
    name = slug(publisher) if publisher.strip() else ""
    return f"{name[: LONGEST_ID - 11].strip('-')}-{day.isoformat()}" if name and day else ""


def copies_of(text: str, store: DraftStore, *, articles: Path) -> tuple[NearCopy, ...]:
    """Return the drafts and the published reports of the same or nearly the same text, the nearest first."""
    return near_copies(text, _records(articles, look_at(articles)), store.texts()) if text.strip() else ()


def published_reports(articles: Path) -> dict[str, str]:
    """Return the published reports of a folder: id to publisher, day and headline, the latest first."""
    found = sorted((record.article for record in _records(articles, look_at(articles))), key=lambda each: each.id)
    latest_first = sorted(found, key=lambda each: each.date_published, reverse=True)
    return {each.id: f"{each.publisher}, {each.date_published}: {each.headline or each.id}" for each in latest_first}


def published_figures(articles: Path, *, but_of: str) -> dict[str, str]:
    """Return the published figures of a folder, the latest first, without those of one article: id to what it says."""
    found = [
        (claim.reported_on, f"{record.article.id}.{claim.id}", record.article.publisher, claim)
        for record in _records(articles, look_at(articles))
        for claim in record.claims
        if record.article.id != but_of
    ]
    latest_first = sorted(found, key=lambda each: each[:2], reverse=True)
    return {
        claim_id: f"“{claim.value_text}”, {claim.metric.label} ({publisher}, {day})"
        for day, claim_id, publisher, claim in latest_first
    }


def published_topics(articles: Path) -> dict[str, str]:
    """Return the topics of the published reports of a folder: id to label, in the order of the labels."""
    found = {topic.id: topic.label for record in _records(articles, look_at(articles)) for topic in record.topics}
    return dict(sorted(found.items(), key=lambda topic: topic[1].casefold()))


@lru_cache(maxsize=2)
def _records(articles: Path, _: Look) -> tuple[Record, ...]:
    return tuple(load_records([articles]).records)


def begin(
    store: DraftStore, text: str, details: ArticleDetails, *, archive: Archive, by: str
) -> tuple[StoredDraft, tuple[str, ...]]:
    """Draft a record from a text, keep the draft, and return it with what a person should know of it.

    Raises DraftError, with a sentence for whoever asked, if the text or the details allow no draft.
    """
    made = draft(text, details, archive)
    return store.create(text=text, record=made.record, by=by), made.notices


def begin_from_published(store: DraftStore, article_id: str, text: str, *, articles: Path, by: str) -> StoredDraft:
    """Keep a draft that continues a published record, and return it.

    Raises DraftError if there is no such record, if its text is another one, or if there is a draft of it already.
    """
    try:
        read = read_json(record_file(article_id, folder=articles))
    except ValueError as error:
        raise DraftError(str(error)) from error
    if isinstance(read, Problem) or not isinstance(read[1], dict):
        raise DraftError(f"the record “{article_id}” cannot be read")
    record = read[1]
    found = article_text(text.encode())
    about = record.get("article") or {}
    if about.get("text_sha256") not in (None, found.sha256):
        raise DraftError(f"this is not to the letter the text that “{article_id}” was made from (SHA-256 differs)")
    draft_of_it = store.create(text=text, record=record, by=by)
    return store.save(continue_published(draft_of_it, articles=articles), by=by)
