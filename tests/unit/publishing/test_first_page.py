"""What an address answers with before the app has started: link previews and the facts, of the view asked for."""

import gzip
import io
import logging
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import streamlit
from crisis_fragment import style, style_with
from PIL import Image
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from data.site import Site
from data.stories.loader import open_stories
from data.tables.archive import Archive, open_archive
from data.views.reading import read_address
from data.views.registry import VIEWS
from data.views.summary import summary
from hosting.first_pages import Held, PrerenderedPages, held_routes, prerendered_routes
from hosting.index_page import index_page
from hosting.responses import Answer
from publishing.first_page import compact, head_tags, prerendered
from tests.hostile import hostile

STREAMLIT_PAGE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
LEAD = "aljazeera-2022-01-07"
Query = dict[str, list[str]]

QUERIES: dict[str, Query] = {
    "everything": {},
    "one city": {"city": ["almaty"]},
    "a later day": {"known_on": ["2022-01-10"]},
    "an opened figure": {"item": [f"{LEAD}.arrests-3800"]},
    "what is not there": {"city": ["almatyy"]},
}


class Seen(HTMLParser):
    """What a crawler takes from a page: its tags, its visible text, its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.text: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self._hidden += tag in ("script", "style")
        name = given.get("property") or given.get("name")
        if tag == "meta" and name:
            self.meta[name] = given.get("content") or ""
        if tag == "a":
            self.links.append(given.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text.append(data)

    @property
    def words(self) -> str:
        return "\n".join(self.text)


def behind(request: Request) -> Response:
    return PlainTextResponse("the application behind")


def served(root: str = "", public_url: str = "") -> TestClient:
    app = Starlette(
        routes=[Route("/{path:path}", behind)],
        middleware=[
            Middleware(
                PrerenderedPages,
                routes=prerendered_routes(STREAMLIT_PAGE, root=root),
                root=root,
                site=Site(public_url, ("dashboard.example",)),
            )
        ],
    )
    return TestClient(app, base_url="http://dashboard.example")


def ask(path: str, query: Query, **how: Any) -> Seen:
    answer = served(**how).get(f"/{path}", params=query)
    assert answer.status_code == 200
    return Seen(answer.text)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
@pytest.mark.parametrize("path", list(VIEWS))
def test_tags_and_facts_are_those_of_the_view(path: str, query: Query) -> None:
    """A link to Almaty would unfurl with the whole country's figures."""
    reading = read_address(path, query, open_archive())
    shown = summary(reading)
    seen = ask(path, query)
    title = shown.opened.title if shown.opened else shown.title
    assert seen.meta["og:title"] == seen.meta["twitter:title"] == title
    assert shown.title in seen.words
    said = " ".join(seen.words.split())
    for claim in [history.claim for history in shown.view.figures[:2]]:
        assert any(f"item={claim['item_id']}" in link for link in seen.links)
        for part in (claim["value_text"], claim["asserted_by_name"], claim["population"] or ""):
            assert part in said
    for notice in shown.notices:
        assert notice in seen.words
    if shown.opened:
        assert seen.meta["description"].startswith(shown.opened.citation[:200])
        assert shown.opened.passages[0].url in seen.links
    else:
        for figure in shown.main_figures:
            assert figure.words in seen.meta["og:description"]
    query_string = urlencode(shown.address.to_query(), doseq=True)
    name = path or "overview"
    assert seen.meta["og:url"] == f"http://dashboard.example/{path}" + (f"?{query_string}" if query_string else "")
    assert seen.meta["og:image"].startswith(f"http://dashboard.example/preview/{name}.png")


def test_a_link_from_a_newsletter_or_in_a_frame_is_no_broken_link() -> None:
    """`embed=true` is what Share itself offers, and was told to its readers as a mistake."""
    query = {"city": ["almaty"], "embed": ["true"], "fbclid": ["IwAR0x"], "utm_source": ["letter"]}
    seen = ask("map", query)
    assert "left out" not in seen.words
    for name in ("embed", "fbclid", "utm_source"):
        assert name not in seen.words
        assert not [link for link in seen.links if f"{name}=" in link]
    assert seen.meta["og:url"].endswith("/map?city=almaty")


