"""The dashboard as a web server: warm before its first visitor, compressed, with security headers.

Start it with `streamlit run server.py`, as `make run` does, or with `python server.py`. Both read
.streamlit/config.toml; the first takes Streamlit's flags as well, such as `--server.port 8600`.
`streamlit run dashboard.py` shows the same pages without what is added here.

A site that shows the dashboard in a frame has to be named: FRAME_ANCESTORS="'self' https://news.example". Link previews
need the site's own address; where a proxy does not pass it on, PUBLIC_URL=https://news.example/kazakhstan names it.
"""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import runtime

from data.views.registry import VIEWS
from hosting.api import api_routes
from hosting.first_pages import FirstPages, answers_before_the_app
from hosting.health import health_routes
from hosting.index_page import index_page, page_with_prerendered
from hosting.precompressed import PrecompressedFiles, compress_folder
from hosting.responses import IMMUTABLE, REVALIDATE, Prepared, compress
from hosting.security import SameOriginWebSockets, SecurityHeaders, security_headers
from hosting.sockets import disable_nagle
from publishing.first_page import handover

HERE = Path(__file__).parent
STREAMLIT_FILES = Path(st.__file__).parent / "static"
STREAMLIT_PAGE = STREAMLIT_FILES / "index.html"

compressed_files: dict[str, Prepared] = {}


def base_path() -> str:
    """`server.baseUrlPath` with a leading slash, or empty."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


def page(title: str) -> str:
    """What an address answers with before the dashboard's script runs, where nothing can be prerendered for it."""
    return index_page(streamlit_page(), title=title, root=base_path())


def streamlit_page() -> str:
    """Streamlit's own page."""
    return STREAMLIT_PAGE.read_text(encoding="utf-8")


def scripts() -> str:
    """The scripts that stand in every page, whatever it shows: those that the policy has to allow."""
    return page_with_prerendered(
        streamlit_page(), head="<title></title>", prerendered="", script=handover(), root=base_path()
    )


def compress_static_files() -> None:
    """Compress Streamlit's files and those of static/. A change to static/ shows after the next start."""
    root = base_path()
    compressed_files.update(compress_folder(STREAMLIT_FILES / "static", url=f"{root}/static", cache_control=IMMUTABLE))
    compressed_files.update(compress_folder(HERE / "static", url=f"{root}/app/static", cache_control=REVALIDATE))


def prepare_pages() -> None:
    """Open the archive that every visitor's pages share, and compress what each page's address answers with."""
    from app.frame import window_title  # opens nothing before the server is there

    for path, view in VIEWS.items():
        html = page(window_title(view.name)).encode()
        if answer := compress(html, media_type="text/html", cache_control=REVALIDATE):
            compressed_files[f"{base_path()}/{path}"] = answer


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Do before the first visitor what would keep them waiting.

    The imports and the first-time work of pandas, Plotly and pydeck are done by running the dashboard once, in the way
    that Streamlit's own health check does: the first visit then takes 0.07 s of the server instead of 0.8 or more.
    """
    disable_nagle()
    await asyncio.gather(asyncio.to_thread(compress_static_files), asyncio.to_thread(prepare_pages))
    ran, reason = await runtime.get_instance().does_script_run_without_error()
    if not ran:
        logging.getLogger(__name__).warning("The dashboard did not run before its first visitor: %s", reason)
    yield


app = st.App(
    HERE / "dashboard.py",
    lifespan=lifespan,
    routes=[*health_routes(root=base_path()), *api_routes(root=base_path())],
    middleware=[
        Middleware(SameOriginWebSockets),
        Middleware(
            SecurityHeaders,
            headers=security_headers(
                scripts(),
                frame_ancestors=os.environ.get("FRAME_ANCESTORS", "'self'"),
            ),
        ),
        Middleware(
            FirstPages,
            made=answers_before_the_app(streamlit_page(), root=base_path()),
            root=base_path(),
            public_url=os.environ.get("PUBLIC_URL"),
        ),
        Middleware(PrecompressedFiles, files=compressed_files),
    ],
)

if __name__ == "__main__":
    app.run()
