"""A corrected item says so wherever it stands: on pages, in the drawer, in tables, on cards, in files, in the API."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.export.files import export
from data.tables.archive import Archive, archive_from_records
from data.tables.rows import Table
from data.views.casualties import CasualtiesView
from data.views.figures import figure_mention, key_figure
from data.views.frame import Frame
from data.views.map import MapView
from data.views.opened import opened_item
from data.views.reading import read_address
from data.views.registry import BY_NAME, VIEWS, view_of
from data.views.sides import SidesView
from publishing.links import links_of
from publishing.pictures.cards import figure_card, quote_card
from publishing.sections import PAGE_PARTS, section
from publishing.snapshot.page import snapshot
from tests import html_page
from tests.conftest import LEAD

Json = dict[str, Any]

CORRECTED = {
    "claims": "arrests-3800", "events": "airport-recaptured", "quotes": "blinken-warning", "facts": "", "caveats": "",
}  # fmt: skip
"""List of the lead record to an item that is corrected in it; where empty, the first one."""
WORD = "corrected"


@pytest.fixture
def corrected(record_json: Json, write_record: Callable[..., Path]) -> tuple[Archive, set[str]]:
    """The lead record with a correction of one item of each list, and the ids of these items."""
    ids = {}
    for family in CORRECTED:
        known = [item["id"] for item in record_json[family]]
        ids[family] = CORRECTED[family] if CORRECTED[family] in known else known[0]
    record_json["corrections"] = [
        {"item": item, "corrected_on": "2022-02-01", "field": "note", "after": "A note.", "why": "It was not clear."}
        for item in ids.values()
    ]
    archive = archive_from_records(write_record(record_json).parent)
    assert archive.problems == ()
    return archive, {f"{LEAD}.{item}" for item in ids.values()}


def unmarked(root: html_page.Node, ids: set[str]) -> tuple[int, list[str]]:
    """The number of links to these items, and the words of those that do not say that the item was corrected.

    A link whose words are “Source” or “Cite” stands in a row that says it.
    """
    links = [node for node in root.below() if node.tag == "a" and node.attributes.get("data-item") in ids]
    seen = [node for node in links if "tabindex" not in node.attributes and node.text not in ("Source", "Cite")]
    return len(links), [node.text for node in seen if WORD not in node.text]


@pytest.mark.parametrize("name", [name for name in BY_NAME if name != "corrections"])
def test_every_link_to_a_corrected_item_says_so(corrected: tuple[Archive, set[str]], name: str) -> None:
    """Guards against a figure that was another one last week and stands in some list as if it had never changed."""
    archive, ids = corrected
    path = BY_NAME[name].path
    count = 0
    queries: list[dict[str, list[str]]] = [{}]
    if name == "casualties":
        queries = [{"metric": [family]} for family in CasualtiesView.choices["metric"]]
    if name == "sides":
        queries.append({"about": [next(item for item in ids if "arrests" in item)]})
    for query in queries:
        reading = read_address(path, query, archive)
        view = view_of(reading)
        for part in PAGE_PARTS[path].sections:
            html = section(part, view, links_of(view.address), frame=Frame(reading), pages=VIEWS)
            found, missing = unmarked(html_page.parse(html), ids)
            assert missing == [], part
            count += found
    assert count or name == "sources"


def test_a_label_that_is_heard_in_place_of_the_words_says_so_too(corrected: tuple[Archive, set[str]]) -> None:
    """Guards against a mark that only those who see the page have."""
    archive, ids = corrected
    view = view_of(read_address("casualties", {"metric": ["detained"]}, archive))
    labels = [
        node.attributes["aria-label"]
        for part in ("casualties_ledger", "casualties_count", "casualties_matrix")
        for node in html_page.parse(section(part, view, links_of(view.address))).below()
        if node.attributes.get("data-item") in ids and "aria-label" in node.attributes
    ]
    assert len(labels) >= 3
    assert all(label.endswith("; corrected") for label in labels)


def test_the_drawing_and_the_headline_of_a_corrected_figure_say_so(corrected: tuple[Archive, set[str]]) -> None:
    """Guards against a chart, or a title in a link preview, with a figure that is not marked."""
    archive, _ = corrected
    view = view_of(read_address("casualties", {"metric": ["detained"]}, archive))
    assert isinstance(view, CasualtiesView)
    claims = [claim for panel in view.count_panels for claim in panel.claims]
    assert [claim.item_id for claim in claims if claim.corrected]
    drawn = html_page.parse(section("casualties_count", view, links_of(view.address)))
    assert any(node.tag == "svg" and WORD in node.text for node in drawn.below())


def test_an_item_that_was_never_corrected_is_not_marked(archive: Archive) -> None:
    """Guards the tests above against a mark on everything."""
    for path, parts in PAGE_PARTS.items():
        reading = read_address(path, {}, archive)
        view = view_of(reading)
        for part in parts.sections:
            html = section(part, view, links_of(view.address), frame=Frame(reading), pages=VIEWS)
            assert not [node for node in html_page.parse(html).below() if node.attributes.get("class") == WORD]


def test_tables_on_the_page_and_their_files_have_the_day(corrected: tuple[Archive, set[str]]) -> None:
    """Guards against rows that are copied into a spreadsheet without what became of them."""
    archive, ids = corrected
    looked_at = 0
    for path in VIEWS:
        view = view_of(read_address(path, {"metric": ["detained"]} if path == "casualties" else {}, archive))
        for table in view.data_tables:
            shown = [item for item in table.text.item_ids if item in ids]
            if not shown or path == "corrections" or (isinstance(view, MapView) and table.name == "places"):
                continue
            looked_at += 1
            assert "Corrected" in table.text.headings, (path, table.name)
            rows = list(csv.DictReader(io.StringIO(table.csv())))
            of_items = [row for row in rows if row["item_id"] in ids]
            assert all(row["corrected_on"] == "2022-02-01" for row in of_items), (path, table.name)
            assert all(row["corrected_on"] == "" for row in rows if row not in of_items)
    assert looked_at >= 5


def test_a_table_without_a_corrected_item_has_no_column_for_it(archive: Archive) -> None:
    """Guards against an empty column on every page."""
    for path in VIEWS:
        for table in view_of(read_address(path, {}, archive)).data_tables:
            assert "Corrected" not in table.text.headings or path == "corrections"


@pytest.mark.parametrize("table", [Table.EVENTS, Table.CLAIMS, Table.QUOTES, Table.FACTS, Table.CAVEATS])
def test_exports_have_the_day_and_what_was_corrected(corrected: tuple[Archive, set[str]], table: Table) -> None:
    """Guards against a file in which a changed figure looks like any other."""
    archive, ids = corrected
    rows = json.loads(export(archive, table, "json"))["rows"]
    marked = {row["item_id"]: (row["corrected_on"], row["corrections"]) for row in rows if row["corrected_on"]}
    assert len(marked) == 1
    assert marked.keys() <= ids
    ((day, sentence),) = marked.values()
    assert (day, sentence) == ("2022-02-01", "1 February 2022: note was not given, is “A note.”: It was not clear.")


def test_the_drawer_and_the_snapshot_and_cards_say_so(corrected: tuple[Archive, set[str]]) -> None:
    """Guards against a picture of a figure that outlives its correction."""
    archive, ids = corrected
    for item_id in ids:
        opened = opened_item(read_address("", {"item": [item_id]}, archive))
        assert opened is not None
        drawer = html_page.parse(section("drawer", opened, links_of(opened_address(item_id, archive)))).text
        assert "Corrected 1 February 2022: note was not given" in drawer
        if opened.quote:
            svg = quote_card(opened.quote, opened.article, permalink="x").to_svg()
            assert "Corrected Tue 1 Feb 2022" in words_of(svg)
        if opened.claim and opened.history:
            svg = figure_card(opened.claim, opened.article, permalink="x").to_svg()
            assert "corrected Tue 1 Feb 2022" in words_of(svg)
            assert "corrected Tue 1 Feb 2022" in key_figure(opened.history).dates
            assert figure_mention(opened.claim)[-1].text.endswith(", corrected)")
    kept = html_page.parse(snapshot(read_address("", {}, archive))).text
    assert kept.count("Corrected: 1 February 2022") == len(ids)


def opened_address(item_id: str, archive: Archive) -> Any:
    return read_address("", {"item": [item_id]}, archive).address


def words_of(svg: str) -> str:
    return html_page.parse(svg).text


def test_corrections_are_listed_whatever_the_day(reports: Archive, tmp_path: Path) -> None:
    """Guards against a correction of the latest report that nobody finds on the day that the dashboard opens on."""
    from tests.conftest import ROOT

    for file in (ROOT / "data" / "articles").glob("*.json"):
        record = json.loads(file.read_text("utf-8"))
        if record["article"]["id"] == "hrw-2022-12-20":
            record["corrections"] = [
                {
                    "item": record["claims"][0]["id"], "corrected_on": "2023-01-02", "field": "note", "after": "x",
                    "why": "y",
                },
                {"corrected_on": "2023-01-03", "field": "actors.human-rights-watch.name", "before": "HRW",
                 "after": "Human Rights Watch", "why": "Its name."},
                {"item": "never-said", "corrected_on": "2023-01-04", "field": "claims", "before": "9",
                 "why": "Not in it."},
            ]  # fmt: skip
        (tmp_path / "articles").mkdir(exist_ok=True)
        (tmp_path / "articles" / file.name).write_text(json.dumps(record), "utf-8")
    (tmp_path / "collection.json").write_bytes((ROOT / "data" / "collection.json").read_bytes())
    archive = archive_from_records(tmp_path / "articles")
    assert archive.problems == ()
    view = view_of(read_address("corrections", {"city": ["almaty"]}, archive))
    assert view.title.startswith("3 corrections")
    page = html_page.parse(section("corrections", view, links_of(view.address)))
    assert "Figure · Human Rights Watch, 20 December 2022 Taken out of the record" in page.text
    assert "Actor · Human Rights Watch, 20 December 2022 Human Rights Watch Corrected name" in page.text
    (later,) = [node for node in page.below() if "item=" in node.attributes.get("data-filter", "")]
    assert later.attributes["data-filter"].startswith("known_on=2022-12-20&item=hrw-2022-12-20.")
    assert "known_on=2022-12-20" in later.attributes["href"]
    assert read_address("sides", {"about": [""]}, archive).notices == ()
    assert isinstance(view_of(read_address("sides", {}, archive)), SidesView)
    shown = json.loads(export(archive, "corrections", "json"))["rows"]
    assert len(shown) == 3
