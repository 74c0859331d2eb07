"""A view as one file: all of it, nothing else's words, nothing from elsewhere, and the command that writes it."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from data import queries
from data.figures import ledger
from data.files import write_atomically
from data.records.schema import Collection
from data.records.vocabulary import PopulationGroup, Relation
from data.tables.archive import Archive, archive_from_records
from data.views import base, casualties_ledger, record_list
from data.views import map as map_view
from data.views import matters as matters_view
from data.views import overview as overview_view
from data.views import quotes as quotes_view
from data.views import timeline as timeline_view
from data.views.contradictions import standing_words
from data.views.event_words import NUMBER_WORDS
from data.views.overview import OverviewView
from data.views.reading import Reading, read_address
from data.views.registry import BY_NAME, view_of
from data.views.summary import summary
from data.wording.citation import source_link
from publishing.snapshot.page import snapshot
from tests.command_line import run, run_process
from tests.conftest import LEAD
from tests.hostile import hostile
from tests.unit.data.tables.test_known_on import DAYS, later_words

MADE_ON = dt.date(2026, 3, 1)
PERMALINK = "https://news.example/timeline?known_on=2022-01-07&dataset=abc"
VOID = {"meta", "br", "link", "img", "input", "hr", "base"}
MAY_BE_THERE = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "h4", "div", "strong", "br",
    "dl", "dt", "dd", "nav", "ol", "ul", "li", "span", "main", "section", "em", "blockquote", "figure", "figcaption",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "s", "bdi", "i", "pre", "footer", "article", "details",
    "summary", "svg", "g", "line", "text", "tspan", "rect", "circle", "path",
}  # fmt: skip

Query = dict[str, list[str]]
Json = dict[str, Any]

QUERIES: dict[str, Query] = {
    "everything": {},
    "one city": {"city": ["almaty"]},
    "a later day": {"known_on": ["2022-12-20"]},
    "days and words": {"from": ["2022-01-06"], "to": ["2022-01-07"], "q": ["moscow"]},
    "nothing": {"q": ["zeppelin"]},
    "before all reports": {"known_on": ["2021-01-01"]},
}
every_query = pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())


class Seen(HTMLParser):
    """A page taken apart: its tags with their attributes, its ids, its links, and the text of each element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.styles = ""
        self.texts: list[str] = []
        self.within: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)
        assert self._open == [], "an element is not closed"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.tags.append((tag, given))
        if tag not in VOID:
            self._open.append((tag, given.get("id")))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "style":
            self.styles += data
            return
        self.texts.append(data)
        for _, each in self._open:
            if each:
                self.within[each] = self.within.get(each, "") + data

    @property
    def ids(self) -> list[str]:
        return [given["id"] or "" for _, given in self.tags if "id" in given]

    @property
    def links(self) -> list[str]:
        return [given.get("href") or "" for tag, given in self.tags if tag == "a"]

    @property
    def text(self) -> str:
        return flat("".join(self.texts))

    def classes(self, tag: str) -> Counter[str]:
        """How often each class stands on elements of a name."""
        return Counter(each for name, given in self.tags if name == tag for each in (given.get("class") or "").split())

    def of(self, item_id: str) -> str:
        """The text of the element with an id."""
        return flat(self.within[item_id])


def flat(text: str) -> str:
    """Text as a reader sees it: in one line."""
    return " ".join(text.split())


def made(archive: Archive, query: Query) -> tuple[Reading, str]:
    """A snapshot of a view, and the reading that it is made of; each is made once for all tests that look at it."""
    return _made(archive, tuple((key, *values) for key, values in query.items()))


@lru_cache(maxsize=32)
def _made(archive: Archive, query: tuple[tuple[str, ...], ...]) -> tuple[Reading, str]:
    return made_anew(archive, {key: list(values) for key, *values in query})


def made_anew(archive: Archive, query: Query) -> tuple[Reading, str]:
    """As `made`, whatever was made before: for tests that change how it is made."""
    reading = read_address("", query, archive)
    return reading, snapshot(reading, permalink=PERMALINK, made_on=MADE_ON)


