"""ASGI middleware for addresses that are no page: a 404 with a page that helps, instead of an app that shows nothing.

Streamlit answers every path that it does not know with its index.html and status 200: search engines keep such
addresses, and readers of a mistyped link wait for an app that then shows another page.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from data.tables.archive import open_archive
from data.views.base import Reading
from data.views.frame import Frame
from data.views.reading import read_address
from data.views.registry import VIEWS
from hosting.responses import REVALIDATE, Answer, accepts_gzip, compress, prepare, respond
from publishing.not_found import nearest_page, not_found_page

LOG = logging.getLogger(__name__)

STREAMLIT_FOLDERS = ("_stcore", "static", "app/static", "component", "media")
"""Folders of Streamlit's own routes; what is not in them, it answers itself."""

LOGIN_ROUTES = ("/oauth", "/auth/")
"""How the paths begin to which a login service sends readers back, such as /oauth2callback, and Streamlit's own."""

OUR_FOLDERS = ("api/v1", "present")
OUR_ROUTES = tuple(f"/{folder}/" for folder in OUR_FOLDERS)
OUR_PATHS = ("api/v1", "healthz", "readyz")
"""Paths of the data API and of phones, which have their own answers to what they do not know; of the health checks."""

LONGEST_NAME, LONGEST_PATH = 255, 2_000
"""Bytes. No file has a longer name, and Streamlit, which looks for it, takes the system's refusal for its own fault."""

FALLBACK_TITLE = "Records of news articles"
"""Title of a collection that cannot be opened."""


@dataclass(frozen=True)
class ServedPaths:
    """The paths below the root that are answered by someone: `exact` ones, and all below `folders`.

    Those of a login are answered only while `signs_in` says that there is one.
    """

    exact: frozenset[str]
    folders: tuple[str, ...]
    root: str = ""
    signs_in: Callable[[], bool] = lambda: True

    def serves(self, path: str) -> bool:
        """Whether a path is left to the app: it is served, or lies outside of the root of the site.

        A path with a slash at its end is the one without, to which Streamlit redirects. Paths that begin with two
        slashes are refused by Streamlit.
        """
        if path.startswith("//") or not f"{path}/".startswith(f"{self.root}/"):
            return True
        inner = path.removeprefix(self.root)
        if inner.startswith(LOGIN_ROUTES):
            return self.signs_in()
        if inner.startswith(self.folders) or "/_stcore/" in inner:
            return inner.startswith(OUR_ROUTES) or _may_be_a_file(inner)
        return (inner.rstrip("/") or "/") in self.exact


def _may_be_a_file(path: str) -> bool:
    """Whether a file can lie at a path."""
    written = path.encode("utf-8", "replace")
    return len(written) <= LONGEST_PATH and max(map(len, written.split(b"/"))) <= LONGEST_NAME


def served_paths(
    *, root: str = "", more: Iterable[str] = (), signs_in: Callable[[], bool] = lambda: True
) -> ServedPaths:
    """Return the paths of pages, health checks, data API and Streamlit, and `more`, which are paths below `root`.

    `root` is `server.baseUrlPath` with a leading slash, or empty. `signs_in` says whether there is a login.
    """
    exact = {f"/{path}" for path in (*VIEWS, *OUR_PATHS)} | {path.removeprefix(root) or "/" for path in more}
    folders = (*(f"/{folder}/" for folder in STREAMLIT_FOLDERS), *OUR_ROUTES)
    return ServedPaths(frozenset(exact), folders, root, signs_in)


class UnknownPaths:
    """ASGI middleware that answers GET and HEAD of a path that is not `served` with a 404, and passes on all others.

    WebSockets and other methods are passed on: Streamlit refuses them itself.
    """

    def __init__(self, app: ASGIApp, *, served: ServedPaths, collection: Callable[[], str] | None = None) -> None:
        self.app = app
        self.served = served
        self.collection = collection or collection_title

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if self.served.serves(path):
            await self.app(scope, receive, send)
            return
        near = nearest_page(path.removeprefix(self.served.root))
        answer = await run_in_threadpool(self._answer, near)
        request = Headers(scope=scope)
        body = answer.gzipped if answer.gzipped and accepts_gzip(request) else answer.plain
        await respond(body, request, method=scope["method"])(scope, receive, send)

    def _answer(self, near: str | None) -> Answer:
        try:
            title = self.collection()
        except Exception:
            LOG.exception("The page for unknown addresses cannot name the collection")
            title = FALLBACK_TITLE
        return _not_found(title, self.served.root, near)


@lru_cache(maxsize=64)
def _not_found(title: str, root: str, near: str | None) -> Answer:
    html = not_found_page(title, root=root, near=near).encode()
    gzipped = compress(html, media_type="text/html", cache_control=REVALIDATE)
    return Answer(
        plain=replace(prepare(html, media_type="text/html", cache_control=REVALIDATE), status=404),
        gzipped=replace(gzipped, status=404) if gzipped else None,
    )


def collection_title() -> str:
    """Return the title of the collection."""
    reading: Reading = read_address("", {}, open_archive())
    return Frame(reading).collection
