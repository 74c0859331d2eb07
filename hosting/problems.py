"""What went wrong with a request, as a document that a program can read: RFC 9457."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from hosting.responses import Prepared

PROBLEM = "application/problem+json"
"""The media type of a problem."""


def problem(status: int, detail: str, *, errors: Sequence[str] = (), more: Mapping[str, str] | None = None) -> Prepared:
    """A problem as an answer: what kind of problem, one sentence, and where there are several a sentence for each.

    `more` are further headers. No cache keeps a problem, since it may be over by the next request.
    """
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    body = json.dumps(told | ({"errors": list(errors)} if errors else {}), ensure_ascii=False, indent=2).encode()
    headers = {"Content-Type": PROBLEM, "Content-Length": str(len(body)), "Cache-Control": "no-store", **(more or {})}
    return Prepared(body, headers, status)
