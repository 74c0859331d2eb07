"""Bodies that are ready to be sent: compressed, with headers and an ETag, and the response to a request for one."""

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
"""Cache-Control of a file that keeps its name: browsers ask with its ETag whether it has changed."""


_GZIP_ACCEPTED = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A body that is ready to be sent, and the headers that it is sent with."""

    body: bytes
    headers: Mapping[str, str]
    status: int = 200


def compress(
    content: bytes, *, media_type: str, cache_control: str, more: Mapping[str, str] | None = None, tagged: str = ""
) -> Prepared | None:
    """Compress a body, or return None when that saves less than a tenth. `more` and `tagged` as in `prepare`."""
    body = gzip.compress(content, compresslevel=9, mtime=0)
    if len(body) > 0.9 * len(content):
        return None
    encoded = {"Content-Encoding": "gzip", **(more or {})}
    return prepare(body, media_type=media_type, cache_control=cache_control, more=encoded, tagged=tagged)


def prepare(
    body: bytes, *, media_type: str, cache_control: str, more: Mapping[str, str] | None = None, tagged: str = ""
) -> Prepared:
    """A body as it is, with its headers and `more`. The ETag covers all of them, and what `tagged` tells apart."""
    bare_text = media_type.startswith("text/") and ";" not in media_type
    headers = {
        "Content-Type": f"{media_type}; charset=utf-8" if bare_text else media_type,
        "Content-Length": str(len(body)),
        "Cache-Control": cache_control,
        "Vary": "Accept-Encoding",
        **(more or {}),
    }
    digest = sha256(f"{tagged} {sorted(headers.items())}".encode() + body).hexdigest()
    return Prepared(body, headers | {"ETag": f'"{digest[:32]}"'})


def takes_gzip(request: Headers) -> bool:
    """Whether a client takes a gzipped body. One that asks for a range of bytes means those of the plain one."""
    return "range" not in request and bool(_GZIP_ACCEPTED.search(request.get("accept-encoding", "")))


def respond(prepared: Prepared, request: Headers, *, method: str) -> Response:
    """The response to a GET or HEAD: the body, or 304 where the client knows its ETag."""
    known = {tag.strip().removeprefix("W/") for tag in request.get("if-none-match", "").split(",")}
    if prepared.status == 200 and known & {prepared.headers["ETag"], "*"}:
        left_out = ("Content-", "Link")
        kept = {name: value for name, value in prepared.headers.items() if not name.startswith(left_out)}
        return Response(status_code=304, headers=kept)
    body = b"" if method == "HEAD" else prepared.body
    return Response(body, status_code=prepared.status, headers=prepared.headers)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered with: a body, and the same in gzip where that is worth its while."""

    plain: Prepared
    gzipped: Prepared | None = None