# What it holds


@every_query
def test_every_item_of_the_view_has_one_row_with_its_words(reports: Archive, query: Query) -> None:
    """Guards against a page that looks complete and has lost rows, or has one twice."""
    reading, html = made(reports, query)
    seen = Seen(html)
    archive, selection = reading.archive, reading.selection
    words = {
        "events": ("title", "summary", "attributed_to"),
        "claims": ("value_text", "population", "asserted_by_name", "note"),
        "quotes": ("paraphrase", "context"),
        "facts": ("text",),
        "caveats": ("text",),
    }
    shown = {
        "events": queries.events, "claims": queries.claims, "quotes": queries.quotes, "facts": queries.facts,
        "caveats": queries.caveats,
    }  # fmt: skip
    expected = []
    for table, ask in shown.items():
        for row in queries.rows(ask(archive, selection)):
            expected.append(row["item_id"])
            said = seen.of(row["item_id"])
            for column in words[table]:
                assert flat(row[column] or "") in said, (row["item_id"], column)
            for piece in (row.get("contents") or "").split("\n"):
                assert flat(piece) in said
    of_items = [each for each in seen.ids if "." in each]
    assert sorted(of_items) == sorted(expected)
    assert len(seen.ids) == len(set(seen.ids)), "an id stands twice"


@every_query
def test_the_head_and_the_key_figures_are_those_of_the_overview(reports: Archive, query: Query) -> None:
    """Guards against a file that says other things of a view than the view itself."""
    reading, html = made(reports, query)
    seen = Seen(html)
    view = summary(replace(reading, address=replace(reading.address, path="")))
    said = [
        view.collection,
        view.title,
        view.known_on_label,
        view.count_summary,
        view.filters,
        view.later,
        view.dataset,
        PERMALINK,
    ]
    assert all(part in seen.text for part in said)
    assert "Sun 1 Mar 2026" in seen.text
    assert "CC BY 4.0" in seen.text
    assert isinstance(view.view, OverviewView)
    for row in [row for group in view.view.ledger for row in group.rows]:
        for part in (row.words, row.who, row.asserter, row.reports, *(note.text for note in row.notes)):
            assert flat(part) in seen.of("overview")
    for figure in view.figures:
        for part in (figure.words, figure.whom, *figure.dates.split(" · ")):
            assert flat(part) in seen.of(figure.item_id)
    for name, page in BY_NAME.items():
        shown = summary(replace(reading, address=replace(reading.address, path=page.path)))
        assert flat(shown.title) in seen.of(name)
        assert flat(shown.subtitle) in seen.of(name)


def test_every_item_with_a_place_in_the_text_opens_the_article_there(reports: Archive) -> None:
    """Guards against a figure whose source cannot be looked up from the printed or saved page."""
    reading, html = made(reports, {"known_on": ["2022-12-20"]})
    seen = Seen(html)
    anchors = queries.rows(queries.first_anchors(reading.archive))
    rows = [row for row in anchors if row["item_id"] in seen.ids]
    assert len(rows) > 90
    for row in rows:
        url = source_link(row["url"], exact=row["exact"], prefix=row["prefix"], suffix=row["suffix"])
        assert url in seen.links
        assert f"paragraph {row['paragraph'] + 1}" in seen.of(row["item_id"])
        assert flat(row["exact"]) in seen.of(row["item_id"])
    for article in queries.rows(queries.articles(reading.archive)):
        assert article["url"] in seen.of(f"article-{article['article_id']}")


@every_query
def test_every_link_within_the_page_leads_to_something_on_it(reports: Archive, query: Query) -> None:
    """Guards against contents and cross-references that do nothing when they are clicked."""
    seen = Seen(made(reports, query)[1])
    inner = [link for link in seen.links if link.startswith("#")]
    assert len(inner) > 9
    assert seen.classes("button") == Counter()
    assert {link[1:] for link in inner} <= set(seen.ids)
    assert all(link.startswith(("#", "https://", "http://")) for link in seen.links)


