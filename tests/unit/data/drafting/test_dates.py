"""Drafts of dates, as seen from the day of publication: Friday, 7 January 2022."""

import datetime as dt

import pytest

from data.drafting.dates import DraftedDate, draft_dates
from data.records.vocabulary import TimePrecision

FRIDAY = dt.date(2022, 1, 7)


def drafted(sentence: str) -> list[DraftedDate]:
    return draft_dates([sentence], FRIDAY)


def days(sentence: str) -> list[tuple[str, str | None, str | None]]:
    """The dates of a sentence: words, first day, last day."""
    return [(date.words, date.start, date.end) for date in drafted(sentence)]


@pytest.mark.parametrize(
    ("sentence", "words", "day"),
    [
        ("Shots were heard on Friday.", "Friday", "2022-01-07"),
        ("The quay was retaken on Thursday.", "Thursday", "2022-01-06"),
        ("The council met on Monday.", "Monday", "2022-01-03"),
        ("The council will meet on Monday.", "Monday", "2022-01-10"),
        ("On Monday, the council will meet.", "Monday", "2022-01-10"),
        ("Talks resume next Monday.", "next Monday", "2022-01-10"),
        ("Talks resume next Friday.", "next Friday", "2022-01-14"),
        ("They were broken off last Friday.", "last Friday", "2021-12-31"),
        ("The ministry said on Monday it would withdraw.", "Monday", "2022-01-03"),
        ("On Monday the ministry said it would withdraw.", "Monday", "2022-01-03"),
        ("It was calm late on Thursday night.", "Thursday", "2022-01-06"),
        ("Yesterday it rained.", "Yesterday", "2022-01-06"),
        ("It was quiet this morning.", "this morning", "2022-01-07"),
        ("It was quiet three days ago.", "three days ago", "2022-01-04"),
        ("It was quiet a day after Wednesday’s clashes.", "a day after Wednesday", "2022-01-06"),
        ("It was quiet two days after January 3.", "two days after January 3", "2022-01-05"),
    ],
)
def test_a_day_is_counted_from_the_day_of_publication(sentence: str, words: str, day: str) -> None:
    """Guards against a Friday a week off, and against past and coming days being taken for each other."""
    assert days(sentence) == [(words, day, day)]
    assert drafted(sentence)[0].precision is TimePrecision.DAY


@pytest.mark.parametrize(
    "words",
    [
        "6 January 2022", "January 6, 2022", "Jan. 6, 2022", "6th of January 2022", "2022-01-06", "January 6",
        "Thursday, January 6", "6 January",
    ],
)  # fmt: skip
def test_a_written_date_is_read_with_the_day_or_the_month_first(words: str) -> None:
    """Guards against one way of writing that is not read, and one that is read as a number of people."""
    assert [date.day for date in drafted(f"It was on {words}, it is said.")] == ["2022-01-06"]


@pytest.mark.parametrize(
    ("sentence", "words", "start", "end", "precision"),
    [
        ("Talks follow next week.", "next week", "2022-01-10", "2022-01-16", TimePrecision.APPROXIMATE),
        ("Talks began last week.", "last week", "2021-12-27", "2022-01-02", TimePrecision.APPROXIMATE),
        ("Shots were heard overnight.", "overnight", "2022-01-06", "2022-01-07", TimePrecision.APPROXIMATE),
        ("It began earlier this month.", "earlier this month", "2022-01-01", "2022-01-07", TimePrecision.MONTH),
        ("It snowed in November.", "November", "2021-11-01", "2021-11-30", TimePrecision.MONTH),
        ("It snowed in March 2020.", "March 2020", "2020-03-01", "2020-03-31", TimePrecision.MONTH),
        ("It was founded in 2014.", "2014", "2014-01-01", "2014-12-31", TimePrecision.YEAR),
        ("In 2019 protesters stormed it.", "2019", "2019-01-01", "2019-12-31", TimePrecision.YEAR),
    ],
)
def test_a_date_is_as_precise_as_its_words(
    sentence: str, words: str, start: str, end: str, precision: TimePrecision
) -> None:
    """Guards against a month or a week that is given a day of its own."""
    (date,) = drafted(sentence)
    assert (date.words, date.start, date.end, date.precision) == (words, start, end, precision)
    assert date.day is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("from 4 to 7 January", "2022-01-04", "2022-01-07"),
        ("between Tuesday and Thursday", "2022-01-04", "2022-01-06"),
        ("from Friday to Sunday", "2021-12-31", "2022-01-02"),
        ("January 2-5", "2022-01-02", "2022-01-05"),
        ("January 2–5", "2022-01-02", "2022-01-05"),
        ("from 30 December to 4 January", "2021-12-30", "2022-01-04"),
        ("from January 2 to January 5, 2021", "2021-01-02", "2021-01-05"),
        ("January 30 to February 2, 2021", "2021-01-30", "2021-02-02"),
        ("between 2015 and 2019", "2015-01-01", "2019-12-31"),
    ],
)
def test_two_ends_are_one_span(words: str, start: str, end: str) -> None:
    """Guards against a span that is drafted as two days, or whose ends lie in different years."""
    assert days(f"Talks were held {words}, it is said.") == [(words, start, end)]


