"""The page for an address that is no page: it says so, and names the pages that there are."""

from collections.abc import Iterable
from difflib import get_close_matches

from crisis_fragment import style_with
from markupsafe import Markup

from data.views.base import View
from data.views.registry import BY_NAME
from publishing.jinja import templates


def not_found_page(collection: str, *, root: str = "", near: str | None = None) -> str:
    """Return the page as HTML.

    `collection` is the title of the collection, `root` is `server.baseUrlPath` with a leading slash, or empty; `near`
    is the name of the page that the reader may have meant (see `nearest_page`). The address itself is not repeated.
    """
    pages: Iterable[type[View]] = BY_NAME.values()
    return (
        templates()
        .get_template("not_found.html")
        .render(
            collection=collection,
            root=root,
            near=BY_NAME[near] if near else None,
            pages=pages,
            style=Markup(style_with()),
        )
    )


def nearest_page(path: str) -> str | None:
    """Return the name of the page whose path is nearest to one that is no page; None if none is near."""
    first = path.strip("/").partition("/")[0][:100].lower()
    near = get_close_matches(first, list(BY_NAME), n=1)
    return near[0] if near else None
