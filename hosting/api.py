"""The data API: the dashboard's tables as JSON, CSV and GeoJSON under the same keys as its pages.

Answers are finished bytes, made once for all who ask for the same; only one that is not kept needs a thread.
"""

import datetime as dt
import logging
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data.tables.archive import Archive, open_archive
from data.tables.rows import Format, Table
from data.text import did_you_mean, shorten
from hosting.answer_cache import AnswerCache
from hosting.openapi import openapi_document
from hosting.problems import problem
from hosting.responses import Answer, Prepared, respond, takes_gzip
from hosting.rows import DEFAULT_FORMAT, LONGEST_QUERY, OPEN_TO_ALL, TABLES, RefusedError, answer, finished, forms

LOG = logging.getLogger(__name__)

ALLOWED = "GET, HEAD, OPTIONS"
EVERY_METHOD = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
PREFLIGHT = {
    **OPEN_TO_ALL,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": ALLOWED,
}


def api_routes(*, root: str = "", archive: Callable[[], Archive] = open_archive) -> list[Route]:
    """The routes below `root`: /api/v1/TABLE.FORMAT, and the OpenAPI document that describes them."""
    api = Api(archive, root=root)
    methods = list(EVERY_METHOD)
    return [
        Route(f"{root}/api/v1/openapi.json", api.document, methods=methods),
        Route(f"{root}/api/v1/{{name:path}}", api.rows, methods=methods),
        Route(f"{root}/api/v1", api.document, methods=methods),
    ]


class Api:
    """Answers requests for rows and for the document that describes them."""

    def __init__(self, archive: Callable[[], Archive], *, root: str = "") -> None:
        self.archive = archive
        self.root = root
        self.answers = AnswerCache()

    async def document(self, request: Request) -> Response:
        """The OpenAPI document; the API's own address leads to it."""
        if not request.url.path.endswith(".json") and request.method in ("GET", "HEAD"):
            return RedirectResponse(f"{self.root}/api/v1/openapi.json", headers=OPEN_TO_ALL)
        return await self._answered(request, "openapi", b"", lambda: self._described())

    async def rows(self, request: Request) -> Response:
        """The rows of a table, or a problem document that says why there are none."""
        table, dot, form = request.path_params["name"].partition(".")
        wrong = _no_such(table, form if dot else DEFAULT_FORMAT)
        if wrong:
            return _sent(wrong, request)
        query = request.scope["query_string"]
        name, form_asked = Table(table), Format(form or DEFAULT_FORMAT)
        return await self._answered(
            request, f"{name}.{form_asked}", query, lambda: answer(self.archive(), name, form_asked, query)
        )

    async def _answered(self, request: Request, what: str, query: bytes, make: Callable[[], Answer]) -> Response:
        if (length := len(request.scope["query_string"])) > LONGEST_QUERY:
            detail = f"The query has {length:,} bytes; at most {LONGEST_QUERY:,} are read."
            return _sent(problem(414, detail, more=OPEN_TO_ALL), request)
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        if request.method not in ("GET", "HEAD"):
            return _sent(
                problem(405, f"Only {ALLOWED} are answered here.", more={**OPEN_TO_ALL, "Allow": ALLOWED}), request
            )
        # A file names the day on which it was made, so an answer is kept for that day alone.
        asked = (what, query, dt.date.today().isoformat())
        made = self.answers.get(asked)
        if made is None:
            try:
                made = await run_in_threadpool(make)
            except RefusedError as refused:
                return _sent(refused.problem, request)
            except Exception:
                LOG.exception("A request to the API could not be answered: %s", what)
                told = "The server could not answer this request; its log says why."
                return _sent(problem(500, told, more=OPEN_TO_ALL), request)
            self.answers.put(asked, made)
        chosen = made.gzipped if made.gzipped and takes_gzip(request.headers) else made.plain
        return respond(chosen, request.headers, method=request.method)

    def _described(self) -> Answer:
        return finished(openapi_document(self.archive(), root=self.root), media_type="application/json")


def _no_such(table: str, form: str) -> Prepared | None:
    """Why an address names no rows; None where it does."""
    if table not in TABLES:
        detail = f"There is no table “{shorten(table)}” here{did_you_mean(table[:100], TABLES)}"
        return problem(404, f"{detail}; there are {', '.join(TABLES)}.", more=OPEN_TO_ALL)
    name = Table(table)
    if form not in forms(name):
        detail = f"{name} come as {' and '.join(f'.{each}' for each in forms(name))}, not as “.{shorten(form)}”."
        if form == Format.GEOJSON:
            placed = " and ".join(table_with_places for table_with_places in TABLES if table_with_places.has_places)
            detail += f" They have no places: GeoJSON is for {placed}."
        return problem(404, detail, more=OPEN_TO_ALL)
    return None


def _sent(refusal: Prepared, request: Request) -> Response:
    return respond(refusal, request.headers, method=request.method)
