"""Bodies that an article names in full once, and then calls “the union” or “the ministry”."""

from collections.abc import Iterator, Sequence

from data.drafting.days import WEEKDAYS
from data.drafting.places import Place
from data.drafting.reading import ReadArticle
from data.drafting.tokens import Token
from data.drafting.word_sets import (
    AUXILIARIES,
    CLAUSES,
    DETERMINERS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    word_set,
)

_HEADS = word_set(
    "organisation organization ministry agency union group committee council party alliance commission company "
    "association movement bank court federation institute network channel newspaper office department university "
    "brigade service authority board league front firm club cooperative"
)
"""Nouns by which “the union” stands for a body that was named before."""
_ENDS = (
    PREPOSITIONS | DETERMINERS | CLAUSES | AUXILIARIES | PRONOUNS | word_set("and or but said says told new own same")
)
_MOST_WORDS = 5
"""Words of a body's name before its noun."""
_MOST_OF = 3
"""Words behind “union of”."""


def fullest_body(article: ReadArticle, actors: Sequence[str], words: str, place: Place) -> str:
    """Return the fullest name of a body before a place: “the ministry” is the interior ministry, if that is named.

    `actors` are the names of the actors that were drafted before.
    """
    if " " in words or words[:1].isupper():
        return words
    return body_before(article, actors, f"the {words}", place) or words


def body_before(article: ReadArticle, actors: Sequence[str], words: str, place: Place) -> str | None:
    """Return the body that is named nearest before “the union” with this noun: “the dock workers’ union”.

    None if none is. An actor that has the noun and stands nowhere before is the last resort.
    """
    parts = words.lower().split()
    if len(parts) != 2 or parts[0] not in ("the", "this") or parts[1] not in _HEADS:
        return None
    noun = _spelt(parts[1])
    for sentence in reversed(article.sentences):
        if sentence.paragraph > place.paragraph or (
            sentence.paragraph == place.paragraph and sentence.tokens[0].start >= place.start
        ):
            continue
        found = [
            (first, end)
            for first, end in _named(sentence.tokens, noun)
            if sentence.paragraph < place.paragraph or sentence.tokens[end - 1].end <= place.start
        ]
        if found:
            return article.words(sentence.place(*found[-1])).replace("’", "'")
    same = [name for name in actors if _is_called(name, noun)]
    return same[-1] if same else None


def _spelt(noun: str) -> str:
    return noun.replace("organis", "organiz")


def _named(tokens: Sequence[Token], noun: str) -> Iterator[tuple[int, int]]:
    """Where a sentence names a body by a noun and more: “interior ministry”, “union of dockers”; not “the union”."""
    for at, token in enumerate(tokens):
        if _spelt(token.word) != noun:
            continue
        first = at
        while first and at - first < _MOST_WORDS and _may_name(tokens, first - 1, at):
            first -= 1
        end = at + 1
        if first == at:
            end = _end_of_whose(tokens, at + 1)
        if end - first > 1:
            yield first, end


def _may_name(tokens: Sequence[Token], at: int, noun: int) -> bool:
    """Whether a word before a noun belongs to the name of the body: “interior”, “dockers'”, “Northport”."""
    token = tokens[at]
    if token.text == "'":
        return token.tight and at > 0
    is_owner = at + 1 < noun and tokens[at + 1].text == "'"
    if token.text in PARTICLES and at and tokens[at - 1].is_capitalised and tokens[at + 1].is_capitalised:
        return True
    if not token.is_word or token.word in _ENDS:
        return False
    return is_owner or not token.word.endswith(("ed", "ly"))


def _end_of_whose(tokens: Sequence[Token], at: int) -> int:
    """The index behind “of the dockers” or “for Human Rights” at an index; the index itself if there is none."""
    if at + 1 >= len(tokens) or tokens[at].word not in ("of", "for"):
        return at
    end = at + 1
    if tokens[end].word == "the":
        end += 1
    first = end
    if (end < len(tokens) and tokens[end].word in TIMES) or tokens[end].word in WEEKDAYS:
        return at  # “a strike in the company for Friday”
    while end < len(tokens) and end - first < _MOST_OF and tokens[end].is_word and tokens[end].word not in _ENDS:
        if tokens[first].is_capitalised and not tokens[end].is_capitalised:
            break
        end += 1
        if not tokens[first].is_capitalised and tokens[end - 1].word.endswith("s"):
            break
    return end if end > first else at


def _is_called(name: str, noun: str) -> bool:
    """Whether “the union” may stand for a body: its name ends with the noun, or begins with “union of”."""
    words = _spelt(name.lower()).split()
    return len(words) > 1 and (words[-1] == noun or words[:2] == [noun, "of"])
