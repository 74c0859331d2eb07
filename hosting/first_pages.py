"""What each page's address answers with: link previews and the facts of the view, before the app has started."""

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from data.stories.loader import open_stories, step_asked
from data.tables.archive import open_archive
from data.views.address import PAGES, Query
from data.views.brief import brief, figures_in_short
from data.views.reading import Reading, read_address
from hosting.answer_cache import Kept
from hosting.index_page import page_with_facts
from hosting.responses import ASK_AGAIN, Answer, compress, prepare, respond, takes_gzip
from publishing.first_page import StoryStep, facts, hand_over, head_tags
from publishing.pictures.cards import preview_image
from publishing.snapshot.page import snapshot

LONGEST_QUERY = 8 * 1024
"""Bytes of a query that the facts are made for; for a longer one the app alone says what it cannot read."""

MOST_PARAMETERS = 100


Make = Callable[[bytes, str], Answer]
"""Makes an answer of a query string and of the site's own address."""


def without_the_app(streamlit_page: str, *, root: str) -> dict[str, Make]:
    """What is answered before the app has started or without it: path to what makes its answer.

    For every page its own address, /preview/PAGE.png, the picture of its link preview, and /snapshot/PAGE.html, the
    whole view as one file. `root` is `server.baseUrlPath` with a leading slash, or empty.
    """
    made: dict[str, Make] = {}
    for page in PAGES:
        name = page.path or "overview"
        made[f"{root}/{page.path}"] = partial(first_page, page.path, streamlit_page, root)
        made[f"{root}/preview/{name}.png"] = partial(preview, page.path)
        made[f"{root}/snapshot/{name}.html"] = partial(view_to_keep, page.path)
    return made


class FirstPages:
    """ASGI middleware that answers paths with what `without_the_app` makes of them.

    `public_url` is the site's own address where requests do not tell it. What cannot be made is logged, and the
    application behind answers: a page without facts is better than none.
    """

    def __init__(
        self, app: ASGIApp, *, made: Mapping[str, Make], root: str = "", public_url: str | None = None
    ) -> None:
        self.app = app
        self.made = made
        self.root = root
        self.public_url = public_url
        self.kept = Kept()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(scope) if scope["type"] == "http" else None
        if answer is None:
            await self.app(scope, receive, send)
            return
        request = Headers(scope=scope)
        chosen = answer.gzipped if answer.gzipped and takes_gzip(request) else answer.plain
        await respond(chosen, request, method=scope["method"])(scope, receive, send)

    async def _answer(self, scope: Scope) -> Answer | None:
        path, query = scope["path"].removeprefix(scope.get("root_path", "")), scope["query_string"]
        if path not in self.made or scope["method"] not in {"GET", "HEAD"} or len(query) >= LONGEST_QUERY:
            return None
        site = self.public_url or f"{str(Request(scope).base_url).rstrip('/')}{self.root}"
        today = dt.date.today().isoformat()  # a snapshot names the day on which it was made
        asked = (f"{site} {path}", query, today)
        answer = self.kept.get(asked)
        if answer is None:
            try:
                answer = await run_in_threadpool(self.made[path], query, site)
            except Exception:
                logging.getLogger(__name__).exception("No facts could be made for %s", path)
                return None
            self.kept.put(asked, answer)
        return answer


def first_page(page: str, streamlit_page: str, root: str, query_string: bytes, site: str) -> Answer:
    """A page's address as it is answered: `page` is its place in the address, `site` what stands before it."""
    query = parsed(query_string)
    step = story_step(query)
    reading = step[1] if step else read_address(page, query, open_archive())
    told = step[0] if step else None
    shown = brief(reading)
    html = page_with_facts(
        streamlit_page,
        head=head_tags(shown, figures_in_short(reading, shown), root=site, step=told),
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


def view_to_keep(page: str, query_string: bytes, site: str) -> Answer:
    """The whole view as one file, which needs no network."""
    reading = read_address(page, parsed(query_string), open_archive())
    link = reading.address.pinned(known_on=reading.day, dataset=reading.archive.version).on(site)
    html = snapshot(reading, permalink=link).encode()
    return Answer(
        plain=prepare(html, media_type="text/html", cache_control=ASK_AGAIN),
        gzipped=compress(html, media_type="text/html", cache_control=ASK_AGAIN),
    )


def preview(page: str, query_string: bytes, site: str) -> Answer:
    """The preview image of a page's address; it is the same on every site."""
    del site
    reading = read_address(page, parsed(query_string), open_archive())
    shown = brief(reading)
    image = preview_image(
        collection=shown.collection,
        page=shown.page,
        title=shown.opened.title if shown.opened else shown.title,
        figures=figures_in_short(reading, shown),
        day=shown.known,
    )
    return Answer(prepare(image, media_type="image/png", cache_control="public, max-age=3600"))


def parsed(query_string: bytes) -> Query:
    """A query string's parameters; none where there are more of them than any view has."""
    try:
        return parse_qs(query_string.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return {}
