"""Words for an actor taken apart: what it is called, by which role, and what it belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.drafting.actor_kinds import (
    has_form_of_a_body,
    has_title,
    is_body_noun,
    is_office,
    is_role_noun,
    looks_like_a_person,
    title_end,
)
from data.drafting.reading import Name
from data.drafting.word_sets import PARTICLES, PREPOSITIONS, PRONOUNS, word_set

NOBODY = "Speaker not named"
_ARTICLES = word_set("the a an his her its their our this that these those some one another several")
_ONE = word_set("a an one another")
_INDEFINITE = word_set("a an one another some several")
FORMS = word_set("mr mrs ms miss sir dr")
"""Titles that tell of no office."""
_LONGEST_PLACE = 2
"""Words with a capital of a place or body behind “mayor of”."""
_CROWDS = word_set("crowd family couple team mob gang pair")
_NAMED = word_set("named called")


@dataclass(frozen=True)
class Described:
    """Words for an actor, taken apart: its name, what the article calls it beside, and whether it has a name at all."""

    name: str
    role: str = ""
    affiliation: str = ""
    is_named: bool = True
    is_person: bool = False


def describe(words: str, full_name: str | None) -> Described:
    """Return the words for an actor taken apart; `full_name` is the fullest name in the text, if it is known.

    “Kazakh President Ana Lima”: Ana Lima, with the role “Kazakh President”. “a woman named Kuralai”: Kuralai. “the news
    agency Reuters”: Reuters. “Al Jazeera’s Robin Roth”: Robin Roth, of Al Jazeera. “a witness” has no name.
    """
    text = " ".join(words.replace("’", "'").replace("\0", " ").split())
    text = re.sub(r"^\W+|[^\w.)]+$", "", text).split(",")[0].split(";")[0].removesuffix("'s")
    parts = text.split()
    first = parts[0].lower() if parts else ""
    bare = parts[1:] if first in _ARTICLES and len(parts) > 1 else parts
    if not bare:
        return Described(NOBODY, is_named=False)
    is_unnamed = first in _INDEFINITE and not any(part[:1].isupper() for part in bare)
    if is_unnamed:
        end = next((n for n, part in enumerate(bare) if n and part in PREPOSITIONS), len(bare))
        is_one = first in _ONE and not (is_body_noun(bare[end - 1].lower()) or bare[end - 1].lower() in _CROWDS)
        return Described(capital(text), "Not named in the article", is_named=False, is_person=is_one)
    described = _taken_apart(bare)
    if is_role_noun(bare[-1]):  # “the former Kazakh leader”
        described = replace(described, is_person=True)
    full = [
        part for part in (full_name or "").replace("’", "'").removesuffix("'s").split() if part.lower() not in _ARTICLES
    ]
    if full and full[0][:1].isupper() and len(full) >= len(described.name.split()):
        named = _taken_apart(full)
        role, affiliation = described.role or named.role, described.affiliation or named.affiliation
        described = Described(named.name, role, affiliation, is_person=named.is_person or described.is_person)
    return described


def secretary(described: Described, paragraphs: Sequence[str]) -> Described:
    """Return “State Ana Lima” as Ana Lima, since names are cut behind “Secretary of”; with the country before it."""
    name = described.name.removeprefix("State ")
    found = re.compile(rf"((?:[A-Z]\S* )?)Secretary of State {re.escape(name)}")
    match = next(filter(None, map(found.search, paragraphs)), None)
    return Described(name, f"{match[1] if match else ''}Secretary of State", is_person=True)


def is_pronoun(words: str) -> bool:
    """Return whether words name nobody by themselves: “he”, “They”, “it, which”."""
    parts = re.findall(r"[^\W\d_]+", words.lower())
    return bool(parts) and set(parts) <= PRONOUNS | {"which", "that", "she", "himself", "herself", "themselves"}


def capital(text: str) -> str:
    """Return a text whose first letter is a capital."""
    return text[:1].upper() + text[1:]


def _taken_apart(parts: Sequence[str]) -> Described:
    """A name, and the words before it: small ones and titles are a role, a body with “’s” is what it belongs to."""
    parts = parts[: _name_end(parts)]
    at = next((n + 1 for n, part in enumerate(parts[:-1]) if part.lower() in _NAMED), 0)
    owner = 0
    role = parts[: at - 1] if at else ()
    if not at and parts[-1][:1].isupper():
        owner = next((n + 1 for n in reversed(range(len(parts) - 1)) if parts[n].endswith("'s")), 0)
        small = max((n for n, part in enumerate(parts) if part[:1].islower() and part not in PARTICLES), default=-1)
        behind = sum(part[:1].isupper() for part in parts[small + 1 :])
        is_title = has_title(parts[: max(small, 0)]) and behind > _LONGEST_PLACE  # “Secretary of State Ana Lima”
        is_whole = small > 0 and parts[small] in PREPOSITIONS and not is_title  # “hospital of Northport”
        is_whole = is_whole or has_form_of_a_body(" ".join(parts))  # “Save the Coast”
        at = 0 if is_whole else max(small + 1, owner)
        at += 0 if is_whole else title_end(parts[at:])
        role = parts[owner:at]
    name = " ".join(parts[at:]).replace(";", ",")
    affiliation = " ".join(parts[:owner]).removesuffix("'s")
    head = next((parts[n - 1] for n, part in enumerate(parts) if n and part in PREPOSITIONS), "")
    is_one = not role and is_role_noun(head)
    role = () if " ".join(role).lower().rstrip(".") in FORMS else role
    called = is_one or bool(_NAMED & {part.lower() for part in parts}) or title_end([*role, "x"]) > 0 or is_office(name)
    return Described(capital(name), " ".join(role), affiliation, is_person=called or looks_like_a_person(name))


def _name_end(parts: Sequence[str]) -> int:
    """How many words are title and name: four in “Governor Ana de Lima of Northport”; all, if there is no such name."""
    at = next((n for n, part in enumerate(parts) if n and part in PREPOSITIONS), len(parts))
    own = parts[title_end(parts[:at]) : at]
    is_name = len(own) < at < len(parts) and looks_like_a_person(" ".join(own))
    return at if is_name else len(parts)


def people(names: Sequence[Name]) -> dict[str, str]:
    """Last name to the whole name, where the article has only one person of that name."""
    found: dict[str, set[str]] = {}
    for name in names:
        own = name.words[title_end(name.words) :]
        if 1 < len(own) <= 4 and looks_like_a_person(" ".join(own)):
            found.setdefault(own[-1], set()).add(" ".join(name.words))
    whole = {
        last: {" ".join(each.split()[title_end(each.split()) :]) for each in names} for last, names in found.items()
    }
    return {last: max(found[last], key=len) for last, names in whole.items() if len(names) == 1}
