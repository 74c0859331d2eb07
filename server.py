"""The dashboard as an ASGI app: warmed up, compressed, prerendered, with security headers, data API and health checks.

It also has what every site is asked for (/robots.txt, /sitemap.xml, /favicon.ico), and a 404 for what is no page.

Start it with `streamlit run server.py`, as `make run` does, or with `python server.py`. Both read
.streamlit/config.toml; the first accepts Streamlit's flags as well, such as `--server.port 8600`.
`streamlit run dashboard.py` shows the same pages without these additions.

FRAME_ANCESTORS="'self' https://news.example" allows that site to show the dashboard in a frame. Link previews need the
public address of the site: PUBLIC_URL=https://news.example/kazakhstan, or ALLOWED_HOSTS with the names that it has.
"""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import runtime

from app.turns import TURNS
from data.site import site_of_environment
from data.tables.archive import open_archive
from data.views.registry import VIEWS
from data.workbench.settings import check_settings, workbench_folder
from hosting.admission import Admission
from hosting.answers import Answers
from hosting.api import api_routes
from hosting.arrival import bound_arrivals, seconds_of
from hosting.departed import keep_ending
from hosting.first_pages import Held, PrerenderedPages, ask_every_page, held_routes, prerendered_routes
from hosting.health import health_routes
from hosting.index_page import index_page, page_with_prerendered
from hosting.inner_routes import InnerRoutes
from hosting.limits import limits_of
from hosting.makers import InProcesses, makers_of
from hosting.messages import KnownMessages
from hosting.precompressed import PrecompressedFiles, compress_folder
from hosting.responses import IMMUTABLE, REVALIDATE, Prepared, compress
from hosting.security import SameOriginWebSockets, SecurityHeaders, security_headers
from hosting.site_files import site_routes
from hosting.sockets import disable_nagle
from hosting.stage import stage_routes
from hosting.unknown_paths import UnknownPaths, served_paths
from hosting.uploads import UploadGate
from hosting.workbench_gate import PATH as WORKBENCH
from hosting.workbench_gate import WorkbenchGate, login_is_set_up
from publishing.first_page import handover

try:
    check_settings()
    site = site_of_environment()
    makers = makers_of(os.environ.get("ANSWERING"))
    limits = limits_of(os.environ.get("UNSEEN_PER_MINUTE"))
    request_seconds = seconds_of(os.environ.get("REQUEST_SECONDS"))
except ValueError as error:
    sys.exit(str(error))

HERE = Path(__file__).parent
STREAMLIT_FILES = Path(st.__file__).parent / "static"
STREAMLIT_PAGE = STREAMLIT_FILES / "index.html"

LOG = logging.getLogger(__name__)

compressed_files: dict[str, Prepared] = {}


def base_path() -> str:
    """`server.baseUrlPath` with a leading slash, or empty."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


def page(title: str) -> str:
    """Streamlit's index.html with a title, for a page that cannot be prerendered."""
    return index_page(streamlit_page(), title=title, root=base_path())


def streamlit_page() -> str:
    """Streamlit's index.html as it is."""
    return STREAMLIT_PAGE.read_text(encoding="utf-8")


def page_with_scripts() -> str:
    """A page with the inline scripts of every page: the Content-Security-Policy has to allow them."""
    return page_with_prerendered(
        streamlit_page(), head="<title></title>", prerendered="", script=handover(), root=base_path()
    )


def compress_static_files() -> None:
    """Compress Streamlit's files and those of static/. A change to static/ takes effect at the next start."""
    root = base_path()
    compressed_files.update(compress_folder(STREAMLIT_FILES / "static", url=f"{root}/static", cache_control=IMMUTABLE))
    compressed_files.update(compress_folder(HERE / "static", url=f"{root}/app/static", cache_control=REVALIDATE))


def prepare_pages() -> None:
    """Open the archive, which all sessions share, and compress the HTML of each page."""
    from app.frame import window_title  # imported here, so that importing server.py does not load the app

    try:
        opened = open_archive()
    except (OSError, ValueError) as error:  # requests are answered with a 503 until they can be opened
        LOG.error("The records cannot be opened: %s", error)
        return
    names = {path: view.name for path, view in VIEWS.items()} | ({WORKBENCH: "Workbench"} if workbench_folder() else {})
    for path, name in names.items():
        html = page(window_title(name, opened)).encode()
        if answer := compress(html, media_type="text/html", cache_control=REVALIDATE):
            compressed_files[f"{base_path()}/{path}"] = answer


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Warm up before the first visitor: sockets, compressed files, the archive, one run of the dashboard.

    The run, which Streamlit's own health check does in the same way, imports pandas, Plotly and pydeck and fills their
    caches: the first visit then takes 0.07 s on the server instead of 0.8 s or more.
    """
    disable_nagle()
    bound_arrivals(request_seconds)
    if isinstance(makers, InProcesses):
        makers.start(ask_every_page)
    await asyncio.gather(asyncio.to_thread(compress_static_files), asyncio.to_thread(prepare_pages))
    succeeded, reason = await runtime.get_instance().does_script_run_without_error()
    if not succeeded:
        LOG.warning("The dashboard did not run before its first visitor: %s", reason)
    ending = asyncio.create_task(keep_ending(runtime.get_instance()))
    yield
    ending.cancel()
    if isinstance(makers, InProcesses):
        makers.stop()


answers = Answers(makers, limits=limits)
prerendered = prerendered_routes(streamlit_page(), root=base_path())
files_of_the_site = site_routes(icon=HERE / "static" / "favicon.ico", root=base_path(), site=site)

app = st.App(
    HERE / "dashboard.py",
    lifespan=lifespan,
    routes=[
        *health_routes(root=base_path(), check=ask_every_page),
        *api_routes(root=base_path(), answers=answers),
        *stage_routes(root=base_path()),
        *files_of_the_site,
    ],
    middleware=[
        Middleware(SameOriginWebSockets),
        Middleware(Admission, full=TURNS.are_full),
        Middleware(KnownMessages),
        Middleware(
            SecurityHeaders,
            headers=security_headers(
                page_with_scripts(),
                frame_ancestors=os.environ.get("FRAME_ANCESTORS", "'self'"),
            ),
            root=base_path(),
            https=site.public_url.startswith("https:"),
        ),
        Middleware(UploadGate, root=base_path()),
        Middleware(InnerRoutes, root=base_path(), token=os.environ.get("METRICS_TOKEN", "").strip()),
        *([Middleware(WorkbenchGate, root=base_path())] if workbench_folder() else []),
        Middleware(
            PrerenderedPages,
            routes=prerendered,
            answers=answers,
            held=Held(held_routes(streamlit_page(), root=base_path()), TURNS.are_long),
            root=base_path(),
            site=site,
        ),
        Middleware(PrecompressedFiles, files=compressed_files),
        Middleware(
            UnknownPaths,
            served=served_paths(
                root=base_path(),
                signs_in=login_is_set_up if workbench_folder() else lambda: False,
                more=[
                    *prerendered,
                    *([f"{base_path()}/{WORKBENCH}"] if workbench_folder() else []),
                    *(route.path for route in files_of_the_site),
                    *(f"{base_path()}/{file.name}" for file in STREAMLIT_FILES.iterdir() if file.is_file()),
                ],
            ),
        ),
    ],
)

if __name__ == "__main__":
    app.run()
