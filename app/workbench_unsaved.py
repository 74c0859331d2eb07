"""What is written into the forms of a draft and not saved: kept in the session until it is saved or closed."""

import streamlit as st

from app.workbench_session import OPENED

UNSAVED = "workbench_unsaved"
"""Key of the session: id of a draft, to the forms of it that were written in."""

ARTICLE = "article"
"""The form of what describes the article."""


def unsaved(form: str) -> dict[str, object]:
    """Return what is written into a form of the opened draft and not saved, by field: the form writes it there.

    A form is named by its item, or by the passage and the kind of a new one (`data.views.workbench_waiting`).
    """
    return _forms().setdefault(form, {})


def forget(form: str) -> None:
    """Forget what is written into a form: it is saved, or was closed."""
    _forms().pop(form, None)


def waiting() -> tuple[str, ...]:
    """Return the forms of the opened draft in which something is written that is not saved, the first written first."""
    return tuple(form for form, written in _forms().items() if written)


def _forms() -> dict[str, dict[str, object]]:
    draft = st.session_state.get(OPENED)
    drafts: dict[str, dict[str, dict[str, object]]] = st.session_state.setdefault(UNSAVED, {})
    return drafts.setdefault(draft.draft_id if draft else "", {})
