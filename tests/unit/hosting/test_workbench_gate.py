"""The gate before the workbench."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from hosting.unknown_paths import served_paths
from hosting.workbench_gate import WorkbenchGate


async def _signed_in(request: Request) -> Response:
    return RedirectResponse("/kz/", status_code=302, headers={"Set-Cookie": "user=ana"})


async def _answer(request: Request) -> Response:
    return PlainTextResponse("the app")


def _client(address: str, host: str = "localhost", *, login: bool = False) -> TestClient:
    gate = Middleware(WorkbenchGate, root="/kz", can_sign_in=lambda: login)
    app = Starlette(routes=[Route("/kz/oauth2callback", _signed_in), Route("/{path:path}", _answer)], middleware=[gate])
    return TestClient(app, base_url=f"http://{host}", client=(address, 50_000))


@pytest.mark.parametrize("path", ["/kz/workbench", "/kz/workbench/", "/kz/workbench?draft=x"])
def test_from_elsewhere_the_workbench_is_refused_with_a_page_that_helps(path: str) -> None:
    """Guards against a page that only hides what a script of it would still do."""
    answer = _client("192.0.2.7").get(path)
    assert answer.status_code == 403
    assert answer.headers["cache-control"] == "no-store"
    assert "The workbench is for editors" in answer.text
    assert 'href="/kz/timeline"' in answer.text


def test_a_forwarded_request_is_refused_although_the_proxy_stands_on_this_machine() -> None:
    """Guards against nginx on the same machine, which makes everybody local."""
    answer = _client("127.0.0.1").get("/kz/workbench", headers={"X-Forwarded-For": "192.0.2.7"})
    assert answer.status_code == 403


def test_on_this_machine_and_where_there_is_a_login_the_page_is_run() -> None:
    """Guards against a gate without a door."""
    assert _client("127.0.0.1").get("/kz/workbench").text == "the app"
    assert _client("192.0.2.7", "news.example", login=True).get("/kz/workbench").text == "the app"


def test_who_comes_back_from_the_login_service_goes_on_to_the_workbench() -> None:
    """Guards against an editor who signs in and lands on the readers' first page, from which nothing leads on."""
    answer = _client("192.0.2.7", "news.example", login=True).get("/kz/oauth2callback?code=1", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, "/kz/workbench")
    assert answer.headers["set-cookie"] == "user=ana"


def test_readers_pages_pass() -> None:
    """Guards against a site that is closed because its workbench is."""
    assert _client("192.0.2.7").get("/kz/timeline").text == "the app"
    assert _client("192.0.2.7").get("/kz/workbenches").text == "the app"


def test_without_a_workbench_its_address_is_no_page() -> None:
    """Guards against a route that is there although nobody switched it on."""
    assert not served_paths(root="/kz").serves("/kz/workbench")
