"""Nouns that say what kind of place some words name."""

import re

from data.drafting.word_sets import word_set
from data.records.vocabulary import PlaceKind

_PLACES = {
    PlaceKind.REGION: word_set(
        "province region district county valley oblast canton island islands peninsula coast highlands lowlands basin "
        "territory plateau"
    ),
    PlaceKind.CITY: word_set("city town village capital hamlet suburb settlement township"),
    PlaceKind.BODY_OF_WATER: word_set("river lake sea bay gulf strait reservoir lagoon ocean canal"),
    PlaceKind.SITE: word_set(
        "bridge square road street avenue highway motorway port harbour harbor airport station park market mine quarry "
        "dam quay pier stadium plaza camp crossing checkpoint cemetery mountain volcano forest beach boulevard"
    ),
}
"""Kind of place to the nouns for one."""

_LINKS = re.compile(r"\s+(?:of|for|in|from|at|on|near|over)\s+")


def place_kind(words: str) -> PlaceKind | None:
    """Return the kind of place that words say: “province of Norland” is a region; None if they do not say it."""
    return next((kind for kind, known in _PLACES.items() if head_noun(words) in known), None)


def head_noun(words: str) -> str:
    """Return the noun that says what words name: “office” in “the prosecutor’s office in Ostwick”."""
    first = _LINKS.split(words.strip(" .,;:"))[0].split()
    return re.sub(r"[’']s?$", "", first[-1]).lower() if first else ""
