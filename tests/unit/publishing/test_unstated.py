"""“Not known to us” is not “not stated”: the app never says of an article what only holds for its record."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data import queries
from data.figures.ledger import history_of
from data.records.vocabulary import CodedFrom
from data.tables.archive import Archive, archive_from_records
from data.tables.known_on import as_known_on
from data.tables.rows import ClaimRow, rows
from data.views.casualties_ledger import casualty_row
from data.views.map import MapView
from data.views.marks import mark_of
from data.views.opened import opened_item
from data.views.reading import read_address
from data.views.registry import view_of
from publishing.links import links_of
from publishing.sections import PAGE_PARTS, section
from tests.html_page import parse
from tests.unit.data.wording.test_one_word import ROOMS, ROOT, sentences

LAST = "2022-12-20"
OPENING = "not stated in the opening"

OF_AN_ARTICLE = re.compile(
    r"\b(?:article|report|source|text)s?\b[^.;:]{0,24}\b(?:does|do|did) not (?:state|say|give|name|tell|mention)"
    r"|\bno (?:article|report|source) (?:states|says|gives|names|tells|mentions)"
    r"|\b(?:article|report|source)s? (?:states?|says?|gives?|names?|tells?|mentions?) (?:no|none|nothing|nobody)\b"
    r"|\b(?:article|report|source)s? places? nothing",
    re.IGNORECASE,
)
"""Sentences that deny something of an article. The app has records: it can say what is not in them, and no more."""

Json = dict[str, Any]


def test_no_sentence_of_the_app_denies_what_only_a_record_lacks() -> None:
    """Guards against “no report gives them one” of an event whose city we have no coordinates of."""
    modules = [module for room in ROOMS for module in sorted((ROOT / room).rglob("*.py"))]
    found = {(file.name, text) for file in modules for text in sentences(file.read_text("utf-8"))}
    assert len(found) > 500
    assert not {(name, text) for name, text in found if OF_AN_ARTICLE.search(text)}
    templates = sorted((ROOT / "publishing" / "templates").rglob("*.html"))
    assert not [file.name for file in templates if OF_AN_ARTICLE.search(file.read_text("utf-8"))]


@pytest.mark.parametrize(
    "words",
    [
        "They have no pin, since no report gives them one.", "Where the map is empty the reports place nothing",
        "An empty cell: the source does not state it.", "the article names none", "No report says by when.",
    ],
)  # fmt: skip
def test_a_sentence_that_denies_something_of_an_article_is_found(words: str) -> None:
    """Guards against a search that finds nothing."""
    assert OF_AN_ARTICLE.search(words)


def test_what_a_record_of_an_opening_lacks_is_not_said_to_be_unstated(reports: Archive) -> None:
    """Guards against “as of: not stated” of an article whose rest nobody read."""
    known = as_known_on(reports, LAST)
    coded_from = {row["article_id"]: row["coded_from"] for row in queries.rows(queries.articles(known))}
    without_day = [row for row in rows(queries.claims(known), ClaimRow) if not row["as_of"]]
    assert {coded_from[row["article_id"]] for row in without_day} == set(CodedFrom) - {CodedFrom.DATA_SET}
    for claim in without_day:
        item = opened_item(read_address("", {"item": [claim["item_id"]], "known_on": [LAST]}, reports))
        assert item is not None
        excerpt = coded_from[claim["article_id"]] == CodedFrom.EXCERPT
        for words in (item.drawer.circumstances, item.citation, dict(item.details)["As of and reported"]):
            assert "not stated" in words
            assert (OPENING in words) == excerpt, (claim["item_id"], words)
        first = history_of(known, claim).reports[0]  # that of which a row of a ledger tells the day
        row = casualty_row(history_of(known, first)).reported
        assert (OPENING in row) == (coded_from[first["article_id"]] == CodedFrom.EXCERPT and not first["as_of"]), row
        for label, value in item.details:
            assert not value.startswith("not stated") or (value == OPENING) == excerpt, label


def test_a_source_with_a_name_is_not_said_to_have_none(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against “No source named” beside a name, since the record does not say what kind of speaker it is."""
    police = next(actor for actor in small_record["actors"] if actor["id"] == "port-police")
    del police["speaker_group"]
    archive = archive_from_records(write_record(small_record).parent)
    (claim,) = rows(queries.claims(archive), ClaimRow)
    assert mark_of(claim).label == "kind of source not recorded"
    notes = "".join(piece.text for note in casualty_row(history_of(archive, claim)).notes for piece in note)
    assert "source" not in notes
    html = section(
        "casualties_ledger",
        view_of(read_address("casualties", {}, archive)),
        links_of(read_address("casualties", {}, archive).address),
    )
    assert "No source named" not in html


