"""Drafts of actors: whoever speaks, asserts or acts in an article, linked to those that the archive knows.

A link is a proposal: it says by what the two were taken for one, and where it may be another one a person chooses. Who
has no name of their own (“a witness”) is never linked to anybody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from data.drafting.actor_kinds import (
    SPOKESPEOPLE,
    actor_kind,
    is_common,
    is_company,
    looks_like_a_person,
    speaker_group,
    title_end,
)
from data.drafting.appositions import beside_names
from data.drafting.bodies import body_before, fullest_body
from data.drafting.descriptions import NOBODY, Described, capital, describe, is_pronoun, people, secretary
from data.drafting.draft_places import DraftedPlaces
from data.drafting.drafted import Choice, Json, anchors, drafted, without_nothing
from data.drafting.known import Known
from data.drafting.places import Place
from data.drafting.reading import Ids, ReadArticle, key
from data.drafting.spokespeople import Spokesman, spokesman_in
from data.geo.countries import country_code
from data.records.slugs import slug
from data.records.vocabulary import ActorKind, SpeakerGroup

MOST_ANCHORS = 3
MOST_CHOICES = 6
_BEHIND = 120
"""Characters behind the words for somebody that may tell for whom they speak."""
_OWN_WORDS = r"[Tt]his (?:news)?paper|[Oo]ur (?:own )?(?:correspondent|reporter|staff)s?"
"""Words by which a newspaper speaks of itself."""


@dataclass
class _Actor:
    entry: Json
    places: list[Place] = field(default_factory=list)


class Actors:
    """The actors of one article. Who is asked for is added; the same one is found again by any of its names."""

    def __init__(self, article: ReadArticle, known: Known, *, publisher: str, places: DraftedPlaces) -> None:
        self._article = article
        self._known = known
        self._publisher = publisher
        self._own_name = publisher or "The article itself"
        self._country = next((entry["id"] for entry in places.entries if entry["kind"] == "country"), None)
        self._country_code = next(iter(places.countries), None)
        self._places = {each.place for each in places.named}
        self._actors: dict[str, _Actor] = {}
        self._by_key: dict[str, str] = {}
        self._ids = Ids()
        self._by_place: dict[Place, str] = {}
        self._people = people(article.names)
        self._beside = beside_names(article)

    def entries(self) -> list[Json]:
        """Return the entries of the record, with at most a few anchors each."""
        return [
            actor.entry | {"anchors": anchors(self._article, _in_order(actor.places[:MOST_ANCHORS]))}
            if actor.places
            else actor.entry
            for actor in self._actors.values()
        ]

    def group_of(self, actor_id: str) -> SpeakerGroup | None:
        """Return for whom an actor speaks; None if that is not known."""
        group = self._actors[actor_id].entry.get("speaker_group")
        return SpeakerGroup(group) if group else None

    def name_of(self, actor_id: str) -> str:
        """Return the name of an actor."""
        return str(self._actors[actor_id].entry["name"])

    def the_article_itself(self, place: Place) -> str:
        """Return the id of who speaks where the article names nobody: its publisher. `place` are the words."""
        described = Described(self._own_name)
        return self._spoken_at(
            self._names_itself or place, described, ActorKind.MEDIA, "the article says this in its own voice"
        )

    @cached_property
    def _names_itself(self) -> Place | None:
        """Where the article first speaks of its publisher, by its name or as “this paper”; None if it does not."""
        words = re.compile(rf"\b(?:{re.escape(self._own_name)}|{_OWN_WORDS})\b")
        found = ((number, words.search(text)) for number, text in enumerate(self._article.text.paragraphs))
        return next((Place(number, match.start(), match.end()) for number, match in found if match), None)

    def nobody_named(self, place: Place) -> str:
        """Return the id of a speaker whom the article does not name. `place` are the words that were said."""
        described = Described(NOBODY, is_named=False)
        return self._spoken_at(place, described, ActorKind.GROUP, "no rule found who speaks; choose who it is")

    def _spoken_at(self, place: Place, described: Described, kind: ActorKind, why: str) -> str:
        actor_id = self._added(described, kind, why)
        actor = self._actors[actor_id]
        if not actor.places:
            actor.places.append(place)
        return actor_id

    def at(self, place: Place, full_name: str | None = None) -> str:
        """Return the id of the actor at a place of the text. `full_name` is the fullest name in the text for them."""
        if place in self._by_place:
            return self._by_place[place]
        if is_pronoun(self._article.words(place)):
            return self._for_pronoun(place, full_name)
        described = self._described(place, full_name)
        if self._publisher and key(described.name) == key(self._publisher):
            described = replace(described, name=self._publisher)
        return self.nobody_named(place) if is_pronoun(described.name) else self._at(place, described)

    def _at(self, place: Place, described: Described) -> str:
        kind = actor_kind(self._beside.bodies.get(described.name, described.name), is_person=described.is_person)
        actor_id = self._added(described, kind, f"the article names “{self._article.words(place)}”")
        actor = self._actors[actor_id]
        actor.places.append(place)
        self._by_place[place] = actor_id
        return actor_id

    def _for_pronoun(self, place: Place, full_name: str | None) -> str:
        """The actor for “he”: who has this name in the text, or was described so before; else somebody not named."""
        if not full_name or is_pronoun(full_name):
            return self.nobody_named(place)
        name = key(full_name)
        named = (each.place for each in self._article.names if key(each.text).endswith(name))
        found = next(named, None)
        found = found or next((each for each in self._by_place if key(self._article.words(each)) == name), None)
        return self.at(found, full_name) if found else self._at(place, describe(full_name, None))

    def has_person(self, last_name: str) -> bool:
        """Return whether the article has exactly one person of a last name."""
        return last_name in self._people

    def is_described_at(self, place: Place) -> bool:
        """Return whether a description begins at a place whose name follows: “A spokesman, Ana Costa, said”."""
        where = (place.paragraph, place.start)
        return where in self._beside.described_at or where in self._beside.given_at

    def begins_at(self, place: Place) -> bool:
        """Return whether words for an actor begin where a place does."""
        return any((each.paragraph, each.start) == (place.paragraph, place.start) for each in self._by_place)

    def mention_known(self) -> None:
        """Add whoever of the archive the article calls by their whole name, or one of their other names."""
        for name in self._article.names:
            found = self._known.actors_by_name.get(key(name.text), ())
            is_place = name.place in self._places
            if len(found) == 1 and not is_place and not name.sentence.is_quoted(name.first):
                self.at(name.place)

    def _described(self, place: Place, full_name: str | None) -> Described:
        words = self._article.words(place)
        described = describe(words, full_name)
        behind = self._article.text.paragraphs[place.paragraph][place.end : place.end + _BEHIND]
        if given := self._beside.given_at.get((place.paragraph, place.start)):
            return Described(*given, is_person=True)
        if spokesman := spokesman_in(words, behind):
            return self._speaking_for(spokesman, place)
        if who := self._beside.named_by(words, place):
            return self._with_role(describe(who, None))
        if described.is_named and (body := body_before(self._article, self._called, words, place)):
            return Described(capital(body))
        full = self._people.get(described.name)
        if full and not full_name:
            return self._with_role(describe(full, None))
        if described.name.startswith("State ") and self._has(f"Secretary of {described.name}"):
            return secretary(described, self._article.text.paragraphs)
        return self._with_role(described)

    def _with_role(self, described: Described) -> Described:
        """Somebody with the role that the article gives them anywhere beside their name, if these words have none."""
        if words := self._beside.bodies.get(described.name):
            return replace(described, role=words if " " in words else "", is_person=False)
        role = "" if described.role else self._beside.roles.get(described.name, "")
        return replace(described, role=role, is_person=True) if role else described

    def _speaking_for(self, spokesman: Spokesman, place: Place) -> Described:
        """A spokesman with the body that he speaks for, and by his name if the article gives one."""
        body, role = self._full_body(spokesman.body, place), capital(spokesman.role)
        is_bare = body[:1].isupper() and (" " not in body or looks_like_a_person(body))
        name = " ".join(spokesman.name.split()[title_end(spokesman.name.split()) :])
        name = name or f"{role} for {body if is_bare else f'the {body}'}"
        return Described(name, role, capital(body), is_named=bool(spokesman.name), is_person=True)

    def _full_body(self, words: str, place: Place) -> str:
        named = self._beside.holders.get(words, "")
        if named in self._beside.bodies:
            return named  # “the company” is the one that the article names beside that word
        return fullest_body(self._article, self._called, words, place)

    @property
    def _called(self) -> list[str]:
        """The names of the actors so far, in order."""
        return [str(actor.entry["name"]) for actor in self._actors.values()]

    def _has(self, words: str) -> bool:
        return any(words in paragraph for paragraph in self._article.text.paragraphs)

    def _added(self, described: Described, kind: ActorKind, why: str) -> str:
        name = key(described.name)
        if name in self._by_key and described.is_named:
            return self._by_key[name]
        entry = self._linked(described) or self._new(described, kind, why)
        actor_id = str(entry["id"])
        if actor_id in self._actors and ("same_as" in entry or described.name == NOBODY):
            self._by_key[name] = actor_id
            return actor_id
        actor_id = self._ids.unique(actor_id)
        entry = entry | {"id": actor_id}
        self._actors[actor_id] = _Actor(entry)
        self._by_key.setdefault(name, actor_id)
        self._by_key.setdefault(key(str(entry["name"])), actor_id)
        return actor_id

    def _linked(self, described: Described) -> Json | None:
        """The entry of whoever of the archive is proposed as the same; None if nobody is."""
        if not described.is_named:
            return None
        words = key(described.name)
        if is_common(words):
            return None  # “the army” is that of any country
        ways = (
            (self._known.actors_by_name.get(words, ()), 0.9, "is the name or another name"),
            (self._known.actors_by_last_name.get(words, ()), 0.75, "is the last name"),
            (self._known.with_role(words), 0.5, "is a role"),
        )
        for found, confidence, is_what in ways:
            if not found:
                continue
            others = [
                Choice(f"{self._known.actors[each]['name']} (“{each}”)", self._known.actor_fields(each))
                for each in found
            ]
            own = Choice(
                f"somebody else, who is not in the archive: {described.name}",
                {"id": self._free(described), "name": described.name},
            )
            sure = len(found) == 1 and confidence >= 0.75
            fields = self._known.actor_fields(found[0])
            who = f"“{found[0]}” of the archive" if len(found) == 1 else f"{len(found)} actors of the archive"
            why = f"“{described.name}” {is_what} of {who}; nobody has checked that it is the same"
            choices = [*others[:MOST_CHOICES], own] if not sure else [own]
            doubt = confidence if len(found) == 1 else confidence / 2
            return fields | {"drafted": drafted(doubt, why, choices=choices)}
        return None

    def _new(self, described: Described, kind: ActorKind, why: str) -> Json:
        group = speaker_group(described.name, described.role)
        speaks_for = described.affiliation if described.role.lower() in SPOKESPEOPLE else ""
        if speaks_for and not group:
            group = self._group_of_body(speaks_for)
        if kind is ActorKind.MEDIA:
            group = group or SpeakerGroup.MEDIA
        if group is SpeakerGroup.AUTHORITIES and described.name in self._beside.of_bodies:
            group = None  # “its president” is one of whatever body stands before
        choices = []
        if group is SpeakerGroup.AUTHORITIES:
            abroad = self._is_of_another_country(described)
            group = SpeakerGroup.FOREIGN_STATES if abroad else group
            both = (SpeakerGroup.AUTHORITIES, SpeakerGroup.FOREIGN_STATES)
            choices = [] if abroad else [Choice(each.label, {"speaker_group": str(each)}) for each in both]
        entry = {
            "id": self._free(described),
            "name": described.name.replace("'", "’"),
            "kind": str(kind),
            "speaker_group": str(group) if group else None,
            "role": capital(described.role) or None,
            "affiliation": described.affiliation or None,
        }
        told = "" if group else "; its words do not tell for whom it speaks"
        if not group and is_company(*self._with_words(described)):
            told = "; no group of speakers is one of companies: it stays without"
        if speaks_for:
            told = f"; speaks for “{speaks_for}”"
        new = "; it is not in the archive under that name" if described.is_named else "; it has no name of its own"
        sure = 0.6 if group else 0.4
        return without_nothing(entry) | {"drafted": drafted(sure, f"{why}{new}{told}", choices=choices)}

    def _group_of_body(self, body: str) -> SpeakerGroup | None:
        """For whom a body speaks, by the archive, by this article, or by its name."""
        known = self._known.actors_by_name.get(key(body), ())
        groups = {self._known.actors[each]["speaker_group"] for each in known}
        own = self._by_key.get(key(body))
        if own and (group := self.group_of(own)):
            return group
        told = next(iter(groups)) if len(groups) == 1 else None
        return SpeakerGroup(told) if told else speaker_group(body, "")

    def _with_words(self, described: Described) -> tuple[str, str]:
        """A name, and its role or the words that stand beside the name of a body."""
        return described.name, described.role or described.affiliation or self._beside.bodies.get(described.name, "")

    def _is_of_another_country(self, described: Described) -> bool:
        """Whether a name or a role begins with the name of a country that is not the one of the article."""
        code = next(
            (code for word in (described.role, described.name) if (code := country_code(word.split()[:1]))), None
        )
        return code is not None and code != self._country_code

    def _free(self, described: Described) -> str:
        wanted = slug(described.name)
        taken = wanted in self._known.actors or not described.is_named
        before = self._country or slug(self._publisher or "article")
        return slug(before, wanted) if taken else wanted


def _in_order(places: Sequence[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place.paragraph, place.start))
