"""The text fragment of an anchor, which a link opens, and the place where a browser finds it.

Follows the WICG draft Scroll To Text Fragment (https://wicg.github.io/scroll-to-text-fragment/), sections “Text
directives” and “Finding ranges in a document”. Links are made of the same fragment that the check of anchors looks for,
so that what was proved is what opens.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote as percent_encoded

from data.text import fold_with_offsets, folded_letters

MOST_WORDS = 8
"""A passage of at most so many words is a fragment as a whole; a longer one is given by its first and last four words,
which match even if the page has other line breaks or markup in between."""

_LETTERS, _DIGITS = r"[^\W\d_]", r"\d"
_WORD = re.compile(
    rf"\w+(?:(?:(?<={_LETTERS})[’'.:·](?={_LETTERS})|(?<={_DIGITS})[,.;’'](?={_DIGITS}))\w+)*"
)  # fmt: skip
"""A word of Unicode's word boundaries (UAX 29): “it’s” and “3,800” are one."""

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of scripts that do not part words with spaces: a word may end between any two."""

Match = tuple[int, int]
"""Start and end in the folded text."""


@dataclass(frozen=True)
class TextFragment:
    """A text directive: `#:~:text=[prefix-,]start[,end][,-suffix]`. What it does not have is empty."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """The directive as it stands in an address."""
        parts = [f"{_encoded(self.prefix)}-"] if self.prefix else []
        parts += [_encoded(part) for part in (self.start, self.end) if part]
        parts += [f"-{_encoded(self.suffix)}"] if self.suffix else []
        return ",".join(parts)


def fragment_of(exact: str, *, prefix: str | None = None, suffix: str | None = None) -> TextFragment:
    """Return the text fragment of an anchor's words."""
    words = exact.split()
    long = len(words) > MOST_WORDS
    start, end = (" ".join(words[:4]), " ".join(words[-4:])) if long else (exact.strip(), "")
    return TextFragment(start, end, (prefix or "").strip(), (suffix or "").strip())


def _encoded(text: str) -> str:
    """Percent-encode a text, and the dash too, since it separates the parts of a fragment."""
    return percent_encoded(text, safe="").replace("-", "%2D")


@dataclass(frozen=True)
class Passage:
    """A passage of a text: its first and last paragraph, counted from 0, and the offsets of its start and end there."""

    paragraph: int
    start: int
    last_paragraph: int
    end: int


def matches(fragment: TextFragment, paragraphs: Sequence[str]) -> Iterator[Passage]:
    """Return the passages that match a fragment, in the order in which a browser tries them: it marks the first.

    A browser compares without case and accents, and takes whole words only.
    """
    page = _page(tuple(paragraphs))
    return (_passage(page, found, paragraphs) for found in page.matches(fragment))


def may_open(words: str, place: Passage, paragraphs: Sequence[str], *, alone: bool) -> bool:
    """Return False if a fragment of these few words, of which a passage is a part, certainly opens another passage.

    With `alone`, also if it opens another one after it. It is a quick look before `matches`, which tells for certain.
    """
    page = _page(tuple(paragraphs))
    folded = folded_letters(words)
    begins = page.folded_offset(place, paragraphs)
    found = page.text.find(folded)
    while found >= 0:
        is_whole = found not in page.within_words and found + len(folded) not in page.within_words
        if is_whole and not found <= begins < found + len(folded):
            return found > begins and not alone
        if is_whole and not alone:
            return True
        found = page.text.find(folded, found + 1)
    return True


def _passage(page: "_Page", found: Match, paragraphs: Sequence[str]) -> Passage:
    first, start = _in_paragraph(page.offsets[found[0]], paragraphs)
    last, end = _in_paragraph(page.offsets[found[1] - 1], paragraphs)
    return Passage(first, start, last, end + 1)


def _in_paragraph(offset: int, paragraphs: Sequence[str]) -> tuple[int, int]:
    for number, paragraph in enumerate(paragraphs):
        if offset <= len(paragraph):
            return number, offset
        offset -= len(paragraph) + 1
    raise ValueError(f"the text ends before offset {offset}")


class _Page:
    """The folded text of a page, in which the parts of a fragment are looked for."""

    def __init__(self, text: str) -> None:
        self.text, self.offsets = fold_with_offsets(text)
        within = (range(word.start() + 1, word.end()) for word in _WORD.finditer(self.text))
        self.within_words = {
            offset for offsets in within for offset in offsets
            if not (_UNSPACED.match(self.text[offset]) or _UNSPACED.match(self.text[offset - 1]))
        }  # fmt: skip

    def folded_offset(self, place: Passage, paragraphs: Sequence[str]) -> int:
        """The offset in the folded text at which a passage begins."""
        before = sum(len(paragraph) + 1 for paragraph in paragraphs[: place.paragraph])
        return bisect_left(self.offsets, before + place.start)

    def matches(self, fragment: TextFragment) -> Iterator[Match]:
        """Ranges of the fragment's start to its end, in the order in which a browser tries them."""
        whole_end = bool(fragment.end) or not fragment.suffix
        for start in self._starts(fragment, whole_end=whole_end):
            ends = self._find(fragment.end, start[1], whole_end=not fragment.suffix) if fragment.end else iter([start])
            for end in ends:
                if not fragment.suffix or self._follows(fragment.suffix, end[1]):
                    yield start[0], end[1]

    def _starts(self, fragment: TextFragment, *, whole_end: bool) -> Iterator[Match]:
        if not fragment.prefix:
            yield from self._find(fragment.start, 0, whole_end=whole_end)
            return
        for prefix in self._find(fragment.prefix, 0, whole_end=False):
            at = self._after_space(prefix[1])
            found = next(self._find(fragment.start, at, whole_start=False, whole_end=whole_end), None)
            if found and found[0] == at:
                yield found

    def _follows(self, suffix: str, end: int) -> bool:
        at = self._after_space(end)
        found = next(self._find(suffix, at, whole_start=False), None)
        return found is not None and found[0] == at

    def _after_space(self, offset: int) -> int:
        while offset < len(self.text) and self.text[offset].isspace():
            offset += 1
        return offset

    def _find(self, words: str, at: int, *, whole_start: bool = True, whole_end: bool = True) -> Iterator[Match]:
        """Places of words from an offset on, within one paragraph each."""
        folded, _ = fold_with_offsets(words)
        pattern = re.compile(r"[^\S\n]+".join(map(re.escape, folded.split())))
        while found := pattern.search(self.text, at):
            start_fits = not whole_start or found.start() not in self.within_words
            end_fits = not whole_end or found.end() not in self.within_words
            if start_fits and end_fits:
                yield found.span()
            at = found.start() + 1


@lru_cache(maxsize=8)
def _page(paragraphs: tuple[str, ...]) -> _Page:
    """A page, folded once for all anchors of its record."""
    return _Page("\n".join(paragraphs))
