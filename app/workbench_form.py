"""The form of an item, of a new one, or of what describes the article: its fields, and buttons that stay in sight."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from app.workbench_at_hand import at_hand, choose_kind, leave_form, make_another_kind, open_item
from app.workbench_lookup import show_lookup
from app.workbench_session import CURRENT, ERRORS, MARKED, OPENED, do
from app.workbench_unsaved import ARTICLE, forget, unsaved
from components.callbacks import uninterrupted
from components.markdown import plain_text
from components.record_form import record_form, reset, written_in
from data.records.record_files import articles_folder
from data.views.workbench_day_hints import day_hints, is_of_another_time
from data.views.workbench_errors import field_errors, not_saved
from data.views.workbench_form import Choices, FormField, form_changes, form_fields
from data.workbench import review as steps
from data.workbench.beginning import published_figures, published_topics
from data.workbench.checks import Invalid
from data.workbench.coverage import spans
from data.workbench.drafts import DRAFTED, Json, StoredDraft, name_of
from data.workbench.topics import with_topics

SEND = "Mod+Enter"
"""The key of a form's first button: one that also works while somebody writes in a field."""

Following = Callable[[StoredDraft], str]
"""What tells, from a draft as it is then, the item to go to."""

ARTICLE_OPEN = "workbench_article_open"
"""Key of the session: the form of what describes the article is unfolded."""

PRESSED = "workbench_pressed"
"""Key of the session: a button of the form was pressed, so all of the page is another one."""


@dataclass(frozen=True)
class Form:
    """A form that is shown: its name, its draft’s record, the list of its item, the item, and its fields."""

    name: str
    record: Json
    part: str
    member: Json
    fields: tuple[FormField, ...]
    key: str

    def values(self) -> Json | None:
        """Return what differs from the item; None if something cannot be read, which is told at the next run then."""
        try:
            return form_changes(self.part, self.fields, self.written(), self.member, self.record)
        except Invalid as error:
            st.session_state[ERRORS] = error.fields
            return None

    def written(self) -> Json:
        """Return what is written in each field by now."""
        return written_in(self.fields, key=self.key, kept=unsaved(self.name))


def choices(draft: StoredDraft) -> Choices:
    """Return what the fields of a draft's items can name."""
    own = str((draft.record.get("article") or {}).get("id"))
    articles = articles_folder()
    return Choices(draft.record, published_figures(articles, but_of=own), published_topics(articles))


@dataclass(frozen=True)
class Press:
    """A button of a form: its words, its key, and what it does; the `first` one is also pressed by SEND."""

    words: str
    key: str
    callback: Callable[..., None]
    args: tuple[object, ...]
    first: bool = False


def show_form(
    part: str, member: Json, draft: StoredDraft, *, item_id: str, who: str, following: Following | None = None
) -> None:
    """Draw the form of an item, or of “article”; `following` is the item to go to when it is accepted."""
    fields = form_fields(part, member, choices(draft))
    form = Form(item_id, draft.record, part, member, fields, f"form-{item_id}-{draft.edition}")
    is_proposal = DRAFTED in member
    accept = [Press("Save and accept", "accept", _save, (form, who, following), first=True)]
    save = Press("Save", "save", _save, (form, who), first=not is_proposal)
    show_fields(form, [*(accept if is_proposal else []), save])


def show_fields(form: Form, presses: Sequence[Press]) -> None:
    """Draw the fields of a form and its buttons, which stay at the lower edge of the window.

    What is written is sent without the rest of the page running again; a press runs it all. So does what was pressed
    elsewhere just after something was written: the browser sends both as one, for the form alone.
    """
    st.session_state.pop(PRESSED, None)
    close = Press("Close", "close", _close, (form,))
    draw = _drawn if form.part == ARTICLE else st.fragment(_drawn)  # Publish has buttons that no callback answers
    draw(form, (*presses, close), unsaved(form.name), at_hand())


def _drawn(form: Form, presses: tuple[Press, ...], kept: dict[str, object], drawn_from: Hashable) -> None:
    if st.session_state.pop(PRESSED, False) or at_hand() != drawn_from:
        st.rerun()
    errors = dict(st.session_state.get(ERRORS, {}))
    look_up = partial(show_lookup, form.fields, form.record, key=form.key, kept=kept) if form.part == "places" else None
    beside = partial(_show_hint, form, day_hints(form.part, form.fields, form.written(), form.record))
    record_form(form.fields, errors, key=form.key, kept=kept, below=look_up, beside=beside)
    with st.container(key="workbench-save"):
        if words := not_saved(field_errors(errors, form.fields), form.fields):
            st.error(plain_text(words))
        with st.container(horizontal=True, gap="xsmall", key="workbench-save-buttons"):
            for press in presses:
                st.button(
                    press.words,
                    type="primary" if press.first else "secondary",
                    shortcut=SEND if press.first else None,
                    key=f"form-{press.key}",
                    on_click=_pressed,
                    args=(press,),
                )


def _show_hint(form: Form, hints: Mapping[str, str], field: FormField) -> None:
    """What there is to say of a field, and what makes a figure of another time the background that it is."""
    if field.name not in hints:
        return
    st.markdown(f":small[:material/info: {plain_text(hints[field.name])}]")
    if is_of_another_time(form.part, field, form.written()):
        press = Press("Make it background", "background", _make_background, (form,))
        st.button(press.words, key=f"form-{press.key}", on_click=_pressed, args=(press,))


@uninterrupted
def _make_background(form: Form) -> None:
    """Have the form of a fact from the same words: in place of the figure, or of the one that was to be new."""
    forget(form.name)
    place = next(iter(spans(form.member)), None)
    if st.session_state.get(MARKED) or place is None:
        choose_kind("facts")
    else:
        make_another_kind(form.name, place, "facts")


@uninterrupted
def _pressed(press: Press) -> None:
    press.callback(*press.args)
    st.session_state[PRESSED] = True


@uninterrupted
def _close(form: Form) -> None:
    """Close a form, and forget what is written in it; that of the article is folded."""
    forget(form.name)
    leave_form()
    if form.part == ARTICLE:
        reset(form.fields, key=form.key)
        st.session_state[ARTICLE_OPEN] = False


@uninterrupted
def _save(form: Form, who: str, following: Following | None = None) -> None:
    """Save what is written; with `following` accept the item, too, and go there."""
    changes = form.values()
    if changes is None:
        return
    renamed = form.name if form.part == ARTICLE else name_of(form.part, str(changes.get("id") or form.member.get("id")))
    act = _accepted(form.name, renamed, changes) if following is not None else _edited(form.name, changes)
    if not do(act, who):
        return
    forget(form.name)
    leave_form()
    if following:
        open_item(following(st.session_state[OPENED]))
    elif form.part != ARTICLE:
        st.session_state[CURRENT] = renamed


def _edited(item_id: str, changes: Json) -> Callable[[StoredDraft], StoredDraft]:
    def act(draft: StoredDraft) -> StoredDraft:
        with_new, named = with_topics(draft, changes, published_topics(articles_folder()))
        return steps.edit(with_new, item_id, named)

    return act


def _accepted(item_id: str, renamed: str, changes: Json) -> Callable[[StoredDraft], StoredDraft]:
    return lambda draft: steps.accept(_edited(item_id, changes)(draft), renamed)
