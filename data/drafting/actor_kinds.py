"""What kind of actor some words name, and for whom it speaks: told by the words alone, or not told."""

import re
from collections.abc import Sequence

from data.drafting.populations import PERSONS, singular
from data.drafting.word_sets import ROLES, word_set
from data.records.vocabulary import ActorKind, SpeakerGroup

_FORCES = word_set(
    "police army troops soldiers forces guard navy militia paratroopers gendarmerie military officers policemen "
    "guardsmen servicemen peacekeepers"
)
_STATE = word_set(
    "ministry government police presidency parliament court prosecutor prosecutors authorities department office "
    "council cabinet agency state embassy kremlin prefecture prefect municipality governorate directorate inspectorate "
    "brigade tribunal officials official administration senate congress customs"
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
    "witness witnesses resident residents protester protesters demonstrator demonstrators activist activists woman "
    "man student students worker workers driver mother father shopkeeper neighbour neighbor bystander dockers miners "
    "striker picket marcher organiser organizer "
    "farmer fisherman villager tenant squatter trucker trader parent survivor"
)
_OFFICE = word_set(
    "president minister mayor governor premier chancellor secretary spokesman spokeswoman spokesperson commander "
    "general colonel judge prosecutor chief senator ambassador deputy akim sheriff "
    "ombudsman ombudswoman ombudsperson commissioner"
)
SPOKESPEOPLE = frozenset(("spokesman", "spokeswoman", "spokesperson", "press secretary"))
_GROUP = word_set(
    "protesters demonstrators residents witnesses activists reporters journalists workers students supporters "
    "opponents people officials prosecutors experts analysts families dockers miners militants women men rioters "
    "marchers strikers crowd crowds villagers neighbours lawmakers guards relatives"
)
_OTHERS = word_set(
    "he she they i we it someone somebody owner leader leaders member members source sources aide aides lawyer lawyers "
    "doctor doctors nurse nurses teacher relative relatives friend friends husband wife brother sister son daughter "
    "statement letter report website site candidate politician politicians candidate founder director manager head "
    "diplomat diplomats critics critic historian author writer soldier officer guard victim survivor survivors"
)
_BODY = word_set(
    "nations opposition hospital clinic organization organisation union party alliance council committee commission "
    "federation association movement company bank group league institute foundation agency network coalition"
)


_SERVICE = re.compile(
    r"\b(?:emergency|fire|rescue|ambulance|prison|intelligence|border|customs|immigration|weather|forest|coast guard|"
    r"civil protection|civil defen[cs]e) (?:services?|agency|authority|corps|department)$",
    re.IGNORECASE,
)
"""Services that are those of the state nearly everywhere."""


_FORM = re.compile(
    r"\w (?:International|Worldwide|Watch|Without [A-Z]\w+|without [A-Z]\w+)$|"
    r"\b(?:Human|Civil|Women's|Children's|Workers'?) Rights\b|\b(?:Relief|Aid)(?: for [A-Z]\w+)?$|"
    r"^[A-Z][a-z]+ the [A-Z][a-z]+s?$"
)


def has_form_of_a_body(name: str) -> bool:
    """Return whether a name with capitals is built as only those of bodies: “Relief Worldwide”, “Save the Sea”."""
    return " the " not in name[:4] and _FORM.search(name.replace("’", "'")) is not None


def actor_kind(name: str, *, is_person: bool) -> ActorKind:
    """Return the kind of an actor by the words of its name."""
    if is_person:
        return ActorKind.PERSON
    if _SERVICE.search(name):
        return ActorKind.STATE_BODY
    if has_form_of_a_body(name):
        return ActorKind.ORGANISATION
    head = re.split(r" (?:of|for|in|from) ", name)[0].split()[-1:]  # “union of dockers” and “dockers’ union” are one
    if any(is_group_noun(word) for word in _words(" ".join(head))):
        return ActorKind.GROUP
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


_UNION = re.compile(
    r"\b(?:trade|labou?r|teamsters) unions?\b|\bunion (?:leaders?|members?|officials?|activists?|organi[sz]ers?)\b|"
    r"\bunions? (?:of|for) (?:the )?(?:\w+ )?(?P<of>\w+s)\b|"
    r"\b(?P<whose>\w+s)['’] (?:\w+ )?(?:unions?|federations?|syndicates?|guilds?)\b"
)
_EMPLOYERS = word_set(
    "employers owners traders merchants landlords shipowners manufacturers importers exporters officers students"
)
"""Whose federations are no trade unions, or those of people of the state."""
_OF_THE_STATE = re.compile(
    r"\b(?:regional|provincial|state|federal|district|county|municipal|local|national|public|city|interior|election|"
    r"electoral|immigration|tax|statistics|meteorological|civil aviation|health|prosecutor['’]?s|governor['’]?s|"
    r"mayor['’]?s|president['’]?s|ombuds\w+['’]?s)(?: \w+){0,3} (?:office|authority|board|commission|service|bureau)\b|"
    r"\bcentral bank\b|\b(?:port|tax|water|land|transport|railway|aviation|disaster) authority\b",
    re.IGNORECASE,
)
"""Offices, authorities and commissions of the state, by the words before them."""
_OFFICE_OF = re.compile(r"^(?P<office>.*?) (?:of|for|at) (?:the |a |an |its |their )?(?P<body>.+)$")
_NO_STATE = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|(?<!central )banks?|clubs?|party|parties|unions?|federations?|associations?|alliance|"
    r"hospitals?|clinics?|league|cooperatives?|factory|mines?|operators?|opposition|movement|irrigation board|chamber|"
    r"airlines?)\b",
    re.IGNORECASE,
)
"""Bodies whose president or secretary is none of the state."""


