"""What an address answers with before the dashboard's script has run: tags for link previews, and the view as plain
HTML.

Every piece is HTML that Jinja has escaped. They say what the app says (`data.views.summary`).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from data.export.files import LICENCE
from data.views import captions
from data.views.address import Address
from data.views.registry import VIEWS
from data.views.summary import Summary
from publishing.jinja import TEMPLATES, templates

LONGEST_DESCRIPTION = 600
"""Characters; chats show some 200 of them, search engines 300."""


@dataclass(frozen=True)
class StoryStep:
    """A step of a story as it stands before its view; `before` and `after` are the addresses next to it."""

    id: str
    story: str
    title: str
    words: str
    number: int
    last: int

    @property
    def here(self) -> str:
        """Parameters of the step itself."""
        return self._address(self.number)

    @property
    def before(self) -> str:
        """Parameters of the step before."""
        return self._address(self.number - 1)

    @property
    def after(self) -> str:
        """Parameters of the step after."""
        return self._address(self.number + 1)

    def _address(self, number: int) -> str:
        return f"?{urlencode({'story': self.id, 'step': number})}"


def head_tags(summary: Summary, *, root: str, step: StoryStep | None = None) -> str:
    """Title, description, Open Graph and Twitter tags of a view.

    `root` is the site's own address, such as https://news.example/kazakhstan: previews need whole addresses.
    """
    said = step.words if step else summary.opened.citation if summary.opened else summary.description
    headline = step.title if step else summary.opened.title if summary.opened else summary.title
    query = urlencode(summary.address.to_query(), doseq=True)
    url = f"{root.rstrip('/')}/{step.here}" if step else summary.address.on(root)
    return _rendered(
        "head.html",
        summary=summary,
        title=f"{step.story if step else summary.page} · {summary.collection}",
        headline=headline,
        description=_shortened(said),
        url=url,
        image=f"{root.rstrip('/')}/preview/{summary.address.path or 'overview'}.png{f'?{query}' if query else ''}",
    )


def prerendered(summary: Summary, *, root: str = "", step: StoryStep | None = None, embedded: bool = False) -> str:
    """The view in plain HTML: headline, key figures with who says so and as of when, rows, the opened item.

    `root` is what stands before every link: `server.baseUrlPath` with a leading slash, or empty. `step` is the step of
    a story that the view belongs to; `embedded` tells that the app comes without its header.
    """
    selection, here = summary.address.selection, summary.address.path
    pages = [
        {"title": view.name, "href": Address(path, selection).on(root), "here": path == here}
        for path, view in VIEWS.items()
    ]
    query = urlencode(selection.without_item.to_query(), doseq=True)
    whole = urlencode(summary.address.to_query(), doseq=True)
    return _rendered(
        "prerendered.html",
        captions=captions,
        summary=summary,
        step=step,
        embedded=embedded,
        pages=pages,
        licence=LICENCE,
        style=_ours("prerendered.css"),
        open=lambda item_id: summary.address.with_item(item_id).on(root),
        keep=f"{root}/snapshot/{here or 'overview'}.html{f'?{whole}' if whole else ''}",
        api=f"{root}/api/v1/events.json{f'?{query}' if query else ''}",
    )


def handover() -> str:
    """The script that keeps the prerendered page until the app has drawn its own; always the same: a policy can name
    it."""
    return _ours("handover.js")


@lru_cache(maxsize=8)
def _ours(name: str) -> Markup:
    """A file of this package as it is: nobody's data is in it."""
    return Markup((TEMPLATES / name).read_text("utf-8").strip())


def _rendered(template: str, **values: Any) -> str:
    return templates().get_template(template).render(**values)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_DESCRIPTION else f"{text[: LONGEST_DESCRIPTION - 1].rstrip()}…"
