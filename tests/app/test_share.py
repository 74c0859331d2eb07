"""Sharing and taking away, on every page: links that mean the same later, files of exactly what is filtered."""

import base64
import csv
import io
import json
import re
import zipfile
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
import streamlit as st
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from components.downloads import File, kept_for_session
from data import queries
from data.export.bundle import day_only
from data.export.files import export
from data.records.vocabulary import WHOLE_COUNTRY
from data.tables.archive import archive_from_records, open_archive
from data.tables.known_on import as_known_on
from data.tables.rows import Table
from data.views.address import RENAMED_KEYS
from data.views.map_views import map_views
from data.views.reading import Reading, read_address
from data.views.registry import VIEWS, view_of
from data.wording.citation_formats import FORMATS
from tests.app.conftest import Opener
from tests.app.screen import LEAD, PAGES, Query, Screen

SITE = "https://news.example/kazakhstan"
FILES = {path: page.file for path, page in zip(VIEWS, PAGES, strict=True)}
FIGURE = f"{LEAD}.arrests-3800"
QUOTE = f"{LEAD}.blinken-warning"

SHARED: dict[str, tuple[str, Query]] = {
    "a page as it opens": ("", {}),
    "filters": ("", {"city": ["aktau", "almaty"], "q": "“troops” & more"}),
    "lanes and days": ("timeline", {"lanes": "actor", "from": "2022-01-05"}),
    "the first page of a list": ("quotes", {"page": "quotes-1"}),
    "a view of the map": ("map", {"view": "almaty", "kind": "protest"}),
    "a metric on a later day": ("casualties", {"metric": "detained", "known_on": "2022-01-15"}),
    "a speaker": ("quotes", {"speaker": "kuralai"}),
    "the sides of a figure": ("sides", {"about": FIGURE}),
    "corrections": ("corrections", {"city": "almaty"}),
}
a_view = pytest.mark.parametrize(("path", "query"), SHARED.values(), ids=SHARED.keys())


@pytest.fixture(autouse=True)
def _site(monkeypatch: pytest.MonkeyPatch, _plain_environment: None) -> None:
    monkeypatch.setenv("PUBLIC_URL", SITE)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files that the page's last download buttons offer, by the name that they are saved as."""
    given: dict[str, bytes] = {}
    draw = st.download_button

    def kept(label: str, data: Callable[[], bytes], **how: Any) -> bool:
        given[how["file_name"]] = data()
        return draw(label, data, **how)

    monkeypatch.setattr(st, "download_button", kept)
    return given


def listed(query: Query) -> dict[str, list[str]]:
    """Parameters with each value in a list, as an address has them."""
    return {key: [value] if isinstance(value, str) else value for key, value in query.items()}


def query_in(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query, strict_parsing="?" in url)


def inside(screen: Screen, key: str, kind: str) -> list[Any]:
    """Elements of a kind inside the keyed container."""
    holder = next(node for node in screen.nodes() if getattr(node, "key", None) == key)

    def below(node: Any) -> Iterator[Any]:
        for child in getattr(node, "children", {}).values():
            yield child
            yield from below(child)

    return [each for each in below(holder) if each.type == kind]


def codes(screen: Screen, key: str) -> list[str]:
    """What the keyed panel gives to copy."""
    return [str(each.value) for each in inside(screen, key, "code")]


class Frame(HTMLParser):
    """The attributes of the one element that a piece of HTML holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag as a browser reads it."""
        self.tags.append((tag, dict(attrs)))

    @property
    def src(self) -> str:
        """Where the frame leads."""
        ((tag, attributes),) = self.tags
        assert tag == "iframe"
        assert attributes["title"]
        return str(attributes["src"])


def reading(path: str, query: Query) -> Reading:
    """The view that the page shows under these parameters."""
    return read_address(path, listed(query), open_archive())


@pytest.mark.parametrize("path", FILES)
def test_both_panels_are_on_every_page_and_nothing_is_made_before_they_are_asked_for(
    open_page: Opener, files: dict[str, bytes], path: str
) -> None:
    """A page that packs an archive for every visitor is slow for all who came to read."""
    screen = open_page(FILES[path])
    assert screen.keyed() >= {"tools", "share", "take-away"}
    assert files == {}
    for key in ("share", "take-away"):
        assert codes(screen, key) == []


