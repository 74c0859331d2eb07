"""A view as one file: a page that needs no network, no script and no server, to be kept, sent and printed."""

from data.reading import Reading
from publishing.first_page import templates


def snapshot(reading: Reading, *, permalink: str = "") -> str:
    """The whole record of a view as a self-contained HTML page; `permalink` leads to the view in the app."""
    page = templates().from_string("<!doctype html><html lang=en><title>{{ title }}</title><p>{{ permalink }}</p></html>")
    return page.render(title=reading.day, permalink=permalink)
