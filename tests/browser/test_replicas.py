"""Several replicas behind nginx: a reader stays with one, and hardly notices when it is gone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Server, free_port
from tests.browser.steps import LEAD, ROOT, address_says, choose, counts, drawer, keyed, settled, until, visit
from tests.nginx import SHIPPED, lay_out, needs_nginx, replaced

pytestmark = needs_nginx

OPENS_A_PAGE = {"Sec-Fetch-Dest": "document"}
"""What a browser says when somebody opens an address."""

STREAM = "/_stcore/stream"
"""Where a session's WebSocket is."""

SEE_RUNS = """() => {
    const app = document.querySelector('[data-testid="stApp"]')
    window.runs = 0
    new MutationObserver(() => { window.runs += app.dataset.testScriptState === 'running' })
        .observe(app, {attributeFilter: ['data-test-script-state']})
}"""
"""Counts the runs of a page's script from now on; a page that is loaded anew has not counted."""


@dataclass
class Replica:
    """One server of the dashboard, which can be killed and started again at its address."""

    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """As nginx names it."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; it answers a few seconds later."""
        command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.address", "127.0.0.1"]
        command += ["--server.port", str(self.port)]
        kept = {name: value for name, value in os.environ.items() if name not in ("ARTICLES", "ARCHIVE")}
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(command, cwd=ROOT, env=kept, stdout=output, stderr=subprocess.STDOUT)

    def answers(self) -> None:
        """Wait until it does. While nothing listens yet, it is asked after ever longer pauses of half a second on."""
        with httpx2.Client(transport=httpx2.HTTPTransport(retries=6), timeout=60) as client:
            client.get(f"http://{self.address}/_stcore/health").raise_for_status()

    def kill(self) -> None:
        """End it at once: it can say goodbye to nobody."""
        if self.process:
            self.process.kill()
            self.process.wait(timeout=20)
            self.process = None


@dataclass(frozen=True)
class Asked:
    """One line of nginx's log: who asked, which replicas were tried in turn, how it ended, for what."""

    reader: str
    tried: list[str]
    status: int
    address: str


@dataclass(frozen=True)
class Site:
    """Two replicas and nginx before them."""

    server: Server
    replicas: tuple[Replica, Replica]
    log: Path

    def asked(self, reader: str) -> list[Asked]:
        """What a reader has asked for until now."""
        lines = [line.split("|") for line in self.log.read_text("utf-8").splitlines()]
        return [
            Asked(who, tried.split(", "), int(status), address)
            for who, tried, status, address in lines
            if who == reader
        ]

    def logged(self, reader: str, number: int) -> list[Asked]:
        """The same, once it is so many requests: nginx writes its log a moment after the answer."""
        until(f"nginx to log {number} requests", lambda: len(self.asked(reader)) >= number)
        return self.asked(reader)

    def client(self) -> httpx2.Client:
        """A program that asks here, as a reader who is new."""
        return httpx2.Client(base_url=self.server.url, timeout=60)

    def replica_of(self, reader: str) -> Replica:
        """The replica that answers a reader now."""
        address = f"/_stcore/health?{uuid4()}"
        with self.client() as client:
            client.cookies["replica"] = reader
            client.get(address).raise_for_status()
        (asked,) = until("nginx to log it", lambda: [each for each in self.asked(reader) if each.address == address])
        return next(each for each in self.replicas if each.address == asked.tried[-1])

    def whole(self) -> None:
        """Start what was killed, and wait until nginx asks both again."""
        dead = [each for each in self.replicas if each.process is None]
        for each in dead:
            each.start()
        for each in dead:
            each.answers()
        until("both replicas to be asked", lambda: len({self.replica_of(f"r{n}").port for n in range(24)}) == 2)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """nginx with the shipped site, before two replicas that are yet to be started."""
    folder = tmp_path_factory.mktemp("nginx")
    replicas = (Replica(free_port(), folder / "0.log"), Replica(free_port(), folder / "1.log"))
    upstream = (SHIPPED / "replicas.conf").read_text("utf-8")
    for port, each in zip((8501, 8502), replicas, strict=True):
        upstream = replaced(upstream, f"127.0.0.1:{port}", each.address)
    upstream = upstream.replace("fail_timeout=10s", "fail_timeout=1s")  # lest tests wait for it
    port = free_port()
    command = lay_out(folder, replicas=upstream, listen=f"127.0.0.1:{port}")
    with (folder / "nginx.log").open("wb") as output:
        nginx = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield Site(Server(f"http://127.0.0.1:{port}", "server.py"), replicas, folder / "access.log")
    finally:
        for each in replicas:
            each.kill()
        nginx.terminate()
        nginx.wait(timeout=20)


