"""What an event happens to, where a sentence names it with a plain noun: “railway line”, “police vehicles”, “shops”.

Numbers, articles and whatever describes with a participle are left out, so that nothing but the thing is named.
"""

from collections.abc import Sequence

from data.drafting.cues import is_saying
from data.drafting.event_telling import Told
from data.drafting.numbers import is_number_word
from data.drafting.tokens import Token
from data.drafting.word_sets import (
    ADVERBS,
    AUXILIARIES,
    CLAUSES,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    word_set,
)

_ROUND = word_set("at least more than about around nearly almost some over up to many other further additional fewer")
_MEASURES = word_set(
    "dozens scores hundreds thousands tens couple number group groups crowd crowds members part parts rest series row "
    "rows pieces handful string"
)
"""Nouns before “of” that only measure what is named behind it."""
_ENDS = (
    PREPOSITIONS
    | CLAUSES
    | AUXILIARIES
    | ADVERBS
    | TIMES
    | word_set(
        "and to who late early overnight there here off out down up back outside inside opposite behind "
        "ablaze alight shut open"
    )
)
_THINGS_IN_ING = word_set(
    "building buildings meeting meetings gathering gatherings crossing crossings housing shopping"
)
_BESIDE_A_VERB = word_set("dead in of over off down out up into")
_OF_A_VERB = word_set("fire control power custody")
"""Nouns that belong to a verb: “set fire to”."""
_MOST = 3
"""Words of what is named, at most; of more the last ones count."""
_MOST_BACK = 14
_OPENS_CLAUSE = word_set(
    "that where when while but after before since because until whereas spoke speaks put puts counted counts "
    "estimated estimates if as"
)


def begins_clause(token: Token) -> bool:
    """Return whether a clause begins behind a token: who stands before it acts in another one, or only says so."""
    return token.text in ',;:"()' or token.word in _OPENS_CLAUSE or is_saying(token.text)


def clause_start(told: Told) -> int:
    """Return the token that the clause of an event begins with."""
    tokens, first = told.sentence.tokens, told.first
    while first and not begins_clause(tokens[first - 1]) and told.first - first < _MOST_BACK:
        first -= 1
    return first


def noun_from(tokens: Sequence[Token], at: int, end: int | None = None) -> str:
    """Return the noun that is named from a token on, with what describes it closely; empty if no plain one is."""
    end = len(tokens) if end is None else end
    found: list[str] = []
    while at < end and len(found) <= _MOST + 1:
        token = tokens[at]
        if not found and (_only_counts(tokens, at) or token.word.endswith(("ed", "'s")) or token.text == "’s"):
            at += 1
            continue
        if found and (token.text in ("'s", "’s") or token.word.endswith("'s")):
            found, at = [], at + 1
            continue
        if token.word == "of" and found and found[-1] in _MEASURES:
            found, at = [], at + 1
            continue
        after_article = at > 0 and tokens[at - 1].word in DETERMINERS
        if not token.is_word or (_ends_noun(token, found) and not (after_article and token.word.endswith("ing"))):
            break
        found.append(token.word if at == 0 else token.text)
        at += 1
    if not found or found[-1] in _MEASURES:
        return ""
    return " ".join([*(word for word in found[:-1] if "-" not in word), found[-1]][-_MOST:])


def _only_counts(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.word == "at":
        return tokens[at + 1 : at + 2] != [] and tokens[at + 1].word == "least"
    is_number = token.is_digits or is_number_word(token.word)
    return is_number or token.word in _ROUND or token.word in DETERMINERS


def _ends_noun(token: Token, found: Sequence[str]) -> bool:
    word = token.word
    if word in _ENDS or word in PRONOUNS or word in DETERMINERS or word in OPENERS or word.endswith("ly"):
        return True
    is_verb = word.endswith(("ed", "ing")) and word not in _THINGS_IN_ING
    return is_verb and (bool(found) or word.endswith("ing"))


def subject_noun(told: Told) -> str:
    """Return what stands before a passive event in its clause: “shops” of “several shops in Northport were looted”."""
    tokens, first = told.sentence.tokens, clause_start(told)
    joins = [n for n in range(first, told.first) if tokens[n].word == "and" and _has_verb(tokens[first:n])]
    first = joins[-1] + 1 if joins else first
    while first < told.first and tokens[first].word in ("and", "but"):
        first += 1
    first = _behind_its_day(tokens, first, told.first)
    return noun_from(tokens, first, told.first)


def _has_verb(tokens: Sequence[Token]) -> bool:
    return any(token.word in AUXILIARIES or token.word.endswith("ed") for token in tokens)


def _behind_its_day(tokens: Sequence[Token], first: int, end: int) -> int:
    """The token behind “On Monday” with which a clause begins."""
    if tokens[first].word not in ("on", "late", "early", "overnight", "by", "in"):
        return first
    days = [n for n in range(first, min(first + 4, end)) if tokens[n].word in TIMES or tokens[n].is_digits]
    return days[-1] + 1 if days else first


def noun_in(told: Told) -> str:
    """Return what is named in the words of an event behind its verb, or just behind them."""
    tokens, at = told.sentence.tokens, told.first + 1
    while at < told.end and tokens[at].word in _BESIDE_A_VERB:
        at += 1
    inside = noun_from(tokens, at) if at < told.end else ""
    return inside if inside and inside not in _OF_A_VERB else noun_from(tokens, told.end)


def head_noun(told: Told) -> str:
    """Return the thing that the words of an event begin with, and the noun before it: “customs house”."""
    tokens, at = told.sentence.tokens, told.first
    before = tokens[at - 1] if at else None
    word = tokens[at].word
    describes = (
        before is not None
        and before.is_word
        and not before.is_capitalised
        and not before.word.endswith(("ed", "'s", "ing"))
        and not _only_counts(tokens, at - 1)
        and not _ends_noun(before, [word])
    )
    return f"{before.word} {word}" if before is not None and describes else word


_INSIDE = word_set("at in through of inside")
_HOURS = word_set("noon dawn dusk midnight night nightfall daybreak once all full places")


def burning_noun(told: Told) -> str:
    """Return what burns: “customs house” of “the customs house caught fire”, “factory” of “broke out at a factory”."""
    if told.text.startswith(("caught", "burst", "was", "were")):
        return subject_noun(told)
    tokens = told.sentence.tokens
    at = next((n for n in range(told.first + 1, min(told.end + 1, len(tokens))) if tokens[n].word in _INSIDE), None)
    found = noun_from(tokens, at + 1) if at is not None else ""
    return "" if found[:1].isupper() or found in _HOURS else found