def test_since_is_a_beginning_and_by_an_end() -> None:
    """Guards against “since Wednesday” dating what happened to Wednesday alone."""
    (since,) = drafted("The internet has been off since Wednesday.")
    assert (since.words, since.start, since.end, since.ongoing) == ("since Wednesday", "2022-01-05", None, True)
    (by,) = drafted("The quay was empty by Thursday.")
    assert (by.start, by.end, by.precision) == (None, "2022-01-06", TimePrecision.UNKNOWN)
    assert since.day is by.day is None


@pytest.mark.parametrize(
    "sentence",
    [
        "A day after Ostrand sent troops, it was calm.",
        "Days later it ended.",
        "It ended the next day.",
        "It began 30 years ago.",
        "Elections on January 10 were mentioned.",
        "The curfew lasts until Saturday.",
        "It happened on 03/04/2021.",
        "It happened on 30 February.",
    ],
)
def test_what_the_words_leave_open_is_undated(sentence: str) -> None:
    """Guards against guessing a day, a year, or which of two numbers is the month."""
    (date,) = drafted(sentence)
    assert (date.start, date.end, date.precision) == (None, None, TimePrecision.UNKNOWN)
    assert date.why


@pytest.mark.parametrize(
    "sentence",
    [
        "Ilse Karn, 68, paid $2019 and 1,900 crowns.",
        "2019 protesters came, and of 2019 people none left.",
        "Between 2000 and 3000 people came.",
        "They may march for life.",
        "The 26-year-old won 3-1 at 7.45.",
        "",
        "Friday’s",
    ],
)
def test_ages_money_and_counts_are_no_dates(sentence: str) -> None:
    """Guards against years that are prices or people, and months that are verbs."""
    assert days(sentence) == ([("Friday", "2022-01-07", "2022-01-07")] if sentence == "Friday’s" else [])


def test_the_place_of_a_date_is_that_in_the_paragraph_as_it_is() -> None:
    """Guards against offsets that count invisible characters differently from the text's file."""
    paragraphs = ["Nothing.", "It was\u200b calm \u202eon Thurs\u200bday."]
    (date,) = draft_dates(paragraphs, FRIDAY)
    assert date.place.paragraph == 1
    assert paragraphs[1][date.place.start : date.place.end] == date.words == "Thurs\u200bday"
    assert date.day == "2022-01-06"


@pytest.mark.parametrize(
    ("sentence", "words", "start", "end"),
    [
        ("The league called a walkout of all pilots for Saturday.", "Saturday", "2022-01-08", "2022-01-08"),
        ("A vigil has been announced for Sunday evening.", "Sunday", "2022-01-09", "2022-01-09"),
        ("Drivers vowed to block the bridge on Tuesday.", "Tuesday", "2022-01-11", "2022-01-11"),
        ("The unions urged nurses to stop work on Monday.", "Monday", "2022-01-10", "2022-01-10"),
        ("The mayor imposed a curfew until Tuesday.", "until Tuesday", None, "2022-01-11"),
        ("A ban on rallies was extended until Tuesday.", "until Tuesday", None, "2022-01-11"),
        ("The judge gave the firm until Monday to reply.", "until Monday", None, "2022-01-10"),
        ("She demanded that he resign by Sunday.", "by Sunday", None, "2022-01-09"),
        ("The ferries will stay moored until Monday.", "until Monday", None, "2022-01-10"),
    ],
)
def test_a_weekday_that_something_is_meant_for_is_the_next_one(
    sentence: str, words: str, start: str | None, end: str
) -> None:
    """Guards against a strike that was called for Saturday and is dated to the Saturday before the call."""
    assert days(sentence) == [(words, start, end)]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Thousands came for Thursday prayers.", "2022-01-06"),
        ("She blamed the guards for Monday's fire.", "2022-01-03"),
        ("Exports fell sharply since Monday.", None),
        ("The bridge was closed until Monday.", "2022-01-03"),
        ("The miners voted to stay out on Monday.", "2022-01-03"),
        ("The league called a walkout on Monday.", "2022-01-03"),
    ],
)
def test_a_weekday_of_what_was_stays_the_last_one(sentence: str, day: str | None) -> None:
    """Guards against what has happened being put off to next week."""
    assert [end for _, _, end in days(sentence)] == [day]
