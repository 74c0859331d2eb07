"""What an editor is told after an acceptance that took others along, and how soon a press is no decision."""

from data.workbench.drafts import DRAFTED, PARTS, StoredDraft
from data.workbench.naming import called

UNREAD = 0.4
"""Seconds in which nobody has read an item: a press within them was meant for the one before."""


def taken_along_words(draft: StoredDraft) -> str:
    """Return what the last step accepted, if it took others along with an item; empty for every other step."""
    changes = draft.history[-1].changes if draft.history else ()
    accepted = [
        called(each.part, each.after)
        for each in changes
        if each.part in PARTS and each.before and each.after and DRAFTED in each.before and DRAFTED not in each.after
    ]
    if not accepted[1:]:
        return ""
    along, own = accepted[:-1], accepted[-1]
    return f"Accepted: {own}, and with it {', '.join(along)}. The next one is below."


def is_unread(shown: tuple[str, float] | None, item_id: str, now: float) -> bool:
    """Return whether an item has just been shown; `shown` is the item that is, and since when on the clock of `now`."""
    return shown is not None and shown[0] == item_id and now - shown[1] < UNREAD
