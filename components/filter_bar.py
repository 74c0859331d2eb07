"""The shared filter bar: what narrows every page, and how much of everything is left."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from components.known_on import known_on_control
from components.markdown import plain_text
from components.url import PAGE, write, write_selection
from data.records.vocabulary import FACETS
from data.views.address import RANGE, Selection
from data.views.base import EmptyResult
from data.views.frame import Frame
from data.wording.descriptions import DATE_LABELS, FACET_LABELS
from data.wording.phrases import day

Names = Mapping[str, Mapping[str, str]]
"""Facet to its values with the names that readers choose by, one for all readers."""

COUNTS_HELP = "In brackets behind each choice: how many events, figures and quotations have it under the other filters."


def facet_filter(facet: str, frame: Frame) -> None:
    """A choice of several values of a facet, each with its count under the other filters."""
    counted = {row["term"]: row["count"] for row in frame.facets if row["facet"] == facet}
    named = frame.names[facet]
    st.session_state[_widget_key(facet)] = list(getattr(frame.selection, facet))
    st.multiselect(
        FACET_LABELS[facet], list(counted), key=_widget_key(facet), placeholder="All", select_all=False,
        format_func=lambda term: f"{named[term]} ({counted[term]})" if term in counted else term,
        on_change=_write_filters, args=(frame.names,),
    )  # fmt: skip


def _widget_key(key: str) -> str:
    """The session-state key of the widget that holds a Selection key."""
    return f"filter_{key}"


def _write_filters(names: Names) -> None:
    """Callback of every filter widget: put what all of them hold into the address.

    All of them, since the address that came with this rerun may be older than the reader's last two clicks.
    """
    keys = [key for key in (*FACETS, *RANGE, "q") if _widget_key(key) in st.session_state]
    changes: dict[str, str | list[str] | None] = {}
    for key in keys:
        value = st.session_state[_widget_key(key)]
        if key in RANGE:
            changes[key] = value.isoformat() if value else None
        else:
            changes[key] = value.strip() if isinstance(value, str) else _terms(value, names[key])
    write(changes | {PAGE: None})


def _terms(chosen: Sequence[str], named: Mapping[str, str]) -> list[str]:
    """What was chosen, as values of the facet.

    A click that comes before the last answer is on the screen is made on a name with an older count, which Streamlit
    does not know any more and passes on as it is.
    """
    terms = {name: term for term, name in named.items()}
    found = (each if each in named else terms.get(re.sub(r" \(\d+\)$", "", each)) for each in chosen)
    return [term for term in found if term]


def filter_bar(frame: Frame) -> None:
    """As known on which day; city, actor, kind, dates, text search; how many of each thing are shown; clear all."""
    selection = frame.selection
    several_articles = sum(row["facet"] == "article" for row in frame.facets) > 1
    shown = ["city", "actor", "kind", *(["article"] if several_articles else [])]
    with st.container(key="filter-bar", border=True, gap="small"):
        known_on_control(frame.days)
        columns = st.columns(
            [*(3.0 for _ in shown), 2.5, 2.5, 3.0], wrap=False, vertical_alignment="bottom", gap="small"
        )
        for column, facet in zip(columns, shown, strict=False):
            with column:
                facet_filter(facet, frame)
        for column, key in zip(columns[len(shown) :], ("from", "to"), strict=False):
            with column:
                _date_filter(key, frame)
        with columns[-1]:
            st.session_state[_widget_key("q")] = selection.q
            st.text_input(
                "Search the words", key=_widget_key("q"), on_change=_write_filters, args=(frame.names,), type="search",
                max_chars=200, placeholder="word or “a phrase”",
            )  # fmt: skip
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            active = f" — {plain_text(frame.filters)}" if frame.filters else ""
            st.markdown(f"Showing **{frame.showing}**{active}", width="content", help=COUNTS_HELP)
            if selection.is_filtered:
                _clear_button("clear-filters", selection, icon=":material/filter_alt_off:", kind="tertiary")


def _clear_button(key: str, selection: Selection, *, icon: str | None, kind: Literal["secondary", "tertiary"]) -> None:
    st.button(
        "Clear all filters", key=key, icon=icon, type=kind, on_click=write_selection, args=(selection.without_filters,)
    )


def _date_filter(key: str, frame: Frame) -> None:
    chosen = getattr(frame.selection, RANGE[key])
    value = dt.date.fromisoformat(chosen) if chosen else None
    st.session_state[_widget_key(key)] = value
    bounds = [dt.date.fromisoformat(bound) for bound in (*(frame.range_of_days or ()), chosen) if bound]
    st.date_input(
        DATE_LABELS[key], key=_widget_key(key), on_change=_write_filters, args=(frame.names,), format="YYYY-MM-DD",
        min_value=min(bounds, default=None), max_value=max(bounds, default=None), value=None,
    )  # fmt: skip


def empty_result(empty: EmptyResult) -> None:
    """Say that nothing is shown and which filter to loosen, or that nothing was known on that day, if there is one."""
    helpful = {name: count for name, count in empty.without.items() if count}
    advice = (
        " or ".join(f"{name.lower()} ({count:,})" for name, count in helpful.items())
        if helpful
        else "more than one of them"
    )
    published = f" from the reports published by {day(empty.known_on)}" if empty.known_on else ""
    with st.container(border=True):
        st.markdown(
            f"**No {empty.what} under these filters.** Loosen {advice} to see some."
            if empty.without
            else f"**No {empty.what} recorded{published}.**"
        )
        if empty.selection.is_filtered:
            _clear_button(f"clear-{empty.what.split()[0]}", empty.selection, icon=None, kind="secondary")
