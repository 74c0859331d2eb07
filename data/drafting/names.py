"""Names in an article: the fullest one that a mention stands for, also of “he”, “she”, “they” and “the ministry”."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.drafting.attributions import Kind
from data.drafting.paragraphs import Paragraph
from data.drafting.sentences import Token
from data.drafting.subjects import Span, bare, is_name, is_possessive, main_subject
from data.drafting.word_sets import DETERMINERS, PARTICLES, PRONOUNS, ROLES, word_set

TITLES = word_set(
    "mr mrs ms mx miss dr sen rep gov lt gen col sgt capt maj adm prof rev hon president senator representative "
    "governor congressman congresswoman mayor judge justice sir dame lord lady pope king queen prince princess "
    "minister secretary chairman chairwoman chair director general attorney speaker vice deputy prime former pastor "
    "sheriff officer chief ambassador professor democrat republican host candidate nominee"
)
"""Words before a name that are no part of it."""

_SHE = word_set("mrs ms miss spokeswoman congresswoman chairwoman woman mother daughter wife sister queen lady girl")
_HE = word_set("mr spokesman congressman chairman man father son husband brother king lord sir boy businessman")
_MANY = word_set(
    "people police others some many men women both they officials authorities protesters demonstrators residents "
    "witnesses voters lawmakers supporters critics experts researchers prosecutors doctors soldiers troops aides "
    "leaders activists"
)

MOST_NAMESAKES = 50
"""Different names with one word in common that are kept, so that lists of names take no longer than other texts."""
_REACH = 24
"""Mentions that a pronoun may reach back over."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Someone named or described as a subject: where, and by which words; `gender` is “he”, “she” or empty."""

    paragraph: int
    start: int
    name: str
    person: bool
    gender: str
    several: bool


class Names:
    """The names and the subjects of an article, to look mentions up in."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._by_word: dict[str, dict[tuple[str, ...], list[tuple[int, int]]]] = {}
        for paragraph in paragraphs:
            for start, words in _names_in(paragraph.words):
                if len(words) > 1:
                    for word in {words[0], words[-1]} | {word for word in words if word.lower() in _OFFICES}:
                        known = self._by_word.setdefault(word.lower(), {})
                        if words in known or len(known) < MOST_NAMESAKES:
                            known.setdefault(words, []).append((paragraph.number, start))
        self._mentions = [mention for paragraph in paragraphs for mention in self._subjects(paragraph)]
        self._genders: dict[str, str] = {}
        for mention in self._mentions:
            if mention.gender:
                self._genders.setdefault(mention.name, mention.gender)

    def name_of(self, paragraph: int, span: Span) -> str | None:
        """Return the fullest name for a speaker; their words where they have none; None for an unclear pronoun."""
        words = self._paragraphs[paragraph].words
        first = bare(words[span[0]])
        if span[1] - span[0] == 1 and first in PRONOUNS | {"his", "her", "their"} and first != "one":
            return self.referent(paragraph, words[span[0]].start, first)
        return self._called(paragraph, span)

    def _called(self, paragraph: int, span: Span) -> str:
        """The name in a phrase, in its fullest form, or the phrase itself."""
        words = self._paragraphs[paragraph].words
        text = _text(words, span)
        if any(token.text == "and" for token in words[span[0] : span[1]]):
            return text
        core = _core(words, span) or _apposed(words, span)
        if core:
            return " ".join(self._fullest(core, paragraph, words[span[0]].start))
        head = words[span[1] - 1].text.lower()
        if bare(words[span[0]]) == "the" and span[1] - span[0] == 2 and head in _OFFICES:
            known = _nearest(self._by_word.get(head, {}), (paragraph, words[span[0]].start))
            return " ".join(known) if known else text
        return text

    def _fullest(self, core: tuple[str, ...], paragraph: int, start: int) -> tuple[str, ...]:
        known = self._by_word.get(core[-1].lower(), {})
        longer = {name: at for name, at in known.items() if len(name) > len(core) and name[-len(core) :] == core}
        if not longer and len(core) == 1:
            longer = {name: at for name, at in known.items() if name[0] == core[0]}
        return _nearest(longer, (paragraph, start)) or core

    def _subjects(self, paragraph: Paragraph) -> Iterator[Mention]:
        """Who is named or described as a subject in a paragraph, in order."""
        words = paragraph.words
        spans: set[Span] = set()
        for sentence in paragraph.sentences:
            spans |= {one.speaker for one in sentence.attributions if one.kind is not Kind.POSSESSIVE}
            if subject := main_subject(words, sentence.first, min(sentence.last, sentence.first + 40)):
                spans.add(subject)
        spans |= set(_titled(words))
        for span in sorted(spans):
            if bare(words[span[0]]) in PRONOUNS and span[1] - span[0] == 1:
                continue
            core = _core(words, span)
            said = {bare(token).rstrip(".") for token in words[span[0] : span[1]]}
            gender = "she" if said & _SHE else "he" if said & _HE else ""
            last = words[span[1] - 1].text
            several = bool(said & _MANY) or (not core and last.endswith("s"))
            person = bool(core) and not several and "the" not in said
            person = person or (not core and _is_holder(words, span) and bool(_apposed(words, span)))
            name = self._called(paragraph.number, span)
            yield Mention(paragraph.number, words[span[0]].start, name, person or bool(gender), gender, several)

    def referent(self, paragraph: int, start: int, pronoun: str) -> str | None:
        """Return the name of the last subject before an offset that a pronoun may stand for; None if none may."""
        wanted = {"his": "he", "her": "she", "their": "they"}.get(pronoun, pronoun)
        end = bisect_left(self._mentions, (paragraph, start), key=lambda mention: (mention.paragraph, mention.start))
        for mention in reversed(self._mentions[max(0, end - _REACH) : end]):
            if wanted in ("he", "she") and mention.person:
                if self._genders.get(mention.name, wanted) == wanted:
                    return mention.name
            elif (wanted == "they" and mention.several) or (wanted == "it" and not (mention.several or mention.gender)):
                return mention.name
        return None


_OFFICES = word_set(
    "ministry department agency committee council commission court office party union company army police bank "
    "campaign university institute organization organisation group association government embassy bureau board"
)
"""Nouns for bodies, which are named in full once, and then “the ministry”."""


def _nearest(known: Mapping[tuple[str, ...], Sequence[tuple[int, int]]], place: tuple[int, int]) -> tuple[str, ...]:
    """The name that was last written before a place, or else the first one behind it; empty if there is none."""
    before = {name: at[bisect_right(at, place) - 1] for name, at in known.items() if at[0] <= place}
    if before:
        return max(before, key=lambda name: before[name])
    return min(known, key=lambda name: known[name][0], default=())


def _text(words: Sequence[Token], span: Span) -> str:
    """The words of a phrase, without the “who” that binds it to a verb."""
    end = span[1] - (words[span[1] - 1].text in ("who", "which", "that"))
    return " ".join(token.text for token in words[span[0] : max(end, span[0] + 1)]).rstrip(" ,–—-")


def _titled(words: Sequence[Token]) -> Iterator[Span]:
    """Each name with a title that tells a woman from a man, whether it is a subject or not."""
    for at in range(len(words) - 1):
        if words[at].text in ("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss") and _may_be_in_name(words[at + 1]):
            yield at, _name_end(words, at + 1)


def _names_in(words: Sequence[Token]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each name in some words, without titles, and where it starts."""
    at = 0
    while at < len(words):
        if not _may_be_in_name(words[at]):
            at += 1
            continue
        end = _name_end(words, at)
        if core := _stripped(words, at, end):
            yield words[at].start, core
        at = end


