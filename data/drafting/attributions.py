"""Who says something in a sentence: each verb of saying with its subject, and “according to”."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.drafting.cues import BASE_SUBJECTS, PASSIVE, SPOKEN, TELLING, Form, form_of, is_saying, may_be_noun
from data.drafting.sentences import Token
from data.drafting.subjects import (
    Span,
    bare,
    is_aside,
    is_name,
    is_possessive,
    main_subject,
    opens_phrase,
    phrase_from,
    run_before,
)
from data.drafting.word_sets import AUXILIARIES, PREPOSITIONS, PRONOUNS, TIMES, word_set

ARTICLES = word_set("the a an his her its our my your this that their such so-called")
"""Words before a noun; a word behind one of them is no verb."""

PAUSES = frozenset(",–—-")


class Kind(StrEnum):
    """How a speaker is bound to a cue."""

    SUBJECT = "subject"
    INVERTED = "inverted"
    APPOSITION = "apposition"
    RELATIVE = "relative"
    SHARED = "shared"
    ACCORDING = "according"
    BY = "by"
    POSSESSIVE = "possessive"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker and the words that tell that they say something, as numbers of tokens; `saying`: not only judging."""

    kind: Kind
    speaker: Span
    cue: Span
    saying: bool = True

    @property
    def first(self) -> int:
        """The token that it begins with; a subject that it shares with another verb does not count."""
        return self.cue[0] if self.kind is Kind.SHARED else min(self.speaker[0], self.cue[0])


def attributions(words: Sequence[Token], first: int, last: int) -> list[Attribution]:
    """Return who says something in the sentence from token `first` up to `last`, in the order of the cues."""
    found: list[Attribution] = []
    for at in range(first, last):
        token = words[at]
        if not token.is_word:
            continue
        form = form_of(token.text)
        attribution = None
        if form is not None:
            attribution = _of_verb(words, (first, last), at, form, found)
        elif token.text.lower() == "according":
            attribution = _of_source(words, at, last)
        if attribution is None and token.text in SPOKEN:
            attribution = _of_noun(words, first, at)
        if attribution is not None:
            found.append(attribution)
    return found


def _of_source(words: Sequence[Token], at: int, last: int) -> Attribution | None:
    """The attribution of “according to the mayor”."""
    if at + 1 >= last or words[at + 1].text != "to":
        return None
    speaker = phrase_from(words, at + 2, last)
    return Attribution(Kind.ACCORDING, speaker, (at, at + 2)) if speaker else None


def _of_verb(
    words: Sequence[Token], sentence: Span, at: int, form: Form, earlier: Sequence[Attribution]
) -> Attribution | None:
    """The attribution of a verb; None if nobody is seen to be its subject, or it is a noun here."""
    first, last = sentence
    saying = is_saying(words[at].text)
    before = _skip_asides(words, first, at)
    cue = (at, at + 1)
    if at > first and _is_noun(words[at - 1], words[at].text) and not _follows_quotation(words, sentence, at):
        return None
    if before >= first and form is Form.PAST and words[before + 1 : at] and _is_passive(words, before + 1, at):
        return _by_agent(words, at, last)
    if form is Form.BASE and not _takes_base(words, first, at):
        return None
    if form is Form.BASE and words[at - 1].text.lower() == "to":
        return _shared(words, first, at, earlier)
    if form in (Form.PAST, Form.PRESENT) and (speaker := _inverted(words, sentence, at)):
        return Attribution(Kind.INVERTED, speaker, cue, saying)
    has_helper = any(token.text.lower() in AUXILIARIES for token in words[before + 1 : at])
    if form is Form.PARTICIPLE and not has_helper:
        return _of_participle(words, first, at, earlier)
    if before >= first and words[before].is_word:
        if speaker := run_before(words, first, at):
            return Attribution(Kind.SUBJECT, speaker, cue, saying)
        if words[before].text.lower() in ("who", "which", "that"):
            end = before - 1 if before > first and words[before - 1].text in PAUSES else before
            if speaker := run_before(words, first, end):
                return Attribution(Kind.RELATIVE, (speaker[0], before + 1), cue, saying)
        return _shared(words, first, at, earlier)
    if before >= first and words[before].text in PAUSES:
        start = _clause_start(words, first, before)
        if earlier and earlier[-1].cue[0] >= start:
            return Attribution(Kind.SHARED, earlier[-1].speaker, cue, saying)
        speaker = main_subject(words, start, before)
        described = speaker is not None and not words[speaker[1]].is_word  # “Ruiz, the mayor, said”
        if not described and (behind := _named_behind(words, at, last, form)):
            return Attribution(Kind.INVERTED, behind, cue, saying)
        if speaker:
            return Attribution(Kind.APPOSITION, speaker, cue, saying)
    return _shared(words, first, at, earlier) if before >= first else None


def _skip_asides(words: Sequence[Token], first: int, at: int) -> int:
    """The number of the last token before a verb that is no helper and no adverb; `first - 1` if there is none."""
    before = at - 1
    while before >= first and words[before].is_word and is_aside(words[before]):
        before -= 1
    return before


def _is_noun(before: Token, word: str) -> bool:
    """Whether a form of a verb is a noun or an adjective behind this word: “his claims”, “the proposed law”."""
    if before.text.lower() in ARTICLES or (is_possessive(before) and bare(before) not in PRONOUNS):
        return True
    if may_be_noun(word):
        return not (before.is_word and (is_name(before) or bare(before) in PRONOUNS or before.text.lower() == "also"))
    return False


