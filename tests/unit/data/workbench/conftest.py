"""Drafts to review and publish: the small record of the tests as a draft that nobody has looked at."""

import copy
from pathlib import Path
from typing import Any

import pytest

from data.workbench.store import DraftStore, StoredDraft
from tests.conftest import SMALL_TEXT
from tests.newsroom import Newsroom

Json = dict[str, Any]

PROPOSED = {"confidence": 0.5, "why": "A cue stands before it."}


def as_proposals(record: Json) -> Json:
    """A record whose items and actors all are proposals."""
    record = copy.deepcopy(record)
    for part in ("events", "claims", "quotes", "facts", "caveats", "actors"):
        for member in record[part]:
            member["drafted"] = dict(PROPOSED)
    return record


@pytest.fixture
def store(tmp_path: Path) -> DraftStore:
    """The drafts of a workbench that nobody has used yet."""
    return DraftStore(tmp_path / "workbench")


@pytest.fixture
def proposed(store: DraftStore, small_record: Json) -> StoredDraft:
    """A draft of which everything is a proposal."""
    return store.create(text=SMALL_TEXT, record=as_proposals(small_record), by="ana@news.example")


@pytest.fixture
def accepted(store: DraftStore, small_record: Json) -> StoredDraft:
    """A draft of which everything is accepted."""
    return store.create(text=SMALL_TEXT, record=small_record, by="ana@news.example")


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """A newsroom that has published nothing yet."""
    made = Newsroom(tmp_path / "newsroom")
    made.articles.mkdir(parents=True)
    return made