@pytest.fixture
def site(started: Site) -> Site:
    """Two replicas that are both alive, and nginx before them."""
    started.whole()
    return started


def reader_of(page: Page) -> str:
    """The name that nginx gave a page's reader."""
    (name,) = [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "replica"]
    return name


def newcomer(open_page: OpenPage, site: Site, *, not_on: Replica | None = None) -> Page:
    """The blank page of a reader who has been here once; their replica is drawn by lot, until it is another one."""

    def come() -> Page | None:
        page = open_page(fresh=True, on=site.server)
        page.goto("/_stcore/health")
        return page if not_on is None or site.replica_of(reader_of(page)) is not not_on else None

    return until("a reader on the other replica", come)


# ---- Who is answered by which replica


def test_readers_behind_one_address_spread_out_and_each_stays_with_one_replica(site: Site) -> None:
    """By address alone, a newsroom would be one reader on one replica; by lot alone, a session would not be found."""
    answering = set()
    for _ in range(24):
        with site.client() as client:
            page = f"/?q={uuid4().hex}"  # what nginx has kept comes from no replica
            for path in (page, f"/map?q={uuid4().hex}", "/app/static/favicon.svg", "/_stcore/health"):
                client.get(path, headers=OPENS_A_PAGE if path == page else {}).raise_for_status()
            asked = site.logged(client.cookies["replica"], 4)
        (replica,) = {replica for each in asked for replica in each.tried}
        answering.add(replica)
    assert answering == {each.address for each in site.replicas}


def test_a_reader_s_name_is_given_once_and_kept_from_scripts(site: Site) -> None:
    """A name that changes with every answer is no name; one that scripts can read is one more thing to steal."""
    with site.client() as client:
        given = client.get("/", headers=OPENS_A_PAGE).headers.get_list("set-cookie")
        (name,) = [cookie for cookie in given if cookie.startswith("replica=")]
        assert {"Path=/", "HttpOnly", "SameSite=Lax"} <= set(name.split("; "))
        again = client.get("/").headers.get_list("set-cookie")
    assert not [cookie for cookie in again if cookie.startswith("replica=")]


def test_a_reader_whose_browser_keeps_no_cookie_stays_with_one_replica_too(site: Site) -> None:
    """Inside another site's frame no cookie is kept: the page would be drawn here, and its files looked for there."""
    kind = {"User-Agent": "A browser in a frame"}
    for _ in range(8):
        httpx2.get(f"{site.server.url}/_stcore/health", headers=kind).raise_for_status()
    asked = site.logged("127.0.0.1" + kind["User-Agent"], 8)
    assert len({replica for each in asked for replica in each.tried}) == 1


def test_a_phone_is_led_to_the_replica_that_has_the_stage(site: Site) -> None:
    """The code is in the memory of one replica: on any other the phone would be told that there is no such stage."""
    kind = {"User-Agent": "A phone without a cookie"}
    for n in range(6):
        presenter = f"presenter{n}"
        with site.client() as phone:
            for path in ("/present/2222222222", "/present/2222222222/step"):
                phone.get(path, params={"replica": presenter}, headers=kind)
        theirs = site.replica_of(presenter).address
        asked = [each for each in site.logged(presenter, 3) if each.address.startswith("/present/")]
        assert [each.tried for each in asked] == [[theirs], [theirs]]


def test_everything_that_one_browser_asks_for_comes_from_one_replica(site: Site, open_page: OpenPage) -> None:
    """The WebSocket is what must not go astray: the session that it belongs to is in the memory of one replica."""
    page = visit(newcomer(open_page, site), "casualties", city="almaty")
    choose(page, "city", "Aktau")
    address_says(page, city=["almaty", "aktau"])
    reader = reader_of(page)
    page.close()
    until("the log to tell of the WebSocket", lambda: [a for a in site.asked(reader) if a.address == STREAM])
    asked = site.asked(reader)
    assert len(asked) > 50
    assert len({replica for each in asked for replica in each.tried}) == 1
    assert {each.status for each in asked if each.address == STREAM} == {101}


# ---- What nginx keeps


