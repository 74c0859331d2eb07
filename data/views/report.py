"""Report a mistake: the link by which a reader tells the newsroom that a record is wrong, with all that it needs."""

from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from data.text import shorten
from data.views.opened import OpenedItem

MOST_CHARACTERS = 1_500
"""Characters of a message: mail programs cut off addresses of more than two thousand."""


def report_link(to: str, item: OpenedItem, *, permalink: str) -> str:
    """Return `to` with the permalink of an item, what the record says, and its place in the article.

    A `mailto:` address gets them as subject and message; a page as the keys `item`, `permalink`, `record` and `place`.
    """
    record = f"{item.title} ({item.published})"
    place = _place(item)
    if to.startswith("mailto:"):
        message = (
            "What is wrong, and how do you know?\n\n\n---\n"
            f"The record: {shorten(record)}\nIts place in the article: {place}\nLink: {permalink}\n"
        )
        return f"{to}?{urlencode({'subject': f'Mistake in {item.item_id}', 'body': message}, quote_via=quote)}"
    parts = urlsplit(to)
    keys = {"item": item.item_id, "permalink": permalink, "record": shorten(record), "place": place}
    query = "&".join(each for each in (parts.query, urlencode(keys, quote_via=quote)) if each)
    return urlunsplit(parts._replace(query=query))


def _place(item: OpenedItem) -> str:
    first = item.passages[0]
    words = f"“{shorten(first.words)}”, " if first.words else ""
    return f"{words}{item.paragraphs_words or 'no paragraph is recorded'}: {first.url}"[:MOST_CHARACTERS]