def test_what_a_carrier_adds_for_each_reader_makes_no_page_of_its_own() -> None:
    """Each reader of a newsletter has another `fbclid`: every one of them would wait for a page of their own."""
    asked: list[bytes] = []
    (path, make), *_ = prerendered_routes(STREAMLIT_PAGE, root="").items()

    def counted(archive: Archive, query: bytes, site: str) -> Answer:
        asked.append(query)
        return make(archive, query, site)

    client = TestClient(PrerenderedPages(Starlette(), routes={path: counted}))
    pages = {client.get(f"{path}?fbclid=reader{n}&city=almaty&utm_medium=mail{n}").text for n in range(3)}
    assert asked == [b"city=almaty"]
    assert len(pages) == 1


def test_what_the_tags_name_is_there() -> None:
    """A preview whose picture does not load shows a grey box in every chat."""
    client = served()
    seen = Seen(client.get("/casualties", params={"city": "almaty"}).text)
    answer = client.get(seen.meta["og:image"])
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    other = client.get("/preview/casualties.png")
    assert other.content != answer.content, "the picture is not of the view"


def test_every_link_of_the_facts_keeps_the_filters_and_the_day() -> None:
    """A reader without JavaScript would lose what they filtered by with every step."""
    seen = ask("", {"city": ["almaty"], "actor": ["kazakhstan-interior-ministry"], "known_on": ["2022-01-10"]})
    own = [link for link in seen.links if link.startswith("/")]
    assert len(own) > 20
    queries = [parse_qs(urlsplit(link).query) for link in own if "/api/" not in link]
    lost = [query for query in queries if query.get("actor") != ["kazakhstan-interior-ministry"]]
    assert lost == [{"known_on": ["2022-01-10"]}] * len(lost), "only a link that clears all filters"
    kept = [query for query in queries if query not in lost]
    assert all("city" in query for query in kept if query.get("known_on") != ["2022-01-10"])
    elsewhere = [query for query in kept if query.get("known_on") != ["2022-01-10"]]
    assert 0 < len(elsewhere) < 8, "the links to the other days"
    other_cities = [query.get("city") for query in kept if query.get("city") != ["almaty"]]
    assert len(other_cities) < 5, "the cities of the two maps, and the chosen one, which shows all cities again"


def test_under_a_base_path_every_link_stands_below_it() -> None:
    """Behind a proxy that hosts several apps the links would lead to another one."""
    seen = ask("kazakhstan/timeline", {}, root="/kazakhstan", public_url="https://news.example/kazakhstan")
    assert all(link.startswith(("/kazakhstan/", "https://")) for link in seen.links)
    assert seen.meta["og:url"] == "https://news.example/kazakhstan/timeline"


def test_the_facts_stand_in_the_element_that_the_app_takes_over() -> None:
    """Elsewhere they would stay on the page beside the app's own."""
    html = served().get("/").text
    assert html.index('<div id="root"><div id="prerendered"') < html.index("</html>")
    assert html.index('<div id="prerendered"') < html.index('<link rel="stylesheet"'), "a stylesheet holds the facts up"
    assert "You need to enable JavaScript" not in html


def test_the_font_of_a_first_page_is_the_file_that_streamlit_loads_first_and_never_changes() -> None:
    """A font that comes after the first frame breaks lines anew, and moves everything below by a line."""
    html = served().get("/").text
    (preloaded,) = re.findall(r'rel="preload"\s+href="([^"]+woff2)"', html)
    assert f"@font-face{{font-family:Page;font-weight:100 900;font-display:optional;src:url({preloaded})}}" in html
    assert html.index("--face:Page") < html.index('<div id="prerendered"'), "the app would lose the font"
    assert "--face" not in index_page(STREAMLIT_PAGE, title="", root=""), "only where something was drawn before"


