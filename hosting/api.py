"""The data API: the dashboard's tables as JSON, CSV and GeoJSON, with the same parameters as its pages.

Answers are cached as bytes and shared by all clients; only a cache miss needs a worker thread. Each is of one state of
the records, which its key names.
"""

import datetime as dt
import logging
from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data.tables.archive import Archive, archive_at_hand, open_archive
from data.tables.rows import Format, Table
from data.text import did_you_mean, shorten
from hosting import opening
from hosting.answers import RETRY_AFTER, Answers, BusyError, ClientLeftError, Question
from hosting.limits import TooManyError, too_many
from hosting.makers import InThreads, Make
from hosting.openapi import openapi_document
from hosting.opening import NO_RECORDS, NoRecordsError, opened
from hosting.problems import problem
from hosting.responses import Answer, Prepared, accepts_gzip, respond
from hosting.rows import (
    CORS_HEADERS,
    DEFAULT_FORMAT,
    LONGEST_QUERY,
    TABLES,
    RefusedError,
    encode,
    formats_of,
    rows_answer,
)

LOG = logging.getLogger(__name__)

ALLOWED = "GET, HEAD, OPTIONS"
EVERY_METHOD = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
PREFLIGHT = {
    **CORS_HEADERS,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": ALLOWED,
}


def api_routes(
    *, root: str = "", archive: Callable[[], Archive] | None = None, answers: Answers | None = None
) -> list[Route]:
    """The routes below `root`: /api/v1/TABLE.FORMAT, and the OpenAPI document that describes them.

    `archive` returns the records to answer from; without it they are those of this process, as their files are now.
    `answers` are those that the site shares; without them the API has its own.
    """
    api = Api(archive, root=root, answers=answers)
    methods = list(EVERY_METHOD)
    return [
        Route(f"{root}/api/v1/openapi.json", api.document, methods=methods),
        Route(f"{root}/api/v1/{{name:path}}", api.rows, methods=methods),
        Route(f"{root}/api/v1", api.document, methods=methods),
    ]


class Api:
    """Request handlers for the rows of a table and for the OpenAPI document."""

    def __init__(
        self, archive: Callable[[], Archive] | None = None, *, root: str = "", answers: Answers | None = None
    ) -> None:
        self.archive = archive or open_archive
        self.at_hand: Callable[[], Archive | None] = archive or archive_at_hand
        self.root = root
        self.answers = answers or Answers(InThreads(self.archive))

    async def document(self, request: Request) -> Response:
        """The OpenAPI document; /api/v1 redirects to it."""
        if not request.url.path.endswith(".json") and request.method in ("GET", "HEAD"):
            return RedirectResponse(f"{self.root}/api/v1/openapi.json", headers=CORS_HEADERS)
        return await self._respond(request, "openapi", b"", partial(_openapi_answer, self.root))

    async def rows(self, request: Request) -> Response:
        """The rows of a table, or a problem document (RFC 9457) that says what is wrong with the request."""
        table, dot, form = request.path_params["name"].partition(".")
        refusal = _unknown_table(table, form if dot else DEFAULT_FORMAT)
        if refusal:
            return _problem_response(refusal, request)
        query = request.scope["query_string"]
        name, wanted = Table(table), Format(form or DEFAULT_FORMAT)
        return await self._respond(
            request, f"{name}.{wanted}", query, partial(rows_answer, table=name, form=wanted, query_string=query)
        )

    async def _respond(self, request: Request, what: str, query: bytes, make: Make) -> Response:
        """The response to any method: `make` gives the answer for GET and HEAD unless `what` and `query` are cached.

        An exception from `make` is logged and becomes a 500.
        """
        if (length := len(request.scope["query_string"])) > LONGEST_QUERY:
            detail = f"The query has {length:,} bytes; at most {LONGEST_QUERY:,} are read."
            return _problem_response(problem(414, detail, more_headers=CORS_HEADERS), request)
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        if request.method not in ("GET", "HEAD"):
            return _problem_response(
                problem(405, f"Only {ALLOWED} are answered here.", more_headers={**CORS_HEADERS, "Allow": ALLOWED}),
                request,
            )
        try:
            archive = await opened(self.archive, at_hand=self.at_hand)
            # A file contains the day of its export, so a cached answer is valid for one day.
            today, asker = str(dt.date.today()), request.client.host if request.client else None
            question = Question(what, query, archive.edition, today)
            answer = await self.answers.answer_to(request.receive, question, make, asker=asker)
        except ClientLeftError:
            return Response(status_code=499)  # nobody reads it
        except BusyError:
            detail = f"Many requests wait that have to be worked out first; ask again in {RETRY_AFTER} seconds."
            headers = {**CORS_HEADERS, "Retry-After": str(RETRY_AFTER)}
            return _problem_response(problem(503, detail, more_headers=headers), request)
        except TooManyError as refused:
            headers = {**CORS_HEADERS, "Retry-After": str(refused.seconds)}
            return _problem_response(problem(429, too_many(refused.seconds), more_headers=headers), request)
        except NoRecordsError:
            headers = {**CORS_HEADERS, "Retry-After": str(opening.RETRY_AFTER)}
            return _problem_response(problem(503, NO_RECORDS, more_headers=headers), request)
        except RefusedError as refused:
            return _problem_response(refused.problem, request)
        except Exception:
            LOG.exception("A request to the API could not be answered: %s", what)
            detail = "The server could not answer this request; its log says why."
            return _problem_response(problem(500, detail, more_headers=CORS_HEADERS), request)
        body = answer.gzipped if answer.gzipped and accepts_gzip(request.headers) else answer.plain
        return respond(body, request.headers, method=request.method)


def _openapi_answer(root: str, archive: Archive) -> Answer:
    return encode(openapi_document(archive, root=root), media_type="application/json")


def _unknown_table(table: str, form: str) -> Prepared | None:
    """A 404 for a table that does not exist or has no such format, else None."""
    if table not in TABLES:
        detail = f"There is no table “{shorten(table)}” here{did_you_mean(table[:100], TABLES)}"
        return problem(404, f"{detail}; there are {', '.join(TABLES)}.", more_headers=CORS_HEADERS)
    name = Table(table)
    if form not in formats_of(name):
        detail = f"{name} come as {' and '.join(f'.{known}' for known in formats_of(name))}, not as “.{shorten(form)}”."
        if form == Format.GEOJSON:
            placed = " and ".join(table_with_places for table_with_places in TABLES if table_with_places.has_places)
            detail += f" They have no places: GeoJSON is for {placed}."
        return problem(404, detail, more_headers=CORS_HEADERS)
    return None


def _problem_response(refusal: Prepared, request: Request) -> Response:
    return respond(refusal, request.headers, method=request.method)
