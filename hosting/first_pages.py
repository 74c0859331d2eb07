"""What each page's address answers with: link previews and the view as plain HTML, before the app has started."""

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
from data.views.address import QueryParameters
from data.views.reading import Reading, read_address
from data.views.registry import BY_NAME
from data.views.summary import summary
from hosting.answer_cache import AnswerCache
from hosting.index_page import page_with_prerendered
from hosting.responses import REVALIDATE, Answer, compress, prepare, respond, takes_gzip
from publishing.first_page import StoryStep, handover, head_tags, prerendered
from publishing.pictures.cards import preview_image
from publishing.snapshot.page import snapshot

LONGEST_QUERY = 8 * 1024
"""Bytes of a query that a page is prerendered for; for a longer one the app alone says what it cannot read."""

MOST_PARAMETERS = 100


Make = Callable[[bytes, str], Answer]
"""Makes an answer of a query string and of the site's own address."""


def answers_before_the_app(streamlit_page: str, *, root: str) -> dict[str, Make]:
    """What is answered before the app has started or without it: path to what makes its answer.

    For every page its own address, /preview/PAGE.png, the picture of its link preview, and /snapshot/PAGE.html, the
    whole view as one file. `root` is `server.baseUrlPath` with a leading slash, or empty.
    """
    made: dict[str, Make] = {}
    for name, view in BY_NAME.items():
        made[f"{root}/{view.path}"] = partial(first_page, view.path, streamlit_page, root)
        made[f"{root}/preview/{name}.png"] = partial(preview, view.path)
        made[f"{root}/snapshot/{name}.html"] = partial(view_to_keep, view.path)
    return made


class FirstPages:
    """ASGI middleware that answers paths with what `answers_before_the_app` makes of them.

    `public_url` is the site's own address where requests do not tell it. What cannot be made is logged, and the
    application behind answers: a page that is not prerendered is better than none.
    """

    def __init__(
        self, app: ASGIApp, *, made: Mapping[str, Make], root: str = "", public_url: str | None = None
    ) -> None:
        self.app = app
        self.made = made
        self.root = root
        self.public_url = public_url
        self.answers = AnswerCache()

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
        answer = self.answers.get(asked)
        if answer is None:
            try:
                answer = await run_in_threadpool(self.made[path], query, site)
            except Exception:
                logging.getLogger(__name__).exception("Nothing could be prerendered for %s", path)
                return None
            self.answers.put(asked, answer)
        return answer


def first_page(page: str, streamlit_page: str, root: str, query_string: bytes, site: str) -> Answer:
    """A page's address as it is answered: `page` is its place in the address, `site` what stands before it."""
    query = parse_query(query_string)
    step = story_step(query)
    reading = step[1] if step else read_address(page, query, open_archive())
    told = step[0] if step else None
    shown = summary(reading)
    html = page_with_prerendered(
        streamlit_page,
        head=head_tags(shown, root=site, step=told),
        prerendered=prerendered(shown, root=root, step=told, embedded="true" in query.get("embed", [])),
        script=handover(),
        root=root,
    ).encode()
    return Answer(
        plain=prepare(html, media_type="text/html", cache_control=REVALIDATE),
        gzipped=compress(html, media_type="text/html", cache_control=REVALIDATE),
    )


def story_step(query: QueryParameters) -> tuple[StoryStep, Reading] | None:
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
    reading = read_address(page, parse_query(query_string), open_archive())
    link = reading.address.pinned(known_on=reading.day, dataset=reading.archive.version).on(site)
    html = snapshot(reading, permalink=link).encode()
    return Answer(
        plain=prepare(html, media_type="text/html", cache_control=REVALIDATE),
        gzipped=compress(html, media_type="text/html", cache_control=REVALIDATE),
    )


def preview(page: str, query_string: bytes, site: str) -> Answer:
    """The preview image of a page's address; it is the same on every site."""
    del site
    reading = read_address(page, parse_query(query_string), open_archive())
    shown = summary(reading)
    image = preview_image(
        collection=shown.collection,
        page=shown.page,
        title=shown.opened.title if shown.opened else shown.title,
        figures=shown.figures_in_short,
        day=shown.known,
    )
    return Answer(prepare(image, media_type="image/png", cache_control="public, max-age=3600"))


def parse_query(query_string: bytes) -> QueryParameters:
    """A query string's parameters; none where there are more of them than any view has."""
    try:
        return parse_qs(query_string.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return {}
