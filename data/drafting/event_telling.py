"""Which words of a sentence tell of events: what overlaps is one, and numbers belong to the act that they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.drafting.event_doubt import is_in_doubt
from data.drafting.event_rows import EventWords
from data.drafting.event_things import changes_in
from data.drafting.event_words import BY_FORCES, EVENT_WORDS, NOUNS, OCCUPATION
from data.drafting.places import Place
from data.drafting.reading import Sentence
from data.records.vocabulary import EventKind

MOST_IN_A_SENTENCE = 4
_NO_CAUSE = frozenset(("Arrests", "Fire or looting", "Police sent", "Forces in the streets", "Control regained"))
"""Acts in which the people who are counted beside them need not have been hurt."""


@dataclass(frozen=True)
class Told:
    """Words of a sentence that tell of an event: tokens `first` up to `end`; `numbers` count people hurt in it."""

    sentence: Sentence
    words: EventWords
    first: int
    end: int
    numbers: tuple["Told", ...] = ()

    @property
    def text(self) -> str:
        return " ".join(token.word for token in self.sentence.tokens[self.first : self.end])

    @property
    def span(self) -> tuple[int, int]:
        """Its first token, and the one behind its last."""
        return self.first, self.end

    @property
    def last(self) -> int:
        """Its last token."""
        return self.end - 1

    @property
    def place(self) -> Place:
        return self.sentence.place(self.first, self.end)

    @property
    def is_bare(self) -> bool:
        """Whether the words only name an event, or count its people, and tell no act."""
        return self.words.is_number or self.text in NOUNS

    @property
    def has_numbers(self) -> bool:
        return self.words.is_number or bool(self.numbers)


def told_in(sentence: Sentence) -> list[Told]:
    """Return the events of a sentence: at most a few, each kind of act once, outside quotation marks."""
    words, starts = _joined(sentence)
    apart: list[Told] = []
    for each in sorted(_candidates(sentence, words, starts), key=lambda told: told.first - told.end):
        if all(each.end <= other.first or each.first >= other.end for other in apart):
            apart.append(each)
    acts = {(each.words.kind, each.words.title): each for each in sorted(apart, key=lambda each: -each.first)}
    more = {
        key: tuple(each for each in apart if (each.words.kind, each.words.title) == key and each is not first)
        for key, first in acts.items()
        if first.words.title in ("Fire or looting", "People killed or injured")
    }
    found = [replace(each, numbers=more.get(key, ())) for key, each in acts.items()]
    return sorted(_with_numbers(found), key=lambda each: each.first)[:MOST_IN_A_SENTENCE]


def _candidates(sentence: Sentence, words: str, starts: list[int]) -> Iterator[Told]:
    changes = [
        (EventWords(each.kind, _NEVER, each.acled, True, each.label, each.has_subject), each.start, each.end)
        for each in changes_in(words)
    ]
    matches = [(each, *match.span()) for each in EVENT_WORDS for match in each.pattern.finditer(words)]
    for each, start, stop in [*changes, *matches]:
        first = starts.index(start)
        end = next((n for n, at in enumerate(starts) if at >= stop), len(starts))
        if (
            not sentence.is_quoted(first)
            and not is_in_doubt(words, start, stop)
            and not _names_people(words, start, stop)
            and not (each.title == "Closure" and _is_a_state(words, start, stop))
        ):
            by_forces = each.title == OCCUPATION and BY_FORCES.search(f"{words[:start]}|{words[start:stop]}")
            yield Told(sentence, _TAKEN if by_forces else each, first, end)


_PEOPLE_WHO = re.compile(
    r"(?:^| )(?:the|those|these|its|their|all|worst|badly|most|many|of|for)(?: (?:\w+ly|worst|badly|most))? $"
)


def _names_people(words: str, start: int, stop: int) -> bool:
    """Whether a participle only names people or things: “the worst burned”, “the arrested”."""
    is_alone = " " not in words[start:stop] and words[start:stop].endswith("ed")
    return is_alone and _PEOPLE_WHO.search(words[max(0, start - 30) : start]) is not None


_STAYS = re.compile(r"\b(?:stay|stays|stayed|remain|remains|remained|still)\b")
_WILL = re.compile(r"\b(?:will|would|shall|is to|are to)\b")
_LEFT = re.compile(r"(?:^| )(?:left|leave|leaving|found|finds?|with)(?: (?:the|its|their|all|most|many))?(?: \w+)? $")


def _is_a_state(words: str, start: int, stop: int) -> bool:
    """Whether something only stays closed, or is found so: nobody closes it then."""
    stays = _STAYS.search(words[start:stop]) is not None and not _WILL.search(words[start:stop])
    return stays or _LEFT.search(words[max(0, start - 40) : start]) is not None


_TAKEN = EventWords(EventKind.SECURITY_OPERATION, EVENT_WORDS[0].pattern, label="Forces in control")
_NEVER = EVENT_WORDS[0].pattern
"""The pattern of words that are found in another way; nothing is looked for with it."""


def _with_numbers(found: list[Told]) -> list[Told]:
    """Events of a sentence in which a count of people belongs to the act that hurt them, if one is told."""
    counts = [each for each in found if each.words.is_number]
    acts = [each for each in found if _may_hurt(each)]
    if not counts or not acts:
        return found
    count = counts[0]
    nearest = min(acts, key=lambda each: min(abs(each.first - count.end), abs(count.first - each.end)))
    whole = replace(nearest, numbers=(*nearest.numbers, count, *count.numbers))
    return [whole if each is nearest else each for each in found if each is not count]


def _may_hurt(told: Told) -> bool:
    is_no_cause = told.words.title in _NO_CAUSE and told.text != "stormed"
    if told.words.is_number or is_no_cause or told.words.title.startswith("Forces"):
        return False
    return told.words.kind in (EventKind.VIOLENCE, EventKind.SECURITY_OPERATION)


def _joined(sentence: Sentence) -> tuple[str, list[int]]:
    """The words of a sentence as one text, and where each begins in it."""
    starts, length = [], 0
    for token in sentence.tokens:
        starts.append(length)
        length += len(token.word) + 1
    return " ".join(token.word for token in sentence.tokens), starts
