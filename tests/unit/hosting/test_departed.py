"""Viewers who left: their sockets and sessions are gone soon after, and so is what they took."""

import tomllib

import pytest

from hosting.departed import PAUSE
from tests.conftest import ROOT
from tests.serving import QuietViewer, Server, until
from tests.unit.hosting.conftest import TOKEN

VIEWERS = 12
BEGUN = 'session_events_total{type="connect"}'
"""How the metrics name the number of sessions that were begun."""
FEW = 3
"""Files of connections that the test itself asks on."""


def counted(server: Server, name: str) -> int:
    """A number of the server's metrics: how many sessions there are, or were begun."""
    with server.client(Authorization=f"Bearer {TOKEN}") as client:
        told = client.get("/_stcore/metrics?families=active_sessions&families=session_events").text
    return int(next(line.rpartition(" ")[2] for line in told.splitlines() if line.startswith(name)))


@pytest.mark.parametrize("how", ["close", "cut", "say nothing"])
def test_who_has_left_leaves_no_socket_and_no_session_behind(strict: Server, how: str) -> None:
    """Guards against a server that runs out of files: each session that is kept has three of its own."""
    without_them, begun = strict.open_files(), counted(strict, BEGUN)
    viewers = [QuietViewer(strict) for _ in range(VIEWERS)]
    assert counted(strict, BEGUN) == begun + VIEWERS
    for viewer in viewers:
        if how != "say nothing":
            getattr(viewer, how)()
    until("the viewers to be given up", lambda: counted(strict, "active_sessions ") == 0)
    until("their files to be closed", lambda: strict.open_files() <= without_them + FEW)
    for viewer in viewers:
        viewer.cut()


def test_a_reader_who_loses_the_line_is_given_up_within_a_minute() -> None:
    """Guards against settings that each are short, and together are not."""
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]
    ping, kept = server["websocketPingInterval"], server["disconnectedSessionTTL"]
    assert 2 * ping + kept + PAUSE <= 60, "Streamlit waits as long for the answer to a ping as between two of them"
