"""Real servers that the tests of this folder share: starting one takes seconds."""

from collections.abc import Iterator

import httpx2
import pytest

from tests.serving import Server, serving

TOKEN = "open sesame"
"""Opens the metrics of `strict`."""

A_MINUTE = 6
"""Unseen questions that an address may ask `limited` in a minute."""

PROXY = "127.0.0.2"
"""The address of a proxy that `limited` trusts; it is this machine's, too."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server without a setting, as `make run` starts it."""
    with serving(tmp_path_factory.mktemp("server") / "log.txt") as started:
        yield started


@pytest.fixture
def client(server: Server) -> Iterator[httpx2.Client]:
    """A client that asks for nothing on its own account: each test sets the headers that it is about."""
    with server.client() as client:
        yield client


@pytest.fixture(scope="session")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A newsroom's server with a workbench, which names its hosts, and waits for nobody longer than seconds."""
    folder = tmp_path_factory.mktemp("strict")
    settings = {
        "ALLOWED_HOSTS": "news.example paper.example",
        "METRICS_TOKEN": TOKEN,
        "REQUEST_SECONDS": "1",
        "STREAMLIT_SERVER_WEBSOCKET_PING_INTERVAL": "1",
        "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1",
        "WORKBENCH": str(folder / "workbench"),
    }
    with serving(folder / "log.txt", **settings) as started:
        yield started


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that readers come to by https, at an address that it names, and that another site may frame."""
    settings = {"PUBLIC_URL": "https://news.example", "FRAME_ANCESTORS": "'self' https://paper.example"}
    with serving(tmp_path_factory.mktemp("public") / "log.txt", **settings) as started:
        yield started


@pytest.fixture(scope="session")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that answers few unseen questions of one address, and trusts PROXY alone."""
    settings = {"UNSEEN_PER_MINUTE": str(A_MINUTE), "FORWARDED_ALLOW_IPS": PROXY}
    with serving(tmp_path_factory.mktemp("limited") / "log.txt", **settings) as started:
        yield started