def test_what_a_reader_waits_for_before_the_key_figures_is_small() -> None:
    """On a bad line each 20 kB is a tenth of a second; what is sent is compressed."""
    answer = served().get("/")
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 20_000
    before, ledger, _ = answer.text.partition('<table class="ledger">')
    assert ledger
    assert len(gzip.compress(before.encode())) < 10_000


@pytest.mark.parametrize("path", list(VIEWS))
def test_a_first_page_has_every_rule_for_what_it_shows(path: str) -> None:
    """Guards against a section whose rules stand in a part of the style sheet that its page is sent without."""
    expect_every_rule(served().get(f"/{path}", params={"known_on": "2022-12-20"}).text)


def test_a_step_of_a_story_has_every_rule_for_what_it_shows() -> None:
    """Guards against a visual that borrows a part of another page, and is sent without that page's rules."""
    for story in open_stories(open_archive()).stories:
        for number in range(1, len(story.steps) + 1):
            expect_every_rule(served().get("/", params={"story": story.id, "step": str(number)}).text)


def expect_every_rule(html: str) -> None:
    """Assert that a first page has the rules for its classes, and not the whole sheet."""
    sheet, body = html.partition('<div id="prerendered"')[2].partition("<style>")[2].split("</style>", 1)
    shown = {name for names in re.findall(r'class="([^"]+)"', body) for name in names.split()}
    rules = [line.strip() for line in style().splitlines() if line.strip().startswith(".page")]
    needed = [rule for rule in rules if _classes(rule) and _classes(rule) <= shown]
    assert len(needed) > 20
    assert [rule for rule in needed if compact(rule) not in sheet] == []
    assert len(sheet) < len(style()) / 2


def _classes(rule: str) -> set[str]:
    """The classes that the selector of a rule names, besides that of every section."""
    return set(re.findall(r"\.([a-z][\w-]*)", rule.partition("{")[0])) - {"page"}


def test_a_compact_style_sheet_has_the_same_rules() -> None:
    """Guards against a rule that loses a space which means something."""
    assert (
        compact(".a .b > i { margin: 0 4px; color: red }\n.c { top: 0 }\n")
        == ".a .b > i{margin:0 4px;color:red}.c{top:0}"
    )
    assert not re.search(r"[\"'][^\"'\n]*[{};][^\"'\n]*[\"']", style()), "a text of the sheet would lose its spaces"


def test_a_part_of_the_style_sheet_that_there_is_not_is_refused() -> None:
    """Guards against a page without rules since a part changed its name; and shows that parts are left out."""
    with pytest.raises(KeyError, match="Quotations"):
        style_with("Quotations")
    assert ".qt-quote" not in style_with()
    assert ".qt-quote" in style_with("Quotes")


@pytest.mark.parametrize(
    "query_string",
    [
        "q=" + "x" * 60_000,
        "&".join(f"a{n}=1" for n in range(500)),
        "city=%ff%fe",
        "q=%00",
        "known_on=x",
        "page=&page=1",
    ],
    ids=["sixty thousand letters", "five hundred parameters", "no text", "a null character", "no date", "no page"],
)
def test_a_query_that_makes_no_sense_gets_a_page_all_the_same(query_string: str) -> None:
    """A link that was cut or made up by a program must not lead to an error page."""
    answer = served().get(f"/timeline?{query_string}")
    assert answer.status_code == 200
    assert len(answer.text) < 100_000
    assert ("og:title" in answer.text) == (len(query_string) < 8_000)


