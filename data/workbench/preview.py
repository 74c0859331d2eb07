"""The archive as it would be with a draft published: the dashboard shows it to whoever made the draft, and to no other.

Proposals are shown as if all were accepted.
"""

from functools import lru_cache
from pathlib import Path

from data.records.entities import RecordFile
from data.records.loader import COLLECTION, load_collection, load_records, loaded_together
from data.records.releases import FOLDER, dataset_version
from data.records.schema import Record
from data.tables.archive import Archive, Look, look_at
from data.tables.engines import PandasEngine
from data.tables.flatten import tables_from_records
from data.workbench.checks import record_of
from data.workbench.drafts import StoredDraft


def preview(draft: StoredDraft, *, articles: Path) -> Archive | None:
    """Return the records of a folder with that of a draft in its place; None if the draft is not valid yet."""
    record = record_of(draft.record)
    return _preview(record.model_dump_json(), articles, look_at(articles)) if record else None


@lru_cache(maxsize=4)
def _preview(record_json: str, articles: Path, _: Look) -> Archive:
    record = Record.model_validate_json(record_json)
    loaded = load_records([articles])
    others = [each for each in loaded.records if each.article.id != record.article.id]
    read = [RecordFile(each, loaded.files.get(each.article.id, each.article.id)) for each in others]
    together = loaded_together([*read, RecordFile(record, f"{record.article.id}.json")])
    about = articles.parent / COLLECTION.name
    collection = load_collection(together.records, about)[0] if about.exists() else None
    return Archive(
        engine=PandasEngine(tables_from_records(together.records)),
        version=dataset_version(together.records),
        collection=collection,
        problems=together.problems,
        releases=articles.parent / FOLDER,
    )
