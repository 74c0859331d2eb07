"""Names that a city has and that stand for something else in an article: for people, bodies and plain words.

The gazetteer has towns that are called Same, Police and Nice, and one for most first names.
"""

from collections.abc import Set as AbstractSet

from data.drafting.reading import Name, ReadArticle
from data.drafting.word_sets import word_set
from data.geo.countries import country_code

_CUES = word_set("in at near outside inside")
"""Words before a name by which even that of a person is one of a place: “in Lima”, though Ana Lima speaks."""
_SETTLEMENTS = word_set("city capital town village port suburb")
_BEFORE_TO = word_set(
    "according thanks due owing attributed told spoke speaking talked talking listened listening wrote writing said "
    "belonged belongs belonging gave given known close loyal"
)
"""Words before “to” behind which somebody is named, and no place."""
_BEFORE_FROM = word_set("heard quoted quotes message messages letter letters statement call calls")
_ACRONYM = 4
"""Letters of the longest name in capitals that is taken for that of a body: “UN”, “NATO”."""
_TITLE_CASE = 0.6
"""Share of the words of a headline whose capitals tell nothing."""


def words_for_others(article: ReadArticle) -> frozenset[str]:
    """Return the words that an article uses for something else than a place: in small letters, or in whole names."""
    small = {token.word for sentence in article.sentences for token in sentence.tokens if token.text[0].islower()}
    whole = {word.lower() for name in article.names if len(name.words) > 1 for word in (name.words[0], name.words[-1])}
    return frozenset(small | whole)


def is_something_else(name: Name, others: AbstractSet[str]) -> bool:
    """Return whether a name stands for no city here. `others` are the words that the article uses for other things.

    Such a word is a place only where its cue tells: “in Nice”, “the port of Nice”, “Nice, France”.
    """
    if country_code([name.text]):
        return False
    if name.text.isupper() and len(name.text) <= _ACRONYM:
        return True
    before, farther = name.before(), name.before(2)
    if (before == "to" and farther in _BEFORE_TO) or (before == "from" and farther in _BEFORE_FROM):
        return True
    if len(name.words) > 1 or name.text.lower() not in others:
        return False
    return name.is_possessive or _is_in_title_case(name) or not _has_cue(name)


def _has_cue(name: Name) -> bool:
    before, farther = name.before(), name.before(2)
    if before in _CUES or (before == "of" and farther in _SETTLEMENTS) or (before == "," and farther in _SETTLEMENTS):
        return True
    if before == "and" and name.before(3) in _CUES:  # “in Northport and Southport”
        return True
    following = name.sentence.tokens[name.end : name.end + 2]
    return len(following) == 2 and following[0].text == "," and country_code([following[1].text]) is not None


def _is_in_title_case(name: Name) -> bool:
    """Whether most words of a sentence have a capital, as those of a headline: none of them is a name by it."""
    words = [token for token in name.sentence.tokens if token.is_word]
    return len(words) > 2 and sum(token.is_capitalised for token in words) > _TITLE_CASE * len(words)
