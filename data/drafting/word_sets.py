"""Small words of English by what they do in a sentence."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text, which are parted by white space."""
    return frozenset(words.split())


PRONOUNS = word_set("he she they it we i you who one others some many")

PREPOSITIONS = word_set(
    "in on at by with from to of for about against after before during since until despite through over under between "
    "among amid across behind beyond within without toward towards into upon via per like unlike besides near around "
    "following regarding concerning throughout alongside"
)
CLAUSES = word_set(
    "that because when while if as although though but whereas whether what how why where so than which whom whose "
    "unless once until since lest nor or"
)
"""Words that open another clause: a subject does not reach back across them."""

AUXILIARIES = word_set(
    "is are was were be been being am has have had do does did will would can could may might must shall should having "
    "ca won isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t isn't "
    "aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't cannot not"
)
ADVERBS = word_set(
    "also then later once never again always often now still just even ever already soon thus further simply both too "
    "first once nearly almost perhaps maybe instead meanwhile however earlier back quickly flatly only all each "
    "himself herself themselves itself yet ago"
)
OPENERS = word_set(
    "earlier later meanwhile however instead still yet then now today yesterday tonight tomorrow once so indeed but "
    "and or nor moreover furthermore besides similarly likewise perhaps maybe again finally asked speaking pressed "
    "when while if although though because as whether where what why how given not only even just there here that "
    "citing this these those last next no yes well thus hence based compared faced reached contacted "
    "informed confronted otherwise nevertheless nonetheless elsewhere afterwards"
)
"""Words that open a sentence without being a part of its subject."""

TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december today yesterday tonight"
)
UNITS = word_set("moment minutes hour hours day days week weeks month months year years")
DETERMINERS = word_set(
    "the a an one another his her their its our my this that these those some many several both two three four five "
    "six seven eight nine ten most few all every each other no any"
)
ROLES = word_set(
    "nominee candidate spokesman spokeswoman spokesperson president senator congressman congresswoman host co-host "
    "manager director chairman chairwoman chair leader minister mayor lawyer attorney strategist adviser advisor "
    "reporter anchor editor secretary officer chief official professor analyst consultant pollster commentator "
    "journalist columnist author governor lawmaker representative delegate activist billionaire businessman tycoon "
    "mogul front-runner frontrunner rival contender hopeful judge justice sheriff commissioner general colonel "
    "campaign voter resident student actor actress singer comedian pastor bishop pope cardinal economist historian "
    "scientist scholar expert founder executive partner member vice deputy guest surrogate ambassador diplomat "
    "witness neighbour neighbor nurse doctor teacher driver farmer owner worker organizer organiser coach player"
)
PARTICLES = word_set(
    "de da do das dos del della delle dello di du des la las le les los el al van von vom zu zum zur der den ter ten "
    "am im bin ibn ben upon y"
)
"""Small words inside a name, between words with a capital: “Rio de Janeiro”, “Newcastle upon Tyne”, “Ana van Dijk”."""
