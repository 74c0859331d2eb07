"""Health checks: /healthz says whether the process answers, /readyz whether the records can be shown."""

import asyncio
import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from data import queries
from data.tables.archive import Archive, open_archive
from hosting.opening import NO_RECORDS
from hosting.problems import problem
from hosting.responses import Prepared

LOG = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds that /readyz waits while the records are being loaded; load balancers give up after a few seconds."""

NO_STORE = {"Cache-Control": "no-store"}


def health_routes(
    *, root: str = "", archive: Callable[[], Archive] = open_archive, check: Callable[[Archive], None] | None = None
) -> list[Route]:
    """The routes /healthz and /readyz below `root`, which is `server.baseUrlPath` with a leading slash, or empty.

    /healthz says “ok” as long as the process answers, and reads no record. /readyz returns the version of the records,
    their number and the number of their problems. It is a 503 as long as none are loaded, and if `check` raises an
    exception, which is asked until it raises none: a server that is ready stays so when its records change.
    """
    return [Route(f"{root}/healthz", _healthy), Route(f"{root}/readyz", Readiness(archive, check=check).respond)]


class Readiness:
    """Handler of /readyz. Requests that come while the records are being loaded share one loading task."""

    def __init__(
        self,
        archive: Callable[[], Archive],
        *,
        patience: float = PATIENCE,
        check: Callable[[Archive], None] | None = None,
    ) -> None:
        self.archive = archive
        self.check = check
        self.checked = False
        self.patience = patience
        self.opening: asyncio.Task[Archive] | None = None

    async def respond(self, request: Request) -> Response:
        """The version and the number of the records, or a 503 that says why there are none yet."""
        if self.opening is None:
            self.opening = asyncio.create_task(asyncio.to_thread(self._open))
        opening = self.opening
        done, _ = await asyncio.wait({opening}, timeout=self.patience)
        if not done:
            return _response(problem(503, "The records are still being loaded."))
        self.opening = None  # the next request asks again: the records may be others, or can be opened by then
        if opening.cancelled() or opening.exception():
            LOG.error("The records cannot be shown", exc_info=None if opening.cancelled() else opening.exception())
            return _response(problem(503, NO_RECORDS))
        opened = opening.result()
        records = await asyncio.to_thread(lambda: len(queries.articles(opened)))
        status = {"dataset_version": opened.version, "records": records, "problems": len(opened.problems)}
        return JSONResponse(status, headers=NO_STORE)

    def _open(self) -> Archive:
        opened = self.archive()
        if self.check and not self.checked:
            self.check(opened)
            self.checked = True
        return opened


async def _healthy(request: Request) -> Response:
    return PlainTextResponse("ok", headers=NO_STORE)


def _response(prepared: Prepared) -> Response:
    return Response(prepared.body, status_code=prepared.status, headers=prepared.headers)
