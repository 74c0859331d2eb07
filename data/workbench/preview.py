"""The archive as it would be with a draft published: the dashboard shows it to whoever made the draft, and to no other.

Proposals are shown as if all were accepted.
"""

import json
from functools import lru_cache
from pathlib import Path

from data.records.loader import load_records
from data.records.schema import Record
from data.tables.archive import Archive, Look, archive_of, look_at
from data.workbench.checks import record_of
from data.workbench.drafts import StoredDraft
from data.workbench.publish import file_of
from data.workbench.statuses import with_record, with_statuses


def preview(draft: StoredDraft, *, articles: Path) -> Archive | None:
    """Return the records of a folder with that of a draft in its place; None if the draft is not valid yet."""
    record = record_of(draft.record)
    return _preview(record.model_dump_json(), articles, look_at(articles)) if record else None


@lru_cache(maxsize=4)
def _preview(record_json: str, articles: Path, _: Look) -> Archive:
    before = load_records([articles])
    raw = json.loads(record_json)
    file = file_of(raw["article"]["id"], before, articles)
    record = Record.model_validate(with_statuses(raw, file, before))
    return archive_of(with_record(record, file, articles), articles)
