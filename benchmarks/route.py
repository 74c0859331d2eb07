"""The floor that the data API is held against: one Starlette route that returns the bytes of a file."""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

BODY = Path(os.environ["BODY"]).read_bytes()


async def rows(request: Request) -> Response:
    """The same bytes for everyone."""
    return Response(BODY, media_type="application/json")


app = Starlette(routes=[Route("/api/v1/events.json", rows)])
