"""Text as readers search it: what a typed query and a printed text have in common, and what messages repeat."""

import pytest

from data.text import normalize, search_text, search_words, shorten


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("KURALAI", "kuralai"),
        ("Zoë Müller", "zoe muller"),
        ("it’s ‘so’", "it's 'so'"),
        ("“armed criminals”", '"armed criminals"'),
        ("a–b—c-d", "a b c d"),
        ("wait…", "wait..."),
        ("two\nlines", "two lines"),
        ("non\u00a0breaking", "non breaking"),
        ("Straße", "strasse"),
        ("ﬁve", "five"),
        ("Алматы", "алматы"),
        ("more than 3,800, it said", "more than 3800, it said"),
        ("", ""),
    ],
)
def test_case_accents_and_typographic_marks_make_no_difference(printed: str, expected: str) -> None:
    """Guards against words that are on the page and that a search does not find."""
    assert normalize(printed) == expected
    assert normalize(expected) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fuel price", ["fuel", "price"]),
        ('"fuel price" rise', ["fuel price", "rise"]),
        ("“fuel price”", ["fuel price"]),
        ('said "no" twice', ["said", "no", "twice"]),
        ('"unbalanced phrase', ["unbalanced", "phrase"]),
        ('" spaced "', ["spaced"]),
        ('"" "  "', []),
        ('"', []),
        ("   ", []),
        ("", []),
        ("it’s", ["it's"]),
        ("Zoë", ["zoe"]),
    ],
)
def test_a_query_asks_for_each_word_and_for_phrases_whole(query: str, expected: list[str]) -> None:
    """Guards against a phrase that is searched word by word, and against a mark that is searched as a word."""
    assert search_words(query) == expected


def test_a_phrase_is_never_found_across_two_texts() -> None:
    """Guards against the end of one text and the beginning of the next being read as one sentence."""
    together = search_text("They shoot", "to kill time")
    assert "shoot" in together
    assert "to kill time" in together
    assert "shoot to kill" not in together


@pytest.mark.parametrize(("given", "shown"), [("x" * 40, "x" * 40), ("x" * 41, "x" * 40 + "…"), ("", "")])
def test_what_somebody_gave_is_repeated_in_short(given: str, shown: str) -> None:
    """Guards against a message as long as what it complains of."""
    assert shorten(given) == shown
