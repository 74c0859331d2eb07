"""Who speaks a quotation: by the words around it in its sentence, or else by what was said before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from data.drafting.attributions import PAUSES, Attribution, Kind, attributions
from data.drafting.cues import form_of
from data.drafting.quotation_marks import Quoted
from data.drafting.sentences import Token, sentences, tokens
from data.drafting.subjects import PREPOSITIONS, Span, bare, is_aside, is_name, main_subject, opens_phrase, phrase_from

_DIRECT = (Kind.INVERTED, Kind.SUBJECT, Kind.APPOSITION, Kind.RELATIVE, Kind.ACCORDING, Kind.BY)


class Rule(StrEnum):
    """The rule by which a speaker was found, the surest first; each value is a reason in plain words."""

    INVERTED = "follows, with its subject behind it"
    AFTER = "follows, with its subject before it"
    APPOSITION = "follows, behind a subject that is described"
    LEAD = "leads in, with a comma or a colon"
    ADJACENT = "stands just before"
    FRAGMENT = "stands earlier in the sentence"
    ACCORDING = "stands in the sentence"
    LABEL = "a name and a colon stand before"
    SIGNED = "a dash and a name stand behind"
    TRAILING = "stands at the end of the sentence"
    FAR_AFTER = "stands later in the sentence"
    POSSESSIVE = "names whose words they are"
    RUNS_ON = "the quotation runs on from one paragraph to the next"
    CONTINUES = "the same speaker goes on in the paragraph"
    PARAGRAPH = "an earlier sentence of the paragraph says who speaks"
    OWN_SUBJECT = "the sentence is about the speaker"
    LATER = "a later sentence of the paragraph says who speaks"
    COLON = "the paragraph before ends with a colon and says who speaks"
    SAME_SPEAKER = "the speaker of the paragraph before goes on"
    INTRODUCED = "the paragraph before says who speaks"
    NAMED = "the paragraph before is about the speaker"
    NOBODY = "nobody is named as the speaker"


_TAKEN_OVER = frozenset((Rule.SAME_SPEAKER, Rule.INTRODUCED, Rule.NAMED))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A speaker and a cue as tokens of a paragraph, and the rule by which they were found.

    `doubtful`: somebody else says something in the same sentence, or the speaker was taken over more than once.
    """

    rule: Rule
    paragraph: int
    speaker: Span | None = None
    cue: Span | None = None
    doubtful: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence as tokens of its paragraph, with who says something in it."""

    first: int
    last: int
    attributions: list[Attribution]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as words, sentences and stretches in quotation marks, each of which is one token."""

    number: int
    words: list[Token]
    sentences: list[Sentence]
    stretches: list[Quoted]
    tokens_of: dict[int, int] = field(default_factory=dict)

    def sentence_of(self, at: int) -> Sentence:
        """The sentence that holds a token."""
        return next(sentence for sentence in self.sentences if sentence.first <= at < sentence.last)


def read_paragraph(number: int, text: str, stretches: list[Quoted]) -> Paragraph:
    """Return a paragraph's words, its sentences, and who says something in each."""
    words = tokens(text, [(stretch.start, stretch.end) for stretch in stretches])
    spans = sentences(words, _says_who)
    found = [Sentence(first, last, attributions(words, first, last)) for first, last in spans]
    of = {token.quote: at for at, token in enumerate(words) if token.quote is not None}
    return Paragraph(number, words, found, stretches, of)


def _says_who(words: Sequence[Token], at: int) -> bool:
    """Whether words behind a quotation only say who speaks: “Who is there?” a guard asked."""
    token = words[at]
    if token.quote is not None:
        return False
    after_full_stop = words[at - 1].text.rstrip("”’»\"'“")[-1:] == "."
    if not opens_phrase(token):
        return False
    for position in range(at, min(at + (5 if after_full_stop else 8), len(words))):
        word = words[position]
        if not word.is_word:
            return False
        if form_of(word.text) and position > at and not is_aside(words[position - 1]):
            following = words[position + 1] if position + 1 < len(words) else None
            if not after_full_stop:
                return True
            return following is None or following.text in (".", ",")
    return False


