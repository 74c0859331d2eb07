"""The words that somebody meant by marking: a hand stops within a word, or takes a comma or a quotation mark along.

Also an item that rests on other words than before: what its fields have from the former words goes with them.
"""

import unicodedata
from collections.abc import Mapping

from data.drafting.tokens import tokens_of
from data.workbench import review as steps
from data.workbench.coverage import passage_of
from data.workbench.drafts import Json, Passage, StoredDraft, find, members
from data.workbench.from_words import amounts_of, published_on, values_of, words_at

_CLOSERS: Mapping[str, str] = {"(": ")", "[": "]", "{": "}", "“": "”", "„": "“", "«": "»", "‹": "›", "‘": "’"}
_OPENERS: Mapping[str, str] = {closer: opener for opener, closer in _CLOSERS.items()}

_SAYS_SOMETHING = frozenset("?!%‰°$€£¥₹₽#§&+")
"""Marks at the ends of words that are a part of what they say: a question, a share, an amount of money."""

_WITHOUT_SPACES = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip
"""Code points of scripts that set no spaces between words: where a word ends there is left to the person."""


def whole_words(draft: StoredDraft, at: Passage) -> Passage:
    """Return a passage out to whole words, without the white space, marks and brackets at its ends.

    A bracket or quotation mark whose partner is within stays. A passage with no word in it stays as it is.
    """
    paragraph, start, end = at
    lines = draft.article_text.paragraphs
    line = lines[paragraph] if paragraph < len(lines) else ""
    if not any(map(_is_letter, line[start:end])):
        return at
    while _goes_on(line, start):
        start -= 1
    while _goes_on(line, end):
        end += 1
    last = max(n for n in range(start, end) if _is_letter(line[n]))
    while _is_outside(line[start], _CLOSERS, line[start + 1 : last]):
        start += 1
    while _is_outside(line[end - 1], _OPENERS, line[start : end - 1]):
        end -= 1
    return paragraph, start, end


def words_for(draft: StoredDraft, part: str, at: Passage) -> Passage:
    """Return the passage of a new item of a list: a figure’s with what qualifies its number (“at least”, “or more”)."""
    lines = draft.article_text.paragraphs
    if part != "claims" or at[0] >= len(lines):
        return at
    tokens = tokens_of(lines[at[0]])
    start, end = at[1:]
    for amount in amounts_of(lines[at[0]], at[0], published_on(draft)):
        first, last = tokens[amount.first].start, tokens[amount.end - 1].end
        if first < at[2] and at[1] < last:
            start, end = min(start, first), max(end, last)
    return at[0], start, end


def with_other_words(draft: StoredDraft, item_id: str, at: Passage) -> StoredDraft:
    """Return the draft with an item that rests on other words: on those marked, in place of those that they overlap.

    Where they overlap none, they take the first place. Fields that have what the former words say have what the
    marked ones say; what a person wrote in them stays. Raises as `data.workbench.review.edit` does.
    """
    part, position = find(draft.record, item_id)
    member = members(draft.record, part)[position]
    at = words_for(draft, part, at)
    anchors = members(member, "anchors")
    places = [passage_of(each) for each in anchors]
    number = next((n for n, each in enumerate(places) if each and _overlap(each, at)), 0)
    marked = {"paragraph": at[0], "start": at[1], "end": at[2]}
    changes: Json = {"anchors": [*anchors[:number], marked, *anchors[number + 1 :]]}
    former = places[number] if places else None
    if former:
        said, says = _said(draft, part, former), _said(draft, part, at)
        changes |= {field: says.get(field) for field, value in said.items() if member.get(field) == value}
        changes |= {field: value for field, value in says.items() if field not in said and field not in member}
    return steps.edit(draft, item_id, changes)


def _said(draft: StoredDraft, part: str, at: Passage) -> Json:
    words = {field: words_at(draft, at) for field in ("value_text",) if part == "claims"}
    return words | values_of(draft, part, at)


def _overlap(one: Passage, other: Passage) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def _goes_on(line: str, at: int) -> bool:
    """Whether a word or a number goes on across a place between two characters: “tro|ops”, “1,|300”."""
    if not 0 < at < len(line):
        return False
    before, after = line[at - 1], line[at]
    if any(first <= ord(char) <= last for char in (before, after) for first, last in _WITHOUT_SPACES):
        return False
    if _is_letter(before) and _is_letter(after):
        return True
    if after in ",." and before.isdigit():
        return line[at + 1 : at + 2].isdigit()
    return before in ",." and after.isdigit() and line[at - 2 : at - 1].isdigit()


def _is_outside(char: str, partners: Mapping[str, str], rest: str) -> bool:
    """Whether a character at an end is no part of the words; `partners` are those that may stand in the `rest`."""
    partner = partners.get(char)
    if partner is not None:
        return rest.count(partner) <= rest.count(char)
    return not _is_letter(char) and char not in _SAYS_SOMETHING
