"""What is shipped for hosting: the image's recipe, the compose file, nginx's site. None of it needs a Docker engine."""

import fnmatch
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any

import httpx2
import pytest

from data.views.registry import VIEWS
from tests.nginx import SHIPPED, lay_out, needs_nginx, replaced

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"

# ---- What gets into the image


def is_kept_out(path: str, rules: list[str]) -> bool:
    """Whether .dockerignore keeps a path out: the last rule that fits it, or a folder that it is in, decides."""
    kept_out = False
    for rule in rules:
        pattern = rule.removeprefix("!")
        if any(_fits(str(each), pattern) for each in [PurePosixPath(path), *PurePosixPath(path).parents]):
            kept_out = not rule.startswith("!")
    return kept_out


def _fits(path: str, pattern: str) -> bool:
    """A name as Docker reads it: `*` stays within one folder, and a leading `**/` stands for any number of them."""
    parts, wanted = path.split("/"), pattern.split("/")
    if wanted[0] == "**":
        parts, wanted = parts[-len(wanted) + 1 :], wanted[1:]
    return len(parts) == len(wanted) and all(map(fnmatch.fnmatchcase, parts, wanted))


def dockerignore() -> list[str]:
    """The rules of .dockerignore."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize(
    ("path", "kept_out"),
    [
        ("server.py", False),
        (".streamlit/config.toml", False),
        ("data/articles/aljazeera-2022-01-07.json", False),
        ("static/favicon.svg", False),
        ("requirements.txt", False),
        ("fragment/crisis_fragment/assets/fragment.js", False),
        (".streamlit/secrets.toml", True),
        ("data/archive.duckdb", True),
        ("data/__pycache__/loader.cpython-312.pyc", True),
        ("requirements-dev.txt", True),
        ("tests/conftest.py", True),
        ("docs/screenshots/map.png", True),
        ("benchmarks/__main__.py", True),
        (".git/config", True),
        (".venv/bin/python", True),
        (".env", True),
        ("notes.txt", True),
    ],
)
def test_the_image_holds_what_runs_and_nothing_else(path: str, kept_out: bool) -> None:
    """A forgotten folder breaks the image; a private file that lay about would be published with it."""
    assert is_kept_out(path, dockerignore()) == kept_out


# ---- The image's recipe


@dataclass(frozen=True)
class Instruction:
    """One instruction of a Dockerfile: `USER 10001` is USER with the text “10001”."""

    name: str
    text: str


def dockerfile() -> list[Instruction]:
    """The Dockerfile's instructions in their order."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [Instruction(*line.split(maxsplit=1)) for line in lines if line.strip()]


def the(name: str) -> str:
    """The text of an instruction that stands once."""
    (found,) = [each.text for each in dockerfile() if each.name == name]
    return found


def test_the_image_stands_on_a_slim_python_of_one_version() -> None:
    """`python:latest` is another Python each year, and a gigabyte larger."""
    assert re.fullmatch(r"python:3\.\d+(\.\d+)?-slim(-\w+)?", the("FROM"))


def test_the_image_installs_exactly_the_pinned_packages() -> None:
    """The image must run the versions that the tests ran."""
    _, install, _ = [each.text for each in dockerfile() if each.name == "RUN"]
    assert install.endswith("-r requirements.txt")
    pinned = [line for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines() if line[:1].isalpha()]
    assert pinned
    assert all("==" in line for line in pinned)


def test_the_bill_of_materials_has_all_that_is_installed(tmp_path: Path) -> None:
    """Guards against a bill of the program that writes it, and against an operator who asks in vain what is inside."""
    pytest.importorskip("cyclonedx_py", reason="the program that writes it is in requirements-dev.txt")
    *_, bill = [each.text for each in dockerfile() if each.name == "RUN"]
    written = re.search(r"/cyclonedx-py (?P<arguments>.+?) && rm -r /tmp/bill$", bill)
    assert written
    arguments = replaced(written["arguments"], '"$(command -v python)"', shlex.quote(sys.executable))
    command = [sys.executable, "-m", "cyclonedx_py", *shlex.split(arguments)]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    (file,) = tmp_path.iterdir()
    listed = json.loads(file.read_text("utf-8"))
    assert listed["bomFormat"] == "CycloneDX"
    found = {(each["name"].lower().replace("_", "-"), each.get("version")) for each in listed["components"]}
    pinned = [line for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines() if line[:1].isalpha()]
    always = {tuple(line.split("==")) for line in pinned if ";" not in line}
    assert len(always) > 30
    assert always <= found


