"""ASGI middleware for prerendered pages: link previews and the view as plain HTML, sent before the app has started."""

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qs, unquote_plus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from data.queries.foreign_keys import FRAMEWORK_KEYS, is_foreign
from data.site import Site
from data.stories.loader import open_stories, requested_step
from data.tables.archive import Archive, archive_at_hand, open_archive
from data.views.address import QueryParameters
from data.views.reading import Reading, read_address
from data.views.registry import BY_NAME, VIEWS, view_of
from data.views.summary import summary
from hosting import opening
from hosting.answers import RETRY_AFTER, Answers, BusyError, ClientLeftError, Question
from hosting.index_page import page_with_prerendered
from hosting.limits import TooManyError
from hosting.makers import InThreads
from hosting.opening import NoRecordsError, opened
from hosting.responses import SHARED, Answer, Prepared, accepts_gzip, compress, prepare, respond
from hosting.site_files import site_address
from hosting.unknown_paths import FALLBACK_TITLE, collection_title
from publishing.first_page import StoryStep, handover, head_tags, prerendered
from publishing.not_found import busy_page, no_records_page, too_many_page
from publishing.pictures.previews import preview_image
from publishing.snapshot.one_page import one_page
from publishing.snapshot.page import snapshot

LOG = logging.getLogger(__name__)

LONGEST_QUERY = 8 * 1024
"""Bytes of a query string. A page with a longer one is not prerendered: the app itself reports what it cannot read."""

MOST_PARAMETERS = 100

MakeAnswer = Callable[[Archive, bytes, str], Answer]
"""Takes the records, a query string and the public address of the site; returns the answer. It is sent to a process."""


@dataclass(frozen=True)
class AppPage:
    """Streamlit's page that views are put into, for a site at `root`; `held` if the app waits until it is asked for."""

    html: str
    root: str
    held: bool = False


@dataclass(frozen=True)
class Held:
    """Pages whose app waits until a reader asks for it (`held_routes`), and whether they are to be sent `now`."""

    routes: Mapping[str, MakeAnswer]
    now: Callable[[], bool]


def prerendered_routes(streamlit_page: str, *, root: str) -> dict[str, MakeAnswer]:
    """The routes that need no running app: path to the function that makes the answer.

    Four for every page: its own address; /preview/PAGE.png, the image of its link preview; /one-page/PAGE.html, the
    page as one sheet of A4; /snapshot/PAGE.html, the whole view as one file. `root` is `server.baseUrlPath` with a
    leading slash, or empty.
    """
    routes: dict[str, MakeAnswer] = {}
    for name, view in BY_NAME.items():
        routes[f"{root}/{view.path}"] = partial(page_answer, view.path, AppPage(streamlit_page, root))
        routes[f"{root}/preview/{name}.png"] = partial(preview_answer, view.path)
        routes[f"{root}/one-page/{name}.html"] = partial(one_page_answer, view.path)
        routes[f"{root}/snapshot/{name}.html"] = partial(snapshot_answer, view.path)
    return routes


def held_routes(streamlit_page: str, *, root: str) -> dict[str, MakeAnswer]:
    """The pages as they are sent by a server with more readers than it serves well: the app starts when asked for."""
    app = AppPage(streamlit_page, root, held=True)
    return {f"{root}/{path}": partial(page_answer, path, app) for path in VIEWS}


