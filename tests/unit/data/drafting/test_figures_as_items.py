"""Figures as items of a record: whom “them” means, whose soldiers are counted, and days that somebody speaks of."""

import datetime as dt
from typing import Any

import pytest

from data.drafting.draft import ArticleDetails, draft
from data.drafting.figures import draft_figures
from data.tables.archive import Archive

Json = dict[str, Any]

DAY = dt.date(2022, 1, 7)


def claims(archive: Archive, *paragraphs: str) -> dict[str, Json]:
    details = ArticleDetails("ledger-2022-01-07", DAY, publisher="The Ledger", headline="x")
    record = draft("\n\n".join(("Calm night", *paragraphs)) + "\n", details, archive).record
    return {each["value_text"]: each for each in record["claims"]}


def test_a_part_counts_those_whom_them_means(archive: Archive) -> None:
    """Guards against “of them badly” as the people who were hurt."""
    found = claims(archive, "The clinic said that 16 nurses had been hurt, three of them gravely and four slightly.")
    assert [found[each]["population"] for each in ("16", "three", "four")] == ["nurses"] * 3
    assert found["three"]["population_group"] == "subset"
    assert found["three"]["part_of"] == found["16"]["id"]


@pytest.mark.parametrize(
    ("sentence", "words", "group"),
    [
        ("Army lorries with some 90 soldiers took up positions at the gates of Lyon.", "some 90", "security_forces"),
        ("The governor sent 120 soldiers to the quay.", "120", "security_forces"),
        ("Some 300 Russian soldiers landed at the army base.", "Some 300", "foreign_forces"),
        ("The alliance sent 400 soldiers to help the army.", "400", "foreign_forces"),
    ],
)
def test_soldiers_of_the_articles_own_country_are_not_foreign(
    archive: Archive, sentence: str, words: str, group: str
) -> None:
    """Guards against a country's own army as forces from abroad."""
    assert claims(archive, sentence)[words]["population_group"] == group


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("“Nine people were killed tonight,” said the mayor, Ana Roux.", None),
        ("“Nine people were killed today,” the mayor said on Tuesday.", "2022-01-04"),
        ("Nine people were killed today, the mayor said.", "2022-01-07"),
    ],
)
def test_today_in_a_quotation_is_no_day_of_publication(text: str, day: str | None) -> None:
    """Guards against a figure of the day of publication that somebody gave the night before."""
    assert [each.as_of for each in draft_figures([text], DAY)] == [day]
