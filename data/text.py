"""How texts are compared: folded, for searches; as a person sees them, for words of an article. Texts for messages."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from typing import Any

_APOSTROPHES = "’‘‛ʼʻʹ′`´＇"
QUOTATION_MARKS = "“”„‟«»‹›″＂"
_PLAIN_QUOTATION_MARKS = str.maketrans(dict.fromkeys(QUOTATION_MARKS, '"'))
_DASHES = "-‐‑‒–—―−－"
_PLAIN_DASHES = str.maketrans(dict.fromkeys(_DASHES, "-"))
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s*(?:-\s*)+(?=\d)")
_LIGATURES = {char: unicodedata.normalize("NFKC", char) for char in "…ﬀﬁﬂﬃﬄﬅﬆ"}
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Characters that nobody sees, beside those of the category Cf: joiners, fillers, variation selectors."""
_BASE_LETTERS = {
    "ə": "a", "ә": "а", "ө": "о", "ү": "у", "ұ": "у", "і": "и", "ї": "и", "һ": "х", "ы": "ы", "ı": "i", "ŋ": "n",
    "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ی": "ي", "ک": "ك", "ـ": "",
}  # fmt: skip
"""Letters that Unicode neither decomposes nor names as another letter “with” something, by what is typed for them; and
“ұ”, which it names after a letter that is in this table itself."""

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What breaks a line, tells a terminal something, turns the direction of writing, or is half a character."""
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:[, ]\d{3})+(?!\d)")
"""A number with separators between its thousands: “3,800”, “3 800”."""


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """One character as texts are compared by: without case, accent or stroke; empty if nobody sees it.

    Apostrophes of all kinds are one, quotation marks too.
    """
    if char in _APOSTROPHES:
        return "'"
    if char in QUOTATION_MARKS:
        return '"'
    if _is_invisible(char) or unicodedata.category(char) == "Mn":  # combining marks
        return ""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    folded = "".join(_base(letter) for letter in letters if not unicodedata.combining(letter))
    return folded if folded == char else "".join(map(_folded, folded))  # what a letter is folded to may be folded too


def _base(letter: str) -> str:
    """The letter that one is written over: “қ” is “cyrillic small letter ka with descender”."""
    if letter in _BASE_LETTERS:
        return _BASE_LETTERS[letter]
    name, found, _ = unicodedata.name(letter, "").partition(" WITH ")
    try:
        return _base(unicodedata.lookup(name)) if found and letter.isalpha() else letter
    except KeyError:
        return letter


def _is_invisible(char: str) -> bool:
    """Whether nobody sees a character: soft hyphens, zero-width marks, marks of direction, fillers."""
    return unicodedata.category(char) == "Cf" or bool(_BLANK.match(char))


@lru_cache(maxsize=4096)
def _seen(char: str) -> str:
    """One character as a person sees it; empty if nobody does.

    Apostrophes of all kinds are one, and so are quotation marks, dashes and spaces.
    """
    for alike, plain in ((_APOSTROPHES, "'"), (QUOTATION_MARKS, '"'), (_DASHES, "-")):
        if char in alike:
            return plain
    if char.isspace():
        return " "
    return "" if _is_invisible(char) else _LIGATURES.get(char, char)


def normalize(text: str) -> str:
    """Return text to compare by: without case, accents, strokes, hyphens, thousands separators and invisible marks.

    Apostrophes are one, quotation marks are one, and so is white space, however much there is of it. A dash is kept
    between numbers only.
    """
    folded = "".join(map(_folded, text)).translate(_PLAIN_DASHES)
    words = (part.replace("-", " ").split() for part in _BETWEEN_NUMBERS.split(folded))
    spaced = "-".join(" ".join(part) for part in words)
    return _THOUSANDS.sub(lambda number: re.sub("[, ]", "", number[0]), spaced)


def seen(text: str) -> str:
    """Return text as a person sees it, to compare by: case and accents count, invisible marks do not.

    Apostrophes are one, and so are quotation marks, dashes, and white space, however much there is of it.
    """
    return " ".join("".join(map(_seen, unicodedata.normalize("NFC", text))).split())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return text folded letter by letter, with its hyphens, and the offset in `text` of each of its letters."""
    return _with_offsets(text, _folded)


def folded_letters(text: str) -> str:
    """Return text folded letter by letter, with its hyphens: what `fold_with_offsets` returns, in less time."""
    return "".join(map(_folded, text))


def seen_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return text letter by letter as a person sees it, and the offset in `text` of each of its letters."""
    return _with_offsets(text, _seen)


def _with_offsets(text: str, fold: Callable[[str], str]) -> tuple[str, list[int]]:
    letters = [(letter, offset) for offset, char in enumerate(text) for letter in fold(char)]
    return "".join(letter for letter, _ in letters), [offset for _, offset in letters]


def composed(value: Any) -> Any:
    """Return a JSON value with each of its texts, keys included, in Unicode’s composed form (NFC)."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case dict():
            return {composed(key): composed(inner) for key, inner in value.items()}
        case list():
            return [composed(inner) for inner in value]
        case _:
            return value


def difference(text: str, other: str) -> str:
    """Return where two texts first differ, as in “here U+00A0 no-break space, there U+0020 space”; empty if nowhere."""
    changes = SequenceMatcher(None, text, other, autojunk=False).get_opcodes()
    first = next((change for change in changes if change[0] != "equal"), None)
    if first is None:
        return ""
    _, start, end, other_start, other_end = first
    if end - start == other_end - other_start:  # letter for letter: the first one will do
        end, other_end = start + 1, other_start + 1
    return f"here {_characters(text[start:end])}, there {_characters(other[other_start:other_end])}"


def _characters(text: str) -> str:
    """One character by its name, several as they are."""
    if len(text) > 1:
        return f"“{shorten(text)}”"
    if not text:
        return "nothing"
    name = f"U+{ord(text):04X} {unicodedata.name(text, 'a control character').lower()}"
    return f"“{text}” ({name})" if text.isprintable() and not text.isspace() else name


BETWEEN_TEXTS = " | "
"""A bar between texts that are searched as one: no phrase matches across two."""


def search_text(*parts: str) -> str:
    """Return several texts normalised as one, with BETWEEN_TEXTS between them."""
    return BETWEEN_TEXTS.join(normalize(part) for part in parts)


def search_words(query: str) -> list[str]:
    """Return the normalised words of a search query; a phrase in quotation marks, or a name with hyphens, is one."""
    found = re.findall(r'"([^"]+)"|([^\s"]+)', query.translate(_PLAIN_QUOTATION_MARKS))
    return [words for phrase, word in found if (words := normalize(phrase or word))]


def one_line(text: str, *, most: int) -> str:
    """Return a text as one line of at most `most` characters that no terminal takes for a command.

    Line breaks, other control characters, those that turn the direction of writing, and halves of characters are
    written as a Python literal writes them.
    """
    line = CONTROLS.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def shorten(text: str) -> str:
    """Return a text cut to 40 characters, for a message."""
    return text if len(text) <= 40 else f"{text[:40]}…"


MOST_COMPARED = 2_000
"""Words that a wrong one is compared with: each takes some fifty microseconds."""


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return “; did you mean “x”?” for the nearest known word; empty if none is near.

    Among more than MOST_COMPARED words only those that begin with the same letters are compared.
    """
    words = list(known)
    for letters in (1, 2, 3):
        if len(words) > MOST_COMPARED:
            words = [word for word in words if word[:letters] == wrong[:letters]]
    near = get_close_matches(wrong, sorted(words)[:MOST_COMPARED], n=1)
    return f"; did you mean “{near[0]}”?" if near else ""
