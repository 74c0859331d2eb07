"""Verbs of saying in all their forms, and other words that tell who speaks."""

from enum import StrEnum

from data.drafting.word_sets import word_set


class Form(StrEnum):
    """The form of a verb. What stands before it depends on it: “she says”, “they say”, “…, saying”."""

    PAST = "past"
    PRESENT = "present"
    BASE = "base"
    PARTICIPLE = "participle"


_IRREGULAR = """
say says said saying|tell tells told telling|write writes wrote writing|read reads read reading
think thinks thought thinking|feel feels felt feeling|put puts put putting|begin begins began beginning
go goes went going|admit admits admitted admitting|quip quips quipped quipping|swear swears swore swearing
speak speaks spoke speaking|hit hits hit hitting|rebut rebuts rebutted rebutting|blurt blurts blurted blurting
concur concurs concurred concurring|refer refers referred referring|retort retorts retorted retorting
pen pens penned penning|shoot shoots shot shooting|dub dubs dubbed dubbing|slam slams slammed slamming
rip rips ripped ripping|forbid forbids forbade forbidding|chant chants chanted chanting|sing sings sang singing
continue continues continued continuing|rap raps rapped rapping|sum sums summed summing
understand understands understood understanding|know knows knew knowing|chat chats chatted chatting
"""

_SAYING = """
add acknowledge advise affirm agree allege announce answer argue ask assert assure boast caution claim clarify comment
complain concede conclude confess confirm contend counter cry declare demand deny disagree emphasize emphasise exclaim
explain fume gush insist instruct interject joke lament maintain mention mumble muse mutter note object observe opine
plead pledge point post proclaim promise propose protest question quote recall recount relate remark remember remind
repeat reply report request respond retweet reveal scoff scream shout sigh snap state stress suggest sneer testify
thunder tweet underscore urge venture volunteer vow warn whisper yell deadpan predict speculate text blog caption
chime crow summarize summarise intone elaborate grumble implore interrupt lecture preach reason rejoin
reiterate stipulate signal
"""

_JUDGING = """
accuse applaud attack attribute believe bemoan berate blame blast boast brand call characterize characterise charge
chide cite compare complain compliment condemn congratulate consider credit criticize criticise decry defend denounce
deride describe discuss dismiss doubt envision express fault frame fret greet hail hope imply indicate invoke join
knock label lambaste lash laud liken list mock offer oppose paint paraphrase pitch pounce praise press quote raise rail
rate recommend reference refute reject reprimand ridicule rip savage scold sign single slap taunt tease tout trash
trumpet view voice wonder worry wish expect fear pronounce declare decline ponder dream hint
"""

_AMBIGUOUS = word_set(
    "claims comments remarks reports calls notes demands tweets promises answers questions states texts posts charges "
    "pledges hopes worries fears attacks offers views lists uses warnings pens puts reads cites points objects signs "
    "requests joins rates brands labels wishes blames doubts"
)
"""Forms that are nouns as well. They count as verbs only behind a name or a pronoun."""

_BASES = word_set("say tell argue call think believe describe warn ask insist claim add write complain agree")
"""Verbs that are looked for in their base form, “they say”; of others it is a noun or an order too often."""


def _forms(verb: str) -> tuple[str, str, str, str]:
    """The forms of a regular verb: base, present, past, participle."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return verb, verb + ending, f"{verb}ed", f"{verb}ing"


def _table(verbs: list[tuple[str, str, str, str]]) -> dict[str, Form]:
    table: dict[str, Form] = {}
    for base, present, past, participle in verbs:
        if base in _BASES:
            table.setdefault(base, Form.BASE)
        table[present], table[participle] = Form.PRESENT, Form.PARTICIPLE
        table[past] = Form.PAST
    return table


_IRREGULAR_FORMS = [
    (base, present, past, participle)
    for base, present, past, participle in (verb.split() for verb in _IRREGULAR.replace("\n", "|").split("|") if verb)
]
_NOT_SAYING = word_set("put begin go hit shoot slam rip know understand think feel pen speak refer dub sing")

SAYING = _table(
    [forms for forms in _IRREGULAR_FORMS if forms[0] not in _NOT_SAYING] + [_forms(verb) for verb in _SAYING.split()]
)
"""Forms of verbs that introduce words: “said”, “adds”, “telling”."""

JUDGING = {
    form: kind
    for form, kind in _table(
        [forms for forms in _IRREGULAR_FORMS if forms[0] in _NOT_SAYING] + [_forms(verb) for verb in _JUDGING.split()]
    ).items()
    if form not in SAYING
}
"""Forms of verbs whose subject is the speaker of a fragment that follows: “called it “a farce””."""


def form_of(word: str) -> Form | None:
    """Return the form of a verb of saying or judging; None for any other word. Capitals are other words."""
    return SAYING.get(word) or JUDGING.get(word)


def is_saying(word: str) -> bool:
    """Return whether a form is of a verb that introduces words, not only of one that judges."""
    return word in SAYING


def may_be_noun(word: str) -> bool:
    """Return whether the form of a verb is a noun as well: “claims”."""
    return word in _AMBIGUOUS


TELLING = word_set("tell tells told telling remind reminds reminded reminding assure assured assures")
"""Verbs whose object is the person told."""

PASSIVE = word_set("was were is are be been being get got gets")
"""Words before a past form whose subject is not the one who speaks: “she was told”."""

SPOKEN = word_set(
    "statement remark remarks comment comments tweet tweets claim claims call calls promise pledge description "
    "assertion argument vow insistence warning question answer response reply words letter speech memo message email "
    "post testimony suggestion contention declaration admission observation rhetoric slogan accusation charge "
    "characterization critique criticism demand quote line mantra motto proposal view belief op-ed interview "
    "announcement address essay report article ad"
)
"""Nouns for what is said: whoever owns it is its speaker, as in “the mayor's claim that …”."""

BASE_SUBJECTS = word_set("to they we i you who people some many others and police both most few men women")
"""Words before a verb in its base form that show it to be a verb; so do nouns with an s, “officials say”."""
