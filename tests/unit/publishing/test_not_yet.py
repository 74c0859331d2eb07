"""“Not yet” is not “not there”: what only later reports have is told as such, with its number, its day and the way."""

import csv
import io
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data import queries
from data.queries.later import later_matches
from data.queries.selection import NO_FILTERS, Selection
from data.records.vocabulary import FACETS
from data.tables.archive import Archive
from data.tables.known_on import default_day, report_days
from data.tables.known_values import KnownValues
from data.tables.rows import Table
from data.views.base import View
from data.views.frame import Frame
from data.views.reading import read_address
from data.views.registry import VIEWS, view_of
from hosting.api import api_routes
from publishing.links import links_of
from publishing.sections import PAGE_PARTS, section
from publishing.snapshot.page import snapshot
from tests.command_line import run
from tests.html_page import parse
from tests.unit.data.tables.test_known_on import DAYS, later_words

SEARCHES = ("164", "238", "7,939", "Prosecutor", "ombudswoman")
"""Words of later reports alone; the first is that of a figure which stood for a day."""

QUERIES = {
    "events": queries.events, "claims": queries.claims, "quotes": queries.quotes, "facts": queries.facts,
    "caveats": queries.caveats,
}  # fmt: skip

Query = dict[str, list[str]]


def counted(reports: Archive, day: str, **filters: Any) -> dict[str, list[str]]:
    """Table to the days of the items that reports after a day have under filters, one by one."""
    last = report_days(reports)[-1]
    found = {
        table: query(reports, Selection(known_on=last, **filters))["published_on"] for table, query in QUERIES.items()
    }
    return {table: later for table, days in found.items() if (later := sorted(d for d in days if d > day))}


def shown(view: View) -> str:
    return str(section("shown", view, links_of(view.address), frame=Frame(view.reading)))


def page(view: View) -> str:
    names = [name for name in PAGE_PARTS[view.path].sections if name != "later"]
    links, frame = links_of(view.address), Frame(view.reading)
    return shown(view) + "".join(section(name, view, links, frame=frame, pages=VIEWS) for name in names)


def ids_of_items(archive: Archive) -> list[str]:
    return list(archive.table("items").collect()["item_id"].to_list())


@pytest.mark.parametrize("day", ["2022-01-06", "2022-01-07", "2022-01-15"])
@pytest.mark.parametrize("key", [*FACETS, "item"])
def test_a_value_of_a_later_report_is_told_with_its_day_and_the_way_there(reports: Archive, key: str, day: str) -> None:
    """Guards against “is not in these records” of what is in them, from which a reader concludes that it never was."""
    values = reports.known_values[key] if key in FACETS else ids_of_items(reports)
    for value, first in KnownValues(reports).first_days(key, sorted(values)).items():
        reading = read_address("", {key: [value], "known_on": [day]}, reports)
        view = view_of(reading)
        if first <= day:
            assert reading.notices == ()
            continue
        (notice,) = reading.notices
        assert value[:40] in notice
        assert "see it as known on that day" in notice
        assert "not in these records" not in notice
        (way,) = view.not_yet
        link = links_of(view.address).changed(**way.of_address)
        then = read_address("", parse_qs(urlsplit(link).query), reports)
        assert (then.notices, then.day) == ((), first)
        assert then.selection == Selection(
            known_on=None if first == default_day(reports) else first, **{key: value if key == "item" else (value,)}
        )
        assert parse_qs(way.data_filter, keep_blank_values=True) == {
            "known_on": ["" if first == default_day(reports) else first],
            key: [value],
        }
        if key != "item":
            total = later_matches(reports, Selection(known_on=day, **{key: (value,)}))
            assert ("later reports have" in way.words) == bool(total)


def test_a_value_of_no_report_is_still_told_as_missing(reports: Archive) -> None:
    """Guards against a slip that seems to come later."""
    reading = read_address("", {"article": ["hrw-2022-12-21"], "city": ["almatyy"]}, reports)
    assert all("is not in these records" in notice for notice in reading.notices)
    assert view_of(reading).not_yet == ()


