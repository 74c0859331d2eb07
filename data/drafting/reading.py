"""An article as the rest of a draft reads it: its sentences, its dates, and the names in it."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from data.drafting.bylines import dateline_end, is_byline, story_tokens
from data.drafting.dates import DraftedDate, dates_in
from data.drafting.days import MONTHS, WEEKDAYS
from data.drafting.places import Place
from data.drafting.tokens import Token, goes_on_behind_stop, sentences_of, tokens_of
from data.drafting.word_sets import (
    ADVERBS,
    AUXILIARIES,
    CLAUSES,
    DETERMINERS,
    OPENERS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    word_set,
)
from data.records.anchors import ArticleText, anchor_of_words
from data.text import normalize

_SMALL = PREPOSITIONS | DETERMINERS | PRONOUNS | OPENERS | CLAUSES | AUXILIARIES | ADVERBS
_OPEN_CLAUSE = (CLAUSES - {"than"}) | {
    "and",
    "who",
    "where",
    "whose",
    "after",
    "before",
    "amid",
    "until",
    "since",
    "to",
}
"""Words that open another part of a sentence: a day or a place behind one of them is not that of what stands before."""
_SHORT_QUOTE = 3
_MOST_PARTICLES = 2
"""Small words that stand together inside a name: “Santa Cruz de la Sierra”."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph as tokens, with the dates in it."""

    paragraph: int
    tokens: Sequence[Token]
    dates: tuple[DraftedDate, ...]

    def place(self, first: int, end: int) -> Place:
        """Return the place of the tokens from one up to another."""
        return Place(self.paragraph, self.tokens[first].start, self.tokens[end - 1].end)

    def index(self, place: Place) -> int:
        """Return the token that a place of this sentence begins in; the last one if it is behind all."""
        found = bisect_right(self.tokens, place.start, key=lambda token: token.start) - 1
        return max(found, 0)

    def are_together(self, one: int, other: int) -> bool:
        """Whether two tokens stand in one clause: no mark and no word that opens another one is between them.

        Commas around a name, as in “in Northport, Freedonia, on Friday”, part nothing.
        """
        first, end = sorted((one, other))
        between = self.tokens[first + 1 : end]
        for n, token in enumerate(between):
            goes_to = token.word == "to" and self._is_before_a_noun(first + 2 + n)
            is_mark = token.text in ';:"()' and not (_is_of_short_quote(between, n) or _is_of_hour(between, n))
            if is_mark or (token.word in _OPEN_CLAUSE and not goes_to):
                return False
        commas = [n for n, token in enumerate(between) if token.text == ","]
        return not commas or (len(commas) == 2 and is_name_only(between[commas[0] + 1 : commas[1]]))

    def _is_before_a_noun(self, at: int) -> bool:
        """Whether what stands at a token, behind “to”, is no verb: “to the bridge”, “to Northport”, “to 12”."""
        token = self.tokens[at]
        return token.word in DETERMINERS or token.is_capitalised or token.is_digits

    def is_quoted(self, at: int) -> bool:
        """Whether a token stands between quotation marks, as far as the sentence tells."""
        return sum(token.text == '"' for token in self.tokens[:at]) % 2 == 1


@dataclass(frozen=True)
class Name:
    """Words with a capital that stand together: from token `first` up to `end` of a sentence; `words` without “’s”."""

    sentence: Sentence
    first: int
    end: int
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The name as one text."""
        return " ".join(self.words)

    @property
    def place(self) -> Place:
        """Where it stands; without “’s”."""
        place = self.sentence.place(self.first, self.end)
        last = self.sentence.tokens[self.end - 1].text
        return Place(place.paragraph, place.start, place.end - (len(last) - len(without_ending(last))))

    @property
    def is_possessive(self) -> bool:
        """Whether it ends with “’s”."""
        last = self.sentence.tokens[self.end - 1].text
        return last != without_ending(last)

    def before(self, steps: int = 1) -> str:
        """Return the word so many steps before it, in small letters; empty where the sentence begins."""
        at = self.first - steps
        return self.sentence.tokens[at].word if at >= 0 else ""

    def after(self) -> str:
        """Return the token behind it; empty where the sentence ends."""
        return self.sentence.tokens[self.end].text if self.end < len(self.sentence.tokens) else ""


@dataclass(frozen=True)
class ReadArticle:
    """The text of an article, and the day that its days are read from."""

    text: ArticleText
    published_on: dt.date

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences, in order; neither a dateline nor a byline is one."""
        found = []
        for number, paragraph in enumerate(self.text.paragraphs):
            if is_byline(paragraph):
                continue
            dates = dates_in(paragraph, number, self.published_on)
            for tokens in sentences_of(story_tokens(paragraph)):
                start, end = tokens[0].start, tokens[-1].end
                inside = tuple(date for date in dates if start <= date.place.start < end)
                found.append(Sentence(number, tokens, inside))
        return found

    @cached_property
    def names(self) -> list[Name]:
        """All names, in order."""
        return [name for sentence in self.sentences for name in names_of(sentence)]

    @cached_property
    def dateline_names(self) -> list[Name]:
        """The names in datelines, which are of no sentence: where a report was written."""
        found = []
        for number, paragraph in enumerate(self.text.paragraphs):
            if end := dateline_end(paragraph):
                tokens = [token for token in tokens_of(paragraph) if token.start < end]
                found += list(names_of(Sentence(number, tokens, ())))
        return found

    def anchor(self, place: Place) -> dict[str, Any]:
        """Return the anchor of a place, with the words around it that a link needs."""
        if place not in self._anchors:
            self._anchors[place] = anchor_of_words(self.text, place.paragraph, place.start, place.end)
        return dict(self._anchors[place])

    @cached_property
    def _anchors(self) -> dict[Place, dict[str, Any]]:
        return {}

    def words(self, place: Place) -> str:
        """Return the words at a place."""
        return self.text.paragraphs[place.paragraph][place.start : place.end]

    def sentence_at(self, place: Place) -> Sentence | None:
        """Return the sentence in which a place begins."""
        return next(
            (
                each
                for each in self._of_paragraph.get(place.paragraph, ())
                if each.tokens[0].start <= place.start < each.tokens[-1].end
            ),
            None,
        )

    @cached_property
    def _of_paragraph(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.paragraph, []).append(sentence)
        return found