def _follows_quotation(words: Sequence[Token], sentence: Span, at: int) -> bool:
    """Whether only a noun phrase stands between a quotation and a word: “…,” the letter reads."""
    first, last = sentence
    start = at
    while start > first and at - start < 8 and words[start - 1].is_word:
        start -= 1
    if start in (at, first) or words[start - 1].quote is None or not opens_phrase(words[start]):
        return False
    return at + 1 == last or not words[at + 1].is_word


def _is_passive(words: Sequence[Token], first: int, at: int) -> bool:
    return any(token.text.lower() in PASSIVE for token in words[first:at])


def _by_agent(words: Sequence[Token], at: int, last: int) -> Attribution | None:
    """The agent of a passive: “was called “a farce” by the mayor”."""
    for position in range(at + 1, min(at + 7, last)):
        if words[position].text == "by" and (speaker := phrase_from(words, position + 1, last)):
            return Attribution(Kind.BY, speaker, (at, at + 1), is_saying(words[at].text))
    return None


def _takes_base(words: Sequence[Token], first: int, at: int) -> bool:
    """Whether a verb in its base form has a subject here: “they say”, “officials say”, “would say”, “to say”."""
    if at == first or not words[at - 1].is_word:
        return False
    before = words[at - 1].text.lower()
    return before in BASE_SUBJECTS or before in AUXILIARIES or is_aside(words[at - 1]) or before.endswith("s")


def _inverted(words: Sequence[Token], sentence: Span, at: int) -> Span | None:
    """The subject behind a verb that follows a quotation: “…,” said the mayor."""
    first, last = sentence
    before = at - 1
    while before >= first and words[before].is_word and is_aside(words[before]) and bare(words[before]) not in PASSIVE:
        before -= 1
    paused = before >= first and words[before].text in PAUSES
    if paused:
        before -= 1
    if before < first or words[before].quote is None or words[at].text in TELLING:
        return None
    if not paused and words[before].text.rstrip("”’»\"'“")[-1:] not in ",.?!…-–—":
        return None
    if at + 1 < last and bare(words[at + 1]) in TIMES:
        return None
    return phrase_from(words, at + 1, last)


def _named_behind(words: Sequence[Token], at: int, last: int, form: Form) -> Span | None:
    """The subject behind a verb that closes a sentence in other words: “The roads are closed, said the mayor.”"""
    if form not in (Form.PAST, Form.PRESENT) or not is_saying(words[at].text) or words[at].text in TELLING:
        return None
    speaker = phrase_from(words, at + 1, last)
    if speaker is None or bare(words[speaker[0]]) in PRONOUNS | TIMES or speaker[0] == last:
        return None
    closes = speaker[1] == last or words[speaker[1]].text in (*PAUSES, ".", "?", "!", "who", "of", "at", "in")
    return speaker if closes else None


def _of_participle(words: Sequence[Token], first: int, at: int, earlier: Sequence[Attribution]) -> Attribution | None:
    """The attribution of “…, saying”; “with the mayor saying” has a subject of its own."""
    span = run_before(words, first, at)
    if span and span[0] > first and words[span[0] - 1].text.lower() == "with":
        return Attribution(Kind.SUBJECT, span, (at, at + 1), is_saying(words[at].text))
    if at > first and words[at - 1].text.lower() in ("the", "a", "of"):
        return None
    return _shared(words, first, at, earlier)


def _shared(words: Sequence[Token], first: int, at: int, earlier: Sequence[Attribution]) -> Attribution | None:
    """A verb that has the subject of the verb before it, or else of the sentence: “he came and said”."""
    strong = next((one for one in reversed(earlier) if one.kind not in (Kind.POSSESSIVE, Kind.BY)), None)
    speaker = strong.speaker if strong else main_subject(words, first, at)
    start = strong.cue[1] if strong else first
    if words[at - 1].text == "and" and (nearer := _pronoun_before(words, start, at)):
        speaker = nearer
    return Attribution(Kind.SHARED, speaker, (at, at + 1), is_saying(words[at].text)) if speaker else None


def _pronoun_before(words: Sequence[Token], start: int, at: int) -> Span | None:
    """The last “he”, “she” or “they” of the clause, as in “when asked she laughed and admitted”."""
    for position in range(at - 1, max(start, at - 12) - 1, -1):
        if words[position].text in ("he", "she", "they"):
            return position, position + 1
    return None


def _clause_start(words: Sequence[Token], first: int, before: int) -> int:
    """Where the clause begins that holds a token: behind the last quotation, colon or semicolon."""
    for at in range(before - 1, first - 1, -1):
        if words[at].text in (";", ":", "(", "["):
            return at + 1
        if words[at].quote is not None and (at == first or words[at].text.rstrip("”’»\"'“")[-1:] in ",.?!…"):
            return at + 1
    return first


def _of_noun(words: Sequence[Token], first: int, at: int) -> Attribution | None:
    """The owner of words: “the mayor’s claim”, “their statement”."""
    for position in range(at - 1, max(first, at - 4) - 1, -1):
        token = words[position]
        if not token.is_word or token.text.lower() in PREPOSITIONS:
            return None
        if token.text.lower() in ("his", "her", "their"):
            return Attribution(Kind.POSSESSIVE, (position, position + 1), (at, at + 1), False)
        if is_possessive(token) and bare(token) not in PRONOUNS | {"that", "what", "there", "who", "let", "here"}:
            start = position
            while start > first and words[start - 1].is_word and is_name(words[start - 1]):
                start -= 1
            return Attribution(Kind.POSSESSIVE, (start, position + 1), (at, at + 1), False)
    return None
