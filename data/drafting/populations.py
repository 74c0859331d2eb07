"""Whom or what an amount counts: the words after it that name them, and the neutral group that those words say."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.drafting.numbers import is_number_word
from data.drafting.tokens import Token, joined
from data.drafting.word_sets import word_set
from data.records.vocabulary import Metric, PopulationGroup

LABELS = word_set(
    "terrorist militant bandit criminal attacker extremist rioter looter radical insurgent hooligan thug saboteur "
    "gunman fighter mercenary provocateur instigator rebel assailant infiltrator"
)
_FORCES = word_set(
    "police officer policeman policewoman soldier troop guard guardsman serviceman servicewoman gendarme "
    "paratrooper reservist constable military army conscript trooper commando marine cadet deputy"
)
PROTESTERS = word_set("protester protestor demonstrator marcher striker picketer")
_SET_APART = word_set(
    "woman man child schoolchild boy girl minor baby infant teenager civilian journalist reporter student pupil "
    "worker miner docker teacher doctor nurse medic paramedic firefighter patient passenger tourist foreigner "
    "refugee migrant villager fisherman farmer lawyer activist aide bystander prisoner inmate driver shopper "
    "pensioner official opponent leader politician member candidate defendant hostage pilgrim monk priest nun "
    "sailor pilot crew engineer resident local native youth adult parishioner trader shopkeeper rescuer volunteer "
    "employee staff colleague diplomat minister lawmaker deputy strikebreaker suspect trucker athlete fan spectator "
    "guest player dissident tenant squatter swimmer mother father parent grandmother neighbour neighbor vendor rider "
    "cyclist clerk cook painter commuter holidaymaker climber hiker skier evacuee survivor picket apprentice graduate "
    "retiree scientist researcher writer artist musician carer cleaner builder carpenter welder electrician mechanic "
    "porter stevedore seafarer"
)
_PEOPLE = word_set("people person victim body corpse other casualty citizen participant attendee human")
_CROWD = word_set(
    "supporter worshipper mourner follower voter sympathiser reveller reveler worshiper sympathizer onlooker"
)
PERSONS = LABELS | _FORCES | PROTESTERS | _SET_APART | _PEOPLE | _CROWD | {"personnel", "forces", "peacekeeper"}

TROOPS = word_set("troop soldier peacekeeper paratrooper reservist serviceman commando marine")
OFFICERS = word_set("officer police policeman policewoman constable gendarme guard guardsman servicewoman personnel")
"""Forces that are counted as troops only where they are sent somewhere."""
AIRCRAFT = word_set("plane aircraft helicopter jet warplane airliner drone airplane aeroplane gunship bomber")
CALLS = ("phone calls", "telephone calls", "phone call", "telephone call", "phone conversations", "calls")
_FOREIGN = word_set("foreign allied coalition multinational peacekeeper peacekeeping")

_UNCOUNTED = word_set(
    "percent per cent year month week day hour minute second time mile kilometre kilometer km metre meter foot inch "
    "dollar euro pound cent yen rouble ruble lira franc vote delegate seat state country district town city village "
    "house home building shop street place occasion incident attack case charge count shot round goal game match "
    "point bill law job car vehicle bus truck tank animal dog cat cow horse sheep goat bird fish tree tonne ton "
    "litre acre hectare degree school hospital church bank item copy page word step question letter email tweet "
    "degree term"
)
"""What is counted in sentences about people, and is none of them."""

_ENDS = word_set(
    "is are was were be been being am has have had having do does did will would shall should can could may might "
    "must in on at by for from with to into onto near after before during since until while when where as that "
    "which who whom whose if but because than over under outside inside across along through about around against "
    "among amid between behind despite without within via off up down out not also still already now then later "
    "reportedly so yet both each the a an this these those it its he she they we i you his her their our there here "
    "said says told including plus per between following overnight yesterday today tonight left died fled ran went "
    "came took"
)
_OWNERS = word_set("the its his her their our these")
_IRREGULAR = {
    "women": "woman", "men": "man", "children": "child", "schoolchildren": "schoolchild", "bodies": "body",
    "feet": "foot", "wives": "wife",
}  # fmt: skip
_MOST_WORDS = 7


@dataclass(frozen=True)
class Population:
    """The words that name whom an amount counts, from token `first` up to `end`; none if both are the same.

    `head` is the last noun without its plural; empty if no noun that is known names them. `of_them` tells that the
    words before take the amount for a part of what was counted before: “five of them children”.
    """

    first: int
    end: int
    head: str = ""
    of_them: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the words are certain to name people."""
        return self.head in PERSONS

    @property
    def is_something_else(self) -> bool:
        """Whether the words name what is no figure of people: years, prices, houses."""
        return self.head in _UNCOUNTED


