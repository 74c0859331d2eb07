"""Matters: which topics are matters, what each side says on them, and in which order they come."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import queries
from data.figures.ledger import ledger
from data.figures.matters import Statement, arrange, matters, said_by_topic
from data.figures.row_types import MatterRow, SaidRow
from data.queries.selection import NO_FILTERS, Selection
from data.records.vocabulary import NOT_STATED, SpeakerGroup
from data.tables.archive import Archive, archive_from_records
from data.tables.known_on import as_known_on, report_days
from data.tables.rows import rows

Json = dict[str, Any]

SIDES = [*map(str, SpeakerGroup), NOT_STATED]


def statement(topic: str, side: str, who: str, item_id: str, form: int, own_account: bool) -> Statement:
    row: SaidRow = {
        "topic": topic, "topic_label": topic.upper(), "speaker_group": side, "who": who, "words": item_id,
        "words_are_quoted": False, "settled": False, "item_id": f"{item_id}-{form}", "table_name": "claims",
    }  # fmt: skip
    return Statement(row, form, frozenset({item_id}), own_account)


STATEMENTS = st.lists(
    st.builds(
        statement, st.sampled_from(["a", "b", "c", NOT_STATED]), st.sampled_from(SIDES), st.sampled_from(["x", "y"]),
        st.sampled_from(["one", "two", "three"]), st.integers(0, 3), st.booleans(),
    ),
    max_size=14,
)  # fmt: skip


def said(archive: Archive, selection: Selection = NO_FILTERS) -> list[SaidRow]:
    return rows(said_by_topic(archive, selection), SaidRow)


def found(archive: Archive, selection: Selection = NO_FILTERS) -> list[MatterRow]:
    return rows(matters(archive, selection), MatterRow)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(STATEMENTS)
def test_a_topic_is_a_matter_exactly_if_more_than_a_reports_own_account_is_said_on_it(
    statements: list[Statement],
) -> None:
    """Guards against a matter that nobody speaks of, and against a topic that is lost though somebody does."""
    expected = {each.row["topic"] for each in statements if not each.own_account}
    assert {row["topic"] for row in arrange(statements)} == expected


@settings(max_examples=150, deadline=None, derandomize=True)
@given(STATEMENTS)
def test_nothing_is_lost_but_what_the_same_speaker_says_in_a_preferred_form(statements: list[Statement]) -> None:
    """Guards against a speaker who is silenced by another one who says the same."""
    shown = arrange(statements)
    topics = {row["topic"] for row in shown}
    for each in statements:
        if each.row["topic"] in topics and each.row not in shown:
            (item,) = each.states
            assert any(
                other.row["topic"] == each.row["topic"]
                and other.row["who"] == each.row["who"]
                and item in other.states
                and other.form < each.form
                and other.row in shown
                for other in statements
            )
    assert all(any(row is each.row for each in statements) for row in shown), "nothing is added"


@settings(max_examples=150, deadline=None, derandomize=True)
@given(STATEMENTS)
def test_matters_of_most_sides_come_first_and_sides_keep_their_order(statements: list[Statement]) -> None:
    """Guards against columns that mix sides, and against an order that depends on how a record was written."""
    shown = arrange(statements)
    topics = list(dict.fromkeys(row["topic"] for row in shown))
    sides = [
        len({row["speaker_group"] for row in shown if row["topic"] == topic} - {NOT_STATED})
        for topic in topics
        if topic != NOT_STATED
    ]
    assert sides == sorted(sides, reverse=True)
    assert NOT_STATED not in topics[:-1]
    for topic in topics:
        order = [SIDES.index(row["speaker_group"]) for row in shown if row["topic"] == topic]
        assert order == sorted(order)


@pytest.mark.parametrize("seed", range(8))
def test_the_matters_follow_the_topics_of_any_record(
    record_json: Json, write_record: Callable[..., Path], seed: int
) -> None:
    """Guards against a rule that fits the topics of one collection and no others."""
    chance = random.Random(seed)
    ids = [f"topic-{n}" for n in range(chance.randint(1, 9))]
    record_json["topics"] = [{"id": topic, "label": f"Label of {topic}"} for topic in ids]
    for item in (*record_json["events"], *record_json["claims"], *record_json["quotes"]):
        item["topics"] = chance.sample(ids, chance.randint(0, min(2, len(ids))))
    for item in (*record_json["facts"], *record_json["caveats"]):
        item.pop("topics", None)
    archive = archive_from_records(write_record(record_json).parent)
    assert archive.problems == ()
    of_events = {event["id"]: event["topics"] for event in record_json["events"]}
    heard = {topic for quote in record_json["quotes"] for topic in quote["topics"]}
    heard |= {topic for event in record_json["events"] if event.get("attributed_to") for topic in event["topics"]}
    for claim in record_json["claims"]:
        heard |= {*claim["topics"], *of_events.get(claim.get("event"), ())}
    assert {row["topic"] for row in found(archive)} == heard
    assert all(row["topic_label"] == f"Label of {row['topic']}" for row in found(archive))


@pytest.mark.parametrize("query", [{}, {"city": ("almaty",)}, {"topic": ("deaths", "blame")}, {"q": "killed"}])
def test_every_selected_figure_and_quoted_word_is_said_on_its_topics_on_every_day(
    reports: Archive, query: dict[str, Any]
) -> None:
    """Guards against a figure that the table leaves out, and one that a filter hides or a later report brought."""
    selection = Selection(**query)
    for day in report_days(reports):
        archive = as_known_on(reports, day)
        shown = {row["item_id"] for row in said(archive, selection)}
        claims, quotes = queries.claims(archive, selection), queries.quotes(archive, selection)
        events = queries.events(archive, selection)
        statements = ledger(archive).statement
        firsts = {statements[item_id] for item_id in shown if item_id in statements}
        assert firsts == {statements[item_id] for item_id in claims["item_id"]}
        assert set(quotes[quotes["contents"].notna()]["item_id"]) <= shown
        assert shown <= {*claims["item_id"], *quotes["item_id"], *events["item_id"]}
        if selection.topic:
            assert {row["topic"] for row in said(archive, selection)} <= set(selection.topic)


def test_the_numbers_of_a_matter_are_those_of_its_statements(reports: Archive) -> None:
    """Guards against a headline that counts other sides than the table shows."""
    for day in report_days(reports):
        archive = as_known_on(reports, day)
        shown = said(archive)
        for matter in found(archive):
            of_it = [row for row in shown if row["topic"] == matter["topic"]]
            assert matter["statements"] == len(of_it)
            assert matter["sides"] == len({row["speaker_group"] for row in of_it} - {NOT_STATED})


def test_both_engines_have_the_same_matters(reports: Archive, reports_duckdb: Archive) -> None:
    """Guards against a table that depends on where the records are kept."""
    assert said(reports_duckdb) == said(reports)


def test_without_topics_there_is_no_matter_and_what_is_said_is_kept(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against an error for a record without topics, and against statements that vanish with them."""
    small_record["topics"] = []
    for item in (*small_record["events"], *small_record["quotes"]):
        item["topics"] = []
    archive = archive_from_records(write_record(small_record).parent)
    assert found(archive) == []
    assert {row["topic"] for row in said(archive)} == {NOT_STATED}
    assert len(said(archive)) == 3
