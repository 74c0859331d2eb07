"""Headers that tell browsers how the site may be reached, and what pages of other sites may do with it."""

import pytest

from tests.serving import Server

A_YEAR = "max-age=31536000"


@pytest.mark.parametrize("path", ["/", "/map", "/nowhere", "/api/v1/claims.json", "/preview/map.png", "/healthz"])
def test_where_readers_come_by_https_browsers_keep_to_it(server: Server, public: Server, path: str) -> None:
    """Guards against a link by http through which somebody in between reads along, and a local site that then fails."""
    with server.client() as client:
        assert "Strict-Transport-Security" not in client.get(path).headers
        forwarded = client.get(path, headers={"X-Forwarded-Proto": "https"})
        assert forwarded.headers["Strict-Transport-Security"] == A_YEAR
    with public.client() as client:
        assert client.get(path).headers["Strict-Transport-Security"] == A_YEAR


@pytest.mark.parametrize("path", ["/preview/map.png", "/api/v1/claims.json", "/api/v1/claims.csv", "/api/v1/x.json"])
def test_pictures_of_previews_and_the_data_are_for_other_sites(server: Server, path: str) -> None:
    """Guards against an article whose picture or chart of ours stays empty."""
    with server.client() as client:
        assert client.get(path).headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["/", "/media/none", "/_stcore/health", "/_stcore/host-config", "/snapshot/map.html"])
def test_the_rest_is_for_our_own_pages(server: Server, public: Server, path: str) -> None:
    """Guards against a page of another site that takes what a reader's session holds into its own process."""
    for each in (server, public):
        with each.client() as client:
            headers = client.get(path).headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_sites_that_may_frame_the_dashboard_still_may(public: Server) -> None:
    """Guards against a header that empties every frame."""
    with public.client() as client:
        headers = client.get("/map?embed=true").headers
    assert "frame-ancestors 'self' https://paper.example" in headers["Content-Security-Policy"]
    assert not {"X-Frame-Options", "Cross-Origin-Embedder-Policy"} & set(headers)
