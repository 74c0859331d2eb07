"""Records of an earlier release are read under the names of today."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.records.earlier_names import with_current_names
from data.records.loader import load_records

Json = dict[str, Any]


def under_earlier_names(record: Json) -> Json:
    record["article"]["carried_by"] = "a reader’s copy"
    for actor in record["actors"]:
        if "speaker_group" in actor:
            actor["voice"] = actor.pop("speaker_group")
    record["events"][0]["latest_possible"] = "2023-02-28"
    record["claims"][0] |= {"status": "standing", "population_group": "some_people"}
    return record


def test_a_record_of_an_earlier_release_is_read_as_one_of_today(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against a rename that makes the records of other newsrooms unreadable."""
    record = under_earlier_names(small_record)
    del record["events"][0]["start"], record["events"][0]["end"], record["events"][0]["date_basis"]
    record["events"][0]["time_precision"] = "unknown"
    loaded = load_records([write_record(record)])
    assert loaded.problems == ()
    (found,) = loaded.records
    assert found.article.read_at == "a reader’s copy"
    assert [actor.speaker_group for actor in found.actors] == [
        None, "authorities", "protesters_and_witnesses", None,
    ]  # fmt: skip
    assert str(found.events[0].not_after) == "2023-02-28"
    assert (found.claims[0].status, found.claims[0].population_group) == ("current", "subset")


def test_a_field_under_both_of_its_names_is_told(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against one of two different values being dropped in silence."""
    small_record["article"] |= {"carried_by": "one", "read_at": "another"}
    (problem,) = load_records([write_record(small_record)]).problems
    assert problem.where == "article.carried_by"
    assert "is not a field" in problem.message


def test_what_has_today_s_names_stays_as_it_is(small_record: Json) -> None:
    """Guards against words of a source being rewritten: only coded fields have other names now."""
    small_record["claims"][0]["value_text"] = "standing"
    assert with_current_names(json.loads(json.dumps(small_record))) == small_record


def test_a_record_of_an_opening_is_one_of_an_excerpt() -> None:
    """Guards against records of openings that no release can read any more."""
    assert with_current_names({"article": {"coded_from": "opening"}}) == {"article": {"coded_from": "excerpt"}}
