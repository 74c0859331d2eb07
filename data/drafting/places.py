"""Where words stand in an article's text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A stretch of one paragraph, as in a record's anchors (W3C Web Annotation, TextPositionSelector).

    Paragraphs are counted from 0; `start` and `end` are offsets of characters in the paragraph.
    """

    paragraph: int
    start: int
    end: int