def _is_of_hour(tokens: Sequence[Token], at: int) -> bool:
    """Whether a colon stands between the digits of an hour: “at 10:40 on Monday”."""
    near = tokens[max(0, at - 1) : at + 2]
    return tokens[at].text == ":" and len(near) == 3 and near[0].is_digits and near[2].is_digits and near[2].tight


def _is_of_short_quote(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark opens or closes a few words in quotation marks, which part nothing: “dozens” were injured."""
    if tokens[at].text != '"':
        return False
    marks = [n for n, token in enumerate(tokens) if token.text == '"']
    other = marks.index(at) ^ 1  # the first and the second mark belong together, the third and the fourth
    return other < len(marks) and abs(marks[other] - at) <= _SHORT_QUOTE + 1


def names_of(sentence: Sentence) -> Iterator[Name]:
    """Yield the names in a sentence, in order: words with a capital that stand together."""
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        if not _may_name(tokens, at):
            at += 1
            continue
        end = at + 1
        while without_ending(tokens[end - 1].text) == tokens[end - 1].text and (
            following := _next_in_name(tokens, end)
        ):
            end = following
        words = " ".join(without_ending(token.text) for token in tokens[at:end]).replace(" .", ".")
        yield Name(sentence, at, end, tuple(words.split()))
        at = end


def _next_in_name(tokens: Sequence[Token], at: int) -> int | None:
    """The index behind the next word of a name that goes on at a token: “Rio de Janeiro”, “Lt. Ana Costa”."""
    first = at = at + goes_on_behind_stop(tokens, at)
    while at < len(tokens) and at - first < _MOST_PARTICLES and tokens[at].text in PARTICLES:
        at += 1
    return at + 1 if at < len(tokens) and (_may_name(tokens, at) or _ELIDED.match(tokens[at].text)) else None


_ELIDED = re.compile(r"(?:d|l|dell|nell|all|sull)'[^\W\d_a-z]")
"""Words of a name that begin with a small word: “Côte d'Ivoire”, “Reggio nell'Emilia”."""


def is_name_only(tokens: Sequence[Token]) -> bool:
    """Return whether tokens are nothing but words with a capital, and small words inside a name."""
    return all(token.is_capitalised or token.text in PARTICLES for token in tokens)


def _may_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token may be a word of a name; at the beginning of a sentence small words have a capital too."""
    token = tokens[at]
    if not (token.is_word and token.is_capitalised) or (token.word[:3] in MONTHS and token.word in _MONTH_NAMES):
        return False
    is_time = token.word in WEEKDAYS or (token.word in MONTHS and _is_beside_a_day(tokens, at))
    return not is_time and not (token.word in _SMALL and (len(token.text) > 2 or not token.text.isupper()))


def _is_beside_a_day(tokens: Sequence[Token], at: int) -> bool:
    """Whether an abbreviated month stands beside a number: “Jan. 6”, “6 Jan”; Jan Smit is a person."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return (at > 0 and tokens[at - 1].is_digits) or after is None or after.is_digits or after.text == "."


_MONTH_NAMES = word_set("january february march april may june july august september october november december")


def without_ending(text: str) -> str:
    """Return a word without its possessive ending."""
    return text[:-2] if text.endswith("'s") else text


def key(name: str) -> str:
    """Return what names are compared by: without case, accents and a leading article."""
    words = normalize(name).split()
    return " ".join(words[1:] if words and words[0] in ("the", "a", "an") and len(words) > 1 else words)


class Ids:
    """Gives ids that are used once."""

    def __init__(self, used: Set[str] = frozenset()) -> None:
        self._used = set(used)
        self._numbers: dict[str, int] = {}

    def unique(self, wanted: str, *others: str) -> str:
        """Return an id; another one if it is in use, and one with a number behind it if these are, too."""
        found = next((each for each in (wanted, *others) if each not in self._used), wanted)
        while found in self._used:
            number = self._numbers[wanted] = self._numbers.get(wanted, 1) + 1
            found = f"{wanted}-{number}"
        self._used.add(found)
        return found
