"""Errors of the API as problem documents (RFC 9457)."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from hosting.responses import Prepared

PROBLEM = "application/problem+json"
"""The media type of a problem."""


def problem(
    status: int, detail: str, *, errors: Sequence[str] = (), more_headers: Mapping[str, str] | None = None
) -> Prepared:
    """A problem document with `detail`, one sentence, and a sentence for each of several `errors`.

    It is sent with `Cache-Control: no-store`, since the problem may be over by the next request.
    """
    document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    body = json.dumps(document | ({"errors": list(errors)} if errors else {}), ensure_ascii=False, indent=2).encode()
    headers = {
        "Content-Type": PROBLEM,
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        **(more_headers or {}),
    }
    return Prepared(body, headers, status)
