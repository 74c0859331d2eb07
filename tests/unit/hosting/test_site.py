"""Addresses that are no page, and the files that every site is asked for: robots.txt, sitemap.xml, favicon.ico."""

import asyncio
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from data.site import Site
from data.tables.archive import Archive
from data.tables.known_on import report_days
from data.views.reading import read_address
from data.views.registry import BY_NAME, VIEWS
from hosting.responses import REVALIDATE, SHARED
from hosting.site_files import MOST_ADDRESSES, page_addresses, site_routes, sitemap
from hosting.unknown_paths import FALLBACK_TITLE, UnknownPaths, served_paths
from publishing.not_found import nearest_page, not_found_page
from tools.make_favicon import ICO, SIZES, SVG, icon_file, picture

ROOT = Path(__file__).parents[3]
TITLE = "A collection, 2022"
IDENTITY = {"Accept-Encoding": "identity"}
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


async def streamlit(_: Request) -> Response:
    return PlainTextResponse("Streamlit")


def site(
    archive: Archive, *, root: str = "", public_url: str = "", title: Callable[[], str] = lambda: TITLE
) -> TestClient:
    """A site without Streamlit: what is passed on to it is answered with its name."""
    files = site_routes(icon=ICO, root=root, site=Site(public_url, ("news.example",)), archive=lambda: archive)
    every_method = ["GET", "HEAD", "POST", "OPTIONS"]
    app = Starlette(
        routes=[*files, Route("/{path:path}", streamlit, methods=every_method)],
        middleware=[
            Middleware(
                UnknownPaths,
                served=served_paths(root=root, more=[*(file.path for file in files), f"{root}/preview/map.png"]),
                collection=title,
            )
        ],
    )
    return TestClient(app, base_url="https://news.example", headers=IDENTITY, follow_redirects=False)


@pytest.mark.parametrize("root", ["", "/kazakhstan", "/a/b"])
@pytest.mark.parametrize(
    "path", ["nowhere", "map/of/everything", "static", "api", "api/v2", "preview/nope.png", "%00", "Map"]
)
def test_an_address_that_is_no_page_is_a_404_with_the_pages(reports: Archive, root: str, path: str) -> None:
    """Guards against an app that starts for nothing, and search engines that keep an address which never was."""
    answer = site(reports, root=root).get(f"{root}/{path}")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == REVALIDATE
    assert '<html lang="en">' in answer.text
    assert "<h1>There is no page at this address</h1>" in answer.text
    links = re.findall(r'<li><a href="([^"]+)">([^<]+)', answer.text)
    assert links == [(f"{root}/{view.path}", view.name) for view in VIEWS.values()]
    assert TITLE in answer.text


@pytest.mark.parametrize("root", ["", "/kazakhstan"])
@pytest.mark.parametrize(
    "path",
    [
        *VIEWS, "map/", "healthz", "readyz", "api/v1", "api/v1/nothing.json", "preview/map.png", "_stcore/health",
        "_stcore/stream", "_stcore/bidi-components/x.js", "map/_stcore/host-config", "static/js/index.js",
        "app/static/share.js", "component/x/index.html", "media/1.png", "present/abc", "present/abc/step",
        "oauth2callback", "auth/login",
    ],
)  # fmt: skip
def test_what_somebody_serves_is_left_to_them(reports: Archive, root: str, path: str) -> None:
    """Guards against an app whose scripts, pictures, logins or health checks are not found."""
    assert site(reports, root=root).get(f"{root}/{path}").text == "Streamlit"


@pytest.mark.parametrize(
    "path", ["app/static/{long}.js", "static/{long}", "media/{deep}", "_stcore/{long}", "map/_stcore/{long}"]
)
def test_what_no_file_is_called_is_not_looked_for(reports: Archive, path: str) -> None:
    """Guards against a 500 and a page of traceback for a name that is longer than the system lets a file have."""
    address = "/" + path.format(long="a" * 256, deep="a/" * 1_500)
    assert site(reports).get(address).status_code == 404


def test_a_long_name_of_the_data_api_has_its_own_answer(reports: Archive) -> None:
    """Guards against a page of HTML for a program."""
    assert site(reports).get(f"/api/v1/{'a' * 300}.json").text == "Streamlit"


@pytest.mark.parametrize("path", ["/oauth2callback", "/auth/login", "/auth/logout"])
@pytest.mark.parametrize("signs_in", [True, False])
def test_the_routes_of_a_login_are_there_only_if_there_is_one(path: str, signs_in: bool) -> None:
    """Guards against a line of error in the log for each request of whoever tries them."""
    assert served_paths(signs_in=lambda: signs_in).serves(path) is signs_in


@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
def test_other_methods_are_left_to_streamlit(reports: Archive, method: str) -> None:
    """Guards against a page in answer to a form."""
    assert site(reports).request(method, "/nowhere").text == "Streamlit"


