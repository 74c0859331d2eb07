"""What is written in forms of a draft and not saved: named on the page, with a link to each form."""

from collections.abc import Callable, Sequence

from app.workbench_unsaved import waiting
from components.fragment import fragment
from components.url import base_path
from data.views.workbench_waiting import waiting_forms
from data.workbench.drafts import StoredDraft
from publishing.sections import workbench_section


def show_waiting(draft: StoredDraft, on_work: Callable[[str], None], *, shown: Sequence[str] = ()) -> None:
    """Draw which forms wait, without those that are `shown`; nothing if none does."""
    forms = waiting_forms(draft, [form for form in waiting() if form not in shown])
    if forms:
        fragment(workbench_section("waiting", forms, root=base_path()), key="workbench-waiting", on_work=on_work)