def singular(word: str) -> str:
    """Return a noun without its plural; the word itself if it has none that is known."""
    if word in ("people", "personnel", "forces", "police", "staff", "crew", "aircraft"):
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in (("men", "man"), ("women", "woman"), ("ies", "y"), ("sses", "ss"), ("xes", "x"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return word


def population_after(sentence: Sequence[Token], end: int, verbs: frozenset[str]) -> Population:
    """Return whom the amount before token `end` counts. `verbs` are words for what happened to them, which end it."""
    at, of_them = _after_of(sentence, end)
    if at < len(sentence) and (quoted := _in_quotation_marks(sentence, at)):
        return Population(at, quoted, singular(sentence[quoted - 2].word), of_them)
    last = _run_end(sentence, at, verbs)
    noun = _last_noun(sentence, at, last)
    if noun is None:
        plain = next((n for n in range(at, min(at + 3, last)) if _looks_plural(sentence[n])), None)
        return Population(at, at if plain is None else plain + 1, "", of_them)
    noun = _with_more_of_the_same(sentence, noun, verbs)
    return Population(at, noun + 1, singular(sentence[noun].word), of_them)


def forces_before(sentence: Sequence[Token], at: int) -> Population:
    """Return the forces that are said to number an amount at a token: “its forces would number 2,500”; else nobody."""
    for n in range(at - 1, max(-1, at - 5), -1):
        if sentence[n].word in ("forces", "troops"):
            owner = n - 1 if n and sentence[n - 1].word in _OWNERS else n
            return Population(owner, n + 1, singular(sentence[n].word))
    return Population(at, at)


def _after_of(sentence: Sequence[Token], at: int) -> tuple[int, bool]:
    """The index after “of the”, “of his”, “of them” at an index; and whether it was “of them” or “of whom”."""
    words = [token.word for token in sentence[at : at + 3]]
    if words[:1] != ["of"]:
        return at, False
    if words[1:2] in (["them"], ["whom"], ["those"]):
        return at + (3 if words[2:3] in (["were"], ["are"], ["was"]) else 2), True
    return at + (2 if len(words) > 1 and words[1] in _OWNERS else 1), False


def _in_quotation_marks(sentence: Sequence[Token], at: int) -> int | None:
    """The index after at most four words in quotation marks that begin at an index; None if there are none."""
    if sentence[at].text not in "\"'":
        return None
    for end in range(at + 2, min(at + 6, len(sentence))):
        if sentence[end].text == sentence[at].text:
            return end + 1 if sentence[end - 1].is_word else None
    return None


def _run_end(sentence: Sequence[Token], at: int, verbs: frozenset[str]) -> int:
    """The index after the words from an index that can belong to one name of people."""
    end = at
    while end < len(sentence) and end - at < _MOST_WORDS:
        token = sentence[end]
        follows_noun = end + 1 < len(sentence) and singular(sentence[end + 1].word) in PERSONS
        if token.word in verbs and not (end == at and follows_noun):
            break
        if not token.is_word or token.word in _ENDS or token.word in ("and", "or", "of") or is_number_word(token.word):
            break
        end += 1
    return end


def _last_noun(sentence: Sequence[Token], at: int, end: int) -> int | None:
    """The index of the last known noun; of the first one that is no figure of people, if that comes before."""
    known = PERSONS | AIRCRAFT | {"call"}
    found = None
    for n in range(at, end):
        word = singular(sentence[n].word)
        if word in known:
            found = n
        elif word in _UNCOUNTED:
            return found if found is not None else n
    return found


def _with_more_of_the_same(sentence: Sequence[Token], noun: int, verbs: frozenset[str]) -> int:
    """The last noun of “police and national guard members” or “members of the coast guard”, whose first is given."""
    while noun + 2 < len(sentence):
        word, after = sentence[noun + 1].word, noun + 2
        if word not in ("and", "or", "of") or (
            word == "of" and singular(sentence[noun].word) not in ("member", "crew")
        ):
            return noun
        if word == "of" and sentence[after].word in ("the", "its", "their"):
            after += 1
        end = _run_end(sentence, after, verbs)
        further = next((n for n in reversed(range(after, end)) if singular(sentence[n].word) in PERSONS), None)
        if further is None and word == "of" and end > after:
            further = min(end, after + 3) - 1
        if further is None:
            return noun
        noun = further
    return noun


def _looks_plural(token: Token) -> bool:
    return token.word.endswith("s") and not token.word.endswith("ss")


def group_of(sentence: Sequence[Token], population: Population, metric: Metric | None) -> PopulationGroup | None:
    """Return the neutral group that the words of a population say; None if they say none, or more than one."""
    words = {singular(token.word) for token in sentence[population.first : population.end]}
    if population.first == population.end:
        return None if metric is Metric.TROOPS else PopulationGroup.ALL_PEOPLE
    if population.head in AIRCRAFT or joined(sentence[population.first : population.end]).endswith(CALLS):
        return PopulationGroup.OBJECTS
    groups = {
        group
        for group, known in (
            (PopulationGroup.LABELLED_BY_AUTHORITIES, LABELS),
            (PopulationGroup.SECURITY_FORCES, _FORCES | {"personnel", "forces"}),
            (PopulationGroup.PROTESTERS, PROTESTERS),
        )
        if words & known
    }
    if words & _FOREIGN and words & (TROOPS | {"forces"}):
        return PopulationGroup.FOREIGN_FORCES
    if metric is Metric.TROOPS and words & (OFFICERS - {"personnel"}):
        return PopulationGroup.SECURITY_FORCES
    if metric is Metric.TROOPS:
        return None  # whose troops they are, at home or abroad, other words say
    if len(groups) > 1:
        return None
    if groups:
        return groups.pop()
    if population.head in _PEOPLE and not words & _SET_APART:
        return PopulationGroup.ALL_PEOPLE
    return PopulationGroup.SUBSET if words & _SET_APART else None
