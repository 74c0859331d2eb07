"""What the review of a draft says: the text with its proposals marked, the proposals in the text's order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from data.drafting.places import Place
from data.drafting.told_numbers import told_numbers
from data.records.anchors import sentences
from data.text import shorten
from data.views.workbench_details import field_words
from data.views.workbench_errors import told_of_item
from data.views.workbench_names import in_plain_names, items_named
from data.workbench.coverage import Coverage, coverage, spans
from data.workbench.drafts import DRAFTED, PARTS, Json, Passage, StoredDraft, find, members, name_of
from data.workbench.from_words import published_on
from data.workbench.naming import PART_WORDS, called
from data.workbench.review import Proposal, is_open, proposals, proposed_with, rejected

TELLING = ("claims", "quotes", "facts", "caveats")
"""Lists whose items say the numbers that they rest on: an event says what happened, and not to how many."""

IN_A_LINE_UNTOLD = ("Name", "Lat", "Lon", "Coordinates source", "Same as", "Aliases", "Other names")
"""Fields of an actor or a place that are not told where it is a line below another item."""

STATES = {"all": "All", "open": "To decide", "accepted": "Accepted", "wrong": "With problems"}
SURE = {"any": "Any confidence", "low": "Below 50%", "middle": "50% to 79%", "high": "80% and more"}
_BOUNDS = {"low": (0.0, 0.5), "middle": (0.5, 0.8), "high": (0.8, 1.1)}


@dataclass(frozen=True)
class MarkedPiece:
    """A piece of a paragraph with the item that is marked there: empty, or the id of the shortest that covers it.

    `kind` is “open”, “accepted” or “current”; “left” for the words of a sentence without a record; empty for others.
    `work` is the value of `data-work` that opens it; `is_untold` tells of a number that no item has.
    """

    text: str
    item_id: str
    kind: str
    work: str = ""
    is_untold: bool = False


@dataclass(frozen=True)
class LeftSentence:
    """A sentence without a record: its paragraph and number, counted from 0, its place there, and its words."""

    paragraph: int
    number: int
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class UntoldNumber:
    """A number that no item has: its paragraph, counted from 0, its place there, and it with the words behind it."""

    paragraph: int
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class ProposalRow:
    """A proposal in the list: what it is in words."""

    item: Proposal
    kind: str
    state: str
    current: bool


@dataclass(frozen=True)
class ItemProblem:
    """What is wrong with an item, in words, and the value of `data-work` that opens what mends it."""

    words: str
    work: str


@dataclass(frozen=True)
class AlongRow:
    """A proposed actor or place that an item names: its kind, what it says, whether it is accepted with the item."""

    item_id: str
    kind: str
    words: str
    is_taken: bool


@dataclass(frozen=True)
class Review:
    """A draft under review. `current` is the item at hand; `part`, `state` and `sure` say which ones are listed.

    `marked` are the words at hand instead, for a new item. `is_edited` tells that the form of the item is open.
    `published` are the figures of published reports, id to words: what speaks for a proposal may name them.
    """

    draft: StoredDraft
    current: str = ""
    part: str = ""
    state: str = "all"
    sure: str = "any"
    marked: Passage | None = None
    is_edited: bool = False
    published: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def items(self) -> tuple[Proposal, ...]:
        """All items of the draft, in the order of the text."""
        return proposals(self.draft)

    @cached_property
    def shown(self) -> tuple[Proposal, ...]:
        """The items that the filters leave."""
        return tuple(item for item in self.items if self._shows(item))

    @cached_property
    def item(self) -> Proposal | None:
        """The item at hand: `current`, or else the first that is to decide, or the first of all; None without any."""
        named = [item for item in self.items if item.item_id == self.current]
        undecided = [item for item in self.shown if not item.accepted]
        return next(iter([*named, *undecided, *self.shown]), None)

    @cached_property
    def rows(self) -> tuple[ProposalRow, ...]:
        """The items listed."""
        return tuple(ProposalRow(item, PART_WORDS[item.table], _state(item), item == self.item) for item in self.shown)

    @cached_property
    def rejected(self) -> tuple[Proposal, ...]:
        """The items that were rejected, the last first; the filters do not count."""
        return rejected(self.draft)[::-1]

    @cached_property
    def coverage(self) -> Coverage:
        """How many sentences carry a record."""
        return coverage(self.draft)

    @staticmethod
    def kind_of(item: Proposal) -> str:
        """The word for the kind of an item."""
        return PART_WORDS[item.table]

    def named(self, ids: Sequence[str]) -> list[str]:
        """Items by what they are and say, for a person: “the figure ‘At least 40’”."""
        items = ((part, each) for part in PARTS for each in members(self.draft.record, part))
        found = {name_of(part, str(each.get("id"))): called(part, each) for part, each in items}
        return [found.get(item_id, item_id) for item_id in ids]

    @property
    def member(self) -> Json:
        """The item at hand as it is in the record; empty without any."""
        if self.item is None:
            return {}
        part, position = find(self.draft.record, self.item.item_id)
        return members(self.draft.record, part)[position]

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """What the record says of the item at hand, field by field; nothing beside its form, which has it all."""
        if self.item is None or self.is_edited:
            return ()
        return field_words(self.item.table, self.member, self.draft.record)

    @property
    def why(self) -> str:
        """How sure the proposal is, and what speaks for it, without ids."""
        if self.item is None or not self.item.why:
            return ""
        return (
            f"{self.item.confidence or 0:.0%} sure: {in_plain_names(self.item.why, self.draft.record, self.published)}"
        )

    @property
    def problems(self) -> tuple[ItemProblem, ...]:
        """What is wrong with the item at hand, in words, each with what mends it: another item, or its own form."""
        if self.item is None:
            return ()
        return tuple(self._problem(self.item, each) for each in self.item.problems)

    @property
    def progress(self) -> str:
        """How many proposals are decided, in words."""
        undecided = sum(not item.accepted for item in self.items)
        return f"{undecided} of {len(self.items)} items to decide" if undecided else "All items are decided"

    @cached_property
    def left(self) -> tuple[LeftSentence, ...]:
        """The sentences that neither carry a record nor are named as without."""
        found, lines = [], self.draft.article_text.paragraphs
        for paragraph, number in self.coverage.left:
            line = lines[paragraph]
            start, end = sentences(line)[number]
            found.append(LeftSentence(paragraph, number, start, end, shorten(line[start:end])))
        return tuple(found)

    @cached_property
    def untold(self) -> tuple[UntoldNumber, ...]:
        """The numbers that no item has, in sentences that carry a record: the others are in `left`."""
        lines = self.draft.article_text.paragraphs
        told = [place for part in TELLING for each in members(self.draft.record, part) for place in spans(each)]
        left = [(each.paragraph, each.start, each.end) for each in self.left]
        return tuple(
            UntoldNumber(each.paragraph, each.start, each.end, _with_what_follows(lines[each.paragraph], each))
            for each in told_numbers(lines, published_on(self.draft))
            if not any(n == each.paragraph and a < each.end and each.start < z for n, a, z in (*told, *left))
        )

    @cached_property
    def paragraphs(self) -> tuple[tuple[MarkedPiece, ...], ...]:
        """The paragraphs of the text in pieces."""
        lines = self.draft.article_text.paragraphs
        return tuple(tuple(self._pieces(number, line)) for number, line in enumerate(lines))

    def after(self, item_id: str, step: int = 1) -> str:
        """Return the id of the item listed after another one, or before it with a step of -1; the first at the end."""
        ids = [item.item_id for item in self.shown]
        if not ids:
            return ""
        return ids[(ids.index(item_id) + step) % len(ids)] if item_id in ids else ids[0]

    def undecided_after(self, item_id: str, draft: StoredDraft | None = None) -> str:
        """Return the id of the next item to decide, in `draft` if it is another one by now; the next of all without."""
        ids = [item.item_id for item in self.shown]
        start = ids.index(item_id) + 1 if item_id in ids else 0
        undecided = _undecided(draft or self.draft)
        in_turn = (each for each in [*ids[start:], *ids[:start]] if each in undecided and each != item_id)
        return next(in_turn, self.after(item_id))

    @property
    def along(self) -> tuple[AlongRow, ...]:
        """The proposed actors and places that the item at hand names: those accepted with it, and those to decide."""
        if self.item is None or self.item.accepted or self.is_edited:
            return ()
        return tuple(self._along(name) for name in proposed_with(self.draft, self.item.item_id))

    def _along(self, name: str) -> AlongRow:
        part, position = find(self.draft.record, name)
        member = members(self.draft.record, part)[position]
        told = [value for label, value in field_words(part, member, self.draft.record) if label not in IN_A_LINE_UNTOLD]
        about = member.get(DRAFTED) or {}
        why = in_plain_names(str(about.get("why", "")), self.draft.record)
        words = f"{', '.join([str(member.get('name')), *told])} ({about.get('confidence', 0):.0%} sure: {why})"
        return AlongRow(name, PART_WORDS[part], words, not is_open(self.draft, name))

    def _problem(self, item: Proposal, problem: str) -> ItemProblem:
        others = [each for each in items_named(problem, self.draft.record) if each != item.item_id]
        return ItemProblem(
            told_of_item(problem, self.draft.record), f"open:{others[0]}" if others else f"edit:{item.item_id}"
        )

    def _shows(self, item: Proposal) -> bool:
        states = {"open": not item.accepted, "accepted": item.accepted, "wrong": bool(item.problems)}
        low, high = _BOUNDS.get(self.sure, (0.0, 1.1))
        sure = self.sure == "any" or (item.confidence is not None and low <= item.confidence < high)
        return (not self.part or item.table == self.part) and states.get(self.state, True) and sure

    def _pieces(self, number: int, line: str) -> Iterator[MarkedPiece]:
        shown = [
            (item.start or 0, item.end or 0, item)
            for item in self.items
            if item.paragraph == number and (item in self.shown or item == self.item)
        ]
        left = [(each.start, each.end) for each in self.left if each.paragraph == number]
        marked = [self.marked[1:]] if self.marked and self.marked[0] == number else []
        untold = [(each.start, each.end) for each in self.untold if each.paragraph == number]
        places = [*((first, last) for first, last, _ in shown), *left, *marked, *untold]
        edges = sorted({0, len(line), *(min(at, len(line)) for place in places for at in place)})
        for start, end in pairwise(edges):
            covering = [(last - first, item) for first, last, item in shown if first <= start and end <= last]
            at_hand = [item for _, item in covering if item == self.item and not self.marked]
            shortest = at_hand or ([min(covering, key=lambda each: each[0])[1]] if covering else [])
            kind = "left" if any(first <= start and end <= last for first, last in left) else ""
            work = f"open:{shortest[0].item_id}" if shortest else ""
            if any(first <= start and end <= last for first, last in marked):
                kind, work = "current", f"mark:{number}:{':'.join(map(str, marked[0]))}"
            elif shortest:
                kind = "current" if at_hand else "accepted" if shortest[0].accepted else "open"
            is_untold = any(first <= start and end <= last for first, last in untold)
            yield MarkedPiece(line[start:end], shortest[0].item_id if shortest else "", kind, work, is_untold)


def _undecided(draft: StoredDraft) -> set[str]:
    items = ((part, each) for part in PARTS for each in members(draft.record, part))
    return {name_of(part, str(each.get("id"))) for part, each in items if DRAFTED in each}


def _state(item: Proposal) -> str:
    if item.accepted:
        return "accepted"
    return "to decide" if item.confidence is None else f"{item.confidence:.0%} sure"


def _with_what_follows(line: str, number: Place) -> str:
    """A number with the words behind it, as far as a row of a list shows them."""
    return shorten(line[number.start :])
