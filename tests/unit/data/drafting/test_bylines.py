"""Datelines, bylines and credits: what is none of an article's sentences."""

import datetime as dt
from dataclasses import replace

import pytest

from data.drafting.bylines import dateline_end, is_byline
from data.drafting.draft import ArticleDetails, draft
from data.tables.archive import Archive

DETAILS = ArticleDetails("ledger-2022-01-07", dt.date(2022, 1, 7), publisher="The Ledger", headline="An article")


@pytest.mark.parametrize(
    ("dateline", "sentence"),
    [
        ("TOULOUSE, January 6 — ", "Two dockers were hurt."),
        ("TOULOUSE, Jan. 6 (NPA) — ", "Two dockers were hurt."),
        ("TOULOUSE (NPA) - ", "Two dockers were hurt."),
        ("ÉVREUX — ", "Two dockers were hurt."),
        ("SAINT-ÉTIENNE, France, 6 January – ", "“We stay,” Ana Lima said."),
        ("Porto, Portugal — ", "Two dockers were hurt."),
        ("SÃO JOÃO DEL REI, Jan 6 -- ", "12 people were hurt."),
    ],
)
def test_a_dateline_ends_behind_its_dash(dateline: str, sentence: str) -> None:
    """Guards against a dateline that is read as the beginning of the first sentence."""
    assert dateline_end(dateline + sentence) == len(dateline)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Two dockers — Ana Lima and Bruno Roth — were hurt.",
        "Bruno Roth — The Ledger could not reach him — was hurt.",
        "TOULOUSE is calm — Ana Lima says so.",
        "“NO — We stay,” she said.",
        "NATO-led troops left.",
        "Toulouse — the mayor said so — is calm.",
        "— Ana Lima",
        "",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(paragraph: str) -> None:
    """Guards against the first words of a sentence being passed over."""
    assert dateline_end(paragraph) == 0


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Lima",
        "By Ana Lima and Bruno Roth, The Ledger",
        "By Inês de Castro in Toulouse",
        "By our correspondent",
        "BY ANA LIMA",
        "By Maria Silva and Juan Roth",
        "By Jan Smit",
        "By Ana Lima, 6 January 2022",
        "The Ledger, 6 January 2022",
        "Published Thursday, 6 January 2022",
        "Reporting by Ana Lima in Lyon and Bruno Roth; editing by Ruth Berg",
        "(Additional reporting by Ana Lima; Editing by Ruth Berg)",
        "Ana Lima contributed to this report.",
        "Translated by Ruth Berg",
    ],
)
def test_who_wrote_and_edited_is_a_byline(line: str) -> None:
    """Guards against reporters and editors who become people of the story."""
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday 12 were dead.",
        "By March Hundreds Had Left",
        "By the time they came it was over",
        "By noon Lyon was calm",
        "By 12 January",
        "The bridge was shut on 6 January 2022",
        "Written off, the ship was sold.",
        "Reporting is a trade, Ana Lima said.",
        "Editing the tape took a week.",
        "Dockers stop work",
    ],
)
def test_a_sentence_or_a_heading_is_no_byline(line: str) -> None:
    """Guards against a part of the story that is passed over as if it were a credit."""
    assert not is_byline(line)


def test_nobody_and_nothing_is_drafted_from_bylines_and_datelines(archive: Archive) -> None:
    """Guards against the place of a desk as that of a blast, and against its day as that of a figure."""
    text = (
        "A quiet town mourns\n\nBy Ana Lima and Bruno Roth in Marseille\n\n"
        "TOULOUSE, France, January 6 — Two dockers were hurt in a blast.\n\n"
        "Reporting by Ana Lima in Lyon; editing by Ruth Berg\n"
    )
    record = draft(text, DETAILS, archive).record
    assert [each["name"] for each in record["places"]] == ["France"]  # tells which city of a name is meant
    assert not {"Ana Lima", "Bruno Roth", "Ruth Berg"} & {each["name"] for each in record["actors"]}
    claim = record["claims"][-1]
    assert (claim.get("as_of"), claim.get("place")) == (None, None)
    assert all("start" not in event and "places" not in event for event in record["events"])


def test_headline_byline_and_dateline_are_no_sentences_that_wait_for_an_item(archive: Archive) -> None:
    """Guards against a list of sentences to look at that begins with the names of reporters."""
    text = (
        "A quiet town mourns\n\nBy Ana Lima and Bruno Roth\n\n"
        "TOULOUSE, France — Two dockers were hurt in a blast, the prefect said. The quay was quiet.\n\n"
        "Reporting by Ana Lima in Lyon; editing by Ruth Berg\n"
    )
    made = draft(text, replace(DETAILS, headline=""), archive)
    paragraphs = text.split("\n\n")
    assert [paragraphs[each.paragraph][each.start : each.end] for each in made.uncovered] == ["The quay was quiet."]
    named = [(each["paragraph"], each["reason"]) for each in made.record["article"]["uncoded"]]
    assert named == [(0, "Headline."), (1, "By-line."), (3, "By-line.")]
    assert made.record["article"]["authors"] == ["Ana Lima", "Bruno Roth"]
