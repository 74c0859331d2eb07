"""Where words stand in a paragraph: to the letter, else as a person sees them; and what is told where they do not."""

import pytest

from data.records.passages import spans_of, why_not_found


@pytest.mark.parametrize(
    ("words", "paragraph", "found"),
    [
        ("the port", "The port, the port.", ["the port"]),
        ("can't", "They can’t.", ["can’t"]),
        ("can’t", "They can't.", ["can't"]),
        ('"so"', "He said “so”.", ["“so”"]),
        ("3 800 people", "About 3\u00a0800  people.", ["3\u00a0800  people"]),
        ("Zhanaozen", "In Zhana\u00adozen, in Zhana\u200bozen.", ["Zhana\u00adozen", "Zhana\u200bozen"]),
        ("2021-22", "In 2021–22.", ["2021–22"]),
        ("wait...", "So wait… now.", ["wait…"]),
        (".. now", "So wait… now.", []),
        ("five", "All ﬁve.", ["ﬁve"]),
        ("it.", "it. It. it.", ["it.", "it."]),
        ("Port", "the port", []),
        ("", "the port", []),
        ("\u200b", "the port", []),
    ],
)
def test_words_are_found_as_a_person_sees_them(words: str, paragraph: str, found: list[str]) -> None:
    """Guards against words that were typed from a page and are not found in its text."""
    assert [paragraph[start:end] for start, end in spans_of(words, paragraph)] == found


def test_words_that_stand_there_to_the_letter_are_no_others() -> None:
    """Guards against an anchor that becomes ambiguous since other words look like its own."""
    assert spans_of("can't", "can't, can’t") == [(0, 5)]


PARAGRAPHS = ("Dockers in Łódź stop work.", "The port was shut.", "The p\u0430rt was shut; they waited and left.")


@pytest.mark.parametrize(
    ("words", "number", "told"),
    [
        ("The port was shut", 0, "; paragraph 1 has them"),
        ("Lodz stop", 0, "; it has “Łódź stop”, which differs: here “L” (U+004C"),
        ("dockers", 0, "; it has “Dockers”, which differs: here “d” (U+0064"),
        (
            "The part was",
            2,
            "; it has “The p\u0430rt was”, which differs: here “a” (U+0061 latin small letter a), there",
        ),
        ("they wait and left", 2, "; it has “they waited and left”, which differs: here nothing, there “ed”"),
        ("parliament", 0, ""),
        ("", 0, ""),
    ],
)
def test_where_words_do_not_stand_the_nearest_ones_are_told(words: str, number: int, told: str) -> None:
    """Guards against “not found” for a letter that differs: whoever typed it sees that it is there."""
    hint = why_not_found(words, number, PARAGRAPHS)
    assert hint.startswith(told)
    assert bool(hint) == bool(told)


def test_words_that_look_like_those_of_their_paragraph_are_told_apart() -> None:
    """Guards against “paragraph 0 has them” where a check says that it does not."""
    hint = why_not_found("3 800", 0, ("About 3\u00a0800.",))
    assert hint == "; it has “3\u00a0800”, which differs: here U+0020 space, there U+00A0 no-break space"
