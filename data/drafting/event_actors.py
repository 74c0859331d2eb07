"""Who acts in a drafted event, or whom it is done to: who stands before its verb in the clause, or is named by “by”."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.drafting.actor_kinds import actor_kind, is_body_noun, is_group_noun, is_role_noun, speaker_group
from data.drafting.days import WEEKDAYS
from data.drafting.event_force import BROKEN_BY_FORCES, FORCED, GATHERED, HEAVY, POLICE_POSITIONS, POSITIONS
from data.drafting.event_nouns import begins_clause, clause_start
from data.drafting.event_rows import EventWords
from data.drafting.event_telling import Told
from data.drafting.event_words import (
    ACTING,
    BLOCKADE,
    BLOCKED,
    NOUNS,
    OCCUPATION,
    OCCUPIED,
    STORMED,
    STORMED_BY_FORCES,
)
from data.drafting.places import Place
from data.drafting.reading import ReadArticle, names_of
from data.drafting.tokens import Token
from data.drafting.word_sets import ADVERBS, AUXILIARIES, DETERMINERS, PREPOSITIONS, word_set
from data.records.vocabulary import ActorKind, EventKind, EventRole, SpeakerGroup

_DECIDED = (
    EventKind.MILITARY_DEPLOYMENT,
    EventKind.STATEMENT,
    EventKind.POLITICS,
    EventKind.RESTRICTION,
    EventKind.SECURITY_OPERATION,
)
_VERBS = word_set(
    "sent sends deployed deploys dispatched withdrew lifted imposed closed reopened called ordered declared issued "
    "resigned stepped quit dismissed sacked banned opened launched approved rejected adopted passed"
)
_MANY = word_set("people men women persons others")
_BE = word_set("were was been are")


@dataclass(frozen=True)
class Acting:
    """Words for somebody in an event, and the role that they have in it."""

    place: Place
    words: str
    role: EventRole

    @property
    def is_of_state(self) -> bool:
        """Whether the words name forces or a body of a state."""
        return speaker_group(self.words, "") is SpeakerGroup.AUTHORITIES

    @property
    def is_of_people(self) -> bool:
        """Whether the words name a group of people that is none of a state."""
        return not self.is_of_state and actor_kind(self.words, is_person=False) is ActorKind.GROUP


def acting_in(article: ReadArticle, told: Told) -> list[Acting]:
    """Return who acts in an event, or whom it is done to, by the words of its sentence."""
    if told.words.has_subject:
        return []
    if told.words.title in (OCCUPATION, "Forces in control") and (by := _by(told)):
        return _found(article, told.sentence.place(by, told.end), EventRole.AGENT)[-1:]
    if told.text in NOUNS and told.words.kind is not EventKind.PROTEST:
        return []
    tokens, first = told.sentence.tokens, _subject_start(told)
    if first == told.first or (told.words.is_done_to and tokens[told.first - 1].word in _MANY):
        return []  # “officers were hurt and 19 people arrested”
    passive = told.words.is_done_to and told.text.split()[0] in _BE
    role = EventRole.TARGET if passive or told.text == "died" else EventRole.AGENT
    if holder := _holder(told, first):
        return [_acting(article, told, holder, EventRole.AGENT)]
    found = _found(article, told.sentence.place(first, told.first), role)
    if told.text in NOUNS:  # “troops to quell protests” are none of theirs
        takes_part = [each for each in found[-1:] if _takes_part(each.words)]
        return [replace(each, role=EventRole.PARTICIPANT) for each in takes_part]
    if found and told.words.title == "Clashes" and len(found) > 1 and _are_joined(told, found[-2:]):
        return found[-2:]
    if found:
        return [found[0 if _shares_subject(told, first) else -1]]
    return _named(article, told, first, role)


def _takes_part(words: str) -> bool:
    return speaker_group(words, "") is SpeakerGroup.PROTESTERS_AND_WITNESSES


def _found(article: ReadArticle, place: Place, role: EventRole) -> list[Acting]:
    matches = ACTING.finditer(article.words(place))
    return [
        Acting(Place(place.paragraph, place.start + match.start(), place.start + match.end()), match.group(), role)
        for match in matches
    ]


def _by(told: Told) -> int | None:
    return next((n for n in range(*told.span) if told.sentence.tokens[n].word == "by"), None)


def _are_joined(told: Told, pair: Sequence[Acting]) -> bool:
    """Whether nothing but “and” stands between two: “farmers and police clash”."""
    tokens = told.sentence.tokens
    between = [token.word for token in tokens if pair[0].place.end <= token.start and token.end <= pair[1].place.start]
    return between in (["and"], ["and", "the"])


def _joins(told: Told) -> int | None:
    """The “and” or “but” by which a verb shares the subject of the one before it."""
    at = told.first - 1
    while at > 0 and told.sentence.tokens[at].word in ("also", "then", "later"):
        at -= 1
    return at if at > 0 and told.sentence.tokens[at].word in ("and", "but") else None


def _subject_start(told: Told) -> int:
    """The token that the clause of an event's subject begins with: that of the verb before it where it shares one."""
    joins = _joins(told)
    if joins is None:
        return clause_start(told)
    tokens = told.sentence.tokens
    first = joins - (tokens[joins - 1].text == ",")
    while first and not begins_clause(tokens[first - 1]):
        first -= 1
    return first


