"""Which actors of a record the words beside a marked figure name: who says it, and to whom."""

from data.drafting.descriptions import describe
from data.drafting.figures import DraftedFigure
from data.drafting.places import Place
from data.drafting.reading import key
from data.records.vocabulary import ActorKind
from data.workbench.drafts import Json, StoredDraft, members


def who_says(draft: StoredDraft, figure: DraftedFigure, paragraph: int) -> Json:
    """Return `asserted_by` and `told_to` of a figure of a paragraph, as far as the record has whom the words name.

    Where the sentence names nobody, the publisher says it, if the record has it as an actor.
    """
    asserter = _actor_at(draft, figure.asserted_by, paragraph) if figure.asserted_by else None
    if not figure.asserted_by and not figure.is_hearsay:
        asserter = _publisher(draft)
    told_to = _actor_at(draft, figure.told_to, paragraph) if figure.told_to else None
    return {name: value for name, value in (("asserted_by", asserter), ("told_to", told_to)) if value}


def _actor_at(draft: StoredDraft, place: Place, paragraph: int) -> str | None:
    """The one actor of the record that rests on words at a place, or else has their name; of a person, the last one."""
    words = draft.article_text.paragraphs[paragraph][place.start : place.end]
    actors = members(draft.record, "actors")
    resting = [each for each in actors if _rests_on(each, paragraph, place)]
    name = key(describe(words, None).name)
    named = [each for each in actors if name in {key(str(one)) for one in _names(each)}]
    by_last_name = [
        each
        for each in actors
        if each.get("kind") == ActorKind.PERSON and key(str(each.get("name"))).endswith(f" {name}")
    ]
    for found in (resting, named, by_last_name):
        if len(found) == 1:
            return str(found[0].get("id"))
    return None


def _names(actor: Json) -> list[str]:
    return [str(actor.get("name") or ""), *map(str, actor.get("aliases") or [])]


def _rests_on(actor: Json, paragraph: int, place: Place) -> bool:
    return any(
        each.get("paragraph") == paragraph and each.get("start", 0) < place.end and place.start < each.get("end", 0)
        for each in members(actor, "anchors")
    )


def _publisher(draft: StoredDraft) -> str | None:
    """The actor that the article’s publisher is; None if the record has none."""
    publisher = key(str((draft.record.get("article") or {}).get("publisher") or ""))
    named = [each for each in members(draft.record, "actors") if publisher and key(_names(each)[0]) == publisher]
    return str(named[0].get("id")) if named else None