def test_a_page_that_many_open_is_asked_for_once(site: Site) -> None:
    """A thousand readers who open one link at once would each take a replica's time."""
    address = f"/casualties?q={uuid4().hex}"
    answers = []
    for n in range(5):
        with site.client() as client:
            client.cookies["replica"] = f"many{n}"
            answers.append(client.get(address))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.headers["ETag"] for answer in answers}) == 1
    asked = [site.logged(f"many{n}", 1)[0].tried for n in range(5)]
    assert [each == ["-"] for each in asked] == [False, True, True, True, True]


def test_what_is_kept_is_of_one_host_and_its_compression_alone(site: Site) -> None:
    """A page names its own address: another host's would stand in links, and bytes come that nobody can read."""
    address = f"/casualties?q={uuid4().hex}"
    with site.client() as client:
        for host, encoding in (("localhost", "gzip"), ("127.0.0.1", "gzip"), ("localhost", "identity")):
            answer = client.get(address, headers={"Host": host, "Accept-Encoding": encoding})
            assert answer.headers.get("Content-Encoding", "identity") == encoding
            assert [each for each in ("localhost", "127.0.0.1") if f"http://{each}/" in answer.text] == [host]


def test_pages_stay_readable_while_no_replica_answers(site: Site) -> None:
    """The facts are what a reader has come for; that the app cannot start is the lesser evil."""
    with site.client() as client:
        before = client.get("/casualties?city=aktau")
        for each in site.replicas:
            each.kill()
        assert client.get("/casualties?city=aktau").text == before.text
        assert client.get("/healthz").status_code in (502, 504), "nothing of a server that is gone is kept"


# ---- When a replica is killed


def shown(page: Page) -> dict[str, str]:
    """What a reader sees of a view, and its address."""
    texts = {"heading": page.locator("h1"), "counts": counts(page), "drawer": drawer(page)}
    items = page.locator("[class*=st-key-source-], .page [data-item]").evaluate_all(
        "all => all.map(each => each.dataset.item || each.className).join(' ')"
    )
    return {"address": page.url, "items": items} | {
        what: "\n".join(place.all_inner_texts()) for what, place in texts.items()
    }


def test_a_viewer_whose_replica_is_killed_is_back_on_the_same_view(site: Site, open_page: OpenPage) -> None:
    """A presenter on stage must not have to reload, nor find the next click swallowed by a server that knows nothing.

    Streamlit's browser part connects again by itself, but leaves a page as it is: the new session, which has drawn
    nothing, would take the filter that is chosen next for the address's and drop it.
    """
    view = f"/casualties?city=almaty&known_on=2022-01-09&item={LEAD}.killed-police-and-guard"
    page = newcomer(open_page, site)
    theirs = site.replica_of(reader_of(page))
    bystander = newcomer(open_page, site, not_on=theirs)
    for each in (page, bystander):
        each.goto(view)
        settled(each)
    before = shown(page)
    assert before["items"]
    reconnected: list[str] = []
    bystander.on("websocket", lambda socket: reconnected.append(socket.url))

    page.evaluate(SEE_RUNS)
    with page.expect_websocket():
        theirs.kill()
    page.wait_for_function("() => window.runs > 0")
    settled(page)
    assert shown(page) == before
    assert site.replica_of(reader_of(page)) is not theirs

    for each in (page, bystander):
        drawer(each).get_by_role("button", name="Close").click()
        expect(drawer(each)).to_have_count(0)
        choose(each, "city", "Aktau")
        expect(counts(each)).not_to_have_text(before["counts"])
        assert "city=aktau" in each.url
        expect(counts(each)).to_contain_text("Aktau")
        settled(each)
    assert shown(page) == shown(bystander)
    assert reconnected == []


def test_a_file_is_downloaded_although_its_replica_is_not_the_reader_s(site: Site, open_page: OpenPage) -> None:
    """The reader moved when their replica was killed. Now it is back, and asked for what it never had."""
    page = visit(newcomer(open_page, site), "casualties", city="almaty")
    theirs = site.replica_of(reader_of(page))
    with page.expect_websocket():
        theirs.kill()
    settled(page)
    keyed(page, "table-family").locator("summary").click()
    button = keyed(page, "csv-family").get_by_role("button")
    expect(button).to_be_visible()
    site.whole()
    assert site.replica_of(reader_of(page)) is theirs
    with page.expect_download() as download:
        button.click()
    assert download.value.path().read_text("utf-8-sig").startswith("item_id,")
    asked = [each for each in site.asked(reader_of(page)) if each.address.startswith("/media/")][-1]
    assert (asked.tried[0], len(asked.tried), asked.status) == (theirs.address, 2, 200)
