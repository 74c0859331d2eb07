"""Drafts of a few sentences, as The Ledger would have printed them on Friday, 7 January 2022."""

import datetime as dt

from data.drafting.draft import ArticleDetails, draft
from data.tables.archive import Archive
from tests.conftest import Json

DETAILS = ArticleDetails("ledger-2022-01-07", dt.date(2022, 1, 7), publisher="The Ledger", headline="x")


def record_of(archive: Archive, *paragraphs: str) -> Json:
    """Return the record that is drafted of paragraphs below a headline that tells nothing."""
    return draft("\n\n".join(("Calm night", *paragraphs)) + "\n", DETAILS, archive).record
