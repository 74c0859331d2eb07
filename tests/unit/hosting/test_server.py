"""What server.py adds to Streamlit: compressed files, security headers, a dashboard that is already warm."""

import asyncio
import gzip
import http.client
import random
import re
import statistics
import time
import tomllib
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import httpx2
import pytest
import streamlit
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from websockets.exceptions import InvalidStatus

from data.tables.archive import archive_from_records, build_duckdb
from hosting.index_page import index_page, page_with_prerendered
from hosting.precompressed import PrecompressedFiles, compress_file, compress_folder
from hosting.responses import IMMUTABLE, REVALIDATE, SHARED
from hosting.security import security_headers
from tests.serving import Server, open_websocket, serving

ROOT = Path(__file__).parents[3]
STREAMLIT_FILES = Path(streamlit.__file__).parent / "static"
LARGEST_SCRIPT = max((STREAMLIT_FILES / "static" / "js").glob("*.js"), key=lambda path: path.stat().st_size)
SCRIPT = f"/static/js/{LARGEST_SCRIPT.name}"


def _raw(response: httpx2.Response) -> bytes:
    return b"".join(response.iter_raw())


# ---- Compressed files


def test_scripts_arrive_compressed_and_unharmed(client: httpx2.Client) -> None:
    """Streamlit alone sends 4.7 MB of Plotly uncompressed; a damaged copy would be a blank page."""
    with client.stream("GET", SCRIPT, headers={"Accept-Encoding": "gzip, deflate, br"}) as response:
        body = _raw(response)
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Content-Type"].endswith("/javascript")
    assert len(body) == int(response.headers["Content-Length"]) < LARGEST_SCRIPT.stat().st_size / 3
    assert gzip.decompress(body) == LARGEST_SCRIPT.read_bytes()


