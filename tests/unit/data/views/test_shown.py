"""Rows shown are the rows shown: the page, its tables, every file, the citation and the data API have the same ones."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data.export.bundle import bundle, file_stem
from data.export.files import LICENCE, export
from data.figures.attributions import attributions_of
from data.tables.archive import Archive
from data.tables.rows import Table
from data.views.address import rows_address
from data.views.base import View
from data.views.reading import read_address
from data.views.registry import VIEW_KEYS, VIEWS, view_of
from data.views.summary import summary
from data.wording.citation_formats import view_citation
from hosting.api import api_routes
from publishing.links import links_of
from publishing.sections import PAGE_PARTS, section
from tests import html_page

Query = dict[str, list[str]]

LAST = {"known_on": ["2022-12-20"]}
FIGURE = "aljazeera-2022-01-07.killed-police-and-guard"
FAMILIES = ("killed", "injured", "detained", "other")

NARROWING: dict[str, tuple[str, Table, Query]] = {
    **{f"the tab {family}": ("casualties", Table.CLAIMS, LAST | {"metric": [family]}) for family in FAMILIES},
    "the tab that opens": ("casualties", Table.CLAIMS, LAST),
    "a tab and filters": ("casualties", Table.CLAIMS, LAST | {"metric": ["detained"], "q": ["ministry"]}),
    "a tab under its earlier name": ("casualties", Table.CLAIMS, LAST | {"metric": ["held"]}),
    "a speaker": ("quotes", Table.QUOTES, {"speaker": ["kuralai"]}),
    "a kind of speaker and a form": ("quotes", Table.QUOTES, {"speaker_group": ["experts"], "quote_type": ["direct"]}),
    "figures of one figure": ("sides", Table.CLAIMS, LAST | {"about": [FIGURE]}),
    "quotations of one event": ("sides", Table.QUOTES, {"about": ["aljazeera-2022-01-07.shoot-to-kill-order"]}),
    "one figure under a filter": ("sides", Table.CLAIMS, LAST | {"about": [FIGURE], "q": ["18"]}),
    "a day": ("timeline", Table.EVENTS, {"from": ["2022-01-06"], "to": ["2022-01-06"], "city": ["almaty"]}),
    "a second page of a list": ("quotes", Table.QUOTES, {"page": ["quotes-2"], "speaker_group": ["authorities"]}),
}
"""Addresses that leave out rows of a table, by what does it."""

every_way = pytest.mark.parametrize(("path", "table", "query"), NARROWING.values(), ids=NARROWING.keys())

LEAVE_ALL_ROWS = {
    "lanes": "puts the same events in other lanes",
    "view": "moves the map; the lists beside it have all places",
    "page": "the pages of a list are one list: files have all of them",
    "dataset": "says from which records a link was made",
    "visual": "shows one visual of the page in another site’s frame, with the rows of the page",
}
"""Keys of a page that leave out no rows, with the reason."""


def view(path: str, query: Query, archive: Archive) -> View:
    return view_of(read_address(path, query, archive))


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def ids_of(page: View, table: Table) -> list[str]:
    """The ids in the file of a table that the page gives."""
    return [row["item_id"] for row in csv_rows(export(page.archive, table, "csv", page.shown))]


@pytest.fixture(scope="module")
def client(reports: Archive) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=api_routes(archive=lambda: reports))) as asked:
        yield asked


def test_every_key_of_a_page_is_known_to_leave_out_rows_or_not_to() -> None:
    """Guards against a new tab of which the files have all rows under the name of “rows shown”."""
    narrowing = {key for _, _, query in NARROWING.values() for key in query}
    assert narrowing >= VIEW_KEYS - LEAVE_ALL_ROWS.keys()
    assert LEAVE_ALL_ROWS.keys() <= VIEW_KEYS


@every_way
def test_it_leaves_out_rows(reports: Archive, path: str, table: Table, query: Query) -> None:
    """Guards the tests below against an address that shows everything."""
    page = view(path, query, reports)
    everything = view(path, {"known_on": [page.day]}, reports)
    all_of_it = export(page.archive, table, "csv", everything.selection)
    assert 0 < len(ids_of(page, table)) < len(csv_rows(all_of_it))


@every_way
def test_the_api_gives_the_rows_of_the_page(
    reports: Archive, client: TestClient, path: str, table: Table, query: Query
) -> None:
    """Guards against a program that works on all figures while its user looks at those killed."""
    page = view(path, query, reports)
    answer = client.get(f"/{rows_address(table, page.shown)}")
    assert answer.status_code == 200, answer.text
    assert [row["item_id"] for row in answer.json()["rows"]] == ids_of(page, table)
    if path != "sides":  # of one item its page shows all that is said, whatever the filters
        asked = {key: values for key, values in query.items() if key != "page"}
        same = client.get(f"/api/v1/{table}.json", params=asked | ({} if "metric" in asked else page.shown.to_query()))
        assert [row["item_id"] for row in same.json()["rows"]] == ids_of(page, table)


@every_way
def test_every_file_has_them_and_says_so(reports: Archive, path: str, table: Table, query: Query) -> None:
    """Guards against a zip, a JSON or a name of a file that is that of all rows."""
    page = view(path, query, reports)
    expected = ids_of(page, table)
    told = json.loads(export(page.archive, table, "json", page.shown))
    assert [row["item_id"] for row in told["rows"]] == expected
    assert told["filters"] == page.shown.without_item_and_day.to_query() != {}
    if table is Table.EVENTS:
        features = json.loads(export(page.archive, table, "geojson", page.shown))["features"]
        assert list(dict.fromkeys(feature["properties"]["item_id"] for feature in features)) == expected
    citation = view_citation(
        title="x", collection="y", day=page.day, version="1", permalink="https://news.example/", licence=LICENCE
    )
    with zipfile.ZipFile(io.BytesIO(bundle(page.archive, (table,), page.shown, citation, "2024-05-06"))) as packed:
        assert [row["item_id"] for row in csv_rows(packed.read(f"data/{table}.csv").decode("utf-8-sig"))] == expected
        readme = packed.read("README.txt").decode()
    assert f"data/{table}: {len(expected):,} row" in readme
    for key, values in told["filters"].items():
        assert f"  {key}: {', '.join(values)}\n" in readme
    assert file_stem(table, page.shown, page.day) != file_stem(table, view(path, LAST, reports).selection, page.day)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_tab_its_table_and_its_file_have_the_figures_of_the_page(reports: Archive, family: str) -> None:
    """Guards against 45 rows taken from a page of 22."""
    page = view("casualties", LAST | {"metric": [family]}, reports)
    (table,) = page.data_tables
    in_file = ids_of(page, Table.CLAIMS)
    assert [row["item_id"] for row in csv_rows(table.csv())] == table.frame["item_id"].tolist() == in_file
    links = links_of(page.address)
    html = "".join(section(name, page, links) for name in PAGE_PARTS["casualties"].sections if name != "later")
    assert set(html_page.items(html_page.parse(html))) <= set(in_file)
    assert f"What is counted: {page.choices['metric'][family]}" in summary(page.reading).shown


def test_the_tabs_together_have_every_figure_once(reports: Archive) -> None:
    """Guards against a figure that is on no tab, or on two."""
    found = [
        item
        for family in FAMILIES
        for item in ids_of(view("casualties", LAST | {"metric": [family]}, reports), Table.CLAIMS)
    ]
    everything = csv_rows(export(reports, Table.CLAIMS, "csv", view("", LAST, reports).shown))
    assert sorted(found) == sorted(row["item_id"] for row in everything)


def test_the_files_about_one_figure_have_what_is_said_of_it(reports: Archive) -> None:
    """Guards against all figures under the title of one."""
    page = view("sides", LAST | {"about": [FIGURE]}, reports)
    said = attributions_of(page.archive, FIGURE)
    for table in page.tables:
        of_table = set(said.loc[said["table_name"] == str(table), "item_id"])
        assert set(ids_of(page, table)) == of_table | ({FIGURE} if table is Table.CLAIMS else set())


@pytest.mark.parametrize("path", VIEWS)
def test_without_a_choice_that_leaves_out_rows_the_filters_alone_do(reports: Archive, path: str) -> None:
    """Guards against a page that leaves out rows which it shows."""
    page = view(path, {"city": ["almaty"], "item": [FIGURE]}, reports)
    expected = {"city": ["almaty"]} | ({"metric": ["killed"]} if path == "casualties" else {})
    assert page.shown.without_item_and_day.to_query() == expected
    assert summary(page.reading).shown.replace("What is counted: Killed · ", "") == "City: Almaty"


def test_a_part_of_the_map_stands_in_its_citation(reports: Archive) -> None:
    """Guards against a map of one city that is cited as that of the country."""
    assert summary(view("map", {"view": ["almaty"]}, reports).reading).shown == "Map: Almaty"
    assert summary(view("map", {}, reports).reading).shown == ""


@pytest.mark.parametrize("table", [Table.FACTS, Table.CAVEATS, Table.CORRECTIONS])
def test_a_table_that_the_api_does_not_have_has_no_address_there(reports: Archive, table: Table) -> None:
    """Guards against a link to a page that is not there."""
    assert rows_address(table, view("", {}, reports).shown) == ""
