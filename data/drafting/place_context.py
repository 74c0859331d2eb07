"""What the words around a name tell of a place: a town, an area or a water, and what was in it or near it."""

from data.drafting.reading import Name
from data.drafting.word_sets import word_set
from data.geo.countries import country_code
from data.records.vocabulary import PlaceKind

_LOCATING = word_set(
    "in at near outside inside around across within throughout through into from to towards toward between leaving "
    "reached entering entered of"
)
HAPPENING = word_set("in at inside across within throughout")
"""Words before a place in which something is said to happen."""
_TOWN = word_set("city capital town village port of")
_SETTLEMENT = word_set("city capital town village port suburb hamlet township resort")
_PARTS = word_set(
    "streets outskirts centre center harbour harbor port docks quays suburb suburbs district districts quarter "
    "quarters north south east west airport station square university prison heart edge edges area vicinity entrance "
    "entrances exit exits gates approaches"
)
"""Parts of a town: what is in “the harbour of Northport” is in Northport."""
_SETTLEMENTS = word_set("cities towns villages ports suburbs hamlets townships")
_AREAS = word_set(
    "province region district department county governorate oblast canton prefecture municipality commune parish "
    "valley state territory"
)
_WATERS = word_set("river lake sea bay strait canal creek reservoir fjord gulf lagoon estuary")
_NEAR = word_set("near outside around")
_UNITS = word_set("km kilometre kilometres kilometer kilometers mile miles metres meters hours minutes")
_DIRECTIONS = word_set("north south east west northeast northwest southeast southwest away from inland outside off")


def wide_place(name: Name) -> tuple[str, PlaceKind] | None:
    """Return the name and the kind of an area or a water that a name is one of; None if it is neither.

    “the province of Northland” and “the Northland province” are the area, not the town that may be called like it.
    """
    noun = _noun_beside(name, _AREAS)
    if noun is not None and (name.before() in ("of", "and") or _is_cued(name)):
        whole = noun == "" or noun in ("state", "territory")
        return (name.text if whole else f"{name.text} {noun}"), PlaceKind.REGION
    noun = _noun_beside(name, _WATERS)
    if noun is not None:
        if name.before() == "of":
            return f"{noun.capitalize()} of {name.text}", PlaceKind.BODY_OF_WATER
        return (f"{name.text} {noun}" if noun else name.text), PlaceKind.BODY_OF_WATER
    return None


def _noun_beside(name: Name, nouns: frozenset[str]) -> str | None:
    """The noun for what a name is one of, before or behind it; empty if it is a part of the name, None if none is."""
    if country_code([name.text]):
        return None
    of = 1 if name.before() == "of" else 3 if name.before() == "and" and name.before(3) == "of" else 0
    if of == 1 and name.before(2) in nouns:
        return name.before(2)
    if of and name.before(of + 1).endswith("s") and name.before(of + 1)[:-1] in nouns:
        return name.before(of + 1)[:-1]  # “the districts of Northland and Southland”
    if name.before() in nouns and nouns is _WATERS:  # “the river Wye”
        return name.before()
    behind = name.after().lower()
    if behind in nouns and name.after().islower() and not name.is_possessive:
        return behind
    is_last = len(name.words) > 1 and name.words[-1].lower() in nouns
    is_first = len(name.words) > 1 and name.words[0].lower() in nouns and nouns is _WATERS
    return "" if is_last or is_first else None


def _is_cued(name: Name) -> bool:
    before = name.before()
    return before in _LOCATING or (before == "the" and name.before(2) in _LOCATING)


def is_near(name: Name) -> bool:
    """Return whether something is said to be near what a name names: “near Northport”, “outside the town of …”."""
    before = [name.before(steps) for steps in range(1, 6)]
    if before[0] in _NEAR or (before[0] == "the" and before[1] in _NEAR):
        return True
    if before[0] == "of" and before[1] in _SETTLEMENT | _AREAS:
        return "the" in before[2:4] and bool(_NEAR & set(before[3:]))
    return before[0] == "of" and before[1] in _DIRECTIONS - {"from", "away", "inland", "outside", "off"}


def happens_in(name: Name) -> bool:
    """Return whether something is said to be in what a name names: “in Northport”, “in the harbour of Northport”."""
    before = [name.before(steps) for steps in range(1, 7)]
    if before[0] in HAPPENING or (before[0] == "the" and before[1] in HAPPENING):
        return True
    if before[0] == "of" and before[1] in _PARTS | _SETTLEMENT | _SETTLEMENTS | _AREAS:
        opens = next((n for n, word in enumerate(before) if n > 1 and word in HAPPENING | {"on"}), None)
        if opens is not None and "the" in before[2:opens]:
            return True
        return "the" in before[2:] and _is_behind_another(name, 3 + before.index("the", 2) - 1)
    return before[0] == "and" and before[2] in HAPPENING and _is_capitalised(name, 2)


_LONGEST_ROW = 8
"""Words of other names before a place that is named in one row with them."""


def _is_behind_another(name: Name, steps: int) -> bool:
    """Whether what stands so many steps before a name goes on from a place where it is: “in Northport and the town of”.

    Only names and commas may stand between.
    """
    if name.before(steps) != "and":
        return False
    for step in range(steps + 1, steps + _LONGEST_ROW):
        if name.before(step) in HAPPENING:
            return step > steps + 1
        if not (_is_capitalised(name, step) or name.before(step) == ","):
            return False
    return False


def is_described(name: Name) -> bool:
    """Return whether the article says that a name is a place: “Northport, 65 kilometres to the east”, “the town of …”.

    Such a place is one, even if the gazetteer does not have it.
    """
    if name.before() == "of" and name.before(2) in _SETTLEMENT | _SETTLEMENTS:
        return True
    if name.before() == "and" and name.before(3) == "of" and name.before(4) in _SETTLEMENTS:
        return True  # “the towns of Northport and Southport”
    following = [token.word for token in name.sentence.tokens[name.end : name.end + 8]]
    if following[:1] != [","] or len(following) < 2:
        return False
    if _UNITS & set(following[2:4]) and _DIRECTIONS & set(following[3:8]):
        return True
    noun = next((n for n in range(2, min(5, len(following))) if following[n] in _SETTLEMENT), None)
    behind = following[noun + 1 : noun + 2] if noun else []
    return (
        following[1:2] in (["a"], ["the"]) and behind != [] and behind[0] in {",", ".", *_LOCATING, "on", *_DIRECTIONS}
    )


def is_located(name: Name) -> bool:
    """Return whether the words around a name tell that it is a place: “in Northport”, “the capital, Northport”."""
    before = name.before()
    if name.is_possessive:
        return name.before() in HAPPENING
    if before in _LOCATING:
        return before != "of" or name.before(2) in _TOWN | _PARTS | _SETTLEMENT | _SETTLEMENTS
    if before == "," and name.before(2) in _TOWN:
        return True
    if before == "and" and not is_described(name):  # “in Northport and Southport”
        return name.before(3) in HAPPENING
    if is_described(name):
        return True
    following = name.sentence.tokens[name.end : name.end + 2]
    return len(following) == 2 and following[0].text == "," and country_code([following[1].text]) is not None


def _is_capitalised(name: Name, steps: int) -> bool:
    at = name.first - steps
    return at >= 0 and name.sentence.tokens[at].is_capitalised