def test_html_in_every_field_of_a_record_shows_as_text(
    small_record: dict[str, Any], write_record: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record's text would run as a script in the browser of everyone who opens the link."""
    record, texts = hostile(small_record)
    monkeypatch.setenv("ARTICLES", str(write_record(record).parent))
    ids = [item["id"] for kind in ("events", "claims", "quotes") for item in record[kind]]
    found = 0
    for path in list(VIEWS):
        for item_id in ids:
            seen = ask(path, {"item": [f"{record['article']['id']}.{item_id}"]})
            assert not {"img", "b"} & set(seen.tags)
            assert not any(link.startswith("javascript") for link in seen.links)
            found += sum(text in seen.words for text in texts)
    assert found > 20, "no text of the record was on any page, so that nothing was tested"


def test_a_title_and_a_query_cannot_leave_their_tag() -> None:
    """An address that somebody made up would write its own tags into our page."""
    reading = read_address("", {"q": ['"><script>alert(1)</script>']}, open_archive())
    html = head_tags(summary(reading), root='https://x.example/"><script>') + prerendered(summary(reading))
    assert "<script>" not in html
    assert set(re.findall(r"<([a-z0-9]+)", html)) & {"script", "img"} == set()


def test_what_cannot_be_made_is_logged_and_the_page_comes_without_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A mistake in one of a page's words would take the page down, though the app can show all others."""
    monkeypatch.setattr("hosting.first_pages.head_tags", None)
    with caplog.at_level(logging.ERROR):
        answer = served().get("/")
    assert answer.text == "the application behind"
    assert "Nothing could be prerendered for /" in caplog.text


def test_a_server_that_cannot_open_its_records_says_so_and_when_to_ask_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against the app's own error in place of a page, and a cache that keeps it."""
    monkeypatch.setenv("ARCHIVE", f"duckdb:{tmp_path / 'missing.duckdb'}")
    answer = served().get("/")
    assert (answer.status_code, answer.headers["cache-control"]) == (503, "no-store")
    assert int(answer.headers["retry-after"]) > 0
    assert "The records cannot be opened at the moment" in answer.text
    assert str(tmp_path) not in answer.text


def test_an_unchanged_view_is_not_sent_again() -> None:
    """Everyone who comes back would wait for the whole page once more."""
    client = served()
    first = client.get("/")
    again = client.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/?city=almaty", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_head_and_other_paths_are_left_as_they_are() -> None:
    """A monitor asks with HEAD; a file or an API call is no page."""
    client = served()
    head = client.head("/")
    assert head.content == b""
    assert int(head.headers["content-length"]) > 1_000
    assert client.get("/static/x.js").text == "the application behind"
    assert client.get("/preview/nothing.png").text == "the application behind"


STORY = "kazakhstan-january-2022"


@pytest.mark.parametrize("number", [1, 6, 12])
def test_a_step_of_a_story_is_told_before_its_visual_is_there(number: int) -> None:
    """A room would look at the overview of everything while the step is on its way, or without a network."""
    story = open_stories(open_archive()).get(STORY)
    assert story
    step = story.steps[number - 1]
    seen = ask("", {"story": [STORY], "step": [str(number)]})
    assert step.title in seen.words
    assert step.words in seen.words
    assert step.notes not in seen.words, "the room reads what only the presenter should"
    assert seen.meta["og:title"] == step.title
    assert seen.meta["og:description"] == step.words
    assert seen.meta["og:url"] == f"http://dashboard.example/?story={STORY}&step={number}"
    steps = [link for link in seen.links if "story=" in link]
    assert len(steps) == (1 if number in (1, 12) else 2)


@pytest.mark.parametrize("query", [{"story": ["nothing"]}, {"story": ["<b>"]}, {"story": [""]}])
def test_a_story_that_is_not_there_leaves_the_page(query: Query) -> None:
    """A mistyped link would lead to an error before the app can say what is wrong with it."""
    assert summary(read_address("", {}, open_archive())).title in ask("", query).words


@pytest.mark.parametrize("step", ["999", "0", "-1", "abc", "", "9" * 5000, "\u0663"])
def test_a_step_that_is_not_there_is_the_nearest_one(step: str) -> None:
    """A number past the end, or none at all, would take the page down."""
    story = open_stories(open_archive()).get(STORY)
    assert story
    expected = story.steps[-1] if step.isascii() and step.isdecimal() and step != "0" else story.steps[0]
    assert ask("", {"story": [STORY], "step": [step]}).meta["og:title"] == expected.title


def test_a_step_that_is_edited_is_sent_as_it_is_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is kept as it was would be shown first, and without a network: the slip that was mended is back."""
    file = tmp_path / "ours.yaml"
    monkeypatch.setenv("STORIES", str(tmp_path))
    client = served()
    for n, title in enumerate(("As it was", "As it is now")):
        file.write_text(f"title: A\nsummary: B\nsteps:\n  - {{title: {title}, words: C, page: map}}\n", "utf-8")
        os.utime(file, (1_000_000 + n, 1_000_000 + n))
        pages = [client.get("/", params={"story": "ours"}).text for _ in range(2)]
        assert [Seen(page).meta["og:title"] for page in pages] == [title, title]


def test_a_view_can_be_kept_as_one_file_under_its_own_address() -> None:
    """A reader on a bad line cannot start the app to press its button."""
    seen = ask("timeline", {"city": ["almaty"]})
    (address,) = {link for link in seen.links if link.startswith("/snapshot/")}
    kept = served().get(address)
    assert kept.status_code == 200
    assert (
        summary(read_address("timeline", {"city": ["almaty"]}, open_archive())).count_summary in Seen(kept.text).words
    )
    assert "http://dashboard.example/timeline?city=almaty" in kept.text
    (sheet,) = {link for link in seen.links if link.startswith("/one-page/")}
    assert "http://dashboard.example/timeline?city=almaty" in served().get(sheet).text


@pytest.mark.parametrize(
    ("path", "query", "words"),
    [
        ("", {}, ["Dozens", "18", "26"]),
        ("casualties", {"metric": ["detained"]}, ["3,811"]),
        ("casualties", {"metric": ["detained"], "city": ["almaty"], "known_on": ["2022-01-10"]}, []),
        ("timeline", {}, []),
        ("sides", {}, []),
        ("timeline", {"item": [f"{LEAD}.arrests-3800"]}, ["more than 3,800"]),
        ("casualties", {"item": [f"{LEAD}.airport-recaptured"]}, []),
    ],
)
def test_a_preview_shows_the_figures_of_its_view_and_no_others(path: str, query: Query, words: list[str]) -> None:
    """Deaths would stand under a title about arrests, in every chat that the link is pasted into."""
    reading = read_address(path, query, open_archive())
    assert [figure.words for figure in summary(reading).main_figures][: len(words)] == words
    assert bool(summary(reading).main_figures) == bool(words)


def test_an_opened_item_stands_in_its_panel_with_a_way_to_close_it() -> None:
    """Without JavaScript a panel that cannot be closed hides the page behind it."""
    seen = ask("casualties", {"item": [f"{LEAD}.arrests-3800"], "city": ["almaty"]})
    assert "The words it rests on" in seen.words
    assert "/casualties?city=almaty" in seen.links
    assert "The words it rests on" not in ask("casualties", {"city": ["almaty"]}).words


def test_while_many_wait_the_app_waits_until_a_reader_asks_for_it() -> None:
    """Guards against a crowd of which nobody reads anything, since every page that is opened starts the app."""
    many = [True]
    pages = PrerenderedPages(
        Starlette(),
        routes=prerendered_routes(STREAMLIT_PAGE, root=""),
        held=Held(held_routes(STREAMLIT_PAGE, root=""), lambda: many[0]),
    )
    client = TestClient(pages)
    held = client.get("/casualties").text
    assert "opens when you ask for it" in held
    template = re.search(r'<template id="held">.*?</template>', held, re.DOTALL)
    assert template is not None
    for loads in ('<script type="module"', '<link rel="modulepreload"', '<link rel="stylesheet"'):
        assert held.count(loads) == template.group().count(loads) > 0
    assert client.get("/preview/map.png").is_success
    many[0] = False
    assert "opens when you ask for it" not in client.get("/casualties").text
