"""Who speaks each quotation of an article: by its own sentence, or else by what was said before it."""

from collections.abc import Sequence
from dataclasses import replace

from data.drafting.attributions import Kind
from data.drafting.paragraphs import Paragraph, Sentence, running
from data.drafting.rules import TAKEN_OVER, Rule, Spoken
from data.drafting.sentence_speakers import OWN_SUBJECTS, in_sentence, signature, spoken_by
from data.drafting.sentences import Token
from data.drafting.subjects import Span, bare, is_name, main_subject

FARTHEST = 20
"""Sentences that are looked back over in a paragraph for somebody who says something."""


def speakers(paragraphs: Sequence[Paragraph]) -> list[list[Spoken]]:
    """Return for each paragraph who speaks each of its quotations, in order."""
    found = [_in_paragraph(paragraph) for paragraph in paragraphs]
    _join_running(paragraphs, found)
    for paragraph in paragraphs:
        for number, spoken in enumerate(found[paragraph.number]):
            if spoken.rule is Rule.NOBODY:
                found[paragraph.number][number] = _from_before(paragraphs, found, paragraph, number)
    return found


def _in_paragraph(paragraph: Paragraph) -> list[Spoken]:
    """Who speaks the quotations of a paragraph, as far as the paragraph itself says."""
    found: list[Spoken] = []
    for sentence in paragraph.sentences:
        for at in range(sentence.first, sentence.last):
            if paragraph.words[at].quote is not None:
                found.append(in_sentence(paragraph, sentence, at) or _in_earlier(paragraph, sentence, at, found))
    for number in range(len(found) - 1, -1, -1):
        if found[number].rule is Rule.NOBODY:
            found[number] = _in_later(paragraph, number, found) or found[number]
    return found


def _in_earlier(paragraph: Paragraph, sentence: Sentence, at: int, found: Sequence[Spoken]) -> Spoken:
    """Who speaks a quotation whose sentence does not say, by the sentences before it in the paragraph."""
    words = paragraph.words
    whole = at - sentence.first <= 1
    subject = None if whole else main_subject(words, sentence.first, at)
    if subject and bare(words[subject[0]]) in ("he", "she"):
        return Spoken(Rule.OWN_SUBJECT, paragraph.number, subject)
    earlier = _last_speaker(paragraph, sentence.number, found)
    if earlier is not None:
        quoted = bool(found) and found[-1].rule is not Rule.NOBODY and found[-1].speaker == earlier.speaker
        return replace(earlier, rule=Rule.CONTINUES if whole and quoted else Rule.PARAGRAPH, cue=None)
    if subject and is_name(words[subject[0]]):
        return Spoken(Rule.OWN_SUBJECT, paragraph.number, subject)
    if sentence.number > 0:
        previous = paragraph.sentences[sentence.number - 1]
        if (subject := main_subject(words, previous.first, previous.last)) and _is_person(words, subject):
            return Spoken(Rule.NAMED, paragraph.number, subject)
    return Spoken(Rule.NOBODY, paragraph.number)


def _last_speaker(paragraph: Paragraph, end: int, found: Sequence[Spoken]) -> Spoken | None:
    """The last who says something in a paragraph before a sentence: in quotation marks, or in other words."""
    for sentence in reversed(paragraph.sentences[max(0, end - FARTHEST) : end]):
        quote = sentence.last_quote
        if quote is not None and quote < len(found) and found[quote].rule is not Rule.NOBODY:
            return found[quote]
        said = [one for one in sentence.attributions if one.saying and one.kind not in (Kind.POSSESSIVE, Kind.BY)]
        if said and quote is None:
            return spoken_by(paragraph, said[0], Rule.PARAGRAPH)
    return None


def _is_person(words: Sequence[Token], subject: Span) -> bool:
    return is_name(words[subject[0]]) or bare(words[subject[0]]) in ("he", "she")


def _in_later(paragraph: Paragraph, number: int, found: Sequence[Spoken]) -> Spoken | None:
    """Who speaks a quotation by the next sentence of the paragraph: “We go.” That is what the mayor said."""
    at = paragraph.tokens_of[number]
    sentence = paragraph.sentence_of(at)
    if number + 1 < len(found) and found[number + 1].rule is not Rule.NOBODY:
        later = found[number + 1]
        return replace(later, rule=Rule.LATER) if later.paragraph == paragraph.number else None
    following = paragraph.sentences[sentence.number + 1 : sentence.number + 2]
    said = [one for each in following for one in each.attributions if one.kind in OWN_SUBJECTS]
    return spoken_by(paragraph, said[0], Rule.LATER) if said and at - sentence.first <= 1 else None


def _join_running(paragraphs: Sequence[Paragraph], found: list[list[Spoken]]) -> None:
    """Give all pieces of a quotation that runs over several paragraphs the speaker of the one that says who it is."""
    for chain in running(paragraphs):
        known = [found[at][number] for at, number in chain if found[at][number].rule is not Rule.NOBODY]
        best = min(known, key=lambda spoken: list(Rule).index(spoken.rule), default=None)
        start, number = chain[0]
        if found[start][number].rule is Rule.NOBODY:
            before = _from_before(paragraphs, found, paragraphs[start], number)
            best = before if before.rule is Rule.COLON or best is None else best
        for at, number in chain if best else ():
            if best and found[at][number] is not best:
                found[at][number] = replace(best, rule=Rule.RUNS_ON)


def _from_before(
    paragraphs: Sequence[Paragraph], found: Sequence[Sequence[Spoken]], paragraph: Paragraph, number: int
) -> Spoken:
    """Who speaks a quotation by the paragraphs before its own, at most three of them."""
    following = next((one for one in paragraphs[paragraph.number + 1 : paragraph.number + 3] if one.words), None)
    if following and (signed := signature(following, 0, len(following.words))):
        return signed
    earlier = [one for one in reversed(paragraphs[max(0, paragraph.number - 6) : paragraph.number]) if one.words][:3]
    for distance, one in enumerate(earlier):
        colon = distance == 0 and one.words[-1].text == ":"
        last = _last_speaker(one, len(one.sentences), found[one.number])
        ending = one.sentences[-1]
        if colon:
            said = [each for each in ending.attributions if each.kind not in (Kind.POSSESSIVE, Kind.BY)]
            if said:
                return spoken_by(one, said[-1], Rule.COLON)
            if subject := main_subject(one.words, ending.first, ending.last):
                return Spoken(Rule.COLON, one.number, subject)
        if last is not None:
            rule = Rule.SAME_SPEAKER if one.stretches else Rule.INTRODUCED
            return replace(last, rule=rule, cue=None, doubtful=last.doubtful or last.rule in TAKEN_OVER)
        subject = main_subject(one.words, ending.first, ending.last)
        if subject and _is_person(one.words, subject):
            return Spoken(Rule.NAMED, one.number, subject)
    return Spoken(Rule.NOBODY, paragraph.number)
