"""Prerendered pages: tags for link previews, and the view as plain HTML, to read before the app has started.

All pieces are HTML escaped by Jinja. Their texts are those of the app (`data.views.summary`).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from crisis_fragment import style_with
from markupsafe import Markup

from data.export.files import LICENCE
from data.stories.models import Step
from data.views.address import rows_address
from data.views.summary import Summary
from publishing.embed import EMBED_STYLES, embed_section
from publishing.jinja import TEMPLATES, templates
from publishing.links import links_of
from publishing.sections import CODED_STYLES, DRAWER_STYLES, PAGE_PARTS, page_section, section
from publishing.story import STORY_STYLES, story_section

_AROUND_RULES = re.compile(r"\s*([{};])\s*|(?<=[:,]) ")

LONGEST_DESCRIPTION = 600
"""Characters of a description; chats show about 200 of them, search engines 300."""


@dataclass(frozen=True)
class StoryStep:
    """A step of a story, shown in place of its page; `id` and `story` are the id and the title of the story."""

    id: str
    story: str
    step: Step
    number: int
    last: int

    @property
    def query(self) -> str:
        """The query string of this step."""
        return self._address(self.number)

    @property
    def before(self) -> str:
        """The query string of the previous step."""
        return self._address(self.number - 1)

    @property
    def after(self) -> str:
        """The query string of the next step."""
        return self._address(self.number + 1)

    def _address(self, number: int) -> str:
        return f"?{urlencode({'story': self.id, 'step': number})}"


def head_tags(summary: Summary, *, root: str, step: StoryStep | None = None, embedded: bool = False) -> str:
    """Title, description, Open Graph and Twitter tags of a view, as HTML.

    `root` is the public address of the site, such as https://news.example/kazakhstan: previews need absolute URLs.
    Empty, the tags that name one are left out. With `embedded` every link leaves the frame that the page is shown in.
    """
    description = step.step.words if step else summary.opened.citation if summary.opened else summary.description
    headline = step.step.title if step else summary.opened.title if summary.opened else summary.title
    query = urlencode(summary.address.to_query(), doseq=True)
    url = f"{root.rstrip('/')}/{step.query}" if step else summary.address.on(root)
    return _render(
        "head.html",
        summary=summary,
        title=f"{step.story if step else summary.page} · {summary.collection}",
        headline=headline,
        description=_shorten(description),
        url=url if root else "",
        image=f"{root.rstrip('/')}/preview/{summary.address.path or 'overview'}.png{f'?{query}' if query else ''}",
        leaves_frame=embedded and not step,
    )


def prerendered(
    summary: Summary, *, root: str = "", step: StoryStep | None = None, embedded: bool = False, held: bool = False
) -> str:
    """The view as plain HTML: the sections of its page, or those of a step of a story, and the opened item.

    `root` is the prefix of every link: `server.baseUrlPath` with a leading slash, or empty. `step` is the step of a
    story that the view belongs to. `embedded` (`embed=true`) is for one without Streamlit's header, and for the
    visual of a page alone.
    """
    current = summary.address.path
    links = links_of(summary.address, root=root)
    whole = urlencode(summary.address.to_query(), doseq=True)
    file = f"{current or 'overview'}.html{f'?{whole}' if whole else ''}"
    rows = rows_address(summary.view.tables[0], summary.view.shown)
    parts = PAGE_PARTS[current]
    alone = embedded and not step
    opened = None if step or alone else summary.opened
    styles = parts.styles + (STORY_STYLES if step else EMBED_STYLES if embedded else ())
    styles += (DRAWER_STYLES if opened else ()) + (CODED_STYLES if summary.view.is_data_set else ())
    return _render(
        "prerendered.html",
        summary=summary,
        step=step,
        story=story_section(step.step, summary.view, links) if step else None,
        embedded=embedded,
        embed=embed_section(summary.view, links, filters=summary.filters) if alone else None,
        section=lambda name: page_section(name, summary.view, root=root),
        sections=_sections(summary),
        drawer=section("drawer", opened, links) if opened else None,
        held=held,
        close=links.item(None),
        licence=LICENCE,
        style=_style(styles),
        keep=f"{root}/snapshot/{file}",
        sheet=f"{root}/one-page/{file}",
        api=f"{root}/{rows}" if rows else "",
    )


@lru_cache(maxsize=32)
def _style(parts: tuple[str, ...]) -> Markup:
    """The style sheet of a page with these parts. There are few sets of them, and none contains data."""
    return Markup(compact(f"{style_with(*parts)}\n{_template_file('prerendered.css')}"))


def compact(sheet: str) -> str:
    """Return a style sheet without the white space that a browser ignores; no text in ours has what is looked for."""
    return _AROUND_RULES.sub(r"\1", sheet)


def _sections(summary: Summary) -> tuple[str, ...]:
    """The sections of a page, with what later reports changed above them where they do not place it themselves."""
    names = PAGE_PARTS[summary.address.path].sections
    names = names if "later" in names else ("later", *names)
    return tuple(name for name in names if name != "later" or summary.frame.later)


def handover() -> str:
    """The inline script that replaces the prerendered page when the app has drawn its own.

    It is the same for every page, so that the Content-Security-Policy can allow it by its hash. Comments stay here.
    """
    script = re.sub(r"/\*\*.*?\*/ ?", "", _template_file("handover.js"))
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if not line.startswith("//"))


@lru_cache(maxsize=8)
def _template_file(name: str) -> Markup:
    """A file of templates/, not escaped: it contains no data."""
    return Markup((TEMPLATES / name).read_text("utf-8").strip())


def _render(template: str, **values: Any) -> str:
    return templates().get_template(template).render(**values)


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST_DESCRIPTION else f"{text[: LONGEST_DESCRIPTION - 1].rstrip()}…"
