"""Who is the subject of a verb: noun phrases to the left and right of it, without a parser.

A span is a pair of token numbers, the first and the one behind the last.
"""

from collections.abc import Sequence

from data.drafting.cues import form_of
from data.drafting.sentences import Token
from data.drafting.word_sets import (
    ADVERBS,
    AUXILIARIES,
    CLAUSES,
    DETERMINERS,
    OPENERS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    TIMES,
    UNITS,
)

Span = tuple[int, int]

LONGEST_PHRASE = 14
"""Words of a noun phrase; what is longer is not one, but a sentence that was not understood."""


def bare(token: Token) -> str:
    """Return a word in small letters, without what an apostrophe adds to it."""
    return token.text.replace("’", "'").split("'")[0].lower()


def is_possessive(token: Token) -> bool:
    """Return whether a word ends as a possessive: “mayor’s”, “workers’”."""
    return token.text.replace("’", "'").endswith(("'s", "s'"))


def is_name(token: Token) -> bool:
    """Return whether a word is written with a capital and is no word that only opens a sentence."""
    word = bare(token)
    return token.is_capital and not (word in OPENERS or word in PREPOSITIONS or word in TIMES or word in CLAUSES)


def is_aside(token: Token) -> bool:
    """Return whether a word may stand between a subject and its verb: “has”, “also”, “repeatedly”."""
    word = token.text.lower()
    return word in AUXILIARIES or word in ADVERBS or (word.endswith("ly") and token.text[0].islower())


def is_inside_name(words: Sequence[Token], at: int) -> bool:
    """Return whether a small word stands between words of one name: “do” in “the mayor of Viana do Castelo”."""
    first, last = at, at
    while first > 0 and at - first < 2 and words[first].text in PARTICLES:
        first -= 1
    while last + 1 < len(words) and last - at < 2 and words[last].text in PARTICLES:
        last += 1
    return first < at < last and words[first].is_capital and words[last].is_capital


def opens_phrase(token: Token) -> bool:
    """Return whether a noun phrase may begin with a word."""
    if not token.is_word:
        return False
    word = bare(token)
    if word in PRONOUNS or word in DETERMINERS or is_name(token):
        return True
    not_noun = word in PREPOSITIONS or word in CLAUSES or word in OPENERS or word in TIMES or word in ("and", "to")
    return not not_noun and not is_aside(token)


def phrase_from(words: Sequence[Token], first: int, end: int) -> Span | None:
    """Return the noun phrase that begins at a token, at most up to `end`; None if none begins there."""
    if first >= end or not opens_phrase(words[first]):
        return None
    if bare(words[first]) in PRONOUNS - {"one", "some", "many", "others"} and not words[first].text.endswith("s’"):
        return first, first + 1
    last = first + 1
    while last < end and last - first < LONGEST_PHRASE and not _ends_phrase(words, last, end):
        last += 1
    while last > first + 1 and words[last - 1].text.lower() in ("of", "for", "and"):
        last -= 1
    return first, last


def _ends_phrase(words: Sequence[Token], at: int, end: int) -> bool:
    """Whether a noun phrase ends before a token: a mark, most prepositions, a helper, a verb of saying."""
    token = words[at]
    word = token.text.lower()
    if not token.is_word:
        return True
    if is_inside_name(words, at):
        return False
    if word == "and":
        return not (at + 1 < end and is_name(words[at + 1]) and words[at - 1].is_capital)
    if word in ("of", "for"):
        return False
    if word in PREPOSITIONS or word in CLAUSES or word in TIMES or word in ("who", "to"):
        return True
    return is_aside(token) or (form_of(token.text) is not None and not is_possessive(words[at - 1]))


def run_before(words: Sequence[Token], start: int, verb: int) -> Span | None:
    """Return the noun phrase that ends just before a token, at most back to `start`; None if there is none."""
    end = verb
    while end > start and is_aside(words[end - 1]):
        end -= 1
    first = end
    while first > start and end - first < 16:
        token = words[first - 1]
        word = token.text.lower()
        if not token.is_word or word in CLAUSES or word in ("who", "whom"):
            break
        if is_inside_name(words, first - 1):
            first -= 1
            continue
        if form_of(token.text) and not (first - 1 > start and _makes_noun(words[first - 2])):
            break
        if word in AUXILIARIES:
            break
        if word == "and" and not _joins(words, first - 1, start, end):
            break
        first -= 1
    return _trimmed(words, first, end)


def _makes_noun(before: Token) -> bool:
    """Whether the word behind this one is a noun, though it looks like a verb."""
    return before.text.lower() in DETERMINERS or is_possessive(before)


