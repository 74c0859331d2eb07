"""A server of its own for what nobody means well, so that its log tells of nothing else."""

from collections.abc import Iterator

import pytest

from tests.serving import Server, serving


@pytest.fixture(scope="session")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that answers one address as often as it asks."""
    with serving(tmp_path_factory.mktemp("besieged") / "log.txt", UNSEEN_PER_MINUTE="0") as started:
        yield started


def faults_told(server: Server) -> list[str]:
    """The lines of a server's log that tell of an exception, the first ones."""
    words = ("Traceback", "Error", "Exception", "Nothing could be prerendered")
    return [line for line in server.log.read_text("utf-8", "replace").splitlines() if any(w in line for w in words)][:5]