def speakers(paragraphs: Sequence[Paragraph]) -> list[list[Spoken]]:
    """Return for each paragraph who speaks each of its quotations, in order."""
    found: list[list[Spoken]] = []
    for paragraph in paragraphs:
        found.append(_in_paragraph(paragraph))
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
                found.append(_in_sentence(paragraph, sentence, at) or _in_earlier(paragraph, sentence, at, found))
    for number in range(len(found) - 1, -1, -1):
        if found[number].rule is Rule.NOBODY:
            found[number] = _in_later(paragraph, number, found) or found[number]
    return found


def _in_sentence(paragraph: Paragraph, sentence: Sentence, at: int) -> Spoken | None:
    """Who speaks a quotation by the words of its own sentence; None if they do not say."""
    words = paragraph.words
    verbs = [one for one in sentence.attributions if one.kind is not Kind.POSSESSIVE]
    after = next((one for one in verbs if one.first > at), None)
    near = after if after and after.kind in _DIRECT and _is_next(words, at, after.first) else None
    before = next((one for one in reversed(verbs) if one.cue[1] <= at and one.speaker[1] <= at), None)
    ends = words[at].text.rstrip("”’»\"'“").rstrip()[-1:]
    pauses = ends in ",?!—–-…." or (at + 1 < sentence.last and words[at + 1].text in PAUSES)
    if near and (pauses or before is None) and not (before and _leads(words, before, at) and ends not in ",?!"):
        return _spoken(paragraph, near, _rule_after(near))
    if before is None and (label := _label(paragraph, sentence, at)):
        return label
    if before is None and near is None and (signed := _signature(paragraph, at + 1, sentence.last)):
        return signed
    trailing = next((one for one in reversed(verbs) if one.first > at and _trails(words, one, sentence)), None)
    if before and (trailing is None or before.saying or at - before.cue[1] <= 6):
        return _spoken(paragraph, before, _rule_before(words, before, at))
    if trailing:
        return _spoken(paragraph, trailing, Rule.TRAILING)
    if after:
        return _spoken(paragraph, after, Rule.FAR_AFTER)
    owned = [one for one in sentence.attributions if one.kind is Kind.POSSESSIVE]
    if owned:
        nearest = min(owned, key=lambda one: abs(one.cue[0] - at))
        return _spoken(paragraph, nearest, Rule.POSSESSIVE)
    return None


def _spoken(paragraph: Paragraph, found: Attribution, rule: Rule) -> Spoken:
    sentence = paragraph.sentence_of(found.cue[0])
    others = [one for one in sentence.attributions if one.kind in _DIRECT and one.speaker != found.speaker]
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
    if found.kind not in _DIRECT or found.first == sentence.first:
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


def _signature(paragraph: Paragraph, first: int, last: int) -> Spoken | None:
    """A dash and a name: “We go.” – Ruiz"""
    words = paragraph.words
    if first + 1 >= last or words[first].text not in ("-", "–", "—", "―", "--") or not is_name(words[first + 1]):
        return None
    speaker = phrase_from(words, first + 1, last)
    closed = speaker and (speaker[1] == last or words[speaker[1]].text in (",", "."))
    return Spoken(Rule.SIGNED, paragraph.number, speaker) if speaker and closed else None