def test_the_other_values_and_filters_stay_on_the_way_there(reports: Archive) -> None:
    """Guards against a link that shows more, or less, than was asked for."""
    asked: Query = {"article": ["aljazeera-2022-01-07", "hrw-2022-12-20"], "topic": ["deaths"]}
    (way,) = view_of(read_address("casualties", asked, reports)).not_yet
    links = links_of(read_address("casualties", asked, reports).address)
    found = parse_qs(urlsplit(links.changed(**way.of_address)).query)
    assert found == asked | {"known_on": ["2022-12-20"]}


@pytest.mark.parametrize("about", ["reuters-2022-01-15.killed-225", "hrw-2022-12-20.killed-238"])
def test_a_pages_own_choice_of_a_later_report_is_told_as_such(reports: Archive, about: str) -> None:
    """Guards against a link to what all sides say of a figure that answers “is not among what is shown here”."""
    view = view_of(read_address("sides", {"about": [about]}, reports))
    (notice,) = view.notices
    assert "see it as known on that day" in notice
    (way,) = view.not_yet
    then = view_of(
        read_address("sides", parse_qs(urlsplit(links_of(view.address).changed(**way.of_address)).query), reports)
    )
    assert (then.notices, then.choice("about")) == ((), about)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("q", [*SEARCHES, "Almaty", "zeppelin"])
def test_a_search_says_how_many_items_of_later_reports_match(reports: Archive, q: str, day: str) -> None:
    """Guards against 0 · 0 · 0 for a figure of the next day, and against a number that nobody can find again."""
    expected = counted(reports, day, q=q)
    found = later_matches(reports, Selection(q=q, known_on=day))
    assert {table: found.of(table) for table in QUERIES if found and found.of(table)} == {
        table: len(days) for table, days in expected.items()
    }
    view = view_of(read_address("", {"q": [q], "known_on": [day]}, reports))
    assert [way.words.startswith("Later reports have ") for way in view.not_yet] == [True] * bool(expected)
    if expected and found:
        first = min(min(days) for days in expected.values())
        assert found.first_day == first
        (way,) = view.not_yet
        then = read_address("", parse_qs(urlsplit(links_of(view.address).changed(**way.of_address)).query), reports)
        assert (then.day, then.selection.q) == (first, q)


@pytest.mark.parametrize("day", DAYS)
def test_nothing_but_numbers_and_days_of_a_later_report_is_told(reports: Archive, day: str) -> None:
    """Guards against a hint that gives away what an early page must not know."""
    later = later_words(day)
    for query in ({"q": [SEARCHES[0]]}, {"q": [SEARCHES[3]]}, {"article": ["hrw-2022-12-20"]}, {"city": ["aktau"]}):
        asked = " ".join(query[next(iter(query))])
        view = view_of(read_address("timeline", {**query, "known_on": [day]}, reports))
        told = parse(shown(view)).text
        told += parse(section("timeline_list", view, links_of(view.address))).text if view.no_events.not_yet else ""
        assert not [word for word in later if word in told and word not in asked], query


def test_the_line_has_a_link_that_a_click_and_a_browser_follow_alike(reports: Archive) -> None:
    """Guards against a line of which only one of the two leads on."""
    view = view_of(read_address("", {"q": ["164"]}, reports))
    (line,) = [node for node in parse(shown(view)).below() if node.text.startswith("Later reports have")]
    assert line.text == "Later reports have 2 figures that match, from 9 Jan 2022 on. See that day"
    (link,) = [node for node in line.below() if node.tag == "a"]
    assert link.attributes == {"href": "/?q=164&known_on=2022-01-09", "data-filter": "known_on=2022-01-09"}


@pytest.mark.parametrize(("path", "result"), [("", "no_events"), ("timeline", "no_events"), ("map", "no_events"),
                                              ("casualties", "no_figures"), ("quotes", "no_quotations"),
                                              ("sides", "no_matters")])  # fmt: skip
