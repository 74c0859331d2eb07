"""Actors that speak in an article without a quotation or a figure: “Residents said that the road was shut.”"""

import re
from collections.abc import Sequence

from data.drafting.actor_kinds import has_form_of_a_body, is_common_noun, may_speak
from data.drafting.attributions import Attribution, Kind
from data.drafting.descriptions import describe, is_pronoun
from data.drafting.draft_actors import Actors
from data.drafting.numbers import is_number_word
from data.drafting.paragraphs import Paragraph
from data.drafting.places import Place
from data.drafting.reading import ReadArticle
from data.drafting.word_sets import AUXILIARIES, CLAUSES, PREPOSITIONS, word_set

_KINDS = (Kind.SUBJECT, Kind.INVERTED, Kind.APPOSITION, Kind.RELATIVE, Kind.ACCORDING)
_FOREIGN = (PREPOSITIONS - word_set("of for in from at to with")) | CLAUSES | AUXILIARIES
_PAPERS = word_set("survey poll protocol report study statement letter bill law data figures numbers budget deal plan")
_LONGEST = 9
"""Words for somebody; what is longer is not one."""


def mention_speakers(article: ReadArticle, paragraphs: Sequence[Paragraph], actors: Actors) -> None:
    """Add whoever says something in the sentences of an article, outside quotation marks, and has a name."""
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            for one in sentence.attributions:
                place = _place(paragraph, one)
                if place is None or actors.begins_at(place):
                    continue
                if actors.is_described_at(place) or _may_be_actor(article.words(place), actors):
                    actors.at(place)


def _place(paragraph: Paragraph, one: Attribution) -> Place | None:
    if one.kind not in _KINDS or not (one.saying or one.kind is Kind.SUBJECT):
        return None
    words = paragraph.words[one.speaker[0] : one.speaker[1]]
    while len(words) > 1 and words[-1].text.lower() in ("who", "which", "that", ","):
        words = words[:-1]
    return Place(paragraph.number, words[0].start, words[-1].end)


def _may_be_actor(words: str, actors: Actors) -> bool:
    if is_pronoun(words) or len(words.split()) > _LONGEST or re.search(r"\d", words) or not may_speak(words):
        return False
    parts = words.split()
    if is_number_word(parts[0].lower()) or parts[0].lower() in ("his", "her", "their", "its", "our", "my"):
        return False
    small = [word for word in parts if word.islower()]
    is_part = bool(set(small) & _FOREIGN) or any(word.endswith("ed") for word in small) or {"a", "an"} & set(parts[1:])
    if is_part or parts[0].lower().endswith("ing") or parts[-1].lower() in _PAPERS:
        return False  # words of a sentence that was not understood, or a thing that tells something
    described = describe(words, None)
    if is_pronoun(described.name):
        return False
    head = re.split(r" (?:of|for|in|from|at|to|with) ", described.name)[0].split()[-1].lower()
    is_known = described.is_person if len(described.name.split()) > 1 else actors.has_person(described.name)
    is_known = is_known or has_form_of_a_body(described.name)
    return described.is_named and (is_known or is_common_noun(head))  # “Lima” may be a town, or one of several people