_COMPANY = re.compile(r"\b(?:compan(?:y|ies)|firms?|airlines?|operators?|corporations?|manufacturers?)\b")


def speaker_group(name: str, role: str) -> SpeakerGroup | None:
    """Return for whom an actor speaks, if its name or its role tells; None if they do not, or tell of two sides.

    Whoever has an office in a body speaks for the body: the president of a company is none of the state.
    """
    if not role and " without " in name.lower() and has_form_of_a_body(name):
        return None  # “Reporters Without Borders” are no reporters
    held = _OFFICE_OF.match(role)
    if held and _NO_STATE.search(held["body"]) and not _words(held["office"]) & _WITNESS:
        return _group_by_words(re.split(r" (?:in|at|from) ", held["body"])[0], "")
    if _NO_STATE.search(role) and not held and _words(role) & _OFFICE:  # “company secretary”, “union president”
        return _group_by_words(" ".join(_words(role) - _OFFICE), "")
    return _group_by_words(name, role)


def is_company(name: str, role: str) -> bool:
    """Return whether an actor is or speaks for a company, which no group of speakers fits."""
    return _COMPANY.search(f"{name} {role}".lower()) is not None


def _group_by_words(name: str, role: str) -> SpeakerGroup | None:
    office = _words(re.split(r" (?:of|for|in|from|at|to|who) ", role)[0])  # “mother of an officer” is none of the state
    words = (_words(name) | office) - SPOKESPEOPLE  # they speak for somebody, and may do so for anybody
    if {"secretary", "general"} <= office:
        words -= office  # that of a union or an alliance
    witnesses = words | {singular(word) for word in words}
    experts = words | _words(role)
    state = _STATE - {"agency", "council", "office"} | _OFFICE | _FORCES
    found = {
        SpeakerGroup.PROTESTERS_AND_WITNESSES: bool(witnesses & _WITNESS) or _is_of_a_union(f"{name} | {role}"),
        SpeakerGroup.EXPERTS: bool(experts & _EXPERT),
        SpeakerGroup.MEDIA: bool(words & (_MEDIA - {"agency"})),
        SpeakerGroup.AUTHORITIES: bool(
            words & state or _SERVICE.search(name) or _OF_THE_STATE.search(f"{name} | {role}")
        ),
    }
    groups = [group for group, is_so in found.items() if is_so]
    return groups[0] if len(groups) == 1 else None


def _is_of_a_union(words: str) -> bool:
    """Whether words name a trade union, or somebody of one: “the teachers' union”, “union leaders”."""
    match = _UNION.search(words.lower())
    if match is None:
        return False
    whose = match["of"] or match["whose"]
    return whose is None or (is_group_noun(whose) and whose not in _EMPLOYERS)


_SUFFIXES = ("er", "or", "ist", "man", "woman", "person", "ian", "eer")
_NO_ROLE = word_set(
    "winter summer number order paper letter matter october november december september corner center tower river "
    "other another power water border quarter chapter former latter disorder door floor error terror horror mirror "
    "factor sector motor hour per after under over never ever together either neither rather whether however weather "
    "danger answer offer murder slaughter shoulder manner dinner supper shelter newspaper helicopter cover fever "
    "silver copper finger hunger anger tractor reactor metre meter centre cluster barrier career banner counter "
    "computer trailer poster leather layer container steamer later earlier longer bigger better worse further higher "
    "lower nearer older younger for or nor major minor senior junior interior exterior labor harbor neighbor favor "
    "color list exist human german roman ottoman operator campaign people"
)
_PEOPLE = word_set(
    "nurse baker clerk cook judge monk nun priest chef head nanny vet pilot captain mother father widow widower "
    "student coach chief aide deputy neighbour neighbor resident apprentice assistant accountant consultant tenant "
    "migrant merchant servant actress waitress princess parent witness uncle aunt cousin son daughter brother sister "
    "husband wife patient refugee trainee mechanic electrician academic critic medic paramedic bishop imam rabbi "
    "mayor butcher hairdresser ambassador organiser organizer picket doctor surgeon agent attorney dean cleric sheikh "
    "architect poet diplomat chaplain veteran correspondent superintendent bailiff commandant attendant guide detective"
)


