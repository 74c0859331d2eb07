"""What an article calls somebody beside their name: “Ana Costa, a nurse at the hospital,”, “the nurse Ana Costa”."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from data.drafting.actor_kinds import has_title, is_body_noun, is_office, is_role_noun, looks_like_a_person, title_end
from data.drafting.descriptions import FORMS
from data.drafting.places import Place
from data.drafting.populations import singular
from data.drafting.reading import Name, ReadArticle
from data.drafting.tokens import Token
from data.drafting.word_sets import DETERMINERS, PREPOSITIONS, word_set
from data.geo.countries import country_code

_LEADS = {
    "leads": "leader of", "led": "leader of", "heads": "head of", "headed": "head of", "chairs": "chair of",
    "chaired": "chair of", "runs": "head of", "ran": "head of", "directs": "director of", "commands": "commander of",
}  # fmt: skip
"""Verbs behind “who” that tell of an office, and its name."""
_OPENS = word_set("a an the its his her their our one another")
_WHOSE = word_set("his her their")
_ENDS = frozenset(',.;:"()!?')
_CLOSES = frozenset(',.;:")!?')
_WHO = word_set("who whose whom which that where")
_CUT = _WHO | word_set("and but while as when after before since because told said says")
_LONGEST = 14
"""Words of a role."""
_FARTHEST = 14
_NAME = r"(?P<name>[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+)?)"
_GIVEN = re.compile(
    r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he) (?P<role>[a-z][\w '’-]{1,50}?),? "
    r"(?P<how>(?:who|identified|giving|identifying|introduced|introducing|named|called)\b[^,.;:\"“”]{0,60}? "
    rf"|(?:named|called|identified as) ){_NAME}(?=[\s,.;:!?”\"’)]|$)"
)
_NAMING = re.compile(r"\b(?:names?|named|called|identif\w+|known|introduc\w+)\b")


@dataclass(frozen=True)
class Beside:
    """Roles by the names of people; by where a description begins, whose name follows; and who alone holds an office.

    A description begins at a paragraph and an offset in it: “A spokeswoman, Ana Costa, said”. `given_at` has the name
    and the role of those who gave a name only: “a nurse who gave her name only as Marta”. `bodies` are names that stand
    beside “the port company”, with these words, and none of people; `of_bodies` are people such as “its president”,
    whose body another one is. `told_before` are those whom “the” or “her” takes for known: “the lawyer, Ana Costa”.
    """

    roles: dict[str, str] = field(default_factory=dict)
    described_at: dict[tuple[int, int], str] = field(default_factory=dict)
    given_at: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    of_bodies: set[str] = field(default_factory=set)
    told_before: set[str] = field(default_factory=set)

    def named_by(self, words: str, place: Place) -> str | None:
        """Return whom a description at a place names: whose name follows it, or who alone is “the governor” here."""
        if who := self.described_at.get((place.paragraph, place.start)):
            return who
        whose, _, owned = words.lower().partition(" ")
        if whose in _WHOSE and self.holders.get(owned, "") in self.told_before:
            return self.holders[owned]
        office = words.lower().removeprefix("the ")
        if office in self.holders:
            return self.holders[office] if office != words.lower() or is_office(office) else None
        head = _head_of(office.split())
        who = self.holders.get(head, "")
        return who if self.roles.get(who, "").lower() == head and words.lower() != office else None


def beside_names(article: ReadArticle) -> Beside:
    """Return what an article calls its people beside their names, each by what it says first."""
    paragraphs = article.text.paragraphs
    found = Beside(given_at=dict(_given(paragraphs)))
    holders: dict[str, set[str]] = {}
    small = {token.word for sentence in article.sentences for token in sentence.tokens if token.text[0].islower()}
    for name in article.names:
        if of_body := _body_before(name) or _behind(name, _is_body):
            found.bodies.setdefault(name.text, _text(name, of_body, paragraphs))
            tokens = name.sentence.tokens[slice(*of_body)]
            found.described_at[name.sentence.paragraph, tokens[0].start] = name.text
            holders.setdefault(_head_of([token.word for token in tokens]), set()).add(name.text)
            continue
        own = name.words[title_end(name.words) :]
        if (given := _before_comma(name, _is_role)) and len(name.words) == 1 and _is_one_person(name, given):
            for start in (name.sentence.tokens[given[0]].start, name.place.start):
                found.given_at.setdefault((name.sentence.paragraph, start), (name.text, _text(name, given, paragraphs)))
        if not looks_like_a_person(" ".join(own)) or _has_a_plural(own, small):
            continue
        who = " ".join(own)
        span = _behind(name, _is_role) or _before(name)
        before = _before_comma(name, _is_role)
        if before:
            start = name.sentence.tokens[before[0]].start
            found.described_at.setdefault((name.sentence.paragraph, start), who)
            span = span or before
        role = _text(name, span, paragraphs) if span else ""
        if span and name.sentence.tokens[span[0]].word in _WHOSE | {"the"}:
            found.told_before.add(who)
        if span and name.sentence.tokens[span[0]].word in ("its", "their"):
            found.of_bodies.add(who)
        role = role or _leading(name, paragraphs)
        title = " ".join(name.words[: len(name.words) - len(own)])
        if told := role or ("" if title.lower().rstrip(".") in FORMS else title):
            found.roles.setdefault(who, told)
        for words in (role, title):
            for office in {words.lower(), _head_of(words.lower().split())} - {""}:
                holders.setdefault(office, set()).add(who)
    found.holders.update({office: next(iter(who)) for office, who in holders.items() if len(who) == 1})
    return found


def _is_one_person(name: Name, span: tuple[int, int]) -> bool:
    """Whether a single name is that of the person in a phrase before it: “the dead man's mother, Zohra,”."""
    is_known_so = name.sentence.tokens[span[0]].word in _WHOSE | {"the"} or name.sentence.tokens[span[0]].is_capitalised
    return is_known_so and not name.is_possessive and country_code([name.text]) is None


