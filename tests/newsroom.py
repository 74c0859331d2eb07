"""A newsroom's own folder of records with its releases beside it, to correct, release and open as a coder does."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.records.loader import load_records
from data.records.problems import Problem
from data.records.release_check import changes_since_release
from data.records.releases import FOLDER, Release, write_release
from data.tables.archive import Archive, archive_from_records

Json = dict[str, Any]

RELEASED_ON = dt.date(2023, 4, 1)


@dataclass(frozen=True)
class Newsroom:
    """A folder with the folders `articles` and `releases`."""

    root: Path

    @property
    def articles(self) -> Path:
        """The folder of the records."""
        return self.root / "articles"

    @property
    def releases(self) -> Path:
        """The folder of the releases."""
        return self.root / FOLDER

    def write(self, *records: Json) -> None:
        """Write records, each to a file named after its article."""
        self.articles.mkdir(parents=True, exist_ok=True)
        for record in records:
            file = self.articles / f"{record['article']['id']}.json"
            file.write_text(json.dumps(record, ensure_ascii=False, indent=2), "utf-8")

    def release(self) -> Release:
        """Keep the records as they are now as a release."""
        loaded = load_records([self.articles])
        assert loaded.problems == ()
        return write_release(self.releases, loaded.records, collection=None, released_on=RELEASED_ON)

    @classmethod
    def with_releases(cls, root: Path, *editions: Json) -> "Newsroom":
        """A newsroom in a folder that has released each edition of a record in turn."""
        made = cls(root)
        for edition in editions:
            made.write(edition)
            made.release()
        return made

    def problems(self) -> list[Problem]:
        """What `validate` says of the changes since the last release."""
        return changes_since_release(self.articles)

    def archive(self) -> Archive:
        """The records as they are now."""
        opened = archive_from_records(self.articles)
        assert opened.problems == ()
        return opened


def correct_a_figure(record: Json, *, told: bool = True) -> Json:
    """The small record with 41 in place of 40 detained dockers, with or without an entry in `corrections`."""
    record = json.loads(json.dumps(record))
    claim = record["claims"][0]
    claim |= {"value_text": "At least 41", "value": 41, "low": 41}
    claim["anchors"][0]["exact"] = "At least 41 dockers"
    if told:
        record.setdefault("corrections", []).append(
            {
                "item": "detained-40",
                "corrected_on": "2023-04-02",
                "field": "value_text",
                "before": "At least 40",
                "after": "At least 41",
                "why": "Misread.",
            }
        )
    return record
