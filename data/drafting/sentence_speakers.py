"""Who speaks a quotation by the words of its own sentence."""

from collections.abc import Sequence

from data.drafting.attributions import PAUSES, Attribution, Kind
from data.drafting.paragraphs import Paragraph, Sentence
from data.drafting.rules import Rule, Spoken
from data.drafting.sentences import Token
from data.drafting.subjects import bare, is_aside, is_name, main_subject, phrase_from
from data.drafting.word_sets import PREPOSITIONS

OWN_SUBJECTS = (Kind.INVERTED, Kind.SUBJECT, Kind.APPOSITION, Kind.RELATIVE, Kind.ACCORDING, Kind.BY)
"""Attributions whose speaker stands next to the cue."""


def in_sentence(paragraph: Paragraph, sentence: Sentence, at: int) -> Spoken | None:
    """Who speaks a quotation by the words of its own sentence; None if they do not say."""
    words = paragraph.words
    verbs = [one for one in sentence.attributions if one.kind is not Kind.POSSESSIVE]
    after = next((one for one in verbs if one.first > at), None)
    near = after if after and after.kind in OWN_SUBJECTS and _is_next(words, at, after.first) else None
    before = next(
        (one for one in reversed(verbs) if one.cue[1] <= at and (one.speaker[1] <= at or one.kind is Kind.BY)), None
    )
    ends = words[at].text.rstrip("”’»\"'“").rstrip()[-1:]
    pauses = ends in ",?!—–-…." or (at + 1 < sentence.last and words[at + 1].text in PAUSES)
    if near and (pauses or before is None) and not (before and _leads(words, before, at) and ends not in ",?!"):
        return spoken_by(paragraph, near, _rule_after(near))
    if before is None and (label := _label(paragraph, sentence, at)):
        return label
    if before is None and near is None and (signed := signature(paragraph, at + 1, sentence.last)):
        return signed
    trailing = next((one for one in reversed(verbs) if one.first > at and _trails(words, one, sentence)), None)
    if before and (trailing is None or before.saying or at - before.cue[1] <= 6):
        return spoken_by(paragraph, before, _rule_before(words, before, at))
    if trailing:
        return spoken_by(paragraph, trailing, Rule.TRAILING)
    if after:
        return spoken_by(paragraph, after, Rule.FAR_AFTER)
    owned = [one for one in sentence.attributions if one.kind is Kind.POSSESSIVE]
    if owned:
        nearest = min(owned, key=lambda one: abs(one.cue[0] - at))
        return spoken_by(paragraph, nearest, Rule.POSSESSIVE)
    return None


def spoken_by(paragraph: Paragraph, found: Attribution, rule: Rule) -> Spoken:
    """Return the speaker and the cue of an attribution; doubtful if somebody else says something in its sentence."""
    sentence = paragraph.sentence_of(found.cue[0])
    others = [one for one in sentence.attributions if one.kind in OWN_SUBJECTS and one.speaker != found.speaker]
    return Spoken(rule, paragraph.number, found.speaker, found.cue, doubtful=bool(others))


def _is_next(words: Sequence[Token], at: int, first: int) -> bool:
    """Whether nothing but a comma or an adverb stands between a quotation and the words behind it."""
    return all(
        word.text in PAUSES or word.text == "as" or (word.is_word and is_aside(word)) for word in words[at + 1 : first]
    )


def _leads(words: Sequence[Token], before: Attribution, at: int) -> bool:
    """Whether words before a quotation lead in to it with a comma or a colon."""
    return words[at - 1].text in (",", ":") and not any(word.quote is not None for word in words[before.cue[1] : at])


def _rule_after(found: Attribution) -> Rule:
    match found.kind:
        case Kind.INVERTED:
            return Rule.INVERTED
        case Kind.ACCORDING:
            return Rule.ACCORDING
        case Kind.SUBJECT:
            return Rule.AFTER
        case _:
            return Rule.APPOSITION


def _rule_before(words: Sequence[Token], found: Attribution, at: int) -> Rule:
    if found.kind is Kind.ACCORDING:
        return Rule.ACCORDING
    if _leads(words, found, at):
        return Rule.LEAD
    return Rule.ADJACENT if at - found.cue[1] <= 1 else Rule.FRAGMENT


def _trails(words: Sequence[Token], found: Attribution, sentence: Sentence) -> bool:
    """Whether an attribution closes its sentence: “The plan is “a farce”, the mayor said.”"""
    if found.kind not in OWN_SUBJECTS or found.first == sentence.first:
        return False
    before = words[found.first - 1]
    return before.text in PAUSES or before.quote is not None or found.kind is Kind.ACCORDING


def _label(paragraph: Paragraph, sentence: Sentence, at: int) -> Spoken | None:
    """A name and a colon before a quotation: “Ruiz: “We go.””"""
    words = paragraph.words
    if at <= sentence.first + 1 or words[at - 1].text != ":":
        return None
    start = at - 1
    while start > sentence.first and words[start - 1].is_word:
        start -= 1
    while start < at - 1 and (bare(words[start]) in PREPOSITIONS or bare(words[start]) in ("here", "there")):
        start += 1
    follows_comma = start > sentence.first and words[start - 1].text == ","
    speaker = main_subject(words, sentence.first, at) if follows_comma else phrase_from(words, start, at - 1)
    return Spoken(Rule.LABEL, paragraph.number, speaker) if speaker and at - start <= 9 else None


def signature(paragraph: Paragraph, first: int, last: int) -> Spoken | None:
    """A dash and a name: “We go.” – Ruiz"""
    words = paragraph.words
    if first + 1 >= last or words[first].text not in ("-", "–", "—", "―", "--") or not is_name(words[first + 1]):
        return None
    speaker = phrase_from(words, first + 1, last)
    closed = speaker and (speaker[1] == last or words[speaker[1]].text in (",", "."))
    return Spoken(Rule.SIGNED, paragraph.number, speaker) if speaker and closed else None