def _shares_subject(told: Told, first: int) -> bool:
    return first < told.first - 1 and _joins(told) is not None  # “police sent officers and arrested nine people”


def _named(article: ReadArticle, told: Told, first: int, role: EventRole) -> list[Acting]:
    """Who is named before the verb, if it is a group by its noun, or decides: a body, an office or a name."""
    tokens = told.sentence.tokens
    end = _subject_end(told, first)
    head = tokens[end - 1] if end > first else None
    if head is None:
        return []
    if is_group_noun(head.word):
        return [_acting(article, told, (end - 1, end), role)]
    is_decided = told.words.kind in _DECIDED or told.text.split()[0] == "called"
    if not is_decided or told.text.split()[0] not in _VERBS:
        return []
    names = [name for name in names_of(told.sentence) if name.end == end and name.first >= first]
    if names and names[0].before() not in ("of", "in", "at", "from", "near", "on"):
        return [_acting(article, told, (names[0].first, names[0].end), role)]
    if is_body_noun(head.word) or is_role_noun(head.word):
        start = next((n for n in range(end - 1, first - 1, -1) if tokens[n].word in DETERMINERS), first)
        has_article = tokens[start].word in ("the", "a", "an")
        if end - start <= _LONGEST_BODY and (has_article or start == first):
            return [_acting(article, told, (start, end), role)]
    return []


_LONGEST_BODY = 6
_LONGEST_HOLDER = 8


def _holder(told: Told, first: int) -> tuple[int, int] | None:
    """The tokens of who decides by an office or in a body “of” others: “the mayor of Northport”, “the Union of Miners”.

    Who stands behind “of” does not act. None if the subject is none of that kind.
    """
    tokens = told.sentence.tokens
    if told.text.split()[0] not in _VERBS or tokens[told.first - 1].word in _BE or _joins(told) is not None:
        return None
    first += tokens[first].word in ("and", "but")
    end = _subject_end(told, first)
    of = next((n for n in range(first + 1, end - 1) if tokens[n].word in ("of", "for")), None)
    if of is None or end - first > _LONGEST_HOLDER or not (tokens[first].word == "the" or tokens[first].is_capitalised):
        return None
    head = tokens[of - 1]
    is_named = head.is_capitalised and of - 1 > first
    is_holder = is_named or (head.word != "group" and (is_body_noun(head.word) or is_role_noun(head.word)))
    return (first, end) if is_holder else None


