"""Numbers in words and digits: “eighteen”, “two hundred”, “1.5 million”, “1,300”, “1 300”; and words that are vague."""

import re
from collections.abc import Sequence

from data.drafting.tokens import Token

_UNITS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_TENS = """
twenty thirty forty fifty sixty seventy eighty ninety
"""
SMALL = {word: n for n, word in enumerate(_UNITS.split(), 1)} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
DOZEN = 12
MOST_DIGITS = 12
"""Digits of the longest number that is read: whatever is longer counts no people."""

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")
_PLAIN = re.compile(r"[1-9][0-9]*|0(?=\.)|[1-9][0-9]*\.[0-9]+")
_SIGNS = frozenset("$€£¥₽₸₹#@/:.+-")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*")

_VAGUE = {"dozens", "hundreds", "thousands", "millions", "scores", "tens", "several"}
_VAGUE_PHRASES = (("a", "few"), ("a", "handful"), ("a", "couple"), ("a", "number"))
_ROUND = {"dozen", *SCALES}


def number_at(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Return the number that begins at a token, and the index after it; None if none begins there.

    A part of another sign is none: of a time, a fraction, a name (“G7”), a compound (“26-year-old”). Nor is a fraction
    of one without a scale: “1.300 people” is read in two ways.
    """
    if not tokens[at].is_digits:
        return _in_words(tokens, at)
    if (at and _belongs_to_what_is_before(tokens, at)) or (value := _value(tokens[at].text)) is None:
        return None
    end = at + 1
    if float(value).is_integer() and _goes_on_in_thousands(tokens, end):
        value, end = value * 1000 + int(tokens[end].text), end + 1
    factor, end = _scale(tokens, end)
    value *= factor
    if not float(value).is_integer() or _belongs_to_what_follows(tokens, end):
        return None
    return float(value), end


def _value(digits: str) -> float | None:
    if len(digits) > MOST_DIGITS + MOST_DIGITS // 3:
        return None
    if _GROUPED.fullmatch(digits) or _PLAIN.fullmatch(digits) or re.fullmatch(r"0\.[0-9]+", digits):
        plain = digits.replace(",", "")
        return float(plain)
    return None


def _goes_on_in_thousands(tokens: Sequence[Token], end: int) -> bool:
    """Whether three digits follow after one blank, as in “1 300”, and no month stands before: “May 3 200 people”."""
    if end >= len(tokens) or tokens[end].tight or not re.fullmatch("[0-9]{3}", tokens[end].text):
        return False
    first = tokens[end - 1]
    alone = len(first.text) <= 3 and tokens[end].start - first.end == 1
    return alone and not (end > 1 and _MONTH.fullmatch(tokens[end - 2].word))


def _scale(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The factor of words such as “million” at an index, 1 if there is none; and the index after them."""
    factor = 1
    while at < len(tokens):
        word = tokens[at].word
        if word in SCALES and factor * SCALES[word] <= SCALES["billion"]:
            factor *= SCALES[word]
        elif word == "m" and tokens[at].tight and factor == 1:
            factor = SCALES["million"]
        elif word == "dozen" and factor == 1:
            factor = DOZEN
        else:
            break
        at += 1
    return factor, at


def _belongs_to_what_is_before(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1]
    if before.is_digits and not tokens[at].tight:
        return True  # a telephone number
    if before.text in "$€£¥₽₸₹#":
        return True
    if _is_range(tokens, at - 1):
        return False
    return tokens[at].tight and (before.is_word or before.text in _SIGNS)


def _belongs_to_what_follows(tokens: Sequence[Token], end: int) -> bool:
    if end >= len(tokens):
        return False
    after, later = tokens[end], tokens[end + 1] if end + 1 < len(tokens) else None
    if after.text == "%" or (after.is_digits and not after.tight):
        return True
    if after.tight and (after.is_word or after.text in "°/"):
        return True
    is_compound = after.text in "-:'" and after.tight and later is not None and later.tight
    return is_compound and (tokens[end + 1].is_word or tokens[end + 1].is_digits) and not _is_range(tokens, end)


def _is_range(tokens: Sequence[Token], dash: int) -> bool:
    """Whether a dash joins two numbers of which the second is larger: “20-30”, not the result “3-1”."""
    if not 0 < dash < len(tokens) - 1 or tokens[dash].text != "-":
        return False
    first, last = _value(tokens[dash - 1].text), _value(tokens[dash + 1].text)
    return first is not None and last is not None and first < last


def _in_words(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    if tokens[at].word == "half" and at + 2 < len(tokens) and tokens[at + 1].word == "a":
        factor, end = _scale(tokens, at + 2)
        return (factor / 2, end) if end > at + 2 else None
    if tokens[at].word in ("a", "an"):
        if at + 1 < len(tokens) and tokens[at + 1].word in _ROUND:
            factor, end = _scale(tokens, at + 1)
            return float(factor), end
        return None
    total, current, last, end = 0, 0, 0, at  # `last` is the least number that may no more follow
    while end < len(tokens):
        word = tokens[end].word
        parts = word.split("-")
        if word == "and" and end > at and last >= 100 and end + 1 < len(tokens) and _is_small(tokens[end + 1].word):
            end += 1
            continue
        if _is_small(word) and (last in (0, 100, 1000) or (20 <= last <= 90 and SMALL.get(word, 10) < 10)):
            current += sum(SMALL[part] for part in parts)
            last = SMALL[parts[0]] if len(parts) == 1 else 1
        elif end > at and word in ("hundred", "dozen"):
            current, last = current * (100 if word == "hundred" else DOZEN), 100
        elif end > at and word in SCALES and current:
            total, current, last = total + current * SCALES[word], 0, 1000
        else:
            break
        end += 1
    if end == at or (end < len(tokens) and tokens[end].tight and tokens[end].text == "-"):
        return None
    return float(total + current), end


def _is_small(word: str) -> bool:
    """Whether a word is a number below a hundred: “eighteen”, “forty-two”."""
    tens, hyphen, unit = word.partition("-")
    return word in SMALL or (bool(hyphen) and SMALL.get(tens, 0) >= 20 and SMALL.get(unit, 10) < 10)


def is_number_word(word: str) -> bool:
    """Return whether a word may begin an amount: “eighteen”, “dozens”, not “a”."""
    return word in _VAGUE or _is_small(word)


def vague_at(tokens: Sequence[Token], at: int) -> int | None:
    """Return the index after a vague word that begins at a token, such as “dozens” or “a few hundred”; None if none."""
    if joined_words(tokens, at, 2) in _VAGUE_PHRASES:
        return _after_round(tokens, at + 2)
    if tokens[at].word not in _VAGUE:
        return None
    end = at + 1
    while end + 1 < len(tokens) and tokens[end].word == "of" and tokens[end + 1].word in _VAGUE:
        end += 2
    return _after_round(tokens, end) if tokens[at].word == "several" else end


def _after_round(tokens: Sequence[Token], end: int) -> int:
    return end + 1 if end < len(tokens) and tokens[end].word in _ROUND else end


def joined_words(tokens: Sequence[Token], at: int, count: int) -> tuple[str, ...]:
    """Return the next `count` words from an index, without case; fewer at the end."""
    return tuple(token.word for token in tokens[at : at + count])
