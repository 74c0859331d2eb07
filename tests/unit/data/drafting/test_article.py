"""What is proposed of an article by its first lines."""

import datetime as dt

import pytest

from data.drafting.article import proposed_authors, proposed_day
from data.records.anchors import article_text

DAY = dt.date(2024, 5, 14)


def day_of(*lines: str) -> dt.date | None:
    found = proposed_day(article_text("\n\n".join(lines).encode()))
    return found[0] if found else None


@pytest.mark.parametrize(
    "line",
    [
        "14 May 2024",
        "May 14, 2024",
        "Tuesday, 14 May 2024",
        "2024-05-14",
        "Published 14 May 2024",
        "Published: May 14, 2024, 10:05",
        "14 May 2024, 10:05 GMT",
        "Posted on Tuesday, May 14, 2024 at 9:30 am",
        "14 May 2024.",
        "Tue 14 May 2024 18.02 GMT",
        "By Ana Lima, 14 May 2024",
        "By Ana Lima and Bruno de Roth, The Ledger | 14 May 2024, 10:05",
        "The Larkhaven Ledger, 14 May 2024",
        "Ana Lima – Tuesday, 14 May 2024",
    ],
)
def test_a_date_on_a_line_of_its_own_near_the_top_is_proposed(line: str) -> None:
    """Guards against a day that is printed above the article and has to be typed again."""
    assert day_of("Two killed in Larkhaven", "By our correspondent", line, "The quay was calm.") == DAY


@pytest.mark.parametrize(
    "lines",
    [
        ("Calm night", "The quay was shut on 14 May 2024."),
        ("Calm night", "14 May"),
        ("Calm night", "05/06/2024"),
        ("Calm night", "31 February 2024"),
        ("Calm night", "May 2024"),
        ("Calm night", "14 May 2024", "15 May 2024"),
        ("Calm night", "14 to 16 May 2024"),
        ("Calm night", *("The quay was calm.",) * 10, "14 May 2024"),
        ("Calm night",),
        ("Calm night", "By the bridge on 14 May 2024"),
        ("Calm night", "Two were hurt, 14 May 2024"),
        ("Calm Night, 14 May 2024", "The quay was calm."),
        ("Calm night", "By Ana Lima, 14 May"),
        ("Calm night", "By Ana Lima, 14 May 2024", "Updated 15 May 2024"),
    ],
)
def test_a_day_that_is_in_doubt_or_part_of_a_sentence_is_not_proposed(lines: tuple[str, ...]) -> None:
    """Guards against a day of an event, half a date, or one of two dates passing for the day of publication."""
    assert day_of(*lines) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ana Lima", ("Ana Lima",)),
        ("By Maria Silva and June Park, The Ledger", ("Maria Silva", "June Park")),
        ("By Ana de Lima, Bruno Roth and Jo Vik in Lodden", ("Ana de Lima", "Bruno Roth", "Jo Vik")),
        ("BY ANA LIMA", ("Ana Lima",)),
        ("By Ana Lima, staff writer", ("Ana Lima",)),
        ("By John F. Roth, 14 May 2024", ("John F. Roth",)),
        ("By our correspondent", ()),
        ("By The Larkhaven Ledger", ()),
        ("By Friday 12 Were Dead", ()),
        ("The Larkhaven Ledger, 14 May 2024", ()),
    ],
)
def test_the_authors_are_those_of_the_byline(line: str, authors: tuple[str, ...]) -> None:
    """Guards against names that somebody types although they stand in the text, and a newspaper as an author."""
    text = article_text(f"Two killed in Larkhaven\n\n{line}\n\nThe road was shut.".encode())
    assert proposed_authors(text) == authors


def test_an_authors_name_deep_in_the_article_is_no_byline() -> None:
    """Guards against the author of a play who becomes that of the report."""
    lines = ["Two killed in Larkhaven", *["The road was shut."] * 9, "By Ana Lima"]
    assert proposed_authors(article_text("\n\n".join(lines).encode())) == ()