def _has_a_plural(words: Sequence[str], small: AbstractSet[str]) -> bool:
    """Whether a name has the plural of a word of the article, as that of a company may: “Atlantic Terminals”."""
    return any(singular(word.lower()) in small for word in words if singular(word.lower()) != word.lower())


def _given(paragraphs: Sequence[str]) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    """Where “a nurse who gave her name only as Marta” begins, and where the name does, with the name and the role."""
    for number, paragraph in enumerate(paragraphs):
        for match in _GIVEN.finditer(paragraph):
            last = match["how"].split()[-1]
            is_name = match["name"][0].isupper() and last in ("as", "called", "named")
            if is_name and _NAMING.search(match["how"]) and is_role_noun(_head_of(match["role"].split())):
                for start in (match.start(), match.start("name")):
                    yield (number, start), (match["name"], match["role"])


def _head_of(words: Sequence[str]) -> str:
    """The noun of a role: “nurse” in “nurse at the hospital”."""
    end = next((n for n, word in enumerate(words) if word in PREPOSITIONS | _WHO | {"and"} and n), len(words))
    return words[end - 1] if end else ""


def _is_role(tokens: Sequence[Token]) -> bool:
    """Whether tokens are a phrase for one person: with a determiner before it, or a noun for people at once."""
    words = [token.word for token in tokens]
    if words and words[0] in _OPENS:
        words = words[1:]
    return bool(words) and is_role_noun(_head_of(words).removesuffix("'s"))


def _is_body(tokens: Sequence[Token]) -> bool:
    """Whether tokens are a phrase for a body: “the company”, “a newspaper of the north”."""
    return tokens[0].word in _OPENS and is_body_noun(_head_of([token.word for token in tokens]))


_Test = Callable[[Sequence[Token]], bool]


def _behind(name: Name, is_it: _Test) -> tuple[int, int] | None:
    """The tokens of a phrase behind a name and a comma, which a mark or “who” ends, if it is one of those asked for."""
    tokens = name.sentence.tokens
    at = name.end
    if tokens[at - 1].text.endswith("'s") or not _is(tokens, at, ","):
        return None
    at += 1
    if at + 1 < len(tokens) and tokens[at].is_digits and tokens[at + 1].text == ",":  # “Ana Costa, 43, a nurse”
        at += 2
    end = at
    while end < len(tokens) and end - at < _LONGEST and tokens[end].text not in _ENDS and tokens[end].word not in _CUT:
        end += 1
    if end == at or end == len(tokens) or not (tokens[end].text in _CLOSES or tokens[end].word in _WHO):
        return None
    if not (tokens[at].word in _OPENS or tokens[at].text[0].islower()):
        return None
    return (at, end) if is_it(tokens[at:end]) else None


