"""ASGI middleware for static files: compressed once at start and served from memory.

Streamlit sends its files uncompressed: 9.6 MB for a page with one Plotly chart, 3.3 MB when compressed. Starlette's
GZipMiddleware would compress them again for every visitor, 0.27 s of CPU for Plotly's file alone. ServeStatic and
WhiteNoise serve compressed copies from disk, next to the originals, which are in site-packages. All of Streamlit's text
files take half a second to compress and 7 MB of memory.
"""

import mimetypes
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hosting.responses import Prepared, accepts_gzip, compress, respond

_LARGEST = 32 * 2**20


def compress_file(path: Path, *, cache_control: str) -> Prepared | None:
    """Compress one file; None if that saves less than a tenth, as with fonts and images."""
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return compress(path.read_bytes(), media_type=media_type, cache_control=cache_control)


def compress_folder(folder: Path, *, url: str, cache_control: str) -> dict[str, Prepared]:
    """Compress the files of a folder; the keys are their URL paths below `url`.

    Symbolic links are left out: the app behind the middleware decides whether to follow them.
    """
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    files = [path for path in files if path.stat().st_size <= _LARGEST]
    with ThreadPoolExecutor() as pool:  # zlib releases the GIL
        compressed = pool.map(lambda path: compress_file(path, cache_control=cache_control), files)
    urls = [f"{url}/{path.relative_to(folder).as_posix()}" for path in files]
    return {url: file for url, file in zip(urls, compressed, strict=True) if file}


class PrecompressedFiles:
    """ASGI middleware that answers with the compressed `files`, and passes all other requests on to the app.

    A request is looked up by its exact path and never reads the disk, so no path can leave the compressed folders.
    Clients without gzip, and range requests, get the plain file from the app.
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
        elif accepts_gzip(request := Headers(scope=scope)):
            await respond(file, request, method=scope["method"])(scope, receive, send)
        else:
            await self.app(scope, receive, _with_vary_header(send))


def _with_vary_header(send: Send) -> Send:
    """Add `Vary: Accept-Encoding` to the response, so that a cache stores the plain and the gzipped file separately."""

    async def send_with_header(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return send_with_header
