"""Who says so: the speakers that a sentence names for what it reports, and to whom they said it."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.drafting.amounts import amounts_in
from data.drafting.cues import is_saying
from data.drafting.days import WEEKDAYS
from data.drafting.numbers import is_number_word
from data.drafting.tokens import Token, joined
from data.drafting.word_sets import word_set

_VERBS = word_set(
    "said says say reported reports announced confirmed claimed claims stated states added told estimated estimates "
    "counted acknowledged admitted declared disclosed revealed noted insisted alleged wrote tweeted posted warned "
    "tallied documented recorded registered put puts raised lowered revised listed shows showed show gave gives given "
    "spoke speaks spoken talked talks counts lists records confirms cited cites mentioned mentions"
)
_COUNTING = word_set("put puts raised lowered revised gave gives given")
"""Verbs that tell who says so only where a toll is put somewhere: “put the death toll at 164”, “put the dead at 5”."""
_DECREEING = word_set("declared announced")
"""Verbs that tell of an act where they have an object of their own."""
_SPEAKING = word_set("spoke speaks spoken talked talks")
"""Verbs that tell who says so only with “of”: “spoke of five dead”, “talked, however, of 40 injured”."""
_BEFORE_AMOUNTS = word_set("counts lists records confirms cited cites mentioned mentions")
"""Verbs that tell who says so only just before an amount: “lists 40 injured”, not “on all counts”."""
_PASSIVE = word_set(
    "said reported claimed alleged announced confirmed estimated counted recorded documented listed tallied "
    "acknowledged stated cited mentioned"
)
"""Verbs in whose passive somebody says a figure: “were reported dead”, “were counted by the union”."""
_TOLLS = word_set("toll number figure count total tally crowd turnout")
_NOUNS = word_set("reports claims estimates counts mentions lists")
"""Forms that are nouns before “of”: whose they are nobody says in “unconfirmed reports of five dead”."""
_BE = word_set("is are was were be been being")
_BETWEEN = word_set(
    "has have had also later earlier then already previously only publicly separately officially meanwhile however "
    "instead still now again though"
)
"""Words that may stand between a speaker and the verb."""
_STARTS = word_set(
    "and but while whereas as after before when because since although though that which who where if than so yet "
    "quoting citing"
)
"""Words that a speaker's name stands after, and that are no part of it."""
_SUBORDINATE = word_set("after before when since although though if until because")
_PREPOSITIONS = word_set("on in at by early late during since after before from over for under within amid")
_LEADING = word_set("earlier later meanwhile separately also however still and but then now instead meantime only")
_ARTICLES = word_set("the a an his her its their our")
_ENDS_NAME = word_set(
    "that who which on in while but when as and after before during since at by adding told said whose where has "
    "have had was were is are will would citing published released issued seen obtained yesterday today late early"
) | frozenset(WEEKDAYS)
PRONOUNS = word_set("it he she they we i")
_MEANS = word_set("phone telephone email mail letter radio text then now")
"""Words behind “by” that name nobody: “reported by phone”."""
_MOST_WORDS = 12
_FEW = 3
"""Tokens behind “said” that may only tell who: “said two witnesses.”; of more, a number is what was said."""
_HELPERS = word_set("has have had was were is are been will would could should may might did do does")
"""Words behind a noun that make it the subject of what was said: “said troops had killed 14”."""
_OTHER_CLAUSE = word_set("while but and whereas although though")
_FARTHEST_BY = 6
"""Tokens behind a passive verb up to which “by” names who says so: “was put at five dead by the union”."""


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

    @property
    def is_named(self) -> bool:
        """Whether the sentence tells who the speaker is; of an unknown one only the verb is known."""
        return self.end > self.first


def attributions_in(sentence: Sequence[Token]) -> list[Attribution]:
    """Return the attributions of a sentence in order. “After he said” names nobody for a figure."""
    return [each for each in speech_in(sentence) if each.is_named]


def speech_in(sentence: Sequence[Token]) -> list[Attribution]:
    """Return the attributions of a sentence in order, with those whose speaker it does not name: “was reported”."""
    found = []
    for at, token in enumerate(sentence):
        if token.word == "to" and at and sentence[at - 1].word == "according":
            found += _name_after(sentence, at, is_before=at <= 1)
        elif token.word in ("citing", "quoting"):
            found += _name_after(sentence, at, is_before=False, cites=True)
        elif token.word in _NOUNS and _is_noun(sentence, at):
            found.append(Attribution(at, at, at, is_before=True))
        elif token.text in _VERBS or (is_saying(token.text) and _opens_speech(sentence, at)):
            found += _by_verb(sentence, at)
    return found


def _opens_speech(sentence: Sequence[Token], verb: int) -> bool:
    """Whether what is said follows some other verb of saying at once: “complained of”, “lamented that”."""
    return verb + 1 < len(sentence) and sentence[verb + 1].word in ("of", "that")


def _is_noun(sentence: Sequence[Token], at: int) -> bool:
    before = sentence[at - 1].word if at else ""
    after = sentence[at + 1].word if at + 1 < len(sentence) else ""
    return after == "of" or (after == "that" and before in _BE)