def _before(name: Name) -> tuple[int, int] | None:
    """The tokens of a role just before a name: “the crane driver Ana Costa”."""
    tokens = name.sentence.tokens
    last = name.first - 1
    if (
        last < 0
        or not tokens[last].is_word
        or not tokens[last].text[0].islower()
        or not is_role_noun(tokens[last].word)
    ):
        return None
    first = last
    while first > 0 and last - first < 3 and tokens[first - 1].text[0].islower() and tokens[first - 1].is_word:
        if tokens[first - 1].word in DETERMINERS | PREPOSITIONS | _CUT:
            break
        first -= 1
    before = tokens[first - 1] if first else None
    if before is None or before.word in _OPENS:
        return first, name.first
    if first == 1 and before.is_word and before.is_capitalised:  # “Hostel owner Ana Costa”
        return 0, name.first
    return last, name.first


def _body_before(name: Name) -> tuple[int, int] | None:
    """The tokens of a phrase for a body before a name between commas, unless it is a part of one for a person.

    “The company, Lakeside Power, said” is of a body, “the head of the company, Ana Costa, said” of a person.
    """
    tokens = name.sentence.tokens
    at = name.first - 1
    if at > 0 and tokens[at].text[0].islower() and is_body_noun(tokens[at].word) and not has_title(name.words[:1]):
        first = next((n for n in range(at - 1, max(-1, at - 5), -1) if tokens[n].word in _OPENS), None)
        return None if first is None else (first, name.first)  # “the farmers' association Free Fields”
    found = _before_comma(name, _is_body)
    is_part = found and found[0] and name.sentence.tokens[found[0] - 1].word in PREPOSITIONS
    return None if is_part else found


def _before_comma(name: Name, is_it: _Test) -> tuple[int, int] | None:
    """The tokens of a phrase before a name between commas: “a nurse at the hospital, Ana Costa, said”."""
    tokens = name.sentence.tokens
    comma = name.first - 1
    if not _is(tokens, comma, ",") or name.end >= len(tokens) or tokens[name.end].text not in ",.":
        return None
    for first in range(comma - 1, max(-1, comma - 1 - _FARTHEST), -1):
        if tokens[first].text in _ENDS:
            return None
        is_owner = tokens[first].text.endswith("'s") and tokens[first].is_capitalised  # “Freedonia's interior minister”
        if (tokens[first].word in _OPENS or is_owner) and is_it(tokens[first:comma]):
            return first, comma
    return None


def _is(tokens: Sequence[Token], at: int, text: str) -> bool:
    return 0 <= at < len(tokens) and tokens[at].text == text


def _text(name: Name, span: tuple[int, int], paragraphs: Sequence[str]) -> str:
    """The words of a role without its determiner."""
    tokens = name.sentence.tokens
    first = span[0] + (tokens[span[0]].word in _OPENS)
    if first >= span[1]:
        return ""
    return paragraphs[name.sentence.paragraph][tokens[first].start : tokens[span[1] - 1].end]


def _leading(name: Name, paragraphs: Sequence[str]) -> str:
    """The office of “Ana Costa, who leads the union”; empty if none is told so."""
    tokens = name.sentence.tokens
    at = name.end
    if not _is(tokens, at, ",") or at + 3 >= len(tokens) or tokens[at + 1].word != "who":
        return ""
    office = _LEADS.get(tokens[at + 2].word)
    end = first = at + 3
    while (
        end < len(tokens) and end - first < _LONGEST and tokens[end].text not in _ENDS and tokens[end].word not in _CUT
    ):
        end += 1
    is_thing = end > first and (tokens[first].word in _OPENS or tokens[first].is_capitalised)
    if not office or not is_thing:
        return ""
    return f"{office} {paragraphs[name.sentence.paragraph][tokens[first].start : tokens[end - 1].end]}"
