"""Drafts of the quotations of an article: what is quoted, who speaks, and how sure that is.

The rules know no names and ask nobody; the same text always gives the same drafts. A person checks each of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.drafting.bylines import is_byline
from data.drafting.confidence import confidence
from data.drafting.cues import TELLING
from data.drafting.names import Names
from data.drafting.paragraphs import Paragraph, read_paragraph, running
from data.drafting.places import Place
from data.drafting.quotation_marks import Quoted, quoted_stretches
from data.drafting.rules import AT_ITS_EDGE, IN_SENTENCE, Rule, Spoken
from data.drafting.sentences import Token
from data.drafting.speakers import speakers
from data.drafting.subjects import Span, bare, phrase_from
from data.drafting.word_sets import TIMES
from data.records.vocabulary import QuoteType

LONGEST_HEADING = 24
"""Words of a first line that is taken for a heading."""
LONGEST_TERM = 4
"""Words in quotation marks that are a term held at arm’s length if nobody is said to have used them."""


@dataclass(frozen=True)
class DraftedQuotation:
    """A quotation as rules see it.

    `pieces` are the words inside the marks; an utterance may have several. `speaker` is where the text names the
    speaker, perhaps with a pronoun, and `speaker_name` is the fullest name in the text for them. `confidence`, from 0
    to 1, is how often a speaker that was found in this way is right, and `why` says in plain words how it was found;
    `rule` and `doubtful` are the kind of evidence that it is counted by.
    """

    pieces: tuple[Place, ...]
    quote_type: QuoteType
    speaker: Place | None
    speaker_name: str | None
    cue: Place | None
    told_to: Place | None
    confidence: float
    why: str
    rule: Rule
    doubtful: bool


def read_paragraphs(paragraphs: Sequence[str]) -> list[Paragraph]:
    """Return the paragraphs of an article as words, sentences and quotations; there are none in a byline."""
    story = ["" if is_byline(text) else text for text in paragraphs]
    stretches = quoted_stretches(story)
    return [read_paragraph(number, text, stretches[number]) for number, text in enumerate(story)]


def draft_quotations(paragraphs: Sequence[str]) -> list[DraftedQuotation]:
    """Return the quotations of an article, given as its paragraphs, in the order of their first words.

    Headings, titles of works and apostrophes are no quotations. Nothing is raised, however broken the text is.
    """
    return quotations_of(read_paragraphs(paragraphs))


def quotations_of(read: Sequence[Paragraph]) -> list[DraftedQuotation]:
    """Return the quotations of paragraphs that were read already, as `draft_quotations` does."""
    found = speakers(read)
    names = Names(read)
    heading = next((paragraph.number for paragraph in read if paragraph.words), -1)
    follows = _followed(read, found)
    drafts: list[DraftedQuotation] = []
    place_of: dict[tuple[int, int], int] = {}
    for paragraph in read:
        said = any(spoken.rule in IN_SENTENCE for spoken in found[paragraph.number])
        length = sum(len(re.findall(r"\w+", token.text)) for token in paragraph.words)
        is_heading = paragraph.number == heading and len(read) > 1 and not said and length <= LONGEST_HEADING
        for number, spoken in enumerate(found[paragraph.number]):
            key = (paragraph.number, number)
            if _is_no_quotation(paragraph, number, spoken, is_heading):
                continue
            draft = _draft(read, paragraph, number, spoken, names)
            first = place_of.get(follows.get(key, key))
            if first is None:
                place_of[key] = len(drafts)
                drafts.append(draft)
            else:
                place_of[key] = first
                drafts[first] = _joined(drafts[first], draft)
    return drafts


def _joined(first: DraftedQuotation, piece: DraftedQuotation) -> DraftedQuotation:
    """A quotation with one more piece; only as sure as its least sure piece, unless one cue stands between both."""
    direct = QuoteType.DIRECT if QuoteType.DIRECT in (first.quote_type, piece.quote_type) else first.quote_type
    least = first.confidence if piece.cue == first.cue else min(first.confidence, piece.confidence)
    return replace(first, pieces=(*first.pieces, *piece.pieces), quote_type=direct, confidence=least)


def _followed(read: Sequence[Paragraph], found: Sequence[Sequence[Spoken]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Each piece that goes on with the utterance of another one, and that one."""
    follows = {piece: chain[0] for chain in running(read) for piece in chain[1:]}
    for paragraph in read:
        for number, spoken in enumerate(found[paragraph.number]):
            if number and _goes_on(paragraph, number, found[paragraph.number][number - 1], spoken):
                follows.setdefault((paragraph.number, number), (paragraph.number, number - 1))
    return follows


def _goes_on(paragraph: Paragraph, number: int, before: Spoken, spoken: Spoken) -> bool:
    """Whether a stretch goes on with the utterance before it: “…,” she said, “…”, or “…,” she said. “…”"""
    if spoken.speaker is None or spoken.speaker != before.speaker:
        return False
    if spoken.rule is Rule.CONTINUES:
        return True
    one, other = paragraph.tokens_of[number - 1], paragraph.tokens_of[number]
    between = spoken.cue is not None and one < spoken.cue[0] < other
    return between and before.cue == spoken.cue and before.rule in AT_ITS_EDGE and spoken.rule is Rule.LEAD


def _is_no_quotation(paragraph: Paragraph, number: int, spoken: Spoken, is_heading: bool) -> bool:
    """Whether words in quotation marks are nobody’s: a heading, the title of a work, nothing at all."""
    text = _inner_text(paragraph, number)
    words = re.findall(r"\w+", text)
    if not words:
        return True
    if is_heading:
        return True
    alone = len(paragraph.stretches) == 1 and len(paragraph.words) <= 2
    if alone and spoken.rule is not Rule.RUNS_ON and len(words) <= 12 and text.rstrip()[-1:] not in ".?!…,":
        return True
    says_so = spoken.rule in IN_SENTENCE and len(words) > LONGEST_TERM
    return spoken.rule not in AT_ITS_EDGE and not says_so and _is_title(text)