def _subject_end(told: Told, first: int) -> int:
    """The token behind the noun of a subject that begins a clause: without “in Northport”, and before its verb."""
    tokens = told.sentence.tokens
    joins = _joins(told)
    end = told.first if joins is None else joins
    while end > first and joins is None and _is_between(tokens[end - 1]):
        end -= 1
    inner = next((n for n in range(first + 1, end) if _ends_subject(tokens, n)), None)
    return end if inner is None else inner


def _is_between(token: Token) -> bool:
    word = token.word
    return word in AUXILIARIES or word in ADVERBS or word in WEEKDAYS or word == "on" or word.endswith("ly")


def _ends_subject(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].word
    is_verb = word in AUXILIARIES or (word.endswith("ed") and tokens[at - 1].word not in DETERMINERS) or word in _VERBS
    return (word in PREPOSITIONS and word not in ("of", "for")) or is_verb


def _acting(article: ReadArticle, told: Told, span: tuple[int, int], role: EventRole) -> Acting:
    place = told.sentence.place(*span)
    return Acting(place, article.words(place), role)


def read_by_actors(told: Told, acting: Sequence[Acting]) -> Told | None:
    """Return an event as its actors make it; None if it is none by them.

    A road that farmers block is a blockade and no restriction; work that a company stops is no strike.
    """
    agents = [each for each in acting if each.role is not EventRole.TARGET]
    if told.text in ("stopped work", "walked out"):
        head = told.sentence.tokens[told.first - 1].word if told.first else ""
        return told if any(each.is_of_people for each in agents) or head in ("they", "who") else None
    if told.text == "occupied":
        if not agents:
            return None
        return told if any(each.is_of_state for each in agents) else replace(told, words=_as(told, OCCUPIED))
    is_by_state = any(each.is_of_state for each in agents)
    if told.words.title == OCCUPATION and told.words.kind is EventKind.PROTEST and is_by_state:
        return None  # “police storm occupied plant”
    if told.words.title == FORCED and (is_by_state or HEAVY.search(told.text)):
        return replace(told, words=_as(told, BROKEN_BY_FORCES, has_subject=told.words.has_subject))
    if told.words.title == POSITIONS:
        return _of_positions(told, agents)
    if told.words.title == GATHERED:
        return None if is_by_state or not _are_many(told, agents) else told
    of_people = bool(agents) and all(each.is_of_people for each in agents)
    if BLOCKED.search(told.text) and of_people:
        return replace(told, words=_as(told, BLOCKADE))
    if told.words.title == "Fire or looting" and STORMED.search(told.text) and any(each.is_of_state for each in agents):
        return replace(told, words=_as(told, STORMED_BY_FORCES))
    return told


def _of_positions(told: Told, agents: Sequence[Acting]) -> Told | None:
    """Positions that soldiers took up, or police; None if the clause names neither."""
    words = {word for each in agents for word in each.words.lower().split()}
    if words & _SOLDIERS:
        return told
    return replace(told, words=_as(told, POLICE_POSITIONS)) if words & _POLICE else None


def _are_many(told: Told, agents: Sequence[Acting]) -> bool:
    """Whether a crowd gathers that may want something, and no reporters, mourners or voters."""
    before = {token.word for token in told.sentence.tokens[clause_start(told) : told.first]}
    return not before & _NO_PROTESTERS and (bool(before & _CROWDS) or any(each.is_of_people for each in agents))


_SOLDIERS = word_set(
    "troops soldiers army military marines paratroopers forces peacekeepers guardsmen gendarmes reservists"
)
_POLICE = word_set("police officers guard guards")
_CROWDS = word_set(
    "hundreds hundred thousands thousand dozens scores crowd crowds people protesters demonstrators residents workers "
    "strikers students villagers activists supporters families"
)
_NO_PROTESTERS = word_set(
    "reporters journalists mourners fans shoppers voters passengers tourists customers worshippers spectators "
    "onlookers guests cameras photographers"
)


def _as(told: Told, words: EventWords, *, has_subject: bool = False) -> EventWords:
    return replace(words, pattern=told.words.pattern, has_subject=has_subject)
