"""The fragment that a link has, looked for as a browser looks for it."""

import pytest

from data.records.text_fragment import MOST_WORDS, Passage, fragment_of, matches

PORT = (
    "The port was shut, and security forces were sent.",
    "Security forces said that 3,800 people were arrested. It’s quiet, said the dockers.",
    "Zoë Brandt of the union said: the port will stay shut until the last of the dockers is free, and it did.",
    "The port will stay shut until noon; the last of the dockers is free, and it is over.",
)


def opened(exact: str, prefix: str | None = None, suffix: str | None = None) -> list[str]:
    """What the link to some words can mark, in the order in which a browser tries it, with its paragraph."""
    found = matches(fragment_of(exact, prefix=prefix, suffix=suffix), PORT)
    return [
        f"{at.paragraph}: {PORT[at.paragraph][at.start : at.end]}" for at in found if at.paragraph == at.last_paragraph
    ]


@pytest.mark.parametrize(
    ("words", "prefix", "suffix", "expected"),
    [
        ("Security forces", None, None, ["0: security forces", "1: Security forces"]),
        ("Security forces", None, " said", ["1: Security forces"]),
        ("security forces", "shut, and ", None, ["0: security forces"]),
        ("arrest", None, None, []),
        ("800", None, None, []),
        ("3,800", None, None, ["1: 3,800"]),
        ("s quiet", None, None, []),
        ("It’s quiet", None, None, ["1: It’s quiet"]),
        ("zoe brandt", None, None, ["2: Zoë Brandt"]),
        ("the dockers", "said ", None, ["1: the dockers"]),
        ("dockers", "the ", ", and", []),
    ],
)
def test_a_browser_marks_whole_words_without_regard_to_case_and_accents(
    words: str, prefix: str | None, suffix: str | None, expected: list[str]
) -> None:
    """Guards against an anchor that is proved to stand there once, and a link that marks something else, or nothing."""
    assert opened(words, prefix, suffix) == expected


def test_a_long_passage_is_marked_where_its_first_words_stand_first() -> None:
    """Guards against an earlier paragraph that begins with the same four words and takes the link."""
    exact = "The port will stay shut until noon; the last of the dockers is free"
    assert len(exact.split()) > MOST_WORDS
    assert opened(exact)[0] == "2: the port will stay shut until the last of the dockers is free"
    prefix_less = fragment_of(exact, suffix=", and it is")
    assert next(passage.last_paragraph for passage in matches(prefix_less, PORT)) == 3


def test_words_of_a_script_without_spaces_are_found() -> None:
    """Guards against a rule of whole words that no sentence of such a script can meet."""
    assert next(matches(fragment_of("警察"), ("当地警察说",)), None) == Passage(0, 2, 0, 4)


def test_white_space_and_line_breaks_of_a_page_are_not_compared() -> None:
    """Guards against a no-break space in the page that hides a passage from its own link."""
    assert next(matches(fragment_of("3 800 people"), ("About 3\u00a0800  people",)), None) == Passage(0, 6, 0, 19)
