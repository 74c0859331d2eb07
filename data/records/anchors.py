"""Anchors and the article's text: read a text, check a record's anchors, fill in offsets, find uncoded sentences.

The texts belong to their publishers and are not in the repository; every function takes the text as an argument.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from data.files import decode_text, read_file
from data.records.earlier_names import with_current_names
from data.records.model import Anchor
from data.records.passages import spans_of, why_not_found
from data.records.plain_errors import describe_value
from data.records.problems import Location, place_in_file
from data.records.schema import Record
from data.records.sentences import sentences as sentences
from data.records.text_fragment import MOST_WORDS, Passage, fragment_of, matches, may_open
from data.records.vocabulary import CodedFrom
from data.text import composed, seen, shorten

MAX_CONTEXT_WORDS = 3
"""Most words of prefix and of suffix that `complete` stores, and only if an anchor's own words are not enough. The
article belongs to its publisher: anchors and what stands around them together must not reproduce it."""

CONTEXT_WINDOW = 200
"""Characters before and after an anchor among which words of prefix and suffix are looked for."""

CONTEXT = ("prefix", "suffix")


@dataclass(frozen=True)
class ArticleText:
    """An article's text: its non-empty lines, and the SHA-256 of its file.

    A line ends at a line feed only: other marks that some programs end lines at stand within paragraphs of real pages.
    """

    paragraphs: tuple[str, ...]
    sha256: str


MOST_BYTES = 5_000_000
"""Bytes of an article's text."""


def read_text(path: Path) -> ArticleText:
    """Read an article's text file, in the composed form (NFC).

    Raises OSError if it cannot be read, UnicodeDecodeError if it is not UTF-8.
    """
    return article_text(read_file(path, most=MOST_BYTES))


def article_text(content: bytes) -> ArticleText:
    """Return the text in the bytes of its file, as `read_text` does. Raises UnicodeDecodeError if it is not UTF-8."""
    lines = (line.removesuffix("\r") for line in composed(decode_text(content)).split("\n"))
    return ArticleText(tuple(line for line in lines if line.strip()), hashlib.sha256(content).hexdigest())


def anchor_problem(anchor: Anchor, text: ArticleText) -> str | None:
    """Return why an anchor does not match the text, as a message; None if it matches."""
    if anchor.paragraph >= len(text.paragraphs):
        return _outside(anchor.paragraph, text)
    paragraph = text.paragraphs[anchor.paragraph]
    found = paragraph[anchor.start : anchor.end]
    if found != anchor.exact:
        where = paragraph.find(anchor.exact)
        hint = why_not_found(anchor.exact, anchor.paragraph, text.paragraphs)
        cure = f"the words start at {where}" if where >= 0 else f"the paragraph does not hold these words{hint}"
        return f"“{anchor.exact}” is not at {anchor.start}-{anchor.end} of paragraph {anchor.paragraph}: {cure}"
    before, after = paragraph[: anchor.start], paragraph[anchor.end :]
    if anchor.prefix is not None and not before.endswith(anchor.prefix):
        return f"prefix “{anchor.prefix}” does not stand before “{anchor.exact}”"
    if anchor.suffix is not None and not after.startswith(anchor.suffix):
        return f"suffix “{anchor.suffix}” does not stand after “{anchor.exact}”"
    return link_problem(anchor, text)


def _outside(paragraph: int, text: ArticleText) -> str:
    return f"paragraph {paragraph} is outside the text, which has {len(text.paragraphs)} (counted from 0)"


def anchor_at(text: ArticleText, paragraph: int, start: int, end: int) -> dict[str, Any]:
    """Return the anchor of a passage that somebody marked, as JSON, with the words around it that its link needs.

    White space at both ends is no part of it. Raises ValueError if there is no such passage, or if a link cannot open
    it.
    """
    if not 0 <= paragraph < len(text.paragraphs):
        raise ValueError(_outside(paragraph, text))
    line = text.paragraphs[paragraph]
    if not 0 <= start < end <= len(line) or not line[start:end].strip():
        raise ValueError(f"{start}-{end} of paragraph {paragraph} has no words; it has {len(line)} characters")
    words = line[start:end]
    start += len(words) - len(words.lstrip())
    found = anchor_of_words(text, paragraph, start, start + len(words.strip()))
    if problem := link_problem(Anchor(**found), text):
        raise ValueError(problem)
    return found


def anchor_of_words(text: ArticleText, paragraph: int, start: int, end: int) -> dict[str, Any]:
    """Return the anchor of the words at a place of the text, with the fewest words around them that a link needs."""
    exact = text.paragraphs[paragraph][start:end]
    place: dict[str, Any] = {"paragraph": paragraph, "start": start, "end": end, "exact": exact}
    return place | _context(text, Anchor(**place))


