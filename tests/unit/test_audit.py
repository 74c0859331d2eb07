"""The look-up of the packages among known vulnerabilities: what it finds, and that it says when it was left out."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.conftest import ROOT
from tools.audit import LEFT_OUT, has_list, main, pinned_packages

KNOWN = {
    "id": "PYSEC-2026-1",
    "summary": "Invented.",
    "affected": [{"package": {"ecosystem": "PyPI", "name": "segno"}, "ranges": [], "versions": ["1.6.6"]}],
}


class Service(BaseHTTPRequestHandler):
    """A list of vulnerabilities that has one, of segno; without a list below /bare."""

    def do_GET(self) -> None:
        self._answer({} if self.path.startswith("/bare") else {"vulnerabilities": []})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        vulnerable = asked["package"]["name"] == "segno" and not self.path.startswith("/none")
        self._answer({"vulns": [KNOWN]} if vulnerable else {})

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _answer(self, document: object) -> None:
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The address of the list."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_where_the_list_cannot_be_reached_it_says_that_it_was_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Guards against tests that are red without a network, and against silence that is read as “none”."""
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/pip.json"
        assert main([], service=nobody) == 0
    assert capsys.readouterr().out.strip() == LEFT_OUT.format(service=nobody)


def test_a_mirror_without_the_list_counts_as_one_that_cannot_be_reached(service: str) -> None:
    """Guards against a mirror that knows of no vulnerability, since it has no list of them."""
    assert has_list(f"{service}/pip.json")
    assert not has_list(f"{service}/bare.json")


@pytest.mark.parametrize(("path", "code"), [("some", 1), ("none", 0)])
def test_a_pinned_package_that_is_known_to_be_vulnerable_is_found(
    service: str, path: str, code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """Guards against an audit that cannot fail, and one that always does."""
    pytest.importorskip("pip_audit", reason="it is in requirements-dev.txt")
    arguments = ["--vulnerability-service", "osv", "--osv-url", f"{service}/{path}"]
    assert main(arguments, service=f"{service}/pip.json") == code
    assert ("PYSEC-2026-1" in capfd.readouterr().out) == bool(code)


def test_every_pinned_package_is_looked_up() -> None:
    """Guards against a package that nobody looks up since its line reads otherwise."""
    names = {line.partition("==")[0] for line in pinned_packages()}
    lines = (ROOT / "requirements-dev.txt").read_text("utf-8").splitlines()
    pinned = {line.partition("==")[0] for line in lines if line[:1].isalnum()}
    assert {"streamlit", "pytest", "pip-audit"} <= names
    assert pinned <= names