def map_of(record: Json, write_record: Callable[..., Path]) -> MapView:
    archive = archive_from_records(write_record(record).parent)
    assert archive.problems == ()
    return MapView(read_address("map", {}, archive))


def without_coordinates(record: Json) -> Json:
    for place in record["places"]:
        for name in ("lat", "lon", "coordinates_source"):
            place.pop(name, None)
    return record


def page(view: MapView) -> str:
    links = links_of(view.address)
    return parse("".join(section(name, view, links) for name in PAGE_PARTS["map"].sections)).text


def test_a_city_without_coordinates_is_named_as_such(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against an event of a named city that is told as one without a place."""
    view = map_of(without_coordinates(small_record), write_record)
    text = page(view)
    assert "Named, but no coordinates are recorded: Northport and The quay, Northport." in text
    assert "It has no pin, since no coordinates of its place are recorded." in text
    assert "Not on the map: 1 event, one of them in a place without coordinates" in text
    assert "Northport; The quay, Northport: no coordinates recorded" in text
    assert view.title == "One event, not on the map"
    assert "without a city" not in text
    assert "in a city without recorded coordinates" in text


def test_cities_that_are_only_mentioned_and_have_no_coordinates_are_named_too(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against a place of the record that is on no map and in no list."""
    small_record["places"].append(
        {
            "id": "southport",
            "name": "Southport",
            "kind": "city",
            "anchors": small_record["places"][0]["anchors"],
        }
    )
    small_record["events"][0]["mentioned_places"] = ["southport"]
    view = map_of(small_record, write_record)
    assert "Named, but no coordinates are recorded: Southport." in page(view)
    assert view.unpinned_events.empty


def test_events_without_a_city_and_events_without_coordinates_are_told_apart(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against one reason for both: the one is in the article, the other is our gap."""
    (event,) = small_record["events"]
    nowhere = {key: value for key, value in event.items() if key not in ("places", "id")}
    small_record["events"].append(nowhere | {"id": "nowhere", "geo_precision": "unknown"})
    without = map_of(without_coordinates(small_record), write_record)
    assert without.title == "None of 2 events is on the map"
    assert "They have no pin, since no city is recorded for them, or no coordinates of their place." in page(without)
    assert "Not on the map: 2 events, one of them in a place without coordinates" in page(without)


def test_a_place_that_the_opening_does_not_name_is_not_said_to_be_unstated(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against “No place stated” of an article of which only the opening was read."""
    article = small_record["article"]
    article["coded_from"] = "excerpt"
    for key in ("text_sha256", "paragraph_count", "uncoded"):
        article.pop(key)
    for name in ("places", "actors", "events", "claims", "quotes", "facts", "caveats"):
        for owner in small_record[name]:
            owner.pop("anchors", None)
    (event,) = small_record["events"]
    event |= {"geo_precision": "unknown", "places": []}
    view = map_of(small_record, write_record)
    assert "No place stated in the opening" in page(view)
    item = opened_item(read_address("", {"item": ["northport-2023-03-01.detentions"]}, view.archive))
    assert item is not None
    assert dict(item.details)["Where"] == "No place stated in the opening"