@pytest.mark.parametrize("permalink", [PERMALINK, ""], ids=["with a link", "without one"])
@pytest.mark.parametrize("name", BY_NAME)
def test_a_file_of_one_page_has_that_page_and_its_records_alone(reports: Archive, name: str, permalink: str) -> None:
    """Guards against a page whose file is the whole collection, or has links to parts that are not in it."""
    reading = read_address(BY_NAME[name].path, {"known_on": ["2022-12-20"]}, reports)
    html = snapshot(reading, permalink=permalink, made_on=MADE_ON, page_alone=True)
    seen = Seen(html)
    parts = [given["id"] for tag, given in seen.tags if given.get("class") == "sn-part"]
    assert parts == [name]
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)
    kinds = {record_list.TABLES[table][0] for table in BY_NAME[name].tables if table in record_list.TABLES}
    assert set(re.findall("<h4><span>([^<]+)</span>", html)) == kinds
    assert view_of(reading).title in seen.text


def test_an_opened_item_comes_first_with_all_of_its_places(reports: Archive) -> None:
    """Guards against a link to one figure that ends in a page where the figure has to be searched for."""
    item_id = f"{LEAD}.arrests-3800"
    reading, html = made(reports, {"item": [item_id]})
    seen = Seen(html)
    opened = summary(reading).opened
    assert opened is not None
    order = [each for each in seen.ids if not each.endswith("-title")]
    assert order[:3] == ["main", "opened", "overview"]
    for part in (opened.title, opened.citation, *(value for pair in opened.details for value in pair)):
        assert flat(part) in seen.of("opened")
    assert all(place.url in seen.links for place in opened.passages)
    assert "opened" not in Seen(made(reports, {})[1]).ids


def test_figures_say_how_they_stand_to_others(reports: Archive) -> None:
    """Guards against a figure that was replaced or withdrawn standing in the file like any other."""
    reading, html = made(reports, {"known_on": ["2022-12-20"]})
    seen = Seen(html)
    book = ledger.ledger(reading.archive)
    for row in queries.rows(queries.claims(reading.archive)):
        said = seen.of(row["item_id"])
        assert f"Status {standing_words(ledger.history_of(reading.archive, row))}" in said
        for relation, label in ((Relation.SUPERSEDES, "Replaces"), (Relation.PART_OF, "A part of")):
            for other in book.related_statements(book.statement[row["item_id"]], relation, says_so=True):
                assert label in said
                assert f"{other['value_text']} ({other['asserted_by_name']}" in said
    withdrawn = [
        row["item_id"] for row in queries.rows(queries.claims(reading.archive)) if row["status"] == "retracted"
    ]
    assert len(withdrawn) > 1
    struck = html[html.index('id="records"') :].count("<s>")
    assert struck == len(withdrawn), "a withdrawn figure is struck through, and no other"
    assert "the later figure is the lower one" in seen.of("casualties")


@pytest.mark.parametrize("day", DAYS)
def test_a_page_of_a_day_has_no_word_that_was_published_later(reports: Archive, day: str) -> None:
    """Guards against a file that is dated and tells what nobody knew then; one line may look ahead, and says so."""
    own = made(reports, QUERIES["before all reports"])[1]
    assert len(Seen(own).text) < 4_200, "no more than headings and how to read the page"
    html = re.sub(r'<p class="later">.*?</p>', "", made(reports, {"known_on": [day]})[1])
    text = Seen(html).text
    ours = {*NUMBER_WORDS, *(group.label for group in PopulationGroup)}
    later = later_words(day) - ours
    assert not {word for word in later if (word in text or word in html) and word not in own}


