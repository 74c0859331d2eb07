"""What a new item has from marked words."""

from functools import partial
from typing import Any

import pytest

from data.workbench.drafts import StoredDraft
from data.workbench.from_words import only_country, values_of
from tests.unit.data.workbench.passages import draft_of, place_in

Json = dict[str, Any]

LINES = (
    "About 1,300 miners gathered in Ostwick on Tuesday, the council said, and more than 200 were hurt.",
    "On 4 March the army sent 700 reservists to the dam. “We came to help,” said Ana Rook.",
    "Norland and Ana Rook",
)


@pytest.fixture
def draft() -> StoredDraft:
    """A draft of an article of Thursday, 9 March 2023, with one city in one country and one speaker."""
    return draft_of(
        LINES,
        places=[
            {"id": "norland", "name": "Norland", "kind": "country"},
            {"id": "ostwick", "name": "Ostwick", "kind": "city", "within": "norland"},
        ],
        actors=[{"id": "ana-rook", "name": "Ana Rook", "kind": "person"}],
    )


at = partial(place_in, LINES)


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("About 1,300 miners", {"value_text": "About 1,300", "value": 1300, "qualifier": "about"}),
        ("more than 200", {"value": 200, "low": 200, "qualifier": "more_than", "metric": "injured"}),
        ("700 reservists", {"value": 700, "low": 700, "high": 700, "qualifier": "exact", "population": "reservists"}),
    ],
)
def test_a_figure_has_its_number_qualifier_and_population_from_its_words(
    draft: StoredDraft, words: str, fields: Json
) -> None:
    """Guards against a number that somebody types which stands in the words already."""
    found = values_of(draft, "claims", at(words))
    assert {name: found.get(name) for name in fields} == fields
    assert found.get("high") == fields.get("high")


def test_an_event_has_the_day_and_the_place_of_its_sentence(draft: StoredDraft) -> None:
    """Guards against a day of the week that somebody has to look up in a calendar."""
    found = values_of(draft, "events", at("miners gathered"))
    assert (found["start"], found["end"], found["time_precision"]) == ("2023-03-07", "2023-03-07", "day")
    assert found["date_basis"]["kind"] == "inferred"
    assert found["places"] == ["ostwick"]
    written = values_of(draft, "events", at("sent 700 reservists"))
    assert (written["start"], written["date_basis"]["kind"]) == ("2023-03-04", "explicit")


def test_words_without_a_day_leave_an_event_undated(draft: StoredDraft) -> None:
    """Guards against a day that is guessed."""
    assert "start" not in values_of(draft, "events", at("Norland and"))


def test_a_quotation_has_its_speaker_and_the_words_that_introduce_it(draft: StoredDraft) -> None:
    """Guards against a speaker that is chosen from a list although the sentence names her."""
    found = values_of(draft, "quotes", at("We came to help"))
    assert (found["speaker"], found["cue"], found["quote_type"]) == ("ana-rook", "said", "direct")


def test_a_place_lies_in_the_only_country_of_the_record(draft: StoredDraft) -> None:
    """Guards against a city that is looked for in all countries, and a country that lies in itself."""
    assert values_of(draft, "places", at("Ostwick"))["within"] == "norland"
    two = {"places": [*draft.record["places"], {"id": "sudland", "name": "Sudland", "kind": "country"}]}
    assert only_country(two) == ""


FIGURES = (
    "The Ostwick clinic said that 14 of its beds were taken and that 31 miners had needed stitches for their wounds.",
    "“It was calm,” Ana Rook told the Larkhaven Ledger on Tuesday. Rook spoke of 260 guests on the square.",
    "Between the rows stood 90 strikers with their children, witnesses said on Monday.",
    "The curfew lasts 30 days. A convoy with 40 soldiers is expected in Ostwick.",
    "On Monday 12 people lost their lives.",
)


@pytest.fixture
def figures() -> StoredDraft:
    """A draft of an article whose numbers no rule drafts, with those who say them."""
    record: Json = {
        "article": {"id": "ledger-2023-03-09", "date_published": "2023-03-09", "publisher": "Larkhaven Ledger"},
        "places": [{"id": "ostwick", "name": "Ostwick", "kind": "city"}],
        "actors": [
            {"id": "ana-rook", "name": "Ana Rook", "kind": "person"},
            {"id": "clinic", "name": "Ostwick clinic", "kind": "organisation"},
            {"id": "ledger", "name": "Larkhaven Ledger", "kind": "media"},
            {"id": "some", "name": "Witnesses", "kind": "group"},
        ],
    }
    return StoredDraft(draft_id="ledger-2023-03-09", edition=1, text="\n\n".join(FIGURES), record=record)


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("31 miners", {"metric": "injured", "population": "miners", "population_group": "subset",
                       "asserted_by": "clinic"}),
        ("260 guests", {"metric": "crowd_size", "asserted_by": "ana-rook"}),
        ("90 strikers", {"metric": "crowd_size", "population_group": "protesters", "asserted_by": "some",
                         "as_of": "2023-03-06"}),
        ("30 days", {"metric": "duration", "asserted_by": "ledger"}),
        ("40 soldiers", {"metric": "troops", "population": "soldiers", "place": "ostwick", "asserted_by": "ledger"}),
        ("12 people", {"metric": "killed", "population_group": "all_people", "as_of": "2023-03-06"}),
    ],
)  # fmt: skip
def test_a_marked_figure_has_what_it_counts_who_says_it_and_when(
    figures: StoredDraft, words: str, fields: Json
) -> None:
    """Guards against a form that knows only the number, though its sentence says the rest."""
    paragraph = next(number for number, line in enumerate(FIGURES) if words in line)
    start = FIGURES[paragraph].index(words)
    found = values_of(figures, "claims", (paragraph, start, start + len(words)))
    assert {name: found.get(name) for name in fields} == fields


def test_who_says_a_marked_figure_stays_open_if_the_record_has_nobody_of_that_name(figures: StoredDraft) -> None:
    """Guards against the newspaper as the source of what somebody else says."""
    draft = StoredDraft(
        draft_id="ledger-2023-03-09",
        edition=1,
        text="The mayor of Ostwick said that 12 people had been hurt.",
        record=figures.record,
    )
    found = values_of(draft, "claims", (0, 30, 39))
    assert found["metric"] == "injured"
    assert "asserted_by" not in found