def test_the_bill_is_written_by_the_version_that_was_tested() -> None:
    """The image would be built with another program than the one that the test above runs."""
    *_, bill = [each.text for each in dockerfile() if each.name == "RUN"]
    named = re.search(r"cyclonedx-bom==[\d.]+", bill)
    assert named
    assert named.group() in (ROOT / "requirements-dev.txt").read_text("utf-8").splitlines()


def test_everything_that_is_copied_is_there() -> None:
    """A COPY of what was renamed or kept out fails only on the machine that builds the image."""
    for each in dockerfile():
        if each.name == "COPY":
            source, _ = each.text.split()
            assert (ROOT / source).exists()
            assert source == "." or not is_kept_out(source, dockerignore())


def test_the_container_does_not_run_as_root() -> None:
    """A user by name cannot be told from root by those who run it; it must be in force before the server starts."""
    names = [each.name for each in dockerfile()]
    uid, gid = the("USER").split(":")
    assert int(uid) >= 1000
    assert int(gid) >= 1000
    assert max(names.index("USER"), names.index("HEALTHCHECK")) < names.index("CMD")
    assert not {"COPY", "RUN", "ADD"} & set(names[names.index("USER") :])


# ---- The container's server, started as the recipe says from what the recipe copies


@dataclass(frozen=True)
class Container:
    """A folder laid out as the image's, and the server that its CMD started there."""

    folder: Path
    laid_out: set[str]
    log: Path
    port: int

    def files(self) -> set[str]:
        """Everything in the folder."""
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}

    def command(self, listed: str) -> list[str]:
        """A command of the Dockerfile with this server's port, and Python's environment before the system's."""
        return [part.replace("8501", str(self.port)) for part in json.loads(listed)]


def environment() -> dict[str, str]:
    """The image's environment: its ENV, the pinned packages, and a user who has no home."""
    set_there = dict(pair.split("=") for pair in shlex.split(the("ENV")))
    found = os.pathsep.join([str(Path(sys.executable).parent), os.defpath])
    return set_there | {"PATH": found, "HOME": "/nonexistent", "http_proxy": "http://127.0.0.1:9"}


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """The image's server without Docker: on loopback, in a folder that holds only what .dockerignore lets through."""
    folder = tmp_path_factory.mktemp("image") / "app"
    rules = dockerignore()
    tops = [path for path in ROOT.iterdir() if not is_kept_out(path.name, rules)]
    for path in (inside for top in tops for inside in [top, *top.rglob("*")]):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and not is_kept_out(name, rules):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder.parent / "log.txt"
    started = Container(folder, set(), log, port)
    started.laid_out.update(started.files())
    command = started.command(replaced(the("CMD"), "0.0.0.0", "127.0.0.1"))
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=output, stderr=subprocess.STDOUT)
    try:
        # Asked again while nothing listens yet, with ever longer pauses of half a second to eight.
        with httpx2.Client(transport=httpx2.HTTPTransport(retries=6), timeout=60) as client:
            client.get(f"http://127.0.0.1:{port}/healthz")
        yield started
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_the_image_s_command_serves_every_page_without_a_complaint(container: Container) -> None:
    """A module that .dockerignore forgot shows only here: the server warns that the dashboard did not run, and goes
    on."""
    for path in VIEWS:
        answer = httpx2.get(f"http://127.0.0.1:{container.port}/{path}", timeout=60)
        assert answer.status_code == 200
        assert "<title>Streamlit</title>" not in answer.text
    said = container.log.read_text("utf-8")
    assert str(container.port) in said
    assert not re.search(r"Traceback|did not run|WARNING|ERROR", said, re.IGNORECASE), said


def test_the_container_says_that_it_is_healthy_and_that_it_is_not(container: Container) -> None:
    """A check that cannot fail hides a dead server; one that cannot pass, or asks a proxy, restarts a sound one."""
    check = the("HEALTHCHECK").partition("CMD ")[2]
    assert re.search(r"http://127\.0\.0\.1:8501/healthz", check)
    assert f"--port={the('EXPOSE')}" in json.loads(the("CMD"))
    # Streamlit answers at an address that it does not know as well, with its page.
    assert httpx2.get(f"http://127.0.0.1:{container.port}/healthz").text == "ok"
    healthy = subprocess.run(container.command(check), env=environment(), capture_output=True, timeout=30)
    assert healthy.returncode == 0, healthy.stderr
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        nobody = [part.replace("8501", str(taken.getsockname()[1])) for part in json.loads(check)]
        assert subprocess.run(nobody, env=environment(), capture_output=True, timeout=30).returncode != 0


def test_the_server_writes_nothing_beside_its_code(container: Container) -> None:
    """In a read-only container it would stop there."""
    httpx2.get(f"http://127.0.0.1:{container.port}/readyz")
    assert container.files() == container.laid_out


