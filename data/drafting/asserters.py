"""Who says so: the speakers that a sentence names for what it reports, and to whom they said it."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.drafting.days import WEEKDAYS
from data.drafting.numbers import is_number_word
from data.drafting.tokens import Token
from data.drafting.word_sets import word_set

_VERBS = word_set(
    "said says say reported reports announced confirmed claimed claims stated states added told estimated estimates "
    "counted acknowledged admitted declared disclosed revealed noted insisted alleged wrote tweeted posted warned "
    "tallied documented recorded registered put puts raised lowered revised listed shows showed show"
)
_COUNTING = word_set("put puts raised lowered revised")
"""Verbs that tell who says so only where a toll or a number is put somewhere: “put the death toll at 164”."""
_TOLLS = word_set("toll number figure count total tally crowd turnout")
_BE = word_set("is are was were be been being")
_BETWEEN = word_set(
    "has have had also later earlier then already previously only publicly separately officially meanwhile"
)
"""Words that may stand between a speaker and the verb."""
_STARTS = word_set(
    "and but while whereas as after before when because since although though that which who where if than so yet "
    "quoting citing"
)
"""Words that a speaker's name stands after, and that are no part of it."""
_SUBORDINATE = word_set("after before when since although though if until because")
_PREPOSITIONS = word_set("on in at by early late during since after before from over for under within amid")
_LEADING = word_set("earlier later meanwhile separately also however still and but then now instead meantime")
_ARTICLES = word_set("the a an his her its their our")
_ENDS_NAME = word_set(
    "that who which on in while but when as and after before during since at by adding told said whose where has "
    "have had was were is are will would citing published released issued seen obtained yesterday today late early"
) | frozenset(WEEKDAYS)
PRONOUNS = word_set("it he she they we i")
_MOST_WORDS = 12


@dataclass(frozen=True)
class Attribution:
    """A speaker that a sentence names: from token `first` up to `end`; the verb or “according to” at `verb`.

    `is_before` tells that the speech follows the verb, `told_to` has the tokens of whom it was said to.
    """

    first: int
    end: int
    verb: int
    is_before: bool
    told_to: tuple[int, int] | None = None
    cites: bool = False


def attributions_in(sentence: Sequence[Token]) -> list[Attribution]:
    """Return the attributions of a sentence in order. “Was reported” and “after he said” name nobody for a figure."""
    found = []
    for at, token in enumerate(sentence):
        if token.word == "to" and at and sentence[at - 1].word == "according":
            found += _name_after(sentence, at, is_before=at <= 1)
        elif token.word in ("citing", "quoting"):
            found += _name_after(sentence, at, is_before=False, cites=True)
        elif token.text in _VERBS:
            found += _by_verb(sentence, at)
    return found


def _by_verb(sentence: Sequence[Token], verb: int) -> list[Attribution]:
    word = sentence[verb].word
    if verb and sentence[verb - 1].word in _BE | {"to", "be"}:
        return []
    if word in _COUNTING and not _TOLLS & {token.word for token in sentence[verb + 1 : verb + 6]}:
        return []
    following = sentence[verb + 1 : verb + 6]
    if word.startswith("claim") and any(token.word == "lives" for token in following):
        return []
    if word == "admitted" and following and (following[0].is_digits or is_number_word(following[0].word)):
        return []  # to a hospital
    closes_speech = (verb and sentence[verb - 1].text in ',"') or verb == 0
    if word in ("said", "says") and closes_speech and verb + 1 < len(sentence):
        begins_name = sentence[verb + 1].word not in ("that", "on", "in", "it", '"', ",")
        if begins_name and (inverted := _name_after(sentence, verb, False)):
            return inverted
    subject = _subject_before(sentence, verb)
    if subject is None:
        return []
    first, end, starts_after = subject
    if starts_after in _SUBORDINATE:
        return []
    told_to = _told_to(sentence, verb) if word == "told" else None
    is_after = starts_after in ('"', "'") or (
        _closes_sentence(sentence, told_to[1] if told_to else verb + 1) and first > 0
    )
    return [Attribution(first, end, verb, not is_after, told_to)]


def _name_after(sentence: Sequence[Token], verb: int, is_before: bool, *, cites: bool = False) -> list[Attribution]:
    """The attribution to the name that follows a token: “according to the ministry”, “said Lima”."""
    end = verb + 1
    while end < len(sentence) and end - verb <= _MOST_WORDS:
        token = sentence[end]
        is_in_name = token.word in ("and", "in", "at") and end + 1 < len(sentence) and sentence[end + 1].is_capitalised
        if not (token.is_word or token.word == "'") or (token.word in _ENDS_NAME and not is_in_name):
            break
        end += 1
    return [Attribution(verb + 1, end, verb, is_before, None, cites)] if end > verb + 1 else []