def is_common(name: str) -> bool:
    """Return whether a name in small letters is a plain word for a force or a group, which any country has."""
    return name in _FORCES or name in _GROUP


def is_role_noun(word: str) -> bool:
    """Return whether a noun in small letters is one for a single person, by what they do or are: “nurse”, “driver”."""
    word = word.rpartition("-")[2]  # “vice-president”
    if word in _NO_ROLE or word in _MEDIA or word in _BODY or not word.isalpha():
        return False
    known = word in _PEOPLE or word in ROLES or word in _OFFICE or (word in PERSONS and word == singular(word))
    return (known and word not in _FORCES) or (len(word) > 4 and word.endswith(_SUFFIXES))


_NO_BODY = word_set("officials official reporters journalists prosecutor prosecutors prefect authorities")
"""Words of bodies that name people: “the prosecutor, Ana Costa” is no body."""


def is_body_noun(word: str) -> bool:
    """Return whether a noun in small letters is one for a body: “company”, “ministry”, “newspaper”."""
    return (
        word in (_BODY | {"force", "firm", "club", "operator", "airline", "manufacturer"} | _STATE | _MEDIA) - _NO_BODY
    )


def is_group_noun(word: str) -> bool:
    """Return whether a noun is one for several people of a kind: “drivers”, “nurses”, “witnesses”."""
    one = "witness" if word == "witnesses" else singular(word)
    return word not in _FORCES | _MEDIA | _BODY | _STATE and one != word and is_role_noun(one)


def may_speak(words: str) -> bool:
    """Return whether some words may name somebody: one has a capital, or is a noun for people or a body."""
    known = _STATE | _MEDIA | _EXPERT | _WITNESS | _OFFICE | _GROUP | _BODY | _FORCES | _OTHERS | _PEOPLE | ROLES
    first = words.lower().split()[:1]
    return (
        any(len(word) > _SHORTEST_HOLDER and word.endswith(_HOLDERS) for word in _words(words) - _NO_ROLE)
        or (first[:1] in (["the"], ["a"], ["an"]) and is_role_noun(_last_noun(words)))
        or any(word[:1].isupper() for word in re.findall(r"[^\W\d_]+", words)[1:])
        or bool(_words(words) & known)
        or (words[:1].isupper() and not words.lower().startswith(("the ", "a ", "an ")))
    )


_HOLDERS = ("man", "woman", "person")
"""Endings of nouns for somebody: “ombudswoman”, “chairperson”."""
_SHORTEST_HOLDER = 6


def _last_noun(words: str) -> str:
    """The noun of a phrase, in small letters: “ranger” in “the ranger of the park”."""
    return re.split(r" (?:of|for|in|from|at|to|who) |,", words.lower().strip())[0].split()[-1]


def is_common_noun(word: str) -> bool:
    """Return whether a word in small letters is a noun for people, forces or a body: “residents”, “police”."""
    return (
        is_group_noun(word)
        or singular(word) in _BODY
        or word in _STATE | _MEDIA | _WITNESS | _GROUP | _BODY | _FORCES | _OTHERS
    )


def title_end(words: Sequence[str]) -> int:
    """Return how many words before a name are a title or an office: 2 in “Kazakh President Ana Lima”; 0 if none is."""
    at = max((n for n, word in enumerate(words) if word.lower().rstrip(".") in _TITLES), default=-1)
    if at < 0 and len(words) > 2 and words[0].lower() in _PEOPLE | ROLES:  # “Nurse Ana Lima”
        at = 0
    return at + 1 if 0 <= at < len(words) - 1 else 0


def has_title(words: Sequence[str]) -> bool:
    """Return whether one of some words is a title or an office: “Secretary of”."""
    return any(word.lower().rstrip(".") in _TITLES for word in words)


def is_office(name: str) -> bool:
    """Return whether words name somebody by an office alone, as “Russian-backed president” does."""
    last = name.split()[-1:]
    return bool(last) and last[0].lower() in _OFFICE


def looks_like_a_person(name: str) -> bool:
    """Return whether two to four words with a capital may be the name of a person: none of them is one of a body."""
    words = name.split()
    capitals = all(word[:1].isupper() or (word.islower() and len(word) <= 3) for word in words)
    known = _STATE | _MEDIA | _BODY | _FORCES | _GROUP
    return 2 <= len(words) <= 4 and capitals and not _words(name) & known and not has_form_of_a_body(name)


_TITLES = _OFFICE | word_set(
    "mr mrs ms dr prof sir rep sen gov gen col lt capt sgt king queen pope leader captain major lieutenant sergeant "
    "brigadier inspector superintendent admiral commodore commissioner"
)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))
