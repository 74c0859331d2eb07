"""Days of drafted events: which ones govern another part of their sentence, and which do not."""

import datetime as dt
from typing import Any

import pytest

from data.drafting.draft import ArticleDetails, draft
from data.tables.archive import Archive

Json = dict[str, Any]

DAY = dt.date(2022, 1, 7)
DETAILS = ArticleDetails("ledger-2022-01-07", DAY, publisher="The Ledger", headline="x", url="https://ledger.example/x")


def day_of(archive: Archive, sentence: str, words: str) -> str | None:
    """The day of the event that has some words of a sentence."""
    events = draft(f"Calm night\n\n{sentence}\n", DETAILS, archive).record["events"]
    event = next(each for each in events if words in each["anchors"][0]["exact"])
    return event.get("start")


@pytest.mark.parametrize(
    ("sentence", "words", "day"),
    [
        ("The court opened an inquiry on Tuesday and ordered the police to keep away.", "ordered", "2022-01-04"),
        ("The army closed the bridge on Monday and sent 300 soldiers to the coast.", "sent", "2022-01-03"),
        ("Strikers met on 3 January, and blocked the northern gate.", "blocked", "2022-01-03"),
        ("Villagers marched to the dam on Monday but also blocked the road.", "blocked", "2022-01-03"),
        ("Late on Wednesday the rebels let nurses pass but kept the bridge closed.", "kept", "2022-01-05"),
        ("On Wednesday the union let nurses pass, but dockers blocked the road.", "blocked", "2022-01-05"),
        ("Early on Tuesday guards stormed the prison and arrested nine people.", "arrested", "2022-01-04"),
        ("Nine people were hurt on Tuesday when guards fired tear gas.", "tear gas", "2022-01-04"),
        ("Two men died on Monday as youths stormed the market.", "stormed", "2022-01-03"),
    ],
)
def test_a_day_governs_what_shares_its_subject_or_its_time_and_what_it_opens(
    archive: Archive, sentence: str, words: str, day: str
) -> None:
    """Guards against events without a day beside the words that give it."""
    assert day_of(archive, sentence, words) == day


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The court opened an inquiry on Tuesday and shots were fired in the port.", "shots"),
        ("On Tuesday the minister said that troops had blocked the road.", "blocked"),
        ("On Tuesday police freed men who had been arrested in the port.", "arrested"),
        ("Police freed a man on Tuesday after youths stormed the market.", "stormed"),
        ("The minister said that troops came on Monday and ordered an inquiry.", "ordered"),
        ("The union called off a strike planned for Friday.", "strike"),
        ("The union met on Tuesday; dockers blocked the road.", "blocked"),
        ("Dockers blocked the road and the union met on Tuesday.", "blocked"),
    ],
)
def test_a_day_of_another_subject_speech_or_time_is_none_of_an_event(
    archive: Archive, sentence: str, words: str
) -> None:
    """Guards against a day that is guessed."""
    assert day_of(archive, sentence, words) is None


@pytest.mark.parametrize(
    ("sentence", "title", "kind", "phase", "start"),
    [
        ("The Pilots' League called a walkout of all crews for Sunday.", "Walkout called", "protest", "scheduled",
         "2022-01-09"),
        ("A march along the quay has been announced for Monday.", "March called", "protest", "scheduled",
         "2022-01-10"),
        ("The league called a walkout on Tuesday.", "Walkout called", "statement", "crisis", "2022-01-04"),
    ],
)  # fmt: skip
def test_what_is_called_for_a_day_to_come_is_scheduled(
    archive: Archive, sentence: str, title: str, kind: str, phase: str, start: str
) -> None:
    """Guards against a strike that is only called and stands in the record as one that was held, or in none."""
    (event,) = draft(f"Calm night\n\n{sentence}\n", DETAILS, archive).record["events"]
    assert title.split()[-2].lower() in event["title"].lower()
    assert (event["kind"], event["phase"], event["start"]) == (kind, phase, start)


def test_the_day_that_something_else_is_called_for_is_none_of_an_arrest(archive: Archive) -> None:
    """Guards against arrests in a week to come."""
    assert day_of(archive, "Police arrested nine clerks ahead of a march called for Sunday.", "arrested") is None
