"""Streamlit's routes for operators and hosts: what of them is there, and for whom."""

import pytest

from tests.serving import Server
from tests.unit.hosting.conftest import TOKEN

METRICS = "/_stcore/metrics"


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_without_a_token_there_are_no_metrics(server: Server, method: str) -> None:
    """Guards against telling everybody how many read and what takes memory, at the cost of working it out."""
    with server.client() as client:
        assert client.request(method, METRICS).status_code == 404


def test_the_metrics_are_for_whoever_has_the_token(strict: Server) -> None:
    """Guards against a setting that opens them to all, or to nobody."""
    with strict.client() as client:
        for wrong in ({}, {"Authorization": "Bearer open"}, {"Authorization": "open sesame"}):
            refused = client.get(METRICS, headers=wrong)
            assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
            assert "session" not in refused.text
        assert client.get(f"{METRICS}?token=open+sesame").status_code == 401
        told = client.get(METRICS, headers={"Authorization": f"Bearer {TOKEN}"})
        assert told.is_success
        assert "active_sessions" in told.text


def test_the_app_s_script_is_told_of_no_other_site(server: Server) -> None:
    """Guards against pages of a cloud where this server does not run, which could steer the app in a frame."""
    with server.client() as client:
        told = client.get("/_stcore/host-config")
    assert told.json() == {"allowedOrigins": []}


@pytest.mark.parametrize("path", ["openapi.json", "interact", "mcp", "", "anything"])
def test_the_agent_api_is_not_there(server: Server, path: str) -> None:
    """Guards against a way into sessions that nobody here needs, and against saying whether it is switched on."""
    with server.client() as client:
        for method in ("GET", "POST"):
            assert client.request(method, f"/_stcore/agent/{path}").status_code == 404
