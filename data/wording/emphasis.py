"""Sentences with emphasis, as values: which words are strong and which are struck through. A renderer escapes them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A stretch of a sentence. `text` is plain: whoever writes it as Markdown or HTML escapes it."""

    text: str
    strong: bool = False
    struck: bool = False


Sentence = tuple[Part, ...]


@dataclass(frozen=True)
class Labelled:
    """A sentence after the label that says what it is about, such as “Replaced by”; a label may stand alone."""

    label: str
    words: Sentence = ()

    @property
    def text(self) -> str:
        """Label and sentence as plain text."""
        return f"{self.label} {plain_text(self.words)}" if self.words else self.label


def sentence(*pieces: str | Part | Sentence) -> Sentence:
    """Return the pieces as one sentence; a string is plain text, and empty ones are left out."""
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
    """Return a sentence without its emphasis."""
    return "".join(part.text for part in words)


def join_sentences(sentences: Sequence[Sentence]) -> Sentence:
    """Return “a”, “a and b”, “a, b and c” as one sentence."""
    joined: Sentence = ()
    for number, words in enumerate(sentences):
        between = "" if not number else " and " if number == len(sentences) - 1 else ", "
        joined = sentence(joined, between, words)
    return joined