def test_a_long_table_says_how_much_of_it_is_there(reports: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against rows that are left out without a word, and against links to them that lead nowhere."""
    monkeypatch.setattr(base, "MOST_ROWS", 5)
    monkeypatch.setattr(record_list, "MOST_RECORDS", 5)
    seen = Seen(made_anew(reports, {})[1])
    assert "Events: the first 5 of 36." in seen.of("records")
    assert "The first 5 of 18." in seen.of("quotes")
    assert "The first 5 of 15." in seen.of("timeline")
    assert "The first 5 of 25." in seen.of("map")
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)


def test_what_a_page_folds_or_pages_is_whole_in_a_file(reports: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against rows that stand behind a click, which paper does not have."""
    for module, name in (
        (quotes_view, "PAGE_SIZE"), (timeline_view, "LIST_SHOWN"), (timeline_view, "LIST_SIZE"),
        (map_view, "TRAY_SHOWN"), (overview_view, "MAX_FIRST_DOUBTS"), (casualties_ledger, "MAX_FIRST_ROWS"),
        (matters_view, "MAX_FIRST"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, 1)
    _, html = made_anew(reports, {"known_on": ["2022-12-20"]})
    assert re.findall(r"<details(?! [^>]*open)(?![^>]*qt-topics)[^>]*>", html) == []
    assert "are not listed here" not in html
    assert 'class="pager"' not in html


def test_a_link_to_other_rows_leads_to_the_app(reports: Archive) -> None:
    """Guards against a city or a filter of the file that leads nowhere, or to another day than that of the file."""
    links = [link for link in Seen(made(reports, {})[1]).links if link.startswith("https://news.example/")]
    assert len(links) > 20
    assert all("known_on=2022-01-07" in link for link in links)
    reading = read_address("", {}, reports)
    alone = Seen(snapshot(reading, made_on=MADE_ON))
    assert not [link for link in alone.links if "city=" in link]
    assert {link[1:] for link in alone.links if link.startswith("#")} <= set(alone.ids)


# The charts


def test_a_dated_event_stands_on_its_day_and_an_undated_one_on_none(reports: Archive) -> None:
    """Guards against a guessed date, and against an event that is left out for having none."""
    html = made(reports, {})[1]
    part = html[html.index('id="timeline"') : html.index('id="map"')]
    days, undated = part.split('<section class="tl-undated">')
    assert (days.count('class="tl-item'), undated.count("data-item=")) == (15, 21)
    assert days.count("day only roughly known") == 3
    assert "No day recorded: 21 events that cannot be put in order" in undated


def test_words_have_no_length_and_more_than_is_open(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against “dozens” drawn as a number and “at least 40” drawn as 40."""
    claim = small_record["claims"][0]

    def marks(**changes: Any) -> dict[str, int]:
        small_record["claims"] = [claim | changes]
        archive = archive_from_records(write_record(small_record).parent)
        assert archive.problems == ()
        html = made(archive, {})[1]
        count = html[html.index('class="rib-list"') :].partition("</ol>")[0]
        found = {"bar": "rib-bar", "word": "no place on the scale", "arrow": 'class="arrow"', "hollow": " hollow"}
        return {mark: count.count(words) for mark, words in found.items()}

    assert marks() == {"bar": 1, "word": 0, "arrow": 1, "hollow": 0}
    exact = {"qualifier": "exact", "value_text": "40", "high": 40}
    assert marks(**exact) == {"bar": 1, "word": 0, "arrow": 0, "hollow": 0}
    about = {"qualifier": "about", "value_text": "40", "low": None}
    assert marks(**about) == {"bar": 1, "word": 0, "arrow": 0, "hollow": 1}
    vague = {"qualifier": "vague", "value_text": "dockers", "value": None, "low": None}
    assert marks(**vague) == {"bar": 0, "word": 1, "arrow": 0, "hollow": 0}


def test_a_city_that_is_only_mentioned_is_a_ring(reports: Archive) -> None:
    """Guards against a map on which something happens where it is only named, and against a city that goes missing."""
    html = made(reports, {})[1]
    part = html[html.index('id="map"') : html.index('id="casualties"')]
    maps = re.findall(r"<svg class=\"map-(?:wide|narrow)\".*?</svg>", part, re.DOTALL)
    assert [(each.count('class="map-disc"'), each.count('class="map-mentioned"')) for each in maps] == [(2, 1)] * 2
    assert "Moscow, only mentioned" in maps[0]
    assert "Nur-Sultan" in Seen(html).of("map")


def test_every_chart_has_a_name_or_is_hidden_from_screen_readers(reports: Archive) -> None:
    """Guards against a picture that a screen reader passes over, or reads out shape by shape."""
    html = made(reports, {"known_on": ["2022-12-20"]})[1]
    charts = re.findall(r"<svg [^>]*>(?:<title>[^<]+</title>)?", html)
    assert len(charts) > 10
    inner = r'<svg x="[^"]*" y="0" overflow="visible">'
    named = r'role="(img|group)" aria-label="[^"]+"|role="img"><title>|aria-hidden="true"'
    assert [chart for chart in charts if not re.search(named, chart) and not re.fullmatch(inner, chart)] == []


# What it must not do


@every_query
def test_nothing_is_asked_of_anybody(reports: Archive, query: Query) -> None:
    """Guards against a page that is broken without a network, or tells another host who reads it."""
    seen = Seen(made(reports, query)[1])
    assert {tag for tag, _ in seen.tags} <= MAY_BE_THERE
    for tag, given in seen.tags:
        assert not {"src", "srcset", "data", "action", "background", "poster", "xlink:href"} & set(given), tag
        assert tag == "a" or "href" not in given, tag
        assert not any(name.startswith("on") for name in given), tag
        assert "url(" not in " ".join(value or "" for value in given.values()) or tag == "a"
    assert not re.search(r"@import|url\(|expression", seen.styles)
    policy = next(given for tag, given in seen.tags if given.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_html_in_every_field_of_a_record_shows_as_text(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against a saved page that runs what a record holds, on the machine of whoever opens it."""
    record, texts = hostile(small_record)
    archive = archive_from_records(write_record(record).parent)
    assert archive.problems == ()
    item_id = f"{record['article']['id']}.{record['claims'][0]['id']}"
    _, html = made(archive, {"item": [item_id]})
    seen = Seen(html)
    assert {tag for tag, _ in seen.tags} <= MAY_BE_THERE
    assert not any(link.startswith("javascript") for link in seen.links)
    assert not any(name.startswith("on") for _, given in seen.tags for name in given)
    shown = [text for text in texts if flat(text) in seen.text]
    assert len(shown) > 30, "too few of the record's texts are on the page to have tested anything"


def test_a_title_cannot_leave_the_style_or_the_head(archive: Archive) -> None:
    """Guards against a collection's name that ends the style sheet that prints it at the head of each sheet."""
    assert archive.collection is not None
    title = '"}</style><script>alert(1)</script>\\'
    named = replace(archive, collection=archive.collection.model_copy(update={"title": title}))
    assert isinstance(named.collection, Collection)
    reading = Reading(named, read_address("", {}, archive).address)
    seen = Seen(snapshot(reading, permalink='javascript:alert("1")'))
    assert "script" not in {tag for tag, _ in seen.tags}
    assert title in seen.text
    assert seen.styles.count('"}}') == 1, "the string that holds the title ends where it should"
    assert 'javascript:alert("1")' not in seen.links


def test_the_same_records_on_the_same_day_make_the_same_file(reports: Archive, reports_duckdb: Archive) -> None:
    """Guards against a file that cannot be compared with the one of yesterday, and an engine that orders otherwise."""
    query = {"known_on": ["2022-12-20"]}
    assert made(reports, query)[1] == made_anew(reports, query)[1] == made(reports_duckdb, query)[1]


# The command


def test_the_command_writes_the_page_and_says_where_and_how_large(tmp_path: Path) -> None:
    """Guards against flags that are accepted and ignored, and a page without its view."""
    out = tmp_path / "view.html"
    finished = run_process(
        "snapshot", "--out", out, "--city", "almaty", "--known-on", "2022-12-20", package="publishing"
    )
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout == f"{out}: {out.stat().st_size / 1000:,.0f} kB\n"
    seen = Seen(out.read_text("utf-8"))
    assert "As known on Tue 20 Dec 2022" in seen.text
    assert "City: Almaty" in seen.text
    assert list(tmp_path.iterdir()) == [out], "the unfinished file is gone"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--city", "almatty"), 1, "city “almatty” is not in these records; did you mean “almaty”?"),
        (("--known-on", "yesterday"), 1, "known_on “yesterday” is not a date; write it as 2022-01-07"),
        (("--item", "hrw-2022-12-20.killed-238"), 1, "was published on Tue 20 Dec 2022; see it as known on that day"),
        (("--colour", "red"), 2, "unrecognized arguments: --colour red"),
        (("--out", "."), 1, ". cannot be written: it is a folder; name a file in it"),
        (("--out", "nowhere/at/all.html"), 1, "nowhere/at is not there; make the folder first"),
        (("--out", "/dev/null/view.html"), 1, "/dev/null/view.html cannot be written: "),
    ],
)
def test_what_cannot_be_made_is_told_and_leaves_the_file_that_was_there(
    tmp_path: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    """Guards against a traceback, an exit of 0, and half a page in the place of a whole one."""
    out = tmp_path / "view.html"
    out.write_text("the page of yesterday", "utf-8")
    finished = run("snapshot", "--out", out, *arguments, package="publishing")
    assert (finished.returncode, finished.stdout) == (status, "")
    assert message in finished.stderr
    assert out.read_text("utf-8") == "the page of yesterday"
    assert list(tmp_path.iterdir()) == [out]


def test_a_disk_that_is_full_leaves_the_file_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against a page that ends in the middle of a table and looks like one that has no more rows."""
    out = tmp_path / "view.html"
    out.write_text("the page of yesterday", "utf-8")
    write = Path.write_bytes

    def half(path: Path, content: bytes) -> int:
        write(path, content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(out, b"the page of today")
    assert out.read_text("utf-8") == "the page of yesterday"
    assert list(tmp_path.iterdir()) == [out]


def test_the_command_writes_one_page_alone(tmp_path: Path) -> None:
    """Guards against a flag that is accepted and ignored."""
    out = tmp_path / "map.html"
    assert run("snapshot", "--page", "map", "--out", out, package="publishing").returncode == 0
    seen = Seen(out.read_text("utf-8"))
    assert [given["id"] for _, given in seen.tags if given.get("class") == "sn-part"] == ["map"]
    assert run("snapshot", "--page", "nowhere", "--out", out, package="publishing").returncode == 2


def test_the_command_needs_a_file_to_write() -> None:
    """Guards against a page that is printed into a terminal, or written to a name that nobody chose."""
    finished = run("snapshot", package="publishing")
    assert finished.returncode == 2
    assert "the following arguments are required: --out" in finished.stderr


def test_a_record_that_was_left_out_is_told(
    small_record: Json, write_record: Callable[..., Path], tmp_path: Path
) -> None:
    """Guards against a page that lacks an article and looks complete."""
    folder = write_record(small_record).parent
    (folder / "bad.json").write_text("{", "utf-8")
    finished = run("snapshot", "--out", tmp_path / "view.html", package="publishing", ARTICLES=folder)
    assert finished.returncode == 0
    assert "bad.json: line 1, column 2: is not JSON" in finished.stderr


def test_overview_and_map_share_their_answers_about_places(reports: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against a file that draws one map twice and asks for its cities with each part."""
    drawn: list[tuple[int, int]] = []
    asked: list[str] = []
    draw, cities = map_view.map_picture, queries.map_cities

    def map_picture(*rows: Any, size: tuple[int, int], **more: Any) -> Any:
        drawn.append(size)
        return draw(*rows, size=size, **more)

    def map_cities(archive: Archive, selection: Any) -> Any:
        asked.append("cities")
        return cities(archive, selection)

    monkeypatch.setattr(map_view, "map_picture", map_picture)
    monkeypatch.setattr(queries, "map_cities", map_cities)
    html = snapshot(read_address("", {"q": ["police"]}, reports), made_on=MADE_ON)
    assert html.count('class="map-wide"') == 2
    assert (drawn, asked) == ([map_view.WIDE, map_view.NARROW], ["cities"])