def _is_title(text: str) -> bool:
    """Whether some words are written as the title of a work is: several, and all but small ones with a capital."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text)
    long = [word for word in words if len(word) > 3]
    return 1 < len(words) <= 10 and bool(long) and all(word[0].isupper() for word in long) and words[0][0].isupper()


def _inner_text(paragraph: Paragraph, number: int) -> str:
    stretch = paragraph.stretches[number]
    token = paragraph.words[paragraph.tokens_of[number]]
    return token.text[stretch.inner_start - stretch.start : stretch.inner_end - stretch.start]


def _draft(
    read: Sequence[Paragraph], paragraph: Paragraph, number: int, spoken: Spoken, names: Names
) -> DraftedQuotation:
    stretch = paragraph.stretches[number]
    words = read[spoken.paragraph].words
    quote_type = _quote_type(paragraph, number, spoken)
    told_to = _told_to(words, spoken.cue) if spoken.cue else None
    cue = (spoken.cue[0], max(spoken.cue[1], told_to[1])) if spoken.cue and told_to else spoken.cue
    if quote_type is QuoteType.SCARE and spoken.rule not in IN_SENTENCE:
        spoken = Spoken(Rule.NOBODY, paragraph.number)
        cue = told_to = None
    return DraftedQuotation(
        pieces=(_inside(stretch, _inner_text(paragraph, number)),),
        quote_type=quote_type,
        speaker=_place(read, spoken.paragraph, spoken.speaker),
        speaker_name=names.name_of(spoken.paragraph, spoken.speaker) if spoken.speaker else None,
        cue=_place(read, spoken.paragraph, cue),
        told_to=_place(read, spoken.paragraph, told_to),
        confidence=confidence(spoken.rule, doubtful=spoken.doubtful),
        why=_why(read, spoken, cue),
        rule=spoken.rule,
        doubtful=spoken.doubtful,
    )


def _inside(stretch: Quoted, text: str) -> Place:
    """The place of the words inside the marks: a comma before the closing one is of the sentence around them."""
    start = stretch.inner_start + len(text) - len(text.lstrip())
    words = text.strip()
    return Place(stretch.paragraph, start, start + len(words.removesuffix(",").rstrip() or words))


def _place(read: Sequence[Paragraph], paragraph: int, span: Span | None) -> Place | None:
    if span is None:
        return None
    words = read[paragraph].words
    return Place(paragraph, words[span[0]].start, words[span[1] - 1].end)


def _quote_type(paragraph: Paragraph, number: int, spoken: Spoken) -> QuoteType:
    """Direct if whole sentences are quoted, a fragment if the sentence around them needs them, else a term."""
    at = paragraph.tokens_of[number]
    words = paragraph.words
    text = _inner_text(paragraph, number).strip()
    ends = text[-1:] in ".,?!…—–-" or (at + 1 < len(words) and words[at + 1].text in ",—–-")
    sentence = paragraph.sentence_of(at)
    length = len(re.findall(r"\w+", text))
    if at == sentence.first and (ends or at + 1 == len(words)) and (length > 1 or spoken.rule in AT_ITS_EDGE):
        return QuoteType.DIRECT
    if spoken.rule in (Rule.LEAD, Rule.LABEL, Rule.RUNS_ON) or (at > 0 and words[at - 1].text == ":"):
        return QuoteType.DIRECT
    if spoken.rule is Rule.ADJACENT and text[:1].isupper() and text[-1:] in ".?!,…":
        return QuoteType.DIRECT
    if length <= LONGEST_TERM and spoken.rule not in IN_SENTENCE:
        return QuoteType.SCARE
    return QuoteType.MIXED


def _told_to(words: Sequence[Token], cue: Span) -> Span | None:
    """Who is told: “told Reuters”, “said in an interview with the Ledger”."""
    end = min(len(words), cue[1] + 14)
    if words[cue[0]].text in TELLING:
        span = phrase_from(words, cue[1], end)
        return span if span and bare(words[span[0]]) not in TIMES else None
    for at in range(cue[1], end - 2):
        if not words[at].is_word:
            return None
        if words[at].text == "interview" and words[at + 1].text == "with":
            return phrase_from(words, at + 2, end)
    return None


def _why(read: Sequence[Paragraph], spoken: Spoken, cue: Span | None) -> str:
    """The reason for a speaker in plain words."""
    who = _words(read, spoken.paragraph, spoken.speaker)
    if spoken.speaker is None:
        return Rule.NOBODY.value
    if cue is None or spoken.rule is Rule.LABEL:
        return f"{spoken.rule.value}: ‘{who}’"
    said = _words(read, spoken.paragraph, cue)
    if spoken.rule in (Rule.INVERTED, Rule.AFTER):
        side = "behind" if spoken.rule is Rule.INVERTED else "before"
        return f"the cue ‘{said}’ follows, with ‘{who}’ {side} it"
    if spoken.rule in IN_SENTENCE:
        return f"the cue ‘{said}’ {spoken.rule.value}, and its subject is ‘{who}’"
    return f"{spoken.rule.value}: ‘{who}’ with the cue ‘{said}’"


def _words(read: Sequence[Paragraph], paragraph: int, span: Span | None) -> str:
    if span is None:
        return ""
    return " ".join(token.text for token in read[paragraph].words[span[0] : span[1]])