@a_view
def test_the_link_that_share_gives_is_the_view_with_its_day_and_version(
    shared_page: Opener, path: str, query: Query
) -> None:
    """A link that leaves out the day or a filter shows something else to whoever opens it next year."""
    screen = shared_page(FILES[path], query, share=True)
    link = codes(screen, "share")[0]
    assert link.split("?")[0] == f"{SITE}/{path}"
    day, version = listed(query).get("known_on", ["2022-01-07"]), [open_archive().version]
    assert query_in(link) == listed(query) | {"known_on": day, "dataset": version}
    assert {button.proto.url for button in inside(screen, "share", "link_button")} == {link}
    assert screen.query == listed(query), "the reader's own address is left as it was"
    again = shared_page(FILES[path], query_in(link))
    assert not again.notices()
    assert (again.heading, again.counts()) == (screen.heading, screen.counts())
    assert again.items() == screen.items()


@a_view
def test_one_frame_follows_the_records_and_one_is_pinned(shared_page: Opener, path: str, query: Query) -> None:
    """A live frame with a version in it tells its readers of another version at the first correction."""
    screen = shared_page(FILES[path], query, share=True)
    link, live, pinned = codes(screen, "share")
    assert Frame(pinned).src == f"{link}&embed=true"
    src = Frame(live).src
    assert src.split("?")[0] == f"{SITE}/{path}"
    assert query_in(src) == listed(query) | {"embed": ["true"]}


def test_the_live_frame_of_a_pinned_view_is_not_pinned(open_page: Opener) -> None:
    """Who follows a shared link and embeds what they see would pass on the pin of somebody else's link."""
    pin = {"dataset": open_archive().version, "known_on": "2022-01-07", "city": "almaty"}
    _, live, _ = codes(open_page(FILES["map"], pin, share=True), "share")
    assert query_in(Frame(live).src) == {"city": ["almaty"], "embed": ["true"]}


def test_the_title_of_a_frame_names_the_filters(open_page: Opener) -> None:
    """Who hears of a frame only its title would take the figures of one city for all of them."""
    for query, said in (({"city": "almaty"}, "(Filtered by City: Almaty)"), ({}, "")):
        for code in codes(open_page(FILES[""], query, share=True), "share")[1:]:
            ((_, attributes),) = Frame(code).tags
            title = attributes["title"] or ""
            assert ("Filtered by" in title) is bool(said)
            assert title.endswith(said)


def test_the_code_of_a_frame_is_one_element_whatever_a_record_or_a_reader_wrote(open_page: Opener) -> None:
    """A quotation mark in a search would end the attribute, and the rest run on the site that embeds it."""
    written = '"><script>alert(1)</script>'
    screen = open_page(FILES["quotes"], {"q": written}, share=True)
    for code in codes(screen, "share")[1:]:
        assert query_in(Frame(code).src)["q"] == [written]
        assert "<script" not in code


@a_view
def test_the_code_for_the_room_leads_to_the_same_link(shared_page: Opener, path: str, query: Query) -> None:
    """A code of another address, or one without its quiet zone, sends the whole room nowhere."""
    screen = shared_page(FILES[path], query, share=True)
    link = codes(screen, "share")[0]
    (image,) = inside(screen, "share", "image")
    (picture,) = image.proto.imgs
    svg = base64.b64decode(picture.url.removeprefix("data:image/svg+xml;base64,")).decode()
    matrix = segno.make(link, error="m", micro=False).matrix
    assert _dark_modules(svg) == {
        (column + 4, row + 4) for row, modules in enumerate(matrix) for column, dark in enumerate(modules) if dark
    }
    assert f"M0 0h{len(matrix) + 8}v{len(matrix) + 8}h-{len(matrix) + 8}z" in svg, "a white ground with a quiet zone"
    assert link in picture.alt


