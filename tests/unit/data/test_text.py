"""Text as readers search it: what a typed query and a printed text have in common, and what messages repeat."""

from difflib import get_close_matches

import pytest

from data.text import (
    MOST_COMPARED,
    composed,
    did_you_mean,
    difference,
    normalize,
    search_text,
    search_words,
    seen,
    shorten,
)


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


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Казакстан", "Қазақстан"),
        ("Галым", "Ғалым"),
        ("Улытау", "Ұлытау"),
        ("Устирт", "Үстірт"),
        ("Алия", "Әлия"),
        ("Оскемен", "Өскемен"),
        ("Жанаозен", "Жаңаөзен"),
        ("Lodz", "Łódź"),
        ("Oresund", "Øresund"),
        ("Djokovic", "Djoković"),
        ("Hamrun", "Ħamrun"),
        ("Erdogan", "Erdoğan"),
        ("Istanbul", "İstanbul"),
        ("isik", "ışık"),
        ("Zhanaozen", "Zhana\u00adozen"),
        ("Zhanaozen", "Zhana\u200bozen"),
        ("Zhanaozen", "\ufeffZhana\u2060ozen\u200e"),
        ("مشهد", "مـشـهـد"),
        ("کیان", "كيان"),
        ("3 800 people", "3\u00a0800  people"),
        ("Zoë", "Zoe\u0308"),
        *(("O'Neill", f"O{mark}Neill") for mark in "’‘ʼʻ′`"),
        *(("Almaty-2", f"Almaty{mark}2") for mark in "‐‑–"),
    ],
)
def test_what_is_typed_finds_what_is_printed(typed: str, printed: str) -> None:
    """Guards against a name that stands on the page and that nobody finds with their own keyboard."""
    assert normalize(typed) == normalize(printed)


def test_every_letter_is_folded_once() -> None:
    """Guards against “ұ” that becomes “ү”, which becomes “у”: the two would never meet."""
    letters = [char for char in map(chr, range(0x3000)) if char.isalpha()]
    assert [char for char in letters if normalize(normalize(char)) != normalize(char)] == []
    assert len(letters) > 5_000


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("can’t", "can't", True),
        ("“so”", '"so"', True),
        ("3\u00a0800 people", "3 800  people", True),
        ("Zhana\u00adozen", "Zhanaozen", True),
        ("2021–22", "2021-22", True),
        ("Zoe\u0308", "Zoë", True),
        ("wait…", "wait...", True),
        ("ﬁve", "five", True),
        ("Łódź", "Lódź", False),
        ("Port", "port", False),
        ("Zoe", "Zoë", False),
        ("p\u0430rt", "part", False),
    ],
)
def test_what_looks_alike_is_alike_and_nothing_else(one: str, other: str, alike: bool) -> None:
    """Guards against words of an article that are refused for a character that nobody sees, and others that pass."""
    assert (seen(one) == seen(other)) is alike


@pytest.mark.parametrize(
    ("here", "there", "told"),
    [
        ("same", "same", ""),
        ("3 800", "3\u00a0800", "here U+0020 space, there U+00A0 no-break space"),
        ("Zhanaozen", "Zhana\u00adozen", "here nothing, there U+00AD soft hyphen"),
        (
            "Lodz",
            "Łodz",
            "here “L” (U+004C latin capital letter l), there “Ł” (U+0141 latin capital letter l with stroke)",
        ),
        (
            "part",
            "p\u0430rt",
            "here “a” (U+0061 latin small letter a), there “\u0430” (U+0430 cyrillic small letter a)",
        ),
        ("port", "harbour", "here “p” (U+0070 latin small letter p), there “harb”"),
        ("a\x07", "a", "here U+0007 a control character, there nothing"),
    ],
)
def test_a_difference_is_named_by_its_characters(here: str, there: str, told: str) -> None:
    """Guards against “x is not x”: a message that shows two texts which look the same."""
    assert difference(here, there) == told


def test_json_is_read_in_the_composed_form() -> None:
    """Guards against two spellings of one name that are two entities."""
    raw = {"Zoe\u0308": ["e\u0301", {"n": 1, "none": None, "yes": True}]}
    assert composed(raw) == {"Zoë": ["é", {"n": 1, "none": None, "yes": True}]}


def test_of_many_words_the_near_one_is_still_found_and_few_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against a wrong word in a link that is compared with a million ids, for a minute of processor time."""
    compared = []

    def counted(wrong: str, words: list[str], n: int) -> list[str]:
        compared.append(len(words))
        return get_close_matches(wrong, words, n=n)

    monkeypatch.setattr("data.text.get_close_matches", counted)
    many = [f"{letter}{number}" for letter in "abcdef" for number in range(10_000)]
    assert did_you_mean("almati", [*many, "almaty"]) == "; did you mean “almaty”?"
    assert did_you_mean("zzz", many) == ""
    assert did_you_mean("a12345", (f"a{number}" for number in range(100_000))).startswith("; did you mean “a1")
    assert max(compared) <= MOST_COMPARED
