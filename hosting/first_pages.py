"""What each page's address answers with: link previews and the facts of the view, before the app has started."""

import logging
from collections.abc import Mapping
from functools import lru_cache, partial
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from data.address import Query
from data.archive import open_archive
from data.reading import Reading, read_address
from data.stories import open_stories, step_asked
from hosting.answers import Answer
from hosting.index_page import page_with_facts
from hosting.precompressed import ASK_AGAIN, compress, prepare, respond, takes_gzip
from publishing.brief import brief, headline_figures
from publishing.first_page import StoryStep, facts, hand_over, head_tags
from publishing.pictures import preview_image

LONGEST_QUERY = 8 * 1024
"""Bytes of a query that the facts are made for; for a longer one the app alone says what it cannot read."""

MOST_PARAMETERS = 100


class FirstPages:
    """ASGI middleware that answers each page's address with Streamlit's page, tags for link previews and the facts.

    `pages` maps paths to pages; `images` does the same for their preview images. What cannot be made is logged, and
    the application behind answers: a page without facts is better than none.
    """

    def __init__(
        self, app: ASGIApp, *, streamlit_page: str, pages: Mapping[str, str], images: Mapping[str, str], root: str,
        public_url: str | None = None,
    ) -> None:  # fmt: skip
        self.app = app
        self.pages = pages
        self.images = images
        self.public_url = public_url
        self.root = root
        self._page = lru_cache(maxsize=256)(partial(first_page, streamlit_page, root))
        self._image = lru_cache(maxsize=128)(preview)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = None
        if (
            scope["type"] == "http"
            and scope["method"] in {"GET", "HEAD"}
            and len(scope["query_string"]) < LONGEST_QUERY
        ):
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            try:
                if path in self.pages:
                    site = self.public_url or f"{str(Request(scope).base_url).rstrip('/')}{self.root}"
                    answer = await run_in_threadpool(self._page, self.pages[path], scope["query_string"], site)
                elif path in self.images:
                    answer = await run_in_threadpool(self._image, self.images[path], scope["query_string"])
            except Exception:
                logging.getLogger(__name__).exception("No facts could be made for %s", path)
        if answer is None:
            await self.app(scope, receive, send)
            return
        request = Headers(scope=scope)
        chosen = answer.gzipped if answer.gzipped and takes_gzip(request) else answer.plain
        await respond(chosen, request, method=scope["method"])(scope, receive, send)


def first_page(streamlit_page: str, root: str, page: str, query_string: bytes, site: str) -> Answer:
    """A page's address as it is answered: `page` is its place in the address, `site` what stands before it."""
    query = parsed(query_string)
    step = story_step(query)
    reading = step[1] if step else read_address(page, query, open_archive())
    told = step[0] if step else None
    shown = brief(reading)
    html = page_with_facts(
        streamlit_page,
        head=head_tags(shown, headline_figures(reading), root=site, step=told),
        facts=facts(shown, root=root, step=told, embedded="true" in query.get("embed", [])),
        script=hand_over(),
        root=root,
    ).encode()
    return Answer(
        plain=prepare(html, media_type="text/html", cache_control=ASK_AGAIN),
        gzipped=compress(html, media_type="text/html", cache_control=ASK_AGAIN),
    )


def story_step(query: Query) -> tuple[StoryStep, Reading] | None:
    """The step of a story that an address asks for, and the view that it shows; None where it asks for none."""
    archive = open_archive()
    story = open_stories(archive).get((query.get("story") or [""])[-1])
    if story is None:
        return None
    number, _ = step_asked(story, query)
    step = story.steps[number - 1]
    told = StoryStep(story.id, story.title, step.title, step.words, number, len(story.steps))
    return told, read_address(step.address.path, step.query, archive)


def preview(page: str, query_string: bytes) -> Answer:
    """The preview image of a page's address."""
    reading = read_address(page, parsed(query_string), open_archive())
    shown = brief(reading)
    image = preview_image(
        collection=shown.collection,
        page=shown.page,
        title=shown.opened.title if shown.opened else shown.title,
        figures=headline_figures(reading),
        day=shown.known,
    )
    return Answer(prepare(image, media_type="image/png", cache_control="public, max-age=3600"))


def parsed(query_string: bytes) -> Query:
    """A query string's parameters; none where there are more of them than any view has."""
    try:
        return parse_qs(query_string.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return {}
