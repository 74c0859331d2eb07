"""Stretches of a text in quotation marks: English, German, French, Russian; straight or curly, single or double.

Marks in texts are often wrong. One that is missing, doubled or turned the wrong way must cost no more than its own
quotation.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

MARK = re.compile(r"``|''|’’|‘‘|[“”„‟«»\"＂‘’'‚‹›]")

_CLOSERS = {
    "“": "”‟\"“''’’",
    "”": '”"“',
    "„": '“”‟"',
    "‟": '”"',
    "«": "»",
    "»": "«",
    '"': '"”“＂',
    "＂": '＂"',
    "``": "''\"",
    "‘‘": "’’''\"",
    "''": "''\"",
    "’’": "’’",
    "‘": "’'",
    "'": "'’",
    "‚": "‘’",
    "‹": "›",
    "›": "‹",
}
"""Opening mark to the marks that may close it, the right one first."""

_SINGLE = frozenset("‘'‚‹›")
_NEVER_OPEN = frozenset("’")
_SHORTENED = re.compile(r"(?:em|til|till|cause|tis|twas|bout|round|n|cuz|scuse)\b|\d", re.IGNORECASE)
"""Words that begin with an apostrophe: “’em”, “’90s”."""

_INCHES = re.compile(r"\d[’']\d{1,2}$")
_ANOTHER = re.compile(r"[,.]?[”\"]")
_LONGEST_SINGLE = 1500
_INNER = {"“": "”", '"': '"'}
_LONGEST_INNER = 300
_STATEMENT_END = re.compile(
    r"[,.?!…](?=\s+(?:(?:[hH]e|[sS]he|[tT]hey|[A-Z][\w.’'-]+(?: [A-Z][\w’'-]+)?) (?:said|says|told|added|wrote)\b"
    r"|(?:said|says) ))"
)
"""Where a quotation ends whose closing mark was lost: before the words that say who speaks."""


@dataclass(frozen=True)
class Quoted:
    """A stretch of one paragraph in quotation marks; what stands in it in other marks is a part of it.

    `start` and `end` include the marks, `inner_start` and `inner_end` do not. `closed` is false if its closing mark is
    missing; `goes_on` is true if the quotation runs on into the next paragraph, which opens with a mark again.
    """

    paragraph: int
    start: int
    end: int
    inner_start: int
    inner_end: int
    single: bool = False
    closed: bool = True
    goes_on: bool = False


def quoted_stretches(paragraphs: Sequence[str]) -> list[list[Quoted]]:
    """Return for each paragraph its stretches in quotation marks, in order. Apostrophes are no marks."""
    found = [list(_stretches(number, paragraph)) for number, paragraph in enumerate(paragraphs)]
    filled = [number for number, paragraph in enumerate(paragraphs) if paragraph.strip()]
    for number, following in pairwise(filled):
        if found[number] and not found[number][-1].closed and _opens_with_mark(paragraphs[following]):
            found[number][-1] = replace(found[number][-1], closed=True, goes_on=True)
    return [
        [stretch if stretch.closed else _cut(stretch, paragraphs[stretch.paragraph]) for stretch in stretches]
        for stretches in found
    ]


def _opens_with_mark(paragraph: str) -> bool:
    match = MARK.match(paragraph.lstrip())
    return bool(match) and match[0] not in _SINGLE | _NEVER_OPEN if match else False


def _stretches(of: int, paragraph: str) -> Iterator[Quoted]:
    """The stretches of one paragraph; only the last can be unclosed."""
    marks = list(MARK.finditer(paragraph))
    opened: re.Match[str] | None = None
    behind = no_single = 0
    for number, mark in enumerate(marks):
        if mark.start() < behind:
            continue
        if opened is None:
            if not _may_open(paragraph, mark):
                continue
            if mark[0] in _SINGLE:
                closing, searched = _single_end(paragraph, mark) if mark.start() >= no_single else (None, no_single)
                if closing is None:
                    no_single = searched
                else:
                    behind = closing + 1
                    yield Quoted(of, mark.start(), closing + 1, mark.end(), closing, single=True)
            else:
                opened = mark
        elif mark[0] in _SINGLE | _NEVER_OPEN:
            continue
        elif _may_close(paragraph, opened, mark):
            yield Quoted(of, opened.start(), mark.end(), opened.end(), mark.start())
            opened = None
        elif _same_kind(opened[0], mark[0]) and _may_open(paragraph, mark):
            if nested := _nested_end(paragraph, marks[number + 1 : number + 3]):
                behind = nested
                continue
            end = _last_end(paragraph, opened.end(), mark.start())
            yield Quoted(of, opened.start(), end, opened.end(), end)
            opened = mark
    if opened is not None:
        end = len(paragraph.rstrip())
        if end > opened.end():
            yield Quoted(of, opened.start(), end, opened.end(), end, closed=False)


def _nested_end(paragraph: str, following: Sequence[re.Match[str]]) -> int | None:
    """Where an inner quotation ends that has the marks of the outer one: two marks follow, and both close."""
    if len(following) < 2 or any(mark[0] not in "”" or _before(paragraph, mark).isspace() for mark in following):
        return None
    return following[0].end()


def _visible(paragraph: str, offset: int, step: int) -> str:
    """The nearest character that is seen, from `offset` on in the direction `step`; a space at the ends."""
    for _ in range(8):
        if not 0 <= offset < len(paragraph):
            return " "
        if unicodedata.category(paragraph[offset]) != "Cf":
            return paragraph[offset]
        offset += step
    return " "


def _before(paragraph: str, mark: re.Match[str]) -> str:
    return _visible(paragraph, mark.start() - 1, -1)


def _behind(paragraph: str, mark: re.Match[str]) -> str:
    return _visible(paragraph, mark.end(), 1)


def _may_open(paragraph: str, mark: re.Match[str]) -> bool:
    """Whether a mark stands where one opens: behind white space, a bracket, a dash or another mark."""
    before, behind = _before(paragraph, mark), _behind(paragraph, mark)
    if mark[0] in "“”" and mark.start() < 8 and not paragraph[: mark.start()].strip():
        return mark.end() < len(paragraph)
    if mark[0] in _NEVER_OPEN or (behind.isspace() and (mark[0] not in "“„«" or mark.end() >= len(paragraph))):
        return False
    if mark[0] in "„«":
        return True
    if mark[0] == "“":
        return behind.isalnum() or not before.isalnum()
    if not (before.isspace() or before in "([{—–-―/:…" or MARK.match(before)):
        return False
    if mark[0] in "‘'‚":
        return (behind.isalnum() or behind in '…“"') and not _SHORTENED.match(paragraph, mark.end())
    return behind.isalnum() or behind in "…[($'‘’#@.-–—¿¡£€"


def _may_close(paragraph: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """Whether a mark closes the quotation that another has opened."""
    closers = _CLOSERS.get(opened[0], "")
    if mark[0] not in closers:
        return False
    before, behind = _before(paragraph, mark), _behind(paragraph, mark)
    if _INCHES.search(paragraph, max(0, mark.start() - 4), mark.start()) and _ANOTHER.match(paragraph, mark.end()):
        return False
    if mark[0] == closers[0] and mark[0] in "”»":
        return True
    return not (before.isspace() and behind.isalnum()) and not (before in "([" or (before.isspace() and behind in "[("))


def _same_kind(opened: str, mark: str) -> bool:
    """Whether a mark, where it opens, cannot stand inside a quotation that the other has opened."""
    return opened == mark or {opened, mark} <= set('“”"')


def _single_end(paragraph: str, opening: re.Match[str]) -> tuple[int | None, int]:
    """The offset of the mark that closes a single one, or None; and the offset up to which it was looked for.

    A mark behind punctuation is preferred to one behind a letter, which may be the apostrophe of “workers’”.
    """
    first = inner = None
    position = opening.end()
    for position in range(opening.end(), min(len(paragraph), opening.end() + _LONGEST_SINGLE)):
        letter = paragraph[position]
        if inner is not None and position <= inner:
            continue
        if letter in _INNER and (inner := _inner_end(paragraph, position)) is not None:
            continue
        if letter in '“”"' or (letter == "‘" and opening[0] == "‘"):
            break
        if letter not in _CLOSERS[opening[0]] or _visible(paragraph, position + 1, 1).isalnum():
            continue
        if _visible(paragraph, position - 1, -1) in ",.?!…":
            return position, position
        if first is None and not _visible(paragraph, position - 1, -1).isspace():
            first = position
    return first, position


def _inner_end(paragraph: str, start: int) -> int | None:
    """The offset of the mark that closes a double one inside a single one: ‘They read “The Quay” aloud,’ he said."""
    end = paragraph.find(_INNER[paragraph[start]], start + 1, start + _LONGEST_INNER)
    is_one = end > start + 1 and not paragraph[start + 1].isspace() and not paragraph[end - 1].isspace()
    return end if is_one and paragraph[start - 1 : start].isspace() else None


def _last_end(paragraph: str, start: int, end: int) -> int:
    """Where a quotation ends that was never closed before another opens: behind its last sentence, or its last word."""
    stretch = paragraph[start:end].rstrip()
    if statement := _STATEMENT_END.search(stretch):
        return start + statement.end()
    return start + len(stretch)


def _cut(stretch: Quoted, paragraph: str) -> Quoted:
    """An unclosed quotation, cut before the words that say who speaks."""
    statement = _STATEMENT_END.search(paragraph, stretch.inner_start)
    if statement is None:
        return stretch
    return replace(stretch, end=statement.end(), inner_end=statement.end())