def _joins(words: Sequence[Token], at: int, start: int, verb: int) -> bool:
    """Whether an “and” joins two names or nouns to one subject: “Ruiz and Okafor agreed”."""
    if at <= start or at + 1 >= verb or not words[at - 1].is_word:
        return False
    return words[at - 1].is_capital and is_name(words[at + 1]) and (at - 1 == start or not words[at - 2].is_word)


def _trimmed(words: Sequence[Token], first: int, last: int) -> Span | None:
    """The noun phrase at the end of a run of words: without “On Monday”, “then”, “in a speech”."""
    while first < last and (
        is_aside(words[first])
        or bare(words[first]) in ("and", "but", "so", "yet", "then", "or")
        or bare(words[first]) in TIMES
        or (bare(words[first]) in OPENERS and bare(words[first]) not in DETERMINERS)
    ):
        first += 1
    while last > first and (is_aside(words[last - 1]) or bare(words[last - 1]) in TIMES):
        last -= 1
        if last > first and words[last - 1].text.lower() == "on":
            last -= 1
    if first >= last:
        return None
    pronoun = next((at for at in range(last - 1, first - 1, -1) if words[at].text.lower() in ("he", "she", "they")), -1)
    if pronoun == last - 1:
        return pronoun, last
    if bare(words[first]) in PREPOSITIONS or (last - first > 2 and _is_participle(words, first)):
        return _last_phrase(words, first, last)
    return first, last


def _is_participle(words: Sequence[Token], at: int) -> bool:
    """Whether a sentence opens with a participle, “Speaking to”, and not with a name that ends like one."""
    if not (words[at].is_capital and words[at].text.endswith(("ing", "ed"))) or at + 1 >= len(words):
        return False
    behind = words[at + 1]
    return behind.is_word and not behind.is_capital and not is_aside(behind) and not form_of(behind.text)


def _last_phrase(words: Sequence[Token], first: int, last: int) -> Span | None:
    """The noun phrase at the end of words that begin with a preposition: “In a speech in Ohio the mayor”."""
    at = last - 1
    while at > first and is_name(words[at]):
        at -= 1
    if at < last - 1 and bare(words[at]) not in PREPOSITIONS:
        while at > first and bare(words[at]) in ROLES:
            at -= 1
        return (at, last) if bare(words[at]) in DETERMINERS else (at + 1, last)
    for at in range(last - 2, first, -1):
        if bare(words[at]) in DETERMINERS and bare(words[at - 1]) not in PREPOSITIONS:
            return at, last
    return None


def main_subject(words: Sequence[Token], start: int, end: int) -> Span | None:
    """Return the subject of a clause, which may begin with “On Monday,” or “Asked about it,”; None if none is seen."""
    at = start
    while at < end:
        while at < end and (
            bare(words[at]) in ("and", "but", "so", "yet", "then", "still", "or") or is_aside(words[at])
        ):
            at += 1
        if at < end and _opens_subject(words, at) and (span := _subject_from(words, at, end)):
            return span
        while at < end and (words[at].is_word or (words[at].quote is not None and not _pauses(words[at]))):
            at += 1
        at += 1
    return None


def _opens_subject(words: Sequence[Token], at: int) -> bool:
    if bare(words[at]) in OPENERS or _is_participle(words, at) or _is_time(words, at):
        return False
    return opens_phrase(words[at])


def _pauses(token: Token) -> bool:
    """Whether a quotation ends with a comma, as in “On “Face of the Day,” the mayor”."""
    return token.text.rstrip("”’»\"'“")[-1:] == ","


def _is_time(words: Sequence[Token], at: int) -> bool:
    """Whether a phrase tells when: “Hours later,”, “Two days before,”."""
    if words[at].text.isdigit():
        return True
    following = [word.text.lower() for word in words[at : at + 4]]
    return not UNITS.isdisjoint(following[:3]) and not {"later", "earlier", "ago"}.isdisjoint(following)


def _subject_from(words: Sequence[Token], first: int, end: int) -> Span | None:
    """The subject that begins at a token. A verb behind it is not known, so what looks like one ends it."""
    if bare(words[first]) in PRONOUNS:
        return first, first + 1
    span = phrase_from(words, first, end)
    if span is None:
        return None
    last = first + 1
    while last < span[1] and not _leaves_name(words, last, span[1]):
        last += 1
    return first, last


def _leaves_name(words: Sequence[Token], at: int, end: int) -> bool:
    """Whether a small word ends a subject: a verb behind a name, or one that looks like a past form."""
    token, before = words[at], words[at - 1]
    if token.is_capital or bare(before) in DETERMINERS or is_inside_name(words, at):
        return False
    if not before.is_capital:
        return token.text.endswith("ed")
    if is_possessive(before) or token.text in ("of", "and") or bare(token) in ROLES:
        return False
    named = next((position for position in range(at, min(at + 4, end)) if words[position].is_capital), at)
    return not any(bare(word) in ROLES for word in words[at:named])
