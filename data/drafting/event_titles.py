"""Titles and summaries of drafted events, put together in our words from the kind of act, who acts, on what and where.

No clause of the article is taken over: the verb is one of ours, and only names and plain nouns are the article's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.drafting.actor_kinds import is_common_noun, looks_like_a_person
from data.drafting.drafted import Json
from data.drafting.event_nouns import burning_noun, head_noun, noun_in, subject_noun
from data.drafting.event_phrases import Phrase, phrase_of
from data.drafting.event_telling import Told
from data.drafting.word_sets import word_set
from data.records.vocabulary import PlaceKind, TimePrecision
from data.wording.phrases import day, join_words

_PLURALS = word_set("police people men women youth cattle gendarmerie troops children wives")
_SINGULARS = word_set("congress press united states nations netherlands philippines headquarters")
_HURT = {"killed": ("killed", "shot dead", "killing"), "injured": ("injur", "wound", "hurt")}
"""What a title says of people to the words for it; who died need not have been killed."""


_SENT = re.compile(r" sends? ")
"""A title of an event whose place is where somebody is sent."""


@dataclass(frozen=True)
class Where:
    """A place of an event: its name, its kind, and whether the event was only near it."""

    name: str
    kind: PlaceKind
    is_near: bool = False


def title_of(told: Told, agents: Sequence[str], targets: Sequence[str], where: Sequence[Where]) -> str:
    """Return the title of an event: as much as its parts tell, and no day, which stands in a field of its own."""
    what = _what(told, agents, targets)
    return f"{what[0].upper()}{what[1:]}{_at(what, where, is_sent=bool(_SENT.search(what)))}"


def summary_of(title: str, timing: Json, sources: Sequence[str]) -> str:
    """Return a summary of an event in one sentence: its title, when it was, and who says so."""
    said = f", according to {join_words(list(sources))}" if sources else ""
    return f"{title}{_when(timing)}{said}."


def _what(told: Told, agents: Sequence[str], targets: Sequence[str]) -> str:
    if told.words.is_number:
        return _hurt_by(told, agents) if agents else _hurt(told, join_words(list(targets)))
    phrase = phrase_of(told.words.title, told.text)
    thing = _thing(told, phrase)
    if agents and phrase.does and ("{}" not in phrase.does or thing):
        return f"{join_words(list(agents))} {_verb(phrase.does, agents).format(thing)}"
    is_told = bool(phrase.done) and bool(thing or targets)
    what = phrase.done.format(thing or join_words(list(targets))) if is_told else phrase.noun
    return f"{what} by {join_words(list(agents))}" if agents and not _says_who(phrase) else what


def _says_who(phrase: Phrase) -> bool:
    """Whether “by” does not go with a noun: “Forces in control by the army”."""
    return phrase.noun.startswith(
        (
            "Forces",
            "Explosion",
            "Uprising",
            "Unrest",
            "Clash",
            "Price",
            "Talks",
            "Meeting",
            "State",
            "Curfew",
            "Martial",
            "Election",
            "Patrols",
            "Air",
        )
    )


def _thing(told: Told, phrase: Phrase) -> str:
    if "{}" not in phrase.does + phrase.done:
        return ""
    if told.words.title == "Fire":
        return burning_noun(told)
    if told.words.has_subject or any(word in ("was", "were", "been") for word in told.text.split()[1:]):
        return head_noun(told)
    first = told.text.split()[0]
    before = told.sentence.tokens[told.first - 1].word if told.first else ""
    if {first, before} & {"were", "was", "been", "are"} and not first.endswith("ing"):
        return subject_noun(told)
    if told.words.title == "Forces sent" and not phrase.does and not first.startswith("arriv"):
        return head_noun(told)
    found = noun_in(told)
    if told.words.title == "Statement or order":  # an order to somebody, and not “to release”
        return found if is_common_noun(found.split()[-1]) else ""
    return "control" if told.text.endswith(" control") else found


def _hurt_by(told: Told, agents: Sequence[str]) -> str:
    verb = "kill" if any(word in told.text for word in _HURT["killed"]) else "injure"
    return f"{join_words(list(agents))} {_verb(verb, agents)} {noun_in(told) or 'people'}"


def _hurt(told: Told, who: str) -> str:
    texts = " ".join(each.text for each in (told, *told.numbers))
    hurt = [word for word, forms in _HURT.items() if any(form in texts for form in forms)]
    if "died" in texts and "killed" not in hurt:
        return f"{who} die" if who and not hurt else join_words(["deaths", *(["injuries"] if hurt else [])])
    return f"{who or 'people'} {join_words(hurt) or 'hurt'}"


def _at(what: str, where: Sequence[Where], *, is_sent: bool) -> str:
    named = [place for place in where if place.name not in what]
    if not named:
        return ""
    first = named[0]
    word = "to" if is_sent else "near" if first.is_near else "at" if first.kind is PlaceKind.SITE else "in"
    return f" {word} {join_words([place.name for place in named if place.is_near == first.is_near])}"


def _when(timing: Json) -> str:
    start, end = timing.get("start"), timing.get("end")
    if start is None:
        return f", not later than {day(timing['not_after'], weekday=False)}" if timing.get("not_after") else ""
    match timing["time_precision"]:
        case TimePrecision.YEAR:
            return f", in {start[:4]}"
        case TimePrecision.MONTH:
            return f", in {day(start, weekday=False).split(' ', 1)[1]}"
    first = day(start, weekday=False)
    if end is None:
        return f", since {first}"
    return f", {first}" if end == start else f", between {first} and {day(end, weekday=False)}"


def _verb(does: str, agents: Sequence[str]) -> str:
    """A verb for one who acts or for several: “police clear”, “the army clears”."""
    first, _, rest = does.partition(" ")
    if len(agents) > 1 or _is_plural(agents[0]):
        return does
    if first.endswith(("s", "sh", "ch", "x", "o")):
        form = f"{first}es"
    elif first.endswith("y") and first[-2] not in "aeiou":
        form = f"{first[:-1]}ies"
    else:
        form = f"{first}s"
    return f"{form} {rest}".strip()


def _is_plural(name: str) -> bool:
    head = name.split(" of ")[0].split(" in ")[0].split()[-1].lower()
    if head in _PLURALS or head.endswith("men"):
        return True
    is_name = looks_like_a_person(name) and name.split()[-1][:1].isupper()
    return head.endswith("s") and not head.endswith("ss") and head not in _SINGULARS and not is_name


def inside_sentence(name: str, words: str) -> str:
    """Return the name of an actor as it stands inside a sentence: small if the article writes it so, or it is plain.

    `words` are the article's, one blank around each.
    """
    plain = name.partition(" (")[0].strip()
    small = f"{plain[0].lower()}{plain[1:]}"
    if f" {_as_written(small)} " in words:
        return small
    is_common = " " not in plain and plain[1:].islower() and is_common_noun(small)
    before, found, _ = words.partition(f" {_as_written(plain)} ")
    is_name = bool(found) and (before[-1:].islower() or before[-1:] == ",")  # “the Kremlin”
    return small if is_common and not is_name else plain


def with_article(name: str, words: str) -> str:
    """Return the name of an actor with “the”, if the article has it anywhere: “the interior ministry”."""
    plain = inside_sentence(name, words)
    is_one = plain[0].islower() and not plain.startswith(("a ", "an ")) and not _is_plural(plain)
    is_written = any(f" {the} {_as_written(plain)} " in words for the in ("the", "The"))
    return f"the {plain}" if is_one or is_written else plain


def _as_written(name: str) -> str:
    return name.replace("’", "'")
