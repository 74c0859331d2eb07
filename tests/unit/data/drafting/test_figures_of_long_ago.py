"""Figures of years long over, and figures of the headline: neither is a second figure of today."""

import datetime as dt

import pytest

from data.drafting.draft import ArticleDetails, draft
from data.drafting.figures import draft_figures
from data.tables.archive import archive_from_records

DAY = dt.date(2024, 5, 17)


@pytest.mark.parametrize(
    "text",
    [
        "It is the worst night in the port since 2015, when four people died in a riot.",
        "It was the deadliest day of the county since March 2009, when 11 herders were shot dead.",
        "In 2017 police injured some 40 people at a market in the same town.",
        "The last strike of this kind was in 2003, and 12 people were arrested then.",
        "The 2011 riots, in which 14 miners were killed, are not forgotten.",
        "Four people died in similar protests in 2015.",
        "A decade ago, when 30 people were killed, nobody was tried.",
        "Ten years ago police arrested 120 students here.",
        "She recalled the flood of 1998 that killed 230 people.",
        "The dam broke in 2019, killing 25 people.",
        "The stadium, where 90 people died in 1985, was closed.",
        "In the spring of 2016 more than 2,000 people marched through the city.",
        "In 2015 the army killed 30 people. Nine of them were children.",
        "The port was the seat of a rising in 2009, in which at least four dockers died and some 90 were jailed.",
        "In 2011 nine people were killed and 140 were arrested.",
    ],
)
def test_a_figure_of_a_year_long_over_is_not_drafted(text: str) -> None:
    """Guards against four dead of nine years ago who are proposed as killed now."""
    assert not draft_figures([text], DAY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("More than 300 people have been arrested since 2023.", "More than 300"),
        ("The company, founded in 2009, said 12 people were hurt.", "12"),
        ("The minister, who took office in 2019, said that 12 people had been killed.", "12"),
        ("Four people died at the mine, which opened in 2009.", "Four"),
        ("A fire in the hall built in 1987 killed nine people.", "nine"),
        ("About 2,000 people marched to recall the massacre of 1989.", "About 2,000"),
        ("Police arrested 12 people under a law of 2004.", "12"),
        ("Three people were killed in May.", "Three"),
        ("In January 2024 police arrested 40 people.", "40"),
        ("Nine people were killed in 2011 and 12 have been hurt this week.", "12"),
        ("Four people died in 2011 and 30 were arrested on Tuesday.", "30"),
        ("Two people were killed on Tuesday, and another five in the floods of 2021.", "Two"),
    ],
)
def test_an_old_year_of_something_else_leaves_a_figure_alone(text: str, words: str) -> None:
    """Guards against figures of today that are lost because a year stands in their sentence."""
    assert [each.value_text for each in draft_figures([text], DAY)] == [words]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It is the worst day since Sunday, when four people died.", "2024-05-12"),
        ("Nobody has forgotten 16 December 2011, when police shot dead at least 14 people.", "2011-12-16"),
    ],
)
def test_a_figure_behind_when_is_of_the_day_before_it(text: str, day: str) -> None:
    """Guards against a figure of a known day that is told as of another, or of none."""
    assert [each.as_of for each in draft_figures([text], DAY)] == [day]


LEAD = "LODDEN — At least six people were killed and 31 injured on Monday when a dam broke, the prefect said."


@pytest.mark.parametrize(
    ("headline", "left"),
    [
        ("Six dead as dam breaks above Lodden", []),
        ("Dam breaks above Lodden, killing six and injuring dozens", []),
        ("Six killed, 31 hurt as dam breaks above Lodden", []),
        ("Nine dead as dam breaks above Lodden", ["Nine"]),
        ("Six killed and 40 arrested after dam breaks above Lodden", ["40"]),
    ],
)
def test_a_headlines_figure_that_the_text_repeats_is_no_second_proposal(headline: str, left: list[str]) -> None:
    """Guards against the same dead proposed twice, and against a headline’s own figure that is lost."""
    text = f"{headline}\n\n{LEAD}\n\nThe river rose for days.\n"
    made = draft(text, ArticleDetails("lodden-1", DAY, publisher="Lodden Post"), archive_from_records())
    in_headline = [each["value_text"] for each in made.record["claims"] if each["anchors"][0]["paragraph"] == 0]
    assert in_headline == left
    assert {each["value_text"] for each in made.record["claims"]} >= {"At least six", "31"}