def test_an_empty_list_says_what_the_last_day_has_of_it(reports: Archive, path: str, result: str) -> None:
    """Guards against an empty page whose only advice is to loosen a filter."""
    view = view_of(read_address(path, {"known_on": ["2022-01-06"], "topic": ["airport"]}, reports))
    empty = getattr(view, result)
    assert empty.headline
    early = view_of(read_address(path, {"known_on": ["2021-01-01"]}, reports))
    html = page(early)
    assert getattr(early, result).not_yet is not None
    assert "As known on 20 Dec 2022 there " in parse(html).text


def test_a_file_to_keep_says_what_later_reports_have(reports: Archive) -> None:
    """Guards against a printed page of nothing that is taken for all that was ever said."""
    reading = read_address("", {"q": ["164"], "article": ["hrw-2022-12-20"]}, reports)
    text = parse(snapshot(reading)).text
    assert "Later reports have 2 figures that match, from 9 Jan 2022 on." in text
    assert "Not yet on this day: article “hrw-2022-12-20”." in text, "none of its items has the word"


def client_of(reports: Archive) -> TestClient:
    return TestClient(Starlette(routes=api_routes(archive=lambda: reports)))


def test_every_value_that_the_api_lists_is_answered_or_refused_with_its_day(reports: Archive) -> None:
    """Guards against a list of values of which some are then “not in these records”."""
    client = client_of(reports)
    parameters = client.get("/api/v1/openapi.json").json()["components"]["parameters"]
    refused = 0
    for facet in FACETS:
        for value in parameters[facet]["schema"]["items"]["enum"]:
            answer = client.get("/api/v1/articles.json", params={facet: value, "limit": 1})
            if answer.status_code == 200:
                continue
            refused += 1
            (error,) = answer.json()["errors"]
            assert "not in these records" not in error
            day = error.rpartition("known_on=")[2]
            again = client.get("/api/v1/articles.json", params={facet: value, "limit": 1, "known_on": day})
            assert again.status_code == 200, error
    assert refused > 10


@pytest.mark.parametrize("table", ["claims", "events", "actors", "articles"])
@pytest.mark.parametrize("q", ["", *SEARCHES[:2], "zeppelin"])
def test_an_answer_of_the_api_says_what_later_reports_add(reports: Archive, table: str, q: str) -> None:
    """Guards against a program that reads no rows as “nobody ever said so”."""
    client = client_of(reports)
    now = client.get(f"/api/v1/{table}.json", params={"q": q} if q else {}).json()
    last = client.get(f"/api/v1/{table}.json", params={"known_on": "2022-12-20"} | ({"q": q} if q else {})).json()
    added = last["total"] - now["total"]
    assert (now["later"] or {"rows": 0})["rows"] == added
    assert last["later"] is None
    header = client.get(f"/api/v1/{table}.csv", params={"q": q} if q else {}).headers["x-later-count"]
    assert header == str(added)
    if added:
        then = client.get(f"/api/v1/{now['later']['address']}").json()
        assert then["known_on"] == now["later"]["first_on"]
        assert then["total"] > now["total"]


def test_the_command_line_says_the_same() -> None:
    """Guards against an empty file of a figure that is in the records."""
    refused = run("export", "claims", "--article", "hrw-2022-12-20")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "comes with a report of 2022-12-20; ask with --known-on 2022-12-20" in refused.stderr
    empty = run("export", "claims", "--q", "164")
    assert empty.returncode == 0
    assert not list(csv.DictReader(io.StringIO(empty.stdout)))
    assert "later reports have" in empty.stderr
    assert "from 2022-01-09 on" in empty.stderr
    found = run("export", "claims", "--q", "164", "--known-on", "2022-01-09", "--format", "json")
    assert json.loads(found.stdout)["rows"]


def test_without_filters_and_on_the_last_day_nothing_is_said(reports: Archive) -> None:
    """Guards against a line on every page, which nobody would read any more."""
    assert view_of(read_address("", {}, reports)).not_yet == ()
    assert later_matches(reports, Selection(q="164", known_on="2022-12-20")) is None
    assert later_matches(reports, NO_FILTERS) is not None
    assert Table.CLAIMS in VIEWS[""].tables
