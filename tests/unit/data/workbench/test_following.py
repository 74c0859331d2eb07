"""Fields that follow from others."""

from typing import Any

import pytest

from data.workbench.following import following, with_whole_days, without_former_speaker

Json = dict[str, Any]

PLACES = {"places": [{"id": "ostwick", "kind": "city"}, {"id": "dam", "kind": "site"}]}


@pytest.mark.parametrize(
    ("part", "item", "fields"),
    [
        ("claims", {"qualifier": "exact", "value": 7}, {"low": 7, "high": 7}),
        ("claims", {"qualifier": "exact", "value": 7, "low": 7, "high": 7}, {}),
        ("claims", {"qualifier": "at_least", "value": 7, "high": 9}, {"low": 7, "high": None}),
        ("claims", {"qualifier": "more_than", "value": 7, "low": 3}, {"low": 7}),
        ("claims", {"qualifier": "about", "value": 20, "low": 20, "high": 30}, {}),
        ("claims", {"qualifier": "vague", "value": 12}, {"value": None}),
        ("quotes", {"spoken_on": "2023-03-01", "spoken_precision": "unknown"}, {"spoken_precision": "day"}),
        ("quotes", {"spoken_on": "2023-03-01", "spoken_precision": "month"}, {}),
        ("quotes", {"spoken_precision": "day"}, {"spoken_precision": "unknown"}),
        ("quotes", {}, {}),
        ("events", {"start": "2023-03-01", "places": ["dam"]}, {"time_precision": "day", "geo_precision": "exact"}),
        ("events", {"places": ["ostwick"], "geo_precision": "unknown", "time_precision": "unknown"},
         {"geo_precision": "city"}),
        ("events", {"geo_precision": "city", "time_precision": "unknown"}, {"geo_precision": "unknown"}),
    ],
)  # fmt: skip
def test_what_a_model_allows_one_value_of_is_filled_in(part: str, item: Json, fields: Json) -> None:
    """Guards against a number or a day that has to be written twice, and against a range of “about” that is lost."""
    assert following(part, item, PLACES) == fields


@pytest.mark.parametrize(
    ("part", "written", "fields"),
    [
        ("events", {"start": "2015"}, {"start": "2015-01-01", "end": "2015-12-31", "time_precision": "year"}),
        ("events", {"start": "2016-2"}, {"start": "2016-02-01", "end": "2016-02-29", "time_precision": "month"}),
        ("events", {"start": "2015", "end": "2017"},
         {"start": "2015-01-01", "end": "2017-12-31", "time_precision": "year"}),
        ("events", {"start": "2015-13"}, {"start": "2015-13"}),
        ("events", {"start": "2015-03-04"}, {"start": "2015-03-04"}),
        ("quotes", {"spoken_on": "2015"}, {"spoken_on": "2015-01-01", "spoken_precision": "year"}),
        ("claims", {"as_of": "2015"}, {"as_of": "2015"}),
    ],
)  # fmt: skip
def test_a_year_or_a_month_is_its_days_where_an_item_says_how_exact_a_day_is(
    part: str, written: Json, fields: Json
) -> None:
    """Guards against an error for “2015” where the record has a year, and against a year read as a day of it."""
    assert with_whole_days(part, written) == fields


@pytest.mark.parametrize(
    ("context", "stays"),
    [
        ("Speaker not named, quoted in paragraph 16.", False),
        ("Speaker not named, quoted in paragraph 16. To be written: what the words are about.", False),
        ("Speaker not named, quoted in paragraph 16. She spoke of the river.", True),
        ("On the river.", True),
    ],
)
def test_a_context_that_names_the_former_speaker_goes_with_that(context: str, stays: bool) -> None:
    """Guards against “Speaker not named” published beside the name of her whom a person found in the text."""
    record = {"actors": [{"id": "unknown", "name": "Speaker not named"}, {"id": "lucia", "name": "Lucia Ferrer"}]}
    before = {"id": "q", "speaker": "unknown", "context": context}
    after = without_former_speaker("quotes", before, before | {"speaker": "lucia"}, record)
    assert ("context" in after) == stays
    written = before | {"speaker": "lucia", "context": "By the river."}
    assert without_former_speaker("quotes", before, written, record) == written
