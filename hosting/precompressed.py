"""Static files, compressed once at start and served from memory.

Streamlit sends its own files as they lie on disk: 9.6 MB for a page with one Plotly chart, 3.3 MB when
compressed. Starlette's GZipMiddleware would compress them anew for every visitor, 0.27 s of CPU for Plotly's
file alone. ServeStatic and WhiteNoise serve compressed copies, but from disk, beside the originals, and those
are in site-packages. All of Streamlit's text files together take half a second to compress and 7 MB to keep,
so memory is the simplest place.
"""

import gzip
import mimetypes
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOREVER = "public, immutable, max-age=31536000"
"""Cache-Control of a file whose name changes with its content."""

ASK_AGAIN = "no-cache"
"""Cache-Control of a file that keeps its name: browsers ask with its ETag whether it has changed."""

_LARGEST = 32 * 2**20
_GZIP_ACCEPTED = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A body that is ready to be sent, and the headers that it is sent with."""

    body: bytes
    headers: Mapping[str, str]
    status: int = 200


def compress_file(path: Path, *, cache_control: str) -> Prepared | None:
    """Compress one file, or return None when that saves less than a tenth, as with fonts and images."""
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return compress(path.read_bytes(), media_type=media_type, cache_control=cache_control)


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


def compress_folder(folder: Path, *, url: str, cache_control: str) -> dict[str, Prepared]:
    """Compress the files of a folder, keyed by the path that each is asked for under `url`.

    Symbolic links are left to the application behind, which knows whether it may follow them.
    """
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    files = [path for path in files if path.stat().st_size <= _LARGEST]
    with ThreadPoolExecutor() as pool:  # zlib works outside the interpreter's lock
        compressed = pool.map(lambda path: compress_file(path, cache_control=cache_control), files)
    urls = [f"{url}/{path.relative_to(folder).as_posix()}" for path in files]
    return {url: file for url, file in zip(urls, compressed, strict=True) if file}


class PrecompressedFiles:
    """ASGI middleware that answers from compressed files, and leaves the rest to the application behind.

    A request is looked up by its exact path and never touches the disk, so no path can lead out of the
    folders that were compressed. Clients that do not take gzip, and those that ask for a range of bytes, get
    the plain file from behind.
    """

    def __init__(self, app: ASGIApp, *, files: Mapping[str, Prepared]) -> None:
        self.app = app
        self.files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = None
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            file = self.files.get(scope["path"].removeprefix(scope.get("root_path", "")))
        if file is None:
            await self.app(scope, receive, send)
        elif takes_gzip(request := Headers(scope=scope)):
            await respond(file, request, method=scope["method"])(scope, receive, send)
        else:
            await self.app(scope, receive, _varying(send))


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


def _varying(send: Send) -> Send:
    """Say that the plain file is one of two forms, lest a cache hands it to a client that takes the other."""

    async def send_varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return send_varying
