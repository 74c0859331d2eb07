"""The lead article as it is drafted, for tests that compare it with its record."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from data.drafting.draft import ArticleDetails, Draft, draft
from data.tables.archive import Archive, archive_from_records
from tests.conftest import LEAD, ROOT, Json

DAY = dt.date(2022, 1, 7)


@pytest.fixture(scope="session")
def archive(reports: Archive) -> Archive:
    """All of the repository's records: drafts look in them for actors and earlier figures."""
    return reports


@pytest.fixture(scope="session")
def lead(tmp_path_factory: pytest.TempPathFactory) -> tuple[Draft, Json]:
    """The draft of the lead article, beside the other records, and its record as a person coded it."""
    folder = os.environ.get("ARTICLE_TEXTS")
    file = Path(folder or "nowhere") / f"{LEAD}.txt"
    if not file.exists():
        pytest.skip(f"the text {file.name} is not at hand; set ARTICLE_TEXTS to its folder to run this")
    records = tmp_path_factory.mktemp("others")
    for other in (ROOT / "data" / "articles").glob("*.json"):
        if other.stem != LEAD:
            (records / other.name).write_bytes(other.read_bytes())
    details = ArticleDetails(LEAD, DAY, publisher="Al Jazeera", headline="x", url="https://ledger.example/x")
    coded = json.loads((ROOT / "data" / "articles" / f"{LEAD}.json").read_text("utf-8"))
    return draft(file.read_text("utf-8"), details, archive_from_records(records)), coded
