"""Ids of items that a person adds: they say what an item is, as those of a draft do."""

from data.drafting.item_ids import wanted_ids
from data.drafting.reading import Ids
from data.workbench.drafts import PARTS, Json, StoredDraft, members


def new_id(draft: StoredDraft, part: str, item: Json) -> str:
    """Return an id for a new item of a list of a draft's record, which no other item has."""
    ids = Ids({str(each.get("id")) for name in PARTS for each in members(draft.record, name)})
    names = {str(each.get("id")): str(each.get("name") or "") for each in members(draft.record, "actors")}
    return ids.unique(*wanted_ids(part, item, names))
