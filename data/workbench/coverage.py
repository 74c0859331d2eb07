"""Which sentences of a draft's text carry an item, and which are named as without one."""

from dataclasses import dataclass

from data.drafting.article import DraftError
from data.records.anchors import ArticleText, sentences, sentences_without
from data.records.schema import ITEM_LISTS
from data.workbench.drafts import Change, Json, Passage, StoredDraft, members, with_step

Sentence = tuple[int, int]
"""Number of a paragraph, and of a sentence in it, both counted from 0."""


@dataclass(frozen=True)
class Coverage:
    """How many sentences of a text there are, carry a record, and are named as without; and those that are left."""

    sentences: int
    carried: int
    named: int
    left: tuple[Sentence, ...]

    @property
    def words(self) -> str:
        """“31 of 44 sentences carry a record, 5 are named as without”."""
        noun, carry = ("sentence", "carries") if self.sentences == 1 else ("sentences", "carry")
        named = "1 is" if self.named == 1 else f"{self.named} are"
        return f"{self.carried} of {self.sentences} {noun} {carry} a record, {named} named as without"


def without_record(draft: StoredDraft, sentence: Sentence, why: str) -> StoredDraft:
    """Return the draft with a sentence named as one without a record, and why. Without a reason it is named no more.

    Raises DraftError if there is no such sentence, or if it carries a record.
    """
    if sentence not in _sentences(draft.article_text):
        raise DraftError(f"there is no sentence {sentence[1]} in paragraph {sentence[0]} (both counted from 0)")
    if why.strip() and sentence in _carried(draft):
        raise DraftError(f"sentence {sentence[1]} of paragraph {sentence[0]} carries a record (both counted from 0)")
    article = dict(draft.record.get("article") or {})
    named = {(each["paragraph"], each["sentence"]): each for each in article.get("uncoded") or []}
    named.pop(sentence, None)
    if why.strip():
        named[sentence] = {"paragraph": sentence[0], "sentence": sentence[1], "reason": why.strip()}
    after = article | {"uncoded": [named[each] for each in sorted(named)]}
    done = "named" if why.strip() else "no longer named"
    what = f"{done} sentence {sentence[1] + 1} of paragraph {sentence[0] + 1} as without a record"
    return with_step(draft, what, [Change(part="article", before=draft.record.get("article"), after=after)])


def coverage(draft: StoredDraft) -> Coverage:
    """Return how many sentences of the text carry an item of the draft, accepted or not, and which are left."""
    every, carried = _sentences(draft.article_text), _carried(draft)
    uncoded = (draft.record.get("article") or {}).get("uncoded") or []
    named = {(each["paragraph"], each["sentence"]) for each in uncoded} & set(every) - carried
    left = tuple(each for each in every if each not in carried and each not in named)
    return Coverage(len(every), len(carried), len(named), left)


def spans(member: Json) -> list[Passage]:
    """Return the passages that an item rests on."""
    return [found for each in members(member, "anchors") if (found := passage_of(each))]


def passage_of(anchor: Json) -> Passage | None:
    """Return the passage of an anchor; None for one that has no place."""
    keys = ("paragraph", "start", "end")
    has_place = all(type(anchor.get(key)) is int for key in keys)
    return (anchor["paragraph"], anchor["start"], anchor["end"]) if has_place else None


def _sentences(text: ArticleText) -> list[Sentence]:
    return [(number, n) for number, line in enumerate(text.paragraphs) for n in range(len(sentences(line)))]


def _carried(draft: StoredDraft) -> set[Sentence]:
    """The sentences that an anchor of an item overlaps."""
    places = (place for part in ITEM_LISTS for member in members(draft.record, part) for place in spans(member))
    return {*_sentences(draft.article_text)} - {*sentences_without(draft.article_text, places)}
