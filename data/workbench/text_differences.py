"""What differs between a record and its article's text, in words for whoever reviews it: paragraphs count from 1."""

from collections.abc import Iterator, Sequence

from data.records.anchors import ArticleText, check_record, sentences, uncoded_sentences
from data.records.model import Anchor
from data.records.schema import Record
from data.text import shorten

UNCODED = "article.uncoded"
"""Where a sentence is told that no item rests on: “article.uncoded[3.0]”, with paragraph and sentence from 0."""


def text_differences(record: Record, text: ArticleText) -> Iterator[tuple[str, str]]:
    """Yield all differences as `check_record` does, as (place in the record, message)."""
    anchors = {
        f"{where}.anchors[{n}]": anchor for where, listed in record.anchor_lists() for n, anchor in enumerate(listed)
    }
    for where, message in check_record(record, text):
        if where != UNCODED:
            yield where, _of_anchor(anchors[where], text) if where in anchors else message
    for paragraph, sentence, carries in uncoded_sentences(record, text):
        words = sentence_words(text, (paragraph, sentence))
        done = "is named as one without a record, and has one" if carries else "has no record, and no reason why"
        yield f"{UNCODED}[{paragraph}.{sentence}]", f"Paragraph {paragraph + 1}, “{shorten(words)}”, {done}"


def sentence_words(text: ArticleText, sentence: Sequence[int]) -> str:
    """Return the words of a sentence, given as paragraph and number in it, both from 0; empty if there is none."""
    line = text.paragraphs[sentence[0]] if sentence[0] < len(text.paragraphs) else ""
    places = sentences(line)
    start, end = places[sentence[1]] if sentence[1] < len(places) else (0, 0)
    return line[start:end]


def _of_anchor(anchor: Anchor, text: ArticleText) -> str:
    words, paragraph = shorten(anchor.exact), anchor.paragraph + 1
    found = text.paragraphs[anchor.paragraph] if anchor.paragraph < len(text.paragraphs) else ""
    if found[anchor.start : anchor.end] != anchor.exact:
        return f"the words “{words}” do not stand in paragraph {paragraph} where it says; mark them in the text anew"
    return f"a link to “{words}” in paragraph {paragraph} opens other words; mark them with a word more around them"
