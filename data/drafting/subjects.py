"""Who is the subject of a verb: noun phrases to the left and right of it, without a parser.

A span is a pair of token numbers, the first and the one behind the last.
"""

from collections.abc import Sequence

from data.drafting.cues import form_of
from data.drafting.sentences import Token

Span = tuple[int, int]

PRONOUNS = frozenset("he she they it we i you who one others some many".split())

PREPOSITIONS = frozenset(
    "in on at by with from to of for about against after before during since until despite through over under between "
    "among amid across behind beyond within without toward towards into upon via per like unlike besides near around "
    "following regarding concerning throughout alongside".split()
)
CLAUSES = frozenset(
    "that because when while if as although though but whereas whether what how why where so than which whom whose "
    "unless once until since lest nor or".split()
)
"""Words that open another clause: a subject does not reach back across them."""

AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would can could may might must shall should having "
    "ca won isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t isn't "
    "aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't cannot not".split()
)
ADVERBS = frozenset(
    "also then later once never again always often now still just even ever already soon thus further simply both too "
    "first once nearly almost perhaps maybe instead meanwhile however earlier back quickly flatly only all each "
    "himself herself themselves itself yet ago".split()
)
OPENERS = frozenset(
    "earlier later meanwhile however instead still yet then now today yesterday tonight tomorrow once so indeed but and "
    "or nor moreover furthermore besides similarly likewise perhaps maybe again finally asked speaking pressed citing "
    "when while if although though because as whether where what why how given not only even just there here that "
    "this these those last next no yes well thus hence based compared faced reached contacted "
    "informed confronted otherwise nevertheless nonetheless elsewhere afterwards".split()
)
"""Words that open a sentence without being a part of its subject."""

TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december today yesterday tonight".split()
)
UNITS = frozenset("moment minutes hour hours day days week weeks month months year years".split())
DETERMINERS = frozenset(
    "the a an one another his her their its our my this that these those some many several both two three four five "
    "six seven eight nine ten most few all every each other no any".split()
)
ROLES = frozenset(
    "nominee candidate spokesman spokeswoman spokesperson president senator congressman congresswoman host co-host "
    "manager director chairman chairwoman chair leader minister mayor lawyer attorney strategist adviser advisor "
    "reporter anchor editor secretary officer chief official professor analyst consultant pollster commentator "
    "journalist columnist author governor lawmaker representative delegate activist billionaire businessman tycoon "
    "mogul front-runner frontrunner rival contender hopeful judge justice sheriff commissioner general colonel "
    "campaign voter resident student actor actress singer comedian pastor bishop pope cardinal economist historian "
    "scientist scholar expert founder executive partner member vice deputy guest surrogate ambassador diplomat "
    "witness neighbour neighbor nurse doctor teacher driver farmer owner worker organizer organiser coach player".split()
)


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
    while last < end and last - first < 14:
        token = words[last]
        word = token.text.lower()
        if not token.is_word:
            break
        if word == "and":
            if not (last + 1 < end and is_name(words[last + 1]) and words[last - 1].is_capital):
                break
        elif word in ("of", "for"):
            pass
        elif word in PREPOSITIONS or word in CLAUSES or word in ("who", "to") or word in TIMES:
            break
        elif is_aside(token) or (form_of(token.text) and not is_possessive(words[last - 1])):
            break
        last += 1
    while last > first + 1 and words[last - 1].text.lower() in ("of", "for", "and"):
        last -= 1
    return first, last


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
    if at < last - 1 and not (bare(words[at]) in PREPOSITIONS):
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
    return any(word in UNITS for word in following[:3]) and any(
        word in ("later", "earlier", "ago") for word in following
    )


def _subject_from(words: Sequence[Token], first: int, end: int) -> Span | None:
    """The subject that begins at a token. A verb behind it is not known, so what looks like one ends it."""
    if bare(words[first]) in PRONOUNS:
        return first, first + 1
    span = phrase_from(words, first, end)
    if span is None:
        return None
    last = first + 1
    while last < span[1]:
        token, before = words[last], words[last - 1]
        if not token.is_capital and before.is_capital and last - 1 > first - 1 and bare(before) not in DETERMINERS:
            named = next((at for at in range(last, min(last + 4, span[1])) if words[at].is_capital), None)
            between = words[last : named or last]
            if not (is_possessive(before) or token.text == "of" or token.text == "and" or bare(token) in ROLES):
                if named is None or not any(bare(word) in ROLES for word in between):
                    break
        elif token.text.endswith("ed") and not token.is_capital and bare(before) not in DETERMINERS:
            break
        last += 1
    return first, last
