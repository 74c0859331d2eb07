"""What an editor is told of a publication: what readers see of it from now on, and on which pages."""

from collections.abc import Mapping

from data.views.base import View
from data.views.casualties import CasualtiesView
from data.views.overview import OverviewView
from data.views.quotes import QuotesView
from data.views.sources import SourcesView
from data.views.timeline import TimelineView
from data.wording.phrases import count_noun, join_words
from data.workbench.drafts import Json, members

_COUNTED: Mapping[str, tuple[str, type[View]]] = {
    "events": ("event", TimelineView),
    "claims": ("figure", CasualtiesView),
    "quotes": ("quotation", QuotesView),
}
"""List of a record to the word for one of its items, and the page that has them."""


def published_words(record: Json, *, corrections: int = 0) -> str:
    """Return what readers see of a record that was just published: its headline, and how many items of which kind."""
    headline = (record.get("article") or {}).get("headline") or "this report"
    counts = [count_noun(len(found), word) for part, (word, _) in _COUNTED.items() if (found := members(record, part))]
    items = f", with {join_words(counts)}" if counts else ""
    told = f" {count_noun(corrections, 'change')} of it, with your reason, on Corrections." if corrections else ""
    return f"Published. Readers see “{headline}” on the dashboard now{items}.{told}"


ALONE = "The pages open with this report alone, on its day; “Clear all filters” there shows the others with it."
"""What the addresses of `address_of` show."""


def address_of(record: Json) -> dict[str, str]:
    """Return the keys of an address with which a page shows a record alone, on the day of its report: not before it."""
    article = record.get("article") or {}
    return {"article": str(article.get("id")), "known_on": str(article.get("date_published"))}


def pages_with(record: Json) -> tuple[tuple[str, str], ...]:
    """Return the pages that show something of a record, as path and name, Overview first."""
    pages: list[type[View]] = [
        OverviewView,
        *(page for part, (_, page) in _COUNTED.items() if members(record, part)),
        SourcesView,
    ]
    return tuple((page.path, page.name) for page in pages)
