"""Whether the server is alive and whether it has its records, for whoever watches over it."""

import asyncio
import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from data import queries
from data.tables.archive import Archive, open_archive
from hosting.problems import problem
from hosting.responses import Prepared

LOG = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds that /readyz waits for records that are being loaded; watchers give up after a few."""

NEVER_KEPT = {"Cache-Control": "no-store"}


def health_routes(*, root: str = "", archive: Callable[[], Archive] = open_archive) -> list[Route]:
    """/healthz and /readyz below `root`, the address that the dashboard stands under.

    /healthz says “ok” as long as the process answers at all, and touches no record. /readyz tells which records are
    loaded and how many have problems; it is a 503 while there are none to serve.
    """
    return [Route(f"{root}/healthz", _alive), Route(f"{root}/readyz", Readiness(archive).answer)]


class Readiness:
    """What /readyz answers with. The records are opened once, however often it is asked meanwhile."""

    def __init__(self, archive: Callable[[], Archive], *, patience: float = PATIENCE) -> None:
        self.archive = archive
        self.patience = patience
        self.opening: asyncio.Task[Archive] | None = None

    async def answer(self, request: Request) -> Response:
        """The records' version and number, or a 503 that says why there are none yet."""
        if self.opening is None:
            self.opening = asyncio.create_task(asyncio.to_thread(self.archive))
        opening = self.opening
        done, _ = await asyncio.wait({opening}, timeout=self.patience)
        if not done:
            return _response(problem(503, "The records are still being loaded."))
        if opening.cancelled() or opening.exception():
            self.opening = None  # the next one to ask tries again
            LOG.error("The records cannot be opened", exc_info=None if opening.cancelled() else opening.exception())
            return _response(problem(503, "The records cannot be opened; the server’s log says why."))
        opened = opening.result()
        records = await asyncio.to_thread(lambda: len(queries.articles(opened)))
        told = {"dataset_version": opened.version, "records": records, "problems": len(opened.problems)}
        return JSONResponse(told, headers=NEVER_KEPT)


async def _alive(request: Request) -> Response:
    return PlainTextResponse("ok", headers=NEVER_KEPT)


def _response(prepared: Prepared) -> Response:
    return Response(prepared.body, status_code=prepared.status, headers=prepared.headers)