# ---- Several replicas


@pytest.fixture
def compose() -> dict[str, Any]:
    """The compose file's services."""
    yaml = pytest.importorskip("yaml", reason="reading compose.yaml takes PyYAML")
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]


def test_compose_starts_several_replicas_that_only_nginx_can_be_reached_before(compose: dict[str, Any]) -> None:
    """A replica with a port of its own could not be started twice, and would be reached around nginx."""
    assert compose["dashboard"]["scale"] >= 2
    assert "ports" not in compose["dashboard"]
    assert (DEPLOY / compose["dashboard"]["build"] / "Dockerfile").is_file()
    assert compose["nginx"]["depends_on"] == {"dashboard": {"condition": "service_healthy"}}
    assert [port.rpartition(":")[2] for port in compose["nginx"]["ports"]] == ["80"]


@pytest.mark.parametrize("name", ["dashboard", "nginx"])
def test_a_container_comes_back_and_can_do_no_more_than_it_has_to(compose: dict[str, Any], name: str) -> None:
    """What gets hold of a container finds nothing to write to, no more rights to gain, and not the whole machine."""
    service = compose[name]
    assert service["restart"] == "unless-stopped"
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "pids_limit"} <= service.keys()
    assert not service.get("privileged")


def test_compose_gives_nginx_the_files_that_are_shipped(compose: dict[str, Any]) -> None:
    """Docker makes an empty folder of a file that is not there, and nginx starts without its site."""
    mounted = dict(volume.split(":")[:2] for volume in compose["nginx"]["volumes"])
    assert all((DEPLOY / source).is_file() for source in mounted)
    assert set(mounted.values()) == {"/etc/nginx/conf.d/dashboard.conf", "/etc/nginx/conf.d/replicas.conf"}
    major, minor = re.search(r":(\d+)\.(\d+)", compose["nginx"]["image"]).groups()
    assert (int(major), int(minor)) >= (1, 28), "older ones do not know `resolve`"


class Echo(BaseHTTPRequestHandler):
    """A replica that answers with the addresses that it was told of, and the size of what it was sent."""

    def do_PUT(self) -> None:
        size = len(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"{self.headers.get_all('X-Forwarded-For')} {size}".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def before_echo(tmp_path: Path) -> Iterator[str]:
    """The address of the shipped nginx site before a replica that is an Echo."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as echo, socket.socket() as free:
        threading.Thread(target=echo.serve_forever, daemon=True).start()
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        upstream = replaced((SHIPPED / "replicas.conf").read_text("utf-8"), ":8501", f":{echo.server_port}")
        upstream = re.sub(r".*:8502.*\n", "", upstream)
        command = lay_out(tmp_path, replicas=upstream, listen=f"127.0.0.1:{port}")
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            with httpx2.Client(transport=httpx2.HTTPTransport(retries=6)) as client:
                client.put(f"http://127.0.0.1:{port}/", content=b"")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)
            echo.shutdown()


@needs_nginx
def test_nginx_tells_the_address_that_it_sees_and_none_that_a_reader_wrote(before_echo: str) -> None:
    """Guards against a script that gives itself a new address with each request, and is never asked to wait."""
    told = httpx2.put(f"{before_echo}/map", content=b"", headers={"X-Forwarded-For": "198.51.100.1"}).text
    assert told == "['127.0.0.1'] 0"


@needs_nginx
def test_nginx_passes_on_an_article_s_file_and_nothing_else_of_that_size(before_echo: str) -> None:
    """Guards against a workbench that takes files on the server's own machine alone."""
    upload = f"{before_echo}/_stcore/upload_file/session/file"
    assert httpx2.put(upload, content=bytes(5_000_000)).text.endswith(" 5000000")
    assert httpx2.put(upload, content=bytes(7_000_000)).status_code == 413
    assert httpx2.put(f"{before_echo}/present/abc/step", content=bytes(100_000)).status_code == 413


@needs_nginx
@pytest.mark.parametrize("replicas", ["replicas.conf", "replicas.compose.conf"])
def test_nginx_takes_the_shipped_site(replicas: str, tmp_path: Path) -> None:
    """One misspelt directive, and nginx does not start at all.

    Debian's nginx is older than the image's: it does not know `resolve`, and there is no `dashboard` to look up.
    """
    upstream = (SHIPPED / replicas).read_text("utf-8")
    if "compose" in replicas:
        upstream = replaced(upstream, "server dashboard:8501 resolve ", "server 127.0.0.1:8501 ")
    command = lay_out(tmp_path, replicas=upstream, listen="127.0.0.1:1")
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, timeout=30)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr, tested.stderr