@pytest.mark.parametrize("accepted", ["identity", "br", "gzip;q=0", "br, gzip; q=0.0, *;q=0", "x-gzipped"])
def test_a_client_that_does_not_take_gzip_gets_the_plain_file(client: httpx2.Client, accepted: str) -> None:
    """Looking for the letters "gzip" alone would send bytes that the client has just refused."""
    response = client.get(SCRIPT, headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in response.headers
    assert response.content == LARGEST_SCRIPT.read_bytes()


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_both_forms_of_a_file_say_that_they_are_two(client: httpx2.Client, accepted: str) -> None:
    """Without Vary on both, a shared cache hands one client's form to a client that takes the other."""
    response = client.head(SCRIPT, headers={"Accept-Encoding": accepted})
    assert "accept-encoding" in response.headers["Vary"].lower()


def test_a_range_is_cut_from_the_plain_file(client: httpx2.Client) -> None:
    """The first hundred bytes of the gzipped file are not the first hundred bytes of the file."""
    response = client.get(SCRIPT, headers={"Accept-Encoding": "gzip", "Range": "bytes=0-99"})
    assert response.status_code == 206
    assert response.content == LARGEST_SCRIPT.read_bytes()[:100]


@pytest.mark.parametrize("known", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
def test_an_unchanged_file_is_not_sent_again(client: httpx2.Client, known: str) -> None:
    """A proxy that weakens the tag, or a browser that knows several, would load everything once more."""
    gzipped = {"Accept-Encoding": "gzip"}
    tag = client.head(SCRIPT, headers=gzipped).headers["ETag"]
    response = client.get(SCRIPT, headers={**gzipped, "If-None-Match": known.format(tag=tag)})
    assert response.status_code == 304
    assert response.headers["ETag"] == tag
    assert response.content == b""


def test_a_changed_file_is_sent_again(client: httpx2.Client) -> None:
    """Answering 304 to any tag would keep last month's scripts in browsers after an upgrade."""
    response = client.get(SCRIPT, headers={"Accept-Encoding": "gzip", "If-None-Match": '"last-months"'})
    assert response.status_code == 200


def test_the_two_forms_have_different_tags(client: httpx2.Client) -> None:
    """One tag for both would let a cache answer 304 for the form that the client does not hold."""
    tags = {client.head(SCRIPT, headers={"Accept-Encoding": form}).headers["ETag"] for form in ("gzip", "br")}
    assert len(tags) == 2


def test_hashed_files_are_kept_and_the_page_is_asked_for_again(client: httpx2.Client) -> None:
    """A page kept for a year would go on naming scripts that an upgrade has removed."""
    gzipped = {"Accept-Encoding": "gzip"}
    assert client.head(SCRIPT, headers=gzipped).headers["Cache-Control"] == IMMUTABLE
    page = client.get("/", headers=gzipped)
    assert page.headers["Cache-Control"] == SHARED
    assert page.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("path", ["", "timeline", "map", "casualties", "quotes"])
def test_every_page_names_itself_and_its_server_before_its_script_runs(client: httpx2.Client, path: str) -> None:
    """Without its server's address, Streamlit's script asks below /map first: two errors in every reader's console."""
    streamlits = (STREAMLIT_FILES / "index.html").read_text(encoding="utf-8")
    page = client.get(f"/{path}", headers={"Accept-Encoding": "gzip"}).text
    title = re.search(r"<title>(.*?)</title>", page)
    assert title is not None
    assert title[1].endswith("Unrest in Kazakhstan, January 2022")
    assert 'BACKEND_BASE_URL: location.origin + ""' in page
    theirs, ours = (
        {" ".join(tag.split()) for tag in re.findall(r"<(?:script|link)[^>]*>", html)} for html in (streamlits, page)
    )
    assert theirs <= ours, "a part of Streamlit's page is lost"


def test_the_inline_scripts_of_a_page_are_the_same_with_and_without_a_prerendered_view() -> None:
    """The policy allows scripts by their hashes: one that lost a space is blocked, with an error in every console."""
    streamlits = (STREAMLIT_FILES / "index.html").read_text(encoding="utf-8")
    bare = index_page(streamlits, title="Ours", root="")
    drawn = page_with_prerendered(streamlits, head="<title>Ours</title>", prerendered="", script="1", root="")
    theirs, ours = (set(re.findall(r"<script>(.*?)</script>", html, re.DOTALL)) for html in (bare, drawn))
    assert theirs
    assert theirs == ours - {"1"}


def test_a_streamlit_page_of_another_shape_is_left_as_it_is() -> None:
    """An upgrade that words its page otherwise must not leave readers with half of it."""
    assert index_page("<html>new</html>", title="Ours", root="") == "<html>new</html>"


def test_a_title_cannot_close_its_tag() -> None:
    """A collection named with markup would run in the page's head."""
    assert "<b>" not in index_page("<title>Streamlit</title>", title="</title><b>", root="")


def test_head_tells_the_size_and_sends_nothing(server: Server) -> None:
    """A body after HEAD would be read as the beginning of the next answer on the same connection."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    for _ in range(2):
        connection.request("HEAD", SCRIPT, headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        assert response.status == 200
        assert int(response.headers["Content-Length"]) > 1_000_000
        assert response.read() == b""
    connection.close()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../../../../etc/passwd",
        "/static/js/..%2f..%2f..%2f..%2f__init__.py",
        "/static/%2e%2e/%2e%2e/__init__.py",
        "/app/static/../server.py",
        "/app/static/..%2fserver.py",
        "/app/static/%2e%2e/pyproject.toml",
        "/app/static//etc/passwd",
        "//etc/passwd",
    ],
)
@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_no_path_leads_out_of_the_served_folders(server: Server, path: str, accepted: str) -> None:
    """A path joined to a folder without a check hands out the server's own files."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", path, headers={"Accept-Encoding": accepted})  # sent as it is written here
    assert connection.getresponse().status in {400, 404}
    connection.close()


def test_fonts_and_images_are_left_as_they_are(tmp_path: Path) -> None:
    """Compressing what is compressed already costs time and memory and saves nothing."""
    compressed_already = tmp_path / "photo.jpg"
    compressed_already.write_bytes(random.Random(2022).randbytes(50_000))
    assert compress_file(compressed_already, cache_control=IMMUTABLE) is None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A link in static/ to a file elsewhere would publish that file, though Streamlit refuses to."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "map.json").write_text("[0, 1]" * 200)
    (tmp_path / "secret.json").write_text("[0, 1]" * 200)
    (tmp_path / "static" / "link.json").symlink_to(tmp_path / "secret.json")
    files = compress_folder(tmp_path / "static", url="/app/static", cache_control=REVALIDATE)
    assert list(files) == ["/app/static/map.json"]


def test_a_dashboard_mounted_under_a_path_finds_its_files(tmp_path: Path) -> None:
    """Behind a larger application the path begins with the mount's, and no file would be found."""
    (tmp_path / "map.json").write_text("[0, 1]" * 200)
    files = compress_folder(tmp_path, url="/app/static", cache_control=REVALIDATE)

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("from behind")(scope, receive, send)

    async def ask(*requests: tuple[str, str]) -> list[httpx2.Response]:
        transport = httpx2.ASGITransport(PrecompressedFiles(behind, files=files), root_path="/news")
        async with httpx2.AsyncClient(transport=transport, base_url="http://dashboard") as client:
            return [await client.request(method, path) for method, path in requests]

    requests = (
        ("GET", "/news/app/static/map.json"),
        ("POST", "/news/app/static/map.json"),
        ("GET", "/news/app/static/other.json"),
    )
    with ThreadPoolExecutor(1) as pool:  # Playwright's loop runs in the tests' own thread once a browser test has begun
        found, posted, missing = pool.submit(lambda: asyncio.run(ask(*requests))).result()
    assert found.headers["Content-Encoding"] == "gzip"
    assert found.text == "[0, 1]" * 200
    assert posted.text == missing.text == "from behind"


# ---- Security


@pytest.mark.parametrize("path", ["/", "/timeline", "/_stcore/health", "/app/static/nothing-here", "/media/none"])
def test_every_answer_that_can_be_opened_as_a_page_carries_the_headers(client: httpx2.Client, path: str) -> None:
    """A header set on pages alone is missing on errors and on media, where other people's content is."""
    for accepted in ("gzip", "identity"):
        headers = client.get(path, headers={"Accept-Encoding": accepted}).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_scripts_carry_only_the_header_that_concerns_them(client: httpx2.Client, accepted: str) -> None:
    """A policy on each of a hundred scripts is 70 kB to load; without nosniff a text could run as one."""
    headers = client.head(SCRIPT, headers={"Accept-Encoding": accepted}).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" not in headers


def test_the_policy_allows_the_script_that_stands_in_the_page(client: httpx2.Client) -> None:
    """A hash written down by hand stops the page from starting after Streamlit's next release."""
    page = client.get("/")
    scripts = re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL)
    assert scripts
    for script in scripts:
        digest = b64encode(sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page.headers["Content-Security-Policy"]
    script_sources = re.search(r"script-src ([^;]*)", page.headers["Content-Security-Policy"])
    assert script_sources
    assert "'unsafe-inline'" not in script_sources[1]


def test_only_named_sites_may_show_the_dashboard_in_a_frame() -> None:
    """A line break in the variable would end the header, and the rest would be read as another."""
    headers = security_headers("", frame_ancestors="'self'\n https://news.example ")
    assert headers["Content-Security-Policy"].endswith("; frame-ancestors 'self' https://news.example")


def test_a_page_of_this_server_opens_the_websocket(server: Server) -> None:
    """Middleware that touches the upgrade leaves readers with a page that connects for ever."""
    for origin in (None, server.url):
        with open_websocket(server, origin=origin) as websocket:
            assert websocket.subprotocol == "streamlit"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1.elsewhere.example"])
def test_a_page_of_another_site_does_not(server: Server, origin: str) -> None:
    """Streamlit would ask a service on the Internet for its own address before it refuses."""
    with pytest.raises(InvalidStatus, match="403"):
        open_websocket(server, origin=origin)
    assert "external IP" not in server.log.read_text()


# ---- Fast


def test_an_answer_does_not_wait_for_the_client_to_confirm_its_headers(server: Server) -> None:
    """Without TCP_NODELAY each of a page's hundred files, and each message of a rerun, arrives 40 ms later."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    times = []
    for _ in range(41):
        before = time.perf_counter()
        connection.request("GET", "/_stcore/host-config")
        connection.getresponse().read()
        times.append(time.perf_counter() - before)
    connection.close()
    assert statistics.median(times) < 0.02


def test_the_dashboard_has_run_before_the_first_visitor(server: Server) -> None:
    """A page that fails would otherwise be found by a reader."""
    log = server.log.read_text()
    assert "http://" in log
    assert "did not run" not in log
    assert "Traceback" not in log


def test_the_settings_let_no_start_call_out() -> None:
    """Without an address of its own, a headless server asks a service on the Internet at each start."""
    browser = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["browser"]
    assert browser["serverAddress"]
    assert browser["gatherUsageStats"] is False


# ---- A server without records


def test_a_server_without_records_says_so_and_serves_them_once_they_are_there(tmp_path: Path) -> None:
    """Guards against a server that leaves with a traceback, or has to be started again, for a file that comes late."""
    archive = tmp_path / "archive.duckdb"
    with (
        serving(tmp_path / "log.txt", ARCHIVE=f"duckdb:{archive}") as started,
        started.client() as client,
    ):
        for path in ("/", "/casualties?city=almaty", "/api/v1/claims.json", "/sitemap.xml", "/readyz"):
            refused = client.get(path)
            assert (path, refused.status_code) == (path, 503)
            assert refused.headers["cache-control"] == "no-store"
            assert "The records cannot be opened" in refused.text
        assert client.get("/healthz").text == "ok"
        assert client.get("/robots.txt").is_success
        assert "archive.duckdb is not there" in started.log.read_text()
        build_duckdb(archive_from_records(), archive)
        assert [client.get(path).status_code for path in ("/", "/sitemap.xml")] == [200, 200]
        assert any(client.get("/readyz").is_success for _ in range(20)), "each waits a second for it"
        assert "Almaty" in client.get("/map").text