def _by_verb(sentence: Sequence[Token], verb: int) -> list[Attribution]:
    word = sentence[verb].word
    is_put = word == "put" and _puts_at_a_number(sentence, verb)
    if (word in _PASSIVE or is_put) and (passive := _of_passive(sentence, verb)):
        return passive
    if (verb and sentence[verb - 1].word in _BE | {"to", "be"}) or not _says_a_figure(sentence, verb):
        return []
    closes_speech = (verb and sentence[verb - 1].text in ',"') or verb == 0
    if word in ("said", "says") and closes_speech and verb + 1 < len(sentence):
        rest = sentence[verb + 1 :]
        is_count = len(rest) > _FEW and any(amount.first == 0 for amount in amounts_in(rest[: _FEW + 1]))
        begins_name = sentence[verb + 1].word not in ("that", "on", "in", "it", '"', ",") and not is_count
        inverted = _name_after(sentence, verb, False) if begins_name else []
        if inverted and joined(sentence[inverted[0].end : inverted[0].end + 1]) not in _HELPERS:
            return inverted
    subject = _subject_before(sentence, verb)
    if subject is None:
        return [Attribution(verb, verb, verb, not _closes_sentence(sentence, verb + 1))]
    first, end, starts_after = subject
    if starts_after in _SUBORDINATE:
        return []
    told_to = _told_to(sentence, verb) if word == "told" else None
    closes = starts_after == "," and _closes_clause(sentence, verb + 1)
    is_after = (
        closes
        or starts_after in ('"', "'")
        or (_closes_sentence(sentence, told_to[1] if told_to else verb + 1) and first > 0)
    )
    is_of = word in _SPEAKING and sentence[verb + 1].text == ","  # “spoke, however, of five dead”
    return [Attribution(first, end, verb, is_of or not is_after, told_to)]


def _says_a_figure(sentence: Sequence[Token], verb: int) -> bool:
    """Whether a verb that has other meanings has that of saying how many."""
    word, following = sentence[verb].word, sentence[verb + 1 : verb + 6]
    words = [token.word for token in following]
    if word in _COUNTING:
        return bool(_TOLLS & set(words)) or _puts_at_a_number(sentence, verb)
    if word in _DECREEING and words[:1] and words[0] in _ARTICLES | {"another"}:
        return False  # “declared a curfew and sent 300 soldiers”
    if word in _SPEAKING:
        return words[:1] == ["of"] or (words[:1] == [","] and ("of" in words[2:]))
    if word in _BEFORE_AMOUNTS:
        return any(amount.first == 0 for amount in amounts_in(following))
    if word.startswith("claim") and "lives" in words:
        return False
    is_to_hospital = word == "admitted" and following and (following[0].is_digits or is_number_word(words[0]))
    return not is_to_hospital


def _puts_at_a_number(sentence: Sequence[Token], verb: int) -> bool:
    """Whether something is put at a number: “put the dead at five”."""
    following = sentence[verb + 1 : verb + 12]
    at = next((n for n, token in enumerate(following) if token.word == "at"), None)
    return at is not None and any(amount.first == 0 for amount in amounts_in(following[at + 1 :]))


def _of_passive(sentence: Sequence[Token], verb: int) -> list[Attribution]:
    """Who says what is said in the passive: “counted by the union”; somebody unknown, if no “by” names them."""
    farthest = min(verb + _FARTHEST_BY, len(sentence))
    by = next((n for n in range(verb + 1, farthest) if sentence[n].word == "by"), None)
    before = verb
    while before and (sentence[before - 1].word in _BETWEEN or sentence[before - 1].word.endswith("ly")):
        before -= 1
    is_passive = bool(before) and sentence[before - 1].word in _BE
    if (
        by is not None
        and joined(sentence[by + 1 : by + 2]) not in _MEANS
        and (is_passive or by == verb + 1)
        and (agent := _name_after(sentence, by, False))
    ):
        name = agent[0]
        is_before = sentence[verb].word == "put" or joined(sentence[name.end : name.end + 1]) == "that"
        return [Attribution(name.first, name.end, verb, is_before)]
    return [Attribution(verb, verb, verb, not _closes_sentence(sentence, verb + 1))] if is_passive else []


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
            if n > 2 and sentence[n - 1].is_digits and sentence[n - 2].text == ",":  # “Ana Lima, 43, a nurse, said”
                return n - 2
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


def _closes_clause(sentence: Sequence[Token], at: int) -> bool:
    """Whether another clause follows, at once or behind a day: “…, the governor said on Monday, while the army …”."""
    mark = next((n for n in range(at, min(at + _FEW + 1, len(sentence))) if sentence[n].text in ",;"), None)
    if mark is None or (mark > at and sentence[at].word not in ("on", "late", "early", "yesterday", "today")):
        return False
    return sentence[mark].text == ";" or joined(sentence[mark + 1 : mark + 2]) in _OTHER_CLAUSE


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


def is_said_by_somebody(speech: Sequence[Attribution], first: int, end: int) -> bool:
    """Return whether a verb of speech tells that somebody says what stands from a token up to another, but not who."""
    unknown = [each for each in speech if not each.is_named]
    inside = (each for each in unknown if each.verb >= end and each.is_before)  # “five people were reported dead”
    return asserter_of(unknown, first, end) is not None or next(inside, None) is not None