def _in_earlier(paragraph: Paragraph, sentence: Sentence, at: int, found: Sequence[Spoken]) -> Spoken:
    """Who speaks a quotation whose sentence does not say, by the sentences before it in the paragraph."""
    words = paragraph.words
    whole = at - sentence.first <= 1
    subject = None if whole else main_subject(words, sentence.first, at)
    if subject and bare(words[subject[0]]) in ("he", "she"):
        return Spoken(Rule.OWN_SUBJECT, paragraph.number, subject)
    earlier = _last_speaker(paragraph, sentence.first, found)
    if earlier is not None:
        quoted = bool(found) and found[-1].rule is not Rule.NOBODY and found[-1].speaker == earlier.speaker
        return replace(earlier, rule=Rule.CONTINUES if whole and quoted else Rule.PARAGRAPH, cue=None)
    if subject and is_name(words[subject[0]]):
        return Spoken(Rule.OWN_SUBJECT, paragraph.number, subject)
    if sentence.first > 0:
        previous = next(one for one in reversed(paragraph.sentences) if one.last <= sentence.first)
        if (subject := main_subject(words, previous.first, previous.last)) and _is_person(words, subject):
            return Spoken(Rule.NAMED, paragraph.number, subject)
    return Spoken(Rule.NOBODY, paragraph.number)


def _last_speaker(paragraph: Paragraph, end: int, found: Sequence[Spoken]) -> Spoken | None:
    """The last who says something in a paragraph before a token: in quotation marks, or in other words."""
    for sentence in reversed(paragraph.sentences):
        if sentence.first >= end:
            continue
        quotes = [words.quote for words in paragraph.words[sentence.first : sentence.last] if words.quote is not None]
        if (
            quotes
            and quotes[-1] < len(found)
            and found[quotes[-1]].speaker
            and found[quotes[-1]].rule is not Rule.NOBODY
        ):
            return found[quotes[-1]]
        said = [one for one in sentence.attributions if one.saying and one.kind not in (Kind.POSSESSIVE, Kind.BY)]
        if said and not quotes:
            return _spoken(paragraph, said[0], Rule.PARAGRAPH)
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
    following = next((one for one in paragraph.sentences if one.first >= sentence.last), None)
    said = [one for one in following.attributions if one.kind in _DIRECT] if following else []
    return _spoken(paragraph, said[0], Rule.LATER) if said and at - sentence.first <= 1 else None


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


def running(paragraphs: Sequence[Paragraph]) -> Iterator[list[tuple[int, int]]]:
    """Yield the pieces, as (paragraph, number), of each quotation that runs over several paragraphs."""
    chain: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        if not paragraph.stretches:
            continue
        if chain:
            chain.append((paragraph.number, 0))
        last = len(paragraph.stretches) - 1
        goes_on = paragraph.stretches[last].goes_on
        if chain and (not goes_on or last > 0):
            yield chain
            chain = []
        if goes_on and not chain:
            chain = [(paragraph.number, last)]


def _from_before(
    paragraphs: Sequence[Paragraph], found: Sequence[Sequence[Spoken]], paragraph: Paragraph, number: int
) -> Spoken:
    """Who speaks a quotation by the paragraphs before its own, at most three of them."""
    following = next((one for one in paragraphs[paragraph.number + 1 : paragraph.number + 3] if one.words), None)
    if following and (signed := _signature(following, 0, len(following.words))):
        return signed
    earlier = [one for one in reversed(paragraphs[max(0, paragraph.number - 6) : paragraph.number]) if one.words][:3]
    for distance, one in enumerate(earlier):
        colon = distance == 0 and one.words[-1].text == ":"
        last = _last_speaker(one, len(one.words), found[one.number])
        ending = one.sentences[-1]
        if colon:
            said = [each for each in ending.attributions if each.kind not in (Kind.POSSESSIVE, Kind.BY)]
            if said:
                return _spoken(one, said[-1], Rule.COLON)
            if subject := main_subject(one.words, ending.first, ending.last):
                return Spoken(Rule.COLON, one.number, subject)
        if last is not None:
            rule = Rule.SAME_SPEAKER if one.stretches else Rule.INTRODUCED
            return replace(last, rule=rule, cue=None, doubtful=last.doubtful or last.rule in _TAKEN_OVER)
        subject = main_subject(one.words, ending.first, ending.last)
        if subject and _is_person(one.words, subject):
            return Spoken(Rule.NAMED, one.number, subject)
    return Spoken(Rule.NOBODY, paragraph.number)