class PrerenderedPages:
    """ASGI middleware that answers the paths of `routes` (see `prerendered_routes`) and passes on all others.

    `site` is what the settings say of the site's address. An exception in a route is logged, and the request is passed
    on to the app: a page that is not prerendered is better than none. Where too many others wait for what nobody asked
    for yet, it is a 503 that says so; for an address that has asked for too much of that, a 429.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        routes: Mapping[str, MakeAnswer],
        answers: Answers | None = None,
        held: Held | None = None,
        root: str = "",
        site: Site | None = None,
    ) -> None:
        self.app = app
        self.routes = routes
        self.root = root
        self.site = site or Site()
        self.held = held
        self.answers = answers or Answers(InThreads())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._is_served(scope):
            await self.app(scope, receive, send)
            return
        try:
            answer = await self._answer(scope, receive)
        except ClientLeftError:
            return
        except BusyError:
            answer = _refusal(busy_page(collection_title(), root=self.root, seconds=RETRY_AFTER), RETRY_AFTER)
        except TooManyError as refused:
            html = too_many_page(collection_title(), root=self.root, seconds=refused.seconds)
            answer = _refusal(html, refused.seconds, status=429)
        except NoRecordsError:
            answer = _refusal(no_records_page(FALLBACK_TITLE, root=self.root), opening.RETRY_AFTER)
        except Exception:
            LOG.exception("Nothing could be prerendered for %s", scope["path"])
            await self.app(scope, receive, send)
            return
        request = Headers(scope=scope)
        body = answer.gzipped if answer.gzipped and accepts_gzip(request) else answer.plain
        await respond(body, request, method=scope["method"])(scope, receive, send)

    def _is_served(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and _path(scope) in self.routes
            and scope["method"] in {"GET", "HEAD"}
            and len(scope["query_string"]) < LONGEST_QUERY
        )

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        path, query = _path(scope), without_carriers(scope["query_string"])
        site = site_address(Request(scope), self.site, root=self.root)
        today = dt.date.today().isoformat()  # a snapshot contains the day on which it was made
        archive = await opened(at_hand=archive_at_hand)
        stories = await run_in_threadpool(stories_edition, archive) if "story" in parse_query(query) else 0
        held = self.held if self.held and path in self.held.routes and self.held.now() else None
        make = partial(_asked_of, (held or self).routes[path], query, site)
        what = f"{site} {path}{' held' if held else ''}"
        asker = scope["client"][0] if scope.get("client") else None
        question = Question(what, query, archive.edition, f"{today} {stories}")
        return await self.answers.answer_to(receive, question, make, asker=asker)


def _path(scope: Scope) -> str:
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def _refusal(html: str, seconds: int, *, status: int = 503) -> Answer:
    """An answer that nobody keeps, and after which a client may ask again."""
    body = html.encode()
    headers = {
        "Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), "Cache-Control": "no-store",
        "Retry-After": str(seconds),
    }  # fmt: skip
    return Answer(Prepared(body, headers, status))


def _asked_of(make: MakeAnswer, query: bytes, site: str, archive: Archive) -> Answer:
    return make(archive, query, site)


def ask_every_page(archive: Archive | None = None) -> None:
    """Work out each page as it is without parameters; what all pages need is at hand then.

    Without an archive, the records are those of this process. Raises RuntimeError that names the page that fails.
    """
    records = archive or open_archive()
    for name, view in BY_NAME.items():
        try:
            page_answer(view.path, AppPage("", ""), records, b"", "")
        except Exception as error:
            raise RuntimeError(f"the page “{name}” cannot be shown: {error}") from error


def page_answer(page: str, app: AppPage, archive: Archive, query_string: bytes, site: str) -> Answer:
    """A page prerendered: Streamlit's HTML with the page's link preview and its view in it.

    `page` is the path of the page without a slash, `site` the public address of the site.
    """
    query = parse_query(query_string)
    found = story_step(archive, query)
    step, reading = found or (None, read_address(page, query, archive))
    view_summary = summary(reading)
    embedded = "true" in query.get("embed", [])
    html = page_with_prerendered(
        app.html,
        head=head_tags(view_summary, root=site, step=step, embedded=embedded),
        prerendered=prerendered(view_summary, root=app.root, step=step, embedded=embedded, held=app.held),
        script=handover(),
        root=app.root,
        held=app.held,
    )
    return _html_answer(html)


def stories_edition(archive: Archive) -> int:
    """The edition of the stories: a step that is kept is of one edition of its file."""
    return open_stories(archive).edition


def story_step(archive: Archive, query: QueryParameters) -> tuple[StoryStep, Reading] | None:
    """The step of a story that a query asks for, with the view of that step; None without a story that exists."""
    story = open_stories(archive).get((query.get("story") or [""])[-1])
    if story is None:
        return None
    number, _ = requested_step(story, query)
    step = story.steps[number - 1]
    shown = StoryStep(story.id, story.title, step, number, len(story.steps))
    return shown, read_address(step.address.path, step.query, archive)


def snapshot_answer(page: str, archive: Archive, query_string: bytes, site: str) -> Answer:
    """The whole view as one HTML file that needs no network."""
    reading = read_address(page, parse_query(query_string), archive, whole=True)
    return _html_answer(snapshot(reading, permalink=reading.permalink(site) if site else ""))


def one_page_answer(page: str, archive: Archive, query_string: bytes, site: str) -> Answer:
    """The page as one sheet of A4, as an HTML file that needs no network."""
    reading = read_address(page, parse_query(query_string), archive)
    return _html_answer(one_page(view_of(reading), permalink=reading.permalink(site) if site else ""))


def _html_answer(html: str) -> Answer:
    body = html.encode()
    return Answer(
        plain=prepare(body, media_type="text/html", cache_control=SHARED),
        gzipped=compress(body, media_type="text/html", cache_control=SHARED),
    )


def preview_answer(page: str, archive: Archive, query_string: bytes, site: str) -> Answer:
    """The image of a page's link preview, as PNG; it does not depend on `site`."""
    del site
    reading = read_address(page, parse_query(query_string), archive)
    view_summary = summary(reading)
    image = preview_image(
        collection=view_summary.collection,
        page=view_summary.page,
        title=view_summary.opened.title if view_summary.opened else view_summary.title,
        figures=view_summary.main_figures,
        day=view_summary.known_on_label,
    )
    return Answer(prepare(image, media_type="image/png", cache_control="public, max-age=3600"))


def without_carriers(query_string: bytes) -> bytes:
    """A query string without what carriers add to a link, which is another for each reader; as it is if it has none."""
    fields = query_string.split(b"&")
    kept = [field for field in fields if (key := _key_of(field)) in FRAMEWORK_KEYS or not is_foreign(key)]
    return b"&".join(kept)


def _key_of(field: bytes) -> str:
    return unquote_plus(field.partition(b"=")[0].decode("utf-8", "replace"))


def parse_query(query_string: bytes) -> QueryParameters:
    """The parameters of a query string; an empty mapping if there are more than MOST_PARAMETERS."""
    try:
        return parse_qs(query_string.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return {}