def link_problem(anchor: Anchor, text: ArticleText) -> str | None:
    """Return why the link of an anchor that matches the text opens something else; None if it opens these words."""
    opened = next(_opened(anchor, text), None)
    if opened is None:
        return f"the link to “{shorten(anchor.exact)}” marks nothing: browsers mark whole words, so give whole words"
    if opened != _place(anchor):
        where = f"paragraph {opened.paragraph} at {opened.start}"
        return (
            f"the link to “{shorten(anchor.exact)}” marks another passage, from {where}: give a prefix, or a suffix, "
            "with which no earlier passage begins and ends"
        )
    return None


def uncovered_sentences(record: Record, text: ArticleText) -> list[tuple[int, int]]:
    """Return (paragraph, sentence), counted from 0, of each sentence that no anchor of an item overlaps."""
    anchors = (anchor for _, _, item in record.items() for anchor in item.anchors)
    return sentences_without(text, ((anchor.paragraph, anchor.start, anchor.end) for anchor in anchors))


def sentences_without(text: ArticleText, places: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return (paragraph, sentence) of each sentence that none of some places overlaps: (paragraph, start, end) each."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for paragraph, start, end in places:
        spans.setdefault(paragraph, []).append((start, end))
    return [
        (number, index)
        for number, line in enumerate(text.paragraphs)
        for index, (start, end) in enumerate(sentences(line))
        if not any(first < end and last > start for first, last in spans.get(number, []))
    ]


def check_record(record: Record, text: ArticleText) -> list[tuple[str, str]]:
    """Compare a record with its article's text and return all differences as (place in the record, message)."""
    problems: list[tuple[str, str]] = []
    article = record.article
    if article.text_sha256 != text.sha256:
        problems.append(("article.text_sha256", f"the text's SHA-256 is {text.sha256}"))
    if article.paragraph_count != len(text.paragraphs):
        problems.append(("article.paragraph_count", f"the text has {len(text.paragraphs)} non-empty lines"))
    for where, anchors in record.anchor_lists():
        for n, anchor in enumerate(anchors):
            if problem := anchor_problem(anchor, text):
                problems.append((f"{where}.anchors[{n}]", problem))
    for paragraph, sentence, carries in uncoded_sentences(record, text):
        done = "is listed but does carry a record" if carries else "carries no record and no reason why"
        problems.append(("article.uncoded", f"paragraph {paragraph}, sentence {sentence} {done}"))
    return problems


def uncoded_sentences(record: Record, text: ArticleText) -> list[tuple[int, int, bool]]:
    """Return (paragraph, sentence, whether it carries a record), counted from 0, of each sentence told wrongly.

    First those that neither carry a record nor are named as without, then those that are named, and carry one.
    """
    excused = {(entry.paragraph, entry.sentence) for entry in record.article.uncoded}
    uncovered = set(uncovered_sentences(record, text))
    wrong = [(paragraph, sentence, False) for paragraph, sentence in sorted(uncovered - excused)]
    return wrong + [(paragraph, sentence, True) for paragraph, sentence in sorted(excused - uncovered)]


def complete(anchor: Any, text: ArticleText) -> dict[str, Any]:
    """Return an anchor with the offsets that follow from its `paragraph` and `exact` words.

    The words are looked for to the letter, and if they are nowhere, as a person sees them: the anchor then gets the
    characters of the text. A given `prefix` and `suffix` select one of several occurrences. If a link to the words
    alone would open another passage, the fewest words before and after are added with which it opens this one.
    Raises ValueError if the paragraph does not exist, or does not contain the words, at the given place, exactly once.
    """
    number, exact = _checked(anchor, text)
    prefix, suffix = (str(anchor.get(name) or "") for name in ("prefix", "suffix"))
    paragraph = text.paragraphs[number]
    hits = [
        (start, end)
        for start, end in spans_of(exact, paragraph)
        if seen(paragraph[:start]).endswith(seen(prefix)) and seen(paragraph[end:]).startswith(seen(suffix))
    ]
    if len(hits) != 1:
        hint = "" if hits else why_not_found(exact, number, text.paragraphs)
        raise ValueError(f"“{prefix}{exact}{suffix}” occurs {len(hits)} times in paragraph {number}, not once{hint}")
    start, end = hits[0]
    filled: dict[str, Any] = {"paragraph": number, "start": start, "end": end, "exact": paragraph[start:end]}
    filled |= _context(text, Anchor(**filled))
    return filled | {name: value for name, value in anchor.items() if name not in (*filled, *CONTEXT)}


def _checked(anchor: Any, text: ArticleText) -> tuple[int, str]:
    """The paragraph and the words of a draft of an anchor. Raises ValueError if it has none that can be looked for."""
    if not isinstance(anchor, dict):
        raise ValueError(f"should be an anchor with its paragraph and its exact words, not {describe_value(anchor)}")
    if not {"paragraph", "exact"} <= anchor.keys():
        raise ValueError(f"an anchor needs its paragraph and its exact words, and has only {', '.join(anchor)}")
    number, exact = anchor["paragraph"], anchor["exact"]
    if type(number) is not int or not isinstance(exact, str):
        raise ValueError("an anchor’s paragraph is a whole number, and its exact words are a text")
    if not 0 <= number < len(text.paragraphs):
        raise ValueError(_outside(number, text))
    return number, exact


def _context(text: ArticleText, anchor: Anchor) -> dict[str, str]:
    """The shortest prefix, or else prefix and suffix, with which a link can open nothing but an anchor.

    If other passages match whatever stands around the words, it is the shortest with which this one comes first; empty
    if there is none.
    """

    def first_opened(context: dict[str, str], most: int) -> list[Passage]:
        return list(islice(_opened(anchor.model_copy(update=context), text), most))

    place = [_place(anchor)]
    if may_open(anchor.exact, place[0], text.paragraphs, alone=True) and first_opened({}, 2) == place:
        return {}
    paragraph = text.paragraphs[anchor.paragraph]
    behind_blank = re.sub(r"^\S*", "", paragraph[max(0, anchor.start - CONTEXT_WINDOW) : anchor.start])
    near = paragraph[: anchor.start] if anchor.start <= CONTEXT_WINDOW else behind_blank
    before = [_words_before(near, words) for words in range(MAX_CONTEXT_WORDS + 1)]
    after = [
        _words_after(paragraph[anchor.end : anchor.end + CONTEXT_WINDOW], words)
        for words in range(MAX_CONTEXT_WORDS + 1)
    ]
    contexts = [
        {name: words for name, words in (("prefix", prefix), ("suffix", suffix)) if words}
        for suffix in after
        for prefix in before
    ]
    short = len(anchor.exact.split()) <= MOST_WORDS

    def may_open_it(context: dict[str, str], *, alone: bool) -> bool:
        words = f"{context.get('prefix', '')}{anchor.exact}{context.get('suffix', '')}"
        return not short or may_open(words, place[0], text.paragraphs, alone=alone)

    unique = (each for each in contexts if may_open_it(each, alone=True) and first_opened(each, 2) == place)
    first = (each for each in contexts if may_open_it(each, alone=False) and first_opened(each, 1) == place)
    return next(chain(unique, first), {})


def _opened(anchor: Anchor, text: ArticleText) -> Iterator[Passage]:
    return matches(fragment_of(anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix), text.paragraphs)


def _place(anchor: Anchor) -> Passage:
    return Passage(anchor.paragraph, anchor.start, anchor.paragraph, anchor.end)


def _words_before(text: str, words: int) -> str:
    found = re.search(rf"(?:\S+\s+){{{words}}}\S*$", text) if words else None
    return found.group() if found else ""


def _words_after(text: str, words: int) -> str:
    found = re.match(rf"\S*(?:\s+\S+){{{words}}}", text) if words else None
    return found.group() if found else ""


def complete_record(raw: Any, text: ArticleText) -> tuple[Any, list[tuple[str, str]]]:
    """Return a record's raw JSON with all its anchors completed, and the text's hash and number of paragraphs.

    Its other fields may be missing or wrong. What cannot be completed is kept as it is, and told in the second value as
    (place in the record, message).
    """
    problems: list[tuple[str, str]] = []

    def filled(value: Any, location: Location) -> Any:
        match value:
            case dict():
                return {name: filled(inner, (*location, name)) for name, inner in value.items()}
            case list() if location[-1:] == ("anchors",):
                return [completed(anchor, (*location, n)) for n, anchor in enumerate(value)]
            case list():
                return [filled(inner, (*location, n)) for n, inner in enumerate(value)]
            case _:
                return value

    def completed(anchor: Any, location: Location) -> Any:
        try:
            return complete(anchor, text)
        except ValueError as error:
            problems.append((place_in_file(location, raw), str(error)))
            return anchor

    record = filled(raw, ())
    match with_current_names(record):
        case {"article": {"coded_from": CodedFrom.EXCERPT}}:
            pass  # its coder had no whole text that could be described
        case {"article": dict()}:
            record["article"] |= {"text_sha256": text.sha256, "paragraph_count": len(text.paragraphs)}
    return record, problems
