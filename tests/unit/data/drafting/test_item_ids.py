"""Ids of items, which readers see in addresses."""

import datetime as dt
from typing import Any

import pytest

from data.drafting.draft import ArticleDetails, draft
from data.drafting.item_ids import wanted_ids
from data.drafting.reading import Ids
from data.records.model import is_id
from data.tables.archive import archive_from_records

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("part", "item", "best"),
    [
        ("claims", {"metric": "killed", "value": 164, "value_text": "164", "population": "people"}, "killed-164"),
        ("claims", {"metric": "injured", "value": 1300.0, "value_text": "about 1,300", "population": "police officers"},
         "injured-officers-1300"),
        ("claims", {"metric": "injured", "value": 4, "value_text": "four", "population": "of them seriously"},
         "injured-seriously-4"),
        ("claims", {"metric": "killed", "value_text": "Dozens"}, "killed-dozens"),
        ("claims", {"metric": "crowd_size", "value": 50000, "value_text": "50,000", "population": "people"},
         "crowd-50000"),
        ("claims", {"metric": "aircraft", "value": 70, "value_text": "more than 70", "population": "planes"},
         "planes-70"),
        ("claims", {"metric": "aircraft", "value": 2, "value_text": "two"}, "aircraft-2"),
        ("events", {"title": "Blockade cleared in Lodden, 13 Mar 2024 (“cleared a blockade”)", "kind": "protest"},
         "blockade-cleared-lodden"),
        ("events", {"title": "Clashes (“clash”)", "kind": "violence"}, "clashes"),
        ("events", {"title": "Strike begins, about 4 Mar 2024", "kind": "protest"}, "strike-begins"),
        ("events", {"title": "Arrests, May 2024 (“were held”)", "kind": "protest"}, "arrests"),
        ("events", {"title": "", "kind": "protest"}, "protest"),
        ("quotes", {"speaker": "ana", "contents": ["We go home when they do"]}, "costa-we-go-home"),
        ("quotes", {"speaker": "x", "contents": ["We go"]}, "somebody-we-go"),
        ("topics", {"label": "Quays"}, "quays"),
        ("actors", {"name": "The Northport Dock Workers’ Union"}, "northport-dock-workers-union"),
        ("facts", {"text": ""}, "fact"),
    ],
)  # fmt: skip
def test_an_id_says_what_the_item_is(part: str, item: Json, best: str) -> None:
    """Guards against “claim-1” in an address that a reader is given."""
    assert wanted_ids(part, item, {"ana": "Ana Costa"})[0] == best
    assert all(map(is_id, wanted_ids(part, item, {})))


def test_an_id_in_use_is_told_apart_by_place_or_source_before_it_is_numbered() -> None:
    """Guards against two figures of one article with one id, and against numbers that say nothing."""
    item = {"metric": "killed", "value": 3, "place": "lodden", "asserted_by": "health-ministry"}
    ids = Ids()
    found = [ids.unique(*wanted_ids("claims", item, {})) for _ in range(4)]
    assert found == ["killed-3", "killed-3-lodden", "killed-3-health-ministry", "killed-3-2"]


def test_no_id_is_a_sentence_of_the_article() -> None:
    """Guards against a reporter’s sentence that is copied into addresses."""
    text = (
        "Nine held at the quay\n\nPolice cleared the quay at dawn and nine dockers were arrested, the prefect said. He "
        "said that 14 officers had been hurt, four of them seriously. “Nobody warned us,” said Ana Costa, a docker.\n"
    )
    details = ArticleDetails("lodden-1", dt.date(2024, 5, 17), publisher="Lodden Post")
    record = draft(text, details, archive_from_records()).record
    ids = [each["id"] for part in ("events", "claims", "quotes") for each in record[part]]
    assert len(set(ids)) == len(ids)
    assert ids[-1] == "costa-nobody-warned-us"
    assert {"arrested-dockers-9", "injured-officers-14", "injured-seriously-4"} <= set(ids)
    assert all(len(each.split("-")) <= 4 for each in ids)


def test_a_figure_of_he_said_is_that_of_who_was_named_before() -> None:
    """Guards against “Speaker not named” for the president of the sentence before."""
    text = "President Samuel Orlo expressed his regret. He said that 12 people had died.\n\nThe road was shut."
    details = ArticleDetails("lodden-1", dt.date(2024, 5, 17), publisher="Lodden Post", headline="x")
    record = draft(text, details, archive_from_records()).record
    names = {each["id"]: each["name"] for each in record["actors"]}
    assert [names[each["asserted_by"]] for each in record["claims"]] == ["Samuel Orlo"]
