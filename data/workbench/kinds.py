"""The kinds of item that marked words may be, the likeliest first: a person chooses among all of them by one key."""

from data.drafting.actor_kinds import is_body_noun, is_common_noun, is_office, is_role_noun
from data.drafting.dates import dates_in
from data.drafting.event_words import EVENT_WORDS
from data.drafting.quotation_marks import quoted_stretches
from data.drafting.tokens import joined, tokens_of
from data.geo.cities import cities_by_key, name_key
from data.geo.countries import country_code
from data.workbench.drafts import Passage, StoredDraft
from data.workbench.from_words import amounts_of, published_on, words_at
from data.workbench.naming import PART_WORDS
from data.workbench.place_nouns import head_noun, place_kind

LONGEST_NAME = 6
"""Words of what may be a name alone, or what somebody or somewhere is called."""

SHORTEST_QUOTATION = 2
"""Words between quotation marks up to which they may be a figure or a name that somebody else speaks of."""

_SMALL_IN_NAMES = frozenset({"of", "the", "de", "da", "do", "dos", "del", "la", "le", "al", "bin", "van", "von", "and"})


def kind_of(draft: StoredDraft, at: Passage) -> str:
    """Return the list of a record that words fit best."""
    return kinds_of(draft, at)[0]


def kinds_of(draft: StoredDraft, at: Passage) -> tuple[str, ...]:
    """Return all lists of a record, those first that words fit: a number is a figure, a name an actor or a place."""
    return tuple(dict.fromkeys([*_likely(draft, at), *PART_WORDS]))


def _likely(draft: StoredDraft, at: Passage) -> tuple[str, ...]:
    words = words_at(draft, at).strip()
    line = draft.article_text.paragraphs[at[0]] if words else ""
    stretches = quoted_stretches([line])[0] if words else []
    if any(one.start <= at[1] and at[2] <= one.end and len(words.split()) > SHORTEST_QUOTATION for one in stretches):
        return ("quotes",)
    is_short = 0 < len(words.split()) <= LONGEST_NAME and not any(char.isdigit() for char in words)
    if is_short and (found := _who_or_where(words)):
        return found
    is_sentence = len(words.split()) > LONGEST_NAME * 2
    if not is_sentence and amounts_of(words, at[0], published_on(draft)):
        return ("claims",)
    told = joined(tokens_of(words))
    if any(each.pattern.search(told) for each in EVENT_WORDS) or dates_in(words, 0, published_on(draft)):
        return ("events", "facts")
    return ("actors", "places", "facts") if is_short and words[:1].isupper() else ("facts", "events")


def _who_or_where(words: str) -> tuple[str, ...]:
    """Actors and places in the order in which a name, or what somebody or somewhere is called, may be one."""
    noun, name = head_noun(words), _name_in(words)
    if cities_by_key().get(name_key(name or words)) or country_code([name or words]):
        return ("places", "actors")
    if is_body_noun(noun) or is_common_noun(noun) or is_role_noun(noun) or is_office(words):
        return ("actors", "places") if not place_kind(words) or not name else ("places", "actors")
    if place_kind(words):
        return ("places", "actors")
    return ("actors", "places") if name else ()


def _name_in(words: str) -> str:
    """Words that are a name and nothing else; empty if they are not."""
    bare = [part.strip(".,;:") for part in words.split()]
    begins = words.lower().startswith("the ")
    named = [part for part in bare[begins:] if part.lower() not in _SMALL_IN_NAMES]
    return " ".join(bare[begins:]) if named and all(part[:1].isupper() for part in named) else ""
