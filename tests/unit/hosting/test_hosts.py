"""A name that a request brings: where it may stand, and where it never does."""

import re

import httpx2
import pytest

from tests.serving import Server

EVIL = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}

PATHS = (
    "/", "/map?city=almaty", "/robots.txt", "/sitemap.xml", "/one-page/map.html", "/snapshot/overview.html",
    "/api/v1/claims.json", "/api/v1/openapi.json", "/api/v1", "/nowhere", "/map/", "/healthz/", "/readyz/",
    "/present/abc", "/_stcore/host-config",
)  # fmt: skip
"""All kinds of answers; some of them lead elsewhere."""


def answers(server: Server, path: str, **headers: str) -> str:
    """All that is answered: the headers and the body."""
    with server.client() as client:
        answer = client.get(path, headers=headers, follow_redirects=False)
    assert answer.status_code < 500
    return f"{answer.headers.raw!r}\n{answer.text}"


def previewed(server: Server, path: str = "/map", **headers: str) -> tuple[str | None, str | None]:
    """The address of a page and of its picture, as its tags for previews have them."""
    said = answers(server, path, **headers)
    found = [re.search(rf'property="{name}" content="([^"]+)"', said) for name in ("og:url", "og:image")]
    return tuple(each and each[1] for each in found)  # type: ignore[return-value]  # two of them


@pytest.mark.parametrize("path", PATHS)
def test_a_name_that_no_setting_has_stands_nowhere(server: Server, strict: Server, public: Server, path: str) -> None:
    """Guards against a stranger's name in links, previews and codes, which a cache in front hands to everybody."""
    for each in (server, strict, public):
        assert "evil.example" not in answers(each, path, **EVIL)


def test_a_named_host_is_that_of_the_previews(strict: Server) -> None:
    """Guards against a site of two names whose links all lead to one, and against one that follows any name."""
    paper, news = "http://paper.example/map", "http://news.example/map"
    assert previewed(strict, Host="paper.example")[0] == paper
    assert previewed(strict, Host="news.example")[0] == news
    assert previewed(strict, **EVIL)[0] == news
    assert previewed(strict, **{"Host": "news.example", "X-Forwarded-Host": "paper.example"})[0] == news
    assert "Sitemap: http://news.example/sitemap.xml" in answers(strict, "/robots.txt", **EVIL)


def test_the_public_address_is_that_of_the_previews_under_every_name(public: Server) -> None:
    """Guards against a proxy that does not pass on the name, and one that passes on any."""
    for host in ("evil.example", f"127.0.0.1:{public.port}", "news.example"):
        assert previewed(public, Host=host) == ("https://news.example/map", "https://news.example/preview/map.png")


def test_on_this_machine_no_setting_is_needed(server: Server) -> None:
    """Guards against a local run without previews, codes and sitemap."""
    for host in (f"127.0.0.1:{server.port}", f"localhost:{server.port}", f"newsroom:{server.port}"):
        assert previewed(server, Host=host) == (f"http://{host}/map", f"http://{host}/preview/map.png")
        assert f"http://{host}/" in answers(server, "/sitemap.xml", Host=host)
        assert f"http://{host}/map" in answers(server, "/one-page/map.html", Host=host)


def test_without_a_setting_a_public_name_is_left_out_and_the_log_says_so(server: Server) -> None:
    """Guards against previews that vanish on a public server, and nobody knows why."""
    assert previewed(server, Host="news.example") == (None, None)
    assert "Sitemap" not in answers(server, "/robots.txt", Host="news.example")
    with server.client(Host="news.example") as client:
        refused = client.get("/sitemap.xml")
    assert refused.status_code == 404
    assert "ALLOWED_HOSTS" in refused.text
    assert server.log.read_text("utf-8").count("neither PUBLIC_URL nor ALLOWED_HOSTS") == 1


def test_names_that_nobody_knows_do_not_fill_the_cache(server: Server) -> None:
    """Guards against one page worked out and kept once for each name that somebody makes up."""
    tags = {httpx2.get(f"{server.url}/quotes", headers={"Host": f"n{n}.example"}).headers["ETag"] for n in range(3)}
    assert len(tags) == 1
