"""Static files, compressed once at start and served from memory.

Streamlit sends its own files as they lie on disk: 9.6 MB for a page with one Plotly chart, 3.3 MB when
compressed. Starlette's GZipMiddleware would compress them anew for every visitor, 0.27 s of CPU for Plotly's
file alone. ServeStatic and WhiteNoise serve compressed copies, but from disk, beside the originals, and those
are in site-packages. All of Streamlit's text files together take half a second to compress and 7 MB to keep,
so memory is the simplest place.
"""

import mimetypes
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hosting.responses import Prepared, compress, respond, takes_gzip

_LARGEST = 32 * 2**20


def compress_file(path: Path, *, cache_control: str) -> Prepared | None:
    """Compress one file, or return None when that saves less than a tenth, as with fonts and images."""
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return compress(path.read_bytes(), media_type=media_type, cache_control=cache_control)


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


def _varying(send: Send) -> Send:
    """Say that the plain file is one of two forms, lest a cache hands it to a client that takes the other."""

    async def send_varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return send_varying