def test_what_lies_outside_of_the_site_is_left_to_the_server(reports: Archive) -> None:
    """Guards against speaking for another site of the same host, also for one whose name begins as ours does."""
    for path in ("/", "/other", "/kazakhstans/map"):
        assert site(reports, root="/kazakhstan").get(path).text == "Streamlit"
    assert site(reports, root="/kazakhstan").get("/kazakhstan").text == "Streamlit"


def test_websockets_are_passed_on() -> None:
    """Guards against a page that is sent where a browser waits for a handshake."""
    passed: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope["type"])

    async def nothing(*_: object) -> Message:
        raise AssertionError("neither asked nor answered here")

    served = UnknownPaths(app, served=served_paths())
    asyncio.run(served({"type": "websocket", "path": "/nowhere"}, nothing, nothing))
    assert passed == ["websocket"]


def test_a_path_of_two_slashes_is_left_to_streamlit() -> None:
    """Guards against an answer to what Streamlit refuses."""
    assert served_paths().serves("//example.com")


@pytest.mark.parametrize("path", ["nowhere", "robots.txt", "sitemap.xml", "favicon.ico"])
def test_head_has_the_headers_of_get_and_no_body(reports: Archive, path: str) -> None:
    """Guards against a check of links that takes a page for missing, or a missing one for a page."""
    client = site(reports)
    got, head = client.get(f"/{path}"), client.head(f"/{path}")
    assert head.status_code == got.status_code
    assert head.headers == got.headers
    assert head.content == b""
    assert int(head.headers["Content-Length"]) == len(got.content)


