"""The place of a figure: where its own part of the sentence says that something is; none, if that is in doubt."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from data.drafting.asserters import attributions_in
from data.drafting.draft_places import DraftedPlaces, NamedPlace
from data.drafting.figures import DraftedFigure
from data.drafting.numbers import is_number_word
from data.drafting.place_context import HAPPENING
from data.drafting.reading import Sentence, names_of
from data.drafting.word_sets import word_set

_ELSEWHERE = word_set("elsewhere nationwide countrywide worldwide abroad")
_BEFORE_OR_AFTER = word_set("after before since following until")
_OPENING = 3
"""The last token at which a place opens a sentence: “In the port of Northport, …”."""
_OTHER_CLAUSE = word_set("and but while whereas")
_APART = ("another ", "a further ", "an additional ")


def place_of(
    sentence: Sentence, figure: DraftedFigure, figures: Sequence[DraftedFigure], places: DraftedPlaces
) -> str | None:
    """Return the place of a figure, by id; None if its sentence leaves it open. `figures` are all of the sentence.

    A number takes the place that follows it before the next number (“140 in Northport and 36 in Southport”). Without
    one it takes the only place of the sentence, unless the words set it apart from what is counted there.
    """
    named = [each for each in places.named_in(sentence) if each.happening and not _is_where_it_was_said(sentence, each)]
    at = sentence.index(figure.place)
    starts = sorted(each.place.start for each in figures)
    first = figure.place.start
    end = next((start for start in starts if start > first), sentence.tokens[-1].end)
    end = min(end, *_other_numbers(sentence, figure.place.end), sentence.tokens[-1].end)
    opening = [each for each in named if each.place.start < first] if first == starts[0] else []
    own = [each for each in named if first <= each.place.start < end and not _is_before_a_number(sentence, each)]
    if just_before := [each for each in named if sentence.index(each.place) == at - 1]:
        return just_before[0].id
    if own and _ELSEWHERE & {token.word for token in sentence.tokens[at : sentence.index(own[0].place)]}:
        return None  # “were killed nationwide, and in Northport …”
    if own and all(_is_behind_another_clause(sentence, at, each) for each in own):
        before = [each for each in named if sentence.index(each.place) < at]
        nearer = [each for each in before if sentence.are_together(sentence.index(each.place), at)]
        if before:  # “police in Northport arrested 12 people after a march in Southport”
            return _only(nearer, places)
    if own:
        return _only(own, places) or _nearest(sentence, at, own, places)
    words = {token.word for token in sentence.tokens}
    are_apart = any(_is_set_apart(each) for each in figures) or not words.isdisjoint(_ELSEWHERE)
    if are_apart or _names_unknown_places(sentence, places):
        return None
    same = [each.place.start for each in figures if each.metric == figure.metric and each.place.start < first]
    others = [each for each in named if not _is_of_another(sentence, at, each, same)]
    return _only(opening, places) or _only(others, places)


def _is_behind_another_clause(sentence: Sentence, at: int, named: NamedPlace) -> bool:
    """Whether a place behind a figure is that of something before or after it: “12 people, after a march in …”."""
    return any(token.word in _BEFORE_OR_AFTER for token in sentence.tokens[at : sentence.index(named.place)])


def _is_of_another(sentence: Sentence, at: int, named: NamedPlace, same: Sequence[int]) -> bool:
    """Whether a place is told of in another part of the sentence: “sent 40 guards, and the army sent 80 to …”.

    What stands before a figure may be that of an earlier figure of the same, which begins at one of the offsets `same`.
    """
    where = sentence.index(named.place)
    if where < at and (where <= _OPENING or any(start < named.place.start for start in same)):
        return False
    tokens = sentence.tokens[min(at, where) : max(at, where)]
    return any(
        token.text == ";"
        or (token.text == "," and after.word in _OTHER_CLAUSE)
        or after.word in ("while", "whereas")
        or (where < at and after.word in _BEFORE_OR_AFTER)
        for token, after in pairwise(tokens)
    )


def _other_numbers(sentence: Sentence, behind: int) -> Iterator[int]:
    """Where numbers begin behind an offset that have a place of their own, though nothing tells what they count."""
    for token, following in pairwise(sentence.tokens):
        if token.start >= behind and following.word in HAPPENING and (token.is_digits or is_number_word(token.word)):
            yield token.start


def _nearest(sentence: Sentence, at: int, own: Sequence[NamedPlace], places: DraftedPlaces) -> str | None:
    """The only place in the clause of a token, if no other one is joined to it: “in Northport and Southport”."""
    near = [each for each in own if sentence.are_together(at, sentence.index(each.place))]
    others = [each for each in own if each not in near]
    are_joined = any(sentence.tokens[sentence.index(each.place) - 1].word == "and" for each in others)
    return None if are_joined else _only(near, places)


def _is_before_a_number(sentence: Sentence, named: NamedPlace) -> bool:
    """Whether a place belongs to the number behind it: “and in Southport 36”."""
    behind = [token for token in sentence.tokens if token.start >= named.place.end][:1]
    return bool(behind) and (behind[0].is_digits or is_number_word(behind[0].word))


def _only(named: Sequence[NamedPlace], places: DraftedPlaces) -> str | None:
    """The only place among some, without those that another one lies within: “in Aktau, in western Kazakhstan”."""
    inside = {each.id for each in named}
    narrow = inside - {entry.get("within") for entry in places.entries if entry["id"] in inside}
    return next(iter(narrow)) if len(narrow) == 1 else None


def _is_set_apart(figure: DraftedFigure) -> bool:
    """Whether a figure comes on top of another one, or is a part of it: its place may be another one."""
    text = figure.value_text.lower()
    return text.startswith(_APART) or text.endswith(" more") or figure.part_of is not None


def _is_where_it_was_said(sentence: Sentence, named: NamedPlace) -> bool:
    """Whether a place is that of who says so: “the minister said in Northport”."""
    at = sentence.index(named.place)
    for each in attributions_in(sentence.tokens):
        between = sentence.tokens[each.verb + 1 : at]
        are_words = not any(token.is_digits or token.word in ("dead", "killed", "injured") for token in between)
        if each.verb < at and are_words and len(between) <= 5 and sentence.are_together(each.verb, at):
            return True
    return False


def _names_unknown_places(sentence: Sentence, places: DraftedPlaces) -> bool:
    """Whether something is said to be in what has a name and is no place that is known."""
    known = {each.place for each in places.named_in(sentence)}
    return any(name.before() in HAPPENING and name.place not in known for name in names_of(sentence))