def _dark_modules(svg: str) -> set[tuple[int, int]]:
    """The dark squares that a QR code's path draws, line by line."""
    (path,) = re.findall(r'class="qrline"[^>]* d="([^"]+)"', svg)
    found: set[tuple[int, int]] = set()
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(number) for number in numbers.split()]
        if command == "h":
            found |= {(column, int(y)) for column in range(int(x), int(x + values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return found


@pytest.mark.parametrize("public", ["https://news.example/kazakhstan", "https://news.example/kazakhstan/", None])
def test_links_stand_on_the_sites_own_address_where_it_is_named(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, public: str | None
) -> None:
    """Behind a proxy the server sees its own name only, and nobody outside can open a link to that."""
    if public:
        monkeypatch.setenv("PUBLIC_URL", public)
    else:
        monkeypatch.delenv("PUBLIC_URL")
    query: Query = {"city": "almaty", "item": FIGURE}
    screen = open_page(FILES["map"], query, **{"share": True, "take-away": True, "item-panel": True})
    site = SITE if public else ""
    assert all(text.startswith(f"{site}/map?") for text in (codes(screen, "share")[0], codes(screen, "item-panel")[0]))
    assert f", {site}/map?" in codes(screen, "take-away")[0]


def test_the_address_before_the_page_is_the_site_where_none_is_named(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server below a folder the page's name stands after the folder's, which may end in the same letters."""
    monkeypatch.delenv("PUBLIC_URL")
    for url, path in (
        ("https://a.example/map", "map"),
        ("https://a.example/roadmap/map?city=x", "map"),
        ("https://a.example/roadmap/?city=x", ""),
        ("https://a.example", ""),
    ):
        monkeypatch.setattr(type(st.context), "url", url)
        link = codes(open_page(FILES[path], share=True), "share")[0]
        before = "https://a.example" + ("/roadmap" if "roadmap" in url else "")
        assert link.startswith(f"{before}/{path}?known_on="), (url, link)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://paper.example/kz/map", "https://paper.example/kz"),
        ("https://evil.example/kz/map", "https://news.example/kz"),
    ],
)  # fmt: skip
def test_where_hosts_are_named_a_link_has_one_of_them(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, url: str, site: str
) -> None:
    """Guards against a site under somebody else's name, whose links and codes lead readers there for ever."""
    monkeypatch.delenv("PUBLIC_URL")
    monkeypatch.setenv("ALLOWED_HOSTS", "news.example, paper.example")
    monkeypatch.setattr(type(st.context), "url", url)
    screen = open_page(FILES["map"], {"item": FIGURE}, **{"share": True, "take-away": True, "item-panel": True})
    for panel in ("share", "take-away", "item-panel"):
        written = "\n".join(codes(screen, panel))
        assert f"{site}/map?" in written
        assert "evil.example" not in written


def shown(files: dict[str, bytes], ending: str) -> bytes:
    """The one file of an ending."""
    (name,) = [name for name in files if name.endswith(f".{ending}")]
    return files[name]


def rows_of(text: bytes | str) -> list[dict[str, str]]:
    text = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    return list(csv.DictReader(io.StringIO(text, newline="")))


FILTERS: dict[str, Query] = {
    "": {"city": "almaty", "q": "the"},
    "timeline": {"kind": "security_operation", "from": "2022-01-05", "lanes": "actor"},
    "map": {"city": "aktau", "view": "almaty"},
    "casualties": {"known_on": "2022-01-15", "q": "ministry", "metric": "detained"},
    "quotes": {"speaker": "kuralai", "item": FIGURE},
    "sides": {"actor": "kazakhstan-police"},
    "sources": {"city": "almaty"},
    "corrections": {},
}


@pytest.mark.parametrize(("path", "table"), [(path, table) for path, view in VIEWS.items() for table in view.tables])
def test_the_files_are_exactly_what_is_filtered(
    shared_page: Opener, files: dict[str, bytes], path: str, table: Table
) -> None:
    """A journalist takes the file for the screen: other rows in it would be printed as what the page said."""
    query = FILTERS[path]
    screen = shared_page(FILES[path], query, **{"take-away": True})
    files.clear()
    screen.app.get_by_key("take-away-table").set_value(table)
    screen.run()
    here = reading(path, query)
    selection = view_of(here).shown
    for form in table.formats:
        assert shown(files, form).decode("utf-8-sig") == export(here.archive, table, form, selection)
        assert shown(files, form).startswith(BOM_UTF8) == (form == "csv"), "a spreadsheet reads it in another encoding"
    rows = rows_of(shown(files, "csv"))
    if table in COUNTED:
        counted = screen.counted(COUNTED[table])[0]
        assert 0 < len(rows) < counted if selection.metric else len(rows) == counted
    with zipfile.ZipFile(io.BytesIO(shown(files, "zip"))) as packed:
        assert {name.split("/")[1] for name in packed.namelist() if name.startswith("data/")} == {
            f"{each}.{form}" for each in VIEWS[path].tables for form in each.formats
        }
        for each in VIEWS[path].tables:
            rows_packed = packed.read(f"data/{each}.csv").decode("utf-8-sig")
            assert rows_packed == export(here.archive, each, "csv", selection)
        readme = packed.read("README.txt").decode()
    assert f"({here.day})" in readme
    assert here.archive.version in readme
    assert f"Permalink:        {SITE}/{path}?" in readme


COUNTED = {"events": "events", "claims": "figures", "quotes": "quotations"}


def test_the_filters_of_these_tests_filter_something(shared_page: Opener) -> None:
    """Guards the test above, which would else compare everything with everything."""
    for path in ("", "timeline", "map", "casualties", "quotes"):
        screen = shared_page(FILES[path], FILTERS[path])
        told = [screen.counted(what) for what in COUNTED.values()]
        assert any(0 < some < every for some, every in told), (path, told)


@pytest.mark.parametrize("rows", ["shown", "all"])
def test_every_table_comes_in_its_formats_with_the_rows_shown_or_all(
    open_page: Opener, files: dict[str, bytes], rows: str
) -> None:
    """What is not on the page may be what a reader came for; “all” is all of that day, and nothing of a later one."""
    query: Query = {"city": "almaty", "known_on": "2022-01-10"}
    screen = open_page(FILES[""], query, **{"take-away": True})
    screen.app.get_by_key("take-away-rows").set_value(rows)
    here = reading("", query)
    selection = here.selection if rows == "shown" else day_only(here.selection)
    offered = screen.app.get_by_key("take-away-table").options
    assert sorted(offered) == sorted(table.label for table in Table)
    for table in Table:
        files.clear()
        screen.app.get_by_key("take-away-table").set_value(table)
        screen.run()
        endings = [name.rsplit(".", 1)[1] for name in files]
        assert sorted(endings) == sorted([*table.formats, "zip", "html", "html"])
        assert [button.label for button in inside(screen, "take-away", "download_button")][:2] == ["CSV", "JSON"]
        for form in table.formats:
            assert shown(files, form).decode("utf-8-sig") == export(here.archive, table, form, selection)
        with zipfile.ZipFile(io.BytesIO(shown(files, "zip"))) as packed:
            assert packed.read(f"data/{table}.csv").decode("utf-8-sig") == export(here.archive, table, "csv", selection)
        if table in COUNTED:
            assert len(rows_of(shown(files, "csv"))) == screen.counted(COUNTED[table])[rows == "all"]


def test_a_file_is_made_at_the_click(open_page: Opener) -> None:
    """Who opens the panel for its citation would wait for two seconds of files that nobody asked for."""
    screen = open_page(FILES[""], {"item": FIGURE}, **{"take-away": True, "item-panel": True})
    buttons = screen.app.get("download_button")
    assert len(buttons) == 7
    assert all(button.proto.deferred_file_id for button in buttons)
    assert not any(button.proto.url for button in buttons)


def _built_at_the_click(build: Callable[[], bytes], manager: MediaFileManager) -> str | None:
    """The name of a file that is still there when other sessions have rerun since the click; None if it is gone."""
    placeholder = manager.add_deferred(build, "text/csv", "0.1", "rows.csv")
    url = manager.execute_deferred(placeholder)
    for _ in range(3):
        manager.remove_orphaned_files()
    name = url.rsplit("/", 1)[1].split(".")[0]
    return name if manager.read_file(name) else None


def test_a_file_of_the_click_is_there_until_the_browser_fetches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit assigns it to no session, and removes it while other readers' pages run."""
    manager = MediaFileManager(MemoryMediaFileStorage("/media"))
    monkeypatch.setattr("components.downloads.runtime.get_instance", lambda: SimpleNamespace(media_file_mgr=manager))
    file = File("CSV", "rows.csv", "text/csv", lambda: "a,b")
    assert _built_at_the_click(kept_for_session(file, key="take-0"), manager)
    manager.clear_session_refs()
    assert not _built_at_the_click(lambda: b"c,d", manager), "Streamlit keeps such a file itself now"


@pytest.mark.parametrize(
    "trick", ["../../../etc/passwd", "..\\..\\autorun.exe", "a/b:c*?.exe", "\u202egnp.exe", "a\0b"]
)
def test_a_path_trick_in_a_link_is_in_no_name_of_a_file(open_page: Opener, files: dict[str, bytes], trick: str) -> None:
    """A link could else choose where on the reader's disk the page's files are put, and as what."""
    query: Query = {"q": trick, "city": trick, "known_on": trick, "dataset": trick}
    open_page(FILES["quotes"], query, **{"take-away": True})
    assert len(files) == 5
    for name in files:
        assert re.fullmatch(r"quotes[a-z0-9-]*-2022-01-07\.(csv|json|zip|html)", name), name


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", FILES)
def test_a_view_is_cited_in_each_form_with_its_permalink(shared_page: Opener, path: str, form: str) -> None:
    """A citation of a dashboard without the view, its day and its version cites nothing that can be checked."""
    screen = shared_page(FILES[path], {"city": "almaty"}, **{"share": True, "take-away": True})
    screen.app.get_by_key("cite-form-view").set_value(form)
    told, *of_articles = codes(screen.run(), "take-away")
    link = codes(screen, "share")[0]
    assert link in told
    assert not [citation for citation in of_articles if link in citation]
    assert open_archive().version in told
    assert "Unrest in Kazakhstan, January 2022" in told
    assert re.search("7 January 2022|2022-01-07|2022/01/07", told)
    assert "City: Almaty" in told or "City&#" in told
    assert told.startswith({"Text": "“", "BibTeX": "@misc{", "RIS": "TY  - DATA", "Wikipedia": "{{cite news "}[form])


def one_item_of_each_table() -> dict[str, str]:
    """Table to the id of an item in it."""
    archive = as_known_on(open_archive())
    tables = ("events", "claims", "quotes", "facts", "caveats")
    return {name: str(getattr(queries, name)(archive)["item_id"].iloc[0]) for name in tables}


ITEM_TABLES = ("events", "claims", "quotes", "facts", "caveats")


@pytest.mark.parametrize("table", ITEM_TABLES)
def test_an_items_own_link_opens_it_as_it_stood_that_day(open_page: Opener, table: str) -> None:
    """A link to a figure that opens the page alone leaves its reader to search for it."""
    item = one_item_of_each_table()[table]
    query: Query = {"item": item, "city": "aktau", "known_on": "2022-01-09"}
    screen = open_page(FILES["timeline"], query, **{"item-panel": True})
    link = codes(screen, "item-panel")[0]
    assert link.split("?")[0] == f"{SITE}/timeline"
    assert query_in(link) == {"item": [item], "known_on": ["2022-01-09"], "dataset": [open_archive().version]}
    again = open_page(FILES["timeline"], query_in(link), **{"item-panel": True})
    assert again.drawer() == screen.drawer()
    assert not again.notices()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("table", ITEM_TABLES)
def test_an_item_is_cited_in_each_form_with_its_permalink(shared_page: Opener, table: str, form: str) -> None:
    """Whoever checks the citation must come to the article's words, and to our record of them."""
    item = one_item_of_each_table()[table]
    screen = shared_page(FILES[""], {"item": item}, **{"item-panel": True})
    screen.app.get_by_key("cite-form-item").set_value(form)
    link, told = codes(screen.run(), "item-panel")
    found = queries.item(open_archive(), item)
    assert found is not None
    article = queries.article(open_archive(), found[1]["article_id"])
    assert article["publisher"] in told
    assert article["url"] in told
    assert (link.replace("&", r"\&").replace("_", r"\_") if form == "BibTeX" else link) in told


@pytest.mark.parametrize("table", ITEM_TABLES)
def test_a_quotation_and_a_figure_can_be_taken_as_a_card_and_nothing_else_can(
    open_page: Opener, files: dict[str, bytes], table: str
) -> None:
    """A picture travels without its page: whose words, where and when, has to be in it."""
    item = one_item_of_each_table()[table]
    screen = open_page(FILES[""], {"item": item}, **{"item-panel": True})
    name = item.replace(".", "-")
    if table not in ("claims", "quotes"):
        assert files == {}
        assert "As a card" not in screen.text
        return
    assert list(files) == [f"{name}.png", f"{name}.svg"]
    assert files[f"{name}.png"].startswith(b"\x89PNG\r\n\x1a\n")
    svg = files[f"{name}.svg"].decode()
    found = queries.item(open_archive(), item)
    assert found is not None
    article = queries.article(open_archive(), found[1]["article_id"])
    words = " ".join(re.sub(r"<[^>]*>", " ", svg).split())
    assert article["publisher"] in words
    assert "2022" in words
    assert "news.example" in words


NAMED_VIEWS = map_views(as_known_on(archive_from_records()))


@pytest.mark.parametrize("view", NAMED_VIEWS)
def test_each_named_view_moves_the_map_and_has_its_link(open_page: Opener, view: str) -> None:
    """A colleague who is sent to Almaty must not be shown the whole country."""
    box = NAMED_VIEWS[view].box
    whole = open_page(FILES["map"])
    linked = open_page(FILES["map"], {"view": view})
    assert not linked.notices()
    before, after = camera(whole), camera(linked)
    assert linked.app.get_by_key("view_view").value == view
    if box is None:
        assert after == before
    else:
        assert after != before
        west, south, east, north = box
        assert after["longitude"] == pytest.approx((west + east) / 2)
        assert south - 1e-6 <= after["latitude"] <= north + 1e-6
        assert after["zoom"] >= before["zoom"] - 0.01
    whole.app.get_by_key("view_view").set_value(view)
    chosen = whole.run()
    assert chosen.query == ({} if view == WHOLE_COUNTRY else {"view": [view]})
    assert camera(chosen) == after
    chosen.app.get_by_key("view_view").set_value(WHOLE_COUNTRY)
    assert chosen.run().query == {}
    assert camera(chosen) == before


def camera(screen: Screen) -> dict[str, Any]:
    """Where the page's map looks."""
    (deck,) = [chart for key, chart in screen.charts().items() if key.startswith("map")]
    return dict(deck["initialViewState"])


@pytest.mark.parametrize("view", ["atlantis", "almaty-main-square", "georgia"])
def test_a_view_that_is_not_there_is_told_and_the_rest_of_the_link_kept(open_page: Opener, view: str) -> None:
    """A place that lost its point in a correction leaves links to its view behind."""
    screen = open_page(FILES["map"], {"view": view, "city": "almaty"})
    assert view in screen.notices()
    assert camera(screen) == camera(open_page(FILES["map"], {"city": "almaty"}))
    assert "City: Almaty" in screen.counts()
    assert screen.query["city"] == ["almaty"]


def test_a_view_keeps_where_the_map_was_under_every_filter(open_page: Opener) -> None:
    """A map that jumps back with the next filter has forgotten what was asked of it."""
    at = camera(open_page(FILES["map"], {"view": "aktau"}))
    assert camera(open_page(FILES["map"], {"view": "aktau", "city": "almaty", "kind": "protest"})) == at


def test_a_link_from_other_records_says_so_on_every_page_and_shows_the_rest(open_page: Opener) -> None:
    """A number that was corrected since the link was made would be taken for the one that was sent."""
    for path, file in FILES.items():
        screen = open_page(file, {"dataset": "0123456789ab", "city": "almaty"}, share=True)
        assert "0123456789ab" in screen.notices(), path
        assert "City: Almaty" in screen.counts()
        assert query_in(codes(screen, "share")[0])["dataset"] == [open_archive().version]


def test_a_link_does_not_hand_on_what_was_left_out_of_the_one_before(open_page: Opener) -> None:
    """One slip would go from reader to reader, each with a notice that they can do nothing about."""
    query: Query = {"city": ["almaty", "atlantis"], "lanes": "colour", "page": "2", "colour": "red"}
    screen = open_page(FILES["timeline"], query, share=True)
    assert "atlantis" in screen.notices()
    link = codes(screen, "share")[0]
    assert query_in(link).keys() == {"city", "known_on", "dataset"}
    assert not open_page(FILES["timeline"], query_in(link)).notices()


def test_an_old_name_in_a_link_opens_the_view_and_the_next_link_has_the_new_one(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link in last year's article must open with its filters, and not be copied on under names that are gone."""
    monkeypatch.setitem(RENAMED_KEYS, "town", "city")
    screen = open_page(FILES["timeline"], {"town": "almaty"}, share=True)
    assert not screen.notices()
    assert "City: Almaty" in screen.counts()
    assert query_in(codes(screen, "share")[0])["city"] == ["almaty"]
    screen.app.get_by_key("filter_q").set_value("airport")
    assert screen.run().query == {"city": ["almaty"], "q": ["airport"]}


def test_a_record_of_marks_and_tags_is_text_in_every_panel(
    open_page: Opener, files: dict[str, bytes], tmp_path: Path, small_record: dict[str, Any], records_from: Any
) -> None:
    """What is written in a record would run in the page that embeds us, or in whoever opens the file."""
    marks = '<script>alert(1)</script>"><b>'
    small_record["events"][0]["title"] = small_record["article"]["headline"] = marks
    small_record["quotes"][0]["contents"] = [marks]
    start = small_record["quotes"][0]["anchors"][0]["start"]
    small_record["quotes"][0]["anchors"] = [
        small_record["quotes"][0]["anchors"][0] | {"exact": marks, "end": start + len(marks)}
    ]
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "record.json").write_text(json.dumps(small_record), "utf-8")
    records_from(folder)
    item = "northport-2023-03-01.lima-back-tomorrow"
    screen = open_page(FILES[""], {"item": item}, **{"share": True, "take-away": True, "item-panel": True})
    for code in codes(screen, "share")[1:]:
        assert Frame(code).src.startswith(f"{SITE}/?")
    for name, content in files.items():
        assert name.endswith((".csv", ".json", ".zip")) or b"<script>alert" not in content, name


@pytest.mark.parametrize("path", FILES)
def test_every_visual_of_a_page_is_shared_as_a_frame_as_pictures_and_as_html(
    open_page: Opener, files: dict[str, bytes], path: str
) -> None:
    """Guards against a site that refuses frames, whose editors then take a screenshot without a source."""
    for visual in VIEWS[path].visuals:
        files.clear()
        query: Query = {"city": "almaty", "visual": visual}
        screen = open_page(FILES[path], query, share=True, **{"share-html": True})
        link, live, pinned, html = codes(screen, "share")
        first = next(iter(VIEWS[path].visuals))
        named = {} if visual == first else {"visual": [visual]}
        assert query_in(Frame(live).src) == {"city": ["almaty"], "embed": ["true"]} | named
        assert query_in(Frame(pinned).src).items() >= ({"embed": ["true"]} | named).items()
        assert html.startswith("<figure>")
        (to,) = re.findall(r'href="([^"]+)"', html)
        assert query_in(to.replace("&amp;", "&")).keys() == {"city", "known_on", "dataset"}
        assert link.split("?")[0] == to.split("?")[0]
        assert sorted(name.rsplit(".", 1)[1] for name in files) == ["png", "svg"]
        assert shown(files, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (None, "No other site may show it in a frame so far"),
        ("'self'", "No other site may show it in a frame so far"),
        ("'self' https://news.example", "Only `https://news.example` may show it in a frame"),
        ("*", "Any site may show it in a frame"),
    ],
)
def test_share_says_who_may_show_a_frame_and_how_to_allow_it(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, setting: str | None, words: str
) -> None:
    """Guards against the code of a frame that stays empty, and nobody who is told why."""
    if setting is None:
        monkeypatch.delenv("FRAME_ANCESTORS", raising=False)
    else:
        monkeypatch.setenv("FRAME_ANCESTORS", setting)
    captions = [str(each.value) for each in inside(open_page(FILES["map"], share=True), "share", "caption")]
    (advice,) = [caption for caption in captions if "frame" in caption]
    assert words in advice
    assert ("FRAME_ANCESTORS" in advice) == (setting != "*")


def test_a_link_that_no_code_can_hold_is_shared_without_one(open_page: Opener) -> None:
    """Guards against a panel that falls over for a view with many filters."""
    screen = open_page(FILES["quotes"], {"q": "🚨" * 200, "item": FIGURE}, share=True)
    assert codes(screen, "share")[0].startswith(SITE)
    assert not inside(screen, "share", "image")


def test_the_whole_file_is_of_this_page_or_of_all(open_page: Opener, files: dict[str, bytes]) -> None:
    """Guards against a file of the casualties that holds the whole collection, and one of all that lacks a page."""
    screen = open_page(FILES["casualties"], {"metric": "injured"}, **{"take-away": True})
    alone = {name: file.decode() for name, file in files.items() if name.endswith(".html")}
    (this,) = [html for name, html in alone.items() if "whole" in name]
    assert re.findall(r'<div class="sn-part" id="([^"]+)"', this) == ["casualties"]
    assert "Injured" in this
    files.clear()
    screen.app.get_by_key("take-away-pages").set_value("all")
    screen.run()
    (every,) = [file.decode() for name, file in files.items() if name.startswith("all-pages")]
    assert len(re.findall(r'<div class="sn-part"', every)) >= len(VIEWS)
    assert len(this) < len(every) / 2
