"""Paragraphs to sentences and words. A stretch in quotation marks can be told to count as one word."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from data.drafting.bylines import dateline_end
from data.drafting.word_sets import word_set

_SHORT = (
    "Mr Mrs Ms Mx Dr Sen Sens Rep Reps Gov Govs Lt Gen Col Sgt Capt Cmdr Maj Adm Cpl Pvt Prof Rev Hon St Ste Jr Sr Inc "
    "Corp Co Ltd Bros vs v etc Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind "
    "Kan Ky La Mass Md Mich Minn Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Atty Supt Pres Det Fr Msgr Mt Ft"
)
"""Abbreviations that end with a full stop that does not end a sentence."""

WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|[A-Z]\.(?=\s|[’'])|[ap]\.m\.|\bNos?\.(?=\s?\d)|(?:\b[DRI][-–])?\b(?:{'|'.join(_SHORT.split())})\."
    r"|[#@$€£]?\w+(?:[’'‘\-‑&/@]\w+|[.,](?=\d)\w+)*[’'](?=\s)(?<=s.)|[#@$€£]?\w+(?:[’'‘\-‑&/@]\w+|[.,](?=\d)\w+)*"
    r"|\.{2,}|--+|[^\w\s]"
)
"""A word with its apostrophes and hyphens, an abbreviation with its full stops, or a mark."""

_OPENS_SENTENCE = word_set(
    "The He She It They We I You But In On And His Her Their Its A An At As For This That These Those When While If "
    "After Before Since So Yet Still Then There Though Although However Meanwhile Instead Asked Now Not One Some"
)
"""Words that open a sentence behind an abbreviation: “in the U.S. The”."""

ENDS = frozenset(".?!…")

LONGEST = 250
"""Tokens of a sentence: a longer one is cut, so that the time that a text takes grows with its length only."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a paragraph, with its offsets; `quote` is the number of the stretch that it stands for."""

    text: str
    start: int
    end: int
    quote: int | None = None

    @property
    def is_word(self) -> bool:
        return self.quote is None and (self.text[0].isalnum() or self.text[0] in "#@$€£_")

    @property
    def is_capital(self) -> bool:
        return self.quote is None and self.text[0].isupper()


def tokens(paragraph: str, stretches: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """Return the words and marks of a paragraph. Each of the stretches, which are in order, is one token."""
    found: list[Token] = []
    behind = dateline_end(paragraph)
    for number, (start, end) in enumerate(stretches):
        found += _words(paragraph, min(behind, start), start)
        found.append(Token(paragraph[start:end], start, end, number))
        behind = end
    found += _words(paragraph, behind, len(paragraph))
    return found


def _words(paragraph: str, start: int, end: int) -> Iterator[Token]:
    """The words of a part of a paragraph; short remarks in brackets, “(D-Va.)”, and marks that nobody sees are not."""
    closing = -1
    for match in WORD.finditer(paragraph, start, end):
        if match.start() < closing or (len(match[0]) == 1 and unicodedata.category(match[0]) == "Cf"):
            continue
        if match[0] in "([":
            bracket = paragraph.find(")" if match[0] == "(" else "]", match.end(), min(end, match.end() + 80))
            if bracket >= 0:
                closing = bracket + 1
                continue
        yield Token(match[0], match.start(), match.end())


def sentence_spans(paragraph: str) -> list[tuple[int, int]]:
    """Return start and end offset of each sentence of a paragraph; closing quotation marks belong to their sentence."""
    words = tokens(paragraph)
    return [(words[first].start, words[last - 1].end) for first, last in sentences(words)]


def _never(words: Sequence[Token], index: int) -> bool:
    return False


def sentences(
    words: Sequence[Token], goes_on: Callable[[Sequence[Token], int], bool] = _never
) -> list[tuple[int, int]]:
    """Return the first token of each sentence, and the one behind its last.

    `goes_on` is asked whether the sentence goes on at a token behind a quotation that ends with a full stop, a question
    or an exclamation mark: “Who is there?” a guard asked.
    """
    found: list[tuple[int, int]] = []
    first = index = 0
    while index < len(words):
        if index - first >= LONGEST:
            found.append((first, index))
            first = index
        if _ends_at(words, index):
            last = index + 1
            while last < len(words) and words[last].quote is None and words[last].text in "”’»\"')]":
                last += 1
            if last == len(words) or (_begins_at(words, index, last) and not _carries_on(words, index, last, goes_on)):
                found.append((first, last))
                first = last
            index = last
        else:
            index += 1
    if first < len(words):
        found.append((first, len(words)))
    return found


def _carries_on(
    words: Sequence[Token], index: int, following: int, goes_on: Callable[[Sequence[Token], int], bool]
) -> bool:
    return words[index].quote is not None and goes_on(words, following)


def _ends_at(words: Sequence[Token], index: int) -> bool:
    """Whether a sentence may end with a token."""
    token = words[index]
    if token.quote is not None:
        return token.text.rstrip("”’»\"'“").rstrip()[-1:] in ENDS
    if token.text[0] in ENDS:
        return True
    following = words[index + 1] if index + 1 < len(words) else None
    ends_short = token.text.endswith(".") and len(token.text) > 2
    return ends_short and following is not None and following.quote is None and following.text in _OPENS_SENTENCE


def _begins_at(words: Sequence[Token], index: int, following: int) -> bool:
    """Whether a sentence may begin with a token: with a capital, a number, or a mark."""
    token = words[following]
    if token.quote is not None:
        return True
    if words[index].end == token.start and token.text[0].isalnum():
        return False
    return not token.text[0].islower() and token.text not in (",", ";", ":", "–", "—", "-")