def _may_be_in_name(token: Token) -> bool:
    return token.is_word and is_name(token) and bare(token) not in DETERMINERS | PRONOUNS


def _name_end(words: Sequence[Token], first: int) -> int:
    """Where a name ends that begins at a token: behind a possessive, before the first small word."""
    end = first + 1
    while end < len(words) and not is_possessive(words[end - 1]):
        if _may_be_in_name(words[end]):
            end += 1
        elif words[end].text.lower() in PARTICLES and end + 1 < len(words) and _may_be_in_name(words[end + 1]):
            end += 2
        else:
            break
    return end


def _stripped(words: Sequence[Token], first: int, end: int) -> tuple[str, ...]:
    """The words of a name without titles before it and without its possessive ending."""
    while first < end and bare(words[first]).rstrip(".") in TITLES:
        first += 1
    return tuple(_without_ending(token) for token in words[first:end])


def _without_ending(token: Token) -> str:
    text = token.text
    if text.endswith(("'s", "’s")):
        return text[:-2]
    return text[:-1] if text.endswith(("'", "’")) else text


def _core(words: Sequence[Token], span: Span) -> tuple[str, ...]:
    """The name of the person or body that a phrase is about; empty for “a spokesman for the mayor”.

    A possessive belongs to somebody else, unless the phrase ends with it; so does a name behind “of” and “for”.
    """
    first, end = span
    if words[end - 1].text.lower() in ("who", "which", "that") and end - first > 1:
        end -= 2 if words[end - 2].text in (",", "—", "–", "-") else 1
    head = next((at for at in range(first, end) if words[at].text in ("of", "for", "at", "from")), end)
    capital_head = any(_may_be_in_name(token) for token in words[first:head])
    if head < end and not capital_head:
        return ()
    last = head
    while last > first and not _may_be_in_name(words[last - 1]):
        last -= 1
    if last == first or ((last < head and words[last].text.lower() != "and") and not _starts_with_name(words, first)):
        return ()
    start = last - 1
    while start > first and (
        (_may_be_in_name(words[start - 1]) and not is_possessive(words[start - 1]))
        or (words[start - 1].text.lower() in PARTICLES and start - 1 > first and _may_be_in_name(words[start - 2]))
    ):
        start -= 1
    return _stripped(words, start, last)


def _starts_with_name(words: Sequence[Token], first: int) -> bool:
    return _may_be_in_name(words[first]) and not is_possessive(words[first])


def _is_holder(words: Sequence[Token], span: Span) -> bool:
    """Whether a phrase is one for a single person: “the leader of the opposition”."""
    head = next((at for at in range(*span) if words[at].text in ("of", "for", "at", "from")), span[1])
    word = bare(words[head - 1])
    return word in ROLES or word.endswith(("man", "woman", "person"))


def _apposed(words: Sequence[Token], span: Span) -> tuple[str, ...]:
    """The name between commas behind a description: “the mayor of Northport, Ana Lima, said”."""
    at = span[1]
    if at + 2 >= len(words) or words[at].text != "," or not _may_be_in_name(words[at + 1]):
        return ()
    end = _name_end(words, at + 1)
    closed = end < len(words) and words[end].text == "," and end - at > 2
    return _stripped(words, at + 1, end) if closed else ()
