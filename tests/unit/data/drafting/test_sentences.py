"""Where sentences end."""

import pytest

from data.drafting.sentences import LONGEST, sentence_spans


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("Mr. Stone left. He went home.", ["Mr. Stone left.", "He went home."]),
        ("Lt. Gov. R. J. Stone of the U.S. Navy left.", ["Lt. Gov. R. J. Stone of the U.S. Navy left."]),
        ("They live in the U.S. They like it.", ["They live in the U.S.", "They like it."]),
        ("It rose 3.5 percent at 9 a.m. on Monday.", ["It rose 3.5 percent at 9 a.m. on Monday."]),
        ("He said no. The pier No. 4 burned.", ["He said no.", "The pier No. 4 burned."]),
        ("Dr. Roth met Lt. Col. Lima in St. Anna. She left.", ["Dr. Roth met Lt. Col. Lima in St. Anna.", "She left."]),
        ("“We stay.” Nobody left.", ["“We stay.”", "Nobody left."]),
        ("Who left? Nobody!", ["Who left?", "Nobody!"]),
        ("", []),
        ("word", ["word"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(paragraph: str, found: list[str]) -> None:
    """Guards against sentences cut at an abbreviation, and closing marks left to the next one."""
    assert [paragraph[start:end] for start, end in sentence_spans(paragraph)] == found


def test_a_sentence_without_an_end_is_cut() -> None:
    """Guards against time that grows with the square of a sentence's length."""
    assert len(sentence_spans("word " * (3 * LONGEST))) == 3
