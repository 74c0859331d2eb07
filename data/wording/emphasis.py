"""Sentences with emphasis as values: which parts are strong or struck through. A renderer writes and escapes them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A part of a sentence. `text` is plain text; a renderer escapes it for Markdown or HTML."""

    text: str
    strong: bool = False
    struck: bool = False


Sentence = tuple[Part, ...]


@dataclass(frozen=True)
class Labelled:
    """A label, such as “Replaced by”, and the sentence after it, which may be empty."""

    label: str
    words: Sentence = ()

    @property
    def text(self) -> str:
        """Label and sentence as plain text."""
        return f"{self.label} {plain_text(self.words)}" if self.words else self.label


def sentence(*pieces: str | Part | Sentence) -> Sentence:
    """Join pieces to one sentence. A string is plain text without emphasis; empty pieces are left out."""
    parts: list[Part] = []
    for piece in pieces:
        match piece:
            case str():
                parts.append(Part(piece))
            case Part():
                parts.append(piece)
            case _:
                parts.extend(piece)
    return tuple(part for part in parts if part.text)


def plain_text(words: Sentence) -> str:
    """Return a sentence as plain text, without emphasis."""
    return "".join(part.text for part in words)


def join_sentences(sentences: Sequence[Sentence]) -> Sentence:
    """Return “a”, “a and b”, “a, b and c” as one sentence."""
    joined: Sentence = ()
    for number, words in enumerate(sentences):
        between = "" if not number else " and " if number == len(sentences) - 1 else ", "
        joined = sentence(joined, between, words)
    return joined
