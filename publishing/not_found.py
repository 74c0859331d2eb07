"""Pages for an address that is no page, not for everybody, or not ready: they say so, and name the pages there are."""

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
    return _page("not_found.html", collection, root=root, near=BY_NAME[near] if near else None)


def refused_page(collection: str, *, root: str = "") -> str:
    """Return the page for whoever may not use the workbench, as HTML; the parameters are those of `not_found_page`."""
    return _page("refused.html", collection, root=root)


def busy_page(collection: str, *, root: str = "", seconds: int) -> str:
    """Return the page for a view that too many wait for, as HTML; a reader may ask again after `seconds`."""
    return _page("busy.html", collection, root=root, seconds=seconds)


def too_many_page(collection: str, *, root: str = "", seconds: int) -> str:
    """Return the page for an address that has asked for too many views, as HTML; it may ask again after `seconds`."""
    return _page("too_many.html", collection, root=root, seconds=seconds)


def no_records_page(collection: str, *, root: str = "") -> str:
    """Return the page for a server that cannot open its records, as HTML; parameters as those of `not_found_page`."""
    return _page("no_records.html", collection, root=root)


def _page(template: str, collection: str, *, root: str, **values: object) -> str:
    pages: Iterable[type[View]] = BY_NAME.values()
    return (
        templates()
        .get_template(template)
        .render(collection=collection, root=root, pages=pages, style=Markup(style_with()), **values)
    )


def nearest_page(path: str) -> str | None:
    """Return the name of the page whose path is nearest to one that is no page; None if none is near."""
    first = path.strip("/").partition("/")[0][:100].lower()
    near = get_close_matches(first, list(BY_NAME), n=1)
    return near[0] if near else None