def _subject_before(sentence: Sequence[Token], verb: int) -> tuple[int, int, str] | None:
    """The tokens of the speaker before a verb, and the word that stands before them; None if none is there.

    “Ana Lima, who leads the union, said” is said by Ana Lima: what stands between two commas is passed over.
    """
    end = verb
    while end and (sentence[end - 1].word in _BETWEEN or sentence[end - 1].word.endswith("ly")):
        end -= 1
    end = _without_day(sentence, end)
    if end and sentence[end - 1].text == "," and (opening := _comma_before(sentence, end - 1)) is not None:
        end = opening
    first = end
    while first and end - first < _MOST_WORDS and _is_in_subject(sentence, first - 1, end):
        first -= 1
    before = sentence[first - 1].word if first else ""
    first = _without_leading(sentence, first, end)
    words = sentence[first:end]
    if not any(token.is_word for token in words) or words[0].word in ("who", "which", "there", "we", "i"):
        return None
    return first, end, before


def _without_day(sentence: Sequence[Token], end: int) -> int:
    """The index before “on Friday” or “Friday” that ends at an index: “the ministry on Friday said”."""
    if end and sentence[end - 1].word in _ENDS_NAME and sentence[end - 1].word.endswith("day"):
        end -= 2 if end > 1 and sentence[end - 2].word in ("on", "late", "early") else 1
    return end


def _comma_before(sentence: Sequence[Token], at: int) -> int | None:
    """The index of the comma that opens what a comma closes; None if it is farther than a name's description."""
    for n in range(at - 1, max(0, at - 20), -1):
        if sentence[n].text == ",":
            return n if n and not sentence[n - 1].is_digits else None
        if sentence[n].text in ';"' or sentence[n].is_digits:
            return None
    return None


def _is_in_subject(sentence: Sequence[Token], at: int, end: int) -> bool:
    token = sentence[at]
    if token.word == "and":  # “Lima and Brandt said”, not “26 died and the police said”
        return at > 0 and sentence[at - 1].is_capitalised and at + 1 < end and sentence[at + 1].is_capitalised
    if token.text == "'":  # “the workers' union”, not the end of a quotation
        return token.tight and at > 0 and sentence[at - 1].is_word
    return (token.is_word or token.text == ".") and token.word not in _STARTS and token.word not in _VERBS


def _without_leading(sentence: Sequence[Token], first: int, end: int) -> int:
    """The index of a speaker’s name without what stands before it: “On Friday the”, “In a statement the”."""
    while first < end and sentence[first].word in _LEADING:
        first += 1
    if first < end and sentence[first].word in _PREPOSITIONS:
        articles = [n for n in range(first + 1, end) if sentence[n].word in _ARTICLES]
        if articles:
            return articles[-1]
        first += 1
        while first < end - 1 and sentence[first].is_capitalised:
            first += 1
    return first


def _told_to(sentence: Sequence[Token], verb: int) -> tuple[int, int] | None:
    names = _name_after(sentence, verb, True)
    return (names[0].first, names[0].end) if names else None


def _closes_sentence(sentence: Sequence[Token], at: int) -> bool:
    """Whether nothing but a day or a channel follows: “…, the ministry said on Friday.”"""
    rest = sentence[at:]
    if not rest or rest[0].text in '.;!?"' or rest[0].text == ",":
        return True
    if rest[0].word in ("that", "it", "they", "he", "she") or rest[0].is_digits:
        return False
    return rest[0].word in ("on", "in", "at", "late", "early", "yesterday", "today", "earlier") and len(rest) <= 8


def asserter_of(attributions: Sequence[Attribution], first: int, end: int) -> Attribution | None:
    """Return who says what stands from token `first` up to `end`; None if the article says it itself.

    Whoever is cited comes first, since the one who cites only repeats; then the nearest speaker before, then the
    nearest one after.
    """
    cited = [each for each in attributions if each.cites and each.verb >= end]
    before = [each for each in attributions if each.is_before and each.verb < first and not each.cites]
    if before:
        speaker = before[-1]
        cited += [each for each in attributions if each.cites and speaker.first < each.verb < speaker.verb]
    after = [each for each in attributions if not each.is_before and each.verb >= end and not each.cites]
    return next(iter(cited[:1] or before[-1:] or after[:1]), None)
