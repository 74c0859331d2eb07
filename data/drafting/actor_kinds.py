"""What kind of actor some words name, and for whom it speaks: told by the words alone, or not told."""

import re
from collections.abc import Sequence

from data.drafting.word_sets import word_set
from data.records.vocabulary import ActorKind, SpeakerGroup

_FORCES = word_set(
    "police army troops soldiers forces guard navy militia paratroopers gendarmerie military officers policemen "
    "guardsmen servicemen peacekeepers"
)
_STATE = word_set(
    "ministry government police presidency parliament court prosecutor prosecutors authorities department office "
    "council cabinet agency state embassy kremlin prefecture prefect municipality governorate directorate inspectorate "
    "tribunal officials official administration senate congress customs"
)
_MEDIA = word_set(
    "tv television radio reuters newspaper news agency channel broadcaster press reporters journalists afp ap tass bbc "
    "times post ledger gazette herald tribune journal interfax xinhua jazeera cnn"
)
_EXPERT = word_set(
    "expert experts analyst analysts professor researcher researchers scholar institute university academy "
    "economist historian scientist scientists"
)
_WITNESS = word_set(
    "witness witnesses resident residents protester protesters demonstrator demonstrators activist activists woman man "
    "student students worker workers driver mother father shopkeeper neighbour neighbor bystander dockers miners"
)
_OFFICE = word_set(
    "president minister mayor governor premier chancellor secretary spokesman spokeswoman spokesperson commander "
    "general colonel judge prosecutor chief senator ambassador deputy akim sheriff"
)
SPOKESPEOPLE = frozenset(("spokesman", "spokeswoman", "spokesperson", "press secretary"))
_GROUP = word_set(
    "protesters demonstrators residents witnesses activists reporters journalists workers students supporters "
    "opponents people officials prosecutors experts analysts families dockers miners militants women men rioters "
    "marchers strikers crowd crowds villagers neighbours lawmakers"
)
_OTHERS = word_set(
    "he she they i we it someone somebody owner leader leaders member members source sources aide aides lawyer lawyers "
    "doctor doctors nurse nurses teacher relative relatives friend friends husband wife brother sister son daughter "
    "statement letter report website site candidate politician politicians candidate founder director manager head "
    "diplomat diplomats critics critic historian author writer soldier officer guard victim survivor survivors"
)
_BODY = word_set(
    "organization organisation union party alliance council committee commission federation association movement "
    "company bank group league institute foundation agency network coalition"
)


def actor_kind(name: str, *, is_person: bool) -> ActorKind:
    """Return the kind of an actor by the words of its name."""
    if is_person:
        return ActorKind.PERSON
    head = re.split(r" (?:of|for|in|from) ", name)[0].split()[-1:]  # “union of dockers” and “dockers’ union” are one
    for words in (_words(" ".join(head)), _words(name)):
        for kind, known in (
            (ActorKind.GROUP, _GROUP),
            (ActorKind.ARMED_FORCE, _FORCES - {"police"}),
            (ActorKind.MEDIA, _MEDIA - {"agency"}),
            (ActorKind.STATE_BODY, _STATE - {"agency", "council"}),
            (ActorKind.ORGANISATION, _BODY),
        ):
            if words & known:
                return kind
    return ActorKind.ORGANISATION


def speaker_group(name: str, role: str) -> SpeakerGroup | None:
    """Return for whom an actor speaks, if its name or its role tells; None if they do not, or tell of two sides."""
    words = (_words(name) | _words(role)) - SPOKESPEOPLE  # they speak for somebody, and may do so for anybody
    groups = [
        group
        for group, known in (
            (SpeakerGroup.PROTESTERS_AND_WITNESSES, _WITNESS),
            (SpeakerGroup.EXPERTS, _EXPERT),
            (SpeakerGroup.MEDIA, _MEDIA - {"agency"}),
            (SpeakerGroup.AUTHORITIES, _STATE - {"agency", "council", "office"} | _OFFICE | _FORCES),
        )
        if words & known
    ]
    return groups[0] if len(groups) == 1 else None


def may_speak(words: str) -> bool:
    """Return whether some words may name somebody: one has a capital, or is a noun for people or a body."""
    known = _STATE | _MEDIA | _EXPERT | _WITNESS | _OFFICE | _GROUP | _BODY | _FORCES | _OTHERS
    return (
        any(word[:1].isupper() for word in re.findall(r"[^\W\d_]+", words)[1:])
        or bool(_words(words) & known)
        or (words[:1].isupper() and not words.lower().startswith(("the ", "a ", "an ")))
    )


def title_end(words: Sequence[str]) -> int:
    """Return how many words before a name are a title or an office: 2 in “Kazakh President Ana Lima”; 0 if none is."""
    at = max((n for n, word in enumerate(words) if word.lower().rstrip(".") in _TITLES), default=-1)
    return at + 1 if 0 <= at < len(words) - 1 else 0


def is_office(name: str) -> bool:
    """Return whether words name somebody by an office alone, as “Russian-backed president” does."""
    last = name.split()[-1:]
    return bool(last) and last[0].lower() in _OFFICE


def looks_like_a_person(name: str) -> bool:
    """Return whether two to four words with a capital may be the name of a person: none of them is one of a body."""
    words = name.split()
    capitals = all(word[:1].isupper() or (word.islower() and len(word) <= 3) for word in words)
    known = _STATE | _MEDIA | _BODY | _FORCES | _GROUP
    return 2 <= len(words) <= 4 and capitals and not _words(name) & known


_TITLES = _OFFICE | word_set("mr mrs ms dr prof sir rep sen gov gen col lt capt sgt king queen pope leader")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))
