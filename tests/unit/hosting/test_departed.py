"""Viewers who left: their sockets and sessions are gone soon after, and so is what they took."""

import tomllib

import pytest

from hosting.departed import PAUSE
from tests.conftest import ROOT
from tests.serving import QuietViewer, Server, until
from tests.unit.hosting.conftest import TOKEN

VIEWERS = 12
FEW = 3
"""Files of connections that the test itself asks on."""


def sessions(server: Server) -> int:
    """How many viewers the server says it has."""
    with server.client() as client:
        told = client.get(
            "/_stcore/metrics?families=active_sessions", headers={"Authorization": f"Bearer {TOKEN}"}
        ).text
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("active_sessions ")))


@pytest.mark.parametrize("how", ["close", "cut", "say nothing"])
def test_who_has_left_leaves_no_socket_and_no_session_behind(strict: Server, how: str) -> None:
    """Guards against a server that runs out of files: each session that is kept has three of its own."""
    without_them = strict.open_files()
    viewers = [QuietViewer(strict) for _ in range(VIEWERS)]
    assert sessions(strict) == VIEWERS
    assert strict.open_files() >= without_them + VIEWERS
    for viewer in viewers:
        if how != "say nothing":
            getattr(viewer, how)()
    until("the viewers to be given up", lambda: sessions(strict) == 0)
    until("their files to be closed", lambda: strict.open_files() <= without_them + FEW)
    for viewer in viewers:
        viewer.cut()


def test_a_reader_who_loses_the_line_is_given_up_within_a_minute() -> None:
    """Guards against settings that each are short, and together are not."""
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]
    ping, kept = server["websocketPingInterval"], server["disconnectedSessionTTL"]
    assert 2 * ping + kept + PAUSE <= 60, "Streamlit waits as long for the answer to a ping as between two of them"
