"""Response bodies with their headers and ETag, compressed where useful; conditional responses (304)."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from starlette.datastructures import Headers
from starlette.responses import Response

IMMUTABLE = "public, immutable, max-age=31536000"
"""Cache-Control of a file whose name changes with its content."""

REVALIDATE = "no-cache"
"""Cache-Control of a file that keeps its name: browsers revalidate it with its ETag."""

SHARED = "public, max-age=0, s-maxage=5"
"""Cache-Control of what all readers of an address get until the records change: browsers revalidate it, and a cache in
front asks again after five seconds, which is how long it takes at most until a change of the records is seen."""

_GZIP_ACCEPTED = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A response body with its headers and status."""

    body: bytes
    headers: Mapping[str, str]
    status: int = 200


def compress(
    content: bytes,
    *,
    media_type: str,
    cache_control: str,
    more_headers: Mapping[str, str] | None = None,
    etag_seed: str = "",
) -> Prepared | None:
    """Compress a body; None if that saves less than a tenth. The other parameters are those of `prepare`."""
    body = gzip.compress(content, compresslevel=9, mtime=0)
    if len(body) > 0.9 * len(content):
        return None
    headers = {"Content-Encoding": "gzip", **(more_headers or {})}
    return prepare(body, media_type=media_type, cache_control=cache_control, more_headers=headers, etag_seed=etag_seed)


def prepare(
    body: bytes,
    *,
    media_type: str,
    cache_control: str,
    more_headers: Mapping[str, str] | None = None,
    etag_seed: str = "",
) -> Prepared:
    """A body with its headers and `more_headers`. The ETag is a hash of the body, the headers and `etag_seed`."""
    bare_text = media_type.startswith("text/") and ";" not in media_type
    headers = {
        "Content-Type": f"{media_type}; charset=utf-8" if bare_text else media_type,
        "Content-Length": str(len(body)),
        "Cache-Control": cache_control,
        "Vary": "Accept-Encoding",
        **(more_headers or {}),
    }
    digest = sha256(f"{etag_seed} {sorted(headers.items())}".encode() + body).hexdigest()
    return Prepared(body, headers | {"ETag": f'"{digest[:32]}"'})


def accepts_gzip(request: Headers) -> bool:
    """Whether a client accepts a gzipped body; never for a range request, which means bytes of the plain body."""
    return "range" not in request and bool(_GZIP_ACCEPTED.search(request.get("accept-encoding", "")))


def respond(prepared: Prepared, request: Headers, *, method: str) -> Response:
    """The response to a GET or HEAD: the body, or 304 if the client sent its ETag."""
    known = {tag.strip().removeprefix("W/") for tag in request.get("if-none-match", "").split(",")}
    if prepared.status == 200 and known & {prepared.headers["ETag"], "*"}:
        omitted = ("Content-", "Link")
        headers = {name: value for name, value in prepared.headers.items() if not name.startswith(omitted)}
        return Response(status_code=304, headers=headers)
    body = b"" if method == "HEAD" else prepared.body
    return Response(body, status_code=prepared.status, headers=prepared.headers)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response in two encodings: plain and, if that is smaller, gzip."""

    plain: Prepared
    gzipped: Prepared | None = None
