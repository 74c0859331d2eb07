"""A paragraph as its sentences, with its quotations and with who says something in each sentence."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.drafting.attributions import Attribution, attributions
from data.drafting.cues import form_of
from data.drafting.quotation_marks import Quoted
from data.drafting.sentences import Token, sentences, tokens
from data.drafting.subjects import is_aside, opens_phrase


@dataclass(frozen=True)
class Sentence:
    """A sentence as tokens of its paragraph, with its last quotation and with who says something in it.

    Sentences and quotations are counted from 0 in their paragraph.
    """

    number: int
    first: int
    last: int
    last_quote: int | None
    attributions: list[Attribution]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as words, sentences and stretches in quotation marks, each of which is one token.

    `tokens_of` has the token of each stretch, by its number.
    """

    number: int
    words: list[Token]
    sentences: list[Sentence]
    stretches: list[Quoted]
    tokens_of: dict[int, int]

    def sentence_of(self, at: int) -> Sentence:
        """Return the sentence that holds a token."""
        return self.sentences[bisect_right(self.sentences, at, key=lambda sentence: sentence.first) - 1]


def read_paragraph(number: int, text: str, stretches: list[Quoted]) -> Paragraph:
    """Return a paragraph's words, its sentences, and who says something in each."""
    words = tokens(text, [(stretch.start, stretch.end) for stretch in stretches])
    found = [
        Sentence(index, first, last, _last_quote(words, first, last), attributions(words, first, last))
        for index, (first, last) in enumerate(sentences(words, _says_who))
    ]
    return Paragraph(
        number, words, found, stretches, {token.quote: at for at, token in enumerate(words) if token.quote is not None}
    )


def _last_quote(words: Sequence[Token], first: int, last: int) -> int | None:
    return next((token.quote for token in reversed(words[first:last]) if token.quote is not None), None)


def _says_who(words: Sequence[Token], at: int) -> bool:
    """Whether words behind a quotation only say who speaks: “Who is there?” a guard asked."""
    if words[at].quote is not None or not opens_phrase(words[at]):
        return False
    after_full_stop = words[at - 1].text.rstrip("”’»\"'“")[-1:] == "."
    for position in range(at, min(at + (5 if after_full_stop else 8), len(words))):
        word = words[position]
        if not word.is_word:
            return False
        if form_of(word.text) and position > at and not is_aside(words[position - 1]):
            following = words[position + 1] if position + 1 < len(words) else None
            return not after_full_stop or following is None or following.text in (".", ",")
    return False


def running(paragraphs: Sequence[Paragraph]) -> Iterator[list[tuple[int, int]]]:
    """Yield the pieces, as (paragraph, number), of each quotation that runs over several paragraphs."""
    chain: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        if not paragraph.stretches:
            continue
        if chain:
            chain.append((paragraph.number, 0))
        last = len(paragraph.stretches) - 1
        goes_on = paragraph.stretches[last].goes_on
        if chain and (not goes_on or last > 0):
            yield chain
            chain = []
        if goes_on and not chain:
            chain = [(paragraph.number, last)]