@pytest.mark.parametrize("path", ["robots.txt", "sitemap.xml", "favicon.ico"])
def test_a_file_is_asked_for_again_and_sent_once(reports: Archive, path: str) -> None:
    """Guards against a file that is kept for a year, and one that is sent whole at each visit."""
    client = site(reports)
    first = client.get(f"/{path}")
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == SHARED
    again = client.get(f"/{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["nowhere", "sitemap.xml"])
def test_a_client_that_takes_gzip_gets_it(reports: Archive, path: str) -> None:
    """Guards against sending the style sheet whole to every robot that guesses addresses."""
    client = site(reports)
    plain = client.get(f"/{path}")
    with client.stream("GET", f"/{path}", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.status_code == plain.status_code
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content


def test_a_404_is_not_answered_with_unchanged(reports: Archive) -> None:
    """Guards against a 304 that makes a browser take a missing page for one that is there."""
    client = site(reports)
    tag = client.get("/nowhere").headers["ETag"]
    assert client.get("/nowhere", headers={"If-None-Match": tag}).status_code == 404


def test_the_page_does_not_repeat_the_address_and_escapes_the_title(reports: Archive) -> None:
    """Guards against an address or a title that runs as HTML."""
    answer = site(reports, title=lambda: "<b>Title</b>").get("/%3Cscript%3Ealert(1)%3C/script%3E")
    assert answer.status_code == 404
    assert "alert" not in answer.text
    assert "<b>" not in answer.text
    assert "&lt;b&gt;Title" in answer.text


def test_records_that_cannot_be_opened_do_not_hide_the_page(reports: Archive) -> None:
    """Guards against an error where a missing page was asked for."""

    def broken() -> str:
        raise OSError("no records")

    answer = site(reports, title=broken).get("/nowhere")
    assert answer.status_code == 404
    assert FALLBACK_TITLE in answer.text


@pytest.mark.parametrize(
    ("path", "near"),
    [("/timelin", "timeline"), ("/Map", "map"), ("/overview", "overview"), ("/casualty/killed", "casualties"),
     ("/wp-login.php", None), ("/", None), ("/" + "x" * 10_000, None)],
)  # fmt: skip
def test_the_nearest_page_is_offered_if_one_is_near(path: str, near: str | None) -> None:
    """Guards against a guess that is far from what was asked for."""
    assert nearest_page(path) == near
    page = not_found_page(TITLE, root="/a", near=near)
    assert ("Perhaps you are looking for" in page) == (near is not None)
    if near:
        assert f'<a href="/a/{BY_NAME[near].path}">{BY_NAME[near].name}</a>. ' in page


@pytest.mark.parametrize(
    ("root", "public_url", "address"),
    [("", "", "https://news.example"), ("/kz", "", "https://news.example/kz"),
     ("/kz", "https://public.example/kz/", "https://public.example/kz")],
)  # fmt: skip
def test_robots_and_sitemap_name_the_public_address(reports: Archive, root: str, public_url: str, address: str) -> None:
    """Guards against a sitemap of the machine's own name, which no reader can open."""
    client = site(reports, root=root, public_url=public_url)
    robots = client.get(f"{root}/robots.txt")
    assert robots.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert robots.text.splitlines() == ["User-agent: *", "Allow: /", "", f"Sitemap: {address}/sitemap.xml"]
    answer = client.get(f"{root}/sitemap.xml")
    assert answer.headers["Content-Type"] == "application/xml"
    found = [element.text or "" for element in ElementTree.fromstring(answer.text).iter(LOCATION)]
    assert found[: len(VIEWS)] == [f"{address}/{path}" for path in VIEWS]
    assert found == [where.on(address) for where in page_addresses(reports)]


def test_the_sitemap_has_every_day_with_reports_once(reports: Archive) -> None:
    """Guards against a day that search engines do not find, and two addresses of one page."""
    addresses = page_addresses(reports)
    days = [read_address("", where.to_query(), reports).day for where in addresses if not where.path]
    assert sorted(days) == list(report_days(reports))
    assert len(set(addresses)) == len(addresses)


def test_a_sitemap_has_at_most_what_is_allowed(reports: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against a sitemap that search engines refuse as a whole."""
    monkeypatch.setattr("hosting.site_files.MOST_ADDRESSES", len(VIEWS) + 2)
    last = page_addresses(reports)
    assert MOST_ADDRESSES == 50_000
    assert len(last) == len(VIEWS) + 2
    assert last[-1].selection.known_on == report_days(reports)[-1]


def test_an_address_in_a_sitemap_is_escaped() -> None:
    """Guards against a sitemap that is no XML, since addresses hold “&”."""
    found = ElementTree.fromstring(sitemap(["https://a.example/?a=1&b=<2>"]).decode())
    assert [element.text for element in found.iter(LOCATION)] == ["https://a.example/?a=1&b=<2>"]


def test_the_icon_is_a_real_one_in_three_sizes(reports: Archive) -> None:
    """Guards against an icon that is an SVG or a page by another name, which browsers do not draw."""
    answer = site(reports).get("/favicon.ico")
    assert answer.headers["Content-Type"] == "image/x-icon"
    icon = Image.open(BytesIO(answer.content))
    assert icon.format == "ICO"
    assert set(icon.info["sizes"]) == {(size, size) for size in SIZES}


def test_the_committed_icon_is_that_of_the_svg() -> None:
    """Guards against an icon that was forgotten when the other one changed."""
    made, committed = Image.open(BytesIO(icon_file(SVG.read_text("utf-8")))), Image.open(ICO)
    assert made.convert("RGBA").tobytes() == committed.convert("RGBA").tobytes()
    colours = picture(SVG.read_text("utf-8"), 48)
    assert colours.getpixel((24, 3)) == (0x12, 0x48, 0x8E, 255)
    assert colours.getpixel((0, 0))[3] < 128  # type: ignore[index]


@pytest.mark.parametrize("part", ['<circle r="3"/>', '<path d="M0 0L3 3" stroke="#fff" stroke-width="1"/>'])
def test_an_icon_with_other_parts_is_refused(part: str) -> None:
    """Guards against an icon of which half is drawn."""
    with pytest.raises(ValueError, match=r"drawn here"):
        picture(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{part}</svg>', 16)


ASK_SERVER = """
import json, sys
from starlette.testclient import TestClient
from streamlit import config
config.set_option("server.baseUrlPath", sys.argv[1])
import server
client = TestClient(server.app, headers={"Accept-Encoding": "identity"}, follow_redirects=False)
answers = {path: client.get(path) for path in sys.argv[2:]}
print(json.dumps({path: [found.status_code, dict(found.headers)] for path, found in answers.items()}))
"""
"""Asks the app of server.py without a socket and without its warm-up; in a process of its own, since Streamlit keeps
its runtime for as long as the process lives."""


@pytest.mark.parametrize("root", ["", "/kz"])
def test_the_server_has_it_all(root: str) -> None:
    """Guards against parts that are sound and not put together, or not below the base path."""
    expected = {
        "/nowhere": 404, "/robots.txt": 200, "/sitemap.xml": 200, "/favicon.ico": 200, "/map": 200, "/map/": 301,
        "/favicon.png": 200, "/snapshot/map.html": 200, "/_stcore/health": 200, "/api/v1/nothing": 404, "/healthz": 200,
        "/present/abc": 200, "/present/abc/step": 404, "/present": 404, "/app/static/phone.js": 200,
    }  # fmt: skip
    paths = [f"{root}{path}" for path in expected]
    command = [sys.executable, "-c", ASK_SERVER, root.strip("/"), *paths]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    found = json.loads(ran.stdout.splitlines()[-1])
    assert {path: found[f"{root}{path}"][0] for path in expected} == expected
    assert "content-security-policy" in found[f"{root}/nowhere"][1]
    assert found[f"{root}/api/v1/nothing"][1]["content-type"] == "application/problem+json"
